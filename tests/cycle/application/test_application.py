"""Applications driven by random events, beside an independent model; and by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import get_args, get_type_hints

import attrs
import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ocop.cycle import (
    Application,
    Certificate,
    CertificateExpired,
    CommuneAssessed,
    CouncilEvaluated,
    CouncilResult,
    DossierFiled,
    DossierReturned,
    EntityWithdrew,
    IdeaAccepted,
    IdeaReturned,
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
    verdict,
)
from ocop.cycle.application.event import EVENTS
from ocop.cycle.application.event_rule import event_rule
from ocop.errors import InputError, NotFoundError
from ocop.law import Level, Readings, Rules, regimes
from ocop.law.regime import regime
from ocop.testing.strategies import (
    applications,
    ballots,
    council_results,
    council_rules,
    events,
)
from ocop.testing.strategies.cycle import _fitting
from tests.cycle.model import DEFAULTS, LEVELS, Model

FIRST = date(2019, 8, 21)
STATE = (
    "stage",
    "over",
    "case",
    "filed_on",
    "proposed_on",
    "result",
    "certificates",
    "certificate",
)
STARTING = [FIRST, date(2021, 3, 1), date(2023, 3, 1), date(2025, 4, 1), date(2026, 4, 1)]


USUAL = [
    "certificate-expired",
    "result-forwarded",
    "recognised",
    "commune-assessed",
    "council-evaluated",
    "idea-accepted",
    "dossier-forwarded",
    "re-evaluation-filed",
    "upgrade-filed",
    "dossier-filed",
    "idea-submitted",
]


def words(event):
    """What the model is told of an event: plain values."""
    found = {}
    if event.id in {"dossier-filed", "upgrade-filed", "re-evaluation-filed"}:
        found["product_set"] = event.product_set
    if hasattr(event, "level"):
        found["level"] = str(event.level)
    if event.id == "council-evaluated":
        found |= {"under": event.result.regime, "product_set": event.result.product_set}
    if event.id == "recognised":
        found["stars"] = event.stars
    if event.id == "withdrawn":
        found["by"] = event.withdrawal.by and str(event.withdrawal.by)
    return found


READ = {
    name: st.sampled_from(get_args(get_type_hints(Readings)[name])) for name in sorted(DEFAULTS)
}


class Lives(RuleBasedStateMachine):
    """One product, and everything that may or may not happen to it."""

    @initialize(
        day=st.sampled_from(STARTING),
        held=st.lists(st.tuples(st.sampled_from([3, 4, 5]), st.integers(0, 1400)), max_size=2),
        read=st.fixed_dictionaries({}, optional=READ),
    )
    def begin(self, day, held, read):
        self.model, self.day = Model(**read), day
        rules = Rules().read(**read)
        issued = {max(day - timedelta(days=ago), FIRST): stars for stars, ago in held}
        self.before = [
            Certificate(product="tea", stars=stars, issued_on=on) for on, stars in issued.items()
        ]
        self.app = Application(product="tea", held_before=self.before, rules=rules)
        self.model.begin_with(sorted(issued.items()))
        if not held:
            lowest = next(iter(self.model.levels(day)))
            self.happens(IdeaSubmitted(on=day))
            self.happens(IdeaAccepted(on=day, level=lowest))

    def happens(self, event):
        told = words(event)
        permitted = self.model.permits(event.id, event.on, **told)
        before = self.app
        note(f"{event} {'may' if permitted else 'may not'}")
        if not permitted:
            with pytest.raises(TransitionNotAllowed) as caught:
                before.apply(event)
            assert caught.value.event is event
            assert caught.value.stage is before.stage
            return
        self.app = before.apply(event)
        if event.id == "council-evaluated":
            result = event.result
            told = {
                "level": told["level"],
                "total": result.total,
                "stars": result.stars,
                "stands": result.stands,
            }
        self.model.happen(event.id, event.on, **told)
        assert Stage.transitions(before.rules)[before.stage, event.id] is self.app.stage
        self.day = max(self.day, event.on)

    @rule(days=st.one_of(st.integers(0, 45), st.integers(46, 1300)))
    def some_time_passes(self, days):
        self.time_passes(days)

    def time_passes(self, days):
        self.day = min(self.day + timedelta(days=days), date(2035, 1, 1))

    def fitting(self, data, which):
        """What the application should take, mostly with a result that certifies."""
        event = _fitting(data.draw, self.app, which, self.day)
        if which == "council-evaluated" and data.draw(st.integers(0, 4)):
            stars = data.draw(st.sampled_from([3, 4, 5]))
            total = data.draw(st.integers({3: 50, 4: 70, 5: 90}[stars], 100))
            result = attrs.evolve(event.result, total=total, stars=stars, needs=())
            event = attrs.evolve(event, result=result)
        return event

    @rule(data=st.data())
    def what_fits(self, data):
        allowed = [each for each in self.app.allowed(self.day) if each != "entity-withdrew"]
        if allowed:
            self.happens(self.fitting(data, data.draw(st.sampled_from(allowed))))

    @rule(data=st.data(), times=st.integers(3, 9), days=st.integers(0, 50))
    def the_usual_way(self, data, times, days):
        """Several steps on, each some days after the other, each also tried amiss."""
        for _ in range(times):
            on = [each for each in USUAL if each in self.app.allowed(self.day)]
            if on:
                fitting = self.fitting(data, on[0])
                amiss = self.amiss(data, fitting)
                if amiss != fitting:
                    self.happens(amiss)
                if self.app.history[-1:] != (amiss,):
                    self.happens(fitting)
            self.time_passes(days)

    def amiss(self, data, fitting):
        """The same by another level, of other stars, or judged by other rules."""
        changes = {}
        if hasattr(fitting, "stars"):
            changes["stars"] = data.draw(st.integers(1, 5))
        elif hasattr(fitting, "result"):
            under = data.draw(st.sampled_from(["148", "1489", "26"]))
            changes["result"] = attrs.evolve(fitting.result, regime=under)
        elif hasattr(fitting, "level"):
            levels = ["commune", "district", "province", "centre"]
            changes["level"] = data.draw(st.sampled_from(levels))
        return attrs.evolve(fitting, **changes)

    @precondition(lambda self: self.app.certificates)
    @rule(data=st.data(), ahead=st.sampled_from([181, 180, 121, 120, 119, 60, 0, -1, -180, -181]))
    def at_an_edge_of_the_certificate(self, data, ahead):
        """The day moves to an edge, and everything that the certificate decides is tried."""
        day = self.app.certificate.last_valid_day - timedelta(days=ahead)
        self.day = min(max(self.day, day), date(2035, 1, 1))
        for which in ("re-evaluation-filed", "promoted", "certificate-expired"):
            if data.draw(st.booleans()):
                self.happens(data.draw(events(which, self.day)))

    @rule(data=st.data(), back=st.sampled_from([0, 0, 0, 1, 400]))
    def anything(self, data, back):
        which = data.draw(st.sampled_from(sorted(set(EVENTS) - {"entity-withdrew"})))
        on = max(self.day - timedelta(days=back), FIRST)
        held = self.app.held(on)
        self.happens(data.draw(events(which, on, stars=held.stars if held else 3)))

    @precondition(lambda self: len(self.app.history) > 8)
    @rule()
    def the_entity_leaves(self):
        self.happens(EntityWithdrew(on=self.day))

    @invariant()
    def they_agree(self):
        model, app = self.model, self.app
        assert (app.stage, app.over, app.case) == (model.stage, model.over, model.case)
        assert (app.level(self.day) if app.case else None) == (
            model.holder(self.day) if model.case else None
        )
        for held, mine in zip(app.certificates, model.held, strict=True):
            assert (held.stars, held.issued_on) == (mine.stars, mine.issued)
            for on in (
                self.day,
                mine.last,
                mine.last + timedelta(days=1),
                self.day + timedelta(days=90),
            ):
                assert held.status(on).counts == mine.counts(on)

    @invariant()
    def dates_never_run_back(self):
        days = [event.on for event in self.app.history]
        assert days == sorted(days)

    @invariant()
    def the_history_replays(self):
        again = attrs.evolve(self.app, history=self.app.history)
        assert again == self.app
        assert [getattr(again, name) for name in STATE] == [
            getattr(self.app, name) for name in STATE
        ]

    @invariant()
    def what_is_allowed_is_what_the_model_permits_in_some_form(self):
        allowed = self.app.allowed(self.day)
        steps = self.app.next_steps(self.day, calendar="weekends")
        ready = {step.event for step in steps if step.not_before is None}
        assert ready <= set(allowed)
        for event in ("idea-submitted", "promoted", "certificate-expired", "commune-assessed"):
            assert (event in allowed) == self.model.permits(event, self.day)

    @invariant()
    def nothing_certifies_without_its_due(self):
        result = None
        for event in self.app.history:
            if event.id == "council-evaluated":
                result = event.result
            if event.id == "recognised":
                assert result.stands
                assert result.total >= 50
                keeps = self.app.rules.readings.re_evaluation_gain == "full-procedure"
                assert event.stars <= result.stars if keeps else event.stars == result.stars
                assert event.stars >= 3
                assert result.total >= {3: 50, 4: 70, 5: 90}[event.stars]
                present = next(n for n, first in reversed(_starts()) if event.on >= first)
                by_filing = self.app.rules.readings.on_the_way == "filing-day"
                if event.on >= date(2026, 5, 22):
                    assert event.stars in LEVELS[present][str(event.level)][0]
                elif event.on < date(2025, 7, 6):
                    rules = LEVELS[result.regime if by_filing else present]
                    assert event.stars in rules[str(event.level)][0]


def _starts():
    return [(each.id, each.first_day) for each in regimes()]


TestLives = Lives.TestCase
TestLives.pytestmark = [pytest.mark.slow]
TestLives.settings = settings(stateful_step_count=35)


# --- by hand -----------------------------------------------------------------------------------------


def life(*history, **more):
    return Application(product="tea", history=history, **more)


def registered(day=date(2026, 6, 1), level="commune", **more):
    return life(IdeaSubmitted(on=day), IdeaAccepted(on=day, level=level), **more)


def evaluated(total, stars, *, filed=date(2026, 6, 1), on=date(2026, 8, 1), **more):
    return registered(filed).apply_all(
        [
            DossierFiled(on=filed, product_set=1),
            CommuneAssessed(on=filed),
            CouncilEvaluated(
                on=on,
                level="province",
                result=CouncilResult(regime="26", total=total, stars=stars, **more),
            ),
        ]
    )


def certified(stars=4, on=date(2026, 9, 1)):
    total = {3: 60, 4: 80}[stars]
    return evaluated(total, stars).apply(
        Recognised(on=on, level="province", stars=stars, issuer="UBND tỉnh", decision_no="1/QĐ")
    )


def test_the_refusal_says_what_where_why_and_what_may():
    with pytest.raises(TransitionNotAllowed) as caught:
        evaluated(93, 5).apply(Recognised(on=date(2026, 9, 1), level="province", stars=5))
    found = caught.value
    assert found.allowed == ("result-forwarded", "entity-withdrew")
    assert found.stage is Stage.CERTIFICATION
    assert found.why.en == "what follows from the result: Potentially 5★, pending at the centre"
    assert found.reference == "26/2026/QĐ-TTg, Art. 4.1, 7.3"
    assert str(found) == (
        "recognised on 2026-09-01: not in the stage certification: what follows from the result: "
        "Potentially 5★, pending at the centre [26/2026/QĐ-TTg, Art. 4.1, 7.3]; "
        "allowed: result-forwarded, entity-withdrew"
    )
    assert isinstance(found, ValueError)


@pytest.mark.parametrize(
    ("application", "event", "why"),
    [
        (life(), IdeaReturned(on=FIRST, level="district"), "no idea is handed in"),
        (
            life(IdeaSubmitted(on=FIRST)),
            IdeaSubmitted(on=FIRST),
            "an idea is handed in already",
        ),
        (
            life(IdeaSubmitted(on=FIRST)),
            IdeaAccepted(on=FIRST, level="commune"),
            "not an act of the commune, but of the district",
        ),
        (life(), DossierFiled(on=FIRST), "the idea of a new product is accepted first"),
        (life(), Promoted(on=FIRST), "no such step from this stage"),
        (registered(), UpgradeFiled(on=date(2026, 6, 2)), "holds no valid certificate"),
        (registered(), DossierFiled(on=date(2026, 5, 1)), "comes before the last event"),
        (
            registered().apply(DossierFiled(on=date(2026, 6, 2))),
            CouncilEvaluated(
                on=date(2026, 6, 3),
                level="province",
                result=CouncilResult(regime="26", total=60, stars=3),
            ),
            "the commune assesses the dossier first",
        ),
        (
            registered().apply(DossierFiled(on=date(2026, 6, 2))),
            DossierReturned(on=date(2026, 6, 3), level="province"),
            "the dossier lies with the commune",
        ),
        (
            evaluated(60, 3),
            CouncilEvaluated(
                on=date(2026, 9, 1),
                level="province",
                result=CouncilResult(regime="26", total=70, stars=4),
            ),
            "its result stands",
        ),
        (evaluated(60, 3), Recognised(on=date(2026, 9, 1), level="province", stars=4), "4★, but"),
        (evaluated(92, 5), NotRecognised(on=date(2026, 9, 1), level="province"), "Potentially 5★"),
        (evaluated(49, 2), Recognised(on=date(2026, 9, 1), level="province", stars=3), "Not cert"),
        (
            evaluated(60, 3, needs=("more-members",)),
            Recognised(on=date(2026, 9, 1), level="province", stars=3),
            "Nothing can be concluded yet",
        ),
        (evaluated(60, 3), DossierReturned(on=date(2026, 9, 1), level="centre"), "Recognised at 3"),
        (certified(), DossierFiled(on=date(2026, 9, 2)), "holds 4★ until 2029-09-01"),
        (
            certified().apply_all(
                [
                    UpgradeFiled(on=date(2026, 9, 2)),
                    DossierReturned(
                        on=date(2026, 9, 3), level="commune", reason="a form is missing"
                    ),
                ]
            ),
            DossierFiled(on=date(2026, 9, 4)),
            "holds 4★ until 2029-09-01; file an upgrade or a re-evaluation",
        ),
        (certified(), ReEvaluationFiled(on=date(2029, 3, 4)), "the window opens on 2029-03-05"),
        (certified(), ReEvaluationFiled(on=date(2029, 5, 5)), "the window closed on 2029-05-04"),
        (certified(), CertificateExpired(on=date(2029, 9, 1)), "no certificate has lapsed"),
        (
            certified().apply(CertificateExpired(on=date(2029, 9, 2))),
            CertificateExpired(on=date(2029, 9, 3)),
            "noted already",
        ),
        (
            certified(),
            Withdrawn(
                withdrawal=Withdrawal(on=date(2027, 1, 1), ground="breach-of-law", by="centre")
            ),
            "4★ are withdrawn by the province, not the centre",
        ),
        (
            registered().apply(EntityWithdrew(on=date(2026, 7, 1))),
            DossierFiled(on=date(2026, 7, 2)),
            "the entity has left",
        ),
        (
            life(IdeaSubmitted(on=FIRST), IdeaAccepted(on=FIRST, level="district")),
            CommuneAssessed(on=FIRST),
            "no such step",
        ),
        (
            life(
                IdeaSubmitted(on=FIRST),
                IdeaAccepted(on=FIRST, level="district"),
                DossierFiled(on=FIRST),
            ),
            CommuneAssessed(on=FIRST),
            "lies with the district, which does not screen",
        ),
        (registered(), DossierFiled(on=date(2026, 6, 2), product_set=27), "no product set 27"),
        (
            registered().apply_all(
                [
                    DossierFiled(on=date(2026, 6, 2), product_set=2),
                    CommuneAssessed(on=date(2026, 6, 3)),
                ]
            ),
            CouncilEvaluated(
                on=date(2026, 8, 1),
                level="province",
                result=CouncilResult(regime="26", total=60, stars=3, product_set=1),
            ),
            "judged as product set 1, but filed in 2",
        ),
        (
            registered().apply_all(
                [
                    DossierFiled(on=date(2026, 6, 2), product_set=2),
                    CommuneAssessed(on=date(2026, 6, 3)),
                ]
            ),
            CouncilEvaluated(
                on=date(2026, 8, 1),
                level="province",
                result=CouncilResult(regime="1489", total=60, stars=3),
            ),
            "judged by the rubric of '1489', where '26' holds",
        ),
    ],
)
def test_refusals(application, event, why):
    with pytest.raises(TransitionNotAllowed) as caught:
        application.apply(event)
    assert why in caught.value.why.en
    assert caught.value.allowed == application.allowed(event.on) or application.over


def upgraded(stars, total, *, held=3, **more):
    """An upgrade of a product recognised on 2026-09-01, evaluated on the same day."""
    on = date(2026, 9, 1)
    result = CouncilResult(regime="26", total=total, stars=stars)
    filed = attrs.evolve(certified(held), **more).apply_all(
        [UpgradeFiled(on=on), CommuneAssessed(on=on)]
    )
    return filed.apply(CouncilEvaluated(on=on, level="province", result=result))


def test_one_day_gives_one_certificate():
    """law D4: on the day of the last certificate the step says from when on, and is not offered"""
    on, next_day = date(2026, 9, 1), date(2026, 9, 2)
    found = upgraded(4, 80)
    assert "recognised" not in found.allowed(on)
    with pytest.raises(TransitionNotAllowed, match="issued on 2026-09-01 already"):
        found.apply(Recognised(on=on, level="province", stars=4))
    (step,) = found.next_steps(on, calendar="weekends")
    assert (step.event, step.stars, step.not_before) == ("recognised", 4, next_day)
    assert found.apply(Recognised(on=next_day, level="province", stars=4)).certificate.stars == 4


def test_an_upgrade_without_gain():
    """law D4: not recognised is the library's reading and no law; the other reading recognises"""
    on = date(2026, 9, 2)
    found = upgraded(3, 66)
    assert found.allowed(on) == ("not-recognised", "withdrawn", "entity-withdrew")
    (step,) = found.next_steps(on, calendar="weekends")
    assert (step.event, step.reference) == ("not-recognised", "")
    assert "3★, no more than the 3★ held" in step.label.en
    note_ = next(each for each in step.notes if each.id == "reading")
    assert "the library's reading upgrade_without_gain=not-recognised" in note_.label.en
    assert note_.reference == "26/2026/QĐ-TTg, Art. 7.5"
    assert note_ in found.notes(on)
    with pytest.raises(TransitionNotAllowed) as caught:
        found.apply(Recognised(on=on, level="province", stars=3))
    assert caught.value.reference == ""
    assert "the library's reading upgrade_without_gain; the law is silent" in caught.value.why.en
    back = found.apply(NotRecognised(on=on, level="province"))
    assert (back.status(on), back.stage) == (Status.VALID, Stage.REGISTRATION)
    taken = upgraded(3, 66, rules=Rules().read(upgrade_without_gain="recognised"))
    again = taken.apply(Recognised(on=on, level="province", stars=3))
    assert (again.certificate.stars, again.certificate.kind) == (3, "upgrade")


