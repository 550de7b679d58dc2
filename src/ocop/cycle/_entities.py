"""Who may bring a product: what the rules say of a kind of entity, and what they leave open."""

from __future__ import annotations

from ocop.law.entity import EntityKind, EntityRule, entity_kind
from ocop.law.regime import Note, Regime
from ocop.text import Label

__all__ = ["entity_notes", "may_bring"]


def entity_notes(kind: str, regime: Regime, product_set: int | None) -> tuple[Note, ...]:
    """What is not certain about whether a kind of entity may bring a product of a set."""
    if not kind:
        return ()
    named = entity_kind(kind)
    listed = _listed(kind, regime, product_set)
    if listed and product_set is None and not all(rule.groups is None for rule in listed):
        return (_only_in_some_groups(named, listed[0]),)
    if listed:
        return ()
    may_be = [rule for other in named.may_be for rule in _listed(other, regime, product_set)]
    if may_be:
        return (_may_be(named, may_be[0]),)
    doubts = dict.fromkeys((rule.doubt, rule.reference) for rule in regime.entities if rule.doubt)
    return tuple(
        Note(
            id="entity-outline",
            label=Label(f"{named.label.vi}: {doubt.vi}", f"{named.label.en}: {doubt.en}"),
            reference=reference,
        )
        for doubt, reference in list(doubts)[:1]
    )


def may_bring(kind: str, regime: Regime, product_set: int | None) -> bool:
    """Whether the rules let a kind of entity bring a product of a set, or leave it open."""
    kinds = (kind, *entity_kind(kind).may_be) if kind else ()
    if not kinds or any(rule.doubt for rule in regime.entities):
        return True
    return any(_listed(one, regime, product_set) for one in kinds)


def _listed(kind: str, regime: Regime, product_set: int | None) -> list[EntityRule]:
    bring = regime.entities if product_set is None else regime.who_may_bring(product_set)
    return [rule for rule in bring if rule.kind.id == kind]


def _only_in_some_groups(kind: EntityKind, rule: EntityRule) -> Note:
    return Note(
        id="entity-groups",
        label=Label(
            f"{kind.label.vi} chỉ được đăng ký ở một số nhóm sản phẩm; hồ sơ chưa ghi bộ sản phẩm",
            f"{kind.label.en}: for some product groups alone, and the dossier names no set",
        ),
        reference=rule.reference,
    )


def _may_be(kind: EntityKind, rule: EntityRule) -> Note:
    return Note(
        id="entity-unknown",
        label=Label(
            f"{kind.label.vi}: chỉ {rule.kind.label.vi.lower()} mới được đăng ký",
            f"{kind.label.en}: only a {rule.kind.label.en.lower()} may apply",
        ),
        reference=rule.reference,
    )
