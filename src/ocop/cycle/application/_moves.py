"""What each event changes, once it is held to what it carries."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

import attrs

from ocop.cycle._sets import answering_sets
from ocop.cycle.application import event as events
from ocop.cycle.application._needs import Needs
from ocop.cycle.application.refusal import Refused
from ocop.cycle.application.stage import Stage, ending, event_rule, transitions, who_acts
from ocop.cycle.application.state import concluded, holder
from ocop.cycle.certificate.certificate import Certificate
from ocop.cycle.certificate.succession import superseding
from ocop.cycle.certificate.withdrawal import who_withdraws
from ocop.text import Label

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ocop.cycle.application.state import State
    from ocop.law.case import Case
    from ocop.law.regime import Regime

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
    regime: Regime

    def check_level(self) -> None:
        """Only a level that may act, and only the one that has the dossier."""
        level = getattr(self.event, "level", None)
        if level is None:
            return
        may = who_acts(self.state.stage, self.event.id, self.regime)
        if level not in may:
            source = event_rule(self.event.id).reference(self.regime)
            raise Refused("other-actor", source, level=level, who=may)
        if self.state.level is not None:
            has = holder(self.state, self.regime).level
            if level is not has:
                raise Refused("other-level", level=has)

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
        if number is not None and number > len(self.regime.sets):
            raise Refused("no-such-set", self.regime.reference, set=number)
        needs = Needs(self.state, event.on, self.regime)
        needs.entity_of(number)
        state, case, again = self.state, _CASES[event.id], None
        if case == "re-evaluation":
            held = needs.re_evaluation()
            filed, again = needs.first_filing(held), state.certificates.index(held)
            state = state.with_changed(
                held, re_evaluation_filed_on=filed, re_evaluation_decided_on=None
            )
        return attrs.evolve(
            state,
            case=case,
            filed_on=event.on,
            product_set=number,
            again=again,
            level=self.regime.levels[0].level,
        )

    def close(self) -> State:
        """The dossier is dealt with."""
        return _closed(self.state, self.event.on)

    def send_back(self) -> State:
        """To the entity, which is no result; after a council's evaluation, to the level below."""
        if self.state.stage is Stage.EVALUATION:
            return _without_dossier(self.state)
        below = concluded(self.state, self.regime, self.event.on).to
        return attrs.evolve(
            self.state, level=below, proposed_on=None, returned=True, sent_back=True
        )

    def propose(self) -> State:
        """The level hands the dossier up without a council's result."""
        above = holder(self.state, self.regime).forwards_to
        return attrs.evolve(self.state, level=above, proposed_on=self.event.on)

    def evaluate(self) -> State:
        """A council's result, reached by the rubric of the rules that judge this dossier."""
        state, regime = self.state, self.regime
        result = cast("events.CouncilEvaluated", self.event).result
        if result.rules.changes != state.rules.changes:
            raise Refused("other-law")
        if result.regime != regime.id:
            notes = [note for note in regime.notes if note.reference]
            raise Refused(
                "other-rubric",
                next((note.reference for note in notes if note.reference), regime.reference),
                judged=result.regime,
                holds=regime.id,
                because=Label(
                    "".join(f" ({note.label.vi})" for note in notes),
                    "".join(f" ({note.label.en})" for note in notes),
                ),
            )
        self._check_set(result.product_set)
        return attrs.evolve(
            state, result=result, judged_by=(*state.judged_by, regime.id), returned=False
        )

    def _check_set(self, judged: int | None) -> None:
        """The set that a council judged is that of the filing, in whatever numbering."""
        state, regime = self.state, self.regime
        filed = state.product_set
        if filed is None or judged is None:
            return
        filed_under = state.regime(cast("date", state.filed_on))
        answers, _ = answering_sets(filed_under.numbering, filed, regime.numbering)
        if not answers or judged in answers:
            return
        same = filed_under.numbering == regime.numbering
        raise Refused(
            "other-set" if same else "other-set-renumbered",
            judged=judged,
            filed=filed,
            under=filed_under.citation,
            now=answers,
        )

    def forward(self) -> State:
        """The dossier goes up; the council there makes its own result."""
        above = concluded(self.state, self.regime, self.event.on).to
        return attrs.evolve(
            self.state, level=above, proposed_on=self.event.on, result=None, returned=False
        )

    def recognise(self) -> State:
        """A certificate of the result's stars, in the place of those before."""
        state, act = self.state, cast("events.Recognised", self.event)
        stars = concluded(state, self.regime, act.on).stars
        if act.stars != stars:
            raise Refused("other-stars", stars=act.stars, result=stars)
        made = Certificate(
            product=state.product,
            stars=act.stars,
            issued_on=act.on,
            valid_from=self._begins(act.stars),
            issuer=act.issuer,
            level=act.level,
            decision_no=act.decision_no,
            kind=cast("Case", state.case),
            rules=state.rules,
        )
        closed = self.close()
        first = made.first_valid_day
        before = (_ended(each, first) for each in closed.certificates)
        return attrs.evolve(closed, certificates=(*before, made), lapse_noted=False)

    def _begins(self, stars: int) -> date | None:
        """When fewer stars by re-evaluation begin, where that is after the old term."""
        state, on = self.state, self.event.on
        held = state.holds(on)
        if (
            state.case != "re-evaluation"
            or state.rules.readings.lower_rank == "at-once"
            or held is None
            or stars >= held.stars
            or on > held.last_valid_day
        ):
            return None
        return held.last_valid_day + timedelta(days=1)

    def note_lapse(self) -> State:
        """The end of the certificate is noted."""
        return attrs.evolve(self.state, lapse_noted=True)

    def withdraw(self) -> State:
        """The certificate ends on that day, and a dossier under way with it."""
        withdrawal = cast("events.Withdrawn", self.event).withdrawal
        held = cast("Certificate", self.state.holds(self.event.on))
        rule = who_withdraws(held.stars, self.event.on, rules=self.state.rules)
        if withdrawal.by is not None and withdrawal.by is not rule.level:
            raise Refused(
                "other-withdrawer",
                rule.reference,
                stars=held.stars,
                level=rule.level,
                by=withdrawal.by,
            )
        ended = _closed(self.state.with_changed(held, withdrawal=withdrawal), self.event.on)
        # in the order of issue, as before: one that begins later was recognised first
        again = sorted(superseding(ended.certificates), key=lambda each: each.issued_on)
        return attrs.evolve(ended, certificates=tuple(again))


