"""Forecasts as tables and as records."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from ocop.scenarios.forecast._steps import ending_by
from ocop.scenarios.forecast.chance import Chance
from ocop.scenarios.forecast.forecast import Forecast
from ocop.scenarios.forecast.step import ForecastStep
from ocop.shown.record import Record, exactly
from ocop.shown.table import Table, TableRow, column, facts, row
from ocop.targets._words import WORDS, stars_words
from ocop.targets.plan.bound_words import bound_words, value_words
from ocop.targets.plan.target import Target
from ocop.targets.snapshot._shown import source_words
from ocop.targets.where import STARS
from ocop.text import Label
from ocop.words import Lang, decimal, in_words, percent

__all__ = ["forecast_records", "forecast_table"]

#: The percentages of the fan in a record.
_SHARES = (5, 25, 50, 75, 95)

_WORDS = {
    "caption": Label("Dự báo: {}, từ {} đến {}", "Forecast: {}, from {} to {}"),
    "rules": Label("Quy định", "Rules"),
    "law": Label(
        "pháp luật hiện hành, cách hiểu mặc định", "the law as it stands, by default readings"
    ),
    "runs": Label("Mô phỏng", "Runs"),
    "seed": Label("{} lượt, hạt giống {}", "{}, seed {}"),
    "now": Label("Ngày đầu", "First day"),
    "then": Label("Kỳ vọng đến hạn", "Expected on its day"),
    "chance": Label("Khả năng đạt", "Chance"),
    "all": Label("Tất cả cùng đạt", "All together"),
    "expected": Label("Kỳ vọng theo thời gian", "Expected over time"),
    "day": Label("Ngày", "Day"),
    "in_force": Label("Còn hiệu lực", "In force"),
    "new": Label("Mới", "New"),
    "renewed": Label("Công nhận lại", "Recognised again"),
    "lapsing": Label("Hết thời hạn", "Lapsing"),
    "ending": Label("Hết thời hạn trước hạn", "Ending by then"),
    "upgraded": Label("Nâng hạng", "Upgraded"),
    "withdrawn": Label("Thu hồi", "Withdrawn"),
    "left_out": Label(
        "không gồm {} chỉ tiêu không dự báo", "{} targets that are not forecast apart"
    ),
    "by_part": Label(
        "kỳ vọng của tỷ lệ: phần kỳ vọng trên tổng thể kỳ vọng",
        "what is expected of a share: the expected part of the expected whole",
    ),
}
#: Below it a chance would be shown as none.
_LITTLE = 0.0001
_EVENTS = ("new", "renewed", "lapsing", "upgraded", "withdrawn")


def forecast_table(forecast: Forecast, lang: Lang) -> Table:
    """A forecast: its targets, and what is to be expected over time; what it rests on above."""
    plan = forecast.plan
    first, last = in_words(forecast.on, lang), in_words(forecast.until, lang)
    heads = (
        WORDS["target"],
        WORDS["bound"],
        _WORDS["now"],
        _WORDS["ending"],
        _WORDS["then"],
        _WORDS["chance"],
        WORDS["reason"],
    )
    return Table(
        caption=_WORDS["caption"](lang).format(plan.title(lang), first, last),
        lang=lang,
        facts=facts(_heads(forecast, lang)),
        columns=tuple(column(head(lang), number=head in heads[2:-1]) for head in heads),
        rows=tuple(_rows(forecast, lang)),
        notes=(_WORDS["by_part"](lang), *(note.label(lang) for note in forecast.notes)),
        below=(_over_time(forecast, lang),),
    )


def _heads(forecast: Forecast, lang: Lang) -> Iterator[tuple[str, str]]:
    """What a forecast rests on: the source, all that is supposed, the rules, the runs."""
    yield WORDS["source"](lang), source_words(forecast.snapshot, lang)
    plan = forecast.plan
    if plan.baseline_doubt is not None and forecast.snapshot == plan.baseline:
        yield WORDS["doubt"](lang).capitalize(), plan.baseline_doubt(lang)
    for said in forecast.assumptions.rows(lang):
        yield said.what, f"{said.value} [{said.source}]"
    rules = forecast.rules
    differing = [changes.title(lang) for changes in rules.changes]
    differing += [label(lang) for label in rules.readings.labels]
    yield _WORDS["rules"](lang), "\n".join(differing) or _WORDS["law"](lang)
    if forecast.runs:
        runs = decimal(forecast.runs, lang)
        yield _WORDS["runs"](lang), _WORDS["seed"](lang).format(runs, forecast.seed)


def _rows(forecast: Forecast, lang: Lang) -> Iterator[TableRow]:
    for target in forecast.plan.targets:
        chance = forecast.chance(target.id)
        now, then = (_value(forecast, target, day, lang) for day in (forecast.on, target.by))
        remarks = [] if chance.reason is None else [chance.reason(lang)]
        if target.doubt is not None:
            remarks.append(f"{WORDS['doubt'](lang)}: {target.doubt(lang)}")
        if target.taken is not None:
            remarks.append(f"{WORDS['taken'](lang)}: {target.taken.label(lang)}")
        yield row(
            target.label(lang),
            bound_words(target, lang),
            now,
            _ending(forecast, target, lang),
            then,
            _chance(chance, lang),
            "; ".join(remarks),
        )
    whole = forecast.chance()
    if whole.value is not None:
        left = len(whole.left_out)
        remark = _WORDS["left_out"](lang).format(left) if left else ""
        yield row(_WORDS["all"](lang), "", "", "", "", _chance(whole, lang), remark)


def _value(forecast: Forecast, target: Target, day: object, lang: Lang) -> str:
    value = next((step.values[target.id] for step in forecast.expected if step.on == day), None)
    return "" if value is None else value_words(value, target, lang)


def _ending(forecast: Forecast, target: Target, lang: Lang) -> str:
    ending = ending_by(forecast._scene, forecast._held(target.id))
    return "" if ending is None else decimal(ending, lang)


def _chance(chance: Chance, lang: Lang) -> str:
    if chance.value is None:
        return ""
    shown = percent(Fraction(chance.value), lang)
    if 0 < chance.value < _LITTLE:  # neither never nor surely
        shown = f"< {percent(Fraction(1, 10000), lang)}"
    elif 1 - _LITTLE < chance.value < 1:
        shown = f"> {percent(Fraction(9999, 10000), lang)}"
    if chance.way == "exact":
        return shown
    return f"{shown} ± {percent(Fraction(chance.error), lang)}"


def _over_time(forecast: Forecast, lang: Lang) -> Table:
    """What is to be expected at the ends of years, and on the first and the last day."""
    columns = [
        column(_WORDS["day"](lang)),
        column(_WORDS["in_force"](lang), number=True),
        *(column(stars_words(stars, lang), number=True) for stars in STARS),
        *(column(_WORDS[event](lang), number=True) for event in _EVENTS),
    ]
    rows = []
    since: list[ForecastStep] = []
    for step in forecast.expected:
        since.append(step)
        if step.on in {forecast.on, forecast.until} or (step.on.month, step.on.day) == (12, 31):
            numbers = [
                step.in_force,
                *(step.by_stars[stars] for stars in STARS),
                *(
                    sum((sum(getattr(each, event).values()) for each in since), Fraction())
                    for event in _EVENTS
                ),
            ]
            rows.append(row(in_words(step.on, lang), *(decimal(n, lang, 1) for n in numbers)))
            since = []
    return Table(
        caption=_WORDS["expected"](lang), lang=lang, columns=tuple(columns), rows=tuple(rows)
    )


def forecast_records(forecast: Forecast, lang: Lang) -> list[Record]:
    """A record a step and target, see :meth:`ocop.scenarios.Forecast.to_records`."""
    return list(_records(forecast, lang))


def _records(forecast: Forecast, lang: Lang) -> Iterator[Record]:
    """A record a step and target: what happens to all products, and the target's value."""
    for target in forecast.plan.targets:
        fans = {fan.on: fan for fan in forecast.fan(target.id, _SHARES)}
        for step in forecast.expected:
            record: Record = {
                "plan": forecast.plan.id,
                "on": step.on,
                "target": target.id,
                "label": target.label(lang),
                "by": target.by,
                **exactly("in_force", step.in_force),
            }
            for stars in STARS:
                record |= exactly(f"stars_{stars}", step.by_stars[stars])
            for event in _EVENTS:
                record |= exactly(event, sum(getattr(step, event).values(), Fraction()))
            record |= exactly("expected", step.values[target.id])
            fan = fans.get(step.on)
            values = (None,) * len(_SHARES) if fan is None else fan.values
            for share, value in zip(_SHARES, values, strict=True):
                record[f"p{share:02}"] = None if value is None else float(value)
            yield record
