"""Strategies for plans and the reports of them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs
from hypothesis import strategies as st

from ocop.dates import DateRange
from ocop.errors import Faults
from ocop.targets.plan.measure import (
    Cohort,
    Count,
    Cover,
    Distinct,
    Flow,
    Gain,
    IndicatorFigure,
    Measure,
    MilestoneDone,
    Share,
    Simple,
)
from ocop.targets.plan.named_figure import NamedFigure
from ocop.targets.plan.plan import Plan, PlanReport
from ocop.targets.plan.target import Target, TargetMeasure, is_share
from ocop.targets.plan.unit_list import UnitList
from ocop.targets.registry.flow import FLOW_EVENTS
from ocop.targets.snapshot.figure import Indicator, Milestone
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.testing.strategies.kept import among, maybe, number
from ocop.testing.strategies.targets import published, registries, wheres
from ocop.text import Label

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = ["measures", "plan_reports", "plans"]

_PERIOD = DateRange(date(2024, 1, 1), date(2027, 12, 31))
_IDS = ("sales-points", "visitors")
_DAYS = st.dates(_PERIOD.first, _PERIOD.last)


@cache
def _labels() -> SearchStrategy[Label]:
    return st.sampled_from((Label("Sản phẩm", "Products"), Label("Khách tham quan", "Visitors")))


@cache
def _simple() -> SearchStrategy[Simple]:
    return st.one_of(
        wheres().map(lambda where: Count(where=where)),
        st.builds(Distinct, of=st.sampled_from(("products", "entities")), where=wheres()),
        st.builds(IndicatorFigure, id=st.sampled_from(_IDS), label=st.none() | _labels()),
    )


@cache
@st.composite
def _shares(draw: DrawFn) -> Share:
    whole = draw(_simple())
    part = whole
    if isinstance(whole, Count | Distinct):
        part = attrs.evolve(whole, where=attrs.evolve(whole.where, groups=whole.where.groups[:1]))
    return Share(part=part, whole=whole)


@cache
@st.composite
def _periods(draw: DrawFn) -> DateRange:
    first, last = sorted((draw(_DAYS), draw(_DAYS)))
    return DateRange(first, last)


@cache
def measures() -> SearchStrategy[Measure]:
    """Any measure."""
    return st.one_of(
        _simple(),
        _shares(),
        st.builds(Gain, of=_simple(), since=st.none() | st.sampled_from((0, 84, Fraction(35, 2)))),
        st.builds(Flow, event=st.sampled_from(FLOW_EVENTS), where=wheres()),
        st.builds(
            Cover,
            of=_simple(),
            at_least=st.integers(1, 3),
            units=st.sampled_from(("districts", ("Can Lộc", "Huyện Kỳ Anh"))),
            level=st.sampled_from(("province", "district", "commune")),
        ),
        st.builds(
            Cohort,
            event=st.sampled_from(("recognised", "due")),
            period=_periods(),
            where=wheres(),
            then=st.sampled_from(("any", "upgrade", "re-evaluation")),
        ),
        st.builds(MilestoneDone, id=st.just("regulation"), label=st.none() | _labels()),
    )


_EITHER, _WITHIN = st.booleans(), st.just(_PERIOD) | _periods()
_BASELINES = st.none() | published()
_NOTES, _SOURCES = st.lists(_labels(), max_size=1), st.just("Báo cáo") | _labels()


@cache
@st.composite
def _targets(draw: DrawFn, id_: str) -> Target:
    measure = draw(measures())
    bounds: dict[str, Any] = {}
    if not isinstance(measure, MilestoneDone):
        least = Fraction(1, 5) if is_share(measure) else draw(number(0, 300))
        bounds["at_least"] = least
        bounds["wording"] = draw(among((None, "at-least", "strive", "over", "about")))
        if not isinstance(measure, Cover) and draw(_EITHER):
            bounds["at_most"] = Fraction(1, 2) if is_share(measure) else least + 5
    ways: list[TargetMeasure] = []
    if not isinstance(measure, MilestoneDone) and draw(_EITHER):
        other = draw(_shares()) if is_share(measure) else Count(where=draw(wheres()))
        ways = [
            TargetMeasure(id=f"way-{n}", label=draw(_labels()), measure=way)
            for n, way in enumerate(draw(st.permutations([measure, other])))
        ]
    return Target(
        id=id_,
        label=draw(_labels()),
        measure=measure,
        measures=ways,
        period=draw(_WITHIN),
        each=draw(among((None, "year"))),
        priority=draw(maybe(number(1, 3))),
        source=draw(_labels()),
        doubt=draw(maybe(_labels())),
        **bounds,
    )


@cache
@st.composite
def plans(draw: DrawFn) -> Plan:
    """A plan of a few targets, each of any measure, with a baseline or without one."""
    targets = [draw(_targets(f"target-{n}")) for n in range(draw(number(1, 4)))]
    once = {(one.measure, one.period, one.each, one.at_most is None): one for one in targets}
    baseline = draw(_BASELINES)
    if baseline is not None and baseline.on > _PERIOD.last:
        baseline = attrs.evolve(baseline, on=_PERIOD.first, counts=())
    if baseline is not None:
        baseline = draw(_with_figures(baseline))
    return Plan(
        id="drawn",
        title=draw(_labels()),
        province=draw(maybe(among(("Hà Tĩnh",)))),
        decision=draw(maybe(among(("4086/QĐ-UBND",)))),
        period=_PERIOD,
        references=draw(among(((), ("148/QĐ-TTg",)))),
        notes=draw(_NOTES),
        baseline=baseline,
        baseline_doubt=None if baseline is None else draw(maybe(_labels())),
        figures=draw(among(((), (NamedFigure(id="visitors", label="Khách", unit="lượt"),)))),
        units={"districts": UnitList(places=["Can Lộc", "Huyện Kỳ Anh"], source="Danh sách")},
        targets=tuple(once.values()),
    )


@st.composite
def _with_figures(draw: DrawFn, snapshot: Snapshot) -> Snapshot:
    indicator = Indicator(
        id="visitors",
        value=draw(among((3, Fraction(35, 2)))),
        unit="lượt",
        on=snapshot.on,
        source="Báo cáo",
        place=draw(among((None, "Can Lộc"))),
        wording=draw(among((None, "over", "nearly", "about"))),
    )
    done = Milestone(id="regulation", done=draw(_EITHER), on=snapshot.on, source="Báo cáo")
    return attrs.evolve(
        snapshot,
        source=draw(_SOURCES),
        indicators=(indicator,) if draw(_EITHER) else (),
        milestones=(done,) if draw(_EITHER) else (),
        units={"communes": ("Kỳ Lâm",)} if draw(_EITHER) else {},
    )


@cache
@st.composite
def plan_reports(draw: DrawFn) -> PlanReport:
    """What is reached of a plan: held against a registry, published totals, or its own baseline."""
    plan = draw(plans())
    on = draw(_DAYS)
    snapshot = draw(
        st.none() | registries().map(lambda one: one.on(on)) | published().flatmap(_with_figures)
    )
    choices = {
        target.id: st.sampled_from([way.id for way in target.measures])
        for target in plan.targets
        if target.measures
    }
    # two targets may ask the same, measured in some of their ways
    ways = draw(st.fixed_dictionaries(choices).filter(lambda some: _is_possible(plan, some)))
    return plan.evaluate(snapshot, measures=ways)


def _is_possible(plan: Plan, ways: dict[str, str]) -> bool:
    faults = Faults()
    with faults.at():
        plan.measured(ways)
    return not faults.found