def _ended(held: Certificate, on: date) -> Certificate:
    """A certificate with another in its place from a day on, unless it ended so before."""
    if held.superseded_on is not None and held.superseded_on <= on:
        return held
    return held.superseded(on)


def _closed(state: State, on: date) -> State:
    """The state without its dossier; a re-evaluation has its result on that day."""
    if state.case == "re-evaluation":
        evaluated = cast("Certificate", state.re_evaluated)
        state = state.with_changed(evaluated, re_evaluation_decided_on=on)
    return _without_dossier(state)


def _without_dossier(state: State) -> State:
    return attrs.evolve(
        state,
        case=None,
        filed_on=None,
        product_set=None,
        again=None,
        level=None,
        proposed_on=None,
        result=None,
        judged_by=(),
        returned=False,
        sent_back=False,
    )


_MOVES: dict[str, Callable[[_Move], State]] = {
    "idea-submitted": _Move.idea,
    "idea-returned": _Move.idea,
    "idea-accepted": _Move.idea,
    "dossier-filed": _Move.file,
    "upgrade-filed": _Move.file,
    "re-evaluation-filed": _Move.file,
    "dossier-returned": _Move.send_back,
    "commune-assessed": _Move.propose,
    "dossier-forwarded": _Move.propose,
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
    regime = state.regime(event.on)
    Needs(state, event.on, regime).check(event.id)
    step = _Move(state, event, regime)
    step.check_level()
    pair = (state.stage, event.id)
    return attrs.evolve(
        _MOVES[event.id](step),
        stage=transitions(state.rules)[pair],
        over=pair in ending(),
        last_day=event.on,
    )
