"""Regimes in time, sets and their spellings, levels, entities, readings."""

from __future__ import annotations

import re
import typing
import unicodedata
from datetime import date, datetime, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop import law
from ocop.errors import InputError, NotFoundError, RuleDataError, UncheckedRules
from ocop.law import product_set as law_sets
from ocop.law import set_name
from ocop.law.level import Level
from ocop.law.product_set import product_groups
from ocop.words import fold

DAY = timedelta(days=1)
FIRST = date(2019, 8, 21)
STARTS = {
    "1048": date(2019, 8, 21),
    "781": date(2020, 6, 8),
    "148": date(2023, 2, 24),
    "1489": date(2025, 7, 6),
    "26": date(2026, 5, 22),
}


@given(st.dates(FIRST, date(2100, 1, 1)))
def test_every_day_has_exactly_one_regime(day):
    assert [each.id for each in law.regimes() if day in each] == [law.regime_on(day).id]


@pytest.mark.parametrize(("regime", "start"), STARTS.items())
def test_a_regime_begins_on_its_day(regime, start):
    assert law.regime_on(start).id == regime
    assert law.regime_on(start + DAY).id == regime
    if start > FIRST:
        assert law.regime_on(start - DAY).id != regime
        assert law.regime_on(start - DAY).end == start


def test_before_the_first_criteria_there_is_nothing():
    with pytest.raises(NotFoundError, match="the first are 1048/QĐ-TTg, from 2019-08-21"):
        law.regime_on(FIRST - DAY)


def test_after_the_last_check_the_answer_says_so():
    checked = date(2026, 9, 30)
    assert law.regime_on(checked).notes == ()
    assert law.regime_on(checked, strict=True).as_checked_on is None
    later = law.regime_on(checked + DAY)
    assert later.as_checked_on == checked
    assert later.notes[0].label.en == "As checked on 2026-09-30"
    assert later == law.regime_on(checked)
    assert hash(later) == hash(law.regime_on(checked))
    assert later.rubric(1).regime.as_checked_on == checked
    assert ocop.regime("26").rubric(1).regime.as_checked_on is None
    with pytest.raises(UncheckedRules, match="was last seen in force on 2026-09-30"):
        law.regime_on(checked + DAY, strict=True)


def test_an_answer_may_be_of_any_check_up_to_the_last():
    """From the first day of the rules on; before it nobody can have seen them in force."""
    regime = law.regime_on(date(2026, 9, 30))
    first, last = regime.first_day, regime.verified_on
    for day in (first, first + DAY, last - DAY, last):
        assert regime.as_of_check(day).as_checked_on == day
        assert regime.as_of_check(day).as_of_check(None).as_checked_on is None
    for day in (first - DAY, last + DAY):
        with pytest.raises(InputError) as err:
            regime.as_of_check(day)
        assert [fault.code for fault in err.value.faults] == ["not-checked-then"]


@pytest.mark.parametrize("wrong", ["2026-05-22", datetime(2026, 5, 22, 8, 0), None, 20260522])  # noqa: DTZ001
def test_a_question_takes_a_date(wrong):
    with pytest.raises(InputError, match="is not a date"):
        law.regime_on(wrong)


OVER = ["transition-over", "unfinished"]


