"""What can be read and is likely not meant, kind by kind."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from ocop.checks.case_file import CaseFile, Check
from ocop.cycle.application.application import Application
from ocop.cycle.council.regulation import CouncilRules
from ocop.cycle.council.verdict import Verdict
from ocop.errors import Fault, fault
from ocop.law.changes.changes import Changes
from ocop.law.regime import Regime
from ocop.law.rules import Rules, default_rules
from ocop.scenarios.assumptions.assumptions import Assumptions
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.scorecard import Scorecard, score
from ocop.scoring.sheet.sheet import Sheet
from ocop.targets.plan.measure import Count, Distinct, Gain, Share
from ocop.targets.plan.outcome import OutcomeStatus
from ocop.targets.plan.plan import Plan
from ocop.targets.plan.target import Target
from ocop.targets.registry.registry import Registry
from ocop.targets.where import STARS

__all__ = [
    "laid_over_the_law",
    "none",
    "of_application",
    "of_assumptions",
    "of_changes",
    "of_checks",
    "of_plan",
    "of_registry",
    "of_regulation",
    "of_sheet",
    "of_verdict",
]


def none(_: object) -> tuple[Fault, ...]:
    """Nothing: of such a kind all that is not meant is wrong."""
    return ()


def of_sheet(sheet: Sheet) -> tuple[Fault, ...]:
    """What its card notes."""
    card: Scorecard = score(sheet)
    return tuple(fault("noted", "choices", note=note.label) for note in card.notes)


def of_checks(file: CaseFile) -> tuple[Fault, ...]:
    """Cases that say no source, and whose file says none."""
    without = (one.path[:2] for one in file.checks if isinstance(one, Check) and not one.source)
    return tuple(fault("case-without-source", *path) for path in dict.fromkeys(without))


# --- councils -----------------------------------------------------------------------------------


def of_regulation(regulation: CouncilRules) -> tuple[Fault, ...]:
    """A quorum that one ballot makes, and a regulation that asks for nothing."""
    if attrs.evolve(regulation, label=CouncilRules().label, reference="", id="") == CouncilRules():
        return (fault("regulation-asks-nothing"),)
    if regulation.quorum is not None and regulation.quorum_met(1) and regulation.members != 1:
        return (fault("quorum-met-by-one", "quorum", given=_written(regulation)),)
    return ()


def _written(regulation: CouncilRules) -> object:
    quorum = regulation.quorum
    return str(quorum) if isinstance(quorum, Fraction) else quorum


def of_verdict(verdict: Verdict) -> tuple[Fault, ...]:
    """What of the regulation is likely not meant, and why the verdict does not stand."""
    warnings = (
        list(of_regulation(verdict.regulation)) if verdict.regulation != CouncilRules() else []
    )
    return (
        *(one.inside("regulation") for one in warnings),
        *(fault("does-not-stand", "ballots", need=need.label) for need in verdict.needs),
        *(fault("noted", "ballots", note=note.label) for note in verdict.notes),
    )


# --- applications and registers -----------------------------------------------------------------


def of_application(application: Application) -> tuple[Fault, ...]:
    """What the record of each certificate says that the rules do not."""
    return tuple(
        fault("noted", "history" if application.history else "held_before", note=note.label)
        for certificate in application.certificates
        for note in certificate.notes
        if note.id != "as-checked-on"
    )


def of_registry(registry: Registry) -> tuple[Fault, ...]:
    """What is not as it should be among the records."""
    return tuple(fault("noted", note=note.label) for note in registry.notes)


# --- assumptions --------------------------------------------------------------------------------

#: Field → what it speaks of.
_RESTS_ON = {
    "renewed_as": ("renewal",),
    "delay": ("renewal",),
    **dict.fromkeys(
        ("newcomers_law", "new_totals", "new_kinds", "new_places", "new_entities"),
        ("new_per_month", "new_per_round"),
    ),
}


def of_assumptions(suppose: Assumptions) -> tuple[Fault, ...]:
    """Ranks that are not named beside others, fields that change nothing, sources of nothing."""
    said = {
        field.name
        for field in attrs.fields(Assumptions)
        if getattr(suppose, field.name) != field.default
    }
    unnamed = set(STARS) - set(suppose.renewal) if suppose.renewal else set()
    return (
        *(fault("rank-not-named", "renewal", stars=stars) for stars in sorted(unnamed)),
        *(
            fault("changes-nothing", field, other=others[0])
            for field, others in _RESTS_ON.items()
            if field in said and not said.intersection(others)
        ),
        *(
            fault("source-of-nothing", "sources", field, given=field)
            for field in suppose.sources
            if field not in said
        ),
    )


# --- changes ------------------------------------------------------------------------------------


def laid_over_the_law(changes: Changes) -> tuple[Changes, Rules]:
    """The changes, and the law with them.

    Raises:
        InputError: they cannot be laid over it.
    """
    return changes, default_rules().amended(changes)


def of_changes(laid: tuple[Changes, Rules]) -> tuple[Fault, ...]:
    """The ranks that no sheet of a set reaches any more."""
    changes, rules = laid
    # a correction begins no regime of its own
    regime = rules.known(changes.id) or rules.regime(changes.amends)
    return tuple(_out_of_reach(regime, default_rules().regime(changes.amends)))


def _out_of_reach(regime: Regime, base: Regime) -> Iterator[Fault]:
    for product_set in regime.sets:
        rubric, before = regime.rubric(product_set.number), base.rubric(product_set.number)
        if (rubric.digest, rubric.bands) == (before.digest, before.bands):
            continue
        most, most_before = _highest(rubric), _highest(before)
        if most is None or (most_before is not None and most < most_before):
            yield fault("rank-out-of-reach", product_set=product_set.number, stars=most)


def _highest(rubric: Rubric) -> int | None:
    """The most stars that any sheet comes to."""
    return score(rubric.sheet({}, partial=True)).highest_stars


# --- plans --------------------------------------------------------------------------------------


def of_plan(plan: Plan) -> tuple[Fault, ...]:
    """Targets that contradict each other, that say nothing beside another, that are not known."""
    return (*_contradicting(plan), *_beside_another(plan), *_not_known(plan))


def _contradicting(plan: Plan) -> Iterator[Fault]:
    """The smallest group of targets that no register meets together."""
    first = plan.period.first
    needed = plan.evaluate(Registry().on(first), on=first).needed()
    if needed.contradicting:
        yield fault("targets-contradict", "targets", targets=needed.contradicting)


def _beside_another(plan: Plan) -> Iterator[Fault]:
    """Targets that are met whenever another is, whose products they count too."""
    for n, whole in enumerate(plan.targets):
        for part in plan.targets:
            if part is not whole and _is_part(part, whole):
                yield fault(
                    "met-with-another",
                    "targets",
                    n,
                    "at_least",
                    given=whole.at_least,
                    other=part.id,
                    other_least=part.at_least,
                )


def _is_part(part: Target, whole: Target) -> bool:
    """Whether one counts some ranks of what another counts, and asks for more of them."""
    one, other = part.measure, whole.measure
    if not (isinstance(one, Count) and isinstance(other, Count)):
        return False
    if part.at_least is None or whole.at_least is None or part.at_least <= whole.at_least:
        return False
    same = attrs.evolve(one.where, stars=()) == attrs.evolve(other.where, stars=())
    some = not other.where.stars or {*one.where.stars} < {*other.where.stars}
    return same and some and bool(one.where.stars) and part.by <= whole.by


def _not_known(plan: Plan) -> Iterator[Fault]:
    """Targets of counts of which the baseline says something, and not enough."""
    if plan.baseline is None:
        return
    places = {target.id: n for n, target in enumerate(plan.targets)}
    for outcome in plan.evaluate().outcomes:
        counts = isinstance(outcome.target.measure, Count | Distinct | Gain | Share)
        of_others = any(missing.table != "counts" for missing in outcome.missing)
        if counts and outcome.status is OutcomeStatus.UNKNOWN and not of_others:
            yield fault(
                "not-known-from-the-baseline",
                "targets",
                places[outcome.target.id],
                reason=outcome.reason,
            )
