"""Ballots and regulations as they are stored, and as a person writes them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

import ocop
from ocop.cycle import CouncilResult
from ocop.testing.strategies import council_rules

RUBRIC = ocop.regime("26").rubric(1)
TOP = {criterion.no: len(criterion.options) for criterion in RUBRIC.criteria}
SCHEMA = Draft202012Validator(ocop.json_schema(ocop.CouncilRules))


RESULT = {"regime": "26", "total": 92, "stars": 4}


def test_no_rank_of_a_result_is_said():
    """A table that said no stars was read as a result without a rank."""
    assert ocop.from_dict(CouncilResult, RESULT).stars == 4
    for none in ("none", None):
        result = ocop.from_dict(CouncilResult, {**RESULT, "total": 20, "stars": none})
        assert result.stars is None
        assert ocop.to_dict(result)["stars"] == "none"
        for back in (
            ocop.from_json(CouncilResult, ocop.to_json(result)),
            ocop.from_toml(CouncilResult, ocop.to_toml(result)),
        ):
            assert back == result
    for wrong, code in (({}, "missing-key"), ({"stars": "nothing"}, "not-a-whole-number")):
        with pytest.raises(ocop.InputError) as err:
            ocop.from_dict(CouncilResult, {"regime": "26", "total": 92, **wrong})
        assert [(fault.code, fault.path) for fault in err.value.faults] == [(code, ("stars",))]


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
