"""Entities (chủ thể): who may bring a product."""

from __future__ import annotations

from functools import cache

import attrs

from ocop.checked import Checked
from ocop.errors import InputError, NotFoundError
from ocop.law.citation import Cited
from ocop.law.fold.law import Law
from ocop.law.product_set import ProductSet
from ocop.law.rule_file import rule_file
from ocop.text import Label
from ocop.words import Names, fold, listed, of_type

__all__ = ["EntityKind", "EntityRule", "entity_kind", "entity_kinds", "entity_rules"]


@attrs.frozen(kw_only=True, repr=False)
class EntityKind(Checked):
    """A kind of entity, such as a cooperative (hợp tác xã).

    Attributes:
        id: Its name, such as ``"cooperative"``.
        label: Its name in words.
        aliases: Other spellings.
        may_be: Where offices write less than the law asks, the ids of the kinds of the law that it
            may be: a "công ty" may be a small or medium enterprise and may be a large one, which
            cannot take part. Empty for a kind that some decision names.
    """

    id: str
    label: Label
    aliases: tuple[str, ...] = ()
    may_be: tuple[str, ...] = ()


@attrs.frozen(kw_only=True, repr=False)
class EntityRule(Cited):
    """That a kind may bring products, under one regime.

    Attributes:
        kind: The kind of entity.
        groups: Ids of the product groups it may bring; None for every group.
        reference: The source in law.
        doubt: What is not known for sure about this list; None where nothing.
    """

    kind: EntityKind
    groups: tuple[str, ...] | None = None
    reference: str
    doubt: Label | None = None

    def allows(self, product_set: ProductSet) -> bool:
        """Whether the kind may bring a product of this set.

        Raises:
            InputError: it is no product set.
        """
        if not isinstance(product_set, ProductSet):
            raise InputError.of(
                "not-of-kind", "product_set", given=product_set, wanted=of_type(ProductSet)
            )
        return self.groups is None or product_set.group.id in self.groups


@cache
def _kinds() -> dict[str, EntityKind]:
    rows = rule_file("entity-kinds")["kinds"]
    return {
        row["id"]: EntityKind(
            id=row["id"],
            label=Label.of(row["label"]),
            aliases=tuple(row["aliases"]),
            may_be=tuple(row.get("may_be", ())),
        )
        for row in rows
    }


@cache
def _spellings() -> tuple[dict[str, EntityKind], Names]:
    """Folded spelling → its kind, and the spellings as they are written."""
    names = [
        (name, kind)
        for kind in _kinds().values()
        for name in (kind.id, kind.label.vi, kind.label.en, *kind.aliases)
    ]
    kinds: dict[str, EntityKind] = {}
    for name, kind in names:
        kinds.setdefault(fold(name), kind)
    return kinds, listed(name for name, _ in names)


def entity_kinds() -> tuple[EntityKind, ...]:
    """Every kind of entity that some decision names, and then those that offices write for them."""
    return tuple(_kinds().values())


def entity_kind(which: str) -> EntityKind:
    """The kind of this id, name or usual spelling, with or without diacritics and case.

    >>> entity_kind("hợp tác xã").id
    'cooperative'

    Raises:
        NotFoundError: none is so called; it names the nearest.
    """
    if isinstance(which, str):
        if which in _kinds():
            return _kinds()[which]
        kind = _spellings()[0].get(fold(which))
        if kind is not None:
            return kind
    known = _spellings()[1]
    options = tuple(kind.label for kind in _kinds().values())
    raise NotFoundError.of(
        "no-such-entity-kind", "entity_kind", given=which, known=known, options=options
    )


def entity_rules(law: Law, regime: str) -> tuple[EntityRule, ...]:
    """Who may bring a product under a regime of some law."""
    outline = law.table(regime, "outline")
    return tuple(
        EntityRule(
            kind=_kinds()[kind],
            groups=tuple(row["groups"]) if "groups" in row else None,
            reference=row["reference"],
            doubt=Label.of(outline) if outline else None,
        )
        for kind, row in law.table(regime, "entities").items()
    )
