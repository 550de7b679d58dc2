"""Rule files that no decision says: read once, whoever asks."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest

import ocop
from ocop.cycle import ProductCode
from ocop.law.citation import citation
from ocop.law.level import Level
from ocop.law.regime import ceased_level

REFERENCE = "by analogy with 26/2026/QĐ-TTg, Art. 7.4"
FROM = count(71)


def amended(least):
    """The rules with another least total of four stars: the law with it is made anew."""
    correction = {
        "id": "x", "kind": "correction", "title": {"vi": "x", "en": "x"}, "amends": "26",
        "reference": "x", "bands": {"4": least},
    }  # fmt: skip
    return ocop.Rules().amended(ocop.Changes.from_dict(correction))


@pytest.mark.parametrize(
    "ask",
    [
        lambda: citation(REFERENCE)("vi"),
        lambda: ceased_level(Level.DISTRICT, date(2025, 7, 2)),
        lambda: ProductCode(province="01", commune="00001", serial="01", year=2026),
        lambda: amended(next(FROM)).is_default,
    ],
)
def test_what_is_asked_again_and_again_parses_no_file_again(ask, monkeypatch):
    first = ask()

    def parsed(text):
        raise AssertionError(text)

    monkeypatch.setattr("ocop.data._parse_toml", parsed)
    assert ask() == first
