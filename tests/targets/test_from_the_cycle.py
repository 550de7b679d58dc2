"""Rows of a register from certificates and applications, and what stars a total allows."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given

import ocop
from ocop.errors import InputError
from ocop.testing.strategies import registries

ROW = {"name": "Cu đơ", "stars": 4, "issued_on": date(2024, 1, 10)}


def codes(call, *args, **more):
    with pytest.raises(InputError) as err:
        call(*args, **more)
    assert err.value.text("vi")
    return [(fault.path, fault.code) for fault in err.value.faults]


@given(registries())
def test_a_certificate_is_recorded_as_it_is(registry):
    """A register of the certificates of a register stands as that does."""
    held = [(each, registry.certificate(each)) for each in registry]
    again = ocop.Registry(
        (
            ocop.Recognition.of_certificate(
                certificate, code=each.code, superseded_on=each.superseded_on
            )
            for each, certificate in held
            if certificate is not None
        ),
        rules=registry.rules,
    )
    certified_rows = [each for each, certificate in held if certificate is not None]
    for row, each in zip(certified_rows, again, strict=True):
        for field in ("stars", "issued_on", "valid_from", "withdrawn_on", "withdrawal_ground"):
            assert getattr(each, field) == getattr(row, field)
        mine, theirs = again.certificate(each), registry.certificate(row)
        assert mine.last_valid_day == theirs.last_valid_day


def test_details_of_a_recognition():
    held = ocop.Certificate(product="Trà sen", stars=4, issued_on=date(2024, 1, 10))
    each = ocop.Recognition.of_certificate(held, name="Trà", code="1", province="Hà Tĩnh")
    assert (each.name, each.code, each.province, each.decision) == ("Trà", "1", "Hà Tĩnh", None)
    make = ocop.Recognition.of_certificate
    assert codes(make, held, star=3) == [(("star",), "unknown-key")]
    assert codes(make, held, total=-1) == [(("total",), "not-an-exact-total")]
    assert codes(make, each) == [(("certificate",), "not-of-kind")]
    assert codes(ocop.Recognition.of_application, held) == [(("application",), "not-of-kind")]


def test_the_recognitions_of_an_application():
    held = [
        ocop.Certificate(product="Trà sen", stars=stars, issued_on=date(year, 1, 10))
        for stars, year in ((3, 2021), (4, 2024))
    ]
    application = ocop.Application(
        product="Trà sen", entity="HTX Một", entity_kind="HTX", held_before=held
    )
    rows = ocop.Recognition.of_application(application, code="83-1", province="Hà Tĩnh")
    assert [(each.name, each.stars, each.issued_on) for each in rows] == [
        (each.product, each.stars, each.issued_on) for each in application.certificates
    ]
    assert {each.code for each in rows} == {"83-1"}
    assert {(each.entity, each.entity_kind.id) for each in rows} == {("HTX Một", "cooperative")}
    assert ocop.Registry(rows).on(date(2024, 6, 1)).in_force == 1
    bare = ocop.Application(product="Trà sen", held_before=held[:1])
    (row,) = ocop.Recognition.of_application(bare)
    assert (row.entity, row.entity_kind) == (None, None)


@pytest.mark.parametrize(
    ("stars", "total", "fine"),
    [
        (4, Fraction("69.25"), False),
        (4, Fraction("69.98"), False),
        (4, Fraction("69.99"), True),  # three parts rounded before they are added
        (4, 70, True),
        (3, Fraction("87.5"), True),  # a minimum may have been missed
        (5, Fraction("89.97"), False),
        (3, 49, False),
    ],
)
def test_more_stars_than_the_total_allows(stars, total, fine):
    row = {**ROW, "stars": stars, "total": total}
    if fine:
        assert ocop.Registry([ocop.Recognition(**row)]).recognitions[0].total == total
    else:
        assert codes(ocop.Registry, [ocop.Recognition(**row)]) == [
            (("recognitions", 0, "total"), "more-stars-than-points")
        ]
        found = ocop.Registry.from_records([row], lenient=True)
        (each,) = found.registry
        assert (each.total, each.unread.keys()) == (None, {"total"})
    early = {**row, "issued_on": date(2019, 1, 1)}
    assert len(ocop.Registry([ocop.Recognition(**early)])) == 1


def test_potentially_five_stars_at_88_is_no_proposal():
    row = {**ROW, "stars": "tiềm năng 5 sao", "total": 88}
    found = ocop.Registry.from_records([row, {**row, "total": 90}], lenient=True)
    assert [each.pending for each in found.registry] == [True]
    assert [(fault.path[1:], fault.code) for fault in found.faults] == [
        (("stars",), "proposed-below")
    ]
    assert found.rejected[0].cells["total"] == 88


@pytest.mark.parametrize(
    ("cells", "pending"),
    [
        ({}, None),
        ({"level": "tỉnh"}, None),
        ({"total": "chín mươi"}, None),
        ({"level": "trung ương"}, True),
        ({"total": "90,5"}, True),
        ({"stars": "5 sao (tiềm năng)"}, None),
        ({"stars": "potentially 5"}, None),
        ({"issued_on": "2019-01-01", "level": "trung ương"}, None),
        ({"issued_on": "2024", "level": "trung ương"}, True),
        ({"stars": "đề xuất 5 sao"}, True),
        ({"stars": "đề nghị 5 sao", "issued_on": "2019-01-01"}, True),
    ],
    ids=str,
)
def test_potentially_five_stars_needs_a_total_or_a_level_that_says_so(cells, pending):
    """facts 9: the words are said loosely too, so that alone they say no proposal."""
    found = ocop.Registry.from_records(
        [{**ROW, "stars": "Tiềm năng 5 sao", **cells}, ROW], lenient=True
    )
    assert [each.pending for each in found.registry] == [True, False][pending is None :]
    told = [(fault.path[1], fault.code) for fault in found.faults]
    assert (("stars", "potential-alone") in told) == (pending is None)
    assert found.registry.set_aside == (pending is None)


def test_potentially_five_stars_without_a_day_has_one_fault():
    row = {**ROW, "stars": "tiềm năng 5 sao", "issued_on": None}
    found = ocop.Registry.from_records([row], lenient=True)
    assert [(fault.path[1], fault.code) for fault in found.faults] == [("issued_on", "missing")]
