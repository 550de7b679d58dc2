"""``ocop score`` of tables: the same rows with their scores, by whichever engine is there."""

from __future__ import annotations

import polars as pl
import pytest

import ocop
from ocop._cli import frame_files
from ocop.frames.scored import score

RUBRIC = ocop.regime("26").rubric(1)
#: Rows of options; in the last but one there is no such option, in the last no answer.
SHEETS = {"code": ["001", "=2", "Trà, sen", ""], "set": [1, 1, 1, 1]} | {
    criterion.no: [len(criterion.options), 2, 9 if n == 0 else 2, None]
    for n, criterion in enumerate(RUBRIC.criteria)
}
WANT = ["total", "stars", "capped_by", "faults"]


@pytest.fixture(params=["polars", "pyarrow"])
def engine(request, monkeypatch):
    if request.param == "pyarrow":
        without("polars", monkeypatch)
    return request.param


def without(name, monkeypatch):
    """Let one package not be there."""
    there = frame_files.import_module

    def find(module):
        if module == name:
            raise ImportError
        return there(module)

    monkeypatch.setattr(frame_files, "import_module", find)


@pytest.fixture(params=[".csv", ".parquet"])
def table(request, tmp_path):
    path, frame = tmp_path / f"sheets{request.param}", pl.DataFrame(SHEETS)
    frame.write_csv(path) if request.param == ".csv" else frame.write_parquet(path)
    return path


def read(path):
    if path.suffix == ".csv":
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        frame = pl.read_csv(path, infer_schema=False)
    else:
        frame = pl.read_parquet(path)
    return frame.with_columns(pl.all().cast(pl.String).fill_null(""))


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_a_table_with_its_scores(run, table, tmp_path, ending):
    scored(run, table, tmp_path / f"out{ending}", "--set", "1")


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("words", [["--regime", "26"], ["--on", "2026-06-01"]])
def test_a_table_of_several_sets(run, tmp_path, words):
    table = tmp_path / "sheets.parquet"
    pl.DataFrame(SHEETS).write_parquet(table)
    scored(run, table, tmp_path / "out.parquet", *words)


def scored(run, table, out, *words):
    more = [*words, "--columns", " total,stars ,capped_by", "--force"]
    code, printed, err = run("score", table, "-o", out, *more)
    assert (code, printed) == (2, "")
    assert err == f"ocop: {table}: 2 rows are at fault, see the column faults\n"
    wanted = score(pl.DataFrame(SHEETS), RUBRIC, want=WANT).frame
    assert read(out).equals(wanted.with_columns(pl.all().cast(pl.String).fill_null("")))


@pytest.mark.usefixtures("engine")
def test_many_pieces_are_one_table(run, tmp_path, monkeypatch):
    """As fast as there is room: the pieces of a file keep their order."""
    monkeypatch.setattr(frame_files, "_ROWS", 2)
    path, out = tmp_path / "a.parquet", tmp_path / "o.parquet"
    frame = pl.DataFrame(SHEETS)[[0, 1, 0, 0, 1]]
    frame.write_parquet(path)
    assert run("score", path, "-o", out, "--set", 1) == (0, "", "")
    wanted = score(frame, RUBRIC, want=["total"]).frame["total"].to_list()
    assert pl.read_parquet(out)["total"].to_list() == wanted


@pytest.mark.usefixtures("engine")
def test_a_table_without_rows(run, tmp_path):
    path, out = tmp_path / "a.csv", tmp_path / "o.csv"
    path.write_text(",".join(SHEETS) + "\n", encoding="utf-8")
    assert run("score", path, "-o", out, "--set", 1) == (0, "", "")
    assert out.read_text(encoding="utf-8-sig").strip().strip('"').endswith("faults")


def test_a_long_table(run, tmp_path):
    path, out = tmp_path / "a.csv", tmp_path / "o.csv"
    rows = (f"{code},{c.no},{len(c.options)}" for code in "AB" for c in RUBRIC.criteria)
    path.write_text("\n".join(["code,criterion,option", *rows]), encoding="utf-8")
    assert run("score", path, "-o", out, "--set", 1, "--long", "code")[0] == 0
    held = pl.read_csv(out, infer_schema=False).sort("code")
    assert held["code", "total", "stars"].rows() == [("A", "100", "5"), ("B", "100", "5")]


@pytest.mark.usefixtures("engine")
def test_files_that_are_no_tables(run, tmp_path):
    out = tmp_path / "o.csv"
    path = tmp_path / "a.parquet"
    code, _, err = run("score", path, "-o", out)
    assert (code, "there is no such file" in err) == (2, True)
    path.write_bytes(b"no table")
    code, _, err = run("score", path, "-o", out)
    assert code == 2
    assert f"{path}: the table cannot be read or written" in err
    empty = tmp_path / "a.csv"
    empty.write_text("", encoding="utf-8")
    code, _, err = run("score", empty, "-o", out)
    assert (code, "cannot be read" in err) == (2, True)


@pytest.mark.usefixtures("engine")
def test_a_column_that_is_missing(run, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("code,1.1\nA,1\n", encoding="utf-8")
    code, _, err = run("score", path, "-o", tmp_path / "o.csv", "--set", 1)
    assert code == 2
    assert "1.2" in err


@pytest.mark.usefixtures("engine")
def test_a_place_that_cannot_be_written(run, tmp_path):
    table = tmp_path / "sheets.parquet"
    pl.DataFrame(SHEETS).write_parquet(table)
    code, _, err = run("score", table, "-o", tmp_path / "none" / "o.csv", "--set", 1)
    assert code == 2
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["a.csv"], "are written to another table"),
        (["a.csv", "-o", "o.json"], "tables do not take --json"),
        (["a.csv", "-o", "o.csv", "--explain"], "tables do not take --explain"),
        (["a.csv", "-o", "o.csv", "--partial"], "tables do not take --partial"),
        (["a.csv", "b.csv", "-o", "o.csv"], "2 files are given"),
        (["a.csv", "-o", "./a.csv"], "read and written at once"),
        (["a.csv", "-o", "o.csv", "--columns", "totl"], "did you mean"),
        (["a.csv", "-o", "o.csv", "--set", "99"], "99"),
        (["a.toml", "--set", "1"], "--set is for tables"),
        (["a.toml", "--on", "2026-06-01"], "--on is for tables"),
        (["a.toml", "--regime", "26"], "--regime is for tables"),
        (["a.toml", "--long", "code"], "--long is for tables"),
        (["a.toml", "--columns", "total"], "--columns is for tables"),
    ],
)
def test_what_does_not_go_together(run, tmp_path, monkeypatch, words, told):
    monkeypatch.chdir(tmp_path)
    pl.DataFrame(SHEETS).write_csv("a.csv")
    code, out, err = run("score", *words, *(["--force"] if "./a.csv" in words else []))
    assert (code, out) == (2, "")
    assert told in err


def test_without_an_engine(run, tmp_path, monkeypatch):
    table = tmp_path / "a.csv"
    table.write_text("code\n", encoding="utf-8")
    for module in ("polars", "pyarrow"):
        without(module, monkeypatch)
    code, _, err = run("score", table, "-o", tmp_path / "o.csv", "--set", 1)
    assert code == 2
    assert "polars or the pyarrow package; install polars" in err


def test_a_parquet_is_for_tables_alone(run, tmp_path):
    code, _, err = run("sets", "-o", tmp_path / "o.parquet")
    assert (code, "this command writes no .parquet" in err) == (2, True)
