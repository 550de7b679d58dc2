"""Advice is the cheapest there is: an integer program of the printed table says the same.

The program is built from the table as a form has it (points, minima, what is needed), apart from
the numbers that the library works on.
"""

from __future__ import annotations

import random
from fractions import Fraction
from math import inf, lcm

import numpy as np
import pytest

import ocop
from ocop.errors import InputError
from ocop.law import Rules
from ocop.scoring import score

RUBRICS = [(regime.id, number) for regime in ocop.regimes() for number in range(1, 27)]
READINGS = [{}, {"star_minima": "own"}, {"none_of_these": "fault"}, {"tourism_cases": "one-case"}]


def rows_of(rubric):
    form = rubric.to_dict()
    return [row for part in form["parts"] for group in part["groups"] for row in group["criteria"]]


def lacks(row):
    """Whether none of the levels may be chosen."""
    return row["zero"] is not None and row["zero"]["id"] == "none-of-these"


def random_card(rubric, rows, draw):
    """The scorecard of a sheet, low in a third of the draws."""
    low, case = draw.random() < 1 / 3, draw.choice("ab")
    asked = {need["id"] for row in rows for need in row["needs"] if not need["criterion"]}
    unmet = [one for one in sorted(asked) if draw.random() < 0.3]
    choices = {}
    for row in rows:
        of_case = [o["no"] for o in row["options"] if o["branch"] in {None, case}]
        if row["choice"] == "many":
            choices[row["no"]] = [no for no in of_case if draw.random() < 0.4]
        elif low:
            choices[row["no"]] = of_case[0]
        else:
            choices[row["no"]] = draw.choice([0, *of_case] if lacks(row) else of_case)
    for row in rows:
        for need in row["needs"]:
            if need["id"] in unmet or (
                need["criterion"] and choices[need["criterion"]] <= need["above"]
            ):
                choices.pop(row["no"], None)
    return score(rubric.sheet(choices, unmet=unmet))


def random_cost(rows, draw):
    """What advice is asked with, and the same as a function of a row, levels held and reached."""
    kind = draw.choice(["levels", "ints", "fractions", "function"])
    if kind == "levels":
        return None, levels_between
    if kind == "function":
        tables = {row["no"]: [draw.randint(0, 9) for _ in range(7)] for row in rows}
        many = {row["no"] for row in rows if row["choice"] == "many"}

        def cost(no, held, reached):
            if no in many:
                return tables[no][0] * (reached & ~held).bit_count()
            return sum(tables[no][held:reached])

        def cost_of(row, held, reached):
            if row["no"] in many:
                return tables[row["no"]][0]
            return cost(row["no"], held, reached)

        return cost, cost_of
    prices = {
        row["no"]: draw.randint(0, 9) if kind == "ints" else Fraction(draw.randint(0, 9), 7)
        for row in rows
        if draw.random() < 0.9
    }
    return (
        prices,
        lambda row, held, reached: prices.get(row["no"], 1) * levels_between(row, held, reached),
    )


def levels_between(row, held, reached):
    """How many levels of its own case an option lies above what is held; 1 for a ticked line."""
    if row["choice"] == "many":
        return 1
    branch = row["options"][reached - 1]["branch"]
    case = [option["no"] for option in row["options"] if option["branch"] == branch]
    zeros = (option["no"] for option in row["options"] if option["points"] == 0)
    start = held or next(zeros, 0)
    return case.index(reached) - (case.index(start) if start in case else -1)


