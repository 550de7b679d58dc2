"""The rows of every rule file: their keys, and the types of their values.

A row stays a table, for the fold works on tables. Its class is a ``TypedDict``: to make one takes
1/25 of the time of an attrs class, and there are some fifty, which every process would pay for.

The tables of a decision are in :data:`TABLES`, its files and those of no decision in :data:`FILES`.
"""

# No `from __future__ import annotations` here: NotRequired would not be seen.
from collections.abc import Iterable
from datetime import date
from typing import Any, Literal, NotRequired, TypedDict

from ocop.law.case import Case
from ocop.law.kind import (
    CorrespondenceKind,
    Duty,
    ExclusionKind,
    LevelId,
    OptionCase,
    OptionChoice,
    PartId,
    ReadAs,
)

__all__ = ["FILES", "TABLES", "kind_of_file", "root_file"]

Pairs = tuple[tuple[str, int], ...]


class Words(TypedDict):
    """A label."""

    vi: str
    en: str


class DoubtRow(Words):
    """What is not certain."""

    id: str
    at: NotRequired[str]


class CitedWords(Words):
    """A label with its source."""

    reference: str


# --- the tables of a decision ----------------------------------------------------------------


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


# --- rubrics ---------------------------------------------------------------------------------


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


# --- files -----------------------------------------------------------------------------------


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
