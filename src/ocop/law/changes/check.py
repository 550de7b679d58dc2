"""Changes laid over a law: what they name must be there, and what they leave must hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ocop.errors import Faults, InputError, Path, RuleDataError
from ocop.law.changes._shape import at_line
from ocop.law.changes.changes import Changes
from ocop.law.fold._table_checks import check_ranks, check_tables
from ocop.law.fold.law import Law
from ocop.law.fold.rubric_overlay import Laid, laid_over
from ocop.law.fold.rubric_table import RubricTable
from ocop.law.kind import NONE
from ocop.law.tables import HOMES

__all__ = ["adding", "check_what_if", "idle", "laid_in_sets"]

_VALUES = {
    "criteria": ("points", "star", "vi", "en", "branch", "heading_star", "needs"),
    "exclusions": ("kind", "vi", "en", "at", "when", "stated", "bare"),
}


def adding(law: Law, changes: Changes) -> Law:
    """The same law with an amendment, a proposal or a correction laid over it.

    Raises:
        InputError: what it changes is not there, it changes nothing, or what it leaves does not
            hold together: every fault, with its path and line.
    """
    after, faults = law.with_changes(changes), Faults()
    _check_place(law, changes, faults)
    if not faults.found:
        _check_tables(after, changes, faults)
    if not faults.found:
        _Rows(after, changes, faults).check()
    if faults.found:
        raise InputError(at_line(fault, changes.lines) for fault in faults.found)
    return after


def check_what_if(law: Law, changes: Changes) -> None:
    """Hold a what-if to the law with it: the ranks, and the one set that it means.

    Raises:
        InputError: every fault, with its path.
    """
    faults = Faults()
    with faults.at():
        check_ranks(law, changes.id, faults)
    if not faults.found:
        _Rows(law, changes, faults).check()
    faults.raise_if_any()


def _check_place(law: Law, changes: Changes, faults: Faults) -> None:
    """What they change is known, and in force on their first day."""
    if changes.id in law.decisions:
        faults.add("change-id-taken", "id", given=changes.id)
    known = law.regime_ids
    if changes.amends not in (*known, *(laid.id for laid in law.added)):
        faults.add("change-unknown-decision", "amends", given=changes.amends, known=known)
    elif changes.first_day is not None:
        first = law.first_day(changes.amends)
        root = law.root(changes.amends)
        later = (law.first_day(id_) for id_ in known if law.root(id_) != root)
        end = next((day for day in later if day > first), None)
        if changes.first_day < first or (end is not None and changes.first_day >= end):
            faults.add(
                "change-outside-life",
                "from",
                given=changes.first_day,
                amends=law.decisions[changes.amends]["number"],
                first=first,
                end=end,
            )
    if changes.tables.get("rubrics") and changes.id not in law.folders:
        faults.add("change-rubrics", "rubrics")


def _regimes(law: Law, changes: Changes) -> Iterator[str]:
    """The regimes that the changes are in force in."""
    return (regime for regime in law.regime_ids if changes.id in law.line(regime))


def _check_tables(law: Law, changes: Changes, faults: Faults) -> None:
    for regime in _regimes(law, changes):
        found = len(faults.found)
        for name in HOMES:
            with faults.at():
                law.table(regime, name)
        if len(faults.found) == found:
            with faults.at():
                check_tables(law, regime, faults)
        if len(faults.found) > found:
            break  # the same again in each later regime


def laid_in_sets(law: Law, changes: Changes) -> Iterator[tuple[int, RubricTable, Laid]]:
    """Every set whose rubric the changes may touch: its number, its table, what became of them.

    Raises:
        RuleDataError: what they say of a set is at fault, when that set is asked for.
    """
    regime = changes.amends if changes.kind == "correction" else changes.id
    line = law.line(regime)
    before = line[: line.index(changes.id)]
    for number in _sets(law, regime, changes):
        table = law.rubric_of_line(before, number)
        yield number, *laid_over(table, changes, law.first_day(changes.id), number)


def _sets(law: Law, regime: str, changes: Changes) -> list[int]:
    rows = [row for name in _VALUES for row in changes.tables.get(name, ())]
    rows += [row for row in changes.tables.get("doubts", {}).values() if row != NONE]
    every = law.set_numbers(regime)
    if any("sets" not in row for row in rows) or NONE in changes.tables.get("doubts", {}).values():
        return list(every)
    return sorted({number for row in rows for number in row["sets"] if number in every})


def idle(law: Law, regime: str) -> dict[str, tuple[Path, ...]]:
    """Correction of a regime → what it says that stood so already: the law was mended since."""
    paths: dict[str, tuple[Path, ...]] = {}
    for id_ in law.line(regime)[1:]:
        changes = law.amendment(id_)
        if changes.kind == "correction":
            found = (*law.idle_values(regime, id_), *_idle_rows(law, changes))
            paths |= {id_: found} if found else {}
    return paths


def _idle_rows(law: Law, correction: Changes) -> list[Path]:
    """The rows of a correction that change no rubric any more, and the doubts that are gone."""
    doubts: list[Path] = [("doubts", id_) for id_ in correction.tables.get("doubts", ())]
    paths = [(name, n) for name in _VALUES for n in range(len(correction.tables.get(name, ())))]
    if not doubts and not paths:
        return []
    done = {path for _, _, laid in laid_in_sets(law, correction) for path, _ in laid.done}
    for name in HOMES:
        for one in law.changed(correction.amends, name):
            if one.changes == correction.id and isinstance(one.before, Mapping):
                done.add(("doubts", one.before.get("id", "")))
    return [path for path in (*paths, *doubts) if path not in done]


class _Rows:
    """The rows that change rubrics, over every set that they may mean."""

    def __init__(self, law: Law, changes: Changes, faults: Faults) -> None:
        self.law = law
        self.changes = changes
        self.faults = faults
        self.reached: dict[Path, list[tuple[int, str]]] = {}
        self.left: set[Path] = set()
        self.done: set[tuple[Path, str]] = set()
        self.ids: dict[str, None] = {}

    def check(self) -> None:
        regime = next(_regimes(self.law, self.changes))
        every = self.law.set_numbers(regime)
        for path, row in self.rows():
            for n, number in enumerate(row.get("sets", ())):
                if number not in every:
                    self.faults.add("no-such-set", *path, "sets", n, given=number, most=every[-1])
        total = self.law.total(regime)
        sets = laid_in_sets(self.law, self.changes)
        while True:
            try:
                number, table, laid = next(sets)
            except StopIteration:
                break
            except RuleDataError as err:
                self.faults.take(err.faults)
                return
            self.ids.update(dict.fromkeys(body["id"] for body in table.criteria.values()))
            self.gather(number, laid)
            if table.touched and table.points > total:
                self.faults.add(
                    "total-over-in-set", "criteria", set=number, given=table.points, most=total
                )
        for path, row in self.rows():
            self.check_row(path, row)

    def rows(self) -> Iterator[tuple[Path, Mapping[str, Any]]]:
        for name in _VALUES:
            for n, row in enumerate(self.changes.tables.get(name, ())):
                yield (name, n), row

    def gather(self, number: int, laid: Laid) -> None:
        for path, names in laid.reached.items():
            self.reached.setdefault(path, []).extend((number, name) for name in names)
        self.left |= laid.left.keys()
        self.done |= laid.done

    def check_row(self, path: Path, row: Mapping[str, Any]) -> None:
        """A row reaches what it names, and each of its values changes something somewhere."""
        known = tuple(self.ids)
        reached = self.reached.get(path, ())
        if path[0] == "criteria":
            key = "id" if "id" in row else "no"
            if not reached and path not in self.left:
                self.faults.add("no-such-criterion-id", *path, key, given=row[key], known=known)
                return
            without = [n for n in row.get("sets", ()) if n not in {set_ for set_, _ in reached}]
            if without and "was" not in row:
                self.faults.add(
                    "no-such-criterion-in-sets", *path, "sets", given=row[key], sets=tuple(without)
                )
                return
        if self.changes.kind == "correction":
            return
        says = [key for key in _VALUES[str(path[0])] if key in row]
        idle = [key for key in says if (path, key) not in self.done]
        if not reached and idle:
            self.faults.add("was-nowhere" if "was" in row else "change-nothing", *path)
            return
        for key in idle:
            self.faults.add("change-nothing", *path, key)
