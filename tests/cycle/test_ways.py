"""Ways through the procedure that the audits found wrong, each beside what it must come to."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest

import ocop
from ocop.cycle import (
    Application,
    Certificate,
    CertificateExpired,
    CommuneAssessed,
    CouncilEvaluated,
    CouncilResult,
    DossierFiled,
    DossierForwarded,
    DossierReturned,
    EntityWithdrew,
    IdeaAccepted,
    IdeaSubmitted,
    NotRecognised,
    Promoted,
    Recognised,
    ReEvaluationFiled,
    ResultForwarded,
    Stage,
    Status,
    TransitionNotAllowed,
    UpgradeFiled,
    Withdrawal,
    Withdrawn,
)
from ocop.cycle.certificate.succession import current, superseding
from ocop.errors import InputError, NotRegulated
from ocop.law import Rules
from ocop.law.regime import regime


def life(*history, **more):
    return Application(product="tea", history=history, **more)


def held(stars, issued, **more):
    return Certificate(product="tea", stars=stars, issued_on=issued, **more)


def judged(on, level, total, stars, under="26", **more):
    result = CouncilResult(regime=under, total=total, stars=stars, **more)
    return CouncilEvaluated(on=on, level=level, result=result)


def ids(notes):
    return [note.id for note in notes]


def steps(application, on):
    return {step.event: step for step in application.next_steps(on, calendar="weekends")}


# --- law D2: handed back for a paper ---------------------------------------------------------------


def test_a_dossier_handed_back_is_no_result():
    """law D2: Art. 12.3 keeps the certificate until the result, through a return and a refiling"""
    found = life(held_before=[held(3, date(2023, 6, 30))]).apply_all(
        [
            ReEvaluationFiled(on=date(2026, 6, 10)),
            DossierReturned(on=date(2026, 7, 5), level="commune", reason="a paper is missing"),
        ]
    )
    assert found.certificate.re_evaluation_decided_on is None
    assert found.status(date(2026, 7, 7)) is Status.EXTENDED
    assert found.certificate.extended_to == date(2026, 12, 27)
    step = steps(found, date(2026, 7, 8))["re-evaluation-filed"]
    assert step.deadline.day == date(2026, 12, 27)
    assert "filed-again" in ids(step.notes)
    again = found.apply(ReEvaluationFiled(on=date(2026, 7, 8)))
    assert again.status(date(2026, 8, 1)) is Status.EXTENDED
    assert "filed-again" in ids(again.notes(date(2026, 7, 8)))
    decided = again.apply_all(
        [
            CommuneAssessed(on=date(2026, 7, 10)),
            judged(date(2026, 8, 1), "province", 49, 2),
            NotRecognised(on=date(2026, 8, 5), level="province"),
        ]
    )
    assert decided.status(date(2026, 8, 4)) is Status.EXTENDED
    assert decided.status(date(2026, 8, 5)) is Status.LAPSED
    with pytest.raises(TransitionNotAllowed, match="what has lapsed starts anew"):
        decided.apply(ReEvaluationFiled(on=date(2026, 8, 6)))


def test_a_filing_in_the_window_counts_after_it_was_handed_back():
    """law D2"""
    found = life(held_before=[held(3, date(2023, 11, 30))]).apply_all(
        [
            ReEvaluationFiled(on=date(2026, 7, 30)),
            DossierReturned(on=date(2026, 8, 10), level="commune"),
        ]
    )
    assert found.apply(ReEvaluationFiled(on=date(2026, 8, 15))).case == "re-evaluation"
    never_filed = life(held_before=[held(3, date(2023, 11, 30))])
    with pytest.raises(TransitionNotAllowed, match="too late: the window closed on 2026-08-02"):
        never_filed.apply(ReEvaluationFiled(on=date(2026, 8, 15)))
    # filed long before the window: that filing does not stand for one inside it
    early = life(held_before=[held(3, date(2023, 11, 30), re_evaluation_filed_on=date(2024, 1, 9))])
    with pytest.raises(TransitionNotAllowed, match="too late"):
        early.apply(ReEvaluationFiled(on=date(2026, 8, 15)))


def test_filing_late_under_the_other_reading():
    """law, silence 5"""
    lapsed = held(3, date(2023, 6, 30))
    with pytest.raises(TransitionNotAllowed, match="what has lapsed starts anew"):
        life(held_before=[lapsed]).apply(ReEvaluationFiled(on=date(2026, 7, 1)))
    later = Rules().read(extension_filing="later-too")
    found = life(held_before=[lapsed], rules=later).apply(ReEvaluationFiled(on=date(2026, 7, 1)))
    assert found.status(date(2026, 8, 1)) is Status.EXTENDED
    with pytest.raises(TransitionNotAllowed, match="what has lapsed starts anew"):
        life(held_before=[lapsed], rules=later).apply(ReEvaluationFiled(on=date(2026, 12, 28)))


# --- law D5: 5★ again, and first 5★ ----------------------------------------------------------------


def at_the_province(stars, **more):
    return life(held_before=[held(stars, date(2023, 11, 30))], **more).apply_all(
        [
            ReEvaluationFiled(on=date(2026, 7, 1), product_set=1),
            CommuneAssessed(on=date(2026, 7, 10)),
        ]
    )


def papers(application, on):
    return [each.id for each in application.required_documents(on)]


def test_five_stars_again_goes_up_without_a_council():
    """law D5: one flow and one list of papers"""
    on = date(2026, 7, 15)
    found = at_the_province(5)
    assert [*steps(found, on)] == ["dossier-forwarded"]
    step = steps(found, on)["dossier-forwarded"]
    assert (step.actor, step.reference) == ("province", "26/2026/QĐ-TTg, Art. 6")
    assert step.deadline.day == date(2026, 8, 24)
    assert papers(found, on) == [
        "letter",
        "ocop-body-report",
        "product-dossier",
        "extra-tests",
        "samples",
    ]
    # they are those of the certificate that is evaluated again, valid or lapsed by now
    lapsed = date(2026, 12, 5)
    assert found.held(lapsed) is None
    assert papers(found, lapsed) == papers(found, on)
    with pytest.raises(TransitionNotAllowed, match="5★ product up without a council") as caught:
        found.apply(judged(on, "province", 85, 4))
    assert caught.value.reference == "26/2026/QĐ-TTg, Art. 6"
    centre = found.apply(DossierForwarded(on=on, level="province"))
    assert centre.level(on) == "centre"
    again = centre.apply_all(
        [
            judged(date(2026, 8, 1), "centre", 93, 5),
            Recognised(on=date(2026, 8, 10), level="centre", stars=5),
        ]
    )
    assert (again.certificate.stars, again.certificate.kind) == (5, "re-evaluation")


def test_the_province_lowers_five_stars_only_on_the_ministrys_result():
    """law D5, Art. 7.4"""
    back = at_the_province(5).apply_all(
        [
            DossierForwarded(on=date(2026, 7, 15), level="province"),
            judged(date(2026, 8, 1), "centre", 85, 4),
            DossierReturned(on=date(2026, 8, 5), level="centre"),
        ]
    )
    on = date(2026, 8, 6)
    assert [*steps(back, on)] == ["recognised", "council-evaluated"]
    assert steps(back, on)["recognised"].stars == 4
    lowered = back.apply(Recognised(on=on, level="province", stars=4))
    assert (lowered.certificate.stars, lowered.status(on)) == (4, Status.VALID)
    # the province evaluates itself: its result goes the usual way
    itself = back.apply(judged(on, "province", 80, 4))
    assert itself.conclusion(on).outcome == "recognised"
    up = back.apply(judged(on, "province", 92, 5))
    assert up.conclusion(on).outcome == "forwarded"
    assert "ocop-body-report" in papers(up, on)


def test_a_first_five_stars_by_re_evaluation_has_council_and_decision():
    """law D5"""
    on = date(2026, 8, 1)
    found = at_the_province(4).apply(judged(on, "province", 92, 5, product_set=1))
    assert found.conclusion(on).label.en == "Potentially 5★, pending at the centre"
    assert {"council-report", "approval-decision"} <= set(papers(found, on))
    with pytest.raises(TransitionNotAllowed, match="does not send it up without a council"):
        at_the_province(4).apply(DossierForwarded(on=on, level="province"))


def test_a_result_of_the_old_rules_on_five_stars_goes_up_too():
    """law D5: judged by the province in the days of Art. 12.2, decided after them"""
    found = life(held_before=[held(5, date(2023, 7, 30))]).apply_all(
        [
            ReEvaluationFiled(on=date(2026, 5, 10)),
            CommuneAssessed(on=date(2026, 5, 20)),
            judged(date(2026, 6, 20), "province", 85, 4, under="1489"),
        ]
    )
    assert found.conclusion(date(2026, 6, 21)).outcome == "recognised"
    conclusion = found.conclusion(date(2026, 6, 22))
    assert (conclusion.outcome, conclusion.reference) == ("forwarded", "26/2026/QĐ-TTg, Art. 6")
    up = found.apply(ResultForwarded(on=date(2026, 6, 22), level="province"))
    assert up.level(date(2026, 6, 22)) == "centre"
    centre = up.apply(judged(date(2026, 7, 1), "centre", 91, 5))
    assert "several-rubrics" in ids(centre.notes(date(2026, 7, 1)))
    assert "filed-outside-window" in ids(centre.notes(date(2026, 7, 1)))


def test_the_papers_of_the_next_step():
    """law D5"""
    on = date(2026, 7, 1)
    found = life(held_before=[held(3, date(2023, 11, 30))])
    with pytest.raises(InputError) as caught:
        found.required_documents(on)
    assert [fault.place for fault in caught.value.faults] == ["event", "product_set"]
    filing = found.required_documents(on, event="re-evaluation-filed", product_set=1)
    assert [each.id for each in filing] == ["form-01", "form-02", "updates", "renewed-papers"]
    upgrade = found.required_documents(on, event="upgrade-filed", product_set=1)
    assert [each.id for each in upgrade] == ["form-01", "form-02", "changes-since"]
    with pytest.raises(InputError, match="'promoted' hands no papers on that day"):
        found.required_documents(on, event="promoted", product_set=1)
    with pytest.raises(InputError, match="none that may happen on that day"):
        life().required_documents(on, product_set=1)
    filed = found.apply(ReEvaluationFiled(on=on, product_set=26))
    assert papers(filed, on) == ["letter", "form-03", "product-dossier"]


# --- law D10, D11, D13, D9, D18 --------------------------------------------------------------------


def test_a_result_goes_down_to_the_level_that_recognises_it():
    """law D10: 66 points at the centre under 148 are the district's 3★"""
    found = life(
        IdeaSubmitted(on=date(2024, 1, 1)),
        IdeaAccepted(on=date(2024, 1, 2), level="district"),
        DossierFiled(on=date(2024, 1, 3)),
        judged(date(2024, 2, 1), "district", 92, 5, under="148"),
        ResultForwarded(on=date(2024, 2, 2), level="district"),
        judged(date(2024, 3, 1), "province", 92, 5, under="148"),
        ResultForwarded(on=date(2024, 3, 2), level="province"),
        judged(date(2024, 4, 1), "centre", 66, 3, under="148"),
    )
    on = date(2024, 4, 2)
    assert "then the district, which recognises" in found.conclusion(on).label.en
    province = found.apply(DossierReturned(on=on, level="centre"))
    conclusion = province.conclusion(on)
    assert (conclusion.outcome, conclusion.to) == ("returned", "district")
    district = province.apply(DossierReturned(on=on, level="province"))
    for each in (found, province, district):
        assert "doubt" in ids(each.conclusion(on).notes)
    done = district.apply(Recognised(on=on, level="district", stars=3))
    assert (done.certificate.stars, done.certificate.level) == (3, "district")


