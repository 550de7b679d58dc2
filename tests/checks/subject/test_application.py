"""Cases of applications: their rules are those of the case, and a refusal is held to what it says."""

from __future__ import annotations

import pytest

from tests.checks.cases import answered

LIFE = {
    "history": [
        {"event": "idea-submitted", "on": "2026-05-25"},
        {"event": "idea-accepted", "on": "2026-05-28", "level": "commune"},
        {"event": "dossier-filed", "on": "2026-06-01", "product_set": 1},
    ]
}
OTHER = {
    "event": "council-evaluated",
    "on": "2026-06-02",
    "level": "district",
    "result": {"regime": "26", "total": 71, "stars": 4},
}


@pytest.mark.parametrize("key", ["readings", "changes"])
@pytest.mark.parametrize(
    ("subject", "table"),
    [("application", LIFE), ("certificate", {"stars": 3, "issued_on": "2026-06-01"})],
)
def test_rules_stand_in_the_case(subject, table, key):
    result = answered(**{subject: {**table, key: {}}}, expect={"stars": 3})
    assert [(fault.code, fault.path[2:]) for fault in result.faults] == [
        ("check-rules-inside", (subject, key))
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"because": "screens-first"}, []),
        ({"because": "transition-not-allowed"}, []),
        ({"because": "too-early"}, ["too-early"]),
        ({"values": {"level": "commune", "day": "none"}}, []),
        ({"values": {"level": "province"}}, [{"level": "province"}]),
        ({"reference": "26/2026/QĐ-TTg, Điều 7 khoản 2"}, []),
        ({"reference": "26/2026/QĐ-TTg, Art. 7.2"}, []),
        ({"reference": "none"}, ["none"]),
    ],
)
def test_what_a_refusal_says_is_held(said, expected):
    result = answered(application=LIFE, refused=[{**OTHER, **said}])
    assert not result.faults
    assert [failure.expected for failure in result.failures] == expected


def test_a_refusal_that_no_law_says_has_no_reference():
    again = {"event": "idea-submitted", "on": "2026-06-02"}
    for reference, status in (("none", "passed"), ("26/2026/QĐ-TTg, Điều 7", "failed")):
        result = answered(application=LIFE, refused=[{**again, "reference": reference}])
        assert result.status == status


@pytest.mark.parametrize(
    ("said", "code"),
    [({"values": 3}, "not-a-table"), ({"values": {"level": 1.5}}, "expected-a-float")],
)
def test_values_that_cannot_be(said, code):
    result = answered(application=LIFE, refused=[{**OTHER, **said}])
    assert [fault.code for fault in result.faults] == [code]


def test_codes_are_no_events():
    result = answered(application=LIFE, refused=["no-such-option"])
    assert [fault.code for fault in result.faults] == ["not-a-table"]
