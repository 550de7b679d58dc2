"""The navigation of the site: ``docs/navigation.toml``, and what is drawn at the build."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

import attrs
from tools.site.language import Lang
from tools.site.pages.catalogue import KINDS
from tools.site.sources import DOCS

from ocop.text import Label

__all__ = ["Entry", "Section", "navigation", "sections"]


@attrs.frozen
class Entry:
    """A page under its title."""

    page: str
    title: Label


@attrs.frozen
class Section:
    """A page of its own, or several under a head; ``generated`` are kinds drawn at the build."""

    title: Label
    page: str | None
    entries: tuple[Entry, ...]
    generated: tuple[str, ...]
    english_only: bool

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages that are written by hand."""
        return (self.page,) if self.page else tuple(entry.page for entry in self.entries)


def sections() -> tuple[Section, ...]:
    rows = tomllib.loads((DOCS / "navigation.toml").read_text(encoding="utf-8"))["section"]
    return tuple(map(_section, rows))


def _section(row: Mapping[str, Any]) -> Section:
    return Section(
        title=Label.of(row),
        page=row.get("page"),
        entries=tuple(Entry(entry["page"], Label.of(entry)) for entry in row.get("pages", ())),
        generated=tuple(row.get("generated", ())),
        english_only=row.get("english_only", False),
    )


def navigation(lang: Lang) -> list[dict[str, Any]]:
    """The navigation as Zensical takes it: titles, with a page or with what stands below."""
    return [{section.title(lang): _under(section, lang)} for section in sections()]


def _under(section: Section, lang: Lang) -> str | list[dict[str, Any]]:
    if section.page:
        return section.page
    by_hand: list[dict[str, Any]] = [{entry.title(lang): entry.page} for entry in section.entries]
    drawn = [{KINDS[kind].title(lang): KINDS[kind].listed(lang)} for kind in section.generated]
    return [*by_hand, *drawn]
