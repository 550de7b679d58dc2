"""Sheets and drafts: the rubric that they are on, and the choices as the rubric reads them.

    {"type": "sheet", "format": 1, "rules": "0.1.0", "regime": "26", "set": 1,
     "choices": {"1.1": 3, …}, "exclusions": [], "unmet": [], "readings": {}}

A day, ``on``, may stand in place of ``regime``. ``as_checked_on`` is the day of the last check of
the rules, where the answer is for a later one; ``what_if`` is what was laid over the rubric alone.
Whose sheet it is may be said: ``product``, ``code``, ``entity``, ``member``, ``place``.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from ocop.dates import parse_date
from ocop.errors import Fault, Faults, InputError, OcopError
from ocop.formats.sheet_keys import SheetKeys
from ocop.law import later
from ocop.law.regime import Regime
from ocop.law.rules import Rules, default_rules
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.sheet.choices import is_list
from ocop.scoring.sheet.owner import OwnerFields
from ocop.scoring.sheet.sheet import Draft, Sheet
from ocop.shape import fits

__all__ = [
    "BY_HAND",
    "days_read",
    "is_plain",
    "read_sheet",
    "shape_faults",
    "write_sheet",
]


#: The keys that are handed to the rubric as they stand.
_PASSED = ("exclusions", "unmet", *OwnerFields.__annotations__)
_DAYS = frozenset({"on", "as_checked_on"})
#: The keys whose every fault the rubric and the rules tell, with something that passes for them.
BY_HAND: dict[str, Any] = {
    "choices": {},
    "exclusions": (),
    "unmet": (),
    "readings": {},
    "changes": (),
    "what_if": (),
}


def is_plain(table: Mapping[str, Any]) -> bool:
    """Whether a table has the keys of a sheet, and right are those that are not read by hand."""
    rest = {key: value for key, value in table.items() if key not in BY_HAND}
    return "choices" in table and fits(SheetKeys, rest)


def shape_faults(
    schema: object, table: Mapping[str, Any], by_hand: Mapping[str, Any]
) -> tuple[Fault, ...]:
    """What is wrong with the keys of a table and their types, but for those read by hand.

    Reading a plain table costs a look at each key, and does not import cattrs.
    """
    held = {**table, **{key: plain for key, plain in by_hand.items() if key in table}}
    if fits(schema, held):
        return ()
    from ocop import documents  # noqa: PLC0415 - only where something is wrong

    try:
        documents.read(schema, held)
    except InputError as err:
        return err.faults
    return ()


def write_sheet(sheet: Sheet | Draft) -> dict[str, Any]:
    """The table of a sheet, without its head."""
    rubric = sheet.rubric
    table: dict[str, Any] = {
        "regime": rubric.regime.id,
        "set": rubric.product_set.number,
        **sheet.owner.fields,
        "choices": {
            no: list(choice) if isinstance(choice, tuple) else choice
            for no, choice in sheet.choices.items()
        },
        "exclusions": list(sheet.exclusions),
        "unmet": list(sheet.unmet),
        **rubric.rules.to_dict(),
    }
    if rubric.what_if:
        table["what_if"] = [changes.to_dict() for changes in rubric.what_if]
    if rubric.regime.as_checked_on is not None:
        table["as_checked_on"] = rubric.regime.as_checked_on.isoformat()
    return table


def read_sheet(
    table: Mapping[str, Any],
    faults: Faults,
    *,
    schema: object = None,
    by_hand: Mapping[str, Any] = BY_HAND,
    partial: bool = False,
) -> Sheet | Draft | None:
    """The sheet of a table, with what is wrong noted; None where anything is.

    Args:
        table: The table, with its days read; it may hold more than a sheet.
        faults: Where faults are noted.
        schema: The ``TypedDict`` of the table where it holds more; else that of a sheet.
        by_hand: The keys that are not held to it, see :data:`BY_HAND`.
        partial: Whether criteria may be missing.
    """
    before = len(faults.found)
    of_shape: tuple[Fault, ...] = ()
    if schema is not None:
        of_shape = shape_faults(schema, table, by_hand)
    elif not is_plain(table):
        from ocop.formats.sheet_table import SheetTable  # noqa: PLC0415 - only where something is wrong

        of_shape = shape_faults(SheetTable, table, by_hand)
    faults.take(of_shape)
    refused = {fault.path[0] for fault in of_shape}
    right = table
    if refused:
        right = {key: value for key, value in table.items() if key not in refused}
    rubric = _rubric_of(table, right, faults)
    if rubric is None or "choices" not in right:
        _check_lists(right, faults)
        return None
    more = {key: right[key] for key in _PASSED if key in right}
    try:
        sheet = rubric.sheet(right["choices"], **more, partial=partial)
    except InputError as err:
        faults.take(err.faults)
        return None
    return sheet if len(faults.found) == before else None


def days_read(table: Mapping[str, Any]) -> dict[str, Any]:
    """A table with its days as dates, where they are written as text; a faulty one as it is."""
    read = {**table}
    for key in _DAYS & table.keys():
        if isinstance(table[key], str):
            with suppress(InputError):  # told with the faults of the other keys
                read[key] = parse_date(table[key])
    return read


def _rubric_of(table: Mapping[str, Any], right: Mapping[str, Any], faults: Faults) -> Rubric | None:
    """The rubric that a table names; None where it names none, or a faulty one.

    Args:
        table: The table.
        right: The keys of it whose shape is right.
        faults: Where faults are noted.
    """
    named = [key for key in ("regime", "on") if key in table]
    if len(named) != 1:
        faults.add("regime-and-on" if named else "no-regime")
    before = len(faults.found)
    rules = default_rules()
    try:
        rules = Rules.from_dict(right)
    except OcopError as err:
        faults.take(err.faults)
    if len(named) != 1 or named[0] not in right:
        return None
    try:
        regime = _regime_of(right, rules)
        if "set" not in right:
            return None
        rubric = regime.rubric(right["set"])
    except OcopError as err:
        faults.take(err.faults)
        return None
    if "what_if" in right:
        rubric = _with_what_ifs(rubric, right["what_if"], faults)
    return rubric if len(faults.found) == before else None


def _with_what_ifs(rubric: Rubric, what_ifs: object, faults: Faults) -> Rubric:
    """A rubric with what is laid over it alone; what is wrong with that is noted."""
    from ocop.scoring.rubric.what_if import laid_over  # noqa: PLC0415 - few sheets have any

    if not isinstance(what_ifs, list | tuple):
        faults.add("not-a-list", "what_if", given=what_ifs)
        return rubric
    for n, row in enumerate(what_ifs):
        with faults.at("what_if", n):
            rubric = laid_over(rubric, later.Changes.from_dict(row))
    return rubric


def _regime_of(right: Mapping[str, Any], rules: Rules) -> Regime:
    """The regime that is named, or of the day, with the age of its rules where it is said."""
    on = right.get("on")
    regime = rules.regime(right["regime"]) if on is None else rules.regime_on(on)
    if "as_checked_on" not in right:
        return regime
    day = right["as_checked_on"]
    if on is not None and day != regime.as_checked_on:
        raise InputError.of(
            "checked-on-another-day",
            "as_checked_on",
            given=day,
            on=on,
            checked=regime.as_checked_on,
        )
    return regime.as_of_check(day)


def _check_lists(right: Mapping[str, Any], faults: Faults) -> None:
    """What can be said of choices and facts without their rubric."""
    if not isinstance(right.get("choices", {}), Mapping):
        faults.add("not-a-table", "choices", given=right["choices"])
    for key in ("exclusions", "unmet"):
        if not is_list(right.get(key, [])):
            faults.add("not-a-list", key, given=right[key])