def test_an_excluded_product_is_not_recognised_on_the_centres_result():
    """law D10"""
    result = CouncilResult(regime="26", total=95, stars=None)
    back = result.conclusion("centre")
    assert (back.outcome, back.to) == ("returned", "province")
    assert back.label.en == (
        "Back to the province: no level recognises on this result; it may evaluate itself"
    )
    at_province = result.conclusion("province", came_back=True)
    assert (at_province.outcome, at_province.notes) == ("not-certified", ())
    of_148 = attrs.evolve(result, regime="148")
    assert of_148.conclusion("province", came_back=True).outcome == "not-certified"
    assert "doubt" in ids(of_148.conclusion("province", came_back=True).notes)


def test_doubts_of_the_rubric_reach_the_conclusion():
    """law D16"""
    for which in ("781", "148", "26"):
        for product_set in regime(which).sets:
            result = CouncilResult(regime=which, total=60, stars=3, product_set=product_set.number)
            doubts = regime(which).rubric(product_set).doubts
            notes = result.conclusion("province" if which != "148" else "district").notes
            told = [note for note in notes if note.id == "rubric-doubt"]
            assert len(told) == len(doubts)
            assert all(
                doubt.label.en in note.label.en for doubt, note in zip(doubts, told, strict=True)
            )
    assert CouncilResult(regime="148", total=60, stars=3).conclusion("district").notes == ()


