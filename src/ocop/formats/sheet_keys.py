"""The keys of a sheet whose faults are told by their types alone."""

from datetime import date
from typing import NotRequired

from ocop.scoring.sheet.owner import OwnerFields

__all__ = ["SheetKeys"]


class SheetKeys(OwnerFields):
    """Whose sheet it is, and which rubric it is on: the regime or a day, and the set."""

    regime: NotRequired[str]
    on: NotRequired[date]
    set: int | str
    as_checked_on: NotRequired[date | None]
