"""Words: labels in two languages, and spellings that mean the same."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Literal, TypeVar

import attrs

from ocop.errors import Fault, InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["Label", "Lang", "checked_lang", "fold", "hint", "nearest", "nfc"]

Lang = Literal["vi", "en"]
T = TypeVar("T")

# Not decomposed by Unicode: a letter of its own, yet everybody leaves its stroke out.
_STROKED = str.maketrans("đĐ", "dD")


def nfc(text: str) -> str:
    """``text`` in Unicode NFC, the only form that the rule data uses."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """A key under which spellings with and without diacritics, case and punctuation meet.

    >>> fold("Mật ong, mật khác") == fold("MAT ONG mat khac")
    True
    """
    plain = unicodedata.normalize("NFD", text.translate(_STROKED)).casefold()
    kept = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def nearest(word: str, known: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """The known words most like ``word``, best first; empty where none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - only needed to word an error

    folded: dict[str, str] = {}
    for each in known:
        folded.setdefault(fold(each), each)
    return tuple(folded[m] for m in get_close_matches(fold(word), folded, n=most, cutoff=0.5))


def hint(word: str, known: Iterable[str]) -> str:
    """What to say where ``word`` is not known: the nearest that is, or all there are."""
    words = tuple(known)
    near = nearest(word, words, most=1)
    if near:
        return f"did you mean {near[0]!r}?"
    return f"there are {', '.join(words)}" if words else "there are none"


def checked_lang(lang: str) -> Lang:
    """``lang`` where it is one of the two languages.

    Raises:
        InputError: it is another.
    """
    if lang == "vi":
        return "vi"
    if lang == "en":
        return "en"
    raise InputError(
        Fault("lang", f"{lang!r} is not a language of the library", 'use "vi" or "en"')
    )


@attrs.frozen
class Label:
    """The same words in Vietnamese and English, both in Unicode NFC and never empty."""

    vi: str
    en: str

    def __call__(self, lang: str) -> str:
        """The words in ``lang``.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        return self.vi if checked_lang(lang) == "vi" else self.en

    def __str__(self) -> str:
        return f"{self.vi} / {self.en}"

    @classmethod
    def of(cls, row: Mapping[str, str]) -> Label:
        """The label of a row of rule data with the keys ``vi`` and ``en``."""
        return cls(row["vi"], row["en"])
