"""The pictures of the page, each with the digest of what it was drawn from."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from benchmarks.run import Run
from ocop.pictures._altair import altair, styled
from ocop.pictures.image import svg

Rows = list[dict[str, Any]]


def growth(runs: Sequence[Run]) -> Rows:
    """Seconds by the number of sheets, of the newest run."""
    run = runs[-1]
    return [
        {"who": run.name_of(one.id), "sheets": one.sheets, "seconds": one.seconds}
        for one in run.points
        if one.seconds is not None
    ]


def memory(runs: Sequence[Run]) -> Rows:
    """Memory by the number of sheets, of the newest run, beside the input."""
    return [
        {"who": who, "sheets": one.sheets, "MB": value}
        for one in runs[-1].points
        if one.memory is not None
        for who, value in (("ocop.frames on polars", one.memory), ("the input", one.given))
    ]


def margins(runs: Sequence[Run]) -> Rows:
    """How many times what is promised the races give, run by run on the newest kind of machine."""
    return [
        {
            "run": f"{run.on} ({run.version})",
            "race": f"{one.ours} / {one.other}",
            "margin": one.ratio / one.least,
        }
        for run in runs
        if run.machine == runs[-1].machine
        for one in run.outcomes
        if one.least is not None and one.sheets == max(each.sheets for each in run.outcomes)
    ]


def _growth(rows: Rows) -> Any:
    alt = altair()
    lines = _lines(rows, "who", alt.Y("seconds:Q", **_powers(rows, "seconds")))
    return styled(lines, "en", "Seconds, by the number of sheets")


def _memory(rows: Rows) -> Any:
    alt = altair()
    lines = _lines(rows, "who", alt.Y("MB:Q", **_powers(rows, "MB")))
    return styled(lines, "en", "What a call takes in memory, in MB, by the number of sheets")


def _margins(rows: Rows) -> Any:
    alt = altair()
    axis = alt.Y("margin:Q", title="times what is promised", **_powers(rows, "margin"))
    across = alt.X("run:O", title=None, axis=alt.Axis(labelAngle=0))
    rule = alt.Chart(alt.Data(values=[{"margin": 1}])).mark_rule(strokeDash=[4, 3])
    chart = alt.layer(rule.encode(y="margin:Q"), _lines(rows, "race", axis, across))
    return styled(chart, "en", "Races beside what is promised, run by run", "Kept above 1.")


def _lines(rows: Rows, kind: str, y: Any, x: Any = None) -> Any:
    alt = altair()
    if x is None:
        axis = alt.Axis(format="~s", values=sorted({row["sheets"] for row in rows}))
        x = alt.X("sheets:Q", scale=alt.Scale(type="log", nice=False), axis=axis)
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
PICTURES: Mapping[str, tuple[Callable[[Sequence[Run]], Rows], Callable[[Rows], Any]]] = {
    "growth": (growth, _growth),
    "memory": (memory, _memory),
    "history": (margins, _margins),
}


def digest(rows: Rows) -> str:
    """Of what a picture is drawn from, as it stands in its file."""
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:16]


def drawn(name: str, runs: Sequence[Run]) -> str:
    """The file of a picture."""
    rows_of, draw = PICTURES[name]
    rows = rows_of(runs)
    image = svg(draw(rows))
    return f"{image.rstrip()}\n<!-- drawn from {digest(rows)} -->\n"
