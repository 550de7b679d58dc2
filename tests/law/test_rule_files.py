"""The files of rules, linted: every table of every root decision, every row, every word."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from importlib import resources

import pytest

from ocop.law.fold.law import HOMES, OPTIONAL, PACKAGE, shipped
from ocop.law.kind import NONE

FOLDER = resources.files(PACKAGE)
LAW = shipped()
ROOTS = [each for each in LAW.regime_ids if LAW.root(each) == each]
FILES = sorted(
    "/".join((*above, file.name))
    for above in [
        (),
        *((each,) for each in LAW.decisions),
        *((r, "rubrics") for r in LAW.regime_ids),
    ]
    if (folder := FOLDER.joinpath(*above)).is_dir()
    for file in folder.iterdir()
    if file.name.endswith(".toml")
)


def tables(value):
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from tables(each)
    if isinstance(value, list):
        for each in value:
            yield from tables(each)


@pytest.mark.parametrize("name", FILES)
def test_words(name):
    text = FOLDER.joinpath(name).read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    for table in tables(tomllib.loads(text)):
        assert "regimes" not in table  # what a decision does not change stays; no row lists regimes
        if name != "schema.toml":
            assert ("vi" in table) == ("en" in table)
            assert all(str(table[key]).strip() for key in ("vi", "en") if key in table)


@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize("name", HOMES)
def test_every_table_of_every_root_has_rows_or_a_cited_silence(root, name):
    file = LAW.read(root, HOMES[name])
    silence = file.get(NONE, {}).get(name, "")
    if name == "outline":  # a doubt, which a decision that was read in full does not need
        assert bool(file.get(name)) == (LAW.decisions[root]["read"] == "quoted")
    elif name not in OPTIONAL:
        assert bool(file.get(name)) != bool(silence)
        assert not silence or LAW.decisions[root]["number"] in silence


@pytest.mark.parametrize("regime", LAW.regime_ids)
@pytest.mark.parametrize("name", HOMES)
def test_every_folded_table_keeps_to_its_keys(regime, name):
    for row in LAW.table(regime, name).values():
        assert not isinstance(row, dict) or row.get("reference", "x").strip()


def doubts(value, key="", holder=None):
    """Every doubt in a file: its id and its words."""
    if isinstance(value, dict):
        if key in {"doubt", "outline"} or holder == "doubts":
            yield value.get("id", key), value
        else:
            for name, inner in value.items():
                yield from doubts(inner, name, key)
    if isinstance(value, list):
        for row in value:
            yield from doubts(row, "", key)


def test_every_doubt_has_an_id_of_its_own():
    ids = [
        id_
        for name in FILES
        if name not in {"schema.toml", "words.toml"}
        for id_, words in doubts(tomllib.loads(FOLDER.joinpath(name).read_text(encoding="utf-8")))
        if words["vi"]
    ]
    assert len(ids) > 70
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", id_) for id_ in ids)


def test_an_amendment_is_two_files_and_its_own_rubrics():
    for regime in LAW.regime_ids:
        names = {each.name for each in FOLDER.joinpath(regime).iterdir()}
        if regime not in ROOTS:
            assert names - {"rubrics"} == {"decision.toml", "changes.toml"}
