"""What holds for every sheet of every rubric."""

from __future__ import annotations

from collections import ChainMap, Counter
from datetime import date
from itertools import product

import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st

import ocop
from ocop.errors import InputError
from ocop.law import Rules
from ocop.scoring import Change, Scorecard, diff, score
from ocop.testing.strategies import (
    choices,
    drafts,
    invalid_choices,
    rubrics,
    rules,
    scorecards,
    sheets,
    small_rubrics,
)

any_rubrics = rubrics(rules=rules())
#: rubrics asked for on any day, some of them later than the last check of the rules
dated_rubrics = rubrics(
    regime=st.dates(date(2019, 8, 21), date(2030, 12, 31)).map(ocop.regime_on), rules=rules()
)


def rank(stars):
    return 0 if stars is None else stars


@given(scorecards())
def test_the_total_is_the_sum_of_its_parts(card):
    assert card.total == sum(part.points for part in card.parts.values())
    assert card.total == sum(group.points for group in card.groups.values())
    assert card.total == sum(line.points for line in card.lines)
    assert 0 <= card.total <= 100
    for line in card.lines:
        assert line.points == sum(option.points for option in line.held)
        assert line.applicable or all(
            option.no > len(line.criterion.options) for option in line.held
        )


@given(sheets(any_rubrics), st.booleans())
def test_choices_are_one_sheet_whatever_table_holds_them(sheet, owned):
    """A plain dict of levels is read in one go, any other table choice by choice."""
    facts = {"exclusions": sheet.exclusions, "unmet": sheet.unmet}
    owner = {"product": "Trà sen"} if owned else {}
    quick = sheet.rubric.sheet(dict(sheet.choices), **facts, **owner)
    slow = sheet.rubric.sheet(ChainMap(dict(sheet.choices)), **facts, **owner)
    assert quick == slow
    assert score(quick) == score(slow)
    assert quick._held == sheet._held
    assert quick.owner.fields == owner


@given(scorecards(any_rubrics))
def test_stars_never_exceed_what_points_give(card):
    assert rank(card.stars) <= card.stars_by_points
    assert card.stars is None or not card.exclusions
    if card.stars == card.stars_by_points:
        assert not card.capped_by
    elif not card.exclusions:
        assert card.capped_by


@given(scorecards())
def test_stars_are_the_lower_of_the_band_and_the_lowest_cap(card):
    assume(not card.exclusions)
    caps = [line.cap for line in card.lines if line.cap is not None]
    assert card.stars == min([card.stars_by_points, *caps])


@given(sheets(any_rubrics))
def test_without_minima_stars_are_by_points(sheet):
    bare = sheet.rubric.without_minima()
    card = score(bare.sheet(sheet.choices, unmet=sheet.unmet))
    assert card.missed_minima == ()
    if not card.exclusions:
        assert card.stars == card.stars_by_points == score(sheet).stars_by_points


@given(sheets(), st.data())
def test_raising_one_option_never_costs_points_or_stars(sheet, data):
    card = score(sheet)
    raisable = [
        (criterion, held[0])
        for criterion, held in sheet
        if criterion.choice == "one"
        and held
        and held[0].no < len(criterion.options)
        and held[0].branch == criterion.options[held[0].no].branch
        # a story brings criteria that need an answer of their own
        and not any(
            condition.criterion == criterion.no
            for c in sheet.rubric.criteria
            for condition in c.conditions
        )
    ]
    assume(raisable)
    criterion, option = data.draw(st.sampled_from(raisable))
    raised = card.with_choice(criterion.no, option.no + 1)
    assert raised.total >= card.total
    if not sheet.exclusions:
        assert rank(raised.stars) >= rank(card.stars)


