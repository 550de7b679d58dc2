"""Signs of how a row stands: told by their form, and by a word to who cannot see it."""

from __future__ import annotations

from ocop.shown.table import State
from ocop.text import Label

__all__ = ["SIGNS", "STATE_WORDS"]

SIGNS: dict[State | None, str] = {
    "met": "✓",
    "missed": "✗",
    "open": "○",
    "unknown": "?",
    None: "",
}
STATE_WORDS: dict[State, Label] = {
    "met": Label("đạt", "met"),
    "missed": Label("không đạt", "missed"),
    "open": Label("chưa đạt", "open"),
    "unknown": Label("chưa biết", "unknown"),
}
