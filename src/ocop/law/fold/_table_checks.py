"""What the folded tables of a regime must keep to, beyond keys and types.

Ranks descend, days are days, and what one row names is there in another: a level that is ended
leaves nothing that still points to it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from typing import Any

from ocop.errors import Faults
from ocop.law.case import CASES
from ocop.law.fold.law import Law
from ocop.law.level import Level
from ocop.law.rule_file import rule_file

__all__ = ["check_ranks", "check_tables"]

_UNITS = ("days", "working-days")
_DUTIES = ("evaluates", "screens")
_LEAP_YEAR = 2000


def check_tables(law: Law, regime: str, faults: Faults) -> None:
    """Note every fault of the tables of a regime, at the path of the row."""
    _Tables(law, regime, faults).check()


def check_ranks(law: Law, regime: str, faults: Faults) -> None:
    """Note every fault of the ranks of a regime."""
    _Tables(law, regime, faults).ranks()


class _Tables:
    def __init__(self, law: Law, regime: str, faults: Faults) -> None:
        self.law = law
        self.regime = regime
        self.faults = faults
        self.levels = law.table(regime, "levels")

    def check(self) -> None:
        self.ranks()
        self.authorities()
        self.named("returns", "to", self.levels)
        for name in ("passes", "rounds"):
            self.named(name, "level", self.levels)
        self.named("dossiers", "level", ("entity", *self.levels))
        self.named("passes", "case", CASES)
        self.named("deadlines", "unit", _UNITS)
        self.lists("dossiers", "cases", CASES)
        self.lists("dossiers", "documents", self.law.table(self.regime, "documents"))
        kinds = [row["id"] for row in rule_file("entity-kinds")["kinds"]]
        self.known("entities", self.law.table(self.regime, "entities"), kinds)
        self.known("returns", self.law.table(self.regime, "returns"), self.levels)
        numbering = self.law.decisions[self.law.root(self.regime)]["numbering"]
        groups = [row["id"] for row in self.law.read(numbering, "sets")["groups"]]
        self.lists("entities", "groups", groups)
        self.lists("documents", "unless_groups", groups)
        events = [row["id"] for row in rule_file("events")["events"]]
        self.known("events", self.law.table(self.regime, "events"), events)
        self.certificates()
        self.days()

    def rows(self, name: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
        return self.law.table(self.regime, name).items()

    def known(self, table: str, given: Iterable[str], known: Iterable[str]) -> None:
        """Note each name that is none of those that are known."""
        names = tuple(known)
        for name in given:
            if name not in names:
                self.faults.add("rules-not-known", table, name, given=name, known=names)

    def named(self, table: str, key: str, known: Iterable[str]) -> None:
        """Note each row that names what is not there."""
        names = tuple(known)
        for row_key, row in self.rows(table):
            if row[key] not in names:
                self.faults.add("rules-not-known", table, row_key, key, given=row[key], known=names)

    def lists(self, table: str, key: str, known: Iterable[str]) -> None:
        """Note each row that lists what is not there."""
        names = tuple(known)
        for row_key, row in self.rows(table):
            for given in row.get(key, ()):
                if given not in names:
                    self.faults.add(
                        "rules-not-known", table, row_key, key, given=given, known=names
                    )

    def number(self, path: tuple[str, ...], given: int, least: int, most: int) -> None:
        if not least <= given <= most:
            self.faults.add("change-out-of-range", *path, given=given, least=least, most=most)

    def ranks(self) -> None:
        """The ranks descend, and the lowest begins at 0: every total has one."""
        total = self.law.total(self.regime)
        bands = self.law.table(self.regime, "bands")
        self.known("bands", bands, [str(stars) for stars in range(5, 0, -1)])
        for rank, row in bands.items():
            self.number(("bands", rank, "from"), row["from"], 0, total)
        leasts = [row["from"] for row in bands.values()]
        ranks = list(bands)
        if leasts != sorted(set(leasts), reverse=True) or ranks != sorted(ranks, reverse=True):
            self.faults.add("ranks-out-of-order", "bands", values=tuple(leasts))
        elif not leasts or leasts[-1] > 0:
            self.faults.add("totals-without-rank", "bands", below=leasts[-1] if leasts else total)
        parts = self.law.table(self.regime, "parts")
        points: int = sum(parts[part] for part in parts if part != "reference")
        if points > total:
            self.faults.add("total-over", "parts", given=points, most=total)

    def authorities(self) -> None:
        """Who recognises what, and what goes up."""
        self.known("levels", self.levels, list(Level))
        self.named("levels", "duty", _DUTIES)
        recognised: dict[int, str] = {}
        for level, row in self.levels.items():
            path = ("levels", level)
            for stars in row["recognises"]:
                self.number((*path, "recognises"), stars, 3, 5)
                first = recognised.setdefault(stars, level)
                if first != level:
                    self.faults.add("stars-recognised-twice", *path, "recognises", stars=stars)
            if "forwards_from" in row:
                total = self.law.total(self.regime)
                self.number((*path, "forwards_from"), row["forwards_from"], 0, total)
            self.points_to("levels", level, row.get("forwards_to"))
        for n, row in enumerate(self.law.table(self.regime, "withdrawal").get("by", ())):
            self.points_to("withdrawal", f"by {n + 1}", row["level"])

    def points_to(self, table: str, row: str, level: str | None) -> None:
        if level is not None and level not in self.levels:
            self.faults.add(
                "rules-not-known", table, row, given=level, known=tuple(self.levels)
            )  # fmt: skip

    def certificates(self) -> None:
        """Months and days are some, and a window opens before it closes."""
        term = self.law.table(self.regime, "term")
        if term:
            self.number(("term", "months"), term["months"], 1, 1200)
        for name in ("notice", "extension", "withdrawal"):
            row = self.law.table(self.regime, name)
            if "days" in row:
                self.number((name, "days"), row["days"], 1, 3660)
        window = self.law.table(self.regime, "window")
        if window and not window["earliest"] > window["latest"] >= 0:
            values = (window["earliest"], window["latest"])
            self.faults.add("window-out-of-order", "window", values=values)
        for key, row in self.rows("deadlines"):
            self.number(("deadlines", key, "number"), row["number"], 1, 3660)

    def days(self) -> None:
        """The days of the rounds are days of a year, and what a transition keeps is a regime."""
        for key, row in self.rows("rounds"):
            for side in ("proposed_before", "ended_before"):
                day = row[side]
                if not _is_day(day):
                    self.faults.add("not-a-day-of-a-year", "rounds", key, side)
        keeps = self.law.table(self.regime, "transition").get("keeps")
        if keeps is not None:
            self.known("transition", [keeps], self.law.regime_ids)


def _is_day(row: Mapping[str, Any]) -> bool:
    """Whether a row is a day of a year, of the round's own or of one after it."""
    month, day, year = row.get("month", 0), row.get("day", 0), row.get("year", 0)
    numbers = all(type(value) is int for value in (month, day, year))
    if not numbers or set(row) - {"month", "day", "year"} or not 0 <= year <= 1:
        return False
    return month in range(1, 13) and day in range(1, monthrange(_LEAP_YEAR, month)[1] + 1)