@given(st.one_of(scorecards(any_rubrics), scorecards(small_rubrics(rules=rules()))))
def test_what_the_next_star_says_gives_at_least_that_star(card):
    """law D12, office D5: no promise that is empty, and none that is not kept."""
    aim = card.next_star
    if aim is None:
        assert card.stars == 5
        return
    assert aim.stars > rank(card.stars)
    assert aim.points or aim.minima or aim.exclusions
    held = {line.criterion.no: set(line.held) for line in card.lines}
    for each in aim.minima:
        held[each.criterion].add(card.rubric.criterion(each.criterion).option(each.needs_option))
    gained = sum(
        (sum if line.criterion.choice == "many" else max)(
            [option.points for option in held[line.criterion.no]], **more
        )
        - line.points
        for line in card.lines
        for more in [{} if line.criterion.choice == "many" else {"default": 0}]
    )
    total = card.total + max(gained, aim.points)
    missed = [each for each in card.missed_minima if each not in aim.minima]
    assert rank(card.rubric.stars(total, missed)) >= aim.stars


@given(scorecards())
def test_by_default_the_next_star_is_one_more(card):
    assume(card.next_star is not None)
    assert card.next_star.stars == rank(card.stars) + 1
    assert all(each.stars <= card.next_star.stars for each in card.next_star.minima)


@given(invalid_choices())
def test_a_fault_is_refused_with_its_place(case):
    rubric, made, no = case
    with pytest.raises(InputError) as err:
        rubric.sheet(made)
    assert any(
        f'choices["{no}"]' in fault.place or no in fault.message() for fault in err.value.faults
    )


@given(any_rubrics, st.data())
def test_check_finds_nothing_exactly_where_a_sheet_is_made(rubric, data):
    right = data.draw(st.booleans())
    chosen = data.draw(
        choices(rubric)
        if right
        else st.dictionaries(
            st.sampled_from([criterion.no for criterion in rubric.criteria]), st.integers(0, 5)
        )
    )
    for partial in (False, True):
        found = rubric.check(chosen, partial=partial)
        if not found:
            rubric.sheet(chosen, partial=partial)
            continue
        with pytest.raises(InputError) as err:
            rubric.sheet(chosen, partial=partial)
        assert err.value.faults == found


@given(sheets(any_rubrics))
def test_a_draft_with_every_answer_is_finished(sheet):
    asserted = {"exclusions": sheet.exclusions, "unmet": sheet.unmet, **sheet.owner.fields}
    draft = sheet.rubric.sheet(sheet.choices, **asserted, partial=True)
    assert draft.finish() == sheet


@given(drafts(any_rubrics))
def test_a_draft_that_lacks_answers_names_them(draft):
    if not draft.missing:
        assert draft.finish().choices == draft.choices
        return
    with pytest.raises(InputError) as err:
        draft.finish()
    lacking = {("choices", no) for no in draft.missing}
    assert {fault.path for fault in err.value.faults} == lacking
    assert {fault.code for fault in err.value.faults} == {"no-option-chosen"}


@given(rubrics(), st.data())
def test_every_fault_comes_at_once(rubric, data):
    made = data.draw(choices(rubric))
    bad = data.draw(st.sets(st.sampled_from(sorted(made)), min_size=2, max_size=5))
    with pytest.raises(InputError) as err:
        rubric.sheet(made | dict.fromkeys(bad, 99) | {"unknown": 1})
    paths = {fault.path for fault in err.value.faults}
    assert {("choices", no) for no in {*bad, "unknown"}} <= paths


@given(scorecards())
def test_explanations_speak_of_every_criterion_in_both_languages(card):
    for lang in ("vi", "en"):
        explanation = card.explain(lang=lang)
        assert [row["criterion"] for row in explanation.rows] == [
            criterion.no for criterion in card.rubric.criteria
        ]
        assert sum(row["points"] for row in explanation.rows) == card.total
        for criterion in card.rubric.criteria:
            assert criterion.label(lang) in str(explanation)
        table = explanation.table()
        kinds = [one.kind for one in table.rows]
        assert kinds.count("row") == len(card.lines)
        assert kinds.count("part") == len(card.parts)
        capped = [line.criterion.no for line in card.lines if line.missed]
        costly = [one.cells[0].split()[0] for one in table.rows if one.state == "missed"]
        assert set(costly) == {missed.criterion for missed in card.capped_by}
        assert [one.cells[0].split()[0] for one in table.rows if one.state] == capped
        assert table.rows[-1].cells[2].split("/")[0] == str(card.total)
        # nothing that the text says is left out of the table; what a heading is over is not said
        # twice in it
        for line in (one for one in explanation.summary if not one.endswith(":")):
            assert line.split(": ")[-1].strip().rstrip(":") in str(table)


