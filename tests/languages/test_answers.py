"""Every answer that a person reads is whole in one language: apps D9, office D6."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import product

import pytest

import ocop
from ocop import cycle, law
from ocop.cycle.application import refusal
from ocop.cycle.application.event import EVENTS
from ocop.cycle.application.refusal import Refusal
from ocop.cycle.certificate.term import last_valid_day
from ocop.errors import OcopError
from ocop.law.citation import citation
from ocop.scoring.rubric.what_if import without_minima
from ocop.targets import Registry
from tests.checks.cases import answer_of, builtin_checks
from tests.goldens.answers import CASES, some_choices
from tests.languages.offences import english_in, foreign_forms, offences, vietnamese_in
from tests.languages.proper import PROPER
from tests.languages.walk import LANGS, both, words_of

REGIMES = [each.id for each in law.regimes()]
SETS = range(1, 27)
SOME_SETS = (1, 12, 26)  # where finding a way takes long
LIVES = builtin_checks("/across/lives/")
FAR = date(2029, 1, 1)  # after the last check of the rules


def assert_whole(texts, names=()):
    plain = [(where, lang, re.sub("<[^>]*>", "\n", text)) for where, lang, text in texts]
    mixed = list(offences(plain, (*PROPER, *names)))
    mixed += [f"{w} ({g}): {f} in {t[:160]!r}" for w, g, t in plain if (f := foreign_forms(t, g))]
    assert not mixed, f"{len(mixed)} texts of two languages:\n" + "\n".join(mixed[:20])


def every(make, values):
    """What each value comes to where it is not refused."""
    for value in values:
        try:
            yield make(value)
        except OcopError:
            continue


def every_reading():
    """The law as it stands, and with every question read in each other way."""
    yield ocop.Rules()
    for question in law.reading_questions():
        for reading in question.readings[1:]:
            yield ocop.Rules().read(**{question.id: reading.id})


def lowest(rubric):
    """The first level of every criterion, and nothing ticked."""
    held = {}
    for criterion in rubric.criteria:
        if not any(c.criterion and held[c.criterion] <= c.above for c in criterion.conditions):
            held[criterion.no] = [] if criterion.choice == "many" else 1
    return held


def test_what_would_be_found():
    """The walk sees what it looks for, as officers met it."""
    assert english_in("Thiếu dấu sao: 1.1: option 1, 3★ needs 2") == ["option", "needs"]
    assert english_in("1048/QĐ-TTg, amended by 781/QĐ-TTg") == ["amended", "by"]
    assert english_in("Căn cứ: 26/2026/QĐ-TTg, Appendix II, set 1") == ["Appendix", "set"]
    assert (
        english_in("Cách hiểu: trung bình (council_average = by-part), “idea_first=required”") == []
    )
    assert vietnamese_in("3đ: criterion Kế toán in Hà Tĩnh", PROPER) == ["Kế", "toán"]
    assert foreign_forms("đến 2026-11-30, 5.07 %", "vi") == ["2026-11-30", "5.07"]
    assert foreign_forms("until 30/11/2026, 5,07 %", "en") == ["30/11/2026", "5,07"]


def test_the_law():
    regimes = (*law.regimes(), ocop.regime_on(FAR))
    parts = (*regimes, *ocop.Rules().decisions(), *law.entity_kinds(), *law.correspondences())
    assert_whole(text for each in parts for text in words_of(each))
    assert_whole(text for each in regimes for one in each.sets for text in words_of(one))
    assert_whole(text for each in law.Level for text in both("level", each.label))
    for question in law.reading_questions():
        assert_whole([*words_of(question), *both(question.id, citation(question.silent_in))])
    assert_whole(text for each in every_reading() for text in words_of(list(each.readings.labels)))


DRAFT = """\
id = "draft-2027"
kind = "proposal"
title = { vi = "Dự thảo sửa đổi", en = "Draft amendment" }
amends = "26"
from = 2027-01-01
reference = "99/2027/QĐ-TTg"
[bands]
4 = 75
[certificates]
months = 48
[[criteria]]
sets = [1]
no = "3.5"
option = 1
points = 2
"""


def test_the_law_under_a_proposal():
    (proposal,) = [ocop.from_toml(law.Changes, DRAFT)]
    rules = ocop.Rules().amended(proposal)
    regime = rules.regime_on(date(2027, 3, 1))
    assert regime.citation.vi == "26/2026/QĐ-TTg, sửa đổi bởi 99/2027/QĐ-TTg"
    rubric = regime.rubric(1)
    assert_whole([*words_of(regime), *words_of(rubric), *words_of(proposal)])
    for name in ("bands", "term"):
        differing = rules.law.changed(regime.id, name)
        assert differing
        assert_whole(words_of(list(differing)))
    card = ocop.score(rubric.sheet(lowest(rubric)))
    paper = ocop.Certificate(product="tea", stars=3, issued_on=date(2027, 3, 1), rules=rules)
    assert_whole([*both("card", card.explain), *words_of(list(paper.notes))])
    for lang in LANGS:
        assert_whole(("certificate", lang, line) for line in paper.summary(lang))


def test_the_rules_that_judge_a_dossier():
    days = [
        date(2020, 8, 1),
        date(2023, 2, 1),
        date(2025, 7, 1),
        date(2026, 5, 1),
        date(2026, 6, 1),
    ]
    for rules in (
        ocop.Rules(),
        ocop.Rules().read(on_the_way="filing-day", unfinished="old-rules", rest_day="moves"),
    ):
        judged = [
            rules.regime_for(case, day, day + timedelta(days=after))
            for case, day, after in product(CASES, days, (0, 40, 100, 1500))
        ]
        assert_whole(text for each in judged for text in words_of(each))


@pytest.mark.parametrize("regime", REGIMES)
def test_the_rubrics(regime):
    for number in SETS:
        rubric = ocop.regime(regime).rubric(number)
        assert_whole(words_of(rubric))
        for lang in LANGS:
            blank = rubric.blank_sheet(lang)
            comments = [line for line in blank.splitlines() if line.startswith("#")]
            lines = (line.partition(": ")[2] if line[:4] == "#   " else line for line in comments)
            assert_whole(("blank sheet", lang, line) for line in lines)
        assert_whole(("rubric", "en", str(each)) for each in (rubric, rubric.regime))


@pytest.mark.parametrize("regime", REGIMES)
def test_scorecards(regime):
    """Every other set of a decision, the rest of the next: what a card says it says by templates."""
    for number in SETS[(REGIMES.index(regime) + 1) % 2 :: 2]:
        rubric = ocop.regime(regime).rubric(number)
        card = ocop.score(rubric.sheet(some_choices(rubric, f"{regime}/{number}")))
        low = ocop.score(
            rubric.sheet(lowest(rubric), exclusions=[each.id for each in rubric.exclusions])
        )
        draft = ocop.score(rubric.sheet({}, partial=True))
        fixed = [criterion.no for criterion in rubric.criteria]
        advices = [card.advice(to=5, fixed=fixed), low.advice(to=4)]
        advices += [card.advice(to=5)] if number in SOME_SETS else []
        for lang in LANGS:
            for each in (card, low):
                told = each.explain(lang)
                assert_whole(
                    [("explanation", lang, str(told)), ("table", lang, told._repr_html_())]
                )
            assert_whole(("advice", lang, each.text(lang)) for each in advices)
            assert_whole(("missed", lang, each.text(lang)) for each in low.missed_minima)
            assert_whole([("bounds", lang, draft.text(lang))])
            differing = ocop.scoring.diff(card, low)
            assert_whole([("difference", lang, differing.text(lang))])
        said = (card, low, draft, *advices, *low.missed_minima, differing)
        assert_whole(("str", "en", str(each)) for each in said)
        assert_whole(words_of([*card.notes, *low.notes, *advices, card.next_star, low.next_star]))


@pytest.mark.parametrize(("one", "other"), [("1048", "148"), ("148", "26"), ("781", "26")])
def test_differences_of_decisions(one, other):
    difference = ocop.scoring.diff(one, other)
    for row in (*difference.rows, *difference.renumbered):
        assert_whole(both("difference", row.text))
    assert_whole(both("difference", difference.whole.text))


@pytest.mark.parametrize("old", ["148", "1048", "781"])
def test_crosswalks(old):
    """Every other set: what crosswalks say they say by templates, which are the same of all sets."""
    for laid in ocop.crosswalk(old, "26")[REGIMES.index(old) % 2 :: 2]:
        assert_whole(both("crosswalk", laid.text))
        assert_whole(both("table", lambda lang, laid=laid: laid.table(lang).text()))
        sheet = laid.old.sheet(lowest(laid.old))
        prospect = ocop.crosswalk(sheet, laid.new, stars=3)
        assert_whole(both("prospect", prospect.text))
        assert_whole(both("table", lambda lang, it=prospect: it.table(lang).text()))
        assert_whole(both("taken over", sheet.carry_to(laid.new).text))


def test_rubrics_that_are_amended():
    rubric = ocop.regime("26").rubric(1)
    amended = rubric.amended(
        ocop.scoring.Change("3.5", 1, points=2),
        ocop.scoring.Change("3.5", 2, min_star=0),
        bands={4: 75},
    )
    heading = ocop.regime("148").rubric(1).amended(ocop.scoring.Change("3e", min_star=0))
    for each in (amended, heading, without_minima(rubric)):
        assert_whole(words_of(list(each.changes)))
        card = ocop.score(each.sheet(some_choices(each, "amended")))
        assert_whole(both("explanation", card.explain))


def test_councils():
    rubric = ocop.regime("1048").rubric(12)
    sheets = [rubric.sheet(some_choices(rubric, f"member {n}")) for n in range(3)]
    ballots = [
        ocop.Ballot(member=f"m{n}", sheet=sheet, chair=n == 0) for n, sheet in enumerate(sheets)
    ]
    for rules in (
        None,
        ocop.CouncilRules(members=9, quorum=8, chair_must_attend=True, spread=1),
        ocop.CouncilRules(decimals=1),
    ):
        verdict = ocop.verdict(ballots[1:], rules)
        for lang in LANGS:
            assert_whole(("verdict", lang, line) for line in verdict.summary(lang))
        assert_whole([("str", "en", str(verdict))])
        assert_whole(words_of([*verdict.needs, *verdict.notes, *verdict.exclusions]))
    for which in cycle.CouncilRules.examples():
        assert_whole(words_of(cycle.CouncilRules.example(which, members=7)))
    for regime, level, total, stars, back in product(
        REGIMES, law.Level, (20, 60, 80, 95), (None, 2, 3, 4, 5), (False, True)
    ):

        def concluded(result, level=level, back=back):
            return result.conclusion(level, came_back=back)

        def result(_, regime=regime, total=total, stars=stars):
            return cycle.CouncilResult(regime=regime, total=total, stars=stars, product_set=7)

        for each in every(concluded, every(result, [None])):
            assert_whole(words_of(each))


def _papers():
    """Certificates in every state, under readings that decide them."""
    for rules, issued in product(
        every_reading(),
        (date(2020, 2, 29), date(2023, 5, 31), date(2023, 9, 2), date(2026, 8, 1)),
    ):
        ends = last_valid_day(issued, rules=rules)
        for filed, decided in ((None, None), (-1, None), (-1, 30), (-1, 1), (10, None), (-1, 900)):
            yield ocop.Certificate(
                product="tea",
                stars=3,
                issued_on=issued,
                level="district",
                re_evaluation_filed_on=None if filed is None else ends + timedelta(days=filed),
                re_evaluation_decided_on=None
                if decided is None
                else ends + timedelta(days=decided),
                rules=rules,
            )
    withdrawal = cycle.Withdrawal(
        on=date(2026, 9, 30),
        ground="untruthful-dossier",
        concluded_on=date(2026, 8, 1),
        by="centre",
    )
    paper = ocop.Certificate(
        product="tea", stars=4, issued_on=date(2026, 6, 1), valid_from=date(2026, 6, 10)
    )
    yield paper
    yield ocop.cycle.certificate.certificate.attrs.evolve(paper, withdrawal=withdrawal)
    yield paper.superseded(date(2027, 1, 1))


def test_certificates():
    for paper in _papers():
        on = paper.last_valid_day + timedelta(days=1)
        for lang in LANGS:
            lines = paper.summary(lang, on=on, calendar="weekends")
            assert_whole(("certificate", lang, line) for line in lines)
        assert_whole(words_of(list(paper.dues(calendar="weekends"))))
        assert_whole(words_of(list(paper.notes)))
        assert_whole(text for each in paper.references for text in both("cited", citation(each)))
    assert_whole(text for each in cycle.Status for text in both("status", each.label))
    assert_whole(words_of([*cycle.Withdrawal.grounds()]))
    rules = [
        cycle.Withdrawal.rule(stars, each.first_day)
        for stars in (3, 4, 5)
        for each in law.regimes()
    ]
    assert_whole(words_of(rules))


def test_the_year():
    for rules, level, year in product(every_reading(), ("province", "centre"), (2026, 2027, 2028)):
        for dues in every(lambda y: cycle.Due.of_rounds(y, level, rules=rules), [year]):  # noqa: B023 - asked at once
            assert_whole(words_of(list(dues)))
        for rounds in every(lambda y: cycle.Round.of_year(y, level, rules=rules), [year]):  # noqa: B023
            assert_whole(words_of(list(rounds)))
            assert_whole(text for each in rounds for text in both("round", each.label))


def test_stages_and_events():
    parts = cycle.Stage.official_steps()
    assert_whole(words_of(list(parts)))
    for rule, regime in product([kind.rule() for kind in EVENTS.values()], law.regimes()):
        assert_whole([*both(rule.id, rule.label), *both(rule.id, citation(rule.reference(regime)))])
        assert_whole(words_of(list(rule.notes)))
    assert_whole(text for each in cycle.Stage for text in both("stage", each.label))
    assert_whole(both("markdown", cycle.Stage.markdown))
    for lang in LANGS:
        lines = [line.partition(": ")[2] for line in cycle.Stage.mermaid(lang).splitlines()]
        assert_whole(("mermaid", lang, line) for line in lines)


def test_dossiers():
    for regime, case, level, number in product(
        law.regimes(), CASES, ("entity", "commune", "province"), SETS
    ):
        for papers in every(
            lambda n: cycle.Document.required(regime, case, level=level, product_set=n),  # noqa: B023
            [number],
        ):
            assert_whole(words_of(list(papers)))
    for kinds in every(cycle.Document.evidence, law.regimes()):
        assert_whole(words_of(list(kinds)))


def event_of(refused):
    of_the_refusal = {"after", "because", "values", "reference"}
    table = {key: value for key, value in refused.items() if key not in of_the_refusal}
    return ocop.from_dict(cycle.Event, table)


@pytest.mark.parametrize("check", LIVES.values(), ids=LIVES)
def test_lives_of_products(check):
    whole = answer_of(check)
    days = [event.on for event in whole.history]
    days += [day + timedelta(days=60) for day in days]
    for count in range(len(whole.history) + 1):
        app = ocop.Application(
            product=whole.product,
            rules=whole.rules,
            held_before=whole.held_before,
            history=whole.history[:count],
            entity_kind="company",
        )
        for on in sorted({day for day in days if count == 0 or day >= whole.history[count - 1].on}):
            assert_whole(words_of([*app.notes(on), *app.next_steps(on, calendar="weekends")]))
            assert_whole(words_of(app.conclusion(on)))
        for event in (
            *whole.history,
            *map(event_of, check.refused or ()),
        ):
            try:
                app.apply(event)
            except ocop.cycle.TransitionNotAllowed as refused:
                assert_whole([*both("why", refused.why), *both("refused", refused.text)])


def test_refusals():
    """Every reason there is, whichever of them the lives meet."""
    names = ("stars", "result", "set", "judged", "filed", "now")
    values: dict[str, object] = dict.fromkeys(names, 3)
    values |= {name: date(2026, 5, 22) for name in ("on", "last", "day")}
    values |= {"level": law.Level.COMMUNE, "by": law.Level.CENTRE, "who": tuple(law.Level)}
    values |= {"kind": law.entity_kind("household").label, "follows": law.Level.CENTRE.label}
    values |= {"under": ocop.regime("781").citation, "holds": "26", "because": ""}
    for code in refusal._WORDS:
        one = Refusal(code, ocop.frozen_map.FrozenMap(values))
        assert_whole([*both(code, one), (code, "en", str(one))])


ROWS = """\
code,name,set,entity,entity_kind,district,stars,issued_on,kind,withdrawn_on,superseded_on,ends_on
83-1,tea,11,one,HTX,Can,4,2022-01-10,first,,2025-06-01,2025-01-11
83-1,tea,12,one,HTX,Can,4,2025-05-10,re-evaluation,,,
83-2,rice,,two,company,Ky,3,2022-02-10,first,,,
83-3,figs,,three,household,Vu,3,2018-02-10,first,,,
83-4,corn,,four,household,Vu,3,2022-03-10,first,2023-01-05,,
83-5,salt,,one,HTX,Can,pending 5★,2023-05-10,upgrade,,,
"""


def test_registries():
    for rules in every_reading():
        registry = Registry.from_csv(ROWS, rules=rules)
        for on in (date(2019, 12, 1), date(2023, 12, 31), date(2026, 8, 1), FAR):
            snapshot = registry.on(on, source="file")
            assert_whole(both("snapshot", snapshot.text))
            assert_whole([("html", "en", snapshot._repr_html_()), ("str", "en", str(snapshot))])
            assert_whole(words_of(list(snapshot.notes)))


@pytest.mark.parametrize("plan", ocop.plans(), ids=lambda plan: plan.id)
def test_plans(plan):
    registry = Registry.from_csv(ROWS)
    names = {place for units in plan.units.values() for place in units.places} | {"Hà Tĩnh"}
    assert_whole(words_of(plan), names)
    for lang in LANGS:
        assert_whole(
            [(lang, lang, citation(each)(lang)) for each in plan.references]
            if lang == "vi"
            else (),
        )
    first = plan.period.first if plan.baseline is None else plan.baseline.on
    for on in (max(first, plan.period.first), plan.period.last, FAR):
        snapshots = (None, registry.on(on, source="file"))
        for snapshot in snapshots:
            report = plan.evaluate(snapshot, on=on)
            for lang in LANGS:
                told = report.explain(lang)
                texts = [("report", lang, str(told)), ("table", lang, told._repr_html_())]
                assert_whole(texts, names)
            assert_whole([("str", "en", str(report))], names)
            assert_whole(words_of(list(report.outcomes)), names)
