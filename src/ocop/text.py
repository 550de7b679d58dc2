"""Labels: the same words in two languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ocop.errors import InputError
from ocop.words import Words, surely_meant

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ocop.words import Lang

__all__ = ["Label", "checked_lang", "hint", "nearest"]


def nearest(word: str, known: Iterable[str], *, most: int = 1) -> tuple[str, ...]:
    """The known word that ``word`` surely means; empty where there is none."""
    meant = surely_meant(word, tuple(known))
    return () if meant is None else (meant,)[:most]


def hint(word: str, known: Iterable[str]) -> str:
    """What to say where ``word`` is not known: the nearest that is, or all there are."""
    words = tuple(known)
    near = nearest(word, words)
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
    raise InputError.of("not-a-language", "lang", given=lang, known=("vi", "en"))


@attrs.frozen
class Label(Words):
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
