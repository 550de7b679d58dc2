"""The law: decisions, regimes in time, product sets, entities, levels, readings."""

from ocop.law.case import Case
from ocop.law.changes.changed import Changed
from ocop.law.changes.changes import Changes, ChangesKind
from ocop.law.changes.reach import Reach
from ocop.law.citation import Citation, Passage, Place, citation, cite
from ocop.law.decision import Decision
from ocop.law.entity import EntityKind, EntityRule, entity_kind, entity_kinds
from ocop.law.level import Level, LevelRule
from ocop.law.product_set import (
    Correspondence,
    Ministry,
    ProductGroup,
    ProductSet,
    correspondences,
    find_set,
    numberings,
    product_groups,
    product_sets,
)
from ocop.law.reading import Question, Reading, Readings, reading_questions
from ocop.law.regime import (
    Band,
    Note,
    Regime,
    ceased_level,
    regime,
    regime_for,
    regime_on,
    regimes,
)
from ocop.law.rules import Rules, decision, decisions, default_rules

__all__ = [
    "Band",
    "Case",
    "Changed",
    "Changes",
    "ChangesKind",
    "Citation",
    "Correspondence",
    "Decision",
    "EntityKind",
    "EntityRule",
    "Level",
    "LevelRule",
    "Ministry",
    "Note",
    "Passage",
    "Place",
    "ProductGroup",
    "ProductSet",
    "Question",
    "Reach",
    "Reading",
    "Readings",
    "Regime",
    "Rules",
    "ceased_level",
    "citation",
    "cite",
    "correspondences",
    "decision",
    "decisions",
    "default_rules",
    "entity_kind",
    "entity_kinds",
    "find_set",
    "numberings",
    "product_groups",
    "product_sets",
    "reading_questions",
    "regime",
    "regime_for",
    "regime_on",
    "regimes",
]
