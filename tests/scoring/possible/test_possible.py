"""What a sheet comes to of which some criteria may hold several options."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given

import ocop
from ocop.errors import InputError, NotFoundError
from ocop.scoring.possible.possible import Possible, every_option
from ocop.testing.strategies import drafts
from tests.scoring.possible.every import every_sheet, possibles

RUBRIC = ocop.regime("26").rubric(1)
BEST = tuple((len(criterion.options),) for criterion in RUBRIC.criteria)


@given(possibles())
def test_the_bounds_are_those_of_all_its_sheets(possible):
    cards = [ocop.score(sheet) for sheet in every_sheet(possible)]
    assume(cards)
    totals, stars = [card.total for card in cards], [card.stars or 0 for card in cards]
    bounds = possible.bounds
    assert (bounds.lowest_total, bounds.highest_total) == (min(totals), max(totals))
    assert (bounds.lowest_stars or 0, bounds.highest_stars or 0) == (min(stars), max(stars))


def test_a_total_between_two_bands_may_have_no_rank():
    """Whole points lie between two bands that are printed so: fewer of them may be worth more."""
    draft = {
        "id": "draft",
        "kind": "proposal",
        "title": {"vi": "Nháp", "en": "Draft"},
        "amends": "1048",
        "from": date(2020, 1, 1),
        "reference": "–",
        "bands": {"4": 75, "3": {"printed_to": 70}},
    }
    rules = ocop.Rules.of({"between_bands": "no-rank"}).amended(ocop.Changes.from_dict(draft))
    rubric = rules.regime("draft").rubric(1)
    poor = {"3.2": 2, "4.3": 1, "6.2": 1, "8": 1, "10": 1}
    for held, (low, high), stars in (
        ({"11": 2}, (72, 75), (None, 4)),
        ({"11": 1, "9.1": 2}, (69, 72), (None, 3)),
    ):
        options = [((poor | held).get(one.no, len(one.options)),) for one in rubric.criteria]
        options[rubric._tables.place["2.1"]] = (1, 2, 3, 4)
        bounds = Possible(rubric=rubric, options=tuple(options)).bounds
        assert (bounds.lowest_total, bounds.highest_total) == (low, high)
        assert (bounds.lowest_stars, bounds.highest_stars) == stars


@given(possibles())
def test_what_all_its_sheets_hold_is_in_the_draft(possible):
    sheets = list(every_sheet(possible))
    assume(sheets)
    draft = possible.draft
    for no, choice in draft.choices.items():
        assert all(sheet.choices.get(no) == choice for sheet in sheets)
    for no in draft.missing:
        assert len({sheet.choices.get(no) for sheet in sheets}) > 1


@given(drafts())
def test_a_draft_is_a_possible_sheet(draft):
    rubric = draft.rubric
    deciders = [(c.no, each.criterion) for c in rubric.criteria for each in c.conditions]
    # what answers a criterion of a draft says that it applies; here it does where it can
    assume(not any(no in draft.choices and need in draft.missing for no, need in deciders))
    assume(not draft.unmet)
    options = []
    for criterion in rubric.criteria:
        choice = draft.choices.get(criterion.no)
        if isinstance(choice, tuple):
            choice = sum(1 << (no - 1) for no in choice)
        every = every_option(rubric, criterion.no)
        options.append(every if choice is None else (choice,))
    bounds, whole = Possible(rubric=rubric, options=tuple(options)).bounds, ocop.score(draft)
    for name in ("lowest_total", "highest_total", "lowest_stars", "highest_stars"):
        assert getattr(bounds, name) == getattr(whole, name)


def test_what_may_be_held():
    possible = Possible(rubric=RUBRIC, options=((1, 2), *BEST[1:]))
    assert possible.may_hold("1.1") == possible.may_hold("product-origin") == (1, 2)
    assert possible.draft.missing == ("1.1",)
    with pytest.raises(NotFoundError):
        possible.may_hold("99")


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        (BEST[1:], ["not-so-many", "not-options"]),
        (((), *BEST[1:]), ["not-options"]),
        (((4,), *BEST[1:]), ["not-options"]),
        ("x", ["not-a-list"]),
    ],
)
def test_options_that_the_rubric_does_not_have(options, codes):
    with pytest.raises(InputError) as err:
        Possible(rubric=RUBRIC, options=options)
    assert [fault.code for fault in err.value.faults][: len(codes)] == codes


def test_a_sheet_of_two_cases_is_none_where_it_is_held_to_one():
    rubric = ocop.Rules().read(tourism_cases="one-case").regime("26").rubric(26)
    cases = [
        next(o.no for o in rubric.criterion(no).options if o.branch == case)
        for no, case in zip(rubric.same_case, "abb", strict=True)
    ]
    of_no = dict(zip(rubric.same_case, cases, strict=True))
    options = tuple((of_no.get(c.no, len(c.options)),) for c in rubric.criteria)
    with pytest.raises(InputError, match="of no one case"):
        Possible(rubric=rubric, options=options)
    assert Possible(rubric=ocop.regime("26").rubric(26), options=options).draft.missing == ()


def test_none_of_the_levels_is_not_certain_where_a_condition_may_be_unmet():
    """Nothing is held either way, and only one of them is a choice."""
    place = next(n for n, c in enumerate(RUBRIC.criteria) if c.no == "9")
    options = tuple((0,) if n == place else held for n, held in enumerate(BEST))
    certain = Possible(rubric=RUBRIC, options=options)
    assert certain.draft.choices["9"] == 0
    maybe = Possible(rubric=RUBRIC, options=options, conditions=("test-reports",))
    assert maybe.draft.missing == ("9",)
    assert maybe.bounds.lowest_total == certain.bounds.lowest_total
