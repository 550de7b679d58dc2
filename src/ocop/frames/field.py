"""Which column of a frame answers what."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import attrs

from ocop.errors import Fault, Faults
from ocop.frames.term import terms_of
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.rubric.spelling import find_criterion

__all__ = ["EXCLUSION", "UNMET", "Fields", "find_fields", "is_key"]

#: What stands before the id of a fact that ends the evaluation, and of a condition that is unmet.
EXCLUSION, UNMET = "exclusion:", "unmet:"


@attrs.frozen
class Fields:
    """The columns that a rubric reads.

    Attributes:
        terms: For each term of the rubric its column; None where the frame has none.
        exclusions: Id of the exclusion → column.
        unmet: Id of the condition → column.
    """

    terms: tuple[str | None, ...]
    exclusions: tuple[tuple[str, str], ...]
    unmet: tuple[tuple[str, str], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column, each once."""
        named = [column for column in self.terms if column is not None]
        named += [column for _, column in (*self.exclusions, *self.unmet)]
        return tuple(dict.fromkeys(named))


@lru_cache(maxsize=64)
def _keys(rubric: Rubric) -> tuple[str, ...]:
    """Everything that a frame can answer of a rubric: terms, exclusions, conditions."""
    return (
        *(term.key for term in terms_of(rubric)),
        *(EXCLUSION + one.id for one in rubric.exclusions),
        *dict.fromkeys(UNMET + condition for _, condition, _ in rubric._tables.asserted),
    )


def _key(rubric: Rubric, name: str) -> str:
    """A name as a key of the rubric: a criterion may be spelt by its id, or as people spell it."""
    stem, bracket, line = name.partition("[")
    criterion = find_criterion(rubric._names, stem)
    return name if criterion is None else f"{criterion.no}{bracket}{line}"


def is_key(rubric: Rubric, name: str) -> bool:
    """Whether a frame can answer something of that name."""
    return _key(rubric, name) in _keys(rubric)


@lru_cache(maxsize=128)
def find_fields(
    rubric: Rubric, names: tuple[str, ...], given: tuple[tuple[str, str], ...], *, whole: bool
) -> tuple[Fields, tuple[Fault, ...]]:
    """The columns of a frame that answer a rubric, and what is wrong with them.

    Args:
        rubric: The rubric.
        names: The columns that there are.
        given: What the caller says: key, or number or id of a criterion → column.
        whole: Whether every criterion that always applies must have a column.
    """
    keys, faults = _keys(rubric), Faults()
    by_key: dict[str, str] = {}
    for name, column in given:
        if column not in names:
            faults.add("no-such-column", "columns", name, given=column, known=names)
        elif _key(rubric, name) in keys:
            by_key[_key(rubric, name)] = column
    said, taken = frozenset(by_key), {column for _, column in given}
    for name in names:
        key = _key(rubric, name)
        if key not in keys or key in said or name in taken:
            continue
        if key in by_key:
            faults.add("criterion-twice", "frame", name, criterion=key, also=by_key[key])
        by_key[key] = name
    terms = terms_of(rubric)
    for term in terms if whole else ():
        if term.key not in by_key and not term.conditional:
            faults.add("column-missing", "frame", term.key, name=term.criterion.label)
    fields = Fields(
        tuple(by_key.get(term.key) for term in terms),
        _named(EXCLUSION, by_key),
        _named(UNMET, by_key),
    )
    return fields, tuple(faults.found)


def _named(before: str, by_key: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (key.removeprefix(before), column)
        for key, column in by_key.items()
        if key.startswith(before)
    )
