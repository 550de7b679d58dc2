"""Rules: which law, and how it is read; two kinds side by side never mix."""

from __future__ import annotations

import copy
import os
import pickle
import subprocess
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import partial
from multiprocessing import get_context
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop import Certificate, InputError, NotFoundError, Rules, cycle, law
from ocop.cycle.certificate.term import last_valid_day
from ocop.dates import add_months
from ocop.law import Readings
from ocop.law.changes.changes import Changes
from ocop.law.kind import NONE
from ocop.law.rules import default_rules
from ocop.testing.strategies import rules
from tests.law.fold.test_law import MADE_UP
from tests.law.questions import alone, asked

FIRST = law.regimes()[0].first_day
DAYS = st.dates(FIRST, date(2031, 1, 1))
CASES = st.sampled_from(["first", "upgrade", "re-evaluation"])


def amendment(months: int = 48) -> Changes:
    """Decision 99/2027: a term of its own, 4★ from 75, one round of the centre, two points more."""
    tables = {
        "term": {"months": months},
        "bands": {"4": 75},
        "rounds": {"centre-2": NONE},
        "criteria": [{"sets": [1], "no": "3.5", "option": 1, "points": 2}],
    }
    return Changes.from_dict({**MADE_UP, **tables})


DRAFT = Rules().amended(amendment())
OWN = Rules().read(star_minima="own", last_valid_day="day-before")
SEVERAL = (Rules(), OWN, DRAFT, DRAFT.read(star_minima="own"), Rules(changes=[amendment(60)]))


# --- identity --------------------------------------------------------------------------------------


def test_the_default_reading_is_the_default():
    assert Rules().read(star_minima="cumulative") == Rules() == default_rules()
    assert Rules().is_default
    assert not OWN.is_default
    assert not DRAFT.is_default
    assert Rules() != "rules"
    assert OWN.read(star_minima="cumulative", last_valid_day="anniversary") == Rules()


@given(rules(), rules())
def test_equality_hash_and_digest_are_one(one, other):
    again = Rules(readings=Readings.of(one.readings.changed))
    assert (again, hash(again), again.digest) == (one, hash(one), one.digest)
    same = one.readings == other.readings
    assert (one == other) is same
    assert (one.digest == other.digest) is same
    assert one.read(**other.readings.changed).law is one.law


def test_other_law_is_other_rules():
    assert len({each.digest for each in SEVERAL}) == len(set(SEVERAL)) == len(SEVERAL)
    assert Rules(changes=[amendment()]) == DRAFT
    assert repr(DRAFT.read(star_minima="own")) == "<Rules: 99, star_minima=own>"
    assert repr(Rules()) == "<Rules: the law as it stands>"


def test_an_unknown_question_or_reading_is_a_fault():
    with pytest.raises(InputError, match="did you mean 'star_minima'"):
        Rules().read(star_minimum="own")
    with pytest.raises(InputError, match="no reading 'both'"):
        Rules().read(star_minima="both")
    with pytest.raises(InputError, match="readings: nothing is not a value of type Readings"):
        Rules(readings=None)
    with pytest.raises(InputError, match=r"changes\[0\]: '99' is not a value of type Changes"):
        Rules(changes=["99"])
    with pytest.raises(InputError, match=r"--reading\.star_minimum: no question"):
        Rules.of({"star_minimum": "own"}, "--reading")


@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_digest_is_the_same_in_every_process(seed):
    # sent, which sends no digest: imported from here, Hypothesis would take five times as long
    asked = "import pickle, sys; print(*(each.digest for each in pickle.load(sys.stdin.buffer)))"
    told = subprocess.run(  # noqa: S603 - the interpreter that runs the tests
        [sys.executable, "-c", asked],
        env={**os.environ, "PYTHONHASHSEED": seed},
        input=pickle.dumps(SEVERAL),
        capture_output=True,
        check=True,
    )
    assert told.stdout.decode().split() == [each.digest for each in SEVERAL]


# --- the functions of the module are short for the default ------------------------------------------


