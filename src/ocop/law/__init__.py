"""The law: decisions, regimes in time, product sets, entities, levels, readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocop._face import lazily

if TYPE_CHECKING:
    from ocop.law.case import Case
    from ocop.law.changes.changes import Changes
    from ocop.law.correspondence import correspondences
    from ocop.law.decision import Decision
    from ocop.law.entity import EntityKind, entity_kind, entity_kinds
    from ocop.law.level import Level, LevelRule
    from ocop.law.product_set import ProductSet, product_sets
    from ocop.law.question import reading_questions
    from ocop.law.reading import Readings
    from ocop.law.regime import Note, Regime, ceased_level, regime_for, regime_on, regimes
    from ocop.law.rules import Rules
    from ocop.law.set_name import find_set

#: Public name → the module that defines it, as the imports above say it to type checkers.
_MODULES = {
    "Case": "ocop.law.case",
    "Changes": "ocop.law.changes.changes",
    "Decision": "ocop.law.decision",
    "EntityKind": "ocop.law.entity",
    "Level": "ocop.law.level",
    "LevelRule": "ocop.law.level",
    "Note": "ocop.law.regime",
    "ProductSet": "ocop.law.product_set",
    "Readings": "ocop.law.reading",
    "Regime": "ocop.law.regime",
    "Rules": "ocop.law.rules",
    "ceased_level": "ocop.law.regime",
    "correspondences": "ocop.law.correspondence",
    "entity_kind": "ocop.law.entity",
    "entity_kinds": "ocop.law.entity",
    "find_set": "ocop.law.set_name",
    "product_sets": "ocop.law.product_set",
    "reading_questions": "ocop.law.question",
    "regime_for": "ocop.law.regime",
    "regime_on": "ocop.law.regime",
    "regimes": "ocop.law.regime",
}

__all__ = [
    "Case",
    "Changes",
    "Decision",
    "EntityKind",
    "Level",
    "LevelRule",
    "Note",
    "ProductSet",
    "Readings",
    "Regime",
    "Rules",
    "ceased_level",
    "correspondences",
    "entity_kind",
    "entity_kinds",
    "find_set",
    "product_sets",
    "reading_questions",
    "regime_for",
    "regime_on",
    "regimes",
]

if not TYPE_CHECKING:  # else a misspelt name would pass every checker
    __getattr__ = lazily(__name__, _MODULES)


def __dir__() -> list[str]:
    return sorted(__all__)