@given(drafts(any_rubrics), st.data())
def test_bounds_contain_every_completion(draft, data):
    found = score(draft)
    rest = data.draw(choices(draft.rubric, draft.unmet))
    made = {**rest, **draft.choices}
    try:
        card = score(draft.rubric.sheet(made, unmet=draft.unmet))
    except InputError:
        reject()  # the story drawn and the story answered disagree
    assert found.lowest_total <= card.total <= found.highest_total
    assert rank(found.lowest_stars) <= rank(card.stars) <= rank(found.highest_stars)


@given(st.one_of(sheets(any_rubrics), sheets(small_rubrics(rules=rules()))))
def test_the_bounds_of_a_full_draft_are_the_card(sheet):
    """law D1: what ends an evaluation ends it for a draft too, and the notes are the same."""
    draft = sheet.rubric.sheet(
        sheet.choices, exclusions=sheet.exclusions, unmet=sheet.unmet, partial=True
    )
    card, found = score(sheet), score(draft)
    assert found.missing == ()
    assert found.lowest_total == found.highest_total == card.total
    assert found.lowest_stars == found.highest_stars == card.stars
    assert found.exclusions == card.exclusions
    assert found.notes == card.notes
    assert found.doubts == card.doubts


def every_sheet(rubric):
    """All sheets of a small rubric, by brute force over all that can be written."""
    ways = []
    for criterion in rubric.criteria:
        numbers = range(1, len(criterion.options) + 1)
        if criterion.choice == "many":
            ticks = product((0, 1), repeat=len(criterion.options))
            ways.append([tuple(n for n, on in zip(numbers, t, strict=True) if on) for t in ticks])
        else:
            ways.append([None, 0, *numbers])
    seen = set()
    for way in product(*ways):
        made = {c.no: w for c, w in zip(rubric.criteria, way, strict=True) if w is not None}
        try:
            sheet = rubric.sheet(made)
        except InputError:
            continue
        if sheet not in seen:
            seen.add(sheet)
            yield sheet


@given(small_rubrics(rules=rules()), st.data())
def test_bounds_are_tight(rubric, data):
    everything = list(every_sheet(rubric))
    assume(everything)
    kept = data.draw(st.sets(st.sampled_from([c.no for c in rubric.criteria])))
    base = data.draw(st.sampled_from(everything))
    draft = rubric.sheet({no: c for no, c in base.choices.items() if no in kept}, partial=True)
    found = score(draft)
    cards = [
        score(sheet)
        for sheet in everything
        if all(held in (-1, full) for held, full in zip(draft._held, sheet._held, strict=True))
    ]
    assert found.lowest_total == min(card.total for card in cards)
    assert found.highest_total == max(card.total for card in cards)
    assert rank(found.lowest_stars) == min(rank(card.stars) for card in cards)
    assert rank(found.highest_stars) == max(rank(card.stars) for card in cards)


def cost_of(before, after, prices):
    """What it costs to go from one sheet to another, written apart from the library; None if barred."""
    total = 0
    for (criterion, old), (_, new) in zip(before, after, strict=True):
        price = prices.get(criterion.no, 1)
        if criterion.choice == "many":
            if not set(old) <= set(new):
                return None
            total += price * (len(new) - len(old))
            continue
        if not old and not new:
            continue
        if not new or (old and (new[0].no < old[0].no or new[0].branch != old[0].branch)):
            return None
        case = [o.no for o in criterion.options if o.branch == new[0].branch]
        zeros = [o.no for o in criterion.options if o.points == 0]
        start = old[0].no if old else next(iter(zeros), None)
        below = case.index(start) if start in case else -1
        total += price * (case.index(new[0].no) - below)
    mixed = [len(cases_of(sheet)) > 1 for sheet in (before, after)]
    return None if mixed == [False, True] else total


