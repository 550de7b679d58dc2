"""Acts: an event's need and its effect, side by side.

An act is asked of a state on a day, whatever its event carries: :meth:`Act.need` says whether the
event may happen, :meth:`Act.effect` what it changes.
"""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, cast

import attrs

from ocop.cycle._entities import may_bring
from ocop.cycle.application.event import Event
from ocop.cycle.application.refusal import Refused
from ocop.cycle.application.state import State
from ocop.cycle.certificate.certificate import Certificate
from ocop.cycle.certificate.status import Status
from ocop.law.entity import entity_kind
from ocop.law.regime import Regime

__all__ = ["Act"]


@attrs.frozen
class Act:
    """A state on a day, and the rules that answer then; on its own an act that changes nothing.

    Attributes:
        kind: The event.
        state: Where the product stands.
        on: The day.
        regime: The rules that answer.
    """

    kind: ClassVar[type[Event]]

    state: State
    on: date
    regime: Regime

    def need(self) -> object:
        """Hold the state to what the event needs.

        Raises:
            Refused: it may not happen.
        """
        return None

    def effect(self, event: Any) -> State:  # noqa: ANN401, ARG002 - of this kind
        """The state after an event of this kind, but for its stage and day.

        Raises:
            Refused: what it carries is against the rules.
        """
        return self.state

    def bring(self, product_set: int | None = None) -> None:
        """The kind of entity may bring a product of a set (of some set, where none is named)."""
        kind, regime = self.state.entity_kind, self.regime
        if not may_bring(kind, regime, product_set):
            raise Refused(
                "entity-kind" if product_set is None else "entity-kind-of-set",
                regime.entities[0].reference,
                kind=entity_kind(kind).label,
                set=product_set,
            )

    def held(self) -> Certificate:
        """The valid certificate, which there must be."""
        held = self.state.holds(self.on)
        if held is None:
            raise Refused("no-certificate", on=self.on)
        return held

    def lapsed_unnoted(self) -> bool:
        """Whether the latest certificate has lapsed, which no event has noted."""
        latest, noted = self.state.certificate, self.state.lapse_noted
        return latest is not None and latest.status(self.on) is Status.LAPSED and not noted

    def closed(self, state: State | None = None) -> State:
        """The state without its dossier; a re-evaluation has its result on the day."""
        state = self.state if state is None else state
        if state.case == "re-evaluation":
            evaluated = cast("Certificate", state.re_evaluated)
            state = state.with_changed(evaluated, re_evaluation_decided_on=self.on)
        return state.without_dossier()
