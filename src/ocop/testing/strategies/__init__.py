"""Hypothesis strategies for rubrics, sheets, certificates, applications, registries, plans.

    from hypothesis import given
    from ocop.testing.strategies import scorecards

    @given(scorecards())
    def test_my_view(card):
        assert my_view(card).stars == card.stars

Every strategy draws from the real rules of every regime unless told otherwise. ``invalid_choices``
draws input that must be refused, and says where.
"""

from ocop.testing.strategies.cycle import (
    applications,
    ballots,
    certificates,
    council_results,
    council_rules,
    events,
    issue_days,
)
from ocop.testing.strategies.plans import measures, plan_reports, plans
from ocop.testing.strategies.scenarios import assumptions
from ocop.testing.strategies.scoring import (
    choices,
    drafts,
    invalid_choices,
    regimes,
    rubrics,
    rules,
    scorecards,
    sheets,
    small_rubrics,
)
from ocop.testing.strategies.targets import (
    days,
    published,
    recognitions,
    registries,
    wheres,
)

__all__ = [
    "applications",
    "assumptions",
    "ballots",
    "certificates",
    "choices",
    "council_results",
    "council_rules",
    "days",
    "drafts",
    "events",
    "invalid_choices",
    "issue_days",
    "measures",
    "plan_reports",
    "plans",
    "published",
    "recognitions",
    "regimes",
    "registries",
    "rubrics",
    "rules",
    "scorecards",
    "sheets",
    "small_rubrics",
    "wheres",
]
