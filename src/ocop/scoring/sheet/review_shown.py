"""Sheets taken over to another table, as tables and records."""

from __future__ import annotations

from ocop.scoring.sheet.review import REVIEW_REASONS, TakenOver
from ocop.shown.record import Record, joined
from ocop.shown.table import Table, column, row
from ocop.text import Label
from ocop.words import Lang

__all__ = ["taken_over_records", "taken_over_table"]

_HEADS = (
    Label("Tiêu chí", "Criterion"),
    Label("Mức lấy lại", "Option taken over"),
    Label("Cần xem lại", "To be reviewed"),
)


def taken_over_table(taken: TakenOver, lang: Lang) -> Table:
    """A row for every criterion of the new table."""
    head, *_ = taken.text(lang).splitlines()
    rubric = taken.draft.rubric
    return Table(
        caption=f"{rubric.title(lang)} ({rubric.regime.citation(lang)}): {head}",
        lang=lang,
        columns=tuple(column(each(lang)) for each in _HEADS),
        rows=tuple(
            row(
                f"{one['criterion']} {one['name']}",
                str(one["options"] or ""),
                str(one["reason_text"] or ""),
                state="open" if one["reason"] else "met",
            )
            for one in taken_over_records(taken, lang)
        ),
    )


def taken_over_records(taken: TakenOver, lang: Lang) -> list[Record]:
    """A record for every criterion of the new table: what was taken over, or why it was not."""
    review = {each.criterion: each for each in taken.review}
    records: list[Record] = []
    for criterion in taken.draft.rubric.criteria:
        each = review.get(criterion.no)
        choice = taken.draft.choices.get(criterion.no)
        options = choice if isinstance(choice, tuple) else [choice] if choice is not None else []
        records.append(
            {
                "criterion": criterion.no,
                "criterion_id": criterion.id,
                "name": criterion.label(lang),
                "options": joined(options),
                "was": None if each is None else each.was,
                "reason": None if each is None else each.reason,
                "reason_text": None if each is None else REVIEW_REASONS[each.reason](lang),
            }
        )
    return records
