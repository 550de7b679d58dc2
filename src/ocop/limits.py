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
    "beyond",
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
_HOLDERS = (dict, list, tuple)
# patterns stay text until there is a key to look at
_APART = (
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*"
)
_DOTTED = r"[A-Za-z0-9_-]+(?:[ \t]*\.[ \t]*[A-Za-z0-9_-]+)*"


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
    bare = re.sub(
        _APART, lambda match: "" if match[0].startswith("#") else "s", text, flags=re.DOTALL
    )
    for match in re.finditer(_DOTTED, bare):
        steps = match[0].count(".") + 1
        if steps > MOST_STEPS:
            raise InputError.of("too-deep-a-key", steps=steps, most=MOST_STEPS)


def check_values(value: object) -> None:
    """Refuse values that could be read and not written: too deep, too long, no Unicode text.

    Raises:
        InputError: every one of them, each once.
    """
    faults = beyond(value)
    if faults:
        raise InputError(faults)


def beyond(value: object) -> tuple[Fault, ...]:
    """What is beyond the limits in a value that was read elsewhere, each once.

    Raises:
        InputError: tables and lists stand too deep within each other for Python to walk.
    """
    faults = tuple(dict.fromkeys(_beyond(value)))
    # lists that hold themselves have no end: what is too deep is told alone
    deep = [one for one in faults if one.code == _TOO_DEEP]
    if deep:
        raise InputError(deep)
    return faults


def _beyond(value: object) -> Iterator[Fault]:
    # a stack of its own: what is too deep would run into the limit of Python's
    stack: list[tuple[Any, int]] = [((value,), 0)]
    while stack:
        inner, depth = stack.pop()
        if depth > MOST_DEPTH:
            yield fault(_TOO_DEEP, most=MOST_DEPTH)
            continue
        if isinstance(inner, dict) and not _plain_keys(inner):
            yield from _of_keys(inner)
        for one in inner.values() if isinstance(inner, dict) else inner:
            if type(one) is int:  # most values by far, and the quickest to tell
                if not -_TOO_BIG < one < _TOO_BIG:
                    yield fault("too-long-a-number", most=MOST_DIGITS)
            elif isinstance(one, str):
                if not one.isascii():
                    yield from _of_text(one, is_name=False)
            elif isinstance(one, _HOLDERS):
                stack.append((one, depth + 1))


def _plain_keys(table: dict[Any, Any]) -> bool:
    """Whether no key of a table needs a closer look: all of them together are a short name."""
    try:
        keys = "".join(table)
    except TypeError:  # one that is no text
        return False
    return len(keys) <= MOST_NAME and keys.isascii()


def _of_keys(table: dict[Any, Any]) -> Iterator[Fault]:
    for key in table:
        if isinstance(key, str):
            yield from _of_text(key, is_name=True)


def _of_text(text: str, *, is_name: bool) -> Iterator[Fault]:
    if is_name and len(text) > MOST_NAME:
        yield fault("too-long-a-key", length=len(text), most=MOST_NAME)
    try:
        text.encode()
    except UnicodeEncodeError as err:
        yield fault("half-a-letter", given=text[err.start])
