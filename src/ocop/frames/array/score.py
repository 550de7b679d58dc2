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
from ocop.frames.plan import FLAGS, TEXTS, plan_of
from ocop.frames.target import Target
from ocop.scoring.rubric.rubric import Rubric

__all__ = [
    "Question",
    "answers_by_set",
    "answers_of",
    "no_answers",
    "say_no_set",
]

np = numpy_module()
#: Rows that are reckoned at once: what a step names of them stays near the processor.
_BLOCK = 1 << 15


@attrs.frozen(kw_only=True)
class Question:
    """What is asked of the rows of a frame, whatever is read from where.

    Attributes:
        want: The columns to add.
        sources: By name the columns that are read.
        length: How many rows there are.
        flags: Columns that are faults in themselves.
        more: Which of them, with what each says.
        to: Number of a set → where its sheets go.
    """

    want: tuple[str, ...]
    sources: Mapping[str, Source]
    length: int
    flags: Mapping[str, Any] = attrs.Factory(dict)
    more: tuple[tuple[str, str], ...] = ()
    to: Mapping[int, Target] = attrs.Factory(dict)


def answers_of(asked: Question, rubric: Rubric, fields: Fields) -> dict[str, Answer]:
    """The columns asked for, under one rubric."""
    answers = no_answers(asked.want, asked.length)
    _fill(answers, asked, rubric, fields, None)
    return answers


def answers_by_set(ask: Any, asked: Question, fields: tuple[Fields, ...]) -> dict[str, Answer]:
    """The columns asked for, each row under the rubric of the set whose number it has."""
    answers = no_answers(asked.want, asked.length)
    numbers = asked.sources[ask.many].numbers(slice(0, asked.length), ask.most_number)
    none = np.ones(asked.length, dtype=bool)
    for rubric, of_one in zip(ask.rubrics, fields, strict=True):
        rows = np.flatnonzero(numbers == rubric.product_set.number)
        none[rows] = False
        if len(rows):
            _fill(answers, asked, rubric, of_one, rows)
    say_no_set(ask, answers, none, numbers)
    return answers


def no_answers(want: Iterable[str], length: int) -> dict[str, Answer]:
    """The columns asked for, all of them null."""
    answers = {}
    for name in want:
        kind = object if name in TEXTS else np.bool_ if name in FLAGS else np.int16
        missing = None if name in {"fault", "faults"} else np.ones(length, dtype=bool)
        answers[name] = Answer(np.zeros(length, dtype=kind), missing)
    return answers


def say_no_set(ask: Any, answers: Mapping[str, Answer], none: Any, numbers: Any) -> None:
    """Say of the rows without a rubric what is wrong with the number of their set."""
    if "fault" in answers:
        answers["fault"].values[none] = True
    if "faults" in answers:
        answers["faults"].values[none] = "set:no-such-set"
        for number, code in ask.no_set.items():
            answers["faults"].values[none & (numbers == number)] = f"set:{code}"


def _fill(
    answers: Mapping[str, Answer],
    asked: Question,
    rubric: Rubric,
    fields: Fields,
    rows: Any | None,
) -> None:
    """Write the answers of some rows; of all where none are named."""
    to = asked.to.get(rubric.product_set.number)
    plan = plan_of(rubric, ArrayEngine(), fields, asked.want, more=asked.more, to=to)
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
