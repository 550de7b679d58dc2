"""JSON Schema of files of checks, by which editors of TOML complete and mark what is wrong."""

from __future__ import annotations

from functools import cache
from typing import Any

from ocop.checks.case_file import RulesGiven
from ocop.checks.subject.every import SUBJECTS
from ocop.checks.subject.subject import Subject
from ocop.cycle.application.application import Application
from ocop.cycle.certificate.certificate import Certificate
from ocop.data import read_data
from ocop.formats._schema_builder import Builder, Schema
from ocop.formats._schema_titles import TitlesFile
from ocop.formats._table_schemas import OWN

__all__ = ["checks_schema"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: Subjects that a class tells; their rules and their head are those of the case.
_TOLD_BY = {"certificate": Certificate, "application": Application}
_HEAD = ("type", "format", "rules", "readings", "changes")
_TEXT: Schema = {"type": "string"}


def checks_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of files ``*.ocop.toml``.

    What it refuses is refused on reading too. Both languages name every key.
    """
    builder = Builder(_titles()["keys"], OWN)
    rules = builder.of(RulesGiven)
    case = builder.closed(
        {
            "name": {**_TEXT, "minLength": 1},
            "source": _TEXT,
            "rules": rules,
            "expect": {},
            "refused": {},
            "table": {"type": "array", "items": {"type": "array"}, "minItems": 2},
            **{name: _given(builder, subject) for name, subject in SUBJECTS.items()},
            "council": {"anyOf": [_TEXT, {"type": "object"}]},
            "snapshot": {"anyOf": [_TEXT, {"type": "object"}]},
        },
        ["name"],
    )
    case["allOf"] = [_branch(name, subject) for name, subject in SUBJECTS.items()]
    case["anyOf"] = [{"required": [name]} for name in SUBJECTS]
    title = _titles()["types"]["checks"]
    return {
        "$schema": _DIALECT,
        "$id": "urn:ocop:checks:1",
        "title": title["vi"],
        "x-title-en": title["en"],
        **builder.closed(
            {
                "type": {"const": "checks"},
                "format": {"const": 1},
                "source": _TEXT,
                "rules": rules,
                "case": {"type": "array", "items": case, "minItems": 1},
            },
            ["case"],
        ),
        "$defs": builder.definitions,
    }


def _given(builder: Builder, subject: Subject) -> Schema:
    """What may stand under the key of a subject; a table may give what it needs."""
    cls = _TOLD_BY.get(subject.name)
    if cls is not None:
        builder.of(cls)
        schema = dict(builder.definitions[cls.__name__])
        keys = {key: one for key, one in schema["properties"].items() if key not in _HEAD}
        return {**schema, "properties": keys, "required": []}
    schema = builder.of(subject.schema)
    if "$ref" in schema:
        schema = dict(builder.definitions[schema["$ref"].rsplit("/", 1)[1]])
    return {**schema, "required": []} if "required" in schema else schema


def _branch(name: str, subject: Subject) -> Schema:
    """What may be expected where a case is about a subject, and nothing of those before it."""
    held: dict[str, Schema] = {
        key: {} for key in (*subject.fields, *subject.asks, "changed", "before", "after")
    }
    expect = {"type": "object", "properties": held, "additionalProperties": False}
    others = [other.name for other in SUBJECTS.values() if name in other.beside]
    alone: Schema = {"required": [name], "not": {"anyOf": [{"required": [one]} for one in others]}}
    about: Schema = alone if others else {"required": [name]}
    some = {"anyOf": [expect, {"type": "array", "items": expect}]}
    return {"if": about, "then": {"properties": {"expect": some}}}


@cache
def _titles() -> TitlesFile:
    of_formats: TitlesFile = read_data("ocop.formats", "titles.toml", TitlesFile)
    own: TitlesFile = read_data("ocop.checks", "titles.toml", TitlesFile)
    return {"types": own["types"], "keys": {**of_formats["keys"], **own["keys"]}}