@pytest.mark.parametrize(
    ("filed", "judged_as", "note"),
    [
        (9, 8, None),
        (9, 22, "refused"),
        (4, 4, "renumbered"),
        (4, 8, "renumbered"),
        (4, 5, "refused"),
        (21, 19, "renumbered"),
        (26, 26, None),
        (23, 21, None),
        (23, 23, "refused"),
    ],
)
def test_sets_are_checked_across_numberings(filed, judged_as, note):
    """law D11: filed in 1048's numbering, judged in 148's"""
    found = life(held_before=[held(3, date(2022, 1, 1))]).apply(
        UpgradeFiled(on=date(2023, 2, 1), product_set=filed)
    )
    on = date(2023, 3, 10)
    event = judged(on, "district", 75, 4, under="148", product_set=judged_as)
    if note == "refused":
        with pytest.raises(TransitionNotAllowed, match=f"judged as product set {judged_as}"):
            found.apply(event)
    else:
        notes = ids(found.apply(event).notes(on))
        assert ("renumbered" in notes) == (note == "renumbered")


def test_a_set_of_the_newer_numbering_answers_to_the_older():
    """law D11: under the rules of the day of filing nothing is renumbered"""
    by_filing = Rules().read(on_the_way="filing-day")
    found = life(held_before=[held(3, date(2022, 1, 1))], rules=by_filing).apply(
        UpgradeFiled(on=date(2023, 2, 1), product_set=9)
    )
    on = date(2023, 3, 10)
    assert found.apply(judged(on, "district", 75, 4, under="781", product_set=9)).result
    with pytest.raises(
        TransitionNotAllowed, match="judged as product set 8, but filed in 9; allowed"
    ):
        found.apply(judged(on, "district", 75, 4, under="781", product_set=8))


