"""One way in and out for values of every kind."""

from __future__ import annotations

import importlib
from datetime import date
from pathlib import Path

import attrs
import pytest

import ocop
from ocop.cycle.application.event import DossierFiled, Event, Promoted
from ocop.formats import converter, from_dict, from_json, from_toml, to_dict, to_json, to_toml
from ocop.formats.kind import _HOMES, kind_of, stored_classes

CERTIFICATE = ocop.Certificate(
    product="Trà sen",
    stars=3,
    issued_on=date(2026, 6, 1),
    rules=ocop.Rules().read(rest_day="moves"),
)
STORED = to_dict(CERTIFICATE)
VERSION = ocop.Rules().version


def faults(call, *arguments, **options):
    """Path and code of each fault of what is refused."""
    with pytest.raises(ocop.InputError) as caught:
        call(*arguments, **options)
    assert str(caught.value)
    assert caught.value.text("vi")
    return [(fault.path, fault.code) for fault in caught.value.faults]


def test_what_is_stored_says_its_type_its_format_and_its_rules():
    assert list(STORED)[:3] == ["type", "format", "rules"]
    assert (STORED["type"], STORED["format"]) == ("certificate", 1)
    assert STORED["rules"] == CERTIFICATE.rules.version == f"{VERSION}+{CERTIFICATE.rules.digest}"
    assert to_dict(attrs.evolve(CERTIFICATE, rules=ocop.Rules()))["rules"] == VERSION


@pytest.mark.parametrize(
    "back",
    [
        from_dict(ocop.Certificate, STORED),
        from_json(ocop.Certificate, to_json(CERTIFICATE)),
        from_json(ocop.Certificate, to_json(CERTIFICATE, indent=2)),
        from_toml(ocop.Certificate, to_toml(CERTIFICATE)),
        converter().structure(converter().unstructure(CERTIFICATE), ocop.Certificate),
    ],
)
def test_what_is_written_is_read_back(back):
    assert back == CERTIFICATE
    assert to_dict(back) == STORED


def test_what_a_person_writes_needs_no_head():
    plain = {key: value for key, value in STORED.items() if key not in {"type", "format", "rules"}}
    assert from_dict(ocop.Certificate, plain) == CERTIFICATE
    assert from_dict(ocop.Certificate, {**STORED, "rules": "0.0.1"}) == CERTIFICATE


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"type": "sheet"}, [(("type",), "of-another-type")]),
        ({"type": None}, [(("type",), "of-another-type")]),
        ({"type": []}, [(("type",), "of-another-type")]),
        ({"format": 2}, [(("format",), "unknown-format")]),
        ({"format": True}, [(("format",), "unknown-format")]),
        ({"format": 1.0}, [(("format",), "unknown-format")]),
        ({"rules": 1}, [(("rules",), "not-text")]),
        ({"rules": VERSION}, [(("rules",), "under-other-rules")]),
        ({"readings": {}}, [(("rules",), "under-other-rules")]),
        ({"stars": 9, "type": "x"}, [(("type",), "of-another-type"), (("stars",), None)]),
        ({"readings": 3}, [(("readings",), "not-a-table")]),
        ({"changes": 3}, [(("changes",), "not-a-list")]),
        ({"readings": {"x": "y"}}, [(("readings", "x"), None)]),
        ({"reading": {}}, [(("reading",), "unknown-key")]),
        ({"stars": 3.0}, [(("stars",), "not-a-whole-number")]),
    ],
)
def test_every_fault_comes_in_one_pass(said, wrong):
    found = faults(from_dict, ocop.Certificate, {**STORED, **said})
    assert [path for path, _ in found] == [path for path, _ in wrong]
    assert all(
        code in {found_code, None} for (_, found_code), (_, code) in zip(found, wrong, strict=True)
    )


def test_a_key_that_is_not_known_is_told_those_there_are():
    with pytest.raises(ocop.InputError) as caught:
        from_dict(ocop.Certificate, {**STORED, "reading": {}})
    known = caught.value.faults[0].values["known"]
    assert {"readings", "changes", "product"} <= set(known)
    assert "rules" not in known


