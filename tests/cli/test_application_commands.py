"""``ocop application``."""

from __future__ import annotations

import json
from datetime import date

import pytest

import ocop
from tests.cycle.application.test_words import HISTORY, TEA


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "tea.toml"
    path.write_text(HISTORY, encoding="utf-8")
    return path


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_where_a_product_stands(run, file, lang):
    """office G2: applications needed Python."""
    code, out, err = run("application", file, "--on", "2026-09-01", "--lang", lang)
    assert (code, err) == (0, "")
    assert tuple(out.splitlines()) == TEA.summary(lang, on=date(2026, 9, 1))


def test_of_itself_it_is_asked_on_the_day_of_its_last_event(run, file, tmp_path):
    assert run("application", file)[1].splitlines()[2] == "03/07/2026: Đánh giá"
    held = tmp_path / "held.toml"
    held.write_text(
        'product = "Chè"\nheld_before = [{ product = "Chè", stars = 4, issued_on = 2024-05-02 }]\n',
        encoding="utf-8",
    )
    assert "02/05/2024: " in run("application", held)[1]
    nothing = tmp_path / "nothing.toml"
    nothing.write_text('product = "Chè"\n', encoding="utf-8")
    code, _, err = run("application", nothing)
    assert code == 2
    assert "--on: nothing has happened to the product yet" in err
    assert run("application", nothing, "--on", "2026-09-01")[0] == 0


def test_as_json(run, file):
    code, out, _ = run("application", file, "--on", "2026-09-01", "--json", "--lang", "en")
    found = json.loads(out)
    assert code == 0
    assert found["stage"] == "evaluation"
    assert (found["case"], found["filed_on"], found["level"]) == (
        "re-evaluation",
        "2026-06-15",
        "province",
    )
    assert (found["regime"], found["conclusion"], found["over"]) == ("26", None, False)
    assert found["certificate"] == {
        "stars": 3,
        "issued_on": "2023-11-30",
        "last_valid_day": "2026-11-30",
        "status": "valid",
    }
    (step,) = found["next_steps"]
    assert (step["event"], step["actor"], step["deadline"], step["late"]) == (
        "council-evaluated",
        "province",
        "2026-08-17",
        True,
    )
    assert [due["day"] for due in found["dues"]] == ["2026-11-30"]
    assert [note["id"] for note in found["notes"]] == ["one-dossier"]
    earlier = json.loads(run("application", file, "--on", "2023-11-01", "--json")[1])
    assert earlier["on"] == "2023-11-01"


def test_what_a_council_concluded_and_nobody_acts_on(run, tmp_path):
    stored = ocop.to_dict(ocop.Application(product="Trà sen", history=TEA.history[:4]))
    path = tmp_path / "waits.json"
    path.write_text(json.dumps(stored), encoding="utf-8")
    found = json.loads(run("application", path, "--json")[1])
    assert found["conclusion"]
    assert found["certificate"] is None
    assert found["next_steps"][0]["stars"] == 3


def test_steps_that_the_rules_do_not_allow(run, tmp_path):
    path = tmp_path / "early.toml"
    early = HISTORY.replace(
        '"re-evaluation-filed", on = 2026-06-15', '"re-evaluation-filed", on = 2026-06-01'
    )
    path.write_text(early, encoding="utf-8")
    code, _, err = run("application", path, "--on", "2026-09-01")
    assert code == 2
    assert "early.toml: line 12, history[6]" in err
    code, out, _ = run("application", path, "--on", "2026-09-01", "--lenient", "--lang", "en")
    assert code == 0
    assert sum(line.startswith("Note: ") for line in out.splitlines()) > 1


def test_under_other_rules(run, file):
    _, out, _ = run("application", file, "--json", "--reading", "rest_day=moves")
    assert json.loads(out)["readings"] == {"rest_day": "moves"}
    code, _, err = run("application", file, "--reading", "rest_day=x")
    assert code == 2
    assert err.startswith("ocop: --reading.rest_day")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("history = 3", "line 1, product: the key 'product' is missing"),
        ("product = 3", "line 1, product: 3 is not text"),
        ('product = "x"\nhistory = [{ event = "x" }]', "line 2, history[0].event: 'x'"),
        ("x", "wrong.toml: line 1"),
    ],
)
def test_files_that_are_wrong(run, tmp_path, text, fault):
    path = tmp_path / "wrong.toml"
    path.write_text(text, encoding="utf-8")
    code, _, err = run("application", path)
    assert code == 2
    assert fault in err
