"""Reading the files named on the command line."""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

from ocop.data import load_json, load_toml
from ocop.errors import Fault, InputError, OcopError, fault
from ocop.limits import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = [
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
            raw = _read(name)
        except OSError as err:
            raise InputError(unusable(err, "file-not-read")) from None
        if len(raw) > MOST_BYTES:
            raise InputError.of("file-too-long", most=MOST_BYTES)
        return raw


def read_text(name: str) -> str:
    """The text of a file, of standard input for ``-``.

    Raises:
        InputError: it cannot be read, is not UTF-8, or is longer than a document may be.
    """
    raw = read_bytes(name)
    with in_file(name):
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
    path = path_of(name)
    target = os.path.basename(os.fsdecode(os.path.realpath(path)))
    named_pipe = stat.S_ISFIFO(os.stat(path).st_mode) and not target.startswith("pipe:")
    with _pipe(path) if named_pipe else open(path, "rb") as file:
        return file.read(MOST_BYTES + 1)


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
    for place, read in parts(name):
        yield place, read()


def parts(name: str) -> Iterator[tuple[str, Callable[[], Any]]]:
    """The place of every table of a file, and what reads it.

    One table of TOML or JSON, or one a line of JSON Lines. The ending tells the form (``.toml``,
    ``.json``, ``.jsonl``, ``.ndjson``); without one, the text does. What reads a table raises
    where it is of none of these forms, so that one bad line hides no other.

    Raises:
        InputError: the file cannot be read.
    """
    text = read_text(name)
    suffix = os.path.splitext(name)[1].lower()
    if suffix == ".toml" or (suffix not in {".json", ".jsonl", ".ndjson"} and not is_json(text)):
        yield name, _reader(load_toml, text, name)
    elif suffix in {".jsonl", ".ndjson"} or _is_lines(text):
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                place = f"{name}:{number}"
                yield place, _reader(load_json, line, place)
    else:
        yield name, _reader(load_json, text, name)


def _reader(load: Callable[[str], Any], text: str, place: str) -> Callable[[], Any]:
    def read() -> Any:  # noqa: ANN401 - any document, checked later
        with in_file(place):
            return load(text)

    return read


def is_json(text: str) -> bool:
    """Whether a text would be a table of JSON."""
    return text.lstrip().startswith("{")


def _is_lines(text: str) -> bool:
    """Whether a JSON text is several objects, one a line."""
    lines = [line for line in text.splitlines() if line.strip()]
    return len(lines) > 1 and all(
        line.strip().startswith("{") and line.strip().endswith("}") for line in lines
    )
