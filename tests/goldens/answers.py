"""What the library answers to fixed questions: plain data, outcomes and citations apart.

A change of the house must not change an answer. Each key is one question or one table; its outcome and
the citations that go with it are two values, for a citation may change where no outcome does.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

import ocop
from ocop import cycle, law
from ocop.cycle.application.event import EVENTS
from ocop.cycle.certificate.term import last_valid_day
from ocop.errors import OcopError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SHEETS = 20
FIRST, LAST = date(2019, 9, 1), date(2029, 9, 1)
DAYS = [FIRST + timedelta(days=37 * n) for n in range((LAST - FIRST).days // 37)]
CASES = ("first", "upgrade", "re-evaluation")
LEVELS = [str(level) for level in law.Level]

#: key, outcome, citations
Answer = tuple[str, Any, Any]


def plain(value: Any) -> Any:
    """A value as JSON has it; exact numbers that are not whole as text."""
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, ocop.text.Label):
        return [value.vi, value.en]
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(each) for each in value]
    return value if value is None or isinstance(value, bool | int) else str(value)


def asked(question: Callable[[], Any]) -> Any:
    """What a question comes to; the kind of the refusal where it is refused."""
    try:
        return question()
    except OcopError as err:
        return f"refused: {type(err).__name__}"


def days_of(window: Any) -> Any:
    return window if isinstance(window, str) else [window.first, window.last]


def answers(rules: ocop.Rules | None = None) -> Iterator[Answer]:
    """Every question, its outcome and its citations, under these rules; the law's by default."""
    for part in (the_law, rubrics, sheets, acts, dossiers, certificates, dates, plans):
        for key, outcome, citations in part(rules or ocop.Rules()):
            yield key, plain(outcome), plain(citations)


def the_law(rules: ocop.Rules) -> Iterator[Answer]:
    for each in rules.regimes():
        yield (
            f"law/{each.id}/regime",
            {
                "first_day": each.first_day,
                "end": each.end,
                "numbering": each.numbering,
                "decisions": [decision.id for decision in each.decisions],
                "parts": each.parts,
                "bands": [(band.stars, band.least, band.printed_to) for band in each.bands],
                "levels": [
                    (rule.level, rule.duty, rule.recognises, rule.forwards_from, rule.forwards_to)
                    for rule in each.levels
                ],
                "entities": [(rule.kind.id, rule.groups, rule.doubt) for rule in each.entities],
            },
            {
                "regime": each.reference,
                "bands": [band.reference for band in each.bands],
                "levels": [rule.reference for rule in each.levels],
                "entities": [rule.reference for rule in each.entities],
            },
        )
        yield (
            f"law/{each.id}/sets",
            [
                (
                    *(s.number, s.id, s.label, s.aliases, s.group.id, s.group.label),
                    [(one.label, one.since, one.before) for one in s.ministries],
                )
                for s in each.sets
            ],
            [(s.reference, s.ministries_reference, s.group.reference) for s in each.sets],
        )
    yield (
        "law/entity-kinds",
        [(kind.id, kind.label, kind.aliases) for kind in law.entity_kinds()],
        [],
    )
    yield (
        "law/readings",
        [(q.id, q.label, [(r.id, r.label) for r in q.readings]) for q in law.reading_questions()],
        [q.silent_in for q in law.reading_questions()],
    )
    yield (
        "law/renumbering",
        [(row.old, row.new, row.kind, row.note) for row in law.correspondences()],
        [row.reference for row in law.correspondences()],
    )
    yield (
        "law/decisions",
        [
            (
                d.id,
                d.number,
                d.signed_on,
                d.title,
                d.amends,
                d.repeals,
                d.read,
                d.verified_on,
                d.lapses,
            )
            for d in rules.decisions()
        ],
        [d.lapses_by for d in rules.decisions()],
    )


def option_row(each: Any) -> Any:
    if each is None:
        return None
    return (each.no, each.points, each.min_star, each.branch, each.label)


def criterion_row(each: Any) -> dict[str, Any]:
    return {
        "no": each.no,
        "id": each.id,
        "label": each.label,
        "part": each.part,
        "group": each.group,
        "maximum": each.maximum,
        "choice": each.choice,
        "heading_star": each.heading_star,
        "conditions": [
            (c.id, c.label, c.criterion, c.above, c.printed, option_row(c.otherwise))
            for c in each.conditions
        ],
        "guidance": each.guidance,
        "options": [option_row(option) for option in each.options],
    }


