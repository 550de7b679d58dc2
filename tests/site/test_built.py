"""The built site as files: no dead link, no dead anchor, nothing fetched from elsewhere."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from tools.site.language import LANGUAGES
from tools.site.staging import SITE, staged

pytestmark = pytest.mark.slow
#: Attribute → tags with which it is fetched as the page opens.
_FETCHED = {"src": {"script", "img", "iframe", "source"}, "href": {"link"}}
_NOT_FETCHED = {"canonical", "alternate", "prev", "next"}
_IMPORT = re.compile(r"(?:@import|url\()\s*[\"']?(?:https?:)?//")


class Page(HTMLParser):
    """What a page holds: anchors, links, and what it fetches."""

    def __init__(self, path):
        super().__init__()
        self.path, self.ids, self.links, self.fetched = path, set(), [], []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.ids |= {values[key] for key in ("id", "name") if values.get(key)}
        if tag == "a" and values.get("href"):
            self.links.append(values["href"])
        for attribute, tags in _FETCHED.items():
            if tag in tags and values.get(attribute) and values.get("rel") not in _NOT_FETCHED:
                self.fetched.append(values[attribute])


@pytest.fixture(scope="module")
def pages(built):
    return {path: Page(path) for path in sorted(built.rglob("*.html"))}


def target(page, link, built):
    """The file that a link of a page leads to, None where that is another site."""
    if link.startswith(SITE):
        link = "/" + link.removeprefix(SITE)
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    start = built if path.startswith("/") else page.parent
    if not path:
        return page
    # a page names each of the others: to ask the disk for every part of every link takes long
    file = Path(os.path.normpath(os.path.join(_real(start), path.lstrip("/"))))
    return file / "index.html" if path.endswith("/") or _is_folder(file) else file


_real, _is_folder, _is_there = cache(os.path.realpath), cache(os.path.isdir), cache(os.path.exists)


def test_every_page_is_built_in_both_languages(built):
    for lang in LANGUAGES:
        root = built / ("vi" if lang == "vi" else "")
        for page in staged(lang):
            if page.endswith(".md"):
                stem = page.removesuffix(".md").removesuffix("index")
                file = root / stem / "index.html"
                assert file.exists(), page
                assert f'lang="{lang}"' in file.read_text(encoding="utf-8")[:400]


def test_no_link_and_no_anchor_is_dead(built, pages):
    dead = []
    for path, page in pages.items():
        for link in page.links:
            file = target(path, link, built.resolve())
            anchor = unquote(urlsplit(link).fragment)
            if file is None:
                continue
            if not _is_there(file):
                dead.append((path, link))
            elif anchor and file.suffix == ".html":
                of_file = pages.get(built / file.relative_to(built.resolve()))
                if anchor not in of_file.ids:
                    dead.append((path, link))
    assert not dead


def test_the_other_language_is_at_the_same_page(built, pages):
    for path, page in pages.items():
        if path.name == "404.html":
            continue
        below = path.relative_to(built)
        other = below.relative_to("vi") if below.parts[0] == "vi" else Path("vi", below)
        linked = {target(path, link, built.resolve()) for link in page.links}
        assert (built / other).resolve() in linked, path


def test_nothing_is_fetched_from_elsewhere(built, pages):
    asked = defaultdict(set)
    for path, page in pages.items():
        for address in page.fetched:
            asked[target(path, address, built.resolve())].add(path)
    assert None not in asked, asked[None]
    assert all(file.exists() for file in asked)
    for style in built.rglob("*.css"):
        assert not _IMPORT.search(style.read_text(encoding="utf-8")), style
    for script in built.rglob("bundle.*.js"):
        assert "unpkg.com/mermaid" not in script.read_text(encoding="utf-8")
