"""What a sheet takes, and how it says what it does not."""

from __future__ import annotations

import copy
import pickle
from collections import defaultdict
from datetime import date

import attrs
import pytest

import ocop
from ocop.errors import InputError, NotFoundError
from ocop.law import Changes, Rules
from ocop.scoring import Change, diff, score


def top(rubric):
    """Every highest level; in a checklist every line."""
    return {
        c.no: list(range(1, len(c.options) + 1)) if c.choice == "many" else len(c.options)
        for c in rubric.criteria
    }


def faults(rubric, choices, **more):
    with pytest.raises(InputError) as err:
        rubric.sheet(choices, **more)
    return {fault.place: str(fault) for fault in err.value.faults}


@pytest.fixture(scope="module")
def vegetables():
    return ocop.regime("26").rubric(1)


@pytest.fixture(scope="module")
def festival():
    return ocop.regime("1048").rubric(26)


@pytest.mark.parametrize("wrong", [True, 2.0, "3", [1], {"a": 1}])
def test_only_an_int_is_an_option(vegetables, wrong):
    found = faults(vegetables, top(vegetables) | {"1.1": wrong})
    assert set(found) == {'choices["1.1"]'}
    assert "is not an option number; give a whole number, 1 to 3" in found['choices["1.1"]']


def test_a_table_that_makes_up_what_it_lacks_lacks_it(vegetables):
    """It was taken, and kept what it had made up."""
    choices = defaultdict(
        lambda: 1, {no: level for no, level in top(vegetables).items() if no > "2"}
    )
    assert 'choices["1.1"]' in faults(vegetables, choices)
    assert "1.1" not in choices


class Array(list):
    """As an array of numpy: it does not say whether there is anything in it."""

    def __bool__(self):
        raise ValueError


def test_facts_in_an_array_are_a_list(vegetables):
    """Whether it says anything was asked of the array itself, and numpy's error escaped."""
    sheet = vegetables.sheet(top(vegetables), exclusions=Array())
    assert sheet == vegetables.sheet(top(vegetables))
    wrong = faults(vegetables, top(vegetables), unmet=Array(["a", "b"]))
    assert set(wrong) == {"unmet[0]", "unmet[1]"}


def test_one_criterion_alone():
    rubric = ocop.regime("26").rubric(1)
    part, group = rubric.parts[0], rubric.groups[0]
    alone = attrs.evolve(group, criteria=group.criteria[:1])
    small = attrs.evolve(rubric, parts=(attrs.evolve(part, groups=(alone,)),))
    no = alone.criteria[0].no
    assert small.sheet({no: 2}).choices == {no: 2}
    for wrong in ([1], True, "1"):
        assert set(faults(small, {no: wrong})) == {f'choices["{no}"]'}


@pytest.mark.parametrize("key", ["１.１", "１．１", "1．1"])
def test_a_key_typed_full_width_is_the_criterion_that_it_names(vegetables, key):
    """office D14: a key of full-width digits was no criterion, without a word on why."""
    choices = top(vegetables)
    wide = {key if no == "1.1" else no: option for no, option in choices.items()}
    assert vegetables.sheet(wide) == vegetables.sheet(choices)
    assert vegetables.criterion(key) is vegetables.criterion("1.1")
    assert "stands twice" in faults(vegetables, choices | {key: 1})[f'choices["{key}"]']


@pytest.mark.parametrize("key", ["1.1¹", "1.¹", "١.١"])
def test_a_raised_or_foreign_digit_is_taken_for_no_other(vegetables, key):
    (fault,) = vegetables.check({key: 1}, partial=True)
    assert fault.code == "not-a-criterion"


def test_nothing_is_no_option(vegetables):
    found = faults(vegetables, top(vegetables) | {"1.1": None}, partial=True)
    assert "no option is chosen" in found['choices["1.1"]']


