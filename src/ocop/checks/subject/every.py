"""Every subject that a case can have, and which of them one has."""

import copyreg
from collections.abc import Mapping
from functools import partial
from typing import Any

from ocop.checks.subject.application import APPLICATION
from ocop.checks.subject.ballots import BALLOTS
from ocop.checks.subject.certificate import CERTIFICATE
from ocop.checks.subject.compare import COMPARE, compared
from ocop.checks.subject.deadline import DEADLINE
from ocop.checks.subject.forecast import FORECAST
from ocop.checks.subject.plan import PLAN
from ocop.checks.subject.regime import REGIME
from ocop.checks.subject.registry import REGISTRY
from ocop.checks.subject.sheet import BANDS, SHEET
from ocop.checks.subject.subject import Subject
from ocop.errors import InputError

__all__ = ["SUBJECTS", "subject_of"]

#: Key of a case → what it is about. One that is looked up beside another comes after it.
SUBJECTS: Mapping[str, Subject] = {
    subject.name: subject
    for subject in (
        SHEET,
        BANDS,
        BALLOTS,
        CERTIFICATE,
        APPLICATION,
        PLAN,
        FORECAST,
        REGISTRY,
        REGIME,
        DEADLINE,
        COMPARE,
    )
}
_COMPARED = {name: compared(subject) for name, subject in SUBJECTS.items() if name != "compare"}


def _named(name: str, *, compared: bool) -> Subject:
    return (_COMPARED if compared else SUBJECTS)[name]


def _reduced(subject: Subject) -> tuple[Any, ...]:
    """A subject travels by its name: what it does is code."""
    return partial(_named, compared=subject is not SUBJECTS[subject.name]), (subject.name,)


copyreg.pickle(Subject, _reduced)


def subject_of(case: Mapping[str, Any]) -> Subject:
    """The one subject of a case, compared where a file of changes stands beside it.

    Raises:
        InputError: it has none, or more than one.
    """
    named = [name for name in SUBJECTS if name in case and name != "compare"]
    beside = {key for name in named for key in SUBJECTS[name].beside}
    own = [name for name in named if name not in beside]
    if len(own) > 1:
        raise InputError.of("check-two-subjects", given=tuple(own))
    if not own:
        if "compare" in case:
            return COMPARE
        raise InputError.of("check-no-subject", known=tuple(SUBJECTS))
    return (_COMPARED if "compare" in case else SUBJECTS)[own[0]]
