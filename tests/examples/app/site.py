"""The application as a browser without scripts sees it: pages, and forms that are sent."""

from __future__ import annotations

import html
import re
from datetime import date

import attrs
from fastapi.testclient import TestClient

import ocop
from examples.app.app import create_app
from examples.app.store import Store

TODAY = date(2026, 9, 1)
IDEA = {"product": "Trà sen Tây Hồ", "entity": "HTX Một", "entity_kind": "cooperative"}


@attrs.frozen
class Site:
    """An application on a file, asked over HTTP."""

    client: TestClient
    path: str

    @classmethod
    def on(cls, path, **options):
        app = create_app(Store(str(path)), **{"today": lambda: TODAY, **options})
        return cls(TestClient(app, base_url="http://localhost"), str(path))

    def again(self):
        """The application after a restart, on the same file."""
        return Site.on(self.path)

    def get(self, path, status=200, **query):
        return _page(self.client.get(path, params=query), status)

    def post(self, path, data=None, status=200, on=None, lang=None, **fields):
        """What a form comes to, with the redirect followed; ``fields`` without dots in their names."""
        query = {key: value for key, value in (("on", on), ("lang", lang)) if value}
        return _page(self.client.post(path, params=query, data={**(data or {}), **fields}), status)

    def idea(self, on=TODAY, **fields):
        """A product whose idea is sent in; the path of its page."""
        self.post("/products", {**IDEA, "on": str(on), **fields}, on=on)
        return f"/products/{self._last('product')}"

    def step(self, product, event, on=TODAY, **fields):
        """A step of a product, by the form of its page."""
        form = self.get(f"{product}/steps/{event}", on=on)
        history = re.search(r'name="history" value="(\d+)"', form.source)[1]
        return self.post(
            f"{product}/steps/{event}", {"history": history, "on": str(on), **fields}, on=on
        )

    def sheet(self, product, number=12, on=TODAY):
        """A sheet of a product's own scoring; the path of its page."""
        self.post(f"{product}/sheet", on=on, set=number)
        return f"/sheets/{self._last('sheet')}"

    def answer(self, sheet, choices, status=200, on=TODAY, **fields):
        """Choices saved on a sheet."""
        revision = re.search(r'name="revision" value="(\d+)"', self.get(sheet, on=on).source)[1]
        answers = {f"choices.{no}": option for no, option in choices.items()}
        return self.post(sheet, {"revision": revision, **answers, **fields}, status, on=on)

    def _last(self, table):
        (number,) = Store(self.path)._one(f"select max(id) from {table}")  # noqa: S608 - of a test
        return number


@attrs.frozen
class Page:
    """An answer: its source, and what one reads of it."""

    source: str
    text: str
    url: str

    def __contains__(self, words):
        return words in self.text


def _page(response, status):
    assert response.status_code == status, (response.status_code, words_of(response.text))
    return Page(response.text, words_of(response.text), str(response.url))


def words_of(source):
    """What one reads of a page, a line a line of it."""
    shown = html.unescape(re.sub(r"<[^>]*>", " ", source))
    return "\n".join(" ".join(line.split()) for line in shown.splitlines() if line.strip())


def best(rubric):
    """The highest option of every criterion; of a checklist all lines."""
    return {
        criterion.no: [option.no for option in criterion.options]
        if criterion.choice == "many"
        else len(criterion.options)
        for criterion in rubric.criteria
    }


def rubric_of(on=TODAY, number=12, rules=None):
    return (rules or ocop.Rules()).regime_on(on).rubric(number)
