"""Levels are paired by what they say, not by their places."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.law.set_pair import set_pairs
from ocop.scoring.matching import (
    has_same_levels,
    matched_criteria,
    matched_levels,
    same_words,
)
from ocop.scoring.rubric.criterion import Criterion, Option
from ocop.testing.strategies import rubrics
from ocop.text import Label


def criterion(*levels, branches=None):
    return Criterion(
        no="1",
        id="x",
        label=Label("x", "x"),
        part="A",
        group="1",
        maximum=9,
        options=tuple(
            Option(no=no, points=no, branch=branches and branches[no - 1], label=Label(text, text))
            for no, text in enumerate(levels, 1)
        ),
        reference="26/2026/QĐ-TTg",
    )


def numbers(old, new):
    return [
        (pair.old and pair.old.no, pair.new and pair.new.no, pair.same)
        for pair in matched_levels(old, new)
    ]


def pairs():
    """Two criteria of any two rubrics that have one id in common."""

    def shared(both):
        matched = matched_criteria(*both)
        return st.sampled_from([pair for pair in matched if None not in pair] or [None])

    return st.tuples(rubrics(), rubrics()).flatmap(shared).filter(bool)


def test_a_dropped_bottom_level_is_a_dropped_level():
    """notebooks 9: having nothing seemed to earn points where 26/2026 drops the bottom level."""
    old = criterion("Không có", "Một chỉ tiêu", "Trên hai chỉ tiêu")
    new = criterion("Một chỉ tiêu", "Trên hai chỉ tiêu")
    assert numbers(old, new) == [(1, None, False), (2, 1, True), (3, 2, True)]
    assert numbers(new, old) == [(None, 1, False), (1, 2, True), (2, 3, True)]


def test_what_says_the_same_goes_before_what_is_like_it():
    old = criterion("lao động trong huyện 50 – 75 %", "lao động trong huyện ≥ 75 %")
    new = criterion(
        "lao động trong xã 25 – < 50 %", "lao động trong xã 50 – 75 %", "lao động trong xã ≥ 75 %"
    )
    assert numbers(old, new) == [(None, 1, False), (1, 2, False), (2, 3, False)]
    moved = criterion("lao động trong huyện ≥ 75 %", "lao động trong xã ≥ 75 %")
    assert numbers(old, moved) == [(1, None, False), (2, 1, True), (None, 2, False)]


def test_signs_and_denials_count():
    assert not same_words(Label("< 50 %", "x"), Label("≥ 50 %", "x"))
    assert same_words(Label("Nhãn  Đầy đủ.", "x"), Label("nhãn đầy đủ", "y"))
    assert numbers(criterion("Không đồng đều"), criterion("Đồng đều")) == [
        (1, None, False),
        (None, 1, False),
    ]
    assert numbers(criterion("–"), criterion("…")) == [(1, None, False), (None, 1, False)]


def test_a_level_of_one_case_is_none_of_the_other():
    one = criterion("Tốt", "Rất tốt", branches="ab")
    other = criterion("Tốt", "Rất tốt", branches="bb")
    assert numbers(one, other) == [(1, None, False), (None, 1, False), (2, 2, True)]
    assert not has_same_levels(one, other)
    assert has_same_levels(one, one)
    assert not has_same_levels(one, criterion("Tốt"))


@given(pairs())
def test_every_level_stands_once_and_no_pair_crosses_another(pair):
    old, new = pair
    matched = matched_levels(old, new)
    assert [p.old for p in matched if p.old] == list(old.options)
    assert [p.new for p in matched if p.new] == list(new.options)
    both = [(p.old.no, p.new.no) for p in matched if p.old and p.new]
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(both))
    assert all(p.same == same_words(p.old.label, p.new.label) for p in matched if p.old and p.new)


@given(pairs())
def test_the_pairs_of_one_way_are_those_of_the_other(pair):
    old, new = pair
    there = {(p.old.no, p.new.no) for p in matched_levels(old, new) if p.same}
    back = {(p.new.no, p.old.no) for p in matched_levels(new, old) if p.same}
    assert len(there) == len(back)


@given(rubrics())
def test_a_rubric_answers_itself(rubric):
    for one, other in matched_criteria(rubric, rubric):
        assert one is other
        assert has_same_levels(one, other)
        assert all(p.same and p.old == p.new for p in matched_levels(one, other))


@pytest.mark.parametrize(("before", "after"), [("1048", "148"), ("148", "1048"), ("148", "148")])
def test_every_set_of_both_numberings_stands_in_a_pair(before, after):
    found = list(set_pairs(before, after))
    assert {old for old, _ in found if old} == set(range(1, 27))
    assert {new for _, new in found if new} == set(range(1, 27))
    assert set(found) == {(old, new) for new, old in set_pairs(after, before)}


def test_how_much_of_26_says_what_148_said():
    """Counted by another way in the audit: 316 of 751 criteria have the same levels."""
    same = [
        has_same_levels(*pair)
        for number in range(1, 27)
        for pair in matched_criteria(*(ocop.regime(r).rubric(number) for r in ("148", "26")))
        if None not in pair
    ]
    assert (len(same), sum(same)) == (751, 316)
