"""Reading the files named on the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ocop.dates import parse_date
from ocop.errors import Fault, InputError
from ocop.serial import load_json, load_toml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

__all__ = ["date_argument", "documents", "read_text"]


def read_text(name: str) -> str:
    """The text of a file, of standard input for ``-``.

    Raises:
        InputError: it cannot be read, or is not UTF-8.
    """
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return raw.decode("utf-8-sig")
    except OSError as err:
        raise InputError(Fault(name, f"cannot be read: {err.strerror}")) from None
    except UnicodeDecodeError as err:
        raise InputError(Fault(name, f"not UTF-8 (byte {err.start})")) from None


def documents(name: str) -> Iterator[tuple[str, Any]]:
    """Every table of a file with its place: one of TOML or JSON, or one a line of JSON Lines.

    The ending tells the form (``.toml``, ``.json``, ``.jsonl``, ``.ndjson``); without one, the text
    does.

    Raises:
        InputError: it cannot be read, or is of none of these forms.
    """
    text = read_text(name)
    suffix = Path(name).suffix.lower()
    if suffix == ".toml" or (suffix not in {".json", ".jsonl", ".ndjson"} and not _is_json(text)):
        yield name, load_toml(text, name)
    elif suffix in {".jsonl", ".ndjson"} or _is_lines(text):
        for number, line in enumerate(text.splitlines(), 1):
            if line.strip():
                place = f"{name}:{number}"
                yield place, load_json(line, place)
    else:
        yield name, load_json(text, name)


def _is_json(text: str) -> bool:
    return text.lstrip().startswith("{")


def _is_lines(text: str) -> bool:
    """Whether a JSON text is several objects, one a line."""
    lines = [line for line in text.splitlines() if line.strip()]
    return len(lines) > 1 and all(
        line.strip().startswith("{") and line.strip().endswith("}") for line in lines
    )


def date_argument(text: str) -> date:
    """A date of the command line, ``YYYY-MM-DD``.

    Raises:
        InputError: it is none.
    """
    return parse_date(text, "date")
