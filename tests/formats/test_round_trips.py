"""What every stored value of scoring and the cycle keeps to, under the law and under changed rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.cycle import CouncilResult
from ocop.cycle.application.event import EVENTS, Event
from ocop.formats.kind import kind_of
from ocop.testing.strategies import (
    applications,
    assumptions,
    ballots,
    certificates,
    council_results,
    council_rules,
    drafts,
    events,
    issue_days,
    rubrics,
    rules,
    scorecards,
    sheets,
)

PROPOSAL = ocop.from_dict(
    ocop.Changes,
    {
        "id": "de-xuat",
        "kind": "proposal",
        "title": {"vi": "Dự thảo", "en": "A draft"},
        "amends": "26",
        "from": "2026-06-01",
        "reference": "Tờ trình",
        "bands": {"4": 75},
        "certificates": {"months": 48},
    },
)
AMENDED = ocop.Rules().amended(PROPOSAL)
LAWS = st.one_of(
    st.just(ocop.Rules()),
    rules(),
    st.just(AMENDED),
    rules().map(lambda read: AMENDED.read(**read.readings.changed)),
)
HEAD = ("type", "format", "rules")


def of_rubrics(draw_from):
    """Values of rubrics under some law."""
    return LAWS.flatmap(lambda law: draw_from(rubrics(regime=st.sampled_from(law.regimes()))))


def cast(rubric):
    return ballots(rubric, invalid=True, most=2)


VALUES = {
    ocop.Sheet: of_rubrics(sheets),
    ocop.Draft: of_rubrics(drafts),
    ocop.Scorecard: of_rubrics(scorecards),
    ocop.Ballot: of_rubrics(cast).map(lambda ballots: ballots[0]),
    ocop.Verdict: of_rubrics(cast).map(ocop.verdict),
    ocop.CouncilRules: council_rules(),
    CouncilResult: LAWS.flatmap(lambda law: st.sampled_from(law.regimes())).flatmap(
        council_results
    ),
    ocop.Certificate: certificates(rules=LAWS),
    Event: st.tuples(st.sampled_from(sorted(EVENTS)), issue_days()).flatmap(
        lambda drawn: events(*drawn)
    ),
    ocop.Application: applications(),
    ocop.Changes: st.just(PROPOSAL),
    ocop.Assumptions: assumptions(),
}
KINDS = pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)


def faults(kind, table):
    """Path and code of each fault of a table."""
    with pytest.raises(ocop.OcopError) as caught:
        ocop.from_dict(kind, table)
    return [(fault.path, fault.code) for fault in caught.value.faults]


@KINDS
@given(data=st.data())
def test_what_is_written_is_read_back_in_every_form(kind, data):
    value = data.draw(VALUES[kind])
    table = ocop.to_dict(value)
    for back in (
        ocop.from_dict(kind, table),
        ocop.from_json(kind, ocop.to_json(value)),
        ocop.from_toml(kind, ocop.to_toml(value)),
        ocop.from_dict(kind, {key: item for key, item in table.items() if key not in HEAD}),
    ):
        assert back == value
        assert hash(back) == hash(value)
        assert ocop.to_dict(back) == table


@KINDS
@given(data=st.data())
def test_what_is_written_names_its_type_its_format_and_its_rules(kind, data):
    value = data.draw(VALUES[kind])
    table = ocop.to_dict(value)
    assert tuple(table)[:3] == HEAD
    of_kind = kind_of(kind)
    assert (table["type"], table["format"]) == (of_kind.name, of_kind.format)
    assert table["rules"] == of_kind.rules(value).version


@KINDS
@given(data=st.data())
def test_a_key_that_is_not_known_is_refused_at_itself(kind, data):
    table = ocop.to_dict(data.draw(VALUES[kind]))
    assert faults(kind, table | {"unheard_of": 1}) == [(("unheard_of",), "unknown-key")]


@KINDS
@given(data=st.data())
def test_a_value_of_a_wrong_type_is_refused_at_its_key(kind, data):
    table = ocop.to_dict(data.draw(VALUES[kind]))
    key = data.draw(st.sampled_from(sorted(table)))
    wrong = faults(kind, table | {key: object()})
    assert key in {path[0] for path, _ in wrong if path}
