"""Regimes: the rules in force over an interval, and which of them answers for a dossier.

Reference: the decisions themselves; the transition of 26/2026/QĐ-TTg, Art. 12.2.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import attrs

from ocop import _ports
from ocop.dates import checked_date, weekday_from
from ocop.errors import InputError, NotFoundError, UncheckedRules, told
from ocop.law.citation import Cited
from ocop.law.decisions import Decision, decision
from ocop.law.entities import EntityRule, rules
from ocop.law.fold import PACKAGE, shipped
from ocop.law.levels import Level, LevelRule
from ocop.law.readings import default_readings
from ocop.law.sets import ProductGroup, ProductSet, find_set, product_groups, product_sets
from ocop.serial import read_data
from ocop.text import Label, hint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ocop.law.readings import Readings
    from ocop.scoring.rubric import Rubric

__all__ = [
    "Band",
    "Case",
    "Note",
    "Regime",
    "ceased_level",
    "regime",
    "regime_for",
    "regime_on",
    "regimes",
]

Case = Literal["first", "upgrade", "re-evaluation"]


@attrs.frozen(kw_only=True)
class Band(Cited):
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
class Note(Cited):
    """Something that an answer must say about itself.

    Attributes:
        id: Stable, such as ``"as-checked-on"``, ``"transition"`` or ``"level-ceased"``.
        label: The words.
        reference: The source in law; None where there is none.
        day: The day that it speaks of, such as the last day of the transition; None for none.
    """

    id: str
    label: Label
    reference: str | None = None
    day: date | None = None


@attrs.frozen(kw_only=True, cache_hash=True)
class Regime(Cited):
    """The rules in force over an interval.

    Two regimes are equal where their rules are; what an answer says of itself (:attr:`notes`) does
    not count.

    Attributes:
        id: ``"1048"``, ``"781"``, ``"148"``, ``"1489"`` or ``"26"``.
        decisions: What it rests on, the newest first.
        first_day: The first day in force.
        end: The day on which the next regime begins (excluded); None for the present one.
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

    def as_of_check(self, checked: date | None) -> Regime:
        """These rules, saying that they were last checked on this day; None takes that away.

        :func:`regime_on` does it by itself; this is for answers that are kept and read again.

        Raises:
            InputError: not a date, outside the life of these rules, or after the last check that is
                known.
        """
        notes = tuple(note for note in self.notes if note.id != "as-checked-on")
        if checked is None:
            return attrs.evolve(self, notes=notes)
        day = checked_date(checked, "as_checked_on")
        if day not in self or self.verified_on is None or day > self.verified_on:
            raise InputError(
                told(
                    "as_checked_on",
                    f"{self.reference} was not checked on {day}",
                    f"it is in force from {self.first_day}, last checked on {self.verified_on}",
                )
            )
        note = Note(
            id="as-checked-on",
            label=Label(f"Theo kiểm tra ngày {day:%d/%m/%Y}", f"As checked on {day}"),
            day=day,
        )
        return attrs.evolve(self, notes=(*notes, note))

    @property
    def full_marks(self) -> int:
        """The points of all parts together: 100."""
        return sum(points for _, points in self.parts)

    @property
    def sets(self) -> tuple[ProductSet, ...]:
        """The 26 product sets, by number."""
        return product_sets(self.numbering, self.id)

    @property
    def groups(self) -> tuple[ProductGroup, ...]:
        """The six product groups."""
        return product_groups(self.numbering)

    def set(self, which: int | str | ProductSet) -> ProductSet:
        """The product set of this number, id or spelling, by the name that it has in this regime.

        Raises:
            NotFoundError: there is none; it names the nearest. A set of the other numbering is
                none.
        """
        if isinstance(which, ProductSet) and which.numbering != self.numbering:
            raise NotFoundError(
                told(
                    "set",
                    f"set {which.number} of numbering {which.numbering} ({which.label.vi}) is none "
                    f"of {self.reference}",
                    "ask for it by name, or see correspondences()",
                )
            )
        number = which.number if isinstance(which, ProductSet) else which
        return self.sets[find_set(self.numbering, number).number - 1]

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
            told("level", f"{which!s} has no part under {self.reference}", f"it has {names}")
        )

    def recognises(self, stars: int) -> LevelRule | None:
        """The level that recognises this many stars; None for 1 and 2, which nobody certifies."""
        return next((rule for rule in self.levels if stars in rule.recognises), None)

    def who_may_bring(self, which: int | str | ProductSet) -> tuple[EntityRule, ...]:
        """The kinds of entity that may bring a product of this set.

        Raises:
            NotFoundError: there is no such set.
        """
        product_set = self.set(which)
        return tuple(rule for rule in self.entities if rule.allows(product_set))

    def rubric(self, which: int | str | ProductSet, *, readings: Readings | None = None) -> Rubric:
        """The rubric (bộ tiêu chí) of this product set.

        Raises:
            NotFoundError: there is no such set; it names the nearest.
        """
        found: Rubric = _ports.ask("rubric", self, self.set(which), readings)
        return found


