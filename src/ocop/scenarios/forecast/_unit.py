"""What comes out independently of all else: a product line, or an entity with all its lines."""

from __future__ import annotations

from fractions import Fraction

import attrs

from ocop.scenarios.forecast._chain import Life

__all__ = ["Part", "Start", "Unit"]

#: A certificate that a line may have at the first step, and how likely that is.
Start = tuple[Life, int, Fraction]


@attrs.frozen
class Part:
    """A product line.

    Attributes:
        mask: Which of the filters that are asked let it through, a bit each.
        starts: The certificates that it may have; one where it is of a list.
    """

    mask: int
    starts: tuple[Start, ...]


@attrs.frozen
class Unit:
    """So many lines, or entities with lines, that are alike in all that is asked."""

    parts: tuple[Part, ...]
    number: int
