"""What every value that has a table or records of its own offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocop import _ports
from ocop.errors import checked_lang
from ocop.shown.record import Record

if TYPE_CHECKING:  # what makes one is asked at a port
    from ocop.shown.table import Table

__all__ = ["InOneLanguage", "Shown", "Tidy"]


class Shown:
    """What is shown as a table, in the language that is asked for.

    The module beside each value makes its table; a port asks it, so that no value loads what shows
    it before it is shown.
    """

    __slots__ = ()

    def table(self, lang: str = "vi") -> Table:
        """The value as a table: ``print`` it, take its ``html()`` or ``markdown()``.

        A notebook shows the value itself in English, as ``str`` does, and this table in its own
        language.

        Args:
            lang: ``"vi"`` or ``"en"``.

        Raises:
            InputError: another language.
        """
        table: Table = _ports.ask(f"table-{type(self).__name__}", self, checked_lang(lang))
        return table

    def _repr_html_(self) -> str:
        return self.table("en").html()

    def _repr_markdown_(self) -> str:
        return self.table("en").markdown()


class InOneLanguage:
    """What is in one language already, and is shown as a table in it."""

    __slots__ = ()

    def table(self) -> Table:
        """The value as a table: ``print`` it, take its ``html()`` or ``markdown()``."""
        table: Table = _ports.ask(f"table-{type(self).__name__}", self)
        return table

    def _repr_html_(self) -> str:
        return self.table().html()

    def _repr_markdown_(self) -> str:
        return self.table().markdown()


class TidyInOneLanguage:
    """What is in one language already, and has rows that a data frame takes."""

    __slots__ = ()

    def to_records(self) -> list[Record]:
        """A flat record a row, see :meth:`Tidy.to_records`; labels are in its own language."""
        records: list[Record] = _ports.ask(f"records-{type(self).__name__}", self)
        return records


class Tidy:
    """What has rows that a data frame takes."""

    __slots__ = ()

    def to_records(self, lang: str = "vi") -> list[Record]:
        """A flat record a row, for a data frame: ``pandas.DataFrame(value.to_records())``.

        All records have the same keys and hold text, numbers, True or False, dates or None. A
        number that need not be whole stands twice: as a float, and as exact text under its name
        with ``_exact`` behind it.

        Args:
            lang: The language of labels, ``"vi"`` or ``"en"``; ids and numbers have none.

        Raises:
            InputError: another language.
        """
        records: list[Record] = _ports.ask(
            f"records-{type(self).__name__}", self, checked_lang(lang)
        )
        return records
