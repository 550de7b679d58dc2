"""Blocks of TOML and JSON on the pages are TOML and JSON."""

from __future__ import annotations

import json
import re
import tomllib

import pytest
from tools.site.sources import ROOT, sources

_BLOCK = re.compile(r"^( *)```(\w+)[^\n]*\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_READ = {"toml": tomllib.loads, "json": json.loads}


def blocks():
    """Every block of a kind that is read: where it stands, its kind and its text."""
    for path in sources():
        text = path.read_text(encoding="utf-8")
        for found in _BLOCK.finditer(text):
            if found[2] in _READ:
                line = text.count("\n", 0, found.start()) + 1
                place = f"{path.relative_to(ROOT)}:{line}"
                yield pytest.param(found[2], re.sub(rf"^{found[1]}", "", found[3]), id=place)


@pytest.mark.parametrize(("kind", "text"), [*blocks()])
def test_a_block_is_what_it_says(kind, text):
    assert _READ[kind](text)


def test_a_block_that_is_none_is_refused():
    with pytest.raises(tomllib.TOMLDecodeError):
        _READ["toml"]("a = ")
