"""Assumptions: all that a forecast supposes, exact and with its source."""

from __future__ import annotations

import copy
import pickle
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given

import ocop
from ocop.dates import DateRange
from ocop.errors import InputError
from ocop.testing.strategies import assumptions


class Whole:
    """An integer as numpy has them."""

    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value

    def __hash__(self):
        return hash(self.value)


def faults_of(**fields):
    with pytest.raises(InputError) as caught:
        ocop.Assumptions(**fields)
    return {".".join(map(str, one.path)): one.code for one in caught.value.faults}


def test_a_number_is_exact_whichever_way_it_is_written():
    for half in ("0.5", "0,5", "50 %", "50%", "1/2", Fraction(1, 2)):
        assert ocop.Assumptions(renewal=half).renewal == dict.fromkeys((3, 4, 5), Fraction(1, 2))
    one = ocop.Assumptions(renewal={Whole(3): "1", "4": 1, 5: Whole(1)})
    assert one == ocop.Assumptions(renewal=1)
    assert hash(one) == hash(ocop.Assumptions(renewal=1))


def test_one_number_is_said_of_every_rank_that_can_have_it():
    suppose = ocop.Assumptions(upgrade="0.1", withdrawal="0.2", new_per_month=6, delay=2)
    assert set(suppose.upgrade) == {3, 4}
    assert set(suppose.withdrawal) == {3, 4, 5}
    assert suppose.new_per_month == {3: 6}
    assert suppose.delay == {2: 1}


def test_spellings_and_ranges_are_kept_in_one_form():
    suppose = ocop.Assumptions(
        new_totals={"50-69": "0.5", (70, 89): "0.25", 95: "0.25"},
        new_kinds={"HTX": "0.5", "sme": "0.5"},
        new_places={"commune": {"Xã  A": 1}},
    )
    assert set(suppose.new_totals) == {(50, 69), (70, 89), (95, 95)}
    assert suppose.new_kinds == {"cooperative": Fraction(1, 2), "sme": Fraction(1, 2)}
    assert suppose.new_places == {"commune": {"Xã A": 1}}


def test_every_fault_is_told_at_once():
    assert faults_of(
        renewal={3: 0.6, 2: "0.5", 4: 60, 5: -1},
        renewed_as={3: {3: "0.5"}, 4: {}},
        delay={1000: "0.5", "x": "0.5"},
        upgrade={5: "0.1"},
        withdrawal="often",
        new_per_month=Fraction(1, 10**120),
        newcomers_law="gauss",
        new_totals={"50-200": "0.5", "x": "0.25", (1, 2, 3): "0.25"},
        new_kinds={"tu sĩ": 1, 7: 0},
        new_places={"xã": {"": 1, "A": 2}},
        new_entities="2",
        stock_issued=2023,
        sources={"renewals": "Sở", "delay": " "},
    ) == {
        "renewal.3": "not-exact",
        "renewal.2": "not-one-of-the-ranks",
        "renewal.4": "above-one",
        "renewal.5": "below-zero",
        "renewed_as.3": "shares-not-one",
        "renewed_as.4": "shares-not-one",
        "delay.1000": "out-of-range",
        "delay.x": "not-a-whole-number",
        "upgrade.5": "not-one-of-the-ranks",
        "withdrawal": "not-a-number",
        "new_per_month.3": "too-long-a-number",
        "newcomers_law": "not-known",
        "new_totals.50-200": "not-a-range-of-totals",
        "new_totals.x": "not-a-range-of-totals",
        "new_totals.1-2-3": "not-a-range-of-totals",
        "new_kinds.tu sĩ": "no-such-entity-kind",
        "new_kinds.7": "no-such-entity-kind",
        "new_places.xã": "not-known",
        "new_places.xã.": "not-a-name",
        "new_places.xã.A": "above-one",
        "new_entities": "above-one",
        "stock_issued": "not-of-kind",
        "sources.renewals": "not-known",
        "sources.delay": "empty",
    }


