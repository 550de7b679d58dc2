"""Where a product stands, and what that means under the rules of a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, cast

import attrs

from ocop.brief import Brief
from ocop.cycle._rules import table
from ocop.cycle.application.stage import Stage
from ocop.cycle.certificate.certificate import Certificate
from ocop.cycle.council.result import Conclusion, CouncilResult
from ocop.law.case import Case
from ocop.law.level import Level, LevelRule
from ocop.law.regime import Note, Regime, ceased_level
from ocop.law.rules import Rules, default_rules
from ocop.text import Label

__all__ = ["State", "concluded", "holder", "passes_on"]


@attrs.frozen(kw_only=True, repr=False)
class State(Brief):
    """Where a product stands.

    Attributes:
        product: The product.
        entity_kind: The id of the kind of entity that brings it; empty where it is not said.
        rules: Which law, and how it is read where it is silent.
        stage: The stage.
        idea_pending: Whether an idea is handed in and not answered.
        lapse_noted: Whether the end of the latest certificate is noted.
        over: Whether the entity has left.
        last_day: The day of the last event.
        case, filed_on, product_set: Of the dossier under way; None where none is.
        again: The place among the certificates of the one that it evaluates again; None for none.
        level: The level that the dossier was given to.
        proposed_on: The day on which a level below proposed or forwarded it; None where it came
            from above.
        result: What the last council concluded; None once the dossier has gone up.
        judged_by: The regimes by whose rubrics councils have judged this dossier, in turn.
        returned: Whether the result came back from the level above.
        sent_back: Whether a level above has ever sent this dossier back.
        certificates: Every certificate, oldest first.
        irregular: A note for each step that the rules do not allow, where those are kept.
    """

    product: str
    entity_kind: str = ""
    rules: Rules = attrs.field(factory=default_rules)
    stage: Stage = Stage.IDEAS
    idea_pending: bool = False
    lapse_noted: bool = False
    over: bool = False
    last_day: date | None = None
    case: Case | None = None
    filed_on: date | None = None
    product_set: int | None = None
    again: int | None = None
    level: Level | None = None
    proposed_on: date | None = None
    result: CouncilResult | None = None
    judged_by: tuple[str, ...] = ()
    returned: bool = False
    sent_back: bool = False
    certificates: tuple[Certificate, ...] = ()
    irregular: tuple[Note, ...] = ()

    @property
    def certificate(self) -> Certificate | None:
        """The latest one."""
        return self.certificates[-1] if self.certificates else None

    def holds(self, on: date) -> Certificate | None:
        """The certificate that is valid or extended on a day.

        It need not be the latest: that one may begin later, and an older one may revive.
        """
        return next(
            (
                certificate
                for certificate in reversed(self.certificates)
                if certificate.status(on).counts
            ),
            None,
        )

    @property
    def re_evaluated(self) -> Certificate | None:
        """The certificate that the dossier under way evaluates again; None where it does not."""
        return None if self.again is None else self.certificates[self.again]

    def with_changed(self, which: Certificate, **changes: Any) -> State:  # noqa: ANN401 - its fields
        """The state with changes to one of the certificates."""
        changed = attrs.evolve(which, **changes)
        certificates = (
            changed if certificate is which else certificate for certificate in self.certificates
        )
        return attrs.evolve(self, certificates=tuple(certificates))

    def without_dossier(self) -> State:
        """The state with no dossier under way."""
        return attrs.evolve(
            self,
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

    def regime(self, on: date) -> Regime:
        """The regime that answers on a day: for a dossier under way, the one that judges it."""
        return _regime_on(self.rules, self.case, self.filed_on, on)


@lru_cache(maxsize=8192)
def _regime_on(rules: Rules, case: Case | None, filed_on: date | None, on: date) -> Regime:
    """The regime in force on a day; for a dossier of a case filed before, the one that judges it.

    Raises:
        NotFoundError: before 21 August 2019.
    """
    if case is None or filed_on is None or on < filed_on:
        return rules.regime_on(on)
    return rules.regime_for(case, filed_on, on)


def holder(state: State, regime: Regime) -> LevelRule:
    """The level that has the dossier under way.

    Where the level that it was given to has no part in the rules any more (the districts), the next
    one above has it.
    """
    order = list(Level)
    least = order.index(cast("Level", state.level))
    return next(rule for rule in regime.levels if order.index(rule.level) >= least)


def passes_on(state: State, regime: Regime) -> Mapping[str, Any] | None:
    """The rule by which the level that has the dossier hands it up without a council of its own.

    None where it does not, and where the level above has spoken already.
    """
    if state.case is None or state.sent_back:
        return None
    at = holder(state, regime).level
    row: Mapping[str, Any]
    for row in table(regime, "passes").values():
        if (row["case"], row["level"]) == (state.case, at):
            evaluated = cast("Certificate", state.re_evaluated)
            if evaluated.stars in row["held"]:
                return row
    return None


def concluded(state: State, regime: Regime, on: date) -> Conclusion:
    """What follows from the last result at the level that has the dossier, on a day."""
    result, rule = cast("CouncilResult", state.result), holder(state, regime)
    passes = passes_on(state, regime)
    if passes is not None and result.stands:
        conclusion = _handed_up(result, cast("Level", rule.forwards_to), passes["reference"])
    else:
        conclusion = _at_most_as_held(state, result).conclusion(
            rule.level,
            under=regime,
            came_back=state.returned,
        )
        if conclusion.outcome == "recognised" and _gains_nothing(state, conclusion.stars, on):
            conclusion = _nothing_gained(conclusion, cast("Certificate", state.holds(on)).stars)
    gone = ceased_level(rule.level, on)
    return conclusion if gone is None else attrs.evolve(conclusion, notes=(*conclusion.notes, gone))


def _handed_up(result: CouncilResult, to: Level, reference: str) -> Conclusion:
    """A result of a council that the rules have not evaluate: the level above decides."""
    return Conclusion(
        outcome="forwarded",
        stars=result.stars,
        to=to,
        label=Label(f"Chuyển {to.label.vi.lower()}", f"Forwarded to the {to.value}"),
        reference=reference,
    )


def _at_most_as_held(state: State, result: CouncilResult) -> CouncilResult:
    """Under re_evaluation_gain="full-procedure" a re-evaluation keeps at most the old rank."""
    evaluated = state.re_evaluated
    if state.case != "re-evaluation" or state.rules.readings.re_evaluation_gain == "recognised":
        return result
    held = cast("Certificate", evaluated).stars
    if result.stars is None or result.stars <= held:
        return result
    return attrs.evolve(result, stars=held)


def _gains_nothing(state: State, stars: int | None, on: date) -> bool:
    held = state.holds(on)
    return (
        state.case == "upgrade"
        and state.rules.readings.upgrade_without_gain == "not-recognised"
        and held is not None
        and cast("int", stars) <= held.stars
    )


def _nothing_gained(conclusion: Conclusion, held: int) -> Conclusion:
    """No law says that an upgrade must bring more stars, so no law is cited."""
    return attrs.evolve(
        conclusion,
        outcome="not-certified",
        label=Label(
            f"Không công nhận: kết quả {conclusion.stars} sao, không hơn {held} sao đang có",
            f"Not recognised: {conclusion.stars}★, no more than the {held}★ held",
        ),
        reference="",
    )
