"""Applications: where a product stands on a day, by what had happened to it by then."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import attrs

from ocop.checks.subject.certificate import if_regulated
from ocop.checks.subject.subject import (
    Fact,
    Facts,
    Setting,
    Subject,
    View,
    fields_of,
    on_day,
    ruled,
    under,
)
from ocop.cycle.application.application import Application
from ocop.formats.door import from_dict
from ocop.words import Lang

__all__ = ["APPLICATION"]


def _make(given: Mapping[str, Any], setting: Setting) -> Application:
    with under("application"):
        table = ruled(given["application"], setting)
        return from_dict(Application, table, lenient=bool(table.get("lenient")))


def _by(view: View) -> Application:
    """The application as it was on the day that is asked about; as it is where none is."""
    whole: Application = view.value
    if "on" not in view.asked:
        return whole
    return attrs.evolve(whole, history=[one for one in whole.history if one.on <= on_day(view)])


def _certificate(name: str) -> Fact:
    def read(view: View) -> Any:  # noqa: ANN401 - any attribute
        certificate = _by(view).certificate
        return None if certificate is None else getattr(certificate, name)

    return if_regulated(read)


def _steps(view: View) -> Any:  # noqa: ANN401 - next steps
    return _by(view).next_steps(on_day(view), calendar="weekends")


_FACTS: Facts = {
    "stage": lambda view: _by(view).stage,
    "case": lambda view: _by(view).case,
    "over": lambda view: _by(view).over,
    "filed_on": lambda view: _by(view).filed_on,
    "proposed_on": lambda view: _by(view).proposed_on,
    "result": lambda view: _by(view).result,
    "certificates": lambda view: len(_by(view).certificates),
    "irregular": lambda view: _by(view).irregular,
    **{
        name: _certificate(name)
        for name in ("stars", "kind", "issued_on", "last_valid_day", "extended_to", "filing_window")
    },
}
_ON_A_DAY: Facts = {
    "level": lambda view: _by(view).level(on_day(view)),
    "regime": lambda view: _by(view).regime(on_day(view)),
    "status": lambda view: _by(view).status(on_day(view)),
    "earlier": lambda view: [one.status(on_day(view)) for one in _by(view).certificates[:-1]],
    "conclusion": lambda view: getattr(_by(view).conclusion(on_day(view)), "outcome", None),
    "allowed": lambda view: _by(view).allowed(on_day(view)),
    "steps": lambda view: [step.event for step in _steps(view)],
    "by": lambda view: {step.event: step.deadline.day for step in _steps(view) if step.deadline},
    "dues": lambda view: {due.kind: due.day for due in _dues(view)},
    "notes": lambda view: _by(view).notes(on_day(view)),
}


def _dues(view: View) -> Any:  # noqa: ANN401 - dues
    return _by(view).dues(on_day(view), calendar="weekends")


def _facts(_: Mapping[str, Any], asked: Mapping[str, Any]) -> Facts:
    return {**_FACTS, **_ON_A_DAY} if "on" in asked else _FACTS


def _why(view: View, lang: Lang) -> Iterable[str]:
    if "on" not in view.asked:
        return ()
    notes: Iterable[Any] = _by(view).notes(on_day(view))
    return tuple(note.label(lang) for note in notes)


APPLICATION = Subject(
    name="application",
    schema=dict[str, Any],
    keys=fields_of(Application),
    make=_make,
    asks={"on": date},
    facts=_facts,
    forms=(({}, {"on": None}),),
    why=_why,
)
