"""Random sheets of a rubric as rows, faults among them, and what the scorecard says of each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

import pyarrow as pa

import ocop
from ocop.frames.plan import OUTPUTS
from ocop.frames.term import terms_of
from ocop.law.question import reading_questions

#: How often a cell is anything at all.
ANYTHING = 0.01


def random_rubric(random: Random) -> ocop.Rubric:
    """Any rubric; half of them under other readings."""
    questions = reading_questions() if random.random() < 0.5 else ()
    rules = ocop.Rules.of(
        {one.id: random.choice([reading.id for reading in one.readings]) for one in questions}
    )
    regime = random.choice(rules.regimes())
    return regime.rubric(random.choice(regime.sets))


def makes(rubric: ocop.Rubric) -> frozenset[Any]:
    """What a frame reads of a rubric: its decision, what excludes, and every kind of term."""
    terms = {
        (
            bool(one.line),
            one.first,
            one.last,
            one.needs is not None,
            len(one.asserted),
            frozenset(one.missed),
            frozenset(one.withheld),
        )
        for one in terms_of(rubric)
    }
    return frozenset({rubric.regime.id, len(rubric.exclusions), *terms})


@cache
def of_every_make() -> tuple[ocop.Rubric, ...]:
    """Rubrics that have together all that any has: the one that adds most, again and again."""
    left = [regime.rubric(one) for regime in ocop.regimes() for one in regime.sets]
    missing = frozenset().union(*map(makes, left))
    chosen = []
    while missing:
        best = max(left, key=lambda rubric: len(makes(rubric) & missing))
        chosen.append(best)
        missing -= makes(best)
    return tuple(chosen)


def random_rows(rubric: ocop.Rubric, random: Random, count: int) -> list[dict[str, Any]]:
    """Rows of a wide frame: mostly right, some wrong, most with a story where one is needed."""
    return [_row(rubric, random, n) for n in range(count)]


def _row(rubric: ocop.Rubric, random: Random, n: int) -> dict[str, Any]:
    row: dict[str, Any] = {"n": n}
    places = {term.place: term for term in terms_of(rubric)}
    conditions = dict.fromkeys(condition for _, condition, _ in rubric._tables.asserted)
    for condition in conditions:
        row[f"unmet:{condition}"] = random.choice([None, None, 0, 1])
    for exclusion in rubric.exclusions:
        row[f"exclusion:{exclusion.id}"] = random.choice([None, 0, 0, 0, 0, 0, 0, 0, 0, 1])
    messy = random.random() < 0.5
    case = random.choice("ab")
    for term in terms_of(rubric):
        least = random.choice([term.first, max(term.first, term.last - 1)])
        value: int | None = random.randint(least, term.last)
        in_case = [one.no for one in term.criterion.options if one.branch == case]
        if in_case and random.random() < 0.9:
            value = random.choice(in_case)
        denied = any(row.get(f"unmet:{condition}") == 1 for condition, _ in term.asserted)
        needing = term.needs is not None and (
            (row[places[term.needs[0]].key] or 0) <= term.needs[1]
        )
        if (denied or needing) and random.random() < 0.95:
            value = random.choice([None, 0])
        if messy and random.random() < ANYTHING * 5:
            value = random.choice([None, 0, term.last + 1, -1, -4, 99, 127])
        row[term.key] = value
    asserted = [key for key in row if ":" in key]
    if messy and asserted and random.random() < ANYTHING * 5:
        row[random.choice(asserted)] = 2
    return row


def table(rows: list[dict[str, Any]], kind: pa.DataType | None = None) -> pa.Table:
    """The rows as columns, of one type."""
    text = kind is not None and not (pa.types.is_integer(kind) or pa.types.is_floating(kind))

    def column(name: str) -> pa.Array:
        values = [row[name] for row in rows]
        if name == "n" or not text:
            return pa.array(values, pa.int64() if text else kind or pa.int64())
        words = pa.array([None if value is None else str(value) for value in values])
        return words.cast(kind)

    return pa.table({name: column(name) for name in rows[0]})


def expected(rubric: ocop.Rubric, row: dict[str, Any]) -> dict[str, Any]:
    """What the scorecard says of a row, by the names of a frame's columns."""
    choices: dict[str, Any] = {}
    own = []
    for term in terms_of(rubric):
        value = row.get(term.key)
        if not term.line:
            if value is not None:
                choices[term.key] = value
        elif value is None:
            own.append(f"{term.key}:no-option-chosen")
        elif value not in {0, 1}:
            own.append(f"{term.key}:not-true-or-false")
        else:
            ticked = choices.setdefault(term.criterion.no, [])
            if value:
                ticked.append(term.line)
    asserted: dict[str, list[str]] = {"unmet": [], "exclusion": []}
    for name, value in row.items():
        before, colon, id_ = name.partition(":")
        if not colon or value in {None, 0}:
            continue
        if value == 1:
            asserted[before].append(id_)
        else:
            own.append(f"{name}:not-true-or-false")
    for line in own:  # the rest of a checklist that is at fault is no fault of its own
        if "[" in line:
            choices[line.partition("[")[0]] = []
    faults = rubric.check(choices, unmet=asserted["unmet"], exclusions=asserted["exclusion"])
    many = {one.no for one in rubric.criteria if one.choice == "many"}
    words = [f"{one.path[-1]}:{one.code}" for one in faults if one.path[-1] not in many]
    if words or own:
        return {**dict.fromkeys(OUTPUTS), "fault": True, "faults": sorted([*words, *own])}
    card = ocop.score(
        rubric.sheet(choices, unmet=asserted["unmet"], exclusions=asserted["exclusion"])
    )
    caps = [line.cap for line in card.lines if line.cap is not None]
    parts = {part: score.points for part, score in card.parts.items()}
    return {
        **{f"part_{part.lower()}": parts.get(part, 0) for part in "ABC"},
        "total": card.total,
        "stars_by_points": card.stars_by_points,
        "cap": min(caps, default=None),
        "capped_by": " ".join(dict.fromkeys(one.criterion for one in card.capped_by)),
        "stars": card.stars,
        "excluded": bool(card.exclusions),
        "excluded_by": " ".join(one.id for one in card.exclusions),
        "fault": False,
        "faults": [],
    }


def as_compared(row: dict[str, Any]) -> dict[str, Any]:
    """A row of a result with its faults as a list, in whatever order they stand."""
    if "faults" in row:
        row = {**row, "faults": sorted(row["faults"].split()) if row["faults"] else []}
    flags = {name: row[name] for name in ("fault", "excluded") if name in row}
    return {**row, **{name: None if flag is None else bool(flag) for name, flag in flags.items()}}


def long_cells(row: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The rows of a long frame that say what a row of a wide one says."""
    ticked = {name.partition("[")[0] for name, value in row.items() if "[" in name and value}
    none = set()
    for name, value in row.items():
        stem, bracket, line = name.partition("[")
        if name == "n":
            continue
        if not bracket:
            yield name, value
        elif value == 1:
            yield name, int(line[:-1])
        elif stem not in ticked | none:
            none.add(stem)
            yield name, 0
