"""Strategies for assumptions, forecasts, and for what a change of rules does."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from ocop.dates import DateRange
from ocop.law.changes.changes import Changes
from ocop.law.entity import entity_kinds
from ocop.law.rules import default_rules
from ocop.scenarios.assumptions.assumptions import Assumptions
from ocop.scenarios.forecast.forecast import Forecast
from ocop.scenarios.impact.impact import impact
from ocop.scenarios.impact.plan_impact import PlanImpact
from ocop.scenarios.impact.registry_impact import RegistryImpact
from ocop.scenarios.impact.result import Impact
from ocop.targets.plan.plan import Plan
from ocop.targets.registry.registry import Registry
from ocop.targets.where import STARS
from ocop.testing.strategies.plans import plan_reports, plans
from ocop.testing.strategies.scoring import sheets
from ocop.testing.strategies.targets import days, registries

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = [
    "assumptions",
    "forecasts",
    "impacts",
    "plan_impacts",
    "proposals",
    "registry_impacts",
]


def _shares() -> SearchStrategy[Fraction]:
    return st.fractions(0, 1, max_denominator=60)


def _spreads(keys: SearchStrategy[Any], most: int = 3) -> SearchStrategy[dict[Any, Fraction]]:
    """Key → share, the shares adding to 1."""

    def even(drawn: dict[Any, int]) -> dict[Any, Fraction]:
        whole = sum(drawn.values())
        return {key: Fraction(number, whole) for key, number in drawn.items()}

    return st.dictionaries(keys, st.integers(1, 20), min_size=1, max_size=most).map(even)


def _by_stars(
    ranks: tuple[int, ...], numbers: SearchStrategy[Fraction]
) -> SearchStrategy[dict[int, Fraction] | Fraction]:
    return numbers | st.dictionaries(st.sampled_from(ranks), numbers)


def _newcomers() -> SearchStrategy[dict[str, Any]]:
    """How many come, in one of the ways in which that can be said."""
    numbers = st.fractions(0, 30, max_denominator=12)
    per = st.sampled_from(("new_per_month", "new_per_round"))
    by_stars = st.tuples(per, _by_stars(STARS, numbers)).map(lambda both: dict([both]))
    ranges = st.sampled_from(("50-69", "70-89", "90-100", "42", 49))
    by_totals = st.tuples(per, numbers, _spreads(ranges)).map(
        lambda drawn: {drawn[0]: drawn[1], "new_totals": drawn[2]}
    )
    return st.just({}) | by_stars | by_totals


def assumptions() -> SearchStrategy[Assumptions]:
    """Assumptions of any kind, some fields with a source, some left at their default."""
    kinds = st.sampled_from([kind.id for kind in entity_kinds()])
    places = st.sampled_from(("Can Lộc", "Vũ Quang", "Hương Sơn"))
    fields = st.fixed_dictionaries(
        {},
        optional={
            "renewal": _by_stars(STARS, _shares()),
            "renewed_as": st.dictionaries(st.sampled_from(STARS), _spreads(st.sampled_from(STARS))),
            "delay": st.integers(0, 12) | _spreads(st.integers(0, 12)),
            "upgrade": _by_stars(STARS[:-1], _shares()),
            "withdrawal": _by_stars(STARS, _shares()),
            "newcomers_law": st.sampled_from(("fixed", "poisson")),
            "new_kinds": _spreads(kinds),
            "new_places": st.dictionaries(
                st.sampled_from(("district", "commune")), _spreads(places)
            ),
            "new_entities": _shares(),
            "stock_issued": st.lists(days(), min_size=2, max_size=2).map(
                lambda ends: DateRange(min(ends), max(ends))
            ),
            "sources": st.dictionaries(
                st.sampled_from(("renewal", "delay", "new_per_month")), st.just("Báo cáo năm 2025")
            ),
        },
    )
    return st.tuples(fields, _newcomers()).map(lambda both: Assumptions(**both[0], **both[1]))


def proposals() -> SearchStrategy[Changes]:
    """Proposals that amend 26/2026: another least total of four stars, another term."""
    tables = st.fixed_dictionaries(
        {"bands": st.integers(71, 89).map(lambda least: {"4": least})},
        optional={"certificates": st.sampled_from((24, 48)).map(lambda n: {"months": n})},
    )
    head = {
        "id": "de-xuat",
        "kind": "proposal",
        "title": {"vi": "Dự thảo", "en": "Draft"},
        "amends": "26",
        "from": date(2027, 1, 1),
        "reference": "Dự thảo",
    }
    return tables.map(lambda said: Changes.from_dict({**head, **said}))


def impacts() -> SearchStrategy[Impact]:
    """What a proposal does to a few sheets."""
    law = default_rules()
    some = st.lists(sheets(), max_size=3)
    return st.tuples(some, proposals()).map(
        lambda drawn: impact(drawn[0], law, law.amended(drawn[1]))
    )


#: A day since which there are rounds.
_ROUNDS = date(2026, 6, 30)


def _forecast(
    plan: Plan, held: Registry, suppose: Assumptions, on: date, how: dict[str, Any]
) -> Forecast:
    return plan.forecast(held, suppose, on=on, until=on.replace(year=on.year + 1), **how)


def forecasts() -> SearchStrategy[Forecast]:
    """Forecasts of plans from registries: a year ahead, without runs or with few."""
    starts = st.dates(date(2024, 1, 1), date(2026, 6, 30))
    runs = st.sampled_from(({}, {"runs": 20, "seed": 1}))
    return st.builds(
        lambda plan, held, suppose, on, how: _forecast(
            plan, held, suppose, _ROUNDS if suppose.new_per_round else on, how
        ),
        plans(),
        registries(),
        assumptions(),
        starts,
        runs,
    )


def registry_impacts() -> SearchStrategy[RegistryImpact]:
    """What a proposal does to a register on a day."""
    law = default_rules()
    return st.tuples(registries(), proposals(), days()).map(
        lambda drawn: impact(drawn[0], law, law.amended(drawn[1]), on=drawn[2])
    )


def plan_impacts() -> SearchStrategy[PlanImpact]:
    """Any two reports side by side."""
    return st.builds(PlanImpact, before=plan_reports(), after=plan_reports())