@pytest.mark.parametrize(
    ("case", "filed", "evaluated", "regime", "notes"),
    [
        # Art. 12.2: 60 days from 22 May 2026 for a first evaluation or an upgrade
        ("first", date(2026, 5, 21), date(2026, 5, 22), "1489", ["transition"]),
        ("first", date(2026, 5, 20), date(2026, 7, 21), "1489", ["transition"]),
        ("first", date(2026, 5, 20), date(2026, 7, 22), "26", OVER),
        ("upgrade", date(2026, 1, 5), date(2026, 7, 21), "1489", ["transition"]),
        ("upgrade", date(2026, 1, 5), date(2026, 7, 22), "26", OVER),
        # 30 days for a re-evaluation
        ("re-evaluation", date(2026, 5, 20), date(2026, 6, 21), "1489", ["transition"]),
        ("re-evaluation", date(2026, 5, 20), date(2026, 6, 22), "26", OVER),
        # filed on the day itself: the new rules, no transition
        ("first", date(2026, 5, 22), date(2026, 6, 1), "26", []),
        # evaluated before: the old rules, no transition
        ("first", date(2026, 5, 1), date(2026, 5, 21), "1489", []),
        # of no other change a transition was read: law, silence 4
        ("first", date(2020, 6, 7), date(2020, 6, 8), "781", ["on-the-way"]),
        ("first", date(2023, 2, 1), date(2023, 3, 1), "148", ["on-the-way"]),
        ("first", date(2025, 7, 5), date(2025, 7, 6), "1489", ["on-the-way"]),
        ("first", date(2025, 7, 5), date(2026, 7, 21), "1489", ["on-the-way", "transition"]),
        ("first", date(2023, 2, 1), None, "781", []),
    ],
)
def test_which_rules_answer_for_a_dossier(case, filed, evaluated, regime, notes):
    found = law.regime_for(case, filed, evaluated)
    assert found.id == regime
    assert [each.id for each in found.notes] == notes
    assert all(note.reference for note in found.notes)


def test_dossiers_on_the_way_by_the_day_of_filing():
    """law, silence 4"""
    by_filing = law.Rules().read(on_the_way="filing-day")

    def asked(filed, evaluated, rules=by_filing):
        return rules.regime_for("first", filed, evaluated)

    assert asked(date(2020, 6, 7), date(2020, 6, 8)).id == "1048"
    assert asked(date(2023, 2, 1), date(2023, 3, 1)).id == "781"
    assert asked(date(2023, 2, 24), date(2023, 3, 1)).notes == ()
    assert "day of filing" in asked(date(2023, 2, 1), date(2023, 3, 1)).notes[0].label.en
    # the districts are gone: the levels of the day act by the old rubric
    late = asked(date(2025, 6, 1), date(2025, 8, 1))
    assert (late.id, late.levels) == ("148", ocop.regime("1489").levels)
    # Art. 12.2 keeps the old rules, whichever those were
    assert asked(date(2025, 6, 1), date(2026, 6, 1)).id == "148"
    assert asked(date(2025, 8, 1), date(2026, 6, 1)).id == "1489"


@given(
    st.sampled_from(["first", "upgrade", "re-evaluation"]),
    st.dates(FIRST, date(2026, 12, 31)),
    st.integers(0, 900),
)
def test_a_dossier_is_judged_by_the_rules_of_one_of_its_days(case, filed, days):
    day = filed + timedelta(days=days)
    for question in ("on_the_way", "unfinished"):
        for reading in typing.get_args(typing.get_type_hints(law.Readings)[question]):
            found = law.Rules().read(**{question: reading}).regime_for(case, filed, day)
            between = [each for each in law.regimes() if filed in each or each.first_day > filed]
            assert found.id in {each.id for each in between if each.first_day <= day}
            assert (filed in law.regime_on(day)) == (
                not {"on-the-way", "transition", "transition-over"} & {n.id for n in found.notes}
            )


def test_an_unfinished_dossier_goes_on_under_the_old_rules():
    """law, silence 3"""
    rules = law.Rules().read(unfinished="old-rules")
    found = rules.regime_for("first", date(2026, 5, 20), date(2026, 7, 22))
    assert (found.id, [each.id for each in found.notes]) == ("1489", OVER)
    assert "finished under the old rules" in found.notes[0].label.en


def test_a_late_transition_also_says_its_age():
    found = law.regime_for("first", date(2026, 5, 1), date(2026, 11, 21))
    assert [each.id for each in found.notes] == ["as-checked-on", *OVER]
    assert found.rubric(1).regime.notes == found.notes


