"""What every command prints is whole in the language of --lang: office D6."""

from __future__ import annotations

import csv
import json

import pytest

import ocop
from ocop._cli import main
from tests.cycle.application.test_words import HISTORY
from tests.languages.offences import foreign_forms, offences
from tests.languages.proper import PROPER
from tests.languages.test_answers import ROWS, lowest

SNAPSHOT = """\
on = 2023-12-31
source = "file"
counts = [{ status = "recognised", value = 20000 }, { status = "valid", stars = 3, value = 150 }]
"""


PLACES = {place for plan in ocop.plans() for units in plan.units.values() for place in units.places}


def council(choices):
    row = ", ".join(f'"{no}" = {option}' for no, option in choices.items())
    return f"""\
regime = "26"
set = 1
regulation = {{ members = 9, quorum = "75 %", spread = 10, chair_must_attend = true }}
[[ballots]]
member = "An"
choices = {{ {row} }}
[[ballots]]
member = "Chi"
invalid = "–"
"""


@pytest.fixture
def files(tmp_path):
    rubric = ocop.regime("26").rubric(1)
    card = ocop.score(rubric.sheet(lowest(rubric)))
    texts = {
        "sheet.json": json.dumps(ocop.to_dict(card.sheet)),
        "partial.toml": 'regime = "26"\nset = 1\n[choices]\n"1.1" = 2\n"6.1" = 1\n',
        "tea.toml": HISTORY.replace("Trà sen", "–"),
        "council.toml": council(lowest(rubric)),
        "rows.csv": ROWS,
        "dues.csv": ROWS.replace(",one,", ",,").replace(",two,", ",,"),
        "snapshot.toml": SNAPSHOT,
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


COMMANDS = {
    "score": "score {files}/sheet.json",
    "explain": "score {files}/sheet.json --explain --reading star_minima=own",
    "partial": "score {files}/partial.toml --partial",
    "partial-json": "score {files}/partial.toml --partial --json",
    "sets": "sets --regime 781",
    "sets-json": "sets --regime 781 --json",
    "advice": "advice {files}/sheet.json --to 4 --reading star_minima=own",
    "advice-never": "advice {files}/sheet.json --to 5 --fixed 3.5",
    "advice-json": "advice {files}/sheet.json --to 4 --json",
    "application": "application {files}/tea.toml --on 2026-09-01",
    "application-json": "application {files}/tea.toml --json",
    "due": "due {files}/dues.csv --on 2024-10-01 --within 24",
    "due-json": "due {files}/dues.csv --on 2024-10-01 --json",
    "rules": "rules",
    "rules-outdated": "rules --outdated --on 2027-01-01",
    "rules-json": "rules --json",
    "council": "council {files}/council.toml",
    "council-json": "council {files}/council.toml --json --reading star_minima=own",
    "certificate": "certificate --stars 3 --issued 2023-05-31 --on 2026-06-01",
    "certificate-filed": "certificate --stars 4 --issued 2023-07-15 --filed 2026-07-01",
    "certificate-json": "certificate --stars 3 --issued 2023-02-28 --json",
    "calendar": "calendar 2027",
    "calendar-centre": "calendar 2027 --level centre --reading rest_day=moves",
    "calendar-json": "calendar 2026 --json",
    "calendar-ics": "calendar 2026 --ics -",
    "plans": "plans",
    "plans-json": "plans --json",
    "plan": "plan ha-tinh-2023-2025 --on 2023-07-01",
    "plan-registry": "plan national-2021-2025 --on 2024-07-01 --registry {files}/rows.csv",
    "plan-snapshot": "plan national-2021-2025 --on 2024-07-01 --figures {files}/snapshot.toml",
    "plan-json": "plan lang-son-2023-2025 --on 2024-07-01 --json",
    "registry": "registry {files}/rows.csv --on 2026-08-01",
    "registry-json": "registry {files}/rows.csv --on 2026-08-01 --json",
    "lapsing": "lapsing {files}/rows.csv --from 2024-12-01 --to 2026-12-31",
    "lapsing-json": "lapsing {files}/rows.csv --from 2024-12-01 --to 2026-12-31 --json",
}


def texts_of(value):
    """The texts of JSON that a person reads: those of several words."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in {"vi", "en"}:  # where both are given
                yield from texts_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_of(inner)
    elif isinstance(value, str) and " " in value:
        yield value


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_printed(command, lang, files, capsys):
    words = COMMANDS[command].format(files=files).split()
    assert main([*words, "--lang", lang]) == 0
    out = capsys.readouterr().out
    assert out
    lines = list(texts_of(json.loads(out))) if command.endswith("json") else out.splitlines()
    if command.endswith("ics"):
        unfolded = out.replace("\r\n ", "").splitlines()
        lines = [line for line in unfolded if line.startswith(("SUMMARY", "DESCRIPTION"))]
    mixed = list(offences(((command, lang, line) for line in lines), (*PROPER, *PLACES)))
    mixed += [line for line in lines if foreign_forms(line, lang)]
    assert not mixed


@pytest.mark.parametrize("command", ["criteria 148 --full"])
def test_tables_have_both(command, capsys):

    assert main(command.split()) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    for lang in ("vi", "en"):
        columns = [name for name in rows[0] if name.endswith(f"_{lang}")]
        assert len(columns) == 6
        cells = ((name, lang, row[name]) for row in rows for name in columns)
        assert not list(offences(cells, PROPER))
    assert {name for name in rows[0] if rows[0][name] and " " in rows[0][name]} <= {
        name for name in rows[0] if name[-3:] in {"_vi", "_en"}
    }
