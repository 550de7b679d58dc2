"""Criteria by their number or id, in the spellings that forms and people use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ocop.errors import Fault, fault
from ocop.scoring.rubric.criterion import Criterion
from ocop.words import half_width

__all__ = ["by_name", "canonical", "find_criterion", "no_criterion"]

_BEFORE_LETTER = r"(?<=\d)[.\s]+(?=[a-zđ])"


def canonical(which: str) -> str:
    """A criterion's number as the rubric writes it: "1.a", "1 A." and "1a" are one.

    >>> canonical(" 1.Đ. ")
    '1đ'
    >>> canonical("1dd")
    '1đ'
    >>> canonical("１.１")
    '1.1'
    """
    text = half_width(which).strip().casefold().rstrip(".").strip()
    text = re.sub(_BEFORE_LETTER, "", text)
    return text.replace("dd", "đ") if text[:1].isdigit() else text


def by_name(criteria: Iterable[Criterion]) -> dict[str, Criterion]:
    """Number and id → criterion."""
    names: dict[str, Criterion] = {}
    for criterion in criteria:
        names.setdefault(criterion.no, criterion)
        names.setdefault(criterion.id, criterion)
    return names


def find_criterion(names: Mapping[str, Criterion], which: object) -> Criterion | None:
    """The criterion of this number or id; None where there is none."""
    if not isinstance(which, str):
        return None
    return names.get(which) or names.get(canonical(which))


def no_criterion(criteria: Sequence[Criterion], which: object, *path: str | int) -> Fault:
    """The fault of a criterion that there is not, by number or id."""
    nos = [criterion.no for criterion in criteria]
    names = (*nos, *(criterion.id for criterion in criteria))
    return fault("not-a-criterion", *path, given=which, known=names, first=nos[0], last=nos[-1])
