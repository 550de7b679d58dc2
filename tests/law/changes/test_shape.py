"""What is wrong with the shape of changes, and words of what they change."""

from __future__ import annotations

from datetime import date

import pytest

import ocop
from ocop.errors import InputError
from ocop.law import Changes, Readings, Rules
from ocop.law.changes.check import adding, idle
from ocop.law.fold.law import shipped
from ocop.scoring.rubric.what_if import laid_over

from .test_changes import CORRECTION, DRAFT, HEAD


def refused(data):
    with pytest.raises(InputError) as caught:
        Changes.from_dict(data)
    return {(one.code, one.path) for one in caught.value.faults}


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ({**HEAD, "from": "soon"}, ("change-wrong-type", ("from",))),
        ({**HEAD, "title": {"vi": "a", "en": "b", "fr": "c"}}, ("unknown-key", ("title", "fr"))),
        ({**HEAD, "criteria": 3}, ("change-wrong-type", ("criteria",))),
        ({**HEAD, "criteria": [3]}, ("change-wrong-type", ("criteria", 0))),
        ({**HEAD, "exclusions": [3]}, ("change-wrong-type", ("exclusions", 0))),
        ({**HEAD, "doubts": 3}, ("change-wrong-type", ("doubts",))),
        ({**HEAD, "deadlines": 3}, ("change-wrong-type", ("deadlines",))),
        ({**HEAD, "reference": "none"}, ("missing-key", ("reference",))),
        ({**HEAD, "id": "Dự thảo"}, ("change-not-an-id", ("id",))),
        ({**HEAD, "number": "1/2027"}, ("change-of-decisions", ("number",))),
        (
            {
                **HEAD,
                "criteria": [{"sets": [1], "no": "1.1", "option": 1, "after": 1, "points": 2}],
            },
            ("change-twice", ("criteria", 0, "after")),
        ),
        (
            {**HEAD, "criteria": [{"sets": [1], "no": "1.1", "after": 1, "was": {"points": 1}}]},
            ("change-new-option-was", ("criteria", 0, "was")),
        ),
        (
            {**HEAD, "criteria": [{"sets": [1], "no": "1.1", "after": 1}]},
            ("change-new-option", ("criteria", 0)),
        ),
    ],
)
def test_a_shape_that_is_refused(data, fault):
    assert fault in refused(data)


@pytest.mark.parametrize(
    ("key", "least", "most"), [("points", 0, 100), ("star", 1, 5), ("heading_star", 1, 5)]
)
def test_numbers_of_a_row_have_bounds(key, least, most):
    of_option = {} if key == "heading_star" else {"option": 1}

    def row(number):
        return {**HEAD, "criteria": [{"sets": [1], "no": "1.1", **of_option, key: number}]}

    for number in (least, most):
        assert Changes.from_dict(row(number))
    for number in (least - 1, most + 1):
        assert refused(row(number)) == {("change-out-of-range", ("criteria", 0, key))}


def test_what_differs_as_data():
    draft = Rules().amended(ocop.from_toml(Changes, DRAFT))
    rows = [one.to_dict("vi") for one in draft.differences]
    assert {row["table"] for row in rows} == {"bands", "term"}
    assert all(row["text"] and row["set"] is None for row in rows)
    (point,) = [
        one
        for one in draft.regime_on(date(2027, 3, 1)).rubric(1).changes
        if one.path == ("3.5", "1", "points")
    ]
    assert point.to_dict("en")["path"] == ["3.5", "1", "points"]
    assert str(point) == point("en")


def test_a_what_if_of_a_decision_that_is_not_there():
    rubric = ocop.regime("26").rubric(1)
    what_if = Changes.from_dict({**HEAD, "amends": "99", "bands": {"4": 75}})
    with pytest.raises(InputError) as caught:
        laid_over(rubric, what_if)
    assert caught.value.faults[0].code == "change-unknown-decision"


def test_rubrics_are_for_decisions_with_a_folder():
    with pytest.raises(InputError) as caught:
        adding(shipped(), Changes.from_dict({**HEAD, "rubrics": [1]}))
    assert "change-rubrics" in {one.code for one in caught.value.faults}


def test_a_correction_without_rows_is_idle_nowhere():
    law = adding(shipped(), Changes.from_dict({**CORRECTION, "bands": {"4": 75}}))
    assert idle(law, "26") == {}


def test_readings_that_are_no_table():
    with pytest.raises(InputError) as caught:
        Readings.of([("star_minima", "own")])
    assert caught.value.faults[0].code == "not-a-table"


def test_a_kind_of_entity_by_its_spelling_and_by_no_text():
    assert ocop.law.entity_kind("HTX").id == "cooperative"
    with pytest.raises(ocop.NotFoundError):
        ocop.law.entity_kind(3)
    with pytest.raises(ocop.NotFoundError):
        ocop.law.entity_kind("không có loại này")


def test_exclusions_and_headings_that_are_laid_over():
    """A row of one set, one that another set alone has, and values that stand so already."""
    rubric = ocop.regime("26").rubric(16)
    (exclusion, *_) = [one for one in rubric.exclusions if one.when]
    data = {**CORRECTION, "exclusions": [{"id": exclusion.id, "sets": [16], "when": []}]}
    law = adding(shipped(), Changes.from_dict(data))
    assert law.rubric("26", 16) != law.rubric("26", 15)
    (told,) = law.rubric("26", 16).changed
    assert (told.path, told.before) == ((exclusion.id, "when"), exclusion.when)
    assert told.after == ()
    no = exclusion.when[0][0]
    for when in ([[no, 99]], [["99.9", 1]]):
        changes = Changes.from_dict(
            {**data, "exclusions": [{**data["exclusions"][0], "when": when}]}
        )
        with pytest.raises(InputError):
            adding(shipped(), changes)


