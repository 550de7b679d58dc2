"""What a sheet says of itself: facts at which the table stops, cases, and what is not required."""

from __future__ import annotations

import pytest

import ocop
from ocop.errors import InputError
from ocop.law import Rules
from ocop.scoring import Change, score

#: regime, set, criterion and option (0: none of the levels), exclusion: the same words, so no stars
SAME_WORDS = [
    ("26", 19, "6", 1, "no-cosmetics-declaration"),
    ("26", 20, "6", 0, "no-declaration-slip"),
    ("1048", 9, "6.1", 1, "unacceptable-impurities"),
    ("1048", 20, "6", 1, "no-cosmetics-declaration"),
    ("1048", 21, "6", 0, "no-standard-receipt"),
    ("1048", 22, "6", 0, "no-standard-file"),
]
#: "has impurities" beside "very few, acceptable", or none of the levels that are acceptable
BARE = [
    *[("26", number, "6.1", 1) for number in (4, 5, 6, 7, 8, 9, 10, 12, 15, 17)],
    ("26", 11, "6.1.1", 1),
    *[("148", number, "6a", 1) for number in (4, 5, 6)],
    ("1048", 15, "6.1", 1),
    *[("26", number, "6.1", 0) for number in (2, 3)],
    *[("148", number, "6a", 0) for number in (2, 3)],
    *[("1048", number, "6.1", 0) for number in (2, 5, 8)],
]
#: level 1 says "has impurities, acceptable"
ACCEPTABLE = [
    *[("26", number, "6.1", 1) for number in (2, 3)],
    ("26", 13, "6.1.1", 1),
    *[("148", number, "6a", 1) for number in (2, 3)],
    *[("1048", number, "6.1", 1) for number in (2, 5, 6, 8, 11, 13, 18)],
    *[("1048", number, "6.1.1", 1) for number in (12, 14)],
]
#: the table's own word is "0 points", whatever is read elsewhere
ZEROS = [("1048", 7, "6.1", 1), ("1048", 17, "6.2", 1), ("26", 16, "6.4", 1)]


def best(rubric, **more):
    """Every highest level, of one case; in a checklist every line."""
    every = {
        c.no: list(range(1, len(c.options) + 1)) if c.choice == "many" else len(c.options)
        for c in rubric.criteria
    }
    return {no: choice for no, choice in (every | more).items() if choice is not None}


def card(regime, number, choices, *, unmet=(), exclusions=(), **readings):
    rubric = ocop.regime(regime).rubric(number).under(Rules().read(**readings))
    return score(rubric.sheet(best(rubric, **choices), unmet=unmet, exclusions=exclusions))


@pytest.mark.parametrize(("regime", "number", "no", "option", "exclusion"), SAME_WORDS)
def test_a_level_in_the_same_words_ends_the_evaluation(regime, number, no, option, exclusion):
    """law D1: a cosmetics sheet that says "no declaration file" had five stars."""
    for reading in ("same-words", "bare-too"):
        ended = card(regime, number, {no: option}, stated_stop=reading)
        assert (ended.stars, [each.id for each in ended.exclusions]) == (None, [exclusion])
        assert ended.notes == ()
        assert ended.advice(to=1).steps[0].criterion == no
    noted = card(regime, number, {no: option}, stated_stop="noted")
    assert noted.stars
    assert [note.id for note in noted.notes] == ["stated-stop"]


@pytest.mark.parametrize(("regime", "number", "no", "option"), BARE)
def test_a_bare_statement_is_noted(regime, number, no, option):
    """law D1: the text leaves open whether the impurities are the unacceptable ones."""
    ended = card(regime, number, {no: option}, stated_stop="bare-too")
    assert (ended.stars, [each.id for each in ended.exclusions]) == (
        None,
        ["unacceptable-impurities"],
    )
    for reading in ("same-words", "noted"):
        noted = card(regime, number, {no: option}, stated_stop=reading)
        assert noted.stars
        (note,) = noted.notes
        assert note.reference.endswith(f"criterion {no}")
        assert note.label.vi.startswith(f"Tiêu chí {no} (")
        for lang in ("vi", "en"):
            assert note.label(lang) in str(noted.explain(lang=lang))
        data = ocop.to_dict(noted)["notes"]
        assert data == [{"id": "stated-stop", "vi": note.label.vi, "en": note.label.en}]
        assert ocop.from_json(ocop.Scorecard, ocop.to_json(noted)) == noted
    # what the sheet asserts needs no note
    said = card(regime, number, {no: option}, exclusions=["unacceptable-impurities"])
    assert (said.stars, said.notes) == (None, ())


