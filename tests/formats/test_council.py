"""Ballots and verdicts as they are stored: a verdict is reached anew and held to what it says."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.errors import InputError
from ocop.scoring.earlier import Earlier
from ocop.testing.strategies import ballots, council_rules, rubrics, rules

RUBRIC = ocop.regime("26").rubric(1)
TOP = {criterion.no: len(criterion.options) for criterion in RUBRIC.criteria}


def faults(call, *args, **more):
    """Code and path of every fault of a call, in their order."""
    with pytest.raises(InputError) as err:
        call(*args, **more)
    return [(fault.code, fault.path) for fault in err.value.faults]


def cast(*scores):
    """Ballots whose sheets differ in criterion 3.5."""
    return [
        ocop.Ballot(member=f"m{n}", sheet=RUBRIC.sheet(TOP | {"3.5": score}))
        for n, score in enumerate(scores)
    ]


STORED = ocop.to_dict(ocop.verdict(cast(3, 1, 2), ocop.CouncilRules(members=3, spread=1)))


@given(st.data(), council_rules())
def test_ballots_and_verdicts_come_back_as_they_went(data, regulation):
    cast = data.draw(ballots(rubrics(rules=rules()), invalid=True, most=3))
    for ballot in cast:
        for back in (
            ocop.from_dict(ocop.Ballot, ocop.to_dict(ballot)),
            ocop.from_json(ocop.Ballot, ocop.to_json(ballot)),
            ocop.from_toml(ocop.Ballot, ocop.to_toml(ballot)),
        ):
            assert back == ballot
    try:
        found = ocop.verdict(cast, regulation)
    except InputError:  # more ballots than members
        return
    for back in (
        ocop.from_dict(ocop.Verdict, ocop.to_dict(found)),
        ocop.from_json(ocop.Verdict, ocop.to_json(found)),
        ocop.from_toml(ocop.Verdict, ocop.to_toml(found)),
    ):
        assert back == found
        assert (back.notes, back.rules) == (found.notes, found.rules)
        assert back.summary("vi") == found.summary("vi")


def test_a_verdict_says_what_the_minutes_need():
    assert list(STORED)[:5] == ["type", "format", "rules", "ballots", "regulation"]
    assert (STORED["total"], STORED["parts"]["A"]) == (99, 39)
    assert STORED["needs"] == ["second-scoring"]
    assert STORED["stars"] == 3
    assert STORED["missed"][0] == {"criterion": "3.5", "option": 1, "needs_option": 2, "stars": 4}
    shared = ocop.to_dict(ocop.verdict(cast(3, 2)))
    assert (shared["total"], shared["regulation"]) == ("199/2", {})


def test_a_verdict_that_was_touched_is_refused():
    """apps: a verdict could not be stored at all."""
    assert ocop.from_dict(ocop.Verdict, STORED).total == 99
    wrong = STORED | {"total": 100, "stars": 5, "needs": [], "notes": 3}
    assert faults(ocop.from_dict, ocop.Verdict, wrong) == [
        ("not-as-scored", ("total",)),
        ("not-as-scored", ("stars",)),
        ("not-as-many", ("needs",)),
        ("not-a-list", ("notes",)),
    ]
    wrong = STORED | {
        "ballots": [{"member": "A"}, {"sheet": {}, "member": "B"}],
        "regulation": {"members": "x"},
        "total": [],
        "more": 1,
    }
    del wrong["doubts"]
    assert faults(ocop.from_dict, ocop.Verdict, wrong) == [
        ("unknown-key", ("more",)),
        ("missing-key", ("doubts",)),
        ("ballot-without-sheet", ("ballots", 0, "sheet")),
        ("missing-key", ("ballots", 1, "sheet", "set")),
        ("missing-key", ("ballots", 1, "sheet", "choices")),
        ("no-regime", ("ballots", 1, "sheet")),
        ("not-a-whole-number", ("regulation", "members")),
        ("not-a-number", ("total",)),
    ]
    twice = STORED | {"ballots": [STORED["ballots"][0]] * 2}
    assert faults(ocop.from_dict, ocop.Verdict, twice) == [
        ("second-ballot", ("ballots", 1, "member"))
    ]
    assert faults(ocop.from_dict, ocop.Verdict, {}) == [
        ("missing-key", (key,))
        for key in (
            "ballots",
            "parts",
            "total",
            "spread",
            "needs",
            "missed",
            "excluded",
            "notes",
            "doubts",
        )
    ]


def test_a_table_corrected_since_is_a_note_or_a_fault():
    stored = STORED | {"rubric": "0" * 16, "total": "199/2"}
    noted = ocop.from_dict(ocop.Verdict, stored)
    assert noted.earlier == (Earlier(rubric="0" * 16, total=Fraction(199, 2), stars=3),)
    assert noted.notes[-1].id == "table-corrected"
    assert noted.notes[-1].label.vi.endswith("khi ấy 99,5 điểm, 3 sao; nay 99 điểm, 3 sao")
    assert ocop.from_json(ocop.Verdict, ocop.to_json(noted)) == noted
    assert faults(ocop.from_dict, ocop.Verdict, stored, on_difference="fault") == [
        ("table-corrected-since", ("rubric",))
    ]


def test_a_ballot_stands_under_the_rules_of_its_sheet():
    strict = RUBRIC.under(ocop.Rules().read(star_minima="own"))
    ballot = ocop.Ballot(member="A", sheet=strict.sheet(TOP))
    assert ocop.to_dict(ballot)["rules"] == strict.rules.version
    assert ocop.to_dict(ocop.Ballot(member="A", invalid="x"))["rules"] == ocop.Rules().version
