"""Sums without a branch are the points of a rubric's tables."""

from __future__ import annotations

import attrs
from hypothesis import given
from hypothesis import strategies as st

from ocop.frames.bent import points_by_bends
from ocop.frames.term import terms_of
from ocop.testing.strategies import rubrics


@attrs.frozen
class Number:
    """A whole number of a narrow type: what it does not hold is an overflow."""

    value: int
    most: int = 127

    def __attrs_post_init__(self):
        assert abs(self.value) <= self.most

    def _new(self, value):
        return Number(value, self.most)

    def __add__(self, other):
        return self._new(self.value + getattr(other, "value", other))

    def __sub__(self, other):
        return self._new(self.value - other)

    def __mul__(self, other):
        return self._new(self.value * other)

    def __rshift__(self, other):
        assert self.value % 2 == 0
        return self._new(self.value >> other)

    def __abs__(self):
        return self._new(abs(self.value))


def narrowed(value, most):
    return Number(getattr(value, "value", value), most)


@attrs.frozen
class Table:
    points: tuple[int, ...]


def reckoned(terms):
    """The points of (value, values, term), and what they come to by lines with bends."""
    columns = [(Number(value), values, term) for value, values, term in terms]
    return sum(term.points[v] for v, _, term in terms), points_by_bends(columns, narrowed).value


@given(rubrics(), st.data())
def test_the_points_of_a_part(rubric, data):
    for part in "ABC":
        terms = [
            (data.draw(st.sampled_from(values)), values, term)
            for term in terms_of(rubric)
            if term.criterion.part == part
            for values in [term.values([condition for condition, _ in term.asserted])]
        ]
        right, points = reckoned(terms)
        assert points == right


@given(st.lists(st.lists(st.integers(-40, 40), min_size=1, max_size=9), min_size=1, max_size=40))
def test_the_points_of_any_tables(tables):
    for place in range(9):
        terms = [
            (place % len(points), range(len(points)), Table(tuple(points))) for points in tables
        ]
        right, points = reckoned(terms)
        assert points == right


def test_columns_of_eight_bits_are_not_added_up_beyond_what_they_hold():
    terms = [(8, range(9), Table(tuple(range(9))))] * 20
    assert reckoned(terms) == (160, 160)
