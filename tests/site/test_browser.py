"""The built pages in a real browser: whole, without errors, at the width of a phone too."""

from __future__ import annotations

from itertools import cycle

import pytest
from tools.site.language import LANGUAGES
from tools.site.pages.catalogue import KINDS
from tools.site.sources import pages
from tools.site.staging import staged

pytestmark = pytest.mark.slow
#: Widths are looked at: what is high is only painted.
_PHONE = {"width": 390, "height": 120}
_DESK = {"width": 1280, "height": 120}
_SCREEN = {"width": 1280, "height": 900}
#: Milliseconds after which a page is taken to be stuck: no measure, a busy machine is no defect.
_PATIENCE = 300_000
#: The search lists more hits as one goes down.
_FIRST = 5
#: So many pages of a kind are looked at; the next is drawn by the same lines.
_OF_A_KIND = 3
#: What sticks out of the page on its right and lies in no box that scrolls, and ids that break.
_FAULTS = """() => {
  const wide = document.documentElement.clientWidth
  const out = [...document.querySelectorAll(".md-content *")].filter(one => {
    if (one.getBoundingClientRect().right <= wide + 1 || !one.offsetParent) return false
    for (let box = one.parentElement; box; box = box.parentElement)
      if (/auto|scroll|hidden/.test(getComputedStyle(box).overflowX)) return false
    return true
  })
  const broken = [...document.querySelectorAll("td code")].filter(one => one.getClientRects().length > 1)
  return {
    scrolls: document.documentElement.scrollWidth > wide,
    out: out.map(one => one.outerHTML.slice(0, 120)),
    broken: broken.map(one => one.textContent),
    pictures: document.querySelectorAll("div.mermaid").length,
    drawn: [...document.querySelectorAll("div.mermaid")].filter(one => one.offsetHeight > 100).length,
  }
}"""
_PICTURES = "() => !document.querySelector('pre.mermaid')"


def addresses(lang, built):
    """Every page that is written in a language, and of all others the longest of each kind."""
    root = "vi/" if lang == "vi" else ""
    texts = staged(lang)

    def address(page):
        return f"{root}{page.removesuffix('.md')}/".removesuffix("index/")

    def length(page):
        return (built / address(page) / "index.html").stat().st_size

    kinds = [{page for page in kind.draw(lang) if page.endswith(".md")} for kind in KINDS.values()]
    kinds.append(pages("en").keys() - pages(lang))
    looked_at = [*pages(lang)]
    for kind in kinds:
        looked_at += sorted(sorted(kind), key=length, reverse=True)[:_OF_A_KIND]
    return {address(page): texts[page].count("\n```mermaid\n") for page in looked_at}


def opened(context, served, addresses):
    """Every page in a tab of the context; while one is looked at, the next is loading in another."""
    tabs = cycle([context.new_page(), context.new_page()])
    ahead = None
    for address, tab in zip(addresses, tabs, strict=False):
        tab.goto(served + address, wait_until="commit")
        if ahead:
            yield ahead
        ahead = address, tab
    yield ahead


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_opens_whole(browser, built, served_without_index, lang):
    faults, served = [], served_without_index
    context = browser.new_context(viewport=_PHONE)
    context.set_default_timeout(_PATIENCE)
    context.on(
        "console", lambda said: said.type in {"error", "warning"} and faults.append(said.text)
    )
    context.on("weberror", lambda said: faults.append(str(said.error)))
    context.on("request", lambda asked: asked.url.startswith(served) or faults.append(asked.url))
    context.on(
        "response", lambda reply: reply.status < 400 or faults.append(f"{reply.status} {reply.url}")
    )
    pictures = addresses(lang, built)
    for address, page in opened(context, served, pictures):
        page.wait_for_load_state("load")
        drawn = pictures[address]
        if drawn:
            page.wait_for_function(_PICTURES)
        whole = {"scrolls": False, "out": [], "broken": [], "pictures": drawn, "drawn": drawn}
        # first as wide as the last page of the tab was left
        for size in sorted((_PHONE, _DESK), key=page.viewport_size.__ne__):
            if page.viewport_size != size:
                page.set_viewport_size(size)
            seen = page.evaluate(_FAULTS)
            if seen != whole:
                faults.append((address, size["width"], seen))
    context.close()
    assert not faults


def hits(page, words):
    """The first hits of the search of a page: titles and excerpts, in order."""
    field = page.locator("input[role=combobox]")
    field.fill("")
    listed = page.locator("a[role=option]")
    listed.first.wait_for(state="detached")
    field.fill(words)
    listed.first.wait_for()
    return listed.all_inner_texts()[:_FIRST]


@pytest.fixture(scope="module")
def searching(browser, served):
    """The search of a page; its words are indexed once, which takes longer than all else."""
    context = browser.new_context(viewport=_SCREEN)
    context.set_default_timeout(_PATIENCE)
    opened = {}

    def at(address):
        if address not in opened:
            opened[address] = page = context.new_page()
            page.goto(served + address)
            page.locator(".md-search__button").first.click()
        return opened[address]

    yield at
    context.close()


@pytest.mark.parametrize("address", ["vi/", ""])
@pytest.mark.parametrize(
    ("plain", "marked"),
    [("danh gia", "đánh giá"), ("sao toi thieu", "sao tối thiểu"), ("hoi dong", "hội đồng")],
)
def test_the_search_finds_vietnamese_with_and_without_marks(searching, address, plain, marked):
    page = searching(address)
    without = hits(page, plain)
    assert without == hits(page, marked)
    assert any(word in hit.lower() for hit in without for word in marked.split())


def test_the_search_of_the_vietnamese_site_speaks_vietnamese(searching):
    page = searching("vi/")
    assert page.locator("input[role=combobox]").get_attribute("placeholder").startswith("Tìm kiếm")
    hits(page, "cong nhan")
    assert "kết quả" in page.locator("[role=status][aria-live]").last.inner_text()