@pytest.mark.parametrize("on", [date(2020, 1, 1), date(2024, 6, 1), date(2026, 6, 1)])
def test_what_no_decision_regulates_cites_none(on):
    """law D13"""
    quoted = "The official yearly cycle (quoted)"
    assert steps(life(), on)["idea-submitted"].reference == quoted
    promoted = steps(life(held_before=[held(3, on)]), on + timedelta(days=1))["promoted"]
    assert promoted.reference == quoted
    with pytest.raises(TransitionNotAllowed) as caught:
        life(IdeaSubmitted(on=on)).apply(IdeaAccepted(on=on, level="centre"))
    assert caught.value.reference == quoted


def test_a_forwarding_ends_at_the_ministrys_cut_off():
    """law section 5"""
    found = life(
        IdeaSubmitted(on=date(2026, 5, 25)),
        IdeaAccepted(on=date(2026, 5, 28), level="commune"),
        DossierFiled(on=date(2026, 6, 1)),
        CommuneAssessed(on=date(2026, 6, 15)),
        judged(date(2026, 7, 20), "province", 92, 5),
    )
    deadline = steps(found, date(2026, 7, 28))["result-forwarded"].deadline
    assert (deadline.day, deadline.reference) == (date(2026, 7, 29), "26/2026/QĐ-TTg, Art. 5")
    assert "Last day to propose" in deadline.label.en
    included = attrs.evolve(found, rules=Rules().read(cut_off="day-included"))
    assert steps(included, date(2026, 7, 28))["result-forwarded"].deadline.day == date(2026, 7, 30)
    assert steps(found, date(2026, 7, 30))["result-forwarded"].deadline.day == date(2027, 1, 29)
    # a rest day is noted beside the day that is one: in 2029 the cut-off, in 2030 the round's end
    for year, noted in ((2029, [date(2029, 7, 29)]), (2030, [])):
        deadline = steps(found, date(year, 7, 1))["result-forwarded"].deadline
        assert (deadline.day, [note.day for note in deadline.notes]) == (date(year, 7, 29), noted)


