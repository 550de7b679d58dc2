"""Levels of authority: who evaluates, who recognises which star, what total goes up."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import attrs

from ocop.errors import InputError
from ocop.law.citation import Cited
from ocop.law.fold.law import Law
from ocop.law.kind import Duty
from ocop.text import Label

__all__ = ["Level", "LevelRule", "as_level", "level_rules"]


class Level(StrEnum):
    """A level of authority (cấp), lowest first: ``Level.COMMUNE < Level.PROVINCE``."""

    COMMUNE = "commune"
    DISTRICT = "district"
    PROVINCE = "province"
    CENTRE = "centre"

    def __lt__(self, other: object) -> bool:
        return self._place < _place_of(other)

    def __le__(self, other: object) -> bool:
        return self._place <= _place_of(other)

    def __gt__(self, other: object) -> bool:
        return self._place > _place_of(other)

    def __ge__(self, other: object) -> bool:
        return self._place >= _place_of(other)

    @property
    def _place(self) -> int:
        return _PLACES[self]

    @property
    def label(self) -> Label:
        """Its name."""
        return _LABELS[self]


#: Level → its place from below.
_PLACES = {level: place for place, level in enumerate(Level)}
_LABELS = {
    Level.COMMUNE: Label("Cấp xã", "Commune"),
    Level.DISTRICT: Label("Cấp huyện", "District"),
    Level.PROVINCE: Label("Cấp tỉnh", "Province"),
    Level.CENTRE: Label("Trung ương", "Centre"),
}


def as_level(value: object, *path: str | int) -> Level:
    """The level itself, or the one that a word names.

    Raises:
        InputError: it is none.
    """
    if isinstance(value, str) and value in set(Level):
        return Level(value)
    raise InputError.of("not-a-level", *path, given=value, known=tuple(Level))


def _place_of(other: object) -> int:
    return _PLACES[as_level(other)]


@attrs.frozen(kw_only=True, repr=False)
class LevelRule(Cited):
    """What one level does under one regime.

    Attributes:
        level: The level.
        duty: ``"screens"`` (checks the dossier, gives no points) or ``"evaluates"`` (its council
            scores).
        recognises: The stars (3–5) that it recognises and certifies.
        forwards_from: The least total (0–100) that goes up to ``forwards_to``; None where every
            dossier that passes goes up, or none does.
        forwards_to: The level above; None at the top.
        reference: The source in law.
    """

    level: Level
    duty: Duty
    recognises: tuple[int, ...]
    forwards_from: int | None = None
    forwards_to: Level | None = None
    reference: str


def _level_rule(level: Level, row: Mapping[str, Any]) -> LevelRule:
    return LevelRule(
        level=level,
        duty=row["duty"],
        recognises=tuple(row["recognises"]),
        forwards_from=row.get("forwards_from"),
        forwards_to=Level(row["forwards_to"]) if "forwards_to" in row else None,
        reference=row["reference"],
    )


def level_rules(law: Law, regime: str) -> tuple[LevelRule, ...]:
    """What each level does under a regime of some law, lowest level first."""
    rows = law.table(regime, "levels")
    return tuple(_level_rule(level, rows[level]) for level in Level if level in rows)
