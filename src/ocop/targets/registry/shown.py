"""Registries, and what comes of them, as tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ocop.law.citation import cite
from ocop.law.entity import EntityKind
from ocop.law.level import Level
from ocop.shown.table import Table, TableColumn, TableRow, column, facts, row, total_row
from ocop.targets._words import stars_words
from ocop.targets.registry.column import columns
from ocop.targets.registry.due_row import DueRow, Dues
from ocop.targets.registry.flow import FLOW_EVENTS, Flows
from ocop.targets.registry.lapsing_month import Lapsing, LapsingMonth
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.registry import PartialRegistry, Registry
from ocop.targets.registry.words import EVENT_WORDS, WORDS
from ocop.targets.registry.written_row import write_row
from ocop.targets.where import STARS
from ocop.words import Lang, decimal, escaped, in_words

__all__ = [
    "dues_table",
    "flows_table",
    "lapsing_month_table",
    "lapsing_table",
    "partial_registry_table",
    "recognition_table",
    "registry_table",
]

#: Rows of a long list that are shown, and of one that is asked for its rows.
_FIRST, _MOST = 10, 50


def registry_table(registry: Registry, lang: Lang) -> Table:
    """Its counts, its first rows, what is to be said of it."""
    rows = registry.recognitions
    provinces = dict.fromkeys(each.province for each in rows if each.province)
    days = [each.issued_on for each in rows]
    return Table(
        caption=WORDS["registry"](lang).format(decimal(len(rows), lang)),
        lang=lang,
        facts=facts(
            {
                WORDS["products"](lang): _count(len({each.product for each in rows}), lang),
                WORDS["entities"](lang): _count(len({each.holder for each in rows} - {None}), lang),
                WORDS["by_stars"](lang): _by_stars([each.stars for each in rows], lang),
                WORDS["issued"](lang): _span(days, lang),
                WORDS["provinces"](lang): ", ".join(provinces),
                WORDS["set_aside"](lang): _count(registry.set_aside, lang),
                WORDS["unknown_cells"](lang): _count(registry.unknown_cells, lang),
            }
        ),
        columns=_columns(lang),
        rows=tuple(_recognition_row(each, lang) for each in rows[:_FIRST]),
        notes=(
            *_more(len(rows), _FIRST, lang),
            *(f"{WORDS['note'](lang)}: {note.label(lang)}" for note in registry.notes),
            *(f"{WORDS['reading'](lang)}: {one(lang)}" for one in registry.rules.readings.labels),
        ),
    )


def _columns(lang: Lang) -> tuple[TableColumn, ...]:
    """Of a row a recognition."""
    heads = ("product", "stars", "issued", "entity", "place")
    return tuple(column(WORDS[head](lang), number=head == "stars") for head in heads)


def _count(number: int, lang: Lang) -> str:
    return decimal(number, lang) if number else ""


def _by_stars(stars: list[int], lang: Lang) -> str:
    return ", ".join(
        f"{stars_words(rank, lang)}: {decimal(stars.count(rank), lang)}"
        for rank in STARS
        if rank in stars
    )


def _span(days: list[date], lang: Lang) -> str:
    ends = dict.fromkeys((min(days), max(days))) if days else {}
    return " – ".join(in_words(day, lang) for day in ends)


def _more(number: int, shown: int, lang: Lang) -> Iterator[str]:
    if number > shown:
        yield WORDS["rows_more"](lang).format(decimal(number - shown, lang))


def _recognition_row(each: Recognition, lang: Lang) -> TableRow:
    pending = f" ({WORDS['pending'](lang)})" if each.pending else ""
    places = (each.commune, each.district, each.province)
    return row(
        f"{each.code} {each.name}" if each.code else each.name,
        f"{each.stars}{pending}",
        _issued(each, lang),
        each.entity or "",
        ", ".join(filter(None, places)),
    )


def _issued(each: Recognition, lang: Lang) -> str:
    days = each.issue_days
    return in_words(days.first, lang) if days.first == days.last else str(days(lang))


def recognition_table(each: Recognition, lang: Lang) -> Table:
    """Every cell that is recorded, as a register has it."""
    heads = {one.id: one.label(lang) for one in columns()}
    cells = {name: _recorded(each, name, cell, lang) for name, cell in write_row(each).items()}
    return Table(
        caption=WORDS["recognition"](lang).format(each.name),
        lang=lang,
        facts=facts((heads.get(name, name), cell) for name, cell in cells.items()),
    )


def _recorded(each: Recognition, name: str, cell: str | int, lang: Lang) -> str:
    """A cell in words; a day of which only the month or year is recorded, as it was written."""
    value = getattr(each, name, None)
    if isinstance(value, date) and name not in {*each.until, *each.unread}:
        return in_words(value, lang)
    if name == "stars" and each.pending:
        return f"{each.stars} ({WORDS['pending'](lang)})"
    if name == "set" and each.product_set is not None:
        return f"{cell} {each.product_set.label(lang)}"
    if isinstance(value, Level | EntityKind):
        return value.label(lang)
    return str(cell)


def partial_registry_table(partial: PartialRegistry, lang: Lang) -> Table:
    """What was read, and the first of the faults."""
    faults = partial.faults
    return Table(
        caption=WORDS["partial"](lang).format(
            decimal(len(partial.registry), lang), decimal(len(faults), lang)
        ),
        lang=lang,
        facts=facts(
            {
                WORDS["rejected"](lang): _count(len(partial.rejected), lang),
                WORDS["apart"](lang): _count(len(partial.apart), lang),
                WORDS["filled_down"](lang): ", ".join(
                    f"{name} {decimal(number, lang)}"
                    for name, number in partial.filled_down.items()
                ),
            }
        ),
        columns=(column(WORDS["fault"](lang)),),
        rows=tuple(row(fault.text(lang), state="missed") for fault in faults[:_FIRST]),
        notes=tuple(_more(len(faults), _FIRST, lang)),
        below=(registry_table(partial.registry, lang),),
    )


def lapsing_table(lapsing: Lapsing, lang: Lang) -> Table:
    """A row a month: how many end, by stars."""
    may_end = any(month.may_end for month in lapsing)
    heads = [*(stars_words(stars, lang) for stars in STARS), WORDS["all"](lang)]
    heads += [WORDS["may_end"](lang)] * may_end

    def cells(months: tuple[LapsingMonth, ...]) -> list[str]:
        ends = [sum(month.by_stars[stars] for month in months) for stars in STARS]
        counts = [*ends, sum(ends)]
        counts += [sum(len(month.may_end) for month in months)] * may_end
        return [decimal(count, lang) for count in counts]

    return Table(
        caption=WORDS["lapsing"](lang).format(lapsing.days(lang)),
        lang=lang,
        columns=(column(WORDS["month"](lang)), *(column(head, number=True) for head in heads)),
        rows=(
            *(row(_month(month.days.first, lang), *cells((month,))) for month in lapsing),
            total_row(WORDS["all"](lang), *cells(lapsing.months)),
        ),
    )


def _month(day: date, lang: Lang) -> str:
    return f"{day:%m}/{day.year:04d}" if lang == "vi" else day.isoformat()[: len("2026-01")]


def lapsing_month_table(month: LapsingMonth, lang: Lang) -> Table:
    """What ends in one month, row by row."""
    rows = month.recognitions
    return Table(
        caption=WORDS["lapsing"](lang).format(month.days(lang)),
        lang=lang,
        facts=facts(
            {
                WORDS["by_stars"](lang): _by_stars([each.stars for each in rows], lang),
                WORDS["may_end"](lang): _count(len(month.may_end), lang),
            }
        ),
        columns=_columns(lang),
        rows=tuple(_recognition_row(each, lang) for each in rows[:_MOST]),
        notes=tuple(_more(len(rows), _MOST, lang)),
    )


def flows_table(flows: Flows, lang: Lang) -> Table:
    """A row an event, those that never came about left out but for the first."""
    numbers = {event: getattr(flows, event.replace("-", "_")) for event in FLOW_EVENTS}
    return Table(
        caption=WORDS["flows"](lang).format(flows.period(lang)),
        lang=lang,
        facts=facts(
            {
                WORDS["set_aside"](lang): _count(flows.set_aside, lang),
                WORDS["unknown_cells"](lang): _count(flows.unknown_cells, lang),
            }
        ),
        columns=(column(WORDS["event"](lang)), column(WORDS["number"](lang), number=True)),
        rows=tuple(
            row(EVENT_WORDS[event](lang), WORDS["unknown"](lang), state="unknown")
            if number is None
            else row(EVENT_WORDS[event](lang), decimal(number, lang))
            for event, number in numbers.items()
        ),
    )


def dues_table(dues: Dues, lang: Lang) -> Table:
    """A row of everything that falls due, by day."""
    references = dict.fromkeys(each.due.reference for each in dues.rows)
    unknown = len(dues.unknown)
    no_days = [WORDS["no_days"](lang).format(decimal(unknown, lang))] if unknown else []
    cited = [f"{WORDS['reference'](lang)}: {cite(references, lang)}"] if references else []
    return Table(
        caption=WORDS["dues"](lang).format(dues.days(lang)),
        lang=lang,
        columns=(
            column(WORDS["day"](lang)),
            column(WORDS["what"](lang)),
            column(WORDS["product"](lang)),
            column(WORDS["entity"](lang)),
            column(WORDS["note"](lang)),
        ),
        rows=tuple(_due_row(each, lang) for each in dues.rows[:_MOST]),
        notes=(*_more(len(dues.rows), _MOST, lang), *no_days, *cited),
    )


def _due_row(each: DueRow, lang: Lang) -> TableRow:
    held = each.recognition
    return row(
        in_words(each.due.day, lang),
        each.due.label(lang),
        escaped(f"{held.code} {held.name}" if held.code else held.name),
        held.entity or "",
        "; ".join(note.label(lang) for note in each.due.notes),
    )
