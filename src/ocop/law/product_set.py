"""Product sets (bộ sản phẩm) and product groups (nhóm), in both numberings.

The sets were numbered anew by Decision 148 in 2023: set 4 is not set 4. A numbering has the id of
the decision that began it, ``"1048"`` or ``"148"``; 26/2026 keeps the numbering of 148.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import attrs

from ocop.checked import Checked
from ocop.dates import checked_date
from ocop.errors import NotFoundError, RuleDataError, fault
from ocop.exact import as_day
from ocop.law.citation import Cited
from ocop.law.fold.law import shipped
from ocop.law.kind import CorrespondenceKind
from ocop.law.rule_file import rule_file
from ocop.shown.value import Shown, Tidy
from ocop.text import Label
from ocop.words import Names, fold, half_width, listed, nfc

__all__ = [
    "Correspondence",
    "Ministry",
    "ProductGroup",
    "ProductSet",
    "correspondences",
    "find_set",
    "named_sets",
    "numberings",
    "product_groups",
    "product_sets",
]


# longer ones name no set, and Python refuses to read the longest
_NUMBER = re.compile(r"[0-9]{1,9}")


@attrs.frozen(kw_only=True, repr=False)
class ProductGroup(Cited):
    """One of the six product groups (nhóm) of a numbering."""

    id: str
    label: Label
    reference: str


@attrs.frozen(kw_only=True, repr=False)
class Ministry(Checked):
    """A ministry in charge at the centre.

    Attributes:
        label: Its name.
        since: The day on which it took this name by a merger; None where it had it throughout.
        before: Its name before that day.
    """

    label: Label
    since: date | None = None
    before: Label | None = None

    def on(self, day: date) -> Label:
        """Its name on a day.

        Raises:
            InputError: not a date.
        """
        on = checked_date(as_day(day), "day")
        if self.since is None or self.before is None or self.since <= on:
            return self.label
        return self.before


@attrs.frozen(kw_only=True, repr=False)
class ProductSet(Cited, Shown, Tidy):
    """A product set (bộ sản phẩm): the products judged by one rubric.

    Two sets are equal where numbering and number are, whichever regime names them: set 8 of 148 is
    set 8 of 26/2026.

    Attributes:
        numbering: ``"1048"`` or ``"148"``.
        number: 1–26 within the numbering.
        id: Stable; the same in both numberings only where the set is plainly the same.
        label: Its official name, and an English one.
        aliases: Other spellings, among them those of the decisions themselves.
        group: The product group that it belongs to.
        ministries: Who is in charge at the centre, by the decision of ``ministries_reference``.
        doubt: What is not certain about the ministries; None where nothing is.
        reference: The source in law.
    """

    numbering: str
    number: int
    id: str = attrs.field(eq=False)
    label: Label = attrs.field(eq=False)
    aliases: tuple[str, ...] = attrs.field(default=(), eq=False)
    group: ProductGroup = attrs.field(eq=False)
    ministries: tuple[Ministry, ...] = attrs.field(default=(), eq=False)
    ministries_reference: str = attrs.field(eq=False)
    doubt: Label | None = attrs.field(default=None, eq=False)
    reference: str = attrs.field(eq=False)

    def ministries_on(self, day: date) -> tuple[Label, ...]:
        """The ministries in charge, by the names that they had on a day.

        Raises:
            InputError: not a date.
        """
        return tuple(ministry.on(day) for ministry in self.ministries)


@attrs.frozen(kw_only=True, repr=False)
class Correspondence(Cited):
    """How a set of numbering 1048 and sets of numbering 148 answer each other.

    Attributes:
        old: Numbers of 1048; empty for a new set.
        new: Numbers of 148; empty for a set that is gone.
        kind: ``"same"``, ``"wider"``, ``"merged"``, ``"split"``, ``"gone"`` or ``"new"``.
        note: What changed; None where only the number did.
        reference: What it was read off; neither decision prints it.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    kind: CorrespondenceKind
    note: Label | None = None
    reference: str


