"""The shape of the file of titles."""

from typing import TypedDict

__all__ = ["Title", "TitlesFile"]


class Title(TypedDict):
    """A title in both languages."""

    vi: str
    en: str


class TitlesFile(TypedDict):
    """What documents and their keys are called."""

    types: dict[str, Title]
    keys: dict[str, Title]