def test_nothing_stands_above_five_stars():
    top = Certificate(product="tea", stars=5, issued_on=date(2026, 9, 1))
    with pytest.raises(TransitionNotAllowed, match="nothing stands above 5★"):
        life(held_before=[top]).apply(UpgradeFiled(on=date(2026, 9, 2)))


def test_what_was_held_before():
    old = Certificate(product="tea", stars=3, issued_on=date(2021, 1, 10))
    later = Certificate(product="tea", stars=4, issued_on=date(2023, 6, 1), kind="upgrade")
    found = life(held_before=[later, old])
    assert found.stage is Stage.PROMOTION
    assert [each.stars for each in found.certificates] == [3, 4]
    assert found.certificates[0].status(date(2023, 6, 1)) is Status.SUPERSEDED
    with pytest.raises(TransitionNotAllowed, match="comes before"):
        found.apply(Promoted(on=date(2023, 5, 1)))
    with pytest.raises(InputError, match="is of 'rice', not 'tea'"):
        life(held_before=[attrs.evolve(old, product="rice")])


def test_the_district_that_is_no_more():
    filed = life(
        IdeaSubmitted(on=date(2025, 6, 1)),
        IdeaAccepted(on=date(2025, 6, 1), level="district"),
        DossierFiled(on=date(2025, 6, 2)),
    )
    assert filed.level(date(2025, 7, 5)) == "district"
    assert filed.level(date(2025, 7, 6)) == "province"


