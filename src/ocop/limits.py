"""What a document may hold at most, so that a mistake or malice is refused in bounded time.

No office's file comes near these limits; a file beyond one of them is told so, as a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ocop.errors import Fault, InputError, fault

__all__ = [
    "MOST_BYTES",
    "MOST_DEPTH",
    "MOST_DIGITS",
    "MOST_NAME",
    "MOST_STEPS",
    "check_depth",
    "check_size",
    "check_steps",
    "check_values",
    "read_int",
]

#: Bytes of a document.
MOST_BYTES = 64 * 1024 * 1024
#: Digits of a number.
MOST_DIGITS = 100
#: Tables and lists within each other.
MOST_DEPTH = 64
#: Letters of a key.
MOST_NAME = 1000
#: Steps of a dotted key of TOML; the parser's time grows with their square.
MOST_STEPS = 32

_TOO_DEEP = "too-deep"
_TOO_BIG = 10**MOST_DIGITS
_APART = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*",
    re.DOTALL,
)
_DOTTED = re.compile(r"[A-Za-z0-9_-]+(?:[ \t]*\.[ \t]*[A-Za-z0-9_-]+)*")


def check_size(text: str) -> None:
    """Refuse what is no text, and a text that is longer than a document may be.

    Raises:
        InputError: it is.
    """
    if not isinstance(text, str):
        raise InputError.of("not-text", given=text)
    if len(text) > MOST_BYTES:
        raise InputError.of("too-long-a-text", length=len(text), most=MOST_BYTES)


def read_int(digits: str) -> int:
    """The number that digits of JSON write.

    Raises:
        InputError: they are more than Python reads.
    """
    try:
        return int(digits)
    except ValueError:
        raise InputError.of("too-long-a-number", most=MOST_DIGITS) from None


def check_steps(text: str) -> None:
    """Refuse a TOML whose dotted keys have too many steps, before it is parsed.

    Raises:
        InputError: one has.
    """
    # a text without so many dots, which is nearly every one, needs no closer look
    if text.count(".") < MOST_STEPS:
        return
    bare = _APART.sub(lambda match: "" if match[0].startswith("#") else "s", text)
    for match in _DOTTED.finditer(bare):
        steps = match[0].count(".") + 1
        if steps > MOST_STEPS:
            raise InputError.of("too-deep-a-key", steps=steps, most=MOST_STEPS)


def check_depth(value: object) -> None:
    """Refuse tables and lists that stand too deep within each other for Python to walk.

    Raises:
        InputError: they do.
    """
    # lists that hold themselves have no end: what is too deep is told once
    if any(fault.code == _TOO_DEEP for fault in _beyond(value)):
        raise InputError.of(_TOO_DEEP, most=MOST_DEPTH)


def check_values(value: object) -> None:
    """Refuse values that could be read and not written: too deep, too long, no Unicode text.

    Raises:
        InputError: every one of them, each once.
    """
    faults = dict.fromkeys(_beyond(value))
    if faults:
        raise InputError(faults)


def _beyond(value: object) -> Iterator[Fault]:
    # a stack of its own: what is too deep would run into the limit of Python's
    stack: list[tuple[Any, int]] = [(value, 1)]
    while stack:
        inner, depth = stack.pop()
        if isinstance(inner, dict | list | tuple):
            if depth > MOST_DEPTH:
                yield fault(_TOO_DEEP, most=MOST_DEPTH)
                continue
            if isinstance(inner, dict):
                for key in inner:
                    if isinstance(key, str):
                        yield from _of_text(key, is_name=True)
            rows = inner.values() if isinstance(inner, dict) else inner
            stack += [(each, depth + 1) for each in rows]
        elif isinstance(inner, str):
            yield from _of_text(inner, is_name=False)
        elif type(inner) is int and abs(inner) >= _TOO_BIG:
            yield fault("too-long-a-number", most=MOST_DIGITS)


def _of_text(text: str, *, is_name: bool) -> Iterator[Fault]:
    if is_name and len(text) > MOST_NAME:
        yield fault("too-long-a-key", length=len(text), most=MOST_NAME)
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as err:
            yield fault("half-a-letter", given=text[err.start])
