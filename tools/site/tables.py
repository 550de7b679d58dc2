"""Drawn tables in the Markdown sources, where a reader on a code host sees them too.

A table stands between ``<!-- table: NAME -->`` and ``<!-- end of table -->``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from tools.site.drawn.catalogue import TABLES
from tools.site.language import Lang
from tools.site.sources import language_of

__all__ = ["END", "drawn", "stale", "write"]

END = "<!-- end of table -->"
_PLACE = re.compile(rf"(<!-- table: (\S+) -->\n)(?:(?!<!-- table: )[\s\S])*?({END})")
_MARK = re.compile(r"<!-- table: ")


def drawn(text: str, lang: Lang, tables: Mapping[str, Callable[[Lang], str]] = TABLES) -> str:
    """A page with every table in its place as the data have it now.

    Raises:
        ValueError: a place has no end, or a name that no table has.
    """
    if len(_MARK.findall(text)) != len(_PLACE.findall(text)) or (
        text.count(END) != len(_PLACE.findall(text))
    ):
        raise ValueError(f"a table stands between <!-- table: NAME --> and {END}")

    def redrawn(place: re.Match[str]) -> str:
        begin, name, end = place.groups()
        if name not in tables:
            raise ValueError(f"no table {name}; there are {', '.join(tables)}")
        return f"{begin}\n{tables[name](lang).strip()}\n\n{end}"

    return _PLACE.sub(redrawn, text)


def _drawn_anew(paths: Iterable[Path]) -> dict[Path, str]:
    """The sources that are not as the data have them, with the text that they should have."""
    texts = {path: path.read_text(encoding="utf-8") for path in paths}
    anew = {path: drawn(text, language_of(path)) for path, text in texts.items()}
    return {path: text for path, text in anew.items() if text != texts[path]}


def stale(paths: Iterable[Path]) -> list[Path]:
    return [*_drawn_anew(paths)]


def write(paths: Iterable[Path]) -> list[Path]:
    """Draw the tables of sources anew; which were changed."""
    anew = _drawn_anew(paths)
    for path, text in anew.items():
        path.write_text(text, encoding="utf-8")
    return [*anew]
