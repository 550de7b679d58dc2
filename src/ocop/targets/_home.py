"""Where a product set of one numbering stands in the other.

Decision 148 numbered the sets anew. Where it split a set, a product of the old one may stand in
either of the new; where it widened one, a product of the new one may have stood nowhere before. A
count by set then is exact only where no such product is among those counted.
"""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

from ocop.law.correspondence import correspondences
from ocop.law.product_set import ProductSet, numberings, product_groups, product_sets
from ocop.law.regime import regime_on, regimes
from ocop.law.set_name import find_set

__all__ = [
    "NOWHERE",
    "group_ids",
    "group_names",
    "home_groups",
    "homes",
    "newest",
    "numbering_on",
    "set_key",
]

#: Stands among the homes where the other numbering may have no set for the product.
NOWHERE = 0


def newest() -> str:
    """Today's numbering."""
    return numberings()[-1]


def set_key(product_set: ProductSet) -> str:
    """Numbering and number in one word, such as ``"148:11"``."""
    return f"{product_set.numbering}:{product_set.number}"


@cache
def homes(numbering: str, number: int, into: str) -> frozenset[int]:
    """The numbers that a product of this set may stand under in the numbering ``into``.

    :data:`NOWHERE` is among them where it may have none.
    """
    if numbering == into:
        return frozenset({number})
    found: set[int] = set()
    for row in correspondences():
        here, there = (row.new, row.old) if numbering == newest() else (row.old, row.new)
        if number in here:
            found |= set(there)
            if not there or (row.kind == "wider" and numbering == newest()):
                found.add(NOWHERE)
    return frozenset(found)


@cache
def home_groups(numbering: str, number: int) -> frozenset[str]:
    """The product groups, of today's six, that a product of this set may stand in.

    A set that is gone keeps its own group.
    """
    found = {
        find_set(newest(), home).group.id if home else find_set(numbering, number).group.id
        for home in homes(numbering, number, newest())
    }
    return frozenset(found)


@cache
def group_ids() -> tuple[str, ...]:
    """The ids of today's six product groups."""
    return tuple(group.id for group in product_groups(newest()))


@cache
def group_names() -> dict[str, tuple[str, ...]]:
    """The ids of today's product groups, each with its names in every numbering.

    A group of an older numbering is today's group that all its sets stand in.
    """
    names: dict[str, dict[str, None]] = {id_: {} for id_ in group_ids()}
    for numbering in reversed(numberings()):
        for group in product_groups(numbering):
            (home,) = {
                home
                for each in product_sets(numbering)
                if each.group.id == group.id
                for home in home_groups(numbering, each.number)
            }
            names[home] |= dict.fromkeys((group.label.vi, group.label.en))
    return {id_: tuple(spelt) for id_, spelt in names.items()}


@lru_cache(maxsize=4096)
def numbering_on(day: date) -> str:
    """The numbering in force on a day; before the first criteria the first there was."""
    first = regimes()[0]
    return first.numbering if day < first.first_day else regime_on(day).numbering