@pytest.mark.parametrize(("regime", "number", "no", "option"), ACCEPTABLE)
def test_what_is_acceptable_says_nothing(regime, number, no, option):
    """law D1"""
    for reading in ("same-words", "bare-too", "noted"):
        plain = card(regime, number, {no: option}, stated_stop=reading)
        assert plain.stars
        assert plain.notes == ()


@pytest.mark.parametrize(("regime", "number", "no", "option"), ZEROS)
def test_a_score_of_0_ends_it_under_every_reading(regime, number, no, option):
    for reading in ("same-words", "bare-too", "noted"):
        assert card(regime, number, {no: option}, stated_stop=reading).stars is None


@pytest.mark.parametrize("regime", ["26", "148", "1489", "1048", "781"])
def test_no_level_that_states_a_stop_is_left_out(regime):
    """law D1: whichever set prints a stop, the levels beside it are told apart by their words."""
    stops = 0
    for each in ocop.regime(regime).sets:
        rubric = ocop.regime(regime).rubric(each)
        for exclusion in rubric.exclusions:
            if exclusion.id == "unacceptable-impurities" and exclusion.at:
                stops += 1
                for option in rubric.criterion(exclusion.at).options:
                    choice, words = (exclusion.at, option.no), option.label.vi
                    bare = words == "Có tạp chất"
                    assert (choice in exclusion.bare) == bare, (each.number, words)
                    assert (choice in exclusion.stated) == ("không chấp nhận" in words)
    assert stops > 5


HANDICRAFTS = ("26", 21, {"7": None})


def test_handicrafts_of_which_no_declaration_is_required():
    """law D3: 96 points were held at 2★ by a mark that does not bind them."""
    basket = card(*HANDICRAFTS, unmet=["declaration"])
    assert (basket.total, basket.stars, basket.missed_minima) == (96, 5, ())
    line = basket.line("7")
    assert (line.points, line.applicable, line.cap) == (0, False, None)
    assert "7" not in basket.sheet.choices
    assert [note.id for note in basket.notes] == ["not-required"]
    for lang, words in (("vi", "Không thuộc diện bắt buộc"), ("en", "No quality declaration is")):
        assert str(basket.explain(lang=lang)).count(words) == 2
    row = next(row for row in basket.explain().rows if row["criterion"] == "7")
    assert (row["options"], row["points"]) == ((), 0)
    assert ocop.from_json(ocop.Scorecard, ocop.to_json(basket)) == basket
    lower = basket.with_choice("1.5", 1)
    assert lower.sheet.unmet == ("declaration",)
    assert {step.criterion for step in lower.advice(to=5).steps} == {"1.5"} or lower.stars == 5
    bound = card(*HANDICRAFTS, unmet=["declaration"], no_declaration_required="binds-all")
    assert (bound.total, bound.stars, bound.notes) == (96, 2, ())
    assert [each.criterion for each in bound.capped_by] == ["7"]
    assert bound.capped_by[0].criterion_id == "quality-declaration"
    assert "7 không áp dụng" not in str(bound)
    assert "Công bố chất lượng sản phẩm: không áp dụng" in str(bound.explain("vi"))


def test_without_a_declaration_there_are_no_test_reports_to_ask_for():
    both = card(*HANDICRAFTS, unmet=["test-reports", "declaration"])
    assert both.stars == 5
    reports = card(*HANDICRAFTS, unmet=["test-reports"])
    assert reports.stars == 2
    assert ocop.scoring.diff(reports, both).rows[0].words_after.en == "not required"


def test_a_declaration_that_is_not_required_may_not_be_chosen():
    rubric = ocop.regime("26").rubric(21)
    with pytest.raises(InputError, match=r"The law requires a declaration .* leave it out") as err:
        rubric.sheet(best(rubric), unmet=["declaration"])
    assert [fault.place for fault in err.value.faults] == ['choices["7"]']
    # points alone do not say that it is not required
    points = {c.no: c.options[-1].points for c in rubric.criteria} | {"7": 0}
    assert score(rubric.sheet_from_points(points)).stars == 2


def test_where_testing_is_not_compulsory_the_maximum_is_given():
    """law silences: 148's set 21, criterion 7."""
    for reading in ("not-bound", "binds-all"):
        basket = card(
            "148", 21, {"7": None}, unmet=["compulsory-test"], no_declaration_required=reading
        )
        assert (basket.total, basket.line("7").points, basket.stars) == (100, 4, 5)
        assert "Không bắt buộc kiểm tra: điểm tối đa" in str(basket.explain("vi"))
    rubric = basket.rubric.amended(ocop.scoring.Change("7", 3, points=3))
    assert score(rubric.sheet(basket.sheet.choices, unmet=["compulsory-test"])).total == 99


