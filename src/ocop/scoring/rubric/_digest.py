"""The digest of what a table scores: its numbers and ids, and none of its words."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from ocop.data import dump_json
from ocop.law.regime import Band
from ocop.scoring.rubric.criterion import Criterion, Exclusion

__all__ = ["digest_of"]


def digest_of(
    criteria: Iterable[Criterion],
    exclusions: Iterable[Exclusion],
    same_case: tuple[str, ...],
    bands: Iterable[Band],
) -> str:
    """Sixteen hexadecimal digits; the same in every process and version for the same numbers."""
    numbers = [
        [_of_criterion(criterion) for criterion in criteria],
        [[one.id, one.when, one.stated, one.bare] for one in exclusions],
        same_case,
        [[band.stars, band.least, band.printed_to] for band in bands],
    ]
    return sha256(dump_json(numbers).encode()).hexdigest()[:16]


def _of_criterion(criterion: Criterion) -> list[Any]:
    return [
        criterion.no,
        criterion.part,
        criterion.choice,
        criterion.heading_star,
        [[option.points, option.min_star, option.branch] for option in criterion.options],
        [
            [one.id, one.criterion, one.above, one.printed, one.otherwise and one.otherwise.points]
            for one in criterion.conditions
        ],
    ]
