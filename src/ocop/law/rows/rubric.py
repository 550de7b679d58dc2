"""The rows of rubrics: sets, what sets share, and what printed notes mean."""

# No `from __future__ import annotations` here: NotRequired would not be seen.
from typing import Literal, NotRequired, TypedDict

from ocop.law.kind import ExclusionKind, OptionCase, OptionChoice, PartId
from ocop.law.rows.label import DoubtRow, Words

__all__ = [
    "CriterionRow",
    "ExclusionRow",
    "ExclusionUse",
    "NotesFile",
    "OptionRow",
    "SetFile",
    "SharedFile",
    "Use",
]

Pairs = tuple[tuple[str, int], ...]


class OptionRow(Words):
    """A level of a criterion."""

    points: int
    star: NotRequired[int]
    branch: NotRequired[OptionCase]


class CriterionRow(Words):
    """A criterion, written out."""

    id: str
    max: int
    options: tuple[OptionRow, ...]
    choice: NotRequired[OptionChoice]
    heading_star: NotRequired[int]
    guidance: NotRequired[tuple[str, ...]]


class Need(TypedDict):
    """A condition of a criterion."""

    what: str
    criterion: NotRequired[str]
    above: NotRequired[int]
    printed: NotRequired[bool]


class Use(TypedDict):
    """A criterion in its group: written out below, or shared."""

    no: str
    use: NotRequired[str]
    needs: NotRequired[tuple[Need, ...]]


class GroupRow(Words):
    """A group of criteria."""

    no: str
    part: PartId
    max: int
    id: str
    criteria: tuple[Use, ...]


class ExclusionUse(TypedDict):
    """An exclusion of a set, by the notes."""

    use: str
    at: NotRequired[str]
    when: NotRequired[Pairs]
    stated: NotRequired[Pairs]
    bare: NotRequired[Pairs]
    vi: NotRequired[str]
    en: NotRequired[str]


class SetFile(TypedDict):
    """The rubric of a set."""

    set: int
    title: Words
    reference: str
    exclusions: NotRequired[tuple[ExclusionUse, ...]]
    same_case: NotRequired[tuple[str, ...]]
    doubts: NotRequired[tuple[DoubtRow, ...]]
    groups: tuple[GroupRow, ...]
    criteria: NotRequired[dict[str, CriterionRow]]


class SharedFile(TypedDict):
    """What several sets share."""

    criteria: dict[str, CriterionRow]


class Unmet(Words):
    """What is held where a condition is not met."""

    points: Literal["none", "maximum"]


class ConditionRow(Words):
    """What a condition means."""

    unmet: NotRequired[Unmet]


class ExclusionRow(Words):
    """What an exclusion means."""

    kind: ExclusionKind


class NotesFile(TypedDict):
    """What printed notes mean."""

    conditions: NotRequired[dict[str, ConditionRow]]
    exclusions: NotRequired[dict[str, ExclusionRow]]
    guidance: NotRequired[dict[str, Words]]
