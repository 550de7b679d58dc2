"""What the benchmarks measure on: set 1 of the present rules, every highest level."""

from __future__ import annotations

import pytest

import ocop


@pytest.fixture(scope="session")
def rubric():
    return ocop.regime("26").rubric(1)


@pytest.fixture(scope="session")
def choices(rubric):
    return {criterion.no: len(criterion.options) for criterion in rubric.criteria}


@pytest.fixture(scope="session")
def points(rubric):
    """The same points in plain dicts: what the yardstick sums over."""
    return {c.no: {o.no: o.points for o in c.options} for c in rubric.criteria}
