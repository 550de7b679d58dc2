"""The points of a scorecard, criterion by criterion."""

from __future__ import annotations

from typing import Any

from ocop.argument import checked
from ocop.errors import checked_lang
from ocop.pictures._altair import SIGNS, altair, label_axis, star_words, styled, wrapped
from ocop.scoring.rubric.line import Line
from ocop.scoring.scorecard import Scorecard
from ocop.shown.record import Record
from ocop.text import Label
from ocop.words import Lang

__all__ = ["points"]

_WORDS = {
    "part": Label("Phần {}: {}", "Part {}: {}"),
    "points": Label("Điểm", "Points"),
    "held": Label("điểm đạt", "points held"),
    "most": Label("điểm tối đa", "maximum"),
    "minima": Label(
        "● mức tối thiểu (dấu *) đã đạt; × chưa đạt, kèm hạng bị giữ lại",
        "● star minimum met; × missed, with the rank that it withholds",
    ),
}
_HELD, _MOST, _MISSED, _MET = "#3182bd", "#e3e3e3", "#b30000", "#08306b"


def points(card: Scorecard, *, lang: str = "vi") -> Any:  # noqa: ANN401 - a chart of Altair
    """A bar a criterion, part by part: what was earned of what can be, with the star minima.

    Args:
        card: The scorecard.
        lang: ``"vi"`` or ``"en"``.

    Raises:
        InputError: no scorecard, or another language.
        MissingExtra: without the extra ``ocop[notebook]``.
    """
    own = checked_lang(lang)
    lines_ = checked(card, Scorecard, "card").lines
    alt = altair()
    widest = max(line.criterion.maximum for line in lines_)
    parts = [
        _part(
            [line for line in lines_ if line.criterion.part == part],
            _WORDS["part"](own).format(part, score),
            widest,
            own,
        )
        for part, score in card.parts.items()
    ]
    told = card.explain(own)
    return styled(
        alt.vconcat(*parts, spacing=18),
        own,
        card.rubric.title(own),
        *told.reasons[:1],
        _WORDS["minima"](own),
    )


def _part(own: list[Line], title: str, widest: int, lang: Lang) -> Any:  # noqa: ANN401 - a chart
    alt = altair()
    names = {line.criterion.no: _name(line, lang) for line in own}
    bars: list[Record] = []
    marks: list[Record] = []
    for line in own:
        name, criterion = names[line.criterion.no], line.criterion
        bars += [
            {"name": name, "kind": _WORDS["most"](lang), "points": criterion.maximum},
            {"name": name, "kind": _WORDS["held"](lang), "points": line.points},
        ]
        missed = {minimum.stars for minimum in line.missed}
        marks += [
            {
                "name": name,
                "points": option.points,
                "words": _mark(option.min_star, lang, missed=option.min_star in missed),
                "missed": option.min_star in missed,
            }
            for option in criterion.options
            if option.min_star is not None
        ]
    y = alt.Y(
        "name:N",
        sort=list(names.values()),
        title=None,
        axis=label_axis(minExtent=290),
    )
    x = alt.X(
        "points:Q",
        title=_WORDS["points"](lang),
        stack=None,
        scale=alt.Scale(domain=[0, widest * 1.15], nice=False),
        axis=alt.Axis(tickMinStep=1, format="d"),
    )
    kinds = [_WORDS["held"](lang), _WORDS["most"](lang)]
    chart = alt.layer(
        alt.Chart(alt.Data(values=bars))
        .mark_bar(height=13)
        .encode(
            y=y,
            x=x,
            color=alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=kinds, range=[_HELD, _MOST]),
                legend=alt.Legend(orient="bottom"),
            ),
        ),
        alt.Chart(alt.Data(values=marks))
        .mark_text(align="left", baseline="bottom", dx=-5, dy=-5, fontSize=10)
        .encode(
            y=y,
            x="points:Q",
            text="words:N",
            color=alt.condition("datum.missed", alt.value(_MISSED), alt.value(_MET)),
        ),
    )
    heading = alt.TitleParams(text=title, anchor="start", fontSize=12)
    return chart.properties(width=340, height=alt.Step(32), title=heading)


def _mark(stars: int, lang: Lang, *, missed: bool) -> str:
    return f"{SIGNS['missed' if missed else 'met']} {star_words(stars, lang)}"


def _name(line: Line, lang: Lang) -> str:
    return wrapped(f"{line.criterion.no} {line.criterion.label(lang)}", lang)