@given(DAYS, st.integers(0, 900), CASES, st.booleans())
def test_every_function_is_the_method_of_the_default(filed, days, case, strict):
    day, under = filed + timedelta(days=days), Rules()
    for one, other in (
        (law.regime_on, under.regime_on),
        (partial(law.regime_for, case, filed), partial(under.regime_for, case, filed)),
    ):
        assert _told(one, day, strict=strict) == _told(other, day, strict=strict)
    assert last_valid_day(day) == last_valid_day(day, rules=under)


def _told(ask, *args, **kwargs):
    """What is answered, with what it says of itself; or the error."""
    try:
        found = ask(*args, **kwargs)
    except ocop.OcopError as err:
        return type(err), str(err)
    return found, found.notes


def test_the_lists_are_those_of_the_default():
    under = Rules()
    assert law.regimes() == under.regimes()
    for each in law.regimes():
        assert ocop.regime(each.id) is under.regime(each.id)
        assert each.rules == under
    for each in under.decisions():
        assert under.decision(each.number) is under.decision(each.id) is each
    for ask in (ocop.regime, under.regime, under.decision):
        with pytest.raises(NotFoundError, match="zzz"):
            ask("zzz")
    assert under.in_force(FIRST - timedelta(days=1)) is None


# --- what is laid over the law ----------------------------------------------------------------------


def test_a_proposal_is_no_decision_and_renews_no_check():
    """A draft begins a regime, but nobody has seen the law as it says."""
    draft = {key: value for key, value in MADE_UP.items() if key not in {"number", "signed_on"}}
    under = Rules().amended(Changes.from_dict({**draft, "kind": "proposal", "bands": {"4": 75}}))
    regime, present = under.regime("99"), ocop.regime("26")
    assert regime.decisions == present.decisions
    assert regime.verified_on == present.verified_on
    assert under.decisions() == ocop.Rules().decisions()
    assert regime.reference == f"26/2026/QĐ-TTg, amended by {draft['reference']}"
    checked = law.regime_on(date(2027, 4, 1)).as_checked_on
    assert checked is not None
    assert under.regime_on(date(2027, 4, 1)).as_checked_on == checked
    with pytest.raises(ocop.errors.UncheckedRules):
        under.regime_on(date(2027, 4, 1), strict=True)


def test_a_correction_counts_from_the_first_day_of_what_it_corrects():
    first = ocop.regime("26").first_day
    head = {key: MADE_UP[key] for key in ("title", "amends", "reference")}
    under = Rules().amended(
        Changes.from_dict({**head, "id": "c", "kind": "correction", "term": {"months": 37}})
    )
    assert [each.id for each in under.regimes()] == [each.id for each in law.regimes()]
    assert under.regime("26").reference == ocop.regime("26").reference
    for day in (first, first - timedelta(days=1)):
        months = 37 if day == first else 36
        assert last_valid_day(day, rules=under) == add_months(day, months)
        assert last_valid_day(day) == add_months(day, 36)


def test_what_changes_nothing_is_refused_where_it_is_laid_over():
    with pytest.raises(InputError):
        Rules().amended(Changes.from_dict({**MADE_UP, "term": {"months": 36}}))


# --- two rules side by side -------------------------------------------------------------------------


ON = tuple(date(2026, 6, 1) + timedelta(days=70 * n) for n in range(12))


def test_an_amended_term_is_the_same_for_days_asked_before():
    """house A: a patched term answered 36 months for days asked before and 48 for others"""
    before, after = date(2027, 2, 28), date(2027, 3, 1)
    for _ in range(2):
        assert last_valid_day(after) == date(2030, 3, 1)
        assert last_valid_day(after, rules=DRAFT) == date(2031, 3, 1)
        for under in (Rules(), DRAFT):
            assert last_valid_day(before, rules=under) == date(2030, 2, 28)
    assert DRAFT.regime_on(after).id == "99"
    assert DRAFT.regime_on(before) != law.regime_on(before)


