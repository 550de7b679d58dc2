"""JSON Schemas: what is drawn fits them, and what they refuse is refused on reading too."""

from __future__ import annotations

import importlib
import json
import random
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

import ocop
from ocop.formats._schema_builder import Builder
from ocop.formats.kind import _HOMES, stored_classes
from tests.formats import schema_files
from tests.fuzz.mutation import at, copied, places
from tests.fuzz.seeds import LONG, VALUES, values

CLASSES = {
    cls.__name__: cls
    for home in set(_HOMES.values())
    for cls in importlib.import_module(f"ocop.formats.{home}").KINDS
}
NAMES = sorted(CLASSES)
#: What stands where something else should, as JSON has it.
WRONG = (
    None, True, 0, -1, 1, 3, 7, 101, 10**18, 0.5, 3.5, "", " ", "x", "3", "1/3", "-1/2", "87,5", "12 %",
    "2026-02-30", "2026-06-01", "01/06/2026", "26", "vi", "valid", "province", [], {}, [[]], [None],
    ["x"], [3], {"x": 1}, {"vi": "a"}, {"vi": "a", "en": "b"}, {"type": "count"},
)  # fmt: skip
KEYS = ("x", "type", "format", "on", "where", "set", "label", "period", "3")


@cache
def validator(name):
    return Draft202012Validator(ocop.json_schema(CLASSES[name]))


@pytest.mark.parametrize("name", NAMES)
def test_each_is_a_schema_with_both_titles(name):
    schema = ocop.json_schema(CLASSES[name])
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert {"title", "x-title-en", "$id"} <= schema.keys()
    assert json.loads(json.dumps(schema)) == schema
    tables = [schema, *schema.get("$defs", {}).values()]
    for table in tables:
        for one in table.get("properties", {}).values():
            assert one["title"]
            assert one["x-title-en"]
        if "properties" in table:
            assert table["additionalProperties"] is False


@pytest.mark.hypothesis  # that it draws is not seen from outside
@pytest.mark.parametrize("name", NAMES)
def test_what_is_drawn_fits(name):
    @given(VALUES[name])
    def fits(value):
        document = json.loads(ocop.to_json(value))
        assert not list(validator(name).iter_errors(document))

    fits()


@pytest.mark.parametrize("plan", ocop.plans(), ids=lambda plan: plan.id)
def test_built_in_plans_fit(plan):
    validator("Plan").validate(ocop.to_dict(plan))
    validator("PlanReport").validate(ocop.to_dict(plan.evaluate()))


def changed(document, picked):
    """A document with one thing in it changed."""
    document = copied(document)
    path = picked.choice([path for path in places(document) if path])
    held, key = at(document, path[:-1]), path[-1]
    kind = picked.randrange(4)
    if kind == 0 and isinstance(held, dict):
        del held[key]
    elif kind == 1 and isinstance(held, dict):
        held[picked.choice(KEYS)] = picked.choice(WRONG)
    elif kind == 2 and isinstance(held[key], int) and not isinstance(held[key], bool):
        held[key] += picked.choice((-1000, -5, 5, 1000))
    else:
        held[key] = picked.choice(WRONG)
    return document


def is_refused(name, document):
    try:
        ocop.from_dict(CLASSES[name], document)
    except ocop.OcopError:
        return True
    return False


def refused_by_both(name, many):
    """Of changed documents: how many the schema refuses, reading each of which fails."""
    picked = random.Random(name)  # noqa: S311 - no secret
    documents = [json.loads(ocop.to_json(value)) for value in values(name)]
    refused = 0
    for _ in range(many):
        document = changed(picked.choice(documents), picked)
        if not validator(name).is_valid(document):
            refused += 1
            assert is_refused(name, document), next(validator(name).iter_errors(document))
    return refused


@pytest.mark.parametrize("name", NAMES)
def test_what_a_schema_refuses_is_refused_on_reading(name):
    assert refused_by_both(name, 50) > 12


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_what_a_schema_refuses_is_refused_on_reading_many_times(name):
    many = 100 if name in LONG else 200
    assert refused_by_both(name, many) > many / 4


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Certificate", {"stars": 6}),
        ("Certificate", {"product": " "}),
        ("Certificate", {"issued_on": "01/06/2026"}),
        ("Certificate", {"issued_on": "２０２６-０６-０１"}),
        ("Sheet", {"on": "２０２６-０６-０１"}),
        ("Changes", {"title": {"vi": "a", "en": "b", "fr": "c"}}),
        ("CouncilResult", {"stars": "nothing"}),
        ("Recognition", {"stars": 2}),
        ("Recognition", {"entity_kind": "hợp tác xã"}),
        ("Recognition", {"product_set": {"numbering": "26", "number": 1}}),
        ("CouncilResult", {"total": "1e2"}),
        ("Snapshot", {"counts": [{"value": -1}]}),
        ("Snapshot", {"counts": [{"value": 1, "stars": []}]}),
        ("Snapshot", {"counts": [{"value": 1, "status": "there"}]}),
        ("Plan", {"targets": [{"id": "a", "label": "A", "source": "S"}]}),
        ("Registry", {"readings": {"lapse": "never"}}),
        ("Event", {"event": "nothing"}),
        ("Sheet", {"regime": 3}),
    ],
)
def test_what_can_be_said_is_said(name, said):
    document = {**json.loads(ocop.to_json(values(name)[0])), **said}
    assert not validator(name).is_valid(document)
    with pytest.raises(ocop.OcopError):
        ocop.from_dict(CLASSES[name], document)


def test_annotations_that_no_stored_class_has_yet():
    builder = Builder({}, {})
    assert builder.of(Any) == {}
    pair = Draft202012Validator(builder.of(tuple[str, int]))
    assert pair.is_valid(["a", 1])
    for other in (["a"], ["a", 1, 2], [1, "a"], "a"):
        assert not pair.is_valid(other)


@pytest.mark.parametrize("cls", [None, 3, int, "Certificate", ocop.Fault])
def test_what_has_no_file_form_has_no_schema(cls):
    with pytest.raises(ocop.InputError) as caught:
        ocop.json_schema(cls)
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [
        ("no-file-form", ("cls",))
    ]


def test_a_schema_is_nobody_elses():
    ocop.json_schema(ocop.Certificate)["properties"].clear()
    assert ocop.json_schema(ocop.Certificate)["properties"]


def test_the_files_of_the_package_are_those_that_are_made():
    """To write them anew: python -m tests.formats.schema_files."""
    assert set(NAMES) == set(stored_classes())
    assert schema_files.written() == schema_files.made()
