"""Words in both languages, as rows have them."""

# No `from __future__ import annotations` here: NotRequired would not be seen.
from typing import NotRequired, TypedDict

__all__ = ["CitedWords", "DoubtRow", "Words"]


class Words(TypedDict):
    """A label."""

    vi: str
    en: str


class DoubtRow(Words):
    """What is not certain."""

    id: str
    at: NotRequired[str]


class CitedWords(Words):
    """A label with its source."""

    reference: str
