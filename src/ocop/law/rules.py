"""Rules: which law, and how it is read where it is silent; the handle that travels.

    >>> from datetime import date
    >>> strict = Rules().read(star_minima="own")
    >>> strict.regime_on(date(2026, 9, 1)).rubric(1).rules == strict
    True

``ocop.regime_on`` and its like are short for the methods of the default: the law as it stands, read
by the defaults.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

import attrs

from ocop import _ports
from ocop._version import __version__
from ocop.brief import cut
from ocop.checked import Checked
from ocop.dates import checked_date
from ocop.errors import Faults, InputError, NotFoundError, UncheckedRules
from ocop.exact import as_day
from ocop.law import later
from ocop.law.case import Case
from ocop.law.fold.law import HOMES, Law, shipped
from ocop.law.reading import Readings, default_readings
from ocop.shown.value import Shown, Tidy
from ocop.words import fold, half_width, listed

if TYPE_CHECKING:  # it has rules, or few ask for it: what answers with it is asked when called
    from ocop.law.changes.reach import Reach
    from ocop.law.regime import Regime

__all__ = [
    "Rules",
    "check_rules",
    "checked_rules",
    "default_rules",
]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Rules(Checked, Shown, Tidy):
    """Which law, and how it is read where it is silent.

    Two are equal where both are, wherever and in whatever process they were made.

    Attributes:
        changes: What is laid over the law as it stands, one after the other; empty for that law.
        readings: The reading taken on each question that the law leaves open.

    Raises:
        InputError: a field of another type.
    """

    table_keys: ClassVar = ("readings", "changes")

    changes: tuple[later.Changes, ...] = ()
    readings: Readings = attrs.field(factory=default_readings)

    def __repr__(self) -> str:
        readings = (f"{question}={taken}" for question, taken in self.readings.changed.items())
        differing = ", ".join([*(changes.id for changes in self.changes), *readings])
        return f"<Rules: {cut(differing, 60) or 'the law as it stands'}>"

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Rules):
            return NotImplemented
        return self._canonical == other._canonical

    def __hash__(self) -> int:
        return hash(self._canonical)

    def __reduce__(self) -> tuple[Any, ...]:
        return _made, (self.changes, self.readings)

    @cached_property
    def _canonical(self) -> str:
        """The one text of what differs from the default; empty for the default itself."""
        if self.is_default:
            return ""
        from ocop.data import dump_json  # noqa: PLC0415 - `import ocop` stays light

        changes = [one.to_dict() for one in self.changes]
        return dump_json({"changes": changes, "readings": self.readings.changed})

    @cached_property
    def digest(self) -> str:
        """Sixteen hexadecimal digits that name the rules and the library's version.

        The same in every process; other rules, or another version, have others.
        """
        from hashlib import sha256  # noqa: PLC0415 - few ask for it

        return sha256(f"{__version__} {self._canonical}".encode()).hexdigest()[:16]

    @property
    def version(self) -> str:
        """What stored documents name their rules by: the library's version, and what differs.

        The version alone for the law as it stands read by the defaults; for others ``+`` and the
        :attr:`digest` come behind it.
        """
        return __version__ if self.is_default else f"{__version__}+{self.digest}"

    @property
    def is_default(self) -> bool:
        """Whether it is the law as it stands, read by the defaults."""
        return not self.changes and not self.readings.changed

    @cached_property
    def law(self) -> Law:
        """The decisions that are known, with the changes laid over them."""
        return _law(self.changes)

    @classmethod
    def of(cls, readings: Mapping[str, Any], *path: str | int) -> Rules:
        """The law as it stands, read as a table of questions says; by the defaults for the rest.

        Raises:
            InputError: an unknown question or reading.
        """
        if not readings:
            return default_rules()
        return cls(readings=Readings.of(readings, *path))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], place: str = "readings") -> Rules:
        """The rules that a document stands under: its ``readings`` and its ``changes``.

        Args:
            data: The document, or as much of it; both keys may lack.
            place: What its readings are called where they are at fault.

        Raises:
            InputError: every fault of the two.
        """
        if not isinstance(data, Mapping):
            raise InputError.of("not-a-table", given=data)
        faults = Faults()
        readings, rows, changes = data.get("readings", {}), data.get("changes", ()), []
        if not isinstance(readings, Mapping):
            faults.add("not-a-table", place, given=readings)
        if not isinstance(rows, list | tuple):
            faults.add("not-a-list", "changes", given=rows)
            rows = ()
        for n, row in enumerate(rows):
            with faults.at("changes", n):
                changes.append(later.Changes.from_dict(row))
        faults.raise_if_any()
        rules = cls.of(readings, place)
        return rules.amended(*changes) if changes else rules

    def to_dict(self) -> dict[str, Any]:
        """What differs from the default, as documents keep it: readings, and any changes."""
        changes = {"changes": [one.to_dict() for one in self.changes]} if self.changes else {}
        return {"readings": self.readings.changed, **changes}

    from_table, to_table = from_dict, to_dict

    @property
    def differences(self) -> tuple[later.Changed, ...]:
        """Each value that differs from the law of the library, but those of rubrics.

        Those of a rubric are in :attr:`ocop.scoring.Rubric.changes`.
        """
        seen: dict[later.Changed, None] = {}
        for regime in self.law.regime_ids if self.changes else ():
            for name in HOMES:
                seen.update(dict.fromkeys(self.law.changed(regime, name)))
        return tuple(seen)

    def amended(self, *changes: later.Changes) -> Rules:
        """The same readings, with more laid over the law; see :class:`ocop.Changes`.

        Raises:
            InputError: what they change is not there, they change nothing, or what they leave is
                out of order: every fault, with its path and line.
        """
        amended = attrs.evolve(self, changes=(*self.changes, *changes))
        amended.law  # noqa: B018 - what is wrong with the changes is told where they are made
        return amended

    def reach(self, changes: later.Changes) -> tuple[Reach, ...]:
        """Which sets each change of a criterion reaches under these rules, and which it leaves.

        Raises:
            InputError: as :meth:`amended`.
        """
        from ocop.law.changes.reach import reach_in  # noqa: PLC0415 - only where something changes

        return reach_in(self.amended(changes).law, changes)

    def read(self, **readings: str) -> Rules:
        """The same law, read otherwise on these questions; see :class:`ocop.law.Readings`.

        Raises:
            InputError: an unknown question or reading.
        """
        return attrs.evolve(self, readings=Readings.of({**self.readings.changed, **readings}))

    def regimes(self) -> tuple[Regime, ...]:
        """Every regime since 21 August 2019, oldest first."""
        return tuple(self._regime(id_) for id_ in self.law.regime_ids)

    def _regime(self, id_: str) -> Regime:
        regime: Regime = _ports.ask("regime", self, id_)
        return regime

    def known(self, which: str) -> Regime | None:
        """The regime of this id; None where there is none."""
        return self._regime(which) if which in self.law.regime_ids else None

    def regime(self, which: str) -> Regime:
        """The regime of this id or decision number, whatever the date.

        ``"148"``, ``"148/QĐ-TTg"``, ``"26/2026"`` or ``"Quyết định số 26/2026/QĐ-TTg"``. Nothing of
        a number is guessed: 26/QĐ-TTg is another decision than 26/2026/QĐ-TTg.

        Raises:
            NotFoundError: there is none; it names those there are.
        """
        table = self.law.regime_ids
        if which in table:
            return self._regime(which)
        if isinstance(which, str):
            for id_ in table:
                if _number(which) in _numbers(id_, self.law.decisions[id_]["number"]):
                    return self._regime(id_)
        raise NotFoundError.of("no-such-regime", "regime", given=which, known=listed(table))

    def regime_on(self, on: date, *, strict: bool = False) -> Regime:
        """The regime in force on a day.

        A day later than the last check of the rules is answered with the present regime, and the
        answer says "as checked on …" in :attr:`Regime.notes`.

        Args:
            on: The day asked for.
            strict: Raise rather than answer for a day later than the last check.

        Raises:
            NotFoundError: before 21 August 2019, when the first criteria came.
            UncheckedRules: in strict mode, for a day later than the last check.
        """
        day = checked_date(as_day(on), "on")
        regime = self.in_force(day)
        if regime is None:
            first = self.regimes()[0]
            raise NotFoundError.of(
                "before-the-first", "on", given=day, regime=first.citation, first=first.first_day
            )
        return _noting_age(regime, day, strict=strict)

    def in_force(self, day: date) -> Regime | None:
        """The regime in force on a day, without what an answer says of itself; None before all.

        For looking up rows many times over; an answer to a user comes from :meth:`regime_on`.
        """
        days = self._first_days
        begun = bisect_right(days, checked_date(as_day(day), "day"))
        return self._regime(self.law.regime_ids[begun - 1]) if begun else None

    @cached_property
    def _first_days(self) -> tuple[date, ...]:
        return tuple(map(self.law.first_day, self.law.regime_ids))

    def regime_for(
        self,
        kind: Case,
        filed_on: date,
        evaluated_on: date | None = None,
        *,
        strict: bool = False,
    ) -> Regime:
        """The regime that a dossier is judged by.

        Dossiers on the way when 26/2026 came into force (filed before 22 May 2026) follow the old
        rules while evaluated within 60 days (first, upgrade) or 30 days (re-evaluation). What
        becomes of one that is not finished by then the law does not say: by the reading
        ``unfinished`` the new rules judge it (the default), or the old ones still. Of the changes
        of 2020, 2023 and 2025 no transition text was read: by the reading ``on_the_way`` the rules
        of the day of evaluation hold (the default), or those of the day of filing. The answer's
        notes say which.

        A last day that is a Saturday or Sunday stays, or moves to Monday by the reading
        ``rest_day``. Under ``on_the_way="filing-day"`` the levels of the present rules act where
        those of the old ones have ceased to exist (the districts).

        Args:
            kind: The case: ``"first"``, ``"upgrade"`` or ``"re-evaluation"``.
            filed_on: The day on which the dossier was filed.
            evaluated_on: The day of the evaluation; where not given, the day of filing.
            strict: As for :meth:`regime_on`.

        Raises:
            InputError: another case, or an evaluation before the filing.
            NotFoundError: before 21 August 2019.
            UncheckedRules: as for :meth:`regime_on`.

        Reference: 26/2026/QĐ-TTg, Art. 12.2.
        """
        judging: Regime = _ports.ask(
            "judging-regime", self, kind, filed_on, evaluated_on, strict=strict
        )
        return judging

    @cached_property
    def _decisions(self) -> dict[str, later.Decision]:
        from ocop.law.decision import decisions_of  # noqa: PLC0415 - a score asks for none

        return decisions_of(self.law)

    def decisions(self) -> tuple[later.Decision, ...]:
        """Every decision that is known, oldest first."""
        return tuple(self._decisions.values())

    def decision(self, which: str) -> later.Decision:
        """The decision of this id (``"26"``) or number (``"26/2026/QĐ-TTg"``).

        Raises:
            NotFoundError: there is none; it names those there are.
        """
        table = self._decisions
        if isinstance(which, str):
            if which in table:
                return table[which]
            wanted = fold(which)
            for decision in table.values():
                if fold(decision.number) == wanted:
                    return decision
        known = listed(decision.number for decision in table.values())
        raise NotFoundError.of("no-such-decision", "decision", given=which, known=known)


#: What stands before the number of a decision, folded.
_BEFORE = r"(quyet dinh |decision |qd )?(so |no )?"
#: What stands behind it, and may be left out.
_BEHIND = " qd ttg"


def _number(text: str) -> str:
    """The number of a decision as it is compared, without what stands before it."""
    plain = fold(half_width(text))
    return plain[re.match(_BEFORE, plain).end() :]  # type: ignore[union-attr]  # it matches nothing too


def _numbers(id_: str, number: str) -> tuple[str, ...]:
    plain = fold(number)
    return id_, plain, plain.removesuffix(_BEHIND)


def _noting_age(regime: Regime, day: date, *, strict: bool) -> Regime:
    checked = regime.verified_on
    if regime.end is not None or checked is None or day <= checked:
        return regime
    if strict:
        raise UncheckedRules.of(
            "not-checked-since", "on", given=day, regime=regime.citation, checked=checked
        )
    return regime.as_of_check(checked)


@lru_cache(maxsize=32)
def _law(changes: tuple[later.Changes, ...]) -> Law:
    law = shipped()
    if changes:
        from ocop.law.changes.check import adding  # noqa: PLC0415 - only where something changes

        for one in changes:
            law = adding(law, one)
    return law


def _made(changes: tuple[later.Changes, ...], readings: Readings) -> Rules:
    rules = Rules(changes=changes, readings=readings)
    return default_rules() if rules.is_default else rules


@cache
def default_rules() -> Rules:
    """The law as it stands, read by the defaults: one shared value."""
    return Rules()


def checked_rules(rules: Rules) -> Rules:
    """The value itself where it holds rules.

    Raises:
        InputError: it does not.
    """
    faults = Faults()
    check_rules(faults, rules)
    faults.raise_if_any()
    return rules


def check_rules(faults: Faults, rules: object) -> bool:
    """Whether a value holds rules; a fault where it does not."""
    if isinstance(rules, Rules):
        return True
    faults.add("not-rules", "rules", given=rules)
    return False
