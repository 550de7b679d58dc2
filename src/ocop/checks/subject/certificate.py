"""Certificates: how long they hold, and what may be filed when."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ocop.checks.subject.subject import (
    Fact,
    Facts,
    Setting,
    Subject,
    View,
    attributes,
    fields_of,
    on_day,
    ruled,
    under,
)
from ocop.cycle.certificate.certificate import Certificate
from ocop.errors import NotRegulated
from ocop.formats.door import from_dict
from ocop.words import Lang

__all__ = ["CERTIFICATE", "if_regulated"]


def _make(given: Mapping[str, Any], setting: Setting) -> Certificate:
    with under("certificate"):
        return from_dict(Certificate, ruled(given["certificate"], setting))


def if_regulated(fact: Fact) -> Fact:
    """A field that is nothing where the rules set nothing."""

    def read(view: View) -> Any:  # noqa: ANN401 - any value
        try:
            return fact(view)
        except NotRegulated:
            return None

    return read


_FACTS: Facts = {
    **{
        name: if_regulated(fact)
        for name, fact in attributes(
            Certificate, "references", "filing_words", "product", "displaced"
        ).items()
    },
    "dues": lambda view: {due.kind: due.day for due in view.value.dues(calendar="weekends")},
}
_ON_A_DAY: Facts = {"status": lambda view: view.value.status(on_day(view))}


def _facts(_: Mapping[str, Any], asked: Mapping[str, Any]) -> Facts:
    return {**_FACTS, **_ON_A_DAY} if "on" in asked else _FACTS


def _why(view: View, lang: Lang) -> Iterable[str]:
    on: date | None = view.asked.get("on")
    lines: tuple[str, ...] = view.value.summary(lang, on=on, calendar="weekends")
    return lines


CERTIFICATE = Subject(
    name="certificate",
    schema=dict[str, Any],
    keys=fields_of(Certificate),
    make=_make,
    asks={"on": date},
    facts=_facts,
    forms=(({}, {"on": None}),),
    why=_why,  # its summary cites what it rests on
)
