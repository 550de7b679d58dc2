"""What goes along where a choice decides whether other criteria apply: a story gained or lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ocop.scoring.rubric.rubric import Rubric

__all__ = ["least_choice", "with_dependents"]


def least_choice(rubric: Rubric, place: int) -> int | list[int]:
    """The least that can be chosen in a criterion that applies; nothing ticked of a checklist.

    Args:
        rubric: The rubric.
        place: The place of the criterion in it.
    """
    if place in rubric._tables.many:
        return []
    lowest = 1 if rubric.rules.readings.none_of_these == "fault" else 0
    return rubric._tables.zero[place] or lowest


def with_dependents(
    rubric: Rubric,
    choices: Mapping[str, Any],
    changed: Mapping[str, object],
    unmet: tuple[str, ...],
) -> dict[str, Any]:
    """Choices after a change, with the criteria that need what was changed.

    Those whose need is lost are left out, and those whose need is gained come in at their least.
    What is changed itself stays as it is said.

    Args:
        rubric: The rubric.
        choices: Number of the criterion → what is chosen, the changes included.
        changed: What was changed, by the number of the criterion.
        unmet: Ids of the conditions that the sheet says are unmet.
    """
    tables, after = rubric._tables, {**choices}
    denied = {i for i, condition, _ in tables.asserted if condition in unmet}
    for i, decider, above in tables.needs:
        no, deciding = tables.nos[i], tables.nos[decider]
        level = after.get(deciding)
        if deciding not in changed or no in changed or type(level) is not int:
            continue
        if level <= above:
            after.pop(no, None)
        elif i not in denied:
            after.setdefault(no, least_choice(rubric, i))
    return after
