"""The rows of rule files: no key and no name is there that nobody reads."""

from __future__ import annotations

import copy
import re
import shutil
import tomllib
from importlib import resources
from pathlib import Path

import attrs
import pytest

from ocop import data
from ocop.documents import read
from ocop.errors import InputError, RuleDataError
from ocop.law import Readings, reading_questions
from ocop.law.fold.law import HOMES, PACKAGE, _kind_of, law_in
from ocop.law.product_set import numberings
from ocop.law.rows.file import FILES, kind_of_file
from ocop.law.rows.other_file import OTHER_FILES
from ocop.law.rows.table import TABLES
from ocop.law.rule_file import rule_file
from ocop.law.tables import check_rows, cites, row_kinds
from ocop.shape import fits
from ocop.targets.registry._column_rows import ColumnsFile
from ocop.targets.registry.column import columns

FOLDER = Path(str(resources.files(PACKAGE)))
# changes have a reader of their own, and tests of their own
NAMES = sorted(
    str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.toml") if path.name != "changes.toml"
)


def kind_of(name):
    folder, _, file = name.removesuffix(".toml").partition("/")
    return _kind_of(file) if file else kind_of_file(folder)


def table_of(name):
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def paths(value, path=()):
    if isinstance(value, dict):
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for step, inner in items:
        if isinstance(inner, dict | list):
            yield from paths(inner, (*path, step))


def at(value, path):
    for step in path:
        value = value[step]
    return value


def faults_of(kind, value):
    with pytest.raises(InputError) as caught:
        read(kind, value)
    return [(fault.code, fault.path) for fault in caught.value.faults]


def test_every_rule_file_has_a_class():
    assert len(NAMES) > 100
    assert all(kind_of(name) is not None for name in NAMES)
    assert set(HOMES) == set(TABLES)


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_file_is_what_its_class_says(name):
    """house A2: by the strict reader, and by the cheap look that a good file gets."""
    kind, table = kind_of(name), table_of(name)
    assert fits(kind, table)
    read(kind, table)


@pytest.mark.parametrize("name", NAMES)
def test_no_table_of_a_rule_file_takes_another_key_or_lacks_one(name):
    """house A2: an unknown key in every table of every rule file, and every key left out."""
    kind, table = kind_of(name), table_of(name)
    asked = set()  # rows of one list or map are alike: the slow reader is asked once for them
    for path in paths(table):
        row = at(table, path)
        kin = tuple(step if isinstance(step, str) and step in KEYS else "*" for step in path)
        row["endz"] = [[]]
        assert not fits(kind, table)
        if kin not in asked:
            # of a map of rows the new key is a row, and no row is written so
            assert any(
                place[: len(path) + 1] == (*path, "endz") for _, place in faults_of(kind, table)
            )
        del row["endz"]
        for key in list(row):
            kept = dict(row)
            del row[key]
            if (kin, key) not in asked:
                asked.add((kin, key))
                lacks = not fits(kind, table)
                try:
                    read(kind, table)
                except InputError as err:
                    assert lacks
                    missing = [one.path for one in err.faults if one.code == "missing-key"]
                    assert (*path, key) in missing
                else:
                    assert not lacks
            row.clear()
            row.update(kept)
        asked.add(kin)


KEYS = (
    {
        key
        for kind in (
            *FILES.values(),
            *OTHER_FILES.values(),
            *TABLES.values(),
            kind_of_file("rubrics/set-01"),
        )
        for key in re.findall(r"'(\w+)'", str(getattr(kind, "__annotations__", {})))
    }
    | set(HOMES)
    | {"criteria", "groups", "exclusions", "options", "needs", "doubts", "unmet"}
)


WRONG = [b"x", 2.5, True, None, "2026-05-22x", [7], {"x": 1}]


@pytest.mark.parametrize("name", ["26/certificates.toml", "26/levels.toml", "26/decision.toml"])
@pytest.mark.parametrize("wrong", WRONG, ids=repr)
def test_no_value_of_another_type_is_taken(name, wrong):
    kind, table = kind_of(name), table_of(name)
    for path in list(paths(table)):
        for key in at(table, path):
            changed = copy.deepcopy(table)
            at(changed, path)[key] = wrong
            looks = fits(kind, changed)
            try:
                read(kind, changed)
            except InputError:
                assert not looks
            else:
                assert looks


