"""Irregular steps: what is kept of an event that the rules do not allow, and what is said of it.

Offices keep histories as they were. What put a paper into the world is kept: a dossier filed, a
council's result, a certificate, its withdrawal. Anything else changes nothing. A note says which.
"""

from __future__ import annotations

from datetime import date

import attrs

from ocop.cycle.application import event as events
from ocop.cycle.application._act import Act
from ocop.cycle.application._dossier_acts import FileReEvaluation
from ocop.cycle.application._move import move
from ocop.cycle.application.event_rule import event_rule
from ocop.cycle.application.refusal import Refused
from ocop.cycle.application.stage import Stage
from ocop.cycle.application.state import State
from ocop.cycle.certificate.certificate import Certificate
from ocop.cycle.certificate.succession import superseding
from ocop.errors import InputError
from ocop.law.case import Case
from ocop.law.regime import Note, Regime
from ocop.text import Label

__all__ = ["move_leniently"]

_CASES: dict[type[events.Event], Case] = {
    events.DossierFiled: "first",
    events.UpgradeFiled: "upgrade",
    events.ReEvaluationFiled: "re-evaluation",
}


def move_leniently(state: State, event: events.Event) -> State:
    """The state after an event, with a note where the rules do not allow it.

    Raises:
        NotFoundError: on a day before 21 August 2019.
    """
    try:
        return move(state, event)
    except Refused as refused:
        why = refused
    kept = _kept(state, event)
    notes = (*state.irregular, _note(event, why, kept=kept is not None))
    if kept is None:
        return attrs.evolve(state, irregular=notes)
    last = event.on if state.last_day is None else max(state.last_day, event.on)
    stage = _leads_to(state, event)
    return attrs.evolve(kept, stage=stage, over=False, last_day=last, irregular=notes)


def _leads_to(state: State, event: events.Event) -> Stage:
    """The stage to which the event leads from here, or from where it may happen."""
    table = Stage.transitions(state.rules)
    leads = [after for (_, id_), after in table.items() if id_ == event.id]
    return table.get((state.stage, event.id), leads[0])


def _note(event: events.Event, refused: Refused, *, kept: bool) -> Note:
    name, why = event_rule(event.id).label, refused.why
    return Note(
        id="irregular-step",
        label=Label(
            f"{name.vi} ngày {event.on:%d/%m/%Y}: {why('vi')}; "
            + ("vẫn ghi như hồ sơ" if kept else "việc này không làm thay đổi gì ở đây"),
            f"{name.en} on {event.on}: {why('en')}; "
            + ("kept as it is recorded" if kept else "it changes nothing here"),
        ),
        reference=refused.reference or None,
        day=event.on,
    )


def _kept(state: State, event: events.Event) -> State | None:
    """The state with what an event put into the world; None where that is nothing, or cannot be."""
    regime = state.regime(event.on)
    try:
        match event:
            case events.Filing():
                return _filed(state, event, regime)
            case events.CouncilEvaluated():
                return _evaluated(state, event, regime)
            case events.Recognised():
                return _recognised(state, event, regime)
            case events.Withdrawn():
                return _withdrawn(state, event, regime)
    except InputError:  # such as a certificate of a rank that there is not
        return None
    return None


def _filed(state: State, event: events.Filing, regime: Regime) -> State | None:
    """A dossier under way, in the place of one before."""
    number, case = event.product_set, _CASES[type(event)]
    if number is not None and number > len(regime.sets):
        return None
    closed, again = Act(state, event.on, regime).closed(), None
    if case == "re-evaluation":
        held = closed.holds(event.on) or closed.certificate
        if held is None:
            return None
        again = closed.certificates.index(held)
        filed = FileReEvaluation(closed, event.on, regime).first_filing(held)
        closed = closed.with_changed(
            held, re_evaluation_filed_on=filed, re_evaluation_decided_on=None
        )
    return attrs.evolve(
        closed,
        case=case,
        filed_on=event.on,
        product_set=number,
        again=again,
        level=regime.levels[0].level,
    )


def _evaluated(state: State, event: events.CouncilEvaluated, regime: Regime) -> State | None:
    """A result, of a level that evaluates, for the dossier under way."""
    evaluates = {rule.level for rule in regime.levels if rule.duty == "evaluates"}
    same_law = event.result.rules.changes == state.rules.changes
    if state.case is None or event.level not in evaluates or not same_law:
        return None
    return attrs.evolve(
        state,
        level=event.level,
        result=event.result,
        judged_by=(*state.judged_by, regime.id),
        returned=False,
    )


def _recognised(state: State, event: events.Recognised, regime: Regime) -> State:
    """A certificate, as it is recorded; the dossier under way is dealt with."""
    issued = Certificate(
        product=state.product,
        stars=event.stars,
        issued_on=event.on,
        issuer=event.issuer,
        level=event.level,
        decision_no=event.decision_no,
        kind=state.case or "first",
        rules=state.rules,
    )
    closed = Act(state, event.on, regime).closed()
    certificates = _by_issue((*closed.certificates, issued))
    return attrs.evolve(closed, certificates=certificates, lapse_noted=False)


def _withdrawn(state: State, event: events.Withdrawn, regime: Regime) -> State | None:
    """The end of the latest certificate that there was by then."""
    held = _latest(state, event.on)
    if held is None:
        return None
    ended = state.with_changed(held, withdrawal=event.withdrawal)
    closed = Act(ended, event.on, regime).closed()
    return attrs.evolve(closed, certificates=_by_issue(closed.certificates))


def _latest(state: State, on: date) -> Certificate | None:
    there = (held for held in reversed(state.certificates) if held.issued_on <= on)
    return next((held for held in there if held.withdrawal is None), None)


def _by_issue(certificates: tuple[Certificate, ...]) -> tuple[Certificate, ...]:
    """The certificates as they are superseded, in the order of issue."""
    return tuple(sorted(superseding(certificates), key=lambda held: held.issued_on))
