"""Reading the sheets of files: a fault of one hides no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ocop._cli.files import parts
from ocop._cli.readings import Laid
from ocop.errors import Fault, InputError
from ocop.words import escaped

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

__all__ = ["ReadSheet", "read_sheets"]


@attrs.frozen
class ReadSheet:
    """A sheet, or a draft, by its place; or what is wrong with it."""

    place: str
    sheet: Any = None
    faults: tuple[Fault, ...] = ()


def read_sheets(args: argparse.Namespace, remarks: list[str]) -> Iterator[ReadSheet]:
    """Every sheet of the files of the command; drafts where it was asked for with ``--partial``.

    Args:
        args: What was asked: ``files``, ``partial``, ``lang`` and under which rules.
        remarks: Takes what is to be said of how they were read.
    """
    laid = Laid.by(args)
    for name in args.files:
        yield from _of_file(name, args, laid, remarks)


def _of_file(
    name: str, args: argparse.Namespace, laid: Laid, remarks: list[str]
) -> Iterator[ReadSheet]:
    from ocop._cli.sheet_fault import sheet_faults, with_day  # noqa: PLC0415 - only for sheets
    from ocop.formats.door import from_dict  # noqa: PLC0415
    from ocop.scoring.sheet.sheet import Draft, Sheet  # noqa: PLC0415

    kind: type[Draft | Sheet] = Draft if args.partial else Sheet
    try:
        for place, read in parts(name):
            data: Any = None
            try:
                data = read()
                if isinstance(data, dict):
                    data, read_as = with_day(laid.over(data), args.lang)
                    remarks += (f"{escaped(place)}: {line}" for line in read_as)
                yield ReadSheet(place, from_dict(kind, data))
            except InputError as err:
                faults = sheet_faults(data, err.faults, partial="--partial")
                in_place = (each if each.file else each.in_file(place) for each in faults)
                yield ReadSheet(place, faults=tuple(in_place))
    except InputError as err:  # the file itself
        yield ReadSheet(name, faults=err.faults)
