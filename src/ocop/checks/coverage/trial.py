"""Trials: whether a case would notice if an element were otherwise.

It is run again under rules that differ in nothing else, unless its scorecard tells already what
would come of it. Where what it expects comes out as before, it does not decide the element, however
often it reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from typing import Any

import attrs

from ocop.checks.case_file import CaseFile, Check
from ocop.checks.coverage.element import Element, Shift
from ocop.checks.coverage.minima import notices_minimum
from ocop.checks.coverage.other_elements import with_bound
from ocop.checks.coverage.points import notices_points
from ocop.checks.expected import mismatches
from ocop.checks.plain import plain
from ocop.checks.result import CheckResult, Failure, Refusal
from ocop.checks.runner import run_case
from ocop.checks.subject.subject import Setting
from ocop.errors import InputError
from ocop.law.changes.changes import Changes
from ocop.law.rules import Rules
from ocop.scoring.scorecard import Scorecard
from ocop.targets.plan.plan import Plan

__all__ = ["Trial", "shifted_rules"]

_ID = "shifted-by-one"
#: Kind → what tells, without running a case about a sheet again, whether it notices.
_AT_ONCE: Mapping[str, Callable[[Check, Scorecard, Element, Shift], bool | None]] = {
    "option": notices_points,
    "minimum": notices_minimum,
}
#: What an answer says of changes that are laid over its rules.
_OF_CHANGES = frozenset({"correction", "correction-idle"})


@attrs.frozen(eq=False)
class Trial:
    """A case that can be read, as it stands."""

    result: CheckResult

    @property
    def file(self) -> CaseFile:
        """The file that it stands in."""
        return self.result.file

    @property
    def check(self) -> Check:
        """The case."""
        check = self.result.check
        assert isinstance(check, Check)  # noqa: S101 - one that cannot be read is not tried
        return check

    @cached_property
    def card(self) -> Scorecard | None:
        """The scorecard of a case that holds; None where it is about no single sheet."""
        check = self.check
        if self.result.failures or check.refused is not None or "compare" in check.given:
            return None
        value = check.subject.make(check.given, check.setting)
        return value if isinstance(value, Scorecard) else None

    @cached_property
    def _filled(self) -> Check:
        """The case with every choice of its sheet: by other points ``rest`` may mean others."""
        check = self.check
        if self.card is None:
            return check
        return attrs.evolve(check, given=check.subject.whole(check.given, check.setting.rules))

    @cached_property
    def _before(self) -> tuple[Any, ...]:
        return tuple(_seen(failure) for failure in self.result.failures)

    def notices(self, element: Element, shift: Shift) -> bool | None:
        """Whether some expectation would come out otherwise; None where there is no such shift."""
        at_once = _AT_ONCE.get(element.kind)
        if at_once is not None and self.card is not None:
            quick = at_once(self.check, self.card, element, shift)
            if quick is not None:
                return quick
        return self.notices_if_run(element, shift)

    def notices_if_run(self, element: Element, shift: Shift) -> bool | None:
        """As :meth:`notices`, by running the case again whatever is shifted."""
        check = _shifted(self._filled if element.kind == "option" else self.check, element, shift)
        if check is None:
            return None
        result = run_case(self.file, check)
        if result.faults:  # there would be no answer
            return True
        return tuple(_seen(one) for one in result.failures if _is_real(one, check)) != self._before


def _seen(failure: Failure) -> tuple[Any, ...]:
    got = failure.got
    return failure.path, failure.field, got.codes if isinstance(got, Refusal) else got


def _is_real(failure: Failure, check: Check) -> bool:
    """Whether it fails for more than the note that the rules are changed."""
    if failure.view is None or isinstance(failure.got, Refusal) or failure.field == "refused":
        return True
    expectation = next(
        one for one in check.expectations if failure.path[: len(one.path)] == one.path
    )
    name = str(failure.path[len(expectation.path)])
    fact = check.subject.facts(check.given, expectation.asked)[name]
    value = _without_notes(plain(fact(failure.view)))
    return any(True for _ in mismatches(expectation.fields[name], value))


def _without_notes(value: Any) -> Any:  # noqa: ANN401 - a plain value
    if isinstance(value, tuple):
        return tuple(_without_notes(one) for one in value if not _is_note(one))
    if isinstance(value, Mapping):
        return {key: _without_notes(one) for key, one in value.items()}
    return value


def _is_note(value: object) -> bool:
    return isinstance(value, str) and value in _OF_CHANGES


def _shifted(check: Check, element: Element, shift: Shift) -> Check | None:
    """The case where the element is otherwise; None where it cannot be so."""
    if element.kind == "target":
        return _with_plan(check, element, shift)
    rules = shifted_rules(check.setting.rules, element, shift)
    if rules is None:
        return None
    return attrs.evolve(check, setting=attrs.evolve(check.setting, rules=rules))


def _with_plan(check: Check, element: Element, shift: Shift) -> Check | None:
    """The case, whose plan has another bound."""
    _, target, bound = element.place

    def make(given: Mapping[str, Any], setting: Setting) -> Any:  # noqa: ANN401 - as the subject's
        plan, *held = check.subject.make(given, setting)
        assert isinstance(plan, Plan)  # noqa: S101 - a target is of a plan
        return with_bound(plan, target, bound, shift.after), *held

    return attrs.evolve(check, subject=attrs.evolve(check.subject, make=make))


@lru_cache(maxsize=64)
def _laid(rules: Rules, element: Element, shift: Shift) -> Rules | None:
    # the key has the value and what it would be; what is said follows from them
    changes = Changes.from_dict(
        {
            "id": _ID,
            "kind": "correction",
            "title": {"vi": "Lệch một bậc", "en": "Shifted by one"},
            "amends": element.regime,
            "reference": element.reference,  # so that citations stay as they are
            **shift.says,
        }
    )
    try:
        return rules.amended(changes)
    except InputError:  # the rules around it leave no room
        return None


@lru_cache(maxsize=64)
def _read(rules: Rules, question: str, reading: str) -> Rules:
    # the same rules and not equal ones: what is known of them is asked in each of many cases
    return rules.read(**{question: reading})


def shifted_rules(rules: Rules, element: Element, shift: Shift) -> Rules | None:
    """The rules with an element of theirs otherwise; None where they leave no room for that."""
    if element.kind == "reading":
        question, taken = element.place
        if getattr(rules.readings, question) != taken:
            return None
        return _read(rules, question, shift.after)
    return _laid(rules, element, shift)
