"""A Vietnamese page is as complete as its English one: heads, code, tables, links, no English left."""

from __future__ import annotations

import re
import unicodedata
from doctest import DocTestParser
from itertools import zip_longest
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAIRS = [
    (path.with_name(path.name.replace(".vi.md", ".md")), path)
    for path in sorted(DOCS.rglob("*.vi.md"))
]
PAGES = pytest.mark.parametrize(
    ("english", "vietnamese"),
    PAIRS,
    ids=[pair[0].relative_to(DOCS).with_suffix("").as_posix() for pair in PAIRS],
)
_DRAWN = re.compile(r"(<!-- table: \S+ -->)[\s\S]*?<!-- end of table -->")
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_EXAMPLES = re.compile(r"^    >>> (?:.+\n)*", re.MULTILINE)
_COMMENT = re.compile(r"(?:^|\s{2,})# .*$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_ANCHOR = re.compile(r'<a id="([^"]+)"></a>')
#: What shows that a line hangs on the language: its name, or words of it.
_OF_LANGUAGE = re.compile(r"\bvi\b|[^\x00-\x7f]|^(?:from|import) ", re.MULTILINE)
_ENGLISH = re.compile(r"\b(?:the|and|which|that|is|are|with|what|by)\b", re.IGNORECASE)
#: Words of more letters than this have one that only Vietnamese has.
_A_SENTENCE = 20


def text_of(path):
    """A page without the tables that are drawn from the data."""
    return _DRAWN.sub(r"\1", path.read_text(encoding="utf-8"))


def blocks(text):
    """The kind of every block of code, and its text; an indented example has no kind."""
    indented = [("", block) for block in _EXAMPLES.findall(_FENCE.sub("", text))]
    return [*_FENCE.findall(text), *indented]


def sources(code):
    """What is written of a block, without what it prints and without remarks."""
    if ">>> " in code:
        return [_COMMENT.sub("", one.source).rstrip() for one in DocTestParser().get_examples(code)]
    return [line.rstrip() for line in _COMMENT.sub("", code).splitlines()]


def prose(text):
    """What a reader reads: paragraphs, items, heads and cells, without code and links."""
    text = _EXAMPLES.sub("", _FENCE.sub("", text))
    text = text.removeprefix("---").split("\n---\n", 1)[-1] if text.startswith("---\n") else text
    text = re.sub(r"<!--.*?-->|<[^>]+>", "", text, flags=re.DOTALL)
    text = re.sub(r"`[^`]*`", "", text)
    text = re.sub(r"\w+(?:Error|Exception): [^|\n]*", "", text)  # what a program said
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    pieces = re.split(r"\n\s*\n|\n(?=\s*(?:- |\d+\. |\||#))", text)
    return [cell.strip() for piece in pieces for cell in re.split(r"(?<!\\)\|", piece)]


def shapes(text):
    """Of every table the cells of each row."""
    rows = [line for line in _FENCE.sub("", text).splitlines() if line.startswith("|")]
    return [len(re.split(r"(?<!\\)\|", row)) for row in rows]


@PAGES
def test_the_heads_are_the_same_by_level(english, vietnamese):
    levels = [re.findall(r"^#+(?= )", _FENCE.sub("", text_of(path)), re.MULTILINE)
              for path in (english, vietnamese)]  # fmt: skip
    assert levels[0] == levels[1]


@PAGES
def test_the_code_is_the_same_but_for_the_language(english, vietnamese):
    ours, theirs = (blocks(text_of(path)) for path in (english, vietnamese))
    assert [kind for kind, _ in ours] == [kind for kind, _ in theirs]
    for (kind, code), (_, translated) in zip(ours, theirs, strict=True):
        if kind == "text":
            continue  # what is printed, which the tests of the notebooks run
        for one, other in zip_longest(sources(code), sources(translated)):
            assert one == other or (one and other and _OF_LANGUAGE.search(other)), (one, other)


@PAGES
def test_the_tables_are_the_same(english, vietnamese):
    ours, theirs = (text_of(path) for path in (english, vietnamese))
    assert re.findall("<!-- table: .*", ours) == re.findall("<!-- table: .*", theirs)
    assert shapes(ours) == shapes(theirs)


@PAGES
def test_the_links_are_the_same(english, vietnamese):
    def targets(path):
        links = _LINK.findall(_FENCE.sub("", text_of(path)))
        return sorted(re.sub(r"\.vi\.(md|svg)", r".\1", link) for link in links)

    assert targets(english) == targets(vietnamese)
    for link in _LINK.findall(_FENCE.sub("", text_of(vietnamese))):
        name, _, anchor = link.partition("#")
        page = vietnamese.parent / name if name else vietnamese
        if anchor and page.name.endswith(".vi.md"):
            assert anchor in _ANCHOR.findall(page.read_text(encoding="utf-8")), link


@pytest.mark.parametrize("vietnamese", [path for _, path in PAIRS], ids=lambda path: path.stem)
def test_no_paragraph_is_left_in_english(vietnamese):
    text = text_of(vietnamese)
    assert text == unicodedata.normalize("NFC", text)
    for piece in prose(text):
        letters = re.sub(r"[\W\d_]", "", piece)
        if len(letters) > _A_SENTENCE:
            assert re.search(r"[^\x00-\x7f–…★→]", piece), piece
            assert not _ENGLISH.search(piece), piece


def test_a_paragraph_in_english_is_seen():
    (piece,) = prose("Every fault comes at once, and is listed.")
    assert _ENGLISH.search(piece)
    assert not _ENGLISH.search(prose("Mọi lỗi được báo cùng một lúc.")[0])
    assert not _OF_LANGUAGE.search('>>> print(card.text("en"))')
