"""Councils: ballots become one verdict."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from fractions import Fraction
from itertools import combinations, combinations_with_replacement, pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.cycle import (
    Application,
    Ballot,
    CommuneAssessed,
    CouncilEvaluated,
    CouncilResult,
    CouncilRules,
    DossierFiled,
    Event,
    IdeaAccepted,
    IdeaSubmitted,
    TransitionNotAllowed,
    verdict,
)
from ocop.cycle.council._averages import added_by_part, as_text, decimals_shown, rounded, with_comma
from ocop.errors import InputError, NotFoundError
from ocop.law import Level, Rules, regime_on, regimes
from ocop.law.regime import regime
from ocop.scoring import Criterion, Group, Option, Part, score
from ocop.scoring.stars import stars_of
from ocop.testing.strategies import (
    ballots,
    council_results,
    rubrics,
    scorecards,
    small_rubrics,
)
from ocop.testing.strategies import council_rules as any_rules
from ocop.testing.strategies import rules as law_rules
from ocop.text import Label

RUBRIC = regime("26").rubric(1)
TOP = {criterion.no: len(criterion.options) for criterion in RUBRIC.criteria}
MINIMA = st.sampled_from(["most-members", "majority", "mean-points", "every-member"])


def sheet(**changed):
    return RUBRIC.sheet(TOP | {key.replace("_", "."): no for key, no in changed.items()})


def cast(*sheets, **more):
    return [Ballot(member=f"m{n}", sheet=each, **more) for n, each in enumerate(sheets)]


@given(ballots(invalid=True), any_rules(), st.data())
def test_the_order_of_ballots_never_matters(given_, rules, data):
    one, other = verdict(given_, rules), verdict(data.draw(st.permutations(given_)), rules)
    assert one == other
    assert hash(one) == hash(other)
    for name in ("total", "stars", "missed_minima", "needs", "apart", "exclusions", "criteria"):
        assert getattr(one, name) == getattr(other, name)
    assert str(one) == str(other)


@given(scorecards(rubrics(rules=law_rules())), MINIMA)
def test_one_ballot_is_its_own_scorecard(card, minima):
    found = verdict(cast(card.sheet), CouncilRules(minima=minima))
    assert (found.total, found.stars_by_points, found.stars) == (
        card.total,
        card.stars_by_points,
        card.stars,
    )
    assert found.missed_minima == card.missed_minima
    assert found.exclusions == card.exclusions
    assert dict(found.parts) == {key: part.points for key, part in card.parts.items()}
    assert dict(found.criteria) == {line.criterion.no: line.points for line in card.lines}
    assert (found.spread, found.stands) == (0, True)


@given(small_rubrics().flatmap(lambda rubric: ballots(rubric, most=1)), MINIMA)
def test_one_ballot_on_any_small_rubric_too(given_, minima):
    card = score(given_[0].sheet)
    found = verdict(given_, CouncilRules(minima=minima))
    assert (found.total, found.stars, found.missed_minima) == (
        card.total,
        card.stars,
        card.missed_minima,
    )


@given(ballots(invalid=True))
def test_means_lie_within_the_ballots_and_sum(given_):
    found = verdict(given_)
    cards = [score(ballot.sheet) for ballot in given_ if ballot.valid]
    totals = [card.total for card in cards]
    assert min(totals) <= found.total <= max(totals)
    assert found.total == Fraction(sum(totals), len(totals))
    assert found.spread == max(totals) - min(totals)
    assert sum(found.criteria.values()) == sum(found.parts.values()) == found.total
    for i, mean in enumerate(found.criteria.values()):
        assert mean == Fraction(sum(card.lines[i].points for card in cards), len(cards))
    for part, mean in found.parts.items():
        assert mean == Fraction(sum(card.parts[part].points for card in cards), len(cards))


@given(ballots(least=2), st.integers(0, 40))
def test_the_spread_is_symmetric_and_each_pair_stands_once(given_, limit):
    found = verdict(given_, CouncilRules(spread=limit))
    totals = {ballot.member: score(ballot.sheet).total for ballot in given_}
    pairs = {frozenset(each.members): each.points for each in found.apart}
    assert len(pairs) == len(found.apart)
    for (one, a), (other, b) in combinations(totals.items(), 2):
        gap = abs(a - b)
        assert pairs.get(frozenset((one, other))) == (gap if gap > limit else None)
    assert ("second-scoring" in {need.id for need in found.needs}) == bool(found.apart)


@given(ballots(RUBRIC, least=2))
def test_the_readings_of_the_minima_against_ballots(given_):
    def missed(minima):
        found = verdict(given_, CouncilRules(minima=minima)).missed_minima
        return {(each.criterion, each.stars) for each in found}

    held = {
        b.member: {(m.criterion, m.stars) for m in score(b.sheet).missed_minima} for b in given_
    }
    everyone = set.intersection(*held.values())
    assert missed("every-member") == set.union(*held.values())
    for minima in ("most-members", "majority", "mean-points"):
        assert everyone <= missed(minima) <= missed("every-member")
    # by the yardstick: the option most often held, the lower of two
    for criterion in RUBRIC.criteria:
        votes = Counter(b.sheet.options(criterion.no) for b in given_)
        most = max(votes.values())
        lowest = min((o[0].no if o else 0) for o in votes if votes[o] == most)
        marks = {o.min_star for o in criterion.options if o.min_star and o.no > lowest}
        found = {stars for no, stars in missed("most-members") if no == criterion.no}
        assert found == marks


@given(ballots(RUBRIC, least=2, invalid=True), any_rules())
def test_stars_never_exceed_points_nor_minima(given_, rules):
    found = verdict(given_, rules)
    assert found.stars is None or found.stars <= found.stars_by_points
    if found.stars is not None:
        assert all(each.stars > found.stars for each in found.missed_minima)
    if found.exclusions:
        assert found.stars is None


@pytest.mark.parametrize(
    ("totals", "stars"),
    [
        ((90,) * 99 + (89,), 4),  # 89.99
        ((90,) * 199 + (89,), 4),  # 89.995, shown as 90.00
        ((90, 90), 5),
        ((91, 89), 5),
        ((91, 90, 89, 89), 4),
        ((50, 50, 49), 2),
        ((70,) * 9 + (69,), 3),
    ],
)
def test_exact_at_the_edge(totals, stars):
    total = Fraction(sum(totals), len(totals))
    assert RUBRIC.stars(total) == stars


def sheet_of(total):
    """A sheet of so many points, by stepping down one level at a time."""
    choices, left = dict(TOP), 100
    for criterion in RUBRIC.criteria:
        while choices[criterion.no] > 1 and criterion.no != "5.1":  # others need the story
            here, below = (criterion.option(choices[criterion.no] - n).points for n in (0, 1))
            if left - (here - below) < total:
                break
            left -= here - below
            choices[criterion.no] -= 1
    assert left == total
    return RUBRIC.sheet(choices)


@pytest.mark.parametrize(("bound", "stars"), [(90, 5), (70, 4), (50, 3)])
def test_ballots_at_the_edge(bound, stars):
    at, below = sheet_of(bound), sheet_of(bound - 1)
    assert verdict(cast(*[at] * 200)).stars_by_points == stars
    found = verdict(cast(*[at] * 199, below))
    assert found.total == bound - Fraction(1, 200)
    assert found.stars_by_points == stars - 1
    # office D9: to two decimals it would look like the bound itself
    assert found.shown == f"{bound - 1}.995"
    assert f"{bound - 1},995 điểm" in "\n".join(found.summary("vi"))
    assert f"{bound},00; làm tròn không làm lên hạng" in "\n".join(found.summary("vi"))
    assert f"{bound - 1}.995 points" in "\n".join(found.summary("en"))


def test_rounding_is_for_display_only():
    low = sheet(**{"1_1": 1})
    points = score(low).total
    found = verdict(cast(sheet(), low), CouncilRules(decimals=0))
    assert found.total == Fraction(100 + points, 2)
    half_up = (100 + points + 1) // 2
    assert found.shown == str(half_up)
    assert "chia cho" not in "\n".join(found.summary("vi"))
    thirds = verdict(cast(sheet(), sheet(), sheet(**{"1_1": 2})))
    assert thirds.shown == "99.67"
    assert "Số đúng: 299 điểm chia cho 3 phiếu" in "\n".join(thirds.summary("vi"))


def test_quorum():
    three = cast(sheet(), sheet(), sheet())
    absent = Ballot(member="x", invalid="no signature")
    assert verdict(three, CouncilRules(quorum=3)).quorum_met
    found = verdict([*three, absent], CouncilRules(quorum=4))
    assert not found.quorum_met
    assert [need.id for need in found.needs] == ["more-members"]
    assert not found.stands
    assert found.result.needs == ("more-members",)
    assert verdict([*three, absent], CouncilRules(quorum=4, quorum_of="all")).quorum_met
    # 3 of 4 is three quarters, 3 of 5 is not
    assert verdict(three, CouncilRules(members=4, quorum=Fraction(3, 4))).stands
    assert not verdict(three, CouncilRules(members=5, quorum=Fraction(3, 4))).stands


@given(st.integers(1, 30), st.fractions(Fraction(1, 50), 1), st.integers(0, 30))
def test_a_share_is_of_the_members(members, share, present):
    rules = CouncilRules(members=members, quorum=share)
    assert rules.quorum_met(present) == (Fraction(present, members) >= share)


def test_the_chair():
    rules = CouncilRules(chair_must_attend=True)
    assert [need.id for need in verdict(cast(sheet()), rules).needs] == ["chair"]
    assert verdict(cast(sheet(), chair=True), rules).stands
    gone = Ballot(member="c", chair=True, invalid="left early")
    assert not verdict([*cast(sheet()), gone], rules).stands


def test_a_second_scoring():
    low = sheet(**{"1_1": 1, "1_2": 1, "1_3": 1, "1_4": 1, "1_5": 1})
    gap = 100 - score(low).total
    found = verdict(cast(sheet(), low), CouncilRules(spread=gap - 1))
    (apart,) = found.apart
    assert (apart.members, apart.points) == (("m0", "m1"), gap)
    words = found.summary("en")
    assert "Discuss and score a second time" in "\n".join(words)
    assert f"m0 and m1 lie {gap} points apart, {gap - 1} allowed" in words
    assert verdict(cast(sheet(), low), CouncilRules(spread=gap)).stands


def test_exclusions_of_members():
    forged = RUBRIC.sheet(TOP, exclusions=["forged-dossier"])
    assert verdict(cast(forged, sheet(), sheet())).stars == 5
    tie = verdict(cast(forged, sheet()))
    assert (tie.stars, [each.id for each in tie.exclusions]) == (None, ["forged-dossier"])
    strict = verdict(cast(forged, sheet(), sheet()), CouncilRules(exclusions="any-member"))
    assert strict.stars is None
    assert "Excluded" in "\n".join(strict.summary("en"))
    reading = regime("26").rubric(1).under(Rules().read(ballot_exclusions="any-member"))
    made = [
        reading.sheet(TOP, exclusions=["forged-dossier"]),
        reading.sheet(TOP),
        reading.sheet(TOP),
    ]
    assert verdict(cast(*made)).stars is None


def test_a_missed_minimum_and_its_readings():
    # 3.5, intellectual property: option 2 is the minimum of 4 and 5 stars in set 1
    criterion = RUBRIC.criterion("3.5")
    mark = next(o for o in criterion.options if o.min_star)
    below = sheet(**{"3_5": mark.no - 1})
    two_of_three = cast(sheet(), sheet(), below)
    assert verdict(two_of_three).stars == 5
    assert verdict(two_of_three, CouncilRules(minima="every-member")).stars == mark.min_star - 1
    tie = verdict(cast(sheet(), below))
    assert tie.stars == mark.min_star - 1
    needs = f"{mark.min_star}★ needs {mark.no}"
    assert f"Minimum missed: 3.5: option {mark.no - 1}, {needs}" in "\n".join(tie.summary("en"))
    assert f"3.5: mức {mark.no - 1}, {mark.min_star}★ cần mức {mark.no}" in "\n".join(
        tie.summary("vi")
    )
    assert verdict(cast(sheet(), below), CouncilRules(minima="mean-points")).stars in {3, 5}


def test_checklists_go_line_by_line():
    rubric, criterion = next(
        (rules.rubric(which), c)
        for rules in regimes()
        for which in rules.sets
        for c in rules.rubric(which).criteria
        if c.choice == "many"
    )
    full = {
        c.no: [o.no for o in c.options] if c.choice == "many" else len(c.options)
        for c in rubric.criteria
    }
    some = [rubric.sheet(full | {criterion.no: ticks}) for ticks in ([1, 2], [1], [1, 2], [2])]
    held = verdict(cast(*some)).held[criterion.no]
    assert [option.no for option in held] == [1, 2]
    held = verdict(cast(some[0], some[1])).held[criterion.no]
    assert [option.no for option in held] == [1]


def made_up(*options, **more):
    """A rubric of one criterion."""
    criterion = Criterion(
        no="1",
        id="one",
        label=Label("1", "1"),
        part="A",
        group="1",
        maximum=5,
        options=tuple(
            Option(no=no, label=Label(str(no), str(no)), **each)
            for no, each in enumerate(options, 1)
        ),
        reference="made up",
        **more,
    )
    group = Group(
        no="1", id="all", label=Label("1", "1"), part="A", maximum=5, criteria=(criterion,)
    )
    return attrs.evolve(RUBRIC, parts=(Part(id="A", maximum=5, groups=(group,)),), exclusions=())


def missed_by_reading(rubric, *held):
    given_ = cast(*(rubric.sheet({"1": each}) for each in held))
    return {
        minima: [m.stars for m in verdict(given_, CouncilRules(minima=minima)).missed_minima]
        for minima in ("most-members", "majority", "mean-points", "every-member")
    }


def test_a_minimum_on_a_checklist():
    """None is printed so; a made-up one holds a line to the members that tick it."""
    rubric = made_up({"points": 2}, {"points": 3}, choice="many", heading_star=4)
    assert missed_by_reading(rubric, [1, 2], [1], [2]) == {
        "most-members": [],
        "majority": [],
        "mean-points": [4],
        "every-member": [4],
    }
    assert missed_by_reading(rubric, [1, 2], [2])["majority"] == [4]


def test_a_minimum_of_one_case_does_not_bind_the_other():
    rubric = made_up(
        {"points": 1, "branch": "a"},
        {"points": 3, "branch": "a", "min_star": 4},
        {"points": 1, "branch": "b"},
        {"points": 3, "branch": "b", "min_star": 4},
    )
    missed = missed_by_reading(rubric, 4, 4, 1)
    assert missed == {
        "most-members": [],
        "majority": [],
        "mean-points": [],
        "every-member": [4],
    }
    missed = missed_by_reading(rubric, 4, 4, 3)
    assert missed == {
        "most-members": [],
        "majority": [],
        "mean-points": [4],
        "every-member": [4],
    }
    # two of the four who judge by case b are no majority of them
    assert missed_by_reading(rubric, 4, 4, 3, 3, 1)["majority"] == [4]
    assert missed_by_reading(rubric, 4, 4, 2)["every-member"] == []


@given(small_rubrics().flatmap(lambda rubric: ballots(rubric, least=2)), MINIMA)
def test_any_small_rubric_under_any_reading(given_, minima):
    found = verdict(given_, CouncilRules(minima=minima))
    cards = [score(ballot.sheet) for ballot in given_]
    for each in found.missed_minima:
        assert any(
            (each.criterion, each.stars, each.needs_option)
            == (m.criterion, m.stars, m.needs_option)
            for card in cards
            for m in card.missed_minima
        )


def test_every_fault_at_once():
    other = regime("148").rubric(1)
    wrong = other.sheet({c.no: len(c.options) for c in other.criteria})
    with pytest.raises(InputError) as caught:
        verdict(
            [
                Ballot(member="a", sheet=sheet(), chair=True),
                Ballot(member="a", sheet=sheet()),
                Ballot(member="b", sheet=wrong, chair=True),
            ],
            CouncilRules(members=2),
        )
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [
        ("second-ballot", ("ballots", 1, "member")),
        ("several-chairs", ("ballots",)),
        ("more-ballots-than-members", ("ballots",)),
        ("other-rubric", ("ballots", 2, "sheet")),
    ]
    assert "148/QĐ-TTg" in caught.value.faults[3].message("vi")


def test_faults_of_ballots():
    with pytest.raises(InputError, match="none is valid"):
        verdict([Ballot(member="a", invalid="late")])
    with pytest.raises(InputError, match=r"ballots\[0\]: a value of type Sheet is not a Ballot"):
        verdict([sheet()])
    with pytest.raises(InputError, match="is not a CouncilRules"):
        verdict(cast(sheet()), {"quorum": 3})
    with pytest.raises(InputError) as caught:
        Ballot(member=" ", sheet=RUBRIC.sheet({}, partial=True), chair=1, invalid=None)
    assert len(caught.value.faults) == 4
    with pytest.raises(InputError, match="say why the ballot is invalid"):
        Ballot(member="a")


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("members", [0, True, "9"]),
        ("quorum", [0, -1, 2.5, Fraction(3, 2), Fraction(0), True, Fraction(1, 2)]),
        ("quorum_of", ["some"]),
        ("chair_must_attend", [1]),
        ("spread", [-1, 1.5, True]),
        ("average", ["by-total"]),
        ("decimals", [-1, 2.0, 7]),
        ("minima", ["median"]),
        ("exclusions", ["every-member"]),
        ("id", [3]),
    ],
)
def test_faults_of_rules(field, values):
    for value in values:
        with pytest.raises(InputError, match=field):
            CouncilRules(**{field: value})
    with pytest.raises(InputError, match="1 to 5"):
        CouncilRules(members=5, quorum=6)
    with pytest.raises(InputError) as caught:
        CouncilRules(members="x", quorum=Fraction(1, 2), decimals=None)
    assert len(caught.value.faults) == 2


def test_rules_seen_in_practice():
    examples = CouncilRules.examples()
    assert tuple(examples) == ("plain", "centre-2023", "tay-ninh", "dong-thap")
    for id_, label in examples.items():
        assert CouncilRules.example(id_, members=7).label is label
    assert (
        attrs.evolve(CouncilRules.example("plain"), id="", label=CouncilRules().label, reference="")
        == CouncilRules()
    )
    centre = CouncilRules.example("centre-2023")
    assert (centre.members, centre.quorum) == (7, 5)
    tay_ninh = CouncilRules.example("tay-ninh", members=9)
    assert (tay_ninh.quorum, tay_ninh.chair_must_attend, tay_ninh.spread) == (
        Fraction(3, 4),
        True,
        10,
    )
    assert CouncilRules.example("centre-2023", members=7) == centre
    with pytest.raises(InputError, match="say members"):
        CouncilRules.example("tay-ninh")
    with pytest.raises(InputError, match="has 7"):
        CouncilRules.example("centre-2023", members=9)
    with pytest.raises(NotFoundError, match="did you mean 'tay-ninh'"):
        CouncilRules.example("tây ninh")
    with pytest.raises(NotFoundError, match="there are plain"):
        CouncilRules.example("zzz")


def test_the_result_of_a_verdict():
    found = verdict(cast(sheet(), sheet()))
    assert found.result == CouncilResult(regime="26", total=100, stars=5, product_set=1)
    assert "<Verdict of 2 ballots" in repr(found)
    none = verdict(cast(RUBRIC.sheet(TOP, exclusions=["forged-dossier"])))
    assert "no rank" in repr(none)
    assert "không xếp hạng" in "\n".join(none.summary("vi"))
    changed = RUBRIC.without_minima()
    with pytest.raises(InputError, match="what-if"):
        _ = verdict(cast(changed.sheet(TOP))).result
    with pytest.raises(InputError, match="not a language"):
        found.summary("fr")


# --- how the average is reckoned and shown ---------------------------------------------------------


def three_parts():
    """A rubric in whose parts any whole number of points can be given."""
    parts = tuple(
        Part(
            id=id_,
            maximum=most,
            groups=(
                Group(
                    no=str(n),
                    id=id_,
                    label=Label(id_, id_),
                    part=id_,
                    maximum=most,
                    criteria=(
                        Criterion(
                            no=f"{n}.1",
                            id=f"all-{id_}",
                            label=Label(id_, id_),
                            part=id_,
                            group=str(n),
                            maximum=most,
                            options=tuple(
                                Option(no=no, points=no, label=Label(str(no), str(no)))
                                for no in range(1, most + 1)
                            ),
                            reference="made up",
                        ),
                    ),
                ),
            ),
        )
        for n, (id_, most) in enumerate((("A", 40), ("B", 25), ("C", 35)), 1)
    )
    return attrs.evolve(RUBRIC, parts=parts, exclusions=())


POINTS = three_parts()
BY_PART = CouncilRules(average="by-part")


def of_parts(*points):
    return cast(*(POINTS.sheet({"1.1": a, "2.1": b, "3.1": c}) for a, b, c in points))


def test_parts_rounded_and_added_may_fall_below_the_mean():
    """Facts of 2026: nine members, 28.44 + 17.44 + 24.11 = 69.99 where the mean is 70."""
    given_ = of_parts(*[(28, 17, 24)] * 8, (32, 21, 25))
    exact, by_part = verdict(given_), verdict(given_, BY_PART)
    assert (exact.total, exact.shown, exact.stars) == (70, "70.00", 4)
    assert (by_part.total, by_part.shown, by_part.stars) == (Fraction(6999, 100), "69.99", 3)
    assert by_part.stars_by_points == 3
    # each says that the other way reaches another rank
    for found, way, other in (
        (exact, "Cộng bình quân từng phần", "69,99 điểm, 3 sao"),
        (by_part, "bình quân chính xác", "70,00 điểm, 4 sao"),
    ):
        (note,) = found.notes
        assert note.id == "other-average"
        assert way in note.label.vi
        assert other in note.label.vi
        assert note.label.vi in "\n".join(found.summary("vi"))
    assert "69.99 points, 3★" in exact.notes[0].label.en
    assert "A 28,44 + B 17,44 + C 24,11" in "\n".join(by_part.summary("vi"))
    assert "council_average = by-part" in "\n".join(by_part.summary("vi"))


def test_parts_rounded_and_added_may_rise_above_the_mean():
    given_ = of_parts((36, 22, 30), (37, 22, 31))
    exact = verdict(given_, CouncilRules(decimals=0))
    by_part = verdict(given_, CouncilRules(average="by-part", decimals=0))
    assert (exact.total, exact.stars_by_points) == (89, 4)
    # 37 + 22 + 31
    assert (by_part.total, by_part.stars_by_points) == (90, 5)


def test_the_reading_of_the_rubric_holds_where_the_rules_say_nothing():
    read_so = POINTS.under(Rules().read(council_average="by-part"))
    given_ = cast(
        *(
            read_so.sheet({"1.1": a, "2.1": b, "3.1": c})
            for a, b, c in [(28, 17, 24)] * 8 + [(32, 21, 25)]
        )
    )
    assert verdict(given_).total == Fraction(6999, 100)
    assert verdict(given_, CouncilRules(average="exact")).total == 70


@pytest.mark.parametrize(
    "average", ["69.25", "66.75", "67.13", "69.29", "69.71", "69.68", "69.00", "67.78", "61.75"]
)
def test_the_averages_of_a_round_of_2026_are_reached_by_part(average):
    """Facts of 2026: nine products of one round, with seven to nine voters each."""
    reached = set()
    for members in (7, 8, 9):
        within = [Fraction(points, members) for points in range(members)]
        for a, b, c in combinations_with_replacement(within, 3):
            reached.add(added_by_part((a, b, c), 2) % 1)
    assert Fraction(average) % 1 in reached


def test_half_up_and_by_member():
    assert rounded(Fraction("67.125"), 2) == Fraction("67.13")
    assert as_text(Fraction("67.125"), 2) == "67.13"
    assert as_text(Fraction("66.5"), 0) == "67"
    assert with_comma("89.995", "vi") == "89,995"
    assert with_comma("89.995", "en") == "89.995"


@given(ballots(invalid=True), any_rules())
def test_one_average_is_used_everywhere(given_, rules):
    found = verdict(given_, rules)
    by_part = (rules.average or "exact") == "by-part"
    exact = Fraction(sum(card.total for card in found.scorecards.values()), len(found.valid))
    parts = sum(rounded(mean, rules.decimals) for mean in found.parts.values())
    assert found.total == (parts if by_part else exact)
    assert abs(parts - exact) <= len(found.parts) * Fraction(1, 2 * 10**rules.decimals)
    if not found.exclusions:
        assert found.stars == found.rubric.stars(found.total, found.missed_minima)
    assert found.stars_by_points == found.rubric.stars_by_points(found.total)
    if not found.rubric.what_if:
        assert found.result.total == found.total
        assert found.result.rules == found.rules
        event = CouncilEvaluated(on=date(2026, 9, 1), level="province", result=found.result)
        assert ocop.from_dict(Event, json.loads(json.dumps(ocop.to_dict(event)))) == event
    other = found.rubric.stars_by_points(exact if by_part else parts)
    said = any(note.id == "other-average" for note in found.notes)
    assert said is (not found.exclusions and other != found.stars_by_points)


@given(st.fractions(0, 100, max_denominator=5000), st.integers(0, 4), law_rules())
def test_what_is_shown_never_looks_like_another_rank(total, decimals, read_as):
    """office D9: whatever the average, what is shown has its rank."""
    for rubric in (RUBRIC, regime("1048").rubric(1)):
        read = rubric.under(read_as)
        places = decimals_shown(total, decimals, read.stars_by_points)
        text = as_text(total, places)
        assert read.stars_by_points(Fraction(text)) == read.stars_by_points(total)
        assert abs(Fraction(text) - total) <= Fraction(1, 2 * 10**places)
        assert places >= decimals


def test_an_average_without_end_is_shown_below_the_bound():
    """office D9: 89.9966… reads 89.997."""
    found = verdict(cast(*[sheet_of(90)] * 299, sheet_of(89)))
    assert (found.total, found.shown) == (90 - Fraction(1, 300), "89.997")
    assert "26999 điểm chia cho 300 phiếu" in "\n".join(found.summary("vi"))
    assert "26999/300" not in "\n".join(found.summary("vi"))


def test_a_plurality_is_no_majority():
    """law 3: 2, 2, 2, 3, 3, 4, 4 on 1.5, where 4★ need 3."""
    held = [sheet(**{"1_5": level}) for level in (2, 2, 2, 3, 3, 4, 4)]
    assert RUBRIC.criterion("1.5").option(3).min_star == 4
    most = verdict(cast(*held))
    assert {each.criterion for each in most.missed_minima} == {"1.5"}
    by_majority = verdict(cast(*held), CouncilRules(minima="majority")).missed_minima
    assert {each.stars for each in most.missed_minima} == {4, 5}
    assert {each.stars for each in by_majority} == {5}
    # and the other way: three of seven hold the top, four hold less than is needed
    held = [sheet(**{"1_5": level}) for level in (4, 4, 4, 1, 1, 2, 2)]
    assert verdict(cast(*held)).missed_minima == ()
    assert verdict(cast(*held), CouncilRules(minima="majority")).missed_minima != ()
    # half is no majority
    held = [sheet(**{"1_5": level}) for level in (3, 3, 2, 2)]
    assert verdict(cast(*held), CouncilRules(minima="majority")).missed_minima != ()


@given(small_rubrics().flatmap(lambda rubric: ballots(rubric, least=2)))
def test_a_minimum_that_every_member_meets_is_met_by_the_majority(given_):
    def missed(minima):
        found = verdict(given_, CouncilRules(minima=minima)).missed_minima
        return {(each.criterion, each.stars, each.needs_option) for each in found}

    assert missed("majority") <= missed("every-member")
    # and one that no member meets is missed
    cards = [score(ballot.sheet) for ballot in given_]
    by_all = set.intersection(
        *({(m.criterion, m.stars, m.needs_option) for m in card.missed_minima} for card in cards)
    )
    if all(option.branch is None for c in given_[0].sheet.rubric.criteria for option in c.options):
        assert by_all <= missed("majority")


def test_doubts_reach_the_verdict():
    """law D16: 781's unknown minima and 148's set of 97 points."""
    for under, number in (("781", 1), ("148", 11)):
        rubric = regime(under).rubric(number)
        top = {
            c.no: [o.no for o in c.options] if c.choice == "many" else len(c.options)
            for c in rubric.criteria
        }
        found = verdict(cast(rubric.sheet(top)))
        assert found.doubts == rubric.doubts != ()
        for doubt in found.doubts:
            assert doubt.label.vi in "\n".join(found.summary("vi"))
            assert doubt.label.en in "\n".join(found.summary("en"))
    assert verdict(cast(sheet())).doubts == RUBRIC.doubts


def test_the_notes_of_members_reach_the_verdict():
    """law D16: impurities that one level of set 15 states, with how many ballots say so."""
    rubric = regime("26").rubric(15)
    top = {criterion.no: len(criterion.options) for criterion in rubric.criteria}
    impure = rubric.sheet(top | {"6.1": 1})
    found = verdict(cast(impure, impure, rubric.sheet(top)))
    (note,) = found.notes
    (own,) = score(impure).notes
    assert note.id == own.id == "stated-stop"
    assert note.label.vi == f"{own.label.vi} (2 trên 3 phiếu)"
    assert note.label.en == f"{own.label.en} (2 of 3 ballots)"
    assert note.label.vi in "\n".join(found.summary("vi"))
    assert verdict(cast(rubric.sheet(top))).notes == ()


def test_a_declaration_that_is_not_required_binds_nobody_who_says_so():
    """law D3: handicrafts of which the law asks no quality declaration."""
    rubric = regime("26").rubric(21)
    top = {c.no: len(c.options) for c in rubric.criteria}
    rest = {no: level for no, level in top.items() if no != "7"}
    free, none, lowest = (
        rubric.sheet(rest, unmet=["declaration"]),
        rubric.sheet(top | {"7": 0}),
        rubric.sheet(top | {"7": 1}),
    )
    for minima in ("most-members", "majority", "mean-points", "every-member"):
        rules = CouncilRules(minima=minima)
        assert verdict(cast(free, free), rules).missed_minima == ()
        assert verdict(cast(free, free, lowest), rules).missed_minima == ()
        # where most say that none is required, those who found none bind only by every member
        missed = verdict(cast(free, free, none), rules).missed_minima
        assert bool(missed) is (minima == "every-member")
        # those who say so are not counted against the others
        assert verdict(cast(free, lowest, lowest, lowest), rules).missed_minima == ()
        assert verdict(cast(free, none, none), rules).missed_minima != ()


def test_a_summary_names_readings_and_the_last_check():
    late = regime_on(date(2030, 1, 1)).rubric(1).under(Rules().read(star_minima="own"))
    found = verdict(cast(late.sheet(TOP)), CouncilRules(minima="every-member"))
    assert found.rules == Rules().read(star_minima="own", ballot_minima="every-member")
    text = "\n".join(found.summary("en"))
    assert "star_minima = own" in text
    assert "ballot_minima = every-member" in text
    assert "As checked on" in text


def test_a_share_above_the_whole_is_no_quorum():
    """hard D, councils.py."""
    with pytest.raises(InputError, match="neither a count nor a share"):
        CouncilRules(members=4, quorum=Fraction(3, 2))
    assert CouncilRules(members=4, quorum=Fraction(1)).quorum_met(4)


def test_a_recorded_total_between_printed_bands():
    """law D15: by the reading, 89.5 has no rank under 1048."""
    no_rank = Rules().read(between_bands="no-rank")
    between = Fraction(179, 2)
    with pytest.raises(InputError, match="lie between two printed bands"):
        CouncilResult(regime="1048", total=between, stars=4, rules=no_rank)
    assert CouncilResult(regime="1048", total=between, stars=None, rules=no_rank).stars is None
    assert CouncilResult(regime="1048", total=between, stars=4).stars == 4
    for under, total in (("148", between), ("1048", 89), ("1048", 90)):
        assert CouncilResult(regime=under, total=total, stars=4, rules=no_rank).stars == 4


def test_a_rank_between_printed_bands_is_pending_nowhere():
    """The one rule of stars says what points come to, at a level as in a council."""
    between = CouncilResult(regime="1048", total=Fraction(139, 2), stars=3)
    for reading, pending in (("half-open", 3), ("no-rank", None)):
        under = Rules().read(forwarding="points-alone", between_bands=reading).regime("1048")
        found = between.conclusion("district", under=under)
        assert (found.outcome, found.stars) == ("forwarded", pending)


@given(st.data(), law_rules())
def test_a_recorded_rank_is_never_above_the_points(data, read_as):
    """The draw and the check keep to one rule, whatever the reading between bands."""
    regime = data.draw(st.sampled_from(read_as.regimes()))
    drawn = data.draw(council_results(regime))
    by_points = stars_of(regime.bands, drawn.total, read_as.readings)
    assert drawn.rules == read_as
    assert (drawn.stars or 0) <= (by_points or 0)


PROPOSAL = """
id = "minimum-2027"
kind = "proposal"
title = { vi = "Dự thảo bỏ mức tối thiểu", en = "Draft without a minimum" }
amends = "26"
from = 2026-06-01
reference = "Dự thảo"

