"""Two reports of a plan side by side: under two rules, or before and after it was amended."""

from __future__ import annotations

from typing import Self

import attrs

from ocop.argument import check_type
from ocop.brief import Brief
from ocop.errors import Faults
from ocop.shown.value import Shown, Tidy
from ocop.targets.plan.outcome import TargetOutcome
from ocop.targets.plan.plan import Plan, PlanReport
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.text import Label

__all__ = ["OutcomeMoved", "PlanImpact"]


@attrs.frozen(kw_only=True, repr=False)
class OutcomeMoved(Brief):
    """One target in both reports.

    Attributes:
        id: The id of the target.
        label: What was promised; as the plan after has it, where it has the target.
        before: Its outcome before; None where the plan before has no such target.
        after: Its outcome after; None where the plan after has none.
        target_moved: Whether the target itself is another.
        status_moved: Whether it is met before and not after, or the like.
        value_moved: Whether what it measures comes to another value.
    """

    id: str
    label: Label
    before: TargetOutcome | None
    after: TargetOutcome | None

    @property
    def target_moved(self) -> bool:
        """Whether the target itself is another."""
        if self.before is None or self.after is None:
            return True
        return self.before.target != self.after.target

    @property
    def status_moved(self) -> bool:
        """Whether it is met before and not after, or the like."""
        if self.before is None or self.after is None:
            return True
        return self.before.status is not self.after.status

    @property
    def value_moved(self) -> bool:
        """Whether what it measures comes to another value."""
        if self.before is None or self.after is None:
            return True
        return self.before.value != self.after.value


@attrs.frozen(kw_only=True, repr=False)
class PlanImpact(Shown, Tidy):
    """Two reports of a plan side by side; ``str`` gives text.

    ``to_records`` has a row for every target: ``id``, ``target``; ``status``, ``value`` and
    ``at_least``, ``at_most``, ``by``, ``gap``, each ``_before`` and ``_after``; ``target_moved``,
    ``status_moved``, ``value_moved``.

    Attributes:
        before: The report before.
        after: The report after.
        outcomes: One for every target of either plan; those of the plan after come first.
        moved: Those with another target, status or value.

    Raises:
        InputError: they are no reports.
    """

    before: PlanReport
    after: PlanReport

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_type(faults, self.before, PlanReport, "before")
        check_type(faults, self.after, PlanReport, "after")
        faults.raise_if_any()

    @classmethod
    def of(cls, plans: tuple[Plan, Plan], snapshots: tuple[Snapshot, Snapshot]) -> Self:
        """The plans before and after, each held against its snapshot.

        Raises:
            InputError: no plan.
        """
        faults = Faults()
        for name, plan in zip(("plan", "amended"), plans, strict=True):
            check_type(faults, plan, Plan, name)
        faults.raise_if_any()
        before, after = (plan.evaluate(seen) for plan, seen in zip(plans, snapshots, strict=True))
        return cls(before=before, after=after)

    def __repr__(self) -> str:
        return f"<PlanImpact on {self.after.plan.id}: {len(self.moved)} of {len(self.outcomes)}>"

    def __str__(self) -> str:
        return str(self.table("en"))

    @property
    def outcomes(self) -> tuple[OutcomeMoved, ...]:
        """One for every target of either plan; those of the plan after come first."""
        before = {outcome.target.id: outcome for outcome in self.before.outcomes}
        after = {outcome.target.id: outcome for outcome in self.after.outcomes}
        return tuple(
            OutcomeMoved(
                id=id_,
                label=(after.get(id_) or before[id_]).target.label,
                before=before.get(id_),
                after=after.get(id_),
            )
            for id_ in {**after, **before}
        )

    @property
    def moved(self) -> tuple[OutcomeMoved, ...]:
        """Those with another target, status or value."""
        return tuple(
            one for one in self.outcomes if one.target_moved or one.status_moved or one.value_moved
        )
