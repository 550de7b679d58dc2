"""A table of two levers as a picture: what comes of every pair, and where a bound is reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from ocop.argument import checked_items
from ocop.errors import Faults, checked_lang
from ocop.pictures._altair import altair, styled
from ocop.shown.record import Record
from ocop.text import Label
from ocop.words import decimal, in_words, percent

__all__ = ["heat"]

_WORDS = {
    "bound": Label("Đường đậm: từ đó đạt {}", "Heavy line: from there on {} is reached"),
    "never": Label("Không ô nào đạt {}", "No pair reaches {}"),
    "all": Label("Ô nào cũng đạt {}", "Every pair reaches {}"),
}
#: Orange below the bound, blue from it on.
_COLOURS = ["#eb9a3d", "#fee0b6", "#f7f7f7", "#b2d2ea", "#5e9bd0"]
_Number = int | float | Fraction
_Grid = dict[tuple[_Number, _Number], _Number | None]


def heat(
    rows: Iterable[Mapping[str, Any]],
    *,
    x: str,
    y: str,
    value: str,
    bound: _Number,
    titles: tuple[str, str, str],
    lang: str = "vi",
    shares: Iterable[str] = (),
) -> Any:  # noqa: ANN401 - a chart of Altair
    """What comes of every pair of two levers, such as renewal and newcomers, with a contour.

    Args:
        rows: Records, such as ``to_records()`` of a comparison gives; one for every pair.
        x: Under which key the lever is that goes to the right.
        y: Under which key the lever is that goes up.
        value: Under which key what comes of them is; None where it is not known.
        bound: From where on it is enough.
        titles: Of the picture, of ``x`` and of ``y``.
        lang: ``"vi"`` or ``"en"``, for numbers and what is said of the bound.
        shares: Which of the three are shares, to be written as percentages.

    Raises:
        InputError: rows that lack a key or hold no number, a pair twice, or another language.
        MissingExtra: without the extra ``ocop[notebook]``.
    """
    own = checked_lang(lang)
    grid = _read(rows, (x, y, value))
    as_shares = frozenset(shares)

    def words(key: str, number: _Number) -> str:
        exact = Fraction(str(number))  # a float as it is written
        if key in as_shares:
            return percent(exact, own)
        return decimal(exact, own, 1) if key == value else in_words(exact, own)

    xs, ys = (sorted({pair[n] for pair in grid}) for n in (0, 1))
    cells: list[Record] = [
        {
            "x": words(x, one),
            "y": words(y, other),
            "value": None if number is None else float(number),
            "words": "?" if number is None else words(value, number),
        }
        for (one, other), number in grid.items()
    ]
    alt = altair()
    ends = [float(number) for number in grid.values() if number is not None] or [0.0]
    low, high = min(*ends, float(bound)), max(*ends, float(bound))
    middle = float(bound)
    domain = [low, (low + middle) / 2, middle, (middle + high) / 2, high]
    x_ = {"sort": [words(x, one) for one in xs], "title": titles[1]}
    y_ = {"sort": [words(y, one) for one in reversed(ys)], "title": titles[2]}
    base = alt.Chart(alt.Data(values=cells)).encode(
        x=alt.X("x:O", axis=alt.Axis(labelAngle=0), **x_), y=alt.Y("y:O", **y_)
    )
    colour = alt.Color(
        "value:Q", scale=alt.Scale(domain=domain, range=_COLOURS, clamp=True), legend=None
    )
    layers = [
        base.mark_rect(stroke="white").encode(color=colour),
        base.mark_text(fontSize=12).encode(text="words:N"),
    ]
    for side, edges in _edges(grid, xs, ys, bound).items():
        lines = [{"x": words(x, one), "y": words(y, other)} for one, other in edges]
        rule = alt.Chart(alt.Data(values=lines)).mark_rule(strokeWidth=3, color="#111")
        across = side == "below"
        layers.append(
            rule.encode(
                x=alt.X("x:O", bandPosition=0, **x_),
                y=alt.Y("y:O", bandPosition=1 if across else 0, **y_),
                **(
                    {"x2": alt.X2("x", bandPosition=1)}
                    if across
                    else {"y2": alt.Y2("y", bandPosition=1)}
                ),
            )
        )
    met = {_met(number, bound) for number in grid.values()}
    key = "bound" if len(met) > 1 else "all" if True in met else "never"
    chart = alt.layer(*layers).properties(width=alt.Step(64), height=alt.Step(34))
    return styled(chart, own, titles[0], _WORDS[key](own).format(words(value, bound)))


def _met(number: _Number | None, bound: _Number) -> bool:
    return number is not None and number >= bound


def _read(rows: Iterable[Mapping[str, Any]], keys: tuple[str, str, str]) -> _Grid:
    """What comes of each pair.

    Raises:
        InputError: every fault.
    """
    faults = Faults()
    grid: _Grid = {}
    for n, row in enumerate(checked_items(rows, "rows")):
        if not isinstance(row, Mapping):
            faults.add("not-a-table", "rows", n, given=row)
            continue
        one, other, number = (_number(row, key, faults, n, none=key == keys[2]) for key in keys)
        if one is not None and other is not None:
            if (one, other) in grid:
                faults.add("stands-twice", "rows", n, given=f"{one}, {other}")
            grid[one, other] = number
    if not grid and not faults.found:
        faults.add("empty", "rows")
    faults.raise_if_any()
    return grid


def _number(
    row: Mapping[str, Any], key: str, faults: Faults, n: int, *, none: bool
) -> _Number | None:
    if key not in row:
        faults.add("missing", "rows", n, key)
        return None
    number = row[key]
    if none and number is None:
        return None
    if isinstance(number, int | float | Fraction) and not isinstance(number, bool):
        return number
    faults.add("not-a-number", "rows", n, key, given=number)
    return None


def _edges(
    grid: _Grid, xs: list[_Number], ys: list[_Number], bound: _Number
) -> dict[str, list[tuple[_Number, _Number]]]:
    """The cells at whose left and lower side it changes whether the bound is reached."""

    def changes(one: tuple[_Number, _Number], other: tuple[_Number, _Number]) -> bool:
        known = one in grid and other in grid
        return known and _met(grid[one], bound) != _met(grid[other], bound)

    return {
        "left": [
            (right, at)
            for left, right in pairwise(xs)
            for at in ys
            if changes((left, at), (right, at))
        ],
        "below": [
            (at, upper)
            for lower, upper in pairwise(ys)
            for at in xs
            if changes((at, lower), (at, upper))
        ],
    }