def test_an_amendment_reaches_what_it_changes_and_nothing_else():
    regime, present = DRAFT.regime_on(date(2027, 3, 1)), DRAFT.regime("26")
    assert {band.stars: band.least for band in regime.bands}[4] == 75
    assert regime.rubric(1).criterion("3.5").option(1).points == 2
    assert present.rubric(1).criterion("3.5").option(1).points == 1
    assert (regime.levels, regime.entities) == (present.levels, present.entities)
    assert [each.no for each in cycle.Round.of_year(2027, "centre", rules=DRAFT)] == [1]
    assert [each.no for each in cycle.Round.of_year(2027, "centre")] == [1, 2]


#: What each question is answered where nothing was asked before it under other rules.
ALONE: dict[tuple[Rules, date], tuple[Any, ...]] = {}


@pytest.fixture(scope="module")
def _asked_alone():
    """A real process pool for each rules; what it answers is pickled on its way back."""
    for under in SEVERAL:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            ALONE.update(pool.map(alone, [(under, day) for day in ON]))


@pytest.mark.usefixtures("_asked_alone")
@given(st.lists(st.tuples(st.sampled_from(SEVERAL), st.sampled_from(ON)), min_size=2, max_size=12))
def test_questions_under_several_rules_never_mix(questions):
    """Each answer is that of the same question asked alone, whatever was asked in between."""
    assert [asked(*question) for question in questions] == [ALONE[each] for each in questions]


@pytest.mark.usefixtures("_asked_alone")
def test_threads_never_mix():
    told: dict[tuple[Rules, date], tuple[Any, ...]] = {}

    def ask(under: Rules) -> None:
        told.update({(under, day): asked(under, day) for day in ON})

    threads = [threading.Thread(target=ask, args=(under,)) for under in SEVERAL * 2]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert told == ALONE


# --- pickles and copies -----------------------------------------------------------------------------


def _values(under: Rules) -> list[Any]:
    """A value of every floor under some rules."""
    regime = under.regime_on(date(2027, 3, 1))
    rubric = regime.rubric(1)
    best = {criterion.no: len(criterion.options) for criterion in rubric.criteria}
    sheet = rubric.sheet(best, exclusions=["forged-dossier"])
    ballot = cycle.Ballot(member="A", sheet=rubric.sheet(best))
    certificate = Certificate(product="tea", stars=3, issued_on=date(2027, 3, 1), rules=under)
    recognition = ocop.Recognition(name="tea", stars=3, issued_on=date(2027, 3, 1))
    registry = ocop.Registry([recognition], rules=under)
    return [
        under,
        regime,
        rubric,
        sheet,
        rubric.sheet({"1.1": 1}, partial=True),
        ocop.score(sheet),
        ocop.verdict([ballot]),
        ocop.verdict([ballot]).result,
        certificate,
        cycle.Application(product="tea", held_before=[certificate], rules=under),
        registry,
    ]


def _rules_of(value: Any) -> Rules:
    """The rules that a value stands under; a sheet stands under those of its rubric."""
    if isinstance(value, Rules):
        return value
    return (value.rubric if isinstance(value, ocop.Sheet | ocop.Draft) else value).rules


@pytest.mark.parametrize("under", SEVERAL, ids=repr)
@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_what_is_pickled_comes_back_under_its_rules(under, protocol):
    for value in _values(under):
        again = pickle.loads(pickle.dumps(value, protocol))
        assert again == value
        assert _rules_of(again) == under


@pytest.mark.parametrize("under", SEVERAL, ids=repr)
def test_a_pickle_names_its_rules_and_carries_no_table(under):
    """hard: a pickled scorecard was 34.7 kB"""
    for value in _values(under):
        assert len(pickle.dumps(value)) < 2000, type(value)


@pytest.mark.parametrize("under", SEVERAL, ids=repr)
def test_copies(under):
    for value in _values(under):
        for again in (copy.copy(value), copy.deepcopy(value)):
            assert again == value
            assert _rules_of(again) == under


def test_what_a_regime_says_of_itself_is_pickled_with_it():
    late = OWN.regime_on(date(2030, 1, 1))
    assert pickle.loads(pickle.dumps(late)).notes == late.notes != ()
    assert pickle.loads(pickle.dumps(late.rubric(1))).regime.notes == late.notes