def test_what_goes_in_is_checked():
    with pytest.raises(InputError, match="is not an event"):
        life().apply("idea-submitted")
    with pytest.raises(InputError) as caught:
        Application(product="", entity=3, rules={}, history=["idea"])
    assert len(caught.value.faults) == 4
    with pytest.raises(InputError, match="is not a date"):
        life().allowed(datetime(2026, 6, 1))  # noqa: DTZ001
    with pytest.raises(InputError, match="is not a Certificate"):
        life(held_before=["a certificate"])
    with pytest.raises(NotFoundError):
        life().apply(IdeaSubmitted(on=date(2019, 8, 20)))
    with pytest.raises(TransitionNotAllowed):
        life(DossierFiled(on=FIRST))


@pytest.mark.parametrize(
    ("make", "places"),
    [
        (lambda: IdeaSubmitted(on=None), {"on"}),
        (lambda: IdeaAccepted(on="2026-06-01", level="village"), {"on", "level"}),
        (lambda: IdeaReturned(on=FIRST, level=None, reason=3), {"level", "reason"}),
        (lambda: DossierFiled(on=FIRST, product_set=True), {"product_set"}),
        (lambda: DossierFiled(on=FIRST, product_set=0), {"product_set"}),
        (lambda: CouncilEvaluated(on=FIRST, level="province", result=93), {"result"}),
        (
            lambda: Recognised(on=FIRST, level="province", stars="3", issuer=1, decision_no=2),
            {"stars", "issuer", "decision_no"},
        ),
        (lambda: Withdrawn(withdrawal="forged"), {"withdrawal"}),
    ],
)
def test_faults_of_events(make, places):
    with pytest.raises(InputError) as caught:
        make()
    assert {fault.place for fault in caught.value.faults} == places


