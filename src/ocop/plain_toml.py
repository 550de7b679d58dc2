"""Reading TOML: most of it is written plainly, and takes a tenth of the time of the full parser.

Plain is a text in which every key stands at the start of its line with ``" = "`` behind it, what
goes on over several lines is indented, strings stand in double quotes, and comments have lines of
their own. The files of the library are written so, and what it writes. Such a text is nearly JSON,
which Python reads in C. A text that is not plain throughout, or wrong, is left to ``tomllib``: what
is read here is what ``tomllib`` reads, which a test holds over texts of all kinds.
"""

from __future__ import annotations

import re
from datetime import date
from json import JSONDecoder
from typing import Any

__all__ = ["plain_table", "toml_table"]

_KEY = re.compile(r"(?<![A-Za-z0-9_-])(?=[A-Za-z0-9_-]+ = )")
_DAY = re.compile(r" = ([0-9]{4}-[0-9]{2}-[0-9]{2})(?=[ ,\n])")
_LAST = re.compile(r",(?=\n *\])(?<=[\0}\]\w],)")  # TOML lets a comma stand there
#: What stands for a string, for a quote in one and before a day, until the text is JSON.
_STRING, _QUOTE, _OF_DAY = "\0", "\1", "\2"
#: What a plain text has in strings and comments alone; JSON would take some of it for its own.
_ODD = (_QUOTE, "#", "'", ":", "null", "NaN", "Infinity")


def toml_table(text: str) -> dict[str, Any]:
    """The table that a text writes in TOML.

    Raises:
        ValueError: it is no TOML, as ``tomllib`` says it.
        RecursionError: arrays or tables stand too deep within each other.
    """
    table = plain_table(text)
    if table is None:
        import tomllib  # noqa: PLC0415 - its import costs as much as reading a rubric

        return tomllib.loads(text)
    return table


def plain_table(text: str) -> dict[str, Any] | None:
    """The table that a text writes in plain TOML; None where it is not plain, or wrong."""
    tables = _Tables()
    try:
        bare, lines = _lines(text)
        statement: list[str] = []
        for outside, line in zip(bare, lines, strict=True):
            if ("{" in outside or "}" in outside) and outside.count("{") != outside.count("}"):
                return None  # JSON lets a table go on over lines
            if outside.startswith((" ", "]")):
                statement.append(line)
            elif outside:
                tables.take(statement)
                statement = [line]
        tables.take(statement)
    except (ValueError, RecursionError):
        return None
    return tables.root


def _lines(text: str) -> tuple[list[str], list[str]]:
    """The lines of a text, comments left out: without their strings, and on their way to JSON.

    Raises:
        ValueError: the text is not plain.
    """
    lines = text.split("\n")
    plain = all(map(str.isprintable, lines))
    rows = [line for line in lines if "#" not in line or not line.lstrip(" ").startswith("#")]
    text = "\n".join([*rows, ""])
    if "\\" in text:
        text = text.replace('\\"', _QUOTE)
    pieces = text.split('"')
    bare, strings = _STRING.join(pieces[::2]), "".join(pieces[1::2])
    if (
        not (plain and len(pieces) % 2 and bare.isascii())
        or "\\" in text
        or "\n" in strings
        or any(odd in bare for odd in _ODD)
    ):
        raise ValueError(text)
    json = _LAST.sub("", _DAY.sub(f' = "{_OF_DAY}\\1"', bare))
    pieces[::2] = _with_keys(json).split(_STRING)
    return bare.split("\n"), '"'.join(pieces).replace(_QUOTE, '\\"').split("\n")


def _with_keys(bare: str) -> str:
    """The text without strings, with its keys as JSON writes them.

    Raises:
        ValueError: a key is not plain.
    """
    json, keys = _KEY.subn('"', bare)
    if keys + bare.count(f"{_STRING} = ") != bare.count(" = "):
        raise ValueError(bare)
    return json.replace(" = ", '": ').replace(f'{_STRING}": ', f"{_STRING}: ")


