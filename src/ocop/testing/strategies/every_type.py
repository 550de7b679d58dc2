"""A strategy for every public type: what its name says, by the real rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from ocop.checks.case_file import read_checks
from ocop.checks.report import CheckReport
from ocop.checks.runner import run_file
from ocop.cycle.application.application import Application
from ocop.cycle.application.event import EVENTS, Event
from ocop.cycle.application.refusal import TransitionNotAllowed
from ocop.cycle.calendar.deadline import Deadline
from ocop.cycle.calendar.round import Round
from ocop.cycle.certificate.certificate import Certificate
from ocop.cycle.certificate.withdrawal import Withdrawal
from ocop.cycle.council.regulation import Ballot, CouncilRules
from ocop.cycle.council.result import Conclusion, CouncilResult
from ocop.cycle.council.tally import verdict
from ocop.cycle.council.verdict import Verdict
from ocop.cycle.dossier import Document
from ocop.cycle.due import Due
from ocop.cycle.product_code import ProductCode
from ocop.data import dump_toml
from ocop.errors import Fault, Faults, OcopError, fault, fault_words
from ocop.law.changes.changes import Changes
from ocop.law.decision import Decision
from ocop.law.entity import EntityKind, entity_kinds
from ocop.law.level import LevelRule
from ocop.law.product_set import ProductSet
from ocop.law.reading import Readings
from ocop.law.regime import Note, Regime
from ocop.law.rules import Rules, default_rules
from ocop.scenarios.assumptions.assumptions import Assumptions
from ocop.scenarios.crosswalk.answer import crosswalk
from ocop.scenarios.crosswalk.crosswalk import Crosswalk
from ocop.scenarios.crosswalk.prospect import Prospect
from ocop.scenarios.forecast.forecast import Forecast
from ocop.scenarios.impact.plan_impact import PlanImpact
from ocop.scenarios.impact.registry_impact import RegistryImpact
from ocop.scenarios.impact.result import Impact
from ocop.scenarios.past.past import Past
from ocop.scoring.advice import Advice
from ocop.scoring.bounds import Bounds
from ocop.scoring.difference.compare import diff
from ocop.scoring.difference.difference import Difference
from ocop.scoring.next_star import NextStar
from ocop.scoring.rubric.change import Change
from ocop.scoring.rubric.criterion import Condition, Criterion, Exclusion, Group, Option, Part
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.scorecard import Scorecard, score
from ocop.scoring.sheet.sheet import Draft, Sheet
from ocop.scoring.stars import MissedMinimum
from ocop.targets.plan.measure import (
    Cohort,
    Count,
    Cover,
    Distinct,
    Flow,
    Gain,
    IndicatorFigure,
    MilestoneDone,
    Share,
)
from ocop.targets.plan.plan import Plan, PlanReport
from ocop.targets.plan.target import Target
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.registry import Registry
from ocop.targets.snapshot.asked import Asked
from ocop.targets.snapshot.figure import Indicator, Milestone
from ocop.targets.snapshot.published import PublishedCount
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.targets.where import Where
from ocop.testing.strategies.cycle import (
    applications,
    ballots,
    certificates,
    council_results,
    council_rules,
    events,
)
from ocop.testing.strategies.plans import measures, plan_reports, plans
from ocop.testing.strategies.scenarios import (
    assumptions,
    forecasts,
    impacts,
    plan_impacts,
    registry_impacts,
)
from ocop.testing.strategies.scoring import (
    drafts,
    regimes,
    rubrics,
    rules,
    scorecards,
    sheets,
)
from ocop.testing.strategies.targets import (
    days,
    published,
    published_counts,
    recognitions,
    registries,
    wheres,
)

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["strategy_of"]

#: Days under 26/2026, which sets rounds and deadlines.
_NOW = st.dates(date(2026, 6, 1), date(2030, 12, 31))


def strategy_of(cls: type) -> SearchStrategy[Any]:
    """How the values of a public class are drawn.

    Args:
        cls: The class, as a face of the package has it.
    """
    if issubclass(cls, Enum):
        return st.sampled_from(list(cls))
    if cls is TransitionNotAllowed:
        return _refused()
    if issubclass(cls, OcopError):
        return _faults().map(cls)
    if issubclass(cls, Event) and cls is not Event:
        (which,) = (id_ for id_, kind in EVENTS.items() if kind is cls)
        return days().flatmap(lambda on: events(which, on))
    return _STRATEGIES[cls]()


def _one_of(strategy: SearchStrategy[Any], members: Callable[[Any], Iterable[Any]]) -> Any:  # noqa: ANN401 - a strategy of any kind
    """One of the members of what a strategy draws, where it has any."""
    some = strategy.map(lambda value: tuple(members(value))).filter(bool)
    return some.flatmap(st.sampled_from)


def _faults() -> SearchStrategy[list[Fault]]:
    return st.lists(st.sampled_from(sorted(fault_words())).map(fault), min_size=1, max_size=3)


def _noted() -> SearchStrategy[Faults]:
    def noting(found: list[Fault]) -> Faults:
        faults = Faults()
        faults.take(found)
        return faults

    return _faults().map(noting)


def _refused() -> SearchStrategy[TransitionNotAllowed]:
    """What a new product is told of events that cannot come first."""
    first = Application(product="Trà sen")

    def refusal(event: Event) -> TransitionNotAllowed:
        refused: Any = None  # the events below cannot come first
        try:
            first.apply(event)
        except TransitionNotAllowed as err:
            refused = err
        return refused  # type: ignore[no-any-return]

    later = st.sampled_from(("promoted", "recognised", "commune-assessed"))
    both = st.tuples(later, _NOW)
    return both.flatmap(lambda drawn: events(*drawn)).map(refusal)


def _conclusions() -> SearchStrategy[Conclusion]:
    """What follows from results at the level that evaluates."""

    def conclusion(result: CouncilResult) -> Conclusion:
        regime = default_rules().regime(result.regime)
        level = next(rule.level for rule in regime.levels if rule.recognises)
        return result.conclusion(level)

    return council_results(stands=True).map(conclusion)


def _changes() -> SearchStrategy[Changes]:
    return st.integers(71, 89).map(
        lambda least: Changes.from_dict(
            {
                "id": f"de-xuat-{least}",
                "kind": "proposal",
                "title": {"vi": "Dự thảo", "en": "Draft"},
                "amends": "26",
                "from": date(2027, 1, 1),
                "reference": "Dự thảo",
                "bands": {"4": least},
            }
        )
    )


def _verdicts() -> SearchStrategy[Verdict]:
    return st.tuples(ballots(), council_rules()).map(lambda both: verdict(*both))


def _reports() -> SearchStrategy[CheckReport]:
    def report(total: int, stars: int) -> CheckReport:
        case = {"name": "khung", "bands": {"regime": "26", "total": total}}
        text = dump_toml({"case": [{**case, "expect": {"stars": stars}}]})
        return CheckReport(tuple(run_file(read_checks(text, name="khung.ocop.toml"))))

    return st.builds(report, st.integers(0, 100), st.integers(1, 5))


def _dues() -> SearchStrategy[Due]:
    dues: SearchStrategy[Due] = _one_of(
        certificates(ended=False), lambda paper: paper.dues(calendar="weekends")
    )
    return dues


def _codes() -> SearchStrategy[ProductCode]:
    codes = ("83-829-28780-3-2022", "83-829-28780-12-2024")
    return st.sampled_from(codes).map(ProductCode.parse)


def _documents() -> SearchStrategy[Document]:
    regime = default_rules().regime_on(date(2026, 6, 1))
    sets = st.sampled_from(regime.sets)
    asked = sets.map(lambda product_set: Document.required(regime, product_set=product_set))
    return asked.flatmap(st.sampled_from)


_STRATEGIES: Mapping[type, Callable[[], SearchStrategy[Any]]] = {
    Advice: lambda: scorecards().map(lambda card: card.advice(to=5)),
    Application: applications,
    Asked: lambda: published_counts().map(lambda count: count.asked),
    Assumptions: assumptions,
    Ballot: lambda: _one_of(ballots(), lambda cast: cast),
    Bounds: lambda: drafts().map(score),
    Certificate: certificates,
    Change: lambda: st.builds(Change, st.just("1.1"), st.just(1), points=st.integers(0, 9)),
    Changes: _changes,
    CheckReport: _reports,
    Cohort: lambda: measures().filter(lambda one: isinstance(one, Cohort)),
    Conclusion: _conclusions,
    Condition: lambda: _one_of(_criteria(), lambda criterion: criterion.conditions),
    CouncilResult: council_results,
    CouncilRules: council_rules,
    Count: lambda: wheres().map(lambda where: Count(where=where)),
    Cover: lambda: measures().filter(lambda one: isinstance(one, Cover)),
    Criterion: lambda: _criteria(),  # noqa: PLW0108 - defined below
    Deadline: lambda: _NOW.map(lambda on: Deadline.commune_check(on, calendar="weekends")),
    Crosswalk: lambda: _old_sheets().map(lambda old: crosswalk(old, "26").crosswalk),
    Decision: lambda: st.sampled_from(default_rules().decisions()),
    Difference: lambda: st.tuples(scorecards(), scorecards()).map(lambda both: diff(*both)),
    Distinct: lambda: st.builds(
        Distinct, of=st.sampled_from(("products", "entities")), where=wheres()
    ),
    Document: _documents,
    Draft: drafts,
    Due: _dues,
    EntityKind: lambda: st.sampled_from(entity_kinds()),
    Event: lambda: st.tuples(st.sampled_from(sorted(EVENTS)), days()).flatmap(
        lambda both: events(*both)
    ),
    Exclusion: lambda: _one_of(rubrics(), lambda rubric: rubric.exclusions),
    Fault: lambda: st.sampled_from(sorted(fault_words())).map(fault),
    Faults: _noted,
    Flow: lambda: measures().filter(lambda one: isinstance(one, Flow)),
    Gain: lambda: measures().filter(lambda one: isinstance(one, Gain)),
    Forecast: forecasts,
    Group: lambda: _one_of(rubrics(), lambda rubric: rubric.groups),
    Impact: impacts,
    Indicator: lambda: st.builds(
        Indicator,
        id=st.sampled_from(("visitors", "sales-points")),
        value=st.integers(0, 1000) | st.fractions(0, 1, max_denominator=50),
        unit=st.just("điểm"),
        on=days(),
        source=st.just("báo cáo"),
    ),
    IndicatorFigure: lambda: measures().filter(lambda one: isinstance(one, IndicatorFigure)),
    LevelRule: lambda: _one_of(regimes(), lambda regime: regime.levels),
    Milestone: lambda: st.builds(
        Milestone,
        id=st.just("regulation"),
        done=st.booleans(),
        on=days(),
        source=st.just("báo cáo"),
    ),
    MilestoneDone: lambda: st.builds(MilestoneDone, id=st.just("regulation")),
    MissedMinimum: lambda: _one_of(scorecards(), lambda card: card.missed_minima),
    NextStar: lambda: scorecards().map(lambda card: card.next_star).filter(bool),
    Note: lambda: _one_of(certificates(), lambda paper: paper.notes),
    Option: lambda: _one_of(_criteria(), lambda criterion: criterion.options),
    Part: lambda: _one_of(rubrics(), lambda rubric: rubric.parts),
    Plan: plans,
    PlanImpact: plan_impacts,
    PlanReport: plan_reports,
    Past: lambda: st.builds(Past.of, registries(), on=days()),
    ProductCode: _codes,
    ProductSet: lambda: _one_of(regimes(), lambda regime: regime.sets),
    Prospect: lambda: _old_sheets().map(lambda old: crosswalk(old, "26")),
    PublishedCount: published_counts,
    Readings: lambda: rules().map(lambda under: under.readings),
    Recognition: recognitions,
    Regime: regimes,
    Registry: registries,
    RegistryImpact: registry_impacts,
    Round: lambda: _NOW.map(lambda on: Round.next_for(on, calendar="weekends")),
    Rubric: rubrics,
    Rules: rules,
    Scorecard: scorecards,
    Share: lambda: measures().filter(lambda one: isinstance(one, Share)),
    Sheet: sheets,
    Snapshot: published,
    Target: lambda: _one_of(plans(), lambda plan: plan.targets),
    Verdict: _verdicts,
    Where: wheres,
    Withdrawal: lambda: certificates().map(lambda paper: paper.withdrawal).filter(bool),
}


def _old_sheets() -> SearchStrategy[Sheet]:
    return sheets(rubrics(regime=st.just(default_rules().regime("148"))))


def _criteria() -> SearchStrategy[Criterion]:
    return _one_of(rubrics(), lambda rubric: rubric.criteria)  # type: ignore[no-any-return]
