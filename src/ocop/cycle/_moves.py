"""What each event changes, once it is held to what it carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import attrs

from ocop.cycle import events
from ocop.cycle._needs import Needs, Refused
from ocop.cycle._state import concluded, holder
from ocop.cycle.certificates import Certificate
from ocop.cycle.stages import Stage, ending, transitions, who_acts
from ocop.cycle.withdrawal import who_withdraws

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ocop.cycle._state import State
    from ocop.cycle.results import CouncilResult
    from ocop.law import Case, Regime

__all__ = ["move"]

_CASES: dict[str, Case] = {
    "dossier-filed": "first",
    "upgrade-filed": "upgrade",
    "re-evaluation-filed": "re-evaluation",
}


@attrs.frozen
class _Move:
    """A state, what happens to it, and the rules that answer on that day."""

    state: State
    event: events.Event
    rules: Regime

    def check_level(self) -> None:
        """Only a level that may act, and only the one that has the dossier."""
        level = getattr(self.event, "level", None)
        if level is None:
            return
        may = who_acts(self.state.stage, self.event.id, self.rules)
        if level not in may:
            names = " or ".join(may)
            raise Refused(f"not an act of the {level}, but of the {names}", self.rules.reference)
        if self.state.level is not None:
            has = holder(self.state, self.rules).level
            if level is not has:
                raise Refused(f"the dossier lies with the {has}")

    def same(self) -> State:
        """Nothing but stage and day."""
        return self.state

    def idea(self) -> State:
        """An idea is handed in, or answered."""
        return attrs.evolve(self.state, idea_pending=isinstance(self.event, events.IdeaSubmitted))

    def file(self) -> State:
        """A dossier is under way; it lies with the lowest level."""
        event = cast("events.DossierFiled", self.event)
        number = event.product_set
        if number is not None and number > len(self.rules.sets):
            raise Refused(f"there is no product set {number}", self.rules.reference)
        state, case = self.state, _CASES[event.id]
        if case == "re-evaluation":
            refiled = state.with_latest(
                re_evaluation_filed_on=event.on, re_evaluation_decided_on=None
            )
            state = attrs.evolve(state, certificates=refiled)
        return attrs.evolve(
            state,
            case=case,
            filed_on=event.on,
            product_set=number,
            level=self.rules.levels[0].level,
        )

    def close(self) -> State:
        """The dossier is dealt with; a re-evaluation is pending no longer."""
        state = self.state
        if state.case == "re-evaluation":
            decided = state.with_latest(re_evaluation_decided_on=self.event.on)
            state = attrs.evolve(state, certificates=decided)
        return attrs.evolve(
            state,
            case=None,
            filed_on=None,
            product_set=None,
            level=None,
            proposed_on=None,
            result=None,
            returned=False,
        )

    def send_back(self) -> State:
        """To the entity; after a council's evaluation, to the level below."""
        if self.state.stage is Stage.EVALUATION:
            return self.close()
        below = concluded(self.state, self.rules).to
        return attrs.evolve(self.state, level=below, returned=True)

    def propose(self) -> State:
        """The screening level hands the dossier up."""
        above = holder(self.state, self.rules).forwards_to
        return attrs.evolve(self.state, level=above, proposed_on=self.event.on)

    def evaluate(self) -> State:
        """A council's result, reached by the rubric of the rules that judge this dossier."""
        state, rules = self.state, self.rules
        result = cast("events.CouncilEvaluated", self.event).result
        if result.regime != rules.id:
            notes = [note for note in rules.notes if note.reference]
            why = "".join(f" ({note.label.en})" for note in notes)
            raise Refused(
                f"judged by the rubric of {result.regime!r}, where {rules.id!r} holds{why}",
                next((note.reference for note in notes if note.reference), rules.reference),
            )
        filed_under = state.rules(cast("date", state.filed_on))
        if (
            filed_under.numbering == rules.numbering
            and None not in {result.product_set, state.product_set}
            and result.product_set != state.product_set
        ):
            raise Refused(
                f"judged as product set {result.product_set}, but filed in {state.product_set}"
            )
        return attrs.evolve(state, result=result, returned=False)

    def forward(self) -> State:
        """The dossier goes up; the council there makes its own result."""
        above = concluded(self.state, self.rules).to
        return attrs.evolve(
            self.state, level=above, proposed_on=self.event.on, result=None, returned=False
        )

    def recognise(self) -> State:
        """A certificate of the result's stars, in the place of the one before."""
        state, act = self.state, cast("events.Recognised", self.event)
        stars = cast("CouncilResult", state.result).stars
        if act.stars != stars:
            raise Refused(f"{act.stars}★, but the result is {stars}★")
        latest, held = state.certificate, state.holds(act.on)
        if latest is not None and latest.issued_on == act.on:
            raise Refused(f"a certificate is issued on {act.on} already")
        if state.case == "upgrade" and held is not None and act.stars <= held.stars:
            raise Refused(f"an upgrade to {act.stars}★ of a product that holds {held.stars}★")
        made = Certificate(
            product=state.product,
            stars=act.stars,
            issued_on=act.on,
            issuer=act.issuer,
            level=act.level,
            decision_no=act.decision_no,
            kind=cast("Case", state.case),
            readings=state.readings,
        )
        closed = self.close()
        before = closed.with_latest(superseded_on=act.on) if closed.certificates else ()
        return attrs.evolve(closed, certificates=(*before, made), lapse_noted=False)

    def note_lapse(self) -> State:
        """The end of the certificate is noted."""
        return attrs.evolve(self.state, lapse_noted=True)

    def withdraw(self) -> State:
        """The certificate ends on that day, and a dossier under way with it."""
        withdrawal = cast("events.Withdrawn", self.event).withdrawal
        held = cast("Certificate", self.state.certificate)
        rule = who_withdraws(held.stars, self.event.on)
        if withdrawal.by is not None and withdrawal.by is not rule.level:
            raise Refused(
                f"{held.stars}★ are withdrawn by the {rule.level}, not the {withdrawal.by}",
                rule.reference,
            )
        closed = self.close()
        return attrs.evolve(closed, certificates=closed.with_latest(withdrawal=withdrawal))


_MOVES: dict[str, Callable[[_Move], State]] = {
    "idea-submitted": _Move.idea,
    "idea-returned": _Move.idea,
    "idea-accepted": _Move.idea,
    "dossier-filed": _Move.file,
    "upgrade-filed": _Move.file,
    "re-evaluation-filed": _Move.file,
    "dossier-returned": _Move.send_back,
    "commune-assessed": _Move.propose,
    "council-evaluated": _Move.evaluate,
    "result-forwarded": _Move.forward,
    "recognised": _Move.recognise,
    "not-recognised": _Move.close,
    "promoted": _Move.same,
    "certificate-expired": _Move.note_lapse,
    "withdrawn": _Move.withdraw,
    "entity-withdrew": _Move.same,
}


def move(state: State, event: events.Event) -> State:
    """The state after an event.

    Raises:
        Refused: it may not happen.
        NotFoundError: on a day before 21 August 2019.
    """
    rules = state.rules(event.on)
    Needs(state, event.on, rules).check(event.id)
    step = _Move(state, event, rules)
    step.check_level()
    pair = (state.stage, event.id)
    return attrs.evolve(
        _MOVES[event.id](step),
        stage=transitions()[pair],
        over=pair in ending(),
        last_day=event.on,
    )
