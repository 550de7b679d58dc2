"""Processes as offices start them: other code pages, no locale, folders with accents and spaces."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
#: Encodings that a console may have, and what says them.
CONSOLES = {
    "windows-1258": {"PYTHONIOENCODING": "cp1258"},
    "dos-437": {"PYTHONIOENCODING": "cp437"},
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "no-locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "no-locale-ascii": {
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "ascii",
    },
}
SHEET, LIST = "phiếu chấm sầu riêng.toml", "sổ theo dõi.csv"
ROWS = "Tên sản phẩm;Hạng sao;Ngày cấp;Huyện\nTrà sen Đồng Tháp;4 sao;22/05/2026;Tháp Mười\n"
COMMANDS = [
    ["--help"],
    ["score", SHEET],
    ["score", SHEET, "--explain", "--lang", "en"],
    ["score", "không có.toml", SHEET],
    ["score", "-", "--json"],
    ["sheet", "--set", "Cà phê, ca cao"],
    ["sheet", "--set", "mật ong", "--regime", "148/QĐ-TTg"],
    ["sets", "--on", "ngày mai"],
    ["calendar", "2027", "--level", "cấp tỉnh"],
    ["registry", LIST, "--on", "01/09/2026"],
    ["plan", "kế hoạch.toml", "--on", "2026-09-01"],
]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("Hồ sơ sản phẩm đợt 2")
    shutil.copy(ROOT / "examples" / "durian.toml", place / SHEET)
    (place / LIST).write_text(ROWS, encoding="utf-8")
    return place


def ocop(folder, words, **environment):
    done = subprocess.run(  # noqa: S603 - the library itself, with fixed words
        [sys.executable, "-m", "ocop", *(word.encode() for word in words)],
        cwd=folder,
        input=(folder / SHEET).read_bytes(),
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment},
    )
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


@pytest.fixture(scope="module")
def expected(folder):
    """What each command answers where everything is UTF-8."""
    return [ocop(folder, words, PYTHONUTF8="1") for words in COMMANDS]


def test_the_commands_answer(expected):
    codes = [code for code, _, _ in expected]
    assert codes == [0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 2]
    assert "cách dùng" in expected[0][1]
    assert "93 điểm" in expected[1][1]
    assert "93 điểm" in expected[3][1]
    assert expected[3][2] == "ocop: không có.toml: không có tệp này\n"
    assert "Cà phê, ca cao" in expected[5][1]


@pytest.mark.parametrize("console", CONSOLES)
def test_every_console_has_the_same_answer(folder, expected, console):
    """office D11: a name with accents was refused, or its message died, where no locale is set."""
    # every other command, so that each is asked of two consoles at least
    first = list(CONSOLES).index(console) % 2
    for words, answer in list(zip(COMMANDS, expected, strict=True))[first::2]:
        assert ocop(folder, words, **CONSOLES[console]) == answer, words


@pytest.mark.parametrize("console", CONSOLES)
def test_files_with_accents_are_written(folder, console):
    name = f"kết quả {console}.csv"
    words = ["sets", "-o", name]
    assert ocop(folder, words, **CONSOLES[console]) == (0, "", "")
    text = (folder / name).read_text(encoding="utf-8-sig")
    assert "Mật ong, mật khác" in text
    code, _, err = ocop(folder, words, **CONSOLES[console])
    assert code == 2
    assert err.startswith(f"ocop: {name}: đã có")
