"""Labels: the same words in two languages."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from ocop.checked import Checked
from ocop.errors import InputError, checked_lang
from ocop.words import Words

__all__ = ["Label"]


@attrs.frozen(repr=False)
class Label(Checked, Words):
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
        """The label of a row of rule data with the keys ``vi`` and ``en``.

        Raises:
            InputError: it is no such row.
        """
        if not isinstance(row, Mapping):
            raise InputError.of("not-a-table", given=row)
        return cls(row.get("vi"), row.get("en"))  # type: ignore[arg-type]  # told by the class
