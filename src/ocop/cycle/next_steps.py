"""Next steps: what carries a product on from a day, who does it, and by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ocop.cycle import _terms
from ocop.cycle._rest_days import concerns_rest_day
from ocop.cycle.deadlines import Deadline, commune_check_by, re_evaluation_by, transition_by
from ocop.cycle.rounds import next_round
from ocop.cycle.stages import Actor, Stage, event_rule, who_acts
from ocop.errors import NotRegulated
from ocop.text import Label

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ocop.cycle.applications import Application
    from ocop.cycle.certificates import Certificate
    from ocop.cycle.working_days import Calendar
    from ocop.law import Note, Regime

__all__ = ["Step", "next_steps"]


@attrs.frozen(kw_only=True)
class Step:
    """Something that carries a product on.

    Attributes:
        event: The id of the event.
        actor: ``"entity"``, or the level whose act it is; None for what time alone does.
        label: What is to be done, and how the result stands where it follows from one.
        not_before: The first day on which it may be done, where that is still to come; else None.
        deadline: By when; None where no day is set.
        reference: The source in law.
        notes: What is not certain, and whether a transition decides.
    """

    event: str
    actor: Actor | None
    label: Label
    not_before: date | None = None
    deadline: Deadline | None = None
    reference: str
    notes: tuple[Note, ...] = ()


_BY_OUTCOME = {
    "forwarded": "result-forwarded",
    "recognised": "recognised",
    "returned": "dossier-returned",
    "not-certified": "not-recognised",
    "undecided": "council-evaluated",
}


def _events(application: Application, on: date) -> tuple[str, ...]:
    allowed = application.allowed(on)
    conclusion = application.conclusion(on)
    if conclusion is not None:
        # the one event that follows; the council too, where the result came from above
        again = ("council-evaluated",) if "council-evaluated" in allowed else ()
        return tuple(dict.fromkeys((_BY_OUTCOME[conclusion.outcome], *again)))
    return tuple(
        each
        for each in allowed
        if event_rule(each).step
        and not (application.stage is Stage.EVALUATION and each == "dossier-returned")
    )


def next_steps(application: Application, on: date, calendar: Calendar | None) -> tuple[Step, ...]:
    """See :meth:`ocop.cycle.Application.next_steps`."""
    if application.over:
        return ()
    rules = application.regime(on)
    found = [_step(application, event, on, rules, calendar) for event in _events(application, on)]
    window = _window_to_come(application, on, rules)
    return tuple(found if window is None else [*found, window])


def _step(
    application: Application, event: str, on: date, rules: Regime, calendar: Calendar | None
) -> Step:
    rule = event_rule(event)
    actors = who_acts(application.stage, event, rules)
    level = application.level(on)
    actor = level if level is not None and level in actors else next(iter(actors), None)
    conclusion = application.conclusion(on)
    label, notes = rule.label, (*rule.notes, *rules.notes)
    if conclusion is not None and event == _BY_OUTCOME[conclusion.outcome]:
        label = Label(f"{label.vi} ({conclusion.label.vi})", f"{label.en} ({conclusion.label.en})")
        notes = (*notes, *conclusion.notes)
    return Step(
        event=event,
        actor=actor,
        label=label,
        deadline=_deadline(application, event, on, calendar),
        reference=rule.reference(rules),
        notes=notes,
    )


def _window_to_come(application: Application, on: date, rules: Regime) -> Step | None:
    """The re-evaluation whose window is set and opens later."""
    latest = application.certificate
    stages = {Stage.PROMOTION, Stage.REGISTRATION}
    if latest is None or application.stage not in stages or not latest.status(on).counts:
        return None
    found = _terms.window(latest.last_valid_day, latest.readings)
    if found is None or on >= found[0].first:
        return None
    window, reference = found
    rule = event_rule("re-evaluation-filed")
    return Step(
        event=rule.id,
        actor="entity",
        label=rule.label,
        not_before=window.first,
        deadline=Deadline(day=window.last, label=rule.label, reference=reference),
        reference=reference,
        notes=rules.notes,
    )


def _deadline(
    application: Application, event: str, on: date, calendar: Calendar | None
) -> Deadline | None:
    """The earliest of the days that the rules set for this act; None where they set none."""
    found = []
    for find in _days(application, event, on, calendar):
        try:
            found.append(find())
        except NotRegulated:
            continue
    return min(found, key=lambda each: each.day, default=None)


def _days(
    application: Application, event: str, on: date, calendar: Calendar | None
) -> list[Callable[[], Deadline]]:
    filed, proposed, case = application.filed_on, application.proposed_on, application.case
    latest = application.certificate
    if event == "re-evaluation-filed" and latest is not None:
        return [lambda: _filing_end(latest, on, application.regime(on))]
    if filed is None or case is None:
        return []
    found: list[Callable[[], Deadline]] = []
    if any(note.id == "transition" for note in application.regime(on).notes):
        found.append(
            lambda: transition_by(
                case, filed, on=on, readings=application.readings, calendar=calendar
            )
        )
    if event == "commune-assessed":
        found.append(lambda: commune_check_by(filed, calendar=calendar))
    elif proposed is not None and case == "re-evaluation":
        found.append(
            lambda: re_evaluation_by(proposed, readings=application.readings, calendar=calendar)
        )
    elif proposed is not None:
        found.append(lambda: _round_end(application, proposed, on, calendar))
    return found


def _filing_end(latest: Certificate, on: date, rules: Regime) -> Deadline:
    """The window's last day; where none is set or Art. 12.3 makes up for it, the certificate's."""
    last, label = latest.last_valid_day, event_rule("re-evaluation-filed").label
    found = _terms.filing_days(last, rules.id, latest.readings)
    if found is not None and on <= found[0].last:
        return Deadline(day=found[0].last, label=label, reference=found[1])
    extended = _terms.extension(last, latest.readings)
    reference = latest.references[0] if extended is None else extended[1]
    return Deadline(day=last, label=label, reference=reference)


def _round_end(
    application: Application, proposed: date, on: date, calendar: Calendar | None
) -> Deadline:
    level = application.level(on)
    assert level is not None  # noqa: S101 - for the type checker: a dossier is under way
    found = next_round(proposed, level, readings=application.readings, calendar=calendar)
    notes = tuple(note for note in found.notes if note.day == found.decide_by)
    return Deadline(
        day=found.decide_by,
        label=found.label,
        reference=found.reference,
        calendar=found.calendar if concerns_rest_day(notes) else None,
        notes=notes,
    )
