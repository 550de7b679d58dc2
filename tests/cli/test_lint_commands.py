"""``ocop lint``."""

from __future__ import annotations

import json

import pytest

from ocop._cli import main
from ocop._cli.offer import _templates
from ocop.checks.lint import LINTERS, lint
from tests.checks.test_lint import ALL, FIVE, plan
from tests.languages.offences import offences
from tests.languages.proper import PROPER

WARNED = plan(("nam", FIVE, "at_least = 50"), ("n4", ALL, "at_most = 40"))
FAULTY = "members = 9\nquorum = 10\nspread = -1\n"
CLEAN = 'members = 9\nquorum = "75 %"\n'


@pytest.fixture
def write(tmp_path):
    def call(name, text):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return call


def test_a_clean_file(run, write):
    path = write("quy-che.toml", CLEAN)
    assert run("lint", path) == (0, f"{path}: không có lỗi\n", "")
    assert run("lint", path, "--lang", "en") == (0, f"{path}: no faults\n", "")


def test_warnings_only(run, write):
    path = write("ke-hoach.toml", WARNED)
    code, out, err = run("lint", path)
    assert (code, err) == (1, "")
    assert out == f"cảnh báo: {path}: dòng 4, targets: các chỉ tiêu không thể cùng đạt: nam, n4\n"
    _, out, _ = run("lint", path, "--lang", "en")
    assert (
        out == f"warning: {path}: line 4, targets: these targets cannot be met together: nam, n4\n"
    )


def test_faults_of_some_and_warnings_of_others(run, write):
    names = write("a.toml", FAULTY), write("b.toml", WARNED), write("c.toml", CLEAN)
    code, out, _ = run("lint", *names, "--lang", "en")
    assert code == 2
    lines = out.splitlines()
    assert [line.partition(":")[0] for line in lines[:3]] == ["fault", "fault", "warning"]
    assert f"{names[0]}: line 2, quorum" in lines[0]
    assert f"{names[0]}: line 3, spread" in lines[1]
    assert lines[3] == f"{names[2]}: no faults"


def test_as_json(run, write):
    names = write("a.toml", FAULTY), write("b.toml", WARNED), write("c.toml", CLEAN)
    code, out, _ = run("lint", *names, "--json", "--lang", "en")
    found = json.loads(out)
    assert code == 2
    assert [one["file"] for one in found] == [str(name) for name in names]
    assert [one["kind"] for one in found] == ["council-rules", "plan", "council-rules"]
    assert [len(one["faults"]) for one in found] == [2, 0, 0]
    assert found[1]["warnings"] == [lint(WARNED, str(names[1])).warnings[0].to_data("en")]
    assert found[1]["warnings"][0]["code"] == "targets-contradict"
    assert found[1]["warnings"][0]["line"] == 4


def test_what_is_not_filled_in_is_one_line(run, write):
    path = write("phieu.toml", 'regime = "26"\nset = 1\n[choices]\n"1.1" = 1\n')
    code, out, _ = run("lint", path, "--lang", "en")
    assert code == 2
    assert len(out.splitlines()) == 1
    assert f"fault: {path}: line 3, choices: 31 criteria have no option yet: 1.2" in out
    assert "--partial" not in out


def test_what_cannot_be_read(run, write, tmp_path):
    code, out, _ = run("lint", tmp_path / "none.toml", write("c.toml", CLEAN), "--json")
    assert code == 2
    first, second = json.loads(out)
    assert (first["kind"], first["faults"][0]["code"]) == (None, "file-not-there")
    assert second["faults"] == []
    code, out, _ = run("lint", write("x.toml", "x = 1"), "--lang", "en")
    assert code == 2
    assert "it is not known what kind of file this is; say type on top, one of: checks" in out


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_template_is_clean(run, lang):
    """What `ocop new` offers has neither faults nor warnings."""
    files = _templates(lang).values()
    code, out, _ = run("lint", *files, "--lang", lang)
    assert code == 0, out
    assert len(out.splitlines()) == len(files)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_is_printed_is_whole_in_one_language(write, capsys, lang):
    one = '{ type = "count", stars = 5 }'
    base = (
        '[baseline]\non = 2025-12-31\nsource = "–"\ncounts = [{ status = "valid", value = 150 }]\n'
    )
    names = [
        write("a.toml", FAULTY),
        write("b.toml", WARNED),
        write("c.toml", "quorum = 1\n"),
        write("d.toml", 'reference = "x"\n'),
        write("e.toml", plan(("m", one, "at_least = 5"), more=base)),
        write("f.toml", plan(("m", one, "at_least = 5"), ("n", ALL, "at_least = 4"))),
        write("g.toml", "x = 1\n"),
    ]
    assert main([*("lint", *map(str, names)), "--lang", lang]) == 2
    lines = [line.rpartition(".toml: ")[2] for line in capsys.readouterr().out.splitlines()]
    # keys, and what is to be typed, are the same in both
    typed = {"targets", "type", "quorum", "spread", "counts", "at", "least", "baseline", "status"}
    typed |= {word for one in LINTERS for word in one.kind.split("-")}
    assert len(lines) == 8
    assert not list(offences((("", lang, line) for line in lines), PROPER, typed))
