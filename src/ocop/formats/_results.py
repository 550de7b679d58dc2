"""Results that come back: scored anew, and held to what was stored where the table is the same."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, Protocol, TypedDict, TypeVar

import attrs

from ocop import documents
from ocop.errors import Fault, Faults
from ocop.formats._agreement import hold_to
from ocop.formats.kind import Options
from ocop.formats.sheet import shape_faults
from ocop.law.regime import Note
from ocop.scoring.earlier import Earlier
from ocop.scoring.rubric.criterion import Doubt
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.stars import MissedMinimum

__all__ = ["MissedTable", "NoteTable", "Rescored", "Results", "worded", "written_minima"]


class Rescored(Protocol):
    """A scorecard or a verdict; named so, that a scorecard is read without the cycle."""

    @property
    def rubric(self) -> Rubric: ...
    @property
    def notes(self) -> tuple[Note, ...]: ...
    @property
    def doubts(self) -> tuple[Doubt, ...]: ...


_Result = TypeVar("_Result", bound=Rescored)
#: Results that are words: they may be mended with any version.
_WORDED = frozenset({"notes", "doubts"})


class MissedTable(TypedDict):
    """A star minimum that was missed."""

    criterion: str
    option: int
    needs_option: int
    stars: int


class NoteTable(TypedDict):
    """A note, in both languages."""

    id: str
    vi: str
    en: str


def written_minima(minima: Iterable[MissedMinimum]) -> list[dict[str, Any]]:
    """The tables of star minima."""
    return [
        {
            "criterion": missed.criterion,
            "option": missed.option,
            "needs_option": missed.needs_option,
            "stars": missed.stars,
        }
        for missed in minima
    ]


def worded(value: Rescored) -> dict[str, Any]:
    """The notes and doubts of a result."""
    return {
        "notes": [{"id": one.id, "vi": one.label.vi, "en": one.label.en} for one in value.notes],
        "doubts": [_doubt(doubt) for doubt in value.doubts],
    }


def _doubt(doubt: Doubt) -> str:
    return f"{doubt.at}: {doubt.label.en}" if doubt.at else doubt.label.en


def _with_earlier(value: _Result, earlier: tuple[Earlier, ...]) -> _Result:
    evolved: _Result = attrs.evolve(value, earlier=earlier)  # type: ignore[misc]  # it is of attrs
    return evolved


@attrs.frozen(kw_only=True)
class Results:
    """The results in the table of a kind of value that is scored anew.

    Attributes:
        schema: The ``TypedDict`` of the whole table.
        inputs: The keys that results come from, with something that passes for each.
        plain: The results, with something that passes for each.
        write: The results of a value, as its table has them.
    """

    schema: object
    inputs: Mapping[str, Any]
    plain: Mapping[str, Any]
    write: Callable[[Any], dict[str, Any]]

    def type_faults(
        self, stored: Mapping[str, Any], keys: Collection[str] | None = None
    ) -> Iterator[Fault]:
        """What is wrong with the types of the results that are there; of some keys, where given."""
        wanted = self.plain if keys is None else keys
        of_shape = shape_faults(self.schema, stored, self.inputs)
        return (fault for fault in of_shape if fault.path[0] in wanted and fault.path[0] in stored)

    def settled(
        self, value: _Result, stored: Mapping[str, Any], options: Options, faults: Faults
    ) -> _Result:
        """The value, with what it was before where its table was corrected since.

        Raises:
            InputError: the faults noted before; results that are not what is scored by the same
                table; another table, where that is refused.
        """
        earlier: tuple[Earlier, ...] = ()
        if "earlier" in stored:
            earlier = documents.read(tuple[Earlier, ...], stored["earlier"])
            value = _with_earlier(value, earlier)
        now = value.rubric.digest
        digest = stored.get("rubric", now)
        if digest == now:
            self._hold(value, stored, faults)
            faults.raise_if_any()
            return value
        faults.take(self.type_faults(stored))
        if options.on_difference == "fault":
            faults.add("table-corrected-since", "rubric", given=digest, now=now)
        faults.raise_if_any()
        total = documents.read(int | Fraction, stored["total"])
        then = Earlier(rubric=digest, total=total, stars=stored["stars"])
        return _with_earlier(value, (*earlier, then))

    def _hold(self, value: object, stored: Mapping[str, Any], faults: Faults) -> None:
        """Hold what is stored to what is scored; of notes their ids, for words may be mended."""
        results = self.write(value)
        for key in self.plain:
            if key not in _WORDED:
                hold_to(results[key], stored[key], faults, key)
        of_words = tuple(self.type_faults(stored, _WORDED))
        faults.take(of_words)
        if not any(fault.path[0] == "notes" for fault in of_words):
            scored, said = (
                [note["id"] for note in notes] for notes in (results["notes"], stored["notes"])
            )
            hold_to(scored, said, faults, "notes")
