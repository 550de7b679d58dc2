"""Series of a plan as tables and as records."""

from __future__ import annotations

from ocop.shown.record import Record, exactly
from ocop.shown.table import State, Table, TableRow, column, row
from ocop.targets._words import WORDS
from ocop.targets.plan.bound_words import bound_words, value_words
from ocop.targets.plan.measure import MilestoneDone
from ocop.targets.plan.outcome import OutcomeStatus
from ocop.targets.plan.series import Series, SeriesRow
from ocop.targets.plan.target import Target
from ocop.targets.snapshot.figure import Number
from ocop.text import Label
from ocop.words import Lang, in_words

__all__ = ["series_records", "series_table"]

_DAY = Label("Ngày", "Day")
_HEADS = (
    _DAY,
    WORDS["value"],
    Label("Đường thẳng", "Straight line"),
    Label("Hơn, kém", "Ahead"),
    Label("Đến hạn, nếu không công nhận lại", "On its day, none renewed"),
    WORDS["status"],
)
#: The columns of words.
_WORDED = (_DAY, WORDS["status"])
_CAPTION = Label("{}, theo thời gian", "{}, over time")
_STATES: dict[OutcomeStatus, State] = {
    OutcomeStatus.MET: "met",
    OutcomeStatus.MISSED: "missed",
    OutcomeStatus.OPEN: "open",
    OutcomeStatus.UNKNOWN: "unknown",
}


def series_table(series: Series, lang: Lang) -> Table:
    """A table a target, with its days, one below the other."""
    targets = dict.fromkeys(one.outcome.target for one in series.rows)
    return Table(
        caption=_CAPTION(lang).format(series.title(lang)),
        lang=lang,
        below=tuple(_of_target(series, target, lang) for target in targets),
    )


def _of_target(series: Series, target: Target, lang: Lang) -> Table:
    return Table(
        caption=f"{target.label(lang)}: {bound_words(target, lang)}",
        lang=lang,
        columns=tuple(column(head(lang), number=head not in _WORDED) for head in _HEADS),
        rows=tuple(_row(one, lang) for one in series.of(target.id)),
    )


def _row(one: SeriesRow, lang: Lang) -> TableRow:
    outcome, target, pace = one.outcome, one.outcome.target, one.outcome.pace
    return row(
        in_words(one.on, lang),
        _value(outcome.value, target, lang),
        _value(None if pace is None else pace.expected, target, lang),
        _value(None if pace is None else pace.ahead, target, lang),
        _value(one.still, target, lang),
        outcome.status.label(lang),
        state=_STATES[outcome.status],
    )


def _value(value: Number | bool | None, target: Target, lang: Lang) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return WORDS["done" if value else "not_done"](lang)
    return value_words(value, target, lang)


def series_records(series: Series, lang: Lang) -> list[Record]:
    """A record a day and target."""
    return [_record(series, one, lang) for one in series.rows]


def _record(series: Series, one: SeriesRow, lang: Lang) -> Record:
    outcome, target, pace = one.outcome, one.outcome.target, one.outcome.pace
    milestone = isinstance(target.measure, MilestoneDone)
    return {
        "plan": series.plan,
        "on": one.on,
        "target": target.id,
        "label": target.label(lang),
        "by": target.by,
        "status": str(outcome.status),
        "done": bool(outcome.value) if milestone and outcome.value is not None else None,
        **exactly("value", None if milestone else outcome.value),
        **exactly("at_least", target.at_least),
        **exactly("at_most", target.at_most),
        **exactly("line", None if pace is None else pace.expected),
        **exactly("ahead", None if pace is None else pace.ahead),
        **exactly("still", one.still),
        "as_of": outcome.as_of,
    }