@pytest.mark.parametrize("wrong", [-1, 4, 99])
def test_an_option_out_of_range_says_how_many_there_are(vegetables, wrong):
    found = faults(vegetables, top(vegetables) | {"3.5": wrong})
    assert found == {'choices["3.5"]': f'choices["3.5"]: option {wrong}, but the criterion has 3'}


def test_zero_where_a_level_of_zero_is_printed_names_that_level(vegetables):
    found = faults(vegetables, top(vegetables) | {"1.2": 0})
    assert "that is option 1" in found['choices["1.2"]']


def test_zero_where_no_level_of_zero_is_printed_is_none_of_these(vegetables):
    card = score(vegetables.sheet(top(vegetables) | {"1.1": 0}))
    assert card.total == 97
    assert card.line("1.1").held == ()
    strict = vegetables.under(Rules().read(none_of_these="fault"))
    assert "none_of_these" in faults(strict, top(vegetables) | {"1.1": 0})['choices["1.1"]']


def test_none_of_these_fails_every_minimum_of_the_criterion(vegetables):
    card = score(vegetables.sheet(top(vegetables) | {"3.5": 0}))
    assert [(m.option, m.needs_option, m.stars) for m in card.capped_by] == [(0, 1, 3), (0, 2, 4)]
    assert card.stars == 2


def test_missing_and_unknown_criteria(vegetables):
    choices = top(vegetables)
    del choices["12"]
    found = faults(vegetables, choices | {"12.1": 1})
    assert "no option is chosen" in found['choices["12"]']
    assert "the rubric has no criterion '12.1'" in found['choices["12.1"]']


def test_a_criterion_under_two_spellings(vegetables):
    found = faults(vegetables, top(vegetables) | {"1.1.": 1})
    assert "stands twice" in found['choices["1.1."]']


@pytest.mark.parametrize("spelling", ["1đ", "1Đ", "1.đ", " 1 đ ", "1dd", "1DD.", "1đ."])
def test_spellings_of_a_lettered_criterion(spelling):
    rubric = ocop.regime("148").rubric(1)
    choices = top(rubric)
    value = choices.pop("1đ")
    assert rubric.sheet(choices | {spelling: value}) == rubric.sheet(top(rubric))
    assert rubric.criterion(spelling).no == "1đ"


def test_a_number_that_is_not_text(vegetables):
    found = faults(vegetables, top(vegetables) | {1.1: 1})
    assert found == {"choices": "choices: the key 1.1 is not text; write it in quotes"}


def test_choices_that_are_no_mapping(vegetables):
    """apps D7: a list in place of choices was 33 faults."""
    assert faults(vegetables, [3, 2]) == {"choices": "choices: a list is not a table"}


def test_a_story_criterion_without_a_story(vegetables):
    choices = top(vegetables) | {"5.1": 1}
    found = faults(vegetables, choices)
    assert set(found) == {'choices["5.2"]', 'choices["5.3"]'}
    assert found['choices["5.2"]'].endswith(
        "where 5.1 is option 1 (Only applies if there is a story); leave it out"
    )


@pytest.mark.parametrize("said", [{}, {"5.2": 0, "5.3": 0}])
def test_without_a_story_what_needs_it_scores_0(vegetables, said):
    choices = top(vegetables) | {"5.1": 1}
    del choices["5.2"], choices["5.3"]
    card = score(vegetables.sheet(choices | said))
    assert card.total == 100 - 12
    assert not card.line("5.2").applicable
    assert "5.2" not in card.sheet.choices
    assert card.sheet.inapplicable == {"5.2", "5.3"}
    assert "không áp dụng" in str(card.explain())


def test_the_story_as_printed(vegetables):
    printed = vegetables.under(Rules().read(story_scope="as-printed"))
    choices = top(vegetables) | {"5.1": 1}
    assert set(faults(printed, choices)) == {'choices["5.2"]'}
    del choices["5.2"]
    assert score(printed.sheet(choices)).line("5.3").points == 5


