"""Scorecards as they are stored: scored anew, held to what they say, kept where a table changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.errors import InputError
from ocop.scoring.earlier import Earlier
from ocop.scoring.scorecard import score
from ocop.testing.strategies import rubrics, rules, scorecards

RUBRIC = ocop.regime("26").rubric(1)
any_rubrics = rubrics(rules=rules())
#: rubrics asked for on any day, some of them later than the last check of the rules
dated_rubrics = rubrics(
    regime=st.dates(date(2019, 8, 21), date(2030, 12, 31)).map(ocop.regime_on), rules=rules()
)


def top(rubric):
    """Every highest level; in a checklist every line."""
    return {
        c.no: list(range(1, len(c.options) + 1)) if c.choice == "many" else len(c.options)
        for c in rubric.criteria
    }


def faults(call, *args, **more):
    """Code and path of every fault of a call, in their order."""
    with pytest.raises(InputError) as err:
        call(*args, **more)
    return [(fault.code, fault.path) for fault in err.value.faults]


CARD = score(RUBRIC.sheet(top(RUBRIC)))
LOW = score(RUBRIC.sheet(dict.fromkeys(top(RUBRIC), 1) | {"5.2": 0, "5.3": 0}))


@pytest.fixture(scope="module")
def vegetables():
    return RUBRIC


@pytest.mark.sweep
def test_a_scorecard_that_was_touched_is_refused(vegetables):
    data = ocop.to_dict(score(vegetables.sheet(top(vegetables))))
    assert ocop.from_dict(ocop.Scorecard, data).total == 100
    with pytest.raises(InputError) as err:
        ocop.from_dict(ocop.Scorecard, data | {"total": 99, "stars": 4})
    assert [fault.place for fault in err.value.faults] == ["total", "stars"]
    with pytest.raises(InputError, match="3 is not a table"):
        ocop.from_dict(ocop.Scorecard, 3)
    with pytest.raises(InputError, match="'total' is missing"):
        ocop.from_dict(ocop.Scorecard, {k: v for k, v in data.items() if k != "total"})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("total", 100.0),
        ("stars", 5.0),
        ("stars", True),
        ("stars", Decimal("sNaN")),
        ("excluded", ()),
        ("excluded", ["forged-dossier"]),
        ("parts", {"A": 40, "B": 25}),
        ("parts", {"A": 40, "B": 25, "C": 35.0}),
        ("parts", [40, 25, 35]),
    ],
)
def test_results_are_compared_with_their_types(vegetables, key, value):
    """hard A7: a 2.0 is not a 2, True is not a 1."""
    data = ocop.to_dict(score(vegetables.sheet(top(vegetables))))
    with pytest.raises(InputError) as err:
        ocop.from_dict(ocop.Scorecard, data | {key: value})
    (fault,) = err.value.faults
    assert fault.path[0] == key


def test_a_result_of_1_is_not_true(vegetables):
    lowest = dict.fromkeys(top(vegetables), 1) | {"5.2": 0, "5.3": 0}
    data = ocop.to_dict(score(vegetables.sheet(lowest)))
    assert data["stars"] == 1
    with pytest.raises(InputError, match="stars"):
        ocop.from_dict(ocop.Scorecard, data | {"stars": True})


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("garbage", "is not a date"),
        ([1, 2], "is not a date"),
        ("2026-02-30", "not a day of the calendar"),
        ("2026-05-21", "was not checked on 2026-05-21"),
        ("2999-01-01", "was not checked on 2999-01-01"),
    ],
)
def test_the_day_of_the_check_is_a_day_that_can_be(vegetables, wrong, said):
    """hard A6: "garbage" was taken and forgotten."""
    data = ocop.to_dict(score(vegetables.sheet(top(vegetables))))
    with pytest.raises(InputError) as err:
        ocop.from_dict(ocop.Scorecard, data | {"as_checked_on": wrong})
    assert [fault.place for fault in err.value.faults] == ["as_checked_on"]
    assert said in str(err.value)


def test_the_day_of_the_check_stays_with_an_amended_rubric():
    """hard A6"""
    aged = ocop.regime_on(date(2030, 1, 1)).rubric(1).amended(bands={4: 75})
    card = score(aged.sheet(top(aged)))
    back = ocop.from_dict(ocop.Scorecard, ocop.to_dict(card))
    assert ocop.to_json(back) == ocop.to_json(card)
    younger = ocop.from_dict(ocop.Scorecard, ocop.to_dict(card) | {"as_checked_on": None})
    assert younger.regime.as_checked_on is None
    sheet = {key: data for key, data in ocop.to_dict(card).items() if key in {"set", "choices"}}
    sheet |= {"on": "2030-01-01", "as_checked_on": "2026-09-29"}
    with pytest.raises(InputError, match="but on 2030-01-01 it is 2026-09-30"):
        ocop.from_dict(ocop.Sheet, sheet)
    sheet["as_checked_on"] = "2026-09-30"
    assert ocop.from_dict(ocop.Sheet, sheet).rubric.regime.as_checked_on == date(2026, 9, 30)


def test_results_are_told_of_where_they_differ():
    """hard A7, and at the place: not the whole table of parts."""
    data = ocop.to_dict(CARD.with_choice("3.5", 1)) | {
        "total": True,
        "parts": {"A": 0.0, "C": 3, "D": 1, 5: 1},
    }
    data["capped_by"] = [data["capped_by"][0] | {"stars": 9}, *data["capped_by"][1:]]
    data["notes"], data["doubts"], data["excluded"] = {}, [3], "x"
    assert sorted(faults(ocop.from_dict, ocop.Scorecard, data), key=str) == sorted(
        [
            ("not-as-scored", ("parts", "A")),
            ("missing-key", ("parts", "B")),
            ("not-as-scored", ("parts", "C")),
            ("unknown-key", ("parts", "D")),
            ("unknown-key", ("parts", "5")),
            ("not-as-scored", ("total",)),
            ("not-as-scored", ("capped_by", 0, "stars")),
            ("not-a-list", ("excluded",)),
            ("not-a-list", ("notes",)),
            ("not-text", ("doubts", 0)),
        ],
        key=str,
    )
    assert faults(ocop.from_dict, ocop.Scorecard, ocop.to_dict(LOW) | {"parts": 3}) == [
        ("not-a-table", ("parts",))
    ]


@given(st.one_of(scorecards(any_rubrics), scorecards(dated_rubrics)))
def test_scorecards_come_back_as_they_went(card):
    """apps D6, hard A6: also what a card says of the age of its rules."""
    for back in (
        ocop.from_json(ocop.Scorecard, ocop.to_json(card)),
        ocop.from_toml(ocop.Scorecard, ocop.to_toml(card)),
    ):
        assert back == card
        assert back.regime.notes == card.regime.notes
        assert ocop.to_json(back) == ocop.to_json(card)
        assert str(back) == str(card)
    assert (card.regime, card.rules) == (card.rubric.regime, card.rubric.rules)


@given(scorecards(any_rubrics), st.integers(0, 100), st.sampled_from([None, 1, 2, 3, 4, 5]))
def test_a_table_corrected_since_is_a_note_or_a_fault(card, total, stars):
    """apps G5: after a correction every stored card of the set was refused as if touched."""
    stored = ocop.to_dict(card) | {"rubric": "0" * 16, "total": total, "stars": stars}
    noted = ocop.from_dict(ocop.Scorecard, stored)
    assert (noted.sheet, noted.total, noted.stars) == (card.sheet, card.total, card.stars)
    assert noted.earlier == (Earlier(rubric="0" * 16, total=total, stars=stars),)
    assert [note.id for note in noted.notes[len(card.notes) :]] == ["table-corrected"]
    for back in (
        ocop.from_json(ocop.Scorecard, ocop.to_json(noted)),
        ocop.from_toml(ocop.Scorecard, ocop.to_toml(noted)),
        ocop.from_dict(ocop.Scorecard, ocop.to_dict(noted), on_difference="fault"),
    ):
        assert back == noted
        assert back.notes == noted.notes
    assert faults(ocop.from_dict, ocop.Scorecard, stored, on_difference="fault") == [
        ("table-corrected-since", ("rubric",))
    ]
    again = ocop.from_dict(ocop.Scorecard, ocop.to_dict(noted) | {"rubric": "1" * 16})
    assert [one.total for one in again.earlier] == [total, card.total]


def test_the_note_says_the_result_then_and_now():
    stored = ocop.to_dict(CARD) | {"rubric": "x", "total": 88, "stars": None}
    noted = ocop.from_dict(ocop.Scorecard, stored)
    (note,) = noted.notes
    assert note.label.vi.endswith("khi ấy 88 điểm, không có hạng; nay 100 điểm, 5 sao")
    assert note.label.en.endswith("then 88 points, no rank; now 100 points, 5★")
    assert note.label.en in str(noted.explain("en"))


def test_a_result_by_another_table_still_has_its_types():
    stored = ocop.to_dict(CARD) | {"rubric": "x", "total": "88", "stars": 9, "parts": []}
    assert faults(ocop.from_dict, ocop.Scorecard, stored, on_difference="fault") == [
        ("not-a-table", ("parts",)),
        ("not-a-whole-number", ("total",)),
        ("table-corrected-since", ("rubric",)),
    ]
    stored |= {"total": 88, "parts": {}}
    assert faults(ocop.from_dict, ocop.Scorecard, stored) == [("out-of-range", ("stars",))]
    stored |= {"total": -1, "stars": 5}
    assert faults(ocop.from_dict, ocop.Scorecard, stored) == [("below-zero", ("total",))]
    earlier = [{"rubric": "x", "total": 1.5}, {"total": 3, "stars": 1}]
    assert faults(ocop.from_dict, ocop.Scorecard, ocop.to_dict(CARD) | {"earlier": earlier}) == [
        ("not-a-number", ("earlier", 0, "total")),
        ("missing-key", ("earlier", 1, "rubric")),
    ]


def test_results_are_told_of_beside_faults_of_the_sheet():
    stored = ocop.to_dict(CARD) | {"set": 99, "total": "x", "regime": "26"}
    assert faults(ocop.from_dict, ocop.Scorecard, stored) == [
        ("no-such-set", ("set",)),
        ("not-a-whole-number", ("total",)),
    ]


def test_words_that_were_mended_are_no_tampering():
    """What is stable: wording may change with any version, and is not taken from what is stored."""
    noted = score(
        ocop.regime("26").rubric(15).sheet(top(ocop.regime("26").rubric(15)) | {"6.1": 1})
    )
    stored = ocop.to_dict(noted)
    (note,) = stored["notes"]
    assert ocop.from_dict(ocop.Scorecard, stored | {"notes": [note | {"en": "x"}]}) == noted
    assert ocop.from_dict(ocop.Scorecard, stored | {"doubts": []}) == noted
    assert faults(ocop.from_dict, ocop.Scorecard, stored | {"notes": [note | {"id": "x"}]}) == [
        ("not-as-scored", ("notes", 0))
    ]


def test_the_digest_is_of_the_numbers_and_ids_alone():
    changed = ocop.Rules().read(star_minima="own")
    assert RUBRIC.digest == RUBRIC.under(changed).digest
    assert RUBRIC.digest != RUBRIC.amended(bands={4: 71}).digest
    tables = [regime.rubric(one) for regime in ocop.regimes() for one in regime.sets]
    digests = {rubric.digest for rubric in tables}
    assert len(digests) > len(tables) / 2
    milder = ocop.scoring.Change("1.5", 3, min_star=0)
    assert RUBRIC.amended(milder).digest not in digests
