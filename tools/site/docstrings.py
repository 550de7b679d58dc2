"""How the docstrings of this library read as Markdown.

Examples stand there as they do for ``doctest``, from ``>>>`` to an empty line, which Markdown takes
for quotations in each other; names stand in the roles of reStructuredText, ``:class:`ocop.Plan```.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["readable"]

_ROLE = re.compile(r":(?:py:)?(?:class|func|meth|mod|data|attr|exc|obj):`~?([^`]+)`")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
#: A line that is further in is a block of code already.
_CODE = "    "
_EXAMPLE = ">>> "


def readable(lines: list[str]) -> list[str]:
    """The lines with each example as a block of code and each role as a name."""
    return [*_read(iter(lines))]


def _read(lines: Iterator[str]) -> Iterator[str]:
    fence = ""
    for line in lines:
        if mark := _FENCE.match(line):
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        if fence or mark:
            yield line
        elif line.removeprefix(_CODE).startswith(_EXAMPLE):
            yield from _example(line, lines)
        else:
            yield _ROLE.sub(r"`\1`", line)


def _example(first: str, lines: Iterator[str]) -> Iterator[str]:
    """An example up to the empty line after it, as far out as text is."""
    yield "```pycon"
    line = first
    while line.strip():
        yield line.removeprefix(_CODE) if first.startswith(_CODE) else line
        line = next(lines, "")
    yield "```"
    yield ""
