"""How sheets and drafts are stored and read back; their table is :mod:`ocop.formats.sheet`'s."""

from collections.abc import Callable, Mapping
from typing import Any

from ocop.errors import Faults
from ocop.formats.kind import Kind, Options
from ocop.formats.sheet import days_read, read_sheet, write_sheet
from ocop.formats.sheet_table import SheetTable
from ocop.scoring.sheet.sheet import Draft, Sheet

__all__ = ["KINDS"]


def _reader(*, partial: bool) -> Callable[[Mapping[str, Any], Options], Sheet | Draft | None]:
    def read(table: Mapping[str, Any], _: Options) -> Sheet | Draft | None:
        faults = Faults()
        sheet = read_sheet(days_read(table), faults, partial=partial)
        faults.raise_if_any()
        return sheet

    return read


KINDS = {
    Sheet: Kind(name="sheet", schema=SheetTable, write=write_sheet, read=_reader(partial=False)),
    Draft: Kind(
        name="draft",
        reads=("draft", "sheet"),
        schema=SheetTable,
        write=write_sheet,
        read=_reader(partial=True),
    ),
}