def test_the_application_tells_where_it_stands():
    found = certified()
    assert repr(found) == "<Application of 'tea': promotion, 6 events>"
    assert (found.case, found.filed_on, found.result, found.proposed_on) == (None,) * 4
    assert found.level(date(2026, 9, 2)) is None
    assert found.conclusion(date(2026, 9, 2)) is None
    assert (found.certificate.issuer, found.certificate.decision_no) == ("UBND tỉnh", "1/QĐ")
    assert life().status(FIRST) is None
    assert life().certificate is None
    assert hash(found) == hash(certified())
    assert found.regime(date(2026, 9, 2)) == regime("26")


def test_readings_reach_the_certificate():
    taken = Rules().read(last_valid_day="day-before")
    found = Application(product="tea", rules=taken, history=certified().history)
    assert found.certificate.last_valid_day == date(2029, 8, 31)
    assert found != certified()


@given(ballots(regime("26").rubric(1), invalid=True), council_rules())
def test_a_verdict_certifies_only_what_it_holds(cast, rules):
    """Not under 50 points, nor above a missed minimum, without quorum, or by the wrong level."""
    found = verdict(cast, rules)
    filed = registered().apply_all(
        [DossierFiled(on=date(2026, 6, 2), product_set=1), CommuneAssessed(on=date(2026, 6, 3))]
    )
    on = date(2026, 9, 1)
    done = filed.apply(CouncilEvaluated(on=on, level="province", result=found.result))
    for stars in range(1, 6):
        for level in Level:
            try:
                made = done.apply(Recognised(on=on, level=level, stars=stars)).certificate
            except TransitionNotAllowed:
                due = found.stands and found.stars in {3, 4} and level is Level.PROVINCE
                assert not (due and stars == found.stars)
                continue
            assert made.stars == stars == found.stars
            assert found.stands
            assert rules.quorum_met(len([b for b in cast if b.valid or rules.quorum_of == "all"]))
            assert found.total >= 50
            assert all(each.stars > stars for each in found.missed_minima)
            assert (level, stars in {3, 4}) == (Level.PROVINCE, True)


