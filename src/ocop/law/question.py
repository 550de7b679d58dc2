"""The questions that the law leaves open, each with the ways to read it.

Reference: each question names the decision that is silent on it.
"""

from __future__ import annotations

from functools import cache

import attrs

from ocop.checked import Checked
from ocop.law.rule_file import rule_file
from ocop.text import Label

__all__ = ["Question", "Reading", "questions", "reading_questions"]


@attrs.frozen(kw_only=True, repr=False)
class Reading(Checked):
    """One way to read the law on a question."""

    id: str
    label: Label


@attrs.frozen(kw_only=True, repr=False)
class Question(Checked):
    """Something that the law leaves open; its first reading is the default."""

    id: str
    label: Label
    readings: tuple[Reading, ...]
    silent_in: str

    @property
    def default(self) -> str:
        """The id of the reading taken unless another is asked for."""
        return self.readings[0].id


@cache
def questions() -> dict[str, Question]:
    """Id → question, in the order of the file."""
    rows = rule_file("readings")["questions"]
    return {
        row["id"]: Question(
            id=row["id"],
            label=Label.of(row["label"]),
            readings=tuple(Reading(id=r["id"], label=Label.of(r)) for r in row["readings"]),
            silent_in=row["silent_in"],
        )
        for row in rows
    }


def reading_questions() -> tuple[Question, ...]:
    """Every question that the law leaves open, with its readings."""
    return tuple(questions().values())