def test_an_unmet_condition_takes_the_criterion_with_it(vegetables):
    found = faults(vegetables, top(vegetables), unmet=["test-reports"])
    assert "the sheet says that 'test-reports' is unmet" in found['choices["9"]']
    choices = top(vegetables)
    del choices["9"]
    card = score(vegetables.sheet(choices, unmet=["test-reports"]))
    assert card.total == 95
    assert card.sheet.inapplicable == {"9"}
    assert card.stars == 2
    assert card.with_choice("1.1", 1).sheet.unmet == ("test-reports",)
    assert not card.advice(to=3).reachable
    assert "9 cannot meet its minimum" in str(card.advice(to=3))


def test_exclusions_end_the_evaluation(vegetables):
    card = score(vegetables.sheet(top(vegetables), exclusions=["forged-dossier"]))
    assert (card.total, card.stars_by_points, card.stars) == (100, 5, None)
    assert [each.id for each in card.exclusions] == ["forged-dossier"]
    assert card.next_star.exclusions == card.exclusions
    assert "Bị loại: Giả mạo hồ sơ" in str(card.explain("vi"))
    advice = card.advice(to=1)
    assert not advice.reachable
    assert "The dossier is forged" in str(advice)


def test_exclusions_must_be_known(vegetables):
    found = faults(vegetables, top(vegetables), exclusions=["forged", "x", 1, ["y"]])
    assert list(found) == [f"exclusions[{n}]" for n in range(4)]
    assert "the rubric has no exclusion 'forged'; there are " in found["exclusions[0]"]
    near = faults(vegetables, top(vegetables), exclusions=["forged-dosier"])
    assert near["exclusions[0]"].endswith("did you mean 'forged-dossier'?")
    twice = faults(vegetables, top(vegetables), exclusions=["forged-dossier"] * 2)
    assert twice == {"exclusions[1]": "exclusions[1]: 'forged-dossier' stands twice"}
    for wrong in ("forged-dossier", b"x", {"forged-dossier": False}, 3, None):
        assert "is not a list" in faults(vegetables, {}, exclusions=wrong)["exclusions"]
    tourism = ocop.regime("26").rubric(26)
    assert "no exclusion 'x'" in faults(tourism, top(tourism), exclusions=["x"])["exclusions[0]"]


def test_a_choice_that_is_an_exclusion():
    water = ocop.regime("26").rubric(16)
    card = score(water.sheet(top(water) | {"6.4": 1}))
    assert card.stars is None
    assert card.exclusions[0].reference.endswith("set 16, criterion 6.4")
    fish = ocop.regime("1048").rubric(9)
    card = score(fish.sheet(top(fish) | {"6.1": 1}))
    assert [each.id for each in card.exclusions] == ["unacceptable-impurities"]
    # a step out of the exclusion is a step like any other
    assert card.advice(to=5).steps[0].criterion == "6.1"


def test_checklists(festival):
    choices = top(festival)
    assert score(festival.sheet(choices | {"3.2": 2})).total == 99
    card = score(festival.sheet(choices | {"6": [3, 1], "7": []}))
    assert card.line("6").points == 3
    assert card.line("7").points == 0
    assert card.sheet.choices["6"] == (1, 3)
    assert card.sheet.choices["7"] == ()
    assert "không đạt mức nào" in str(card.explain("vi"))
    for wrong, code, path in [
        (1, "not-a-checklist", ()),
        ([5], "no-such-option", (0,)),
        ([1, 1], "ticked-twice", (1,)),
        ([2, True], "not-an-option", (1,)),
    ]:
        with pytest.raises(InputError) as err:
            festival.sheet(choices | {"6": wrong})
        (fault,) = err.value.faults
        assert (fault.code, fault.path) == (code, ("choices", "6", *path))
    advice = score(festival.sheet(choices | {"6": [], "8": []})).advice(to=5)
    assert advice.cost == 2
    assert {step.criterion for step in advice.steps} <= {"6", "8", "3.2"}