def rubrics(rules: ocop.Rules) -> Iterator[Answer]:
    for each, number in product(rules.regimes(), range(1, 27)):
        rubric = each.rubric(number)
        yield (
            f"criteria/{each.id}/{number:02d}",
            {
                "title": rubric.title,
                "bands": [(band.stars, band.least) for band in rubric.bands],
                "parts": [(part.id, part.maximum) for part in rubric.parts],
                "groups": [(g.no, g.id, g.label, g.part, g.maximum) for g in rubric.groups],
                "criteria": [criterion_row(criterion) for criterion in rubric.criteria],
                "exclusions": [(e.id, e.kind, e.label, e.at, e.when) for e in rubric.exclusions],
                "doubts": [(doubt.at, doubt.label) for doubt in rubric.doubts],
            },
            {
                "rubric": rubric.reference,
                "criteria": [criterion.reference for criterion in rubric.criteria],
                "exclusions": [exclusion.reference for exclusion in rubric.exclusions],
            },
        )


def some_choices(rubric: Any, seed: str) -> dict[str, Any]:
    """Choices that a sheet takes, the same for the same seed: mostly high ones, as councils give."""
    draw = random.Random(seed)  # noqa: S311 - nothing secret
    picked: dict[str, Any] = {}
    for criterion in rubric.criteria:
        if any(c.criterion and picked[c.criterion] <= c.above for c in criterion.conditions):
            continue
        count = len(criterion.options)
        if criterion.choice == "many":
            picked[criterion.no] = [n for n in range(1, count + 1) if draw.random() < 0.7]
        else:
            picked[criterion.no] = max(draw.randint(1, count), draw.randint(1, count))
    return picked


def sheets(rules: ocop.Rules) -> Iterator[Answer]:
    for each, number in product(rules.regimes(), range(1, 27)):
        rubric = each.rubric(number)
        results, sources = [], []
        for n in range(SHEETS):
            card = ocop.score(rubric.sheet(some_choices(rubric, f"{each.id}/{number}/{n}")))
            step = card.next_star
            results.append(
                {
                    "total": card.total,
                    "parts": {part: score.points for part, score in card.parts.items()},
                    "stars_by_points": card.stars_by_points,
                    "stars": card.stars,
                    "capped_by": [
                        (m.criterion, m.option, m.needs_option, m.stars) for m in card.capped_by
                    ],
                    "excluded": [exclusion.id for exclusion in card.exclusions],
                    "notes": [note.label for note in card.notes],
                    "next": None if step is None else (step.stars, step.points, len(step.minima)),
                }
            )
            sources.append([missed.reference for missed in card.missed_minima])
        yield f"sheets/{each.id}/{number:02d}", results, sources


def acts(rules: ocop.Rules) -> Iterator[Answer]:
    yield (
        "cycle/stages",
        [(*pair, to) for pair, to in cycle.Stage.transitions(rules).items()],
        [(step.no, step.stage, step.reference) for step in cycle.Stage.official_steps()],
    )
    yield (
        "cycle/events",
        [
            (rule.id, rule.label, rule.by, rule.step)
            for rule in [kind.rule() for kind in EVENTS.values()]
        ],
        [],
    )
    yield (
        "cycle/withdrawal-grounds",
        [(ground.id, ground.label) for ground in cycle.Withdrawal.grounds(rules)],
        [ground.reference for ground in cycle.Withdrawal.grounds(rules)],
    )
    seen = [cycle.CouncilRules.example(which, members=7) for which in cycle.CouncilRules.examples()]
    yield (
        "cycle/councils-seen",
        [
            (r.id, r.label, r.members, r.quorum, r.quorum_of, r.chair_must_attend, r.spread)
            for r in seen
        ],
        [regulation.reference for regulation in seen],
    )
    for each in rules.regimes():
        yield (
            f"cycle/{each.id}/who-acts",
            [
                (stage, event, stage.who_acts(event, each))
                for stage, event in cycle.Stage.transitions(rules)
            ],
            [(rule.id, rule.reference(each)) for rule in [kind.rule() for kind in EVENTS.values()]],
        )
        concluded = [
            (level, total, stars, asked(lambda: conclusion(rules, each, level, total, stars)))  # noqa: B023 - asked at once
            for level, total, stars in product(
                LEVELS, (20, 50, 69, 70, 89, 90), (None, 1, 2, 3, 4, 5)
            )
        ]
        yield (
            f"cycle/{each.id}/conclusions",
            [(*row[:3], row[3] if isinstance(row[3], str) else row[3][0]) for row in concluded],
            [(*row[:3], None if isinstance(row[3], str) else row[3][1]) for row in concluded],
        )
        withdraws = [
            cycle.Withdrawal.rule(stars, each.first_day, rules=rules) for stars in (3, 4, 5)
        ]
        yield (
            f"cycle/{each.id}/withdrawal",
            [(rule.level, rule.days) for rule in withdraws],
            [rule.reference for rule in withdraws],
        )


