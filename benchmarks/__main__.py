"""One command for the page of the docs: measure, keep the run, draw the page of what is kept."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import ocop
from benchmarks.gathered import gathered
from benchmarks.machine import machine, versions
from benchmarks.page.chart import PICTURES, drawn
from benchmarks.page.compared import before, slower
from benchmarks.page.language import ENDINGS
from benchmarks.page.markdown import page
from benchmarks.run import Run, history, rounded, stored

ROOT = Path(__file__).resolve().parent.parent
#: Below this a run is a rehearsal, which is not kept among the others.
WHOLE = 1_000_000


def _asked(words: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser("python -m benchmarks", description=__doc__)
    add = parser.add_argument
    add("--sheets", type=int, default=WHOLE, help="how many in a race (%(default)s)")
    add("--most", type=int, help="how many at most as they grow (five times as many)")
    add("--rounds", type=int, default=3, help="of the other files (%(default)s); 0 leaves them out")
    add("--only", nargs="+", metavar="ID", help="the contestants that take part, by id")
    add("--page", action="store_true", help="measure nothing: make the page of what is kept")
    add("--to", type=Path, default=ROOT, help="the folder that has benchmarks/history and docs")
    asked = parser.parse_args(words)
    whole = asked.sheets >= WHOLE and asked.only is None and asked.rounds
    if not (asked.page or whole) and asked.to.resolve() == ROOT:
        parser.error("a run that is not whole is kept elsewhere: say where with --to FOLDER")
    return asked


def measure(asked: Namespace) -> Run:
    """The run of now."""
    # the page alone needs no engine
    from benchmarks.races.field import measured  # noqa: PLC0415
    from benchmarks.races.sheets import RUBRIC  # noqa: PLC0415

    field = measured(asked.sheets, asked.most or 5 * asked.sheets, asked.only)
    promises, failed = gathered(asked.rounds) if asked.rounds else ((), ())
    run: Run = rounded(
        Run(
            on=date.today().isoformat(),  # noqa: DTZ011 - the day of the person who runs it
            version=ocop.__version__,
            machine=machine(),
            versions=versions(),
            rules=f"set {RUBRIC.product_set.number} of {RUBRIC.regime.reference}",
            speeds=field.speeds,
            outcomes=field.outcomes,
            points=field.points,
            promises=promises,
            failed=failed,
        )
    )
    return run


def write(root: Path) -> list[Run]:
    """Make the page and its pictures, in both languages, of the runs that are kept; these."""
    runs = history(root / "benchmarks" / "history")
    docs = root / "docs"
    (docs / "benchmarks").mkdir(parents=True, exist_ok=True)
    for lang, ending in ENDINGS.items():
        for name in PICTURES:
            picture = docs / "benchmarks" / f"{name}{ending}.svg"
            picture.write_text(drawn(name, runs, lang), encoding="utf-8")
        (docs / f"benchmarks{ending}.md").write_text(page(runs, lang), encoding="utf-8")
    return runs


def main(words: Sequence[str] | None = None) -> int:
    """1 where a promise is broken, or a contestant answers differently."""
    asked = _asked(words)
    if asked.page:
        write(asked.to)
        return 0
    run = measure(asked)
    kept = asked.to / "benchmarks" / "history"
    kept.mkdir(parents=True, exist_ok=True)
    (kept / run.file_name).write_text(stored(run), encoding="utf-8")
    runs = write(asked.to)
    for promise in run.all_promises():
        print(promise)
    earlier = before(run, runs)
    for change in slower(earlier, run) if earlier else []:
        print(f"SLOWER than on {earlier.on}: {change.now}")
    for line in (*(one.note for one in run.speeds if one.note), *run.failed):
        print(line)
    broken = any(promise.kept is False for promise in run.all_promises())
    return int(broken or any("failed" in one.note for one in run.speeds))


if __name__ == "__main__":
    sys.exit(main())