def _level_rule(level: str, row: Mapping[str, Any]) -> LevelRule:
    return LevelRule(
        level=Level(level),
        duty=row["duty"],
        recognises=tuple(row["recognises"]),
        forwards_from=row.get("forwards_from"),
        forwards_to=Level(row["forwards_to"]) if "forwards_to" in row else None,
        reference=row["reference"],
    )


def _regime(id_: str, end: date | None) -> Regime:
    law = shipped()
    line = law.line(id_)
    levels = law.table(id_, "levels")
    decisions = tuple(decision(each) for each in line)
    base, *amendments = (each.number for each in decisions)
    return Regime(
        id=id_,
        decisions=decisions[::-1],
        first_day=law.first_day(id_),
        end=end,
        numbering=law.decisions[line[0]]["numbering"],
        parts=tuple(
            (part, points)
            for part, points in law.table(id_, "parts").items()
            if part != "reference"
        ),
        bands=tuple(
            Band(
                stars=int(stars),
                least=row["from"],
                printed_to=row.get("printed_to"),
                reference=row["reference"],
            )
            for stars, row in law.table(id_, "bands").items()
        ),
        levels=tuple(_level_rule(each, levels[each]) for each in Level if each in levels),
        entities=rules(id_),
        reference=", ".join([base, *(f"amended by {number}" for number in amendments)]),
    )


@cache
def _table() -> dict[str, Regime]:
    ids = shipped().regime_ids
    ends = [*(shipped().first_day(id_) for id_ in ids[1:]), None]
    return {id_: _regime(id_, end) for id_, end in zip(ids, ends, strict=True)}


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
    raise NotFoundError(told("regime", f"{which!r} is not a regime", hint(str(which), table)))


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
            told(
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
            told(
                "on",
                f"{found.reference} was last seen in force on {checked}; {day} is later",
                "check for a newer decision, or ask without strict",
            )
        )
    return found.as_of_check(checked)


def ceased_level(level: Level | str, on: date) -> Note | None:
    """What an act of a level on a day must say where the level had ceased to exist by then.

    Districts were gone on 1 July 2025, while the rules of that day named them until 5 July.

    Args:
        level: The level that acts.
        on: The day of the act.

    Returns:
        A note with the id ``"level-ceased"``, whose day is the first without the level; None where
        the level was there.

    Raises:
        InputError: not a date.

    Reference: 203/2025/QH15.
    """
    day = checked_date(on, "on")
    for row in read_data(PACKAGE, "other-law.toml")["ceased"]:
        if row["level"] == level and row["from"] <= day:
            name, gone = Level(level).label, row["from"]
            return Note(
                id="level-ceased",
                label=Label(
                    f"{name.vi} không còn từ {gone:%d/%m/%Y}; việc này ghi ngày {day:%d/%m/%Y}",
                    f"{name.en} level: gone since {gone}, but this act is dated {day}",
                ),
                reference=row["reference"],
                day=gone,
            )
    return None


def _transition(into: Regime, filed: date) -> tuple[Mapping[str, Any], date] | None:
    """The transition that a dossier filed on a day is under, and the day from which it counts.

    An amendment inherits the transition of what it amends, with its day.
    """
    row = shipped().table(into.id, "transition")
    since = shipped().source(into.id, "transition").since
    return (row, since) if row and filed < since else None


