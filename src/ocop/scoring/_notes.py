"""Notes on a sheet: what a reader of its result should know of it."""

from __future__ import annotations

from collections.abc import Iterator

from ocop.law.regime import Note
from ocop.scoring.rubric.criterion import Criterion, Exclusion
from ocop.scoring.rubric.tables import held_cases
from ocop.scoring.sheet.sheet import Draft, Sheet
from ocop.text import Label

__all__ = ["exclusions_of", "notes_of"]


def exclusions_of(sheet: Sheet | Draft) -> tuple[Exclusion, ...]:
    """The exclusions that hold for a sheet, in the rubric's order."""
    rubric = sheet.rubric
    if not (sheet.exclusions or rubric._tables.triggers):
        return ()
    told = {n for n, i, option in rubric._tables.triggers if sheet._held[i] == option}
    return tuple(
        each for n, each in enumerate(rubric.exclusions) if n in told or each.id in sheet.exclusions
    )


def notes_of(sheet: Sheet | Draft, exclusions: tuple[Exclusion, ...]) -> tuple[Note, ...]:
    """What a card says of its sheet, whose ``exclusions`` are those that hold."""
    tables = sheet.rubric._tables
    if not (tables.noted or tables.cases or sheet.unmet):  # as most sheets
        return ()
    return (*_stops(sheet, exclusions), *_cases(sheet), *_not_required(sheet))


def _level(criterion: Criterion, option: int) -> Label:
    if option == 0:
        return Label("không đạt mức nào", "none of the levels")
    label = criterion.option(option).label
    return Label(f"mức {option}, {label.vi}", f"level {option}, {label.en}")


def _stops(sheet: Sheet | Draft, exclusions: tuple[Exclusion, ...]) -> Iterator[Note]:
    """The levels chosen that may state a fact at which the table stops."""
    rubric = sheet.rubric
    for n, i, option in rubric._tables.noted:
        exclusion = rubric.exclusions[n]
        if sheet._held[i] != option or exclusion in exclusions:
            continue
        criterion = rubric.criteria[i]
        level, fact = _level(criterion, option), exclusion.label
        yield Note(
            id="stated-stop",
            label=Label(
                f"Tiêu chí {criterion.no} ({level.vi}): bảng dừng đánh giá nếu “{fact.vi}”; "
                "đúng như vậy thì ghi vào mục loại trừ của phiếu",
                f'Criterion {criterion.no} ({level.en}): the table stops at "{fact.en}"; '
                "where that is so, the sheet should list it among its exclusions",
            ),
            reference=exclusion.reference,
        )


def _cases(sheet: Sheet | Draft) -> Iterator[Note]:
    """Cases a and b held in criteria that ask the same question."""
    rubric = sheet.rubric
    held = held_cases(rubric.criteria, sheet._held, rubric._tables.cases)
    if len({case for _, case in held}) > 1:
        vi = ", ".join(f"{no} theo {case}" for no, case in held)
        en = ", ".join(f"{no} by case {case}" for no, case in held)
        yield Note(
            id="tourism-cases",
            label=Label(
                f"Chấm lẫn hai trường hợp a và b: tiêu chí {vi}",
                f"Cases a and b are mixed: criterion {en}",
            ),
            reference=rubric.reference,
        )


def _not_required(sheet: Sheet | Draft) -> Iterator[Note]:
    """The criteria that the sheet says are not required of the product."""
    rubric = sheet.rubric
    for i, condition, held in rubric._tables.asserted:
        if held and condition in sheet.unmet:
            criterion = rubric.criteria[i]
            (option,) = sheet.options(criterion.no)
            yield Note(
                id="not-required",
                label=Label(
                    f"Tiêu chí {criterion.no}: {option.label.vi}",
                    f"Criterion {criterion.no}: {option.label.en}",
                ),
                reference=criterion.reference,
            )