def test_time_has_no_deadline():
    """law D9"""
    found = life(held_before=[held(3, date(2023, 7, 20))]).apply(UpgradeFiled(on=date(2026, 6, 1)))
    found = found.apply(CommuneAssessed(on=date(2026, 6, 20)))
    lapsed = steps(found, date(2026, 8, 1))
    assert lapsed["certificate-expired"].deadline is None
    assert lapsed["council-evaluated"].deadline.day == date(2026, 12, 29)


def test_a_closed_window_says_so():
    """law section 5: and the end of the certificate"""
    found = life(held_before=[held(3, date(2023, 11, 30))])
    on = date(2026, 8, 5)
    for notes in (found.notes(on), *(step.notes for step in steps(found, on).values())):
        (closed,) = [note for note in notes if note.id == "window-closed"]
        assert closed.label.en == (
            "The window to file a re-evaluation closed on 2026-08-02; the certificate ends after "
            "2026-11-30"
        )
    assert "window-closed" not in ids(found.notes(date(2026, 8, 2)))
    assert "window-closed" not in ids(found.notes(date(2026, 12, 1)))
    assert "window-closed" not in ids(life(held_before=[held(3, date(2023, 7, 1))]).notes(on))


def test_a_rule_of_2026_is_not_told_to_a_question_of_2024():
    """law section 5"""
    found = life(held_before=[held(3, date(2024, 4, 10), level="district")])
    for on in (date(2024, 6, 1), date(2026, 5, 21)):
        told = [step for step in found.next_steps(on) if step.event == "re-evaluation-filed"]
        (step,) = told
        assert (step.not_before, step.deadline.day) == (None, date(2027, 4, 10))
        assert all("26/2026" not in each.reference for each in found.next_steps(on))
    (step,) = [s for s in found.next_steps(date(2026, 6, 1)) if s.event == "re-evaluation-filed"]
    assert step.not_before == date(2026, 10, 12)


def test_a_back_dated_event_is_told_what_is_true():
    """law section 5"""
    with pytest.raises(TransitionNotAllowed) as caught:
        life(held_before=[held(3, date(2024, 4, 10))]).apply(Promoted(on=date(2024, 4, 9)))
    assert str(caught.value).endswith("nothing is allowed on 2024-04-09")


def test_acts_of_districts_after_their_end_carry_a_note():
    """law D18"""
    found = life(
        IdeaSubmitted(on=date(2025, 6, 1)),
        IdeaAccepted(on=date(2025, 6, 2), level="district"),
        DossierFiled(on=date(2025, 6, 3)),
    )
    on = date(2025, 7, 3)
    assert "level-ceased" in ids(steps(found, on)["council-evaluated"].notes)
    assert "level-ceased" not in ids(steps(found, date(2025, 6, 30))["council-evaluated"].notes)
    done = found.apply(judged(on, "district", 60, 3, under="148"))
    assert "level-ceased" in ids(done.conclusion(on).notes)
    recognised = done.apply(Recognised(on=on, level="district", stars=3))
    assert "level-ceased" in ids(recognised.notes(date(2026, 1, 1)))


# --- readings --------------------------------------------------------------------------------------


def test_a_re_evaluation_waits_for_the_old_term_only_where_it_loses_stars():
    waits, last = Rules().read(lower_rank="after-old-term"), date(2026, 11, 30)
    for on, stars, valid_from in (
        (date(2026, 8, 1), 4, None),
        (date(2026, 8, 1), 3, last + timedelta(days=1)),
        (last, 3, last + timedelta(days=1)),
        (last + timedelta(days=1), 3, None),
    ):
        found = at_the_province(4, rules=waits).apply_all(
            [
                judged(on, "province", 75 if stars == 4 else 60, stars),
                Recognised(on=on, level="province", stars=stars),
            ]
        )
        assert found.certificate.valid_from == valid_from


