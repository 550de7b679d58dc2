"""The cliff: what ends month by month, and when its re-evaluation can be filed."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from ocop.argument import checked
from ocop.dates import DateRange, add_months, checked_date
from ocop.errors import NotRegulated, checked_lang
from ocop.pictures._altair import STARS, altair, star_words, styled
from ocop.shown.record import Record
from ocop.targets.registry.registry import Registry
from ocop.text import Label
from ocop.words import Lang, decimal, in_words

__all__ = ["cliff"]

_WORDS = {
    "title": Label("Giấy chứng nhận hết hiệu lực từng tháng", "Certificates that end, by month"),
    "days": Label("{} đến {}: {} giấy", "{} to {}: {} certificates"),
    "month": Label("Tháng", "Month"),
    "number": Label("Số sản phẩm", "Products"),
    "window": Label("Trong thời gian nộp hồ sơ đánh giá lại", "May file for re-evaluation"),
    "may_end": Label(
        "Chưa kể số giấy có ô cần biết mà chưa đọc được: {}",
        "Not counted, since a cell that tells could not be read: {}",
    ),
}
#: The longest that a window opens before an end, in months.
_AHEAD = 7
_SHADE = "#d9d9d9"


def cliff(
    registry: Registry, first: date, last: date, *, on: date | None = None, lang: str = "vi"
) -> Any:  # noqa: ANN401 - a chart of Altair
    """What ends each month, stacked by stars, before the months in which it can be filed for.

    The shade says how many certificates have their window open in the month, those too that end
    after ``last``.

    Args:
        registry: The registry.
        first: From which day.
        last: To which day.
        on: A day to mark, such as that of the question; none where not given.
        lang: ``"vi"`` or ``"en"``.

    Raises:
        InputError: no registry, not dates, reversed, or another language.
        MissingExtra: without the extra ``ocop[notebook]``.
    """
    own = checked_lang(lang)
    marked = None if on is None else checked_date(on, "on")
    held = checked(registry, Registry, "registry")
    lapsing = held.lapsing(first, last)
    alt = altair()
    months = [_month(month.days.first, own) for month in lapsing]
    ends: list[Record] = [
        {"month": month, "kind": star_words(stars, own), "number": number, "order": stars}
        for month, ending in zip(months, lapsing, strict=True)
        for stars, number in ending.by_stars.items()
    ]
    windows = _windows(held, lapsing.days, own)
    shade: list[Record] = [
        {"month": month, "kind": _WORDS["window"](own), "number": windows[month]}
        for month in months
    ]
    kinds = {star_words(stars, own): STARS[stars] for stars in (3, 4, 5)}
    kinds[_WORDS["window"](own)] = _SHADE
    color = alt.Color(
        "kind:N",
        title=None,
        scale=alt.Scale(domain=list(kinds), range=list(kinds.values())),
        legend=alt.Legend(orient="bottom", columns=4),
    )
    x = alt.X("month:O", sort=months, title=_WORDS["month"](own), axis=alt.Axis(labelAngle=-60))
    highest = max([1, *windows.values(), *(len(month.recognitions) for month in lapsing)])
    y = alt.Y(
        "number:Q",
        title=_WORDS["number"](own),
        axis=alt.Axis(tickMinStep=1, format=",d"),
        scale=alt.Scale(domain=[0, highest * 1.12], nice=False),
    )
    layers = [
        alt.Chart(alt.Data(values=shade))
        .mark_bar(width=alt.RelativeBandSize(1))
        .encode(x=x, y=y, color=color),
        alt.Chart(alt.Data(values=ends))
        .mark_bar(width=alt.RelativeBandSize(0.6), stroke="white", strokeWidth=0.5)
        .encode(x=x, y=y, color=color, order=alt.Order("order:Q")),
    ]
    if marked is not None and _month(marked, own) in months:
        today = [{"month": _month(marked, own), "words": in_words(marked, own)}]
        rule = alt.Chart(alt.Data(values=today)).encode(x=alt.X("month:O", sort=months))
        layers.append(rule.mark_rule(strokeDash=[4, 3], color="#b30000", strokeWidth=1.5))
        text = rule.mark_text(align="left", dx=5, dy=8, color="#b30000", fontSize=11)
        layers.append(text.encode(text="words:N", y=alt.value(0)))
    number = sum(len(month.recognitions) for month in lapsing)
    days = (_month(day, own) for day in (lapsing.days.first, lapsing.days.last))
    may_end = sum(len(month.may_end) for month in lapsing)
    return styled(
        alt.layer(*layers).properties(width=max(360, 22 * len(months)), height=280),
        own,
        _WORDS["title"](own),
        _WORDS["days"](own).format(*days, decimal(number, own)),
        *([_WORDS["may_end"](own).format(decimal(may_end, own))] if may_end else []),
    )


def _month(day: date, lang: Lang) -> str:
    return f"{day:%m}/{day.year:04d}" if lang == "vi" else day.isoformat()[: len("2026-01")]


def _windows(registry: Registry, days: DateRange, lang: Lang) -> Counter[str]:
    """Month → how many certificates have their window open in it."""
    counts: Counter[str] = Counter()
    until = add_months(days.last, _AHEAD) if days.last.year < date.max.year else days.last
    for month in registry.lapsing(days.first, until):
        for recognition in month.recognitions:
            certificate = registry.certificate(recognition)
            try:
                window = None if certificate is None else certificate.filing_window
            except NotRegulated:
                continue
            if window is not None:
                counts.update(_months(window, lang))
    return counts


def _months(days: DateRange, lang: Lang) -> list[str]:
    """The months that days touch."""
    day, months = days.first.replace(day=1), list[str]()
    while day <= days.last:
        months.append(_month(day, lang))
        day = add_months(day, 1)
    return months
