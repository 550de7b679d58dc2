"""The past of a registry as a table and as records."""

from __future__ import annotations

from ocop.scenarios.assumptions.row import LABELS
from ocop.scenarios.past._source import interval_words, key_words, value_words
from ocop.scenarios.past.past import Past
from ocop.shown.record import Record, exactly
from ocop.shown.table import Table, column, facts, row
from ocop.text import Label
from ocop.words import Lang, decimal, in_words, percent

__all__ = ["past_records", "past_table"]

_CAPTION = Label("Những gì sổ theo dõi cho thấy", "What the registry's past shows")
_DAYS = Label("Thời gian", "Days")
_WITHIN = Label("Được coi là công nhận lại", "Taken as renewed")
_MONTHS = Label("trong {} tháng sau khi hết hiệu lực", "within {} months after the end")
_LEVEL = Label("Độ tin cậy của các khoảng", "Confidence of the intervals")
_HEADS = (
    Label("Điều", "What"),
    Label("Của", "Of which"),
    Label("Số lần", "How often"),
    Label("Trong", "Of"),
    Label("Tỷ lệ, số mỗi tháng", "Share, number a month"),
    Label("Khoảng tin cậy", "Interval"),
    Label("Chưa rõ", "Not known"),
)
_WORDS = 2


def past_table(past: Past, lang: Lang) -> Table:
    """A row a rate; below them those that cannot be told, and why."""
    first = "" if past.first is None else f"{in_words(past.first, lang)} – "
    return Table(
        caption=_CAPTION(lang),
        lang=lang,
        facts=facts(
            {
                _DAYS(lang): f"{first}{in_words(past.on, lang)}",
                _WITHIN(lang): _MONTHS(lang).format(past.within),
                _LEVEL(lang): percent(past.level, lang),
            }
        ),
        columns=tuple(column(head(lang), number=n >= _WORDS) for n, head in enumerate(_HEADS)),
        rows=tuple(
            row(
                LABELS[rate.field](lang),
                key_words(rate, lang),
                decimal(rate.count, lang),
                decimal(rate.of, lang),
                value_words(rate, lang),
                interval_words(rate, lang),
                decimal(rate.unknown, lang),
                state="unknown" if rate.thin(past.least, past.most_unknown) else None,
            )
            for rate in past.rates
        ),
        notes=tuple(fault.text(lang) for fault in past.thin),
    )


def past_records(past: Past, _: Lang) -> list[Record]:
    """A record a rate."""
    return [
        {
            "field": rate.field,
            "key": ".".join(rate.key) or None,
            "count": rate.count,
            "of": rate.of,
            "unknown": rate.unknown,
            **exactly("value", rate.value),
            "low": rate.low,
            "high": rate.high,
            "enough": rate.thin(past.least, past.most_unknown) is None,
        }
        for rate in past.rates
    ]
