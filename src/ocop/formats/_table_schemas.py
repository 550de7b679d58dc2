"""The schemas of what is read by hand: filters, measures, plans, events, changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, get_args

import attrs

from ocop.cycle.application.event import EVENTS, Event
from ocop.cycle.council.regulation import CouncilRules
from ocop.cycle.council.result import CouncilResult
from ocop.cycle.council.verdict import Verdict
from ocop.dates import DateRange
from ocop.formats._schema_bounds import SAID
from ocop.formats._schema_builder import DAY, NUMBER, PERCENT, Builder, Schema
from ocop.formats.application import KINDS
from ocop.formats.verdict import KINDS as VERDICTS
from ocop.formats.verdict import CouncilTable, VerdictTable
from ocop.law.case import CASES
from ocop.law.changes._shape import HEAD
from ocop.law.changes.changes import Changes, ChangesKind
from ocop.law.entity import EntityKind, entity_kinds
from ocop.law.product_set import ProductSet, numberings, product_sets
from ocop.law.question import reading_questions
from ocop.law.reading import Readings
from ocop.law.tables import HOMES
from ocop.scenarios.assumptions.assumptions import LEVELS, Assumptions
from ocop.scenarios.assumptions.share import MOST_MONTHS, TOTALS
from ocop.targets._home import group_ids
from ocop.targets.plan.measure import (
    MEASURES,
    Distinct,
    Measure,
    Simple,
)
from ocop.targets.plan.named_figure import NamedFigure
from ocop.targets.plan.plan import Plan, PlanReport
from ocop.targets.plan.target import Target, TargetMeasure
from ocop.targets.plan.unit_list import UnitList
from ocop.targets.snapshot.asked import AGAIN, COUNTED, COUNTED_EVENTS
from ocop.targets.snapshot.published import PublishedCount
from ocop.targets.snapshot.snapshot import Snapshot
from ocop.targets.where import STANDINGS, STARS
from ocop.text import Label

__all__ = ["OWN"]

_TEXT: Schema = {"type": "string"}
_NAME: Schema = {**_TEXT, **SAID}


def _text_or_label(builder: Builder) -> Schema:
    return {"anyOf": [_TEXT, builder.of(Label)]}


def _product_set(builder: Builder) -> Schema:
    most = max(len(product_sets(numbering)) for numbering in numberings())
    number = {"type": "integer", "minimum": 1, "maximum": most}
    fields: dict[str, Schema] = {"numbering": {"enum": list(numberings())}, "number": number}
    return builder.closed(fields, ["numbering", "number"])


def _days(builder: Builder) -> Schema:
    year = {"type": "integer", "minimum": 1, "maximum": 9999}
    return {"anyOf": [year, builder.closed({"from": DAY, "to": DAY}, ["from", "to"])]}


def _readings(_: Builder) -> Schema:
    fields = {
        question.id: {
            "title": question.label.vi,
            "x-title-en": question.label.en,
            "enum": [reading.id for reading in question.readings],
        }
        for question in reading_questions()
    }
    return {"type": "object", "properties": fields, "additionalProperties": False}


def _several(one: Schema) -> Schema:
    return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}


def _where(builder: Builder) -> dict[str, Schema]:
    """The keys of a filter."""
    return {
        "status": _several({"enum": list(STANDINGS)}),
        "stars": _several({"type": "integer", "enum": list(STARS)}),
        "set": _several({"type": ["integer", "string"]}),
        "numbering": {"enum": list(numberings())},
        "group": _several({"enum": list(group_ids())}),
        "entity_kind": _several(_NAME),
        "province": _several(_NAME),
        "district": _several(_NAME),
        "commune": _several(_NAME),
        "kind": _several({"enum": list(CASES)}),
        "issued": {"anyOf": [{"type": "null"}, builder.of(DateRange)]},
    }


def _count(builder: Builder) -> Schema:
    value = {"type": "integer", "minimum": 0}
    fields: dict[str, Schema] = {
        "value": value,
        "of": {"enum": list(COUNTED)},
        "event": {"enum": list(COUNTED_EVENTS)},
        "within": builder.of(DateRange),
        "then": {"enum": list(AGAIN)},
    }
    return builder.closed({**fields, **_where(builder)}, ["value"])


def _measure(builder: Builder, type_: str) -> Schema:
    """The schema of the measures of one type."""
    kind = MEASURES[type_]
    schema = builder.fields(kind, "where", **_of_measure(builder, kind))
    properties: dict[str, Schema] = schema["properties"]
    if "where" in attrs.fields_dict(kind):
        properties |= {key: builder.titled(key, one) for key, one in _where(builder).items()}
    needed = ["type", *schema["required"]]
    head = builder.titled("type", {"const": type_})
    return {**schema, "properties": {"type": head, **properties}, "required": needed}


def _of_measure(builder: Builder, kind: type) -> dict[str, Schema]:
    """What a measure reads otherwise than its annotations say."""
    names = {field.name for field in attrs.fields(kind)}
    changed: dict[str, Schema] = {}
    if "label" in names:
        changed["label"] = {"anyOf": [{"type": "null"}, _text_or_label(builder)]}
    if "units" in names:
        changed["units"] = {"anyOf": [_NAME, {"type": "array", "items": _NAME}]}
    for name in ("of", "part", "whole"):
        if name in names and kind is not Distinct:
            changed[name] = _any_measure(builder, get_args(Simple))
    return changed


def _any_measure(builder: Builder, kinds: tuple[Any, ...]) -> Schema:
    """The schema of some of the measures; each stands in a definition of its own."""
    types = [type_ for type_, kind in MEASURES.items() if kind in kinds]
    return {"anyOf": [builder.defined(f"measure-{type_}", _measure, type_) for type_ in types]}


def _target_fields(builder: Builder) -> dict[str, Schema]:
    bound = {"anyOf": [{"type": "integer", "minimum": 0}, _TEXT, {"type": "null"}]}
    words = _text_or_label(builder)
    return {
        "label": words,
        "source": words,
        "doubt": {"anyOf": [{"type": "null"}, words]},
        "measure": _any_measure(builder, get_args(Measure)),
        "at_least": bound,
        "at_most": bound,
    }


def _target(builder: Builder) -> Schema:
    schema = builder.fields(Target, "period", **_target_fields(builder))
    properties = schema["properties"]
    more = {"taken": _TEXT, "by": DAY, "within": builder.of(DateRange)}
    properties |= {key: builder.titled(key, one) for key, one in more.items()}
    return {
        **schema,
        "required": ["id", "label", "source"],
        "oneOf": [{"required": ["measure"]}, {"required": ["measures"]}],
    }


def _way(builder: Builder) -> Schema:
    changed = {"label": _text_or_label(builder)}
    return builder.fields(
        TargetMeasure, **changed, measure=_any_measure(builder, get_args(Measure))
    )


def _named_figure(builder: Builder) -> Schema:
    words = _text_or_label(builder)
    return builder.fields(NamedFigure, label=words, unit={"anyOf": [{"type": "null"}, words]})


def _unit_list(builder: Builder) -> Schema:
    return builder.fields(UnitList, source=_text_or_label(builder))


def _plan(builder: Builder) -> Schema:
    words = _text_or_label(builder)
    schema = builder.fields(
        Plan,
        "baseline_doubt",
        title=words,
        notes={"type": "array", "items": words},
        baseline=builder.defined("Baseline", _baseline),
        province=_TEXT,
        decision=_TEXT,
    )
    sources = {"type": "object", "additionalProperties": words}
    schema["properties"]["sources"] = builder.titled("sources", sources)
    return schema


def _baseline(builder: Builder) -> Schema:
    schema = builder.table(Snapshot)
    doubt = builder.titled("doubt", _text_or_label(builder))
    return {**schema, "properties": {**schema["properties"], "doubt": doubt}}


def _snapshot(builder: Builder) -> Schema:
    schema = builder.fields(Snapshot)
    for key in ("indicators", "milestones"):
        rows = schema["properties"][key]
        name = rows["items"]["$ref"].rpartition("/")[2]
        row = builder.definitions[name]
        # the day and the source are those of the snapshot where they are not said
        row["required"] = [one for one in row["required"] if one not in {"on", "source"}]
        words = builder.titled("source", _text_or_label(builder))
        row["properties"]["source"] = words
    return schema


def _report(builder: Builder) -> Schema:
    schema = builder.fields(PlanReport)
    rows = {"type": "array", "items": {"type": "object"}}
    more = {"library": _TEXT, "outcomes": rows}
    schema["properties"] |= {key: builder.titled(key, one) for key, one in more.items()}
    return schema


def _event(builder: Builder) -> Schema:
    return {"anyOf": [builder.defined(f"event-{id_}", _one_event, id_) for id_ in EVENTS]}


def _one_event(builder: Builder, id_: str) -> Schema:
    schema = builder.fields(EVENTS[id_])
    head = builder.titled("event", {"const": id_})
    return {
        **schema,
        "properties": {**builder.head(KINDS[Event]), "event": head, **schema["properties"]},
        "required": ["event", *schema["required"]],
    }


def _council_result(builder: Builder) -> Schema:
    """No rank is a word, since TOML has no null; null is read as one too."""
    return builder.fields(CouncilResult, stars=builder.of(Literal["none"] | int | None))


def _changes(builder: Builder) -> Schema:
    words = builder.of(Label)
    said: dict[str, Schema] = {
        "id": {**_TEXT, "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
        "kind": {"enum": list(get_args(ChangesKind))},
        "title": words,
        "amends": _NAME,
        "from": DAY,
        "reference": _NAME,
    }
    keys = (*HEAD, *HOMES, "criteria", "exclusions", "doubts", "rubrics", "certificates")
    fields: dict[str, Schema] = {key: said.get(key, {}) for key in keys}
    return builder.closed(fields, ["id", "kind", "title", "amends", "reference"])


def _council_rules(builder: Builder) -> Schema:
    percent = {**_TEXT, "pattern": PERCENT}
    quorum = {"anyOf": [*NUMBER["anyOf"], percent, {"type": "null"}]}
    return builder.fields(CouncilRules, quorum=quorum)


def _verdict(builder: Builder) -> Schema:
    """What is stored of a verdict, or what a person writes: a council file."""
    tables = {"verdict": VerdictTable, "council": CouncilTable}
    return {"anyOf": [builder.defined(name, Builder.table, kind) for name, kind in tables.items()]}


def _of_verdict(kind: type) -> Callable[[Builder], Schema]:
    def of(builder: Builder) -> Schema:
        schema = builder.fields(kind)
        return {**schema, "properties": {**builder.head(VERDICTS[Verdict]), **schema["properties"]}}

    return of


def _keyed(item: Schema, **key: object) -> Schema:
    """The schema of a table by keys that are no names of fields."""
    return {"type": "object", "propertyNames": key, "additionalProperties": item}


def _assumptions(builder: Builder) -> Schema:
    whole, text = NUMBER["anyOf"]
    percent = {**_TEXT, "pattern": PERCENT}
    share: Schema = {"anyOf": [{**whole, "minimum": 0, "maximum": 1}, text, percent]}
    number: Schema = {"anyOf": [{**whole, "minimum": 0}, text, percent]}

    def by_stars(item: Schema, ranks: tuple[int, ...] = STARS) -> Schema:
        return _keyed(item, enum=[str(stars) for stars in ranks])

    def rates(item: Schema, ranks: tuple[int, ...] = STARS) -> Schema:
        return {"anyOf": [*item["anyOf"], by_stars(item, ranks)]}

    months: Schema = {"type": "integer", "minimum": 0, "maximum": MOST_MONTHS}
    fields = [field.name for field in attrs.fields(Assumptions) if field.name != "sources"]
    return builder.fields(
        Assumptions,
        renewal=rates(share),
        renewed_as=by_stars(by_stars(share)),
        delay={"anyOf": [months, _keyed(share, pattern="^(0|[1-9][0-9]{0,2})$")]},
        upgrade=rates(share, STARS[:-1]),
        withdrawal=rates(share),
        new_per_month=rates(number),
        new_per_round=rates(number),
        new_totals=_keyed(share, pattern=TOTALS),
        new_kinds=_keyed(share),
        new_places=_keyed(_keyed(share, **SAID), enum=list(LEVELS)),
        new_entities={"anyOf": [{"type": "null"}, *share["anyOf"]]},
        sources=_keyed(_NAME, enum=fields),
    )


#: Class → its schema.
OWN: dict[Any, Callable[[Builder], Schema]] = {
    Assumptions: _assumptions,
    Changes: _changes,
    CouncilResult: _council_result,
    CouncilRules: _council_rules,
    CouncilTable: _of_verdict(CouncilTable),
    DateRange: _days,
    EntityKind: lambda _: {"enum": [kind.id for kind in entity_kinds()]},
    Event: _event,
    NamedFigure: _named_figure,
    Plan: _plan,
    PlanReport: _report,
    ProductSet: _product_set,
    PublishedCount: _count,
    Readings: _readings,
    Snapshot: _snapshot,
    Target: _target,
    TargetMeasure: _way,
    UnitList: _unit_list,
    Verdict: _verdict,
    VerdictTable: _of_verdict(VerdictTable),
}
