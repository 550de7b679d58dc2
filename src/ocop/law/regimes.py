"""Regimes: the rules in force over an interval, and which of them answers for a dossier.

Reference: the decisions themselves; the transition of 26/2026/QĐ-TTg, Art. 12.2.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import attrs

from ocop import _ports
from ocop.dates import checked_date
from ocop.errors import Fault, InputError, NotFoundError, UncheckedRules
from ocop.law.decisions import Decision, decision
from ocop.law.entities import EntityRule, rules
from ocop.law.levels import Level, LevelRule
from ocop.law.sets import ProductGroup, ProductSet, find_set, product_groups, product_sets
from ocop.serial import read_data
from ocop.text import Label, hint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ocop.law.readings import Readings
    from ocop.scoring.rubric import Rubric

__all__ = ["Band", "Case", "Note", "Regime", "regime", "regime_for", "regime_on", "regimes"]

Case = Literal["first", "upgrade", "re-evaluation"]


@attrs.frozen(kw_only=True)
class Band:
    """The totals of one rank: from ``least`` (included) to the next rank's least (excluded).

    Attributes:
        stars: 1–5.
        least: The least total of the rank, 0–100.
        printed_to: The last whole number that the decision prints for it; None where it prints
            half-open bounds.
        reference: The source in law.
    """

    stars: int
    least: int
    printed_to: int | None = None
    reference: str


@attrs.frozen(kw_only=True)
class Note:
    """Something that an answer must say about itself.

    Attributes:
        id: ``"as-checked-on"``, ``"transition"`` or ``"transition-over"``.
        label: The words.
        reference: The source in law; None where there is none.
        day: The day that it speaks of: of the last check, or the last day of the transition.
    """

    id: str
    label: Label
    reference: str | None = None
    day: date | None = None


@attrs.frozen(kw_only=True, cache_hash=True)
class Regime:
    """The rules in force over an interval.

    Two regimes are equal where their rules are; what an answer says of itself (:attr:`notes`) does
    not count.

    Attributes:
        id: ``"1048"``, ``"781"``, ``"148"``, ``"1489"`` or ``"26"``.
        decisions: What it rests on, the newest first.
        first_day: The first day in force.
        end: The day on which the next regime begins (excluded); None for the present one.
        tables: Which criteria tables judge the products.
        numbering: Which numbering of product sets holds, see :mod:`ocop.law.sets`.
        parts: Points of the parts A, B and C, which sum to 100.
        bands: The ranks by total, highest first.
        levels: Who does what, lowest level first.
        reference: How to cite it.
        notes: What this answer says of itself.
    """

    id: str
    decisions: tuple[Decision, ...]
    first_day: date
    end: date | None
    tables: str
    numbering: str
    parts: tuple[tuple[str, int], ...]
    bands: tuple[Band, ...]
    levels: tuple[LevelRule, ...]
    entities: tuple[EntityRule, ...]
    reference: str
    notes: tuple[Note, ...] = attrs.field(default=(), eq=False)

    def __str__(self) -> str:
        return self.reference

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day and (self.end is None or day < self.end)

    @property
    def verified_on(self) -> date | None:
        """The newest day on which a source was seen that names its decision as in force."""
        return self.decisions[0].verified_on

    @property
    def as_checked_on(self) -> date | None:
        """Where the question's date is later than the last check: the day of that check."""
        return next((note.day for note in self.notes if note.id == "as-checked-on"), None)

    @property
    def full_marks(self) -> int:
        """The points of all parts together: 100."""
        return sum(points for _, points in self.parts)

    @property
    def sets(self) -> tuple[ProductSet, ...]:
        """The 26 product sets, by number."""
        return product_sets(self.numbering)

    @property
    def groups(self) -> tuple[ProductGroup, ...]:
        """The six product groups."""
        return product_groups(self.numbering)

    def set(self, which: int | str) -> ProductSet:
        """The product set of this number, id or spelling.

        Raises:
            NotFoundError: there is none; it names the nearest.
        """
        return find_set(self.numbering, which)

    def level(self, which: Level | str) -> LevelRule:
        """What ``which`` level does under this regime.

        Raises:
            NotFoundError: the level has no part in it (no district since July 2025).
        """
        for rule in self.levels:
            if rule.level == which:
                return rule
        names = ", ".join(rule.level for rule in self.levels)
        raise NotFoundError(
            Fault("level", f"{which!s} has no part under {self.reference}", f"it has {names}")
        )

    def recognises(self, stars: int) -> LevelRule | None:
        """The level that recognises this many stars; None for 1 and 2, which nobody certifies."""
        return next((rule for rule in self.levels if stars in rule.recognises), None)

    def who_may_bring(self, which: int | str | ProductSet) -> tuple[EntityRule, ...]:
        """The kinds of entity that may bring a product of this set.

        Raises:
            NotFoundError: there is no such set.
        """
        product_set = which if isinstance(which, ProductSet) else self.set(which)
        return tuple(rule for rule in self.entities if rule.allows(product_set))

    def rubric(self, which: int | str | ProductSet, *, readings: Readings | None = None) -> Rubric:
        """The rubric (bộ tiêu chí) of this product set.

        Raises:
            NotFoundError: there is no such set; it names the nearest.
        """
        product_set = which if isinstance(which, ProductSet) else self.set(which)
        found: Rubric = _ports.ask("rubric", self, product_set, readings)
        return found


def _level_rule(row: Mapping[str, Any]) -> LevelRule:
    return LevelRule(
        level=Level(row["level"]),
        duty=row["duty"],
        recognises=tuple(row["recognises"]),
        forwards_from=row.get("forwards_from"),
        forwards_to=Level(row["forwards_to"]) if "forwards_to" in row else None,
        reference=row["reference"],
    )


