"""``ocop rules``."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

import ocop
from ocop._cli import rules as command
from ocop.dates import DateRange

DECISIONS = ocop.Rules().decisions()


def listed(run, *words):
    code, out, err = run("rules", "--json", *words)
    assert (code, err) == (0, "")
    return json.loads(out)


def test_every_decision_with_its_days_and_its_last_check(run):
    found = listed(run, "--lang", "en")
    assert [row["id"] for row in found] == [one.id for one in DECISIONS]
    for row, decision in zip(found, DECISIONS, strict=True):
        assert row["number"] == decision.number
        assert row["checked_on"] == (decision.verified_on and decision.verified_on.isoformat())
        assert row["days_since"] is None
    for regime in ocop.law.regimes():
        rows = {row["id"]: row for row in found}
        for decision in regime.decisions:
            assert rows[decision.id]["from"] <= regime.first_day.isoformat()
            if regime.end is None:
                assert rows[decision.id]["to"] is None
            else:
                last = (regime.end - timedelta(days=1)).isoformat()
                assert rows[decision.id]["to"] >= last
    assert {row["id"] for row in found if row["from"] is None} == {"490", "919"}


def test_what_a_later_decision_lets_live_on(run):
    """Art. 11.2: 148 and 1489 keep their effect to 21/07/2026, beside 26/2026."""
    assert [row["id"] for row in listed(run, "--on", "2026-05-21")] == ["148", "1489"]
    assert [row["id"] for row in listed(run, "--on", "2026-07-21")] == ["148", "1489", "26"]
    assert [row["id"] for row in listed(run, "--on", "2026-07-22")] == ["26"]
    assert listed(run, "--on", "2019-08-20") == []


def test_which_were_checked_long_ago(run):
    newest = DECISIONS[-1]
    assert listed(run, "--outdated", "--on", newest.verified_on) == []
    (row,) = listed(run, "--outdated", "--on", newest.verified_on + timedelta(days=62))
    assert (row["id"], row["days_since"]) == (newest.id, 62)
    code, out, _ = run(
        "rules", "--outdated", "--on", newest.verified_on + timedelta(days=62), "--lang", "en"
    )
    assert code == 0
    assert out.rstrip().endswith("\t62")
    code, out, _ = run("rules", "--outdated", "--on", newest.verified_on, "--lang", "en")
    assert (code, out) == (
        0,
        f"Every decision in force on {newest.verified_on} was checked on that day or later\n",
    )


def test_a_decision_that_was_never_checked_is_outdated(run, monkeypatch):
    assert {one.id for one in DECISIONS if one.verified_on is None} == {"490", "919"}
    always = DateRange(date(2018, 1, 1), date.max)
    monkeypatch.setattr(command, "_days", lambda *_: always)
    found = listed(run, "--outdated", "--on", "2018-06-01")
    assert {row["id"] for row in found} >= {"490", "919"}
    _, out, _ = run("rules", "--outdated", "--on", "2018-06-01", "--lang", "en")
    assert "never" in out


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_as_a_table(run, lang, tmp_path):
    _, out, _ = run("rules", "--lang", lang)
    assert [line.split("\t")[0] for line in out.splitlines()] == [one.number for one in DECISIONS]
    path = tmp_path / "rules.csv"
    assert run("rules", "--lang", lang, "-o", path)[0] == 0
    assert len(path.read_text(encoding="utf-8-sig").splitlines()) == len(DECISIONS) + 1


def test_what_is_laid_over_the_law_is_told(run):
    _, out, _ = run("rules", "--reading", "star_minima=own", "--lang", "en")
    assert "Reading other than the default" in out


def test_outdated_on_no_day(run):
    code, _, err = run("rules", "--outdated")
    assert code == 2
    assert "--on: no day is known to ask about; --outdated needs --on" in err
