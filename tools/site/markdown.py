"""Tables and cells of Markdown."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["NOTHING", "cell", "code", "table"]

NOTHING = "–"


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    columns = [*head]
    lines = [_line(columns), "|" + "---|" * len(columns)]
    return "\n".join([*lines, *map(_line, rows)])


def _line(cells: Iterable[object]) -> str:
    return "| " + " | ".join(str(text) for text in cells) + " |"


def code(text: object) -> str:
    return f"`{text}`"


def cell(text: str) -> str:
    """Words with bars and braces as a cell: a bar would end it, braces are what is filled in."""
    return text.replace("|", "\\|").replace("{", "`{").replace("}", "}`")
