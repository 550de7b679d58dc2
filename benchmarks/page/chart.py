"""The pictures of the page, each with the digest of what it was drawn from."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from benchmarks.page.language import Language
from benchmarks.run import Run
from ocop.pictures._altair import altair, styled
from ocop.pictures.image import svg
from ocop.words import Lang

Rows = list[dict[str, Any]]


def growth(runs: Sequence[Run], say: Language) -> Rows:
    """Seconds by the number of sheets, of the newest run."""
    run = runs[-1]
    return [
        {"who": say.name(run.name_of(one.id)), "sheets": one.sheets, "seconds": one.seconds}
        for one in run.points
        if one.seconds is not None
    ]


def memory(runs: Sequence[Run], say: Language) -> Rows:
    """Memory by the number of sheets, of the newest run, beside the input."""
    return [
        {"who": say.name(who), "sheets": one.sheets, "MB": value}
        for one in runs[-1].points
        if one.memory is not None
        for who, value in (("ocop.frames on polars", one.memory), ("the input", one.given))
    ]


def margins(runs: Sequence[Run], say: Language) -> Rows:
    """How many times what is promised the races give, run by run on the newest kind of machine."""
    return [
        {
            "run": f"{say.day(run.on)} ({run.version})",
            "race": f"{one.ours} / {one.other}",
            "margin": one.ratio / one.least,
        }
        for run in runs
        if run.machine == runs[-1].machine
        for one in run.outcomes
        if one.least is not None and one.sheets == max(each.sheets for each in run.outcomes)
    ]


def _growth(rows: Rows, say: Language) -> Any:
    alt = altair()
    axis = alt.Y("seconds:Q", title=say("axis_seconds"), **_powers(rows, "seconds"))
    return styled(_lines(rows, "who", axis, say), say.lang, say("growth_title"))


def _memory(rows: Rows, say: Language) -> Any:
    alt = altair()
    lines = _lines(rows, "who", alt.Y("MB:Q", **_powers(rows, "MB")), say)
    return styled(lines, say.lang, say("memory_title"))


def _margins(rows: Rows, say: Language) -> Any:
    alt = altair()
    axis = alt.Y("margin:Q", title=say("times_promised"), **_powers(rows, "margin"))
    across = alt.X("run:O", title=None, axis=alt.Axis(labelAngle=0))
    rule = alt.Chart(alt.Data(values=[{"margin": 1}])).mark_rule(strokeDash=[4, 3])
    chart = alt.layer(rule.encode(y="margin:Q"), _lines(rows, "race", axis, say, across))
    return styled(chart, say.lang, say("history_title"), say("above_one"))


def _lines(rows: Rows, kind: str, y: Any, say: Language, x: Any = None) -> Any:
    alt = altair()
    if x is None:
        axis = alt.Axis(format="~s", values=sorted({row["sheets"] for row in rows}))
        x = alt.X(
            "sheets:Q", title=say("sheets"), scale=alt.Scale(type="log", nice=False), axis=axis
        )
    kinds = list(dict.fromkeys(row[kind] for row in rows))
    colour = alt.Color(
        f"{kind}:N",
        sort=kinds,
        title=None,
        scale=alt.Scale(scheme="tableau10" if len(kinds) <= 10 else "tableau20"),
        legend=alt.Legend(columns=1, symbolLimit=0),
    )
    points = alt.OverlayMarkDef(size=24)
    chart = alt.Chart(alt.Data(values=rows)).mark_line(point=points, strokeWidth=1.5)
    return chart.encode(x=x, y=y, color=colour).properties(width=420, height=300)


def _powers(rows: Rows, field: str) -> dict[str, Any]:
    """A logarithmic axis with the powers of ten alone."""
    alt = altair()
    values = [row[field] for row in rows if row[field] > 0] or [1]
    first, last = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    ticks = [10.0**power for power in range(first, last + 1)]
    scale = alt.Scale(type="log", domain=[ticks[0], max(ticks[-1], 10 * ticks[0])])
    return {"scale": scale, "axis": alt.Axis(format="~g", values=ticks)}


#: Name of the file → its rows, and what draws them.
PICTURES: Mapping[
    str, tuple[Callable[[Sequence[Run], Language], Rows], Callable[[Rows, Language], Any]]
] = {
    "growth": (growth, _growth),
    "memory": (memory, _memory),
    "history": (margins, _margins),
}


def digest(rows: Rows) -> str:
    """Of what a picture is drawn from, as it stands in its file."""
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:16]


def drawn(name: str, runs: Sequence[Run], lang: Lang = "en") -> str:
    """The file of a picture."""
    rows_of, draw = PICTURES[name]
    say = Language(lang)
    rows = rows_of(runs, say)
    image = svg(draw(rows, say))
    return f"{image.rstrip()}\n<!-- drawn from {digest(rows)} -->\n"
