"""Where the answer of a command goes: standard output, or a file by ``-o``."""

from __future__ import annotations

import io
import os
import sys
from contextlib import contextmanager, redirect_stdout
from typing import TYPE_CHECKING

from ocop._cli.files import in_file, path_of, unusable
from ocop.errors import InputError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from ocop._cli.parser import Parser, Say

__all__ = [
    "add_output",
    "answer_to",
    "is_table",
    "show_lines",
    "show_table",
    "write_csv",
    "write_file",
]

_LINES = {".jsonl", ".ndjson"}
_JSON = {".json", *_LINES}
#: What a text under another name than these would be taken for.
_OFFICE = {".xlsx", ".xls", ".xlsm", ".ods", ".doc", ".docx", ".odt", ".pdf"}
#: A cell that begins with one of these is a formula to a spreadsheet.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def add_output(parser: Parser, say: Say) -> None:
    """Let a command write its answer to a file."""
    parser.add_argument(
        "-o",
        "--output",
        metavar=say("TỆP", "FILE"),
        help=say(
            "ghi kết quả vào tệp thay cho màn hình; đuôi .json là JSON, đuôi .csv là bảng cho "
            "phần mềm bảng tính",
            "write the answer to a file; an ending .json makes it JSON, .csv a table for "
            "spreadsheets",
        ),
    )
    parser.add_argument(
        "--force", action="store_true", help=say("ghi đè tệp đã có", "overwrite a file")
    )


@contextmanager
def answer_to(args: argparse.Namespace) -> Iterator[None]:
    """Let what is printed inside go where ``-o`` says.

    Raises:
        InputError: the file is there already, has the ending of another form, or cannot be written;
            standard output is closed.
    """
    name = args.output
    if name is None or name == "-":
        args.output = None
        if sys.stdout is None:
            raise InputError.of("output-closed")
        yield
        return
    ending = _ending(name)
    with in_file(name):
        _check_form(args, ending)
        if not args.force and os.path.lexists(path_of(name)):
            raise InputError.of("file-exists")
    if ending in _JSON:
        args.json = True
        args.lines = ending in _LINES
    # spreadsheets take a file for UTF-8 by this mark alone
    mark = "\ufeff" if ending == ".csv" else ""
    if getattr(args, "streams", False) and not _is_read(name, args.files):
        from ocop._cli.written import Written  # noqa: PLC0415 - only for results that come one by one

        with Written(name, mark, overwrite=args.force) as file, redirect_stdout(file):
            yield
        return
    answer = io.StringIO()
    with redirect_stdout(answer):
        yield
    text = answer.getvalue()
    if text:
        write_file(name, mark + text, overwrite=args.force)


def _is_read(name: str, files: Iterable[str]) -> bool:
    """Whether a file is one of those that are read: it is overwritten when all of it was."""
    return any(os.path.realpath(path_of(one)) == os.path.realpath(path_of(name)) for one in files)


def _ending(name: str) -> str:
    return os.path.splitext(name)[1].lower()


def _check_form(args: argparse.Namespace, ending: str) -> None:
    """Refuse a name that promises what the command has not."""
    has = {".csv": hasattr(args, "table"), ".json": hasattr(args, "json")}
    has[".parquet"] = hasattr(args, "columns") and not args.json
    has |= dict.fromkeys(_LINES, hasattr(args, "lines")) | dict.fromkeys(_OFFICE, False)
    if not has.get(ending, True):
        known = tuple(form for form, is_there in has.items() if is_there)
        raise InputError.of("no-such-form", given=ending, known=(*known, ".txt"))
    if ending == ".csv" and getattr(args, "json", False):
        raise InputError.of("options-exclude", name="--json", other="-o *.csv")


def write_file(name: str, text: str, *, overwrite: bool) -> None:
    """Write a file whole.

    Raises:
        InputError: it is there and may not be overwritten, or it cannot be written.
    """
    with in_file(name):
        try:
            with open(path_of(name), "wb" if overwrite else "xb") as file:
                file.write(text.encode("utf-8", "backslashreplace"))
        except FileExistsError:
            raise InputError.of("file-exists") from None
        except OSError as err:
            raise InputError(unusable(err, "file-not-written")) from None


def is_table(args: argparse.Namespace) -> bool:
    """Whether the answer goes to a file for spreadsheets."""
    return args.output is not None and _ending(args.output) == ".csv"


def show_table(
    args: argparse.Namespace, head: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Print rows: cells between tabs for the eye, CSV with a head where the file is one."""
    if is_table(args):
        write_csv(args, head, rows)
        return
    for row in rows:
        print("\t".join(str(cell) for cell in row if cell != ""))


def show_lines(args: argparse.Namespace, lines: Iterable[str]) -> None:
    """Print what is to be said of a table, below it."""
    rows = [[line] for line in lines]
    if rows:
        show_table(args, [], rows)


def write_csv(
    args: argparse.Namespace, head: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Print rows as CSV; in a file for spreadsheets no cell is a formula."""
    import csv  # noqa: PLC0415 - only for tables

    out = csv.writer(sys.stdout, lineterminator="\r\n" if is_table(args) else "\n")
    if head:
        out.writerow(head)
    if is_table(args):
        rows = ([_harmless(cell) for cell in row] for row in rows)
    out.writerows(rows)


def _harmless(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
