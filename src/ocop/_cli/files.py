"""Reading the files named on the command line."""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

from ocop.data import load_json, load_toml
from ocop.dates import parse_date
from ocop.errors import Fault, InputError, OcopError, fault
from ocop.limits import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

__all__ = ["date_argument", "documents", "in_file", "read_text", "unusable"]

_REASONS = {
    errno.ENOENT: "file-not-there",
    errno.EISDIR: "file-is-a-folder",
    errno.EACCES: "file-not-allowed",
    errno.ENOSPC: "disk-full",
}
#: For how many seconds a named pipe may have nobody who writes to it.
_PATIENCE = 10


@contextmanager
def in_file(name: str) -> Iterator[None]:
    """Let every fault raised inside be one of a file."""
    try:
        yield
    except OcopError as err:
        raise InputError(one if one.file else one.in_file(name) for one in err.faults) from None


def unusable(err: OSError, otherwise: str) -> Fault:
    """Why a file cannot be used, by the system's number; ``otherwise`` with its words."""
    code = _REASONS.get(err.errno or 0)
    return fault(otherwise, reason=err.strerror) if code is None else fault(code)


def read_text(name: str) -> str:
    """The text of a file, of standard input for ``-``.

    Raises:
        InputError: it cannot be read, is not UTF-8, or is longer than a document may be.
    """
    with in_file(name):
        try:
            raw = _read(name)
        except OSError as err:
            raise InputError(unusable(err, "file-not-read")) from None
        if len(raw) > MOST_BYTES:
            raise InputError.of("file-too-long", most=MOST_BYTES)
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError as err:
            raise InputError.of("file-not-utf-8", byte=err.start) from None


def _read(name: str) -> bytes:
    """The bytes of a file, no more of them than tell that it is too long."""
    if name == "-":
        if sys.stdin is None:
            raise InputError.of("input-closed")
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    # the pipe of a command in brackets has its writer; a named one may wait for it for ever
    target = os.path.basename(os.path.realpath(name))
    named_pipe = stat.S_ISFIFO(os.stat(name).st_mode) and not target.startswith("pipe:")
    with _pipe(name) if named_pipe else open(name, "rb") as file:
        return file.read(MOST_BYTES + 1)


def _pipe(path: str) -> BinaryIO:
    """A named pipe to which somebody writes."""
    import select  # noqa: PLC0415 - only where there is one

    pipe = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    if not poll.poll(_PATIENCE * 1000):
        os.close(pipe)
        raise InputError.of("pipe-without-writer")
    os.set_blocking(pipe, True)
    return os.fdopen(pipe, "rb")


def documents(name: str) -> Iterator[tuple[str, Any]]:
    """Every table of a file with its place: one of TOML or JSON, or one a line of JSON Lines.

    The ending tells the form (``.toml``, ``.json``, ``.jsonl``, ``.ndjson``); without one, the text
    does.

    Raises:
        InputError: it cannot be read, or is of none of these forms.
    """
    text = read_text(name)
    suffix = os.path.splitext(name)[1].lower()
    if suffix == ".toml" or (suffix not in {".json", ".jsonl", ".ndjson"} and not _is_json(text)):
        with in_file(name):
            table = load_toml(text)
        yield name, table
    elif suffix in {".jsonl", ".ndjson"} or _is_lines(text):
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                place = f"{name}:{number}"
                with in_file(place):
                    value = load_json(line)
                yield place, value
    else:
        with in_file(name):
            value = load_json(text)
        yield name, value


def _is_json(text: str) -> bool:
    return text.lstrip().startswith("{")


def _is_lines(text: str) -> bool:
    """Whether a JSON text is several objects, one a line."""
    lines = [line for line in text.splitlines() if line.strip()]
    return len(lines) > 1 and all(
        line.strip().startswith("{") and line.strip().endswith("}") for line in lines
    )


def date_argument(text: str, name: str) -> date:
    """A date of the command line, ``YYYY-MM-DD``.

    Raises:
        InputError: it is none.
    """
    return parse_date(text, name)
