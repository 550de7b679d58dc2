"""Acts on ideas and dossiers: handed in, answered, filed, assessed, handed up, sent back."""

from __future__ import annotations

from datetime import date

import attrs

from ocop.cycle.application import event as events
from ocop.cycle.application._act import Act
from ocop.cycle.application.refusal import Refused
from ocop.cycle.application.stage import Stage
from ocop.cycle.application.state import State, concluded, holder, passes_on
from ocop.cycle.certificate import term
from ocop.cycle.certificate.certificate import Certificate
from ocop.cycle.certificate.status import Status
from ocop.law.case import Case

__all__ = ["ACTS", "FileReEvaluation", "outcome_among"]


class SubmitIdea(Act):
    """An idea is handed in, where none awaits its answer."""

    kind = events.IdeaSubmitted

    def need(self) -> None:
        if self.state.idea_pending:
            raise Refused("idea-pending")

    def effect(self, event: events.IdeaSubmitted) -> State:  # noqa: ARG002 - it carries nothing
        return attrs.evolve(self.state, idea_pending=True)


class _AnswerIdea(Act):
    """An idea is answered, where one is handed in; how, the stage alone shows."""

    def need(self) -> None:
        if not self.state.idea_pending:
            raise Refused("no-idea")

    def effect(self, event: events.Event) -> State:  # noqa: ARG002 - what it carries changes nothing
        return attrs.evolve(self.state, idea_pending=False)


class ReturnIdea(_AnswerIdea):
    """It goes back to the entity."""

    kind = events.IdeaReturned


class AcceptIdea(_AnswerIdea):
    """It is taken up."""

    kind = events.IdeaAccepted


class _File(Act):
    """A dossier is under way; it lies with the lowest level."""

    case: Case

    def effect(self, event: events.Filing) -> State:
        number = event.product_set
        if number is not None and number > len(self.regime.sets):
            raise Refused("no-such-set", self.regime.reference, set=number)
        self.bring(number)
        return attrs.evolve(
            self.state,
            case=self.case,
            filed_on=event.on,
            product_set=number,
            again=None,
            level=self.regime.levels[0].level,
        )


class FileFirst(_File):
    """A first evaluation is for a product without a valid certificate."""

    kind = events.DossierFiled
    case = "first"

    def need(self) -> None:
        self.bring()
        if self.state.rules.readings.lapse == "noted-first" and self.lapsed_unnoted():
            raise Refused("lapse-first")
        held = self.state.holds(self.on)
        if held is not None:
            raise Refused("holds-stars", stars=held.stars, last=held.last_valid_day)


class FileUpgrade(_File):
    """An upgrade is for a product above whose stars there are more."""

    kind = events.UpgradeFiled
    case = "upgrade"

    def need(self) -> None:
        self.bring()
        held = self.held()
        if not any(stars > held.stars for rule in self.regime.levels for stars in rule.recognises):
            raise Refused("nothing-above", stars=held.stars)


class FileReEvaluation(_File):
    """A re-evaluation is filed in the window of the rules in force, or Art. 12.3 makes up for it.

    A dossier that was handed back for a paper has no result yet: it counts from its filing.
    """

    kind = events.ReEvaluationFiled
    case = "re-evaluation"

    def need(self) -> Certificate:
        """As of every act.

        Returns:
            The certificate that is evaluated again.
        """
        self.bring()
        held = self._still_kept()
        latest = self.state.certificate
        if latest is not held and latest is not None and latest.first_valid_day > self.on:
            raise Refused("decided", stars=latest.stars)
        last, filed = held.last_valid_day, self.first_filing(held)
        filing = term.filing_days(last, self.regime)
        if filing is None or self.on in filing[0]:
            return held
        window, reference = filing
        if self.on < window.first:
            raise Refused("too-early", reference, day=window.first)
        if filed not in window and term.extension(held.rules, last) is None:
            raise Refused("too-late", reference, day=window.last)
        return held

    def _still_kept(self) -> Certificate:
        """The certificate in force, or the latest where a filing on the day would keep it so."""
        held, latest = self.state.holds(self.on), self.state.certificate
        if held is not None:
            return held
        if latest is None or latest.status(self.on) is not Status.LAPSED:
            raise Refused("no-certificate", on=self.on)
        if latest.re_evaluation_filed_on is None:
            filed = attrs.evolve(latest, re_evaluation_filed_on=self.on)
            if filed.status(self.on).counts:
                return latest
        raise Refused("lapsed", on=self.on, last=latest.last_valid_day)

    def first_filing(self, held: Certificate) -> date:
        """When a re-evaluation filed on the day counts as filed: if one is pending, with that."""
        first, decided = held.re_evaluation_filed_on, held.re_evaluation_decided_on
        return self.on if first is None or decided is not None else min(first, self.on)

    def effect(self, event: events.Filing) -> State:
        state, held = super().effect(event), self.need()
        state = attrs.evolve(state, again=state.certificates.index(held))
        return state.with_changed(
            held,
            re_evaluation_filed_on=self.first_filing(held),
            re_evaluation_decided_on=None,
        )


class ReturnDossier(Act):
    """To the entity, which is no result; after a council's evaluation, to the level below.

    Then only what could not be recognised goes back.
    """

    kind = events.DossierReturned

    def need(self) -> None:
        if self.state.stage is Stage.CERTIFICATION:
            outcome_among(self, "returned")

    def effect(self, event: events.DossierReturned) -> State:  # noqa: ARG002 - what it carries changes nothing
        if self.state.stage is Stage.EVALUATION:
            return self.state.without_dossier()
        below = concluded(self.state, self.regime, self.on).to
        return attrs.evolve(
            self.state, level=below, proposed_on=None, returned=True, sent_back=True
        )


class _HandUp(Act):
    """The level hands the dossier up without a council's result."""

    def effect(self, event: events.Event) -> State:  # noqa: ARG002 - what it carries changes nothing
        above = holder(self.state, self.regime).forwards_to
        return attrs.evolve(self.state, level=above, proposed_on=self.on)


class Assess(_HandUp):
    """A level that screens proposes the dossier."""

    kind = events.CommuneAssessed

    def need(self) -> None:
        rule = holder(self.state, self.regime)
        if rule.duty != "screens":
            raise Refused("does-not-screen", level=rule.level)


class ForwardDossier(_HandUp):
    """A level hands on what the rules have it send up without a council."""

    kind = events.DossierForwarded

    def need(self) -> None:
        if passes_on(self.state, self.regime) is None:
            rule = holder(self.state, self.regime)
            raise Refused("needs-council", rule.reference, level=rule.level)


def outcome_among(act: Act, *outcomes: str) -> None:
    """The council's result comes to one of these.

    Raises:
        Refused: it comes to something else.
    """
    conclusion = concluded(act.state, act.regime, act.on)
    if conclusion.outcome not in outcomes:
        code = "result" if conclusion.reference else "result-by-reading"
        raise Refused(code, conclusion.reference, follows=conclusion.label)


ACTS: tuple[type[Act], ...] = (
    SubmitIdea,
    ReturnIdea,
    AcceptIdea,
    FileFirst,
    FileUpgrade,
    FileReEvaluation,
    ReturnDossier,
    Assess,
    ForwardDossier,
)
