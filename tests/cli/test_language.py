"""One language at a time: help, usage and faults, chosen before or behind the command."""

from __future__ import annotations

import re

import pytest

from ocop._cli import main
from ocop._cli.parser import Parser

COMMANDS = (
    "score",
    "sheet",
    "criteria",
    "sets",
    "advice",
    "council",
    "application",
    "due",
    "lint",
    "rules",
    "new",
    "schema",
    "certificate",
    "calendar",
    "plan",
    "plans",
    "registry",
    "lapsing",
)
ENGLISH = re.compile(r"\b(the|of|and|a|is|usage|options|default|day|file|help|with|arguments?)\b")
VIETNAMESE = re.compile(r"[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự]")


def helped(capsys, *words):
    with pytest.raises(SystemExit) as stop:
        main(words)
    assert stop.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_help_is_whole_in_one_language(capsys, command):
    """office D6 to D8: help was English alone."""
    words = [] if command is None else [command]
    vietnamese = helped(capsys, *words, "--help")
    assert not ENGLISH.search(vietnamese.replace("--help", ""))
    assert VIETNAMESE.search(vietnamese)
    english = helped(capsys, "--lang", "en", *words, "--help")
    assert not VIETNAMESE.search(english.casefold())
    assert ENGLISH.search(english)


@pytest.mark.parametrize(
    ("words", "environment", "english"),
    [
        (["sets", "--lang", "en"], {}, True),
        (["--lang", "en", "sets"], {}, True),
        (["--lang=en", "sets"], {}, True),
        (["sets"], {"OCOP_LANG": "en"}, True),
        (["sets", "--lang", "vi"], {"OCOP_LANG": "en"}, False),
        (["--lang", "vi", "sets", "--lang", "en"], {}, True),
        (["sets"], {"OCOP_LANG": ""}, False),
        (["sets"], {}, False),
    ],
)
def test_where_the_language_is_said(capsys, monkeypatch, words, environment, english):
    monkeypatch.delenv("OCOP_LANG", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert main(words) == 0
    assert ("Fresh vegetables" in capsys.readouterr().out) is english


def test_a_language_that_is_none(capsys):
    assert main(["--lang", "fr", "sets"]) == 2
    assert capsys.readouterr().err == (
        "ocop: --lang: 'fr' không phải ngôn ngữ của thư viện; có: vi, en\n"
    )


@pytest.mark.parametrize(
    ("words", "vietnamese", "english"),
    [
        (["scor"], "không có lệnh 'scor'; có phải là 'score'?", "did you mean 'score'?"),
        (["registry"], "thiếu TỆP, --on", "missing: FILE, --on"),
        (["sets", "--nope"], "không hiểu --nope", "not understood: --nope"),
        (["plans", "--json=3"], "--json không nhận giá trị", "--json takes no value"),
        (["plan", "x", "--on"], "--on cần một giá trị", "--on needs a value"),
        (
            ["sets", "--on", "2026-01-01", "--regime", "26"],
            "không dùng --regime cùng với --on",
            "--regime is not used together with --on",
        ),
    ],
)
def test_what_is_wrong_with_the_words(capsys, words, vietnamese, english):
    for lang, message in (("vi", vietnamese), ("en", english)):
        with pytest.raises(SystemExit) as stop:
            main(["--lang", lang, *words])
        assert stop.value.code == 2
        usage, fault = capsys.readouterr().err.rsplit("ocop: ", 1)
        assert usage.startswith({"vi": "cách dùng: ocop", "en": "usage: ocop"}[lang])
        assert message in fault


@pytest.mark.parametrize("stars", ["ba", "3.0", "٣", "-3", "9" * 50])
def test_stars_that_are_no_whole_number(run, stars):
    code, _, err = run("certificate", "--issued", "2026-01-01", f"--stars={stars}")
    assert code == 2
    assert "is not a whole number" in err


def test_digits_typed_full_width(run):
    """office D14: they were digits in one place and no day of the calendar in another."""
    narrow = run("certificate", "--issued", "2026-01-01", "--stars", "3", "--json")
    wide = run("certificate", "--issued", "２０２６-０１-０１", "--stars", "３", "--json")
    assert wide == narrow
    assert narrow[0] == 0


def test_what_argparse_has_no_other_words_for(capsys):
    with pytest.raises(SystemExit):
        Parser(lang="en", prog="ocop").error("something new")
    assert "ocop: the command line is not right: something new" in capsys.readouterr().err