def test_what_contradicts_is_refused():
    assert faults_of(new_per_month=5, new_per_round=20) == {"new_per_round": "beside"}
    assert faults_of(new_per_month={4: 1}, new_totals={80: 1}) == {
        "new_per_month": "stars-beside-totals"
    }
    spread = {"50-69": "0.5", "60-80": "0.25", "90": "0.25"}
    assert faults_of(new_totals=spread) == {"new_totals.60-80": "totals-overlap"}
    assert faults_of(new_kinds="HTX") == {"new_kinds": "not-a-table"}
    assert faults_of(renewal={3: "0.5", "3": "0.6"}) == {"renewal": "two-keys-are-one"}


def test_what_60_means_is_asked():
    with pytest.raises(InputError, match="is '60 %' meant"):
        ocop.Assumptions(renewal={3: 60})
    with pytest.raises(InputError) as caught:
        ocop.Assumptions(renewal=600)
    assert "meant" not in str(caught.value)


def test_what_is_not_named_says_so():
    suppose = ocop.Assumptions(renewal={3: "0.6", 4: "1/3"}, sources={"renewal": "Sở, 2025"})
    lines = suppose.text("vi").splitlines()
    assert lines[0] == (
        "Được công nhận lại khi hết hiệu lực: 3 sao 60 %, 4 sao 33,33 % (1/3), "
        "5 sao 0 % (không nêu) [Sở, 2025]"
    )
    assert lines[4] == "Bị thu hồi trong một năm: 0 % (không nêu) [giả định]"
    assert str(suppose) == suppose.text("en")
    assert [row.field for row in suppose.rows() if not row.assumed] == ["renewal"]


def test_everything_that_is_said_is_in_the_text():
    suppose = ocop.Assumptions(
        renewal="0.5",
        renewed_as={4: {4: "0.7", 3: "0.3"}},
        delay={1: "0.5", 4: "0.5"},
        new_per_round={3: "20.5", 4: "2/3"},
        newcomers_law="poisson",
        new_kinds={"HTX": 1},
        new_places={"district": {"Can Lộc": 1}},
        new_entities="0.8",
        stock_issued=DateRange(date(2022, 1, 1), date(2024, 12, 31)),
    )
    assert suppose.text("en").splitlines() == [
        "Recognised again after their end: 50 % [assumed]",
        "Stars when recognised again: 4★ → 4★ 70 %, 3★ 30 % [assumed]",
        "From the end to the new recognition: 1 month 50 %, 4 months 50 % [assumed]",
        "Upgraded by one star within a year: 0 % (not named) [assumed]",
        "Withdrawn within a year: 0 % (not named) [assumed]",
        "New products a month: 0 (not named) [assumed]",
        "New products a round: 3★ 20.5, 4★ 0.67 (2/3), 5★ 0 (not named) [assumed]",
        "Where the number of new products is not whole: Poisson's law [assumed]",
        "Totals of new dossiers, star minima left aside: not said [assumed]",
        "Entities of new products: Cooperative 100 % [assumed]",
        "Places of new products: district: Can Lộc 100 % [assumed]",
        "New products of entities without one: 80 % [assumed]",
        "Days of issue of what is in force, spread evenly: 2022-01-01 – 2024-12-31 [assumed]",
    ]
    with_totals = ocop.Assumptions(new_per_month=8, new_totals={"50-69": "0.9", 70: "0.1"})
    assert "50-69 90 %, 70 10 %" in with_totals.text("vi")


@given(assumptions())
def test_a_value_can_be_hashed_sent_and_told(suppose):
    again = pickle.loads(pickle.dumps(suppose))
    assert (again, hash(again), str(again)) == (suppose, hash(suppose), str(suppose))
    assert copy.deepcopy(suppose) == suppose
    for lang in ("vi", "en"):
        assert len(suppose.rows(lang)) == len(suppose.text(lang).splitlines())