def test_a_day_that_no_year_has():
    rounds = shipped().table("26", "rounds")
    key = next(iter(rounds))
    changes = Changes.from_dict(
        {**HEAD, "rounds": {key: {"proposed_before": {"month": 13, "day": 1}}}}
    )
    with pytest.raises(InputError) as caught:
        adding(shipped(), changes)
    assert "not-a-day-of-a-year" in {one.code for one in caught.value.faults}


def test_a_row_with_a_reference_of_its_own():
    changes = Changes.from_dict({**HEAD, "bands": {"4": {"from": 75, "reference": "Điều 1"}}})
    law = adding(shipped(), changes)
    assert law.source(HEAD["id"], "bands", "4").reference == "Điều 1"
    whole = Changes.from_dict({**HEAD, "bands": {"reference": "Điều 2", "4": {"from": 75}}})
    assert adding(shipped(), whole).source(HEAD["id"], "bands", "4").reference == "Điều 2"


def test_a_table_that_ends():
    changes = Changes.from_dict({**HEAD, "term": "none"})
    law = adding(shipped(), changes)
    assert not law.table(HEAD["id"], "term")
    assert law.table("26", "term")


def laid(data):
    return adding(shipped(), Changes.from_dict(data))


def test_a_correction_of_doubts_and_exclusions():
    """What it settles is told by its id; what stood so already is idle, and so is what is gone."""
    of_148 = {**CORRECTION, "amends": "148"}
    doubts = {"148-returns-centre": "none", "148-24-1": "none"}
    law = laid({**of_148, "doubts": doubts, "bands": {"4": 75}})
    assert idle(law, "148") == {}
    assert "doubt" not in law.table("148", "returns")["centre"]
    row = {
        "id": "zero-score",
        "sets": [16],
        "when": [["6.1", 1], ["6.2", 1], ["6.3", 1], ["6.4", 1]],
    }
    law = laid({**CORRECTION, "exclusions": [row]})
    assert idle(law, "26") == {CORRECTION["id"]: (("exclusions", 0),)}


def test_a_new_doubt_of_one_set():
    rows = {"moi": {"vi": "Chưa rõ", "en": "Unclear", "sets": [2]}}
    law = laid({**HEAD, "doubts": rows, "bands": {"4": 75}})
    assert "moi" in law.rubric(HEAD["id"], 2).doubts
    assert "moi" not in law.rubric(HEAD["id"], 1).doubts
    (doubt,) = law.rubric(HEAD["id"], 2).changed
    assert (doubt("vi"), doubt("en")) == (
        doubt.place("vi") + ": không → 'Chưa rõ'",
        doubt.place("en") + ": none → 'Unclear'",
    )


def test_a_heading_that_is_not_so():
    row = {"id": "intellectual-property", "heading_star": 5, "was": {"heading_star": 3}}
    with pytest.raises(InputError) as caught:
        laid({**HEAD, "amends": "148", "from": date(2025, 1, 1), "criteria": [row]})
    assert "was-nowhere" in {one.code for one in caught.value.faults}


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"id": "no-such", "option": 1, "points": 2}, "no-such-criterion-id"),
        (
            {"id": "group-activities", "sets": [1, 26], "option": 1, "points": 0},
            "no-such-criterion-in-sets",
        ),
    ],
)
def test_criteria_that_are_not_there(row, code):
    if code == "no-such-criterion-in-sets":
        ids = {n: {c.id for c in ocop.regime("26").rubric(n).criteria} for n in (1, 26)}
        row = {**row, "id": min(ids[1] - ids[26])}
    with pytest.raises(InputError) as caught:
        laid({**HEAD, "criteria": [row]})
    assert code in {one.code for one in caught.value.faults}


def test_the_year_of_a_round_is_its_own_or_the_next():
    key = next(iter(shipped().table("26", "rounds")))
    day = {"month": 1, "day": 1, "year": 2}
    with pytest.raises(InputError) as caught:
        laid({**HEAD, "rounds": {key: {"proposed_before": day}}})
    assert "not-a-day-of-a-year" in {one.code for one in caught.value.faults}


def test_rows_that_go_are_said_whole():
    rules = Rules().amended(
        Changes.from_dict(
            {
                **HEAD,
                "deadlines": {"commune-check": "none"},
                "levels": {"province": {"recognises": [3]}, "centre": {"recognises": [4, 5]}},
            }
        )
    )
    for lang in ("vi", "en"):
        texts = [one(lang) for one in rules.differences]
        assert any("3, 4 → 3" in text for text in texts)
    befores = [one.to_dict("vi")["before"] for one in rules.differences]
    assert any(isinstance(before, dict) and before["number"] for before in befores)
    for lang in ("vi", "en"):
        texts = [one(lang) for one in rules.differences]
        assert len(texts) == len(set(texts)) >= 3


def test_words_by_key():
    assert ("change-wrong-type", ("events", "promoted")) in refused(
        {**HEAD, "events": {"promoted": 3}}
    )
    assert laid({**HEAD, "events": {"promoted": "Điều 8"}}).table(HEAD["id"], "events")


def test_a_decision_that_begins_no_regime_has_no_line():
    assert shipped().line("490") == ()
