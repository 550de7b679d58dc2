"""How the docstrings of this library read as Markdown.

Examples stand there as they do for ``doctest``, from ``>>>`` to an empty line, which Markdown takes
for quotations in each other; names stand in the roles of reStructuredText, ``:class:`ocop.Plan```.
"""

from __future__ import annotations

import re

__all__ = ["readable"]

_ROLE = re.compile(r":(?:py:)?(?:class|func|meth|mod|data|attr|exc|obj):`~?([^`]+)`")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")


def readable(lines: list[str]) -> list[str]:
    """The lines with each example as a block of code and each role as a name."""
    text: list[str] = []
    fence = example = ""
    for line in lines:
        if not example and (mark := _FENCE.match(line)):
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        elif not fence and not example and line.lstrip().startswith(">>> "):
            example = line[: len(line) - len(line.lstrip())] + "```"
            text.append(f"{example}pycon")
        elif example and not line.strip():
            text.append(example)
            example = ""
        text.append(line if fence or example else _ROLE.sub(r"`\1`", line))
    return [*text, example] if example else text
