"""What no document may hold is refused in bounded time, and told as a fault."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop import data, limits
from ocop.errors import InputError


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('{"a": ' + "9" * 5000 + "}", "a number is too long; at most 100 digits"),
        ('{"a": -' + "9" * 101 + "}", "a number is too long; at most 100 digits"),
        ('{"a": 1' + "0" * 100 + "}", "a number is too long"),
        ("[" * 65 + "]" * 65, "too deep in each other; at most 64"),
        ('{"a":' * 100 + "1" + "}" * 100, "too deep in each other"),
        (json.dumps({"k" * 1001: 1}), "a key of 1001 letters is too long; at most 1000"),
        (r'{"a": "\ud800"}', "\\ud800 alone is half a letter"),
        (r'{"\udfff": 1}', "\\udfff alone is half a letter"),
    ],
    ids=lambda text: text[:24],
)
def test_json_beyond_the_limits(text, fault):
    """hard A1 a, A2: these escaped as raw errors, or got in and could not get out."""
    with pytest.raises(InputError) as err:
        data.load_json(text)
    assert fault in str(err.value)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("set = " + "9" * 5000, "a number is too long; at most 100 digits"),
        ("set = 0x" + "f" * 4000, "a number is too long"),
        ("a = " + "[" * 100_000, "too deep in each other"),
        ("a = " + "[" * 65 + "]" * 65, "too deep in each other"),
        ("a = " + "{a = " * 10_000 + "1" + "}" * 10_000, "too deep in each other"),
        (".".join("a" * 20_000) + " = 1", "a key of 20000 steps is too deep; at most 32"),
        ("[" + " . ".join("a" * 33) + "]", "a key of 33 steps is too deep"),
        ('"b".' + ".".join(["'c'"] * 40) + " = 1", "a key of 41 steps is too deep"),
        (f'"{"k" * 1001}" = 1', "a key of 1001 letters is too long"),
    ],
    ids=lambda text: text[:24],
)
def test_toml_beyond_the_limits(text, fault):
    """hard A1 b, c and the resource curves: a dotted key of depth 20,000 took over nine seconds."""
    with pytest.raises(InputError) as err:
        data.load_toml(text)
    assert str(err.value)
    assert fault in str(err.value)


def test_what_only_looks_deep_is_read():
    dots = ".".join("a" * 200)
    text = f'a = "{dots}"\n# {dots}\nb = \'{dots}\'\nc = """\n{dots}\n"""\n'
    assert set(data.load_toml(text)) == {"a", "b", "c"}
    assert data.load_toml(".".join("a" * 32) + " = 1")


def test_a_text_that_is_too_long(monkeypatch):
    monkeypatch.setattr(limits, "MOST_BYTES", 10)
    for load in (data.load_json, data.load_toml):
        with pytest.raises(InputError, match="11 letters are too many; at most 10"):
            load(" " * 11)


def test_every_kind_of_fault_is_told_once():
    text = json.dumps({"k" * 1001: 10**100, "b": [10**100, -(10**100)]})
    with pytest.raises(InputError) as err:
        data.load_json(text)
    assert len(err.value.faults) == 2


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**99), 10**99)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(VALUES)
def test_what_is_within_the_limits_is_read_and_written_back(value):
    limits.check_values(value)
    assert data.load_json(data.dump_json(value)) == value
