"""A kind of pages that are drawn at the build, and how they stand in the navigation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import attrs
from tools.site.language import Lang

from ocop.text import Label

__all__ = ["Kind"]


def _always(_page: str) -> bool:
    return True


@attrs.frozen
class Kind:
    """Pages of one kind.

    Attributes:
        title: Its words in the navigation.
        draw: Language → the files, ``{"rules/schemas.md": "# …"}``, an index first. Both languages
            have the same ones, which a test holds. Links are relative, to drawn pages and to those
            written by hand alike (``../cycle.md``), without a language. What does not end in
            ``.md`` is handed out as it is.
        searched: Whether the search knows a page: what says the same four times hides what one looks
            for, and every reader's browser reads all that the search knows.
        below: Whether the pages after the index stand in the navigation too, each under its head.
    """

    title: Label
    draw: Callable[[Lang], Mapping[str, str]] = attrs.field(converter=cache)
    searched: Callable[[str], bool] = _always
    below: bool = False

    def listed(self, lang: Lang) -> str | list[dict[str, Any]]:
        """What stands in the navigation: the index, or it and the pages below."""
        files = self.draw(lang)
        index, *others = (path for path in files if path.endswith(".md"))
        if not self.below:
            return index
        heads = {path: files[path].partition("\n")[0].removeprefix("# ") for path in others}
        return [{self.title(lang): index}, *({heads[path]: path} for path in others)]
