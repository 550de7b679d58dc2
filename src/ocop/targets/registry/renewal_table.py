"""Renewals as a table and as records."""

from __future__ import annotations

from fractions import Fraction

from ocop.shown.record import Record, exactly
from ocop.shown.table import Table, column, facts, row
from ocop.targets._words import stars_words
from ocop.targets.registry.renewal import RenewalRow, Renewals
from ocop.text import Label
from ocop.words import Lang, decimal, in_words, percent

__all__ = ["renewals_records", "renewals_table"]

_CAPTION = Label(
    "Được công nhận lại trong {} tháng sau khi hết hiệu lực",
    "Recognised again within {} months after the end",
)
_HEADS = {
    "year": Label("Năm hết hiệu lực", "Year of the end"),
    "month": Label("Tháng hết hiệu lực", "Month of the end"),
    "stars": Label("Hạng", "Stars"),
    "at_risk": Label("Hết hiệu lực", "Ended"),
    "renewed": Label("Công nhận lại", "Renewed"),
    "share": Label("Tỷ lệ", "Share"),
    "interval": Label("Khoảng tin cậy", "Interval"),
    "upgraded": Label("Đã nâng hạng", "Upgraded before"),
    "withdrawn": Label("Đã thu hồi", "Withdrawn before"),
    "censored": Label("Chưa đủ thời gian", "Not over yet"),
    "unknown": Label("Chưa rõ", "Not known"),
}
_COUNTS = ("at_risk", "renewed", "share", "interval")
_LEFT_OUT = ("upgraded", "withdrawn", "censored", "unknown")
_READ = Label("Sổ theo dõi", "Registry")
_TO = Label("đến ngày {}", "up to {}")
_FROM = Label("hết hiệu lực từ {}", "ended from {}")
_WILSON = Label(
    "Khoảng tin cậy {}: phương pháp Wilson.", "Intervals of {} confidence by Wilson's method."
)
_APART = Label(
    "Các cột cuối không tính vào tỷ lệ: đã nâng hạng hoặc bị thu hồi trước khi hết hiệu lực, "
    "chưa đủ {} tháng, chưa rõ đã ra sao.",
    "The last columns are not part of the share: upgraded or withdrawn before the end, the {} "
    "months not over, not known what became of them.",
)
_UNKNOWN = Label(
    "{} lần công nhận chưa rõ ngày hết hiệu lực, không nằm trong hàng nào.",
    "{} recognitions in no row: the day of their end is not known.",
)


def renewals_table(renewals: Renewals, lang: Lang) -> Table:
    """A row a cohort; what is left out of its share stands in the last columns."""
    by = ("year", "month") if "month" in renewals.by else renewals.by
    told = (*by, *(("stars",) if "stars" in renewals.by and "month" in renewals.by else ()))
    left_out = tuple(name for name in _LEFT_OUT if any(getattr(r, name) for r in renewals.rows))
    heads = (*told, *_COUNTS, *left_out)
    level = percent(renewals.level, lang)
    notes = [_WILSON(lang).format(level)]
    if left_out:
        notes.append(_APART(lang).format(renewals.within))
    if renewals.unknown:
        notes.append(_UNKNOWN(lang).format(decimal(len(renewals.unknown), lang)))
    return Table(
        caption=_CAPTION(lang).format(renewals.within),
        lang=lang,
        facts=facts({_READ(lang): _days(renewals, lang)}),
        columns=tuple(column(_HEADS[name](lang), number=name != "stars") for name in heads),
        rows=tuple(row(*(_cell(one, name, lang) for name in heads)) for one in renewals.rows),
        notes=(*notes, *(note.label(lang) for note in renewals.notes)),
    )


def _days(renewals: Renewals, lang: Lang) -> str:
    days = [] if renewals.since is None else [_FROM(lang).format(in_words(renewals.since, lang))]
    return ", ".join([*days, _TO(lang).format(in_words(renewals.on, lang))])


def _cell(one: RenewalRow, name: str, lang: Lang) -> str:
    if name == "stars" and one.stars is not None:
        return stars_words(one.stars, lang)
    if name == "share":
        return "–" if one.share is None else percent(one.share, lang)
    if name == "interval":
        if one.low is None or one.high is None:
            return "–"
        ends = (percent(Fraction(end), lang) for end in (one.low, one.high))
        return " – ".join(ends)
    return str(getattr(one, name))


def renewals_records(renewals: Renewals, _: Lang) -> list[Record]:
    """A record a cohort."""
    return [
        {
            "year": one.year,
            "month": one.month,
            "stars": one.stars,
            "at_risk": one.at_risk,
            "renewed": one.renewed,
            **exactly("share", one.share),
            "low": one.low,
            "high": one.high,
            **{name: getattr(one, name) for name in _LEFT_OUT},
            "within": renewals.within,
            "on": renewals.on,
        }
        for one in renewals.rows
    ]
