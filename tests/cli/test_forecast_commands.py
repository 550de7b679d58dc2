"""``ocop forecast`` and ``ocop renewals``: files in; text, JSON or a table out."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta

import pytest

import ocop

PLAN = "ha-tinh-2023-2025"
SUPPOSED = """
renewal = { 3 = "50 %", 4 = "1/2", 5 = "0.5" }
new_per_month = { 3 = 5, 4 = "0.5" }
[sources]
renewal = "Chi cục, 2025"
"""


def rows():
    """217 in force, their days of issue spread evenly over three years."""
    for n in range(217):
        day = date(2020, 3, 31) + timedelta(days=1095 * n // 217)
        yield {"code": f"P{n}", "name": f"SP {n}", "stars": 3, "issued_on": day}


@pytest.fixture
def files(tmp_path):
    """The registry, the assumptions and published totals."""
    registry = ocop.Registry.from_records(rows())
    texts = {
        "so.csv": registry.to_csv(),
        "own.assumptions.toml": SUPPOSED,
        "own.json": ocop.to_json(ocop.from_toml(ocop.Assumptions, SUPPOSED)),
        "totals.toml": "on = 2024-06-30\nsource = 'Báo cáo'\n"
        "counts = [{ status = 'valid', stars = 3, value = 230 },\n"
        "{ status = 'valid', stars = 4, value = 18 }, { status = 'valid', stars = 5, value = 2 },\n"
        "{ status = 'extended', value = 0 }]\n",
        "figures.toml": 'on = 2023-01-31\nsource = "Báo cáo"\nindicators = [{ id = "x", value = 3, unit = "điểm" }]\n',
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def asked(files, *more):
    registry, supposed = files / "so.csv", files / "own.assumptions.toml"
    return (
        "forecast",
        PLAN,
        "--registry",
        registry,
        "--on",
        "31/03/2023",
        "--assumptions",
        supposed,
        *more,
    )


def test_a_forecast_is_what_the_library_says(run, files):
    code, out, _ = run(*asked(files, "--lang", "en"))
    registry = ocop.Registry.from_csv((files / "so.csv").read_text(encoding="utf-8"))
    suppose = ocop.from_toml(ocop.Assumptions, SUPPOSED)
    forecast = ocop.plan(PLAN).forecast(registry, suppose, on=date(2023, 3, 31))
    assert (code, out) == (0, forecast.text("en") + "\n")
    code, out, _ = run(*asked(files, "--json"))
    data = json.loads(out)
    assert (code, data["on"], data["until"], data["runs"]) == (0, "2023-03-31", "2025-12-31", 0)
    assert data["assumptions"]["renewal"] == "0.5"
    assert data["chances"][0]["value"] == forecast.chance("products").value
    assert data["chances"][-1]["target"] is None
    assert len(data["records"]) == len(forecast.to_records())
    assert data["notes"]


def test_a_table_for_spreadsheets(run, files):
    out = files / "out.csv"
    assert run(*asked(files, "-o", out, "--every", "round"))[0] == 0
    with out.open(encoding="utf-8-sig", newline="") as stream:
        table = list(csv.DictReader(stream))
    assert {row["target"] for row in table} == {target.id for target in ocop.plan(PLAN).targets}
    assert table[0]["expected_exact"] == "217"


def test_from_totals_and_from_the_plan_itself(run, files):
    supposed = ("--assumptions", files / "own.json", "--lang", "en")
    code, out, _ = run("forecast", PLAN, "--figures", files / "totals.toml", *supposed)
    assert code == 0
    assert "from 2024-06-30 to 2025-12-31" in out
    code, out, _ = run(
        "forecast", PLAN, *supposed, "--until", "2024-12-31", "--measure", "four-stars=four-or-more"
    )
    assert (code, "from 2023-01-01 to 2024-12-31" in out) == (0, True)
    code, out, _ = run(*asked(files, "--figures", files / "figures.toml", "--json"))
    assert (code, json.loads(out)["on"]) == (0, "2023-03-31")


def test_runs_with_a_seed(run, files):
    first, second = (
        run(*asked(files, "--runs", "50", "--seed", "7", "--json"))[1] for _ in range(2)
    )
    assert first == second
    assert json.loads(first)["chances"][-1]["value"] == 0


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--runs", "x"], "--runs: 'x' is not a whole number"),
        (["--runs", "5"], "--seed:"),
        (["--until", "2020-01-01"], "--until:"),
        (["--every", "week"], "--every: 'week' is not known"),
        (["--measure", "x=y"], "'x' is not known"),
    ],
)
def test_what_is_wrong_with_an_option_is_told_of_it(run, files, more, told):
    code, _, err = run(*asked(files, *more))
    assert code == 2
    assert told in err


def test_what_is_wrong_with_a_file_has_its_line(run, files):
    broken = files / "broken.assumptions.toml"
    broken.write_text("renewal = 0.5\nupgrade = 2\n", encoding="utf-8")
    code, _, err = run("forecast", PLAN, "--assumptions", broken)
    assert code == 2
    assert [line.partition(": ")[2].partition(",")[0] for line in err.splitlines()] == [
        f"{broken}: line 1", f"{broken}: line 2", f"{broken}: line 2",
    ]  # fmt: skip
    supposed = files / "own.assumptions.toml"
    without = ("forecast", PLAN, "--registry", files / "so.csv", "--assumptions", supposed)
    for more in ((), ("--figures", files / "figures.toml")):
        code, _, err = run(*without, *more)
        assert (code, "--on" in err) == (2, True)


def test_renewals_are_what_the_library_says(run, files):
    read = ("renewals", files / "so.csv", "--on", "31/12/2025", "--by", "year")
    registry = ocop.Registry.from_csv((files / "so.csv").read_text(encoding="utf-8"))
    renewals = registry.renewals(on=date(2025, 12, 31), by="year")
    assert run(*read, "--lang", "en")[1] == renewals.table("en").text() + "\n"
    code, out, _ = run(*read, "--by", "stars", "--json", "--since", "2024-01-01", "--level", "90 %")
    data = json.loads(out)
    assert (code, data["by"], data["level"], data["since"]) == (
        0,
        ["year", "stars"],
        "9/10",
        "2024-01-01",
    )
    assert [row["at_risk"] for row in data["rows"]] == [73, 35]
    assert data["unknown"] == []
    out = files / "renewals.csv"
    assert run("renewals", files / "so.csv", "--on", "2025-12-31", "-o", out)[0] == 0
    head = out.read_text(encoding="utf-8-sig").splitlines()[0]
    assert head.startswith("year,month,stars,at_risk,renewed,share,share_exact,low,high")


def test_renewals_of_a_register_with_faults(run, tmp_path):
    path = tmp_path / "so.csv"
    path.write_text("name,stars,issued_on\nA,3,2019-01-01\nB,7,2022-01-01\n", encoding="utf-8")
    code, out, err = run("renewals", path, "--on", "2026-01-01", "--json")
    data = json.loads(out)
    assert code == 3
    assert [one["name"] for one in data["unknown"]] == ["A"]
    assert data["rows"] == []
    assert data["notes"]
    assert "7" in err
    code, _, err = run(
        "renewals", path, "--on", "2026-01-01", "--within", "200", "--by", "x", "--level", "2"
    )
    assert code == 2
    assert [line.split(":")[1].strip() for line in err.splitlines() if line.startswith("ocop: --")] == [
        "--within", "--by", "--level",
    ]  # fmt: skip
    empty = tmp_path / "empty.csv"
    assert run("renewals", path, "--on", "2019-06-01", "-o", empty)[0] == 3
