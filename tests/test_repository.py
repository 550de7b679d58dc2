"""What the repository says of itself: forms, citation, addresses."""

from __future__ import annotations

import tomllib
from pathlib import Path

import jsonschema
import pytest
import yaml
from tools.forms import FORM, decisions, drawn, sets

import ocop
from ocop.checks.lint import lint

ROOT = Path(__file__).parents[1]
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
#: Reserved by RFC 2606; to be replaced at publication.
HOME = "https://ocop.example/"

ITEM = {
    "type": "object",
    "required": ["type", "attributes"],
    "additionalProperties": False,
    "properties": {
        "type": {"enum": ["dropdown", "input", "markdown", "textarea"]},
        "id": {"type": "string", "pattern": "^[a-z-]+$"},
        "attributes": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                name: {"type": "string", "minLength": 1}
                for name in ("label", "description", "placeholder", "render", "value")
            }
            | {
                "options": {
                    "type": "array",
                    "minItems": 2,
                    "uniqueItems": True,
                    "items": {"type": "string"},
                }
            },
        },
        "validations": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"required": {"type": "boolean"}},
        },
    },
}
FORM_SCHEMA = {
    "type": "object",
    "required": ["name", "description", "body"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string", "pattern": " / "},
        "description": {"type": "string", "pattern": " / "},
        "labels": {"type": "array", "items": {"type": "string"}},
        "body": {"type": "array", "minItems": 1, "items": ITEM},
    },
}
#: Of the schema of the Citation File Format 1.2.0 what our file says.
CITATION_SCHEMA = {
    "type": "object",
    "required": ["authors", "cff-version", "message", "title"],
    "additionalProperties": False,
    "properties": {
        "abstract": {"type": "string", "minLength": 1},
        "authors": {
            "type": "array",
            "minItems": 1,
            "uniqueItems": True,
            "items": {
                "type": "object",
                "required": ["name"],
                "additionalProperties": False,
                "properties": {"name": {"type": "string", "minLength": 1}},
            },
        },
        "cff-version": {"const": "1.2.0"},
        "keywords": {
            "type": "array",
            "minItems": 1,
            "uniqueItems": True,
            "items": {"type": "string"},
        },
        "license": {"const": "MIT"},
        "message": {"type": "string", "minLength": 1},
        "repository-code": {"type": "string", "pattern": "^https://"},
        "title": {"type": "string", "minLength": 1},
        "type": {"enum": ["software", "dataset"]},
        "url": {"type": "string", "pattern": "^https://"},
        "version": {"type": "string"},
    },
}


def read(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def item(id_):
    (one,) = (each for each in read(FORM)["body"] if each.get("id") == id_)
    return one["attributes"]


@pytest.mark.parametrize(
    "path", [p for p in FORMS if p.name != "config.yml"], ids=lambda path: path.stem
)
def test_a_form_is_one_in_two_languages(path):
    form = read(path)
    jsonschema.validate(form, FORM_SCHEMA)
    asked = [each for each in form["body"] if each["type"] != "markdown"]
    ids = [each["id"] for each in asked]
    assert len(set(ids)) == len(ids)
    assert all(" / " in each["attributes"]["label"] for each in asked)
    assert any(each.get("validations", {}).get("required") for each in asked)


def test_the_lists_of_the_form_are_those_of_the_rules():
    assert (
        item("decision")["options"]
        == decisions()
        == [r.decisions[0].number for r in reversed(ocop.regimes())]
    )
    assert item("set")["options"] == sets()
    assert len(sets()) == sum({r.numbering: len(r.sets) for r in ocop.regimes()}.values())
    text = FORM.read_text(encoding="utf-8")
    assert drawn(text) == text, "python -m tools.forms"


def test_the_form_leads_to_a_correction_that_can_be_used_at_once():
    """Who reports a cell has the file that mends it until the library does."""
    text = item("correction")["value"]
    found = lint(text, "dinh-chinh.changes.toml")
    assert (found.kind, found.faults, found.warnings) == ("changes", (), ())
    changes = ocop.from_toml(ocop.Changes, text)
    assert changes.kind == "correction"
    before, after = (
        rules.regime("26").rubric(7) for rules in (ocop.Rules(), ocop.Rules().amended(changes))
    )
    assert [option.points for option in before.criterion("3.1").options] == [1, 1, 3]
    assert [option.points for option in after.criterion("3.1").options] == [1, 2, 3]
    assert {doubt.id for doubt in before.doubts} - {doubt.id for doubt in after.doubts} == {
        "26-07-3"
    }


def test_a_mended_list_is_drawn_anew():
    text = FORM.read_text(encoding="utf-8")
    assert drawn(text.replace('        - "1489/QĐ-TTg"\n', "")) == text


def test_the_citation_is_one_of_this_version():
    citation = read(ROOT / "CITATION.cff")
    jsonschema.validate(citation, CITATION_SCHEMA)
    assert citation["version"] == ocop.__version__ == PROJECT["version"]
    assert citation["license"] == PROJECT["license"]
    assert [author["name"] for author in citation["authors"]] == [
        a["name"] for a in PROJECT["authors"]
    ]


def test_addresses_are_those_that_are_to_be_replaced():
    urls = PROJECT["urls"].values()
    assert len(urls) >= 4
    assert all(url.startswith(HOME) for url in urls)
    citation = read(ROOT / "CITATION.cff")
    assert {citation["url"], citation["repository-code"]} <= set(urls)
    security = read(FORMS[[p.name for p in FORMS].index("config.yml")])["contact_links"][0]["url"]
    assert security in (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert "ocop.example" in (ROOT / "docs" / "maintaining" / "release.md").read_text(
        encoding="utf-8"
    )
