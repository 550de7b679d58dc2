"""Product sets (bộ sản phẩm) and product groups (nhóm), in both numberings.

The sets were numbered anew by Decision 148 in 2023: set 4 is not set 4. A numbering has the id of
the decision that began it, ``"1048"`` or ``"148"``; 26/2026 keeps the numbering of 148.
"""

from __future__ import annotations

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
from ocop.law.rule_file import rule_file
from ocop.shown.value import Shown, Tidy
from ocop.text import Label

__all__ = [
    "Ministry",
    "ProductGroup",
    "ProductSet",
    "named_set",
    "numberings",
    "product_groups",
    "product_sets",
    "set_numbers",
]


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


@cache
def _ministry(numbering: str, key: str) -> Ministry:
    row = _file(numbering)["ministries"][key]
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
    return tuple(named_set(numbering, number, {}) for number in set_numbers(numbering))


@cache
def _rows(numbering: str) -> tuple[Mapping[str, Any], ...]:
    """The rows of a numbering's list, by number."""
    rows = tuple(_file(numbering)["sets"])
    if [row["number"] for row in rows] != list(range(1, len(rows) + 1)):
        raise RuleDataError(fault("sets-out-of-order", "sets").in_file(f"{numbering}/sets.toml"))
    return rows


def set_numbers(numbering: str) -> range:
    """The numbers of the sets of a numbering, from 1."""
    return range(1, len(_rows(numbering)) + 1)


def named_set(numbering: str, number: int, own: Mapping[str, Any]) -> ProductSet:
    """A product set of a numbering by the name and references of a regime.

    Args:
        numbering: ``"1048"`` or ``"148"``.
        number: Its number.
        own: What the regime says of the sets otherwise than the numbering's list; empty for
            nothing.
    """
    row = _rows(numbering)[number - 1]
    names = {int(key): name for key, name in own.get("names", {}).items()}
    name = names.get(number, {})
    reference = f"{own['cited']}, set {number}" if "cited" in own else row["reference"]
    return ProductSet(
        numbering=numbering,
        number=number,
        id=row["id"],
        label=Label.of(name or row),
        aliases=tuple(row["aliases"]),
        group={group.id: group for group in _groups(numbering)}[row["group"]],
        ministries=tuple(_ministry(numbering, key) for key in row["ministries"]),
        ministries_reference=_file(numbering)["ministries_reference"],
        doubt=Label.of(own["doubt"]) if "doubt" in own else None,
        reference=name.get("reference", reference),
    )
