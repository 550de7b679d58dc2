"""The rows of a registry, and what comes of them, as flat records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from ocop.shown.record import Record, exactly, joined
from ocop.targets.registry.due_row import DueRow, Dues
from ocop.targets.registry.flow import FLOW_EVENTS, Flows
from ocop.targets.registry.lapsing_month import Lapsing
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.registry import PartialRegistry, Registry
from ocop.targets.registry.standing import IN_FORCE
from ocop.targets.registry.standing_row import StandingRow
from ocop.targets.registry.words import EVENT_WORDS
from ocop.targets.where import STARS
from ocop.words import Lang

__all__ = [
    "dues_records",
    "fault_records",
    "flows_records",
    "lapsing_records",
    "recognition_records",
    "registry_records",
]

#: Columns of a recognition that are told otherwise than by their value.
_OTHERWISE = {"product_set", "entity_kind", "total", "until", "unread", "others", "level"}


def recognition_records(each: Recognition, lang: Lang) -> list[Record]:  # noqa: ARG001 - it has no labels
    """A recognition as one record."""
    return [_recognition(each)]


def _recognition(each: Recognition) -> Record:
    plain = {
        field.name: getattr(each, field.name)
        for field in attrs.fields(Recognition)
        if field.name not in _OTHERWISE
    }
    of_set = each.product_set
    return {
        **plain,
        "numbering": None if of_set is None else of_set.numbering,
        "set": None if of_set is None else of_set.number,
        "group": each.group if of_set is None else of_set.group.id,
        "entity_kind": None if each.entity_kind is None else each.entity_kind.id,
        "level": None if each.level is None else str(each.level),
        **exactly("total", each.total),
        "issued_on_latest": each.issue_days.last,
        "unread": joined(each.unread),
    }


def registry_records(registry: Registry, on: date | None, lang: Lang) -> list[Record]:
    """The recognitions; on a day, those issued by it, each as it stands."""
    if on is None:
        return [_recognition(each) for each in registry.recognitions]
    return [_standing(row, on, lang) for row in registry.standings(on)]


def _standing(row: StandingRow, on: date, lang: Lang) -> Record:
    window = row.filing_window
    return {
        **_recognition(row.recognition),
        "on": on,
        "standing": str(row.standing),
        "standing_label": row.standing.label(lang),
        "in_force": None if row.may_be else row.standing in IN_FORCE,
        "may_be": joined(row.may_be),
        "last_valid_day": row.last_valid_day,
        "extended_to": row.extended_to,
        "superseded_on": row.superseded_on,
        "filing_from": None if window is None else window.first,
        "filing_to": None if window is None else window.last,
        "holder": row.holder,
    }


def lapsing_records(lapsing: Lapsing, lang: Lang) -> list[Record]:  # noqa: ARG001 - as above
    """A record a month and rank."""
    return [
        {
            "first": month.days.first,
            "last": month.days.last,
            "stars": stars,
            "number": month.by_stars[stars],
            "may_end": sum(row.stars == stars for row in month.may_end),
        }
        for month in lapsing
        for stars in STARS
    ]


def flows_records(flows: Flows, lang: Lang) -> list[Record]:
    """A record an event."""
    return [
        {
            "first": flows.period.first,
            "last": flows.period.last,
            "event": event,
            "label": EVENT_WORDS[event](lang),
            "number": getattr(flows, event.replace("-", "_")),
            "set_aside": flows.set_aside,
            "unknown_cells": flows.unknown_cells,
        }
        for event in FLOW_EVENTS
    ]


def dues_records(dues: Dues, lang: Lang) -> list[Record]:
    """A record of everything that falls due."""
    return [_due(row, lang) for row in dues.rows]


def _due(row: DueRow, lang: Lang) -> Record:
    due, held = row.due, row.recognition
    return {
        "day": due.day,
        "kind": due.kind,
        "label": due.label(lang),
        "code": held.code,
        "name": held.name,
        "stars": held.stars,
        "entity": held.entity,
        "province": held.province,
        "district": held.district,
        "commune": held.commune,
        "issued_on": held.issued_on,
        "rest_day": due.rest_day,
        "calendar": due.calendar,
        "notes": _texts(note.label(lang) for note in due.notes),
        "reference": due.reference,
    }


def _texts(texts: Iterable[str]) -> str | None:
    return "; ".join(texts) or None


def fault_records(partial: PartialRegistry, lang: Lang) -> list[Record]:
    """A record of everything that could not be read."""
    return [
        {
            "line": fault.line,
            "place": joined(fault.path),
            "code": fault.code,
            "message": fault.message(lang),
            "hint": fault.hint(lang) or None,
        }
        for fault in partial.faults
    ]