def cases_of(sheet):
    """The cases held in the criteria whose cases are one question."""
    return {option.branch for no in sheet.rubric.same_case for option in sheet.options(no)}


@given(small_rubrics(rules=rules()), st.integers(1, 5), st.data())
def test_advice_is_the_cheapest_there_is(rubric, to, data):
    everything = list(every_sheet(rubric))
    assume(everything)
    card = score(data.draw(st.sampled_from(everything)))
    prices = data.draw(
        st.dictionaries(st.sampled_from([c.no for c in rubric.criteria]), st.integers(0, 5))
    )
    advice = card.advice(to=to, cost=prices)
    costs = [
        cost
        for sheet in everything
        if rank(score(sheet).stars) >= to
        and (cost := cost_of(card.sheet, sheet, prices)) is not None
    ]
    assert advice.reachable == bool(costs)
    if not costs:
        assert advice.why_not
        assert advice.result is card
        return
    assert advice.cost == (0 if rank(card.stars) >= to else min(costs))
    assert rank(advice.result.stars) >= to
    assert sum(step.cost for step in advice.steps) == advice.cost
    assert score(rubric.sheet(advice.result.sheet.choices)) == advice.result
    taken = {step.criterion: step.reached for step in advice.steps}
    for (criterion, old), (_, new) in zip(card.sheet, advice.result.sheet, strict=True):
        numbers = tuple(option.no for option in new)
        assert taken.get(criterion.no, tuple(option.no for option in old)) == numbers


@given(scorecards(any_rubrics), st.integers(1, 5))
def test_advice_reaches_the_star_on_real_rubrics(card, to):
    advice = card.advice(to=to)
    if advice.reachable:
        assert rank(advice.result.stars) >= to
        assert {row.no_after for row in diff(card, advice.result).only("option").rows} == {
            step.criterion for step in advice.steps
        }
        assert all(step.points >= 0 for step in advice.steps)
    else:
        assert advice.why_not


@given(scorecards(), st.data())
def test_advice_leaves_what_is_fixed(card, data):
    fixed = data.draw(st.sets(st.sampled_from([c.no for c in card.rubric.criteria])))
    advice = card.advice(to=5, fixed=fixed)
    assert fixed.isdisjoint(step.criterion for step in advice.steps)
    if advice.reachable:
        assert advice.cost >= card.advice(to=5).cost


@given(rubrics())
def test_amended_with_nothing_is_identity(rubric):
    assert rubric.amended() is rubric
    first = rubric.criteria[0]
    same = Change(first.no, 1, points=first.options[0].points)
    leasts = {band.stars: band.least for band in rubric.bands}
    for changes, bands in [((same,), None), ((), leasts)]:
        with pytest.raises(InputError, match="changes nothing"):
            rubric.amended(*changes, bands=bands)
    assert diff(rubric, rubric).rows == ()


@given(rubrics(), st.data())
def test_an_amendment_changes_only_what_it_names(rubric, data):
    criterion = data.draw(st.sampled_from([c for c in rubric.criteria if c.options[0].points > 0]))
    low = criterion.options[0]
    new = rubric.amended(Change(criterion.no, low.no, points=low.points - 1))
    assert new != rubric
    assert new.changes
    assert {row.no_before for row in diff(rubric, new).rows} == {criterion.no}
    assert rubric.criterion(criterion.no).options[0].points == low.points
    shared = [a is b for a, b in zip(rubric.criteria, new.criteria, strict=True)]
    assert shared.count(False) == 1


#: what an amendment may say, and what it may not
wild = st.one_of(st.integers(-2, 8), st.integers(80, 130), st.sampled_from([2**33, True]))