TOURISM = [("26", "8", "9", "15"), ("148", "8", "9", "15"), ("781", "9", "10", "16")]


@pytest.mark.parametrize(("regime", "one", "two", "three"), TOURISM)
def test_tourism_cases_that_are_mixed_are_noted(regime, one, two, three):
    """law silences: a, b, a in one sheet."""
    mixed = card(regime, 26, {one: 2, three: 2})
    assert [note.id for note in mixed.notes] == ["tourism-cases"]
    assert f"{one} theo a, {two} theo b, {three} theo a" in mixed.notes[0].label.vi
    assert card(regime, 26, {}).notes == ()
    rubric = ocop.regime(regime).rubric(26).under(Rules().read(tourism_cases="one-case"))
    for partial in (False, True):
        with pytest.raises(InputError, match="keeps to one case") as err:
            rubric.sheet(best(rubric, **{one: 2, three: 2}), partial=partial)
        assert [fault.place for fault in err.value.faults] == [f'choices["{two}"]']
    assert score(rubric.sheet(best(rubric))).stars == 5


def test_the_bounds_of_a_draft_are_those_of_the_wider_of_two_cases():
    rules = Rules().read(tourism_cases="one-case", none_of_these="fault")
    # 2 and 1 points in case a, 3 and 2 in case b
    changes = (Change("8", 2, points=2), Change("8", 3, points=2))
    rubric = ocop.regime("26").rubric(26).under(rules).amended(*changes)
    of_cases = [
        score(rubric.sheet({"8": option.no}, partial=True))
        for option in rubric.criterion("8").options
    ]
    assert [card.lowest_total for card in of_cases] == [31, 32, 32, 33]
    # what is held to case a has not the 3 points that 15 has in case b alone
    poorer = rubric.amended(Change("15", 2, points=2))
    assert [
        score(poorer.sheet({"8": option}, partial=True)).highest_total for option in (1, 2, 3, 4)
    ] == [97, 98, 99, 100]
    both = score(rubric.sheet({}, partial=True))
    assert both.lowest_total == min(card.lowest_total for card in of_cases)
    assert both.highest_total == max(card.highest_total for card in of_cases)


def test_the_case_of_another_question_is_not_mixed():
    """1048's 3.2 asks who manages, in goods and tourism alike."""
    assert ocop.regime("1048").rubric(26).same_case == ()
    village = card("781", 26, {"3.2": 1})
    assert village.notes == ()


def test_advice_stays_within_the_case_that_the_sheet_holds():
    """law silences: 0 of case a was told to take an option of case b."""
    held = card("26", 26, {"8": 2, "9": 2, "15": 0})
    rubric = held.rubric.amended(bands={5: 100})
    advice = score(rubric.sheet(held.sheet.choices)).advice(to=5)
    (step,) = advice.steps
    assert (step.criterion, step.criterion_id, step.reached, step.case) == (
        "15",
        held.rubric.criterion("15").id,
        (2,),
        "a",
    )
    assert "(case a)" in str(advice)
    assert advice.notes == ()
    assert advice.doubts == held.doubts
    nothing = score(rubric.sheet(held.sheet.choices | {"8": 0, "9": 0}))
    assert {step.case for step in nothing.advice(to=5).steps} == {"a"}
    mixed = score(rubric.sheet(held.sheet.choices | {"9": 4}))
    assert mixed.advice(to=5).reachable


def test_a_story_that_tourism_presents_must_be_there():
    """law, readings: 5.1 = 0 and 5.2 = 2 came to 96 points and five stars."""
    rubric = ocop.regime("26").rubric(26)
    with pytest.raises(InputError, match=r"5\.1 is option 0 \(Only applies if there"):
        rubric.sheet(best(rubric, **{"5.1": 0}))
    assert card("26", 26, {"5.1": 0}, story_scope="as-printed").total == 96
    assert card("26", 26, {"5.1": 0, "5.2": None}).total == 94


@pytest.mark.parametrize("number", [3, 10, 16, 26])
def test_the_story_note_of_1048_stands_where_the_table_means_it(number):
    """law, notes to rules: the note of 5.2 was printed at 5.1."""
    rubric = ocop.regime("1048").rubric(number).under(Rules().read(story_scope="as-printed"))
    with pytest.raises(InputError) as err:
        rubric.sheet(best(rubric, **{"5.1": 1}))
    assert {fault.place for fault in err.value.faults} == {'choices["5.2"]', 'choices["5.3"]'}


def test_the_fishing_ground_does_not_count():
    """law D14"""
    rubric = ocop.regime("26").rubric(2)
    words = {each.id: each.label for each in rubric.exclusions}["not-grown-in-province"]
    assert "không tính phạm vi ngư trường" in words.vi
    assert "fishing ground" in words.en
