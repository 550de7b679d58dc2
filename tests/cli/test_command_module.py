"""One command imports its own module: the others are not built for it."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest

import ocop
from ocop._cli import main
from ocop._cli.command_module import COMMANDS, modules_of
from ocop._cli.parser import Commands, Parser

DURIAN = Path(__file__).parents[2] / "examples" / "durian.toml"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_says_which_commands_a_module_has(name):
    action = Parser(lang="en", prog="ocop").add_subparsers()
    import_module(f"ocop._cli.{name}").add_commands(Commands(action, "en"), lambda _, en: en)
    assert tuple(action.choices) == COMMANDS[name]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["plans"], ["targets"]),
        (["--lang", "vi", "score", "plan"], ["scoring"]),
        (["--lang=vi", "score", "-h"], ["scoring"]),
        # what asks of all commands, or is wrong
        ([], list(COMMANDS)),
        (["--help", "score"], list(COMMANDS)),
        (["--lang", "score"], list(COMMANDS)),
        (["skore", "score"], list(COMMANDS)),
    ],
)
def test_the_module_of_the_command_that_is_named(words, names):
    assert modules_of(words) == [import_module(f"ocop._cli.{name}") for name in names]


def test_help_names_all_commands(capsys):
    with pytest.raises(SystemExit):
        main(["--help", "score"])
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line.strip()]
    assert [name for names in COMMANDS.values() for name in names if name not in listed] == []


@pytest.mark.parametrize("told", ["60", "0", "wide", "-5", None])
@pytest.mark.parametrize("terminal", [70, 0, None])
@pytest.mark.parametrize("stream", [sys.stdout, None])
def test_help_is_as_wide_as_argparse_makes_it(monkeypatch, told, terminal, stream):
    """The base class imports shutil to ask for the width of the terminal."""

    def size(_):
        if terminal is None:
            raise OSError
        return os.terminal_size((terminal, 24))

    if told is None:
        monkeypatch.delenv("COLUMNS", raising=False)
    else:
        monkeypatch.setenv("COLUMNS", told)
    monkeypatch.setattr(os, "get_terminal_size", size)
    monkeypatch.setattr(sys, "__stdout__", stream and SimpleNamespace(fileno=lambda: 1))
    ours, plain = Parser(lang="en", prog="ocop"), argparse.ArgumentParser(prog="ocop")
    for parser in (ours, plain):
        parser.add_argument("name", help="word " * 60)
    wanted = plain.format_help().replace("this help message", "this help")
    assert ours.format_help() == wanted


#: What no score of one sheet needs.
HEAVY = {
    "cattrs",
    "csv",
    "dateutil",
    "importlib.resources",
    "ocop.cycle",
    "ocop.targets",
    "pathlib",
    "shutil",
    "subprocess",
    "tempfile",
    "urllib.parse",
    "zipfile",
    *(f"ocop._cli.{name}" for name in COMMANDS if name != "scoring"),
}


#: What the words of one plain sheet do without.
ONLY_WHERE_ASKED = {
    "ocop.documents",
    "fractions",
    "ocop.formats.door",
    "ocop.formats.kind",
    "ocop.formats.sheet_table",
    "ocop.law.changes.changed",
    "ocop.law.changes.changes",
    "ocop.law.changes.reach",
    "ocop.law.correspondence",
    "ocop.law.decision",
    "ocop.law.entity",
    "ocop.law.level",
    "ocop.law.set_name",
    "ocop.law.source",
    "ocop.scoring._reach",
    "ocop.scoring.bounds",
    "ocop.scoring.earlier",
    "ocop.scoring.next_star",
    "ocop.scoring.rubric.change",
    "ocop.scoring.rubric.what_if",
    "ocop.shown.table",
    "tomllib",
}


#: Modules of the library, and classes of values, that the words of one plain sheet may load: to make
#: a class takes as long as to read fifty rows, and each stands at the start of every score.
MOST_MODULES, MOST_CLASSES = 85, 40
#: Prints how many of either are there, and which of those that only others need.
LOADED = f"""
import sys
from ocop._cli import main
main(sys.argv[1:])
modules = [module for name, module in sys.modules.items() if name.partition(".")[0] == "ocop"]
members = (member for module in modules for member in vars(module).values())
classes = {{one for one in members if isinstance(one, type) and "__attrs_attrs__" in vars(one)}}
print(len(modules), len(classes), *sorted({ONLY_WHERE_ASKED} & set(sys.modules)))
"""


def test_the_words_of_a_score_load_nothing_that_only_others_need(tmp_path):
    choices = {
        criterion.no: len(criterion.options) for criterion in ocop.regime("26").rubric(1).criteria
    }
    sheet = tmp_path / "sheet.json"
    sheet.write_text(json.dumps({"regime": "26", "set": 1, "choices": choices}), encoding="utf-8")
    command = [sys.executable, "-c", LOADED, "score", str(sheet)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    modules, classes, *others = done.stdout.splitlines()[-1].split()
    assert others == []
    assert int(modules) <= MOST_MODULES
    assert int(classes) <= MOST_CLASSES


@pytest.mark.sweep
@pytest.mark.parametrize("more", [[], ["--json"], ["--partial"], ["--explain"]])
def test_a_score_loads_no_more_than_it_needs(more):
    """Half of the time of one score is importing."""
    code = (
        "import sys; from ocop._cli import main; main(sys.argv[1:]);"
        f"print(sorted({HEAVY} & set(sys.modules)), 'hashlib' in sys.modules)"
    )
    command = [sys.executable, "-c", code, "score", str(DURIAN), *more]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.splitlines()[-1] == f"[] {more == ['--json']}"
