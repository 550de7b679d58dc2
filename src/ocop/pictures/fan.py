"""How a target may go: a forecast as a fan, beside its bound, a straight line and doing nothing."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import attrs

from ocop.argument import checked
from ocop.errors import InputError, checked_lang
from ocop.pictures._altair import altair, styled
from ocop.scenarios.assumptions.assumptions import Assumptions
from ocop.scenarios.forecast.chance import Chance
from ocop.scenarios.forecast.forecast import Forecast
from ocop.shown.record import Record
from ocop.targets.plan.bound_words import bound_words
from ocop.targets.plan.series import Series
from ocop.targets.plan.target import is_share
from ocop.targets.snapshot.figure import Number
from ocop.text import Label
from ocop.words import Lang, percent

__all__ = ["fan"]

_WORDS = {
    "expected": Label("Kỳ vọng", "Expected"),
    "past": Label("Đã đạt đến nay", "So far"),
    "nothing": Label(
        "Không công nhận lại, không có sản phẩm mới", "Nothing renewed, no new product"
    ),
    "straight": Label("Tiến độ đều", "A straight line"),
    "bands": Label("Dải đậm: 50 % khả năng; dải nhạt: 90 %", "Dark band: 50 %; light band: 90 %"),
    "bound": Label("Kế hoạch: {}; khả năng đạt: {}", "Bound: {}; chance to meet it: {}"),
    "suppose": Label("Giả định: {}", "Assumed: {}"),
    "day": Label("Tháng", "Month"),
    "unknown": Label("chưa biết", "unknown"),
}
#: Fields whose assumptions stand below the title.
_TOLD = ("renewal", "delay", "upgrade", "withdrawal", "new_per_month", "new_per_round")
_SHARES = (5, 25, 50, 75, 95)
_LINES = {"past": "#111111", "expected": "#08519c", "straight": "#636363", "nothing": "#b35806"}
_DASHES = {"past": [1, 0], "expected": [1, 0], "straight": [2, 3], "nothing": [7, 4]}


def fan(forecast: Forecast, target: str, *, history: Series | None = None, lang: str = "vi") -> Any:  # noqa: ANN401 - a chart of Altair
    """The values that a target may have over time, with how likely they are.

    Of a count the bands are exact; a share has them where runs were drawn.

    Args:
        forecast: From :meth:`ocop.Plan.forecast`.
        target: The id of the target.
        history: What the target came to before, from :meth:`ocop.Plan.series` of the same plan.
        lang: ``"vi"`` or ``"en"``.

    Raises:
        InputError: no forecast, a target that is not forecast, the history of another plan, or
            another language.
        MissingExtra: without the extra ``ocop[notebook]``; as :meth:`Forecast.fan`.
        NotFoundError: there is no such target; it names the nearest.
    """
    own = checked_lang(lang)
    held = checked(forecast, Forecast, "forecast")
    of = held.plan.target(target)
    expected = _expected(held, target)
    chance = held.chance(target)
    bound = of.at_least if of.at_least is not None else of.at_most
    if bound is None or not expected:
        raise InputError.of("not-forecast", "target", given=target, reason=chance.reason)
    alt = altair()
    nothing = attrs.evolve(
        held,
        assumptions=Assumptions(stock_issued=held.assumptions.stock_issued),
        runs=0,
        seed=None,
    )
    first, *_ = expected
    past = [] if history is None else _past(history, held, target)
    series = {
        "past": past,
        "expected": expected,
        "straight": [first, (of.by, bound)],
        "nothing": _expected(nothing, target),
    }
    points: list[Record] = [
        {"day": _at(day), "line": _WORDS[line](own), "value": float(value)}
        for line, pairs in series.items()
        for day, value in pairs
    ]
    x = alt.X(
        "day:T",
        title=_WORDS["day"](own),
        axis=alt.Axis(format="%m/%Y" if own == "vi" else "%Y-%m", labelAngle=-45, tickCount=12),
    )
    y = alt.Y(
        "value:Q",
        title=None,
        axis=alt.Axis(format="%" if is_share(of.measure) else ",d"),
        scale=alt.Scale(zero=True),
    )
    names = [_WORDS[line](own) for line in _LINES if line != "past" or past]
    legend = alt.Legend(orient="bottom", columns=1, symbolSize=300, symbolStrokeWidth=2)
    line = (
        alt.Chart(alt.Data(values=points))
        .mark_line(strokeWidth=2)
        .encode(
            x=x,
            y=y,
            color=alt.Color(
                "line:N",
                title=None,
                scale=alt.Scale(domain=names, range=[*_LINES.values()][-len(names) :]),
                legend=legend,
            ),
            strokeDash=alt.StrokeDash(
                "line:N",
                title=None,
                scale=alt.Scale(domain=names, range=[*_DASHES.values()][-len(names) :]),
                legend=legend,
            ),
        )
    )
    bands = _bands(held, target)
    layers = [
        alt.Chart(alt.Data(values=bands))
        .mark_area(color="#3182bd", opacity=opacity)
        .encode(x=x, y=alt.Y(f"{low}:Q"), y2=alt.Y2(f"{high}:Q"))
        for low, high, opacity in (("p5", "p95", 0.18), ("p25", "p75", 0.3))
        if bands
    ]
    aim = alt.Chart(alt.Data(values=[{"value": float(bound)}])).mark_rule(color="#111")
    layers.append(aim.encode(y="value:Q"))
    return styled(
        alt.layer(*layers, line).properties(width=520, height=300),
        own,
        f"{held.plan.title(own)}: {of.label(own)}",
        _WORDS["bound"](own).format(bound_words(of, own), _chance(chance, own)),
        *([_WORDS["bands"](own)] if bands else []),
        _WORDS["suppose"](own).format(_supposed(held, own)),
    )


def _expected(forecast: Forecast, target: str) -> list[tuple[date, Number]]:
    steps = ((step.on, step.values[target]) for step in forecast.expected)
    return [(day, value) for day, value in steps if value is not None]


def _past(history: Series, forecast: Forecast, target: str) -> list[tuple[date, Number]]:
    """What the target came to, up to the first day of the forecast."""
    held, plan = checked(history, Series, "history"), forecast.plan
    if held.plan != plan.id:
        raise InputError.of("of-another-plan", "history", given=held.plan, wanted=plan.id)
    return [
        (row.on, row.outcome.value)
        for row in held.of(target)
        if row.outcome.value is not None and row.on <= forecast.on
    ]


def _bands(forecast: Forecast, target: str) -> list[Record]:
    """A record a step with its quantiles; none where a value is not known."""
    names = [f"p{share}" for share in _SHARES]
    return [
        {"day": _at(step.on), **dict(zip(names, map(float, known), strict=True))}
        for step in forecast.fan(target, _SHARES)
        if len(known := [value for value in step.values if value is not None]) == len(names)
    ]


def _at(day: date) -> str:
    """A day at noon, which no time zone turns into another."""
    return f"{day.isoformat()}T12:00"


def _chance(chance: Chance, lang: Lang) -> str:
    return (
        _WORDS["unknown"](lang)
        if chance.value is None
        else percent(Fraction(str(chance.value)), lang)
    )


def _supposed(forecast: Forecast, lang: Lang) -> str:
    """What is supposed, but for what is said of no rank."""
    said = forecast.assumptions.rows(lang)
    told = [
        f"{row.what}: {row.value}"
        for row in said
        if row.field in _TOLD and getattr(forecast.assumptions, row.field)
    ]
    return "; ".join(told) or _WORDS["nothing"](lang)
