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


BAD = f"{OCOP} score none.toml"


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (f"{OCOP} --help >&-", 0),
        (f"{OCOP} --version >&-", 0),
        (f"{OCOP} --version > /dev/full", 2),
        (f"{OCOP} --help > /dev/full", 2),
        (f"{OCOP} --help > /dev/full 2>&1", 2),
        (f"{OCOP} sets > /dev/full 2>&1", 2),
        (f"{OCOP} sets >&- 2>&-", 2),
        (f"{OCOP} sets 2>&- > /dev/null", 0),
        (f"{OCOP} sets --nope 2> /dev/full", 2),
        (f"{OCOP} sets --nope 2>&-", 2),
        (f"{OCOP} --lang fr 2> /dev/full", 2),
        (f"{BAD} 2> /dev/full", 2),
        (f"{BAD} 2>&-", 2),
        (f"{BAD} 2>&1 >&- | true; (exit ${{PIPESTATUS[0]}})", 2),
        (f"{OCOP} --help | true; (exit ${{PIPESTATUS[0]}})", 0),
        (f"{OCOP} score - <&- >&- 2>&-", 2),
        (f"{OCOP} score {DURIAN} none.toml --json > /dev/full", 2),
    ],
)
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_no_stream_makes_a_traceback(command, expected, unbuffered):
    """Nor the status of a defect (1), nor that of a last flush which failed (120)."""
    code, out, err = shell(command, env={"PYTHONUNBUFFERED": unbuffered})
    assert code == expected
    assert "Traceback" not in out + err
    assert "Exception ignored" not in out + err


def test_a_closed_output_is_none_to_a_command_that_writes_a_file(tmp_path):
    code, out, err = shell(f"{OCOP} sets -o {tmp_path}/sets.csv >&-")
    assert (code, out, err) == (0, "", "")
    assert (tmp_path / "sets.csv").read_bytes().startswith(b"\xef\xbb\xbfNumber,")


def test_a_disk_that_is_full_under_a_file():
    code, out, err = shell(f"{OCOP} sets --force -o /dev/full")
    assert (code, out) == (2, "")
    assert err == "ocop: /dev/full: cannot be written: the disk is full\n"


def test_results_come_before_faults():
    code, out, _ = shell(f"{OCOP} score {DURIAN} none.toml 2>&1")
    assert code == 2
    assert out.index("93 points") < out.index("ocop: none.toml: there is no such file")


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