def conclusion(rules: ocop.Rules, regime: Any, level: str, total: int, stars: int | None) -> Any:
    result = cycle.CouncilResult(regime=regime.id, total=total, stars=stars, rules=rules)
    found = result.conclusion(level)
    return (found.outcome, found.stars, found.to), found.reference


def dossiers(rules: ocop.Rules) -> Iterator[Answer]:
    for each in rules.regimes():
        for case, level, number in product(CASES, ("entity", "commune", "province"), (1, 26)):
            papers = asked(
                lambda: cycle.Document.required(each, case, level=level, product_set=number)  # noqa: B023 - asked at once
            )
            known = () if isinstance(papers, str) else papers
            yield (
                f"cycle/{each.id}/dossier/{case}/{level}/{number}",
                papers
                if isinstance(papers, str)
                else [(p.id, p.label, p.number, p.if_any) for p in papers],
                [paper.reference for paper in known],
            )
        kinds = asked(lambda: cycle.Document.evidence(each))  # noqa: B023 - asked at once
        yield (
            f"cycle/{each.id}/evidence",
            kinds if isinstance(kinds, str) else [(kind.id, kind.label) for kind in kinds],
            [] if isinstance(kinds, str) else [kind.reference for kind in kinds],
        )


def certificates(rules: ocop.Rules) -> Iterator[Answer]:
    for last, extension in product(("anniversary", "day-before"), ("transitional", "standing")):
        read = rules.read(last_valid_day=last, extension=extension)
        for day in DAYS:
            ends = last_valid_day(day, rules=read)
            rows = []
            for filed in (None, 10, 100, 150, 200):
                paper = ocop.Certificate(
                    product="x",
                    stars=3,
                    issued_on=day,
                    re_evaluation_filed_on=None if filed is None else ends - timedelta(days=filed),
                    rules=read,
                )
                rows.append((paper, filed))
            yield (
                f"certificates/{last}/{extension}/{day}",
                [
                    (
                        filed,
                        paper.last_valid_day,
                        paper.extended_to,
                        days_of(asked(lambda: paper.filing_window)),  # noqa: B023 - asked at once
                        asked(lambda: paper.notice_by),  # noqa: B023 - asked at once
                        [paper.status(ends + timedelta(days=n)) for n in (-1, 0, 1, 50, 180, 181)],
                    )
                    for paper, filed in rows
                ],
                [paper.references for paper, _ in rows],
            )


def dates(rules: ocop.Rules) -> Iterator[Answer]:
    for year, level in product(range(2019, 2031), ("province", "centre")):
        found = asked(lambda: cycle.Round.of_year(year, level, rules=rules))  # noqa: B023 - asked at once
        rows = () if isinstance(found, str) else found
        yield (
            f"rounds/{level}/{year}",
            found if isinstance(found, str) else [(r.no, r.propose_by, r.decide_by) for r in rows],
            [each.reference for each in rows],
        )
    for day in DAYS:
        questions = (
            lambda: cycle.Round.next_for(day, rules=rules).propose_by,  # noqa: B023 - asked at once
            lambda: cycle.Deadline.commune_check(day, calendar="weekends", rules=rules).day,  # noqa: B023
            lambda: cycle.Deadline.re_evaluation(day, rules=rules).day,  # noqa: B023
        )
        judged = [
            (case, days, rules.regime_for(case, day, day + timedelta(days=days)))
            for case, days in product(CASES, (0, 20, 40, 70, 400))
        ]
        yield (
            f"days/{day}",
            {
                "deadlines": [asked(question) for question in questions],
                "judged-by": [(case, days, regime.id) for case, days, regime in judged],
            },
            [regime.reference for _, _, regime in judged],
        )


def plans(rules: ocop.Rules) -> Iterator[Answer]:
    for each in ocop.plans():
        middle = each.period.first + (each.period.last - each.period.first) / 2
        start = each.period.first if each.baseline is None else each.baseline.on
        for on in (max(start, each.period.first), middle, each.period.last + timedelta(days=1)):
            report = each.evaluate(on=max(on, start), rules=rules)
            for lang in ("vi", "en"):
                told = report.explain(lang)
                yield (
                    f"plans/{each.id}/{on}/{lang}",
                    {"text": str(told), "data": told.to_data()},
                    [outcome.target.source for outcome in report.outcomes],
                )
