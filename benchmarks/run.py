"""What one run measured, as it is kept in ``benchmarks/history``, a file a run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import attrs
from cattrs import Converter

from benchmarks.machine import Machine
from benchmarks.promise import Promise

_CONVERTER = Converter(forbid_extra_keys=True)
#: Digits that are kept of a measured number.
_DIGITS = 4


@attrs.frozen(kw_only=True)
class Speed:
    """One contestant.

    Attributes:
        id: Its short name, the same in every run.
        name: What the page calls it.
        ours: Whether it is the library.
        sheets: How many it was given; 0 where it did not take part.
        per_second: How many it scored in a second, the median.
        first: Milliseconds of the first call of a fresh process, of 1,000 sheets.
        memory: By how many MB its process was larger at most during a call; None where the work is
            done in another.
        given: What the options of those sheets take, in MB.
        note: Why it did not take part.
    """

    id: str
    name: str
    ours: bool
    sheets: int = 0
    per_second: float | None = None
    first: float | None = None
    memory: float | None = None
    given: float | None = None
    note: str = ""


@attrs.frozen(kw_only=True)
class Outcome:
    """How a race ended.

    Attributes:
        ours: The id of the library's contestant.
        other: The id of the other.
        sheets: How many the library was given.
        ratio: How many times as fast it is: the median over the rounds.
        rounds: How many.
        least: What is promised of the ratio.
    """

    ours: str
    other: str
    sheets: int
    ratio: float
    rounds: int
    least: float | None = None


@attrs.frozen(kw_only=True)
class Point:
    """What a contestant takes at one size.

    Attributes:
        id: The contestant.
        sheets: How many.
        seconds: Of one call, the quickest.
        memory: As of a ``Speed``, where it was measured.
        given: As of a ``Speed``.
    """

    id: str
    sheets: int
    seconds: float | None = None
    memory: float | None = None
    given: float | None = None


@attrs.frozen(kw_only=True)
class Run:
    """Everything that was measured at one time.

    Attributes:
        on: The day, as ``2026-11-29``.
        version: Of the library.
        machine: On what kind of machine.
        versions: Distribution → its version.
        rules: What the sheets are of, in words.
        speeds: The contestants.
        outcomes: The races.
        points: The contestants as the sheets grow.
        promises: What the other files of ``benchmarks/`` promise.
        failed: Which of those could not be measured.
    """

    on: str
    version: str
    machine: Machine
    versions: dict[str, str]
    rules: str = ""
    speeds: tuple[Speed, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    points: tuple[Point, ...] = ()
    promises: tuple[Promise, ...] = ()
    failed: tuple[str, ...] = ()

    @property
    def file_name(self) -> str:
        """What its file is called."""
        return f"{self.on}-{self.version}.json"

    def name_of(self, id_: str) -> str:
        """What the page calls a contestant."""
        return next(speed.name for speed in self.speeds if speed.id == id_)

    def all_promises(self) -> tuple[Promise, ...]:
        """Of the races, of growth and memory, and of everything else."""
        return (*self._of_races(), *self._of_growth(), *self.promises)

    def _of_races(self) -> list[Promise]:
        return [
            Promise(
                f"{self.name_of(one.ours)}, {one.sheets:,} sheets",
                one.ratio,
                self.name_of(one.other),
                least=one.least,
            )
            for one in self.outcomes
        ]

    def _of_growth(self) -> list[Promise]:
        seconds = {(one.id, one.sheets): one.seconds for one in self.points if one.seconds}
        found = []
        for speed in self.speeds:
            small, large = (seconds.get((speed.id, n)) for n in (100_000, 5_000_000))
            if speed.ours and small and large:
                name, value = f"{speed.name}, a sheet of 5,000,000", large / small / 50
                found.append(Promise(name, value, "one of 100,000", most=1.5))
        for speed in self.speeds:
            if speed.id == "polars" and speed.memory is not None and speed.given:
                name, value = f"memory of {speed.name}", speed.memory / speed.given
                found.append(Promise(name, value, "the input", most=1))
        return found


def stored(run: Run) -> str:
    """The text of its file."""
    return json.dumps(_CONVERTER.unstructure(run), indent=1, ensure_ascii=False) + "\n"


def read(text: str) -> Run:
    """The run of a file's text."""
    run: Run = _CONVERTER.structure(json.loads(text), Run)
    return run


def rounded(value: Any) -> Any:
    """The same with four digits of every measured number: what the page is drawn from."""
    if isinstance(value, float):
        return float(f"{value:.{_DIGITS}g}")
    if attrs.has(type(value)):
        fields = {one.name: rounded(getattr(value, one.name)) for one in attrs.fields(type(value))}
        return attrs.evolve(value, **fields)
    if isinstance(value, tuple):
        return tuple(map(rounded, value))
    return value


def history(folder: Path) -> list[Run]:
    """The runs that are kept, the oldest first."""
    runs = [read(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")]
    return sorted(runs, key=lambda run: run.file_name)
