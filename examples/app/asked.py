"""What every request brings: the language, the day, and what the application stands on."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from datetime import date
from functools import partial
from http import HTTPStatus
from itertools import zip_longest
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlencode

import attrs
import jinja2
from fastapi import Depends, HTTPException, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData

import ocop
from examples.app.store import Store
from examples.app.words import LANGS, WORDS
from ocop.dates import parse_date
from ocop.words import in_words

__all__ = ["Ask", "Asked", "Form", "Known", "PageFaults", "asked", "fallback", "text", "whole"]

_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
#: Nothing from elsewhere, no script at all, and forms that go here alone.
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


@attrs.frozen
class Known:
    """What the application stands on: where it keeps, under which rules, and what day it is."""

    store: Store
    rules: ocop.Rules
    today: Callable[[], date]


@attrs.frozen
class PageFaults:
    """Faults, as a page shows them: all of them above, each beside its field."""

    faults: tuple[ocop.Fault, ...]
    lang: str

    def __bool__(self) -> bool:
        return bool(self.faults)

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The field of each fault, and what is wrong with it; of very many the first.

        What stands in a row of a file has no field, and is said with its place; neither has the
        line that says how many more there are.
        """
        words = ocop.InputError(self.faults).lines(self.lang) if self.faults else ()
        lines = []
        for one, line in zip_longest(self.faults[: len(words)], words):
            if one is None or _in_a_row(one):
                lines.append(("", line))
            else:
                named = f"{one.path[-1]}: " if one.path[:1] == ("choices",) else ""
                lines.append((".".join(map(str, one.path)), named + self._said(one)))
        return lines

    def _said(self, fault: ocop.Fault) -> str:
        """A fault without its place, which one sees."""
        return "; ".join(filter(None, (fault.message(self.lang), fault.hint(self.lang))))

    def at(self, *path: str) -> list[str]:
        """What is wrong with a field."""
        return [self._said(one) for one in self.faults if one.path[: len(path)] == path]


def _in_a_row(fault: ocop.Fault) -> bool:
    return any(isinstance(step, int) for step in fault.path)


@attrs.frozen(kw_only=True)
class Asked:
    """What a request brings.

    Attributes:
        lang: The language of the answer.
        on: The day of the question: that of ``?on=``, else today.
        query: What of this every link hands on.
    """

    known: Known
    lang: str
    on: date
    query: Mapping[str, str]

    @property
    def store(self) -> Store:
        """Where documents are kept."""
        return self.known.store

    @property
    def rules(self) -> ocop.Rules:
        """The rules of what is made anew; what is kept has its own."""
        return self.known.rules

    def link(self, path: str, **query: object) -> str:
        """A way to another page, in the same language and on the same day unless said otherwise."""
        pairs = {**self.query, **{key: str(value) for key, value in query.items() if value}}
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def go(self, path: str) -> RedirectResponse:
        """On to another page after something was kept."""
        return RedirectResponse(self.link(path), HTTPStatus.SEE_OTHER)

    def page(
        self,
        template: str,
        here: str,
        *,
        faults: Iterable[ocop.Fault] = (),
        status: HTTPStatus | None = None,
        **shown: Any,  # noqa: ANN401 - what a template shows
    ) -> HTMLResponse:
        """A page; with faults it says that nothing was kept (422)."""
        found = PageFaults(tuple(faults), self.lang)
        html = _TEMPLATES.get_template(template).render(
            shown,
            asked=self,
            faults=found,
            here=here,
            lang=self.lang,
            langs=LANGS,
            link=self.link,
            on=self.on,
            t=lambda key, *values: WORDS[key](self.lang).format(*values),
            day=partial(in_words, lang=self.lang),
            number=partial(in_words, lang=self.lang),
        )
        code = status or (HTTPStatus.UNPROCESSABLE_ENTITY if found else HTTPStatus.OK)
        return HTMLResponse(html, code, headers=_HEADERS)

    def missing(self) -> HTTPException:
        """That there is no such page."""
        return HTTPException(HTTPStatus.NOT_FOUND)


def asked(request: Request, lang: str = LANGS[0], on: str = "") -> Asked:
    """What a request brings.

    Raises:
        InputError: another language, or no day.
    """
    known: Known = request.app.state.known
    if lang not in LANGS:
        raise ocop.InputError.of("not-a-language", "lang", given=lang, known=LANGS)
    query = {"lang": lang} if lang != LANGS[0] else {}
    if not on:
        return Asked(known=known, lang=lang, on=known.today(), query=query)
    day = parse_date(on, "on")
    return Asked(known=known, lang=lang, on=day, query={**query, "on": on})


def fallback(request: Request) -> Asked:
    """The same for a page of faults, where what it brings may be what is wrong."""
    lang = request.query_params.get("lang", "")
    known: Known = request.app.state.known
    spoken = lang if lang in LANGS else LANGS[0]
    query = {"lang": spoken} if spoken != LANGS[0] else {}
    return Asked(known=known, lang=spoken, on=known.today(), query=query)


async def _form(request: Request) -> AsyncIterator[FormData]:
    async with request.form() as form:  # files are closed after the answer
        yield form


Ask = Annotated[Asked, Depends(asked)]
Form = Annotated[FormData, Depends(_form)]


def text(form: FormData, field: str) -> str:
    """What was typed into a field, without the blanks around it; empty where it was not sent."""
    value = form.get(field, "")
    return value.strip() if isinstance(value, str) else ""


def whole(typed: str) -> int | str:
    """The whole number that was typed; anything else as it is, for the library to say so."""
    try:
        return int(typed)
    except ValueError:
        return typed
