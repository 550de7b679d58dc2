"""The application's own words, whole in Vietnamese and in English; the library has its own."""

from __future__ import annotations

import tomllib
from pathlib import Path

from ocop.text import Label

__all__ = ["LANGS", "WORDS"]

#: The languages, the first where none is asked for.
LANGS = ("vi", "en")

_FILE = Path(__file__).with_name("words.toml")

#: Key → the words.
WORDS = {
    key: Label.of(row) for key, row in tomllib.loads(_FILE.read_text(encoding="utf-8")).items()
}
