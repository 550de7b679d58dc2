"""Matching: which criteria of two rubrics answer each other, and which of their levels.

Criteria are paired by id, levels by what they say, in the words of the decisions. A level that says
the same is the same wherever it stands: where the lowest is dropped, the others move up.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest

import attrs

from ocop.checked import Checked
from ocop.scoring.rubric.criterion import Criterion, Option
from ocop.scoring.rubric.rubric import Rubric
from ocop.text import Label
from ocop.words import half_width

__all__ = [
    "LevelPair",
    "has_same_guidance",
    "has_same_levels",
    "matched_criteria",
    "matched_levels",
    "same_words",
]

#: What two levels must have in common of their words to be one level that was reworded.
_ALIKE = 0.5
#: A level with one of these words denies what it speaks of.
_DENYING = frozenset({"không", "chưa"})
_WORD = re.compile(r"\w+|[<>≤≥]")


@attrs.frozen(kw_only=True, repr=False)
class LevelPair(Checked):
    """Two levels that answer each other; one that has no other stands alone.

    Attributes:
        old: The level of the first criterion; None where the second alone has it.
        new: The level of the second; None where it was dropped.
        same: Whether both say the same words.
    """

    old: Option | None
    new: Option | None
    same: bool = False


def _plain(label: Label) -> str:
    """What a label says, whatever its spacing and capitals: its signs count, as < does."""
    return " ".join(half_width(label.vi).casefold().split()).rstrip(".;")


def same_words(one: Label, other: Label) -> bool:
    """Whether two labels say the same, letter by letter but for spacing and capitals."""
    return _plain(one) == _plain(other)


def matched_criteria(a: Rubric, b: Rubric) -> Iterator[tuple[Criterion | None, Criterion | None]]:
    """The criteria of two rubrics, paired by id: those of the first, then what the second adds."""
    first, second = ({c.id: c for c in rubric.criteria} for rubric in (a, b))
    for id_ in {**first, **second}:
        yield first.get(id_), second.get(id_)


def has_same_levels(old: Criterion, new: Criterion) -> bool:
    """Whether two criteria have the same levels in the same order, as many, in the same words."""
    return (
        old.choice == new.choice
        and len(old.options) == len(new.options)
        and all(
            one.branch == other.branch and same_words(one.label, other.label)
            for one, other in zip(old.options, new.options, strict=True)
        )
    )


def has_same_guidance(old: Criterion, new: Criterion) -> bool:
    """Whether two criteria are to be judged alike, by the notes of their tables."""
    pairs = zip_longest(old.guidance, new.guidance)
    return all(one and other and same_words(one, other) for one, other in pairs)


# the same criterion stands in many sets, and every set is asked for
@lru_cache(maxsize=4096)
def matched_levels(old: Criterion, new: Criterion) -> tuple[LevelPair, ...]:
    """The levels of two criteria, paired in their order.

    No pair crosses another. As many as can be say the same words; of the rest, those are paired
    that have most words in common, more than half of them. A level of one case is none of the
    other, and one that denies is none that affirms.

    Returns:
        Every level of both once, in the order of the tables; a dropped one comes before an added
        one.
    """
    olds, news = old.options, new.options
    # best[i][j]: how many say the same, and how alike the others are, from i and j on
    best = [[(0, 0.0)] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for i in reversed(range(len(olds))):
        for j in reversed(range(len(news))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1])
            gain = _gain(olds[i], news[j])
            if gain is not None:
                best[i][j] = max(best[i][j], _sum(gain, best[i + 1][j + 1]))
    return tuple(_traced(olds, news, best))


def _traced(
    olds: tuple[Option, ...], news: tuple[Option, ...], best: list[list[tuple[int, float]]]
) -> Iterator[LevelPair]:
    i = j = 0
    while i < len(olds) and j < len(news):
        gain = _gain(olds[i], news[j])
        if gain is not None and best[i][j] == _sum(gain, best[i + 1][j + 1]):
            yield LevelPair(old=olds[i], new=news[j], same=gain[0] == 1)
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield LevelPair(old=olds[i], new=None)
            i += 1
        else:
            yield LevelPair(old=None, new=news[j])
            j += 1
    yield from (LevelPair(old=option, new=None) for option in olds[i:])
    yield from (LevelPair(old=None, new=option) for option in news[j:])


def _sum(one: tuple[int, float], other: tuple[int, float]) -> tuple[int, float]:
    return one[0] + other[0], one[1] + other[1]


def _gain(old: Option, new: Option) -> tuple[int, float] | None:
    """What a pair is worth: one that says the same, or how alike it is; None for no pair."""
    if old.branch != new.branch:
        return None
    if same_words(old.label, new.label):
        return 1, 0.0
    alike = _alikeness(_plain(old.label), _plain(new.label))
    return (0, alike) if alike > _ALIKE else None


@lru_cache(maxsize=8192)
def _alikeness(one: str, other: str) -> float:
    """How many of the words of two texts both have, 0 to 1; 0 where one denies alone."""
    first, second = Counter(_WORD.findall(one)), Counter(_WORD.findall(other))
    if bool(_DENYING & first.keys()) != bool(_DENYING & second.keys()):
        return 0.0
    return 2 * (first & second).total() / max(1, first.total() + second.total())
