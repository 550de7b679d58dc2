"""Checking what a sheet says against its rubric: every fault at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isnan
from operator import countOf, getitem
from typing import Any, ClassVar, TypeGuard

from ocop.errors import Fault, Faults, InputError
from ocop.exact import as_whole
from ocop.scoring.rubric.criterion import Choice, Criterion
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.rubric.spelling import canonical, find_criterion, no_criterion
from ocop.scoring.rubric.tables import UNANSWERED, Tables, held_cases, held_options, points_of
from ocop.scoring.sheet.owner import NOBODY, Owner, OwnerFields
from ocop.scoring.sheet.sheet import Draft, Sheet
from ocop.text import Label

__all__ = [
    "by_criterion",
    "checked_sheet",
    "choice_faults",
    "is_list",
    "sheet_from_points",
]

_LISTS = (tuple, list)


def is_list(value: object) -> TypeGuard[Iterable[object]]:
    """Whether a value is what a list may be given as; text, bytes and tables are not."""
    return isinstance(value, Iterable) and not isinstance(value, str | bytes | bytearray | Mapping)


def by_criterion(rubric: Rubric, table: object, argument: str, faults: Faults) -> dict[str, object]:
    """Number of the criterion → value, of a table whose keys are numbers or ids."""
    values: dict[str, object] = {}
    spelt: dict[str, str] = {}
    if not isinstance(table, Mapping):
        faults.add("not-a-table", argument, given=table)
        return values
    for key, value in table.items():
        criterion = find_criterion(rubric._names, key)
        if not isinstance(key, str):
            faults.add("key-not-text", argument, given=key)
        elif criterion is None:
            faults.take([no_criterion(rubric.criteria, key, argument, key)])
        elif criterion.no in spelt:
            also = spelt[criterion.no]
            faults.add("criterion-twice", argument, key, criterion=criterion.no, also=also)
        else:
            spelt[criterion.no], values[criterion.no] = key, value
    return values


def _quick(tables: Tables, choices: object) -> tuple[tuple[int, ...], int] | None:
    """The options held and the sum of their words, where every criterion plainly has one.

    None where there is more to say.
    """
    if type(choices) is not dict or len(choices) != len(tables.plain):
        return None
    try:
        held = tables.pick(choices)
        if countOf(map(type, held), int) != len(held):  # True is a key of what has 1
            return None
        return held, sum(map(getitem, tables.plain, held))
    except KeyError:
        return None


class _Checker:
    """One pass over the choices, gathering faults."""

    #: The argument that is checked, and the fault of a criterion that it lacks.
    argument, lacking = "choices", "no-option-chosen"
    #: What lets criteria be without an answer; said once, with the first of several.
    unfinished: ClassVar[dict[str, str]] = {"partial": "partial=True"}

    def __init__(self, rubric: Rubric, unmet: tuple[str, ...], faults: Faults) -> None:
        self.rubric = rubric
        self.tables = rubric._tables
        self.unmet = unmet
        self.faults = faults
        self.held = [UNANSWERED] * len(self.tables.nos)
        self.spelt: dict[int, str] = {}

    def check(self, choices: object, *, partial: bool) -> None:
        """Note every fault of the choices; :attr:`held` is what they hold."""
        if not isinstance(choices, Mapping):
            self.faults.add("not-a-table", self.argument, given=choices)
            return
        for key, value in choices.items():
            self._take(key, value)
        self._conditions()
        self._zeros()
        self._cases()
        if not partial:
            self._missing()

    def _take(self, key: object, value: Any) -> None:  # noqa: ANN401 - anything at all
        """Take one choice, by whatever spelling of its criterion."""
        if not isinstance(key, str):
            self.faults.add("key-not-text", self.argument, given=key)
            return
        index = self.tables.place.get(key)
        if index is None:
            index = self.tables.place.get(canonical(key))
        if index is None and isinstance(value, Mapping):  # TOML reads a bare 1.1 as two keys
            self.faults.add("key-without-quotes", self.argument, key, given=key)
        elif index is None:
            nos = self.tables.nos
            self.faults.add(
                "not-a-criterion",
                self.argument,
                key,
                given=key,
                known=nos,
                first=nos[0],
                last=nos[-1],
            )
        elif index in self.spelt:
            values = {"criterion": self.tables.nos[index], "also": self.spelt[index]}
            self.faults.add("criterion-twice", self.argument, key, **values)
        elif not (isinstance(value, float) and isnan(value)):  # an empty cell of pandas
            self.spelt[index] = key
            self.held[index] = self._hold(index, as_whole(value))

    def _at(self, index: int) -> tuple[str, str]:
        """Where a criterion stands: under the key that was given, else under its number."""
        return self.argument, self.spelt.get(index, self.tables.nos[index])

    def _hold(self, index: int, value: object) -> int:
        """The option held; unanswered where the value is at fault, as the sheet fails anyway."""
        criterion = self.rubric.criteria[index]
        if criterion.choice == "many":
            return self._ticks(criterion, value, *self._at(index))
        most = self.tables.counts[index]
        if value is None:
            self._lacks(index)
        elif type(value) is not int:
            self.faults.add("not-an-option", *self._at(index), given=value, most=most)
        elif not 0 <= value <= most:
            self.faults.add("no-such-option", *self._at(index), option=value, most=most)
        else:
            return value
        return UNANSWERED

    def _ticks(self, criterion: Criterion, value: object, *path: str | int) -> int:
        if not isinstance(value, list | tuple):
            self.faults.add("not-a-checklist", *path, given=value)
            return UNANSWERED
        most, ticked = len(criterion.options), 0
        for n, no in enumerate(map(as_whole, value)):
            if type(no) is not int:
                self.faults.add("not-an-option", *path, n, given=no, most=most)
            elif not 1 <= no <= most:
                self.faults.add("no-such-option", *path, n, option=no, most=most)
            elif ticked >> (no - 1) & 1:
                self.faults.add("ticked-twice", *path, n, option=no)
            else:
                ticked |= 1 << (no - 1)
        return ticked

    def _conditions(self) -> None:
        """Hold every conditional criterion to what it needs."""
        for i, j, above in self.tables.needs:
            decider = self.held[j]
            if UNANSWERED < decider <= above:
                needed = next(
                    c.label for c in self.rubric.criteria[i].conditions if c.criterion is not None
                )
                self._inapplicable(
                    i, "needs-another-option", needed, criterion=self.tables.nos[j], option=decider
                )
        # where one of two is that the criterion is not required, that one decides: the highest
        for i, condition, held in sorted(self.tables.asserted, key=lambda row: row[2]):
            if condition in self.unmet:
                needed = next(
                    c.label for c in self.rubric.criteria[i].conditions if c.id == condition
                )
                self._inapplicable(i, "condition-unmet", needed, id=condition)
                self.held[i] = held

    def _inapplicable(self, index: int, code: str, needed: Label, **values: object) -> None:
        if self.held[index] > 0:
            self.faults.add(code, *self._at(index), needed=needed, **values)
        self.held[index] = 0

    def _zeros(self) -> None:
        """Hold every "none of these levels" to the table."""
        inapplicable = {i for i, j, above in self.tables.needs if self.held[j] <= above}
        inapplicable |= {i for i, condition, _ in self.tables.asserted if condition in self.unmet}
        for i, held in enumerate(self.held):
            if held or i in self.tables.many or i in inapplicable:
                continue
            zero = self.tables.zero[i]
            if zero:
                self.faults.add("zero-is-a-level", *self._at(i), option=zero)
            elif self.rubric.rules.readings.none_of_these == "fault":
                self.faults.add("none-of-the-levels", *self._at(i))

    def _cases(self) -> None:
        """Hold the sheet to one case, where the reading asks for it."""
        held = held_cases(self.rubric.criteria, self.held, self.tables.one_case)
        for no, case in held[1:]:
            first, first_case = held[0]
            if case != first_case:
                self.faults.add(
                    "two-cases",
                    *self._at(self.tables.place[no]),
                    case=case,
                    criterion=first,
                    other=first_case,
                )

    def _missing(self) -> None:
        """Every criterion needs an answer."""
        blank = [
            i for i, held in enumerate(self.held) if held == UNANSWERED and i not in self.spelt
        ]
        for i in blank:
            self._lacks(i, **(self.unfinished if i == blank[0] and len(blank) > 1 else {}))

    def _lacks(self, index: int, **more: str) -> None:
        criterion = self.rubric.criteria[index]
        most = len(criterion.options)
        self.faults.add(self.lacking, *self._at(index), name=criterion.label, most=most, **more)


class _PointsChecker(_Checker):
    """The same of points, where they tell the option."""

    argument, lacking = "points", "no-points-given"
    unfinished: ClassVar[dict[str, str]] = {}

    def _hold(self, index: int, value: object) -> int:
        if type(value) is not int:
            self.faults.add("not-points", *self._at(index), given=value)
            return UNANSWERED
        criterion, words = self.rubric.criteria[index], self.tables.words[index]
        many = criterion.choice == "many"
        first = 1 if self.tables.zero[index] and not many else 0
        end = len(words) if many else self.tables.counts[index] + 1
        fits = [held for held in range(first, end) if points_of(words[held]) == value]
        if len(fits) == 1:
            return fits[0]
        if fits:
            options = tuple(tuple(o.no for o in held_options(criterion, held)) for held in fits)
            self.faults.add("several-options", *self._at(index), points=value, options=options)
        else:
            earned = tuple(sorted({points_of(word) for word in words[first:end]}))
            self.faults.add("no-such-points", *self._at(index), points=value, earned=earned)
        return UNANSWERED


def _asserted(
    given: object, known: Iterable[str], argument: str, code: str, faults: Faults
) -> tuple[str, ...]:
    """The ids given, in the rubric's order."""
    ids = tuple(dict.fromkeys(known))
    if not is_list(given):
        faults.add("not-a-list", argument, given=given)
        return ()
    seen: set[str] = set()
    for n, id_ in enumerate(given):
        if not isinstance(id_, str) or id_ not in ids:
            faults.add(code, argument, n, given=id_, known=ids)
        elif id_ in seen:
            faults.add("stands-twice", argument, n, given=id_)
        else:
            seen.add(id_)
    return tuple(id_ for id_ in ids if id_ in seen)


