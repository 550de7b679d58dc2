"""How a council's average is reckoned, and how it is shown.

Reference: 26/2026/QĐ-TTg, Art. 3.3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from ocop.words import Lang

__all__ = ["added_by_part", "as_text", "decimals_shown", "rounded", "with_comma"]


def rounded(points: Fraction, decimals: int) -> Fraction:
    """Points rounded half up, as councils' software does: 67.125 is 67.13."""
    unit = 10**decimals
    return Fraction((points * unit + Fraction(1, 2)).__floor__(), unit)


def added_by_part(means: Iterable[Fraction], decimals: int) -> Fraction:
    """Each part's mean rounded half up, and added."""
    return sum((rounded(mean, decimals) for mean in means), Fraction(0))


def as_text(points: Fraction, decimals: int) -> str:
    """Points rounded half up to so many decimals, with a point."""
    unit = 10**decimals
    whole, part = divmod(int(rounded(points, decimals) * unit), unit)
    return f"{whole}.{part:0{decimals}}" if decimals else str(whole)


def decimals_shown(points: Fraction, decimals: int, rank: Callable[[Fraction], int | None]) -> int:
    """The fewest decimals, from so many on, at which points do not look like another rank.

    89.995 needs three where two would read 90.00.
    """
    reached = rank(points)
    while rank(rounded(points, decimals)) != reached:
        decimals += 1
    return decimals


def with_comma(text: str, lang: Lang) -> str:
    """A number as the language writes it: with a decimal comma in Vietnamese."""
    return text.replace(".", ",") if lang == "vi" else text
