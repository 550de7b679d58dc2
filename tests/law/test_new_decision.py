"""A decision that does not exist, added as the maintainers add one: a folder with two files.

The recipe of docs/maintaining/decision.md: every question of every floor that the goldens ask is
asked under it, and answered as under 26/2026 but for what it changes.
"""

from __future__ import annotations

import json
import shutil
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import ocop
from ocop import cycle
from ocop.cycle.certificate.term import last_valid_day
from ocop.data import load_toml
from ocop.law import Changes, Rules, reading_questions
from ocop.law.changes.check import adding
from ocop.law.fold.law import changes_of_folder, law_in
from tests.goldens import answers
from tests.law.changes.test_changes import DRAFT

DOCS = Path(__file__).parents[2] / "docs" / "maintaining" / "decision.md"
RULES = Path(ocop.__file__).parent / "rules"
AFTER = date(2027, 3, 1)
SHARED = "intellectual-property"


def recipe():
    """The files that the documentation has for a new decision, by their names."""
    blocks = DOCS.read_text(encoding="utf-8").split("```toml\n# 99/")[1:]
    files = {}
    for block in blocks:
        name, _, text = block.split("```")[0].partition("\n")
        files[name.split(":")[0].strip()] = text
    return files


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("decision")
    (place / "99").mkdir()
    for name, text in recipe().items():
        (place / "99" / name).write_text(text, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def decision(folder):
    tables = [
        load_toml((folder / "99" / f"{name}.toml").read_text("utf-8"))
        for name in ("decision", "changes")
    ]
    return changes_of_folder(*tables)


@pytest.fixture(scope="module")
def rules(decision):
    return Rules().amended(decision)


def test_a_new_decision_is_two_files(folder, decision):
    assert sorted(path.name for path in (folder / "99").iterdir()) == [
        "changes.toml",
        "decision.toml",
    ]
    assert len(decision.tables["criteria"]) == len(decision.tables["bands"]) == 1


def test_it_is_read_as_the_library_reads_its_own_folder(folder, rules):
    """The same rules, by the folder of the library with one more in it."""
    whole = folder / "rules"
    shutil.copytree(RULES, whole)
    shutil.copytree(folder / "99", whole / "99")
    law = law_in(whole)
    assert law.regime_ids == (*ocop.law.fold.law.shipped().regime_ids, "99")
    for name in ocop.law.fold.law.HOMES:
        assert law.table("99", name) == rules.law.table("99", name)
    for number in range(1, 27):
        assert law.rubric("99", number).criteria == rules.law.rubric("99", number).criteria
    wrong = folder / "wrong"
    shutil.copytree(whole, wrong)
    (wrong / "99" / "changes.toml").write_text('reference = "99/2027/QĐ-TTg"\nband = 1\n', "utf-8")
    with pytest.raises(
        ocop.errors.RuleDataError, match=r"99/changes.toml: band: unknown key 'band'"
    ):
        law_in(wrong).table("99", "bands")


def asked(rules, *parts):
    """Outcomes of the goldens' questions under these rules, by their key."""
    return {key: answers.plain(outcome) for part in parts for key, outcome, _ in part(rules)}


@cache
def of_rubrics(rules):
    """Outcomes of what is asked of each decision, once for each rules."""
    parts = (answers.the_law, answers.rubrics, answers.sheets, answers.acts, answers.dossiers)
    return asked(rules, *parts)


def under(regime, outcomes):
    """Those that are of one regime, without its id in the key."""
    mine = f"/{regime}/"
    return {key.replace(mine, "/*/"): value for key, value in outcomes.items() if mine in key}


def test_what_does_not_name_a_regime_is_answered_as_before(rules):
    """house A1: windows, rounds, deadlines, dossiers and the way back were silently lost."""
    assert asked(rules, answers.certificates) == asked(Rules(), answers.certificates)
    reports = asked(rules, answers.plans)
    assert reports
    for report in reports.values():
        assert [changes["id"] for changes in report["data"].pop("changes")] == ["99"]
    assert reports == asked(Rules(), answers.plans)
    old, new = asked(Rules(), answers.dates), asked(rules, answers.dates)
    days = [answer for key, answer in new.items() if key.startswith("days/")]
    judged = [case for answer in days for case in answer["judged-by"] if case[2] == "99"]
    assert judged
    for case in judged:
        case[2] = "26"
    assert new == old


def test_what_stands_before_it_is_answered_as_before(rules):
    old, new = of_rubrics(Rules()), of_rubrics(rules)
    assert old.keys() == {key for key in new if "/99/" not in key}
    assert {key for key in old if old[key] != new[key]} == {"law/26/regime", "law/decisions"}
    assert old["law/26/regime"] == new["law/26/regime"] | {"end": old["law/26/regime"]["end"]}
    assert old["law/decisions"] == new["law/decisions"][:-1]


def test_every_question_is_answered_as_before_but_for_two(rules):
    """house A1"""
    before, after = rules.regime("26"), rules.regime("99")
    answered = of_rubrics(rules)
    old, new = under("26", answered), under("99", answered)
    assert old.keys() == new.keys()
    differing = {key for key in old if old[key] != new[key]}
    acts = {key for key in differing if not key.startswith(("criteria/", "sheets/"))}
    assert acts == {"law/*/regime", "cycle/*/conclusions"}
    fields = {
        key for key, value in old["law/*/regime"].items() if value != new["law/*/regime"][key]
    }
    assert fields == {"first_day", "end", "decisions", "bands"}
    # only where the total lies between the least of the old band and that of the new
    assert {
        row[1]
        for row, other in zip(*(x["cycle/*/conclusions"] for x in (old, new)), strict=True)
        if row != other
    } == {70}
    # the rank is in every rubric; who may score otherwise is whom the rank or the asterisk bears on
    assert {key for key in differing if key.startswith("criteria/")} == {
        f"criteria/*/{number:02d}" for number in range(1, 27)
    }
    for number in range(1, 27):
        old, new = before.rubric(number), after.rubric(number)
        kinds = {row.kind for row in ocop.scoring.diff(old, new).rows}
        assert kinds <= {"regime", "least-total", "minimum"}
        changed = [each for each in new.changes if each.table == "criteria"]
        assert {new.criterion(each.criterion).id for each in changed} <= {SHARED}


def test_the_cycle_answers_as_before(rules):
    before, after = date(2026, 10, 1), date(2027, 4, 1)
    old, new = (
        ocop.Certificate(product="Trà sen", stars=3, issued_on=day, rules=rules)
        for day in (before, after)
    )
    assert (old.regime.id, new.regime.id) == ("26", "99")
    assert last_valid_day(after, rules=rules) == last_valid_day(after)
    for certificate in (old, new):
        law = ocop.Certificate(product="Trà sen", stars=3, issued_on=certificate.issued_on)
        assert certificate.last_valid_day == law.last_valid_day
        assert certificate.filing_window == law.filing_window
    for year in (2026, 2027, 2028):
        assert cycle.Round.of_year(year, rules=rules) == cycle.Round.of_year(year)
    weekends = {"calendar": "weekends"}
    assert cycle.Deadline.commune_check(after, rules=rules, **weekends).day == (
        cycle.Deadline.commune_check(after, **weekends).day
    )
    assert (
        cycle.Deadline.re_evaluation(after, rules=rules).day
        == cycle.Deadline.re_evaluation(after).day
    )
    result = cycle.CouncilResult(regime="99", total=92, stars=4, rules=rules)
    assert result.conclusion("centre").outcome == "returned"
    assert cycle.Withdrawal.rule(4, after, rules=rules) == cycle.Withdrawal.rule(4, after)


def test_the_transition_and_the_extension_count_from_2026(rules):
    assert rules.law.source("99", "extension").since == date(2026, 5, 22)
    filed, judged = date(2026, 5, 1), date(2027, 4, 1)
    assert rules.regime_for("first", filed, judged).id == "99"
    assert rules.regime_for("first", filed, date(2026, 6, 1)).id == "1489"


def test_a_later_decision_keeps_what_this_one_changed(decision, rules):
    later = Changes.from_dict(
        {
            **decision.to_dict(),
            "id": "100",
            "number": "100/2028/QĐ-TTg",
            "signed_on": "2027-12-01",
            "from": "2028-01-01",
            "bands": {"5": 95},
            "criteria": [],
        }
    )
    both = rules.amended(later)
    leasts = {band.stars: band.least for band in both.regime_on(date(2028, 6, 1)).bands}
    assert leasts == {5: 95, 4: 75, 3: 50, 2: 30, 1: 0}
    assert both.regime("100").reference == (
        "26/2026/QĐ-TTg, amended by 99/2027/QĐ-TTg, amended by 100/2028/QĐ-TTg"
    )
    assert both == Rules().amended(decision, later)
    assert both.law.table("100", "bands") == adding(rules.law, later).table("100", "bands")


@pytest.mark.parametrize("question", reading_questions(), ids=lambda question: question.id)
def test_each_reading_reads_it_as_it_reads_26(rules, question):
    for reading in question.readings:
        read = rules.read(**{question.id: reading.id})
        for number in (1, 14, 26):
            old, new = (read.regime(id_).rubric(number) for id_ in ("26", "99"))
            assert old.rules == new.rules == read
            choices = answers.some_choices(old, f"{question.id}/{number}")
            one, other = (ocop.score(rubric.sheet(choices)) for rubric in (old, new))
            assert one.total == other.total
            minima = [[m.criterion for m in card.capped_by] for card in (one, other)]
            assert (
                one.stars == other.stars
                or 70 <= one.total < 75
                or minima[0] != minima[1]
                or (
                    SHARED
                    in {new.criterion(each.criterion).id for each in new.changes if each.criterion}
                )
            )


# --- a proposal, and the law beside it --------------------------------------------------------------


def test_a_proposal_and_the_law_stand_side_by_side():
    """house: a patched term answered 36 months for days asked before and 48 for others."""
    law, draft = Rules(), Rules().amended(ocop.from_toml(ocop.Changes, DRAFT))
    day = date(2027, 3, 1)
    for rules, last in [
        (law, date(2030, 3, 1)),
        (draft, date(2031, 3, 1)),
        (law, date(2030, 3, 1)),
    ]:
        certificate = ocop.Certificate(product="Trà sen", stars=3, issued_on=day, rules=rules)
        assert certificate.last_valid_day == last
    assert [str(one) for one in draft.differences] == [
        "Ranks, 4 stars, from: 70 → 75",
        "Term of a certificate, months: 36 → 48",
    ]
    assert law.differences == ()
    assert draft != law
    assert {draft: 1}[Rules.from_dict(draft.to_dict())] == 1


def test_a_result_says_what_it_rests_on():
    draft = Rules().amended(ocop.from_toml(ocop.Changes, DRAFT))
    rubric = draft.regime_on(date(2027, 3, 1)).rubric(1)
    choices = {criterion.no: len(criterion.options) for criterion in rubric.criteria}
    card = ocop.score(rubric.sheet(choices))
    assert "Tính theo dự thảo: Dự thảo sửa đổi" in str(card.explain("vi"))
    assert "Bộ 1, tiêu chí 3.5, mức 1, điểm: 1 → 2" in str(card.explain("vi"))
    assert "Reckoned under the proposal: Draft amendment" in str(card.explain("en"))
    data = ocop.to_dict(card)
    assert data["changes"] == [draft.changes[0].to_dict()]
    assert ocop.from_dict(ocop.Scorecard, data) == card
    certificate = ocop.Certificate(
        product="Trà sen", stars=3, issued_on=date(2027, 3, 1), rules=draft
    )
    data = json.loads(json.dumps(ocop.to_dict(certificate)))
    assert ocop.from_dict(cycle.Certificate, data) == certificate
    assert "Tính theo dự thảo: Dự thảo sửa đổi" in " ".join(
        certificate.summary("vi", on=date(2027, 4, 1))
    )


def test_a_proposal_of_the_past_is_noted():
    text = DRAFT.replace("2027-01-01", "2026-06-01")
    draft = Rules().amended(ocop.from_toml(ocop.Changes, text))
    notes = draft.regime_on(date(2026, 7, 1)).notes
    assert [note.id for note in notes] == ["proposal", "proposal-in-the-past"]
    assert [note.id for note in Rules().regime_on(date(2026, 7, 1)).notes] == []


def test_a_draft_does_not_renew_the_check():
    """A proposal does not renew "as checked on": the base's stays, in strict mode too."""
    draft = Rules().amended(ocop.from_toml(ocop.Changes, DRAFT))
    regime = draft.regime_on(date(2027, 3, 1))
    assert regime.as_checked_on == Rules().regime_on(date(2027, 3, 1)).as_checked_on
    with pytest.raises(ocop.errors.UncheckedRules):
        draft.regime_on(date(2027, 3, 1), strict=True)


def test_two_drafts_of_one_id_never_live_in_one_rules():
    one = ocop.from_toml(ocop.Changes, DRAFT)
    other = ocop.from_toml(ocop.Changes, DRAFT.replace("4 = 75", "4 = 80"))
    assert Rules().amended(one) != Rules().amended(other)
    with pytest.raises(ocop.InputError, match="the id 'de-xuat-2027' is taken"):
        Rules().amended(one, other)


def test_a_correction_that_is_idle_says_so():
    text = DRAFT.replace('"proposal"', '"correction"').replace("from = 2027-01-01\n", "")
    text = text.replace("4 = 75", "4 = 70").split("[certificates]")[0]
    rules = Rules().amended(ocop.from_toml(ocop.Changes, text))
    notes = {note.id: note.label.en for note in rules.regime("26").notes}
    assert notes["correction-idle"].endswith("changes nothing any more at bands.4.from")
    assert "correction" not in {note.id for note in rules.regime("148").notes}


def test_a_total_that_is_stated_is_full_marks():
    text = DRAFT.replace("option = 1\npoints = 2", "option = 3\npoints = 5")
    text = text.replace("amends =", "total = 102\namends =")
    regime = Rules().amended(ocop.from_toml(ocop.Changes, text)).regime("de-xuat-2027")
    assert regime.full_marks == 102
    assert sum(part.maximum for part in regime.rubric(1).parts) == 102
