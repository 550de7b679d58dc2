"""The links of a built site: where each leads, and which lead nowhere.

The generator would follow them too, in the Markdown, and take a quarter of its time for it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

import attrs
from tools.site.staging import SITE

__all__ = ["Page", "dead_links", "pages_of", "target"]

#: Attribute → tags with which it is fetched as the page opens.
_FETCHED = {"src": {"script", "img", "iframe", "source"}, "href": {"link"}}
_NOT_FETCHED = {"canonical", "alternate", "prev", "next"}
#: A tag with attributes, and those of them that are looked at. A parser takes eight times as long.
_TAG = re.compile(r"""<([a-z][a-z0-9-]*)(\s(?:[^"'>]|"[^"]*"|'[^']*')*)>""")
_VALUE = re.compile(r"""\s(id|name|href|src|rel)=("[^"]*"|'[^']*'|[^\s"'>]+)""")


@attrs.frozen
class Page:
    """What a page holds.

    Attributes:
        ids: Its anchors.
        links: Link → the file that it leads to; None where that is another site.
        fetched: What it fetches as it opens, as the page says it.
    """

    ids: set[str]
    links: dict[str, Path | None]
    fetched: list[str]


def pages_of(site: Path) -> dict[Path, Page]:
    """Every page of a built site, by its file."""
    root = site.resolve()
    return {path: _page(path, root) for path in sorted(root.rglob("*.html"))}


def dead_links(pages: Mapping[Path, Page]) -> list[tuple[Path, str]]:
    """The links that lead to no file, or to no anchor of a page, with the page they stand on."""
    dead = []
    there = cache(os.path.exists)
    for path, page in pages.items():
        for link, file in page.links.items():
            anchor = unquote(_parts(link).fragment)
            of_page = anchor and file in pages
            if file is not None and (
                not there(file) or (of_page and anchor not in pages[file].ids)
            ):
                dead.append((path, link))
    return dead


def _page(path: Path, root: Path) -> Page:
    page = Page(set(), {}, [])
    for tag, attributes in _TAG.findall(path.read_text(encoding="utf-8")):
        values = {key: unescape(value.strip("\"'")) for key, value in _VALUE.findall(attributes)}
        page.ids.update(values[key] for key in ("id", "name") if values.get(key))
        if tag == "a" and values.get("href"):
            page.links[values["href"]] = target(path, values["href"], root)
        for attribute, tags in _FETCHED.items():
            if tag in tags and values.get(attribute) and values.get("rel") not in _NOT_FETCHED:
                page.fetched.append(values[attribute])
    return page


def target(page: Path, link: str, root: Path) -> Path | None:
    """The file that a link of a page leads to, None where that is another site."""
    parts = _parts(link)
    if parts.scheme or parts.netloc:
        return None
    if not parts.path:
        return page
    start = root if parts.path.startswith("/") else page.parent
    return _file(os.path.normpath(f"{start}/{unquote(parts.path)}"), parts.path.endswith("/"))


@cache
def _parts(link: str) -> SplitResult:
    return urlsplit(f"/{link.removeprefix(SITE)}" if link.startswith(SITE) else link)


# a page names each of the others: to ask the disk of every link takes long
@cache
def _file(path: str, is_folder: bool) -> Path:
    return Path(path, "index.html") if is_folder or os.path.isdir(path) else Path(path)
