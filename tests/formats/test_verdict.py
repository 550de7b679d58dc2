"""Verdicts as they are stored, reached anew and held to what they say; and as a person writes them."""

from __future__ import annotations

import json
import random
import tomllib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import ocop
from ocop.data import dump_json
from ocop.errors import InputError
from ocop.formats.schema import council_schema
from ocop.scoring.earlier import Earlier
from ocop.testing.strategies import ballots, council_rules, rubrics, rules
from tests.formats.test_schema import changed

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
    assert faults(ocop.from_dict, ocop.Verdict, {"total": 99}) == [
        ("missing-key", (key,))
        for key in ("ballots", "parts", "spread", "needs", "missed", "excluded", "notes", "doubts")
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


COUNCIL = """
type = "council"
on = 2026-11-20
set = 1
product = "Rau muống"
[readings]
star_minima = "own"
[regulation]
members = 3
quorum = "2/3"
[[ballots]]
member = "An"
chair = true
[ballots.choices]
TOP
[[ballots]]
member = "Bình"
choices = { CHOICES }
unmet = []
[[ballots]]
member = "Chi"
invalid = "không ký"
"""
FILLED = COUNCIL.replace("TOP", "\n".join(f'"{no}" = {n}' for no, n in TOP.items())).replace(
    "CHOICES", ", ".join(f'"{no}" = {n}' for no, n in (TOP | {"3.5": 1}).items())
)
SCHEMAS = {
    name: Draft202012Validator(schema)
    for name, schema in (
        ("verdict", ocop.json_schema(ocop.Verdict)),
        ("council", council_schema()),
    )
}


def plain(text):
    return json.loads(dump_json(tomllib.loads(text)))


def test_a_council_as_a_person_writes_it():
    """office G3: ballots and a regulation had no file."""
    found = ocop.from_toml(ocop.Verdict, FILLED)
    assert found.regulation == ocop.CouncilRules(members=3, quorum=Fraction(2, 3))
    assert [(b.member, b.chair, b.valid) for b in found.ballots] == [
        ("An", True, True),
        ("Bình", False, True),
        ("Chi", False, False),
    ]
    assert (found.total, found.stands) == (99, True)
    assert found.rubric.rules.readings.changed == {"star_minima": "own"}
    assert found.ballots[0].sheet.owner.product == "Rau muống"
    assert ocop.from_json(ocop.Verdict, ocop.to_json(found)) == found
    for schema in SCHEMAS.values():
        schema.validate(plain(FILLED))


def test_ballots_with_sheets_of_their_own():
    rows = [{"member": n, "sheet": ocop.to_dict(RUBRIC.sheet(TOP))} for n in "AB"]
    found = ocop.from_dict(ocop.Verdict, {"ballots": rows})
    assert found == ocop.verdict(ocop.Ballot(member=n, sheet=RUBRIC.sheet(TOP)) for n in "AB")
    assert SCHEMAS["council"].is_valid({"ballots": rows})


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("set = 1", "", [("missing-key", ("set",))]),
        ("set = 1", "set = 99", [("no-such-set", ("set",))]),
        ("on = 2026-11-20", "", [("no-regime", ())]),
        ('"own"', '"x"', [("no-such-reading", ("readings", "star_minima"))]),
        ("unmet = []", "umet = []", [("unknown-key", ("ballots", 1, "umet"))]),
        ("unmet = []", 'unmet = ["x"]', [("no-such-condition", ("ballots", 1, "unmet", 0))]),
        ("unmet = []", "sheet = {}", [("sheet-and-choices", ("ballots", 1, "sheet"))]),
        ('"3.5" = 1', '"3.5" = 9', [("no-such-option", ("ballots", 1, "choices", "3.5"))]),
        ('invalid = "không ký"', "", [("ballot-without-sheet", ("ballots", 2, "sheet"))]),
        ('invalid = "không ký"', "unmet = []", [("missing-key", ("ballots", 2, "choices"))]),
        ('member = "Bình"', 'member = "An"', [("second-ballot", ("ballots", 1, "member"))]),
        ('quorum = "2/3"', 'quorum = "x"', [("not-a-quorum", ("regulation", "quorum"))]),
        ("members = 3", "members = 2", [("more-ballots-than-members", ("ballots",))]),
        ('type = "council"', "seat = 1", [("unknown-key", ("seat",))]),
    ],
)
def test_what_is_wrong_with_a_council_stands_where_it_was_written(old, new, wrong):
    """Of what all sheets share it is told once."""
    assert old in FILLED
    assert faults(ocop.from_toml, ocop.Verdict, FILLED.replace(old, new)) == wrong


def test_ballots_that_are_no_list_of_tables():
    assert faults(ocop.from_dict, ocop.Verdict, {}) == [("missing-key", ("ballots",))]
    assert faults(ocop.from_dict, ocop.Verdict, {"ballots": 3}) == [("not-a-list", ("ballots",))]
    rows = [3, {}, {"member": "A", "sheet": 3}]
    assert faults(ocop.from_dict, ocop.Verdict, {"ballots": rows}) == [
        ("not-a-table", ("ballots", 0)),
        ("missing-key", ("ballots", 1, "member")),
        ("not-a-table", ("ballots", 2, "sheet")),
    ]


def test_what_the_schema_of_a_council_refuses_is_refused_on_reading():
    picked, document, refused = random.Random("council"), plain(FILLED), 0  # noqa: S311 - no secret
    for _ in range(150):
        other = changed(document, picked)
        if not SCHEMAS["council"].is_valid(other):
            refused += 1
            assert not SCHEMAS["verdict"].is_valid(other)
            with pytest.raises(ocop.OcopError):
                ocop.from_dict(ocop.Verdict, other)
    assert refused > 60