@cache
def numberings() -> tuple[str, ...]:
    """The numberings of product sets, oldest first; each has the id of its first decision."""
    rows = shipped().folders.values()
    return tuple(dict.fromkeys(row["numbering"] for row in rows if "numbering" in row))


def _checked_numbering(numbering: str) -> str:
    known = numberings()
    if numbering not in known:
        raise NotFoundError.of("no-such-numbering", "numbering", given=numbering, known=known)
    return numbering


@cache
def _file(numbering: str) -> dict[str, Any]:
    table: dict[str, Any] = rule_file(f"{numbering}/sets")
    return table


def product_groups(numbering: str) -> tuple[ProductGroup, ...]:
    """The six product groups of a numbering, in its order.

    Raises:
        NotFoundError: no such numbering.
    """
    return _groups(_checked_numbering(numbering))


@cache
def _groups(numbering: str) -> tuple[ProductGroup, ...]:
    return tuple(
        ProductGroup(id=row["id"], label=Label.of(row["label"]), reference=row["reference"])
        for row in _file(numbering)["groups"]
    )


def _ministry(row: Mapping[str, Any]) -> Ministry:
    before = row.get("before")
    return Ministry(
        label=Label.of(row),
        since=row.get("since"),
        before=None if before is None else Label.of(before),
    )


def product_sets(numbering: str) -> tuple[ProductSet, ...]:
    """The 26 product sets of a numbering, by number, as its own list names them.

    Args:
        numbering: ``"1048"`` or ``"148"``.

    Raises:
        NotFoundError: no such numbering.
    """
    return _sets(_checked_numbering(numbering))


@cache
def _sets(numbering: str) -> tuple[ProductSet, ...]:
    return named_sets(numbering, {})


def named_sets(numbering: str, own: Mapping[str, Any]) -> tuple[ProductSet, ...]:
    """The product sets of a numbering by the names and references of a regime.

    Args:
        numbering: ``"1048"`` or ``"148"``.
        own: What the regime says of them otherwise than the numbering's list; empty for nothing.
    """
    file = _file(numbering)
    groups = {group.id: group for group in _groups(numbering)}
    ministries = {key: _ministry(row) for key, row in file["ministries"].items()}
    names = {int(number): row for number, row in own.get("names", {}).items()}

    def one(row: Mapping[str, Any]) -> ProductSet:
        number = row["number"]
        named = names.get(number, row)
        reference = f"{own['cited']}, set {number}" if "cited" in own else row["reference"]
        return ProductSet(
            numbering=numbering,
            number=number,
            id=row["id"],
            label=Label.of(named),
            aliases=tuple(row["aliases"]),
            group=groups[row["group"]],
            ministries=tuple(ministries[key] for key in row["ministries"]),
            ministries_reference=file["ministries_reference"],
            doubt=Label.of(own["doubt"]) if "doubt" in own else None,
            reference=names.get(number, {}).get("reference", reference),
        )

    sets = tuple(one(row) for row in file["sets"])
    if [s.number for s in sets] != list(range(1, len(sets) + 1)):
        raise RuleDataError(fault("sets-out-of-order", "sets").in_file(f"{numbering}/sets.toml"))
    return sets


@cache
def _spellings(numbering: str) -> dict[str, ProductSet]:
    found: dict[str, ProductSet] = {}
    for each in _sets(numbering):
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
        for each in _sets(numbering)
        for name in (each.label.vi, each.label.en, each.id, *each.aliases)
    )


@attrs.frozen
class _Titles:
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


@cache
def correspondences() -> tuple[Correspondence, ...]:
    """How the sets of 1048 and those of 148 answer each other, every set of both once or more."""
    file = rule_file("renumbering")
    return tuple(
        Correspondence(
            old=tuple(row["old"]),
            new=tuple(row["new"]),
            kind=row["kind"],
            note=Label.of(row["note"]) if "note" in row else None,
            reference=file["reference"],
        )
        for row in file["sets"]
    )
