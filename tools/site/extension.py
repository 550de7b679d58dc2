"""The extension of Markdown that the generator loads: docstrings as they are meant."""

from __future__ import annotations

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from tools.site.docstrings import readable

__all__ = ["Docstrings", "makeExtension"]

#: Before the blocks of code (25 in superfences), so that they take what is written here.
_FIRST = 40


class Docstrings(Extension):
    """Reads examples and roles before any other extension sees the lines."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: D102, N802 - of Markdown
        md.preprocessors.register(_Readable(md), "docstrings", _FIRST)


class _Readable(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return readable(lines)


def makeExtension(**options: Any) -> Docstrings:  # noqa: ANN401, N802 - of Markdown
    return Docstrings(**options)
