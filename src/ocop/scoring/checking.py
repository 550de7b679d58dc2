"""Checking what a sheet says against its rubric: every fault at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ocop.errors import Faults
from ocop.scoring._tables import UNANSWERED, Tables, held_cases, held_options, points_of
from ocop.scoring.sheet import Draft, Sheet
from ocop.text import hint, nearest
from ocop.words import nfc

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ocop.scoring.rubric import Criterion, Rubric
    from ocop.scoring.sheet import Choice
    from ocop.text import Label

__all__ = ["canonical", "checked_sheet", "sheet_from_points"]

_BEFORE_LETTER = re.compile(r"(?<=\d)[.\s]+(?=[a-zđ])")


def canonical(which: str) -> str:
    """A criterion's number as the rubric writes it: "1.a", "1 A." and "1a" are one.

    >>> canonical(" 1.Đ. ")
    '1đ'
    >>> canonical("1dd")
    '1đ'
    """
    text = nfc(which).strip().casefold().rstrip(".").strip()
    text = _BEFORE_LETTER.sub("", text)
    return text.replace("dd", "đ") if text[:1].isdigit() else text


def _quick(tables: Tables, choices: Mapping[str, Choice]) -> list[int] | None:
    """The options held, where every criterion plainly has one; None where there is more to say."""
    held: list[int] = []
    add = held.append
    try:
        for no, count in zip(tables.nos, tables.counts, strict=True):
            value = choices[no]
            if type(value) is not int or not 0 < value <= count:
                return None
            add(value)
    except (KeyError, TypeError):
        return None
    return held if len(choices) == len(held) and not tables.many else None


class _Checker:
    """One pass over the choices, gathering faults."""

    def __init__(self, rubric: Rubric, unmet: tuple[str, ...], faults: Faults) -> None:
        self.rubric = rubric
        self.tables = rubric.tables
        self.unmet = unmet
        self.faults = faults
        self.held = [UNANSWERED] * len(self.tables.nos)
        self.spelt: dict[int, object] = {}

    def take(self, choices: Mapping[str, Choice]) -> None:
        """Take every choice, by whatever spelling."""
        if not isinstance(choices, Mapping):
            self.faults.tell("choices", f"{type(choices).__name__} is not a mapping")
            return
        for key, value in choices.items():
            i = self._place(key, value)
            if i is None:
                continue
            if i in self.spelt:
                self.faults.tell(
                    f'choices["{key}"]',
                    f"criterion {self.tables.nos[i]} stands twice, also as {self.spelt[i]!r}",
                )
                continue
            self.spelt[i] = key
            self.held[i] = self._option(i, value)

    def _place(self, key: object, value: object) -> int | None:
        if not isinstance(key, str):
            self.faults.tell(
                f"choices[{key!r}]", "a criterion's number is text", f'write "{key}" in quotes'
            )
            return None
        i = self.tables.place.get(key)
        if i is None:
            i = self.tables.place.get(canonical(key))
        if i is None:
            bare = isinstance(value, Mapping)  # TOML reads a bare 1.1 as two keys
            advice = f'write the key in quotes, such as "{key}.1"' if bare else self._near(key)
            self.faults.tell(f'choices["{key}"]', "the rubric has no such criterion", advice)
        return i

    def _near(self, key: str) -> str:
        near = nearest(key, self.tables.nos, most=1)
        return f"did you mean {near[0]!r}?" if near else ""

    def _option(self, i: int, value: object) -> int:
        """The held option, 0 where the value is at fault: the sheet fails anyway."""
        criterion = self.rubric.criteria[i]
        place, count = f'choices["{criterion.no}"]', self.tables.counts[i]
        if criterion.choice == "many":
            return self._ticks(criterion, place, value)
        if type(value) is not int:
            self.faults.tell(
                place, f"{value!r} is not an option number", f"give an int, 1 to {count}"
            )
        elif not 0 <= value <= count:
            self.faults.tell(place, f"option {value}, but the criterion has {count}")
        else:
            return value
        return UNANSWERED

    def _ticks(self, criterion: Criterion, place: str, value: object) -> int:
        if not isinstance(value, list | tuple):
            self.faults.tell(
                place,
                f"{value!r}, but the criterion is a checklist",
                "give a list of option numbers, [] for none",
            )
            return UNANSWERED
        ticked = 0
        for no in value:
            if type(no) is not int:
                self.faults.tell(place, f"{no!r} is not an option number")
            elif not 1 <= no <= len(criterion.options):
                self.faults.tell(
                    place, f"option {no}, but the criterion has {len(criterion.options)}"
                )
            elif ticked >> (no - 1) & 1:
                self.faults.tell(place, f"option {no} is ticked twice")
            else:
                ticked |= 1 << (no - 1)
        return ticked

    def conditions(self) -> None:
        """Hold every conditional criterion to what it needs."""
        for i, j, above in self.tables.needs:
            decider = self.held[j]
            if UNANSWERED < decider <= above:
                label = next(
                    c.label for c in self.rubric.criteria[i].conditions if c.criterion is not None
                )
                self._inapplicable(i, label, f"{self.tables.nos[j]} is option {decider}")
        # where one of two is that the criterion is not required, that one decides: the highest
        for i, condition, held in sorted(self.tables.asserted, key=lambda row: row[2]):
            if condition in self.unmet:
                label = next(
                    c.label for c in self.rubric.criteria[i].conditions if c.id == condition
                )
                self._inapplicable(i, label, f"the sheet says that {condition!r} is unmet")
                self.held[i] = held

    def _inapplicable(self, i: int, label: Label, why: str) -> None:
        if self.held[i] > 0:
            self.faults.tell(
                f'choices["{self.tables.nos[i]}"]',
                f"may not be chosen: {label.en[:1].lower()}{label.en[1:]}, but {why}",
                "leave it out",
            )
        self.held[i] = 0

    def zeros(self) -> None:
        """Hold every "none of these levels" to the table."""
        inapplicable = {i for i, j, above in self.tables.needs if self.held[j] <= above}
        inapplicable |= {i for i, condition, _ in self.tables.asserted if condition in self.unmet}
        for i, held in enumerate(self.held):
            if held or i in self.tables.many or i in inapplicable:
                continue
            place, zero = f'choices["{self.tables.nos[i]}"]', self.tables.zero[i]
            if zero:
                self.faults.tell(
                    place,
                    "0, but the table prints a level of 0 points",
                    f"that is option {zero}",
                )
            elif self.rubric.rules.readings.none_of_these == "fault":
                self.faults.tell(
                    place, "none of the levels, which the reading none_of_these='fault' rejects"
                )

    def cases(self) -> None:
        """Hold the sheet to one case, where the reading asks for it."""
        held = held_cases(self.rubric, self.held, self.tables.one_case)
        for no, case in held[1:]:
            if case != held[0][1]:
                self.faults.tell(
                    f'choices["{no}"]',
                    f"an option of case {case}, but {held[0][0]} is held in case {held[0][1]}; "
                    "the reading tourism_cases='one-case' takes one case a sheet",
                )

    def missing(self) -> None:
        """Every criterion needs an answer."""
        for i, held in enumerate(self.held):
            if held == UNANSWERED and i not in self.spelt:
                criterion = self.rubric.criteria[i]
                self.faults.tell(
                    f'choices["{criterion.no}"]',
                    "no option is chosen",
                    f"{criterion.label.en}: 1 to {len(criterion.options)}",
                )


def _asserted(
    given: Iterable[object], known: tuple[str, ...], place: str, faults: Faults
) -> tuple[str, ...]:
    """The ids given, in the rubric's order."""
    if isinstance(given, str):
        faults.tell(place, f"{given!r} is one text", "give a list of ids")
        return ()
    seen: set[str] = set()
    for each in given:
        if not isinstance(each, str) or each not in known:
            faults.tell(place, f"no {each!r}", hint(str(each), known))
            continue
        if each in seen:
            faults.tell(place, f"{each!r} stands twice")
        seen.add(each)
    return tuple(each for each in known if each in seen)


