"""Sheets as tables."""

from __future__ import annotations

from ocop.scoring.rubric.criterion import Criterion, Option
from ocop.scoring.rubric.shown import level_words
from ocop.scoring.sheet.owner import OWNER_WORDS
from ocop.scoring.sheet.sheet import Draft, Sheet
from ocop.shown.table import Table, TableRow, column, facts, row
from ocop.text import Label
from ocop.words import Lang

__all__ = ["sheet_table"]

_WORDS = {
    "reference": Label("Căn cứ", "Reference"),
    "criterion": Label("Tiêu chí", "Criterion"),
    "what": Label("Nội dung", "Level"),
    "exclusion": Label("Bị loại", "Excluded"),
    "held": Label("Chọn", "Held"),
    "unanswered": Label("chưa chấm", "no answer"),
    "missing": Label("Tiêu chí chưa chấm", "Criteria without an answer"),
}


def sheet_table(sheet: Sheet | Draft, lang: Lang) -> Table:
    """What is held in every criterion."""
    rubric = sheet.rubric
    owner = {OWNER_WORDS[name](lang): text for name, text in sheet.owner.fields.items()}
    missing = sheet.missing if isinstance(sheet, Draft) else ()
    return Table(
        caption=f"{rubric.title(lang)} ({rubric.regime.citation(lang)})",
        lang=lang,
        facts=facts(
            {
                **owner,
                _WORDS["exclusion"](lang): ", ".join(sheet.exclusions),
                _WORDS["missing"](lang): ", ".join(missing),
            }
        ),
        columns=(
            column(_WORDS["criterion"](lang)),
            column(_WORDS["held"](lang), number=True),
            column(_WORDS["what"](lang)),
        ),
        rows=tuple(
            _row(criterion, None if criterion.no in missing else options, lang)
            for criterion, options in sheet
        ),
        notes=(f"{_WORDS['reference'](lang)}: {rubric.citation(lang)}",),
    )


def _row(criterion: Criterion, options: tuple[Option, ...] | None, lang: Lang) -> TableRow:
    name = f"{criterion.no} {criterion.label(lang)}"
    if options is None:
        return row(name, "", _WORDS["unanswered"](lang), state="open")
    return row(
        name,
        ", ".join(str(option.no) for option in options),
        "; ".join(level_words(option, lang) for option in options),
    )
