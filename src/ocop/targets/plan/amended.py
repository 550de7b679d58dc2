"""A plan with other targets: what a table says of each, laid over the plan as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from ocop.dates import DateRange
from ocop.documents import write
from ocop.errors import Faults, InputError
from ocop.law.kind import NONE
from ocop.targets.plan.plan_table import read_target
from ocop.targets.plan.target import Target
from ocop.words import of_type

if TYPE_CHECKING:  # it hands on to this module
    from ocop.targets.plan.plan import Plan

__all__ = ["amended_plan"]

_WAYS = ("measure", "measures", "taken")


def amended_plan(plan: Plan, targets: Mapping[str, Any], period: DateRange | None) -> Plan:
    """The plan with other targets, see :meth:`ocop.Plan.amended`.

    Raises:
        InputError: every fault of what is said.
    """
    faults = Faults()
    if not isinstance(targets, Mapping):
        raise InputError.of("not-a-table", "targets", given=targets)
    days = plan.period if period is None else period
    if not isinstance(days, DateRange):
        raise InputError.of("not-of-kind", "period", given=period, wanted=of_type(DateRange))
    known = {target.id: target for target in plan.targets}
    settled: dict[str, Target | None] = dict(known)
    for id_, said in targets.items():
        with faults.at("targets", str(id_)):
            after = _target(id_, said, known.get(id_), days)
            if after == known.get(id_):
                code = "change-nothing" if id_ in known else "not-known"
                faults.add(code, given=id_, known=tuple(known))
            settled[id_] = after
    faults.raise_if_any()
    left = tuple(target for target in settled.values() if target is not None)
    original = plan if plan.original is None else plan.original
    if (left, days) == (original.targets, original.period):
        return original
    return attrs.evolve(plan, targets=left, period=days, original=original)


def _target(id_: object, said: Any, before: Target | None, days: DateRange) -> Target | None:  # noqa: ANN401 - checked here
    """A target as it is said to be; None where it is dropped."""
    if said is None or said == NONE:
        return None
    if isinstance(said, Target):
        if said.id != id_:
            raise InputError.of("id-of-another", "id", given=said.id, known=id_)
        return said
    if not isinstance(said, Mapping):
        raise InputError.of("not-a-table", given=said)
    row = {str(key): write(value) for key, value in said.items()}
    if before is None:
        return read_target({"id": id_, **row}, days)
    return read_target(dict(_merged(before, row)), days)


def _merged(before: Target, said: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The table of a target with what is said of it; its days stay its own."""
    table = before.to_table()
    own = table.pop("period")
    if "by" in said and "within" not in said:
        said = {**said, "within": {**own, "to": said["by"]}}
        said = {key: value for key, value in said.items() if key != "by"}
    merged = {**table, "within": own}
    if not said.keys().isdisjoint(("measure", "measures")):
        merged = {key: value for key, value in merged.items() if key not in _WAYS}
    for key, value in {**merged, **said}.items():
        if value is not None and value != NONE:
            yield key, value
