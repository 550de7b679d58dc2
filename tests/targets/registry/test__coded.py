"""A column answers as the cells themselves would."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from ocop.targets.registry._bits import bits_of, numbers_of
from ocop.targets.registry._coded import coded, first_rows

#: Few values, more than a column keeps the rows of, and more than have a number of one byte.
SIZES = (3, 100, 400)


@st.composite
def cells(draw):
    most = draw(st.sampled_from(SIZES))
    return [n % most for n in draw(st.lists(st.integers(0, 999)))] + [
        *range(draw(st.sampled_from((0, most))))
    ]


@given(cells(), st.sets(st.integers(0, 400)), st.integers(0))
def test_a_column_is_its_cells(values, wanted, some):
    column, size = coded(values), len(values)
    held = bits_of((row for row, value in enumerate(values) if value in wanted), size)
    assert [column.values[code] for code in column.codes] == values
    assert column.rows(*wanted) == column.where(wanted.__contains__) == held
    assert [[*rows] for rows in column.groups] == [
        [row for row, value in enumerate(values) if value == one] for one in column.values
    ]
    rows = some & ((1 << size) - 1)
    assert column.counts(rows) == Counter(values[row] for row in numbers_of(rows))
    assert bits_of(numbers_of(rows), size) == rows
    assert [values[row] for row in first_rows(values)] == values
    assert all(value in column for value in values)


@given(st.lists(st.text("aAbB", max_size=2)))
def test_cells_that_stand_for_the_same(texts):
    column = coded(texts, str.casefold)
    assert [column.values[code] for code in column.codes] == [text.casefold() for text in texts]
    firsts = {text.casefold(): text for text in reversed(texts)}
    assert column.cells == tuple(firsts[value] for value in column.values)


def test_as_many_values_as_a_country_has_entities():
    column = coded(range(70_000))
    assert column.codes[-1] == 69_999
    assert column.rows(69_999) == 1 << 69_999
    assert coded(range(300)).codes.itemsize < column.codes.itemsize


def test_few_of_many_values():
    assert coded(range(300)).where(lambda value: value < 5) == 0b11111
