"""Standard input and output as they may be: closed, full, cut off, or without an end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ocop._cli import files

DURIAN = Path(__file__).parents[2] / "examples" / "durian.toml"
OCOP = f"{sys.executable} -m ocop"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="the shell of POSIX"),
]


def shell(command, **more):
    environment = {**os.environ, "OCOP_LANG": "en", **more.pop("env", {})}
    done = subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        timeout=60,
        check=False,
        env=environment,
        **more,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize(
    ("command", "fault"),
    [
        (f"{OCOP} score - <&-", "ocop: -: standard input is closed"),
        (f"{OCOP} sets >&-", "ocop: standard output is closed"),
        (f"{OCOP} criteria 26 --full > /dev/full", "ocop: cannot be written: the disk is full"),
        (f"ulimit -v 4000000; {OCOP} score /dev/zero", "ocop: /dev/zero: is too long"),
    ],
)
def test_a_fault_and_no_traceback(command, fault):
    """hard A12, office D11: each of these ended in a traceback."""
    code, out, err = shell(command)
    assert (code, out) == (2, "")
    assert err.startswith(fault)
    assert len(err.splitlines()) == 1


UNFILLED = f"{OCOP} score <(printf 'set = 1\\nregime = \"26\"\\n[choices]\\n') 2>&1"


@pytest.mark.parametrize("command", [f"{OCOP} criteria 26 --full", UNFILLED])
def test_a_reader_that_has_seen_enough(command):
    """office D11: faults cut off by head ended in a traceback and the exit status of a defect."""
    code, out, err = shell(f"{command} | head -1; echo ${{PIPESTATUS[0]}}")
    assert (code, err) == (0, "")
    line, status = out.splitlines()
    assert line
    assert status in {"0", "2"}  # 2 where all faults were out before the reader had gone


@pytest.mark.parametrize(
    "environment", [{}, {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}]
)
def test_a_name_that_no_encoding_has(environment):
    """hard A2: the message about such a name died of it."""
    code, _, err = shell(f"{OCOP} score $'s\\xe9.toml'", env={**os.environ, **environment})
    assert code == 2
    assert err.startswith("ocop: s\\udce9.toml: there is no such file")


def test_half_a_letter_in_a_sheet(tmp_path):
    path = tmp_path / "sheet.json"
    path.write_text('{"choices": {"\\ud800": 1}}', encoding="ascii")
    code, _, err = shell(f"{OCOP} score {path}")
    assert code == 2
    assert "\\ud800 alone is half a letter" in err


def test_a_pipe_that_nobody_writes_to(tmp_path, monkeypatch):
    """hard A12: it waited for ever."""
    monkeypatch.setattr(files, "_PATIENCE", 0)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(files.InputError, match="nobody writes to this pipe"):
        files.read_text(str(tmp_path / "pipe"))


def test_pipes_that_somebody_writes_to(tmp_path):
    pipe = tmp_path / "pipe"
    code, out, _ = shell(f"mkfifo {pipe}; (sleep 0.2; cat {DURIAN} > {pipe}) & {OCOP} score {pipe}")
    assert (code, "93 points" in out) == (0, True)
    code, out, _ = shell(f"{OCOP} score <(sleep 0.2; cat {DURIAN})")
    assert (code, "93 points" in out) == (0, True)
