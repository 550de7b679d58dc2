"""What each event needs of the table, the state and the day, whatever it carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ocop.cycle._entities import may_bring
from ocop.cycle.application.refusal import Refused
from ocop.cycle.application.stage import Stage, transitions
from ocop.cycle.application.state import concluded, holder, passes_on
from ocop.cycle.certificate import term
from ocop.cycle.certificate.certificate import Status
from ocop.law.entity import entity_kind

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ocop.cycle.application.state import State
    from ocop.cycle.certificate.certificate import Certificate
    from ocop.law.regime import Regime

__all__ = ["Needs"]


@attrs.frozen
class Needs:
    """A state asked on a day, under the rules that answer."""

    state: State
    on: date
    regime: Regime

    def check(self, event: str) -> None:
        """Hold an event to what it needs.

        Raises:
            Refused: it may not happen.
        """
        state = self.state
        if state.over:
            raise Refused("entity-left")
        if state.last_day is not None and self.on < state.last_day:
            raise Refused("before-last-event", on=self.on, last=state.last_day)
        if (state.stage, event) not in transitions(state.rules):
            raise self._no_such_step(event)
        need = _NEEDS.get(event)
        if need is not None:
            need(self)

    def _no_such_step(self, event: str) -> Refused:
        if self.state.case is not None and event in _FILINGS:
            return Refused("dossier-under-way", filed=self.state.filed_on)
        if event == "dossier-filed" and self.state.stage is Stage.IDEAS:
            return Refused("idea-first")
        if event == "dossier-filed" and self.state.stage is Stage.PROMOTION:
            self.first()
        return Refused("no-such-step")

    def idea_pending(self) -> None:
        """An idea is handed in."""
        if not self.state.idea_pending:
            raise Refused("no-idea")

    def no_idea_pending(self) -> None:
        """None is handed in yet."""
        if self.state.idea_pending:
            raise Refused("idea-pending")

    def entity(self) -> None:
        """The kind of entity may bring a product of some set, as far as the rules are known."""
        self.entity_of(None)

    def entity_of(self, product_set: int | None) -> None:
        """The kind of entity may bring a product of that set."""
        kind, regime = self.state.entity_kind, self.regime
        if not may_bring(kind, regime, product_set):
            raise Refused(
                "entity-kind" if product_set is None else "entity-kind-of-set",
                regime.entities[0].reference,
                kind=entity_kind(kind).label,
                set=product_set,
            )

    def first(self) -> None:
        """A first evaluation is for a product without a valid certificate."""
        self.entity()
        if self.state.rules.readings.lapse == "noted-first" and self._lapsed_unnoted():
            raise Refused("lapse-first")
        held = self.state.holds(self.on)
        if held is not None:
            raise Refused("holds-stars", stars=held.stars, last=held.last_valid_day)

    def certified(self) -> Certificate:
        """It has a valid certificate."""
        held = self.state.holds(self.on)
        if held is None:
            raise Refused("no-certificate", on=self.on)
        return held

    def upgrade(self) -> None:
        """There are more stars to be had."""
        self.entity()
        held = self.certified()
        if not any(stars > held.stars for rule in self.regime.levels for stars in rule.recognises):
            raise Refused("nothing-above", stars=held.stars)

    def re_evaluation(self) -> Certificate:
        """The window of the rules in force is open, or Art. 12.3 makes up for it.

        A dossier that was handed back for a paper has no result yet: it counts from its filing.

        Returns:
            The certificate that is evaluated again.
        """
        self.entity()
        held = self._still_kept()
        latest = self.state.certificate
        if latest is not held and latest is not None and latest.first_valid_day > self.on:
            raise Refused("decided", stars=latest.stars)
        last, filed = held.last_valid_day, self.first_filing(held)
        found = term.filing_days(last, self.regime)
        if found is None or self.on in found[0]:
            return held
        window, reference = found
        if self.on < window.first:
            raise Refused("too-early", reference, day=window.first)
        if filed not in window and term.extension(held.rules, last) is None:
            raise Refused("too-late", reference, day=window.last)
        return held

    def first_filing(self, held: Certificate) -> date:
        """When a re-evaluation filed on the day counts as filed: if one is pending, with that."""
        first, decided = held.re_evaluation_filed_on, held.re_evaluation_decided_on
        return self.on if first is None or decided is not None else min(first, self.on)

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

    def assessment(self) -> None:
        """The dossier lies with a level that screens."""
        rule = holder(self.state, self.regime)
        if rule.duty != "screens":
            raise Refused("does-not-screen", level=rule.level)

    def evaluation(self) -> None:
        """It lies with a level that evaluates, and no result stands."""
        rule = holder(self.state, self.regime)
        if rule.duty != "evaluates":
            raise Refused("screens-first", rule.reference, level=rule.level)
        passes = passes_on(self.state, self.regime)
        if passes is not None and self.state.stage is Stage.EVALUATION:
            raise Refused("sent-up-without-council", passes["reference"], level=rule.level)
        result = self.state.result
        if result is not None and result.stands and not self.state.returned:
            raise Refused("result-stands")

    def passing(self) -> None:
        """It is handed up without a council."""
        if passes_on(self.state, self.regime) is None:
            rule = holder(self.state, self.regime)
            raise Refused("needs-council", rule.reference, level=rule.level)

    def outcome(self, *outcomes: str) -> None:
        """The council's result comes to one of these."""
        found = concluded(self.state, self.regime, self.on)
        if found.outcome in outcomes:
            return
        code = "result" if found.reference else "result-by-reading"
        raise Refused(code, found.reference, follows=found.label)

    def recognition(self) -> None:
        """The result comes to it, and no certificate is issued on that day yet."""
        self.outcome("recognised")
        if any(each.issued_on == self.on for each in self.state.certificates):
            raise Refused("issued-that-day", on=self.on)

    def sending_back(self) -> None:
        """After a council has evaluated, only what could not be recognised goes back."""
        if self.state.stage is Stage.CERTIFICATION:
            self.outcome("returned")

    def lapse(self) -> None:
        """The latest certificate has lapsed, and that is not noted yet."""
        if self.state.lapse_noted:
            raise Refused("lapse-noted")
        if not self._lapsed_unnoted():
            raise Refused("not-lapsed", on=self.on)

    def _lapsed_unnoted(self) -> bool:
        latest, noted = self.state.certificate, self.state.lapse_noted
        return latest is not None and latest.status(self.on) is Status.LAPSED and not noted


_FILINGS = {"dossier-filed", "upgrade-filed", "re-evaluation-filed"}
_NEEDS: dict[str, Callable[[Needs], object]] = {
    "idea-submitted": Needs.no_idea_pending,
    "idea-returned": Needs.idea_pending,
    "idea-accepted": Needs.idea_pending,
    "dossier-filed": Needs.first,
    "upgrade-filed": Needs.upgrade,
    "re-evaluation-filed": Needs.re_evaluation,
    "dossier-returned": Needs.sending_back,
    "commune-assessed": Needs.assessment,
    "dossier-forwarded": Needs.passing,
    "council-evaluated": Needs.evaluation,
    "result-forwarded": lambda needs: needs.outcome("forwarded"),
    "recognised": Needs.recognition,
    "not-recognised": lambda needs: needs.outcome("recognised", "not-certified"),
    "promoted": Needs.certified,
    "certificate-expired": Needs.lapse,
    "withdrawn": Needs.certified,
}
