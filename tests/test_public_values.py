"""What holds for the values of every public class, of every floor."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import attrs
import pytest

import ocop
from ocop.errors import InputError, OcopError
from ocop.law.fold._folded import Folded
from ocop.law.fold.law import Law
from ocop.law.source import Source
from tests.public_values import inner, public_classes, values

#: Letters that a value prints at most.
MOST_LETTERS = 200
LOWER = (
    "ocop.law.",
    "ocop.scoring.",
    "ocop.cycle.",
    "ocop.targets.",
    "ocop.scenarios.",
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
    "ocop.scoring.rubric.tables.Tables",
    "ocop.targets.plan.needed.Wanted",
    "ocop.targets.plan.pace.Line",
    "ocop.targets.plan.reckoning.Reckoning",
    "ocop.targets.snapshot.published.Published",
}


#: What may be said by its place, small values that read so; all else is said by its name.
BY_PLACE = {
    "ocop.cycle.application.refusal.Refusal": ("code", "values"),
    "ocop.cycle.calendar.rest_day.Ending": ("day", "notes", "calendar"),
    "ocop.cycle.council.minutes.Minutes": ("verdict", "lang"),
    "ocop.dates.DateRange": ("first", "last"),
    "ocop.errors.Fault": ("code", "path", "values", "line", "file"),
    "ocop.errors.Faults": ("found", "_path"),
    "ocop.frozen_map.FrozenMap": ("_items",),
    "ocop.law.citation.Citation": ("passages",),
    "ocop.law.citation.Place": ("kind", "value"),
    "ocop.law.fold.law.Law": ("folders", "read", "added"),
    "ocop.scoring.batch.batch.ScoredRows": ("rows",),
    "ocop.scoring.explanation.Explanation": ("card", "lang"),
    "ocop.scoring.rubric.change.Change": ("criterion", "option"),
    "ocop.scoring.rubric.score.Score": ("points", "maximum"),
    "ocop.scoring.scorecard.Scorecard": (
        "sheet", "total", "stars_by_points", "stars", "earlier",
    ),
    "ocop.scoring.sheet.sheet.Draft": ("rubric", "_held", "exclusions", "unmet", "owner"),
    "ocop.scoring.sheet.sheet.Sheet": ("rubric", "_held", "exclusions", "unmet", "owner"),
    "ocop.targets.registry.registry.Registry": ("recognitions",),
    "ocop.targets.report.Report": ("_outcomes", "lang"),
    "ocop.targets.snapshot.figure.Figure": ("value", "reason", "as_of"),
    "ocop.targets.snapshot.published.Published": ("counts", "on"),
    "ocop.text.Label": ("vi", "en"),
}  # fmt: skip


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


def test_fields_are_said_by_their_names_but_in_small_values():
    by_place = {
        name(kind): tuple(
            field.name for field in attrs.fields(kind) if field.init and not field.kw_only
        )
        for kind in public_classes()
        if attrs.has(kind) and name(kind).startswith(LOWER) and "._" not in name(kind)
    }
    del by_place["ocop.scoring.rubric.tables.Tables"]  # made in one place
    assert {kind: fields for kind, fields in by_place.items() if fields} == BY_PLACE


def test_what_a_value_prints_is_what_it_is():
    regime, *_ = values()[next(kind for kind in values() if kind.__name__ == "Regime")]
    assert repr(regime).startswith(f"<Regime {regime.id}: from {regime.first_day}")
    option = regime.rubric(1).criteria[0].options[0]
    words = f"label='{option.label.vi}'"
    assert repr(option) == f"<Option no=1, points={option.points}, {words}>"
    part = regime.rubric(1).parts[0]
    groups = len(part.groups)
    assert repr(part) == f"<Part id='A', maximum={part.maximum}, groups=({groups} of them)>"


def sent(value):
    """What a process pool runs: it must be found by name in another process."""
    return repr(value)


LAW_AND_SCORING = ("ocop.law.", "ocop.scoring.", "ocop.errors", "ocop.dates", "ocop.text")


def of_law_and_scoring():
    for kind, some in values().items():
        if name(kind).startswith(LAW_AND_SCORING) and kind not in {Law, Folded, Source}:
            yield from some[:5]


def is_same(value, again):
    if isinstance(value, OcopError):  # errors are equal to themselves alone
        return (type(again), again.faults, str(again)) == (type(value), value.faults, str(value))
    return (again, hash(again), repr(again)) == (value, hash(value), repr(value))


def test_values_pickle_and_copy():
    """hard A3: scorecards of what-ifs, explanations and errors could not be sent."""
    several = list(of_law_and_scoring())
    assert len(several) > 100
    for value in several:
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
            assert is_same(value, pickle.loads(pickle.dumps(value, protocol)))
        assert is_same(value, copy.copy(value))
        assert is_same(value, copy.deepcopy(value))


def answers(value):
    """Every public attribute of a value that can be compared; an error stands for itself."""
    told = {}
    for attribute in dir(type(value)):
        member = getattr(type(value), attribute, None)
        if not attribute.startswith("_") and not callable(member):
            try:
                told[attribute] = getattr(value, attribute)
            except OcopError as err:
                told[attribute] = str(err)
    return {key: one for key, one in told.items() if type(one).__eq__ is not object.__eq__}


def test_what_is_evolved_of_equal_fields_answers_alike():
    """hard A5: of two equal values one had kept what its fields no longer said."""
    for value in of_law_and_scoring():
        if attrs.has(type(value)) and not isinstance(value, OcopError):
            before = answers(value)
            again = attrs.evolve(value)
            assert again == value
            assert answers(again) == before, name(type(value))


@pytest.mark.slow
def test_values_come_back_from_another_process():
    several = list(of_law_and_scoring())
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(sent, several)) == list(map(repr, several))


def test_a_scorecard_names_its_rules():
    """Its tables stay at home: a register of scorecards is sent in kilobytes, not megabytes."""
    cards = [card for card in values()[ocop.Scorecard] if card.rules.is_default]
    assert cards
    assert all(len(pickle.dumps(card)) < 2000 for card in cards if not card.rubric.what_if)


def test_nothing_public_is_mutable_inside():
    held = [
        (name(type(value)), item)
        for value in of_law_and_scoring()
        if not isinstance(value, OcopError)
        for item in inner(value)
        if isinstance(item, list | set | bytearray)
    ]
    assert held == []
    row = ocop.score(SHEET).explain().rows[0]
    with pytest.raises(TypeError):
        row["points"] = 100
    with pytest.raises(TypeError):
        SHEET.choices["1.1"] = 1


RUBRIC = ocop.regime("26").rubric(1)
SHEET = RUBRIC.sheet({c.no: len(c.options) for c in RUBRIC.criteria})


@pytest.mark.parametrize(
    ("held", "paths"),
    [
        ((1, 2), [("held",)]),
        ([1] * len(RUBRIC.criteria), [("held",)]),
        ([99] * len(RUBRIC.criteria), [("held", n) for n in range(len(RUBRIC.criteria))]),
        ("x", [("held",)]),
    ],
)
def test_a_sheet_is_held_to_its_rubric_whoever_makes_it(held, paths):
    """`Sheet(rubric, (1, 2)).choices` raised ValueError."""
    with pytest.raises(InputError) as caught:
        ocop.Sheet(RUBRIC, held)
    assert [fault.path for fault in caught.value.faults] == paths
    assert ocop.Sheet(RUBRIC, list(SHEET._held)) == SHEET
    empty = ocop.Draft(RUBRIC, [-1] * len(RUBRIC.criteria))
    assert empty == RUBRIC.sheet({}, partial=True)


class Whole:
    """Stands for an integer of numpy."""

    def __init__(self, number):
        self.number = number

    def __index__(self):
        return self.number


def test_numbers_of_other_libraries():
    """A row of a frame holds integers of numpy, and NaN where a criterion does not apply."""
    choices = {no: Whole(option) for no, option in SHEET.choices.items()}
    assert RUBRIC.sheet(choices) == SHEET
    without = {**SHEET.choices, "5.1": 1, "5.2": float("nan"), "5.3": float("nan")}
    assert RUBRIC.sheet(without).inapplicable == {"5.2", "5.3"}
    with pytest.raises(InputError, match=r"choices\[\"1.1\"\]: 3.0 is not an option number"):
        RUBRIC.sheet({**SHEET.choices, "1.1": 3.0})
    with pytest.raises(InputError, match="no option is chosen"):
        RUBRIC.sheet({**SHEET.choices, "1.1": float("nan")})
    assert RUBRIC.stars_by_points(80) == 4
    lists = ocop.regime("1048").rubric(26)
    many = next(c.no for c in lists.criteria if c.choice == "many")
    draft = lists.sheet({many: [Whole(1)]}, partial=True)
    assert draft.choices == {many: (1,)}
