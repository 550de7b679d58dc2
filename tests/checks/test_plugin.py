"""The pytest plugin, in a pytest of its own: every case an item, with the text of the command."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

FILE = """
[[case]]
name = "khung điểm"
bands = { regime = "26" }
table = [
  ["total", "stars"],
  ["89.995", 4],
  [90, 4],
]

[[case]]
name = "hỏng"
bands = { regime = "26", total = 90 }
expect = { star = 5 }

[[case]]
name = "hỏng"
bands = { regime = "26", total = 90 }
expect = { stars = 5 }
"""


@pytest.fixture
def folder(tmp_path):
    """A folder with a file of checks and nothing of Python."""
    (tmp_path / "quy định").mkdir()
    (tmp_path / "quy định" / "khung.ocop.toml").write_text(FILE, encoding="utf-8")
    return tmp_path


def called(folder, *words, alone=True):
    """Run pytest; ``alone`` with no other plugin that is installed: those take longest to load."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTEST_ADDOPTS"}
    if alone:
        environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
        words = ("-p", "_ocop_pytest", *words)
    done = subprocess.run(  # noqa: S603 - its own tests
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=environment,
    )
    return done.returncode, done.stdout + done.stderr


def test_every_case_is_an_item(folder):
    code, out = called(folder, "-q", "--collect-only", alone=False)
    assert code == 0
    names = [line.partition("::")[2] for line in out.splitlines() if "::" in line]
    assert names == ["khung điểm [1]", "khung điểm [2]", "hỏng", "hỏng @16"]


def test_a_failure_reads_as_the_command_tells_it(folder):
    code, out = called(folder, "-q")
    assert code == 1
    assert "2 failed, 2 passed" in out
    assert "stars: mong đợi 4, tính ra 5" in out
    assert "khung.ocop.toml:8  «khung điểm [2]»" in out
    assert "dòng 14, expect.star: " in out
    assert "Traceback" not in out


def test_the_language_is_an_option_of_the_project(folder):
    (folder / "pytest.ini").write_text("[pytest]\nocop_lang = en\n")
    assert "stars: expected 4, got 5" in called(folder, "-q")[1]


def test_items_are_chosen_and_spread_as_any_others(folder):
    assert "1 passed, 3 deselected" in called(folder, "-q", "-k", "16")[1]
    assert "stopping after 1 failures" in called(folder, "-x")[1]
    assert "2 failed, 2 passed" in called(folder, "-q", "-p", "xdist", "-n", "2")[1]
    code, _out = called(folder, "-q", "--junit-xml", "kq.xml")
    assert code == 1
    assert (folder / "kq.xml").read_text(encoding="utf-8").count("<testcase") == 4


def test_a_file_that_cannot_be_read_is_an_error(folder):
    (folder / "x.ocop.toml").write_text("[[case]", encoding="utf-8")
    code, out = called(folder, "-q")
    assert code == 2
    assert "x.ocop.toml" in out


def test_where_there_are_no_such_files_nothing_is_loaded(tmp_path):
    (tmp_path / "test_x.py").write_text(
        "import sys\ndef test_x():\n    assert not [name for name in sys.modules if 'ocop.' in name]\n"
    )
    code, out = called(tmp_path, "-q")
    assert code == 0, out