def test_points_tell_options(vegetables, festival):
    sheet = vegetables.sheet(top(vegetables))
    points = {c.no: held[0].points for c, held in sheet}
    assert vegetables.sheet_from_points(points) == sheet
    assert vegetables.sheet_from_points(points | {"1.1": 0}).choices["1.1"] == 0
    for wrong, said in [
        (7, "no option has 7 points; they have 0, 1, 2, 3"),
        (True, "not a number"),
    ]:
        with pytest.raises(InputError) as err:
            vegetables.sheet_from_points(points | {"1.1": wrong})
        assert said in str(err.value)
    with pytest.raises(InputError) as err:
        vegetables.sheet_from_points({"0.0": 1, "1.1": 7})
    paths = [fault.path for fault in err.value.faults]
    assert paths == [("points", no) for no in ("0.0", "1.1", *list(points)[1:])]
    juice = ocop.regime("26").rubric(7)
    with pytest.raises(InputError, match="1 point may be several options: 1, 2"):
        juice.sheet_from_points({c.no: c.options[-1].points for c in juice.criteria} | {"3.1": 1})
    all_points = {c.no: c.maximum for c in festival.criteria} | {"3.2": 2}
    sheet = festival.sheet_from_points(all_points)
    assert sheet.choices["6"] == (1, 2, 3, 4)


def test_heading_minima():
    rubric = ocop.regime("148").rubric(1)
    lowest = top(rubric) | {"3e": 1}
    assert score(rubric.sheet(lowest)).stars == 5
    highest = rubric.under(Rules().read(heading_minimum="highest-level"))
    card = score(highest.sheet(lowest))
    assert card.stars == 3
    assert card.capped_by[0].needs_option == 2


def test_own_minima_and_refusal(vegetables):
    choices = top(vegetables) | {"2.2": 2}  # misses the 3★ mark only
    assert score(vegetables.sheet(choices)).stars == 2
    own = vegetables.under(Rules().read(star_minima="own"))
    card = score(own.sheet(choices))
    assert card.stars == 5
    assert card.capped_by == ()
    assert [m.stars for m in card.missed_minima] == [3]
    card = score(own.sheet(top(vegetables) | {"1.5": 2}))
    assert (card.stars, [m.stars for m in card.capped_by]) == (3, [4, 5])
    refused = vegetables.under(Rules().read(missed_minimum="refused"))
    card = score(refused.sheet(choices))
    assert (card.stars, card.stars_by_points) == (None, 5)
    assert "không xếp hạng" in str(card.explain("vi"))
    assert card.next_star.stars == 5
    draft = refused.sheet({k: v for k, v in choices.items() if k != "12"}, partial=True)
    assert score(draft).highest_stars is None


def test_drafts(vegetables):
    draft = vegetables.sheet({}, partial=True)
    found = score(draft)
    assert (found.lowest_total, found.highest_total) == (0, 100)
    assert (found.lowest_stars, found.highest_stars) == (1, 5)
    assert len(found.missing) == len(draft.missing) == 32
    assert "0 to 100 points, 1 to 5 stars; 32 criteria" in str(found)
    water = ocop.regime("26").rubric(16)
    assert score(water.sheet({}, partial=True)).lowest_stars is None
    excluded = water.sheet({"6.1": 1}, partial=True)
    assert score(excluded).highest_stars is None
    assert "– to – stars" in str(score(excluded))
    answered = vegetables.sheet({"5.2": 2, "5.3": 2}, partial=True)
    assert score(answered).lowest_total == 1 + 1 + 1  # 5.1 is then above "none"
    none = vegetables.sheet({"5.1": 1}, partial=True)
    assert score(none).highest_total == 88
    assert "5.2" not in none.missing


