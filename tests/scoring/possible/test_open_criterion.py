"""What to find out first."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import ocop
from ocop.errors import InputError
from ocop.scoring.possible.open_criterion import open_criteria
from ocop.scoring.possible.possible import Possible
from ocop.testing.strategies import rubrics
from tests.scoring.possible.every import possibles

RUBRIC = ocop.regime("26").rubric(1)
LANGS = ("vi", "en")
OPEN = {"1.1": (1, 3), "1.5": (2, 4), "3.5": (1, 2, 3), "8": (1, 4)}


def of_options(**by_no):
    return Possible(
        rubric=RUBRIC,
        options=tuple(by_no.get(c.no, (len(c.options),)) for c in RUBRIC.criteria),
    )


def known(possible, answers):
    """The same where some criteria are known."""
    options = [
        (answers[c.no],) if c.no in answers else held
        for c, held in zip(possible.rubric.criteria, possible.options, strict=True)
    ]
    return attrs.evolve(possible, options=tuple(options))


def is_certain(possible, stars):
    return (possible.bounds.lowest_stars or 0) >= stars


@given(possibles(), st.integers(1, 5))
def test_with_its_answers_the_rank_is_certain(possible, stars):
    """Under every reading."""
    assume(not possible.conditions)
    found = open_criteria(possible, stars)
    answers = {each.criterion: each.answer for each in found if each.needed}
    if answers:
        assert not is_certain(possible, stars)
        assert is_certain(known(possible, answers), stars)
        for each in found:
            assert bool(each.serving) == each.needed
            for option in each.serving:
                assert is_certain(known(possible, {**answers, each.criterion: option}), stars)
            if each.needed:
                assert each.answer in each.serving
                assert set(each.serving) <= set(each.options)
    elif possible.rubric.rules.readings.missed_minimum == "falls":
        assert is_certain(possible, stars) or (possible.bounds.highest_stars or 0) < stars


@given(possibles(rubrics()), st.integers(1, 5), st.booleans())
def test_no_fewer_and_no_cheaper_answers_do(possible, stars, priced):
    assume(not possible.conditions)
    opened = [
        (c.no, held)
        for c, held in zip(possible.rubric.criteria, possible.options, strict=True)
        if len(held) > 1
    ]
    costs = {no: n + 1 for n, (no, _) in enumerate(opened)} if priced else None
    found = open_criteria(possible, stars, costs)
    price = sum((each.cost for each in found if each.needed), start=0)
    ways = [
        sum(1 if costs is None else costs[no] for no, _ in some)
        for size in range(len(opened) + 1)
        for some in combinations(opened, size)
        for answers in product(*(held for _, held in some))
        if is_certain(
            known(possible, dict(zip((no for no, _ in some), answers, strict=True))), stars
        )
    ]
    if possible.rubric.same_case:  # what is held in one case may rest on another criterion
        return
    assert price == min(ways, default=0)


@given(possibles())
def test_stakes_are_those_of_the_options(possible):
    for one in open_criteria(possible, None):
        assert not one.needed
        assert one.answer is None
        assert one.points > 0 or one.withholds
        assert len(one.options) > 1
        assert all(one.text(lang) for lang in LANGS)


def test_what_withholds_the_rank_comes_first():
    possible = of_options(**OPEN)
    found = open_criteria(possible, 4)
    assert [each.criterion for each in found] == ["8", "1.5", "3.5", "1.1"]
    assert [each.needed for each in found] == [True, True, True, False]
    assert [each.answer for each in found] == [4, 4, 3, None]
    assert str(found[1]) == (
        "1.5 Production linkage: option 2, 4 (1–3 points); minimum for 4★, 5★; needs option 4"
    )
    assert found[-1].text("vi") == "1.1 Nguồn gốc sản phẩm: mức 1, 3 (1–3 điểm)"


def test_the_cheapest_are_asked_for_points():
    options = {"6.2": (1, 5), "8": (1, 4), "4.1": (1, 4), "12": (1, 3)}
    possible = attrs.evolve(of_options(**options), rubric=RUBRIC.without_minima())
    assert (possible.bounds.lowest_total, possible.bounds.highest_total) == (85, 100)
    assert [q.criterion for q in open_criteria(possible, 5) if q.needed] == ["8"]
    dear = open_criteria(possible, 5, {"uniqueness": Fraction(21, 2), "4.1": 2})
    assert [(q.criterion, q.cost) for q in dear if q.needed] == [("6.2", 1), ("12", 1)]


def test_what_is_not_required_is_said_so():
    rubric = ocop.regime("26").rubric(21)
    options = tuple((len(criterion.options),) for criterion in rubric.criteria)
    possible = Possible(rubric=rubric, options=options, conditions=("declaration",))
    (one,) = open_criteria(possible, 5)
    assert one.options_text("en") == "3, not required"
    assert one.options == (3, 4)


def test_costs_are_held_to_the_criteria():
    with pytest.raises(InputError) as err:
        open_criteria(of_options(), 5, {"99": 1, "1.1": 0.5, "1.2": -1})
    assert sorted(fault.code for fault in err.value.faults) == [
        "below-zero",
        "not-a-criterion",
        "not-an-exact-number",
    ]


def test_answers_are_of_one_case_where_a_sheet_is_held_to_it():
    strict = ocop.Rules().read(tourism_cases="one-case").regime("26").rubric(26)
    rubric, low = strict.without_minima(), {"1.1", "1.2"}
    options = tuple(
        tuple(option.no for option in criterion.options)
        if criterion.no in rubric.same_case
        else (1 if criterion.no in low else len(criterion.options),)
        for criterion in rubric.criteria
    )
    possible = Possible(rubric=rubric, options=options)
    assert (possible.bounds.lowest_stars, possible.bounds.highest_stars) == (4, 5)
    needed = [each for each in open_criteria(possible, 5) if each.needed]
    answers = {each.criterion: each.answer for each in needed}
    assert is_certain(known(possible, answers), 5)
    served = [(each.criterion, option) for each in needed for option in each.serving]
    assert len({rubric.criterion(no).option(option).branch for no, option in served}) == 1
