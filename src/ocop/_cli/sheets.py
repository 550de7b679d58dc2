"""Reading the sheets of files: a fault of one hides no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ocop._cli.files import Part, parts
from ocop._cli.readings import Laid
from ocop.errors import Fault, Faults, InputError
from ocop.words import escaped

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from ocop.scoring.sheet.sheet import Draft, Sheet

__all__ = ["ReadSheet", "parts_of", "read_sheet", "read_sheets"]


#: What a table of the library's own begins with.
_HEAD = frozenset({"type", "format", "rules"})


class ReadSheet(NamedTuple):
    """A sheet, or a draft, by its place; or what is wrong with it."""

    place: str
    sheet: Any = None
    faults: tuple[Fault, ...] = ()
    #: What is to be said of how it was read.
    remarks: tuple[str, ...] = ()


def read_sheets(args: argparse.Namespace, remarks: list[str]) -> Iterator[ReadSheet]:
    """Every sheet of the files of the command; drafts where it was asked for with ``--partial``.

    Args:
        args: What was asked: ``files``, ``partial``, ``lang`` and under which rules.
        remarks: Takes what is to be said of how they were read.
    """
    laid = Laid.by(args)
    for part in parts_of(args.files):
        if isinstance(part, ReadSheet):
            yield part
        else:
            one = read_sheet(part, laid, args.lang, partial=args.partial)
            remarks += one.remarks
            yield one


def parts_of(names: list[str]) -> Iterator[Part | ReadSheet]:
    """Every table of the files, not yet read; where a file cannot be read, why."""
    for name in names:
        try:
            yield from parts(name)
        except InputError as err:
            yield ReadSheet(name, faults=err.faults)


def read_sheet(part: Part, laid: Laid, lang: str, *, partial: bool) -> ReadSheet:
    """The sheet of a table.

    Args:
        part: The table.
        laid: What the command line lays over its rules.
        lang: The language of remarks.
        partial: Whether it may lack answers: a draft.
    """
    from ocop._cli.sheet_fault import sheet_faults, with_day  # noqa: PLC0415 - only for sheets

    data: Any = None
    remarks: tuple[str, ...] = ()
    try:
        data = part.read()
        if isinstance(data, dict):
            data, read_as = with_day(laid.over(data), lang)
            remarks = tuple(f"{escaped(part.place)}: {line}" for line in read_as)
        return ReadSheet(part.place, _sheet(data, partial=partial), (), remarks)
    except InputError as err:
        faults = sheet_faults(data, err.faults, partial="--partial")
        in_place = (each if each.file else each.in_file(part.place) for each in faults)
        return ReadSheet(part.place, None, tuple(in_place), remarks)


def _sheet(data: Any, *, partial: bool) -> Sheet | Draft:  # noqa: ANN401 - any document
    """The sheet of a document, as :func:`ocop.from_dict` reads it.

    One without a head and without a fault is read here: what reads all else is not loaded for it.

    Raises:
        OcopError: as :func:`ocop.from_dict`.
    """
    from ocop.formats.sheet import days_read, read_sheet  # noqa: PLC0415 - only for sheets
    from ocop.limits import beyond  # noqa: PLC0415

    if isinstance(data, dict) and not _HEAD & data.keys() and not beyond(data):
        faults = Faults()
        sheet = read_sheet(days_read(data), faults, partial=partial)
        if sheet is not None:
            return sheet
    from ocop.formats.door import from_dict  # noqa: PLC0415 - only where something is wrong
    from ocop.scoring.sheet.sheet import Draft, Sheet  # noqa: PLC0415

    kind: type[Sheet | Draft] = Draft if partial else Sheet
    return from_dict(kind, data)
