"""Uses of the whole public API, for the type checker: what it infers is what users are told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Literal, assert_type

import ocop
from ocop import cycle, frames, law, scenarios, scoring, targets
from ocop.cycle.application.next_step import NextStep
from ocop.cycle.calendar.working_day import CountedDay
from ocop.cycle.certificate.succession import current
from ocop.cycle.certificate.term import last_valid_day
from ocop.dates import DateRange
from ocop.law.changes.changes import ChangesKind
from ocop.law.changes.reach import Reach
from ocop.law.citation import Citation
from ocop.law.correspondence import Correspondence
from ocop.law.entity import EntityRule
from ocop.law.question import Question
from ocop.scenarios.impact.move import Move
from ocop.scenarios.impact.result import ImpactIn
from ocop.scoring.batch.batch import ScoredRows
from ocop.scoring.difference.row import DifferenceRow
from ocop.scoring.explanation import Explanation
from ocop.scoring.possible.open_criterion import OpenCriterion
from ocop.scoring.rubric.criterion import Doubt
from ocop.scoring.sheet.review import Review
from ocop.scoring.step import Step
from ocop.shown.record import Record
from ocop.shown.table import Table
from ocop.targets.plan.named_figure import NamedFigure
from ocop.targets.plan.needed import Addition, LeftOut, Needed
from ocop.targets.plan.outcome import TargetOutcome
from ocop.targets.plan.pace import Pace
from ocop.targets.plan.reckoning import Missing
from ocop.targets.plan.target import TargetMeasure
from ocop.targets.plan.target_change import TargetChange
from ocop.targets.registry.flow import Flows
from ocop.targets.registry.registry import PartialRegistry
from ocop.targets.registry.standing_row import Rows, StandingRow
from ocop.targets.report import Report
from ocop.targets.snapshot.figure import Figure
from ocop.text import Label


def regimes() -> None:
    regime = ocop.regime_on(date(2026, 11, 21), strict=False)
    assert_type(regime, law.Regime)
    assert_type(regime.as_checked_on, date | None)
    assert_type(ocop.regime("26").sets, tuple[law.ProductSet, ...])
    assert_type(ocop.regime_for("upgrade", date(2026, 5, 1), date(2026, 6, 1)), law.Regime)
    assert_type(ocop.regimes(), tuple[law.Regime, ...])
    assert_type(ocop.Rules().decision("26"), law.Decision)
    assert_type(ocop.Rules().decisions(), tuple[law.Decision, ...])
    assert_type(ocop.law.reading_questions(), tuple[Question, ...])
    assert_type(regime.recognises(4), law.LevelRule | None)
    assert_type(regime.level(ocop.Level.PROVINCE), law.LevelRule)
    assert_type(regime.who_may_bring(1), tuple[EntityRule, ...])
    assert_type(ocop.rubric("chè", on=date(2026, 9, 1), rules=ocop.Rules()), ocop.Rubric)
    assert_type(law.find_set("148", "chè").label("vi"), str)
    assert_type(law.correspondences(), tuple[Correspondence, ...])
    assert_type(law.entity_kind("HTX"), law.EntityKind)


def changes() -> None:
    draft = ocop.from_toml(ocop.Changes, "")
    assert_type(draft, ocop.Changes)
    assert_type(draft.kind, ChangesKind)
    assert_type(draft.first_day, date | None)
    assert_type(ocop.Rules().reach(draft), tuple[Reach, ...])
    assert_type(ocop.Rules().reach(draft)[0]("vi"), str)
    assert_type(law.Changes.from_dict(draft.to_dict()), law.Changes)


def scores() -> None:
    rules = ocop.Rules().read(star_minima="own")
    assert_type(rules.readings, ocop.Readings)
    assert_type(rules.regime_for("first", date(2026, 5, 1)), ocop.Regime)
    assert_type(rules.decisions(), tuple[ocop.law.Decision, ...])
    rubric = ocop.regime("26").rubric(1).under(rules)
    assert_type(rubric.rules, ocop.Rules)
    assert_type(rubric, scoring.Rubric)
    assert_type(rubric.criteria, tuple[scoring.Criterion, ...])
    assert_type(rubric.stars_by_points(Fraction(9996, 100)), int | None)
    sheet = rubric.sheet({"1.1": 3, "6": [1, 2]}, exclusions=["forged-dossier"])
    assert_type(sheet, scoring.Sheet)
    assert_type(sheet.choices, Mapping[str, int | tuple[int, ...]])
    card = ocop.score(sheet)
    assert_type(card, scoring.Scorecard)
    assert_type(card.stars, int | None)
    assert_type(card.parts["A"].points, int)
    assert_type(card.capped_by, tuple[scoring.MissedMinimum, ...])
    assert_type(card.next_star, scoring.NextStar | None)
    assert_type(card.notes, tuple[law.Note, ...])
    assert_type(card.explain(lang="vi"), Explanation)
    assert_type(rubric.criteria[0].citation, Citation)
    assert_type(rubric.criteria[0].citation("vi"), str)
    assert_type(card.missed_minima[0].text("vi"), str)
    advice = card.advice(to=4, cost={"3.5": Fraction(1, 2)}, fixed=["1.1"])
    assert_type(advice, scoring.Advice)
    assert_type(advice.text("vi"), str)
    assert_type(advice.steps, tuple[Step, ...])
    assert_type(advice.doubts, tuple[Doubt, ...])
    assert_type(card.with_choice("3.5", 2), scoring.Scorecard)
    draft = rubric.sheet({"1.1": 3}, partial=True)
    assert_type(draft, scoring.Draft)
    assert_type(ocop.score(draft), scoring.Bounds)
    amended = rubric.amended(scoring.Change("1.1", 1, points=2), bands={4: 75}).without_minima()
    assert_type(amended, scoring.Rubric)
    assert_type(ocop.scoring.diff(rubric, amended), scoring.Difference)
    assert_type(ocop.scoring.diff("148", rules, set=1).rows, tuple[DifferenceRow, ...])
    assert_type(ocop.scoring.diff(card, card).text("vi"), str)


def formats() -> None:
    sheet = ocop.from_json(ocop.Sheet, "{}")
    assert_type(sheet, scoring.Sheet)
    assert_type(ocop.from_toml(ocop.Sheet, ""), scoring.Sheet)
    assert_type(ocop.from_dict(ocop.Sheet, {}), scoring.Sheet)
    assert_type(ocop.from_dict(ocop.Draft, {}), scoring.Draft)
    assert_type(ocop.to_json(sheet), str)
    assert_type(ocop.to_toml(sheet), str)
    assert_type(ocop.from_json(ocop.Scorecard, "{}"), scoring.Scorecard)
    assert_type(ocop.from_toml(ocop.Scorecard, ""), scoring.Scorecard)
    assert_type(ocop.from_dict(ocop.Scorecard, {}), scoring.Scorecard)
    assert_type(ocop.to_json(ocop.score(sheet), indent=2), str)
    assert_type(sheet.rubric.blank_sheet("en"), str)
    assert_type(sheet.rubric.sheet({}, product="Rau", member="A").owner.product, str)
    assert_type(
        sheet.rubric.sheet({}, partial=len(sheet.exclusions) > 0), scoring.Sheet | scoring.Draft
    )
    assert_type(sheet.rubric.check({}), tuple[ocop.Fault, ...])
    assert_type(sheet.rubric.to_dict("en"), dict[str, Any])
    assert_type(sheet.rubric.sheet({}, partial=True).finish(), scoring.Sheet)


def doors() -> None:
    certificate = ocop.from_json(ocop.Certificate, "{}")
    assert_type(certificate, ocop.Certificate)
    assert_type(ocop.from_dict(ocop.CouncilRules, {}), ocop.CouncilRules)
    assert_type(ocop.from_dict(ocop.Verdict, {}, on_difference="fault"), ocop.Verdict)
    assert_type(ocop.from_toml(ocop.Application, "", lenient=True), ocop.Application)
    assert_type(ocop.to_dict(certificate), dict[str, Any])
    assert_type(ocop.to_json(certificate, indent=2), str)
    assert_type(ocop.to_toml(certificate), str)


def cycles() -> None:
    certificate = ocop.Certificate(product="tea", stars=3, issued_on=date(2023, 11, 30))
    assert_type(certificate.last_valid_day, date)
    assert_type(certificate.status(on=date(2026, 11, 21)), ocop.cycle.Status)
    assert_type(certificate.filing_window, DateRange)
    assert_type(current([certificate], on=date(2026, 1, 1)), cycle.Certificate | None)
    assert_type(certificate.may_extend_to, date | None)
    assert_type(certificate.filing_words, Label)
    assert_type(certificate.summary("vi", on=date(2026, 11, 21)), tuple[str, ...])
    assert_type(last_valid_day(date(2024, 6, 12), valid_from=date(2024, 7, 1)), date)
    withdrawal = ocop.cycle.Withdrawal(on=date(2026, 6, 1), ground="mark-misuse", by="province")
    assert_type(withdrawal.by, ocop.Level | None)
    sheet = ocop.regime("26").rubric(1).sheet({})
    ballot = ocop.Ballot(member="chair", sheet=sheet, chair=True)
    found = ocop.verdict([ballot], ocop.CouncilRules(members=7, quorum=Fraction(1, 2)))
    assert_type(found.minutes("en").references, str)
    assert_type(found.minutes("vi").to_data(), dict[str, Any])
    assert_type(found, ocop.Verdict)
    assert_type(found.total, Fraction)
    assert_type(found.criteria, Mapping[str, Fraction])
    assert_type(found.doubts, tuple[Doubt, ...])
    assert_type(found.notes, tuple[law.Note, ...])
    assert_type(found.rules, ocop.Rules)
    assert_type(ocop.CouncilRules(average="by-part", decimals=2), ocop.CouncilRules)
    assert_type(found.result, cycle.CouncilResult)
    assert_type(found.result.conclusion("province"), cycle.Conclusion)
    application = ocop.Application(product="tea", held_before=[certificate])
    event: ocop.Event = cycle.Promoted(on=date(2026, 1, 1))
    assert_type(application.apply(event), ocop.Application)
    assert_type(application.allowed(date(2026, 1, 1)), tuple[str, ...])
    assert_type(application.next_steps(date(2026, 1, 1)), tuple[NextStep, ...])
    assert_type(application.certificates, tuple[cycle.Certificate, ...])
    assert_type(application.held(date(2026, 1, 1)), cycle.Certificate | None)
    assert_type(application.notes(date(2026, 1, 1)), tuple[law.Note, ...])
    assert_type(
        application.required_documents(date(2026, 1, 1), event="upgrade-filed", product_set=1),
        tuple[cycle.Document, ...],
    )
    assert_type(law.ceased_level("district", date(2025, 7, 1)), law.Note | None)
    assert_type(cycle.Round.of_year(2027, "centre"), tuple[cycle.Round, ...])
    rules = ocop.Rules().read(rest_day="moves", cut_off="day-included")
    assert_type(cycle.Round.next_for(date(2027, 1, 1), rules=rules), cycle.Round)
    assert_type(cycle.Deadline.re_evaluation(date(2027, 1, 1), rules=rules).rest_day, bool)
    assert_type(withdrawal.due_on(3, calendar="weekends"), cycle.Deadline)
    assert_type(cycle.Calendar.of().first_from(date(2026, 1, 1)), CountedDay)
    assert_type(cycle.Due.of_rounds(2027, rules=rules)[0].notes, tuple[law.Note, ...])
    assert_type(cycle.Calendar.of().after(date(2026, 1, 1), 15), CountedDay)
    assert_type(cycle.Certificate.all_dues([certificate], 2026), tuple[cycle.Due, ...])
    assert_type(cycle.Due.to_ical([], made_on=date(2026, 1, 1)), str)
    assert_type(cycle.ProductCode.parse("83-829-28780-3-2022"), cycle.ProductCode)
    try:
        application.apply(cycle.EntityWithdrew(on=date(2026, 1, 1)))
    except ocop.cycle.TransitionNotAllowed as err:
        assert_type(err.allowed, tuple[str, ...])


def counts() -> None:
    one = ocop.Recognition(name="Cu đơ", stars=4, issued_on=date(2023, 11, 30))
    registry = ocop.Registry([one])
    assert_type(registry.certificate(one), ocop.Certificate | None)
    assert_type(registry.standings(date(2024, 1, 1)), tuple[StandingRow, ...])
    assert_type(registry.counted_as("enterprise", "sme"), targets.Registry)
    assert_type(ocop.Registry.from_csv(""), targets.Registry)
    assert_type(ocop.Registry.from_csv("", lenient=True), PartialRegistry)
    assert_type(ocop.Registry.from_records([]), targets.Registry)
    assert_type(registry.to_csv(), str)
    assert_type(registry.between(date(2024, 1, 1), date(2024, 6, 30)), Flows)
    due = registry.dues(date(2024, 1, 1), date(2025, 1, 1))
    assert_type([(row.due.day, row.recognition.name) for row in due.rows], list[tuple[date, str]])
    assert_type(registry.lapsing(date(2024, 1, 1), date(2024, 6, 30))[0].by_stars, dict[int, int])
    renewals = registry.renewals(on=date(2025, 12, 31), within=6, by=["year", "stars"])
    assert_type(
        [(row.share, row.low) for row in renewals.rows], list[tuple[Fraction | None, float | None]]
    )
    snapshot = registry.on(date(2024, 1, 1))
    assert_type(snapshot, targets.Snapshot)
    assert_type(snapshot.valid, int | None)
    assert_type(snapshot.rows(), Rows)
    assert_type(snapshot.rows().sure, tuple[StandingRow, ...])
    assert_type(snapshot.notes, tuple[law.Note, ...])
    assert_type(snapshot.valid_by_stars, dict[int, int | None])
    assert_type(snapshot.count(ocop.Where.of(stars=[4, 5])), Figure)
    indicator = ocop.targets.Indicator(
        id="sales-points", value=2, unit="points", on=date(2024, 1, 1), source="Báo cáo"
    )
    milestone = ocop.targets.Milestone(
        id="regulation", done=True, on=date(2020, 12, 1), source="Báo cáo"
    )
    assert_type(
        ocop.Snapshot.of(
            date(2024, 1, 1), valid={3: 5}, indicators=[indicator], milestones=[milestone]
        ),
        targets.Snapshot,
    )


def plans() -> None:
    assert_type(ocop.plans(), tuple[targets.Plan, ...])
    assert_type(ocop.from_toml(ocop.Plan, ""), targets.Plan)
    assert_type(ocop.json_schema(ocop.Plan), dict[str, Any])
    plan: ocop.Plan = ocop.plan("ha-tinh-2023-2025")
    target: ocop.Target = plan.target("products")
    assert_type(target.by, date)
    report = plan.evaluate(on=date(2023, 7, 1))
    assert_type(report, ocop.PlanReport)
    outcome: TargetOutcome = report.outcome("products")
    assert_type(outcome.gap, int | Fraction | None)
    assert_type(outcome.status, targets.OutcomeStatus)
    assert_type(outcome.pace, Pace | None)
    assert_type(outcome.years, tuple[TargetOutcome, ...])
    assert_type(outcome.missing, tuple[Missing, ...])
    needed = report.needed(renewed="all")
    assert_type(needed, Needed)
    assert_type(needed.total, int | None)
    assert_type(needed.additions, tuple[Addition, ...] | None)
    assert_type(needed.left_out, tuple[LeftOut, ...])
    series = plan.series(ocop.Registry(), until=date(2025, 12, 31), every="quarter")
    assert_type(
        [(row.on, row.still) for row in series.of("products")],
        list[tuple[date, int | Fraction | None]],
    )
    assert_type(target.taken, TargetMeasure | None)
    assert_type(plan.measured({"four-stars": "four-or-more"}), targets.Plan)
    assert_type(plan.figure("sales-points"), NamedFigure | None)
    amended = plan.amended({"products": {"at_least": 250}, "five-stars": "none", "x": target})
    assert_type(amended, targets.Plan)
    assert_type(amended.changes, tuple[TargetChange, ...])
    assert_type(report.explain("en"), Report)


def suppositions() -> None:
    suppose = ocop.Assumptions(renewal={3: "0.6", 4: Fraction(4, 5)}, new_per_month=5)
    assert_type(suppose, scenarios.Assumptions)
    assert_type(suppose.renewal[3], Fraction)
    assert_type(suppose.text("en"), str)
    forecast = ocop.plan("ha-tinh-2023-2025").forecast(None, suppose, runs=10, seed=1)
    assert_type(forecast, scenarios.Forecast)
    assert_type(forecast.chance("products").value, float | None)
    assert_type(forecast.expected[0].in_force, Fraction)
    assert_type(forecast.to_records(), list[Record])
    assert_type(forecast.needed("products", chance="90 %").value, Fraction | None)
    assert_type(forecast.needed_jointly().total, Fraction | None)
    assert_type(forecast.drivers("products")[0].swing, Fraction)
    assert_type(ocop.compare({"a": forecast}).to_records("en"), list[Record])
    swept = scenarios.sweep(forecast, {"renewal": ["0", "50 %"]}, map=map)
    assert_type(swept.to_records(), list[Record])
    past = scenarios.Past.of(ocop.Registry(), on=date(2025, 12, 31), fields=["renewal"])
    assert_type(
        [(rate.value, rate.low) for rate in past.rates], list[tuple[Fraction | None, float | None]]
    )
    assert_type(past.assumptions("en"), scenarios.Assumptions)
    assert_type(
        ocop.Assumptions.from_history(ocop.Registry(), on=date(2025, 12, 31)), scenarios.Assumptions
    )


def impacts(sheet: ocop.Sheet, after: ocop.Rules) -> None:
    scored = ocop.score_many([{"id": 1, "1.1": 3}], regime="26", set=1)
    assert_type(scored, ScoredRows)
    assert_type(scored.under(after).cards, tuple[ocop.Scorecard, ...])
    assert_type(ocop.impact(scored, ocop.Rules(), after), scenarios.Impact)
    changed = ocop.impact({"83-1": sheet}, ocop.Rules(), after, entity_kinds={"83-1": "HTX"})
    assert_type(changed, scenarios.Impact)
    assert_type(changed.winners, tuple[Move, ...])
    assert_type(changed.by("set"), tuple[ImpactIn, ...])
    assert_type(changed.table("vi"), Table)
    ends = ocop.impact(ocop.Registry(), ocop.Rules(), after, on=date(2027, 1, 1))
    assert_type(ends, scenarios.RegistryImpact)
    assert_type(ends.plan(ocop.plan("ha-tinh-2023-2025")), scenarios.PlanImpact)


def crosswalks(sheet: ocop.Sheet, rubric: ocop.Rubric) -> None:
    assert_type(ocop.crosswalk("148", "26"), tuple[scenarios.Crosswalk, ...])
    assert_type(ocop.crosswalk("148", ocop.Rules(), set=1), scenarios.Crosswalk)
    assert_type(ocop.crosswalk(rubric, "26").row("1.1").may_be(2), tuple[int, ...])
    assert_type(ocop.crosswalk("148", "26", set=1).open_share, Fraction)
    prospect = ocop.crosswalk(sheet, "26", stars=4)
    assert_type(prospect, scenarios.Prospect)
    assert_type(prospect.keeps, Literal["keeps", "falls", "undecided"] | None)
    assert_type(prospect.bounds, scoring.Bounds)
    assert_type(prospect.draft, ocop.Draft)
    assert_type(prospect.open_criteria({"1.1": Fraction(1, 2)}), tuple[OpenCriterion, ...])
    assert_type(prospect.collect(), tuple[OpenCriterion, ...])
    assert_type(sheet.carry_to(rubric, product="Trà").review, tuple[Review, ...])


def tables(rubric: ocop.Rubric, frame: object) -> None:
    assert_type(frames.score(frame, rubric), frames.Scored)
    assert_type(frames.registry(frame), targets.Registry)
    assert_type(frames.registry(frame, lenient=True), PartialRegistry)


def errors() -> None:
    try:
        ocop.regime_on(date(2018, 1, 1))
    except ocop.OcopError as err:
        assert_type(err.faults, tuple[ocop.Fault, ...])