def test_districts_were_gone_before_the_rules_that_named_them():
    """law D18"""
    assert law.ceased_level("district", date(2025, 6, 30)) is None
    assert law.ceased_level("province", date(2025, 7, 3)) is None
    for on in (date(2025, 7, 1), date(2025, 7, 5), date(2026, 1, 1)):
        note = law.ceased_level("district", on)
        assert (note.id, note.day) == ("level-ceased", date(2025, 7, 1))
        assert str(on) in note.label.en
        assert note.reference
    assert "district" in {rule.level for rule in law.regime_on(date(2025, 7, 5)).levels}
    with pytest.raises(InputError, match="is not a date"):
        law.ceased_level("district", "2025-07-01")


def test_a_dossier_at_fault():
    with pytest.raises(InputError) as err:
        law.regime_for("again", date(2026, 5, 2), date(2026, 5, 1))
    assert [fault.place for fault in err.value.faults] == ["kind", "evaluated_on"]


def test_regimes_by_id():
    assert [each.id for each in law.regimes()] == list(STARTS)
    assert str(ocop.regime("1489")) == "148/QĐ-TTg, amended by 1489/QĐ-TTg"
    assert ocop.regime("1489/QĐ-TTg") is ocop.regime("1489")
    with pytest.raises(NotFoundError, match="there are 1048, 781, 148, 1489, 26"):
        ocop.regime("x")


def test_decisions():
    newest = ocop.Rules().decision("26/2026/qd-ttg")
    assert newest == ocop.Rules().decision("26")
    assert newest.reference == "26/2026/QĐ-TTg, 2026-05-22"
    assert newest.verified_on == date(2026, 9, 30)
    assert ocop.Rules().decision("148").lapses == date(2026, 5, 22) + timedelta(days=60)
    assert [d.signed_on for d in ocop.Rules().decisions()] == sorted(
        d.signed_on for d in ocop.Rules().decisions()
    )
    with pytest.raises(NotFoundError, match="did you mean '148/QĐ-TTg'"):
        ocop.Rules().decision("148/QĐ-TTgs")
    with pytest.raises(NotFoundError, match="there are 490"):
        ocop.Rules().decision("zzz")
    for regime in law.regimes():
        assert regime.full_marks == 100
        assert regime.groups == product_groups(regime.numbering)
        assert regime.decisions[0].signed_on == regime.first_day


@pytest.mark.parametrize("numbering", ["1048", "148"])
def test_sets_and_groups(numbering):
    sets, groups = law.product_sets(numbering), product_groups(numbering)
    assert [each.number for each in sets] == list(range(1, 27))
    assert len({each.id for each in sets}) == 26
    assert len(groups) == 6
    assert {each.group for each in sets} == set(groups)
    for each in sets:
        assert each.ministries
        assert each.reference
        for name in (each.label.vi, each.label.en, each.id, str(each.number), *each.aliases):
            assert law.find_set(numbering, name) is each
            assert law.find_set(numbering, name.upper()) is each
            assert unicodedata.is_normalized("NFC", name)


@pytest.mark.parametrize("regime", law.regimes(), ids=lambda regime: regime.id)
def test_every_regime_names_its_sets_as_its_rubrics_do(regime):
    """law silences 18 and 19: sets, references and ministries by their time."""
    newest = law.product_sets(regime.numbering)
    tables = {"1489": "148"}.get(regime.id, regime.id)
    cited = {"148": "148/QĐ-TTg", "26": "26/2026/QĐ-TTg"}
    for each in regime.sets:
        assert each.label == regime.rubric(each).title
        assert regime.set(each.label.vi) is regime.set(each) is each
        assert each.reference.startswith(cited.get(tables, ("1048/QĐ-TTg", "781/QĐ-TTg")))
        # the same set to registries and filters, whichever regime names it
        assert each == newest[each.number - 1]
        assert hash(each) == hash(newest[each.number - 1])
        assert (each.doubt is not None) == (tables == "148")
    assert (regime.set(26).reference == "781/QĐ-TTg, set 26") == (regime.id == "781")