# --- next steps ----------------------------------------------------------------------------------------


def steps(application, on, **more):
    return {step.event: step for step in application.next_steps(on, calendar="weekends", **more)}


def test_next_steps_from_the_beginning():
    assert [*steps(life(), date(2026, 6, 1))] == ["idea-submitted"]
    assert [*steps(life(IdeaSubmitted(on=FIRST)), date(2026, 6, 1))] == ["idea-accepted"]
    accept = steps(life(IdeaSubmitted(on=FIRST)), date(2026, 6, 1))["idea-accepted"]
    assert (accept.actor, accept.deadline) == ("commune", None)
    assert accept.notes
    assert [*steps(registered(), date(2026, 6, 1))] == ["dossier-filed"]
    over = registered().apply(EntityWithdrew(on=date(2026, 7, 1)))
    assert over.next_steps(date(2026, 7, 2)) == ()
    assert over.allowed(date(2026, 7, 2)) == ()


def test_next_steps_of_a_dossier():
    filed = registered().apply(DossierFiled(on=date(2026, 8, 20)))
    (check,) = filed.next_steps(date(2026, 8, 21), calendar="weekends")
    assert (check.event, check.actor) == ("commune-assessed", "commune")
    assert (check.deadline.day, check.deadline.calendar) == (date(2026, 9, 10), "weekends")
    assert check.reference == "26/2026/QĐ-TTg, Art. 7.2"
    proposed = filed.apply(CommuneAssessed(on=date(2026, 9, 8)))
    council = steps(proposed, date(2026, 9, 9))["council-evaluated"]
    assert (council.actor, council.deadline.day) == ("province", date(2026, 12, 29))
    late = filed.apply(CommuneAssessed(on=date(2026, 11, 2)))
    assert steps(late, date(2026, 11, 2))["council-evaluated"].deadline.day == date(2027, 6, 29)


