"""Scores of frames that lie in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from ocop.frames.array.expression import ArrayEngine, Block
from ocop.frames.array.source import Rows, Source
from ocop.frames.array.table import Answer
from ocop.frames.extra import numpy_module
from ocop.frames.field import Fields
from ocop.frames.plan import plan_of
from ocop.scoring.rubric.rubric import Rubric

__all__ = [
    "Question",
    "answers_by_set",
    "answers_of",
    "most_number",
    "no_answers",
    "say_no_set",
]

np = numpy_module()
#: Rows that are reckoned at once: what a step names of them stays near the processor.
_BLOCK = 1 << 15
_TEXTS, _FLAGS = {"capped_by", "excluded_by", "faults"}, {"excluded", "fault"}


@attrs.frozen(kw_only=True)
class Question:
    """What is asked of the rows of a frame, whatever is read from where.

    Attributes:
        want: The columns to add.
        sources: By name the columns that are read.
        length: How many rows there are.
        flags: Columns that are faults in themselves.
        more: Which of them, with what each says.
    """

    want: tuple[str, ...]
    sources: Mapping[str, Source]
    length: int
    flags: Mapping[str, Any] = attrs.Factory(dict)
    more: tuple[tuple[str, str], ...] = ()


def answers_of(asked: Question, rubric: Rubric, fields: Fields) -> dict[str, Answer]:
    """The columns asked for, under one rubric."""
    answers = no_answers(asked.want, asked.length)
    _fill(answers, asked, rubric, fields, None)
    return answers


def answers_by_set(
    asked: Question, rubrics: tuple[Rubric, ...], fields: tuple[Fields, ...], column: str
) -> dict[str, Answer]:
    """The columns asked for, each row under the rubric of the set whose number it has."""
    answers = no_answers(asked.want, asked.length)
    numbers = asked.sources[column].numbers(slice(0, asked.length), most_number(rubrics))
    none = np.ones(asked.length, dtype=bool)
    for rubric, of_one in zip(rubrics, fields, strict=True):
        rows = np.flatnonzero(numbers == rubric.product_set.number)
        none[rows] = False
        if len(rows):
            _fill(answers, asked, rubric, of_one, rows)
    say_no_set(answers, none)
    return answers


def most_number(rubrics: Iterable[Rubric]) -> int:
    """The highest number of a set."""
    return max(rubric.product_set.number for rubric in rubrics)


def no_answers(want: Iterable[str], length: int) -> dict[str, Answer]:
    """The columns asked for, all of them null."""
    answers = {}
    for name in want:
        kind = object if name in _TEXTS else np.bool_ if name in _FLAGS else np.int16
        missing = None if name in {"fault", "faults"} else np.ones(length, dtype=bool)
        answers[name] = Answer(np.zeros(length, dtype=kind), missing)
    return answers


def say_no_set(answers: Mapping[str, Answer], rows: Any) -> None:
    """Say of some rows that there is no set of their number."""
    for name, value in (("fault", True), ("faults", "set:no-such-set")):
        if name in answers:
            answers[name].values[rows] = value


def _fill(
    answers: Mapping[str, Answer],
    asked: Question,
    rubric: Rubric,
    fields: Fields,
    rows: Any | None,
) -> None:
    """Write the answers of some rows; of all where none are named."""
    plan = plan_of(rubric, ArrayEngine(), fields, asked.want, more=asked.more)
    for some, length in _blocks(asked.length, rows):
        block = Block(asked.sources, some, length, asked.flags)
        plan.run(block)
        for name, answer in answers.items():
            found = block.columns[name]
            answer.write(some, Answer(found) if answer.missing is None else Answer(*found))


def _blocks(length: int, rows: Any | None) -> Iterator[tuple[Rows, int]]:
    count = length if rows is None else len(rows)
    for start in range(0, count, _BLOCK):
        stop = min(start + _BLOCK, count)
        yield slice(start, stop) if rows is None else rows[start:stop], stop - start
