"""The application as a browser without scripts sees it: pages, and forms that are sent."""

from __future__ import annotations

import html
import re
from datetime import date
from functools import cached_property

import attrs
from fastapi.testclient import TestClient

import ocop
from examples.app.app import create_app
from examples.app.store import Store
from ocop import cycle

TODAY = date(2026, 9, 1)
IDEA = {"product": "Trà sen Tây Hồ", "entity": "HTX Một", "entity_kind": "cooperative"}
#: A dossier of set 12 that waits for the council of the province.
FILED = (
    cycle.IdeaSubmitted(on=TODAY),
    cycle.IdeaAccepted(on=TODAY, level="commune"),
    cycle.DossierFiled(on=TODAY, product_set=12),
    cycle.CommuneAssessed(on=TODAY),
)


@attrs.frozen
class Site:
    """An application on a file, asked over HTTP."""

    client: TestClient
    path: str

    @classmethod
    def on(cls, path, **options):
        app = create_app(Store(str(path)), **{"today": lambda: TODAY, **options})
        return cls(TestClient(app, base_url="http://localhost"), str(path))

    def elsewhere(self, path):
        """The same application on another file."""
        app = self.client.app
        app.state.known = attrs.evolve(app.state.known, store=Store(str(path)))
        return Site(self.client, str(path))

    @property
    def store(self):
        """What it keeps, without asking over HTTP."""
        return Store(self.path)

    def again(self):
        """The application after a restart, on the same file."""
        return Site.on(self.path)

    def get(self, path, status=200, **query):
        return _page(self.client.get(path, params=query), status)

    def post(self, path, data=None, status=200, **fields):
        """What a form comes to on the day; the redirect is followed."""
        return _page(self.client.post(path, data={**(data or {}), **fields}), status)

    def send(self, path, data=None, **fields):
        """A form that is taken, and where it leads to, which is not asked for."""
        answer = self.client.post(path, data={**(data or {}), **fields}, follow_redirects=False)
        assert answer.status_code == 303, words_of(answer.text)
        return answer.headers["location"].split("?")[0]

    def idea(self, on=TODAY, **fields):
        """A product whose idea is sent in; the path of its page."""
        return self.send("/products", {**IDEA, "on": str(on), **fields})

    def kept(self, history=FILED, code="", commune="", rules=None, **whose):
        """A product with a history, kept as a form would have; the path of its page."""
        named = {**IDEA, **whose}
        application = ocop.Application(**named, history=history, rules=rules or ocop.Rules())
        return f"/products/{self.store.add_product(code, commune, ocop.to_json(application))}"

    def step(self, product, event, on=TODAY, **fields):
        """A step of a product by the form of it; the path of its page."""
        row = self.store.product(int(product.split("/")[-1]))
        history = len(ocop.from_json(ocop.Application, row["application"]).history)
        return self.send(f"{product}/steps/{event}", {"history": history, "on": str(on), **fields})

    def sheet(self, product, number=12, on=TODAY):
        """A sheet of a product's own scoring; the path of its page."""
        return self.send(f"{product}/sheet?on={on}", set=number)

    def answer(self, sheet, choices, status=200, **fields):
        """The page of a sheet after choices are saved on it, or refused."""
        return self.post(sheet, self.answers(sheet, choices), status, **fields)

    def answers(self, sheet, choices):
        """The fields of a sheet's form."""
        revision = self.store.sheet(int(sheet.split("/")[-1]))["revision"]
        return {"revision": revision, **{f"choices.{no}": held for no, held in choices.items()}}

    def vote(self, council, member, choices, *, chair="", invalid=""):
        """A member's ballot; the path of its sheet."""
        sheet = self.send(f"{council}/members", member=member, chair=chair)
        sent = self.answers(sheet, choices)
        return self.send(sheet, sent, member=member, chair=chair, invalid=invalid)

    def certified(self, choices=None, on=date(2026, 9, 2), **kept):
        """A product that has a certificate by its council's result; the path of its page."""
        product = self.kept(**kept)
        council = self.send(f"{product}/council", which="plain", set="12")
        self.vote(council, "A", choices or best(rubric_of()) | {"1.5": 3})
        self.send(council, {"on": str(TODAY)})
        form = self.get(f"{product}/steps/recognised", on=on)
        (stars,) = re.findall(r'<option value="(\d)" selected>\d★', form.source)
        return self.step(
            product, "recognised", on, level="province", stars=stars, decision_no="9/QD"
        )


@attrs.define(slots=False)
class Page:
    """An answer: its source, and what one reads of it."""

    source: str

    @cached_property
    def text(self):
        return words_of(self.source)

    def __contains__(self, words):
        return words in self.text


def _page(response, status):
    assert response.status_code == status, (response.status_code, words_of(response.text))
    return Page(response.text)


def words_of(source):
    """What one reads of a page, a line a line of it."""
    shown = html.unescape(re.sub(r"<[^>]*>", " ", source))
    return "\n".join(" ".join(line.split()) for line in shown.splitlines() if line.strip())


def on_one_line(text):
    return " ".join(text.split())


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
