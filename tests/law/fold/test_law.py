"""The fold: a decision is a folder, and what it does not change stays."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.errors import InputError, RuleDataError
from ocop.law.changes.changes import Changes
from ocop.law.changes.check import adding
from ocop.law.fold import law as fold
from ocop.law.fold.law import HOMES, shipped
from ocop.law.kind import NONE

LAW = shipped()
REFERENCE = "99/2027/QĐ-TTg, Art. 1"
MADE_UP = {
    "id": "99",
    "kind": "amendment",
    "number": "99/2027/QĐ-TTg",
    "title": {"vi": "Sửa đổi", "en": "Amends"},
    "signed_on": date(2027, 2, 10),
    "from": date(2027, 3, 1),
    "amends": "26",
    "reference": REFERENCE,
}
LATER = {**MADE_UP, "id": "100", "number": "100/2028/QĐ-TTg", "from": date(2028, 1, 1)}


def amended(law=LAW, decision=MADE_UP, **tables):
    return adding(law, Changes.from_dict({**decision, **tables}))


def test_a_regime_is_its_root_and_every_amendment_of_it():
    assert [LAW.line(each) for each in LAW.regime_ids] == [
        ("1048",),
        ("1048", "781"),
        ("148",),
        ("148", "1489"),
        ("26",),
    ]
    law = amended(amended(bands={"4": 75}), LATER, bands={"5": 95})
    assert law.line("100") == ("26", "99", "100")  # not only the one that it names
    assert {stars: row["from"] for stars, row in law.table("100", "bands").items()} == {
        "5": 95,
        "4": 75,
        "3": 50,
        "2": 30,
        "1": 0,
    }


@pytest.mark.parametrize("name", HOMES)
def test_what_is_not_named_stays(name):
    law = amended(bands={"4": 75})
    if name != "bands":
        assert law.table("99", name) == law.table("26", name)
        assert law.source("99", name).since == date(2026, 5, 22)


def test_a_value_says_where_it_comes_from():
    law = amended(bands={"4": 75})
    row = law.table("99", "bands")["4"]
    assert row == {"from": 75, "reference": REFERENCE}
    source = law.source("99", "bands", "4", "from")
    assert (source.decision, source.since, source.before, source.reference) == (
        "99",
        date(2027, 3, 1),
        70,
        REFERENCE,
    )
    assert law.source("99", "bands", "5").decision == "26"
    assert law.source("99", "bands", "5").reference == "26/2026/QĐ-TTg, Art. 3.3"
    assert law.source("26", "bands", "4", "from").before is None


def test_a_transition_counts_from_the_day_of_who_said_it():
    law = amended(window={"latest": 90})
    assert law.source("99", "transition").since == date(2026, 5, 22)
    assert law.source("99", "extension").since == date(2026, 5, 22)
    assert law.source("99", "window").since == date(2027, 3, 1)
    assert law.table("99", "window")["earliest"] == 180


def test_none_ends_a_value():
    law = amended(rounds={"centre-2": NONE})
    assert set(law.table("99", "rounds")) == {"province-1", "province-2", "centre-1"}
    assert law.source("99", "rounds", "centre-2").before["no"] == 2


def test_1489_ends_the_districts():
    assert "district" in LAW.table("148", "levels")
    assert "district" not in LAW.table("1489", "levels")
    assert LAW.table("1489", "levels")["province"]["recognises"] == (3, 4)
    assert LAW.source("1489", "levels", "province", "recognises").before == (4,)
    assert LAW.source("1489", "levels", "centre").decision == "148"


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"bands": {"4": 70}}, 'bands["4"].from: changes nothing'),
        ({"rounds": {"centre-3": NONE}}, "rounds.centre-3: there is no 'centre-3' to end"),
        ({"notice": NONE}, "notice: there is no 'notice' to end"),
        ({"band": {"4": 75}}, "unknown key 'band'; did you mean 'bands'?"),
        ({"bands": {"4": {"form": 75}}}, "unknown key 'form'; did you mean 'from'?"),
        (
            {"rounds": {"province-3": {"level": "province"}}},
            "rounds.province-3.no: the key 'no' is missing",
        ),
        ({"levels": {"commune": 5}}, "levels.commune: 5 is not a table"),
        ({"bands": {"4": {"from": NONE}}}, "bands[\"4\"].from: the key 'from' is missing"),
    ],
)
def test_what_a_change_may_not_be(changes, fault):
    with pytest.raises(InputError) as err:
        amended(**changes)
    assert fault in str(err.value)


def test_the_law_that_was_amended_stays_as_it_was():
    before = {name: dict(LAW.table("26", name)) for name in HOMES}
    amended(bands={"4": 75}, rounds={"centre-2": NONE}).table("99", "bands")
    assert {name: dict(LAW.table("26", name)) for name in HOMES} == before


LEASTS = st.lists(st.integers(1, 100), min_size=4, max_size=4, unique=True).map(
    lambda leasts: dict(zip("54321", [*sorted(leasts, reverse=True), 0], strict=True))
)


def leasts_under(law, regime):
    return {stars: row["from"] for stars, row in law.table(regime, "bands").items()}


@given(LEASTS, LEASTS)
def test_what_is_amended_is_the_last_word_on_each_row(first, second):
    """The fold equals what a reader does by hand: the newest decision that names a row says it."""

    def differing(rows, law, regime):
        now = leasts_under(law, regime)
        return {stars: least for stars, least in rows.items() if now[stars] != least}

    first = differing(first, LAW, "26")
    law = amended(bands=first) if first else amended()
    second = differing(second, law, "99")
    law = amended(law, LATER, **({"bands": second} if second else {}))
    by_hand = leasts_under(LAW, "26") | first | second
    assert leasts_under(law, "100") == by_hand
    for stars in by_hand:
        said_by = "100" if stars in second else "99" if stars in first else "26"
        assert law.source("100", "bands", stars).decision == said_by


def test_a_root_file_has_only_its_own_tables():
    def reading(more):
        def read(decision, file):
            found = LAW.read(decision, file)
            return {**found, **more} if (decision, file) == ("26", "stars") else found

        return fold.Law(LAW.folders, read)

    with pytest.raises(RuleDataError, match=r"26/stars.toml: rounds: unknown key 'rounds'"):
        reading({"rounds": {}}).table("26", "bands")
    with pytest.raises(RuleDataError, match="said not to be regulated"):
        reading({NONE: {"bands": "26/2026/QĐ-TTg"}}).table("26", "bands")


# --- rubrics -------------------------------------------------------------------------------------------


def star_of(law, number, no, option, regime="99"):
    return law.rubric(regime, number).criteria[no]["options"][option - 1].get("star")


def test_a_shared_criterion_changes_wherever_a_set_uses_it():
    """The made-up decision of the trial: one star of intellectual property, in all 26 sets."""
    row = {"id": "intellectual-property", "option": 2, "star": 5, "was": {"star": 4}}
    law = amended(criteria=[row])
    for number in range(1, 27):
        before, after = LAW.rubric("26", number), law.rubric("99", number)
        changed = [
            (no, n)
            for no, body in before.criteria.items()
            for n, option in enumerate(body["options"])
            if after.criteria[no]["options"][n] != option
        ]
        assert changed == [
            (no, 1)
            for no, body in before.criteria.items()
            if body["id"] == "intellectual-property" and body["options"][1].get("star") == 4
        ]
    assert star_of(law, 1, "3.5", 2) == 5
    source = law.rubric("99", 1).sources["3.5", "2", "star"]
    assert (source.decision, source.before, source.reference) == ("99", 4, REFERENCE)
    assert star_of(LAW, 1, "3.5", 2, "26") == 4


def test_a_later_change_reaches_a_set_that_an_earlier_one_touched():
    """First expand, then change: what is shared is written out before any change applies."""
    first = amended(criteria=[{"sets": [1], "no": "3.5", "option": 2, "star": NONE}])
    law = amended(first, LATER, criteria=[{"id": "intellectual-property", "option": 2, "star": 5}])
    assert star_of(law, 1, "3.5", 2) is None
    assert star_of(law, 1, "3.5", 2, "100") == 5
    assert star_of(law, 2, "3.5", 2, "100") == 5


def test_two_rows_on_one_option_both_hold():
    rows = [
        {"sets": [1], "no": "3.5", "option": 3, "points": 4},
        {"id": "intellectual-property", "option": 3, "star": 5, "was": {"points": 3}},
    ]
    option = amended(criteria=rows, total=101).rubric("99", 1).criteria["3.5"]["options"][2]
    assert (option["points"], option["star"]) == (4, 5)


def test_a_set_where_it_was_not_so_is_left_alone():
    left = [
        {"id": "intellectual-property", "option": 9, "star": 5, "was": {"star": 4}},
        {"id": "intellectual-property", "option": 2, "star": 5, "was": {"star": 3}},
    ]
    with pytest.raises(InputError, match="nowhere is it as was says") as err:
        amended(criteria=left)
    assert [fault.path for fault in err.value.faults] == [("criteria", 0), ("criteria", 1)]


def test_maxima_follow_from_the_options():
    row = {"sets": [1], "no": "3.5", "option": 3, "points": 4}
    table = amended(criteria=[row], total=101).rubric("99", 1)
    assert table.criteria["3.5"]["max"] == 4
    assert table.touched == {"3.5"}


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"id": "intellectual-property", "option": 2, "star": 4, "sets": [1]}, "changes nothing"),
        ({"id": "intellectual-property", "option": 9, "star": 4}, "there is no level 9, only 3"),
        ({"id": "intellectual-property", "option": 2}, "says nothing that changes"),
        ({"no": "3.5", "option": 2, "star": 5}, "is another criterion in another set"),
        ({"sets": [1], "option": 2, "star": 5}, "named by id or by no"),
        ({"id": "intellectual-property", "option": 2, "stars": 5}, "unknown key 'stars'"),
        ({"id": "intellectual-property", "star": 5}, "unknown key 'star'"),
    ],
)
def test_what_a_change_of_a_criterion_may_not_be(row, fault):
    with pytest.raises(InputError, match=fault):
        amended(criteria=[row])


def test_a_heading_star_is_changed_on_the_criterion():
    heading = [
        (no, body["heading_star"])
        for no, body in LAW.rubric("148", 1).criteria.items()
        if "heading_star" in body
    ]
    ((no, star),) = heading
    decision = {**MADE_UP, "amends": "148", "from": date(2025, 1, 1)}
    law = amended(decision=decision, criteria=[{"sets": [1], "no": no, "heading_star": NONE}])
    assert "heading_star" not in law.rubric("99", 1).criteria[no]
    assert law.rubric("99", 1).sources[no, "heading_star"].before == star
    assert law.line("1489") == ("148", "99", "1489")
    assert "heading_star" not in law.rubric("1489", 1).criteria[no]


def test_a_criterion_that_nobody_wrote_is_a_defect():
    def read(decision, file):
        found = LAW.read(decision, file)
        return {"criteria": {}} if file == "rubrics/shared" else found

    with pytest.raises(
        RuleDataError, match=r"26/rubrics/set-01.toml: .*there is no criterion 'product-origin'"
    ):
        fold.Law(LAW.folders, read).rubric("26", 1)