def test_a_filing_counts_from_the_first_that_is_pending():
    """One that is recorded for a later day is none yet."""
    old = held(3, date(2023, 11, 30))
    for recorded, filed, first in (
        (None, date(2026, 6, 10), date(2026, 6, 10)),
        (date(2026, 6, 5), date(2026, 6, 10), date(2026, 6, 5)),
        (date(2026, 6, 20), date(2026, 6, 10), date(2026, 6, 10)),
    ):
        before = attrs.evolve(old, re_evaluation_filed_on=recorded)
        found = life(held_before=[before]).apply(ReEvaluationFiled(on=filed))
        assert found.certificate.re_evaluation_filed_on == first


def test_more_stars_by_re_evaluation():
    """law, silence 8"""
    on = date(2026, 8, 1)
    found = at_the_province(3).apply(judged(on, "province", 85, 4))
    assert steps(found, on)["recognised"].stars == 4
    assert "re_evaluation_gain=recognised" in steps(found, on)["recognised"].notes[0].label.en
    full = at_the_province(3, rules=Rules().read(re_evaluation_gain="full-procedure"))
    kept = full.apply(judged(on, "province", 92, 5))
    assert (kept.conclusion(on).outcome, steps(kept, on)["recognised"].stars) == ("recognised", 3)
    assert kept.apply(Recognised(on=on, level="province", stars=3)).certificate.stars == 3
    lower = full.apply(judged(on, "province", 40, 2))
    assert lower.conclusion(on).outcome == "not-certified"


@pytest.mark.parametrize(
    ("before", "total", "stars", "reading"),
    [(4, 60, 3, "lower_rank"), (4, 75, 4, None), (3, 85, 4, "re_evaluation_gain")],
)
def test_a_step_names_the_reading_on_which_its_effect_hangs(before, total, stars, reading):
    on = date(2026, 8, 1)
    found = at_the_province(before).apply(judged(on, "province", total, stars))
    step = steps(found, on)["recognised"]
    told = [note.label.en for note in step.notes]
    for question in ("lower_rank", "re_evaluation_gain", "upgrade_without_gain"):
        assert any(f"reading {question}=" in text for text in told) == (question == reading)


def test_fewer_stars_after_the_old_term():
    """law, silence 8"""
    on, last = date(2026, 8, 1), date(2026, 11, 30)
    after = at_the_province(4, rules=Rules().read(lower_rank="after-old-term")).apply_all(
        [judged(on, "province", 60, 3), Recognised(on=on, level="province", stars=3)]
    )
    assert (after.held(last).stars, after.status(on)) == (4, Status.VALID)
    assert after.held(last + timedelta(days=1)).stars == 3
    assert after.certificate.valid_from == last + timedelta(days=1)
    assert [each.event for each in after.next_steps(on)] == ["promoted", "upgrade-filed"]
    with pytest.raises(TransitionNotAllowed, match="its re-evaluation is decided"):
        after.apply(ReEvaluationFiled(on=date(2026, 8, 2)))
    at_once = at_the_province(4).apply_all(
        [judged(on, "province", 60, 3), Recognised(on=on, level="province", stars=3)]
    )
    assert at_once.held(on).stars == 3
    # an upgrade in between takes the place of both
    upgrade = after.apply_all(
        [
            UpgradeFiled(on=date(2026, 8, 10)),
            CommuneAssessed(on=date(2026, 8, 20)),
            judged(date(2026, 9, 1), "province", 91, 5),
            ResultForwarded(on=date(2026, 9, 2), level="province"),
            judged(date(2026, 10, 1), "centre", 91, 5),
            Recognised(on=date(2026, 10, 2), level="centre", stars=5),
        ]
    )
    for on in (date(2026, 10, 2), last, date(2026, 12, 31)):
        assert [each.stars for each in upgrade.certificates if each.status(on).counts] == [5]


def test_what_ended_before_keeps_its_day():
    before = [held(3, date(2021, 1, 10)), held(3, date(2023, 11, 30))]
    found = life(held_before=before).apply_all(
        [
            UpgradeFiled(on=date(2026, 6, 1)),
            CommuneAssessed(on=date(2026, 6, 10)),
            judged(date(2026, 8, 1), "province", 80, 4),
            Recognised(on=date(2026, 8, 5), level="province", stars=4),
        ]
    )
    ends = [each.superseded_on for each in found.certificates]
    assert ends == [date(2023, 11, 30), date(2026, 8, 5), None]