def test_a_set_of_the_other_numbering_is_refused():
    """Set 4 of 1048 was judged as set 4 of 148, which is another."""
    other = ocop.regime("1048").set(4)
    for ask in (ocop.regime("26").rubric, ocop.regime("26").who_may_bring, ocop.regime("26").set):
        with pytest.raises(NotFoundError, match="numbering 1048"):
            ask(other)


def test_ministries_have_the_name_of_their_day():
    """law silence 18: the Ministry of Agriculture and Environment was named for 2023."""
    rice = ocop.regime("148").set(3)
    old, new = rice.ministries_on(date(2025, 2, 28)), rice.ministries_on(date(2025, 3, 1))
    assert [each.en for each in old] == ["Ministry of Agriculture and Rural Development"]
    assert [each.en for each in new] == ["Ministry of Agriculture and Environment"]
    assert "was not read" in rice.doubt.en
    health = ocop.regime("148").set(18)
    assert health.ministries_on(date(2023, 3, 1)) == (health.ministries[0].label,)
    assert ocop.regime("26").set(3).doubt is None
    assert (
        ocop.regime("1048")
        .set(3)
        .ministries_on(date(2020, 1, 1))[0]
        .en.endswith("Rural Development")
    )


def test_a_set_by_any_spelling():
    assert law.find_set("148", "MAT ONG, mat khac va nong san thuc pham khac").number == 4
    assert law.find_set("148", " 11 ").number == law.find_set("148", "１１").number == 11
    decomposed = unicodedata.normalize("NFD", "Chè tươi, chè chế biến")
    assert law.find_set("148", decomposed).number == 11
    # the numbering differs: 1048's set 12 is 148's set 11
    assert law.find_set("1048", "Chè tươi, chế biến").number == 12


@pytest.mark.parametrize(
    ("which", "said"),
    [
        ("Mỹ phẩn có thành phần từ dược liệu", "did you mean 'Mỹ phẩm"),
        ("zzzzzz", "give a number from 1 to 26, or a name"),
        (0, "there is no set 0"),
        (27, "sets are 1 to 26"),
        (True, "true names no set"),
        (1.0, "names no set"),
        ("27", "there is no set 27"),
    ],
)
def test_a_set_that_is_not_there(which, said):
    with pytest.raises(NotFoundError, match=said):
        law.find_set("148", which)


@pytest.mark.parametrize(
    ("which", "number"),
    [
        ("mật ong", 4),
        ("Mat ong", 4),
        ("honey", 4),
        ("cà phê", 13),
        ("ca phe", 13),
        ("coffee", 13),
        ("rượu", 14),
        ("bonsai", 24),
        ("du lịch", 26),
        # in whatever order, with others between them
        ("rau tươi", 1),
        ("tuoi rau", 1),
        ("cocoa coffee", 13),
    ],
)
def test_words_of_one_title_alone_name_its_set(which, number):
    assert law.find_set("148", which).number == number
    assert ocop.regime("26").rubric(which).product_set.number == number
    with pytest.raises(NotFoundError, match="no set is called"):
        law.find_set("148", which, words=False)


@pytest.mark.parametrize(
    ("which", "numbers"),
    [
        ("cà phê rang xay", [13]),
        ("cây cà phê", [13]),  # first-visit 3: never the bonsai
        ("mật ong nguyên chất", [4, 8]),
        ("tinh dầu mật ong", [4, 8, 20]),
    ],
)
def test_of_words_that_no_title_has_the_sets_that_hold_the_most_of_them_are_told(which, numbers):
    with pytest.raises(NotFoundError, match="it may belong to: ") as err:
        law.find_set("148", which)
    (fault,) = err.value.faults
    assert [int(no) for no in re.findall(r"(\d+) \(", fault.hint("vi"))] == numbers


