"""The single changes between two rules."""

from __future__ import annotations

import pytest

from ocop.law import Changes
from ocop.scenarios.impact.single import singles_between
from tests.scenarios.drafts import DRAFT, HEAD, LAW, TABLES, amended, draft


def test_each_row_of_a_draft_is_a_change_by_itself():
    singles = singles_between(LAW, DRAFT)
    assert [single.place for single in singles] == [
        "bands.4",
        *(f"criteria.{n}" for n in range(5)),
        "term.months",
    ]
    assert {single.changes for single in singles} == {"nhap"}
    alone = [single.rules is not None for single in singles]
    assert alone == [True, True, True, True, False, True, True]
    assert [one.code for one in singles[4].faults] == ["minima-out-of-order"] * 1
    for single in singles:
        assert single("vi") != single("en") == str(single.label.en)


def test_a_change_says_what_it_changes():
    words = {single.place: single("en") for single in singles_between(LAW, DRAFT)}
    assert words["bands.4"] == "Ranks, 4 stars, from: 70 → 75"
    assert words["criteria.0"].startswith("set 1, criterion 1.1, level 2, dropped: ")
    assert words["criteria.1"].endswith("none → 'Unclear'")
    assert words["criteria.2"].endswith("; and in 24 more sets")
    assert words["term.months"] == "Term of a certificate, months: 36 → 48"


@pytest.mark.parametrize(
    "tables",
    [
        {"rounds": "none"},
        {"doubts": {"moi": {"vi": "Chưa chắc", "en": "Not sure", "sets": [1]}}},
        {"exclusions": [{"id": "forged-dossier", "kind": "none"}]},
        {"criteria": [{"sets": [1], "no": "5.2", "needs": "none"}]},
        {"levels": {"reference": "Tờ trình, điều 2", "commune": {"duty": "evaluates"}}},
    ],
)
def test_whatever_a_draft_changes_stands_alone_as_in_it(tables):
    after = amended(**tables)
    (single,) = singles_between(LAW, after)
    assert single.rules == after
    assert single("vi")


def test_a_reading_is_a_change_too_and_back_to_the_default():
    own = LAW.read(star_minima="own")
    (single,) = singles_between(LAW, own)
    assert (single.changes, single.place, single.rules) == (None, "readings.star_minima", own)
    assert single("vi") == own.readings.labels[0].vi
    (back,) = singles_between(own, LAW)
    assert back.rules == LAW
    assert back("vi") == "star_minima: cumulative"


def test_rows_of_other_sets_and_levels_are_told_apart():
    rows = [
        {"sets": [1], "no": "1.1", "option": 1, "points": 0},
        {"sets": [2], "no": "1.1", "option": 1, "points": 0},
        {"sets": [2], "no": "1.1", "option": 2, "vi": "Vừa", "en": "Medium"},
    ]
    words = [single("en") for single in singles_between(LAW, amended(criteria=rows))]
    assert [text.partition(":")[0] for text in words] == [
        "set 1, criterion 1.1, level 1, points",
        "set 2, criterion 1.1, level 1, points",
        "set 2, criterion 1.1, level 2, Vietnamese words",
    ]


def test_a_correction_that_mends_nothing_any_more_is_named_by_its_place():
    head = {key: value for key, value in HEAD.items() if key != "from"}
    correction = Changes.from_dict({**head, "kind": "correction", "bands": {"4": 70}})
    (single,) = singles_between(LAW, LAW.amended(correction))
    assert single("en") == "bands.4"


def test_a_draft_on_a_draft_is_laid_over_the_first_of_them():
    second = Changes.from_dict({**HEAD, "id": "nhap-2", "amends": "nhap", "bands": {"4": 80}})
    both = DRAFT.amended(second)
    (single,) = singles_between(DRAFT, both)
    assert single.rules == both
    of_both = singles_between(LAW, both)
    assert [one.code for one in of_both[-1].faults] == ["change-unknown-decision"]
    assert len(of_both) == len(singles_between(LAW, amended(**TABLES))) + 1
    assert draft(**TABLES) in both.changes
