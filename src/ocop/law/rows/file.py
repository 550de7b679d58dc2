"""The rule files: which there are says :data:`FILES`, and those of a decision its tables."""

# No `from __future__ import annotations` here: NotRequired would not be seen.
from collections.abc import Iterable
from datetime import date
from typing import Any, NotRequired, TypedDict

from ocop.law.kind import CorrespondenceKind, LevelId, ReadAs
from ocop.law.rows.crosswalk import CrosswalkFile
from ocop.law.rows.label import DoubtRow, Words
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


class KindRow(TypedDict):
    """A kind of entity."""

    id: str
    label: Words
    aliases: tuple[str, ...]
    may_be: NotRequired[tuple[str, ...]]


class KindsFile(TypedDict):
    """The kinds of entities."""

    kinds: tuple[KindRow, ...]


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
FILES: dict[str, Any] = {
    "decision": DecisionFile,
    "sets": SetsFile,
    "readings": ReadingsFile,
    "renumbering": RenumberingFile,
    "entity-kinds": KindsFile,
    "citations": CitationsFile,
    "other-law": OtherLawFile,
    "codes": CodesFile,
    "councils": CouncilsFile,
    "events": EventsFile,
    "stages": StagesFile,
    "words": WordsFile,
    "crosswalk": CrosswalkFile,
    "rubrics/shared": SharedFile,
    "rubrics/notes": NotesFile,
}


def kind_of_file(name: str) -> Any:  # noqa: ANN401 - a TypedDict
    """What a rule file is; None for one that has a reader of its own, as changes have."""
    return SetFile if name.startswith("rubrics/set-") else FILES.get(name)


def root_file(names: Iterable[str]) -> Any:  # noqa: ANN401 - a TypedDict
    """A file of a root decision: its tables, or that the decision does not regulate them."""
    make: Any = TypedDict  # with keys that are not written out, which no type checker likes
    tables = {name: TABLES[name] for name in names}
    return make("RootFile", {**tables, "none": dict[str, str]}, total=False)
