"""Certificates and applications as plain data and JSON; what goes out comes back the same.

A certificate is a table of its fields, those at their default left out; dates are ``YYYY-MM-DD``,
averages whole numbers or texts such as ``"1799/20"``. An application:

    {"format": 1, "product": "…", "entity": "", "entity_kind": "", "readings": {},
     "held_before": [certificates],
     "history": [{"event": "dossier-filed", "on": "2026-08-20", "product_set": 1}, …]}

It is replayed on reading: a history that the rules do not allow is not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

import attrs

from ocop.cycle.applications import Application
from ocop.cycle.certificates import Certificate
from ocop.cycle.events import EVENTS, Event
from ocop.cycle.results import CouncilResult
from ocop.cycle.withdrawal import Withdrawal
from ocop.dates import DateRange, parse_date
from ocop.errors import Faults, InputError, told
from ocop.law import Rules
from ocop.serial import check_keys, dump_json, load_json, strict_converter
from ocop.text import nearest

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cattrs import Converter

__all__ = [
    "FORMAT",
    "application_from_dict",
    "application_from_json",
    "application_to_dict",
    "application_to_json",
    "certificate_from_dict",
    "certificate_to_dict",
    "event_from_dict",
    "event_to_dict",
]

#: The version of the format that is written, and the only one that is read.
FORMAT = 1

T = TypeVar("T")
#: Field → its key, where they differ.
_KEYS = {"rules": "readings"}
_RATIO = re.compile(r"[0-9]{1,9}(/0{0,8}[1-9][0-9]{0,8})?")


@cache
def _writer() -> Converter:
    """Values of this floor as plain data; fields at their default are left out."""
    from cattrs.gen import make_dict_unstructure_fn, override  # noqa: PLC0415 - kept light

    converter = strict_converter().copy(omit_if_default=True)
    converter.register_unstructure_hook(Rules, lambda rules: rules.readings.changed)
    converter.register_unstructure_hook(
        Fraction, lambda n: n.numerator if n.denominator == 1 else str(n)
    )
    for kind in (CouncilResult, Certificate):
        hook = make_dict_unstructure_fn(
            kind, converter, _cattrs_omit_if_default=True, rules=override(rename=_KEYS["rules"])
        )
        converter.register_unstructure_hook(kind, _with_changes(hook))
    return converter


def _with_changes(hook: Callable[[Any], dict[str, Any]]) -> Callable[[Any], dict[str, Any]]:
    """A hook that also writes what is laid over the law, where something is."""

    def write(value: Any) -> dict[str, Any]:  # noqa: ANN401 - a certificate or a result
        data = hook(value)
        return {**data, **value.rules.to_dict()} if value.rules.changes else data

    return write


def _fields(value: Certificate | Event) -> dict[str, Any]:
    """The fields that differ from their defaults, in their order."""
    found: dict[str, Any] = _writer().unstructure(value)
    return found


def _date(value: object, place: str) -> date:
    return parse_date(value, place)


def _ratio(value: object, place: str) -> Fraction | int:
    if type(value) is int:
        return value
    if isinstance(value, str) and _RATIO.fullmatch(value):
        return Fraction(value)
    raise InputError(told(place, f"{value!r} is no exact number", 'an int, or a text "1799/20"'))


def _list(value: object, place: str) -> tuple[Any, ...]:
    if isinstance(value, list | tuple):
        return tuple(value)
    raise InputError(told(place, f"{value!r} is not a list"))


def _table(value: object, place: str) -> Mapping[str, Any]:
    if isinstance(value, Mapping):
        return value
    raise InputError(told(place, f"{value!r} is not a table"))


_READERS: dict[str, Callable[[object, str], Any]] = {
    **dict.fromkeys(
        (
            "on",
            "issued_on",
            "valid_from",
            "superseded_on",
            "re_evaluation_filed_on",
            "re_evaluation_decided_on",
            "concluded_on",
            "first",
            "last",
        ),
        _date,
    ),
    "displaced": lambda value, place: tuple(
        _read(DateRange, each, f"{place}[{n}]") for n, each in enumerate(_list(value, place))
    ),
    "total": _ratio,
    "needs": _list,
    "result": lambda value, place: _read(CouncilResult, value, place),
    "withdrawal": lambda value, place: _read(Withdrawal, value, place),
}


def _read(kind: type[T], data: object, place: str) -> T:
    """The value of a kind that a table says.

    Raises:
        InputError: with every fault and its place.
    """
    table, faults = _table(data, place), Faults()
    init = [each for each in attrs.fields(cast("Any", kind)) if each.init]
    fields = {_KEYS.get(each.name, each.name): each for each in init}
    check_keys(
        table,
        required=[key for key, each in fields.items() if each.default is attrs.NOTHING],
        optional=[
            *(key for key, each in fields.items() if each.default is not attrs.NOTHING),
            *(["changes"] if "readings" in fields else []),
        ],
        place=place,
        faults=faults,
    )
    found: dict[str, Any] = {}
    if not table.keys().isdisjoint(("readings", "changes")) and "readings" in fields:
        try:
            found["rules"] = Rules.from_dict(table)
        except InputError as err:
            faults.found += [fault.within(place) for fault in err.faults]
    for key, value in table.items():
        if "readings" in fields and key in {"readings", "changes"}:
            continue
        try:
            name = fields[key].name if key in fields else key
            found[name] = _READERS[key](value, key) if key in _READERS else value
        except InputError as err:
            faults.found += [fault.within(place) for fault in err.faults]
    faults.raise_if_any()
    try:
        return kind(**found)
    except InputError as err:
        raise InputError([fault.within(place) for fault in err.faults]) from None


def certificate_to_dict(certificate: Certificate) -> dict[str, Any]:
    """A certificate as plain data."""
    return _fields(certificate)


def certificate_from_dict(data: Mapping[str, Any], *, place: str = "") -> Certificate:
    """The certificate that plain data says.

    Raises:
        InputError: unknown or missing keys, and every fault of the certificate.
    """
    return _read(Certificate, data, place)


def event_to_dict(event: Event) -> dict[str, Any]:
    """An event as plain data: ``event`` is its id."""
    return {"event": event.id, **_fields(event)}


def event_from_dict(data: Mapping[str, Any], *, place: str = "") -> Event:
    """The event that plain data says.

    Raises:
        InputError: no such event, unknown or missing keys, and every fault of the event.
    """
    table = dict(_table(data, place))
    id_ = table.pop("event", None)
    if not isinstance(id_, str) or id_ not in EVENTS:
        near = nearest(str(id_), EVENTS, most=1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(EVENTS)}"
        raise InputError(told(place, f"{id_!r} is not an event", hint))
    return _read(EVENTS[id_], table, place)


def application_to_dict(application: Application) -> dict[str, Any]:
    """An application as plain data, see the module."""
    return {
        "format": FORMAT,
        "product": application.product,
        "entity": application.entity,
        "entity_kind": application.entity_kind,
        **application.rules.to_dict(),
        "held_before": [certificate_to_dict(each) for each in application.held_before],
        "history": [event_to_dict(each) for each in application.history],
    }


def application_from_dict(data: Mapping[str, Any]) -> Application:
    """The application that plain data says, replayed.

    Raises:
        InputError: another format, unknown or missing keys, and every fault of its values.
        TransitionNotAllowed: a history that the rules do not allow.
    """
    table, faults = _table(data, ""), Faults()
    check_keys(
        table,
        required=("product",),
        optional=(
            "format",
            "entity",
            "entity_kind",
            "readings",
            "changes",
            "held_before",
            "history",
        ),
        place="",
        faults=faults,
    )
    version = table.get("format", FORMAT)
    if type(version) is not int or version != FORMAT:
        faults.tell("format", f"{version!r} is not known", f"this library reads {FORMAT}")
    found: dict[str, Any] = {}

    def take(key: str, read: Callable[[], object]) -> None:
        try:
            found[key] = read()
        except InputError as err:
            faults.found += err.faults

    def each(key: str, read: Callable[[Any, str], object]) -> None:
        rows: tuple[Any, ...] = ()
        try:
            rows = _list(table.get(key, []), key)
        except InputError as err:
            faults.found += err.faults
        found[key] = []
        for i, row in enumerate(rows):
            try:
                found[key].append(read(row, f"{key}[{i}]"))
            except InputError as err:
                faults.found += err.faults

    take("rules", lambda: Rules.from_dict(table))
    each("held_before", lambda row, place: certificate_from_dict(row, place=place))
    each("history", lambda row, place: event_from_dict(row, place=place))
    faults.raise_if_any()
    return Application(
        product=table["product"],
        entity=table.get("entity", ""),
        entity_kind=table.get("entity_kind", ""),
        **found,
    )


def application_to_json(application: Application, *, indent: int | None = None) -> str:
    """An application as JSON."""
    return dump_json(application_to_dict(application), indent=indent)


def application_from_json(text: str) -> Application:
    """The application that JSON says, replayed; a key that stands twice is a fault.

    Raises:
        InputError: not JSON, and as :func:`application_from_dict`.
        TransitionNotAllowed: as :func:`application_from_dict`.
    """
    return application_from_dict(load_json(text))