def _is_word(text: str) -> bool:
    """Whether ASCII text is a bare key."""
    return text.replace("-", "").replace("_", "").isalnum()


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        raise ValueError(pairs)
    return table


def _dated(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {key: _day(value) for key, value in _once(pairs).items()}


def _day(value: Any) -> Any:  # noqa: ANN401 - any value of JSON
    """The day that a value stands for; others as they are."""
    if type(value) is str and value.startswith(_OF_DAY):
        return date.fromisoformat(value[1:])
    return value


#: Control characters are there before days alone: a text that has others is not plain.
_read = JSONDecoder(object_pairs_hook=_once).raw_decode
_read_dated = JSONDecoder(object_pairs_hook=_dated, strict=False).raw_decode


def _value(text: str) -> Any:  # noqa: ANN401 - any value of TOML
    """The value that a text on its way to JSON writes.

    Raises:
        ValueError: it writes none, or more than one.
    """
    inner = text[1:-1]
    if text[:1] == text[-1:] == '"' and '"' not in inner and "\\" not in inner:
        return _day(inner)  # most by far
    value, end = (_read_dated if _OF_DAY in text else _read)(text)
    if end != len(text):
        raise ValueError(text)
    return _day(value)


class _Tables:
    """The tables of a text, as its headers and statements come."""

    def __init__(self) -> None:
        self.root: dict[str, Any] = {}
        self._open = self.root
        #: Where headers lead, or pass through; arrays of tables have their own.
        self._tables: dict[tuple[str, ...], dict[str, Any]] = {}
        self._arrays: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        self._headers: set[tuple[str, ...]] = set()

    def take(self, rows: list[str]) -> None:
        """Take a header or a statement, in one row or more.

        Raises:
            ValueError: it is neither, or not plain.
        """
        if not rows:
            return
        first = rows[0]
        if len(rows) == 1 and first.startswith("[[") and first.endswith("]]"):
            self._open_row(_steps(first[2:-2]))
        elif len(rows) == 1 and first.startswith("[") and first.endswith("]"):
            self._open_table(_steps(first[1:-1]))
        else:
            key, _, rest = first.partition('": ')
            value = "\n".join([rest, *rows[1:]])
            name = key[1:]
            if key[:1] != '"' or '"' in name or "\\" in name or name in self._open:
                raise ValueError(first)
            self._open[name] = _value(value)

    def _open_table(self, steps: tuple[str, ...]) -> None:
        if steps in self._headers:
            raise ValueError(steps)
        self._headers.add(steps)
        self._open = self._table(steps)

    def _open_row(self, steps: tuple[str, ...]) -> None:
        rows = self._arrays.get(steps)
        if rows is None:
            inside = self._table(steps[:-1])
            if steps[-1] in inside:
                raise ValueError(steps)
            rows = inside[steps[-1]] = self._arrays[steps] = []
        self._open = {}
        rows.append(self._open)

    def _table(self, steps: tuple[str, ...]) -> dict[str, Any]:
        """The table that steps lead to, made where it is not there."""
        table = self.root
        for n, name in enumerate(steps, 1):
            inside = self._tables.get(steps[:n])
            if inside is None:
                if name in table:
                    raise ValueError(steps)
                inside = table[name] = self._tables[steps[:n]] = {}
            table = inside
        return table


def _steps(header: str) -> tuple[str, ...]:
    """The steps of a header: plain words, the last of which may stand in quotes.

    Raises:
        ValueError: it has others.
    """
    before, quote, last = header.partition('"')
    words = before.split(".")
    name = words.pop() if quote else ""
    if name or not all(map(_is_word, words)):
        raise ValueError(header)
    if quote:
        if not last.endswith('"') or {*'"\\'} & {*last[:-1]}:
            raise ValueError(header)
        words.append(last[:-1])
    return tuple(words)
