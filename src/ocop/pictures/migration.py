"""From which rank to which products move under a change of rules."""

from __future__ import annotations

from typing import Any

from ocop.argument import checked
from ocop.errors import checked_lang
from ocop.pictures._altair import altair, star_words, styled
from ocop.scenarios.impact.result import Impact, Rank
from ocop.shown.record import Record
from ocop.text import Label
from ocop.words import Lang, decimal

__all__ = ["migration"]

_WORDS = {
    "title": Label(
        "Thay đổi hạng sao khi đổi quy định", "Ranks before and after a change of rules"
    ),
    "counts": Label(
        "{} phiếu: {} lên hạng (▲), {} xuống hạng (▼), {} giữ hạng, {} chưa biết",
        "{} sheets: {} up (▲), {} down (▼), {} unmoved, {} unknown",
    ),
    "before": Label("Trước", "Before"),
    "after": Label("Sau", "After"),
    "none": Label("không hạng", "no rank"),
    "unknown": Label("chưa biết", "unknown"),
    "up": Label("▲ lên hạng", "▲ up"),
    "down": Label("▼ xuống hạng", "▼ down"),
    "same": Label("giữ hạng", "unmoved"),
}
_COLOURS = {"up": "#7fcdbb", "down": "#fdae6b", "same": "#e6e6e6", "unknown": "#f7f7f7"}
_SIGNS = {"up": "▲ ", "down": "▼ ", "same": "", "unknown": "? "}


def migration(impact: Impact, *, lang: str = "vi") -> Any:  # noqa: ANN401 - a chart of Altair
    """How many products go from each rank to each; ranks that nobody has are left out.

    Args:
        impact: From :func:`ocop.impact`.
        lang: ``"vi"`` or ``"en"``.

    Raises:
        InputError: no impact, or another language.
        MissingExtra: without the extra ``ocop[notebook]``.
    """
    own = checked_lang(lang)
    held = checked(impact, Impact, "impact")
    alt = altair()
    used = [pair for pair, number in held.matrix.items() if number]
    ranks = [rank for rank in dict.fromkeys(_order(held)) if any(rank in pair for pair in used)]
    names = [_name(rank, own) for rank in ranks]
    rows = [rank for rank in ranks if rank != "unknown" or any(rank == one for one, _ in used)]
    columns = [rank for rank in ranks if rank != "unknown" or any(rank == one for _, one in used)]
    cells: list[Record] = [
        {
            "before": _name(before, own),
            "after": _name(after, own),
            "kind": _WORDS[_kind(before, after)](own),
            "words": f"{_SIGNS[_kind(before, after)]}{decimal(held.matrix[before, after], own)}",
            "number": held.matrix[before, after],
        }
        for before in rows
        for after in columns
    ]
    base = alt.Chart(alt.Data(values=cells)).encode(
        x=alt.X(
            "after:N",
            sort=names,
            title=_WORDS["after"](own),
            axis=alt.Axis(orient="top", labelAngle=0, ticks=False, domain=False),
        ),
        y=alt.Y(
            "before:N",
            sort=names[::-1],
            title=_WORDS["before"](own),
            axis=alt.Axis(ticks=False, domain=False),
        ),
    )
    kinds = {_WORDS[kind](own): colour for kind, colour in _COLOURS.items()}
    chart = alt.layer(
        base.mark_rect(stroke="white", strokeWidth=2).encode(
            color=alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=list(kinds), range=list(kinds.values())),
                legend=alt.Legend(orient="bottom"),
            ),
            opacity=alt.condition("datum.number > 0", alt.value(1), alt.value(0.35)),
        ),
        base.transform_filter("datum.number > 0").mark_text(fontSize=13).encode(text="words:N"),
    )
    moved = (held.moves, held.winners, held.losers, held.unmoved, held.unknown)
    counts = (decimal(len(some), own) for some in moved)
    return styled(
        chart.properties(width=alt.Step(84), height=alt.Step(44)),
        own,
        _WORDS["title"](own),
        _WORDS["counts"](own).format(*counts),
    )


def _order(impact: Impact) -> list[Rank]:
    """The ranks as the matrix has them, from none to the highest; the unknown last."""
    return [before for before, _ in impact.matrix]


def _name(rank: Rank, lang: Lang) -> str:
    if rank is None:
        return _WORDS["none"](lang)
    return star_words(rank, lang) if isinstance(rank, int) else _WORDS["unknown"](lang)


def _kind(before: Rank, after: Rank) -> str:
    if "unknown" in (before, after):
        return "unknown"
    one, other = (rank if isinstance(rank, int) else 0 for rank in (before, after))
    return "same" if one == other else "up" if other > one else "down"
