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

from ocop.cycle._checks import checked
from ocop.cycle.application.application import Application
from ocop.cycle.application.event import EVENTS, Event
from ocop.cycle.certificate.certificate import Certificate
from ocop.cycle.certificate.withdrawal import Withdrawal
from ocop.cycle.council.result import CouncilResult
from ocop.data import check_keys, dump_json, load_json, strict_converter
from ocop.dates import DateRange, parse_date
from ocop.errors import Faults, InputError, OcopError
from ocop.law.rules import Rules

if TYPE_CHECKING:
    from collections.abc import Callable

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


def _ratio(value: object, name: str) -> Fraction | int:
    if type(value) is int:
        return value
    if isinstance(value, str) and _RATIO.fullmatch(value):
        return Fraction(value)
    raise InputError.of("not-a-number", name, given=value)


def _list(value: object, name: str) -> tuple[Any, ...]:
    if isinstance(value, list | tuple):
        return tuple(value)
    raise InputError.of("not-a-list", name, given=value)


def _table(value: object, *path: str | int) -> Mapping[str, Any]:
    if isinstance(value, Mapping):
        return value
    raise InputError.of("not-a-table", *path, given=value)


def _of(kind: type[Any]) -> Callable[[object, str], Any]:
    return lambda value, name: _read(kind, value, name)


def _each(
    read: Callable[[object, str, int], Any],
) -> Callable[[object, str], tuple[Any, ...]]:
    """A reader of a list, by the reader of one of its rows."""

    def rows(value: object, name: str) -> tuple[Any, ...]:
        values, faults = [], Faults()
        for n, row in enumerate(_list(value, name)):
            with faults.at():
                values.append(read(row, name, n))
        faults.raise_if_any()
        return tuple(values)

    return rows


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
        parse_date,
    ),
    "displaced": _each(lambda row, *path: _read(DateRange, row, *path)),
    "held_before": _each(lambda row, *path: _read(Certificate, row, *path)),
    "history": _each(lambda row, *path: _event(row, *path)),  # noqa: PLW0108 - defined below
    "total": _ratio,
    "needs": _list,
    "result": _of(CouncilResult),
    "withdrawal": _of(Withdrawal),
}


def _read(kind: type[T], data: object, *path: str | int) -> T:
    """The value of a kind that a table says.

    Types and ranges are told in one pass: what cannot be read is handed to the class as it is,
    which checks the other fields beside it.

    Raises:
        InputError: with every fault.
    """
    table, faults = _table(data, *path), Faults()
    init = [each for each in attrs.fields(cast("Any", kind)) if each.init]
    fields = {_KEYS.get(each.name, each.name): each for each in init}
    needed = [key for key, each in fields.items() if each.default is attrs.NOTHING]
    of_rules = ("readings", "changes") if "readings" in fields else ()
    check_keys(table, required=needed, optional=(*fields, *of_rules), place="", faults=faults)
    values: dict[str, Any] = dict.fromkeys(fields[key].name for key in needed)
    if not table.keys().isdisjoint(of_rules):
        with faults.at():
            values["rules"] = Rules.from_dict(table)
    for key in [key for key in fields if key in table and key not in of_rules]:
        values[fields[key].name] = table[key]
        with faults.at():
            if key in _READERS:
                values[fields[key].name] = _READERS[key](table[key], key)
    unread = {one.path[0] for one in faults.found if one.path}
    try:
        value = kind(**values)
    except OcopError as err:
        if not faults.found and not path:
            raise
        own = [attrs.evolve(one, path=_as_keys(one.path)) for one in err.faults]
        faults.take(one for one in own if not one.path or one.path[0] not in unread)
    else:
        if not faults.found:
            return value
    raise InputError([one.inside(*path) for one in faults.found])


def _as_keys(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    return tuple(_KEYS.get(step, step) if isinstance(step, str) else step for step in path)


def _event(data: object, *path: str | int) -> Event:
    table = dict(_table(data, *path))
    if "event" not in table:
        raise InputError.of("missing-key", *path, "event", key="event")
    id_ = table.pop("event")
    if type(id_) is not str or id_ not in EVENTS:
        raise InputError.of("not-an-event", *path, "event", given=id_, known=tuple(EVENTS))
    return _read(EVENTS[id_], table, *path)


def certificate_to_dict(certificate: Certificate) -> dict[str, Any]:
    """A certificate as plain data."""
    return _fields(checked(certificate, Certificate, "certificate"))


def certificate_from_dict(data: Mapping[str, Any]) -> Certificate:
    """The certificate that plain data says.

    Raises:
        InputError: unknown or missing keys, and every fault of the certificate.
    """
    return _read(Certificate, data)


def event_to_dict(event: Event) -> dict[str, Any]:
    """An event as plain data: ``event`` is its id."""
    return {"event": checked(event, Event, "event").id, **_fields(event)}


def event_from_dict(data: Mapping[str, Any]) -> Event:
    """The event that plain data says.

    Raises:
        InputError: no such event, unknown or missing keys, and every fault of the event.
    """
    return _event(data)


def application_to_dict(application: Application) -> dict[str, Any]:
    """An application as plain data, see the module."""
    checked(application, Application, "application")
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
    table, faults = dict(_table(data)), Faults()
    version = table.pop("format", FORMAT)
    if type(version) is not int or version != FORMAT:
        faults.add("unknown-format", "format", given=version, known=FORMAT)
    try:
        application = _read(Application, table)
    except InputError as err:
        faults.take(err.faults)
    else:
        if not faults.found:
            return application
    raise InputError(faults.found)


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
