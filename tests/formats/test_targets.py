"""Recognitions, registries and snapshots as programs store them."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.dates import DateRange
from ocop.law.entity import entity_kind
from ocop.law.set_name import find_set
from ocop.targets.registry.standing import Standing
from ocop.targets.snapshot.figure import Indicator, Milestone
from ocop.targets.snapshot.published import PublishedCount
from ocop.targets.where import Where
from ocop.testing.strategies import days, published, registries, wheres
from ocop.text import Label

ON = date(2024, 6, 1)
ROW = {"name": "Cu đơ", "stars": 4, "issued_on": "2024-03-15"}


def faults(call, *arguments):
    """Path and code of each fault of what is refused."""
    with pytest.raises(ocop.InputError) as caught:
        call(*arguments)
    assert caught.value.text("vi")
    return [(fault.path, fault.code) for fault in caught.value.faults]


def every_way(value):
    """A value written and read in each form."""
    kind = type(value)
    return (
        ocop.from_dict(kind, ocop.to_dict(value)),
        ocop.from_json(kind, ocop.to_json(value)),
        ocop.from_toml(kind, ocop.to_toml(value)),
    )


def alike(value):
    """Whether a value comes back the same, as what is written of it does."""
    return all(
        back == value and ocop.to_dict(back) == ocop.to_dict(value) for back in every_way(value)
    )


@given(registries(early=True), days())
def test_registries_come_back(registry, on):
    assert alike(registry)
    assert all(map(alike, registry))
    snapshot = registry.on(on, source="Sổ", units={"districts": ["Can Lộc"]})
    assert alike(snapshot)
    (back, *_) = every_way(snapshot)
    assert (back.rules, back.notes) == (registry.rules, snapshot.notes)
    assert str(back) == str(snapshot)


@given(published(), wheres(), st.integers(0, 9))
def test_published_totals_come_back(snapshot, where, value):
    assert alike(snapshot)
    entities = PublishedCount(where=where, value=value, of="entities")
    assert alike(attrs.evolve(snapshot, counts=(*snapshot.counts, entities)))


@given(wheres())
def test_filters_come_back(where):
    assert Where.from_table(where.to_table()) == where


def test_what_is_not_about_certificates_comes_back():
    assert alike(
        ocop.Snapshot(
            on=ON,
            source=Label("Báo cáo", "Report"),
            indicators=[
                Indicator(id="staff", value=3, unit="người", on=ON, source="Khác", place="Can Lộc")
            ],
            milestones=[Milestone(id="rules", done=False, on=ON, source="Khác")],
            units={"districts": ["Can Lộc"], "communes": []},
        )
    )


def test_figures_have_the_day_and_the_source_of_their_snapshot():
    told = {"on": "2024-06-01", "source": {"vi": "Báo cáo", "en": "Report"}}
    snapshot = ocop.from_dict(ocop.Snapshot, {**told, "milestones": [{"id": "m", "done": True}]})
    assert snapshot.milestone("m").source == "Báo cáo"
    assert snapshot.milestone("m").on == ON


def test_filters_that_let_the_same_through_are_equal():
    assert Where(stars=(5, 3, 5)) == Where(stars=[3, 5])
    assert Where(stars=(5, 3, 4)) == Where()
    assert Where(status=(Standing.EXTENDED, Standing.VALID)) == Where()
    assert Where(provinces=["Hà  Tĩnh ", "Ha\u0300 Ti\u0303nh"]) == Where.of(province="Hà Tĩnh")
    assert Where(groups=["food", "food"]) == Where(groups=["food"])


def test_a_filter_over_two_numberings_names_them():
    where = Where(sets=(find_set("1048", 21), find_set("148", 11)))
    assert where.to_table() == {"set": ["1048:21", "148:11"]}
    assert Where.from_table(where.to_table()) == where
    old = Where(sets=(find_set("1048", 21),), issued=DateRange(ON, ON))
    assert old.to_table() == {
        "set": [21],
        "numbering": "1048",
        "issued": {"from": "2024-06-01", "to": "2024-06-01"},
    }
    assert faults(Where.from_table, {"set": ["999:1", "148:99"]}) == [
        (("set",), "not-known"),
        (("set",), "no-such-set"),
    ]


@pytest.mark.parametrize(
    ("field", "value", "path", "code"),
    [
        ("status", (), ("status",), "nothing-let-through"),
        ("stars", [[]], ("stars", 0), "not-known"),
        ("stars", 4, ("stars",), "not-a-list"),
        ("provinces", 4, ("provinces",), "not-a-list"),
        ("provinces", [4], ("provinces", 0), "not-text"),
        ("entity_kinds", ["hợp tác xã"], ("entity_kinds", 0), "not-known"),
        ("sets", [attrs.evolve(find_set("148", 1), number=99)], ("sets", 0), "not-of-the-library"),
    ],
)
def test_a_filter_refuses_what_it_cannot_say(field, value, path, code):
    with pytest.raises(ocop.InputError) as caught:
        Where(**{field: value})
    assert [(fault.path, fault.code) for fault in caught.value.faults] == [(path, code)]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"product_set": 11}, (("product_set",), "not-a-table")),
        (
            {"product_set": {"numbering": "26", "number": 1}},
            (("product_set", "numbering"), "not-known"),
        ),
        (
            {"product_set": {"numbering": "148", "number": 0}},
            (("product_set", "number"), "no-such-set"),
        ),
        ({"entity_kind": "hợp tác xã"}, (("entity_kind",), "not-known")),
        ({"entity_kind": []}, (("entity_kind",), "not-known")),
        ({"stars": "4 sao"}, (("stars",), "not-a-whole-number")),
        ({"issued_on": "15/03/2024"}, (("issued_on",), "not-a-date-text")),
        ({"total": 87.5}, (("total",), "not-a-number")),
        ({"set": 11}, (("set",), "unknown-key")),
        ({"kind": "x"}, (("kind",), "not-known")),
    ],
)
def test_what_is_stored_is_read_strictly(said, wrong):
    (path, code) = wrong
    assert faults(ocop.from_dict, ocop.Recognition, ROW | said) == [wrong]
    told = {"recognitions": [ROW, {**ROW, "code": "1"} | said]}
    assert faults(ocop.from_dict, ocop.Registry, told) == [(("recognitions", 1, *path), code)]


def test_values_of_the_library_stand_for_themselves():
    kind = entity_kind("cooperative")
    row = {
        **ROW,
        "product_set": find_set("148", 11),
        "entity_kind": kind,
        "issued_on": date(2024, 3, 15),
    }
    one = ocop.from_dict(ocop.Recognition, row)
    assert ocop.to_dict(one)["entity_kind"] == kind.id
    assert ocop.to_dict(one)["product_set"] == {"numbering": "148", "number": 11}
    told = {"recognitions": [one, ocop.to_dict(attrs.evolve(one, code="1"))]}
    assert len(ocop.from_dict(ocop.Registry, told)) == 2


def test_one_product_twice_on_one_day_is_refused():
    wrong = faults(ocop.from_dict, ocop.Registry, {"recognitions": [ROW, ROW]})
    assert [code for _, code in wrong] == ["recognised-twice"]


def test_depths_that_python_cannot_take_are_refused():
    deep = []
    for _ in range(100_000):
        deep = (deep,)
    told = {"recognitions": deep}
    assert faults(ocop.from_dict, ocop.Registry, told) == [((), "too-deep")]
