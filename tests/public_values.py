"""Values of every public class, gathered by walking from a few of each floor."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache

import attrs

import ocop
from ocop import cycle, scenarios
from ocop.checks.case_file import read_checks
from ocop.checks.report import CheckReport
from ocop.checks.runner import run_file
from ocop.cycle import Promoted
from ocop.cycle.product_code import CodePlaces
from ocop.dates import DateRange
from ocop.errors import OcopError
from ocop.law.changes.changes import Changes
from ocop.law.citation import citation
from ocop.law.correspondence import correspondences
from ocop.law.entity import entity_kinds
from ocop.law.question import reading_questions
from ocop.scoring.difference.compare import diff
from ocop.scoring.earlier import Earlier
from ocop.scoring.matching import matched_levels
from ocop.scoring.rubric.change import Change
from ocop.targets import (
    Cohort,
    Count,
    Cover,
    Distinct,
    Flow,
    Gain,
    Indicator,
    IndicatorFigure,
    Milestone,
    MilestoneDone,
)
from ocop.targets.registry.column import columns
from ocop.text import Label

#: Values of a class that are looked at.
MOST = 40
DRAFT = {
    "id": "de-xuat-2027",
    "kind": "proposal",
    "title": {"vi": "Dự thảo sửa đổi " * 20, "en": "Draft " * 20},
    "amends": "26",
    "from": date(2027, 1, 1),
    "reference": "Dự thảo tờ trình",
    "bands": {"4": 75},
    "criteria": [{"id": "intellectual-property", "option": 1, "points": 2}],
}


def raised(call):
    try:
        call()
    except OcopError as err:
        return err
    raise AssertionError


def cycle_roots():
    """Values of the floor of cycle: every event, and what its values answer when asked."""
    on, regime = date(2026, 9, 1), ocop.regime("26")
    result = cycle.CouncilResult(regime="26", total=Fraction(1799, 20), stars=4, needs=["chair"])
    withdrawal = cycle.Withdrawal(on=on, ground="mark-misuse", by="province", decision_no="1" * 90)
    of_kinds = {"level": "province", "stars": 4, "result": result, "withdrawal": withdrawal}
    certificate = ocop.Certificate(
        product="Trà",
        stars=4,
        issued_on=date(2023, 9, 1),
        issuer="UBND tỉnh " * 30,
        decision_no="1" * 90,
        displaced=[DateRange(date(2024, 1, 1), date(2024, 2, 1))],
        re_evaluation_filed_on=date(2026, 5, 1),
        withdrawal=withdrawal,
    )
    filed = ocop.Application(product="Trà").apply_all(
        [
            cycle.IdeaSubmitted(on=on),
            cycle.IdeaAccepted(on=on, level="commune"),
            cycle.DossierFiled(on=on, product_set=1),
        ]
    )
    for kind in cycle.Event.kinds().values():
        names = {field.name for field in attrs.fields(kind) if field.init}
        carried = {name: value for name, value in of_kinds.items() if name in names}
        yield kind(**carried, **({"on": on} if "on" in names else {}))
        yield kind.rule()
    refused = raised(lambda: filed.apply(Promoted(on=on)))
    apart = ocop.CouncilRules(
        members=9,
        quorum=Fraction(2, 3),
        spread=1,
        chair_must_attend=True,
        label=Label("Quy chế " * 30, "Regulation " * 30),
    )
    rubric = regime.rubric(1)
    full = {c.no: len(c.options) for c in rubric.criteria}
    sheets = rubric.sheet(full), rubric.sheet(full | {"1.1": 1})
    ballots = [ocop.Ballot(member=str(n), sheet=sheet) for n, sheet in enumerate(sheets)]
    yield from (result, result.conclusion("province"), certificate, *certificate.dues())
    yield from (filed, *filed.next_steps(on), *filed.notes(on), refused, refused.why)
    yield from (
        ocop.verdict(ballots, apart),
        ocop.verdict(ballots, apart).minutes("en"),
        apart,
        *cycle.Round.of_year(2027),
        *cycle.Due.of_rounds(2027),
    )
    yield from (*cycle.Withdrawal.grounds(), cycle.Withdrawal.rule(4, on), withdrawal)
    yield from (*cycle.Stage.official_steps(), *cycle.Document.required(regime, product_set=1))
    yield from (*cycle.Document.evidence(regime), cycle.ProductCode.parse("83-28780-3-2026"))
    yield from (cycle.Deadline.commune_check(on), cycle.Calendar.WEEKENDS.after(on, 3))
    yield CodePlaces(province="Đồng Tháp", commune=None, source="a list", gaps=(Label("a", "b"),))


def targets_roots():
    """Values of the floor of targets: registers, figures, every built-in plan and what it asks."""
    head = "code,name,stars,issued_on,entity,entity_kind,province,district,set,total,kind\n"
    registry = ocop.Registry.from_csv(
        head
        + "1,Cu đơ,4,2022-03-15,HTX A,HTX,Hà Tĩnh,Can Lộc,11,87.5,first\n"
        + "1,Cu đơ,4,2025-02-10,HTX A,HTX,Hà Tĩnh,Can Lộc,11,88,re-evaluation\n"
        + "2,Mật ong,đề xuất 5 sao,2024-02-10,HTX B,HTX,Hà Tĩnh,Vũ Quang,4,,\n"
    )
    broken = ocop.Registry.from_csv(head + "x,y\n1,A,3,2024-01-01\n" * 2, lenient=True)
    on = date(2025, 6, 1)
    indicator = Indicator(id="visitors", value=Fraction(7, 2), unit="u", on=on, source="S" * 300)
    snapshot = registry.on(
        on,
        source="Sổ",
        indicators=[indicator],
        milestones=[Milestone(id="m", done=True, on=on, source="S" * 300)],
        units={"districts": ["Can Lộc", "Vũ Quang"]},
    )
    published = ocop.Snapshot.of(date(2024, 6, 1), recognised=300, valid={3: 200, 4: 40})
    yield from (registry, broken, snapshot, published, *registry.standings(on))
    yield from (snapshot.rows(), snapshot.count(), published.count(ocop.Where.of(stars=5)))
    dues = registry.dues(date(2024, 1, 1), date(2040, 1, 1))
    yield from (dues, *dues.rows[:3])
    yield from (registry.between(date(2024, 1, 1), on), registry.lapsing(on, date(2028, 6, 1)))
    yield from (*registry.by_place("district"), registry.certificate(registry.recognitions[0]))
    renewals = registry.renewals(on=date(2029, 1, 1), by=("year", "stars"))
    yield from (renewals, *renewals.rows, *renewals.ended)
    yield from columns()
    for plan in ocop.plans():
        yield from plan.units.values()
        for seen in (None, snapshot, published):
            report = plan.evaluate(seen)
            yield from (plan, report, report.explain("vi"), report.needed())
        series = plan.series(registry, until=on, since=date(2025, 4, 1))
        yield from (series, *series.rows[:3])
    yield plan.evaluate(snapshot).needed(renewed="none")
    where = ocop.Where.of(stars=[4, 5], province="Tỉnh " * 60, issued=DateRange(on, on))
    yield from (Cohort(event="due", period=DateRange(on, on)), Flow(event="new", where=where))
    yield from (Cover(of=Count(), units=["Xã " * 90], level="commune"), MilestoneDone(id="m" * 90))
    yield from (Gain(of=IndicatorFigure(id="visitors"), since=3), Distinct(of="entities"))


def scenarios_roots():
    """Values of the floor of scenarios."""
    suppose = ocop.Assumptions(
        renewal={3: "0.6", 4: "0.8"},
        renewed_as={4: {4: "0.7", 3: "0.3"}},
        delay={2: "0.5", 4: "0.5"},
        new_per_month={3: 5, 4: 1},
        new_places={"commune": {"Can Lộc " * 40: 1}},
        sources={"renewal": "Hà Tĩnh " * 40},
    )
    yield from (suppose, *suppose.rows("vi"))
    plan = ocop.plan("ha-tinh-2023-2025")
    forecast = plan.forecast(None, suppose, runs=20, seed=1)
    yield from (forecast, *forecast.expected[:2], forecast.chance("products"), forecast.chance())
    yield from (*forecast.fan("products")[:1], forecast.needed("products"))
    # what asks of a forecast again and again asks one of little
    little = plan.forecast(None, ocop.Assumptions(renewal="0.6"))
    yield from (*little.drivers("products"), little.needed_jointly())
    swept = scenarios.sweep(plan.forecast(None, suppose), {"renewal": ["1/3", 1]}, lang="en")
    yield from (
        ocop.compare({"Hà Tĩnh": forecast, "Can Lộc": plan.forecast(None, ocop.Assumptions())}),
        swept,
    )
    past = scenarios.Past.of(ocop.Registry(), on=date(2025, 6, 1))
    yield from (past, *past.rates)
    rubric = ocop.regime("148").rubric(21)
    prospect = ocop.crosswalk(rubric.sheet({c.no: len(c.options) for c in rubric.criteria}), "26")
    yield from (prospect, *prospect.open_criteria(), prospect.sheet.carry_to(prospect.draft.rubric))


def impact_roots():
    """Values of what a change of rules does."""
    rubric = ocop.regime("26").rubric(1)
    best = {one.no: len(one.options) for one in rubric.criteria}
    sheets = {str(n) * 90: rubric.sheet({**best, "3.5": n}) for n in (1, 2, 3)}
    after = ocop.Rules().amended(Changes.from_dict(DRAFT)).read(star_minima="own")
    changed = ocop.impact(sheets, ocop.Rules(), after)
    yield from (changed, *changed.by("set"), *changed.together())
    rows = [{"id": "A" * 90, **best}, {"id": "B", **best, "1.1": 9, "x" * 90: "y" * 300}]
    yield ocop.score_many(rows, regime="26", set=1)
    dai = {**DRAFT, "id": "dai", "bands": {"4": 76}, "criteria": [], "certificates": {"months": 48}}
    recorded = [
        ocop.Recognition(name="Trà " * 90, stars=4, issued_on=day)
        for day in (date(2024, 2, 1), date(2027, 2, 1))
    ]
    longer = ocop.Rules().amended(Changes.from_dict(dai))
    ends = ocop.impact(ocop.Registry(recorded), ocop.Rules(), longer, on=date(2030, 6, 1))
    of_plan = ends.plan(ocop.plans()[0])
    yield from (ends, *ends.by("stars"), of_plan)
    plan = ocop.plan("ha-tinh-2023-2025")
    lower = plan.amended({"products": {"at_least": 250, "label": "Sản phẩm " * 60}})
    yield from (lower, lower.evaluate())


#: A case that passes, one that fails and one that cannot be read.
CHECKS = """
[[case]]
name = "khung điểm"
bands = { regime = "26", total = "89.995" }
expect = { stars = 4 }
[[case]]
name = "khung điểm"
sheet = { regime = "26", set = 1, rest = "top", choices = { "1.5" = 2 } }
expect = { stars = 4, parts = { A = 40 } }
[[case]]
name = "khung điểm"
sheet = { regime = "26", set = 1, rest = "top", choices = { "1.5" = 9 } }
expect = { stars = 4, parts = { A = 40 } }
[[case]]
name = "khung điểm"
sheet = { regime = "26", set = 1, rest = "top", choices = { "1.5" = 9 } }
refused = "no-option-chosen"
"""


@cache
def roots():
    """What the walk starts from: values that hold, between them, one of nearly every class."""
    regime = ocop.regime("26")
    rubric = regime.rubric(1)
    lowest = rubric.sheet({c.no: 1 for c in rubric.criteria if not c.conditions}, partial=True)
    draft = Changes.from_dict(DRAFT)
    amended = ocop.Rules(changes=(draft,)).read(star_minima="own", rest_day="moves")
    highest = {
        c.no: [1] if c.choice == "many" else len(c.options)
        for c in amended.regime("de-xuat-2027").rubric(26).criteria
    }
    own = amended.regime("de-xuat-2027").rubric(26)
    card = ocop.score(own.sheet(highest))
    full = ocop.score(rubric.sheet({c.no: len(c.options) for c in rubric.criteria}))
    low = full.with_choice("3.5", 1)
    certificate = ocop.Certificate(product="Trà sen " * 40, stars=4, issued_on=date(2026, 9, 1))
    ballots = [ocop.Ballot(member=str(n) * 90, sheet=full.sheet) for n in range(5)]
    application = ocop.Application(product="Trà sen " * 40, held_before=[certificate])
    recognition = ocop.Recognition(name="Trà " * 90, stars=4, issued_on=date(2023, 9, 1))
    registry = ocop.Registry([recognition])
    plan = ocop.plans()[0]
    report = plan.evaluate(registry.on(date(2024, 6, 1)))
    checks = read_checks(CHECKS, name="quy-dinh.ocop.toml")
    return [
        *impact_roots(),
        CheckReport(tuple(run_file(checks))),
        *(each.rubric(number) for each in ocop.regimes() for number in (1, 26)),
        *ocop.Rules().decisions(),
        *reading_questions(),
        *entity_kinds(),
        *correspondences(),
        citation("26/2026/QĐ-TTg, Art. 7.6(a), form 3; 148/QĐ-TTg (a remark)"),
        amended.law.source("1489", "levels", "province"),
        *(ocop.Level.PROVINCE, draft, amended, *ocop.Rules().reach(draft), *amended.differences),
        *(rubric.amended(bands={4: 71}).without_minima(), Change("1.5", 1, points=9)),
        attrs.evolve(low, earlier=[Earlier(rubric=rubric.digest, total=1)]),
        *(lowest, ocop.score(lowest), card, full, low, low.next_star, low.advice(to=5)),
        *(low.explain(), diff(full, low), diff(rubric, own)),
        diff(regime, "148", set=1),
        *matched_levels(rubric.criteria[0], rubric.criteria[0]),
        raised(lambda: rubric.sheet({"1.1": 9, "x" * 500: "y" * 500})),
        *(raised(lambda: ocop.regime("x" * 500)), raised(lambda: Changes.from_dict({}))),
        *(certificate, ocop.verdict(ballots), application),
        *(Promoted(on=date(2026, 10, 1)), *application.next_steps(date(2026, 10, 1))),
        *cycle_roots(),
        *targets_roots(),
        *scenarios_roots(),
        *(registry, recognition, registry.on(date(2024, 6, 1)), plan, report),
        *(report.explain("vi"), report.needed(), *registry.standings(date(2024, 6, 1))),
    ]


def is_ours(value):
    kind = type(value)
    return kind.__module__.startswith("ocop") and kind.__name__[0] != "_"


def inner(value):
    """What a value holds: its fields, and what its properties answer."""
    if isinstance(value, Mapping):
        yield from value.values()
        yield from value
    elif isinstance(value, tuple | list | frozenset):
        yield from value
    elif is_ours(value):
        if attrs.has(type(value)):
            yield from (getattr(value, field.name) for field in attrs.fields(type(value)))
        for name, member in inspect.getmembers(type(value)):
            # attrs turns the cached properties of a slotted class into slots
            if name[0] != "_" and inspect.isdatadescriptor(member):
                try:
                    yield getattr(value, name)
                except OcopError as err:
                    yield err
    if isinstance(value, OcopError):
        yield value.faults


@cache
def values():
    """Class → some of its values."""
    # by id, and kept: what is freed leaves its id to another
    found, seen, stack = {}, {}, list(roots())
    while stack:
        value = stack.pop()
        plain = isinstance(value, Mapping | tuple | list | frozenset) and not is_ours(value)
        if id(value) in seen or not (plain or is_ours(value)):
            continue
        if not plain:
            if len(found.setdefault(type(value), [])) >= MOST:
                continue
            found[type(value)].append(value)
        seen[id(value)] = value
        stack += inner(value)
    return found


@cache
def public_classes():
    """Every class of the library that has a public name, but tables of types and strategies."""
    names = (m.name for m in pkgutil.walk_packages(ocop.__path__, "ocop."))
    modules = [
        importlib.import_module(name)
        for name in names
        if not name.startswith(("ocop.testing", "ocop._cli", "ocop.__main__"))
    ]
    return {
        value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, type) and value.__module__ == module.__name__ and name[0] != "_"
    }