def test_an_idea_need_not_come_first():
    """law, silence 6"""
    on = date(2026, 6, 1)
    assert "idea_first=required" in steps(life(), on)["idea-submitted"].notes[0].label.en
    with pytest.raises(TransitionNotAllowed, match="idea_first=required; the law is silent"):
        life().apply(DossierFiled(on=on))
    straight = life(rules=Rules().read(idea_first="not-required"))
    assert straight.allowed(on) == ("idea-submitted", "dossier-filed", "entity-withdrew")
    assert straight.apply(DossierFiled(on=on)).stage is Stage.EVALUATION


def test_a_lapsed_product_files_at_once():
    """law, silence 7"""
    lapsed, on = life(held_before=[held(3, date(2020, 1, 10))]), date(2026, 6, 1)
    assert lapsed.allowed(on) == ("dossier-filed", "certificate-expired", "entity-withdrew")
    assert lapsed.apply(DossierFiled(on=on)).case == "first"
    noted = lapsed.apply(CertificateExpired(on=on))
    assert noted.stage is Stage.REGISTRATION
    first = attrs.evolve(lapsed, rules=Rules().read(lapse="noted-first"))
    assert first.allowed(on) == ("certificate-expired", "entity-withdrew")
    assert first.apply(CertificateExpired(on=on)).apply(DossierFiled(on=on)).case == "first"


def test_one_dossier_at_a_time():
    """law, silence 10"""
    found = at_the_province(3)
    with pytest.raises(TransitionNotAllowed, match="the library takes one at a time") as caught:
        found.apply(UpgradeFiled(on=date(2026, 7, 12)))
    assert caught.value.reference == ""
    assert "one-dossier" in ids(found.notes(date(2026, 7, 12)))


def test_leaving_does_not_touch_the_certificate():
    """law, silence 11"""
    on = date(2026, 7, 1)
    left = life(held_before=[held(3, date(2024, 1, 10))]).apply(EntityWithdrew(on=on))
    assert left.status(on) is Status.VALID
    assert "entity-left" in ids(left.notes(on))
    assert "entity-left" not in ids(left.notes(date(2028, 1, 1)))


def test_what_a_council_read_otherwise_is_noted():
    """law D21"""
    on = date(2026, 8, 1)
    own = judged(on, "province", 60, 3, rules=Rules().read(star_minima="own"))
    assert "other-readings" in ids(at_the_province(3).apply(own).notes(on))
    same = judged(on, "province", 60, 3)
    assert "other-readings" not in ids(at_the_province(3).apply(same).notes(on))


# --- law, silence 16: who may bring it -------------------------------------------------------------


def registered(kind, on=date(2026, 6, 1), level="commune"):
    return life(IdeaSubmitted(on=on), IdeaAccepted(on=on, level=level), entity_kind=kind)


def test_an_association_brings_tourism_alone():
    """law, silence 16"""
    on = date(2026, 6, 2)
    found = registered("hội")
    assert found.entity_kind == "association"
    with pytest.raises(TransitionNotAllowed, match="not among those who may bring") as caught:
        found.apply(DossierFiled(on=on, product_set=1))
    assert "26/2026/QĐ-TTg, Art. 2.3" in caught.value.reference
    assert ids(found.apply(DossierFiled(on=on, product_set=26)).notes(on)) == []
    assert ids(found.apply(DossierFiled(on=on)).notes(on)) == ["entity-groups"]
    assert ids(registered("HTX").apply(DossierFiled(on=on, product_set=1)).notes(on)) == []


def test_an_enterprise_of_unknown_size_is_noted():
    """law, silence 16"""
    on = date(2026, 6, 2)
    found = registered("công ty").apply(DossierFiled(on=on, product_set=1))
    assert found.entity_kind == "enterprise"
    (note,) = found.notes(on)
    assert (note.id, note.reference) == ("entity-unknown", "26/2026/QĐ-TTg, Art. 2.3")
    assert note.label.en.endswith("only a small or medium enterprise may apply")


