"""The rule files that no rubric needs, but for the tables of a decision."""

# No `from __future__ import annotations` here: NotRequired would not be seen.
from datetime import date
from typing import Any, NotRequired, TypedDict

from ocop.law.kind import CorrespondenceKind, LevelId
from ocop.law.rows.crosswalk import CrosswalkFile
from ocop.law.rows.label import DoubtRow, Words

__all__ = ["OTHER_FILES"]


class ReadingRow(Words):
    """A way to read the law."""

    id: str


class QuestionRow(TypedDict):
    """What the law leaves open."""

    id: str
    label: Words
    readings: tuple[ReadingRow, ...]
    silent_in: str


class ReadingsFile(TypedDict):
    """The questions."""

    questions: tuple[QuestionRow, ...]


class Renumbered(TypedDict):
    """How sets of two numberings answer each other."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    kind: CorrespondenceKind
    note: NotRequired[Words]


class RenumberingFile(TypedDict):
    """The numberings side by side."""

    numberings: tuple[str, ...]
    reference: str
    sets: tuple[Renumbered, ...]


class CitationsFile(TypedDict):
    """What documents and remarks are called in Vietnamese."""

    words: dict[str, str]


Ceased = TypedDict("Ceased", {"level": LevelId, "from": date, "reference": str})


class RestDays(TypedDict):
    """By what a deadline on a rest day moves."""

    reference: str


class OtherLawFile(TypedDict):
    """Other law."""

    rest_days: RestDays
    ceased: tuple[Ceased, ...]


class CodeForm(TypedDict):
    """A form of product codes."""

    id: str
    parts: tuple[str, ...]
    first_year: NotRequired[int]
    last_year: NotRequired[int]
    label: Words
    reference: str


class CodesFile(TypedDict):
    """Product codes."""

    forms: tuple[CodeForm, ...]
    digits: dict[str, int]


class Share(TypedDict):
    """A part of the members."""

    share: str


class CouncilRow(TypedDict):
    """Rules of a council."""

    id: str
    label: Words
    members: NotRequired[int]
    quorum: NotRequired[int | Share]
    chair_must_attend: NotRequired[bool]
    spread: NotRequired[int]
    reference: str


class CouncilsFile(TypedDict):
    """Rules of councils."""

    councils: tuple[CouncilRow, ...]


class EventRow(Words):
    """An event of the cycle."""

    id: str
    by: str
    step: bool
    due: NotRequired[str]
    doubt: NotRequired[DoubtRow]
    reference: NotRequired[str]


class EventsFile(TypedDict):
    """The events."""

    events: tuple[EventRow, ...]


class StageRow(Words):
    """A stage of the cycle."""

    id: str


class StepRow(Words):
    """An official step."""

    no: int
    stage: str
    reference: str


class TransitionRow(TypedDict):
    """From a stage by an event to a stage."""

    stage: str
    event: str
    to: str
    ends: NotRequired[bool]
    by: NotRequired[str]
    readings: NotRequired[dict[str, str]]


class StagesFile(TypedDict):
    """The cycle."""

    stages: tuple[StageRow, ...]
    steps: tuple[StepRow, ...]
    transitions: tuple[TransitionRow, ...]


class WordsFile(TypedDict):
    """What tables, rows and keys are called."""

    words: dict[str, Words]


#: Rule file, without its folder → what it is.
OTHER_FILES: dict[str, Any] = {
    "readings": ReadingsFile,
    "renumbering": RenumberingFile,
    "citations": CitationsFile,
    "other-law": OtherLawFile,
    "codes": CodesFile,
    "councils": CouncilsFile,
    "events": EventsFile,
    "stages": StagesFile,
    "words": WordsFile,
    "crosswalk": CrosswalkFile,
}
