"""Crosswalks as values."""

from __future__ import annotations

import pickle

import attrs
import pytest

import ocop
from ocop.errors import InputError, NotFoundError
from ocop.scenarios import Crosswalk

OLD, NEW = ocop.regime("148").rubric(1), ocop.regime("26").rubric(1)
LAID = ocop.crosswalk(OLD, NEW)


def test_it_is_sent_by_the_names_of_its_tables():
    prospect = ocop.crosswalk(OLD.sheet({c.no: len(c.options) for c in OLD.criteria}), NEW)
    for value in (LAID, prospect):
        sent = pickle.dumps(value)
        assert len(sent) < 2000
        again = pickle.loads(sent)
        assert again == value
        assert hash(again) == hash(value)
    part = attrs.evolve(LAID, rows=LAID.rows[:3])
    assert pickle.loads(pickle.dumps(part)) == part


def test_it_stands_between_two_rubrics():
    assert Crosswalk.between(OLD, NEW) == LAID
    with pytest.raises(NotFoundError, match="set 1 of 148/QĐ-TTg"):
        Crosswalk.between(OLD, ocop.regime("26").rubric(2))
    with pytest.raises(InputError) as err:
        Crosswalk.between("148", None)
    assert [fault.path for fault in err.value.faults] == [("old",), ("new",)]