def _without_text(filed: date, into: Regime, present: Regime, on_the_way: str) -> Regime:
    """The rules of a dossier on the way into a regime of which no transition text was read."""
    found = _transition(into, filed)
    if found is None:
        return into
    row, _ = found
    rules, words = into, Label("ngày đánh giá", "the day of evaluation")
    if on_the_way == "filing-day":
        rules, words = regime_on(filed), Label("ngày nộp", "the day of filing")
        gone = [rule for rule in rules.levels if ceased_level(rule.level, present.first_day)]
        if gone:  # whoever acts for the levels that are no more
            rules = attrs.evolve(rules, levels=present.levels)
    note = Note(
        id="on-the-way",
        label=Label(
            f"Nộp {filed:%d/%m/%Y}, trước {into.citation.vi}: theo quy định {words.vi}; chưa đọc "
            "được điều khoản chuyển tiếp nào",
            f"Filed on {filed}, before {into.reference}: the rules of {words.en}; no transition "
            "text was read",
        ),
        reference=row["reference"],
    )
    return attrs.evolve(rules, notes=(*rules.notes, note))


def regime_for(
    kind: Case,
    filed_on: date,
    evaluated_on: date | None = None,
    *,
    readings: Readings | None = None,
    strict: bool = False,
) -> Regime:
    """The regime that a dossier is judged by.

    Dossiers on the way when 26/2026 came into force (filed before 22 May 2026) follow the old rules
    while evaluated within 60 days (first, upgrade) or 30 days (re-evaluation). What becomes of one
    that is not finished by then the law does not say: by the reading ``unfinished`` the new rules
    judge it (the default), or the old ones still. Of the changes of 2020, 2023 and 2025 no
    transition text was read: by the reading ``on_the_way`` the rules of the day of evaluation hold
    (the default), or those of the day of filing. The answer's notes say which.

    A last day that is a Saturday or Sunday stays, or moves to Monday by the reading ``rest_day``.
    Under ``on_the_way="filing-day"`` the levels of the present rules act where those of the old
    ones have ceased to exist (the districts).

    Args:
        kind: The case: ``"first"``, ``"upgrade"`` or ``"re-evaluation"``.
        filed_on: The day on which the dossier was filed.
        evaluated_on: The day of the evaluation; where not given, the day of filing.
        readings: How the law is read where it is silent; the defaults where not given.
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
        faults.append(told("kind", f"{kind!r} is not a case", "first, upgrade or re-evaluation"))
    if day < filed:
        faults.append(told("evaluated_on", f"{day} comes before the filing on {filed}"))
    if faults:
        raise InputError(faults)
    present, taken = regime_on(day, strict=strict), readings or default_readings()
    found = _transition(present, filed)
    if found is None:
        return present
    row, since = found
    if "keeps" not in row:
        return _without_text(filed, present, present, taken.on_the_way)
    old = _without_text(filed, regime(row["keeps"]), present, taken.on_the_way)
    days = next(each["days"] for each in row["cases"] if each["case"] == kind)
    last = since + timedelta(days=days)
    if taken.rest_day == "moves":
        # by weekends alone: which rules judge must not hang on an installed calendar
        last = weekday_from(last)
    if day <= last:
        return _noting(old, _in_time(since, last, row["reference"]))
    if taken.unfinished == "old-rules":
        rules, words = old, Label("làm tiếp theo quy định cũ", "finished under the old rules")
    else:
        rules, words = present, Label("theo quy định mới", "the new rules")
    return _noting(rules, *_not_in_time(words, last, row["reference"]))


def _noting(rules: Regime, *notes: Note) -> Regime:
    return attrs.evolve(rules, notes=(*rules.notes, *notes))


def _in_time(first: date, last: date, reference: str) -> Note:
    return Note(
        id="transition",
        label=Label(
            f"Nộp trước {first:%d/%m/%Y}: theo quy định cũ đến {last:%d/%m/%Y}",
            f"Filed before {first}: the old rules, until {last}",
        ),
        reference=reference,
        day=last,
    )


def _not_in_time(words: Label, last: date, reference: str) -> tuple[Note, ...]:
    over = Note(
        id="transition-over",
        label=Label(
            f"Chưa xong đến hết {last:%d/%m/%Y}: {words.vi}", f"Not done by {last}: {words.en}"
        ),
        reference=reference,
        day=last,
    )
    doubt = Note(
        id="unfinished",
        label=Label(
            "Luật không nói hồ sơ chưa xong trong hạn thì theo quy định nào",
            "The law does not say which rules hold for what is not done in time",
        ),
        reference=reference,
    )
    return over, doubt
