"""Product sets by what people call them: a number, an id, a name, or words of a title."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from ocop.errors import NotFoundError, RuleDataError, fault
from ocop.law.product_set import ProductSet, product_sets
from ocop.text import Label
from ocop.words import Names, fold, half_width, listed, nfc

__all__ = ["find_set"]


# longer ones name no set, and Python refuses to read the longest
_NUMBER = re.compile(r"[0-9]{1,9}")


@cache
def _spellings(numbering: str) -> dict[str, ProductSet]:
    found: dict[str, ProductSet] = {}
    for each in product_sets(numbering):
        for name in (each.id, each.label.vi, each.label.en, *each.aliases):
            key = fold(name)
            if found.setdefault(key, each) is not each:
                raise RuleDataError(
                    fault(
                        "name-of-two-sets",
                        "sets",
                        given=name,
                        one=found[key].number,
                        other=each.number,
                    ).in_file(f"{numbering}/sets.toml")
                )
    return found


@cache
def _names(numbering: str) -> Names:
    """Every spelling of every set, as a fault keeps them."""
    return listed(
        name
        for each in product_sets(numbering)
        for name in (each.label.vi, each.label.en, each.id, *each.aliases)
    )


class _Titles(NamedTuple):
    """The words of a set's names, between bars; those of each; the first thing that each names."""

    product_set: ProductSet
    words: str
    titles: tuple[frozenset[str], ...]
    heads: frozenset[str]


#: Where the first thing that a title names ends: "Mật ong" in "Mật ong, mật khác và nông sản".
_HEAD = re.compile(r"[,;(]| và | and ")


def _letters(text: str) -> str:
    """As :func:`fold`, with the diacritics."""
    return " ".join("".join(c if c.isalnum() else " " for c in nfc(text).casefold()).split())


@cache
def _titles(numbering: str, *, plain: bool) -> tuple[_Titles, ...]:
    """Every set by the words of its names, with diacritics or without.

    The name of a group stands in each of its sets, where there are several.
    """
    spell, sets = fold if plain else _letters, product_sets(numbering)
    sizes = Counter(each.group.id for each in sets)
    rows = []
    for each in sets:
        titles = (each.label.vi, each.label.en, *each.aliases)
        group = (each.group.label.vi, each.group.label.en) if sizes[each.group.id] > 1 else ()
        names = " | ".join(spell(name) for name in (*titles, *group))
        heads = frozenset(spell(_HEAD.split(title)[0]) for title in titles)
        by_title = tuple(frozenset(spell(title).split()) for title in titles)
        rows.append(_Titles(each, f"| {names} |", by_title, heads))
    return tuple(rows)


def _rows_for(numbering: str, which: str) -> tuple[str, tuple[_Titles, ...]]:
    """The words that are looked for, and the titles in the same letters."""
    words = _letters(which)
    # who writes diacritics means them: "cá" is no "cà phê"
    return words, _titles(numbering, plain=words == fold(which))


def _sets_with(numbering: str, which: str) -> list[ProductSet]:
    """The sets that some words of a title may mean; one where they plainly mean that one."""
    words, rows = _rows_for(numbering, which)
    holding = [row for row in rows if f" {words} " in row.words]
    if not holding:  # in another order, or with others between them
        wanted = frozenset(words.split())
        holding = [row for row in rows if wanted and any(wanted <= title for title in row.titles)]
    # honey is the set whose title begins with it, not the one of products from it
    begun = [row for row in holding if f"| {words} " in row.words]
    if len(begun) == 1 and words in begun[0].heads:
        holding = begun
    return [row.product_set for row in holding]


#: A thing is named by two syllables or more: "cà phê", "mật ong"; one alone is in many names.
_LEAST_WORDS = 2
#: A longer run stands in no title; a text may have very many words.
_MOST_WORDS = 20
#: What more sets hold says nothing of one of them.
_MOST_SETS = 5


def _sets_near(numbering: str, which: str) -> list[ProductSet]:
    """The sets that hold the longest run of the words, "cà phê" of "cà phê rang xay"."""
    text, rows = _rows_for(numbering, which)
    words = text.split()
    for length in range(min(len(words) - 1, _MOST_WORDS), _LEAST_WORDS - 1, -1):
        runs = [f" {' '.join(words[i : i + length])} " for i in range(len(words) - length + 1)]
        holding = [row.product_set for row in rows if any(run in row.words for run in runs)]
        if holding:
            return holding if len(holding) <= _MOST_SETS else []
    return []


def _told(sets: list[ProductSet]) -> tuple[Label, ...]:
    """Sets as a fault names them."""
    return tuple(
        Label(f"{each.number} ({each.label.vi})", f"{each.number} ({each.label.en})")
        for each in sets
    )


def find_set(numbering: str, which: int | str, *, words: bool = True) -> ProductSet:
    """The set of this number, id, or spelling, with or without diacritics and case.

    Words of a title are enough, in whatever order, where one set alone has all of them in a title,
    or where it is the one whose title begins with them and the others are of what is made from it.
    Words of a group's name stand in every set of the group.

    >>> find_set("148", "che tuoi, che che bien").number
    11
    >>> find_set("148", "mật ong").number, find_set("148", "rau tươi").number
    (4, 1)

    Args:
        numbering: ``"1048"`` or ``"148"``.
        which: What is asked for.
        words: Whether words of a title are enough; without, as in registers, only a whole name is.

    Raises:
        NotFoundError: there is none, or there are several; it names the nearest, those that hold
            some of the words, or all of them.
    """
    sets = product_sets(numbering)
    if isinstance(which, int) and not isinstance(which, bool):
        if 1 <= which <= len(sets):
            return sets[which - 1]
        raise NotFoundError.of("no-such-set", "set", given=which, most=len(sets))
    if not isinstance(which, str):
        raise NotFoundError.of("no-name-of-a-set", "set", given=which)
    digits = half_width(which).strip()  # typed full width they are digits too
    if _NUMBER.fullmatch(digits):
        return find_set(numbering, int(digits))
    spellings = _spellings(numbering)
    if fold(which) in spellings:
        return spellings[fold(which)]
    holding = _sets_with(numbering, which) if words else []
    if len(holding) == 1:
        return holding[0]
    if holding:
        raise NotFoundError.of("several-sets-called", "set", given=which, sets=_told(holding))
    near = {"sets": _told(_sets_near(numbering, which))} if words else {}
    raise NotFoundError.of(
        "no-set-called",
        "set",
        given=which,
        most=len(sets),
        known=_names(numbering),
        **{key: value for key, value in near.items() if value},
    )
