"""Minutes: what is said of a verdict, held to the verdict itself."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.cycle.council._averages import with_comma
from ocop.data import dump_json
from ocop.errors import InputError
from ocop.testing.strategies import ballots, council_rules, rubrics, rules
from ocop.text import Label
from tests.languages.test_answers import lowest

RUBRIC = ocop.regime("26").rubric(1)
TOP = {criterion.no: len(criterion.options) for criterion in RUBRIC.criteria}
OWN = Label("Quy chế của tỉnh", "The province's own")


def ballot(member, *, chair=False, exclusions=(), **changed):
    choices = TOP | {key.replace("_", "."): no for key, no in changed.items()}
    owner = {"product": "Chè", "code": member[:1], "member": member}
    sheet = RUBRIC.sheet(choices, exclusions=exclusions, **owner)
    return ocop.Ballot(member=member, sheet=sheet, chair=chair)


def minutes(*cast, lang="en", **regulation):
    return ocop.verdict(cast, ocop.CouncilRules(**regulation)).minutes(lang)


def section(of, number):
    return of.sections[number - 1][1]


@given(st.data(), council_rules(), st.sampled_from(["vi", "en"]))
def test_minutes_say_what_the_verdict_is(data, regulation, lang):
    cast = data.draw(ballots(rubrics(rules=rules()), invalid=True, most=9))
    try:
        verdict = ocop.verdict(cast, regulation)
    except InputError:  # more ballots than members
        return
    found = verdict.minutes(lang)
    plain = found.to_data()
    assert ocop.data.load_json(dump_json(plain)) == plain
    valid = [row for row in found.rows if not row["invalid"]]
    assert len(valid) == len(verdict.valid)
    assert Fraction(sum(row["total"] for row in valid), len(valid)) == verdict._totals["exact"]
    for part, mean in verdict.parts.items():
        assert Fraction(sum(row["parts"][part] for row in valid), len(valid)) == mean
    assert Fraction(plain["total"]) == verdict.total
    assert plain["stars"] == verdict.stars
    assert plain["stands"] is (not plain["needs"])
    assert plain["quorum"]["met"] is verdict.quorum_met
    text = str(found)
    assert with_comma(verdict.shown, lang) in text
    assert all(ballot.member in text for ballot in verdict.ballots)
    for line in verdict.summary(lang):
        if line.startswith(("Lưu ý: ", "Note: ")):
            assert line.partition(": ")[2] in text


def test_who_attended():
    found = minutes(
        ballot("An", chair=True),
        ocop.Ballot(member="Bình", invalid="not signed"),
        members=9,
        quorum=Fraction(3, 4),
        chair_must_attend=True,
        label=OWN,
        reference="Quy chế 12",
    )
    assert found.head[1:] == (
        "Product: Chè",
        "Product code: A",
        "Under: The province's own (Quy chế 12)",
    )
    assert section(found, 1) == (
        "Ballots cast: 2 of 9 members, valid: 1",
        "- An (chair)",
        "- Bình: invalid ballot: not signed",
        "Quorum: 75 % of 9 members (7 ballots); valid ballots: 1, not met",
        "The chair must be among them, and attended",
    )
    assert found.to_data()["quorum"] == {"needed": "3/4", "of": "valid", "met": False}
    assert "Does not stand yet: More members, to make the quorum" in section(found, 3)


@pytest.mark.parametrize(
    ("regulation", "line"),
    [
        ({}, "The regulation sets no quorum"),
        ({"quorum": 2, "quorum_of": "all"}, "Quorum: 2; ballots cast: 2, met"),
        (
            {"quorum": Fraction(2, 3), "members": 7},
            "Quorum: 2/3 of 7 members (5 ballots); valid ballots: 2, not met",
        ),
        (
            {"chair_must_attend": True},
            "The chair must be among them, and did not attend",
        ),
    ],
)
def test_what_was_asked_of_attendance(regulation, line):
    found = minutes(ballot("An"), ballot("Bình"), **regulation)
    assert line in section(found, 1)
    assert ("The result stands" in str(found)) is found.verdict.stands


def test_the_least_ballots_of_a_share_make_the_quorum():
    for members in range(1, 30):
        for share in (Fraction(1, 2), Fraction(2, 3), Fraction(3, 4), Fraction(1)):
            regulation = ocop.CouncilRules(members=members, quorum=share)
            found = ocop.verdict([ballot("An")], regulation).minutes("en")
            line = next(line for line in section(found, 1) if line.startswith("Quorum"))
            least = int(line.partition(" ballots)")[0].rpartition("(")[2])
            assert regulation.quorum_met(least)
            assert not regulation.quorum_met(least - 1)


def test_scores_and_the_gap_between_members():
    found = minutes(ballot("An"), ballot("Bình", **{"3_5": 1, "1_1": 1}), spread=3)
    assert section(found, 2) == (
        "Member   A   B   C  Total  Rank",
        "An      40  25  35    100    5★",
        "Bình    36  25  35     96    3★",
        "Widest gap: 4 points, allowed: 3",
        "- An and Bình lie 4 points apart",
    )
    assert found.to_data()["apart"] == [{"members": ["An", "Bình"], "points": 4}]
    assert "Widest gap: 0 points, allowed: any" in section(minutes(ballot("An")), 2)


def test_a_total_is_shown_and_told_exactly():
    """office D9: a fraction is unreadable, and a rounded number reads as another rank."""
    cast = [ballot("An"), ballot("Bình", **{"3_5": 1}), ballot("Chi", **{"3_5": 1})]
    found = minutes(*cast, lang="vi")
    assert section(found, 3)[:3] == (
        "Bình quân từng phần: A 38,67 (= 116/3), B 25,00, C 35,00",
        "Tổng điểm bình quân: 98,67 (= 296/3)",
        "Số đúng: 296 điểm chia cho 3 phiếu",
    )
    assert found.to_data()["total"] == "296/3"


def test_why_a_rank_is_withheld():
    found = minutes(ballot("An", **{"3_5": 1}))
    lines = section(found, 3)
    assert "Rank by points: 5★" in lines
    assert "Rank: 3★" in lines
    missed = [line for line in lines if line.startswith("Minimum missed")]
    assert missed[0].startswith(
        "Minimum missed: 3.5: option 1, 4★ needs 2 (Intellectual property: "
    )
    assert lines[-1] == (
        "Reference: 26/2026/QĐ-TTg, Appendix II, set 1; 26/2026/QĐ-TTg, Art. 3.3; "
        "26/2026/QĐ-TTg, Appendix II, set 1, criterion 3.5"
    )


def test_an_exclusion_has_its_article():
    exclusion = RUBRIC.exclusions[0]
    found = minutes(ballot("An", exclusions=[exclusion.id]))
    cited = f"Excluded: {exclusion.label.en} [{exclusion.citation('en')}]"
    assert cited in section(found, 3)
    assert "Rank: no rank" in section(found, 3)
    assert exclusion.citation("en") in found.references


def test_under_which_rules():
    strict = RUBRIC.under(ocop.Rules().read(star_minima="own")).amended(bands={4: 75})
    found = ocop.verdict([ocop.Ballot(member="An", sheet=strict.sheet(TOP))]).minutes("en")
    remarks = section(found, 4)
    assert any(line.startswith("Reading other than the default: ") for line in remarks)
    assert any(line.startswith("Differs from the law: ") for line in remarks)


def of_lowest(rubric):
    return ocop.verdict([ocop.Ballot(member="An", sheet=rubric.sheet(lowest(rubric)))])


def test_what_is_not_certain_of_the_table():
    assert section(of_lowest(ocop.regime("1048").rubric(1)).minutes("en"), 4) == ("None",)
    verdict = of_lowest(ocop.regime("1048").rubric(3))
    told = [line for line in section(verdict.minutes("en"), 4) if line.startswith("Doubt")]
    assert len(told) == len(verdict.doubts) == 4
    for line, doubt in zip(told, verdict.doubts, strict=True):
        where = f" ({doubt.at})" if doubt.at else ""
        assert line == f"Doubt about the table{where}: {doubt.label.en}"


def test_for_a_notebook():
    found = minutes(ballot("<b>An</b>"))
    html = found._repr_html_()
    assert html.startswith("<div><p><strong>MINUTES OF THE COUNCIL&#x27;S EVALUATION")
    assert "&lt;b&gt;An&lt;/b&gt;" in html
    assert "<b>" not in html
    assert repr(found).startswith("<Minutes")
    attendance, scores, result, remarks = found.table().below
    assert scores.rows[0].cells[0] == "<b>An</b>"
    for number, table in ((1, attendance), (3, result), (4, remarks)):
        assert table.notes == section(found, number)


def test_another_language():
    with pytest.raises(InputError):
        ocop.verdict([ballot("An")]).minutes("fr")
