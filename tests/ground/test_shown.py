from __future__ import annotations

import re
from fractions import Fraction
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.errors import InputError
from ocop.shown.record import exactly, joined
from ocop.shown.table import Table, TableRow, column, facts, part_row, row, total_row
from ocop.words import escaped

TEXTS = st.text(st.sampled_from("aé|<&*_\\`-+1. \n#~[]$\u202e'\""), max_size=12)


@st.composite
def tables(draw, depth=1):
    columns = draw(st.lists(st.builds(column, TEXTS, number=st.booleans()), max_size=3))
    cells = st.tuples(*[TEXTS for _ in columns])
    rows = draw(
        st.lists(
            st.builds(
                TableRow,
                cells,
                st.sampled_from(["row", "part", "total"]),
                st.sampled_from([None, "met", "missed", "open", "unknown"]),
            ),
            max_size=3,
        )
    )
    return Table(
        caption=draw(TEXTS),
        lang=draw(st.sampled_from(["vi", "en"])),
        facts=draw(st.lists(st.tuples(TEXTS, TEXTS), max_size=2)),
        columns=columns,
        rows=rows,
        notes=draw(st.lists(TEXTS, max_size=2)),
        below=draw(st.lists(tables(depth - 1), max_size=1)) if depth else (),
    )


def words_of(table):
    """All that is to be read of a table, in its order."""
    yield table.caption
    for name, text in table.facts:
        yield from (name, text)
    if table.rows and table.columns:
        if any(one.head for one in table.columns):
            yield from (one.head for one in table.columns)
        for one in table.rows:
            yield from one.cells
    yield from table.notes
    for below in table.below:
        yield from words_of(below)


class Reader(HTMLParser):
    """Takes the text of every element that holds words; signs stand in a span."""

    def __init__(self):
        super().__init__()
        self.texts, self.tags, self.inside = [], [], None

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "br":
            self.texts[-1] += "\n"
        elif tag in {"strong", "td", "th", "li", "span"}:
            self.texts.append("")
            self.inside = tag

    def handle_endtag(self, tag):  # noqa: ARG002 - as the parser calls it
        self.inside = None

    def handle_data(self, data):
        assert self.inside
        self.texts[-1] += data


def shown(text):
    return "\n".join(map(escaped, text.split("\n")))


@given(tables())
def test_html_says_all_of_a_table_and_nothing_of_it_is_markup(table):
    reader = Reader()
    reader.feed(table.html())
    signs = {"✓", "✗", "○", "?"}
    said = [text for text in reader.texts if text not in signs]
    wanted = [shown(text) for text in words_of(table)]
    assert [text for text in said if text] == [text for text in wanted if text]
    assert "color" not in table.html()
    assert table._repr_html_() == table.html()


@given(tables())
def test_markdown_says_all_of_a_table(table):
    text = table.markdown()
    plain = re.sub(r"\\(.)", r"\1", text).replace("<br>", "\n")
    at = 0
    for words in words_of(table):
        found = plain.find(shown(words), at)
        assert found >= 0
        at = found + len(shown(words))
    for line in text.splitlines():
        if line.startswith("| "):
            bars = len(re.findall(r"(?<!\\)(?:\\\\)*\|", line))
            assert bars in {len(one.columns) + 1 + one.has_states for one in every(table)}
    assert table._repr_markdown_() == text


def every(table):
    yield table
    for below in table.below:
        yield from every(below)


@given(tables())
def test_text_says_all_of_a_table(table):
    text = str(table)
    lines = (line for words in words_of(table) for line in shown(words).split("\n"))
    assert all(line.strip() in text for line in lines)  # a column may end in spaces


TABLE = Table(
    caption="Kết quả",
    lang="vi",
    facts=facts({"Bộ": "1", "Không có": ""}),
    columns=(column("Tiêu chí"), column("Điểm", number=True)),
    rows=(
        part_row("Phần A", "25/35"),
        row("1.1 Nguồn gốc\nnguyên liệu", "2", state="missed"),
        total_row("Tổng", "92"),
    ),
    notes=["1. Nguồn", "- Cách hiểu"],
)


def test_text_stands_in_columns():
    assert TABLE.text().splitlines() == [
        "Kết quả",
        "Bộ: 1",
        "",
        "  Tiêu chí        Điểm",
        "",
        "  Phần A         25/35",
        "✗ 1.1 Nguồn gốc      2",
        "  nguyên liệu",
        "  Tổng              92",
        "",
        "1. Nguồn",
        "- Cách hiểu",
    ]


def test_long_cells_take_several_lines():
    words = " ".join(["một"] * 40)
    table = Table(caption="", lang="vi", columns=[column("a"), column("b")], rows=[row(words, "x")])
    lines = table.text().splitlines()[3:]
    assert " ".join(line.removesuffix("  x").strip() for line in lines) == words
    assert max(map(len, lines)) == 59 + len("  x")


def test_numbers_stand_right_and_states_have_a_sign_and_a_word():
    html = TABLE.html()
    assert '<td align="right" style="text-align:right">2</td>' in html
    assert '<td style="text-align:left">1.1 Nguồn gốc<br>nguyên liệu</td>' in html
    assert '<span title="không đạt">✗</span>' in html
    assert '<th style="text-align:left">Phần A</th>' in html


def test_markdown_of_github():
    assert TABLE.markdown().splitlines() == [
        "**Kết quả**",
        "",
        "- Bộ: 1",
        "",
        "|  | Tiêu chí | Điểm |",
        "| :--- | :--- | ---: |",
        "|  | **Phần A** | **25/35** |",
        "| ✗ | 1.1 Nguồn gốc<br>nguyên liệu | 2 |",
        "|  | **Tổng** | **92** |",
        "",
        "- 1\\. Nguồn",
        "- \\- Cách hiểu",
    ]


def test_a_row_has_a_cell_for_every_column():
    with pytest.raises(InputError) as caught:
        Table(caption="", lang="en", columns=(column("a"),), rows=(row(), row("x"), row("x", "y")))
    assert [fault.path for fault in caught.value.faults] == [
        ("rows", 0, "cells"),
        ("rows", 2, "cells"),
    ]
    with pytest.raises(InputError):
        Table(caption=1, lang="de")


def test_numbers_of_records_stand_exact_beside_floats():
    assert exactly("value", Fraction(1, 3)) == {"value": 1 / 3, "value_exact": "1/3"}
    assert exactly("value", None) == {"value": None, "value_exact": None}
    assert joined([3, 4]) == "3;4"
    assert joined([]) is None


def test_a_table_without_heads_has_no_line_of_them():
    named = Table(caption="a", lang="vi", columns=(column("x"), column("y")), rows=(row("b", "c"),))
    bare = Table(caption="a", lang="vi", columns=(column(""), column("")), rows=(row("b", "c"),))
    assert "<th" in named._repr_html_()
    assert "<th" not in bare._repr_html_()
    assert ">b<" in bare._repr_html_()
