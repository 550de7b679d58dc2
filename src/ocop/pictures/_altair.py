"""Altair, loaded when a picture is drawn, and how every picture looks."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

from ocop.errors import MissingExtra
from ocop.words import Lang

__all__ = ["SIGNS", "STARS", "altair", "label_axis", "star_words", "styled", "wrapped"]

#: Fonts that have all Vietnamese letters; the first that is there is taken.
_FONTS = "Arial, Liberation Sans, DejaVu Sans, sans-serif"
#: A light to a dark blue, which print apart in grey too.
STARS = {1: "#eff3ff", 2: "#c6dbef", 3: "#9ecae1", 4: "#3182bd", 5: "#08306b"}
#: How a target or a minimum stands, in letters that those fonts all have.
SIGNS = {"met": "●", "open": "○", "missed": "×", "unknown": "?"}
_LOCALES = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " đ"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", " VND"]},
}
#: Letters of a label on one line.
_MOST = 46


def altair() -> Any:  # noqa: ANN401 - a module that need not be there
    """The module.

    Raises:
        MissingExtra: without the extra ``ocop[notebook]``.
    """
    try:
        import altair as alt  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtra.of("pictures-missing") from None
    return alt


def styled(chart: Any, lang: Lang, title: str, *remarks: str) -> Any:  # noqa: ANN401 - a chart
    """The chart with its title, on white, its numbers as the language writes them."""
    alt = altair()
    heading = alt.TitleParams(
        text=wrap(_plain(title, lang), 2 * _MOST),
        subtitle=[line for one in remarks for line in wrap(_plain(one, lang), 2 * _MOST)],
        anchor="start",
        fontSize=15,
        subtitleFontSize=12,
        subtitleColor="#444",
        offset=12,
    )
    return chart.properties(title=heading).configure(
        font=_FONTS,
        background="white",
        padding=14,
        locale={"number": _LOCALES[lang]},
        axis={"labelFontSize": 11, "titleFontSize": 12, "labelLimit": 420, "gridColor": "#eee"},
        legend={"labelFontSize": 11, "titleFontSize": 12, "labelLimit": 300},
        view={"stroke": None},
    )


def wrapped(text: str, lang: Lang) -> str:
    """A label with the breaks at which :func:`label_axis` starts a new line."""
    return "\n".join(wrap(_plain(text, lang), _MOST))


def _plain(text: str, lang: Lang) -> str:
    """A text without the sign of a star, which few fonts have beside Vietnamese letters."""
    return text.replace("★", " sao" if lang == "vi" else " stars")


def label_axis(**more: Any) -> Any:  # noqa: ANN401 - an axis, with what else is set of it
    """An axis of long labels, each beside the middle of its row."""
    several = "length(split(datum.label, '\\n'))"
    offset = {"condition": [{"test": f"{several} > {n}", "value": -6 * n} for n in (2, 1)]}
    return altair().Axis(
        labelExpr="split(datum.label, '\\n')",
        labelLineHeight=12,
        labelOffset={**offset, "value": 0},
        ticks=False,
        **more,
    )


def star_words(stars: int, lang: Lang) -> str:
    """A rank as a legend says it."""
    if lang == "vi":
        return f"{stars} sao"
    return f"{stars} star" if stars == 1 else f"{stars} stars"
