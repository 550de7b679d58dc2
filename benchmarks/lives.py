"""One life of six events, in ocop and as a bare machine of python-statemachine.

Ours holds every event to the law (dates, levels, points, stars) and keeps the history; theirs has
the table and the dates only.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ocop.cycle import (
    Application,
    CommuneAssessed,
    CouncilEvaluated,
    CouncilResult,
    DossierFiled,
    IdeaAccepted,
    IdeaSubmitted,
    Recognised,
)

if TYPE_CHECKING:
    from collections.abc import Callable

RESULT = CouncilResult(regime="26", total=80, stars=4)
EVENTS = (
    IdeaSubmitted(on=date(2026, 6, 1)),
    IdeaAccepted(on=date(2026, 6, 3), level="commune"),
    DossierFiled(on=date(2026, 6, 20)),
    CommuneAssessed(on=date(2026, 7, 3)),
    CouncilEvaluated(on=date(2026, 8, 20), level="province", result=RESULT),
    Recognised(on=date(2026, 9, 1), level="province", stars=4),
)


def ours() -> Application:
    found = Application(product="tea")
    for event in EVENTS:
        found = found.apply(event)
    return found


def theirs() -> Callable[[], str]:
    from statemachine import State, StateMachine  # noqa: PLC0415 - of the group bench only

    class Life(StateMachine):
        ideas = State("ideas", initial=True)
        registration = State("registration")
        evaluation = State("evaluation")
        certification = State("certification")
        promotion = State("promotion")

        idea_submitted = ideas.to(ideas)
        idea_accepted = ideas.to(registration)
        dossier_filed = registration.to(evaluation)
        commune_assessed = evaluation.to(evaluation)
        council_evaluated = evaluation.to(certification)
        recognised = certification.to(promotion)
        filed_again = promotion.to(evaluation)

        last_day = date.min

        def before_transition(self, on: date) -> None:
            if on < self.last_day:
                raise ValueError("dates run back")
            self.last_day = on

    sends = [(event.id.replace("-", "_"), event.on) for event in EVENTS]

    def run() -> str:
        machine = Life()
        for name, on in sends:
            machine.send(name, on=on)
        return str(next(iter(machine.configuration)).value)

    return run
