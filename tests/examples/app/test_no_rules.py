"""The application has no rule of its own: no number in its sources, and other rules show everywhere."""

from __future__ import annotations

import ast
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

import ocop
from examples import app as package
from tests.examples.app.site import IDEA, Site, best, rubric_of

ROOT = Path(package.__file__).parent
SOURCES = sorted(ROOT.glob("*.py"))
TEMPLATES = sorted(ROOT.glob("templates/*.html"))
#: None, one, and the port.
NUMBERS = {"0", "1", "8000"}
#: What has digits and is no number: a heading's element, the encoding, the name of the database.
NAMES = re.compile(r"</?h[1-6]\b|utf-8|sqlite3")


def numbers_in(text):
    return set(re.findall(r"\d+(?:\.\d+)?", NAMES.sub("", text))) - NUMBERS


def numbers_of(path):
    """The numbers of a module: constants, and what texts write; docstrings explain and do nothing."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and ast.get_docstring(node) is not None
    }
    found = set()
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and id(node) not in told
            and not isinstance(node.value, bool)
        ):
            found |= numbers_in(str(node.value))
    return found


def test_there_is_something_to_look_at():
    assert len(SOURCES) > 10
    assert len(TEMPLATES) > 10


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_module_has_a_number(path):
    assert numbers_of(path) == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_a_number(path):
    assert numbers_in(path.read_text(encoding="utf-8")) == set()


def test_no_word_of_the_application_has_a_number():
    words = tomllib.loads((ROOT / "words.toml").read_text(encoding="utf-8"))
    assert not [key for key, row in words.items() if re.search(r"\d", row["vi"] + row["en"])]


def test_a_number_is_told(tmp_path):
    for source in ("x = 70", 'x = "từ 70 điểm"', 'f"{3}★"', "def f():\n    return 36"):
        (tmp_path / "x.py").write_text(source, encoding="utf-8")
        assert numbers_of(tmp_path / "x.py")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_only_what_is_public_is_used(path):
    """Of the library the faces, and the modules that the reference shows; never a private name."""
    faces = re.findall(
        r"^::: (ocop[\w.]*)$",
        "\n".join(
            page.read_text(encoding="utf-8")
            for page in (ROOT.parents[1] / "docs" / "reference").glob("*.md")
        ),
        re.MULTILINE,
    )
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "ocop":
            assert node.module in {"ocop", *faces}
        if isinstance(node, ast.Attribute):
            of_self = isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"}
            assert of_self or not node.attr.startswith("_")


DRAFT = """\
id = "thu-2026"
kind = "proposal"
title = { vi = "Dự thảo thử", en = "A draft to try" }
amends = "26"
from = 2026-08-01
reference = "Tờ trình thử"

[bands]
4 = 77

[certificates]
months = 50

[[criteria]]
sets = [12]
no = "1.1"
option = 2
star = 4
"""


@pytest.fixture
def amended(tmp_path):
    rules = ocop.Rules().amended(ocop.from_toml(ocop.Changes, DRAFT))
    site = Site.on(tmp_path / "amended.sqlite3", rules=rules)
    with site.client:
        yield site, rules


def test_other_rules_show_everywhere_without_a_change_of_the_application(site, amended):
    other, rules = amended
    old, new = rubric_of(), rubric_of(rules=rules)
    # 76 points are 4★ in the law, 3★ in the draft
    choices = lowered(old, 76)
    pages = {}
    for each, rubric in ((site, old), (other, new)):
        sheet = each.sheet(each.idea())
        page = pages[each.path] = each.answer(sheet, choices)
        card = ocop.score(rubric.sheet(choices))
        for reason in card.explain("vi").reasons:
            assert reason.strip() in page
        (least,) = [one.min_star for one in rubric.criterion("1.1").options if one.min_star]
        assert f"mức tối thiểu của {least} sao" in page.source.split('id="choices.1.2"')[0]
        product = each.certified(choices, rules=rubric.rules)
        verdict = ocop.verdict([ocop.Ballot(member="A", sheet=rubric.sheet(choices))])
        assert f"Xếp hạng: {verdict.stars}★" in each.get("/councils/1")
        held = ocop.Certificate(
            product=IDEA["product"],
            stars=card.stars,
            issued_on=date(2026, 9, 2),
            rules=rubric.rules,
        )
        for path in (f"{product}/certificates", "/registry"):
            assert f"{held.last_valid_day:%d/%m/%Y}" in each.get(path, on=date(2026, 9, 2))
    assert [ocop.score(each.sheet(choices)).stars for each in (old, new)] == [4, 3]
    assert "Dự thảo thử" in pages[other.path]
    assert "Dự thảo thử" not in pages[site.path]


def lowered(rubric, total):
    """Choices of so many points that meet the minima of 4★ in the law."""
    choices = best(rubric)
    for criterion in rubric.criteria:
        for option in reversed(criterion.options[:-1]):
            lower = choices | {criterion.no: option.no}
            if ocop.score(rubric.sheet(choices)).total > total:
                card = ocop.score(rubric.sheet(lower))
                if card.total >= total and not any(m.stars <= 4 for m in card.missed_minima):
                    choices = lower
    assert ocop.score(rubric.sheet(choices)).total == total
    return choices


def test_what_was_made_under_other_rules_is_read_back_under_those(amended):
    other, rules = amended
    sheet = other.sheet(other.idea())
    shown = other.answer(sheet, {"1.1": 1})
    under_the_law = Site.on(other.path)
    expected = ocop.score(rubric_of(rules=rules).sheet({"1.1": 1}, partial=True)).text("vi")
    assert expected.split("\n")[0] in shown
    assert expected.split("\n")[0] in under_the_law.get(sheet)
    with under_the_law.client:
        new = under_the_law.sheet(under_the_law.idea())
        plain = ocop.score(rubric_of().sheet({"1.1": 1}, partial=True)).text("vi")
        assert plain.split("\n")[0] in under_the_law.answer(new, {"1.1": 1})
    assert plain != expected
