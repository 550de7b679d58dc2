"""What each event needs of the table, the state and the day, whatever it carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ocop.cycle import _terms
from ocop.cycle._state import concluded, holder
from ocop.cycle.certificates import Status
from ocop.cycle.stages import Stage, transitions

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
        if (state.stage, event) not in transitions():
            raise Refused("the table has no such step from this stage")
        need = _NEEDS.get(event)
        if need is not None:
            need(self)

    def idea_pending(self) -> None:
        """An idea is handed in."""
        if not self.state.idea_pending:
            raise Refused("no idea is handed in")

    def no_idea_pending(self) -> None:
        """None is handed in yet."""
        if self.state.idea_pending:
            raise Refused("an idea is handed in already and awaits its answer")

    def uncertified(self) -> None:
        """A first evaluation is for a product without a valid certificate."""
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
        held = self.certified()
        if not any(stars > held.stars for rule in self.rules.levels for stars in rule.recognises):
            raise Refused(f"nothing stands above {held.stars}★")

    def re_evaluation(self) -> None:
        """The window of the rules in force is open, or Art. 12.3 makes up for it."""
        held = self.certified()
        last = held.last_valid_day
        if self.on > last:
            raise Refused(f"the last valid day was {last}; what has lapsed starts anew")
        found = _terms.filing_days(last, self.rules.id, held.readings)
        if found is None or self.on in found[0]:
            return
        window, reference = found
        if self.on < window.first:
            raise Refused(f"too early: the window opens on {window.first}", reference)
        if _terms.extension(last, held.readings) is None:
            raise Refused(f"too late: the window closed on {window.last}", reference)

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
        result = self.state.result
        if result is not None and result.stands and not self.state.returned:
            raise Refused("the council has evaluated, and its result stands")

    def outcome(self, *outcomes: str) -> None:
        """The council's result comes to one of these."""
        found = concluded(self.state, self.rules)
        if found.outcome not in outcomes:
            raise Refused(f"what follows from the result: {found.label.en}", found.reference)

    def sending_back(self) -> None:
        """After a council has evaluated, only what could not be recognised goes back."""
        if self.state.stage is Stage.CERTIFICATION:
            self.outcome("returned")

    def lapse(self) -> None:
        """The latest certificate has lapsed, and that is not noted yet."""
        latest = self.state.certificate
        if latest is None or latest.status(self.on) is not Status.LAPSED:
            raise Refused(f"no certificate has lapsed by {self.on}")
        if self.state.lapse_noted:
            raise Refused("its end is noted already")


_NEEDS: dict[str, Callable[[Needs], object]] = {
    "idea-submitted": Needs.no_idea_pending,
    "idea-returned": Needs.idea_pending,
    "idea-accepted": Needs.idea_pending,
    "dossier-filed": Needs.uncertified,
    "upgrade-filed": Needs.upgrade,
    "re-evaluation-filed": Needs.re_evaluation,
    "dossier-returned": Needs.sending_back,
    "commune-assessed": Needs.assessment,
    "council-evaluated": Needs.evaluation,
    "result-forwarded": lambda needs: needs.outcome("forwarded"),
    "recognised": lambda needs: needs.outcome("recognised"),
    "not-recognised": lambda needs: needs.outcome("recognised", "not-certified"),
    "promoted": Needs.certified,
    "certificate-expired": Needs.lapse,
    "withdrawn": Needs.certified,
}
