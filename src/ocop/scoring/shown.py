"""Scorecards as tables."""

from __future__ import annotations

from collections.abc import Iterator

from ocop.scoring.explanation import Explanation
from ocop.scoring.scorecard import Scorecard
from ocop.scoring.sheet.owner import OWNER_WORDS
from ocop.shown.table import Table, TableRow, column, facts, part_row, row, total_row
from ocop.text import Label
from ocop.words import Lang

__all__ = ["explanation_table", "scorecard_table"]

_WORDS = {
    "result": Label("Kết quả", "Result"),
    "reference": Label("Căn cứ", "Reference"),
    "criterion": Label("Tiêu chí", "Criterion"),
    "level": Label("Mức đạt", "Level held"),
    "points": Label("Điểm", "Points"),
    "minimum": Label("Chưa đạt mức tối thiểu", "Minimum missed"),
    "part": Label("Phần {}", "Part {}"),
    "total": Label("Tổng", "Total"),
}


def scorecard_table(card: Scorecard, lang: Lang) -> Table:
    """A scorecard criterion by criterion."""
    return explanation_table(card.explain(lang))


def explanation_table(told: Explanation) -> Table:
    """The parts with their points, the criteria of each, the total; caveats below."""
    card, lang = told.card, told.lang
    rubric = card.rubric
    aim, *wants = told.next_star or ("",)
    if {f"  {want}" for want in wants} <= set(told.reasons):  # said by the result already
        wants = []
    owner = {OWNER_WORDS[name](lang): text for name, text in card.sheet.owner.fields.items()}
    return Table(
        caption=f"{rubric.title(lang)} ({rubric.regime.citation(lang)})",
        lang=lang,
        facts=facts(
            {
                **owner,
                _WORDS["result"](lang): "\n".join(told.reasons),
                aim: "\n".join(wants),
                _WORDS["reference"](lang): rubric.citation(lang),
            }
        ),
        columns=(
            column(_WORDS["criterion"](lang)),
            column(_WORDS["level"](lang)),
            column(_WORDS["points"](lang), number=True),
            column(_WORDS["minimum"](lang)),
        ),
        rows=tuple(_rows(told)),
        notes=(*(note.label(lang) for note in rubric.regime.notes), *told.caveats),
    )


def _rows(told: Explanation) -> Iterator[TableRow]:
    card, lang, part = told.card, told.lang, ""
    for line, said in zip(card.lines, told.rows, strict=True):
        if line.criterion.part != part:
            part = line.criterion.part
            yield part_row(_WORDS["part"](lang).format(part), "", str(card.parts[part]), "")
        yield row(
            f"{said['criterion']} {said['name']}",
            said["level"],
            f"{said['points']}/{said['maximum']}",
            f"{said['minimum']} (≤ {said['cap']}★)" if said["minimum"] else "",
            state="missed" if said["minimum"] else None,
        )
    maximum = sum(score.maximum for score in card.parts.values())
    yield total_row(_WORDS["total"](lang), "", f"{card.total}/{maximum}", "")
