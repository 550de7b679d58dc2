"""Labels: the same words in two languages."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from ocop.brief import Brief
from ocop.errors import InputError
from ocop.words import Lang, Words

__all__ = ["Label", "checked_lang"]


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


@attrs.frozen(repr=False)
class Label(Brief, Words):
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