def test_equal_rules_share_what_is_made_under_them():
    again = pickle.loads(pickle.dumps(DRAFT))
    assert again is not DRAFT
    assert again.regime("99") is DRAFT.regime("99")
    assert again.regime("99").rubric(1) is DRAFT.regime("99").rubric(1)
    assert pickle.loads(pickle.dumps(Rules())) is default_rules()


def test_a_regime_of_ones_own_is_pickled_whole():
    ours = attrs.evolve(ocop.regime("26"), id="ours", end=date(2030, 1, 1))
    assert pickle.loads(pickle.dumps(ours)) == ours
    other = attrs.evolve(ocop.regime("148"), levels=ocop.regime("26").levels)
    assert pickle.loads(pickle.dumps(other)) == other != ocop.regime("148")
    assert len(pickle.dumps(other)) < 2000


# --- under other rules ------------------------------------------------------------------------------


def test_a_rubric_under_other_rules():
    rubric = ocop.regime("26").rubric(1)
    assert rubric.under(Rules()) is rubric
    assert rubric.under(OWN) is OWN.regime("26").rubric(1)
    assert rubric.under(DRAFT).rules == DRAFT
    with pytest.raises(NotFoundError, match="'99' is not a regime"):
        DRAFT.regime("99").rubric(1).under(Rules())


def test_a_what_if_keeps_its_changes_under_other_readings_alone():
    changed = ocop.regime("26").rubric(1).amended(bands={4: 75})
    assert changed.under(OWN).changes == changed.changes
    assert changed.under(OWN).rules == OWN
    assert changed.under(OWN).under(Rules()) == changed
    assert pickle.loads(pickle.dumps(changed)) == changed
    with pytest.raises(InputError, match="another law"):
        changed.under(DRAFT)


def test_what_a_regime_says_of_itself_stays_under_other_rules():
    late = law.regime_on(date(2030, 1, 1))
    assert late.under(OWN).notes == late.under(DRAFT).notes == late.notes
    assert late.under(DRAFT).rules == DRAFT
    assert late.under(Rules()) is late


# --- one container holds one kind -------------------------------------------------------------------


def test_one_application_stands_under_one_rules():
    held = Certificate(product="tea", stars=3, issued_on=date(2026, 6, 1), rules=DRAFT)
    found = cycle.Application(product="tea", held_before=[held], rules=DRAFT)
    assert found.certificate.rules == DRAFT
    with pytest.raises(InputError, match=r"held_before\[0\].rules: are not the default"):
        cycle.Application(product="tea", held_before=[held])
    plain = attrs.evolve(held, rules=Rules())
    assert cycle.Application(product="tea", held_before=[plain], rules=DRAFT) == found


def test_a_result_under_another_law_is_none_of_the_application():
    on = date(2027, 3, 1)
    filed = cycle.Application(product="tea", rules=DRAFT.read(idea_first="not-required")).apply(
        cycle.DossierFiled(on=on)
    )
    filed = filed.apply(cycle.CommuneAssessed(on=on))
    result = cycle.CouncilResult(regime="26", total=60, stars=3)
    with pytest.raises(ocop.cycle.TransitionNotAllowed, match="judged under another law"):
        filed.evaluated(result, on)
    there = cycle.CouncilResult(regime="99", total=60, stars=3, rules=filed.rules)
    assert filed.evaluated(there, on).result == there


def test_one_council_stands_under_one_rules():
    """The fault says under which each ballot stands: their regime and set are the same."""
    best = {
        criterion.no: len(criterion.options) for criterion in ocop.regime("26").rubric(1).criteria
    }
    ballots = [
        cycle.Ballot(member=str(n), sheet=under.regime("26").rubric(1).sheet(best))
        for n, under in enumerate((Rules(), OWN))
    ]
    with pytest.raises(
        InputError, match=r"star_minima = own.*last_valid_day = day-before.*the default"
    ):
        cycle.verdict(ballots)


def test_rules_are_rules():
    for made in (
        lambda: ocop.Registry(rules="default"),
        lambda: cycle.CouncilResult(regime="26", total=60, stars=3, rules="default"),
    ):
        with pytest.raises(InputError, match="rules: 'default' is not a Rules"):
            made()