def test_next_steps_after_a_result():
    on = date(2026, 9, 1)
    assert [*steps(evaluated(60, 3), on)] == ["recognised"]
    assert [*steps(evaluated(49, 2), on)] == ["not-recognised"]
    up = steps(evaluated(93, 5), on)["result-forwarded"]
    assert "Potentially 5★, pending at the centre" in up.label.en
    assert "Tiềm năng 5 sao" in up.label.vi
    again = steps(evaluated(60, 3, needs=("chair",)), on)
    assert [*again] == ["council-evaluated"]
    assert "Nothing can be concluded yet" in again["council-evaluated"].label.en
    centre = evaluated(93, 5).apply_all(
        [
            ResultForwarded(on=date(2026, 7, 20) + timedelta(days=20), level="province"),
            CouncilEvaluated(
                on=on, level="centre", result=CouncilResult(regime="26", total=88, stars=4)
            ),
        ]
    )
    back = steps(centre, on)["dossier-returned"]
    assert (back.actor, back.deadline.day) == ("centre", date(2027, 3, 29))
    returned = centre.apply(DossierReturned(on=on, level="centre"))
    assert [*steps(returned, on)] == ["recognised", "council-evaluated"]


def test_next_steps_of_a_certified_product():
    found = steps(certified(), date(2026, 9, 2))
    assert [*found] == ["promoted", "upgrade-filed", "re-evaluation-filed"]
    window = found["re-evaluation-filed"]
    assert window.not_before == date(2029, 3, 5)
    assert window.deadline.day == date(2029, 5, 4)
    opened = steps(certified(), date(2029, 3, 5))["re-evaluation-filed"]
    assert (opened.not_before, opened.deadline.day) == (None, date(2029, 5, 4))
    assert "re-evaluation-filed" not in steps(certified(), date(2029, 5, 5))
    lapsed = steps(certified(), date(2029, 9, 2))
    assert [*lapsed] == ["dossier-filed", "certificate-expired"]
    assert lapsed["certificate-expired"].actor is None


