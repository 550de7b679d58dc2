"""The navigation: every page once, in both languages, every page that should have Vietnamese has it."""

from __future__ import annotations

import re

import pytest
from tools.site.language import LANGUAGES
from tools.site.navigation import navigation, sections
from tools.site.pages.catalogue import KINDS
from tools.site.pages.rubrics import rubric_path
from tools.site.sources import pages
from tools.site.staging import SITE, staged

from ocop import law

_LINK = re.compile(r"\]\(([^)\s#:]+\.md)(?:#[^)]*)?\)")


def test_every_page_stands_in_the_navigation_once():
    listed = [page for section in sections() for page in section.pages]
    assert sorted(listed) == sorted(pages("en"))


def test_every_page_has_both_languages():
    english_only = {page for one in sections() if one.english_only for page in one.pages}
    assert english_only.isdisjoint(pages("vi"))
    assert pages("en").keys() - english_only == pages("vi").keys()


def test_every_kind_of_drawn_pages_stands_in_the_navigation():
    listed = [kind for section in sections() for kind in section.generated]
    assert sorted(listed) == sorted(KINDS)


@pytest.mark.parametrize("name", KINDS)
def test_drawn_pages_are_the_same_ones_in_both_languages(name):
    english, vietnamese = (KINDS[name].draw(lang) for lang in LANGUAGES)
    assert [*english] == [*vietnamese]
    for page in english:
        if page.endswith(".md"):
            assert english[page].startswith("# ")
            assert vietnamese[page] != english[page]


def test_the_search_knows_the_rubrics_in_force_and_the_index_of_the_others():
    texts = staged("vi")
    unsearched = {page for page, text in texts.items() if "exclude: true" in text[:40]}
    rubrics = {page for page in texts if page.startswith("rules/rubrics/")}
    newest = law.regimes()[-1]
    assert rubrics - unsearched == {rubric_path(newest.id, one.number) for one in newest.sets}
    assert unsearched.isdisjoint({"rules/rubrics.md", "rules/changes.md", "rules/questions.md"})
    assert unsearched <= rubrics | {page for page in texts if page.startswith("rules/changes/")}


def test_the_navigation_says_it_in_one_language():
    english, vietnamese = (navigation(lang) for lang in LANGUAGES)
    assert [next(iter(one)) for one in english][:2] == ["Home", "Start"]
    assert [next(iter(one)) for one in vietnamese][:2] == ["Trang đầu", "Bắt đầu"]
    assert {"Tra cứu (tiếng Anh)", "Bảo trì (tiếng Anh)"} <= {
        key for one in vietnamese for key in one
    }


def test_a_page_without_vietnamese_says_so_once():
    vietnamese = staged("vi")
    for page in vietnamese.keys() & pages("en"):
        said = vietnamese[page].count("Trang này ch")
        assert said == (page not in pages("vi")), page
    assert "Trang này chỉ có bằng tiếng Anh." in vietnamese["reference/law.md"]
    assert all("Trang này ch" not in text for text in staged("en").values())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_link_of_a_staged_page_leads_to_a_page(lang):
    texts = staged(lang)
    for page, text in texts.items():
        assert f"]({SITE}" not in text, page
        for target in _LINK.findall(text):
            steps = page.split("/")[:-1]
            for step in target.split("/"):
                steps = steps[:-1] if step == ".." else [*steps, step]
            assert "/".join(steps) in texts, f"{page}: {target}"


def test_a_vietnamese_page_links_to_vietnamese_pages():
    vietnamese = pages("vi")
    for page, path in vietnamese.items():
        for target in _LINK.findall(path.read_text(encoding="utf-8")):
            resolved = (path.parent / target).resolve()
            other = resolved.with_name(resolved.name.removesuffix(".md") + ".vi.md")
            assert target.endswith(".vi.md") or not other.exists(), f"{page}: {target}"
