"""The one command that its README gives, word for word; and what it takes beside that."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from examples.app import __main__ as command
from examples.app.app import create_app

ROOT = Path(__file__).parents[3]
READMES = [ROOT / "examples" / "app" / name for name in ("README.md", "README.vi.md")]
DRAFT = """\
id = "thu"
kind = "proposal"
title = { vi = "Dự thảo thử", en = "A draft to try" }
amends = "26"
from = 2026-08-01
reference = "Tờ trình thử"
[bands]
4 = 77
"""


def blocks(path, language):
    return re.findall(
        rf"^```{language}\n(.*?)\n```$", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )


def test_both_readmes_give_the_same_one_line_commands():
    english, vietnamese = READMES
    for language in ("bash", "bat"):
        (line,) = blocks(english, language)
        assert [line] == blocks(vietnamese, language)
        assert "\n" not in line
        assert line.endswith("python -m examples.app")


def test_the_command_serves_the_application_it_is_asked_for(tmp_path, monkeypatch):
    served = []
    monkeypatch.setattr(
        command.uvicorn, "run", lambda app, **options: served.append((app, options))
    )
    (tmp_path / "draft.changes.toml").write_text(DRAFT, encoding="utf-8")
    asked = ["", "--database", str(tmp_path / "x.sqlite3"), "--port", "0"]
    for more in ([], ["--changes", str(tmp_path / "draft.changes.toml")]):
        monkeypatch.setattr("sys.argv", [*asked, *more])
        command.main()
    (plain, options), (draft, _) = served
    assert options == {"host": "localhost", "port": 0}
    assert plain.state.known.rules.is_default
    assert [changes.id for changes in draft.state.known.rules.changes] == ["thu"]
    assert (tmp_path / "x.sqlite3").exists()


def test_the_clock_is_read_where_no_day_is_asked_for(tmp_path):
    known = create_app(command.Store(str(tmp_path / "x.sqlite3"))).state.known
    assert abs((known.today() - type(known.today()).today()).days) <= 1


@pytest.mark.slow
def test_the_command_of_the_readme_starts_it_from_a_clean_checkout(tmp_path):
    """As a visitor types it, with a package index; the port is that of the README."""
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(tmp_path / "clone")], check=True)  # noqa: S603, S607
    (line,) = blocks(READMES[0], "bash")
    with subprocess.Popen(  # noqa: S603
        ["bash", "-euc", line],  # noqa: S607
        cwd=tmp_path / "clone",
        start_new_session=True,
        env={key: value for key, value in os.environ.items() if key != "PYTHONPATH"},
    ) as started:
        try:
            assert "Gửi ý tưởng sản phẩm mới" in first_page(started, "http://localhost:8000")
        finally:
            os.killpg(started.pid, signal.SIGTERM)


def first_page(started, address):
    """The first page, once it is there; nothing where the command has ended before."""
    while started.poll() is None:
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310
                return answer.read().decode()
        except urllib.error.URLError:
            time.sleep(0.2)
    return ""
