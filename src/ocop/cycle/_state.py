"""Where a product stands, and what that means under the rules of a day."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

import attrs

from ocop.cycle.results import Conclusion, CouncilResult, conclude
from ocop.cycle.stages import Stage
from ocop.law import Level, Readings, regime_for, regime_on
from ocop.law.readings import default_readings

if TYPE_CHECKING:
    from datetime import date

    from ocop.cycle.certificates import Certificate
    from ocop.law import Case, LevelRule, Regime

__all__ = ["State", "concluded", "holder", "rules_on"]


@attrs.frozen(kw_only=True)
class State:
    """Where a product stands.

    Attributes:
        product: The product.
        readings: How the law is read where it is silent.
        stage: The stage.
        idea_pending: Whether an idea is handed in and not answered.
        lapse_noted: Whether the end of the latest certificate is noted.
        over: Whether the entity has left.
        last_day: The day of the last event.
        case, filed_on, product_set: Of the dossier under way; None where none is.
        level: The level that the dossier was given to.
        proposed_on: The day on which a level below proposed or forwarded it.
        result: What the last council concluded; None once the dossier has gone up.
        returned: Whether that result came back from the level above.
        certificates: Every certificate, oldest first.
    """

    product: str
    readings: Readings = attrs.field(factory=default_readings)
    stage: Stage = Stage.IDEAS
    idea_pending: bool = False
    lapse_noted: bool = False
    over: bool = False
    last_day: date | None = None
    case: Case | None = None
    filed_on: date | None = None
    product_set: int | None = None
    level: Level | None = None
    proposed_on: date | None = None
    result: CouncilResult | None = None
    returned: bool = False
    certificates: tuple[Certificate, ...] = ()

    @property
    def certificate(self) -> Certificate | None:
        """The latest one."""
        return self.certificates[-1] if self.certificates else None

    def holds(self, on: date) -> Certificate | None:
        """The latest certificate, where it is valid or extended on a day."""
        latest = self.certificate
        return latest if latest is not None and latest.status(on).counts else None

    def with_latest(self, **changes: Any) -> tuple[Certificate, ...]:  # noqa: ANN401 - its fields
        """The certificates, with changes to the latest."""
        return (*self.certificates[:-1], attrs.evolve(self.certificates[-1], **changes))

    def rules(self, on: date) -> Regime:
        """The regime that answers on a day: for a dossier under way, the one that judges it."""
        return rules_on(self.case, self.filed_on, on, self.readings)


@lru_cache(maxsize=8192)
def rules_on(case: Case | None, filed_on: date | None, on: date, readings: Readings) -> Regime:
    """The regime in force on a day; for a dossier of a case filed before, the one that judges it.

    Raises:
        NotFoundError: before 21 August 2019.
    """
    if case is None or filed_on is None or on < filed_on:
        return regime_on(on)
    return regime_for(case, filed_on, on, readings=readings)


def holder(state: State, rules: Regime) -> LevelRule:
    """The level that has the dossier under way.

    Where the level that it was given to has no part in the rules any more (the districts), the next
    one above has it.
    """
    order = list(Level)
    least = order.index(cast("Level", state.level))
    return next(rule for rule in rules.levels if order.index(rule.level) >= least)


def concluded(state: State, rules: Regime) -> Conclusion:
    """What follows from the last result at the level that has the dossier."""
    result = cast("CouncilResult", state.result)
    level = holder(state, rules).level
    return conclude(result, level, under=rules, came_back=state.returned)
