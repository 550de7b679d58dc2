"""Forecasts (dự báo): where a plan's targets stand on later days, under stated assumptions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any, Literal, get_args

import attrs

from ocop.argument import (
    check_bool,
    check_day,
    check_one_of,
    check_type,
    check_whole,
    checked_items,
)
from ocop.errors import Faults, InputError, checked_lang
from ocop.exact import as_day, as_whole
from ocop.law.regime import Note
from ocop.law.rules import Rules, check_rules, default_rules
from ocop.numbers import as_fraction
from ocop.scenarios.assumptions._check import check_number, check_share
from ocop.scenarios.assumptions.assumptions import Assumptions
from ocop.scenarios.forecast._exact import chance_of, law_of, why_simulated
from ocop.scenarios.forecast._held import Held
from ocop.scenarios.forecast._jointly import least_newcomers
from ocop.scenarios.forecast._lever import LEVERS, MOST_NEWCOMERS, least_of
from ocop.scenarios.forecast._notes import notes_of, without_runs
from ocop.scenarios.forecast._runs import half_width, met_in_runs, spread_in_runs
from ocop.scenarios.forecast._scene import Scene, scene_of
from ocop.scenarios.forecast._seed import as_seed, check_seed
from ocop.scenarios.forecast._steps import reported, steps_of
from ocop.scenarios.forecast._sum import ERROR
from ocop.scenarios.forecast.chance import Chance, Fan
from ocop.scenarios.forecast.driver import Driver, drivers_of
from ocop.scenarios.forecast.least import LeastNewcomers, LeastOf
from ocop.scenarios.forecast.step import ForecastStep
from ocop.shown.value import Shown, Tidy
from ocop.targets.plan.pace import as_known
from ocop.targets.plan.plan import Plan
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.text import Label

__all__ = ["Forecast"]

Every = Literal["month", "round"]
#: A number as a user says it exactly.
ExactNumber = int | Fraction | str
_Way = Literal["exact", "simulated"]

#: A forecast looks no further than so many years: rules change, and what is supposed does.
_MOST_YEARS = 30


@attrs.frozen(kw_only=True, repr=False)
class Forecast(Shown, Tidy):
    """Where the targets of a plan stand on later days; ``plan.forecast`` gives one.

    What is to be expected is exact. A chance is exact too where its parts are independent; others
    need runs. A notebook shows a table, :meth:`to_records` gives a row a step and target.

    Attributes:
        plan: The plan.
        snapshot: What counted on the first day, as it was known then.
        assumptions: All that is supposed.
        until: The last day.
        every: How often a step is reported: ``"month"``, at the end of every month, or
            ``"round"``, at that of every round of the province; the days of targets too.
        rules: Which law, and how it is read where it is silent; a registry's are its own.
        runs: How many runs are drawn where something is simulated; 0 for none.
        seed: By which whole number they are drawn; None where there are no runs.
        workers: How many draw at once; the numbers do not depend on it.
        progress: Whether a bar shows how far long runs are; None: on a terminal.
        on: The first day.
        expected: What is to be expected at every step, exactly.
        notes: What must be said of it: how products are taken to behave, what is left out.

    Raises:
        InputError: every fault: a last day before the first or more than 30 years after it, runs
            without a seed, days of issue that are supposed of what is not in force, a field of
            another type.
        NotFoundError: published totals that do not tell how many are in force at each rank.
        NotRegulated: newcomers by rounds, and no round is set until the last day.
    """

    plan: Plan
    snapshot: Snapshot
    assumptions: Assumptions
    until: date = attrs.field(converter=as_day)
    every: Every = "month"
    rules: Rules = attrs.field(factory=default_rules)
    runs: int = attrs.field(default=0, converter=as_whole)
    seed: int | None = attrs.field(default=None, converter=as_seed)
    workers: int = attrs.field(default=1, converter=as_whole, eq=False)
    progress: bool | None = attrs.field(default=None, eq=False)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_type(faults, self.plan, Plan, "plan")
        known = check_type(faults, self.snapshot, Snapshot, "snapshot")
        check_type(faults, self.assumptions, Assumptions, "assumptions")
        if check_day(faults, "until", self.until) and known:
            on, last = self.snapshot.on, self.until
            if last < on:
                faults.add("until-before-on", "until", given=last, on=on)
            elif last.year > on.year + _MOST_YEARS:
                faults.add("too-far-ahead", "until", given=last, years=_MOST_YEARS)
        check_one_of(faults, "every", self.every, get_args(Every))
        own = check_rules(faults, self.rules) and known and self.snapshot.recognitions is not None
        if own and self.snapshot.rules != self.rules:
            faults.add("other-rules", "rules")
        check_whole(faults, "runs", self.runs, least=0)
        check_whole(faults, "workers", self.workers, least=1)
        if self.progress is not None:
            check_bool(faults, progress=self.progress)
        if isinstance(self.assumptions, Assumptions):
            for name in ("new_per_month", "new_per_round"):
                number = sum(getattr(self.assumptions, name).values())
                if number > MOST_NEWCOMERS:
                    most = MOST_NEWCOMERS
                    faults.add(
                        "out-of-range", "assumptions", name, given=number, least=0, most=most
                    )
        check_seed(faults, self.seed, self.runs)
        faults.raise_if_any()
        self._scene.check()

    def __repr__(self) -> str:
        return f"<Forecast of {self.plan.id} from {self.on} until {self.until}>"

    def __str__(self) -> str:
        return self.text("en")

    @property
    def on(self) -> date:
        """The first day."""
        return self.snapshot.on

    @cached_property
    def _scene(self) -> Scene:
        known = self.snapshot
        if known.recognitions is not None:
            known = as_known(known)
        return scene_of(self.plan, known, self.assumptions, self.until, self.rules)

    @cached_property
    def expected(self) -> tuple[ForecastStep, ...]:
        """What is to be expected at every step, exactly."""
        return tuple(steps_of(self._scene, self.every))

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """What must be said of it: how products are taken to behave, what is left out."""
        return notes_of(self._scene)

    def _held(self, which: str) -> Held:
        return self._scene.held[self.plan.targets.index(self.plan.target(which))]

    @property
    def _how(self) -> dict[str, Any]:
        return {
            "runs": self.runs,
            "seed": self.seed,
            "workers": self.workers,
            "progress": self.progress,
        }

    @cached_property
    def _met(self) -> dict[str, Any]:
        """Target → whether it is met, in every run."""
        held = [own for own in self._scene.held if own.reason is None]
        return met_in_runs(self._scene, held, **self._how)

    @cached_property
    def _chances(self) -> dict[tuple[str | None, str], Chance]:
        return {}

    def chance(self, target: str | None = None, *, way: _Way | None = None) -> Chance:
        """How likely a target is met on its day; without one, how likely all are met on theirs.

        A target that is to hold in every year is asked for the first year that is not over.

        Args:
            target: The id of the target; None for all that are forecast, together in each run.
            way: ``"exact"`` or ``"simulated"``; None: exact where that is possible.

        Raises:
            InputError: another way.
            MissingExtra: it needs runs, and the extra ``ocop[scenarios]`` is not there.
            NotFoundError: there is no such target; it names the nearest.
        """
        if way is not None and way not in get_args(_Way):
            raise InputError.of("not-known", "way", given=way, known=get_args(_Way))
        if target is None:
            return self._of_all()
        own = self._held(target)
        key = (own.target.id, way or "")
        if key not in self._chances:
            self._chances[key] = self._chance(own, way)
        return self._chances[key]

    def _chance(self, own: Held, way: _Way | None) -> Chance:
        id_ = own.target.id
        if own.reason is not None:
            return Chance(target=id_, value=None, way=way or "exact", reason=own.reason)
        why = None if way == "simulated" else why_simulated(self._scene, own)
        if way == "exact" or (way is None and why is None):
            if why is not None:
                return Chance(target=id_, value=None, way="exact", reason=why)
            value = chance_of(self._scene, own)
            return Chance(target=id_, value=value, way="exact", error=ERROR)
        if not self.runs:
            return Chance(target=id_, value=None, way="simulated", reason=without_runs(why))
        return self._simulated(id_, self._met[id_])

    def _simulated(self, target: str | None, met: Any, left: tuple[str, ...] = ()) -> Chance:  # noqa: ANN401
        times = int(met.sum())
        return Chance(
            target=target,
            value=times / self.runs,
            way="simulated",
            error=half_width(times, self.runs),
            runs=self.runs,
            left_out=left,
        )

    def _of_all(self) -> Chance:
        left = tuple(own.target.id for own in self._scene.held if own.reason is not None)
        reason = _NONE_HELD if len(left) == len(self._scene.held) else None
        if reason is None and not self.runs:
            reason = without_runs(None)
        if reason is not None:
            return Chance(target=None, value=None, way="simulated", left_out=left, reason=reason)
        met = list(self._met.values())
        together = met[0]
        for one in met[1:]:
            together = together & one
        return self._simulated(None, together, left)

    def fan(
        self, target: str, shares: Iterable[int] = (5, 25, 50, 75, 95), *, way: _Way | None = None
    ) -> tuple[Fan, ...]:
        """How the value of a target may lie, at every step that is reported.

        Of a count it is exact; of a share or a cover by places it needs runs. Empty where the
        target is not forecast, or needs runs and there are none.

        Args:
            target: The id of the target.
            shares: Percentages, from 1 to 99: 5 and 95 bound the middle 90 %.
            way: As for :meth:`chance`.

        Raises:
            InputError: no percentages, or another way.
            MissingExtra: as for :meth:`chance`.
            NotFoundError: there is no such target; it names the nearest.
        """
        if way is not None and way not in get_args(_Way):
            raise InputError.of("not-known", "way", given=way, known=get_args(_Way))
        asked = _checked_shares(shares)
        own = self._held(target)
        if own.reason is not None:
            return ()
        scene = self._scene
        steps = reported(scene, self.every)
        values: list[tuple[Any, ...]]
        if own.kind == "number" and way != "simulated":
            values = []
            for step in steps:
                law = law_of(scene, own, step)
                values.append(tuple(own.value([law.quantile(share / 100)]) for share in asked))
        elif self.runs and way != "exact":
            values = spread_in_runs(scene, own, steps, asked, **self._how)
        else:
            return ()
        return tuple(
            Fan(on=scene.chain.grid.days[step], shares=asked, values=row)
            for step, row in zip(steps, values, strict=True)
        )

    def drivers(self, target: str, *, step: ExactNumber = "10 %") -> tuple[Driver, ...]:
        """Which assumptions move a target on its day, each changed by itself, the strongest first.

        Rates are moved down and up by the step (0 and 1 are their ends), numbers of newcomers by
        that part of them, delays by a month. What is not supposed is not moved; there is none where
        the target is not forecast.

        Args:
            target: The id of the target.
            step: By how much, an exact number above 0: ``"10 %"``, ``"0.05"``.

        Raises:
            InputError: no exact step above 0.
            NotFoundError: there is no such target; it names the nearest.
        """
        by = _checked_part(step, "step")
        drivers = drivers_of(self, self.plan.target(target).id, by)
        return tuple(sorted(drivers, key=lambda driver: -driver.swing))

    def needed(
        self,
        target: str,
        vary: str = "new_per_month",
        *,
        chance: ExactNumber | None = None,
        tolerance: ExactNumber | None = None,
    ) -> LeastOf:
        """The least of one assumption with which a target is met on its day.

        Newcomers keep their mix of ranks, 3★ where none is supposed; a rate is one of every rank.
        The newcomers that are expected to do are exact; what a chance or a rate needs is found by
        halving, as a multiple of the tolerance of which one less is not enough.

        Args:
            target: The id of the target.
            vary: ``"new_per_month"``, ``"new_per_round"``, ``"renewal"`` or ``"upgrade"``.
            chance: With which chance it is to be met, such as ``"90 %"``; None: in expectation.
            tolerance: The step of the search: by default a tenth of a newcomer, or 1 %.

        Raises:
            InputError: no such assumption, no exact chance below 1, or no exact tolerance above 0.
            NotFoundError: there is no such target; it names the nearest.
        """
        id_ = self.plan.target(target).id
        if vary not in LEVERS:
            raise InputError.of("not-known", "vary", given=vary, known=tuple(LEVERS))
        asked = None if chance is None else _checked_part(chance, "chance")
        step = None if tolerance is None else _checked_part(tolerance, "tolerance", check_number)
        return least_of(self, id_, vary, asked, step)

    def needed_jointly(self, *, tolerance: ExactNumber = "0.1") -> LeastNewcomers:
        """The fewest newcomers by stars with which all counts and shares are met, in expectation.

        The numbers of each rank are free, whatever is supposed of them; all else is as supposed.

        Args:
            tolerance: What each number is to be a multiple of, an exact number above 0.

        Raises:
            InputError: no exact tolerance above 0.
        """
        return least_newcomers(self, _checked_part(tolerance, "tolerance", check_number))

    def text(self, lang: str = "vi") -> str:
        """The forecast as lines of text: what it rests on, its targets, its steps.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        return self.table(checked_lang(lang)).text()


_NONE_HELD = Label("không có chỉ tiêu nào dự báo được", "no target is forecast")


def _checked_shares(shares: Iterable[int]) -> tuple[int, ...]:
    faults = Faults()
    asked: tuple[int, ...] = tuple(map(as_whole, checked_items(shares, "shares")))
    with faults.at("shares"):
        for n, share in enumerate(asked):
            check_whole(faults, str(n), share, most=_MOST_PERCENT)
    faults.raise_if_any()
    return asked


_MOST_PERCENT = 99


def _checked_part(value: object, name: str, check: Any = check_share) -> Fraction:  # noqa: ANN401
    """An exact number above 0, of a share up to 1."""
    number = as_fraction(value)
    faults = Faults()
    if check(faults, number, name) and not number:
        faults.add("not-above-zero", name, given=number)
    faults.raise_if_any()
    part: Fraction = number
    return part
