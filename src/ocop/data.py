"""Reading and writing without guessing: strict JSON, strict TOML, strict types.

Duplicate keys are faults in JSON as they are in TOML; unknown keys are faults; a ``2.0`` is not a
2, a ``"3"`` is not a 3, and ``True`` is not a 1.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from importlib import import_module
from typing import Any

import attrs

from ocop.errors import Fault, Faults, InputError, RuleDataError, fault
from ocop.limits import (
    MOST_DEPTH,
    MOST_DIGITS,
    check_size,
    check_steps,
    check_values,
    read_int,
)
from ocop.plain_toml import toml_table
from ocop.shape import fits
from ocop.words import as_step, plain_digits

__all__ = [
    "check_keys",
    "dump_json",
    "dump_toml",
    "folder_of",
    "load_json",
    "load_toml",
    "read_data",
    "rule_faults",
    "toml_inline",
    "toml_key",
    "toml_string",
]


_BARE = r"[A-Za-z_][A-Za-z0-9_-]*"
_AT_LINE = r"at line (\d+), column (\d+)"
#: A value that begins with a digit of another form than 0 to 9.
_OTHER_DIGITS = r"=\s*(?![0-9])\d"
#: What is often typed where TOML wants something else.
_SYNTAX = (
    ("toml-curly-quotes", "[“”‘’«»]"),
    ("toml-decimal-comma", r"=\s*[0-9]+,[0-9]+\s*(#|$)"),
    ("toml-bare-key", r"^\s*[^\s\"'#=\[]*[^\s\"'#=\[A-Za-z0-9_.-][^\"'#=\[]*="),
    ("toml-no-quotes", r"=\s*[^\W\d][\w ]*\s*(#|$)"),
)


def load_json(text: str) -> Any:  # noqa: ANN401 - any JSON value
    """The value that ``text`` writes in JSON.

    Raises:
        InputError: it is not JSON, an object holds a key twice, a number is NaN or infinite, or it
            is beyond :mod:`ocop.limits`.
    """
    check_size(text)
    faults = Faults()

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        table = dict(items)
        if len(table) < len(items):
            seen: set[str] = set()
            for key, _ in items:
                if key in seen:
                    faults.add("key-twice", key, given=key)
                seen.add(key)
        return table

    def constant(name: str) -> None:
        faults.add("not-a-json-number", given=name)

    try:
        value = json.loads(
            text, object_pairs_hook=pairs, parse_constant=constant, parse_int=read_int
        )
    except json.JSONDecodeError as err:
        if (number := re.compile(r"\d+").match(text, err.pos)) and not number[0].isascii():
            plain = plain_digits(number[0])
            other = fault("other-digits", given=number[0], plain=plain)
            raise InputError([attrs.evolve(other, line=err.lineno)]) from None
        raise InputError.of("not-json", row=err.lineno, column=err.colno) from None
    except RecursionError:
        raise InputError.of("too-deep", most=MOST_DEPTH) from None
    faults.raise_if_any()
    check_values(value)
    return value


def load_toml(text: str) -> dict[str, Any]:
    """The table that ``text`` writes in TOML.

    Raises:
        InputError: it is not TOML (a key that stands twice is not), or beyond :mod:`ocop.limits`.
    """
    check_size(text)
    check_steps(text)
    table = _parse_toml(text)
    check_values(table)
    return table


def _parse_toml(text: str) -> dict[str, Any]:
    try:
        return toml_table(text)
    except RecursionError:
        raise InputError.of("too-deep", most=MOST_DEPTH) from None
    except ValueError as err:
        from tomllib import TOMLDecodeError  # noqa: PLC0415 - only where something is wrong

        if isinstance(err, TOMLDecodeError):
            raise InputError(_syntax_fault(text, str(err))) from None
        # Python refuses to read a number of thousands of digits
        raise InputError.of("too-long-a-number", most=MOST_DIGITS) from None


def _syntax_fault(text: str, reason: str) -> Fault:
    """What is wrong with a text that is not TOML, in the words of one who types it."""
    place = re.search(_AT_LINE, reason)
    # without a place the text ends too early
    row, column = (int(place[1]), int(place[2])) if place else (text.count("\n") + 1, 1)
    line = text.split("\n")[row - 1]
    if re.search(_OTHER_DIGITS, line):
        given = line.strip()
        one = fault("other-digits", given=given, plain=plain_digits(given))
        return attrs.evolve(one, line=row)
    code = next((code for code, sign in _SYNTAX if re.search(sign, line)), "not-toml")
    if "overwrite" in reason or "twice" in reason or "immutable" in reason:
        code = "toml-key-twice"
    return attrs.evolve(fault(code, column=column, given=line.strip()), line=row)


@cache
def folder_of(package: str) -> str:
    """The folder of a package's data; a folder like it, by its whole path, is itself.

    Not asked of ``importlib.resources``, whose import costs as much as reading a rubric.
    """
    if os.path.isabs(package):
        return package
    return os.path.dirname(import_module(package).__file__ or "")


@cache
def _read(package: str, path: str) -> str:
    with open(os.path.join(folder_of(package), path), encoding="utf-8") as file:
        return file.read()


def read_data(package: str, path: str, kind: Any = None) -> Any:  # noqa: ANN401 - a table of it
    """A table of the library's own rule data.

    Args:
        package: The package of the rules, or the whole path of a folder like it.
        path: The file, below ``package``.
        kind: The ``TypedDict`` that says its keys and types; None where its reader holds it to
            them.

    Raises:
        RuleDataError: the file is not TOML, or not what its kind says: every fault, with its line.
    """
    try:
        data = _parse_toml(_read(package, path))
        return data if kind is None or fits(kind, data) else _read_strictly(kind, data)
    except InputError as err:
        raise RuleDataError(rule_faults(err.faults, package, path)) from None


def _read_strictly(kind: Any, data: object) -> Any:  # noqa: ANN401 - as read_data
    from ocop.documents import read  # noqa: PLC0415 - only where something is wrong

    return read(kind, data)


def rule_faults(faults: Iterable[Fault], package: str, path: str) -> tuple[Fault, ...]:
    """The faults of a rule file with its name and their lines."""
    unplaced = tuple(faults)
    if all(one.line for one in unplaced):  # of a text that is not TOML, which has no paths
        return tuple(one.in_file(path) for one in unplaced)
    from ocop.documents import with_lines  # noqa: PLC0415 - only where something is wrong

    return with_lines(unplaced, _read(package, path), path)


def check_keys(
    row: Mapping[str, Any],
    *,
    required: Iterable[str] = (),
    optional: Iterable[str] = (),
    place: str,
    faults: Faults,
) -> bool:
    """Note a fault for every key of ``row`` that is unknown or missing; whether there was none."""
    needed = tuple(required)
    known = tuple(dict.fromkeys([*needed, *optional]))
    at = (place,) if place else ()
    before = len(faults.found)
    for key in row:
        if key not in known:
            faults.add("unknown-key", *at, as_step(key), given=key, known=known)
    for key in needed:
        if key not in row:
            faults.add("missing-key", *at, key, key=key)
    return len(faults.found) == before


def dump_json(value: object, *, indent: int | None = None) -> str:
    """``value`` as JSON: keys in their order, Vietnamese letters as they are.

    >>> dump_json({"set": 1, "name": "Chè"})
    '{"set": 1, "name": "Chè"}'

    Raises:
        InputError: the indent is no whole number.
    """

    def other(item: object) -> str:
        if isinstance(item, date) and not isinstance(item, datetime):
            return item.isoformat()
        raise TypeError(f"{type(item).__name__} has no form in JSON")

    if indent is not None and type(indent) is not int:
        raise InputError.of("not-a-whole-number", "indent", given=indent)
    return json.dumps(value, ensure_ascii=False, indent=indent, default=other, allow_nan=False)


def toml_string(text: str) -> str:
    """``text`` as a basic string of TOML."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_key(text: str) -> str:
    """``text`` as a key of TOML, always quoted: a bare ``1.1`` would be two keys."""
    return toml_string(text)


