"""Which sets a change of a criterion reaches, and which of the same criterion it leaves alone."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from ocop.checked import Checked
from ocop.errors import Path
from ocop.law.changes.changes import Changes
from ocop.law.fold.law import Law
from ocop.text import Label
from ocop.words import Words

__all__ = ["Reach", "reach_in"]

#: The number of a set, and that of the criterion in it.
Place = tuple[int, str]


@attrs.frozen(kw_only=True, repr=False)
class Reach(Checked, Words):
    """The sets that one row of changes reaches; called with a language it says so.

    Attributes:
        row: Which row of ``[[criteria]]``, from 0.
        criterion: The id, or number, by which it names the criterion.
        reached: Number of a set and number of the criterion there, wherever it changes it.
        left: The same, where there is this criterion, and ``was`` is not so.
    """

    row: int
    criterion: str
    reached: tuple[Place, ...]
    left: tuple[Place, ...] = ()

    def __call__(self, lang: str) -> str:
        """Which sets it reaches, and which not, in one line."""
        words = Label("{}: đổi ở bộ {}", "{}: changed in set {}")(lang)
        text = words.format(self.criterion, _sets(self.reached))
        if not self.left:
            return text
        left = Label("không đổi ở bộ {}", "left alone in set {}")(lang)
        return f"{text}; {left.format(_sets(self.left))}"

    def __str__(self) -> str:
        return self("en")


def _sets(places: Sequence[Place]) -> str:
    return ", ".join(str(number) for number in dict.fromkeys(number for number, _ in places))


def reach_in(law: Law, changes: Changes) -> tuple[Reach, ...]:
    """The reach of each row of changes that are laid over a law."""
    from ocop.law.changes.check import laid_in_sets  # noqa: PLC0415 - only where something changes

    reached: dict[Path, list[Place]] = {}
    left: dict[Path, list[Place]] = {}
    for number, _, laid in laid_in_sets(law, changes):
        for places, by_path in ((reached, laid.reached), (left, laid.left)):
            for path, names in by_path.items():
                places.setdefault(path, []).extend((number, name) for name in names)
    return tuple(
        Reach(
            row=n,
            criterion=row["id"] if "id" in row else row["no"],
            reached=tuple(reached.get(("criteria", n), ())),
            left=tuple(left.get(("criteria", n), ())),
        )
        for n, row in enumerate(changes.tables.get("criteria", ()))
    )