def checked_sheet(
    rubric: Rubric,
    choices: Mapping[str, Choice],
    exclusions: Iterable[str],
    unmet: Iterable[str],
    *,
    partial: bool,
    owner: OwnerFields,
) -> Sheet | Draft:
    """The sheet that the choices make, see :meth:`ocop.scoring.Rubric.sheet`.

    Raises:
        InputError: with every fault.
    """
    plain = type(exclusions) in _LISTS and type(unmet) in _LISTS
    if plain and not (exclusions or unmet or partial):
        quick = _quick(rubric._tables, choices)
        if quick is not None:
            return Sheet._summed(rubric, *quick, Owner(**owner) if owner else NOBODY)
    kind = Draft if partial else Sheet
    checked = _checked(_Checker, rubric, choices, exclusions, unmet, owner=owner, partial=partial)
    return kind._checked(rubric, *checked)


def choice_faults(
    rubric: Rubric,
    choices: Any,  # noqa: ANN401 - anything at all
    exclusions: Any,  # noqa: ANN401 - as above
    unmet: Any,  # noqa: ANN401 - as above
    *,
    partial: bool,
) -> tuple[Fault, ...]:
    """What is wrong with choices, see :meth:`ocop.scoring.Rubric.check`."""
    try:
        checked_sheet(rubric, choices, exclusions, unmet, partial=partial, owner={})
    except InputError as err:
        return err.faults
    return ()


