"""The drawn tables: fresh in every source, whole in both languages."""

from __future__ import annotations

import re

import pytest
from tools.site.__main__ import main
from tools.site.drawn.catalogue import TABLES
from tools.site.language import LANGUAGES
from tools.site.sources import sources
from tools.site.tables import END, drawn, stale

_CODE = re.compile(r"`[^`\n]+`")
_ROW = re.compile(r"^\|.*\|$", re.MULTILINE)


def rows(table):
    return [re.split(r"(?<!\\)\|", line)[1:-1] for line in _ROW.findall(table)]


def test_the_tables_in_the_sources_are_as_the_data_have_them():
    assert not stale(sources()), "python -m tools.site tables"
    assert main(["tables", "--check"]) == 0


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_the_same_in_both_languages_but_for_words(name):
    english, vietnamese = (rows(TABLES[name](lang)) for lang in LANGUAGES)
    assert len(english) == len(vietnamese)
    if english:
        assert all(len({len(row) for row in table}) == 1 for table in (english, vietnamese))
        assert english[0] != vietnamese[0]


@pytest.mark.parametrize("name", TABLES)
def test_codes_are_the_same_in_both_languages(name):
    english, vietnamese = (_CODE.findall(TABLES[name](lang)) for lang in LANGUAGES)
    assert name == "faults" or english == vietnamese


def test_every_table_stands_on_a_page():
    text = "".join(path.read_text(encoding="utf-8") for path in sources())
    assert all(f"<!-- table: {name} -->" in text for name in TABLES)


def test_only_what_stands_between_the_marks_is_drawn():
    page = f"before\n<!-- table: a -->\nold\n{END}\nafter\n"
    anew = drawn(page, "vi", {"a": lambda lang: f"| {lang} |\n"})
    assert anew == f"before\n<!-- table: a -->\n\n| vi |\n\n{END}\nafter\n"
    assert drawn(anew, "vi", {"a": lambda lang: f"| {lang} |\n"}) == anew


@pytest.mark.parametrize(
    "page",
    [
        "<!-- table: a -->\n",
        f"{END}\n",
        f"<!-- table: a -->\n<!-- table: a -->\n{END}\n",
        f"<!-- table: b -->\n{END}\n",
    ],
)
def test_a_mark_without_an_end_or_a_table_is_refused(page):
    with pytest.raises(ValueError, match="table"):
        drawn(page, "en", {"a": lambda _: ""})
