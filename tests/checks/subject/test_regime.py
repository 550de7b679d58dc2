"""Cases of regimes: what a level does, and what is asked of one product set."""

from __future__ import annotations

import pytest

from tests.checks.cases import answered

DAY = {"on": "2026-06-01"}


@pytest.mark.parametrize(
    ("expect", "fields"),
    [
        ({"parts": {"A": 40, "B": 25, "C": 35}}, []),
        ({"parts": {"A": 41}}, ["parts.A"]),
        ({"duties": {"commune": "screens", "province": "evaluates"}}, []),
        ({"forwards_from": {"province": 90, "commune": "none"}}, []),
        ({"forwards_from": {"province": 89}}, ["forwards_from.province"]),
        ({"forwards_to": {"commune": "province", "centre": "none"}}, []),
        ({"set": 26, "number": 26, "group": "tourism"}, []),
        ({"set": 1, "name": "Fresh vegetables, fruit, roots and nuts"}, []),
        ({"set": 1, "ministries": ["Bộ Nông nghiệp và Môi trường"]}, []),
        ({"set": 26, "who_may_bring": {"includes": ["association"]}}, []),
        ({"set": 1, "who_may_bring": {"includes": ["association"]}}, ["who_may_bring.includes"]),
        ({"set": 27, "group": "tourism"}, ["group"]),
    ],
)
def test_fields(expect, fields):
    result = answered(regime=DAY, expect=expect)
    assert [failure.field for failure in result.failures] == fields
    assert not result.faults
