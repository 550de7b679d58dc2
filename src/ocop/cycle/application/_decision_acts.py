"""Acts on results and certificates: evaluated, decided, promoted, lapsed, withdrawn."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

import attrs

from ocop.cycle._sets import answering_sets
from ocop.cycle.application import event as events
from ocop.cycle.application._act import Act
from ocop.cycle.application._dossier_acts import outcome_among
from ocop.cycle.application.refusal import Refused
from ocop.cycle.application.stage import Stage
from ocop.cycle.application.state import State, concluded, holder, passes_on
from ocop.cycle.certificate.certificate import Certificate
from ocop.cycle.certificate.succession import superseding
from ocop.cycle.certificate.withdrawal import Withdrawal
from ocop.law.case import Case
from ocop.text import Label

__all__ = ["ACTS"]


class Evaluate(Act):
    """A council evaluates at a level that does, by the rubric of the rules that judge the dossier.

    No other result stands.
    """

    kind = events.CouncilEvaluated

    def need(self) -> None:
        rule = holder(self.state, self.regime)
        if rule.duty != "evaluates":
            raise Refused("screens-first", rule.reference, level=rule.level)
        passes = passes_on(self.state, self.regime)
        if passes is not None and self.state.stage is Stage.EVALUATION:
            raise Refused("sent-up-without-council", passes["reference"], level=rule.level)
        result = self.state.result
        if result is not None and result.stands and not self.state.returned:
            raise Refused("result-stands")

    def effect(self, event: events.CouncilEvaluated) -> State:
        state, regime, result = self.state, self.regime, event.result
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


class ForwardResult(Act):
    """The dossier goes up where its result does; the council there makes its own."""

    kind = events.ResultForwarded

    def need(self) -> None:
        outcome_among(self, "forwarded")

    def effect(self, event: events.ResultForwarded) -> State:  # noqa: ARG002 - what it carries changes nothing
        above = concluded(self.state, self.regime, self.on).to
        return attrs.evolve(
            self.state, level=above, proposed_on=self.on, result=None, returned=False
        )


class Recognise(Act):
    """A certificate of the result's stars, in the place of those before; one a day."""

    kind = events.Recognised

    def need(self) -> None:
        outcome_among(self, "recognised")
        if any(held.issued_on == self.on for held in self.state.certificates):
            raise Refused("issued-that-day", on=self.on)

    def effect(self, event: events.Recognised) -> State:
        state = self.state
        stars = concluded(state, self.regime, self.on).stars
        if event.stars != stars:
            raise Refused("other-stars", stars=event.stars, result=stars)
        issued = Certificate(
            product=state.product,
            stars=event.stars,
            issued_on=self.on,
            valid_from=self._begins(event.stars),
            issuer=event.issuer,
            level=event.level,
            decision_no=event.decision_no,
            kind=cast("Case", state.case),
            rules=state.rules,
        )
        closed, first = self.closed(), issued.first_valid_day
        before = (_ended(held, first) for held in closed.certificates)
        return attrs.evolve(closed, certificates=(*before, issued), lapse_noted=False)

    def _begins(self, stars: int) -> date | None:
        """When fewer stars by re-evaluation begin, where that is after the old term."""
        state, held = self.state, self.state.holds(self.on)
        if (
            state.case != "re-evaluation"
            or state.rules.readings.lower_rank == "at-once"
            or held is None
            or stars >= held.stars
            or self.on > held.last_valid_day
        ):
            return None
        return held.last_valid_day + timedelta(days=1)


def _ended(held: Certificate, on: date) -> Certificate:
    """A certificate with another in its place from a day on, unless it ended so before."""
    if held.superseded_on is not None and held.superseded_on <= on:
        return held
    return held.superseded(on)


class Refuse(Act):
    """The dossier is dealt with: a level may refuse where its result comes to no certificate."""

    kind = events.NotRecognised

    def need(self) -> None:
        outcome_among(self, "recognised", "not-certified")

    def effect(self, event: events.NotRecognised) -> State:  # noqa: ARG002 - what it carries changes nothing
        return self.closed()


class Promote(Act):
    """What is promoted holds a valid certificate."""

    kind = events.Promoted

    def need(self) -> None:
        self.held()


class NoteLapse(Act):
    """The end of the latest certificate is noted, once."""

    kind = events.CertificateExpired

    def need(self) -> None:
        if self.state.lapse_noted:
            raise Refused("lapse-noted")
        if not self.lapsed_unnoted():
            raise Refused("not-lapsed", on=self.on)

    def effect(self, event: events.CertificateExpired) -> State:  # noqa: ARG002 - it carries nothing
        return attrs.evolve(self.state, lapse_noted=True)


class Withdraw(Act):
    """The valid certificate ends on that day, and a dossier under way with it."""

    kind = events.Withdrawn

    def need(self) -> None:
        self.held()

    def effect(self, event: events.Withdrawn) -> State:
        withdrawal, held = event.withdrawal, self.held()
        rule = Withdrawal.rule(held.stars, self.on, rules=self.state.rules)
        if withdrawal.by is not None and withdrawal.by is not rule.level:
            raise Refused(
                "other-withdrawer",
                rule.reference,
                stars=held.stars,
                level=rule.level,
                by=withdrawal.by,
            )
        ended = self.closed(self.state.with_changed(held, withdrawal=withdrawal))
        # in the order of issue, as before: one that begins later was recognised first
        again = sorted(superseding(ended.certificates), key=lambda held: held.issued_on)
        return attrs.evolve(ended, certificates=tuple(again))


class Leave(Act):
    """The entity may leave at any time."""

    kind = events.EntityWithdrew


ACTS: tuple[type[Act], ...] = (
    Evaluate,
    ForwardResult,
    Recognise,
    Refuse,
    Promote,
    NoteLapse,
    Withdraw,
    Leave,
)