@pytest.mark.parametrize("which", ["thịt lợn", "sản phẩm tốt", "x " * 5000, "", "–"])
def test_nothing_is_guessed_of_a_single_syllable_or_of_what_most_sets_hold(which):
    with pytest.raises(NotFoundError, match=r"no set is called .*; give a number from 1 to 26"):
        law.find_set("148", which)


@pytest.mark.parametrize(
    ("numbering", "which", "numbers"),
    [
        ("148", "rau", [1, 7]),
        ("148", "hạt", [1, 3, 7]),
        ("148", "nước", [9, 16]),
        ("148", "thủ công mỹ nghệ", [21, 22]),
        ("1048", "thủ công mỹ nghệ", [23, 24]),
        ("148", "Đồ uống", [14, 15, 16, 17]),
    ],
)
def test_words_of_several_titles_are_told_with_all_of_them(which, numbering, numbers):
    """A word of a group's name stands for all its sets."""
    with pytest.raises(NotFoundError, match="is in the names of several sets; give the") as err:
        law.find_set(numbering, which)
    (fault,) = err.value.faults
    assert fault.code == "several-sets-called"
    for lang in ("vi", "en"):
        titles = [law.find_set(numbering, number).label(lang) for number in numbers]
        names = [f"{number} ({title})" for number, title in zip(numbers, titles, strict=True)]
        assert re.split(r"[;,] (?=\d)", fault.hint(lang).split(": ")[1]) == names


@pytest.mark.parametrize("which", ["cá", "ca fe", "cafe", "coffe", "cà phe", "ca pe", ""])
def test_no_other_set_is_offered_for_one(which):
    """first-visit 3: the bonsai was offered for coffee, and "cá" (fish) is no "cà phê"."""
    with pytest.raises(NotFoundError) as err:
        law.find_set("148", which)
    assert "did you mean" not in str(err.value)
    assert "24" not in str(err.value)


@given(st.sampled_from(["1048", "148"]), st.data())
def test_words_of_a_title_find_it_or_are_told_with_it(numbering, data):
    """Whatever piece of a title is asked for: its set, or a list in which it is."""
    each = data.draw(st.sampled_from(law.product_sets(numbering)))
    words = data.draw(st.sampled_from((each.label.vi, *each.aliases))).split()
    first = data.draw(st.integers(0, len(words) - 1))
    piece = " ".join(words[first : data.draw(st.integers(first + 1, len(words)))])
    try:
        answer = law.find_set(numbering, piece)
    except NotFoundError as err:
        (fault,) = err.faults
        if any(letter.isalnum() for letter in piece):
            assert f"{each.number} (" in fault.hint("vi")
    else:
        names = (answer.label.vi, answer.label.en, *answer.aliases)
        assert answer is each or any(fold(name).startswith(fold(piece)) for name in names)


def test_a_numbering_that_is_not_there():
    with pytest.raises(NotFoundError, match="is not known; there are 1048, 148"):
        law.product_sets("26")


def test_set_data_that_contradicts_itself(monkeypatch):
    real = law_sets.rule_file

    def doubled(path):
        data = real(path)
        if path == "148/sets":
            rows = [dict(row) for row in data["sets"]]
            rows[1]["aliases"] = [*rows[1]["aliases"], rows[0]["vi"]]
            data = data | {"sets": rows}
        return data

    caches = (
        law_sets._file, law_sets._rows, law_sets._sets, set_name._spellings, set_name._titles
    )  # fmt: skip
    for each in caches:
        each.cache_clear()
    monkeypatch.setattr(law_sets, "rule_file", doubled)
    with pytest.raises(RuleDataError, match="names sets 1 and 2"):
        law.find_set("148", "x")
    for each in caches:
        each.cache_clear()
    monkeypatch.setattr(
        law_sets,
        "rule_file",
        lambda path: (d := real(path)) | ({"sets": d["sets"][1:]} if path == "148/sets" else {}),
    )
    with pytest.raises(RuleDataError, match="the numbers are not 1, 2, 3"):
        law.product_sets("148")
    monkeypatch.undo()
    for each in caches:
        each.cache_clear()


