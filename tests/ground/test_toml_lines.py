"""The line of every key of a TOML text."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import ocop
from ocop.toml_lines import key_lines

FILES = sorted(Path(ocop.__file__).parent.rglob("*.toml"))


def paths_of(value, path=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key)
            yield from paths_of(inner, (*path, key))
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield (*path, n)
            yield from paths_of(inner, (*path, n))


@pytest.mark.sweep
@pytest.mark.parametrize(
    "file",
    [each for n, each in enumerate(FILES) if n % 9 == 0 or each.parent.name == "plans"],
    ids=lambda file: f"{file.parent.name}-{file.stem}",
)
def test_the_line_of_every_key_of_every_rule(file):
    text = file.read_text(encoding="utf-8")
    rows, lines = text.splitlines(), key_lines(text)
    for path in paths_of(tomllib.loads(text)):
        assert isinstance(path[-1], int) or path[-1] in rows[lines[path] - 1], path


def test_lines_of_odd_toml():
    text = r'''
a = """ # no comment
[b] "" """
"c.d" = ['x # ]', """]""", 'it\', "\"]", 1979-05-27T07:32:00Z] # ] }
e . f = { g = [ { h = 1 }, # one
  { h = 2 } ], "i" = {} }
[[j.k]]
l = [
  [1], [

  2, ],
]
[[j.k]]
[j.k.m]
n = -inf
[j.o]
p = +1_000.5e3
'''
    lines = key_lines(text)
    expected = {
        ("a",): 2, ("c.d",): 4, ("e", "f", "g", 1, "h"): 6, ("e", "f", "i"): 6,
        ("j", "k", 0, "l", 1, 0): 11, ("j", "k", 1): 13, ("j", "k", 1, "m", "n"): 15,
        ("j", "o", "p"): 17,
    }  # fmt: skip
    assert {path: lines[path] for path in expected} == expected
    assert set(paths_of(tomllib.loads(text))) <= set(lines)
