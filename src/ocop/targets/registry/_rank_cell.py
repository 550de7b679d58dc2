"""Ranks as offices write them: digits, stars or words, and words for one that is only proposed."""

from __future__ import annotations

import re
from functools import cache

import attrs

from ocop.errors import InputError
from ocop.targets.registry._lookup import looked_up
from ocop.targets.registry.column import columns_data
from ocop.words import fold

__all__ = ["WHOLE", "Rank", "read_rank"]

#: A whole number as a spreadsheet or a data frame may write it.
WHOLE = re.compile(r"0*([0-9]{1,9})(?:[.,]0+)?")


@cache
def _rank_pattern() -> re.Pattern[str]:
    """A rank in folded words, such as ``de nghi hang 5 sao``; a number in words has its *sao*."""
    spelt = columns_data()["spellings"]
    pending = spelt["pending"]
    words = "|".join(fold(word) for word in (*pending["proposed"], *pending["loose"]))
    beside = "|".join(fold(word) for word in spelt["rank"]["beside"])
    numbers = "|".join(fold(word) for words in spelt["number"].values() for word in words)
    number = rf"(?:0?([0-9])(?: (?:sao|stars?))?|({numbers}) (?:sao|stars?))"
    return re.compile(
        rf"(?:({words}) )?(?:(?:{beside}) )*{number}(?: (?:{beside}))*(?: ({words}))?"
    )


@cache
def _numbers() -> dict[str, int]:
    """Folded word → the number that it is."""
    spelt = columns_data()["spellings"]["number"]
    return {fold(word): int(number) for number, words in spelt.items() for word in words}


@attrs.frozen(kw_only=True)
class Rank:
    """What a cell says of stars.

    Attributes:
        stars: How many.
        pending: Whether they are only proposed.
        loose: Whether the word for that is also said of products that nobody proposed.
    """

    stars: int
    pending: bool = False
    loose: bool = False


@cache
def _loose() -> frozenset[str]:
    """The folded words that are said of what was not proposed too."""
    return frozenset(fold(word) for word in columns_data()["spellings"]["pending"]["loose"])


@looked_up
def read_rank(text: str) -> Rank:
    """The rank that a cell says, in digits, stars or words.

    Raises:
        InputError: it says none.
    """
    bare = text.strip()
    if bare and not bare.strip("★*⭐"):
        return Rank(stars=len(bare))
    if match := WHOLE.fullmatch(bare):
        return Rank(stars=int(match[1]))
    match = _rank_pattern().fullmatch(fold(text))
    if match is None:
        raise InputError.of("not-a-rank", given=text)
    proposed, digit, word, after = match.groups()
    stars = int(digit) if digit else _numbers()[word]
    words = {proposed, after} - {None}
    return Rank(stars=stars, pending=bool(words), loose=bool(words) and words <= _loose())
