"""The single changes between two rules, each laid over the first of them by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from ocop.brief import Brief
from ocop.errors import Fault, OcopError, Path
from ocop.frozen_map import FrozenMap
from ocop.law.changes.changed import Changed
from ocop.law.changes.changes import Changes
from ocop.law.changes.check import laid_in_sets
from ocop.law.kind import NONE
from ocop.law.reading import Readings
from ocop.law.rules import Rules
from ocop.law.tables import HOMES
from ocop.text import Label
from ocop.words import Words

__all__ = ["Single", "singles_between"]

#: The tables of a file of changes that are lists of rows.
_LISTS = ("criteria", "exclusions")
#: The last step of the path of a level that is gone, and of one that came.
_DROPPED, _NEW = "dropped", "new-level"


@attrs.frozen(kw_only=True, repr=False)
class Single(Brief, Words):
    """One change by itself; called with a language it says what it changes.

    Attributes:
        changes: The id of the changes that it is one of; None for a reading.
        path: Where it stands in them: ``("bands", "4")``, ``("criteria", 0)``; of a reading
            ``("readings", "star_minima")``.
        label: What it changes.
        rules: The rules before with this change alone; None where it cannot stand alone.
        faults: Why it cannot.
    """

    changes: str | None
    path: Path
    label: Label
    rules: Rules | None
    faults: tuple[Fault, ...] = ()

    def __call__(self, lang: str) -> str:
        """What it changes, in one line."""
        return self.label(lang)

    @property
    def place(self) -> str:
        """Where it stands in the changes, as one word: ``"bands.4"``, ``"criteria.0"``."""
        return ".".join(map(str, self.path))


def singles_between(before: Rules, after: Rules) -> tuple[Single, ...]:
    """Every single change of what ``after`` lays over the law, and how it reads it otherwise.

    What ``before`` lays over the law and ``after`` does not is no single change: it is taken back
    with all of the others.
    """
    more = [changes for changes in after.changes if changes not in before.changes]
    return (
        *(single for changes in more for single in _of_changes(changes, before, after)),
        *_of_readings(before, after),
    )


def _of_readings(before: Rules, after: Rules) -> Iterator[Single]:
    for question in attrs.fields(Readings):
        taken = getattr(after.readings, question.name)
        if taken != getattr(before.readings, question.name):
            alone = before.read(**{question.name: taken})
            words = Readings.of({question.name: taken}).labels
            back = Label(f"{question.name}: {taken}", f"{question.name}: {taken}")
            yield Single(
                changes=None,
                path=("readings", question.name),
                label=words[0] if words else back,  # back at the default, which has no words
                rules=alone,
            )


def _of_changes(changes: Changes, before: Rules, after: Rules) -> Iterator[Single]:
    words = _Words(changes, after)
    for path, tables in _split(changes):
        rules: Rules | None = None
        faults: tuple[Fault, ...] = ()
        try:
            rules = before.amended(attrs.evolve(changes, tables=tables, lines=FrozenMap()))
        except OcopError as err:
            faults = err.faults
        yield Single(
            changes=changes.id, path=path, label=words.of(path), rules=rules, faults=faults
        )


def _split(changes: Changes) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Every single change of a file, and the tables that say it alone."""
    for name, table in changes.tables.items():
        if name in _LISTS:
            for n, row in enumerate(table):
                yield (name, n), {name: (row,)}
        elif table == NONE:
            yield (name,), {name: table}
        else:
            for key in table:
                if key != "reference":
                    alone = {each: table[each] for each in table if each in (key, "reference")}
                    yield (name, key), {name: alone}


@attrs.define(eq=False)
class _Words:
    """What the single changes of a file are called, by what the file changes as a whole."""

    changes: Changes
    rules: Rules
    _rows: list[tuple[Changed, str | None]] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Gather each value that the file changes, with the id of its criterion."""
        law, changes = self.rules.law, self.changes
        regime = changes.amends if changes.kind == "correction" else changes.id
        self._rows = [
            (one, None)
            for name in HOMES
            for one in law.changed(regime, name)
            if one.changes == changes.id
        ]
        for _, table, _ in laid_in_sets(law, changes):
            self._rows += [
                (one, table.criteria[one.path[0]]["id"] if one.table == "criteria" else None)
                for one in table.changed
                if one.changes == changes.id
            ]

    def of(self, path: Path) -> Label:
        """What the change at a path is called."""
        rows = [one for one, id_ in self._rows if self._is_of(one, id_, path)]
        if not rows:  # of a correction what stood so already
            place = ".".join(map(str, path))
            return Label(place, place)
        sets = list(dict.fromkeys(one.product_set for one in rows))
        first = [one for one in rows if one.product_set == sets[0]]
        vi, en = ("; ".join(one(lang) for one in first) for lang in ("vi", "en"))
        if len(sets) == 1:
            return Label(vi, en)
        return Label(
            f"{vi}; và ở {len(sets) - 1} bộ nữa", f"{en}; and in {len(sets) - 1} more sets"
        )

    def _is_of(self, one: Changed, id_: str | None, path: Path) -> bool:
        name, *steps = path
        if one.table != name:
            return False
        if name == "criteria":
            return _is_of_row(one, id_, self.changes.tables["criteria"][steps[0]])
        key = self.changes.tables["exclusions"][steps[0]]["id"] if name == "exclusions" else None
        wanted = key or (steps[0] if steps else None)
        return wanted is None or self._is_whole(name) or one.path[0] == str(wanted)

    def _is_whole(self, name: str | int) -> bool:
        """Whether the change of a table is all of it."""
        return name in HOMES and self.changes.tables[name] == NONE


def _is_of_row(one: Changed, id_: str | None, row: Mapping[str, Any]) -> bool:
    """Whether a value is one that a row of ``[[criteria]]`` changes."""
    if row.get("no", one.path[0]) != one.path[0] or row.get("id", id_) != id_:
        return False
    if one.product_set not in row.get("sets", (one.product_set,)):
        return False
    key = one.path[-1]
    if "option" in row:
        own = key in row or (key == _DROPPED and row.get("points") == NONE)
        return own and one.option == row["option"]
    if "points" in row:
        return key == _NEW and one.after["vi"] == row["vi"]
    return one.option is None and key in row
