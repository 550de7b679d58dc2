"""Mappings that never change."""

from __future__ import annotations

import copy
import pickle
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.frozen_map import FrozenMap, frozen_map

KEYS = st.text(max_size=3) | st.integers(0, 9)
ITEMS = st.dictionaries(KEYS, st.integers() | st.text(max_size=3), max_size=5)
DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=8,
)


@given(ITEMS)
def test_it_is_the_mapping_it_was_made_from(items):
    held = FrozenMap(items)
    assert held == items
    assert list(held.items()) == list(items.items())
    assert len(held) == len(items)
    assert FrozenMap(reversed(items.items())) == held
    assert hash(FrozenMap(reversed(items.items()))) == hash(held)
    assert repr(held) == f"FrozenMap({items!r})"


@given(ITEMS, ITEMS)
def test_it_equals_what_a_dict_equals(one, other):
    assert (FrozenMap(one) == FrozenMap(other)) is (one == other)
    assert (FrozenMap(one) == other) is (one == other)
    assert (FrozenMap(one) == MappingProxyType(other)) is (one == other)
    assert FrozenMap(one) != list(one)


def test_it_does_not_change_and_what_it_came_from_may():
    items = {"a": 1}
    held = FrozenMap(items)
    items["a"] = 2
    assert held["a"] == 1
    with pytest.raises(TypeError):
        held["a"] = 2
    with pytest.raises(AttributeError):
        held.b = 2
    with pytest.raises(KeyError):
        held["b"]


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
@given(items=ITEMS)
def test_it_pickles_and_copies(protocol, items):
    """apps D5, hard A3: a mappingproxy does neither."""
    held = FrozenMap(items)
    for again in (
        pickle.loads(pickle.dumps(held, protocol)),
        copy.copy(held),
        copy.deepcopy(held),
    ):
        assert type(again) is FrozenMap
        assert again == held
        assert hash(again) == hash(held)
        assert list(again) == list(held)


@given(st.dictionaries(st.text(max_size=3), DATA, max_size=4))
def test_a_frozen_table_has_a_hash_and_equals_itself(table):
    assert hash(frozen_map(table)) == hash(frozen_map(copy.deepcopy(table)))
    assert frozen_map(frozen_map(table)) == frozen_map(table)


def test_a_frozen_table_holds_what_it_was_made_from():
    assert frozen_map({"a": [1, {"b": []}], "c": "d"}) == {"a": (1, {"b": ()}), "c": "d"}
