"""The built site as files: no dead link, no dead anchor, nothing fetched from elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest
from tools.site.language import LANGUAGES
from tools.site.links import dead_links, pages_of, target
from tools.site.staging import staged

pytestmark = pytest.mark.slow
_IMPORT = re.compile(r"(?:@import|url\()\s*[\"']?(?:https?:)?//")


@pytest.fixture(scope="module")
def pages(built):
    return pages_of(built)


def test_every_page_is_built_in_both_languages(built):
    for lang in LANGUAGES:
        root = built / ("vi" if lang == "vi" else "")
        for page in staged(lang):
            if page.endswith(".md"):
                stem = page.removesuffix(".md").removesuffix("index")
                file = root / stem / "index.html"
                assert file.exists(), page
                assert f'lang="{lang}"' in file.read_text(encoding="utf-8")[:400]


def test_no_link_and_no_anchor_is_dead(pages):
    assert not dead_links(pages)


def test_the_other_language_is_at_the_same_page(built, pages):
    root = built.resolve()
    for path, page in pages.items():
        if path.name == "404.html":
            continue
        below = path.relative_to(root)
        other = below.relative_to("vi") if below.parts[0] == "vi" else Path("vi", below)
        assert root / other in page.links.values(), path


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
