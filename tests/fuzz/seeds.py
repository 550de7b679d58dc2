"""Valid documents of every kind, drawn from the strategies once and always the same."""

from __future__ import annotations

from datetime import date
from functools import cache

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import ocop
from ocop.cycle.application.event import EVENTS
from ocop.testing import strategies as draws
from tests.law.changes.test_changes import DRAFT

CHANGES = st.sampled_from([DRAFT]).map(lambda text: ocop.from_toml(ocop.Changes, text))

#: Class that is stored → what draws its values.
VALUES = {
    "Application": draws.applications(),
    "Assumptions": draws.assumptions(),
    "Ballot": draws.ballots(invalid=True).map(lambda several: several[0]),
    "Certificate": draws.certificates(),
    "Changes": CHANGES,
    "CouncilResult": draws.council_results(),
    "CouncilRules": draws.council_rules(),
    "Draft": draws.drafts(),
    "Event": st.sampled_from(sorted(EVENTS)).flatmap(
        lambda name: draws.events(name, date(2026, 6, 1))
    ),
    "Plan": draws.plans(),
    "PlanReport": draws.plan_reports(),
    "Recognition": draws.recognitions(),
    "Registry": draws.registries(),
    "Scorecard": draws.scorecards(),
    "Sheet": draws.sheets(),
    "Snapshot": draws.published() | draws.registries().map(lambda one: one.on(date(2026, 6, 1))),
    "Verdict": st.tuples(draws.ballots(), draws.council_rules()).map(
        lambda both: ocop.verdict(*both)
    ),
}

#: Those whose files are long, or reckoned again when they are read.
LONG = {"Plan", "PlanReport", "Snapshot", "Verdict"}


@cache
def values(name, count=12):
    """Some values of a stored class."""
    drawn = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(VALUES[name])
    def draw(value):
        drawn.append(value)

    draw()
    return tuple(drawn)