def test_correspondences_cover_every_set_of_both():
    rows = law.correspondences()
    assert {n for row in rows for n in row.old} == set(range(1, 27))
    assert {n for row in rows for n in row.new} == set(range(1, 27))
    kinds = {row.kind for row in rows}
    assert kinds == {"same", "wider", "merged", "split", "gone", "new"}
    for row in rows:
        assert (row.kind == "gone") == (not row.new)
        assert (row.kind == "new") == (not row.old)
    gone = [row.old for row in rows if row.kind == "gone"]
    assert gone == [(law.find_set("1048", "Trang thiết bị, dụng cụ y tế").number,)]
    new = {n for row in rows if row.kind == "new" for n in row.new}
    assert {s.group.id for s in law.product_sets("148") if s.number in new} == {"ornamental"}
    # what has the same id in both numberings is the same set
    old_ids = {s.id: s.number for s in law.product_sets("1048")}
    for each in law.product_sets("148"):
        if each.id in old_ids:
            assert any(old_ids[each.id] in row.old and each.number in row.new for row in rows)


@pytest.mark.parametrize(
    ("regime", "levels"),
    [
        ("1048", {"district": ((), 50), "province": ((3, 4), 90), "centre": ((5,), None)}),
        ("781", {"district": ((), 50), "province": ((3, 4), 90), "centre": ((5,), None)}),
        ("148", {"district": ((3,), 70), "province": ((4,), 90), "centre": ((5,), None)}),
        ("1489", {"commune": ((), None), "province": ((3, 4), 90), "centre": ((5,), None)}),
        ("26", {"commune": ((), None), "province": ((3, 4), 90), "centre": ((5,), None)}),
    ],
)
def test_levels(regime, levels):
    found = ocop.regime(regime)
    assert {str(r.level): (r.recognises, r.forwards_from) for r in found.levels} == levels
    for stars in (1, 2):
        assert found.recognises(stars) is None
    for wrong in (0, 6, True, 3.0, "3", None):
        with pytest.raises(InputError) as err:
            found.recognises(wrong)
        assert [fault.code for fault in err.value.faults] == ["no-such-rank"]
    for stars in (3, 4, 5):
        rule = found.recognises(stars)
        assert stars in rule.recognises
        assert found.level(rule.level) is rule
        assert rule.level.label.en
        assert rule.reference
    missing = "commune" if "commune" not in levels else "district"
    with pytest.raises(NotFoundError, match="has no part"):
        found.level(missing)


OFFICES = {
    "enterprise": [
        "doanh nghiệp",
        "DN",
        "công ty",
        "Công ty TNHH",
        "Công ty TNHH MTV",
        "Cty TNHH",
        "Công ty cổ phần",
        "Công ty CP",
        "Cty CP",
        "CTCP",
        "DNTN",
        "Doanh nghiệp tư nhân",
    ],
    "sme": ["Doanh nghiệp nhỏ và vừa", "DN nhỏ và vừa", "DNNVV", "SME"],
    "cooperative": ["HTX", "HTX NN", "HTX nông nghiệp", "Hợp tác xã"],
    "cooperative-union": ["Liên hiệp hợp tác xã", "liên hiệp HTX"],
    "household": ["Hộ kinh doanh cá thể", "Hộ SXKD", "hộ sản xuất", "HKD"],
    "household-unspecified": ["hộ gia đình", "Hộ", "cơ sở sản xuất"],
}


@pytest.mark.parametrize(
    ("id_", "spelling"), [(id_, word) for id_, words in OFFICES.items() for word in words]
)
def test_the_kinds_that_offices_write(id_, spelling):
    """notebooks 4, law silence 16: a "công ty" is an enterprise of unknown size, no SME."""
    assert law.entity_kind(spelling).id == id_


