"""Regimes: the rules in force over an interval.

Reference: the decisions themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Any

import attrs

from ocop import _ports
from ocop.brief import cut
from ocop.dates import checked_date
from ocop.errors import InputError, NotFoundError
from ocop.exact import as_day
from ocop.law import later
from ocop.law.case import Case
from ocop.law.citation import Cited
from ocop.law.fold.law import Law
from ocop.law.kind import PARTS, PartId
from ocop.law.product_set import (
    ProductGroup,
    ProductSet,
    named_set,
    product_groups,
    set_numbers,
)
from ocop.law.rule_file import rule_file
from ocop.law.rules import Rules, checked_rules, default_rules
from ocop.shown.value import Shown, Tidy
from ocop.text import Label
from ocop.words import listed

if TYPE_CHECKING:
    from ocop.scoring.rubric.rubric import Rubric

__all__ = [
    "Band",
    "Note",
    "Regime",
    "bands_of",
    "ceased_level",
    "regime",
    "regime_for",
    "regime_of",
    "regime_on",
    "regimes",
]


@attrs.frozen(kw_only=True, repr=False)
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


@attrs.frozen(kw_only=True, cache_hash=True, repr=False)
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


@attrs.frozen(kw_only=True, cache_hash=True, repr=False)
class Regime(Cited, Shown, Tidy):
    """The rules in force over an interval.

    Two regimes are equal where their rules are; what an answer says of itself (:attr:`notes`) does
    not count.

    Attributes:
        id: ``"1048"``, ``"781"``, ``"148"``, ``"1489"`` or ``"26"``.
        first_day: The first day in force.
        end: The day on which the next regime begins (excluded); None for the present one.
        numbering: Which numbering of product sets holds, see :mod:`ocop.law.product_set`.
        parts: Points of the parts A, B and C, which sum to 100.
        bands: The ranks by total, highest first.
        reference: How to cite it.
        rules: Under which rules it stands: which law, and how it is read where it is silent.
        notes: What this answer says of itself.
        decisions: What it rests on, the newest first.
        levels: Who does what, lowest level first.
        entities: Who may bring a product.
        verified_on: The newest day on which a source was seen that names its decision as in force.
    """

    id: str
    first_day: date
    end: date | None
    numbering: str
    parts: tuple[tuple[PartId, int], ...]
    bands: tuple[Band, ...]
    reference: str
    rules: Rules = attrs.field(repr=False)
    notes: tuple[Note, ...] = attrs.field(default=(), eq=False)
    #: Where other levels act than those of its rules.
    _levels: tuple[later.LevelRule, ...] | None = None
    #: The id by which its rules know it.
    _known_as: str = attrs.field(default=attrs.Factory(lambda self: self.id, takes_self=True))

    def __reduce__(self) -> tuple[Any, ...]:
        # named under its rules, with what is its own: the tables stay at home
        named = self.rules.known(self.id)
        if named is None:
            return partial(Regime, **_values(self)), ()
        of_law = _values(named)
        own = {key: value for key, value in _values(self).items() if value != of_law[key]}
        return _named, (self.rules, self.id, own)

    def __repr__(self) -> str:
        under = "" if self.rules.is_default else f", {self.rules!r}"
        return f"<Regime {cut(self.id, 60)}: from {self.first_day}{under}>"

    def __str__(self) -> str:
        return self.reference

    def __contains__(self, day: date) -> bool:
        on = checked_date(as_day(day))
        return self.first_day <= on and (self.end is None or on < self.end)

    @cached_property
    def decisions(self) -> tuple[later.Decision, ...]:
        """What it rests on, the newest first."""
        ids = _decisions_of(self.rules.law, self._known_as)
        return tuple(self.rules.decision(id_) for id_ in ids)

    @cached_property
    def levels(self) -> tuple[later.LevelRule, ...]:
        """Who does what, lowest level first."""
        return _levels(self.rules, self._known_as) if self._levels is None else self._levels

    @cached_property
    def entities(self) -> tuple[later.EntityRule, ...]:
        """Who may bring a product."""
        return _entities(self.rules, self._known_as)

    @cached_property
    def verified_on(self) -> date | None:
        """The newest day on which a source was seen that names its decision as in force."""
        law = self.rules.law
        day: date | None = law.decisions[_decisions_of(law, self._known_as)[0]].get("verified_on")
        return day

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
        day = None if checked is None else checked_date(as_day(checked), "as_checked_on")
        return _as_of_check(self, self.notes, day)

    @property
    def full_marks(self) -> int:
        """The points of all parts together: 100, unless changes of the law say another total."""
        if self.rules.changes:
            return self.rules.law.total(self.id)
        return sum(points for _, points in self.parts)

    @property
    def sets(self) -> tuple[ProductSet, ...]:
        """The 26 product sets, by number."""
        return _sets(self.rules, self.id, self.numbering).every

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
            raise NotFoundError.of(
                "set-of-other-numbering",
                "set",
                number=which.number,
                numbering=which.numbering,
                label=which.label,
                regime=self.citation,
            )
        number = which.number if isinstance(which, ProductSet) else which
        if type(number) is int and number in set_numbers(self.numbering):
            return _sets(self.rules, self.id, self.numbering)[number]
        from ocop.law.set_name import find_set  # noqa: PLC0415 - only for a set by its name

        return self.set(find_set(self.numbering, number).number)

    def level(self, which: later.Level | str) -> later.LevelRule:
        """What ``which`` level does under this regime.

        Raises:
            NotFoundError: the level has no part in it (no district since July 2025).
        """
        for rule in self.levels:
            if rule.level == which:
                return rule
        known = listed(rule.level.value for rule in self.levels)
        raise NotFoundError.of(
            "no-part-of-level", "level", given=which, regime=self.citation, known=known
        )

    def recognises(self, stars: int) -> later.LevelRule | None:
        """The level that recognises this many stars; None for 1 and 2, which nobody certifies.

        Raises:
            InputError: no such rank.
        """
        ranks = tuple(band.stars for band in reversed(self.bands))
        if type(stars) is not int or stars not in ranks:
            raise InputError.of("no-such-rank", "stars", given=stars, ranks=ranks)
        return next((rule for rule in self.levels if stars in rule.recognises), None)

    def who_may_bring(self, which: int | str | ProductSet) -> tuple[later.EntityRule, ...]:
        """The kinds of entity that may bring a product of this set.

        Raises:
            NotFoundError: there is no such set.
        """
        product_set = self.set(which)
        return tuple(rule for rule in self.entities if rule.allows(product_set))

    def under(self, rules: Rules) -> Regime:
        """The regime of the same id under other rules, with what this answer says of itself.

        Raises:
            InputError: they are no rules.
            NotFoundError: they have none of that id.
        """
        if checked_rules(rules) == self.rules:
            return self
        if rules.changes == self.rules.changes:
            return attrs.evolve(self, rules=rules)
        return attrs.evolve(rules.regime(self.id), notes=self.notes)

    def amended_by(self, rules: Rules) -> Regime:
        """The regime that other rules make of this one.

        That of the last proposal or amendment among their changes that stands on this one; where
        there is none, the regime of the same id under them.

        Raises:
            InputError: they are no rules.
            NotFoundError: they have neither.
        """
        law = checked_rules(rules).law
        added = {changes.id for changes in rules.changes}
        made = [one for one in law.regime_ids if one in added and self.id in law.line(one)]
        return rules.regime(made[-1]) if made else self.under(rules)

    def rubric(self, which: int | str | ProductSet) -> Rubric:
        """The rubric (bộ tiêu chí) of this product set, under these rules.

        Raises:
            NotFoundError: there is no such set; it names the nearest.
        """
        found: Rubric = _ports.ask("rubric", self, self.set(which))
        return found


def _values(regime: Regime) -> dict[str, Any]:
    """Argument of the class → value."""
    fields: Any = attrs.fields(Regime)
    return {field.alias: getattr(regime, field.name) for field in fields}


def _named(rules: Rules, id_: str, own: Mapping[str, Any]) -> Regime:
    """A regime by its name under its rules, with what is its own."""
    named = rules.regime(id_)
    return attrs.evolve(named, **own) if own else named


# stored sheets and registers say the same day thousands of times
@lru_cache(maxsize=256)
def _as_of_check(
    regime: Regime,
    notes: tuple[Note, ...],  # regimes that differ in their notes only are equal
    day: date | None,
) -> Regime:
    """The regime with the note of the day of its last check in place of such a note."""
    notes = tuple(note for note in notes if note.id != "as-checked-on")
    if day is None:
        return attrs.evolve(regime, notes=notes)
    # a proposal rests on the last check of what it is a proposal for
    law = regime.rules.law
    since = law.first_day(_decisions_of(law, regime._known_as)[0])  # noqa: SLF001 - its own module
    over = regime.end is not None and day >= regime.end
    # a decision may be seen before it begins
    seen = day == regime.verified_on or (
        regime.verified_on is not None and since <= day <= regime.verified_on
    )
    if not seen or over:
        raise InputError.of(
            "not-checked-then",
            "as_checked_on",
            given=day,
            regime=regime.citation,
            first=regime.first_day,
            checked=regime.verified_on,
        )
    note = Note(
        id="as-checked-on",
        label=Label(f"Theo kiểm tra ngày {day:%d/%m/%Y}", f"As checked on {day}"),
        day=day,
    )
    return attrs.evolve(regime, notes=(*notes, note))


class _Sets(dict[int, ProductSet]):
    """Number → product set of a regime, made when it is first asked for: a sheet is of one."""

    def __init__(self, rules: Rules, regime: str, numbering: str) -> None:
        self._numbering, self._own = numbering, rules.law.table(regime, "set_names")

    def __missing__(self, number: int) -> ProductSet:
        one = self[number] = named_set(self._numbering, number, self._own)
        return one

    @cached_property
    def every(self) -> tuple[ProductSet, ...]:
        """All of them, by number."""
        return tuple([self[number] for number in set_numbers(self._numbering)])


# every regime of a few rules
@lru_cache(maxsize=128)
def _sets(rules: Rules, regime: str, numbering: str) -> _Sets:
    return _Sets(rules, regime, numbering)


# a score asks neither who acts nor who may bring a product
@lru_cache(maxsize=256)
def _levels(rules: Rules, regime: str) -> tuple[later.LevelRule, ...]:
    from ocop.law.level import level_rules  # noqa: PLC0415

    return level_rules(rules.law, regime)


@lru_cache(maxsize=256)
def _entities(rules: Rules, regime: str) -> tuple[later.EntityRule, ...]:
    from ocop.law.entity import entity_rules  # noqa: PLC0415

    return entity_rules(rules.law, regime)


def _decisions_of(law: Law, regime: str) -> list[str]:
    """The ids of the decisions that a regime rests on, the newest first: no proposal is one."""
    kinds = {id_: law.decisions[id_].get("kind", "decision") for id_ in law.line(regime)}
    return [id_ for id_, kind in reversed(kinds.items()) if kind == "decision"]


def bands_of(law: Law, regime: str) -> tuple[Band, ...]:
    """The ranks of a regime by total, highest first."""
    return tuple(
        Band(
            stars=int(stars),
            least=row["from"],
            printed_to=row.get("printed_to"),
            reference=row["reference"],
        )
        for stars, row in law.table(regime, "bands").items()
    )


# equal rules share what is made under them
@lru_cache(maxsize=256)
def regime_of(rules: Rules, id_: str) -> Regime:
    """The regime of an id under some rules; what no other regime needs is not read for it."""
    law = rules.law
    behind = law.regime_ids[law.regime_ids.index(id_) + 1 :]
    line = law.line(id_)
    parts = law.table(id_, "parts")
    rows = (law.decisions[each] for each in line)
    base, *amendments = (row["number"] for row in rows if row.get("kind") != "correction")
    return Regime(
        id=id_,
        first_day=law.first_day(id_),
        end=law.first_day(behind[0]) if behind else None,
        numbering=law.decisions[line[0]]["numbering"],
        parts=tuple((part, parts[part]) for part in PARTS),
        bands=bands_of(law, id_),
        reference=", ".join([base, *(f"amended by {number}" for number in amendments)]),
        rules=rules,
        notes=tuple(_notes_of(law, id_)),
    )


_KINDS = {
    "amendment": Label("quyết định sửa đổi", "amending decision"),
    "proposal": Label("dự thảo", "proposal"),
    "correction": Label("bản đính chính", "correction"),
}


def _notes_of(law: Law, regime: str) -> Iterator[Note]:
    """What a regime says of the changes that are laid over the law in it."""
    if not law.added:
        return
    from ocop.law.changes.check import idle  # noqa: PLC0415 - only where something is laid over

    checked = law.decisions[law.root(regime)].get("verified_on")
    stood = idle(law, regime)
    for changes in law.added:
        if changes.id not in law.line(regime):
            continue
        kind, title, reference = _KINDS[changes.kind], changes.title, changes.reference
        yield Note(
            id=changes.kind,
            label=Label(
                f"Tính theo {kind.vi}: {title.vi}", f"Reckoned under the {kind.en}: {title.en}"
            ),
            reference=reference,
            day=law.first_day(changes.id),
        )
        first = changes.first_day
        if changes.kind == "proposal" and first and checked and first <= checked:
            yield Note(
                id="proposal-in-the-past",
                label=Label(
                    f"Dự thảo tính từ {first:%d/%m/%Y}, ngày đã biết quy định hiện hành",
                    f"The proposal counts from {first}, a day whose law is known",
                ),
                reference=reference,
                day=first,
            )
        if changes.id in stood:
            places = ", ".join(".".join(map(str, path)) for path in stood[changes.id])
            yield Note(
                id="correction-idle",
                label=Label(
                    f"Bản đính chính không còn thay đổi gì ở: {places}",
                    f"The correction changes nothing any more at {places}",
                ),
                reference=reference,
            )


def ceased_level(level: later.Level | str, on: date) -> Note | None:
    """What an act of a level on a day must say where the level had ceased to exist by then.

    Districts were gone on 1 July 2025, while the rules of that day named them until 5 July.

    Args:
        level: The level that acts.
        on: The day of the act.

    Returns:
        A note with the id ``"level-ceased"``, whose day is the first without the level; None where
        the level was there.

    Raises:
        InputError: not a level, or not a date.

    Reference: 203/2025/QH15.
    """
    from ocop.law.level import as_level  # noqa: PLC0415 - a score is of no level

    day, which = checked_date(as_day(on), "on"), as_level(level, "level")
    for row in rule_file("other-law")["ceased"]:
        if row["level"] == which and row["from"] <= day:
            name, gone = which.label, row["from"]
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


def regimes() -> tuple[Regime, ...]:
    """:meth:`Rules.regimes` of the law as it stands."""
    return default_rules().regimes()


def regime(which: str) -> Regime:
    """:meth:`Rules.regime` of the law as it stands."""
    return default_rules().regime(which)


def regime_on(on: date, *, strict: bool = False) -> Regime:
    """:meth:`Rules.regime_on` of the law as it stands."""
    return default_rules().regime_on(on, strict=strict)


def regime_for(
    kind: Case, filed_on: date, evaluated_on: date | None = None, *, strict: bool = False
) -> Regime:
    """:meth:`Rules.regime_for` of the law as it stands."""
    return default_rules().regime_for(kind, filed_on, evaluated_on, strict=strict)