@cache
def _table() -> dict[str, Regime]:
    file = read_data("ocop.law", "data/regimes.toml")
    rows = file["regimes"]
    ends = [row["from"] for row in rows[1:]] + [None]
    found = (
        Regime(
            id=row["id"],
            decisions=tuple(decision(each) for each in row["decisions"]),
            first_day=row["from"],
            end=end,
            tables=row["tables"],
            numbering=row["numbering"],
            parts=tuple(
                (part, points)
                for part, points in file["parts"][row["parts"]].items()
                if part != "reference"
            ),
            bands=tuple(
                Band(
                    stars=band["stars"],
                    least=band["from"],
                    printed_to=band.get("printed_to"),
                    reference=band["reference"],
                )
                for band in file["bands"][row["bands"]]
            ),
            levels=tuple(_level_rule(each) for each in file["levels"][row["levels"]]),
            entities=rules(row["entities"]),
            reference=row["reference"],
        )
        for row, end in zip(rows, ends, strict=True)
    )
    return {each.id: each for each in found}


def regimes() -> tuple[Regime, ...]:
    """Every regime since 21 August 2019, oldest first."""
    return tuple(_table().values())


def regime(which: str) -> Regime:
    """The regime of this id, whatever the date.

    Raises:
        NotFoundError: there is none; it names those there are.
    """
    table = _table()
    if which in table:
        return table[which]
    raise NotFoundError(Fault("regime", f"{which!r} is not a regime", hint(str(which), table)))


def regime_on(on: date, *, strict: bool = False) -> Regime:
    """The regime in force on a day.

    A day later than the last check of the rules is answered with the present regime, and the answer
    says "as checked on …" in :attr:`Regime.notes`.

    Args:
        on: The day asked for.
        strict: Raise rather than answer for a day later than the last check.

    Raises:
        NotFoundError: before 21 August 2019, when the first criteria came.
        UncheckedRules: in strict mode, for a day later than the last check.
    """
    day = checked_date(on, "on")
    known = regimes()
    if day < known[0].first_day:
        first = known[0]
        raise NotFoundError(
            Fault(
                "on",
                f"no criteria were in force on {day}",
                f"the first are {first.reference}, from {first.first_day}",
            )
        )
    return _noting_age(next(each for each in known if day in each), day, strict=strict)


def _noting_age(found: Regime, day: date, *, strict: bool) -> Regime:
    checked = found.verified_on
    if found.end is not None or checked is None or day <= checked:
        return found
    if strict:
        raise UncheckedRules(
            Fault(
                "on",
                f"{found.reference} was last seen in force on {checked}; {day} is later",
                "check for a newer decision, or ask without strict",
            )
        )
    note = Note(
        id="as-checked-on",
        label=Label(f"Theo kiểm tra ngày {checked:%d/%m/%Y}", f"As checked on {checked}"),
        day=checked,
    )
    return attrs.evolve(found, notes=(*found.notes, note))


def _transition(case: str, filed: date, into: Regime) -> tuple[Regime, date, str] | None:
    for row in read_data("ocop.law", "data/regimes.toml")["transitions"]:
        if row["into"] == into.id and filed < row["filed_before"]:
            days = next(each["days"] for each in row["cases"] if each["case"] == case)
            last = row["filed_before"] + timedelta(days=days)
            return regime(row["keeps"]), last, row["reference"]
    return None


def regime_for(
    kind: Case, filed_on: date, evaluated_on: date | None = None, *, strict: bool = False
) -> Regime:
    """The regime that a dossier is judged by.

    It is the one in force on the day of evaluation, but for dossiers on the way when 26/2026 came
    into force: filed before 22 May 2026, they follow the old rules while evaluated within 60 days
    (first, upgrade) or 30 days (re-evaluation), and the new rules after that. The answer's notes
    say which.

    Args:
        kind: The case: ``"first"``, ``"upgrade"`` or ``"re-evaluation"``.
        filed_on: The day on which the dossier was filed.
        evaluated_on: The day of the evaluation; where not given, the day of filing.
        strict: As for :func:`regime_on`.

    Raises:
        InputError: another case, or an evaluation before the filing.
        NotFoundError: before 21 August 2019.
        UncheckedRules: as for :func:`regime_on`.

    Reference: 26/2026/QĐ-TTg, Art. 12.2.
    """
    filed = checked_date(filed_on, "filed_on")
    day = filed if evaluated_on is None else checked_date(evaluated_on, "evaluated_on")
    faults = []
    if kind not in {"first", "upgrade", "re-evaluation"}:
        faults.append(Fault("kind", f"{kind!r} is not a case", "first, upgrade or re-evaluation"))
    if day < filed:
        faults.append(Fault("evaluated_on", f"{day} comes before the filing on {filed}"))
    if faults:
        raise InputError(faults)
    present = regime_on(day, strict=strict)
    transition = _transition(kind, filed, present)
    if transition is None:
        return present
    old, last, reference = transition
    if day <= last:
        note = Note(
            id="transition",
            label=Label(
                f"Nộp trước {present.first_day:%d/%m/%Y}: theo quy định cũ đến {last:%d/%m/%Y}",
                f"Filed before {present.first_day}: the old rules, until {last}",
            ),
            reference=reference,
            day=last,
        )
        return attrs.evolve(old, notes=(note,))
    note = Note(
        id="transition-over",
        label=Label(
            f"Chưa xong trước {last:%d/%m/%Y}: theo quy định mới",
            f"Not done by {last}: the new rules",
        ),
        reference=reference,
        day=last,
    )
    return attrs.evolve(present, notes=(*present.notes, note))
