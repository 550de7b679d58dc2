"""The promised speeds, each a ratio against something run beside it in the same process.

Run ``python benchmarks/ratios.py``; it prints a line per promise and exits 1 where one is broken.
"""

from __future__ import annotations

import platform
import subprocess
import sys
import timeit
from importlib.metadata import version
from statistics import median
from typing import TYPE_CHECKING

from attrs import evolve

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 15


def per_call(call: Callable[[], object]) -> float:
    """Seconds a call takes, over enough calls to be told apart from the clock."""
    number, taken = timeit.Timer(call).autorange()
    return taken / number


def ratio(
    call: Callable[[], object], yardstick: Callable[[], object], rounds: int = ROUNDS
) -> tuple[float, float, float]:
    """The median of ``call / yardstick`` over rounds that run one after the other."""
    pairs = [(per_call(call), per_call(yardstick)) for _ in range(rounds)]
    return median(a / b for a, b in pairs), median(a for a, _ in pairs), median(b for _, b in pairs)


def imports(module: str) -> float:
    """Seconds that ``import module`` takes in a fresh process."""
    code = f"import time; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


def first_rubric() -> float:
    """Seconds for the first regime and rubric from disk, the modules being imported."""
    code = (
        "import time, datetime, ocop.scoring.rubric.load, ocop.law, tomllib;"
        "t = time.perf_counter();"
        "ocop.regime_on(datetime.date(2026, 11, 21)).rubric(1)._tables;"
        "print(time.perf_counter() - t)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


def national_registry() -> bool:
    """Whether 20,000 recognitions take more than 5 times a loop over dicts."""
    import national  # noqa: PLC0415 - imports are measured too

    from ocop import plans  # noqa: PLC0415
    from ocop.targets import Registry  # noqa: PLC0415
    from ocop.targets.snapshot._shown import snapshot_data  # noqa: PLC0415

    rows = national.rows()
    recognitions = national.registry(rows).recognitions
    known = plans()

    def by_library() -> None:
        registry = Registry(recognitions)
        snapshot = registry.on(national.ON)
        snapshot_data(snapshot)
        for plan in known:
            plan.evaluate(snapshot)
        registry.lapsing(national.FIRST, national.LAST)

    found, seconds, yard = ratio(by_library, lambda: national.by_hand(rows))
    print(
        f"20,000 recognitions, snapshot, seven plans, lapsing / loop over dicts: {found:.2f} "
        f"(at most 5; {seconds * 1e3:.0f} / {yard * 1e3:.0f} ms)"
    )
    return found > 5


def breakdown_by_place() -> bool:
    """Whether ten times the communes make a breakdown take more than three times as long."""
    import national  # noqa: PLC0415 - imports are measured too

    from ocop.targets import Registry  # noqa: PLC0415

    recognitions = national.registry(national.rows()).recognitions

    def by_communes(number: int) -> Callable[[], object]:
        rows = Registry(
            evolve(each, commune=f"Xã {n % number}") for n, each in enumerate(recognitions)
        )
        return lambda: rows.by_place("commune")

    found, seconds, yard = ratio(by_communes(3000), by_communes(300))
    print(
        f"20,000 recognitions by 3,000 communes / by 300: {found:.2f} "
        f"(at most 3; {seconds * 1e3:.0f} / {yard * 1e3:.0f} ms)"
    )
    return found > 3


#: Column → what is wrong in each row: one text in all of them, or another in each.
FAULTY: dict[str, tuple[str, Callable[[int], str]]] = {
    "one wrong set name": ("set", lambda _: "Thực phẩm chế biến khác loại"),
    "3,000 wrong set names": ("set", lambda n: f"Thực phẩm chế biến {n}x"),
    "one wrong day": ("issued_on", lambda _: "31/02/2024"),
    "3,000 wrong days": ("issued_on", lambda n: f"ngày {n}"),
    "a serial number for a day": ("issued_on", lambda n: str(45_000 + n)),
    "a day before the issue": ("withdrawn_on", lambda n: f"{n % 28 + 1}/1/2023"),
    "one wrong rank": ("stars", lambda _: "6"),
    "3,000 wrong ranks": ("stars", lambda n: f"hạng {n}"),
    "a total of too few points": ("total", lambda n: f"{n % 50},{n % 10}"),
    "3,000 wrong totals": ("total", lambda n: f"{n} điểm"),
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
    """A register of 3,000 good rows, but for the columns that are given."""
    cells = _GOOD | bad
    rows = (",".join(f'"{cell(n)}"' for cell in cells.values()) for n in range(3000))
    return "\n".join([",".join(cells), *rows])


def faulty_register() -> bool:
    """Whether 3,000 rows with a fault each take more than twice the time of 3,000 good ones."""
    from ocop.targets import Registry  # noqa: PLC0415 - imports are measured too

    good, slow = register_text(), False
    for name, (column, cell) in FAULTY.items():
        bad = register_text(**{column: cell})
        found, seconds, yard = ratio(
            lambda bad=bad: Registry.from_csv(bad, lenient=True),  # type: ignore[misc]
            lambda: Registry.from_csv(good, lenient=True),
            rounds=5,
        )
        print(
            f"3,000 rows with {name} / 3,000 good rows: {found:.2f} "
            f"(at most 2; {seconds * 1e3:.0f} / {yard * 1e3:.0f} ms)"
        )
        slow |= found > 2
    return slow


def main() -> int:
    from ocop import Sheet, from_dict, regime, score, to_dict  # noqa: PLC0415 - as above

    rubric = regime("26").rubric(1)
    choices = {criterion.no: len(criterion.options) for criterion in rubric.criteria}
    points = {c.no: {o.no: o.points for o in c.options} for c in rubric.criteria}
    sheet = rubric.sheet(choices)
    stored = to_dict(sheet)

    def bare_sum() -> int:
        return sum(points[no][option] for no, option in choices.items())

    def read_out() -> object:
        card = score(sheet)
        return card.total, card.stars, card.parts, card.capped_by

    assert bare_sum() == score(sheet).total == 100
    names = ("attrs", "cattrs", "python-dateutil")
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    print(f"Python {platform.python_version()}, {versions}")
    failed = False
    promises: list[tuple[str, Callable[[], object], float | None]] = [
        ("checked sheet to scorecard", lambda: score(sheet), 1.5),
        ("dict to scorecard", lambda: score(rubric.sheet(choices)), 3.5),
        ("stored sheet to sheet", lambda: from_dict(Sheet, stored), 25),
        ("checked sheet to scorecard, parts and minima read", read_out, None),
    ]
    for name, call, most in promises:
        found, seconds, yard = ratio(call, bare_sum)
        limit = f"at most {most}" if most else "no promise"
        print(
            f"{name} / bare sum: {found:.1f} ({limit}; {seconds * 1e6:.2f} / {yard * 1e6:.2f} µs)"
        )
        failed |= most is not None and found > most
    pairs = [(imports("ocop"), imports("attrs")) for _ in range(ROUNDS)]
    found = median(a for a, _ in pairs) / median(b for _, b in pairs)
    print(f"import ocop / import attrs: {found:.2f} (at most 0.5)")
    failed |= found > 0.5
    first = median(first_rubric() for _ in range(ROUNDS))
    print(f"first regime_on and rubric from disk: {first * 1e3:.1f} ms (under 25)")
    failed |= first > 0.025
    failed |= national_registry()
    failed |= breakdown_by_place()
    failed |= faulty_register()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