class Program:
    """0-1 variables: the options held after the steps, of one rank at least."""

    def __init__(self, card, rows, star, cost_of, fixed):
        self.card, self.rubric, self.star = card, card.rubric, star
        self.rows = {row["no"]: row for row in rows}
        self.places, self.costs, self.points, self.may = {}, [], [], []
        self.constraints = []
        for no, row in self.rows.items():
            if row["choice"] == "many":
                self.checklist(row, cost_of, no in fixed)
            else:
                self.levels(row, cost_of, no in fixed)
        for row in self.rows.values():
            self.needs(row)
        self.one_case()
        least = next(band.least for band in self.rubric.bands if band.stars == star)
        self.constrain(dict(enumerate(self.points)), least, inf)

    def variable(self, name, cost=0, points=0, *, may=True):
        self.places[name] = len(self.places)
        self.costs.append(cost)
        self.points.append(points)
        self.may.append(may)

    def constrain(self, terms, low, high):
        self.constraints.append((terms, low, high))

    def binds(self, stars):
        """Whether a minimum for so many stars withholds the rank."""
        own = self.rubric.rules.readings.star_minima == "own"
        return stars == self.star if own else stars <= self.star

    def marks(self, row):
        """The marked options of the rank."""
        return [row["options"][m["option"] - 1] for m in row["minima"] if self.binds(m["stars"])]

    def checklist(self, row, cost_of, fixed):
        held = self.card.sheet.choices[row["no"]]
        marked = [mark["no"] for mark in self.marks(row)]
        for option in row["options"]:
            no, ticked = option["no"], option["no"] in held
            cost = 0 if ticked else cost_of(row, 0, no)
            self.variable((row["no"], no), cost, option["points"], may=ticked or not fixed)
            self.constrain({self.places[row["no"], no]: 1}, int(ticked or no in marked), 1)

    def levels(self, row, cost_of, fixed):
        no, options = row["no"], row["options"]
        held = self.card.sheet.choices.get(no, 0)
        unmet = any(need["id"] in self.card.sheet.unmet for need in row["needs"])
        ends = {pair for one in self.rubric.exclusions for pair in (*one.when, *one.stated)}
        for reached in range(len(options) + 1):
            branch = options[reached - 1]["branch"] if reached else None
            missed = any(
                reached < mark["no"] and not (reached and mark["branch"] not in {None, branch})
                for mark in self.marks(row)
            )
            up = reached > held and (not held or options[held - 1]["branch"] == branch)
            points = options[reached - 1]["points"] if reached else 0
            if unmet and not reached:  # what it comes to then is no question of advice
                line = self.card.line(no)
                points, missed = line.points, any(self.binds(one.stars) for one in line.missed)
            self.variable(
                (no, reached),
                cost_of(row, held, reached) if up else 0,
                points,
                may=not missed
                and (no, reached) not in ends
                and (reached == held or (up and not fixed and not unmet)),
            )
        self.constrain({self.places[no, each]: 1 for each in range(len(options) + 1)}, 1, 1)

    def needs(self, row):
        """A criterion is answered where what it needs is there, and only there."""
        for need in row["needs"]:
            if need["criterion"] is None:
                continue
            decider = self.rows[need["criterion"]]
            above = range(need["above"] + 1, len(decider["options"]) + 1)
            terms = {self.places[decider["no"], option]: 1 for option in above}
            for option in row["options"]:
                terms[self.places[row["no"], option["no"]]] = -1
            self.constrain(terms, 0, 1 if lacks(row) else 0)

    def one_case(self):
        """Steps bring no second case in."""
        held = self.card.sheet.choices
        same = [self.rows[no] for no in self.rubric.same_case]
        cases = {
            row["options"][held[row["no"]] - 1]["branch"] for row in same if held.get(row["no"])
        }
        if len(cases) > 1:
            return
        for case in "ab":
            self.variable(("case", case))
        self.constrain({self.places["case", case]: 1 for case in "ab"}, 0, 1)
        for row in same:
            for option in row["options"]:
                of_case = self.places["case", option["branch"]]
                self.constrain({self.places[row["no"], option["no"]]: 1, of_case: -1}, -1, 0)

    def cheapest(self):
        """The least cost; None where the rank is out of reach."""
        from scipy import optimize  # noqa: PLC0415 - of a group of its own, for the slow tests

        size, parts = len(self.places), lcm(*(Fraction(cost).denominator for cost in self.costs))
        matrix = np.zeros((len(self.constraints), size))
        for n, (terms, _, _) in enumerate(self.constraints):
            for place, factor in terms.items():
                matrix[n, place] = factor
        _, low, high = zip(*self.constraints, strict=True)
        solved = optimize.milp(
            [int(cost * parts) for cost in self.costs],
            integrality=np.ones(size),
            bounds=optimize.Bounds(0, [int(may) for may in self.may]),
            constraints=optimize.LinearConstraint(matrix, low, high),
            options={"mip_rel_gap": 0},
        )
        if solved.status == 2:
            return None
        assert solved.status == 0, solved.message
        pairs = zip(self.costs, solved.x, strict=True)
        return sum((cost for cost, on in pairs if round(on)), start=0)