CASES = [
    # house A2: this one lifted a water with colour 0 to 5 stars
    ("26/rubrics/set-16.toml", "when = ", "wen = ", "unknown-key", ""),
    ("26/rubrics/notes.toml", "[exclusions.forged-dossier]\n", "[exclusions.forged-dossier]\nendz = true\n", "unknown-key", ""),
    ("26/rubrics/notes.toml", "[conditions.story]\n", "[conditions.story]\nabov = 1\n", "unknown-key", ""),
    ("26/rubrics/shared.toml", "\nmax = ", "\nmaxx = ", "unknown-key", "max"),
    ("26/rubrics/shared.toml", 'guidance = ["', 'guidance = ["x', "rules-not-there", ""),
    ("26/rubrics/set-16.toml", 'use = "raw-material-source"', 'use = "raw-material-sourc"', "rules-not-there", "raw-material-source"),
    ("26/rubrics/set-16.toml", '{ no = "9" }', '{ no = "99" }', "rules-not-there", ""),
    ("26/rubrics/set-16.toml", 'use = "forged-dossier"', 'use = "forged-dossie"', "rules-not-there", "forged-dossier"),
    ("26/rubrics/set-16.toml", 'what = "story"', 'what = "storry"', "rules-not-there", "story"),
    ("26/rubrics/set-16.toml", 'part = "A"', 'part = "D"', "not-known", ""),
    ("26/stars.toml", "5 = { from = 90", "5 = { form = 90", "unknown-key", "from"),
    ("26/stars.toml", "5 = { from = 90", '5 = { from = "90"', "not-a-whole-number", ""),
    ("26/levels.toml", 'forwards_to = "province"', 'forwards_to = "provinse"', "not-known", "province"),
    ("26/levels.toml", "[returns]", "[retruns]", "unknown-key", "returns"),
    ("148/sets.toml", "ministries_reference = ", "ministries_referense = ", "unknown-key", "ministries_reference"),
    ("1489/decision.toml", 'amends = "148"', 'amends = "149"', "rules-not-there", ""),
    ("26/decision.toml", 'numbering = "148"', 'numbering = "184"', "rules-not-there", ""),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}: {case[2].strip()}")
def test_a_slip_in_a_rule_file_is_told_with_its_file_and_line(tmp_path, case):
    """house A2"""
    name, good, bad, code, meant = case
    folder = tmp_path / "rules"
    shutil.copytree(FOLDER, folder)
    text = (folder / name).read_text(encoding="utf-8")
    assert good in text
    (folder / name).write_text(text.replace(good, bad, 1), encoding="utf-8")
    decision, _, file = name.removesuffix(".toml").partition("/")
    with pytest.raises(RuleDataError) as caught:
        law_in(folder).read(decision, "rubrics/set-16" if file.startswith("rubrics/n") else file)
    fault = next(one for one in caught.value.faults if one.code == code)
    line = text[: text.index(good)].count("\n") + 1
    assert fault.file == name
    assert fault.line in {line, line + 1}  # beside, or in the line that was put in
    if meant:
        assert f"'{meant}'" in fault.hint("en")


def test_a_slip_in_the_columns_is_told(monkeypatch):
    """house A2"""
    real = data._read
    monkeypatch.setattr(data, "_read", lambda *file: real(*file).replace("required =", "requird ="))
    columns.cache_clear()
    with pytest.raises(RuleDataError, match="unknown key 'requird'"):
        columns()
    monkeypatch.undo()
    assert columns()
    assert fits(ColumnsFile, tomllib.loads(real("ocop.targets", "data/columns.toml")))


def test_a_table_of_words_has_no_keys_of_its_own():
    assert row_kinds("events") == ({}, False)
    assert not cites("events")
    check_rows("events", {})
    with pytest.raises(RuleDataError) as caught:
        check_rows("term", {"months": 36}, "26")
    assert [(f.code, f.path) for f in caught.value.faults] == [
        ("missing-key", ("26", "term", "reference"))
    ]


def test_the_default_readings_are_the_first_of_the_file():
    fields = {field.name: field.default for field in attrs.fields(Readings)}
    assert fields == {question.id: question.default for question in reading_questions()}
    assert list(fields) == [question.id for question in reading_questions()]


def test_the_numberings_are_those_that_are_laid_side_by_side():
    assert list(numberings()) == rule_file("renumbering")["numberings"]
