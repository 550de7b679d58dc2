"""The rule files that lead to a rubric; :mod:`ocop.law.rows.other_file` has those of all else."""

# No `from __future__ import annotations` here: NotRequired would not be seen.
from collections.abc import Iterable
from datetime import date
from typing import Any, NotRequired, TypedDict

from ocop.law.kind import ReadAs
from ocop.law.rows.label import Words
from ocop.law.rows.rubric import NotesFile, SetFile, SharedFile
from ocop.law.rows.table import TABLES

__all__ = ["FILES", "DecisionFile", "kind_of_file", "root_file"]


class MinistryRow(Words):
    """A ministry."""

    since: NotRequired[date]
    before: NotRequired[Words]


class GroupOfSets(TypedDict):
    """A product group."""

    id: str
    label: Words
    reference: str


class SetRow(Words):
    """A product set."""

    number: int
    id: str
    aliases: tuple[str, ...]
    group: str
    ministries: tuple[str, ...]
    reference: str


class SetsFile(TypedDict):
    """A numbering of sets."""

    ministries_reference: str
    groups: tuple[GroupOfSets, ...]
    ministries: dict[str, MinistryRow]
    sets: tuple[SetRow, ...]


class Lapses(TypedDict):
    """The last day of what is repealed."""

    last_day: date
    reference: str


DecisionFile = TypedDict(
    "DecisionFile",
    {
        "id": str,
        "number": str,
        "signed_on": date,
        "title": Words,
        "read": ReadAs,
        "amends": NotRequired[str],
        "from": NotRequired[date],
        "numbering": NotRequired[str],
        "repeals": NotRequired[tuple[str, ...]],
        "verified_on": NotRequired[date],
        "lapses": NotRequired[Lapses],
    },
)


class KindRow(TypedDict):
    """A kind of entity."""

    id: str
    label: Words
    aliases: tuple[str, ...]
    may_be: NotRequired[tuple[str, ...]]


class KindsFile(TypedDict):
    """The kinds of entities."""

    kinds: tuple[KindRow, ...]


#: Rule file, without its folder → what it is.
FILES: dict[str, Any] = {
    "decision": DecisionFile,
    "sets": SetsFile,
    "entity-kinds": KindsFile,
    "rubrics/shared": SharedFile,
    "rubrics/notes": NotesFile,
}


def kind_of_file(name: str) -> Any:  # noqa: ANN401 - a TypedDict
    """What a rule file is; None for one that has a reader of its own, as changes have."""
    if name.startswith("rubrics/set-"):
        return SetFile
    if name in FILES:
        return FILES[name]
    from ocop.law.rows.other_file import OTHER_FILES  # noqa: PLC0415 - no rubric needs any

    return OTHER_FILES.get(name)


def root_file(names: Iterable[str]) -> Any:  # noqa: ANN401 - a TypedDict
    """A file of a root decision: its tables, or that the decision does not regulate them."""
    make: Any = TypedDict  # with keys that are not written out, which no type checker likes
    tables = {name: TABLES[name] for name in names}
    return make("RootFile", {**tables, "none": dict[str, str]}, total=False)
