"""Every drawn table by the name that stands in its place on a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tools.site.drawn import cycle, front, ground, law, targets
from tools.site.language import Lang

__all__ = ["TABLES"]

TABLES: Mapping[str, Callable[[Lang], str]] = {
    "regimes": law.regimes,
    "levels": law.levels,
    "readings": law.readings,
    "sets": law.sets,
    "correspondences": law.correspondences,
    "doubts": law.doubts,
    "transitions": cycle.transitions,
    "stages": cycle.stages,
    "events": cycle.events,
    "rounds": cycle.rounds,
    "councils": cycle.councils,
    "columns": targets.columns,
    "plans": targets.plans,
    "crosswalks": targets.crosswalks,
    "way": front.way,
    "answers": front.answers,
    "provinces": front.provinces,
    "limits": ground.most,
    "faults": ground.faults,
}
