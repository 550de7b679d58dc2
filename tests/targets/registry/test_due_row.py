"""What falls due in a registry, held to the certificates of its rows."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop import Recognition, Registry
from ocop.errors import InputError
from ocop.targets.registry.standing import IN_FORCE
from ocop.testing.strategies import registries

FIRST, LAST = date(2026, 6, 1), date(2027, 6, 1)


def tea(**fields):
    return Recognition(name="Trà", **{"stars": 3, "issued_on": date(2023, 11, 30), **fields})


def kinds(*rows, first=FIRST, last=LAST, **more):
    found = Registry(rows).dues(first, last, **more)
    return [(row.due.kind, row.due.day) for row in found.rows], list(found.unknown)


WHOLE = [
    ("window-opens", date(2026, 6, 3)),
    ("window-closes", date(2026, 8, 2)),
    ("certificate-ends", date(2026, 11, 30)),
]


def test_what_falls_due_for_a_row():
    found = Registry([tea(entity="HTX Sen")]).dues(FIRST, LAST)
    assert [(row.due.kind, row.due.day) for row in found.rows] == WHOLE
    assert {row.recognition.entity for row in found.rows} == {"HTX Sen"}
    assert (found.days.first, found.days.last, found.unknown) == (FIRST, LAST, ())


@pytest.mark.parametrize(("kind", "day"), WHOLE)
def test_both_ends_count(kind, day):
    assert kinds(tea(), first=day, last=day) == ([(kind, day)], [])


def test_who_has_filed_need_not_file():
    filed = tea(re_evaluation_filed_on=date(2026, 6, 20))
    assert [kind for kind, _ in kinds(filed)[0]] == ["window-opens", "certificate-ends"]
    late = tea(re_evaluation_filed_on=date(2026, 8, 3))
    assert ("window-closes", date(2026, 8, 2)) in kinds(late)[0]


def test_a_proposal_and_what_is_over_have_nothing_due():
    assert kinds(tea(pending=True, stars=5)) == ([], [])
    assert kinds(tea(withdrawn_on=date(2024, 1, 1))) == ([], [])
    assert kinds(tea(superseded_on=date(2024, 1, 1))) == ([], [])


@pytest.mark.parametrize(
    "row",
    [
        tea(issued_on=date(2023, 1, 1), until={"issued_on": date(2023, 12, 31)}),
        tea(issued_on=date(2019, 1, 1)),
        tea(unread={"withdrawn_on": "hôm nọ"}),
    ],
)
def test_a_row_of_which_no_day_is_known_is_named(row):
    assert kinds(row) == ([], [row])


def test_a_row_that_is_surely_over_is_not_named():
    assert kinds(tea(issued_on=date(2020, 1, 1), until={"issued_on": date(2020, 1, 31)})) == (
        [],
        [],
    )
    assert kinds(tea(issued_on=date(2019, 1, 1), ends_on=date(2022, 1, 1))) == ([], [])


@given(registries(), st.dates(date(2024, 1, 1), date(2027, 1, 1)), st.integers(0, 800))
def test_every_row_in_force_has_its_end_or_is_named(registry, first, length):
    last = date.fromordinal(first.toordinal() + length)
    found = registry.dues(first, last)
    days = [row.due.day for row in found.rows]
    assert days == sorted(days)
    assert all(first <= day <= last for day in days)
    of_certificates = {
        (one.name, due.kind, due.day)
        for one in registry
        if (certificate := registry.certificate(one)) is not None
        for due in certificate.dues()
    }
    assert {(r.recognition.name, r.due.kind, r.due.day) for r in found.rows} <= of_certificates
    ended = {row.recognition for row in found.rows if row.due.kind == "certificate-ends"}
    for row in registry.standings(first):
        sure = row.standing in IN_FORCE and not row.may_be and row.recognition not in found.unknown
        if sure and row.last_valid_day is not None and first <= row.last_valid_day <= last:
            replaced = row.superseded_on or row.recognition.withdrawn_on
            assert row.recognition in ended or (replaced and replaced <= row.last_valid_day)


def test_days_that_are_none():
    with pytest.raises(InputError):
        Registry([tea()]).dues(LAST, FIRST)
    with pytest.raises(InputError):
        Registry([tea()]).dues("2026", LAST)
    with pytest.raises(ocop.OcopError):
        Registry([tea()]).dues(FIRST, LAST, calendar="moon")