@pytest.mark.slow
@pytest.mark.parametrize(("regime", "number"), RUBRICS)
def test_advice_costs_what_an_integer_program_costs(regime, number):
    draw = random.Random(f"{regime}/{number}")  # noqa: S311 - no secret
    for under in READINGS:
        rubric = ocop.regime(regime).under(Rules().read(**under)).rubric(number)
        if "tourism_cases" in under and not rubric.same_case:
            continue  # it is read as before
        rows = rows_of(rubric)
        card = random_card(rubric, rows, draw)
        to = draw.choice([3, 4, 5])
        cost, cost_of = random_cost(rows, draw)
        fixed = [row["no"] for row in rows if draw.random() < draw.choice([0, 0.1, 0.3])]
        advice = card.advice(to, cost=cost, fixed=fixed)
        if (card.stars or 0) >= to:
            assert advice.cost == 0
            continue
        stars = [band.stars for band in rubric.bands if band.stars >= to]
        costs = [Program(card, rows, star, cost_of, fixed).cheapest() for star in stars]
        reached = [cost for cost in costs if cost is not None]
        assert advice.reachable == bool(reached)
        assert advice.cost == min(reached, default=0)
        if advice.reachable:
            assert (
                score(rubric.sheet(advice.result.sheet.choices, unmet=card.sheet.unmet)).stars >= to
            )


def lowest(rubric):
    """The scorecard of the lowest levels, without a story."""
    rows = rows_of(rubric)
    storied = {row["no"] for row in rows if any(need["criterion"] for need in row["needs"])}
    return score(rubric.sheet({row["no"]: 1 for row in rows if row["no"] not in storied}))


@pytest.mark.parametrize("given", [1.5, "2", None, True, float("nan"), [1]])
def test_a_cost_that_is_no_exact_number_is_a_fault_once_a_criterion(given):
    costs = {"1.1": given, "1.2": -1}
    with pytest.raises(InputError) as err:
        lowest(ocop.regime("26").rubric(1)).advice(5, cost=lambda no, *_: costs.get(no, 1))
    assert [(fault.code, fault.path) for fault in err.value.faults] == [
        ("not-an-exact-number", ("cost", "1.1")),
        ("below-zero", ("cost", "1.2")),
    ]


def test_costs_may_be_integers_of_another_library():
    card = lowest(ocop.regime("26").rubric(1))
    assert card.advice(5, cost=lambda *_: np.int8(2)) == card.advice(5, cost=lambda *_: 2)
    assert card.advice(5, cost={"1.1": np.int64(3)}) == card.advice(5, cost={"1.1": 3})


def test_what_a_cost_function_raises_is_its_own():
    def cost(no, *_):
        raise ZeroDivisionError(no)

    with pytest.raises(ZeroDivisionError):
        lowest(ocop.regime("26").rubric(1)).advice(5, cost=cost)


def test_a_star_that_is_reached_already_takes_no_step():
    advice = lowest(ocop.regime("26").rubric(1)).advice(5).result.advice(4)
    table = advice.table("en")
    assert (advice.steps, table.rows) == ((), ())
    assert ("Answer", "4★ is reached already") in table.facts


def test_a_cost_stays_what_it_is():
    """A cost of 1 and one of 1/1 are equal, and what is kept of one is not given for the other."""
    card = lowest(ocop.regime("26").rubric(1))
    for one in (1, Fraction(1), 1):
        advice = card.advice(5, cost=lambda *_, one=one: one)
        assert {type(step.cost) for step in advice.steps} == {type(one)}


def test_what_is_not_required_of_the_product_stays():
    rubric = ocop.regime("26").rubric(21)
    (beyond,) = [c for c in rubric.criteria if c.not_required]
    condition = next(one.id for one in beyond.conditions if one.otherwise)
    choices = {**lowest(rubric).sheet.choices}
    del choices[beyond.no]
    card = score(rubric.sheet(choices, unmet=[condition]))
    assert card.line(beyond.no).held == (beyond.not_required,)
    advice = card.advice(4)
    assert advice.reachable
    assert advice.result.line(beyond.no) == card.line(beyond.no)
    assert beyond.no not in {step.criterion for step in advice.steps}
    assert advice.result == score(rubric.sheet(advice.result.sheet.choices, unmet=[condition]))


@pytest.mark.parametrize("to", [3, 4])
def test_a_missed_minimum_that_refuses_leaves_room_within_the_rank(to):
    """No total is to come to the next rank, whose minima it would miss; more than the least may do."""
    rubric = ocop.regime("26").under(Rules().read(missed_minimum="refused")).rubric(1)
    advice = lowest(rubric).advice(to)
    assert advice.result.stars == to
    plain = lowest(ocop.regime("26").rubric(1)).advice(to)
    assert advice.cost >= plain.cost