def test_next_steps_in_the_transition():
    old = Certificate(product="tea", stars=3, issued_on=date(2023, 7, 1))
    held = life(held_before=[old])
    late = steps(held, date(2026, 6, 1))["re-evaluation-filed"].deadline
    assert (late.day, late.reference) == (date(2026, 7, 1), "26/2026/QĐ-TTg, Art. 12.3")
    before = steps(held, date(2026, 5, 1))["re-evaluation-filed"].deadline
    assert before.day == date(2026, 7, 1)
    no_window = life(held_before=[attrs.evolve(old, issued_on=date(2022, 7, 1))])
    found = steps(no_window, date(2024, 7, 1))["re-evaluation-filed"].deadline
    assert (found.day, "36 months" in found.reference) == (date(2025, 7, 1), True)
    filed = held.apply(ReEvaluationFiled(on=date(2026, 5, 10)))
    (check,) = filed.next_steps(date(2026, 6, 1), calendar="weekends")
    assert (check.deadline.day, check.deadline.reference) == (
        date(2026, 6, 21),
        "26/2026/QĐ-TTg, Art. 12.2",
    )
    assert "transition" in {note_.id for note_ in check.notes}
    proposed = held.apply_all(
        [ReEvaluationFiled(on=date(2026, 6, 20)), CommuneAssessed(on=date(2026, 6, 25))]
    )
    council = steps(proposed, date(2026, 6, 26))["council-evaluated"]
    assert council.deadline.day == date(2026, 8, 9)
    # of a dossier before 26/2026 no day is known
    older = life(
        IdeaSubmitted(on=date(2024, 1, 1)),
        IdeaAccepted(on=date(2024, 1, 1), level="district"),
        DossierFiled(on=date(2024, 1, 2)),
    )
    assert steps(older, date(2024, 1, 3))["council-evaluated"].deadline is None


