"""Applications (hồ sơ đăng ký): one product's way through the stages, event by event."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from datetime import date
from typing import cast

import attrs

from ocop.argument import (
    as_items,
    check_bool,
    check_items,
    check_texts,
    check_type,
    checked,
    checked_items,
)
from ocop.brief import cut
from ocop.cycle.application._irregular import move_leniently
from ocop.cycle.application._move import allowed, move
from ocop.cycle.application._notes import state_notes
from ocop.cycle.application.event import EVENTS, CouncilEvaluated, Event
from ocop.cycle.application.next_step import NextStep, next_steps
from ocop.cycle.application.refusal import Refused, TransitionNotAllowed
from ocop.cycle.application.stage import Stage
from ocop.cycle.application.state import State, concluded, holder
from ocop.cycle.calendar.working_day import Calendar
from ocop.cycle.certificate.certificate import Certificate
from ocop.cycle.certificate.status import Status
from ocop.cycle.certificate.succession import superseding
from ocop.cycle.council.result import Conclusion, CouncilResult
from ocop.cycle.council.verdict import Verdict
from ocop.cycle.dossier import Document, documents_of
from ocop.cycle.due import Due, by_day
from ocop.dates import checked_date
from ocop.errors import Faults, InputError, NotFoundError, checked_lang
from ocop.law.case import Case
from ocop.law.entity import entity_kind
from ocop.law.level import Level
from ocop.law.product_set import ProductSet
from ocop.law.regime import Note, Regime
from ocop.law.rules import Rules, check_rules, default_rules
from ocop.shown.value import Shown, Tidy

__all__ = ["Application"]


@attrs.frozen(kw_only=True, repr=False)
class Application(Shown, Tidy):
    """One product's way through the stages, over its first evaluation and all that follow it.

    Each event gives a new application; the same history always gives the same one.

    Attributes:
        product: The product: a name or a code.
        entity: Who brings it (chủ thể).
        entity_kind: What kind of entity that is: an id or a usual spelling, kept as the id; empty
            where it is not said. It is held to who may bring a product when a dossier is filed.
        rules: Which law, and how it is read where it is silent, for this product's whole way: its
            certificates take them over.
        held_before: Certificates from before this history, in any order; the product then begins in
            the stage of promotion, else with ideas. Those under the default rules take over the
            application's.
        history: What happened, oldest first.
        lenient: Whether steps that the rules do not allow are kept with notes, as offices keep
            histories, and not refused; False where there are none. What happens from then on is
            held to the rules.

    Raises:
        InputError: a field of another type, no such kind of entity, certificates of another
            product or under rules of their own that are not the application's.
        TransitionNotAllowed: an event of the history that may not follow those before.
        NotFoundError: an event before 21 August 2019.
    """

    product: str
    entity: str = ""
    entity_kind: str = ""
    rules: Rules = attrs.field(factory=default_rules)
    held_before: tuple[Certificate, ...] = attrs.field(default=(), converter=as_items)
    history: tuple[Event, ...] = attrs.field(default=(), converter=as_items)
    lenient: bool = False
    _state: State = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_texts(faults, needed=True, product=self.product)
        check_texts(faults, entity=self.entity, entity_kind=self.entity_kind)
        check_rules(faults, self.rules)
        for i, event in enumerate(check_items(faults, "history", self.history)):
            if not _is_event(event):
                faults.add("not-an-event", "history", i, given=event)
        for i, held in enumerate(check_items(faults, "held_before", self.held_before)):
            with faults.at("held_before", i):
                self._check_held(held, faults)
        kind = self._kind(faults)
        check_bool(faults, lenient=self.lenient)
        faults.raise_if_any()
        object.__setattr__(self, "entity_kind", kind)
        held_before = tuple(_under(self.rules, certificate) for certificate in self.held_before)
        object.__setattr__(self, "held_before", held_before)
        before = _in_order(held_before)
        state = State(
            product=self.product,
            entity_kind=kind,
            rules=self.rules,
            certificates=before,
            stage=Stage.PROMOTION if before else Stage.IDEAS,
            last_day=max((held.issued_on for held in before), default=None),
        )
        for i, event in enumerate(self.history):
            state = _moved(state, event, "history", i, lenient=self.lenient)
        object.__setattr__(self, "lenient", bool(state.irregular))
        object.__setattr__(self, "_state", state)

    def _kind(self, faults: Faults) -> str:
        """The id of the kind of entity; empty where it is not said."""
        if self.entity_kind and isinstance(self.entity_kind, str):
            try:
                return entity_kind(self.entity_kind).id
            except NotFoundError as err:
                faults.found += [attrs.evolve(one, path=("entity_kind",)) for one in err.faults]
        return ""

    def _check_held(self, held: object, faults: Faults) -> None:
        if not check_type(faults, held, Certificate):
            return
        certificate = cast("Certificate", held)
        if certificate.product != self.product:
            faults.add("of-another-product", given=certificate.product, wanted=self.product)
        if not certificate.rules.is_default and certificate.rules != self.rules:
            faults.add("rules-of-its-own", "rules")

    def __repr__(self) -> str:
        return (
            f"<Application of {cut(self.product, 60)!r}: {self.stage}, {len(self.history)} events>"
        )

    def apply(self, event: Event) -> Application:
        """The application after an event.

        Raises:
            InputError: it is no event.
            TransitionNotAllowed: it may not happen; the error says why and what may.
            NotFoundError: it lies before 21 August 2019.
        """
        if not _is_event(event):
            raise InputError.of("not-an-event", "event", given=event)
        return self._after(event)

    def _after(self, event: Event, *path: str | int) -> Application:
        state = _moved(self._state, event, *path)
        # one event on, without going through the history again
        after = copy(self)
        object.__setattr__(after, "history", (*self.history, event))
        object.__setattr__(after, "_state", state)
        return after

    def apply_all(self, events: Iterable[Event]) -> Application:
        """The application after several events, one after the other.

        Raises:
            InputError, TransitionNotAllowed, NotFoundError: as :meth:`apply`, at the first that may
                not happen.
        """
        application = self
        for i, event in enumerate(checked_items(events, "events")):
            if not _is_event(event):
                raise InputError.of("not-an-event", "events", i, given=event)
            application = application._after(event, "events", i)
        return application

    def evaluated(self, verdict: Verdict | CouncilResult, on: date) -> Application:
        """The application after the council of the level that has the dossier has evaluated.

        Args:
            verdict: The council's verdict, or its result as recorded.
            on: The day of the evaluation.

        Raises:
            InputError: no dossier is under way, or not a date.
            TransitionNotAllowed: the level does not evaluate, or its result stands already.
        """
        level = self.level(on)
        if level is None:
            raise InputError.of("no-dossier", product=self.product)
        if isinstance(verdict, CouncilResult):
            result = verdict
        else:
            result = checked(verdict, Verdict, "verdict").result
        return self.apply(CouncilEvaluated(on=on, level=level, result=result))

    @property
    def stage(self) -> Stage:
        """The stage that it is in."""
        return self._state.stage

    @property
    def over(self) -> bool:
        """Whether the entity has left with this product; nothing follows then."""
        return self._state.over

    @property
    def case(self) -> Case | None:
        """What the dossier under way is for; None where none is."""
        return self._state.case

    @property
    def filed_on(self) -> date | None:
        """The day on which the dossier under way was filed; None where none is."""
        return self._state.filed_on

    @property
    def proposed_on(self) -> date | None:
        """The day on which the level below last handed it up; None where it did not."""
        return self._state.proposed_on

    @property
    def result(self) -> CouncilResult | None:
        """The result that waits for a decision; None where none does."""
        return self._state.result

    @property
    def certificates(self) -> tuple[Certificate, ...]:
        """Every certificate of the product, oldest first."""
        return self._state.certificates

    @property
    def certificate(self) -> Certificate | None:
        """The latest certificate, whatever has become of it; None where there is none."""
        return self._state.certificate

    def held(self, on: date) -> Certificate | None:
        """The certificate by which the product holds its stars on a day; None where it holds none.

        Mostly the latest. Not where that one begins later, or where an older one revives.

        Raises:
            InputError: not a date.
        """
        return self._state.holds(checked_date(on, "on"))

    def status(self, on: date) -> Status | None:
        """What the certificate that the product holds on a day is then, valid or extended.

        Where it holds none, what the latest is; None where there is none.
        """
        shown = self.held(on) or self.certificate
        return None if shown is None else shown.status(on)

    def level(self, on: date) -> Level | None:
        """The level that has the dossier under way, by the rules of a day; None where none has."""
        state = self._state
        return None if state.level is None else holder(state, self.regime(on)).level

    def regime(self, on: date) -> Regime:
        """The rules that answer on a day: for a dossier under way, those that judge it.

        Its notes say where a transition decides.

        Raises:
            InputError: not a date.
            NotFoundError: before 21 August 2019.

        Reference: 26/2026/QĐ-TTg, Art. 12.2.
        """
        return self._state.regime(checked_date(on, "on"))

    def conclusion(self, on: date) -> Conclusion | None:
        """What follows from the council's result by the rules of a day; None where none waits."""
        state = self._state
        return None if state.result is None else concluded(state, self.regime(on), on)

    def allowed(self, on: date) -> tuple[str, ...]:
        """Ids of the events that may happen on a day, in the order of the table.

        What an event carries (its level, its stars) is held to the rules when it happens.

        Raises:
            InputError: not a date.
            NotFoundError: before 21 August 2019.
        """
        return allowed(self._state, checked_date(on, "on"))

    def next_steps(
        self, on: date, *, calendar: Calendar | str | None = None
    ) -> tuple[NextStep, ...]:
        """What carries the product on from a day: who does it, by when, under which decision.

        Args:
            on: The day.
            calendar: How working days are counted, see :meth:`ocop.cycle.Calendar.of`.

        Raises:
            InputError: not a date, or no such calendar.
            MissingExtra: the calendar ``"holidays"`` without its extra.
            NotFoundError: before 21 August 2019.
        """
        return next_steps(self._state, checked_date(on, "on"), calendar)

    def dues(self, on: date, *, calendar: Calendar | str | None = None) -> tuple[Due, ...]:
        """Everything that falls due for the product from a day on, by day.

        What is due for its latest certificate, and the deadlines of its next steps.

        Args:
            on: The day from which to look.
            calendar: How working days are counted, see :meth:`ocop.cycle.Calendar.of`.

        Raises:
            InputError, MissingExtra, NotFoundError: as :meth:`next_steps`.
        """
        day = checked_date(on, "on")
        dues = [
            Due(
                day=step.deadline.day,
                kind=step.event,
                label=step.label,
                product=self.product,
                reference=step.deadline.reference,
                calendar=step.deadline.calendar,
                notes=step.deadline.notes,
            )
            for step in self.next_steps(day, calendar=calendar)
            # the filing of a re-evaluation is the window's, which the certificate has
            if step.deadline is not None and step.event != "re-evaluation-filed"
        ]
        if self.certificate is not None:
            dues += self.certificate.dues(calendar=calendar)
        return by_day(due for due in dues if due.day >= day)

    def notes(self, on: date) -> tuple[Note, ...]:
        """Everything that an answer about the product on a day must say of itself.

        What the rules of the day say (a transition, an age), which readings are not the default,
        acts of levels that were gone, irregular steps, what is not certain of the entity, the
        product set or the filing, a window that has closed, and where the law is silent on what
        happened.

        Raises:
            InputError: not a date.
            NotFoundError: before 21 August 2019.
        """
        notes = state_notes(self._state, self.history, checked_date(on, "on"))
        return (*self.irregular, *notes)

    def summary(
        self, lang: str = "vi", *, on: date, calendar: Calendar | str | None = None
    ) -> tuple[str, ...]:
        """Where the product stands on a day and what may come next, a sentence a line.

        The stage, the dossier under way and the rules that judge it, the certificate, the next
        steps with their days (late ones say so), what falls due, and the notes.

        Args:
            lang: ``"vi"`` or ``"en"``.
            on: The day.
            calendar: How working days are counted, see :meth:`ocop.cycle.Calendar.of`.

        Raises:
            InputError: another language, and as :meth:`next_steps`.
            MissingExtra, NotFoundError: as :meth:`next_steps`.
        """
        from ocop.cycle.application._words import summary  # noqa: PLC0415 - it reads these

        return summary(self, checked_lang(lang), checked_date(on, "on"), calendar)

    @property
    def irregular(self) -> tuple[Note, ...]:
        """A note for each step of the history that the rules do not allow, see ``lenient``."""
        return self._state.irregular

    def required_documents(
        self,
        on: date,
        *,
        event: str | None = None,
        product_set: ProductSet | int | str | None = None,
    ) -> tuple[Document, ...]:
        """The papers that go with what happens next: a filing, a proposal, a sending up.

        Args:
            on: The day.
            event: Which of the events that may happen, by its id; it may be left out where only one
                of them hands papers on.
            product_set: The product set; it may be left out where the dossier under way says it.

        Raises:
            InputError: not a date; an event that may not happen or hands no papers on; several
                between which to choose; no product set.
            NotFoundError: a dossier that the library does not know, see
                :meth:`ocop.cycle.Document.required`.

        Reference: 26/2026/QĐ-TTg, Art. 6.
        """
        day = checked_date(on, "on")
        return documents_of(self._state, allowed(self._state, day), day, event, product_set)


def _under(rules: Rules, held: Certificate) -> Certificate:
    return held if held.rules == rules else attrs.evolve(held, rules=rules)


def _in_order(held_before: tuple[Certificate, ...]) -> tuple[Certificate, ...]:
    try:
        return superseding(held_before)
    except InputError as err:
        at = [attrs.evolve(one, path=("held_before", *one.path[1:])) for one in err.faults]
        raise InputError(at) from None


def _is_event(event: object) -> bool:
    return isinstance(event, Event) and type(event) is EVENTS.get(event.id)


def _moved(state: State, event: Event, *path: str | int, lenient: bool = False) -> State:
    """The state after an event, which stands at a path where it is one of several."""
    try:
        return move_leniently(state, event) if lenient else move(state, event)
    except Refused as refused:
        raise TransitionNotAllowed(
            event,
            state.stage,
            allowed(state, event.on),
            refused.why,
            refused.reference,
            *path,
        ) from None
    except (InputError, NotFoundError) as err:
        raise type(err)([one.inside(*path) for one in err.faults]) from None