def test_a_sheet_says_whose_it_is_and_is_scored_the_same(vegetables):
    owner = {
        "product": "Ra\u0075 sa\u0302m",
        "code": "x",
        "entity": "HTX",
        "member": "A",
        "place": "B",
    }
    sheet = vegetables.sheet(top(vegetables), **owner)
    assert sheet.owner.fields == owner | {"product": "Rau s\u00e2m"}
    assert vegetables.sheet(top(vegetables)).owner.fields == {}
    assert sheet != vegetables.sheet(top(vegetables))
    card = score(sheet)
    assert (card.total, card.stars) == (100, 5)
    lower = card.with_choice("3.5", 1)
    assert lower.sheet.owner == lower.advice(to=5).result.sheet.owner == sheet.owner
    draft = vegetables.sheet(top(vegetables), partial=True, **owner)
    assert draft.finish() == sheet
    points = {c.no: c.options[-1].points for c in vegetables.criteria}
    assert vegetables.sheet_from_points(points, **owner) == sheet
    assert card.explain("en").summary[2:4] == ("Product: Rau s\u00e2m", "Product code: x")
    assert "Chủ thể: HTX" in card.explain("vi").summary
    with pytest.raises(InputError) as err:
        vegetables.sheet(top(vegetables) | {"1.1": 9}, product=3, member=None)
    assert [(fault.code, fault.path) for fault in err.value.faults] == [
        ("not-text", ("product",)),
        ("not-text", ("member",)),
        ("no-such-option", ("choices", "1.1")),
    ]


def test_a_sheet_only():
    with pytest.raises(InputError, match="sheet: a table is not a checked sheet"):
        score({"1.1": 1})


def test_what_if(vegetables):
    card = score(vegetables.sheet(top(vegetables)))
    lower = card.with_choice("3.5", 1)
    assert (lower.total, lower.stars) == (98, 3)
    assert lower.rubric is card.rubric
    assert [str(row) for row in diff(card, lower).rows] == [
        "3.5: option 3 → 1",
        "3.5: points 3 → 1",
        "scorecard: total 100 → 98",
        "scorecard: stars 5 → 3",
    ]
    with pytest.raises(InputError, match="leave it out"):
        card.with_choices({"5.1": 1, "5.2": 3})
    without = card.with_choices({"5.1": 1, "5.2": None, "5.3": None})
    assert without.total == 88
    with pytest.raises(InputError, match="no criterion 'nothing'"):
        card.with_choice("nothing", 1)
    # hard A13: the last of two spellings was taken in silence
    with pytest.raises(InputError, match=r"criterion 1\.1 stands twice, also as '1\.1'") as err:
        card.with_choices({"1.1": 1, " 1.1. ": 2})
    assert [fault.place for fault in err.value.faults] == ['choices[" 1.1. "]']


def test_advice(vegetables):
    card = score(vegetables.sheet(top(vegetables) | {"3.5": 1, "1.5": 2}))
    advice = card.advice(to=4)
    assert [(s.criterion, s.held, s.reached, s.cost) for s in advice.steps] == [
        ("1.5", (2,), (3,), 1),
        ("3.5", (1,), (2,), 1),
    ]
    assert [s.meets for s in advice.steps] == [(4,), (4, 5)]
    assert "to 4★, cost 2" in str(advice)
    assert str(card.advice(to=3)) == "3★ is reached already"
    assert not card.advice(to=4, fixed=["3.5"]).reachable
    dear = card.advice(to=4, cost=lambda no, held, reached: 10 if no == "3.5" else reached - held)
    assert dear.cost == 11
    for wrong, said in [
        ({"9.9": 1}, "no criterion '9.9'"),
        ({"1.1": -1}, "below 0"),
        ({"1.1": 0.5}, "not an exact number"),
        ({"1.1": True}, "not an exact number"),
    ]:
        with pytest.raises(InputError) as err:
            card.advice(to=4, cost=wrong)
        assert said in str(err.value)
    with pytest.raises(InputError, match="below 0"):
        card.advice(to=4, cost=lambda *_: -1)
    for wrong in (0, 6, True, "4"):
        with pytest.raises(InputError, match="is not a rank"):
            card.advice(to=wrong)


