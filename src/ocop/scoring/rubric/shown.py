"""Rubrics and their criteria as tables."""

from __future__ import annotations

from collections.abc import Iterator

from ocop.scoring.rubric.criterion import Criterion, Option
from ocop.scoring.rubric.rubric import Rubric
from ocop.shown.table import Table, TableColumn, TableRow, column, facts, part_row, row
from ocop.text import Label
from ocop.words import Lang

__all__ = ["criterion_table", "level_words", "rubric_table"]

_WORDS = {
    "case": Label("trường hợp {}", "case {}"),
    "exclusion": Label("Bị loại", "Excluded"),
    "doubt": Label("Chưa chắc", "Doubt"),
    "changes": Label("Khác quy định hiện hành", "Differs from the law"),
    "reading": Label("Cách hiểu", "Reading"),
    "note": Label("Lưu ý", "Note"),
    "reference": Label("Căn cứ", "Reference"),
    "criterion": Label("Tiêu chí", "Criterion"),
    "points": Label("Điểm", "Points"),
    "part": Label("Phần {}", "Part {}"),
    "option": Label("Mức", "Option"),
    "what": Label("Nội dung", "Level"),
    "star": Label("Mức tối thiểu (dấu *)", "Star minimum"),
    "bands": Label("Xếp hạng", "Ranks"),
    "from": Label("{}★ từ {} điểm", "{}★ from {} points"),
    "guidance": Label("Cách chấm", "How it is judged"),
    "condition": Label("Điều kiện", "Condition"),
}


def rubric_table(rubric: Rubric, lang: Lang) -> Table:
    """Every criterion of a set with its levels, part by part."""
    ranks = (
        _WORDS["from"](lang).format(band.stars, band.least) for band in rubric.bands if band.least
    )
    return Table(
        caption=f"{rubric.title(lang)} ({rubric.regime.citation(lang)})",
        lang=lang,
        facts=facts(
            {
                _WORDS["bands"](lang): "; ".join(ranks),
                _WORDS["reference"](lang): rubric.citation(lang),
            }
        ),
        columns=_option_columns(lang),
        rows=tuple(_rubric_rows(rubric, lang)),
        notes=tuple(_rubric_notes(rubric, lang)),
    )


def _option_columns(lang: Lang) -> tuple[TableColumn, ...]:
    return (
        column(_WORDS["criterion"](lang)),
        column(_WORDS["option"](lang), number=True),
        column(_WORDS["what"](lang)),
        column(_WORDS["points"](lang), number=True),
        column(_WORDS["star"](lang)),
    )


def _rubric_rows(rubric: Rubric, lang: Lang) -> Iterator[TableRow]:
    for part in rubric.parts:
        yield part_row(_WORDS["part"](lang).format(part.id), "", "", str(part.maximum), "")
        for group in part.groups:
            for criterion in group.criteria:
                yield from _option_rows(criterion, lang)


def _option_rows(criterion: Criterion, lang: Lang) -> Iterator[TableRow]:
    """The name of the criterion beside the first of its levels only."""
    name = f"{criterion.no} {criterion.label(lang)}"
    if criterion.heading_star:
        name += f" ({criterion.heading_star}★)"
    for option in criterion.options:
        yield row(
            name if option is criterion.options[0] else "",
            str(option.no),
            level_words(option, lang),
            str(option.points),
            "" if option.min_star is None else f"{option.min_star}★",
        )


def level_words(option: Option, lang: Lang) -> str:
    """A level, with its case where the criterion has two."""
    case = f" ({_WORDS['case'](lang).format(option.branch)})" if option.branch else ""
    return f"{option.label(lang)}{case}"


def _rubric_notes(rubric: Rubric, lang: Lang) -> Iterator[str]:
    for exclusion in rubric.exclusions:
        yield f"{_WORDS['exclusion'](lang)}: {exclusion.label(lang)}"
    for doubt in rubric.doubts:
        at = "" if doubt.at is None else f" ({doubt.at})"
        yield f"{_WORDS['doubt'](lang)}{at}: {doubt.label(lang)}"
    yield from (f"{_WORDS['changes'](lang)}: {change(lang)}" for change in rubric.changes)
    for label in rubric.rules.readings.labels:
        yield f"{_WORDS['reading'](lang)}: {label(lang)}"
    yield from (f"{_WORDS['note'](lang)}: {note.label(lang)}" for note in rubric.regime.notes)


def criterion_table(criterion: Criterion, lang: Lang) -> Table:
    """A criterion with its levels."""
    return Table(
        caption=f"{criterion.no} {criterion.label(lang)}",
        lang=lang,
        facts=facts(
            {
                _WORDS["condition"](lang): "; ".join(
                    condition.label(lang) for condition in criterion.conditions
                ),
                _WORDS["guidance"](lang): "\n".join(text(lang) for text in criterion.guidance),
                _WORDS["reference"](lang): criterion.citation(lang),
            }
        ),
        columns=_option_columns(lang)[1:],
        rows=tuple(TableRow(cells.cells[1:]) for cells in _option_rows(criterion, lang)),
    )
