"""Differences: between two rubrics, two regimes or two scorecards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

import attrs

from ocop.brief import cut
from ocop.checked import Checked
from ocop.errors import Faults, checked_lang
from ocop.frozen_map import FrozenMap, frozen_map
from ocop.law.regime import Regime
from ocop.scoring.difference.row import DIFFERENCE_GROUPS, GROUP_TITLES, DifferenceRow
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.scorecard import Scorecard
from ocop.shown.value import Shown, Tidy
from ocop.text import Label

__all__ = ["Difference", "ranges"]

_WORDS = {
    "nothing": Label("Không có gì khác", "Nothing differs"),
    "sets": Label("bộ {}", "sets {}"),
}


@attrs.frozen(kw_only=True, repr=False)
class Difference(Shown, Tidy, Checked):
    """What differs from one to the other; ``str`` says it in English.

    Attributes:
        before: The first: a rubric, a regime or a scorecard.
        after: The second, of the same kind.
        rows: What differs, set by set in the order of the tables.
        renumbered: What has another number alone; it is shown where it is asked for.
    """

    before: Rubric | Regime | Scorecard
    after: Rubric | Regime | Scorecard
    rows: tuple[DifferenceRow, ...]
    renumbered: tuple[DifferenceRow, ...] = ()

    def __repr__(self) -> str:
        ends = " and ".join(cut(repr(end), 70) for end in (self.before, self.after))
        return f"<Difference of {ends}: {len(self.rows)} rows>"

    def only(
        self,
        *what: str,
        criterion: str | None = None,
        set: int | None = None,  # noqa: A002 - what the law calls it
    ) -> Difference:
        """Some of the rows.

        Args:
            what: Groups or kinds of rows, such as ``"minima"`` or ``"level-dropped"``; all where
                none is given.
            criterion: The id of a criterion, or its number before or after.
            set: The number of a set, before or after.

        Raises:
            InputError: there is no such group or kind.
        """
        known = {
            *DIFFERENCE_GROUPS,
            *(kind for kinds in DIFFERENCE_GROUPS.values() for kind in kinds),
        }
        faults = Faults()
        names: tuple[object, ...] = what
        for n, name in enumerate(names):
            if not isinstance(name, str) or name not in known:
                faults.add("not-known", "what", n, given=name, known=tuple(sorted(known)))
        faults.raise_if_any()

        def kept(row: DifferenceRow) -> bool:
            return (
                (not what or row.group in what or row.kind in what)
                and (criterion is None or criterion in _names(row))
                and (set is None or set in (row.set_before, row.set_after))
            )

        return attrs.evolve(
            self,
            rows=tuple(filter(kept, self.rows)),
            renumbered=tuple(filter(kept, self.renumbered)),
        )

    @property
    def summary(self) -> tuple[FrozenMap[str, int | None], ...]:
        """How many rows of each group every set has.

        Keys: ``set_before``, ``set_after`` (the numbers of the set; None where one side has none),
        then each group that has rows in any set, and ``renumbered``.
        """
        every = (*self.rows, *self.renumbered)
        groups = [group for group in DIFFERENCE_GROUPS if any(row.group == group for row in every)]
        counts: dict[tuple[int | None, int | None], Counter[str]] = {}
        for row in every:
            counts.setdefault((row.set_before, row.set_after), Counter())[row.group] += 1
        return tuple(
            frozen_map(
                {
                    "set_before": before,
                    "set_after": after,
                    **{group: of_set[group] for group in groups},
                }
            )
            for (before, after), of_set in counts.items()
        )

    @property
    def whole(self) -> Difference:
        """The same with what has another number alone among the rows."""
        return attrs.evolve(self, rows=(*self.rows, *self.renumbered), renumbered=())

    def shared_rows(self) -> Iterator[tuple[tuple[int, ...], DifferenceRow]]:
        """The rows, group by group, each with the sets in which it stands.

        Sets are said by their new numbers where they have one; none is said where all rows are of
        one set.
        """
        several = len({(row.set_before, row.set_after) for row in self.rows}) > 1
        for group in DIFFERENCE_GROUPS:
            alike: dict[DifferenceRow, list[DifferenceRow]] = {}
            for row in self.rows:
                if row.group == group:
                    alike.setdefault(_without_sets(row), []).append(row)
            for of in alike.values():
                numbers = {row.set_after or row.set_before or 0 for row in of}
                yield tuple(sorted(numbers)) if several else (), of[0]

    def text(self, lang: str = "vi") -> str:
        """The rows in words, group by group; what several sets share is said once.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        checked_lang(lang)
        lines: list[str] = []
        for group, rows in groupby(self.shared_rows(), key=lambda pair: pair[1].group):
            lines.append(f"{GROUP_TITLES[group](lang)}:")
            for sets, row in rows:
                named = sets and row.kind not in {"set-added", "set-dropped"}
                of = f" [{_WORDS['sets'](lang).format(ranges(sets))}]" if named else ""
                lines.append(f"  {row.text(lang)}{of}")
        return "\n".join(lines) or _WORDS["nothing"](lang)

    def __str__(self) -> str:
        return self.text("en")


def _names(row: DifferenceRow) -> tuple[str | None, ...]:
    return row.criterion_id, row.no_before, row.no_after


def _without_sets(row: DifferenceRow) -> DifferenceRow:
    if row.kind in {"set-added", "set-dropped"}:
        return row
    return attrs.evolve(row, set_before=None, set_after=None)


def ranges(numbers: Iterable[int]) -> str:
    """Numbers in order, those in a row as their first and last.

    >>> ranges([1, 2, 3, 7, 9, 10])
    '1–3, 7, 9–10'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