@pytest.mark.parametrize(
    "cls", [3, None, int, "Certificate", ocop.Fault, list[int], type("Sheet", (), {})]
)
@pytest.mark.parametrize(("read", "given"), [(from_dict, {}), (from_json, "{}"), (from_toml, "")])
def test_what_has_no_file_form_is_refused(cls, read, given):
    assert faults(read, cls, given) == [(("cls",), "no-file-form")]


@pytest.mark.parametrize("value", [None, 3, "text", [], {}, object(), ocop.Certificate])
@pytest.mark.parametrize("write", [to_dict, to_json, to_toml])
def test_what_is_no_value_of_the_library_is_not_written(value, write):
    assert faults(write, value) == [(("value",), "no-file-form")]


@pytest.mark.parametrize("data", [None, 3, "{}", b"{}", [], Path()])
def test_what_is_no_table_is_refused(data):
    assert faults(from_dict, ocop.Certificate, data) == [((), "not-a-table")]


@pytest.mark.parametrize("text", [None, 3, {}, b"{}", b"\xff", Path()])
@pytest.mark.parametrize("read", [from_json, from_toml])
def test_what_is_no_text_is_refused(read, text):
    assert faults(read, ocop.Certificate, text) == [((), "not-text")]


def test_faults_of_toml_have_their_lines():
    with pytest.raises(ocop.InputError) as caught:
        from_toml(ocop.Certificate, 'product = "x"\nstars = 9\nissued_on = "2026-06-01"\n')
    assert [(fault.line, fault.path) for fault in caught.value.faults] == [(2, ("stars",))]
    with pytest.raises(ocop.InputError, match="line 1"):
        from_toml(ocop.Changes, "a")


def test_options_that_a_class_does_not_heed_are_refused():
    wrong = [(("on_difference",), "option-not-taken"), (("lenient",), "option-not-taken")]
    assert faults(from_dict, ocop.Certificate, STORED, on_difference="fault", lenient=True) == wrong


@pytest.mark.parametrize(("on_difference", "lenient"), [("x", 1), (None, None), ([], "yes")])
def test_options_have_their_words(on_difference, lenient):
    wrong = faults(
        from_dict, ocop.Certificate, STORED, on_difference=on_difference, lenient=lenient
    )
    assert wrong[:2] == [
        (("on_difference",), "not-known"),
        (("lenient",), "not-true-or-false"),
    ]


def test_what_could_be_read_and_not_written_is_refused():
    assert faults(from_dict, ocop.Certificate, STORED | {"product": "Tr\ud800"}) == [
        ((), "half-a-letter")
    ]


def test_an_event_is_asked_for_by_its_class_or_as_any():
    promoted = Promoted(on=date(2026, 6, 1))
    assert from_dict(Promoted, to_dict(promoted)) == promoted
    assert from_dict(Event, to_dict(promoted)) == promoted
    assert faults(from_dict, DossierFiled, to_dict(promoted)) == [((), "of-another-class")]


@attrs.frozen
class Shelf:
    """A class of a user's own."""

    first: ocop.Certificate
    others: list[ocop.Certificate]


def test_the_converter_takes_values_of_the_library_within_others():
    shelf = Shelf(CERTIFICATE, [CERTIFICATE])
    assert converter().structure(converter().unstructure(shelf), Shelf) == shelf
    assert converter().structure({"first": STORED, "others": []}, Shelf).first == CERTIFICATE


def test_every_stored_class_has_its_kind_and_each_kind_its_name():
    kinds = [
        kind
        for home in set(_HOMES.values())
        for kind in importlib.import_module(f"ocop.formats.{home}").KINDS.items()
    ]
    assert {cls.__name__ for cls, _ in kinds} == set(stored_classes())
    assert all(kind_of(cls) is kind for cls, kind in kinds)
    assert len({kind.name for _, kind in kinds}) == len(kinds)


@pytest.mark.parametrize("cls", [ocop.Certificate, ocop.Snapshot, ocop.Plan, ocop.Recognition])
@pytest.mark.parametrize("key", ["\x7f", "\x7frules", "\x7fbaseline", "\x7fwhere", 3])
def test_no_key_of_the_inside_is_one_of_a_document(cls, key):
    with pytest.raises(ocop.InputError) as caught:
        from_dict(cls, {key: {}})
    assert "unknown-key" in {fault.code for fault in caught.value.faults}
