"""Crosswalks and prospects as tables and records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ocop.law.citation import citation
from ocop.law.kind import CrosswalkGround
from ocop.scenarios.crosswalk.crosswalk import GROUNDS, Crosswalk, name_of
from ocop.scenarios.crosswalk.prospect import Prospect
from ocop.scenarios.crosswalk.row import CrosswalkRow, Link
from ocop.shown.record import Record, exactly, joined
from ocop.shown.table import Table, column, row
from ocop.text import Label
from ocop.words import Lang

__all__ = ["crosswalk_records", "crosswalk_table", "prospect_records", "prospect_table"]

_WORDS = {
    "criterion": Label("Tiêu chí", "Criterion"),
    "before": Label("Mức cũ", "Old option"),
    "after": Label("Mức mới", "New option"),
    "ground": Label("Vì sao", "Ground"),
    "note": Label("Ghi chú", "Note"),
    "points": Label("Điểm", "Points"),
    "minimum": Label("Mức tối thiểu cho", "Minimum for"),
    "result": Label("Kết quả", "Result"),
    "needed": Label("Cần thu thập", "To collect"),
    "option": Label("cần mức {}", "needs option {}"),
}


def _columns(*keys: str, lang: Lang) -> tuple[str, ...]:
    return tuple(_WORDS[key](lang) for key in keys)


def crosswalk_table(laid: Crosswalk, lang: Lang) -> Table:
    """A row for every old level, and for what was not asked before."""
    head, *_ = laid.text(lang).splitlines()
    heads = _columns("criterion", "before", "after", "ground", "note", lang=lang)
    records = crosswalk_records(laid, lang)
    return Table(
        caption=head,
        lang=lang,
        columns=tuple(column(each) for each in heads),
        rows=tuple(
            row(
                " ".join(str(each) for each in (one["no_after"], one["name"])),
                "" if one["option_before"] is None else str(one["option_before"]),
                str(one["options_after"]).replace(";", ", "),
                str(one["ground"]),
                str(one["note"] or ""),
                state="met" if one["certain"] else "open",
            )
            for one in records
        ),
        notes=(
            *(citation(each)(lang) for each in laid.references),
            *(doubt.label(lang) for doubt in laid.doubts),
        ),
    )


def crosswalk_records(laid: Crosswalk, lang: str) -> list[Record]:
    """A record for every old level, and one for each criterion that has none.

    Keys: the sets, the criterion and its numbers, the old option (None where there is none), the
    new ones with ``;`` between them, whether they are one, the grounds as ids and in words, notes,
    and the sources of both tables.
    """
    return [record for one in laid.rows for record in _records(laid, one, lang)]


def _records(laid: Crosswalk, one: CrosswalkRow, lang: str) -> list[Record]:
    common: Record = {
        "set_before": laid.old.product_set.number,
        "set_after": laid.new.product_set.number,
        "criterion_id": one.new.id,
        "name": one.new.label(lang),
        "no_before": None if one.old is None else one.old.no,
        "no_after": one.new.no,
    }
    cited: Record = {
        "reference_before": None if one.old is None else one.old.citation(lang),
        "reference_after": one.new.citation(lang),
    }
    return [
        {
            **common,
            "option_before": None if link is None else link.old,
            "options_after": joined(one.options if link is None else link.new),
            "certain": one.is_same or (link is not None and len(link.new) == 1),
            "grounds": joined(grounds),
            "ground": "; ".join(GROUNDS[ground](lang) for ground in grounds),
            "note": "; ".join(note(lang) for note in notes) or None,
            **cited,
        }
        for link, grounds, notes in _links(one)
    ]


def _links(
    one: CrosswalkRow,
) -> Iterator[tuple[Link | None, tuple[CrosswalkGround, ...], Iterable[Label]]]:
    """The links of a row with grounds and notes; a row without any once."""
    if not one.links:
        yield None, one.grounds, one.notes
    for link in one.links:
        yield link, link.grounds, dict.fromkeys((*link.notes, *one.notes))


def prospect_table(prospect: Prospect, lang: Lang) -> Table:
    """The open criteria on which something hangs, the most needed first."""
    title, end, bounds, *_ = prospect.text(lang).splitlines()
    heads = _columns("criterion", "after", "points", "minimum", "needed", lang=lang)
    names = {each.new.no: name_of(each, lang) for each in prospect.crosswalk.rows}
    return Table(
        caption=f"{title}: {end}",
        lang=lang,
        facts=((_WORDS["result"](lang), bounds),),
        columns=tuple(column(each) for each in heads),
        rows=tuple(
            row(
                names[each.criterion],
                each.options_text(lang),
                f"{each.lowest_points}–{each.highest_points}",
                ", ".join(f"{stars}★" for stars in each.withholds),
                _WORDS["option"](lang).format(each.serving_text(lang)) if each.needed else "",
                state="open",
            )
            for each in prospect.open_criteria()
        ),
        notes=tuple(doubt.label(lang) for doubt in prospect.doubts),
    )


def prospect_records(prospect: Prospect, lang: str) -> list[Record]:
    """A record for every criterion of the new table: what it may hold, and what hangs on it.

    ``needed``, ``answer`` and ``serving`` say what to find out first, as
    :meth:`Prospect.open_criteria`.
    """
    asked = {each.criterion: each for each in prospect.open_criteria()}
    records: list[Record] = []
    for one in prospect.crosswalk.rows:
        stake = asked.get(one.new.no)
        may_hold = prospect.possible.may_hold(one.new.no)
        records.append(
            {
                "criterion_id": one.new.id,
                "name": one.new.label(lang),
                "no_before": None if one.old is None else one.old.no,
                "no_after": one.new.no,
                "option_before": _held(prospect, one),
                "options": joined(may_hold),
                "certain": one.new.no not in prospect.bounds.missing,
                "points_at_stake": 0 if stake is None else stake.points,
                "minima_at_stake": None if stake is None else joined(stake.withholds),
                "needed": stake is not None and stake.needed,
                "answer": None if stake is None else stake.answer,
                "serving": None if stake is None else joined(stake.serving),
                **exactly("cost", None if stake is None else stake.cost),
                "grounds": joined(one.grounds),
                "note": "; ".join(note(lang) for note in prospect.why(one.new.no)) or None,
            }
        )
    return records


def _held(prospect: Prospect, one: CrosswalkRow) -> str | None:
    """What the old sheet holds, as text, for a checklist may hold several."""
    held = None if one.old is None else prospect.sheet.choices.get(one.old.no)
    return joined(held) if isinstance(held, tuple) else None if held is None else str(held)
