"""The promised speed of forecasts, as ratios; exits 1 where it is broken.

Run ``python -m benchmarks.scenarios_ratios``: 17,000 products, 60 months. What is expected, and
10,000 runs with the fans of all targets, beside a plain simulation, line by line and day by day, of
a hundredth of them; in seconds too, on two cores.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from tests.scenarios.forecast import plain
from tests.scenarios.forecast.cases import rows_of

import ocop
from benchmarks.memory import highest
from benchmarks.promise import Promise, report, sized, times
from ocop.dates import DateRange
from ocop.targets import Count, Flow, Plan, Recognition, Registry, Share, Target, Where
from ocop.text import Label

PRODUCTS, MONTHS, RUNS, HUNDREDTH = sized(17_000, 1_700), 60, sized(10_000, 1_000), 100
ON, UNTIL = date(2023, 3, 31), date(2028, 3, 31)
SUPPOSE = ocop.Assumptions(
    renewal={3: "0.6", 4: "0.8"},
    renewed_as={4: {4: "0.7", 3: "0.3"}},
    delay={0: "0.7", 3: "0.3"},
    new_per_month={3: 150, 4: "40.5"},
    new_places={"district": {f"Huyện {n}": "0.1" for n in range(10)}},
)


def registry() -> Registry:
    """Products in force, issued on every day of three years."""
    rng = random.Random(1)  # noqa: S311 - the same registry every time
    rows = [
        Recognition(
            name=f"Sản phẩm {n}",
            stars=rng.choices((3, 4, 5), (75, 23, 2))[0],
            district=f"Huyện {n % 10}",
            kind="first",
            issued_on=ON - timedelta(days=rng.randrange(1095)),
        )
        for n in range(PRODUCTS)
    ]
    return Registry(rows)


def plan() -> Plan:
    """Counts, shares and an event, over all of the months."""
    period = DateRange(date(2023, 1, 1), UNTIL)
    four = Share(part=Count(where=Where.of(stars=[4, 5])), whole=Count())
    here = Share(part=Count(where=Where.of(district="Huyện 3")), whole=Count())
    bounds = (
        ("products", Count(), 18_000),
        ("four", four, Fraction(1, 5)),
        ("here", here, Fraction(1, 10)),
        ("renewed", Flow(event="re-recognised"), 9_000),
    )
    targets = [
        Target(
            id=id_,
            label=Label(id_, id_),
            measure=measure,
            at_least=least,
            period=period,
            source=Label("–", "–"),
        )
        for id_, measure, least in bounds
    ]
    return Plan(id="speed", title=Label("–", "–"), period=period, targets=targets)


def seconds(call: object) -> float:
    """Seconds that a call takes."""
    start = time.perf_counter()
    call()  # type: ignore[operator]
    return time.perf_counter() - start


def promises(rounds: int) -> Iterator[Promise]:
    held, aim = registry(), plan()
    known = held.on(ON)
    _ = known.in_force  # the registry is read once, whatever is asked of it
    rng = random.Random(2)  # noqa: S311 - the same runs every time
    rows = rows_of(held)
    by_hand = min(
        seconds(lambda: plain.run(SUPPOSE, held.rules, rows, ON, UNTIL, rng))
        for _ in range(1 if rounds < 5 else 2)
    )

    def expected() -> None:
        forecast = aim.forecast(known, SUPPOSE, until=UNTIL)
        assert len(forecast.expected) == MONTHS + 1

    def drawn() -> None:
        how = {"runs": RUNS, "seed": 1, "workers": 2, "progress": False}
        forecast = aim.forecast(known, SUPPOSE, until=UNTIL, **how)
        assert forecast.chance().value is not None
        assert all(len(forecast.fan(target.id)) == MONTHS + 1 for target in aim.targets)

    taken = min(seconds(expected) for _ in range(5))
    name, yardstick = "what is expected of 60 months", "one plain run"
    detail = times(taken, by_hand)
    yield Promise(name, taken / by_hand, yardstick, most=0.1, detail=detail)
    taken, hundredth = seconds(drawn), by_hand * RUNS / HUNDREDTH
    name, yardstick = f"{RUNS:,} runs with all fans", "a hundredth of them, plain"
    detail = times(taken, hundredth)
    yield Promise(name, taken / hundredth, yardstick, most=0.2, detail=detail)
    yield Promise("memory of a forecast", highest(), most=2048, unit="MB")


if __name__ == "__main__":
    sys.exit(report(promises))
