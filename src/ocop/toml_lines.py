"""On which line of a TOML text each key stands; the parser of the standard library does not say.

The text is one that the parser took: only strings, brackets, headers and keys need telling apart.
"""

from __future__ import annotations

import re

from ocop.errors import Path

__all__ = ["key_lines"]

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SCALAR = re.compile(r"[^,\]}#\r\n]*")


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.line = 1
        self.counted = 0
        self.lines: dict[Path, int] = {}
        self.tables: dict[Path, int] = {}

    def here(self) -> int:
        """The line of the present place."""
        self.line += self.text.count("\n", self.counted, self.at)
        self.counted = self.at
        return self.line

    def space(self) -> None:
        found = _SPACE.match(self.text, self.at)
        assert found is not None  # noqa: S101 - it matches nothing at all, too
        self.at = found.end()

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def key(self) -> list[str]:
        """A key of one or more parts, up to what follows it."""
        parts = []
        while True:
            self.space()
            quoted = _STRING.match(self.text, self.at)
            found = quoted or _BARE.match(self.text, self.at)
            assert found is not None  # noqa: S101 - the parser took the text
            parts.append(found[0][1:-1] if quoted else found[0])
            self.at = found.end()
            self.space()
            if self.peek() != ".":
                return parts
            self.at += 1

    def note(self, base: Path, parts: list[str], line: int) -> Path:
        """Note the line of a key, of its parents too where they are new; the key's whole path."""
        path = base
        for part in parts:
            path = (*path, part)
            self.lines.setdefault(path, line)
        return path

    def value(self, path: Path) -> None:
        self.space()
        mark = self.peek()
        string = _STRING.match(self.text, self.at)
        if string is not None:
            self.at = string.end()
        elif mark == "[":
            self.array(path)
        elif mark == "{":
            self.pairs(path)
        else:
            scalar = _SCALAR.match(self.text, self.at)
            assert scalar is not None  # noqa: S101 - it matches nothing at all, too
            self.at = scalar.end()

    def array(self, path: Path) -> None:
        self.at += 1
        number = 0
        while True:
            self.space()
            if self.peek() == "]":
                break
            place = (*path, number)
            self.lines[place] = self.here()
            self.value(place)
            number += 1
            self.space()
            if self.peek() == ",":
                self.at += 1
        self.at += 1

    def pairs(self, path: Path) -> None:
        self.at += 1
        while True:
            self.space()
            if self.peek() == "}":
                break
            self.pair(path)
            self.space()
            if self.peek() == ",":
                self.at += 1
        self.at += 1

    def pair(self, base: Path) -> None:
        line = self.here()
        path = self.note(base, self.key(), line)
        self.at += 1  # the equals sign
        self.value(path)

    def header(self) -> Path:
        """A table's header; the path of the table."""
        line = self.here()
        double = self.text.startswith("[[", self.at)
        self.at += 2 if double else 1
        path: Path = ()
        parts = self.key()
        for n, part in enumerate(parts, 1):
            path = self.note(path, [part], line)
            if n == len(parts) and double:
                self.tables[path] = self.tables.get(path, -1) + 1
            if path in self.tables:
                path = (*path, self.tables[path])
                self.lines.setdefault(path, line)
        self.at += 2 if double else 1
        return path

    def scan(self) -> dict[Path, int]:
        base: Path = ()
        self.space()
        while self.at < len(self.text):
            if self.peek() == "[":
                base = self.header()
            else:
                self.pair(base)
            self.space()
        return self.lines


def key_lines(text: str) -> dict[Path, int]:
    r"""Path → line, for every key and element of a TOML text that has been parsed.

    >>> key_lines('a = 1\n[[b]]\nc = {d = [2,\n3]}\n')["b", 0, "c", "d", 1]
    4
    """
    return _Scanner(text).scan()
