"""Levels of authority: who evaluates, who recognises which star, what total goes up."""

from __future__ import annotations

from enum import StrEnum

import attrs

from ocop.law.citation import Cited
from ocop.text import Label

__all__ = ["Level", "LevelRule"]


class Level(StrEnum):
    """A level of authority (cấp), lowest first."""

    COMMUNE = "commune"
    DISTRICT = "district"
    PROVINCE = "province"
    CENTRE = "centre"

    @property
    def label(self) -> Label:
        """Its name."""
        return _LABELS[self]


_LABELS = {
    Level.COMMUNE: Label("Cấp xã", "Commune"),
    Level.DISTRICT: Label("Cấp huyện", "District"),
    Level.PROVINCE: Label("Cấp tỉnh", "Province"),
    Level.CENTRE: Label("Trung ương", "Centre"),
}


@attrs.frozen(kw_only=True)
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
    duty: str
    recognises: tuple[int, ...]
    forwards_from: int | None = None
    forwards_to: Level | None = None
    reference: str
