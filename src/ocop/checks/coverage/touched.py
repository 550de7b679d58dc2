"""What a case can touch: only that is asked of coverage, and tried on the case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from ocop.checks.case_file import Check
from ocop.checks.coverage.element import Element, ElementKind
from ocop.checks.coverage.law_elements import law_elements
from ocop.checks.coverage.other_elements import reading_elements, target_elements
from ocop.checks.coverage.rubric_elements import rubric_elements
from ocop.checks.subject.sheet import regime_of, rubric_of
from ocop.cycle.council.verdict import Verdict
from ocop.dates import parse_date
from ocop.errors import InputError, OcopError
from ocop.law.regime import Regime
from ocop.scoring.bounds import Bounds
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.scorecard import Scorecard
from ocop.targets.plan.plan import Plan
from ocop.targets.registry.registry import PartialRegistry, Registry

__all__ = ["LAW_KINDS", "QUESTIONS", "Known", "Touch", "touched"]

_OF_SHEETS = (
    "star_minima", "missed_minimum", "heading_minimum", "none_of_these", "story_scope",
    "between_bands", "stated_stop", "no_declaration_required", "tourism_cases",
)  # fmt: skip
_OF_COUNCILS = ("ballot_minima", "ballot_exclusions", "council_average")
_OF_CERTIFICATES = ("last_valid_day", "extension", "extension_filing", "rest_day")
_OF_TRANSITIONS = ("rest_day", "on_the_way", "unfinished")
_OF_REGISTERS = (*_OF_CERTIFICATES, "lower_rank", "withdrawn_upgrade")
_OF_APPLICATIONS = (
    *_OF_REGISTERS, *_OF_TRANSITIONS, "forwarding", "cut_off", "upgrade_without_gain",
    "re_evaluation_gain", "idea_first", "lapse",
)  # fmt: skip
#: Subject → the open questions that its answers may hang on.
QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "sheet": _OF_SHEETS,
    "bands": ("between_bands",),
    "ballots": (*_OF_SHEETS, *_OF_COUNCILS),
    "certificate": _OF_CERTIFICATES,
    "application": _OF_APPLICATIONS,
    "registry": _OF_REGISTERS,
    "plan": (*_OF_REGISTERS, "range_top"),
    "forecast": (*_OF_REGISTERS, "range_top"),
    "regime": _OF_TRANSITIONS,
    "deadline": (*_OF_TRANSITIONS, "cut_off"),
    "compare": (),
}
_OF_TERMS: tuple[ElementKind, ...] = ("months", "extension", "window", "level")
#: Subject → the kinds of elements of a regime's tables that its answers may hang on.
LAW_KINDS: Mapping[str, tuple[ElementKind, ...]] = {
    "sheet": ("band",),
    "bands": ("band",),
    "ballots": ("band",),
    "certificate": (*_OF_TERMS, "notice", "withdrawal"),
    "application": (
        *_OF_TERMS, "notice", "withdrawal", "transition", "round", "deadline",
    ),
    "registry": _OF_TERMS,
    "plan": _OF_TERMS,
    "forecast": _OF_TERMS,
    "regime": ("band", "level", "transition"),
    "deadline": ("transition", "round", "deadline"),
    "compare": (),
}  # fmt: skip


#: The subjects that ask who recognises and forwards; others only stumble over it.
_ASKS_LEVELS = ("application", "regime")
#: What has elements → its elements; kept from case to case.
Known = dict[Any, tuple[Element, ...]]


@attrs.frozen(eq=False)
class Touch:
    """What a case can touch.

    Attributes:
        elements: The elements of the regimes, sets, readings and plans that it is about.
        tried: Those on which its answer may hang.
    """

    elements: tuple[Element, ...]
    tried: tuple[Element, ...]


def touched(check: Check, known: Known) -> Touch:
    """What a case can touch.

    Args:
        check: The case.
        known: The elements of what earlier cases were about; those of this one are added.
    """
    name, rules = check.subject.name, check.setting.rules
    value = _answer(check)
    of_law = [
        one
        for regime in _regimes(check, value)
        for one in _of(regime, law_elements, known)
        if one.kind in LAW_KINDS[name]
    ]
    rubric = _rubric(check)
    of_rubric = () if rubric is None else _of(rubric, rubric_elements, known)
    questions = QUESTIONS[name]
    others = [
        one for one in _of(rules.readings, reading_elements, known) if one.place[0] in questions
    ]
    if isinstance(value, tuple) and value and isinstance(value[0], Plan):
        targets = {one.asked.get("target") for one in check.expectations}
        of_plan = _of(value[0], target_elements, known)
        others += [one for one in of_plan if None in targets or one.place[1] in targets]
    hangs = _hangs_on(rubric, value) if rubric is not None else bool
    total = _total(value)
    near = [
        one for one in of_law if one.kind != "band" or total is None or abs(total - one.value) <= 1
    ]
    asked = [one for one in of_law if one.kind != "level" or name in _ASKS_LEVELS]
    return Touch(
        elements=(*asked, *of_rubric, *others),
        tried=(*near, *filter(hangs, of_rubric), *others),
    )


def _answer(check: Check) -> Any:  # noqa: ANN401 - any answer
    """The answer to a case under the law as its rules have it; None where it is refused."""
    try:
        value = check.subject.make(check.given, check.setting)
    except OcopError:
        return None
    return value[0] if _is_compared(check) else value


def _total(value: Any) -> int | Fraction | None:  # noqa: ANN401 - any answer
    """The one total of an answer, on which bands bear; None where it has none, or many."""
    if isinstance(value, tuple) and value and isinstance(value[0], Rubric):
        value = value[1]
    elif isinstance(value, Scorecard | Verdict):
        value = value.total
    return value if isinstance(value, int | Fraction) else None


def _is_compared(check: Check) -> bool:
    return "compare" in check.given and check.subject.name != "compare"


def _of(
    what: Any,  # noqa: ANN401 - what has elements
    elements: Callable[[Any], Iterable[Element]],
    known: Known,
) -> tuple[Element, ...]:
    if what not in known:
        known[what] = tuple(elements(what))
    return known[what]


def _rubric(check: Check) -> Rubric | None:
    """The rubric that a case is about; None where it is about none."""
    name = check.subject.name
    if name not in {"sheet", "ballots"}:
        return None
    try:
        return rubric_of(check.given[name], check.setting.rules)
    except OcopError:
        return None


def _hangs_on(rubric: Rubric, value: Any) -> Callable[[Element], bool]:  # noqa: ANN401 - any answer
    """Whether an answer may hang on an element of its rubric.

    What is not held earns nothing, a minimum that is reached withholds nothing whatever its stars
    are, and an exclusion ends nothing that neither the sheet nor its choices say.
    """
    if isinstance(value, Bounds):  # a sheet that is not complete can still hold everything
        return bool
    cards = value.scorecards.values() if isinstance(value, Verdict) else (value,)
    answers = (*cards, value) if isinstance(value, Verdict) else cards
    held: set[tuple[str, int]] = set()
    missed: set[str] = set()
    said: set[str] = set()
    for card in cards:
        if isinstance(card, Scorecard):
            held.update(_pairs(card))
            said.update(card.sheet.exclusions)
    for answer in answers:
        missed.update(one.criterion for one in getattr(answer, "missed_minima", ()))
    for exclusion in rubric.exclusions:
        if held & {*exclusion.when, *exclusion.stated, *exclusion.bare} or value is None:
            said.add(exclusion.id)

    def hangs(element: Element) -> bool:
        if element.kind == "option":
            return (element.place[1], int(element.place[2])) in held
        return element.place[1] in (missed if element.kind == "minimum" else said)

    return hangs


def _pairs(card: Scorecard) -> Iterator[tuple[str, int]]:
    for no, choice in card.sheet.choices.items():
        for option in (choice,) if isinstance(choice, int) else choice:
            yield no, option


def _regimes(check: Check, value: Any) -> tuple[Regime, ...]:  # noqa: ANN401 - any answer
    """The regimes on which an answer may hang."""
    name, rules = check.subject.name, check.setting.rules
    if name in {"sheet", "bands", "ballots"}:
        try:
            return (regime_of(check.given[name], rules),)
        except OcopError:
            return ()
    days = {*_days(check.given), *_days_of(value)}
    for expectation in check.expectations:
        days.update(_days((expectation.asked, expectation.fields)))
    if not days:
        return rules.regimes()
    first, last = min(days), max(days)
    return tuple(
        regime
        for regime in rules.regimes()
        if regime.first_day <= last and (regime.end is None or first < regime.end)
    )


def _days(given: Any) -> Iterator[date]:  # noqa: ANN401 - what a file says
    """Every day that is written somewhere."""
    if isinstance(given, Mapping):
        given = given.values()
    elif isinstance(given, str):
        try:
            yield parse_date(given)
        except InputError:
            return
        return
    elif isinstance(given, date):
        yield given
        return
    elif not isinstance(given, tuple | list):
        return
    for one in given:
        yield from _days(one)


def _days_of(value: Any) -> Iterator[date]:  # noqa: ANN401 - any answer
    """The days of issue in an answer."""
    if isinstance(value, tuple) and len(value) > 1:  # what a plan is held against
        value = value[1]
    if isinstance(value, PartialRegistry):
        value = value.registry
    if isinstance(value, Registry):
        yield from (one.issued_on for one in value)
