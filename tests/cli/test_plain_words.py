"""The words of a plain score are read as the parser reads them, and it is not loaded for them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop._cli.command_line import parser_of
from ocop._cli.plain_words import plain_words

DURIAN = Path(__file__).resolve().parents[2] / "examples" / "durian.toml"
WORDS = st.sampled_from(
    [
        "score", "sets", "a.json", "b c.toml", "-", "", "--", "--json", "--explain", "--partial",
        "--lang", "vi", "en", "--lang=vi", "--lang=en", "--lang=xx", "--lang=", "--js", "-o", "-5",
        "--on", "2026-05-22", "--jobs", "2", "--reading", "x=y", "--force", "--json=1", "-h x",
    ]
)  # fmt: skip


def parsed(words):
    """What the parser makes of words; None where it refuses them, or only helps."""
    try:
        args = parser_of(words, "en").parse_args(words)
    except SystemExit:
        return None
    return vars(args) if hasattr(args, "run") else None


@given(st.lists(WORDS, max_size=6).map(lambda words: ["score", *words]) | st.lists(WORDS))
def test_plain_words_are_read_as_the_parser_reads_them(words):
    plain = plain_words(words)
    if plain is not None:
        assert vars(plain) == parsed(words)


@pytest.mark.parametrize(
    "words",
    [
        ["score", "a.json"],
        ["score", "-"],
        ["score", "--lang", "en", "a.json", "b.json", "--json"],
        ["score", "a.json", "--lang=vi", "--explain", "--partial"],
    ],
)
def test_what_is_plain(words):
    assert vars(plain_words(words)) == parsed(words)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["sets"],
        ["score"],
        ["score", "--json"],
        ["score", "a.json", "--json", "b.json"],
        ["score", "a.json", "--lang"],
        ["score", "a.json", "--lang", "xx"],
        ["score", "a.json", "--jobs", "2"],
        ["score", "--", "a.json"],
        ["score", "a.json", "--help"],
    ],
)
def test_what_is_left_to_the_parser(words):
    assert plain_words(words) is None


def test_the_parser_is_not_loaded_for_plain_words():
    code = (
        "import sys; from ocop._cli import main; main(sys.argv[1:]);"
        "print(sorted({'argparse', 'gettext', 'locale'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, "score", str(DURIAN), "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.splitlines()[-1] == "[]"
