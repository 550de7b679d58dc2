"""Reading the files named on the command line."""

from __future__ import annotations

import errno
import os
import stat
import sys
from codecs import BOM_UTF8
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO

from ocop.data import load_json, load_toml
from ocop.errors import Fault, InputError, OcopError, fault
from ocop.limits import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "Part",
    "documents",
    "in_file",
    "is_json",
    "parts",
    "path_of",
    "read_bytes",
    "read_text",
    "unusable",
]

_REASONS = {
    errno.ENOENT: "file-not-there",
    errno.EISDIR: "file-is-a-folder",
    errno.EEXIST: "folder-is-a-file",  # where a folder is to be made
    errno.ENOTDIR: "folder-is-a-file",
    errno.EACCES: "file-not-allowed",
    errno.ENOSPC: "disk-full",
}
#: The endings of files of one table a line.
_LINES = {".jsonl", ".ndjson"}
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


def path_of(name: str) -> str | bytes:
    """The path of a name, whatever the locale: in UTF-8 where its own encoding has it not.

    Raises:
        InputError: no file can have this name.
    """
    if "\0" in name:
        raise InputError.of("file-not-there")
    try:
        os.fsencode(name)
    except UnicodeEncodeError:
        return name.encode("utf-8", "surrogateescape")
    return name


def read_bytes(name: str) -> bytes:
    """The bytes of a file, of standard input for ``-``.

    Raises:
        InputError: it cannot be read, or is longer than a document may be.
    """
    with in_file(name):
        try:
            with _opened(name) as file:
                raw = file.read(MOST_BYTES + 1)  # no more than tells that it is too long
        except OSError as err:
            raise InputError(unusable(err, "file-not-read")) from None
        _check_length(raw)
        return raw


def read_text(name: str) -> str:
    """The text of a file, of standard input for ``-``.

    Raises:
        InputError: it cannot be read, is not UTF-8, or is longer than a document may be.
    """
    raw = read_bytes(name)
    with in_file(name):
        return _text(raw)


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        if sys.stdin is None:
            raise InputError.of("input-closed")
        yield sys.stdin.buffer
        return
    # the pipe of a command in brackets has its writer; a named one may wait for it for ever
    path = path_of(name)
    target = os.path.basename(os.fsdecode(os.path.realpath(path)))
    named_pipe = stat.S_ISFIFO(os.stat(path).st_mode) and not target.startswith("pipe:")
    with _pipe(path) if named_pipe else open(path, "rb") as file:
        yield file


def _pipe(path: str | bytes) -> BinaryIO:
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
    """Every table of a file with its place; see :func:`parts`.

    Raises:
        InputError: it cannot be read, or is of none of these forms.
    """
    for part in parts(name):
        yield part.place, part.read()


class Part:
    """A table of a file, not yet read.

    Args:
        place: Where it stands: the file, with the line where it has several tables.
        raw: Its bytes.
        at: How many bytes of the file stand before it.
        is_toml: Whether it is TOML; else it is JSON.
    """

    __slots__ = ("at", "is_toml", "place", "raw")

    def __init__(self, place: str, raw: bytes, at: int = 0, *, is_toml: bool = False) -> None:
        self.place, self.raw, self.at, self.is_toml = place, raw, at, is_toml

    def read(self) -> Any:  # noqa: ANN401 - any document, checked later
        """What it holds.

        Raises:
            InputError: it is not UTF-8, or not of its form.
        """
        with in_file(self.place):
            text = _text(self.raw, self.at)
            return load_toml(text) if self.is_toml else load_json(text)


def parts(name: str) -> Iterator[Part]:
    """Every table of a file: one of TOML or JSON, or one a line of JSON Lines.

    The ending tells the form (``.toml``, ``.json``, ``.jsonl``, ``.ndjson``); without one, the text
    does. JSON Lines are read line by line as they are asked for, however many there are; one that
    is bad hides no other.

    Raises:
        InputError: the file cannot be read, or what is no line is longer than a document may be.
    """
    suffix = os.path.splitext(name)[1].lower()
    with in_file(name):
        try:
            with _opened(name) as file:
                lines = iter(lambda: file.readline(MOST_BYTES + 1), b"")
                if suffix in _LINES:
                    yield from _of_lines(name, lines)
                    return
                first = list(_first_lines(lines)) if suffix != ".toml" else []
                if _is_lines(first):
                    yield from _of_lines(name, chain(first, lines))
                    return
                start = b"".join(first)
                raw = start + file.read(max(MOST_BYTES + 1 - len(start), 0))
        except OSError as err:
            raise InputError(unusable(err, "file-not-read")) from None
        _check_length(raw)
        is_toml = suffix == ".toml" or (suffix != ".json" and not is_json(_text(raw)))
        yield Part(name, raw, is_toml=is_toml)


def _of_lines(name: str, lines: Iterable[bytes]) -> Iterator[Part]:
    at = 0
    for number, line in enumerate(lines, 1):
        _check_length(line)
        if not line.isspace():
            raw = line.removeprefix(BOM_UTF8) if number == 1 else line
            yield Part(f"{name}:{number}", raw, at + len(line) - len(raw))
        at += len(line)


def _first_lines(lines: Iterator[bytes]) -> Iterator[bytes]:
    """The lines up to the second that is not empty; the first tells how the file goes on."""
    is_second = False
    for line in lines:
        yield line
        if not line.isspace():
            if is_second or not _is_line(line):
                return
            is_second = True


def _is_lines(first: list[bytes]) -> bool:
    """Whether a JSON text is several objects, one a line: no object has another behind it."""
    filled = [line for line in first if not line.isspace()]
    return len(filled) > 1 and _is_line(filled[0]) and filled[1].lstrip().startswith(b"{")


def _is_line(line: bytes) -> bool:
    plain = line.removeprefix(BOM_UTF8).strip()
    return plain.startswith(b"{") and plain.endswith(b"}")


def _text(raw: bytes, at: int = 0) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        raise InputError.of("file-not-utf-8", byte=at + err.start) from None


def _check_length(raw: bytes) -> None:
    if len(raw) > MOST_BYTES:
        raise InputError.of("file-too-long", most=MOST_BYTES)


def is_json(text: str) -> bool:
    """Whether a text would be a table of JSON."""
    return text.lstrip().startswith("{")
