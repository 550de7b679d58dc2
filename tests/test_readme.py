"""The README in its two languages: what stands first, what it runs, and where it leads."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from ocop._cli import main

ROOT = Path(__file__).parents[1]
ENGLISH, VIETNAMESE = (
    (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.vi.md")
)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s]+)(#[^)\s]*)?\)")
IN_A_ROW = re.compile(r"^\|.*`(ocop [a-z]+ examples/[^`|]+)` \|", re.MULTILINE)


def blocks(text, kind):
    return [body for name, body in BLOCK.findall(text) if name == kind]


def on_windows(line):
    """A line of a Unix shell as PowerShell takes it."""
    steps = []
    for step in line.strip().split(" && "):
        words = [
            word.replace("/", "\\") if "/" in word else word
            for word in step.replace("python3 ", "py ").split(" ")
        ]
        steps.append(" ".join(words).replace(".venv\\bin\\", ".venv\\Scripts\\"))
    return "; ".join(steps)


@pytest.mark.parametrize("text", [ENGLISH, VIETNAMESE], ids=["en", "vi"])
def test_the_two_commands_stand_first_with_a_line_for_windows_beside_each(text):
    kinds = [name for name, _ in BLOCK.findall(text)]
    assert kinds[:4] == ["bash", "powershell"] * 2
    unix, windows = blocks(text, "bash"), blocks(text, "powershell")
    assert len(unix) == len(windows) == 2
    assert [on_windows(line) for line in unix] == [line.strip() for line in windows]
    score, tests = (line.strip() for line in unix)
    # the gate finds them so
    assert re.fullmatch(r"python3 -m venv .*ocop score examples/durian\.toml .*", score)
    assert re.fullmatch(r"python3 -m venv .*pytest", tests)


def said(text):
    """What a README says in no language: headings, code, links, commands."""
    code = [line.replace(" --lang en", "") for block in BLOCK.findall(text) for line in block]
    calls = [
        line for body in blocks(text, "python") for line in body.splitlines() if "import" in line
    ]
    return {
        "headings": [line.split(" ")[0] for line in text.splitlines() if line.startswith("#")],
        "kinds": code[::2],
        "imports": calls,
        "links": [link.replace(".vi.md", ".md") for link, _ in LINK.findall(text)],
        "commands": IN_A_ROW.findall(text),
        "shell": [
            body.replace(" --lang en", "")
            for kind in ("bash", "console")
            for body in blocks(text, kind)
        ],
    }


def test_the_vietnamese_readme_is_as_complete():
    assert said(VIETNAMESE) == said(ENGLISH)


@pytest.mark.parametrize("text", [ENGLISH, VIETNAMESE], ids=["en", "vi"])
def test_every_link_leads_somewhere(text):
    for link, anchor in LINK.findall(text):
        path = ROOT / link
        assert path.is_file(), link
        heads = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        ids = {re.sub(r"[^\w -]", "", head).lower().replace(" ", "-") for head in heads}
        assert not anchor or anchor[1:] in ids, link


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("command", IN_A_ROW.findall(ENGLISH))
def test_the_first_command_of_each_door_runs(command, lang, tmp_path, monkeypatch, capsys):
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    assert main([*shlex.split(command)[1:], "--lang", lang]) == 0
    out, err = capsys.readouterr()
    assert not err
    assert out or (tmp_path / "scores.csv").read_text(encoding="utf-8")


def test_there_are_three_doors():
    assert len(IN_A_ROW.findall(ENGLISH)) == 3


def test_the_first_example_is_short():
    """first-visit 2: 31 criteria were typed in before any result."""
    assert len(blocks(ENGLISH, "python")[0].strip().splitlines()) <= 5
    assert all(len(body.strip().splitlines()) <= 4 for body in blocks(ENGLISH, "python")[1:])