def sheet_from_points(
    rubric: Rubric,
    points: Mapping[str, int],
    exclusions: Iterable[str],
    unmet: Iterable[str],
    owner: OwnerFields,
) -> Sheet:
    """The sheet that points tell, see :meth:`ocop.scoring.Rubric.sheet_from_points`.

    Raises:
        InputError: with every fault.
    """
    held = _checked(_PointsChecker, rubric, points, exclusions, unmet, owner=owner)
    return Sheet._checked(rubric, *held)


def _checked(
    kind: type[_Checker],
    rubric: Rubric,
    choices: object,
    exclusions: object,
    unmet: object,
    *,
    owner: OwnerFields,
    partial: bool = False,
) -> tuple[tuple[int, ...], tuple[str, ...], tuple[str, ...], Owner]:
    """What is held, the exclusions, the conditions denied, and whose it is."""
    faults, whose = Faults(), NOBODY
    with faults.at():
        whose = Owner(**owner)
    ids = (exclusion.id for exclusion in rubric.exclusions)
    ends = _asserted(exclusions, ids, "exclusions", "no-such-exclusion", faults)
    ids = (condition for _, condition, _ in rubric._tables.asserted)
    denied = _asserted(unmet, ids, "unmet", "no-such-condition", faults)
    checker = kind(rubric, denied, faults)
    checker.check(choices, partial=partial)
    faults.raise_if_any()
    return tuple(checker.held), ends, denied, whose