[[criteria]]
id = "intellectual-property"
option = 2
star = "none"
"""


def test_one_council_judges_by_one_law():
    """Neither do ballots of two laws make one verdict, nor a result of one an application of two."""
    draft = Rules().amended(ocop.from_toml(ocop.Changes, PROPOSAL))
    other = draft.regime_on(date(2026, 9, 1)).rubric(1)
    read = RUBRIC.under(Rules().read(star_minima="own"))
    for rubric, named in ((other, "Draft without a minimum"), (read, "star_minima = own")):
        given_ = [
            Ballot(member="A", sheet=sheet()),
            Ballot(member="B", sheet=rubric.sheet(TOP)),
        ]
        with pytest.raises(InputError) as caught:
            verdict(given_)
        (fault,) = caught.value.faults
        assert (fault.code, fault.path) == ("rubric-under-other-rules", ("ballots", 1, "sheet"))
        assert named in str(fault)
        assert str(fault).count("not the default") == 1
    filed = Application(product="tea").apply_all(
        [
            IdeaSubmitted(on=date(2026, 8, 1)),
            IdeaAccepted(on=date(2026, 8, 1), level="commune"),
            DossierFiled(on=date(2026, 8, 2), product_set=1),
            CommuneAssessed(on=date(2026, 8, 3)),
        ]
    )
    judged = verdict([Ballot(member="A", sheet=other.sheet(TOP))])
    with pytest.raises(TransitionNotAllowed, match="judged under another law"):
        filed.evaluated(judged, date(2026, 8, 4))


def test_a_total_that_cannot_be_written_cannot_be_made():
    """hard A14."""
    with pytest.raises(InputError, match="more digits than"):
        CouncilResult(regime="26", total=Fraction(1, 10**9), stars=1)
    with pytest.raises(InputError, match="more digits than"):
        CouncilResult(regime="26", total=Fraction(10**9 + 1, 10**8), stars=1)
    made = CouncilResult(regime="26", total=Fraction(1, 10**9 - 1), stars=1)
    event = CouncilEvaluated(on=date(2026, 9, 1), level="province", result=made)
    assert ocop.from_dict(Event, ocop.to_dict(event)) == event


@given(st.fractions(0, 100), st.sampled_from(["26", "1048"]), law_rules())
def test_what_is_made_comes_back(total, under, read_as):
    """hard A14: what is made can be written and read back, or cannot be made."""
    try:
        made = CouncilResult(regime=under, total=total, stars=None, rules=read_as)
    except InputError:
        assert max(total.numerator, total.denominator) > 999_999_999
        return
    event = CouncilEvaluated(on=date(2026, 9, 1), level="province", result=made)
    assert ocop.from_dict(Event, json.loads(json.dumps(ocop.to_dict(event)))) == event


# --- what comes next at a level --------------------------------------------------------------------


def result(total, stars, under="26", **more):
    return CouncilResult(regime=under, total=total, stars=stars, **more)


@pytest.mark.parametrize(
    ("under", "level", "total", "stars", "outcome", "to"),
    [
        ("1048", "district", 50, 3, "forwarded", "province"),
        ("781", "district", 95, 5, "forwarded", "province"),
        ("781", "district", Fraction(4999, 100), 2, "not-certified", None),
        ("1048", "province", 89, 4, "recognised", None),
        ("1048", "province", 90, 5, "forwarded", "centre"),
        ("1048", "province", 49, 2, "not-certified", None),
        ("148", "district", 69, 3, "recognised", None),
        ("148", "district", 70, 4, "forwarded", "province"),
        ("148", "province", 70, 4, "recognised", None),
        ("148", "province", 65, 3, "returned", "district"),
        ("148", "province", 92, 5, "forwarded", "centre"),
        ("1489", "province", 50, 3, "recognised", None),
        ("26", "province", Fraction(8999, 100), 4, "recognised", None),
        ("26", "province", 90, 5, "forwarded", "centre"),
        ("26", "province", 93, 3, "recognised", None),
        ("26", "province", 49, 2, "not-certified", None),
        ("26", "province", 60, None, "not-certified", None),
        ("26", "centre", 90, 5, "recognised", None),
        ("26", "centre", 88, 4, "returned", "province"),
        ("26", "centre", 30, 2, "returned", "province"),
    ],
)
def test_next_by_level(under, level, total, stars, outcome, to):  # noqa: PLR0917 - a table
    found = result(total, stars, under).conclusion(level)
    assert (found.outcome, found.to) == (outcome, to)
    assert found.reference
    assert bool(found.notes) == (outcome == "returned" and under != "26")


def test_potentially_five_stars():
    found = result(93, 5).conclusion("province")
    assert found.label.en == "Potentially 5★, pending at the centre"
    assert found.stars == 5
    assert result(75, 4, "148").conclusion("district").label.en == "Forwarded to the province"


def test_points_alone_may_go_up():
    taken = Rules().read(forwarding="points-alone")
    found = result(93, 3, rules=taken).conclusion("province")
    assert (found.outcome, found.stars) == ("forwarded", 5)
    assert result(93, None, rules=taken).conclusion("province").outcome == "not-certified"
    assert result(93, 3, rules=taken).conclusion("province", came_back=True).outcome == "recognised"


def test_a_result_that_came_back():
    found = result(88, 4).conclusion("province", came_back=True)
    assert found.outcome == "recognised"
    assert result(45, 2).conclusion("province", came_back=True).outcome == "not-certified"
    assert result(75, 4, "148").conclusion("district", came_back=True).outcome == "not-certified"


@given(st.sampled_from(regimes()).flatmap(lambda r: st.tuples(st.just(r), council_results(r))))
def test_nobody_certifies_what_is_not_theirs(case):
    rules, found = case
    for rule in rules.levels:
        if rule.duty != "evaluates":
            with pytest.raises(InputError, match="no council"):
                found.conclusion(rule.level)
            continue
        end = found.conclusion(rule.level)
        if not found.stands:
            assert end.outcome == "undecided"
        elif end.outcome == "recognised":
            assert end.stars == found.stars
            assert found.stars in rule.recognises
            assert found.total >= 50
        elif end.outcome == "forwarded":
            assert found.total >= rule.forwards_from
            assert list(Level).index(end.to) > list(Level).index(rule.level)


def test_conclude_takes_levels_that_are_there():
    with pytest.raises(InputError, match="is not a level"):
        result(60, 3).conclusion("village")
    with pytest.raises(NotFoundError, match="has no part"):
        result(60, 3).conclusion("district")
    assert result(60, 3, "148").conclusion("province", under=regime("26")).outcome == "recognised"


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"regime": "27"}, "regime: '27' is not known; there are 1048, "),
        ({"total": 100.0}, "total: 100.0 is not an exact total"),
        ({"total": 101}, "is not an exact total"),
        ({"total": True}, "is not an exact total"),
        ({"stars": 4}, "stars: 4 stars, but 60 points reach 3"),
        ({"stars": 0}, "1 to 3, or none"),
        ({"stars": True}, "true stars"),
        ({"product_set": 27}, "product_set: there is no set 27"),
        ({"product_set": True}, "there is no set true"),
        ({"rules": None}, "is not a Rules"),
    ],
)
def test_faults_of_a_result(fields, fault):
    with pytest.raises(InputError, match=fault):
        CouncilResult(**{"regime": "26", "total": 60, "stars": 3} | fields)
    assert result(60, 3, needs="chair").needs == ("chair",)


def test_bands_hold_at_every_edge():
    edges = [band.least for band in RUBRIC.bands if band.least]
    for edge, (above, below) in zip(
        edges, pairwise(band.stars for band in RUBRIC.bands), strict=True
    ):
        assert ocop.regime("26").rubric(1).stars_by_points(edge) == above
        assert RUBRIC.stars(edge - Fraction(1, 1000)) == below


def test_a_verdict_takes_an_application_on():
    tea = Application(product="Trà sen").apply_all(
        [
            IdeaSubmitted(on=date(2026, 6, 1)),
            IdeaAccepted(on=date(2026, 6, 3), level="commune"),
            DossierFiled(on=date(2026, 8, 20), product_set=1),
        ]
    )
    rubric = regime("26").rubric(1)
    top = {criterion.no: len(criterion.options) for criterion in rubric.criteria}
    said = verdict([Ballot(member="A", sheet=rubric.sheet(top | {"1.5": 2}))])
    with pytest.raises(TransitionNotAllowed, match="the commune assesses the dossier first"):
        tea.evaluated(said, on=date(2026, 9, 1))
    proposed = tea.apply(CommuneAssessed(on=date(2026, 9, 1)))
    for result in (said, said.result):
        judged = proposed.evaluated(result, on=date(2026, 10, 1))
        assert judged.result.stars == 3
        assert judged.conclusion(date(2026, 10, 1)).outcome == "recognised"
    with pytest.raises(InputError, match="no dossier of 'Trà sen' is under way"):
        Application(product="Trà sen").evaluated(said, on=date(2026, 9, 1))


@pytest.mark.parametrize("reading", ["most-members", "majority", "mean-points", "every-member"])
def test_what_is_not_required_binds_no_ballot(reading):
    """law D3: handicrafts of which no declaration is required, before a council."""
    rubric = regime("26").rubric(21)
    rest = {criterion.no: len(criterion.options) for criterion in rubric.criteria}
    declared = rubric.sheet(rest | {"7": 1})
    del rest["7"]
    basket = rubric.sheet(rest, unmet=["declaration"])
    none = rubric.sheet(rest | {"7": 0})
    rules = CouncilRules(minima=reading)
    assert verdict(cast(basket, basket, basket), rules).stars == 5
    assert verdict(cast(basket, basket, declared), rules).stars == 5
    mixed = verdict(cast(basket, basket, none), rules)
    assert mixed.stars == (2 if reading == "every-member" else 5)
