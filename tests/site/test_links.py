"""Links of built pages: what leads to no file, or to no anchor, is dead."""

from __future__ import annotations

import pytest
from tools.site.links import dead_links, pages_of
from tools.site.staging import SITE

PAGES = {
    "index.html": '<h1 id="top">x</h1><a href="{}">x</a><a name=old></a>',
    "guide/index.html": "<a href='../#old'>x</a><img src=\"a.svg\"><link href='x' rel=canonical>",
}


@pytest.fixture
def site(tmp_path):
    def write(link):
        for name, text in PAGES.items():
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text.replace("{}", link), encoding="utf-8")
        (tmp_path / "a b.pdf").touch()
        return tmp_path

    return write


@pytest.mark.parametrize(
    ("link", "dead"),
    [
        ("guide/", False),
        ("guide", False),
        ("/guide/", False),
        ("#top", False),
        ("guide/../#top", False),
        (f"{SITE}guide/", False),
        ("a%20b.pdf#page=2", False),
        ("https://example.org/missing/", False),
        ("mailto:a@example.org", False),
        ("guides/", True),
        ("guide.md", True),
        ("#no", True),
        ("guide/#top", True),
        (f"{SITE}missing/", True),
    ],
)
def test_a_link_is_dead_where_nothing_is(site, link, dead):
    pages = pages_of(site(link))
    assert dead_links(pages) == ([((site(link) / "index.html").resolve(), link)] if dead else [])


def test_what_a_page_holds(site):
    root = site("guide/").resolve()
    pages = pages_of(root)
    assert pages[root / "index.html"].ids == {"top", "old"}
    assert pages[root / "guide" / "index.html"].fetched == ["a.svg"]
    assert pages[root / "guide" / "index.html"].links == {"../#old": root / "index.html"}
