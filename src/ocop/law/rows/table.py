"""The rows of the tables of a decision; which there are says :data:`TABLES`."""

# No `from __future__ import annotations` here: NotRequired would not be seen.
from typing import Any, Literal, NotRequired, TypedDict

from ocop.law.case import Case
from ocop.law.kind import Duty, LevelId
from ocop.law.rows.label import CitedWords, DoubtRow, Words

__all__ = ["TABLES", "NamedSet"]


class Parts(TypedDict):
    """Points of the parts."""

    A: int
    B: int
    C: int
    reference: str


Band = TypedDict("Band", {"from": int, "printed_to": NotRequired[int], "reference": str})


class LevelRow(TypedDict):
    """What a level does."""

    duty: Duty
    recognises: tuple[int, ...]
    forwards_from: NotRequired[int]
    forwards_to: NotRequired[LevelId]
    reference: str


class Return(TypedDict):
    """To whom a level sends back."""

    to: LevelId
    doubt: NotRequired[DoubtRow]
    reference: str


class Pass(TypedDict):
    """What a level hands up without a council."""

    level: LevelId
    case: Case
    held: tuple[int, ...]
    reference: str


class EntityRow(TypedDict):
    """That a kind may bring products."""

    groups: NotRequired[tuple[str, ...]]
    reference: str


class Term(TypedDict):
    """How long a certificate holds."""

    months: int
    reference: str


class Window(TypedDict):
    """When to file again: days before the last valid day."""

    earliest: int
    latest: int
    reference: str


class Notice(TypedDict):
    """When the holder is told."""

    days: int
    reference: str


class Extension(TypedDict):
    """How long a certificate holds on while it is evaluated again."""

    days: int
    article: Words
    reference: str


class WithdrawnBy(TypedDict):
    """Who withdraws."""

    stars: tuple[int, ...]
    level: LevelId


class Withdrawal(TypedDict):
    """How a certificate is withdrawn."""

    days: NotRequired[int]
    by: NotRequired[tuple[WithdrawnBy, ...]]
    doubt: NotRequired[DoubtRow]
    reference: str


class CaseDays(TypedDict):
    """How long old rules hold for a case."""

    case: Case
    days: int


class Transition(TypedDict):
    """What becomes of dossiers on the way."""

    keeps: NotRequired[str]
    cases: NotRequired[tuple[CaseDays, ...]]
    reference: str


class DayOfYear(TypedDict):
    """A day of each year, or of a year after."""

    year: NotRequired[int]
    month: int
    day: int


class Round(TypedDict):
    """A round of evaluation."""

    level: LevelId
    no: int
    proposed_before: DayOfYear
    ended_before: DayOfYear
    reference: str


Deadline = TypedDict(
    "Deadline",
    {
        "number": int,
        "unit": Literal["days", "working-days"],
        "from": Words,
        "label": Words,
        "reference": str,
    },
)


class Dossier(TypedDict):
    """What a dossier holds."""

    level: Literal["entity", "commune", "district", "province", "centre"]
    cases: tuple[Case, ...]
    held: NotRequired[tuple[int, ...]]
    documents: tuple[str, ...]
    reference: str


class Document(Words):
    """A paper of a dossier."""

    if_any: NotRequired[bool]
    number: NotRequired[int]
    unless_groups: NotRequired[tuple[str, ...]]


class Evidence(TypedDict):
    """The evidence with a dossier."""

    reference: str
    kinds: dict[str, Words]


class NamedSet(Words):
    """A set's own name under a decision."""

    reference: NotRequired[str]


class SetNames(TypedDict):
    """What a decision says of sets otherwise."""

    cited: NotRequired[str]
    doubt: NotRequired[DoubtRow]
    names: dict[str, NamedSet]


#: Table of a decision → what it is: one row, or rows by their keys.
TABLES: dict[str, Any] = {
    "parts": Parts,
    "bands": dict[str, Band],
    "levels": dict[str, LevelRow],
    "returns": dict[str, Return],
    "passes": dict[str, Pass],
    "entities": dict[str, EntityRow],
    "outline": DoubtRow,
    "term": Term,
    "window": Window,
    "notice": Notice,
    "extension": Extension,
    "withdrawal": Withdrawal,
    "grounds": dict[str, CitedWords],
    "transition": Transition,
    "rounds": dict[str, Round],
    "deadlines": dict[str, Deadline],
    "events": dict[str, str],
    "dossiers": dict[str, Dossier],
    "documents": dict[str, Document],
    "evidence": Evidence,
    "set_names": SetNames,
}