def test_advice_says_why_not(vegetables):
    low = score(vegetables.sheet(dict.fromkeys(top(vegetables), 1) | {"5.2": 0, "5.3": 0}))
    rest = [no for no in top(vegetables) if no != "12"]
    advice = low.advice(to=5, fixed=rest)
    assert not advice.reachable
    assert any("points can be had, 90 are needed" in why.en for why in advice.why_not)
    water = ocop.regime("26").rubric(16)
    stuck = score(water.sheet(top(water) | {"6.1": 1})).advice(to=5, fixed=["6.1"])
    assert any("excluded" in why.en for why in stuck.why_not)
    # points alone would do and minima alone would do, but no choice does both
    odd = vegetables.under(Rules().read(missed_minimum="refused"))
    card = score(odd.sheet(top(vegetables) | {"1.5": 2}))
    advice = card.advice(to=4, fixed=["1.5"])
    assert not advice.reachable
    assert any("cannot meet its minimum" in why.en for why in advice.why_not)
    narrow = odd.amended(Change("1.5", 3, min_star=0))
    card = score(narrow.sheet(top(vegetables) | {"1.5": 2}))
    advice = card.advice(to=4, fixed=["1.5"])
    assert not advice.reachable
    assert "no choice of options meets both" in str(advice)


def test_advice_stays_within_a_product_s_case():
    rubric = ocop.regime("1048").rubric(1).amended(bands={5: 100})
    # case b of criterion 3.2 gives 1 point at most, case a 2
    card = score(rubric.sheet(top(rubric) | {"3.2": 3}))
    advice = card.advice(to=5)
    assert not advice.reachable
    assert any("at most 99 points" in why.en for why in advice.why_not)


def test_what_applies_may_still_reach_no_level():
    rubric = ocop.regime("1048").rubric(1)
    answered = top(rubric) | {"3.2": 2}
    del answered["5.3"]  # there is a story, and no level of 0 points is printed for its structure
    found = score(rubric.sheet(answered, partial=True))
    assert (found.lowest_total, found.highest_total) == (98, 100)


def test_amendments(vegetables):
    new = vegetables.amended(
        Change("3.5", 1, points=2), Change("3.5", 2, min_star=0), bands={4: 75}
    )
    assert tuple(map(str, new.changes)) == (
        "Ranks, 4 stars, from: 70 → 75",
        "set 1, criterion 3.5, level 1, points: 1 → 2",
        "set 1, criterion 3.5, level 2, star minimum: 4 → none",
    )
    assert new.stars_by_points(74) == 3
    assert {str(row) for row in diff(vegetables, new).rows} == {
        "4★: least total 70 → 75",
        "3.5, option 1: points 1 → 2",
        "3.5, option 2: minimum 4 → –",
    }
    card = score(new.sheet(top(new)))
    text = str(card.explain("vi"))
    assert (
        "Khác quy định hiện hành: Hạng sao, 4 sao, từ: 70 → 75; Bộ 1, tiêu chí 3.5, mức 1" in text
    )
    assert "mức 2, mức tối thiểu theo sao: 4 → không" in text
    assert diff(score(vegetables.sheet(top(vegetables))), card).rows[0].kind == "changes"
    top_up = vegetables.amended(
        Change("12", 3, points=5), Change("1.1", 3, points=2), Change("1.3", 3, points=2)
    )
    assert top_up.criterion("12").maximum == 5
    assert top_up.groups[-1].maximum == 5
    assert [part.maximum for part in top_up.parts] == [38, 25, 37]
    both = vegetables.amended(Change("12", 1, points=2), Change("12", 1, min_star=3))
    assert both.criterion("12").options[0].points == 2
    lines = [Change("6", 1, points=3), Change("7", 1, points=0), Change("7", 2, points=0)]
    checklist = ocop.regime("1048").rubric(26).amended(*lines)
    assert checklist.criterion("6").maximum == 7


