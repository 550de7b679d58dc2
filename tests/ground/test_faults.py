"""Faults as data: code, path and values, and their words in two languages."""

from __future__ import annotations

import ast
import pickle
import re
import tomllib
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import ocop
from ocop import errors
from ocop.data import load_json, load_toml
from ocop.errors import Faults, InputError, NotFoundError, Row, fault
from ocop.text import Label
from ocop.words import in_words, kept, surely_meant

SOURCES = sorted(Path(ocop.__file__).parent.rglob("*.py"))
CODE = re.compile(r"[a-z]+(-[a-z0-9]+)*")
SLOT = re.compile(r"\{(\w+)(?::[^{}]*)?\}")
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters()),
    st.dates(),
    st.datetimes(),
    st.fractions(),
    st.binary(),
    st.lists(st.integers()),
    st.dictionaries(st.text(), st.integers()),
    st.just(object()),
    st.just(10**5000),
    st.just(Fraction(1, 10**5000)),
)


def catalogue() -> dict[str, dict[str, object]]:
    return errors._catalogue()


def raised() -> list[tuple[str, int, str, set[str] | None]]:
    """Each place where a fault is made by its code: file, line, code, and the names of values."""
    calls = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = ast.unparse(node.func)
            first = node.args[0]
            by_code = name == "fault" or name.endswith(
                ("faults.add", "Error.of", "NotRegulated.of")
            )
            if by_code and isinstance(first, ast.Constant):
                names = {key.arg for key in node.keywords if key.arg}
                open_ended = any(key.arg is None for key in node.keywords)
                calls.append((path.name, node.lineno, first.value, None if open_ended else names))
    return calls


@pytest.mark.sweep
def test_every_code_has_its_words_and_every_word_its_values():
    calls = raised()
    assert calls
    for file, line, code, names in calls:
        entry = catalogue()[code]
        for lang in ("vi", "en"):
            slots = set(SLOT.findall(entry[lang]))
            assert names is None or slots <= names, f"{file}:{line}: {code} lacks {slots - names}"


