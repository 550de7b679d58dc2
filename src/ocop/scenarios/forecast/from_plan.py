"""How a forecast begins: from a registry, a snapshot, or a plan's own baseline."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

from ocop.argument import checked
from ocop.dates import checked_date
from ocop.errors import InputError
from ocop.law.rules import Rules, default_rules
from ocop.scenarios.assumptions.assumptions import Assumptions
from ocop.scenarios.forecast.forecast import Forecast
from ocop.targets.plan.plan import Plan
from ocop.targets.registry.registry import Registry
from ocop.targets.snapshot.snapshot import Snapshot

__all__ = ["forecast_of"]


def forecast_of(
    plan: Plan,
    start: Registry | Snapshot | None,
    assumptions: Assumptions,
    *,
    on: date | None = None,
    until: date | None = None,
    rules: Rules | None = None,
    **how: Any,  # noqa: ANN401 - the other fields of a forecast
) -> Forecast:
    """The forecast of a plan, see :meth:`ocop.targets.Plan.forecast`."""
    snapshot = _started(plan, start, None if on is None else checked_date(on, "on"))
    if rules is None:
        rules = default_rules() if snapshot.recognitions is None else snapshot.rules
    return Forecast(
        plan=plan,
        snapshot=snapshot,
        assumptions=assumptions,
        until=plan.period.last if until is None else until,
        rules=rules,
        **how,
    )


def _started(plan: Plan, start: object, on: date | None) -> Snapshot:
    """What counts on the first day."""
    if start is None:
        start = plan.baseline
        if start is None:
            raise InputError.of("no-start", "start", plan=plan.id)
    if isinstance(start, Registry):
        if on is None:
            raise InputError.of("registry-without-a-day", "on")
        return start.on(on)
    snapshot = checked(start, Snapshot, "start")
    if on is None or on == snapshot.on:
        return snapshot
    if snapshot.recognitions is None:
        raise InputError.of("totals-of-another-day", "on", given=on, of=snapshot.on)
    return attrs.evolve(snapshot, on=on)