def test_asterisks_of_a_heading_can_be_changed():
    """notebooks 5: dropping the trademark minimum of 148 was a silent no-op."""
    rubric = ocop.regime("148").rubric(1)
    none = top(rubric) | {"3e": 0}
    assert score(rubric.sheet(none)).stars == 3
    free = rubric.amended(Change("3e", min_star=0))
    assert [(each.path, each.before, each.after) for each in free.changes] == [
        (("3e", "heading_star"), 4, None)
    ]
    assert score(free.sheet(none)).stars == 5
    assert [str(row) for row in diff(rubric, free).rows] == ["3e: heading minimum 4 → –"]
    stricter = rubric.amended(Change("3e", min_star=3))
    assert score(stricter.sheet(none)).stars == 2
    with pytest.raises(InputError, match="they stand on the heading of criterion 3e; leave the"):
        rubric.amended(Change("3e", 1, min_star=0))


@pytest.mark.parametrize(
    ("changes", "bands", "code"),
    [
        ([Change("9.9", 1)], None, "no-such-criterion"),
        ([Change("1.1", 9, points=1)], None, "no-such-level"),
        ([Change("1.1", 1, points=-1)], None, "change-out-of-range"),
        ([Change("1.1", 1, min_star=7)], None, "change-out-of-range"),
        ([Change("1.1", 1, min_star=0)], None, "change-nothing"),
        ([Change("1.1", min_star=0)], None, "change-nothing"),
        ([Change("1.1", 1, points=1)], None, "change-nothing"),
        ([Change("1.1", points=1)], None, "change-points-of-heading"),
        ([Change("1.1")], None, "change-says-nothing"),
        ([Change("1.1", 3, points=2**33)], None, "change-out-of-range"),
        ([Change("1.1", 3, points=4)], None, "total-over-in-set"),
        ([Change("1.1", 1, points=9)], None, "points-out-of-order"),
        ([Change("1.5", 4, min_star=4)], None, "minima-out-of-order"),
        ([], {7: 1}, "rules-not-known"),
        ([], {4: 95}, "ranks-out-of-order"),
        ([], {4: 70}, "change-nothing"),
        ([], {4: 70.5}, "change-wrong-type"),
        ([], {4: True}, "change-wrong-type"),
        ([], {True: 5}, "change-not-a-rank"),
        ([], {5: 120}, "change-out-of-range"),
        ([], {1: -5}, "change-out-of-range"),
        ([], {1: 10}, "totals-without-rank"),
    ],
)
def test_amendments_that_cannot_be(vegetables, changes, bands, code):
    """hard A13: points beyond 100, booleans, and ranks out of range were accepted."""
    with pytest.raises(InputError) as err:
        vegetables.amended(*changes, bands=bands)
    assert code in [fault.code for fault in err.value.faults]


def test_a_change_is_of_whole_numbers(vegetables):
    """hard A13: True was taken for 1."""
    for wrong in ({"points": True}, {"min_star": False}, {"option": True}, {"points": "1"}):
        with pytest.raises(InputError) as err:
            Change("1.1", **wrong)
        assert [(fault.code, fault.path) for fault in err.value.faults] == [
            ("not-a-whole-number", tuple(wrong))
        ]
    with pytest.raises(InputError) as err:
        vegetables.amended(3, Change("1.1", 1, points=0), bands=3)
    assert [(fault.code, fault.path) for fault in err.value.faults] == [
        ("not-of-kind", ("changes", 0)),
        ("not-a-table", ("bands",)),
    ]


def test_amendments_may_go_where_no_law_went(vegetables):
    first = vegetables.amended(Change("1.1", 2, min_star=1))
    card = score(first.sheet(top(first) | {"1.1": 1}))
    assert (card.stars_by_points, card.stars) == (5, None)
    lines = ocop.regime("1048").rubric(26).amended(Change("6", 2, min_star=4))
    choices = top(lines) | {"3.2": 2}
    assert score(lines.sheet(choices)).stars == 5
    card = score(lines.sheet(choices | {"6": [1, 3, 4]}))
    assert (card.stars, card.capped_by[0].needs_option) == (3, 2)


