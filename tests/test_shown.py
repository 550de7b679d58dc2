"""What holds for the table and the records of every value that has them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import attrs
import pandas as pd
import polars as pl
import pytest

import ocop
from ocop import _wiring
from ocop.checks.coverage.coverage import Coverage
from ocop.checks.report import CheckReport
from ocop.errors import InputError
from ocop.shown.value import InOneLanguage, Shown, Tidy, TidyInOneLanguage
from ocop.targets import columns
from tests.ground.test_shown import words_of
from tests.languages.offences import offences
from tests.languages.proper import PROPER
from tests.public_values import MOST, values

ON = date(2025, 6, 1)
#: Names and words that the values themselves bring, in whatever language.
NAMES = (
    "Dự thảo tờ trình",
    "UBND tỉnh",
    "Sở",
    "Xã",
    "khung điểm",
    "Trà",
    "Cu đơ",
    "Mật ong",
    "HTX A",
    "HTX B",
    "Hà Tĩnh",
    "Can Lộc",
    "Vũ Quang",
)
#: Columns and places in files are named by their ids.
KEYS = {column.id for column in columns()} | {"sheet", "choices"}


def of(*kinds):
    """Some values of every class that is of one of these kinds."""
    return [
        (kind, some[: MOST // 4])
        for kind, some in values().items()
        if issubclass(kind, kinds) and kind.__name__[0] != "_"
    ]


COVERAGE = values()[CheckReport][0].coverage()
SHOWN = [(Coverage, [COVERAGE]), *of(Shown, InOneLanguage)]
TIDY = [(Coverage, [COVERAGE]), *of(Tidy, TidyInOneLanguage)]


def names(kinds):
    return [kind.__name__ for kind, _ in kinds]


def tables(value):
    if isinstance(value, InOneLanguage):
        return [value.table()]
    return [value.table("vi"), value.table("en")]


def records(value, lang="vi"):
    return value.to_records() if isinstance(value, TidyInOneLanguage) else value.to_records(lang)


def test_whoever_is_wired_is_seen():
    seen = {kind.__name__ for kind, _ in SHOWN}
    assert seen == _wiring._TABLES.keys()
    assert {kind.__name__ for kind, _ in TIDY} == _wiring._RECORDS.keys()
    # what a frame is asked of is also seen in a notebook
    assert {kind for kind, _ in TIDY} <= {kind for kind, _ in SHOWN}


@pytest.mark.parametrize("some", [some for _, some in SHOWN], ids=names(SHOWN))
def test_every_value_has_a_table_in_both_languages(some):
    for value in some:
        for table in tables(value):
            assert table.caption
            assert table.html() == table._repr_html_()
            assert table.markdown()
            assert str(table) == table.text()
        if not isinstance(value, InOneLanguage):
            assert value._repr_html_() == value.table("en").html()
            assert value._repr_markdown_() == value.table("en").markdown()
            with pytest.raises(InputError):
                value.table("fr")
        else:
            assert value._repr_html_() == value.table().html()
            assert value._repr_markdown_() == value.table().markdown()


@pytest.mark.parametrize("some", [some for _, some in TIDY], ids=names(TIDY))
def test_records_are_flat_and_alike(some):
    for value in some:
        rows = records(value)
        assert len({tuple(row) for row in rows}) <= 1
        for row in rows:
            for name, cell in row.items():
                assert cell is None or type(cell) in {str, int, float, bool, date}, name
                if f"{name}_exact" in row and cell is not None:
                    assert float(Fraction(row[f"{name}_exact"])) == cell
        assert [list(row) for row in records(value, "en")] == [list(row) for row in rows]
        if rows:
            frame = pd.DataFrame(rows)
            assert (len(frame), list(frame.columns)) == (len(rows), list(rows[0]))
            assert pl.DataFrame(rows, infer_schema_length=None).shape == frame.shape


def test_a_registry_has_a_record_a_row():
    registries = [value for value in values()[ocop.Registry] if len(value)]
    for registry in registries:
        for rows in (registry.to_records(), registry.to_records(on=ON, lang="en")):
            assert len({tuple(row) for row in rows}) == 1
            assert pl.DataFrame(rows, infer_schema_length=None).height == len(pd.DataFrame(rows))
        assert [row["name"] for row in registry.to_records()] == [one.name for one in registry]
        standing = registry.to_records(on=ON)
        snapshot = registry.on(ON)
        known = [row["in_force"] for row in standing]
        assert None in known or sum(known) == snapshot.in_force
        for row, opened in zip(standing, registry.standings(ON), strict=True):
            assert row["standing"] == opened.standing.value
            assert row["last_valid_day"] == opened.last_valid_day
            if opened.filing_window:
                assert (row["filing_from"], row["filing_to"]) == attrs.astuple(opened.filing_window)
    with pytest.raises(InputError):
        registry.to_records(on="2025-06-01")
    with pytest.raises(InputError):
        registry.to_records(lang="fr")


def test_records_tie_to_their_objects():
    for card in values()[ocop.Scorecard][:5]:
        rows = card.to_records()
        assert sum(row["points"] for row in rows) == card.total
        assert [row["id"] for row in rows] == [one.id for one in card.rubric.criteria]
        for part, score in card.parts.items():
            assert sum(row["points"] for row in rows if row["part"] == part) == score.points
    for report in values()[ocop.PlanReport][:5]:
        for row, outcome in zip(report.to_records("en"), report.outcomes, strict=True):
            assert (row["id"], row["status"]) == (outcome.target.id, outcome.status.value)
            if type(outcome.value) in {int, Fraction}:
                assert Fraction(row["value_exact"]) == outcome.value
    for snapshot in values()[ocop.Snapshot][:5]:
        valid = {
            row["stars"]: row["value"] for row in snapshot.to_records() if row["id"] == "valid"
        }
        assert valid == {None: snapshot.valid, **snapshot.valid_by_stars}


def test_tables_are_whole_in_their_language():
    for _, some in SHOWN:
        for value in some[:2]:
            for table in tables(value):
                texts = [("table", table.lang, words) for words in words_of(table)]
                assert not list(offences(texts, (*PROPER, *NAMES), KEYS))
