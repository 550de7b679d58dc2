"""The table of a sheet: its keys, and the types of their values."""

from typing import NotRequired

from ocop.formats.sheet_keys import SheetKeys
from ocop.law.changes.changes import Changes
from ocop.scoring.rubric.criterion import Choice

__all__ = ["SheetTable"]


class SheetTable(SheetKeys):
    """The table of a sheet; either ``regime`` or ``on`` is needed."""

    choices: dict[str, Choice]
    exclusions: NotRequired[tuple[str, ...]]
    unmet: NotRequired[tuple[str, ...]]
    readings: NotRequired[dict[str, str]]
    changes: NotRequired[tuple[Changes, ...]]
    what_if: NotRequired[tuple[Changes, ...]]
