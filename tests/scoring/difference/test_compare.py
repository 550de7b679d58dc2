"""Rubrics, regimes and scorecards side by side."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.errors import InputError, NotFoundError
from ocop.scoring import Change, diff
from ocop.testing.strategies import rubrics, scorecards

LANGS = ("vi", "en")
LISTS = ocop.regime("1048").rubric(26)


def top(rubric):
    return {
        c.no: [o.no for o in c.options] if c.choice == "many" else len(c.options)
        for c in rubric.criteria
    }


def best(which, number=1):
    rubric = ocop.regime(which).rubric(number)
    return ocop.score(rubric.sheet(top(rubric)))


def lines(difference, *what, **where):
    return [str(row) for row in difference.only(*what, **where).rows]


def test_two_decisions_set_by_set():
    """notebooks 9: 3,508 rows, four texts each, that nobody could filter."""
    whole = diff("148", "26")
    assert len(whole.summary) == 26
    for counts in whole.summary:
        one = diff("148", "26", set=counts["set_before"])
        assert one.rows == whole.only(set=counts["set_after"]).rows
        groups = Counter(row.group for row in (*one.rows, *one.renumbered))
        assert {group: n for group, n in counts.items() if n and group[:4] != "set_"} == groups
    records = whole.whole.to_records("en")
    assert len(records) == len(whole.rows) + len(whole.renumbered)
    assert len(whole.to_records()) == len(whole.rows)
    assert {type(r["number_before"]) for r in records} <= {int, type(None)}


def test_a_set_of_two_decisions():
    found = diff("148", "26", set=1)
    said = [str(row) for row in found.rows]
    assert said[0] == "rubric: regime 148 → 26"
    assert [str(row) for row in found.renumbered][:2] == ["1a → 1.1: number", "1b → 1.3: number"]
    assert "3đ: criterion dropped: Accounting (1 point)" in said
    assert "3đ: bỏ tiêu chí: Kế toán (1 điểm)" in [row.text("vi") for row in found.rows]
    assert lines(found, "criterion-added") == [
        "1.2: criterion added: Quality-certified raw-material area (2 points)",
        f"2.4: criterion added: {ocop.regime('26').rubric(1).criterion('2.4').label.en} (1 point)",
    ]
    assert lines(found, "minima", criterion="quality-assurance") == [
        "10a → 10, option 3 → –: minimum 3 → –",
        "10a → 10, option 4 → –: minimum 4 → –",
        "10a → 10, option – → 1: minimum – → 3",
        "10a → 10, option – → 2: minimum – → 4",
        "10a → 10, option 5 → 3: minimum 5 → –",
    ]
    assert lines(found, "minima", criterion="3e") == lines(found, "minima", criterion="3.5")
    assert lines(found, "heading-minimum") == ["3e → 3.5: heading minimum 4 → –"]
    assert {row.group for row in found.only("exclusion").rows} == {"terms"}
    assert "Renumbered" not in found.text("en")
    assert "Renumbered only:\n  1a → 1.1: number\n" in found.whole.text("en")


def test_sets_that_have_no_answer():
    there, back = diff("1048", "148"), diff("148", "1048")
    assert lines(there, "set-dropped") == ["set 21: set dropped: Medical equipment and instruments"]
    assert len(there.only("set-added").rows) == len(back.only("set-dropped").rows) == 3
    # what was split or merged stands beside each of its answers
    assert {(r.set_before, r.set_after) for r in there.only(set=8).rows} == {(4, 8), (8, 8), (9, 8)}
    assert diff("1048", "148", set=21).text("vi").splitlines()[0] == "Bỏ:"
    with pytest.raises(NotFoundError):
        diff("1048", "148", set=27)
    text = there.text("en")
    assert "rubric: regime 1048 → 148 [sets 1–22, 26]" in text
    table = there.table("en")
    assert table.caption == "1048/QĐ-TTg → 148/QĐ-TTg"
    assert table.rows[1].cells == ("rubric", "regime", "1048", "148", "1–22, 26")
    assert "[sets" not in next(line for line in text.splitlines() if "set dropped" in line)


def test_amendments_and_proposals():
    assert {row.kind for row in diff("148", "1489").rows} == {"regime"}
    draft = ocop.Changes.from_dict(
        {
            "id": "de-xuat-2027",
            "kind": "proposal",
            "title": {"vi": "Dự thảo", "en": "Draft"},
            "amends": "26",
            "from": date(2027, 1, 1),
            "reference": "Dự thảo",
            "bands": {"4": 75},
        }
    )
    rules = ocop.Rules().amended(draft)
    found = diff(ocop.Rules(), rules)
    assert found.rows == diff(ocop.regime("26"), rules.regime("de-xuat-2027")).rows
    assert found.text("vi") == (
        "Quy định:\n  bộ tiêu chí: quy định 26 → de-xuat-2027 [bộ 1–26]\n"
        "  4★: tổng điểm tối thiểu 70 → 75 [bộ 1–26]"
    )
    strict = ocop.Rules().read(star_minima="own")
    assert {row.kind for row in diff(ocop.Rules(), strict).rows} == {"readings"}


def test_scorecards_say_that_their_rules_differ():
    """notebooks 9: two cards of two regimes, or of two sets, were compared in silence."""
    one, other = best("148"), best("26")
    assert lines(diff(one, other), "rules") == ["rubric: regime 148 → 26"]
    assert lines(diff(best("26"), best("26", 2)), "rules") == [
        f"rubric: set Fresh vegetables, fruit, roots and nuts → {ocop.regime('26').set(2).label.en}"
    ]
    assert lines(diff(one, other), criterion="3đ") == ["3đ: option 2 → –", "3đ: points 1 → –"]
    amended = other.rubric.amended(Change("3.5", 1, points=2))
    card = ocop.score(amended.sheet(top(amended)))
    assert lines(diff(other, card)) == [
        "rubric: changes – → set 1, criterion 3.5, level 1, points: 1 → 2"
    ]
    assert diff(card, card.with_choice("1.1", 1)).only("changes").rows == ()
    assert diff(card, other).table("en").caption == (
        "Fresh vegetables, fruit, roots and nuts (26/2026/QĐ-TTg) → "
        "Fresh vegetables, fruit, roots and nuts (26/2026/QĐ-TTg)"
    )
    assert lines(diff(card, other)) == [
        "rubric: changes set 1, criterion 3.5, level 1, points: 1 → 2 → –"
    ]


def test_what_scorecards_hold():
    card = best("26")
    none = card.with_choices({"5.1": 1, "5.2": None, "5.3": None, "1.1": 0})
    assert lines(diff(card, none), "option") == [
        "1.1: option 3 → none",
        "5.1: option 5 → 1",
        "5.2: option 3 → none",
        "5.3: option 4 → none",
    ]
    assert lines(diff(none, card), "option", criterion="1.1") == ["1.1: option none → 3"]
    lists = ocop.score(LISTS.sheet(top(LISTS)))
    fewer = lists.with_choice("6", [1])
    assert lines(diff(lists, fewer), "option") == ["6: option 1, 2, 3, 4 → 1"]
    record = diff(lists, fewer).only("option").to_records("en")[0]
    assert (record["words_before"], record["option_before"]) == ("1, 2, 3, 4", None)
    assert "6: choice a checklist → one level" in lines(diff(LISTS, ocop.regime("781").rubric(26)))


@given(scorecards(), st.data())
def test_points_of_the_rows_are_those_of_the_totals(card, data):
    criterion = data.draw(st.sampled_from(card.rubric.criteria))
    other = card.with_choice(criterion.no, 1)
    rows = diff(card, other).rows
    gains = [r.number_after - r.number_before for r in rows if r.kind == "points"]
    assert sum(gains) == other.total - card.total


@given(rubrics(), rubrics())
def test_differences_of_any_two(one, other):
    found, back = diff(one, other), diff(other, one)
    for lang in LANGS:
        assert found.whole.text(lang)
    assert repr(found)
    assert (diff(one, one).rows, str(diff(one, one))) == ((), "Nothing differs")
    assert diff(one, one).text() == "Không có gì khác"
    numbers = [
        (r.criterion_id, r.number_before, r.number_after) for r in found.only("maximum").rows
    ]
    turned = [(r.criterion_id, r.number_after, r.number_before) for r in back.only("maximum").rows]
    assert sorted(numbers) == sorted(turned)


def test_what_cannot_be_compared():
    card = best("26")
    for a, b in [(card, card.rubric), (card, "26"), (card.rubric, None), ("26", card)]:
        with pytest.raises(InputError, match="cannot be compared"):
            diff(a, b)
    with pytest.raises(InputError, match="of one product set already"):
        diff(card, card, set=1)
    with pytest.raises(InputError, match=r"what\[1\]: 'minimums'.*"):
        diff(card, card).only("minima", "minimums")


def test_the_table_of_two_rubrics_names_both():
    old, new = ocop.regime("148").rubric(1), ocop.regime("26").rubric(1)
    for lang in ("vi", "en"):
        text = diff(old, new).table(lang).text()
        assert old.title(lang) in text
        assert old.regime.citation(lang) in text
        assert new.regime.citation(lang) in text