def checked_sheet(
    rubric: Rubric,
    choices: Mapping[str, Choice],
    exclusions: Iterable[str],
    unmet: Iterable[str],
    *,
    partial: bool,
) -> Sheet | Draft:
    """The sheet that the choices make, see :meth:`ocop.scoring.Rubric.sheet`.

    Raises:
        InputError: with every fault.
    """
    tables = rubric.tables
    if not exclusions and not unmet and not partial and not tables.one_case:
        quick = _quick(tables, choices)
        if quick is not None and all(quick[j] > above for _, j, above in tables.needs):
            return Sheet(rubric, tuple(quick))
    faults = Faults()
    asserted = _asserted(
        exclusions, tuple(dict.fromkeys(e.id for e in rubric.exclusions)), "exclusions", faults
    )
    denied = _asserted(
        unmet, tuple(dict.fromkeys(each for _, each, _ in tables.asserted)), "unmet", faults
    )
    checker = _Checker(rubric, denied, faults)
    checker.take(choices)
    checker.conditions()
    checker.zeros()
    checker.cases()
    if not partial:
        checker.missing()
    faults.raise_if_any()
    kind = Draft if partial else Sheet
    return kind(rubric, tuple(checker.held), asserted, denied)


def sheet_from_points(
    rubric: Rubric, points: Mapping[str, int], exclusions: Iterable[str], unmet: Iterable[str]
) -> Sheet:
    """The sheet that points tell, see :meth:`ocop.scoring.Rubric.sheet_from_points`.

    Raises:
        InputError: with every fault.
    """
    faults = Faults()
    choices: dict[str, Choice] = {}
    for key, given in points.items():
        place = f'points["{key}"]'
        i = rubric.tables.place.get(canonical(str(key)))
        if i is None or type(given) is not int:
            if i is not None:
                faults.tell(place, f"{given!r} is not a number of points", "give an int")
            else:
                choices[key] = given  # an unknown criterion: the sheet says so
            continue
        criterion, words = rubric.criteria[i], rubric.tables.words[i]
        first = 1 if rubric.tables.zero[i] and criterion.choice == "one" else 0
        end = len(words) if criterion.choice == "many" else rubric.tables.counts[i] + 1
        fits = [held for held in range(first, end) if points_of(words[held]) == given]
        if len(fits) == 1:
            ticked = tuple(option.no for option in held_options(criterion, fits[0]))
            choices[key] = ticked if criterion.choice == "many" else fits[0]
        elif fits:
            several = ", ".join(str([o.no for o in held_options(criterion, f)]) for f in fits)
            faults.tell(place, f"{given} points are several options: {several}", "give the option")
        else:
            earned = sorted({points_of(word) for word in words[first:end]})
            faults.tell(place, f"no option has {given} points", f"they have {earned}")
    faults.raise_if_any()
    made = checked_sheet(rubric, choices, exclusions, unmet, partial=False)
    assert isinstance(made, Sheet)  # noqa: S101 - for the type checker: it is not partial
    return made
