"""What a council does, as tables."""

from __future__ import annotations

from ocop.cycle.council.minutes import Minutes
from ocop.cycle.council.result import CouncilResult
from ocop.cycle.council.verdict import NEEDS, Verdict
from ocop.shown.table import Table, column, facts, row
from ocop.text import Label
from ocop.words import Lang, in_words

__all__ = ["minutes_table", "result_table", "verdict_table"]

_WORDS = {
    "result": Label("Kết quả của hội đồng", "The council's result"),
    "regime": Label("Theo", "Under"),
    "set": Label("Bộ sản phẩm", "Product set"),
    "total": Label("Điểm bình quân", "Average"),
    "stars": Label("Xếp hạng", "Rank"),
    "no_rank": Label("không xếp hạng", "no rank"),
    "needs": Label("Còn cần", "Still needed"),
    "reading": Label("Cách hiểu", "Reading"),
}


def result_table(result: CouncilResult, lang: Lang) -> Table:
    """What a council concluded."""
    regime, number = result.rules.regime(result.regime), result.product_set
    return Table(
        caption=_WORDS["result"](lang),
        lang=lang,
        facts=facts(
            {
                _WORDS["regime"](lang): regime.citation(lang),
                _WORDS["set"](lang): ""
                if number is None
                else f"{number} {regime.set(number).label(lang)}",
                _WORDS["total"](lang): in_words(result.total, lang),
                _WORDS["stars"](lang): _WORDS["no_rank"](lang)
                if result.stars is None
                else f"{result.stars}★",
                _WORDS["needs"](lang): "; ".join(
                    NEEDS[need](lang) if need in NEEDS else f"“{need}”" for need in result.needs
                ),
            }
        ),
        notes=tuple(
            f"{_WORDS['reading'](lang)}: {label(lang)}" for label in result.rules.readings.labels
        ),
    )


def verdict_table(verdict: Verdict, lang: Lang) -> Table:
    """The minutes of a verdict."""
    return minutes_table(verdict.minutes(lang))


def minutes_table(minutes: Minutes) -> Table:
    """The minutes section by section, the members' scores in columns."""
    heads, *scores = minutes.scores
    bodies = [
        Table(caption=f"{number}. {heading}", lang=minutes.lang, notes=lines)
        for number, (heading, lines) in enumerate(minutes.sections, 1)
    ]
    bodies[1] = Table(
        caption=bodies[1].caption,
        lang=minutes.lang,
        columns=tuple(column(head, number=n > 0) for n, head in enumerate(heads)),
        rows=tuple(row(*cells) for cells in scores),
        notes=minutes.spread,
    )
    return Table(caption=minutes.title, lang=minutes.lang, notes=minutes.head, below=tuple(bodies))
