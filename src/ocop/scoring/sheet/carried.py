"""A sheet on the same table as other rules have it: each level by what it is, not by its number.

Changes that drop or add levels of a criterion number the others anew. A sheet follows them: what it
holds is the level with the same origin, in the table of the decision or among those added since.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from ocop.errors import Faults, InputError
from ocop.law.changes.changed import Changed
from ocop.law.fold.rubric_table import RubricTable
from ocop.scoring.rubric.criterion import Choice
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.sheet.owner import OwnerFields
from ocop.scoring.sheet.sheet import Sheet
from ocop.words import fold

__all__ = ["carried", "moved_levels"]

#: What a level is: its number in the table of the decision; its case and words where it was added.
_Origin = int | tuple[str, str]
#: The last step of the path of a level that is gone, and of one that came.
_DROPPED, _NEW = "dropped", "new-level"


def carried(sheet: Sheet, rubric: Rubric) -> Sheet:
    """The sheet on the rubric of the same set under other rules.

    A fact that ends an evaluation no more, and a condition that nothing needs any more, fall away.

    Raises:
        InputError: the rubric is of another table; a level held is dropped; or what is held is no
            sheet there, such as where a criterion needs more than it did.
    """
    if rubric == sheet.rubric:
        return sheet
    moved, faults = moved_levels(sheet.rubric, rubric), Faults()
    choices: dict[str, Choice] = {}
    for no, choice in sheet.choices.items():
        levels = moved.get(no)
        if levels is None:
            choices[no] = choice
        elif isinstance(choice, tuple):
            choices[no] = [levels[one] for one in choice if one in levels]
            _note_dropped(sheet, no, [one for one in choice if one not in levels], faults)
        else:
            choices[no] = levels.get(choice, 0)
            _note_dropped(sheet, no, [] if choice in levels else [choice], faults)
    faults.raise_if_any()
    ends = {exclusion.id for exclusion in rubric.exclusions}
    conditions = {condition for _, condition, _ in rubric._tables.asserted}
    owner: OwnerFields = dict(sheet.owner.fields)  # type: ignore[assignment]  # they are its own
    return rubric.sheet(
        choices,
        exclusions=[one for one in sheet.exclusions if one in ends],
        unmet=[one for one in sheet.unmet if one in conditions],
        **owner,
    )


def _note_dropped(sheet: Sheet, no: str, dropped: Sequence[int], faults: Faults) -> None:
    for number in dropped:
        label = sheet.rubric.criterion(no).option(number).label
        faults.add("level-dropped", "choices", no, option=number, level=label)


# every set under a few rules
@lru_cache(maxsize=512)
def moved_levels(before: Rubric, after: Rubric) -> Mapping[str, Mapping[int, int]]:
    """Number of a criterion → level before → level after, where they differ; 0 stays 0.

    Raises:
        InputError: they are of two tables.
    """
    old, new = _table(before), _table(after)
    if old.place != new.place:
        raise InputError.of(
            "sheet-of-another-table", "sheet", given=before.citation, other=after.citation
        )
    moved: dict[str, Mapping[int, int]] = {}
    for no in {one.path[0] for one in (*old.changed, *new.changed) if one.path[-1] in _OF_LEVELS}:
        places = {origin: at for at, origin in enumerate(_origins(new, no), 1)}
        levels = {
            at: places[origin] for at, origin in enumerate(_origins(old, no), 1) if origin in places
        }
        moved[no] = {0: 0, **levels}
    return moved


_OF_LEVELS = (_DROPPED, _NEW)


def _table(rubric: Rubric) -> RubricTable:
    """The table that a rubric was read from, with what says how its levels came about."""
    law, id_ = rubric.rules.law, rubric.regime.id
    for changes in rubric.what_if:
        law, id_ = law.with_changes(changes), changes.id
    return law.rubric(id_, rubric.product_set.number)


def _origins(table: RubricTable, no: str) -> list[_Origin]:
    """What each level of a criterion is, in their order."""
    laid = [list(_of_criterion(rows, no)) for _, rows in groupby(table.changed, _by_changes)]
    steps = [one.path[-1] for rows in laid for one in rows]
    first = len(table.criteria[no]["options"]) + steps.count(_DROPPED) - steps.count(_NEW)
    levels: list[_Origin] = list(range(1, first + 1))
    for rows in laid:
        dropped = {int(one.path[1]) for one in rows if one.path[-1] == _DROPPED}
        new = [(int(one.path[1]), one.after) for one in rows if one.path[-1] == _NEW]
        after: list[_Origin] = []
        for at in range(len(levels) + 1):
            after += [levels[at - 1]] if at and at not in dropped else []
            after += [_origin(level) for behind, level in new if behind == at]
        levels = after
    return levels


def _by_changes(one: Changed) -> str:
    return one.changes


def _of_criterion(rows: Iterator[Changed], no: str) -> Iterator[Changed]:
    return (
        one
        for one in rows
        if one.table == "criteria" and one.path[0] == no and one.path[-1] in _OF_LEVELS
    )


def _origin(level: Mapping[str, str]) -> _Origin:
    return level.get("branch", ""), fold(level["vi"])
