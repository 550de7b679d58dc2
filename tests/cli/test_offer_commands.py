"""``ocop new`` and ``ocop schema``: what is offered is taken."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date

import pytest
from jsonschema import Draft202012Validator

import ocop
from ocop._cli.offer import _schemas, _templates
from ocop.checks.case_file import read_checks
from ocop.checks.report import CheckReport
from ocop.checks.runner import run_file
from ocop.data import dump_json
from tests.formats import schema_files
from tests.languages.offences import offences
from tests.languages.proper import PROPER

LANGS = ("vi", "en")
NAMES = sorted(_templates("vi"))


def checks(text):
    """The cases of a template, all of which hold."""
    file = read_checks(text, beside=lambda _: CHANGES)
    report = CheckReport(tuple(run_file(file, file.checks)))
    assert report.ok
    return report


CHANGES = """
id = "draft"
kind = "proposal"
title = { vi = "Dự thảo", en = "Draft" }
amends = "26"
from = 2030-01-01
reference = "x"
[certificates]
months = 48
"""
#: What reads a template.
READ = {
    "assumptions": lambda text: ocop.from_toml(ocop.Assumptions, text),
    "application": lambda text: ocop.from_toml(ocop.Application, text),
    "checks": checks,
    "changes": lambda text: ocop.Rules().amended(ocop.from_toml(ocop.Changes, text)),
    "council": lambda text: ocop.from_toml(ocop.Verdict, text),
    "plan": lambda text: ocop.from_toml(ocop.Plan, text),
    "register": ocop.Registry.from_csv,
}
OPTIONAL = re.compile(r"^# ([a-z_]+ = .*)$", re.MULTILINE)
TEMPLATES = [(name, lang) for name in NAMES for lang in LANGS]
OF_TOML = [(name, lang) for name, lang in TEMPLATES if name != "register"]


def text_of(name, lang):
    with open(_templates(lang)[name], encoding="utf-8") as file:
        return file.read()


def test_there_is_a_template_in_both_languages():
    assert NAMES == sorted(_templates("en")) == sorted(READ)


@pytest.mark.parametrize(("name", "lang"), TEMPLATES)
def test_a_template_is_read_as_it_is_written(run, tmp_path, name, lang):
    path = tmp_path / f"new{'.csv' if name == 'register' else '.toml'}"
    assert run("new", name, "--lang", lang, "-o", path) == (0, "", "")
    text = path.read_text(encoding="utf-8-sig")
    assert text == text_of(name, lang)
    assert READ[name](text)
    assert run("new", name, "--lang", lang)[1] == text


@pytest.mark.parametrize(("name", "lang"), OF_TOML)
def test_what_it_offers_besides_is_read_too(name, lang):
    text = text_of(name, lang)
    offered = list(OPTIONAL.finditer(text))
    assert offered or name == "changes"
    for one in offered:
        assert READ[name](text[: one.start()] + one[1] + text[one.end() :])


@pytest.mark.parametrize(("name", "lang"), OF_TOML)
def test_a_template_names_the_schema_that_it_fits(run, name, lang):
    first = text_of(name, lang).splitlines()[0]
    assert first == f"#:schema ./ocop-{name}.schema.json"
    schema = json.loads(run("schema", name)[1])
    table = json.loads(dump_json(tomllib.loads(text_of(name, lang))))
    Draft202012Validator(schema).validate(table)


#: What a template names as it is written: commands, keys, ids, files, options.
NAMED = re.compile(r"ocop [a-z-]+|\[\[?\w+\]\]?|[\w.-]*[_.-][\w.-]+|\"[^\"]*\"|\b({words})\b".format(
    words="by|set|source|refused|status|recognised|valid|extended|lapsed|choices|true|false|exact|star|points|event|on|"
    "commune|province|centre|proposal|correction|amendment"
))  # fmt: skip


@pytest.mark.parametrize(("name", "lang"), OF_TOML)
def test_comments_are_whole_in_one_language(name, lang):
    comments = [line.partition("# ")[2] for line in text_of(name, lang).splitlines()]
    prose = [NAMED.sub("", one) for one in comments if one and "=" not in one]
    assert prose
    assert not list(offences(((name, lang, one) for one in prose), PROPER))


def test_templates_give_the_same_in_both_languages():
    verdicts = [READ["council"](text_of("council", lang)) for lang in LANGS]
    assert verdicts[0].total == verdicts[1].total
    assert all(verdict.stands for verdict in verdicts)
    registries = [READ["register"](text_of("register", lang)) for lang in LANGS]
    assert [len(one) for one in registries] == [3, 3]
    first, second = (str(one.on(date(2026, 11, 1))) for one in registries)
    assert first == second
    stages = {READ["application"](text_of("application", lang)).stage for lang in LANGS}
    assert stages == {"promotion"}


@pytest.mark.parametrize("command", ["new", "schema"])
@pytest.mark.parametrize("lang", LANGS)
def test_the_kinds_are_listed(run, command, lang):
    code, out, _ = run(command, "--lang", lang)
    names = [line.split("\t")[0] for line in out.splitlines()]
    assert code == 0
    assert names == sorted(names)
    assert set(names) == set(NAMES if command == "new" else _schemas())
    assert not list(
        offences((("", lang, line.partition("\t")[2]) for line in out.splitlines()), PROPER)
    )
    assert max(map(len, out.splitlines())) < 100


def test_every_schema_is_printed_as_it_is_shipped(run):
    for name, text in schema_files.made().items():
        assert run("schema", name.removesuffix(".schema.json"))[1] == text


def test_kinds_of_schemas_as_json(run, tmp_path):
    path = tmp_path / "kinds.json"
    assert run("schema", "--lang", "en", "-o", path)[0] == 0
    rows = json.loads(path.read_text(encoding="utf-8"))
    assert {"kind": "plan", "title": "Plan"} in rows
    schema = tmp_path / "ocop-plan.schema.json"
    assert run("schema", "plan", "-o", schema)[0] == 0
    assert json.loads(schema.read_text(encoding="utf-8")) == ocop.json_schema(ocop.Plan)


def test_schemas_let_the_head_be_left_out():
    """The reader does not need type, format and rules where a person writes the file."""
    for name, text in schema_files.made().items():
        schema = json.loads(text)
        tables = [schema, *schema.get("$defs", {}).values()]
        needed = {key for table in tables for key in table.get("required", ())}
        assert not needed & {"format", "rules"}, name
        assert "type" not in schema.get("required", ())


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["new", "plans"], "KIND: there is no template of 'plans'; did you mean 'plan'?"),
        (["schema", "x"], "KIND: there is no schema of 'x'; there are application"),
        (
            ["new", "plan", "-o", "plan.csv"],
            "plan.csv: this command writes no .csv file; name it with .toml",
        ),
        (["new", "register", "-o", "so.toml"], "so.toml: this command writes no .toml file"),
        (["new", "plan", "-o", "plan.json"], "plan.json: this command writes no .json file"),
    ],
)
def test_what_is_not_offered(run, words, fault):
    code, _, err = run(*words)
    assert code == 2
    assert fault in err
