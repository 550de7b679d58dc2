"""Applications and errors as values: copied, pickled, sent through a pool, changed by attrs."""

from __future__ import annotations

import copy
import pickle
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime
from multiprocessing import get_context

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop import cycle
from ocop.cycle import (
    Application,
    Ballot,
    Calendar,
    Certificate,
    CouncilResult,
    DossierFiled,
    IdeaSubmitted,
    Promoted,
    Recognised,
    ReEvaluationFiled,
    Round,
    Status,
    TransitionNotAllowed,
    Withdrawal,
    verdict,
)
from ocop.dates import DateRange
from ocop.errors import InputError, MissingExtra, OcopError
from ocop.law import Rules
from ocop.law.regime import regime
from ocop.testing.strategies import applications, rules
from tests.public_values import values


def refused():
    with pytest.raises(TransitionNotAllowed) as caught:
        Application(product="tea").apply(Promoted(on=date(2026, 6, 1)))
    return caught.value


def fields(error):
    return (error.event, error.stage, error.allowed, error.why, error.reference, error.faults)


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_a_refusal_pickles(protocol):
    """apps D5, hard A4"""
    error = refused()
    error.add_note("in row 7")
    again = pickle.loads(pickle.dumps(error, protocol))
    assert type(again) is TransitionNotAllowed
    assert fields(again) == fields(error)
    assert (str(again), again.__notes__) == (str(error), ["in row 7"])


def test_a_refusal_is_copied():
    """apps D5, hard A4"""
    for make in (copy.copy, copy.deepcopy):
        again = make(refused())
        assert fields(again) == fields(refused())


def test_a_refusal_comes_back_from_a_pool():
    """apps D5, hard A4: the pool is not broken by it, and goes on"""
    apply = Application(product="tea").apply  # nothing of this file: the worker would import it
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        with pytest.raises(TransitionNotAllowed, match="no such step") as caught:
            pool.submit(apply, Promoted(on=date(2026, 6, 1))).result(timeout=60)
        assert fields(caught.value) == fields(refused())
        idea = IdeaSubmitted(on=date(2026, 6, 1))
        assert pool.submit(apply, idea).result(timeout=60) == apply(idea)


def test_every_error_of_the_floor_pickles():
    """apps D5"""
    kinds = {
        kind
        for kind in vars(cycle).values()
        if isinstance(kind, type) and issubclass(kind, OcopError)
    }
    errors = [refused()]
    try:
        Calendar.of("x").after(date(2026, 6, 1), 1)
    except OcopError as err:
        errors.append(err)
    errors.append(MissingExtra.of("holidays-missing", "calendar"))
    assert kinds <= {type(error) for error in errors}
    for error in errors:
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), again.faults, str(again)) == (type(error), error.faults, str(error))


@given(applications(), rules(), st.dates(date(2019, 8, 21), date(2031, 1, 1)))
def test_what_is_equal_answers_the_same_however_it_was_made(found, other, on):
    """hard A5"""
    again = [
        attrs.evolve(found),
        copy.copy(found),
        copy.deepcopy(found),
        pickle.loads(pickle.dumps(found)),
        attrs.evolve(found, history=()).apply_all(found.history),
    ]
    for each in again:
        assert each == found
        assert hash(each) == hash(found)
        assert each._state == found._state
        assert each.next_steps(on, calendar="weekends") == found.next_steps(on, calendar="weekends")
    try:
        changed = attrs.evolve(found, rules=other)
    except (InputError, TransitionNotAllowed):
        return  # the history does not hold under them, or what was held before had others
    anew = attrs.evolve(found, rules=other, history=()).apply_all(found.history)
    assert changed == anew
    assert changed._state == anew._state


def test_a_change_is_replayed():
    """hard A5"""
    old = Certificate(product="tea", stars=3, issued_on=date(2023, 9, 20))
    found = Application(product="tea", held_before=[old]).apply(Promoted(on=date(2024, 1, 1)))
    changed = attrs.evolve(found, rules=Rules().read(last_valid_day="day-before"))
    assert changed.certificate.last_valid_day == date(2026, 9, 19)
    assert changed != found
    with pytest.raises(TransitionNotAllowed):
        attrs.evolve(found, held_before=())
    assert attrs.evolve(found, held_before=(), history=()) == Application(product="tea")
    with pytest.raises(InputError, match="is of 'tea', not 'rice'"):
        attrs.evolve(found, product="rice")
    with pytest.raises(TypeError):
        Application(product="tea", state=found._state)


@given(st.integers(0, 1500), rules())
def test_readings_reach_what_was_held_before(days, taken):
    """law D21"""
    issued = date.fromordinal(date(2022, 6, 1).toordinal() + days)
    held = Certificate(product="tea", stars=3, issued_on=issued)
    found = Application(product="tea", rules=taken, held_before=[held])
    assert {each.rules for each in found.certificates} == {taken}
    assert found.held_before == found.certificates
    same = Application(product="tea", rules=taken, held_before=[attrs.evolve(held, rules=taken)])
    assert same == found
    assert same._state == found._state


