"""Files of changes: what may stand in one, what is refused, and what a correction may do."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.errors import InputError
from ocop.law.changes.changes import Changes, changes_from_toml
from ocop.law.changes.check import adding, idle
from ocop.law.fold.law import shipped
from ocop.law.kind import NONE
from ocop.law.rules import Rules

LAW = shipped()
#: As docs/rules.md has it.
DRAFT = """
id = "de-xuat-2027"
kind = "proposal"                  # amendment, proposal or correction
title = { vi = "Dự thảo sửa đổi", en = "Draft amendment" }
amends = "26"
from = 2027-01-01
reference = "Dự thảo tờ trình …"

[bands]
4 = 75

[certificates]
months = 48

[[criteria]]
id = "intellectual-property"       # the same criterion across sets; sets = [1, 4] where not all are meant
option = 2
star = 5
was = { star = 4 }                 # sets where it is not so are left alone, and named

[[criteria]]
sets = [1]
no = "3.5"
option = 1
points = 2
"""
HEAD = {
    "id": "nhap",
    "kind": "proposal",
    "title": {"vi": "Dự thảo", "en": "Draft"},
    "amends": "26",
    "from": date(2027, 1, 1),
    "reference": "Tờ trình",
}
CORRECTION = {
    **{key: value for key, value in HEAD.items() if key != "from"},
    "id": "dinh-chinh",
    "kind": "correction",
}


def proposed(law=LAW, **tables):
    return adding(law, Changes.from_dict({**HEAD, **tables}))


def corrected(law=LAW, **tables):
    return adding(law, Changes.from_dict({**CORRECTION, **tables}))


def refused(build):
    """The faults of what is refused: (line, place, code)."""
    with pytest.raises(InputError) as err:
        build()
    return [(fault.line, fault.place, fault.code) for fault in err.value.faults]


def test_a_proposal_is_one_file():
    draft = changes_from_toml(DRAFT)
    law = adding(LAW, draft)
    assert law.regime_ids[-2:] == ("26", "de-xuat-2027")
    assert law.table("de-xuat-2027", "term")["months"] == 48
    assert law.table("26", "term")["months"] == 36
    assert [
        str(one) for name in ("bands", "term") for one in law.changed("de-xuat-2027", name)
    ] == [
        "Ranks, 4 stars, from: 70 → 75",
        "Term of a certificate, months: 36 → 48",
    ]
    assert [one("vi") for one in law.rubric("de-xuat-2027", 1).changed] == [
        "Bộ 1, tiêu chí 3.5, mức 2, mức tối thiểu theo sao: 4 → 5",
        "Bộ 1, tiêu chí 3.5, mức 1, điểm: 1 → 2",
    ]


def test_a_value_comes_back_as_it_went_out():
    draft = changes_from_toml(DRAFT)
    assert Changes.from_dict(draft.to_dict()) == draft
    assert pickle.loads(pickle.dumps(draft)) == draft
    assert len({draft, changes_from_toml(DRAFT + "\n# the same\n")}) == 1


@pytest.mark.parametrize("id_", ["781", "1489"])
def test_what_is_shipped_is_the_same_value(id_):
    amendment = LAW.amendment(id_)
    assert amendment.kind == "amendment"
    assert Changes.from_dict(amendment.to_dict()) == amendment


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (
            DRAFT.replace("[bands]", "[band]").replace("months", "moons"),
            [
                (9, "band", "unknown-key"),
                (13, "certificates.moons", "unknown-key"),
            ],
        ),
        (
            DRAFT.replace("4 = 75", '4 = "75"').replace('kind = "proposal"', 'kind = "idea"'),
            [(3, "kind", "change-not-a-kind"), (10, 'bands["4"]', "change-wrong-type")],
        ),
        (DRAFT.replace("amends", "# amends"), [(1, "amends", "missing-key")]),
        (
            DRAFT.replace("points = 2", "points = true"),
            [(25, "criteria[1].points", "change-wrong-type")],
        ),
        (
            DRAFT.replace("points = 2", "points = 101"),
            [(25, "criteria[1].points", "change-out-of-range")],
        ),
        (DRAFT.replace("star = 5", "star = 6"), [(18, "criteria[0].star", "change-out-of-range")]),
        (DRAFT.replace("sets = [1]", "sets = 1"), [(22, "criteria[1].sets", "change-wrong-type")]),
        (DRAFT.replace("[[criteria]]", "[[criterion]]"), [(15, "criterion", "unknown-key")]),
        (DRAFT + "[term]\nmonths = 48\n", [(26, "term", "change-twice")]),
    ],
)
def test_every_fault_has_its_line(text, faults):
    assert refused(lambda: changes_from_toml(text)) == faults


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (DRAFT.replace('"26"', '"62"'), [(5, "amends", "change-unknown-decision")]),
        (DRAFT.replace('id = "de-xuat-2027"', 'id = "148"'), [(2, "id", "change-id-taken")]),
        (DRAFT.replace("2027-01-01", "2026-05-21"), [(6, "from", "change-outside-life")]),
        (DRAFT.replace("4 = 75", "4 = 70"), [(10, 'bands["4"].from', "change-nothing")]),
        (DRAFT.replace("4 = 75", "4 = 95"), [(9, "bands", "ranks-out-of-order")]),
        (DRAFT.replace("4 = 75", "1 = 5"), [(9, "bands", "totals-without-rank")]),
        (DRAFT.replace("4 = 75", "5 = { from = 101 }"), [(10, 'bands["5"].from', "change-out-of-range")]),
        (DRAFT.replace("intellectual-property", "intelectual-property"), [(16, "criteria[0].id", "no-such-criterion-id")]),
        (DRAFT.replace("star = 4", "star = 3"), [(15, "criteria[0]", "was-nowhere")]),
        (DRAFT.replace("option = 1", "option = 4"), [(24, "criteria[1].option", "no-such-level")]),
        (DRAFT.replace("sets = [1]", "sets = [27]"), [(22, "criteria[1].sets[0]", "no-such-set"), (23, "criteria[1].no", "no-such-criterion-id")]),
        (DRAFT.replace("points = 2", "points = 9"), [(21, "criteria[1]", "points-out-of-order")]),
        (DRAFT.replace("points = 2", "points = 1"), [(25, "criteria[1].points", "change-nothing")]),
        (DRAFT.replace("option = 1\npoints = 2", "option = 3\npoints = 4"), [(15, "criteria", "total-over-in-set")]),
    ],
)  # fmt: skip
def test_what_the_law_does_not_hold_is_refused_at_its_line(text, faults):
    assert refused(lambda: adding(LAW, changes_from_toml(text))) == faults


def test_a_total_that_the_file_says_may_be_over_full_marks():
    row = {"sets": [1], "no": "3.5", "option": 3, "points": 4}
    law = proposed(criteria=[row], total=101)
    assert law.total("nhap") == 101
    assert law.rubric("nhap", 1).points == 101
    assert law.total("26") == 100


def test_the_nearest_is_named_where_it_is_surely_meant():
    with pytest.raises(InputError, match="did you mean 'intellectual-property'"):
        proposed(criteria=[{"id": "intelectual-property", "option": 2, "star": 5}])


@pytest.mark.parametrize(
    ("tables", "fault"),
    [
        ({"levels": {"province": NONE}}, "rules-not-known"),
        ({"levels": {"province": {"recognises": [3, 4, 5]}}}, "stars-recognised-twice"),
        ({"levels": {"city": {"duty": "screens", "recognises": []}}}, "rules-not-known"),
        ({"documents": {"samples": NONE}}, "rules-not-known"),
        ({"window": {"latest": 190}}, "window-out-of-order"),
        ({"rounds": {"centre-1": {"ended_before": {"day": 31}}}}, "not-a-day-of-a-year"),
        ({"rounds": {"centre-1": {"ended_before": {"month": 2}}}}, "not-a-day-of-a-year"),
        ({"deadlines": {"commune-check": {"unit": "weeks"}}}, "not-known"),
        ({"deadlines": {"commune-check": {"number": 0}}}, "change-out-of-range"),
        ({"entities": {"guild": {}}}, "rules-not-known"),
        ({"entities": {"farm": {"groups": ["tourist"]}}}, "rules-not-known"),
        ({"transition": {"keeps": "147"}}, "rules-not-known"),
        ({"parts": {"A": 41}}, "total-over"),
        ({"certificates": {"months": 0}}, "change-out-of-range"),
    ],
)
def test_tables_must_hold_together(tables, fault):
    assert fault in [code for _, _, code in refused(lambda: proposed(**tables))]


@pytest.mark.parametrize(
    ("tables", "least", "most"),
    [
        (lambda number: {"certificates": {"months": number}}, 1, 1200),
        (lambda number: {"notice": {"days": number}}, 1, 3660),
        (lambda number: {"withdrawal": {"days": number}}, 1, 3660),
        (lambda number: {"deadlines": {"commune-check": {"number": number}}}, 1, 3660),
    ],
)
def test_months_and_days_are_some_and_not_without_end(tables, least, most):
    for number in (least, most):
        assert proposed(**tables(number))
    for number in (least - 1, most + 1):
        ((_, _, code),) = refused(lambda n=number: proposed(**tables(n)))
        assert code == "change-out-of-range"


def test_a_set_that_is_none_is_refused_with_the_number_of_those_there_are():
    with pytest.raises(InputError, match=r"set 27.* 26"):
        proposed(criteria=[{"sets": [27], "id": "intellectual-property", "option": 2, "star": 5}])


def test_a_level_is_ended_with_all_that_points_to_it():
    gone = refused(lambda: proposed(levels={"province": NONE}))
    assert {place.split(".")[0].split("[")[0] for _, place, _ in gone} == {
        "levels", "returns", "passes", "rounds", "dossiers", "withdrawal",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["rounds", "window", "documents"])
def test_none_ends_a_whole_table(name):
    more = {"dossiers": NONE} if name == "documents" else {}
    law = proposed(**{name: NONE}, **more)
    assert not law.table("nhap", name)
    assert law.table("26", name)
    assert law.changed("nhap", name)


def test_what_is_silent_can_be_regulated():
    law = proposed(notice={"days": 60})
    assert dict(law.table("nhap", "notice")) == {"days": 60, "reference": "Tờ trình"}
    assert law.source("nhap", "notice").since == date(2027, 1, 1)


def test_a_printed_end_goes_with_the_rank_that_it_met():
    """1048/QĐ-TTg prints ranks in whole numbers; a gap that a draft makes is no printed one."""
    head = {**HEAD, "amends": "1048", "from": date(2020, 1, 1)}
    law = adding(LAW, Changes.from_dict({**head, "bands": {"4": 75}}))
    before, after = LAW.table("1048", "bands"), law.table("nhap", "bands")
    assert before["3"]["printed_to"] + 1 == before["4"]["from"]
    assert "printed_to" not in after["3"]
    assert after["4"]["printed_to"] == before["4"]["printed_to"]
    printed = {"4": 75, "3": {"printed_to": 70}}
    law = adding(LAW, Changes.from_dict({**head, "bands": printed}))
    assert law.table("nhap", "bands")["3"]["printed_to"] == 70


def test_reading_a_change_says_which_sets_it_reaches():
    """Where ``was`` is not so in some sets, they are named: 40 ids of 26/2026 have variants."""
    (first, second) = Rules().reach(changes_from_toml(DRAFT))
    variants = {
        number: body["options"][1].get("star")
        for number in range(1, 27)
        for body in LAW.rubric("26", number).criteria.values()
        if body["id"] == "intellectual-property"
    }
    assert {number for number, _ in first.reached} == {
        n for n, star in variants.items() if star == 4
    }
    assert {number for number, _ in first.left} == {n for n, star in variants.items() if star != 4}
    assert second.reached == ((1, "3.5"),)
    row = {"id": "raw-material-source", "option": 2, "star": NONE, "was": {"star": 3}}
    (reach,) = Rules().reach(Changes.from_dict({**HEAD, "criteria": [row]}))
    assert reach.reached
    assert reach.left
    assert str(reach).startswith("raw-material-source: changed in set ")
    assert "không đổi ở bộ" in reach("vi")
    assert str(second) == "3.5: changed in set 1"


# --- levels of a criterion, conditions, exclusions --------------------------------------------------


def criterion(law, no="3.5", regime="nhap", number=1):
    return law.rubric(regime, number).criteria[no]


NEW = {"sets": [1], "no": "3.5", "vi": "Mức mới", "en": "New level"}


def test_levels_are_added_behind_or_after_another():
    points = [level["points"] for level in criterion(LAW, regime="26")["options"]]
    last = criterion(proposed(criteria=[{**NEW, "points": 4}], total=101))["options"]
    assert [level["points"] for level in last] == [*points, 4]
    law = proposed(criteria=[{**NEW, "points": 0, "after": 0}])
    first = criterion(law)["options"]
    assert [level["points"] for level in first] == [0, *points]
    assert first[0] == {"points": 0, "vi": "Mức mới", "en": "New level"}
    (told,) = law.rubric("nhap", 1).changed
    assert (told.path, told.before, told.after) == (("3.5", "0", "new-level"), None, first[0])


def test_numbers_of_levels_are_those_before_the_file():
    rows = [
        {"sets": [1], "no": "3.5", "option": 1, "points": NONE},
        {**NEW, "points": 2, "after": 1},
        {"sets": [1], "no": "3.5", "option": 3, "vi": "Khác"},
    ]
    before, after = criterion(LAW, regime="26"), criterion(proposed(criteria=rows))
    assert after["options"] == [
        {"points": 2, "vi": "Mức mới", "en": "New level"},
        before["options"][1],
        {**before["options"][2], "vi": "Khác"},
    ]


def test_what_names_levels_follows_their_numbers():
    number, no, option = next(
        (number, no, option)
        for number in range(1, 27)
        for row in LAW.rubric("26", number).file.get("exclusions", ())
        for no, option in row.get("bare", ())
        if option
    )

    def named(law, regime):
        rows = law.rubric(regime, number).file["exclusions"]
        return [pair[1] for row in rows for pair in row.get("bare", ()) if pair[0] == no]

    new = {"sets": [number], "no": no, "points": 0, "after": 0, "vi": "Mới", "en": "New"}
    assert named(proposed(criteria=[new]), "nhap") == [at + 1 for at in named(LAW, "26")]
    drop = {"sets": [number], "no": no, "option": option, "points": NONE}
    assert "exclusion-names-level" in [
        code for _, _, code in refused(lambda: proposed(criteria=[drop]))
    ]


def test_a_criterion_keeps_a_level():
    rows = [{"sets": [1], "no": "3.5", "option": n, "points": NONE} for n in (1, 2, 3)]
    codes = [code for _, _, code in refused(lambda: proposed(criteria=rows))]
    assert codes == ["no-level-left"]
    twice = [rows[0], {**rows[0], "points": 0}]
    codes = [code for _, _, code in refused(lambda: proposed(criteria=twice))]
    assert codes == ["level-dropped-already"]


def needs(law, regime, no, number=1):
    groups = law.rubric(regime, number).file["groups"]
    (row,) = (row for group in groups for row in group["criteria"] if row["no"] == no)
    return row.get("needs", [])


def test_conditions_are_given_and_taken():
    assert needs(LAW, "26", "9") == [{"what": "test-reports"}]
    law = proposed(criteria=[{"sets": [1], "no": "9", "needs": NONE}])
    assert needs(law, "nhap", "9") == []
    law = proposed(criteria=[{"sets": [1], "no": "10", "needs": [{"what": "test-reports"}]}])
    assert needs(law, "nhap", "10") == [{"what": "test-reports"}]
    for need, code in [
        ({"what": "storey"}, "no-such-condition"),
        ({"what": "story", "criterion": "99"}, "no-such-criterion"),
        ({"what": "story", "over": 1}, "unknown-key"),
    ]:
        rows = [{"sets": [1], "no": "10", "needs": [need]}]
        assert [found for _, _, found in refused(lambda: proposed(criteria=rows))] == [code]  # noqa: B023


def exclusions(law, regime, number=1):
    return {row["use"]: row for row in law.rubric(regime, number).file.get("exclusions", ())}


def test_exclusions_are_added_changed_and_ended():
    before = exclusions(LAW, "26")
    id_ = next(iter(before))
    law = proposed(exclusions=[{"id": id_, "sets": [1], "kind": NONE}])
    assert exclusions(law, "nhap").keys() == before.keys() - {id_}
    new = {"id": "banned-goods", "kind": "excluded", "vi": "Hàng cấm", "en": "Banned goods"}
    law = proposed(exclusions=[new])
    assert all("banned-goods" in exclusions(law, "nhap", number) for number in range(1, 27))
    law = proposed(exclusions=[{"id": id_, "sets": [1], "en": "Another wording"}])
    assert exclusions(law, "nhap")[id_]["en"] == "Another wording"
    for row, code in [
        ({"id": "banned-goods", "kind": "excluded"}, "missing-key"),
        ({"id": id_, "sets": [1]}, "change-says-nothing"),
        ({"id": "nothing-such", "sets": [1], "kind": NONE}, "change-nothing"),
        ({"id": id_, "sets": [1], "at": "99"}, "no-such-criterion"),
        ({"id": id_, "sets": [1], "when": [["3.5", 9]]}, "no-such-level"),
    ]:
        assert code in [found for _, _, found in refused(lambda: proposed(exclusions=[row]))]  # noqa: B023


# --- corrections ------------------------------------------------------------------------------------


def doubted():
    """A set of 26/2026 with a doubt, and that doubt."""
    return next(
        (number, row)
        for number in range(1, 27)
        for row in LAW.rubric("26", number).file.get("doubts", ())
    )


def test_a_correction_counts_from_the_day_of_what_it_corrects():
    """Behind its own decision, before a later one."""
    later = {**HEAD, "id": "99", "bands": {"4": 75}}
    law = corrected(proposed(**later), bands={"5": 91})
    assert law.line("26") == ("26", "dinh-chinh")
    assert law.line("99") == ("26", "dinh-chinh", "99")
    assert law.table("26", "bands")["5"]["from"] == 91
    assert law.source("26", "bands", "5").since == date(2026, 5, 22)
    assert "dinh-chinh" not in law.regime_ids
    assert refused(lambda: corrected(**{"from": date(2026, 6, 1)})) == [
        (None, "from", "change-correction-day")
    ]


def test_a_correction_settles_a_doubt():
    number, doubt = doubted()
    law = corrected(doubts={doubt["id"]: NONE})
    before = [row["id"] for row in LAW.rubric("26", number).file["doubts"]]
    after = [row["id"] for row in law.rubric("26", number).file["doubts"]]
    assert after == [id_ for id_ in before if id_ != doubt["id"]]


@pytest.mark.parametrize(
    ("amends", "id_", "table"),
    [
        ("148", "148-returns-centre", "returns"),
        ("148", "148-withdrawal", "withdrawal"),
        ("148", "148-entities", "outline"),
        ("148", "148-ministries", "set_names"),
    ],
)
def test_a_correction_settles_a_doubt_of_a_table(amends, id_, table):
    law = corrected(amends=amends, doubts={id_: NONE})
    assert id_ in str(LAW.table(amends, table))
    assert id_ not in str(law.table(amends, table))
    assert id_ not in str(law.table("1489", table))
    assert [one.before["id"] for one in law.changed(amends, table)] == [id_]


def test_a_correction_that_changes_nothing_any_more_is_noted():
    row = {"sets": [1], "no": "3.5", "option": 2, "star": 4, "was": {"star": 3}}
    law = corrected(
        bands={"4": 70}, rounds={"centre-3": NONE}, criteria=[row], doubts={"26-99-1": NONE}
    )
    assert idle(law, "26") == {
        "dinh-chinh": (
            ("bands", "4", "from"),
            ("rounds", "centre-3"),
            ("criteria", 0),
            ("doubts", "26-99-1"),
        )
    }
    assert idle(law, "148") == {}
    # a doubt that is gone says so without any row beside it
    assert idle(corrected(doubts={"26-99-1": NONE}), "26") == {
        "dinh-chinh": (("doubts", "26-99-1"),)
    }


# --- properties -------------------------------------------------------------------------------------

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1).filter(
    str.strip
)
LEVELS = [
    (number, no, at, level["points"])
    for number in (1, 14, 26)
    for no, body in LAW.rubric("26", number).criteria.items()
    for at, level in enumerate(body["options"], 1)
]


@given(TEXT, TEXT, st.integers(1, 100), st.dates(date(2026, 5, 22)))
def test_changes_round_trip(title, reference, months, day):
    head = {**HEAD, "title": {"vi": title, "en": title}, "reference": reference, "from": day}
    changes = Changes.from_dict({**head, "certificates": {"months": months}})
    assert Changes.from_dict(changes.to_dict()) == changes
    assert hash(Changes.from_dict(changes.to_dict())) == hash(changes)


@given(st.sampled_from(LEVELS), st.integers(0, 100), st.sampled_from([NONE, 1, 2, 3, 4, 5]))
def test_a_change_is_refused_or_seen(level, points, star):
    number, no, at, before = level
    row = {"sets": [number], "no": no, "option": at, "points": points, "star": star}
    try:
        law = proposed(criteria=[row], total=200)
    except InputError:
        return
    after = law.rubric("nhap", number)
    assert after.criteria[no]["options"][at - 1]["points"] == points != before
    assert len(after.changed) == 2
    back = [
        {**row, one.path[-1]: NONE if one.before is None else one.before} for one in after.changed
    ]
    back = {
        key: value
        for rows in back
        for key, value in rows.items()
        if value != row.get(key) or key in ("sets", "no", "option")
    }
    again = {**HEAD, "id": "lai", "amends": "nhap", "from": date(2028, 1, 1)}
    undone = proposed(law, **again, criteria=[back])
    assert undone.rubric("lai", number).criteria == LAW.rubric("26", number).criteria


def test_the_file_of_the_documentation_is_this_one():
    text = (Path(__file__).parents[3] / "docs" / "rules.md").read_text(encoding="utf-8")
    assert DRAFT.strip() in text
