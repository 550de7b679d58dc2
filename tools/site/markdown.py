"""Tables and cells of Markdown."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["NOTHING", "cell", "code", "facts", "plain", "table"]

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


_MEANT = str.maketrans({char: f"\\{char}" for char in "\\|*_[]<>`"})


def plain(text: str) -> str:
    """Words that are only words: no letter of them is a mark of Markdown."""
    return " ".join(text.translate(_MEANT).split())


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """What a page says of its subject first: a name and a text a line."""
    return "\n".join(f"- **{name}**: {text}" for name, text in pairs)
