"""What holds for the values of every public class, of every floor."""

from __future__ import annotations

import attrs

from tests.public_values import public_classes, values

#: Letters that a value prints at most.
MOST_LETTERS = 200
LOWER = (
    "ocop.law.",
    "ocop.scoring.",
    "ocop.cycle.",
    "ocop.targets.",
    "ocop.errors",
    "ocop.dates",
    "ocop.text",
    "ocop.frozen_map",
)
#: What works on tables and is in no value, and what others are kinds of.
WORKERS = {
    "ocop.cycle.application.event.Event",
    "ocop.cycle.application.event.Filing",
    "ocop.cycle.calendar.rest_day.Ending",
    "ocop.errors.Faults",
    "ocop.law.fold.rubric_table.RubricTable",
    "ocop.targets.plan.needed.Wanted",
    "ocop.targets.plan.pace.Line",
    "ocop.targets.plan.reckoning.Reckoning",
    "ocop.targets.snapshot.published.Published",
}


def name(kind):
    return f"{kind.__module__}.{kind.__name__}"


def test_values_print_short():
    """apps: an outcome printed 810 characters, a regime 3,113, a part 14,248."""
    long = {
        name(kind)
        for kind, some in values().items()
        for value in some
        if len(repr(value)) > MOST_LETTERS or "\n" in repr(value)
    }
    assert not long


def test_the_walk_reaches_every_class():
    kinds = {name(kind) for kind in public_classes() if attrs.has(kind)}
    unseen = {
        one
        for one in kinds - set(map(name, values()))
        if one.startswith(LOWER) and "._" not in one  # but those of modules that are a room's own
    }
    assert unseen == WORKERS


def test_what_a_value_prints_is_what_it_is():
    regime, *_ = values()[next(kind for kind in values() if kind.__name__ == "Regime")]
    assert repr(regime).startswith(f"<Regime {regime.id}: from {regime.first_day}")
    option = regime.rubric(1).criteria[0].options[0]
    words = f"label='{option.label.vi}'"
    assert repr(option) == f"<Option no=1, points={option.points}, {words}>"
    part = regime.rubric(1).parts[0]
    groups = len(part.groups)
    assert repr(part) == f"<Part id='A', maximum={part.maximum}, groups=({groups} of them)>"
