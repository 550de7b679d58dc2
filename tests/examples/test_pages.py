"""Every command that a page shows runs, and every file that a page names is there."""

from __future__ import annotations

import re
import shlex
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from ocop._cli import main
from tests.examples.conftest import ROOT

PAGES = [
    *sorted(ROOT.glob("README*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "examples").glob("*.md")),
]
#: Blocks in which a reader finds commands.
SHELLS = {"", "sh", "bash", "console", "shell", "powershell", "bat"}
#: What is not run here, and why.
NOT_RUN = {
    "check examples/ --coverage": "runs the cases again for each shift of a rule; tests/checks does",
    "plan examples/plan.toml --figures figures.toml": "of a file that a person has filled in",
}
#: Commands that end with another exit status, as their page says.
STATUS = {"score examples/sheets-with-faults.jsonl": 2}
#: A part of a command → the extra that it needs.
NEEDS = {
    "--ics": "icalendar",
    ".parquet": "polars",
    "sheets.csv": "polars",
    "answers.csv": "polars",
}
_FENCE = re.compile(r"^ *```(\S*).*?\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
_INLINE = re.compile(r"(?<!`)`ocop ([^`]*\bexamples/[^`…]*)`")
_OCOP = re.compile(r"^(?:\$ )?(?:\S*[/\\])?ocop(?:\.exe)?(?: (.*))?$")
_NAMED = re.compile(r"`([\w./*-]*\.(?:toml|csv|json|jsonl))`")
_WRITTEN = re.compile(r"(?:-o|--output|--ics) (\S+)")
#: Where the files of the rules lie, which pages on them name.
_RULES = ROOT / "src" / "ocop" / "rules"


def shown(path):
    return path.relative_to(ROOT).as_posix()


def commands(path):
    """The commands of ``ocop`` that a page shows, as a shell takes them, in order."""
    text = path.read_text(encoding="utf-8")
    for shell, block in _FENCE.findall(text):
        if shell not in SHELLS:
            continue
        for line in block.replace("\\\n", " ").splitlines():
            for part in re.split(r"&&|;", re.sub(r"(?:^|\s)# .*", "", line)):
                if found := _OCOP.match(part.strip()):
                    yield (found[1] or "").replace("\\", "/").strip()


def words_of(command):
    """The arguments, with patterns filled in by what is there."""
    for word in shlex.split(command):
        there = sorted(map(str, Path().glob(word))) if "*" in word else []
        yield from there or [word]


WITH_COMMANDS = {shown(path): tuple(commands(path)) for path in PAGES}


@pytest.mark.parametrize("page", [page for page, some in WITH_COMMANDS.items() if some])
def test_the_commands_of_a_page_run(page, here, monkeypatch, capsys):
    monkeypatch.chdir(here)
    for command in WITH_COMMANDS[page]:
        needs = [module for part, module in NEEDS.items() if part in command]
        if not all(map(find_spec, needs)):
            continue
        try:
            status = main(list(words_of(command)))
        except SystemExit as ended:  # help
            status = ended.code
        faults = capsys.readouterr().err
        assert status == STATUS.get(command, 0), f"ocop {command}\n{faults}"


def inline(path):
    """The commands that a page names within its text, with files that there are."""
    text = _FENCE.sub("", path.read_text(encoding="utf-8"))
    return [" ".join(command.split()) for command in _INLINE.findall(text)]


@pytest.mark.parametrize("path", [path for path in PAGES if inline(path)], ids=shown)
def test_the_commands_within_a_text_run(path, here, monkeypatch, capsys):
    for n, command in enumerate(inline(path)):
        needs = [module for part, module in NEEDS.items() if part in command]
        if command in NOT_RUN or not all(map(find_spec, needs)):
            continue
        alone = here / str(n)  # each by itself: what another wrote is not there
        alone.mkdir()
        shutil.copytree(here / "examples", alone / "examples")
        monkeypatch.chdir(alone)
        status = main(list(words_of(command)))
        faults = capsys.readouterr().err
        assert status == STATUS.get(command, 0), f"ocop {command}\n{faults}"


def test_pages_show_commands():
    """The pattern that looks for them would not be missed if it fitted nothing."""
    seen = {command.split()[0] for some in WITH_COMMANDS.values() for command in some if command}
    assert {
        "application",
        "calendar",
        "certificate",
        "check",
        "council",
        "impact",
        "new",
        "score",
    } <= seen
    assert len(inline(ROOT / "examples" / "README.md")) >= 17


def test_what_is_told_of_a_command_is_told_of_one_that_is_shown():
    every = [command for some in WITH_COMMANDS.values() for command in some]
    within = [command for path in PAGES for command in inline(path)]
    assert all(command in within for command in STATUS)
    assert all(command in within for command in NOT_RUN)
    assert all(any(part in command for command in (*every, *within)) for part in NEEDS)


@pytest.mark.parametrize("path", PAGES, ids=shown)
def test_the_files_that_a_page_names_are_there(path):
    text = path.read_text(encoding="utf-8")
    written = {name for command in WITH_COMMANDS[shown(path)] for name in _WRITTEN.findall(command)}
    unknown = [
        name
        for name in _NAMED.findall(_FENCE.sub("", text))
        if not name.startswith(".") and name not in written and not is_there(name)
    ]
    assert not unknown


def is_there(name):
    """Whether the repository has such a file, by its path or as one of the rules or examples."""
    if (ROOT / name).exists():
        return True
    name = name.removeprefix("examples/")
    return any(next(folder.rglob(name), None) for folder in (ROOT / "examples", _RULES))