def test_what_says_less_than_the_law_names_what_it_may_be():
    """law silence 16: an alias settles no law."""
    kinds = {kind.id: kind for kind in law.entity_kinds()}
    assert kinds["enterprise"].may_be == ("sme",)
    assert kinds["cooperative-union"].may_be == ("cooperative",)
    assert kinds["household-unspecified"].may_be == ("household",)
    named = {rule.kind.id for regime in law.regimes() for rule in regime.entities}
    assert {kind.id for kind in kinds.values() if not kind.may_be} == named
    for kind in kinds.values():
        assert set(kind.may_be) <= named - {kind.id}


def test_no_spelling_names_two_kinds():
    named = {}
    for kind in law.entity_kinds():
        for name in (kind.id, kind.label.vi, kind.label.en, *kind.aliases):
            assert named.setdefault(fold(name), kind.id) == kind.id, name


def test_entities():
    present = ocop.regime("26")
    everywhere = {rule.kind.id for rule in present.who_may_bring(1)}
    assert everywhere == {"cooperative", "cooperative-group", "sme", "farm", "household"}
    tourism = {rule.kind.id for rule in present.who_may_bring(present.set(26))}
    assert tourism - everywhere == {"association", "operating-centre"}
    for regime in ("1048", "781", "148", "1489"):
        assert all(rule.doubt for rule in ocop.regime(regime).entities)
    assert not any(rule.doubt for rule in present.entities)
    assert law.entity_kind("HTX").id == "cooperative"
    assert law.entity_kind("sme").id == "sme"
    assert law.entity_kind("tổ hợp tác") in law.entity_kinds()
    with pytest.raises(NotFoundError, match="did you mean"):
        law.entity_kind("hop tac xaa")
    with pytest.raises(NotFoundError, match="there are Cooperative"):
        law.entity_kind("zzz")


def test_the_types_of_readings_are_those_of_the_data():
    hints = typing.get_type_hints(law.Readings)
    questions = {
        question.id: tuple(reading.id for reading in question.readings)
        for question in law.reading_questions()
    }
    names = [field.name for field in attrs.fields(law.Readings)]
    assert {name: typing.get_args(hints[name]) for name in names} == questions


def test_readings():
    assert law.Readings().changed == {}
    assert law.Readings() != "default"
    for question in law.reading_questions():
        assert getattr(law.Readings(), question.id) == question.default
        for reading in question.readings:
            made = law.Readings.of({question.id: reading.id})
            assert made.changed == (
                {} if reading.id == question.default else {question.id: reading.id}
            )
    with pytest.raises(InputError, match="there are cumulative, own"):
        law.Readings(star_minima="both")
    with pytest.raises(InputError, match="did you mean 'star_minima'"):
        law.Readings.of({"star_minimum": "own"})
    with pytest.raises(InputError, match="no question 'zzz'; there are star_minima"):
        law.Readings.of({"zzz": "own"})
    with pytest.raises(InputError, match=r"readings\.extension"):
        law.Readings.of({"extension": "never"})


def test_a_number_too_long_to_read_names_no_set():
    with pytest.raises(NotFoundError, match="no set is called"):
        law.find_set("148", "9" * 5000)


def test_levels_sort_lowest_first():
    """They sorted by the alphabet: the centre before the commune."""
    levels = list(Level)
    assert sorted(sorted(levels, key=str)) == levels
    for n, one in enumerate(levels):
        for m, other in enumerate(levels):
            assert (one < other, one <= other) == (n < m, n <= m)
            assert (one > other, one >= other) == (n > m, n >= m)
            assert (one < other.value) == (n < m)
    for wrong in ("village", 3):
        with pytest.raises(InputError) as caught:
            _ = wrong > Level.COMMUNE
        assert caught.value.faults[0].code == "not-a-level"
