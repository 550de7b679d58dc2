"""Next steps: what carries a product on from a day, who does it, and by when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypedDict, cast

import attrs

from ocop.cycle.application._dossier_acts import FileReEvaluation
from ocop.cycle.application._move import allowed
from ocop.cycle.application._notes import event_notes
from ocop.cycle.application.event_rule import event_rule
from ocop.cycle.application.stage import Actor, Stage
from ocop.cycle.application.state import State, concluded, holder
from ocop.cycle.calendar.deadline import Deadline
from ocop.cycle.calendar.rest_day import Ending, concerns_rest_day, ending_on
from ocop.cycle.calendar.round import Round
from ocop.cycle.calendar.working_day import Calendar
from ocop.cycle.certificate import term
from ocop.cycle.certificate.certificate import Certificate
from ocop.cycle.certificate.status import Status
from ocop.cycle.council.result import Conclusion
from ocop.dates import DateRange, checked_date
from ocop.errors import NotRegulated
from ocop.law.citation import Cited
from ocop.law.level import Level
from ocop.law.regime import Note, Regime, ceased_level
from ocop.law.rules import Rules
from ocop.text import Label

__all__ = ["NextStep", "next_steps"]


@attrs.frozen(kw_only=True, repr=False)
class NextStep(Cited):
    """Something that carries a product on.

    Attributes:
        event: The id of the event.
        actor: ``"entity"``, or the level whose act it is; None for what time alone does.
        stars: The stars to be recognised; None for any other step.
        label: What is to be done, and how the result stands where it follows from one.
        not_before: The first day on which it may be done, where that is still to come; else None.
        deadline: By when; None where no day is set.
        reference: The source in law, or what an act that no decision regulates is known from; empty
            where the law is silent.
        notes: What is not certain, whether a transition decides, and by which readings.
    """

    event: str
    actor: Actor | None
    stars: int | None = None
    label: Label
    not_before: date | None = None
    deadline: Deadline | None = None
    reference: str
    notes: tuple[Note, ...] = ()

    def is_late(self, on: date) -> bool:
        """Whether its last day is over on a day; False where no day is set.

        Raises:
            InputError: not a date.
        """
        day = checked_date(on, "on")
        return self.deadline is not None and self.deadline.day < day


class _How(TypedDict):
    """How the days of deadlines are counted."""

    rules: Rules
    calendar: Calendar | str | None


_BY_OUTCOME = {
    "forwarded": "result-forwarded",
    "recognised": "recognised",
    "returned": "dossier-returned",
    "not-certified": "not-recognised",
    "undecided": "council-evaluated",
}


def next_steps(state: State, on: date, calendar: Calendar | str | None) -> tuple[NextStep, ...]:
    """See :meth:`ocop.cycle.Application.next_steps`."""
    if state.over:
        return ()
    asked = _Asked(state, on, calendar)
    steps = [asked.step(event) for event in asked.events()]
    if asked.waits():
        tomorrow = _Asked(state, on + timedelta(days=1), calendar)
        steps = [
            attrs.evolve(tomorrow.step(event), not_before=tomorrow.on)
            for event in tomorrow.events()
        ]
    window = asked.window_to_come()
    return tuple(steps if window is None else [*steps, window])


@attrs.frozen
class _Asked:
    """A state asked on a day."""

    state: State
    on: date
    calendar: Calendar | str | None
    regime: Regime = attrs.field(init=False)
    conclusion: Conclusion | None = attrs.field(init=False)
    allowed: tuple[str, ...] = attrs.field(init=False)

    @regime.default
    def _regime(self) -> Regime:
        return self.state.regime(self.on)

    @conclusion.default
    def _conclusion(self) -> Conclusion | None:
        return None if self.state.result is None else concluded(self.state, self.regime, self.on)

    @allowed.default
    def _allowed(self) -> tuple[str, ...]:
        return allowed(self.state, self.on)

    def level(self) -> Level | None:
        """The level that has the dossier under way; None where none has."""
        return None if self.state.level is None else holder(self.state, self.regime).level

    def waits(self) -> bool:
        """Whether what follows from the result may not happen on the same day yet."""
        return (
            self.conclusion is not None and _BY_OUTCOME[self.conclusion.outcome] not in self.allowed
        )

    def events(self) -> tuple[str, ...]:
        """The events that carry the product on."""
        if self.conclusion is not None:
            # the one event that follows; the council too, where the result came from above
            follows = _BY_OUTCOME[self.conclusion.outcome]
            again = ("council-evaluated",) if "council-evaluated" in self.allowed else ()
            return tuple(dict.fromkeys((follows, *again)))
        stage = self.state.stage
        return tuple(
            event
            for event in self.allowed
            if event_rule(event).step
            and not (stage is Stage.EVALUATION and event == "dossier-returned")
        )

    def step(self, event: str) -> NextStep:
        """The step that an event is."""
        state, regime, conclusion = self.state, self.regime, self.conclusion
        rule = event_rule(event)
        level = self.level()
        actors = state.stage.who_acts(event, regime)
        actor = level if level is not None and level in actors else next(iter(actors), None)
        label, reference, stars = rule.label, rule.reference(regime), None
        notes = (*rule.notes, *regime.notes)
        if conclusion is not None and event == _BY_OUTCOME[conclusion.outcome]:
            label = Label(
                f"{label.vi} ({conclusion.label.vi})", f"{label.en} ({conclusion.label.en})"
            )
            notes = (*notes, *conclusion.notes)
            stars = conclusion.stars if event == "recognised" else None
            reference = reference if conclusion.reference else ""
        gone = ceased_level(actor, self.on) if isinstance(actor, Level) else None
        notes = (*notes, *event_notes(event, state, self.on))
        return NextStep(
            event=event,
            actor=actor,
            stars=stars,
            label=label,
            deadline=self.deadline(event),
            reference=reference,
            notes=tuple(dict.fromkeys((*notes, *([] if gone is None else [gone])))),
        )

    def window_to_come(self) -> NextStep | None:
        """The re-evaluation whose window is set by the rules of the day and opens later."""
        held = self._held()
        if held is None:
            return None
        filing = term.filing_days(held.last_valid_day, self.regime)
        if filing is None or self.on >= filing[0].first:
            return None
        window, reference = filing
        rule = event_rule("re-evaluation-filed")
        return NextStep(
            event=rule.id,
            actor="entity",
            label=rule.label,
            not_before=window.first,
            deadline=self._window_end(held),
            reference=reference,
            notes=self.regime.notes,
        )

    def _held(self) -> Certificate | None:
        """The latest certificate where it is the one in force and no dossier is under way."""
        latest = self.state.certificate
        if latest is None or self.state.stage not in {Stage.PROMOTION, Stage.REGISTRATION}:
            return None
        return latest if latest.status(self.on) is Status.VALID else None

    def deadline(self, event: str) -> Deadline | None:
        """The earliest of the days that the rules set for this act; None where they set none."""
        days = []
        for find in self._deadlines(event):
            try:
                days.append(find())
            except NotRegulated:
                continue
        return min(days, key=lambda deadline: deadline.day, default=None)

    def _deadlines(self, event: str) -> list[Callable[[], Deadline]]:
        state, due = self.state, event_rule(event).due
        filed, proposed, case = state.filed_on, state.proposed_on, state.case
        if due == "window":
            return [self._filing_end]
        if due is None or filed is None or case is None:
            return []
        how = self._how
        finds: list[Callable[[], Deadline]] = []
        if any(note.id == "transition" for note in self.regime.notes):
            finds.append(lambda: Deadline.transition(case, filed, on=self.on, **how))
        if due == "commune-check":
            finds.append(lambda: Deadline.commune_check(filed, **how))
        elif proposed is not None and case == "re-evaluation":
            finds.append(lambda: Deadline.re_evaluation(proposed, **how))
        elif due == "cut-off":
            finds.append(self._cut_off)
        elif proposed is not None:
            finds.append(lambda: self._round_end(proposed))
        return finds

    def _filing_end(self) -> Deadline:
        """The window's last day; where none is set or Art. 12.3 makes up for it, the last day."""
        held = FileReEvaluation(self.state, self.on, self.regime).need()
        last, label = held.last_valid_day, event_rule("re-evaluation-filed").label
        filing = term.filing_days(last, self.regime)
        if filing is not None and self.on <= filing[0].last:
            return self._window_end(held)
        extended = term.extension(held.rules, last)
        reference = held.references[0] if extended is None else extended[1]
        end = Ending(held.extended_to or last)
        counted = term.due_extension(held.rules, last)
        if extended is not None and counted is not None and self.on > last:
            end = ending_on(counted[0], extended[0], self.calendar)
        return _deadline_of(end, label, reference)

    def _window_end(self, held: Certificate) -> Deadline:
        """The last day of the window that the rules of the day set for a certificate."""
        last, regime = held.last_valid_day, self.regime
        counted, _ = cast("tuple[DateRange, str]", term.counted_filing_days(last, regime))
        days, reference = cast("tuple[DateRange, str]", term.filing_days(last, regime))
        end = ending_on(counted.last, days.last, self.calendar)
        return _deadline_of(end, event_rule("re-evaluation-filed").label, reference)

    def _cut_off(self) -> Deadline:
        """The last day to propose for the next round of the level above."""
        above = cast("Level", cast("Conclusion", self.conclusion).to)
        next_round = Round.next_for(self.on, above, **self._how)
        label = Label(
            f"Hạn đề nghị: {next_round.label.vi}", f"Last day to propose: {next_round.label.en}"
        )
        return _of_round(next_round, next_round.propose_by, label)

    def _round_end(self, proposed: date) -> Deadline:
        level = cast("Level", self.level())
        its_round = Round.next_for(proposed, level, **self._how)
        return _of_round(its_round, its_round.decide_by, its_round.label)

    @property
    def _how(self) -> _How:
        return {"rules": self.state.rules, "calendar": self.calendar}


def _deadline_of(end: Ending, label: Label, reference: str) -> Deadline:
    return Deadline(
        day=end.day, label=label, reference=reference, calendar=end.calendar, notes=end.notes
    )


def _of_round(of: Round, day: date, label: Label) -> Deadline:
    notes = tuple(note for note in of.notes if note.day == day)
    return Deadline(
        day=day,
        label=label,
        reference=of.reference,
        calendar=of.calendar if concerns_rest_day(notes) else None,
        notes=notes,
    )
