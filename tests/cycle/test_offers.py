"""What `allowed` and `next_steps` offer is taken; what they do not offer is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocop.cycle import CouncilResult, TransitionNotAllowed, Withdrawal
from ocop.cycle.application.event import EVENTS
from ocop.law import Level
from ocop.testing.strategies import applications, events

DAYS = st.one_of(st.integers(0, 60), st.integers(0, 1300), st.integers(-40, 0))
SCORES = [(40, 2), (60, 3), (80, 4), (95, 5), (95, 4), (95, None)]

pytestmark = pytest.mark.slow


def forms(which, on, application, actor=None, stars=None):
    """Every form of an event that could be taken: by each level, of all stars, of any rubric."""
    kind = EVENTS[which]
    levels = [actor] if actor in set(Level) else list(Level)
    if which == "withdrawn":
        return [kind(withdrawal=Withdrawal(on=on, ground="breach-of-law"))]
    if which == "recognised":
        ranks = [stars] if stars else [3, 4, 5]
        return [kind(on=on, level=level, stars=rank) for level in levels for rank in ranks]
    if which == "council-evaluated":
        rules = application.regime(on)
        results = [CouncilResult(regime=rules.id, total=t, stars=s) for t, s in SCORES]
        return [kind(on=on, level=level, result=each) for level in levels for each in results]
    if which.endswith("-filed"):
        return [kind(on=on, product_set=number) for number in (None, 1, 26)]
    fields = set(kind.__annotations__) | {
        name for base in kind.__mro__ for name in getattr(base, "__annotations__", ())
    }
    return [kind(on=on, level=level) for level in levels] if "level" in fields else [kind(on=on)]


def taken(application, event):
    try:
        application.apply(event)
    except TransitionNotAllowed:
        return False
    return True


@settings(max_examples=100)
@given(applications(), DAYS)
def test_what_allowed_offers_is_taken_and_nothing_else(found, days):
    """law D4"""
    last = found.history[-1].on if found.history else date(2026, 1, 1)
    on = max(last + timedelta(days=days), date(2019, 8, 21))
    allowed = found.allowed(on)
    for which in EVENTS:
        any_taken = any(taken(found, event) for event in forms(which, on, found))
        assert any_taken == (which in allowed), which


@settings(max_examples=100)
@given(applications(), DAYS)
def test_what_next_steps_offer_is_taken(found, days):
    """law D4: by whom they say, with the stars they name, on the day they say"""
    last = found.history[-1].on if found.history else date(2026, 1, 1)
    on = max(last + timedelta(days=max(days, 0)), date(2019, 8, 21))
    for step in found.next_steps(on, calendar="weekends"):
        day = step.not_before or on
        assert day >= on
        offered = forms(step.event, day, found, step.actor, step.stars)
        assert any(taken(found, event) for event in offered), step
        if step.event in {"recognised", "result-forwarded", "dossier-returned"}:
            assert all(taken(found, event) for event in offered), step
        if step.stars is not None:
            others = {3, 4, 5} - {step.stars}
            forms_ = [f for s in others for f in forms(step.event, day, found, step.actor, s)]
            assert not any(taken(found, event) for event in forms_)


@given(applications(), DAYS, st.data())
def test_what_is_not_offered_is_refused_whatever_it_carries(found, days, data):
    """law D4"""
    last = found.history[-1].on if found.history else date(2026, 1, 1)
    on = max(last + timedelta(days=days), date(2019, 8, 21))
    allowed = found.allowed(on)
    for which in sorted(set(EVENTS) - set(allowed)):
        with pytest.raises(TransitionNotAllowed) as caught:
            found.apply(data.draw(events(which, on)))
        assert caught.value.allowed == allowed
        assert caught.value.why("vi") != caught.value.why("en")
