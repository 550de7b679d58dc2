"""Ballots and regulations as they are stored, and as a person writes them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

import ocop
from ocop.testing.strategies import council_rules

RUBRIC = ocop.regime("26").rubric(1)
TOP = {criterion.no: len(criterion.options) for criterion in RUBRIC.criteria}
SCHEMA = Draft202012Validator(ocop.json_schema(ocop.CouncilRules))


def test_a_ballot_stands_under_the_rules_of_its_sheet():
    strict = RUBRIC.under(ocop.Rules().read(star_minima="own"))
    ballot = ocop.Ballot(member="A", sheet=strict.sheet(TOP))
    assert ocop.to_dict(ballot)["rules"] == strict.rules.version
    assert ocop.to_dict(ocop.Ballot(member="A", invalid="x"))["rules"] == ocop.Rules().version


@pytest.mark.parametrize(
    ("written", "quorum"),
    [
        ('"75 %"', Fraction(3, 4)),
        ('"75%"', Fraction(3, 4)),
        ('"66,5 %"', Fraction(133, 200)),
        ('"3/4"', Fraction(3, 4)),
        ('"0,75"', Fraction(3, 4)),
        ('"0.75"', Fraction(3, 4)),
        ('"100 %"', Fraction(1)),
        ('"4/4"', Fraction(1)),
        ('"1,0"', Fraction(1)),
        ("7", 7),
        ('"7"', 7),
        ("1", 1),
    ],
)
def test_a_quorum_as_a_person_writes_it(written, quorum):
    """office G3: "75 %" was refused."""
    regulation = ocop.from_toml(ocop.CouncilRules, f"members = 9\nquorum = {written}\n")
    assert (regulation.quorum, type(regulation.quorum)) == (quorum, type(quorum))
    assert SCHEMA.is_valid({"members": 9, "quorum": ocop.to_dict(regulation)["quorum"]})
    assert ocop.from_toml(ocop.CouncilRules, ocop.to_toml(regulation)) == regulation


@pytest.mark.parametrize(
    "written", ['"x"', '"x %"', '"9/1"', '"0 %"', '"101 %"', "0.75", "[1]", "true"]
)
def test_what_is_no_quorum(written):
    with pytest.raises(ocop.InputError) as err:
        ocop.from_toml(ocop.CouncilRules, f"members = 9\nquorum = {written}\ndecimals = 9")
    faults = [(fault.code, fault.path, fault.line) for fault in err.value.faults]
    assert faults == [("not-a-quorum", ("quorum",), 2), ("out-of-range", ("decimals",), 3)]


def test_a_regulation_is_a_table():
    with pytest.raises(ocop.InputError) as err:
        ocop.CouncilRules.from_table("nine")
    assert [fault.code for fault in err.value.faults] == ["not-a-table"]


@given(council_rules())
def test_a_regulation_comes_back_as_it_went(regulation):
    back = ocop.from_toml(ocop.CouncilRules, ocop.to_toml(regulation))
    assert back == regulation
    for ballots in range(10):
        assert back.quorum_met(ballots) == regulation.quorum_met(ballots)
    assert SCHEMA.is_valid(ocop.to_dict(regulation))


def test_all_of_the_members_are_not_one_ballot():
    """A quorum of all members was stored as 1, and read back as one ballot; both were equal."""
    everyone = ocop.CouncilRules(members=9, quorum=Fraction(1))
    assert everyone != ocop.CouncilRules(members=9, quorum=1)
    assert len({everyone, ocop.CouncilRules(members=9, quorum=1)}) == 2
    assert not ocop.from_dict(ocop.CouncilRules, ocop.to_dict(everyone)).quorum_met(8)
