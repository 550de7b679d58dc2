"""Scorecards, advice and bounds as tables."""

from __future__ import annotations

from collections.abc import Iterator

from ocop.law.citation import cite
from ocop.scoring.advice import Advice
from ocop.scoring.bounds import Bounds
from ocop.scoring.explanation import Explanation
from ocop.scoring.rubric.criterion import Criterion, Option
from ocop.scoring.rubric.shown import level_words
from ocop.scoring.scorecard import Scorecard
from ocop.scoring.sheet.owner import OWNER_WORDS
from ocop.scoring.step import Step
from ocop.shown.table import Table, TableRow, column, facts, part_row, row, total_row
from ocop.text import Label
from ocop.words import Lang, decimal

__all__ = [
    "advice_table",
    "bounds_table",
    "explanation_table",
    "scorecard_table",
]

_WORDS = {
    "result": Label("Kết quả", "Result"),
    "reference": Label("Căn cứ", "Reference"),
    "criterion": Label("Tiêu chí", "Criterion"),
    "level": Label("Mức đạt", "Level held"),
    "points": Label("Điểm", "Points"),
    "minimum": Label("Chưa đạt mức tối thiểu", "Minimum missed"),
    "part": Label("Phần {}", "Part {}"),
    "total": Label("Tổng", "Total"),
    "exclusion": Label("Bị loại", "Excluded"),
    "doubt": Label("Chưa chắc", "Doubt"),
    "note": Label("Lưu ý", "Note"),
    "advice": Label("Để đạt {}★", "To {}★"),
    "cost": Label("Chi phí", "Cost"),
    "reached": Label("Đạt đến", "To reach"),
    "now": Label("Hiện nay", "Now"),
    "meets": Label("Đạt mức tối thiểu của", "Meets the minimum of"),
    "after": Label("{} điểm, {}★", "{} points, {}★"),
    "answer": Label("Kết luận", "Answer"),
    "bounds": Label("Phiếu chưa chấm xong", "A sheet not completed"),
    "least": Label("Thấp nhất", "Lowest"),
    "most": Label("Cao nhất", "Highest"),
    "stars": Label("Sao", "Stars"),
    "no_rank": Label("không xếp hạng", "no rank"),
    "missing": Label("Tiêu chí chưa chấm", "Criteria without an answer"),
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
    capping = {missed.criterion for missed in card.capped_by}
    for line, said in zip(card.lines, told.rows, strict=True):
        if line.criterion.part != part:
            part = line.criterion.part
            yield part_row(_WORDS["part"](lang).format(part), "", str(card.parts[part]), "")
        yield row(
            f"{said['criterion']} {said['name']}",
            said["level"],
            f"{said['points']}/{said['maximum']}",
            f"{said['minimum']} (≤ {said['cap']}★)" if said["minimum"] else "",
            # what withholds a star that the points reach, and what would withhold a higher one
            state="missed" if line.criterion.no in capping else "open" if line.missed else None,
        )
    maximum = sum(score.maximum for score in card.parts.values())
    yield total_row(_WORDS["total"](lang), "", f"{card.total}/{maximum}", "")


def advice_table(advice: Advice, lang: Lang) -> Table:
    """A row a step, and what they come to together; or why there are none."""
    result, steps = advice.result, advice.steps
    gained = sum(step.points for step in steps)
    after = _WORDS["after"](lang).format(result.total, result.stars or 0)
    answer, *_ = advice.text(lang).split("\n")
    return Table(
        caption=_WORDS["advice"](lang).format(advice.to),
        lang=lang,
        facts=facts({_WORDS["answer"](lang): "" if steps else answer}),
        columns=(
            column(_WORDS["criterion"](lang)),
            column(_WORDS["now"](lang)),
            column(_WORDS["reached"](lang)),
            column(_WORDS["points"](lang), number=True),
            column(_WORDS["cost"](lang), number=True),
            column(_WORDS["meets"](lang)),
        ),
        rows=(
            *(_step_row(advice, step, lang) for step in steps),
            *(
                [total_row(after, "", "", f"+{gained}", decimal(advice.cost, lang), "")]
                if steps
                else []
            ),
        ),
        notes=(
            *(f"{_WORDS['note'](lang)}: {note.label(lang)}" for note in advice.notes),
            *(f"{_WORDS['doubt'](lang)}: {doubt.label(lang)}" for doubt in advice.doubts),
            f"{_WORDS['reference'](lang)}: {cite([result.rubric.reference], lang)}",
        ),
    )


def _step_row(advice: Advice, step: Step, lang: Lang) -> TableRow:
    criterion = advice.result.rubric.criterion(step.criterion)

    def levels(numbers: tuple[int, ...]) -> str:
        return "\n".join(f"{no}. {level_words(_option(criterion, no), lang)}" for no in numbers)

    return row(
        f"{step.criterion} {step.label(lang)}",
        levels(step.held),
        levels(step.reached),
        f"+{step.points}",
        decimal(step.cost, lang),
        ", ".join(f"{stars}★" for stars in step.meets),
    )


def _option(criterion: Criterion, no: int) -> Option:
    """The option of this number, the one beyond the levels too."""
    beyond = criterion.not_required
    return beyond if beyond is not None and beyond.no == no else criterion.option(no)


def bounds_table(bounds: Bounds, lang: Lang) -> Table:
    """The lowest and the highest result that a draft can come to."""
    rubric = bounds.draft.rubric

    def end(head: str, total: int, stars: int | None) -> TableRow:
        rank = _WORDS["no_rank"](lang) if stars is None else f"{stars}★"
        return row(_WORDS[head](lang), str(total), rank)

    return Table(
        caption=f"{_WORDS['bounds'](lang)}: {rubric.title(lang)} ({rubric.regime.citation(lang)})",
        lang=lang,
        facts=facts(
            {
                _WORDS["missing"](lang): ", ".join(bounds.missing),
                _WORDS["exclusion"](lang): "; ".join(one.label(lang) for one in bounds.exclusions),
            }
        ),
        columns=(
            column(""),
            column(_WORDS["points"](lang), number=True),
            column(_WORDS["stars"](lang), number=True),
        ),
        rows=(
            end("least", bounds.lowest_total, bounds.lowest_stars),
            end("most", bounds.highest_total, bounds.highest_stars),
        ),
        notes=(
            *(f"{_WORDS['note'](lang)}: {note.label(lang)}" for note in bounds.notes),
            *(f"{_WORDS['doubt'](lang)}: {doubt.label(lang)}" for doubt in bounds.doubts),
        ),
    )
