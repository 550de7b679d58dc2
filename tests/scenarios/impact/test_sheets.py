"""The impact on sheets: what each of them scores under both rules, and by which change."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.errors import InputError, NotFoundError
from ocop.scoring.sheet.carried import carried
from tests.scenarios.drafts import DRAFT, LAW, TABLES, amended, draft, highest, sheets_of

RUBRIC = ocop.regime("26").rubric(1)
MANY = st.lists(sheets_of(), max_size=6)
#: Drafts of single tables, so that one change, two, or all of them are laid over the law.
DRAFTS = st.sets(st.sampled_from(sorted(TABLES)), min_size=1).map(
    lambda names: amended(**{name: TABLES[name] for name in sorted(names)})
)


@given(MANY, DRAFTS)
def test_each_sheet_is_one_of_the_matrix_and_of_the_winners_the_losers_and_the_rest(sheets, after):
    result = ocop.impact(sheets, LAW, after)
    assert len(result.moves) == len(sheets)
    assert sum(result.matrix.values()) == len(sheets) == sum(result.matrix_by_points.values())
    groups = (result.winners, result.losers, result.unmoved, result.unknown)
    assert sorted(map(id, sum(groups, ()))) == sorted(map(id, result.moves))
    for dimension in ("set", "place", "entity", "entity_kind"):
        rows = result.by(dimension)
        for name, moves in zip(("winners", "losers", "unmoved", "unknown"), groups, strict=True):
            assert sum(getattr(row, name) for row in rows) == len(moves)


@given(MANY, st.sampled_from([LAW, DRAFT, LAW.read(star_minima="own")]))
def test_with_no_change_nobody_moves(sheets, rules):
    result = ocop.impact(sheets, rules, rules)
    assert result.singles == ()
    assert (result.winners, result.losers, result.minima) == ((), (), ())
    for move in result.moves:
        assert move.before == move.after
        more = (move.points, move.withheld, move.freed, move.excluded, move.admitted)
        assert more == ((),) * 5


@given(sheets_of(), DRAFTS)
def test_the_changes_together_are_the_rules_after(sheet, after):
    """What it comes to after is what a sheet of the same levels scores there at once."""
    (move,) = ocop.impact([sheet], LAW, after).moves
    assert move.before == ocop.score(sheet)
    rubric = after.regime("nhap").rubric(sheet.rubric.product_set)
    try:
        card, faults = ocop.score(carried(sheet, rubric)), ()
    except InputError as err:
        card, faults = None, err.faults
    assert (move.after, move.faults) == (card, faults)


@given(sheets_of(), st.sampled_from([{"bands": {"4": 75}}, {"bands": {"5": 95}}]))
def test_a_change_by_itself_does_what_it_does_when_it_is_all(sheet, tables):
    (move,) = ocop.impact([sheet], LAW, amended(**tables)).moves
    assert move.rest == 0
    assert [one.step for one in move.alone] == ([move.step] if move.step else [])


def test_a_rank_and_a_minimum_withhold_one_star_each_and_one_of_them_together():
    """One change by itself takes the star, so does the other; together they take it once."""
    choices = highest(RUBRIC, **{"1.1": 1})
    tables = {
        "bands": {"5": 99},
        "criteria": [{"sets": [1], "no": "1.1", "option": 3, "star": 5}],
    }
    (move,) = ocop.impact([RUBRIC.sheet(choices)], LAW, amended(**tables)).moves
    assert [(one.single, one.stars, one.step) for one in move.alone] == [(0, 4, -1), (1, 4, -1)]
    assert (move.step, move.rest) == (-1, 1)
    # the points do not reach five stars, so that no minimum withholds them any more
    assert move.withheld == ()


def test_what_moves_a_sheet_is_told_by_criterion_and_minimum():
    tables = {
        "criteria": [
            {"sets": [1], "no": "1.1", "option": 3, "star": 5},
            {"sets": [1], "no": "1.3", "option": 1, "points": 0},
        ],
    }
    sheet = RUBRIC.sheet(highest(RUBRIC, **{"1.1": 2, "1.3": 1}))
    result = ocop.impact([sheet], LAW, amended(**tables))
    (move,) = result.moves
    assert [(one.criterion, one.before, one.after) for one in move.points] == [("1.3", 1, 0)]
    assert [(one.criterion, one.stars) for one in move.withheld] == [("1.1", 5)]
    assert [(one.criterion_id, one.stars, one.withheld, one.freed) for one in result.minima] == [
        ("product-origin", 5, 1, 0)
    ]
    back = ocop.impact([sheet], amended(**tables), LAW)
    assert back.moves[0].freed == move.withheld
    assert back.minima[0].freed == 1


def test_a_fact_that_ends_the_evaluation_comes_and_goes():
    (fact,) = (one for one in RUBRIC.exclusions if one.id == "forged-dossier")
    sheet = RUBRIC.sheet(highest(RUBRIC), exclusions=[fact.id])
    without = amended(exclusions=[{"id": fact.id, "kind": "none"}])
    (move,) = ocop.impact([sheet], LAW, without).moves
    assert (move.admitted, move.step) == (("forged-dossier",), 5)
    row = {"id": "moi", "kind": "excluded", "vi": "Mới", "en": "New"}
    row |= {"sets": [1], "when": [["1.1", 3]]}
    other = RUBRIC.sheet(highest(RUBRIC))
    (move,) = ocop.impact([other], LAW, amended(exclusions=[row])).moves
    assert (move.excluded, move.step) == (("moi",), -5)


def test_a_sheet_that_cannot_be_taken_over_stays_with_its_faults():
    sheet = RUBRIC.sheet(highest(RUBRIC, **{"1.1": 2}))
    result = ocop.impact({"a": sheet}, LAW, DRAFT)
    (move,) = result.moves
    assert [fault.code for fault in move.faults] == ["level-dropped"]
    assert (move.after, move.step, move.rest) == (None, None, None)
    assert move.before == ocop.score(sheet)
    assert [(one.single, one.step) for one in move.alone] == [(1, None)]
    assert result.unknown == (move,)
    assert result.matrix[5, "unknown"] == 1


def test_a_single_change_may_leave_open_what_all_of_them_settle():
    """Alone it needs a level that only another of the changes brings."""
    rows = [
        {"sets": [1], "no": "5.2", "needs": "none"},
        {"sets": [1], "no": "5.3", "needs": "none"},
    ]
    choices = highest(RUBRIC, **{"5.1": 1})
    sheet = RUBRIC.sheet({no: held for no, held in choices.items() if no not in ("5.2", "5.3")})
    (move,) = ocop.impact([sheet], LAW, amended(criteria=rows)).moves
    assert [(one.single, one.step) for one in move.alone] == [(0, None), (1, None)]
    assert {fault.code for fault in move.faults} == {"no-option-chosen"}


def test_each_sheet_is_judged_by_its_own_regime():
    old = ocop.regime("148").rubric(1)
    sheets = [old.sheet(highest(old)), RUBRIC.sheet(highest(RUBRIC))]
    result = ocop.impact(sheets, LAW, DRAFT)
    assert [move.after.regime.id for move in result.moves] == ["148", "nhap"]
    assert result.moves[0].before.sheet.choices == result.moves[0].after.sheet.choices
    assert result.unmoved == result.moves
    assert [note.id for note in result.notes] == ["proposal"]


def test_one_regime_or_the_one_of_a_day_may_be_asked_for():
    sheet = RUBRIC.sheet(highest(RUBRIC))
    for asked in ({"regime": "26"}, {"on": date(2027, 6, 1)}):
        (move,) = ocop.impact([sheet], LAW, DRAFT, **asked).moves
        assert (move.before.regime.id, move.after.regime.id) == ("26", "nhap")
    (move,) = ocop.impact([sheet], LAW, DRAFT, on=date(2026, 12, 31)).moves
    assert (move.before.regime.id, move.after.regime.id) == ("26", "26")
    old = ocop.regime("148").rubric(1)
    (move,) = ocop.impact([old.sheet(highest(old))], LAW, DRAFT, regime="26").moves
    assert (move.before, move.after) == (None, None)
    assert {fault.code for fault in move.faults} == {"sheet-of-another-table"}
    with pytest.raises(NotFoundError):
        ocop.impact([sheet], LAW, DRAFT, regime="27")
    with pytest.raises(InputError, match="stands beside"):
        ocop.impact([sheet], LAW, DRAFT, regime="26", on=date(2027, 1, 1))


def test_rules_before_without_the_regime_of_a_sheet_say_so():
    sheet = DRAFT.regime("nhap").rubric(3).sheet(highest(DRAFT.regime("nhap").rubric(3)))
    (move,) = ocop.impact([sheet], LAW, DRAFT).moves
    assert move.before is None
    assert move.after == ocop.score(sheet)
    assert [fault.code for fault in move.faults] == ["no-such-regime"]
    assert (move.product_set, move.place, move.entity) == (None, None, None)


def test_sheets_come_in_a_list_or_by_id_and_scorecards_with_them():
    sheet = RUBRIC.sheet(highest(RUBRIC), product="Trà", place="Xã A", entity="HTX B")
    named = RUBRIC.sheet(highest(RUBRIC), product="Trà", code="83-1")
    plain = RUBRIC.sheet(highest(RUBRIC))
    listed = ocop.impact([sheet, ocop.score(named), plain], LAW, LAW)
    assert [move.id for move in listed.moves] == ["Trà", "83-1", 3]
    assert (listed.moves[0].place, listed.moves[0].entity) == ("Xã A", "HTX B")
    by_id = ocop.impact({7: plain, "x": sheet}, LAW, LAW, entity_kinds={7: "hợp tác xã"})
    assert [move.id for move in by_id.moves] == [7, "x"]
    kind, nothing = by_id.by("entity_kind")
    assert (kind.key, kind.unmoved, nothing.key, nothing.label) == ("cooperative", 1, None, None)
    same = by_id.moves[0].entity_kind
    again = ocop.impact({7: plain}, LAW, LAW, entity_kinds={7: same})
    assert again.moves[0].entity_kind == same


def test_every_fault_of_what_is_asked_is_told_at_once():
    with pytest.raises(InputError) as err:
        ocop.impact({1.5: RUBRIC.sheet(highest(RUBRIC)), "x": 3}, LAW, LAW, entity_kinds={"y": 4})
    codes = [fault.code for fault in err.value.faults]
    assert codes == ["key-not-text", "not-a-sheet", "no-such-id", "no-such-entity-kind"]
    for sheets in ("text", 4, None):
        with pytest.raises(InputError, match="list"):
            ocop.impact(sheets, LAW, LAW)
    with pytest.raises(InputError, match="table"):
        ocop.impact([], LAW, LAW, entity_kinds=[])
    with pytest.raises(InputError) as err:
        ocop.impact([], "26", None)
    assert [fault.code for fault in err.value.faults] == ["not-rules", "not-rules"]


def test_the_law_itself_stays_as_it_is():
    before = ocop.to_dict(ocop.Changes.from_dict(draft(**TABLES).to_dict())), RUBRIC.digest
    ocop.impact([RUBRIC.sheet(highest(RUBRIC))], LAW, DRAFT)
    assert ocop.regime("26").rubric(1) == RUBRIC
    assert (ocop.to_dict(DRAFT.changes[0]), ocop.regime("26").rubric(1).digest) == before
    assert ocop.Rules().is_default
