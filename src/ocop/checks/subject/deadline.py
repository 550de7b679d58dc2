"""Deadlines: the last day of a check, an evaluation, a withdrawal, a round, of working days."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Literal, NotRequired, TypedDict

import attrs

from ocop.checks.subject.subject import Facts, Setting, Subject, View, attributes, under
from ocop.cycle.calendar.deadline import Deadline
from ocop.cycle.calendar.round import Round
from ocop.cycle.calendar.working_day import Calendar, CountedDay
from ocop.cycle.certificate.withdrawal import Withdrawal
from ocop.errors import Faults, InputError
from ocop.law.case import Case
from ocop.words import Lang

__all__ = ["DEADLINE"]


#: By a function, since ``from`` is a word that Python keeps.
DeadlineGiven = TypedDict(
    "DeadlineGiven",
    {
        "of": Literal[
            "commune-check", "re-evaluation", "transition", "withdrawal", "round", "working-days"
        ],
        "from": NotRequired[date],
        "case": NotRequired[Case],
        "on": NotRequired[date],
        "level": NotRequired[str],
        "year": NotRequired[int],
        "no": NotRequired[int],
        "number": NotRequired[int],
        "stars": NotRequired[int],
        "calendar": NotRequired[Literal["weekends", "holidays"]],
    },
)


@attrs.frozen
class _Way:
    """How one kind of deadline is reckoned.

    Attributes:
        needs: The keys that it needs.
        may_have: The keys that it may have beside.
        reckon: Of what is given, the rules and the calendar.
    """

    needs: tuple[str, ...]
    may_have: tuple[str, ...]
    reckon: Callable[[Mapping[str, Any], dict[str, Any]], Any]


def _working_days(given: Mapping[str, Any], how: dict[str, Any]) -> Any:  # noqa: ANN401 - a day
    return Calendar.of(how["calendar"]).after(given["from"], given["number"])


def _withdrawal(given: Mapping[str, Any], how: dict[str, Any]) -> Deadline:
    concluded = given["from"]
    return Withdrawal(on=concluded, concluded_on=concluded).due_on(given["stars"], **how)


def _of_year(given: Mapping[str, Any], how: dict[str, Any]) -> Round:
    rounds = Round.of_year(given["year"], given.get("level", "province"), **how)
    nos = tuple(one.no for one in rounds)
    if given["no"] not in nos:
        raise InputError.of("not-known", "no", given=given["no"], known=nos)
    return rounds[nos.index(given["no"])]


_WAYS: Mapping[str, _Way] = {
    "commune-check": _Way(
        ("from",), (), lambda given, how: Deadline.commune_check(given["from"], **how)
    ),
    "re-evaluation": _Way(
        ("from",), (), lambda given, how: Deadline.re_evaluation(given["from"], **how)
    ),
    "transition": _Way(
        ("case", "from", "on"),
        (),
        lambda given, how: Deadline.transition(given["case"], given["from"], on=given["on"], **how),
    ),
    "withdrawal": _Way(("from", "stars"), (), _withdrawal),
    "round": _Way(
        ("from",),
        ("level",),
        lambda given, how: Round.next_for(given["from"], given.get("level", "province"), **how),
    ),
    "round of a year": _Way(("year", "no"), ("level",), _of_year),
    "working-days": _Way(("from", "number"), (), _working_days),
}


def _make(given: Mapping[str, Any], setting: Setting) -> Deadline | Round | CountedDay:
    table, faults = given["deadline"], Faults()
    kind: str = table["of"]
    way = _WAYS["round of a year" if kind == "round" and "year" in table else kind]
    taken = {"of", "calendar", *way.needs, *way.may_have}
    for key in way.needs:
        if key not in table:
            faults.add("missing-key", "deadline", key, key=key)
    for key in table:
        if key not in taken:
            faults.add("unknown-key", "deadline", key, given=key, known=tuple(sorted(taken)))
    faults.raise_if_any()
    how = {"rules": setting.rules, "calendar": table.get("calendar", "weekends")}
    with under("deadline"):
        found: Deadline | Round | CountedDay = way.reckon(table, how)
    return found


#: The fields of what each kind comes to.
_FACTS: Mapping[str, Facts] = {
    "round": attributes(Round),
    "working-days": attributes(CountedDay),
}
_OF_A_DEADLINE: Facts = attributes(Deadline)


def _facts(given: Mapping[str, Any], _: Mapping[str, Any]) -> Facts:
    return _FACTS.get(given["deadline"]["of"], _OF_A_DEADLINE)


def _why(view: View, lang: Lang) -> Iterable[str]:
    found = view.value
    label = [found.label(lang)] if hasattr(found, "label") else []
    return (*label, *(note.label(lang) for note in getattr(found, "notes", ())))


def _cites(view: View, lang: Lang) -> Iterable[str]:
    return (view.value.citation(lang),) if hasattr(view.value, "citation") else ()


DEADLINE = Subject(
    name="deadline",
    schema=DeadlineGiven,
    make=_make,
    facts=_facts,
    forms=tuple(({"deadline": {"of": kind}}, {}) for kind in ("round", "working-days", "")),
    why=_why,
    cites=_cites,
)
