"""What a document may hold at most, so that a mistake or malice is refused in bounded time.

No office's file comes near these limits; a file beyond one of them is told so, as a fault.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ocop.errors import Faults, InputError, told

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "MOST_BYTES",
    "MOST_DEPTH",
    "MOST_DIGITS",
    "MOST_NAME",
    "MOST_STEPS",
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


def check_size(text: str, place: str) -> None:
    """Refuse a text that is longer than a document may be.

    Raises:
        InputError: it is.
    """
    if len(text) > MOST_BYTES:
        raise InputError(told(place, f"{len(text)} letters are too many", f"at most {MOST_BYTES}"))


def read_int(digits: str) -> int:
    """The number that digits of JSON write.

    Raises:
        InputError: they are more than Python reads.
    """
    try:
        return int(digits)
    except ValueError:
        raise InputError(
            told("", f"a number of {len(digits)} digits is too long", f"at most {MOST_DIGITS}")
        ) from None


def check_steps(text: str, place: str) -> None:
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
            raise InputError(
                told(place, f"a key of {steps} steps is too deep", f"at most {MOST_STEPS}")
            )


def check_values(value: object, place: str) -> None:
    """Refuse values that could be read and not written: too deep, too long, no Unicode text.

    Raises:
        InputError: every one of them, each once.
    """
    faults = Faults()
    for what, hint in dict.fromkeys(_beyond(value)):
        faults.tell(place, what, hint)
    faults.raise_if_any()


def _beyond(value: object) -> Iterator[tuple[str, str]]:
    # a stack of its own: what is too deep would run into the limit of Python's
    stack: list[tuple[Any, int]] = [(value, 1)]
    while stack:
        inner, depth = stack.pop()
        if isinstance(inner, dict | list):
            if depth > MOST_DEPTH:
                yield "tables or lists lie too deep in each other", f"at most {MOST_DEPTH}"
                continue
            if isinstance(inner, dict):
                for key in inner:
                    yield from _of_text(key, is_name=True)
            rows = inner.values() if isinstance(inner, dict) else inner
            stack += [(each, depth + 1) for each in rows]
        elif isinstance(inner, str):
            yield from _of_text(inner, is_name=False)
        elif type(inner) is int and abs(inner) >= _TOO_BIG:
            yield "a number is too long", f"at most {MOST_DIGITS} digits"


def _of_text(text: str, *, is_name: bool) -> Iterator[tuple[str, str]]:
    if is_name and len(text) > MOST_NAME:
        yield f"a key of {len(text)} letters is too long", f"at most {MOST_NAME}"
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as err:
            unit = ord(text[err.start])
            yield (
                f"\\u{unit:04x} alone is half a letter, and no text can hold it",
                "write the letter",
            )