def test_who_may_bring_it_is_known_only_in_outline_before():
    """law, silence 16"""
    on = date(2024, 6, 2)
    farm = registered("trang trại", on, "district").apply(DossierFiled(on=on, product_set=1))
    (note,) = farm.notes(on)
    assert (note.id, "known only in outline" in note.label.en) == ("entity-outline", True)
    listed = registered("HTX", on, "district").apply(DossierFiled(on=on, product_set=1))
    assert listed.notes(on) == ()


def test_the_kind_of_entity_is_checked_written_and_read():
    """law, silence 16"""
    with pytest.raises(InputError) as caught:
        life(entity_kind="hợp tác xa viên")
    assert [fault.place for fault in caught.value.faults] == ["entity_kind"]
    with pytest.raises(InputError, match="entity_kind: 3 is not text"):
        life(entity_kind=3)
    found = registered("tổ hợp tác")
    assert ocop.to_dict(found)["entity_kind"] == "cooperative-group"
    assert ocop.from_dict(Application, ocop.to_dict(found)) == found


def test_a_withdrawal_ends_the_certificate_that_is_held():
    found = at_the_province(4, rules=Rules().read(lower_rank="after-old-term")).apply_all(
        [
            judged(date(2026, 8, 1), "province", 60, 3),
            Recognised(on=date(2026, 8, 1), level="province", stars=3),
            Withdrawn(withdrawal=Withdrawal(on=date(2026, 9, 1), ground="breach-of-law")),
        ]
    )
    assert [str(each.status(date(2026, 9, 1))) for each in found.certificates] == [
        "withdrawn",
        "not-yet-valid",
    ]


def test_an_upgrade_withdrawn_revives_the_older_one_by_reading():
    """law, silence 9: within its 36 months; by default nothing revives"""
    on, withdrawn = date(2025, 3, 1), date(2025, 6, 1)
    before = [held(3, date(2024, 1, 10)), held(4, on, kind="upgrade")]
    event = Withdrawn(withdrawal=Withdrawal(on=withdrawn, ground="mark-misuse"))
    plain = life(held_before=before).apply(event)
    assert plain.held(withdrawn) is None
    older = Rules().read(withdrawn_upgrade="older-revives")
    found = life(held_before=before, rules=older).apply(event)
    assert [str(each.status(withdrawn)) for each in found.certificates] == ["valid", "withdrawn"]
    old = found.certificates[0]
    days = [date(2025, 2, 28), on, date(2025, 5, 31), withdrawn, date(2027, 1, 10)]
    assert [str(old.status(day)) for day in days] == [
        "valid",
        "superseded",
        "superseded",
        "valid",
        "valid",
    ]
    assert found.held(withdrawn).stars == 3
    assert found.allowed(withdrawn)[0:2] == ("upgrade-filed", "re-evaluation-filed")
    read = attrs.evolve(before[1], withdrawal=event.withdrawal, rules=older)
    recorded = [attrs.evolve(before[0], rules=older), read]
    assert superseding(recorded)[0] == old
    for day in days:
        assert current(recorded, on=day) == found.held(day)
    assert ocop.from_dict(Certificate, ocop.to_dict(old)) == old
    # another upgrade ends it for good
    again = found.apply_all(
        [
            UpgradeFiled(on=date(2026, 6, 1)),
            CommuneAssessed(on=date(2026, 6, 10)),
            judged(date(2026, 8, 1), "province", 80, 4),
            Recognised(on=date(2026, 8, 5), level="province", stars=4),
        ]
    )
    assert again.certificates[0].status(date(2026, 8, 5)) is Status.SUPERSEDED
    assert again.held(date(2026, 8, 5)).issued_on == date(2026, 8, 5)
    late = Withdrawn(withdrawal=Withdrawal(on=date(2027, 1, 11), ground="mark-misuse"))
    assert life(held_before=before, rules=older).apply(late).held(date(2027, 1, 11)) is None


def test_the_rules_before_set_no_days_to_withdraw():
    """law section 5: a true sentence"""
    withdrawal = Withdrawal(
        on=date(2024, 6, 1), ground="mark-misuse", concluded_on=date(2024, 5, 1)
    )
    with pytest.raises(NotRegulated, match="no number of days is known under 148/QĐ-TTg"):
        withdrawal.due_on(3)
