"""Expressions without branches hold what they say."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from ocop.frames.expression import held_in


@given(
    values=st.sets(st.integers(0, 6), min_size=1), first=st.integers(-1, 0), last=st.integers(6, 7)
)
def test_a_column_holds_one_of_the_values(values, first, last):
    among = range(first, last + 1)
    column = pl.Series("x", list(among))
    held = pl.DataFrame(column).select(held_in(pl.col("x"), values, among))["x"]
    assert held.to_list() == [value in values for value in among]


def test_the_last_of_them():
    held = pl.DataFrame({"x": range(5)}).select(held_in(pl.col("x"), [3, 4], range(5)))["x"]
    assert held.to_list() == [False, False, False, True, True]
