"""The quick way into TOML reads what the full parser reads, or nothing."""

from __future__ import annotations

import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import ocop
from ocop.data import load_toml
from ocop.errors import InputError
from ocop.plain_toml import plain_table, toml_table

ROOT = Path(ocop.__file__).parent
FILES = sorted(ROOT.rglob("*.toml"))
OF_RULES = [file for file in FILES if {"rules", "data"} & {*file.relative_to(ROOT).parts}]
SMALL = [text for file in FILES if len(text := file.read_text(encoding="utf-8")) < 1_500]


def in_order(value):
    """A value with the order of its keys and the classes of its numbers."""
    if isinstance(value, dict):
        return [(key, in_order(inner)) for key, inner in value.items()]
    if isinstance(value, list):
        return [in_order(inner) for inner in value]
    return type(value), str(value)


def check(text):
    table = plain_table(text)
    if table is not None:
        assert in_order(table) == in_order(tomllib.loads(text))
    return table


@pytest.mark.sweep
@pytest.mark.parametrize(
    "file", OF_RULES, ids=lambda file: "-".join(file.relative_to(ROOT).parts[1:])
)
def test_every_rule_file_is_plain(file):
    assert check(file.read_text(encoding="utf-8")) is not None


# What is nearly TOML, or nearly JSON.
PIECES = (
    *("a = ", "b = ", '"c d" = ', "1 = ", "a.b = ", "é = ", "a =", "=", ":", "- = "),
    *("[", "]", "[[", "]]", "{ ", " }", "{", "}", ", ", ",", "\n", "\n\n", "\n  ", "\n  ]", "\n]"),
    *("1", "-0", "+1", "01", "1_0", "1.5", "1e5", "1E400", "nan", "NaN", "-Infinity", "null"),
    *("true", "false", '"x"', '"x = y"', '"# no"', '"{"', '"["', '"é"', "'l'", '"""m"""', "7" * 5000),
    *(r'"a\"b"', r'"\\"', r'"\n"', '"\t"', "\t", "\r\n", "\u00a0", "\x7f", " # c\n", "\n# c\n", "#"),
    *("2026-05-22", "2026-02-30", "2026-05-22T07:00:00", "07:00:00"),
    *("[a]\n", "[a.b]\n", "[a.b.c]\n", "[[a]]\n", "[[a.b]]\n", '["q"]\n', '[a."q.r"]\n', '["q".a]\n'),
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example("a = 1, b = 2")
@example("a = [\n,\n]")
@example("a = { b = 1,\n  c = 2 }")
@example('a = [1\n"x"]')
@example('a = { "b": 1 }')
@example("a = 1\n[b]\na = 1\n[b]\n")
@example("[[a]]\nb = 1\n[a.c]\n")
@example("[a.b]\n[a]\nb = 1\n")
@example("[a.b]\nc = 1\n[a]\nd = 2026-05-22\n")
@example("a = [\n  { b = 2026-05-22 },\n]\n")
@example("a = 1\n[[a]]\n")
@example('a = { b = 1, b = 2 }\n"c\\"" = 1\n')
@example('["a\\"b"]\n[a."b]\n')
@example("[-]\n")
@example('["a"."b"]\n')
@example("a = 1 2\n")
@example("a\n")
@example('[[a]]\n[[a]]\n[[b.a]]\n[b.c."d"]\n')
def test_any_text_is_read_as_the_parser_reads_it_or_not_at_all(text):
    check(text)


@pytest.mark.parametrize("depth", [90, 3_000])
def test_what_stands_too_deep_is_refused_whoever_reads_it(depth):
    # from Python 3.13 on, JSON is read deeper than a function may call itself
    for text in ("a = " + "[" * depth + "]" * depth, "a.b = " + "[" * depth + "]" * depth):
        with pytest.raises(InputError) as caught:
            load_toml(text)
        assert [fault.code for fault in caught.value.faults] == ["too-deep"]


@given(st.sampled_from(SMALL), st.data())
def test_a_file_with_a_slip_of_the_hand_is_read_so_too(text, data):
    at = data.draw(st.integers(0, len(text)))
    gone = data.draw(st.integers(0, 2))
    check(text[:at] + data.draw(st.sampled_from(("", *PIECES))) + text[at + gone :])


def test_what_is_not_plain_is_left_to_the_parser():
    text = "a.b = 0x1F # dotted, and no number of JSON\n"
    assert plain_table(text) is None
    assert toml_table(text) == {"a": {"b": 31}}
    assert plain_table("a = { = 31 }\n") is None
    assert plain_table("a.b = 31\n") is None
    assert toml_table("a.b = 31\n") == {"a": {"b": 31}}


def test_the_parser_is_not_loaded_for_a_plain_text(monkeypatch):
    monkeypatch.setitem(sys.modules, "tomllib", None)  # its import fails
    assert toml_table("a = 2026-05-22\n") == {"a": date(2026, 5, 22)}
    with pytest.raises(ImportError):
        toml_table("a = [2026-05-22]\n")
