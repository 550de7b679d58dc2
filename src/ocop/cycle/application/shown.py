"""Applications as tables and records."""

from __future__ import annotations

from ocop.cycle.application.application import Application
from ocop.law.entity import entity_kind
from ocop.shown.record import Record
from ocop.shown.table import Table, column, facts, row
from ocop.text import Label
from ocop.words import Lang, in_words

__all__ = ["application_records", "application_table"]

_WORDS = {
    "application": Label("Hồ sơ: {}", "Application: {}"),
    "entity": Label("Chủ thể", "Entity"),
    "stage": Label("Bước hiện tại", "Stage"),
    "certificates": Label("Giấy chứng nhận", "Certificates"),
    "held": Label("{}★, cấp ngày {}", "{}★ of {}"),
    "day": Label("Ngày", "Day"),
    "event": Label("Việc", "Event"),
    "reading": Label("Cách hiểu", "Reading"),
}


def application_table(application: Application, lang: Lang) -> Table:
    """Where it stands, and a row of all that happened."""
    kind = application.entity_kind
    held = (
        _WORDS["held"](lang).format(one.stars, in_words(one.issued_on, lang))
        for one in application.certificates
    )
    return Table(
        caption=_WORDS["application"](lang).format(application.product),
        lang=lang,
        facts=facts(
            {
                _WORDS["entity"](lang): ", ".join(
                    filter(
                        None, (application.entity, entity_kind(kind).label(lang) if kind else "")
                    )
                ),
                _WORDS["stage"](lang): application.stage.label(lang),
                _WORDS["certificates"](lang): "; ".join(held),
            }
        ),
        columns=(column(_WORDS["day"](lang)), column(_WORDS["event"](lang))),
        rows=tuple(
            row(in_words(event.on, lang), event.rule().label(lang)) for event in application.history
        ),
        notes=tuple(
            f"{_WORDS['reading'](lang)}: {label(lang)}"
            for label in application.rules.readings.labels
        ),
    )


def application_records(application: Application, lang: Lang) -> list[Record]:
    """A record an event."""
    return [
        {
            "product": application.product,
            "entity": application.entity or None,
            "entity_kind": application.entity_kind or None,
            "no": number,
            "on": event.on,
            "event": event.rule().id,
            "label": event.rule().label(lang),
        }
        for number, event in enumerate(application.history, 1)
    ]
