"""From state to state: whether an event may happen, and where it leads."""

from __future__ import annotations

from datetime import date

import attrs

from ocop.cycle.application import _decision_acts, _dossier_acts
from ocop.cycle.application._act import Act
from ocop.cycle.application.event import Event, Filing
from ocop.cycle.application.event_rule import event_rule
from ocop.cycle.application.refusal import Refused
from ocop.cycle.application.stage import Stage, ending
from ocop.cycle.application.state import State, holder
from ocop.law.regime import Regime

__all__ = ["allowed", "check", "move"]

_ACTS = {act.kind.id: act for act in (*_dossier_acts.ACTS, *_decision_acts.ACTS)}


def check(state: State, event: str, on: date, regime: Regime) -> Act:
    """The act of an event, held to what it needs of the table, the state and the day.

    Raises:
        Refused: it may not happen.
    """
    act = _ACTS[event](state, on, regime)
    if state.over:
        raise Refused("entity-left")
    if state.last_day is not None and on < state.last_day:
        raise Refused("before-last-event", on=on, last=state.last_day)
    if (state.stage, event) not in Stage.transitions(state.rules):
        _refuse_step(act)
    act.need()
    return act


def _refuse_step(act: Act) -> None:
    """Why the table has no such step: what hinders a filing says more than that."""
    state, kind = act.state, act.kind
    if state.case is not None and issubclass(kind, Filing):
        raise Refused("dossier-under-way", filed=state.filed_on)
    if kind.id == "dossier-filed" and state.stage is Stage.IDEAS:
        raise Refused("idea-first")
    if kind.id == "dossier-filed" and state.stage is Stage.PROMOTION:
        act.need()
    raise Refused("no-such-step")


def allowed(state: State, on: date) -> tuple[str, ...]:
    """Ids of the events that may happen on a day, in the order of the table."""
    regime, events = state.regime(on), []
    for stage, event in Stage.transitions(state.rules):
        if stage is state.stage:
            try:
                check(state, event, on, regime)
            except Refused:
                continue
            events.append(event)
    return tuple(events)


def move(state: State, event: Event) -> State:
    """The state after an event.

    Raises:
        Refused: it may not happen.
        NotFoundError: on a day before 21 August 2019.
    """
    regime = state.regime(event.on)
    act = check(state, event.id, event.on, regime)
    _check_level(state, event, regime)
    pair = (state.stage, event.id)
    return attrs.evolve(
        act.effect(event),
        stage=Stage.transitions(state.rules)[pair],
        over=pair in ending(),
        last_day=event.on,
    )


def _check_level(state: State, event: Event, regime: Regime) -> None:
    """Only a level that may act, and only the one that has the dossier."""
    level = getattr(event, "level", None)
    if level is None:
        return
    may = state.stage.who_acts(event.id, regime)
    if level not in may:
        source = event_rule(event.id).reference(regime)
        raise Refused("other-actor", source, level=level, who=may)
    if state.level is not None:
        has = holder(state, regime).level
        if level is not has:
            raise Refused("other-level", level=has)
