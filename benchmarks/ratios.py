"""The promised speeds of sheets and registers, each a ratio to something run beside it.

Run ``python -m benchmarks.ratios``; it prints a line per promise and exits 1 where one is broken.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from statistics import median
from time import process_time
from timeit import Timer

from attrs import evolve

from benchmarks import national
from benchmarks.fresh import ran
from benchmarks.promise import Promise, beside, report, sized, times
from ocop import Sheet, from_dict, plans, regime, regimes, score, to_dict
from ocop.scoring import Rubric, Scorecard
from ocop.targets import Registry
from ocop.targets.snapshot._shown import snapshot_data


def imports(module: str) -> float:
    """Seconds of the processor that ``import module`` takes in a fresh process."""
    code = f"import time; t = time.process_time; a = t(); import {module}; print(t() - a)"
    return float(ran("-c", code).stdout)


def first_rubric() -> float:
    """Seconds of the processor for the first regime and rubric, the modules being imported."""
    code = (
        "import time, datetime, ocop.scoring.rubric.load, ocop.law, tomllib;"
        "t = time.process_time();"
        "ocop.regime_on(datetime.date(2026, 11, 21)).rubric(1)._tables;"
        "print(time.process_time() - t)"
    )
    return float(ran("-c", code).stdout)


def sheets(rounds: int) -> Iterator[Promise]:
    """One sheet beside a bare sum of the same points over dicts."""
    rubric = regime("26").rubric(1)
    choices = {criterion.no: len(criterion.options) for criterion in rubric.criteria}
    points = {c.no: {o.no: o.points for o in c.options} for c in rubric.criteria}
    sheet = rubric.sheet(choices)
    stored = to_dict(sheet)

    def bare_sum() -> int:
        return sum(points[no][option] for no, option in choices.items())

    # what an app reads of a card, and of one that misses minima
    lower = {no: max(1, option - 1) for no, option in choices.items()}
    card = score(rubric.sheet(lower))
    fields = [n for n in dir(card) if n[0] != "_" and not callable(getattr(card, n))]

    def read_out(choices: dict[str, int]) -> tuple[tuple[object, ...], ...]:
        card = score(rubric.sheet(choices))  # read as an app reads it, attribute by attribute
        return (
            (card.sheet, card.rubric, card.regime, card.rules),
            (card.total, card.stars_by_points, card.stars, card.parts, card.groups, card.lines),
            (card.missed_minima, card.capped_by, card.exclusions, card.next_star),
            (card.doubts, card.notes, card.earlier),
        )

    assert sum(map(len, read_out(lower))) == len(fields)
    assert len(card.missed_minima) > 5
    assert bare_sum() == score(sheet).total == 100
    questions: list[tuple[str, Callable[[], object], float | None]] = [
        ("checked sheet to scorecard", lambda: score(sheet), 1.5),
        ("dict to scorecard", lambda: score(rubric.sheet(choices)), 3.5),
        ("stored sheet to sheet", lambda: from_dict(Sheet, stored), 25),
        ("dict to scorecard, every field read", lambda: read_out(choices), 12),
        ("the same where minima are missed", lambda: read_out(lower), None),
    ]
    for name, call, most in questions:
        yield beside(name, call, ("bare sum", bare_sum), most=most, rounds=rounds)


def advice(rounds: int) -> Iterator[Promise]:
    """Advice from the lowest sheet of every rubric to five stars, a whole number a level."""
    numbers = range(1, sized(27, 5))
    cards = [lowest(one.rubric(number)) for one in regimes() for number in numbers]
    prices = [{c.no: n % 4 for n, c in enumerate(card.rubric.criteria)} for card in cards]
    points = {c.no: {o.no: o.points for o in c.options} for c in cards[0].rubric.criteria}
    choices = {no: max(options) for no, options in points.items()}

    def bare_sum() -> int:
        return sum(points[no][option] for no, option in choices.items())

    rows = [
        ("one a level", [lambda card=card: card.advice(5) for card in cards]),  # type: ignore[misc]
        (
            "costs by criterion",
            [
                lambda card=card, cost=cost: card.advice(5, cost=cost)  # type: ignore[misc]
                for card, cost in zip(cards, prices, strict=True)
            ],
        ),
    ]
    for name, calls in rows:
        pairs = [(once(call), once(bare_sum)) for _ in range(min(rounds, 5)) for call in calls]
        seconds, yard = median(a for a, _ in pairs), median(b for _, b in pairs)
        ratio_, detail = median(a / b for a, b in pairs), times(seconds, yard)
        yield Promise(f"advice from the lowest sheet, {name}", ratio_, "bare sum", detail=detail)
        median_ms = f"the same in the median of {len(cards)} rubrics"
        yield Promise(median_ms, seconds * 1e3, most=1, unit="ms")


def lowest(rubric: Rubric) -> Scorecard:
    """The scorecard of the lowest level of every criterion that asks for no story."""
    readings = rubric.rules.readings
    storied = {
        c.no
        for c in rubric.criteria
        if any(need.above and need.holds_under(readings) for need in c.conditions)
    }
    choices = {
        c.no: [] if c.choice == "many" else 1 for c in rubric.criteria if c.no not in storied
    }
    return score(rubric.sheet(choices))


def once(call: Callable[[], object]) -> float:
    """The least seconds of a call in three, of this process alone."""
    return min(Timer(call, timer=process_time).repeat(3, 1))


def start(rounds: int) -> Iterator[Promise]:
    """What a fresh process waits for."""
    first_rubric()  # its files are compiled
    ours = median(imports("ocop") for _ in range(rounds))
    yard = median(imports("attrs") for _ in range(rounds))
    yield Promise("import ocop", ours / yard, "import attrs", most=0.5, detail=times(ours, yard))
    first = median(first_rubric() for _ in range(rounds)) * 1e3
    yield Promise("first regime_on and rubric from disk", first, most=25, unit="ms")


#: How many recognitions a registry has, and of how many communes they are.
MANY, COMMUNES = sized(national.SIZE, 2_000), sized(3_000, 300)


def national_registry(rounds: int) -> Promise:
    """A national registry beside a loop over dicts."""
    rows = national.rows(MANY)
    recognitions = national.registry(rows).recognitions
    known = plans()

    def by_library() -> None:
        registry = Registry(recognitions)
        snapshot = registry.on(national.ON)
        snapshot_data(snapshot)
        for plan in known:
            plan.evaluate(snapshot)
        registry.lapsing(national.FIRST, national.LAST)

    yardstick = ("loop over dicts", lambda: national.by_hand(rows))
    name = f"{MANY:,} recognitions, snapshot, seven plans, lapsing"
    return beside(name, by_library, yardstick, most=5, rounds=rounds)


def breakdown_by_place(rounds: int) -> Promise:
    """Whether ten times the communes make a breakdown take longer."""
    recognitions = national.registry(national.rows(MANY)).recognitions

    def by_communes(number: int) -> Callable[[], object]:
        rows = Registry(
            evolve(each, commune=f"Xã {n % number}") for n, each in enumerate(recognitions)
        )
        return lambda: rows.by_place("commune")

    few = COMMUNES // 10
    name, yardstick = (
        f"{MANY:,} recognitions by {COMMUNES:,} communes",
        (f"by {few}", by_communes(few)),
    )
    return beside(name, by_communes(COMMUNES), yardstick, most=3, rounds=rounds)


#: How many rows a register with faults has.
ROWS = sized(3_000, 200)
#: Column → what is wrong in each row: one text in all of them, or another in each.
FAULTY: dict[str, tuple[str, Callable[[int], str]]] = {
    "one wrong set name": ("set", lambda _: "Thực phẩm chế biến khác loại"),
    f"{ROWS:,} wrong set names": ("set", lambda n: f"Thực phẩm chế biến {n}x"),
    "one wrong day": ("issued_on", lambda _: "31/02/2024"),
    f"{ROWS:,} wrong days": ("issued_on", lambda n: f"ngày {n}"),
    "a serial number for a day": ("issued_on", lambda n: str(45_000 + n)),
    "a day before the issue": ("withdrawn_on", lambda n: f"{n % 28 + 1}/1/2023"),
    "one wrong rank": ("stars", lambda _: "6"),
    f"{ROWS:,} wrong ranks": ("stars", lambda n: f"hạng {n}"),
    "a total of too few points": ("total", lambda n: f"{n % 50},{n % 10}"),
    f"{ROWS:,} wrong totals": ("total", lambda n: f"{n} điểm"),
    "one wrong kind": ("kind", lambda _: "tái cấp"),
    "a year for a day": ("withdrawn_on", lambda _: "2025"),
}
_GOOD: dict[str, Callable[[int], str]] = {
    "name": lambda n: f"Sản phẩm {n}",
    "set": lambda n: str(n % 26 + 1),
    "entity_kind": lambda _: "HTX",
    "stars": lambda _: "3",
    "issued_on": lambda n: f"{n % 28 + 1}/3/2024",
    "kind": lambda _: "mới",
    "withdrawn_on": lambda n: f"{n % 28 + 1}/1/2026",
    "total": lambda n: str(60 + n % 30),
}


def register_text(**bad: Callable[[int], str]) -> str:
    """A register of good rows, but for the columns that are given."""
    cells = _GOOD | bad
    rows = (",".join(f'"{cell(n)}"' for cell in cells.values()) for n in range(ROWS))
    return "\n".join([",".join(cells), *rows])


def faulty_register(rounds: int) -> Promise:
    """Rows with a fault each beside as many good ones: the worst kind of fault."""
    good = register_text()
    # rows that hang on those above are read one by one, as those with a fault are
    one_by_one = lambda: Registry.from_csv(good, lenient=True, fill_down=["province"])  # noqa: E731
    yardstick = (f"{ROWS:,} good rows read one by one", one_by_one)
    found = []
    for name, (column, cell) in FAULTY.items():
        bad = register_text(**{column: cell})
        call = lambda bad=bad: Registry.from_csv(bad, lenient=True)  # noqa: E731
        found.append(beside(f"{ROWS:,} rows with {name}", call, yardstick, most=2, rounds=rounds))
    return max(found, key=lambda promise: promise.value)


def promises(rounds: int) -> Iterator[Promise]:
    yield from sheets(rounds)
    yield from advice(rounds)
    yield from start(rounds)
    yield national_registry(rounds)
    yield breakdown_by_place(rounds)
    yield faulty_register(max(1, rounds // 3))


if __name__ == "__main__":
    sys.exit(report(promises))
