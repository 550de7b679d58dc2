"""What old sheets come to under new tables, and what each level may be there."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.errors import InputError, NotFoundError
from ocop.law.set_pair import set_pairs
from ocop.scenarios.crosswalk.row import CrosswalkRow
from ocop.scoring import Change
from ocop.scoring.matching import has_same_levels
from ocop.scoring.possible.possible import every_option
from ocop.testing.strategies import drafts, rules, sheets
from tests.scoring.possible.every import chosen

LANGS = ("vi", "en")
#: Old and new decisions between which a crosswalk leads.
PATHS = [
    ("148", "26"),
    ("1489", "26"),
    ("1048", "148"),
    ("781", "148"),
    ("1048", "26"),
    ("781", "26"),
]
OLD = ocop.regime("148").rubric(1)
BEST = OLD.sheet({c.no: len(c.options) for c in OLD.criteria}, product="Trà sen")
DRAFT = ocop.Changes.from_dict(
    {
        "id": "de-xuat-2027",
        "kind": "proposal",
        "title": {"vi": "Dự thảo", "en": "Draft"},
        "amends": "26",
        "from": date(2027, 1, 1),
        "reference": "Dự thảo",
        "bands": {"4": 75},
        "criteria": [{"sets": [1], "no": "3.5", "option": 1, "points": 2}],
    }
)


def all_rows(path):
    return [(laid, row) for laid in ocop.crosswalk(*path) for row in laid.rows]


def paths():
    """Two rubrics between which a crosswalk leads, under any readings."""

    def rubrics(path, under, n):
        old, new = (under.regime(which) for which in path)
        pairs = [pair for pair in set_pairs(old.numbering, new.numbering) if None not in pair]
        before, after = pairs[n % len(pairs)]
        return old.rubric(before), new.rubric(after)

    return st.builds(rubrics, st.sampled_from(PATHS), rules(), st.integers(0, 25))


@st.composite
def linked(draw):
    """A full sheet, its prospect, and a full sheet of the new table whose levels it may have."""
    old, new = draw(paths())
    sheet = draw(sheets(old))
    prospect = ocop.crosswalk(sheet, new)
    possible = prospect.possible
    unmet = draw(st.sets(st.sampled_from(possible.conditions))) if possible.conditions else set()
    made, case = {}, draw(st.sampled_from("ab"))
    for criterion in new.criteria:
        options = possible.may_hold(criterion.no)
        held = draw(st.sampled_from(options))
        if new.rules.readings.tourism_cases == "one-case" and criterion.no in new.same_case:
            fit = [o for o in options if not o or criterion.option(o).branch in {None, case}]
            held = draw(st.sampled_from(fit)) if fit else held
        applies = all(
            each.id not in unmet
            if each.criterion is None
            else made.get(each.criterion, 0) > each.above
            for each in criterion.conditions
            if each.holds_under(new.rules.readings)
        )
        if applies:
            made[criterion.no] = chosen(criterion, held)
    return prospect, new, made, sorted(unmet)


@given(linked())
def test_the_bounds_contain_every_sheet_whose_levels_are_linked(drawn):
    prospect, new, made, unmet = drawn
    if new.check(made, unmet=unmet):  # both cases of one product, where one is asked
        return
    card, bounds = ocop.score(new.sheet(made, unmet=unmet)), prospect.bounds
    assert bounds.lowest_total <= card.total <= bounds.highest_total
    assert (bounds.lowest_stars or 0) <= (card.stars or 0) <= (bounds.highest_stars or 0)
    assert prospect.keeps != "keeps" or (card.stars or 0) >= prospect.stars
    assert prospect.keeps != "falls" or (card.stars or 0) < prospect.stars
    for no, choice in prospect.draft.choices.items():
        assert card.sheet.choices[no] == choice


@pytest.mark.parametrize("path", PATHS)
def test_every_criterion_and_every_old_level_is_answered(path):
    old, new = (ocop.regime(which) for which in path)
    laid = ocop.crosswalk(*path)
    pairs = [pair for pair in set_pairs(old.numbering, new.numbering) if None not in pair]
    assert [(x.old.product_set.number, x.new.product_set.number) for x in laid] == pairs
    for each in laid:
        assert [row.new for row in each.rows] == list(each.new.criteria)
        for row in each.rows:
            assert set(row.options) <= set(every_option(each.new, row.new.no))
            held = () if row.old is None else every_option(each.old, row.old.no)
            if row.old is not None and row.old.choice == "one":
                assert tuple(link.old for link in row.links) == held
            assert all(set(link.new) <= set(row.options) for link in row.links)


@pytest.mark.parametrize("path", PATHS)
def test_every_pair_cites_its_ground(path):
    for laid in ocop.crosswalk(*path):
        assert len(laid.references) == len(laid.decisions) - 1
        assert all("read side by side" in each for each in laid.references)
    for _, row in all_rows(path):
        for link in row.links:
            assert link.new
            assert link.grounds
            assert ("same-words" in link.grounds) == (link.grounds == ("same-words",))
        assert row.grounds
        assert (row.old is None) == (row.grounds == ("not-asked-before",))
        assert not (row.is_open and row.is_closed)
        assert row.new.reference


@pytest.mark.parametrize("path", PATHS)
def test_what_says_the_same_is_one_level(path):
    for _, row in all_rows(path):
        if row.is_same and row.old.choice == "one":
            assert all(link.new == (link.old,) for link in row.links)
            assert row.is_closed


def test_the_words_of_both_tables_are_those_of_the_audit():
    """316 of the 751 criteria that share an id have the same levels; 36 are new."""
    rows = [row for _, row in all_rows(("148", "26"))]
    same_id = [row for row in rows if row.old is not None and row.old.id == row.new.id]
    assert len(rows) == 787
    assert sum(has_same_levels(row.old, row.new) for row in same_id) == 316
    assert len(rows) - len(same_id) >= 36


def test_from_1048_it_leads_through_148():
    whole = ocop.crosswalk("1048", "26", set=1)
    assert whole.decisions == ("1048", "148", "26")
    first, second = ocop.crosswalk("1048", "148", set=1), ocop.crosswalk("148", "26", set=1)
    for row in whole.rows:
        between = second.row(row.new.id)
        if between.old is None or first.row(between.old.id).old is None:
            assert row.old is None
            continue
        for link in row.links:
            levels = first.row(between.old.id).may_be(link.old)
            assert set(link.new) == {o for level in levels for o in between.may_be(level)}


def test_a_set_that_was_split_is_asked_for():
    with pytest.raises(
        NotFoundError, match=r"to_set: set 4 of .* is answered by set 4, 8 of "
    ) as err:
        ocop.crosswalk("1048", "26", set=4)
    assert err.value.faults[0].hint("vi")
    assert ocop.crosswalk("1048", "26", set=4, to_set="mật ong").new.product_set.number == 4
    assert ocop.crosswalk("1048", "26", set=4, to_set=8).new.product_set.number == 8
    for which in (1, 5):
        with pytest.raises(NotFoundError):
            ocop.crosswalk("1048", "26", set=4, to_set=which)
    with pytest.raises(NotFoundError, match=r"no set of .* answers set 21"):
        ocop.crosswalk("1048", "26", set=21)
    with pytest.raises(NotFoundError):
        ocop.crosswalk("148", "26", set=99)


def test_none_leads_back():
    with pytest.raises(InputError, match="no crosswalk leads from 26/2026/QĐ-TTg to 148/QĐ-TTg"):
        ocop.crosswalk("26", "148", set=1)
    for old, to in [(3, "26"), ("148", None), (BEST, object())]:
        with pytest.raises(InputError, match="is no regime"):
            ocop.crosswalk(old, to)
    with pytest.raises(InputError, match="stars: 6"):
        ocop.crosswalk(BEST, "26", stars=6)


@pytest.mark.parametrize("path", [("148", "1489"), ("1048", "781"), ("26", "26")])
def test_between_amendments_levels_are_paired_by_their_words(path):
    for laid, row in all_rows(path):
        number = laid.new.product_set.number
        if path[1] != "781" or number != 26:
            assert row.is_same
            assert row.may_be(None) == row.options
    assert ocop.crosswalk(*path)[0].references == ()


def test_lists_of_lines_stay_as_they_are():
    lists = ocop.regime("1048").rubric(26)
    sheet = lists.sheet(
        {c.no: [1, 3] if c.choice == "many" else len(c.options) for c in lists.criteria}
    )
    again = ocop.crosswalk(sheet, ocop.regime("1048"))
    assert again.draft.choices == sheet.choices
    assert again.keeps == "keeps"
    opened = ocop.crosswalk(sheet, "26")
    for row in opened.crosswalk.rows:
        if row.old is not None and row.old.choice == "many":
            assert opened.possible.may_hold(row.new.no) == row.options


def test_a_proposal_is_laid_over_the_law():
    under = ocop.Rules().amended(DRAFT)
    laid = ocop.crosswalk(OLD, under)
    assert laid.new.regime.id == "de-xuat-2027"
    assert [row.links for row in laid.rows] == [row.links for row in ocop.crosswalk(OLD, "26").rows]
    same = ocop.crosswalk(ocop.regime("26").rubric(1), under)
    assert all(row.is_same for row in same.rows)
    amended = OLD.amended(Change("6b", 5, points=4))
    assert (
        ocop.crosswalk(amended, "26").row("6.2").links == ocop.crosswalk(OLD, "26").row("6.2").links
    )


def test_a_reading_that_leaves_no_place_for_none_of_the_levels():
    strict = ocop.Rules().read(none_of_these="fault")
    laid = ocop.crosswalk("148", strict, set=1)
    assert all(0 not in link.new for row in laid.rows for link in row.links)
    assert ocop.crosswalk(strict, "26", set=1).rows != ()


@given(drafts(OLD))
def test_a_draft_holds_every_level_where_it_has_no_answer(draft):
    whole = ocop.crosswalk(draft, "26", stars=3)
    assert whole.stars == 3
    assert ocop.crosswalk(draft, "26").keeps is None
    filled = {c.no: draft.choices.get(c.no, len(c.options)) for c in OLD.criteria}
    if OLD.check(filled, unmet=draft.unmet):
        return
    of_one = ocop.crosswalk(OLD.sheet(filled, unmet=draft.unmet), "26", stars=3)
    for criterion in whole.crosswalk.new.criteria:
        one, other = (x.possible.may_hold(criterion.no) for x in (of_one, whole))
        assert set(one) <= set(other)


def test_without_a_story_what_needs_it_is_open():
    told = {c.no: len(c.options) for c in OLD.criteria} | {"5a": 1}
    sheet = OLD.sheet({no: choice for no, choice in told.items() if no not in {"5b", "5c"}})
    prospect = ocop.crosswalk(sheet, "26")
    new = prospect.crosswalk.new
    assert prospect.possible.may_hold("5.3") == every_option(new, "5.3")
    assert prospect.possible.may_hold("5.1") == (1, 2)
    assert {"5.2", "5.3"} <= {each.criterion for each in prospect.open_criteria()}


def test_a_prospect_in_words():
    prospect = ocop.crosswalk(ocop.score(BEST), "26")
    assert (prospect.stars, prospect.keeps) == (5, "undecided")
    needed = prospect.collect()
    assert needed == tuple(each for each in prospect.open_criteria() if each.needed) != ()
    answers = {each.criterion: each.answer for each in needed}
    text = prospect.text("en")
    assert text.splitlines()[1] == "Undecided whether it keeps 5 stars"
    assert all(f"{no} " in text for no in answers)
    assert all(note.en in text for no in answers for note in prospect.why(no))
    assert len(prospect.why("3.5")) == 1
    assert prospect.why("1.3") == ()
    assert "Product: Trà sen\n" in text
    assert {each.id for each in prospect.exclusions} >= {"forged-dossier"}
    assert all(exclusion.label.en in text for exclusion in prospect.exclusions)
    dear = {no: Fraction(5, 2) for no in answers}
    assert prospect.text("vi", costs=dear).startswith(prospect.text("vi").splitlines()[0])
    with pytest.raises(InputError):
        prospect.open_criteria({"1.1": -1})
    excluded = ocop.crosswalk(OLD.sheet(BEST.choices, exclusions=[OLD.exclusions[0].id]), "26")
    assert excluded.keeps is None
    assert excluded.text("vi").splitlines()[1] == "Không có hạng sao để giữ"
    low = ocop.crosswalk(BEST, "26", stars=2)
    assert (low.keeps, low.text("en").splitlines()[1]) == (
        "keeps",
        "Certain to keep 2 stars unless excluded",
    )
    worst = OLD.sheet({c.no: 1 for c in OLD.criteria if c.no not in {"5b", "5c"}})
    fallen = ocop.crosswalk(worst, "26", stars=4)
    assert (fallen.keeps, fallen.text("en").splitlines()[1]) == (
        "falls",
        "Certain to fall below 4 stars",
    )


def test_conditions_of_the_new_table_are_to_be_checked():
    old = ocop.regime("148").rubric(21)
    prospect = ocop.crosswalk(old.sheet({c.no: len(c.options) for c in old.criteria}), "26")
    assert [each.id for each in prospect.conditions] == ["declaration", "test-reports"]
    assert prospect.conditions[0].label.en in str(prospect)
    assert {each.criterion for each in prospect.open_criteria()} >= {"7"}


@pytest.mark.parametrize("lang", LANGS)
def test_a_crosswalk_in_words(lang):
    laid = ocop.crosswalk("148", "26", set=1)
    text = laid.text(lang)
    assert str(laid) == laid.text("en")
    assert len(text.splitlines()) > len(laid.rows)
    assert ("not asked before" in text) == (lang == "en")
    assert [each.no for each in laid.dropped] == ["3đ", "9b"]
    assert laid.row("packaging").is_same
    assert laid.open_share == 1 - Fraction(sum(r.is_closed for r in laid.rows), len(laid.rows))
    assert all(doubt in laid.doubts for doubt in laid.old.doubts)
    doubted = ocop.crosswalk("148", "26", set=21)
    assert doubted.doubts[-1].label(lang) in doubted.text(lang).splitlines()[-1]
    same = ocop.crosswalk("26", "26", set=1)
    assert (same.dropped, same.open_share) == ((), 0)
    assert len(same.text(lang).splitlines()) == len(same.rows) + 2 + len(same.doubts)
    with pytest.raises(NotFoundError):
        laid.row("99")
    with pytest.raises(InputError):
        laid.text("fr")


def test_a_row_without_old_levels_may_be_anything():
    criterion = OLD.criteria[0]
    row = CrosswalkRow(new=criterion, options=(0, 1), grounds=("not-asked-before",))
    assert row.may_be(1) == row.may_be(None) == (0, 1)
    assert (row.is_open, row.is_closed, row.is_same) == (True, False, False)


def test_what_is_judged_by_other_notes_stays_open():
    """By the words alone: criterion 12 says what 12a said, and has a note that 12a had not."""
    before, after = OLD.criterion("12a"), ocop.regime("26").rubric(1).criterion("12")
    assert has_same_levels(before, after)
    assert ocop.crosswalk("148", "26", set=1).row("12").may_be(3) == (0, 1, 2, 3)
    noted = attrs.evolve(before, guidance=after.guidance)
    groups = [
        attrs.evolve(g, criteria=tuple(noted if c.no == "12a" else c for c in g.criteria))
        for g in OLD.groups
    ]
    parts = [attrs.evolve(p, groups=tuple(g for g in groups if g.part == p.id)) for p in OLD.parts]
    laid = ocop.crosswalk(OLD, attrs.evolve(OLD, parts=tuple(parts)))
    assert [row.new.no for row in laid.rows if not row.is_same] == ["12a"]
    assert laid.row("12a").is_open