@given(rubrics(rules=rules()), st.data())
def test_what_is_amended_stays_within_the_arithmetic_of_the_law(rubric, data):
    """notebooks 5, hard A13: totals of 0 to 100, each with a rank, and points as the options say."""
    named = data.draw(st.lists(st.sampled_from(rubric.criteria), max_size=2))
    changes = [
        {
            "criterion": criterion.no,
            "option": data.draw(st.one_of(st.none(), st.integers(1, len(criterion.options)))),
            "points": data.draw(st.one_of(st.none(), st.integers(0, 5), wild)),
            "min_star": data.draw(st.sampled_from([None, None, 0, 3, 4, 5, 6, True])),
        }
        for criterion in named
    ]
    bands = data.draw(st.dictionaries(st.integers(1, 6), wild, max_size=1))
    try:
        new = rubric.amended(*(Change(**change) for change in changes), bands=bands)
    except InputError:
        reject()
    assert all(new.stars_by_points(total) for total in range(101))
    card = score(data.draw(sheets(new)))
    assert 0 <= card.total <= 100
    assert card.total == sum(line.points for line in card.lines)
    assert all(line.points == sum(o.points for o in line.held) for line in card.lines)
    assert rank(card.stars) <= card.stars_by_points


@given(rubrics(), st.data())
def test_changing_and_changing_back_is_the_law_again(rubric, data):
    criterion = data.draw(st.sampled_from([c for c in rubric.criteria if c.options[0].points > 0]))
    low = criterion.options[0]
    there = rubric.amended(Change(criterion.no, low.no, points=low.points - 1), bands={4: 71})
    least = next(band.least for band in rubric.bands if band.stars == 4)
    back = there.amended(Change(criterion.no, low.no, points=low.points), bands={4: least})
    assert diff(rubric, back).rows == ()
    assert len(back.changes) == 4
    assert back.criteria == rubric.criteria


def sheet_without_exclusions(sheet):
    return sheet.rubric.sheet(sheet.choices, unmet=sheet.unmet)


@given(scorecards())
def test_points_tell_the_sheet_where_they_are_unambiguous(card):
    points = {line.criterion.no: line.points for line in card.lines if line.applicable}
    ambiguous = {
        line.criterion.no
        for line in card.lines
        if line.applicable and Counter(o.points for o in line.criterion.options)[line.points] > 1
    }
    assume(all(line.criterion.choice == "one" for line in card.lines))
    asserted = {"exclusions": card.sheet.exclusions, "unmet": card.sheet.unmet}
    asserted |= card.sheet.owner.fields
    if ambiguous:
        with pytest.raises(InputError) as err:
            card.rubric.sheet_from_points(points, **asserted)
        assert {fault.place for fault in err.value.faults} == {
            f'points["{no}"]' for no in ambiguous
        }
    else:
        assert card.rubric.sheet_from_points(points, **asserted) == card.sheet


@given(scorecards())
def test_with_choice_of_the_same_changes_nothing(card):
    no, choice = next(iter(card.sheet.choices.items()))
    assert card.with_choice(no, choice) == card
    assert isinstance(card, Scorecard)


@given(sheets(), st.randoms())
def test_the_order_of_choices_does_not_matter(sheet, random):
    items = list(sheet.choices.items())
    random.shuffle(items)
    asserted = {"exclusions": sheet.exclusions, "unmet": sheet.unmet}
    again = sheet.rubric.sheet(dict(items), **asserted, **sheet.owner.fields)
    assert again == sheet


@given(sheets(rubrics(rules=st.just(Rules().read(star_minima="own")))))
def test_own_minima_are_never_stricter_than_cumulative(sheet):
    cumulative = ocop.score(sheet.rubric.under(Rules()).sheet(sheet.choices, unmet=sheet.unmet))
    own = ocop.score(sheet.rubric.sheet(sheet.choices, unmet=sheet.unmet))
    assert rank(own.stars) >= rank(cumulative.stars)
