"""Citations: what the rule data cite, in words of either language."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ocop.errors import InputError, RuleDataError
from ocop.law.citation import (
    Citation,
    Passage,
    Place,
    _any_passage,
    _plain_passage,
    citation,
    cite,
)
from ocop.law.fold.law import PACKAGE
from ocop.law.kind import NONE

KEYS = {"reference", "silent_in", "cited", "ministries_reference", "lapses_by"}


def _files(folder):
    for each in sorted(folder.iterdir(), key=lambda file: file.name):
        if each.is_dir():
            yield from _files(each)
        elif each.name.endswith(".toml") and each.name != "schema.toml":
            yield each


def _references(value, *path):
    """The place and the text of everything that cites in a file of rules."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _references(each, *path, key)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _references(each, *path, number)
    elif isinstance(value, str) and value:
        own = path[0] == NONE or (len(path) == 2 and path[0] == "events")
        if own or path[-1] in KEYS:
            yield "/".join(map(str, path)), value


FILES = list(_files(resources.files(PACKAGE)))
REFERENCES = sorted(
    {
        (file.name, place, text)
        for file in FILES
        for place, text in _references(tomllib.loads(file.read_text(encoding="utf-8")))
    }
)


def test_what_the_data_cite_is_said_in_both_languages():
    """apps D9, office D6"""
    assert len({text for *_, text in REFERENCES}) > 180
    for file, place, text in REFERENCES:
        source = citation(text)
        source.check(f"{file}: {place}")
        assert str(source) == source.en == text
        assert citation(source.en) == source
        for passage in source.passages:
            assert not {"set", "criterion", "criteria", "Art.", "Appendix", "by", "of", "none"} & {
                word.strip("(),;:") for word in passage("vi").split()
            }


@pytest.mark.parametrize(
    ("text", "vi"),
    [
        (
            "26/2026/QĐ-TTg, Appendix II, set 1, criterion 1.5",
            "26/2026/QĐ-TTg, Phụ lục II, Bộ 1, tiêu chí 1.5",
        ),
        ("26/2026/QĐ-TTg, Art. 7.6(a)", "26/2026/QĐ-TTg, Điều 7 khoản 6 điểm a"),
        ("26/2026/QĐ-TTg, Art. 4.1, 7.4", "26/2026/QĐ-TTg, Điều 4 khoản 1, Điều 7 khoản 4"),
        ("26/2026/QĐ-TTg, Art. 6", "26/2026/QĐ-TTg, Điều 6"),
        ("1048/QĐ-TTg, amended by 781/QĐ-TTg", "1048/QĐ-TTg, sửa đổi bởi 781/QĐ-TTg"),
        (
            "148/QĐ-TTg, amended by 1489/QĐ-TTg, amended by 1/2027/QĐ-TTg",
            "148/QĐ-TTg, sửa đổi bởi 1489/QĐ-TTg, sửa đổi bởi 1/2027/QĐ-TTg",
        ),
        (
            "26/2026/QĐ-TTg, Appendix II, criteria 5.2 and 5.3",
            "26/2026/QĐ-TTg, Phụ lục II, tiêu chí 5.2 và 5.3",
        ),
        (
            "by analogy with 26/2026/QĐ-TTg, Art. 8",
            "tương tự 26/2026/QĐ-TTg, Điều 8",
        ),
        ("26/2026/QĐ-TTg, form 02", "26/2026/QĐ-TTg, mẫu 02"),
        ("1048/QĐ-TTg: none is known", "1048/QĐ-TTg: chưa biết có quy định nào"),
        ("The official yearly cycle (quoted)", "Chu trình hằng năm chính thức (theo trích dẫn)"),
        ("26/2026/QĐ-TTg, 2026-03-31", "26/2026/QĐ-TTg, 31/03/2026"),
        (
            "1048/QĐ-TTg, set 26; replaced by 781/QĐ-TTg",
            "1048/QĐ-TTg, Bộ 26; thay bằng 781/QĐ-TTg",
        ),
        # what is no citation of the library's is a document of that name
        ("Quy chế số 5", "Quy chế số 5"),
        ("Quy chế số 5, Art. 3", "Quy chế số 5, Điều 3"),
        ("Two\nlines", "Two\nlines"),
        ("", ""),
    ],
)
def test_words(text, vi):
    assert citation(text).vi == vi
    assert str(citation(text)) == text


PIECES = (
    *("26/2026/QĐ-TTg", "148", "Appendix II", "Appendix", "Appendix IVa", "set 1", "set 1.5", "set ."),
    *("set", "criterion 1.5", "criterion a", "criterion .", "footnote", "by analogy with 148", "(x)"),
    *(": x", "", " ", ",", "\n", "1,"),
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map(", ".join).filter(bool))
@example("148/QĐ-TTg, set ")
@example("set 1, set 1")
def test_a_plain_passage_is_what_the_patterns_read(text):
    plain = _plain_passage(text)
    assert plain is None or plain == _any_passage(text)


def test_the_criteria_of_a_rubric_are_cited_plainly():
    reference = "26/2026/QĐ-TTg, Appendix II, set 1, criterion 1.5"
    assert _plain_passage(reference) == _any_passage(reference)


def test_a_citation_is_data():
    (passage,) = citation("26/2026/QĐ-TTg, Appendix II, set 1, criterion 3e").passages
    assert passage == Passage(
        document="26/2026/QĐ-TTg",
        places=(Place("appendix", "II"), Place("set", "1"), Place("criterion", "3e")),
    )


def test_what_has_no_vietnamese_is_a_defect_of_the_data():
    with pytest.raises(RuleDataError) as err:
        citation("Heard in passing; 148/QĐ-TTg (more or less)").check("x.toml: reference")
    assert [fault.file for fault in err.value.faults] == ["x.toml: reference"] * 2


def test_another_language_is_refused():
    with pytest.raises(InputError):
        citation("26/2026/QĐ-TTg")("fr")


@given(st.text(max_size=80))
def test_any_text_is_printed_as_it_stands_in_english(text):
    assert citation(text).en == "; ".join(each for each in text.split("; ") if each)
    assert citation(f"{text}, 2026-99-99, Art. 1").vi


def test_a_long_text_is_printed_as_it_stands():
    text = ", set 1" * 100_000
    assert citation(text).vi == text


def test_several_references_say_nothing_twice():
    """office D6"""
    both = ["148/QĐ-TTg (certificates issued under 1048/QĐ-TTg keep their 36 months)", "148/QĐ-TTg"]
    assert cite(both, "vi") == "148/QĐ-TTg (giấy cấp theo 1048/QĐ-TTg giữ thời hạn 36 tháng)"
    assert cite([], "vi") == ""
    assert cite(["26/2026/QĐ-TTg, Art. 8"] * 2, "en") == "26/2026/QĐ-TTg, Art. 8"
    assert Citation(())("vi") == ""


@pytest.mark.parametrize(
    ("call", "given", "code"),
    [
        (citation, (3,), "not-text"),
        (cite, ("26", "vi"), "not-a-list"),
        (cite, (3, "vi"), "not-a-list"),
    ],
)
def test_what_is_no_reference_is_refused(call, given, code):
    with pytest.raises(InputError) as err:
        call(*given)
    assert [fault.code for fault in err.value.faults] == [code]
