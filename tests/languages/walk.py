"""The words of a value and of all that it holds, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs

from ocop.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGS = ("vi", "en")


def both(where: str, words: Any) -> Iterator[tuple[str, str, str]]:
    """What is called with a language, in both."""
    for lang in LANGS:
        yield where, lang, str(words(lang))


def words_of(value: Any, where: str = "", seen: set[int] | None = None) -> Iterator[Any]:
    """The words that a value holds, and its citation: (where, language, text)."""
    known = set() if seen is None else seen
    where = where or type(value).__name__
    if isinstance(value, Words):
        yield from both(where, value)
    elif attrs.has(type(value)):
        if id(value) in known:
            return
        known.add(id(value))
        if getattr(value, "reference", None):
            yield from both(f"{where}.citation", value.citation)
        for field in attrs.fields(type(value)):
            inner = getattr(value, field.name)
            yield from words_of(inner, f"{where}.{field.name}", known)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from words_of(inner, f"{where}[{key}]", known)
    elif isinstance(value, tuple | list):
        for number, inner in enumerate(value):
            yield from words_of(inner, f"{where}[{number}]", known)
