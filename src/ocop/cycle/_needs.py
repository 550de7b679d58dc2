"""What each event needs of the table, the state and the day, whatever it carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ocop.cycle import _terms
from ocop.cycle._entities import may_bring
from ocop.cycle._state import concluded, holder, passes_on
from ocop.cycle.certificates import Status
from ocop.cycle.stages import Stage, transitions
from ocop.law import entity_kind

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ocop.cycle._state import State
    from ocop.cycle.certificates import Certificate
    from ocop.law import Regime

__all__ = ["Needs", "Refused"]


class Refused(Exception):  # noqa: N818 - turned into TransitionNotAllowed by the application
    """Why an event may not happen, and the source in law where it is the law that says so."""

    def __init__(self, why: str, reference: str = "") -> None:
        self.why = why
        self.reference = reference
        super().__init__(why)


@attrs.frozen
class Needs:
    """A state asked on a day, under the rules that answer."""

    state: State
    on: date
    rules: Regime

    def check(self, event: str) -> None:
        """Hold an event to what it needs.

        Raises:
            Refused: it may not happen.
        """
        state = self.state
        if state.over:
            raise Refused("the entity has left the programme with this product")
        if state.last_day is not None and self.on < state.last_day:
            raise Refused(f"{self.on} comes before the last event, on {state.last_day}")
        if (state.stage, event) not in transitions(state.readings):
            raise self._no_such_step(event)
        need = _NEEDS.get(event)
        if need is not None:
            need(self)

    def _no_such_step(self, event: str) -> Refused:
        if self.state.case is not None and event in _FILINGS:
            return Refused(
                f"a dossier is under way, filed on {self.state.filed_on}; whether two may be the "
                "law does not say, and the library takes one at a time"
            )
        if event == "dossier-filed" and self.state.stage is Stage.IDEAS:
            return Refused(
                "the idea of a new product is accepted first, by the library's reading "
                "idea_first=required; the law is silent"
            )
        if event == "dossier-filed" and self.state.stage is Stage.PROMOTION:
            self.first()
        return Refused("the table has no such step from this stage")

    def idea_pending(self) -> None:
        """An idea is handed in."""
        if not self.state.idea_pending:
            raise Refused("no idea is handed in")

    def no_idea_pending(self) -> None:
        """None is handed in yet."""
        if self.state.idea_pending:
            raise Refused("an idea is handed in already and awaits its answer")

    def entity(self) -> None:
        """The kind of entity may bring a product of some set, as far as the rules are known."""
        self.entity_of(None)

    def entity_of(self, product_set: int | None) -> None:
        """The kind of entity may bring a product of that set."""
        kind, rules = self.state.entity_kind, self.rules
        if not may_bring(kind, rules, product_set):
            whose = "a product" if product_set is None else f"a product of set {product_set}"
            raise Refused(
                f"{entity_kind(kind).label.en}: not among those who may bring {whose}",
                rules.entities[0].reference,
            )

    def first(self) -> None:
        """A first evaluation is for a product without a valid certificate."""
        self.entity()
        if self.state.readings.lapse == "noted-first" and self._lapsed_unnoted():
            raise Refused(
                "the end of the certificate is noted first, by the library's reading "
                "lapse=noted-first; the law is silent"
            )
        held = self.state.holds(self.on)
        if held is not None:
            raise Refused(
                f"the product holds {held.stars}★ until {held.last_valid_day}; file an upgrade or "
                "a re-evaluation"
            )

    def certified(self) -> Certificate:
        """It has a valid certificate."""
        held = self.state.holds(self.on)
        if held is None:
            raise Refused(f"the product holds no valid certificate on {self.on}")
        return held

    def upgrade(self) -> None:
        """There are more stars to be had."""
        self.entity()
        held = self.certified()
        if not any(stars > held.stars for rule in self.rules.levels for stars in rule.recognises):
            raise Refused(f"nothing stands above {held.stars}★")

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
            raise Refused(f"its re-evaluation is decided: {latest.stars}★ from then on")
        last, filed = held.last_valid_day, self.first_filing(held)
        found = _terms.filing_days(last, self.rules.id, held.readings)
        if found is None or self.on in found[0]:
            return held
        window, reference = found
        if self.on < window.first:
            raise Refused(f"too early: the window opens on {window.first}", reference)
        if filed not in window and _terms.extension(last, held.readings) is None:
            raise Refused(f"too late: the window closed on {window.last}", reference)
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
            raise Refused(f"the product holds no valid certificate on {self.on}")
        if latest.re_evaluation_filed_on is None:
            filed = attrs.evolve(latest, re_evaluation_filed_on=self.on)
            if filed.status(self.on).counts:
                return latest
        raise Refused(
            f"the product holds no valid certificate on {self.on}: the last valid day was "
            f"{latest.last_valid_day}; what has lapsed starts anew"
        )

    def assessment(self) -> None:
        """The dossier lies with a level that screens."""
        rule = holder(self.state, self.rules)
        if rule.duty != "screens":
            raise Refused(f"the dossier lies with the {rule.level}, which does not screen")

    def evaluation(self) -> None:
        """It lies with a level that evaluates, and no result stands."""
        rule = holder(self.state, self.rules)
        if rule.duty != "evaluates":
            raise Refused(f"the {rule.level} assesses the dossier first", rule.reference)
        passes = passes_on(self.state, self.rules)
        if passes is not None and self.state.stage is Stage.EVALUATION:
            raise Refused(
                f"the {rule.level} sends the dossier of a 5★ product up without a council",
                passes["reference"],
            )
        result = self.state.result
        if result is not None and result.stands and not self.state.returned:
            raise Refused("the council has evaluated, and its result stands")

    def passing(self) -> None:
        """It is handed up without a council."""
        if passes_on(self.state, self.rules) is None:
            rule = holder(self.state, self.rules)
            raise Refused(f"the {rule.level} does not send it up without a council", rule.reference)

    def outcome(self, *outcomes: str) -> None:
        """The council's result comes to one of these."""
        found = concluded(self.state, self.rules, self.on)
        if found.outcome in outcomes:
            return
        why = f"what follows from the result: {found.label.en}"
        if not found.reference:
            why += ", by the library's reading upgrade_without_gain; the law is silent"
        raise Refused(why, found.reference)

    def recognition(self) -> None:
        """The result comes to it, and no certificate is issued on that day yet."""
        self.outcome("recognised")
        if any(each.issued_on == self.on for each in self.state.certificates):
            raise Refused(f"a certificate is issued on {self.on} already")

    def sending_back(self) -> None:
        """After a council has evaluated, only what could not be recognised goes back."""
        if self.state.stage is Stage.CERTIFICATION:
            self.outcome("returned")

    def lapse(self) -> None:
        """The latest certificate has lapsed, and that is not noted yet."""
        if self.state.lapse_noted:
            raise Refused("its end is noted already")
        if not self._lapsed_unnoted():
            raise Refused(f"no certificate has lapsed by {self.on}")

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
