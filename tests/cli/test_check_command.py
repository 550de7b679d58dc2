"""``ocop check``: exit codes, text and data in both languages."""

from __future__ import annotations

import json

import pytest

from ocop.checks import builtin, vectors
from tests.checks.cases import case_of

TOP = {"regime": "26", "set": 1, "rest": "top"}


@pytest.fixture
def folder(tmp_path):
    """A folder with a file of checks of each kind."""
    for name, keys in {
        "đúng": {"sheet": TOP, "expect": {"total": 100}},
        "sai": {"sheet": TOP, "expect": {"total": 99}},
        "hỏng": {"sheet": TOP, "expect": {"totl": 99}},
    }.items():
        (tmp_path / f"{name}.ocop.toml").write_text(case_of(**keys), encoding="utf-8")
    (tmp_path / "vỡ.ocop.toml").write_text("[[case]", encoding="utf-8")
    return tmp_path


@pytest.fixture
def few(monkeypatch):
    """As if one file of checks came with the library; the number of its cases."""
    file = min(builtin.builtin_files(), key=lambda file: file.path.stat().st_size)
    for module in (builtin, vectors):
        monkeypatch.setattr(module, "builtin_files", lambda: (file,))
    return len(file.read().checks)


@pytest.mark.parametrize(
    ("names", "code"),
    [(["đúng"], 0), (["sai"], 1), (["đúng", "sai"], 1), (["hỏng", "sai"], 2), (["vỡ"], 2)],
)
def test_how_it_exits(run, folder, names, code):
    paths = [folder / f"{name}.ocop.toml" for name in names]
    assert run("check", *paths)[0] == code
    assert run("check", *paths, "--json")[0] == code


def test_a_folder_is_all_its_files(run, folder):
    code, out, _ = run("check", folder)
    assert code == 2
    assert out.splitlines()[-1] == "1 sai, 1 đúng, 2 không chạy được."
    code, out, _ = run("check", folder, "--json", "--lang", "en")
    data = json.loads(out)
    assert (data["passed"], data["failed"], data["unreadable"]) == (1, 1, 2)
    assert len(data["cases"]) == 3


def test_a_path_that_is_not_there(run, folder):
    code, out, err = run("check", folder / "x.ocop.toml")
    assert (code, out) == (2, "")
    assert "x.ocop.toml: there is no such file" in err


def test_rules_of_the_command_line(run, tmp_path):
    path = tmp_path / "a.ocop.toml"
    sheet = {**TOP, "choices": {"2.1": 1}}
    path.write_text(case_of(sheet=sheet, expect={"stars": 5}), encoding="utf-8")
    assert run("check", path)[0] == 1
    assert run("check", path, "--reading", "star_minima=own")[0] == 0


def test_it_writes_to_a_file(run, folder, tmp_path):
    code, out, _ = run("check", folder / "sai.ocop.toml", "-o", tmp_path / "kq.json")
    assert (code, out) == (1, "")
    assert json.loads((tmp_path / "kq.json").read_text(encoding="utf-8"))["failed"] == 1


def test_coverage_beside_the_results(run, folder):
    path = folder / "đúng.ocop.toml"
    code, out, _ = run("check", path, "--coverage", "--lang", "en")
    assert code == 0
    assert "rules that they touch" in out
    assert out.index("0 failed, 1 passed") < out.index("Otherwise by one, unnoticed:")
    code, out, _ = run("check", path, "--coverage", "--json")
    data = json.loads(out)
    assert data["passed"] == 1
    assert data["coverage"]["kinds"]["option"]["decided"] > 0
    assert "coverage" not in json.loads(run("check", path, "--json")[1])


def test_what_comes_with_the_library(run, folder, few):
    code, out, _ = run("check", "--builtin", "--lang", "en")
    assert code == 0
    assert out.splitlines()[-1].startswith(f"0 failed, {few} passed")
    code, out, _ = run("check", "--builtin", folder / "sai.ocop.toml", "--lang", "en")
    assert code == 1
    assert out.splitlines()[-1].startswith(f"1 failed, {few} passed")


@pytest.mark.slow
def test_all_that_comes_with_the_library(run):
    code, out, _ = run("check", "--builtin", "--lang", "en")
    assert code == 0
    cases = sum(len(file.read().checks) for file in builtin.builtin_files())
    assert out.splitlines()[-1].startswith(f"0 failed, {cases} passed")


def test_nothing_to_check(run):
    code, out, err = run("check", "--lang", "en")
    assert (code, out) == (2, "")
    assert "a file or a folder is needed" in err


def test_vectors_as_one_document_or_a_case_a_line(run, tmp_path, few):
    code, out, _ = run("vectors")
    document = json.loads(out)
    assert (code, document["type"], len(document["cases"])) == (0, "vectors", few)
    code, out, _ = run("vectors", "--lines")
    assert (code, [json.loads(line) for line in out.splitlines()]) == (0, document["cases"])
    assert run("vectors", "-o", tmp_path / "ca.jsonl")[0] == 0
    assert (tmp_path / "ca.jsonl").read_text(encoding="utf-8") == out
    assert run("vectors", "-o", tmp_path / "ca.json")[0] == 0
    assert json.loads((tmp_path / "ca.json").read_text(encoding="utf-8")) == document
