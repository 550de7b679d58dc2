"""What is of the wrong language in a text."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

#: English words that are no Vietnamese ones. Left out is what both have: a, an, in, may, no, on,
#: than, to.
ENGLISH = frozenset(Path(__file__).with_name("english.txt").read_text(encoding="utf-8").split())

#: Marks of letters that only Vietnamese has.
_MARKED = r"ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
#: Looked up in a set: to try two hundred words at each letter takes fifty times as long.
_WORD = re.compile(r"[\w=-]+")
_VIETNAMESE = re.compile(rf"[\w-]*[{_MARKED}{_MARKED.upper()}][\w-]*")
#: What no language owns: slots, ids (in quotes, or as question = reading), and keys of files (as key = value).
_IDS = re.compile(
    r"\{(?:[^{}]|\{[^{}]*\})*\}|“[\w=-]+”|(?<!\w)'[^']+'(?!\w)|\b\w+ = (?=\S)|\b\d+đ\b"
    r"|\(\w+ = [\w-]+\)"
)


def english_in(text: str, keys: Collection[str] = ()) -> list[str]:
    """The English words in a text that should have none but keys of files."""
    return [word for word in _english_in(text) if word not in keys]


@cache  # most lines stand in many texts
def _english_in(text: str) -> tuple[str, ...]:
    words = _WORD.findall(_IDS.sub(" ", text))
    return tuple(word for word in words if word.lower() in ENGLISH)


#: What a number or a day is never written like in the language.
_FORMS = {
    "vi": re.compile(r"\b\d{4}-\d\d-\d\d\b|\b\d+\.\d+(?= %)"),
    "en": re.compile(r"\b\d\d/\d\d/\d{4}\b|\b\d+,\d+(?= %)"),
}


def foreign_forms(text: str, lang: str) -> list[str]:
    """The days and shares in a text that are written as in the other language."""
    return _FORMS[lang].findall(_IDS.sub(" ", text))


def vietnamese_in(text: str, proper: Iterable[str]) -> list[str]:
    """The words with Vietnamese letters in a text that should have none but in proper names."""
    return list(_vietnamese_in(text, tuple(proper)))


@cache
def _vietnamese_in(text: str, proper: tuple[str, ...]) -> tuple[str, ...]:
    if not _VIETNAMESE.search(text):
        return ()
    for name in proper:
        text = text.replace(name, " ")
    return tuple(_VIETNAMESE.findall(_IDS.sub(" ", text)))


def offences(
    texts: Iterable[tuple[str, str, str]], proper: Iterable[str], keys: Collection[str] = ()
) -> Iterator[str]:
    """Where, which word, in what text: of (where, language, text)."""
    names = sorted(proper, key=len, reverse=True)
    for where, lang, text in texts:
        for line in text.splitlines():
            words = english_in(line, keys) if lang == "vi" else vietnamese_in(line, names)
            if words:
                yield f"{where} ({lang}): {', '.join(words)} in {line.strip()[:160]!r}"