@pytest.mark.sweep
def test_every_word_is_of_a_code_that_is_raised():
    literals = {
        node.value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(catalogue()) - {"hints"} <= literals


def test_a_code_has_one_meaning():
    files = sorted(Path(errors.__file__).parent.glob("faults/*.toml"))
    codes = [code for file in files for code in tomllib.loads(file.read_text(encoding="utf-8"))]
    assert sorted(set(codes)) == sorted(codes)


@pytest.mark.sweep
@pytest.mark.parametrize("code", sorted(catalogue()))
def test_an_entry_is_whole_in_both_languages(code):
    entry = catalogue()[code]
    assert CODE.fullmatch(code)
    assert set(entry) <= {"vi", "en", "hints"}
    templates = [{"vi": entry["vi"], "en": entry["en"]}] if code != "hints" else []
    for template in (*templates, *entry.get("hints", ())):
        assert set(template) == {"vi", "en"}
        assert set(SLOT.findall(template["vi"])) == set(SLOT.findall(template["en"]))
        assert template["vi"]


@given(st.sampled_from(["vi", "en"]), VALUES)
def test_any_value_is_said_on_one_short_line(lang, value):
    """hard A1, A2, A9: no value handed in breaks the message that speaks of it."""
    text = in_words(kept(value), lang)
    assert len(text.splitlines()) == 1
    assert len(text) < 600
    text.encode()
    assert "NoneType" not in text
    assert "datetime" not in text


@example(float("nan"), "")
@given(VALUES, st.text(st.characters()))
def test_a_fault_is_data_that_keeps(value, key):
    one = fault("not-a-language", "choices", key, given=value)
    assert pickle.loads(pickle.dumps(one)) == one
    assert hash(one) == hash(fault("not-a-language", "choices", key, given=value))
    data = one.to_data("vi")
    assert data["path"] == ["choices", key]
    assert data["code"] == "not-a-language"
    assert len(str(one).splitlines()) == 1


def test_places_have_one_grammar():
    """house A6, apps D8"""
    assert fault("not-a-language", "choices", "3.5").place == 'choices["3.5"]'
    assert fault("not-a-language", "history", 3, "on").place == "history[3].on"
    assert (
        fault("not-a-language", "targets", 0, "measure", "stars").place
        == "targets[0].measure.stars"
    )
    assert fault("not-a-language", Row(2), "stars").place == "row 2, column stars"
    in_row = fault("not-a-language", Row(2), "stars", given="x").in_file("r.csv")
    assert in_row.text("vi").startswith("r.csv: dòng 2, cột stars: ")
    assert fault("not-a-language").place == ""


def test_faults_are_gathered_at_their_places():
    faults = Faults()
    with faults.at("history", 3):
        faults.add("not-a-language", "on", given="x")
        with faults.at("result"):
            raise InputError.of("not-a-language", "total", given="y")
    faults.add("not-a-language", given="z")
    assert [one.path for one in faults.found] == [
        ("history", 3, "on"),
        ("history", 3, "result", "total"),
        (),
    ]
    with pytest.raises(ZeroDivisionError), faults.at("x"):
        raise ZeroDivisionError
    with pytest.raises(NotFoundError) as caught:
        faults.raise_if_any(NotFoundError)
    assert caught.value.to_data("en")[1]["path"] == ["history", 3, "result", "total"]


def test_a_suggestion_is_surely_meant():
    """office D11 and the issue: an edit or two away, never across meanings or numbers."""
    known = ("first", "upgrade", "re-evaluation")
    assert fault("not-a-language", given="upgrad", known=known).hint("en") == (
        "did you mean 'upgrade'?"
    )
    assert fault("not-a-language", given="tái cấp", known=("upgrade", "kind")).hint("vi") == (
        "có: upgrade, kind"
    )
    assert surely_meant("Doanh thu", ("kind", "stars")) is None
    assert surely_meant("147", ("148", "1048")) is None
    assert surely_meant("13", ("1.3", "1.4")) is None
    assert surely_meant("1,3", ("1.3", "1.4")) == "1.3"
    assert surely_meant("1.l", ("1.1", "1.2")) == "1.1"
    assert surely_meant("O.1", ("0.1", "o.1")) is None
    assert surely_meant("cart", ("card", "care")) is None
    assert surely_meant("stras", ("stars",)) == "stars"
    assert fault("not-a-language", given=3, known=("x",)).hint("en") == "there are x"


def test_values_are_said_in_the_language():
    assert in_words(True, "vi") == "true"  # noqa: FBT003
    assert in_words(None, "vi") == "không có gì"
    assert in_words(None, "en") == "nothing"
    assert in_words(Fraction(89995, 1000), "vi") == "89,995"
    assert in_words(Fraction(-1, 3), "en") == "-1/3"
    assert in_words(datetime(2026, 5, 22, 10, 30), "vi") == "22/05/2026 10:30"  # noqa: DTZ001
    assert in_words(date(26, 5, 2), "en") == "0026-05-02"
    assert in_words(Label("Hoa", "Flowers"), "en") == "Flowers"
    assert in_words(("a, b", "c"), "en") == "a, b; c"
    assert in_words(kept({"a": 1}), "vi") == "một bảng"
    assert in_words(kept(10**5000), "en") == "a number of about 4983 digits"
    assert in_words(kept(Fraction(1, 10**50)), "vi") == "số lẻ"


def test_many_faults_are_shown_as_fifty_and_a_count():
    err = InputError(fault("not-a-language", "x", n, given="y") for n in range(60))
    assert len(err.faults) == len(err.to_data()) == 60
    assert len(err.lines("vi")) == 51
    assert err.lines("vi")[-1] == "… và 10 lỗi nữa"
    assert err.text("vi").startswith("60 lỗi:\n- x[0]: ")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("set = 1\nset = 2", "toml-key-twice", 2),
        ("[a]\nb = 1\n[a]\n", "toml-key-twice", 3),
        ("set = 1\nname = “Trà”", "toml-curly-quotes", 2),
        ("total = 87,5 # điểm", "toml-decimal-comma", 1),
        ("bộ sản phẩm = 1", "toml-bare-key", 1),
        ("regime = mới nhất", "toml-no-quotes", 1),
        ('set = 1\n"1.1" = ２', "other-digits", 2),
        ("a = 1\nb", "not-toml", 2),
        ("a = '", "not-toml", 1),
    ],
)
def test_what_is_wrong_with_toml_is_told_at_its_line(text, code, line):
    """office: a syntax fault in plain words, in the reader's language."""
    with pytest.raises(InputError) as caught:
        load_toml(text)
    (one,) = caught.value.faults
    assert (one.code, one.line) == (code, line)
    assert one.text("vi").startswith(f"dòng {line}: ")


def test_digits_typed_full_width_in_json_are_told_at_their_line():
    with pytest.raises(InputError) as caught:
        load_json('{"set":\n２6}')
    assert caught.value.text("en") == "line 2: '２6' has digits that are not 0 to 9; type '26'"
    with pytest.raises(InputError) as caught:
        load_json('{"set": 1 2}')
    assert [one.code for one in caught.value.faults] == ["not-json"]


@given(st.text(max_size=60))
def test_any_text_is_toml_or_one_fault(text):
    try:
        load_toml(text)
    except InputError as err:
        faults = err.faults
    else:
        return
    assert all(1 <= (one.line or 1) <= text.count("\n") + 1 for one in faults)


def test_the_words_of_every_code_are_handed_on():
    words = errors.fault_words()
    assert list(words) == sorted(set(catalogue()) - {"hints"})
    assert words["missing-key"] == (catalogue()["missing-key"]["vi"], "the key {key} is missing")