def _plain_key(text: str) -> str:
    """``text`` as a key of TOML, in quotes where it needs them."""
    return text if re.fullmatch(_BARE, text) else toml_key(text)


def dump_toml(table: Mapping[str, Any]) -> str:
    """A table as TOML, the tables in it last; None has no form in TOML and is left out.

    >>> print(dump_toml({"set": 1, "choices": {"1.1": 3}, "stars": None}), end="")
    set = 1
    <BLANKLINE>
    [choices]
    "1.1" = 3
    """
    plain = {key: value for key, value in table.items() if not isinstance(value, dict)}
    lines = [
        f"{_plain_key(key)} = {toml_inline(value)}"
        for key, value in plain.items()
        if value is not None
    ]
    for key, inner in table.items():
        if isinstance(inner, dict):
            lines += ["", f"[{_plain_key(key)}]"]
            lines += [
                f"{toml_key(name)} = {toml_inline(value)}"
                for name, value in inner.items()
                if value is not None
            ]
    return "\n".join(lines) + "\n"


def toml_inline(value: object) -> str:
    """``value`` as TOML writes it within a line.

    >>> toml_inline({"status": ["extended"], "stars": [5]})
    '{ status = ["extended"], stars = [5] }'
    """
    if isinstance(value, dict):
        pairs = (
            f"{_plain_key(key)} = {toml_inline(item)}"
            for key, item in value.items()
            if item is not None
        )
        return "{ " + ", ".join(pairs) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml_inline, value)) + "]"
    if isinstance(value, date):
        return value.isoformat()
    # of an int and a bool, JSON's form is TOML's
    return toml_string(value) if isinstance(value, str) else dump_json(value)
