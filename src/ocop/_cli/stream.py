"""Standard output and error as they may be: closed, full, cut off, or of another encoding."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

from ocop._cli.exit import BAD_INPUT, FINE, INTERRUPTED
from ocop._cli.files import unusable
from ocop.errors import InputError, OcopError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["decoded", "guarded", "remark", "say_in_utf8", "tell"]


def say_in_utf8() -> None:
    """Let Vietnamese come out whole whatever the locale, and no letter stop a message."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def decoded(words: Sequence[str]) -> list[str]:
    """The words of the command line as they were typed, where the locale does not know UTF-8."""
    return [_decoded(word) for word in words]


def _decoded(word: str) -> str:
    try:
        return os.fsencode(word).decode()
    except UnicodeError:  # a name in no encoding; or no bytes at all, as from another program
        return word


def guarded(act: Callable[[], int | None], lang: str) -> int:
    """Run a command: its exit status, with every fault told and no traceback of a stream."""
    try:
        code = _run(act, lang)
        _flush(sys.stderr)
    except OSError:  # nobody reads the faults
        _give_up(sys.stderr)
        return BAD_INPUT
    return code


def _run(act: Callable[[], int | None], lang: str) -> int:
    code: int | None
    try:
        try:
            code = act()
        except KeyboardInterrupt:  # what is out is good
            code = INTERRUPTED
        _flush(sys.stdout)
    except OcopError as err:
        return tell(err, lang)
    except BrokenPipeError:
        # the reader, such as head, has seen enough
        _give_up(sys.stdout)
        return FINE
    except OSError as err:  # such as a disk that is full
        _give_up(sys.stdout)
        return tell(InputError(unusable(err, "output-not-written")), lang)
    return FINE if code is None else code


def _flush(stream: TextIO | None) -> None:
    if stream is not None:
        stream.flush()


def _give_up(stream: TextIO | None) -> None:
    """Keep the interpreter's last flush of a stream quiet."""
    if stream is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def tell(err: OcopError, lang: str) -> int:
    """Say every fault on standard error; the code to leave with."""
    for line in err.lines(lang):
        remark(line)
    return BAD_INPUT


def remark(line: str) -> None:
    """Say a line on standard error, where there is one."""
    if sys.stderr is not None:  # print would take None for standard output
        print(f"ocop: {line}", file=sys.stderr)
