"""The impact on registers and certificates: which ends and windows move, what lapses when."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.errors import InputError
from ocop.targets.registry.standing import IN_FORCE, Standing
from ocop.testing.strategies.targets import registries
from tests.scenarios.drafts import HEAD, LAW, amended, draft, highest

HEADER = "code,name,stars,issued_on,entity,entity_kind,province,district,set,total,kind\n"
ON = date(2030, 6, 1)
DAYS = st.dates(date(2019, 8, 21), date(2034, 1, 1))
MONTHS = amended(certificates={"months": 48})
#: 48 months from the first day of all, so that every drawn certificate has them.
LONG_AGO = LAW.amended(
    *(
        draft(id=f"dai-{root}", amends=root, certificates={"months": 48}, **{"from": day})
        for root, day in (
            ("1048", date(2019, 8, 21)),
            ("148", date(2023, 2, 24)),
            ("26", date(2026, 5, 22)),
        )
    )
)


def register(*rows):
    return ocop.Registry.from_csv(HEADER + "\n".join(rows))


SMALL = register(
    "1,Cu đơ,4,2023-03-15,HTX A,HTX,Hà Tĩnh,Can Lộc,11,87.5,first",
    "2,Mật ong,3,2027-02-10,HTX B,,Hà Tĩnh,Vũ Quang,4,,first",
    "3,Trà,4,2027-02-10,HTX B,HTX,Hà Tĩnh,,,72,first",
)


@given(registries(), DAYS, st.sampled_from([MONTHS, LONG_AGO]))
def test_each_recognition_ends_later_earlier_the_same_day_or_unknown(registry, on, after):
    result = ocop.impact(registry, registry.rules, after, on=on)
    issued = [each for each in registry.recognitions if each.issued_on <= on]
    assert [end.recognition for end in result.ends] == issued
    groups = (result.later, result.earlier, result.unmoved, result.unknown)
    assert sorted(map(id, sum(groups, ()))) == sorted(map(id, result.ends))
    for dimension in ("stars", "set", "province", "district", "commune", "entity_kind"):
        rows = result.by(dimension)
        for name, ends in zip(("later", "earlier", "unmoved", "unknown"), groups, strict=True):
            assert sum(getattr(row, name) for row in rows) == len(ends)
        in_force = sum(row.standing in IN_FORCE for row in registry.standings(on))
        assert sum(row.in_force_before for row in rows) == in_force


@given(registries(), DAYS)
def test_with_no_change_nothing_moves(registry, on):
    result = ocop.impact(registry, registry.rules, registry.rules, on=on)
    assert (result.later, result.earlier, result.singles) == ((), (), ())
    assert all(end.before == end.after for end in result.ends)
    assert all(month.before == month.after for month in result.months)


@given(registries(), DAYS)
def test_the_changes_together_are_the_register_under_the_rules_after(registry, on):
    result = ocop.impact(registry, registry.rules, LONG_AGO, on=on)
    if not any(end.faults for end in result.ends):
        after = attrs.evolve(registry, rules=LONG_AGO)
        assert result.after == after
        assert [end.after for end in result.ends] == list(after.standings(on))
        for month in result.months:
            (lapsing,) = after.lapsing(month.days.first, month.days.last)
            assert month.after == len(lapsing.recognitions)


def test_a_longer_term_moves_the_ends_and_the_windows_of_what_is_issued_under_it():
    result = ocop.impact(SMALL, LAW, MONTHS, on=ON)
    old, new, _ = result.ends
    assert (old.days, old.rest, old.window_moved, old.standing_moved) == (0, 0, False, False)
    assert (new.end_before, new.end_after) == (date(2030, 2, 10), date(2031, 2, 10))
    assert (new.days, new.rest, new.alone[0].days) == (365, 0, 365)
    assert (new.window_moved, new.standing_moved) == (True, True)
    assert result.matrix[Standing.LAPSED, Standing.VALID] == 2
    months = [(month.days.first, month.before, month.after) for month in result.months]
    assert [month for month in months if month[1:] != (0, 0)] == [(date(2031, 2, 1), 0, 2)]
    assert repr(result) == "<RegistryImpact on 3 recognitions: 2 later, 0 earlier, 1 unmoved>"


def test_what_several_changes_do_together_is_told_from_what_each_does():
    after = MONTHS.read(last_valid_day="day-before")
    result = ocop.impact(SMALL, LAW, after, on=ON)
    assert [single.place for single in result.singles] == ["term.months", "readings.last_valid_day"]
    assert [[one.days for one in end.alone] for end in result.ends] == [[-1], [365, -1], [365, -1]]
    assert result.together() == ()
    assert len(result.earlier) == 1


def test_a_change_that_cannot_stand_alone_says_why():
    window = {"earliest": 100, "latest": 90}
    result = ocop.impact(SMALL, LAW, amended(window=window), on=ON)
    refused = [single for single in result.singles if single.rules is None]
    assert len(refused) + sum(single.rules is not None for single in result.singles) == 2
    table = result.table("en")
    for single in refused:
        assert "cannot stand alone" in table.text()
        assert single.faults
    assert any(end.window_moved for end in result.ends)


def test_a_total_that_the_rules_after_find_too_low_is_left_out_and_said():
    """The stars stand as they were given: what is asked is when they end."""
    result = ocop.impact(SMALL, LAW, amended(bands={"4": 75}, certificates={"months": 48}), on=ON)
    end = result.ends[2]
    assert [fault.code for fault in end.faults] == ["more-stars-than-points"]
    assert (end.days, end.after.recognition.total) == (365, None)
    assert result.unknown == ()
    assert "72 points are not enough" in str(result)


def test_a_recognition_that_the_rules_after_do_not_allow_stays_with_its_faults():
    ground = next(iter(ocop.cycle.Withdrawal.grounds())).id
    rows = [
        ocop.Recognition(
            name="Trà",
            stars=4,
            issued_on=date(2027, 2, 10),
            withdrawn_on=date(2028, 1, 1),
            withdrawal_ground=ground,
        ),
    ]
    result = ocop.impact(ocop.Registry(rows), LAW, amended(grounds={ground: "none"}), on=ON)
    (end,) = result.unknown
    assert (end.after, end.days, end.rest) == (None, None, None)
    assert (end.window_moved, end.standing_moved) == (False, False)
    assert [fault.code for fault in end.faults] == ["not-known"]
    assert (result.after.set_aside, result.matrix) == (1, {})
    assert repr(result).endswith("0 unmoved, 1 unknown>")
    assert result.to_records()[0]["standing_after"] is None


def test_certificates_are_a_register_too():
    paper = ocop.Certificate(product="Trà", stars=4, issued_on=date(2027, 2, 10))
    for given_papers, code in (([paper], None), ({"83-1": paper}, "83-1")):
        result = ocop.impact(given_papers, LAW, MONTHS, on=ON)
        (end,) = result.ends
        assert end.recognition.code == code
        assert end.end_before == paper.last_valid_day
        assert end.days == 365
    with pytest.raises(InputError, match="Trà"):
        ocop.impact([paper, paper], LAW, MONTHS, on=ON)


def test_a_register_needs_its_day_and_takes_nothing_of_sheets():
    with pytest.raises(InputError) as err:
        ocop.impact(SMALL, LAW, MONTHS)
    assert [fault.path for fault in err.value.faults] == [("on",)]
    with pytest.raises(InputError) as err:
        ocop.impact(SMALL, LAW, MONTHS, regime="26", entity_kinds={})
    assert [fault.code for fault in err.value.faults] == ["not-of-a-registry"] * 2
    with pytest.raises(InputError):
        ocop.impact(SMALL, LAW, MONTHS, on="2030")
    with pytest.raises(InputError, match="'issuer'"):
        ocop.impact(SMALL, LAW, MONTHS, on=ON).by("issuer")


def test_a_plan_is_held_against_both():
    plan = ocop.plan("ha-tinh-2023-2025")
    result = ocop.impact(SMALL, LAW, LONG_AGO, on=date(2026, 4, 1)).plan(plan)
    products = next(one for one in result.outcomes if one.id == "products")
    assert (products.before.value, products.after.value) == (1, 1)
    later = ocop.impact(SMALL, LAW, MONTHS, on=ON).plan(plan)
    assert [one.id for one in later.outcomes] == [target.id for target in plan.targets]
    with pytest.raises(InputError):
        ocop.impact(SMALL, LAW, MONTHS, on=ON).plan(plan, "nothing")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_it_is_shown_and_goes_into_a_frame(lang):
    after = amended(bands={"4": 75}, certificates={"months": 48}).read(rest_day="moves")
    result = ocop.impact(SMALL, LAW, after, on=ON)
    table = result.table(lang)
    captions = [below.caption for below in table.below]
    assert len(captions) == len(set(captions))
    assert any("rest_day" in note for note in table.notes)
    records = result.to_records(lang)
    assert [record["code"] for record in records] == ["1", "2", "3"]
    assert records[1]["end_after"] == date(2031, 2, 10)
    assert records[1]["standing_after"] == "valid"
    assert records[2]["faults"]
    assert str(result) == result.table("en").text()


def test_a_long_list_of_who_moves_is_cut_and_says_so():
    rows = (f"{n},Trà {n},3,2027-02-10,HTX,HTX,Hà Tĩnh,,,," for n in range(60))
    result = ocop.impact(register(*rows), LAW, MONTHS, on=ON)
    (moved,) = (below for below in result.table("en").below if below.caption == "Who moves")
    assert (len(moved.rows), moved.notes) == (50, ("And 10 rows more",))


def test_a_register_of_nothing_has_no_months():
    result = ocop.impact(ocop.Registry(), LAW, MONTHS, on=ON)
    assert (result.ends, [month.before for month in result.months]) == ((), [0])
    past = register("1,Cu đơ,4,2020-03-15,HTX A,HTX,Hà Tĩnh,Can Lộc,11,87.5,first")
    assert ocop.impact(past, LAW, MONTHS, on=ON).months == ()


def test_the_law_and_the_register_stay_as_they_are():
    before = (SMALL.to_csv(), ocop.regime("26").rubric(1).digest, HEAD["id"])
    ocop.impact(SMALL, LAW, MONTHS, on=ON)
    assert (SMALL.to_csv(), ocop.regime("26").rubric(1).digest, HEAD["id"]) == before
    assert SMALL.rules is LAW or SMALL.rules == LAW
    assert highest(ocop.regime("26").rubric(1))
