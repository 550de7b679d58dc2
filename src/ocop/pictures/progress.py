"""How far the targets of a plan have come."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ocop.argument import checked
from ocop.errors import checked_lang
from ocop.pictures._altair import SIGNS, altair, label_axis, styled, wrapped
from ocop.shown.record import Record
from ocop.targets.plan.bound_words import value_words
from ocop.targets.plan.outcome import OutcomeStatus, TargetOutcome
from ocop.targets.plan.plan import PlanReport
from ocop.text import Label
from ocop.words import Lang

__all__ = ["progress"]

_WORDS = {
    "share": Label("Phần đã đạt của mức kế hoạch", "Share of the bound that is reached"),
    "line": Label("Vạch đứng: mức của tiến độ đều", "Upright tick: a straight line's pace"),
    "unknown": Label("chưa biết", "unknown"),
    "done": Label("đã xong", "done"),
    "not_done": Label("chưa xong", "not done"),
}
_COLOURS = {
    OutcomeStatus.MET: "#2b8a6f",
    OutcomeStatus.OPEN: "#6baed6",
    OutcomeStatus.MISSED: "#b35806",
    OutcomeStatus.UNKNOWN: "#bdbdbd",
}
#: A bar goes no further: what is reached three times over still leaves room for the others.
_MOST = Fraction(3, 2)
_WIDTH = 400


def progress(report: PlanReport, *, lang: str = "vi") -> Any:  # noqa: ANN401 - a chart of Altair
    """A bar a target: which share of its bound is reached, and where a straight line would be.

    What is unknown has no bar, and says so. A bar ends at 150 %; its numbers are beside it.

    Args:
        report: From :meth:`ocop.Plan.evaluate`.
        lang: ``"vi"`` or ``"en"``.

    Raises:
        InputError: no report, or another language.
        MissingExtra: without the extra ``ocop[notebook]``.
    """
    own = checked_lang(lang)
    outcomes = checked(report, PlanReport, "report").outcomes
    alt = altair()
    rows = [_row(outcome, own) for outcome in outcomes]
    labels = [row["target"] for row in rows]
    statuses = [status.label(own) for status in OutcomeStatus]
    y = alt.Y(
        "target:N",
        sort=labels,
        title=None,
        axis=label_axis(),
    )
    most = float(_MOST)
    x = alt.X(
        "reached:Q",
        title=_WORDS["share"](own),
        scale=alt.Scale(domain=[0, most]),
        axis=alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1, 1.25, 1.5]),
    )
    base = alt.Chart(alt.Data(values=rows)).encode(y=y)
    goal = alt.Chart(alt.Data(values=[{"goal": 1}])).mark_rule(color="#333", strokeDash=[4, 3])
    chart = alt.layer(
        base.mark_bar(height=14).encode(
            x=x,
            color=alt.Color(
                "status:N",
                title=None,
                scale=alt.Scale(
                    domain=[f"{SIGNS[s]} {s.label(own)}" for s in OutcomeStatus],
                    range=[_COLOURS[s] for s in OutcomeStatus],
                ),
                legend=alt.Legend(orient="bottom", columns=len(statuses)),
            ),
        ),
        goal.encode(x="goal:Q"),
        base.mark_tick(color="#111", thickness=2.5, size=22).encode(x="line:Q"),
        base.mark_text(align="left", dx=6, fontSize=11).encode(x=alt.value(_WIDTH), text="words:N"),
    )
    title, *remarks = report.explain(own).summary
    return styled(
        chart.properties(width=_WIDTH, height=alt.Step(42)),
        own,
        title,
        *remarks[:1],
        _WORDS["line"](own),
    )


def _row(outcome: TargetOutcome, lang: Lang) -> Record:
    target, value = outcome.target, outcome.value
    status = f"{SIGNS[outcome.status]} {outcome.status.label(lang)}"
    row: Record = {
        "target": wrapped(f"{SIGNS[outcome.status]} {target.label(lang)}", lang),
        "status": status,
        "reached": None,
        "line": None,
        "words": _WORDS["unknown"](lang),
    }
    bound = target.at_least if target.at_least is not None else target.at_most
    if isinstance(value, bool):
        row["words"] = _WORDS["done" if value else "not_done"](lang)
        row["reached"] = float(value)
    elif value is not None and bound:
        reached = min(Fraction(value) / bound, _MOST)
        row["reached"] = float(max(reached, Fraction()))
        row["words"] = " / ".join(value_words(each, target, lang) for each in (value, bound))
        if outcome.pace is not None and outcome.pace.expected is not None:
            row["line"] = float(min(outcome.pace.expected / bound, _MOST))
    return row