def test_reprs_are_short(vegetables):
    card = score(vegetables.sheet(top(vegetables)))
    assert repr(card) == "<Scorecard of <Rubric 26/1: Rau, củ, quả, hạt tươi>: 100 points, 5★>"
    assert repr(card.sheet).startswith("<Sheet of <Rubric 26/1")
    assert "no rank" in repr(score(vegetables.sheet(top(vegetables), exclusions=["common-staple"])))
    assert str(vegetables).endswith("(26/2026/QĐ-TTg, Appendix II, set 1)")
    assert str(card.parts["A"]) == "40/40"
    assert card._repr_html_() == card.explain("en").table().html()
    missed = card.with_choice("3.5", 1).capped_by[0]
    assert str(missed) == "3.5: option 1, 4★ needs 2"


def test_explanations(vegetables):
    card = score(vegetables.sheet(top(vegetables) | {"3.5": 1, "12": 0}))
    text = str(card.explain(lang="en"))
    assert "5 stars by points, held back by:" in text
    assert "3.5 Intellectual property: 4★: needs option 2" in text
    assert "26/2026/QĐ-TTg, Appendix II, set 1, criterion 3.5" in text
    assert "none of the levels" in text
    assert card.explain(lang="en").to_data()["rows"][0]["criterion"] == "1.1"
    with pytest.raises(InputError, match="'fr' is not a language"):
        card.explain(lang="fr")
    own = score(vegetables.under(Rules().read(star_minima="own")).sheet(card.sheet.choices))
    assert "star_minima = own" in str(own)
    doubtful = ocop.regime("148").rubric(7)
    assert "6d: " in str(score(doubtful.sheet(top(doubtful))).explain(lang="en"))
    low = score(vegetables.sheet(dict.fromkeys(top(vegetables), 1) | {"5.2": 0, "5.3": 0}))
    assert "1 star" in str(low.explain(lang="en"))
    assert "more points" in str(low.explain(lang="en"))


def test_options_of_a_sheet(vegetables):
    sheet = vegetables.sheet(top(vegetables))
    assert [option.no for option in sheet.options("1.1")] == [3]
    with pytest.raises(NotFoundError, match="did you mean"):
        vegetables.criterion("intelectual-property")
    with pytest.raises(NotFoundError):
        vegetables.criterion("1.1").option(0)
    assert vegetables.criterion("intellectual-property").no == "3.5"
    assert vegetables.under(vegetables.rules) is vegetables


def test_a_rubric_for_what_if_keeps_its_changes_under_the_same_law_alone(vegetables):
    changed, own = vegetables.amended(Change("12", 1, points=2)), Rules().read(star_minima="own")
    under = changed.under(own)
    assert (under.rules, under.criteria) == (own, changed.criteria)
    proposal = {
        "id": "nhap", "kind": "proposal", "title": {"vi": "Dự thảo", "en": "Draft"}, "reference": "Tờ trình",
        "amends": "26", "from": date(2027, 1, 1), "bands": {"4": 75},
    }  # fmt: skip
    with pytest.raises(InputError) as caught:
        changed.under(Rules().amended(Changes.from_dict(proposal)))
    assert [fault.code for fault in caught.value.faults] == ["under-another-law"]


def test_values_travel_and_stay_as_they_are(vegetables):
    card = score(vegetables.sheet(top(vegetables) | {"3.5": 1}))
    assert card.lines
    for copied in (pickle.loads(pickle.dumps(card)), copy.deepcopy(card)):
        assert copied == card
        assert hash(copied) == hash(card)
        assert copied.capped_by == card.capped_by
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        card.total = 3
    with pytest.raises(TypeError):
        card.parts["A"] = 40


def test_without_minima_where_there_are_none():
    rubric = ocop.regime("1048").rubric(1)
    assert rubric.without_minima() is rubric
