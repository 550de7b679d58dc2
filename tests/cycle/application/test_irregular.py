"""Histories as offices keep them: a step that the rules do not allow is kept, with a note."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.cycle import Stage, TransitionNotAllowed
from ocop.cycle.application.application import Application
from ocop.cycle.application.event import (
    EVENTS,
    CouncilEvaluated,
    DossierFiled,
    EntityWithdrew,
    Promoted,
    Recognised,
    ReEvaluationFiled,
    UpgradeFiled,
    Withdrawn,
)
from ocop.cycle.certificate.withdrawal import Withdrawal
from ocop.cycle.council.result import CouncilResult
from ocop.testing.strategies import applications, events

DAY = date(2026, 8, 3)
RESULT = CouncilResult(regime="26", total=75, stars=4)


def lenient(*history, **more):
    return Application(product="x", history=history, lenient=True, **more)


def queried(application, on):
    """What an application says on a day: nothing raw is raised."""
    return (
        application.status(on),
        application.level(on),
        application.conclusion(on),
        application.allowed(on),
        application.next_steps(on),
        application.notes(on),
        application.held(on),
    )


@given(applications())
def test_what_strict_reads_lenient_reads_the_same(application):
    same = attrs.evolve(application, lenient=True)
    assert same == application
    assert (same.lenient, same.irregular) == (False, ())
    day = application.history[-1].on if application.history else DAY
    assert same.notes(day) == application.notes(day)
    table = ocop.to_dict(application)
    assert "lenient" not in table
    back = ocop.from_dict(Application, table, lenient=True)
    assert back == application
    assert ocop.to_dict(back) == table


@given(applications(), st.data())
def test_a_history_with_a_step_lost_or_out_of_order_is_read_with_notes(application, data):
    """apps G5: one irregular step, and the whole history could not be loaded."""
    history = list(application.history)
    if history:
        history.pop(data.draw(st.integers(0, len(history) - 1)))
    history = data.draw(st.permutations(history)) if data.draw(st.booleans()) else history
    table = ocop.to_dict(attrs.evolve(application, history=())) | {
        "history": [event.to_table() for event in history]
    }
    read = ocop.from_dict(Application, table, lenient=True)
    assert read.history == tuple(history)
    assert ocop.from_json(Application, ocop.to_json(read)) == read
    assert {note.id for note in read.irregular} <= {"irregular-step"}
    if read.irregular:
        assert read.notes(DAY)[: len(read.irregular)] == read.irregular
        with pytest.raises(TransitionNotAllowed):
            ocop.from_dict(Application, table)
    else:
        assert ocop.from_dict(Application, table) == read
    queried(read, max([DAY, *(event.on for event in history)]))


@given(st.data())
def test_any_events_are_read(data):
    day, history = data.draw(st.dates(date(2019, 8, 21), date(2026, 12, 31))), []
    for _ in range(data.draw(st.integers(1, 8))):
        history.append(data.draw(events(data.draw(st.sampled_from(sorted(EVENTS))), day)))
        day += timedelta(days=data.draw(st.integers(-30, 400)))
        day = max(day, date(2019, 8, 21))
    application = lenient(*history)
    queried(application, day)
    assert attrs.evolve(application, history=application.history) == application
    dossier = application.stage in {Stage.EVALUATION, Stage.CERTIFICATION}
    assert dossier == (application.case is not None)
    assert (application.stage is Stage.CERTIFICATION) == (application.result is not None)


def test_papers_are_kept_and_the_rest_changes_nothing():
    filed = DossierFiled(on=DAY, product_set=1)
    evaluated = CouncilEvaluated(on=DAY, level="province", result=RESULT)
    recognised = Recognised(on=DAY, level="province", stars=4, decision_no="7/QĐ")
    application = lenient(filed, evaluated, recognised, EntityWithdrew(on=DAY))
    assert [note.label.en.rpartition("; ")[2] for note in application.irregular] == [
        "kept as it is recorded"
    ] * 2
    (certificate,) = application.certificates
    assert (certificate.stars, certificate.decision_no) == (4, "7/QĐ")
    assert application.over
    promoted = lenient(Promoted(on=DAY))
    assert promoted.stage is Stage.IDEAS
    (note,) = promoted.irregular
    assert note.label.vi.endswith("việc này không làm thay đổi gì ở đây")
    assert note.day == DAY


def test_a_dossier_filed_against_the_rules_is_under_way():
    held = ocop.Certificate(product="x", stars=3, issued_on=date(2025, 1, 10))
    again = lenient(
        ReEvaluationFiled(on=DAY - timedelta(days=9)), UpgradeFiled(on=DAY), held_before=[held]
    )
    assert (again.case, again.filed_on) == ("upgrade", DAY)
    assert len(again.irregular) == 2
    early = lenient(ReEvaluationFiled(on=DAY), held_before=[held])
    assert (early.case, early.stage) == ("re-evaluation", Stage.EVALUATION)
    assert early.certificate.re_evaluation_filed_on == DAY
    assert early.irregular[0].reference
    # of nothing that could be evaluated again, or of no set that there is
    for filing in (ReEvaluationFiled(on=DAY), DossierFiled(on=DAY, product_set=27)):
        nothing = lenient(filing)
        assert (nothing.case, nothing.stage, len(nothing.irregular)) == (None, Stage.IDEAS, 1)
    before = lenient(ReEvaluationFiled(on=date(2024, 1, 1)), held_before=[held])
    assert before.case is None


def test_a_result_needs_a_dossier_and_a_level_that_evaluates():
    for level in ("province", "commune"):
        assert lenient(CouncilEvaluated(on=DAY, level=level, result=RESULT)).result is None
    filed = DossierFiled(on=DAY, product_set=1)
    commune = lenient(filed, CouncilEvaluated(on=DAY, level="commune", result=RESULT))
    assert (commune.result, commune.stage) == (None, Stage.EVALUATION)
    draft = ocop.Rules().amended(
        ocop.from_dict(
            ocop.Changes,
            {
                "id": "x",
                "kind": "proposal",
                "title": {"vi": "x", "en": "x"},
                "amends": "26",
                "from": "2026-06-01",
                "reference": "x",
                "bands": {"4": 75},
            },
        )
    )
    other = CouncilResult(regime="26", total=75, stars=4, rules=draft)
    assert lenient(filed, CouncilEvaluated(on=DAY, level="province", result=other)).result is None


def test_certificates_and_withdrawals_are_as_recorded():
    first = Recognised(on=DAY, level="province", stars=3)
    later = Recognised(on=DAY + timedelta(days=30), level="province", stars=4)
    product = lenient(later, first)
    assert [held.stars for held in product.certificates] == [3, 4]
    assert product.certificates[0].superseded_on == later.on
    assert product.stage is Stage.PROMOTION
    # two of one day, and a rank that no level recognises
    assert len(lenient(first, first).certificates) == 1
    assert lenient(Recognised(on=DAY, level="province", stars=2)).certificates == ()
    ground = Withdrawal.grounds()[0].id
    ended = Withdrawal(on=DAY + timedelta(days=9), ground=ground, by="centre")
    withdrawn = lenient(first, Withdrawn(withdrawal=ended), Withdrawn(withdrawal=ended))
    assert withdrawn.certificate.withdrawal == ended
    assert "changes nothing" in withdrawn.irregular[-1].label.en
    assert lenient(Withdrawn(withdrawal=ended)).certificates == ()


def test_what_comes_after_is_held_to_the_rules():
    product = lenient(Promoted(on=DAY))
    with pytest.raises(TransitionNotAllowed):
        product.apply(Promoted(on=DAY))
    again = lenient(EntityWithdrew(on=DAY), DossierFiled(on=DAY + timedelta(days=1)))
    assert not again.over
    assert again.apply(EntityWithdrew(on=DAY + timedelta(days=2))).over
    with pytest.raises(ocop.InputError):
        lenient(Promoted(on=DAY), rules=3)
    with pytest.raises(ocop.InputError):
        Application(product="x", lenient="yes")