@given(applications(), st.dates(date(2027, 1, 1), date(2040, 1, 1)))
def test_steps_say_who_by_when_and_where_it_is_written(found, on):
    for step in found.next_steps(on, calendar="weekends"):
        assert step.reference
        assert step.label.vi
        assert step.label.en
        assert step.actor is not None or step.event == "certificate-expired"
        assert step.not_before is None or step.not_before > on


# --- the table -----------------------------------------------------------------------------------------


def test_five_stages_and_six_steps():
    assert len(Stage) == 5
    assert [each.no for each in Stage.official_steps()] == [1, 2, 3, 4, 5, 6]
    assert [each for stage in Stage for each in stage.steps] == list(Stage.official_steps())
    assert all(stage.label.vi for stage in Stage)


def test_the_table_is_whole_and_frozen():
    assert (
        {event for _, event in Stage.transitions()}
        == set(EVENTS)
        == {e.id for e in [kind.rule() for kind in EVENTS.values()]}
    )
    with pytest.raises(TypeError):
        Stage.transitions()[Stage.IDEAS, "recognised"] = Stage.PROMOTION
    reached = {Stage.IDEAS}
    for _ in Stage:
        reached |= {to for (stage, _), to in Stage.transitions().items() if stage in reached}
    assert reached == set(Stage)


def test_who_acts():
    assert Stage.IDEAS.who_acts("idea-submitted", regime("26")) == ("entity",)
    assert Stage.IDEAS.who_acts("idea-accepted", regime("148")) == ("district",)
    assert Stage.CERTIFICATION.who_acts("dossier-returned", regime("26")) == ("centre",)
    assert Stage.PROMOTION.who_acts("withdrawn", regime("26")) == ("province", "centre")
    assert Stage.EVALUATION.who_acts("commune-assessed", regime("148")) == ()
    with pytest.raises(NotFoundError, match="does not happen in the stage"):
        Stage.IDEAS.who_acts("recognised", regime("26"))
    with pytest.raises(NotFoundError, match="did you mean 'recognised'"):
        event_rule("recognized")
    with pytest.raises(NotFoundError, match="there are idea-submitted"):
        event_rule("xyz")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_table_is_drawn_whole(lang):
    rows = Stage.markdown(lang).splitlines()
    assert len(rows) == len(Stage.transitions()) + 2
    assert len({row.count("|") for row in rows}) == 1
    assert "1048, 781" in rows[0]
    chart = Stage.mermaid(lang)
    assert chart.startswith("stateDiagram-v2")
    for (stage, event), to in Stage.transitions().items():
        name = event_rule(event).label(lang)
        end = to if event != "entity-withdrew" else "[*]"
        assert any(
            line.strip().startswith(f"{stage} --> {end}: ") and name in line
            for line in chart.splitlines()
        )
    with pytest.raises(InputError):
        Stage.markdown("fr")


@given(council_results())
def test_strategies_draw_what_the_library_takes(found):
    assert found.stars is None or 1 <= found.stars <= 5


def test_a_refusal_is_said_whole_in_either_language():
    """apps D9"""
    with pytest.raises(TransitionNotAllowed) as caught:
        evaluated(93, 5).apply(Recognised(on=date(2026, 9, 1), level="province", stars=5))
    error = caught.value
    assert error.why("vi") == "theo kết quả thì: Tiềm năng 5 sao, chờ trung ương"
    assert error.text("vi") == (
        "Công nhận, cấp giấy chứng nhận ngày 01/09/2026: không được ở bước Công nhận: theo kết quả "
        "thì: Tiềm năng 5 sao, chờ trung ương [26/2026/QĐ-TTg, Điều 4 khoản 1, Điều 7 khoản 3]; "
        "được phép: Phê duyệt kết quả, chuyển cấp trên; Chủ thể rút khỏi chương trình"
    )
