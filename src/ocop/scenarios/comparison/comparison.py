"""Comparisons: several scenarios by name in one long table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from ocop.argument import check_text
from ocop.brief import Brief
from ocop.errors import Faults, InputError
from ocop.frozen_map import FrozenMap
from ocop.shown.record import Record
from ocop.shown.value import Shown, Tidy, TidyInOneLanguage
from ocop.words import as_step, nfc

__all__ = ["Comparison", "aligned", "compare", "records_of", "with_name"]

_SCENARIO = "scenario"


@attrs.frozen(kw_only=True, repr=False)
class Comparison(Brief, Shown, Tidy):
    """Several scenarios by name; :func:`ocop.compare` gives one.

    ``to_records()`` is one long table: the records of each, with the name in the column
    ``scenario``. What some have no column for is None there.

    Attributes:
        scenarios: Name → what is compared, in the order that was given.
    """

    scenarios: FrozenMap[str, Any]


def compare(scenarios: Mapping[str, Any]) -> Comparison:
    """Several results by name in one long table.

    >>> import ocop
    >>> plan = ocop.plan("ha-tinh-2023-2025")
    >>> few, many = (plan.forecast(None, ocop.Assumptions(new_per_month=n)) for n in (2, 8))
    >>> records = ocop.compare({"ít": few, "nhiều": many}).to_records()
    >>> last = [one for one in records if one["target"] == "products"][-1]
    >>> last["scenario"], round(last["expected"])
    ('nhiều', 288)

    Args:
        scenarios: Name → a forecast, a report of a plan, an impact, or whatever else has
            ``to_records()``.

    Raises:
        InputError: no table of them, a name that is empty, or something without records.
    """
    if not isinstance(scenarios, Mapping):
        raise InputError.of("not-a-table", "scenarios", given=scenarios)
    faults = Faults()
    if not scenarios:
        faults.add("empty", "scenarios")
    for name, value in scenarios.items():
        check_text(faults, name, "scenarios")
        if not isinstance(value, Tidy | TidyInOneLanguage):
            given = type(value).__name__
            faults.add("without-records", "scenarios", as_step(name), given=given)
    faults.raise_if_any()
    named: FrozenMap[str, Any] = FrozenMap(
        (" ".join(nfc(name).split()), value) for name, value in scenarios.items()
    )
    if len(named) < len(scenarios):
        raise InputError.of("two-keys-are-one", "scenarios")
    return Comparison(scenarios=named)


def records_of(value: Tidy | TidyInOneLanguage, lang: str) -> list[Record]:
    """The records of a value, in the language that is asked for where it can be."""
    return value.to_records(lang) if isinstance(value, Tidy) else value.to_records()


def aligned(records: Iterable[Record]) -> list[Record]:
    """The records with the columns of all of them, in the order in which they first came."""
    rows = list(records)
    columns = dict.fromkeys(name for row in rows for name in row)
    return [{name: row.get(name) for name in columns} for row in rows]


def with_name(name: str, record: Record) -> Record:
    """A record with the name of its scenario; of one within another both names."""
    inner = record.get(_SCENARIO)
    whole = name if inner is None else f"{name}: {inner}"
    return {_SCENARIO: whole, **{key: cell for key, cell in record.items() if key != _SCENARIO}}
