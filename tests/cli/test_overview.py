"""The help of ``ocop`` itself: what one wants to do, and the commands for it."""

from __future__ import annotations

from itertools import chain

import pytest

from ocop._cli import main
from ocop._cli.command_module import COMMANDS
from ocop._cli.overview import PURPOSES


def printed(capsys, *words):
    with pytest.raises(SystemExit) as stop:
        main(words)
    out, err = capsys.readouterr()
    assert (stop.value.code, err) == (0, "")
    return out


@pytest.mark.parametrize("words", [[], ["--lang", "vi"], ["--lang=en"]])
def test_alone_it_prints_its_help(capsys, words):
    """first-visit 10: it left with 2."""
    assert printed(capsys, *words) == printed(capsys, *words, "--help") != ""


def test_every_command_stands_under_one_purpose():
    assert sorted(chain.from_iterable(PURPOSES.values())) == sorted(
        chain.from_iterable(COMMANDS.values())
    )


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_commands_stand_below_what_they_are_for(capsys, lang):
    lines = printed(capsys, "--lang", lang).splitlines()
    below, heading = {}, None
    for line in lines:
        if line.endswith(":") and not line.startswith(" "):
            heading = line[:-1]
        elif line.startswith("  ") and line[2] != " ":
            below.setdefault(heading, []).append(line.split()[0])
    assert {heading: below[heading] for heading in list(below)[:-1]} == {
        purpose(lang): list(names) for purpose, names in PURPOSES.items()
    }
    assert below[list(below)[-1]] == ["-h,", "--version", "--lang"]