def test_a_reading_switched_on_the_application_switches_what_was_held():
    """law D21"""
    on = date(2027, 10, 1)
    held = Certificate(product="tea", stars=3, issued_on=date(2024, 11, 30))
    standing = Rules().read(extension="standing")
    found = Application(product="tea", rules=standing, held_before=[held])
    assert found.apply(ReEvaluationFiled(on=on)).case == "re-evaluation"
    with pytest.raises(TransitionNotAllowed):
        Application(product="tea", held_before=[held]).apply(ReEvaluationFiled(on=on))
    old = attrs.evolve(held, issued_on=date(2023, 11, 30))
    by_day_before = Rules().read(last_valid_day="day-before")
    found = Application(product="tea", rules=by_day_before, held_before=[old])
    assert found.status(date(2026, 11, 30)) is Status.LAPSED


def test_two_kinds_of_readings_in_one_application_are_a_fault():
    """law D21"""
    own = Certificate(
        product="tea",
        stars=3,
        issued_on=date(2024, 11, 30),
        rules=Rules().read(extension="standing"),
    )
    for own_rules in (Rules(), Rules().read(last_valid_day="day-before")):
        with pytest.raises(InputError) as caught:
            Application(product="tea", rules=own_rules, held_before=[own])
        assert [fault.place for fault in caught.value.faults] == ["held_before[0].rules"]


def test_the_last_working_days_of_the_calendar():
    with pytest.raises(OcopError) as caught:
        Calendar.of("weekends").after(date(9999, 12, 24), 7)
    assert caught.value.faults[0].code == "calendar-ends-before-count"


VALUES = [
    value
    for kind, some in values().items()
    if kind.__module__.startswith("ocop.cycle.")
    for value in some
]


def same(one, other):
    if isinstance(one, OcopError):
        return (one.faults, one.args, vars(one)) == (other.faults, other.args, vars(other))
    return one == other


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_every_value_of_the_cycle_pickles(protocol):
    """apps D5, hard A3"""
    for value in VALUES:
        again = pickle.loads(pickle.dumps(value, protocol))
        assert type(again) is type(value)
        assert same(again, value)
        assert repr(again) == repr(value)


def test_every_value_of_the_cycle_is_copied_and_can_be_a_key():
    for value in VALUES:
        for make in (copy.copy, copy.deepcopy):
            assert same(make(value), value)
        assert same({value: value}[value], value)


def test_every_value_of_the_cycle_comes_back_from_a_pool():
    """apps D5, hard A4"""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        back = pool.submit(copy.copy, VALUES).result(timeout=120)
    assert len(back) == len(VALUES)
    assert all(map(same, back, VALUES))


def test_nothing_keeps_a_list_that_was_handed_in():
    """hard A11"""
    certificate = Certificate(product="tea", stars=3, issued_on=date(2023, 9, 20))
    ballots = [Ballot(member="A", invalid="late"), Ballot(member="B", sheet=sheet())]
    days = DateRange(date(2024, 1, 1), date(2024, 2, 1))
    on = date(2026, 6, 1)
    for make, given_ in (
        (lambda held: Application(product="tea", held_before=held), [certificate]),
        (lambda events: Application(product="tea", history=events), [IdeaSubmitted(on=on)]),
        (lambda days: attrs.evolve(certificate, displaced=days), [days]),
        (lambda needs: CouncilResult(regime="26", total=60, stars=3, needs=needs), ["chair"]),
        (verdict, ballots),
    ):
        made, before = make(given_), make(list(given_))
        given_.clear()
        assert made == before
        assert hash(made) == hash(before)


def sheet():
    rubric = regime("26").rubric(1)
    return rubric.sheet({each.no: len(each.options) for each in rubric.criteria})


class Whole:
    """A whole number of another library, as numpy has them."""

    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


def test_exact_numbers_and_midnights_of_other_libraries_are_taken():
    on, midnight = date(2026, 6, 1), datetime(2026, 6, 1)  # noqa: DTZ001 - as pandas has them
    for plain, other in (
        (
            Certificate(product="tea", stars=3, issued_on=on, superseded_on=on),
            Certificate(product="tea", stars=Whole(3), issued_on=midnight, superseded_on=midnight),
        ),
        (
            CouncilResult(regime="26", total=60, stars=3, product_set=1),
            CouncilResult(regime="26", total=Whole(60), stars=Whole(3), product_set=Whole(1)),
        ),
        (DossierFiled(on=on, product_set=1), DossierFiled(on=midnight, product_set=Whole(1))),
        (
            Recognised(on=on, level="province", stars=3),
            Recognised(on=midnight, level="province", stars=Whole(3)),
        ),
        (
            Withdrawal(on=on, concluded_on=on),
            Withdrawal(on=midnight, concluded_on=midnight),
        ),
        (
            Round(level="province", year=2026, no=1, propose_by=on, decide_by=on, reference="r"),
            Round(
                level="province",
                year=Whole(2026),
                no=Whole(1),
                propose_by=midnight,
                decide_by=midnight,
                reference="r",
            ),
        ),
    ):
        assert plain == other
        for field in attrs.fields(type(plain)):
            assert type(getattr(other, field.name)) is type(getattr(plain, field.name))
    for wrong in (midnight.replace(hour=8), midnight.replace(tzinfo=UTC)):
        with pytest.raises(InputError, match="is not a date"):
            Certificate(product="tea", stars=3, issued_on=wrong)
