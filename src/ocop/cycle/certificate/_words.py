"""A certificate in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from ocop.cycle.calendar.working_day import Calendar
from ocop.cycle.certificate import term
from ocop.law.citation import cite
from ocop.text import Label
from ocop.words import Lang, in_words

if TYPE_CHECKING:
    from ocop.cycle.certificate.certificate import Certificate


__all__ = ["filing_words", "summary"]

_WORDS = {
    "from": Label("Có hiệu lực từ", "Valid from"),
    "last": Label("Ngày cuối hiệu lực", "Last valid day"),
    "filing": Label("Nộp hồ sơ đánh giá lại", "Re-evaluation may be filed"),
    "note": Label("Lưu ý", "Note"),
    "reading": Label("Cách hiểu khác mặc định", "Reading other than the default"),
    "references": Label("Căn cứ", "References"),
    "unless_filed": Label(
        "Hết hiệu lực ngày {last}, trừ khi đã nộp hồ sơ đánh giá lại: {article}, đến tối đa {most}",
        "Ends on {last}, unless a re-evaluation was filed: {article}, until {most} at the latest",
    ),
    "pending": Label(
        "Đã nộp hồ sơ đánh giá lại ngày {filed}: {article}, giữ đến khi có kết quả, tối đa {most}",
        "Re-evaluation filed on {filed}: {article}, kept until the result, {most} at the latest",
    ),
    "decided": Label(
        "Đã nộp hồ sơ đánh giá lại ngày {filed}: {article}, giữ đến {end}, trước ngày có kết quả",
        "Re-evaluation filed on {filed}: {article}, kept to {end}, the day before the result",
    ),
    "no_day": Label(
        "Có kết quả đánh giá lại ngày {decided}: {article} không còn gì để kéo dài",
        "Re-evaluation decided on {decided}: nothing is left for {article} to extend",
    ),
    "too_late": Label(
        "Nộp hồ sơ đánh giá lại ngày {filed} là quá muộn để được giữ theo {article}",
        "A re-evaluation filed on {filed} is too late to be kept by {article}",
    ),
    "ended_before": Label(
        "không có: hết hiệu lực trước khi {rules} quy định thời gian nộp (từ {since})",
        "none: it ended before {rules} set a window (from {since})",
    ),
    "closed_before": Label(
        "không có: {days} ngày trước khi hết hiệu lực là {closed}, trước ngày {rules} có hiệu lực "
        "({since})",
        "none: {days} days before its end was {closed}, before {rules} took effect ({since})",
    ),
}


def summary(
    certificate: Certificate, lang: Lang, on: date | None, calendar: Calendar | str | None
) -> tuple[str, ...]:
    """See :meth:`ocop.cycle.Certificate.summary`."""
    return tuple(_lines(certificate, lang, on, calendar))


def _lines(
    certificate: Certificate, lang: Lang, on: date | None, calendar: Calendar | str | None
) -> Iterator[str]:
    def line(key: str, words: str) -> str:
        return f"{_WORDS[key](lang)}: {words}"

    if certificate.first_valid_day != certificate.issued_on:
        yield line("from", in_words(certificate.first_valid_day, lang))
    yield line("last", in_words(certificate.last_valid_day, lang))
    if on is not None:
        yield f"{in_words(on, lang)}: {certificate.status(on).label(lang)}"
    yield from _extension(certificate, lang)
    yield line("filing", filing_words(certificate)(lang))
    remarks = [note for due in certificate.dues(calendar=calendar) for note in due.notes]
    yield from (line("note", note.label(lang)) for note in (*remarks, *certificate.notes))
    yield from (line("reading", label(lang)) for label in certificate.rules.readings.labels)
    yield line("references", cite(_references(certificate), lang))


def _references(certificate: Certificate) -> tuple[str, ...]:
    """The sources of the certificate, and of an extension that it may have."""
    extension = term.extension(certificate.rules, certificate.last_valid_day)
    return (*certificate.references, *(() if extension is None else extension[1:]))


def _extension(certificate: Certificate, lang: Lang) -> Iterator[str]:
    """What Art. 12.3 does for a certificate that it reaches, unless another end came first."""
    most, last = certificate.may_extend_to, certificate.last_valid_day
    article = term.extension_article(certificate.rules, last)
    if most is None or article is None or not certificate.status(last).counts:
        return
    filed, decided = certificate.re_evaluation_filed_on, certificate.re_evaluation_decided_on
    end = certificate.extended_to
    if filed is None:
        key = "unless_filed"
    elif end is None:
        file_by = term.extension_filing_by(certificate.rules, last)
        key = "no_day" if file_by is not None and filed <= file_by else "too_late"
    else:
        key = "pending" if decided is None or decided > most else "decided"
    days = {"last": last, "most": most, "filed": filed, "decided": decided, "end": end}
    yield _WORDS[key](lang).format(
        article=article(lang),
        **{name: in_words(day, lang) for name, day in days.items() if day is not None},
    )


def filing_words(certificate: Certificate) -> Label:
    """When a re-evaluation may be filed, or why the rules set no window for it."""
    last = certificate.last_valid_day
    window = term.window(certificate.rules, last)
    if window is not None:
        days = window[0]
        return Label(days("vi"), days("en"))
    regime, closes, ahead = term.first_window(certificate.rules, last)
    key = "ended_before" if last < regime.first_day else "closed_before"

    def words(lang: Lang) -> str:
        return _WORDS[key](lang).format(
            days=ahead,
            closed=in_words(closes, lang),
            rules=regime.citation(lang),
            since=in_words(regime.first_day, lang),
        )

    return Label(words("vi"), words("en"))
