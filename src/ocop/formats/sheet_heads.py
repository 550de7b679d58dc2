"""Sheets of one file, whose rubric is looked up once for all that name it alike.

All that a sheet's table says but for its choices and whose it is (``regime``, ``set``, ``readings``
and what else leads to a rubric) is its head. A head whose sheet was read once in full needs no
second look: a million sheets have some hundred heads.
"""

from collections.abc import Mapping
from typing import Any

from ocop.errors import OcopError
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.sheet.owner import OwnerFields
from ocop.scoring.sheet.sheet import Sheet

__all__ = ["SheetHeads"]

#: The keys that do not lead to a rubric, and are handed to it as they stand.
_PASSED = ("exclusions", "unmet", *OwnerFields.__annotations__)
_OWN = frozenset({"choices", *_PASSED})
#: Heads that are kept: those of every set on every day of half a year.
_MOST = 4096


class SheetHeads:
    """The rubrics of the heads that were met."""

    def __init__(self) -> None:
        self._rubrics: dict[Any, Rubric] = {}

    def sheet(self, table: Any) -> Sheet | None:  # noqa: ANN401 - any document
        """The sheet of a table, equal to what ``from_dict(Sheet, table)`` gives.

        Returns:
            None where that has more to say: a head that was not met before, or anything that is
            wrong.
        """
        try:
            rubric = self._rubrics[_head(table)]
            more = {key: table[key] for key in _PASSED if key in table}
            if not all(map(_can_be_written, more.values())):
                return None
            sheet = rubric.sheet(table["choices"], **more)
        except (AttributeError, KeyError, TypeError, OcopError):
            return None
        return sheet if isinstance(sheet, Sheet) else None

    def keep(self, table: Mapping[str, Any], sheet: Sheet) -> None:
        """Take it that a table's head leads to the rubric of its sheet."""
        try:
            head = _head(table)
            if len(self._rubrics) >= _MOST:
                self._rubrics.clear()
            self._rubrics[head] = sheet.rubric
        except (AttributeError, TypeError):  # with tables in lists, such as changes: read each time
            return


def _head(table: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any document
    return tuple(
        [(key, type(value), _key(value)) for key, value in table.items() if key not in _OWN]
    )


def _key(value: Any) -> Any:  # noqa: ANN401 - any value of JSON
    """What tells a value from others that are equal to it in Python, such as 1 and True."""
    if type(value) is dict:
        return tuple([(key, type(inner), inner) for key, inner in value.items()])
    return () if value == [] else value


def _can_be_written(value: object) -> bool:
    """Whether a text has no half of a letter, which JSON can read and UTF-8 not write."""
    if not isinstance(value, str) or value.isascii():
        return True
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
