"""The text of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from string import Template

from benchmarks.machine import in_words
from benchmarks.page.compared import WORSE, before, changes, slower
from benchmarks.promise import Promise, number
from benchmarks.run import Run, Speed

_TEXTS = Path(__file__).parent


def page(runs: Sequence[Run]) -> str:
    """The page, of all runs that are kept: the newest in full, the others beside it."""
    run = runs[-1]
    return "\n".join(
        [
            _text("head.md"),
            f"Measured on {run.on} on {run.machine}: {in_words(run.versions)}.\n",
            *_speeds(run),
            *_promises(run),
            *_growth(run),
            *_history(run, runs),
            Template(_text("how.md")).substitute(rules=run.rules, sheets=f"{_sheets(run):,}"),
        ]
    )


def _speeds(run: Run) -> Iterable[str]:
    yield f"## {_sheets(run):,} sheets\n"
    head = ("", "sheets a second", "the library is", "first call", "memory", "sheets")
    full = {speed.id: speed.sheets for speed in run.speeds}
    beside = {one.other: one for one in run.outcomes[::-1] if one.sheets == full[one.ours]}
    rows = []
    for speed in run.speeds:
        name = f"**{speed.name}**" if speed.ours else speed.name
        if speed.per_second is None:
            rows.append((name, speed.note or "not measured", "", "", "", ""))
            continue
        race = beside.get(speed.id)
        ratio = f"{number(race.ratio)} times as fast" if race else ""
        rate = f"{speed.per_second:,.0f}"
        rows.append((name, rate, ratio, *_costs(speed), f"{speed.sheets:,}"))
    yield _table(head, rows)
    yield ""


def _costs(speed: Speed) -> tuple[str, str]:
    first = "" if speed.first is None else f"{number(speed.first)} ms"
    if speed.memory is None or speed.given is None:
        return first, ""
    return first, f"{number(speed.memory)} MB beside {number(speed.given)}"


def _promises(run: Run) -> Iterable[str]:
    held = [one for one in run.all_promises() if one.kept is not None]
    broken = [one for one in held if not one.kept]
    yield "## What is promised\n"
    kept = f"{len(held) - len(broken)} of {len(held)} are kept"
    yield f"{kept}." if not broken else f"{kept}; {len(broken)} are **not**, and stand first.\n"
    rows = [
        (one.name, one.beside, _value(one), one.limit, "yes" if one.kept else "**no**", one.detail)
        for one in (*broken, *(one for one in held if one.kept))
    ]
    yield _table(("what", "beside", "measured", "promised", "kept", "times"), rows)
    yield ""
    others = [one for one in run.promises if one.kept is None]
    if others:
        yield "Measured too, with nothing promised:\n"
        rows = [(one.name, one.beside, _value(one), one.detail) for one in others]
        yield _table(("what", "beside", "measured", "times"), rows)
        yield ""
    for line in run.failed:
        yield f"Could not be measured: {line}.\n"


def _value(promise: Promise) -> str:
    return f"{number(promise.value)} {promise.unit}".strip()


def _growth(run: Run) -> Iterable[str]:
    yield "## As the sheets grow\n"
    yield "![Seconds by the number of sheets](benchmarks/growth.svg)\n"
    sizes = sorted({one.sheets for one in run.points if one.seconds is not None})
    seconds = {(one.id, one.sheets): one.seconds for one in run.points if one.seconds is not None}
    ids = dict.fromkeys(id_ for id_, _ in seconds)
    rows = [
        (run.name_of(id_), *(_nanoseconds(seconds.get((id_, size)), size) for size in sizes))
        for id_ in ids
    ]
    yield "Nanoseconds a sheet, the quickest of three calls:\n"
    yield _table(("", *(f"{size:,}" for size in sizes)), rows)
    yield ""
    yield "![Memory by the number of sheets](benchmarks/memory.svg)\n"


def _nanoseconds(seconds: float | None, size: int) -> str:
    return "" if seconds is None else number(seconds / size * 1e9)


def _history(run: Run, runs: Sequence[Run]) -> Iterable[str]:
    yield "## Run by run\n"
    yield "![Ratios run by run](benchmarks/history.svg)\n"
    head = ("day", "ocop", "machine", "promises kept", "sheets a second on polars")
    rows = []
    for one in reversed(runs):
        held = [promise.kept for promise in one.all_promises() if promise.kept is not None]
        speed = next((s.per_second for s in one.speeds if s.id == "polars" and s.per_second), None)
        rate = "" if speed is None else f"{speed:,.0f}"
        rows.append((one.on, one.version, one.machine, f"{sum(held)} of {len(held)}", rate))
    yield _table(head, rows)
    yield ""
    earlier = before(run, runs)
    if earlier is None:
        yield "No earlier run on this kind of machine is kept.\n"
        return
    since = f"Since the run of {earlier.on} (ocop {earlier.version})"
    worse = slower(earlier, run)
    count = len(changes(earlier, run))
    if not worse:
        yield f"{since} none of {count} ratios is more than {WORSE} times as bad.\n"
        return
    yield f"{since} {len(worse)} of {count} ratios are more than {WORSE} times as bad:\n"
    rows = [(one.now.name, one.now.beside, _value(one.before), _value(one.now)) for one in worse]
    yield _table(("what", "beside", "then", "now"), rows)
    yield ""


def _text(name: str) -> str:
    return (_TEXTS / name).read_text(encoding="utf-8")


def _sheets(run: Run) -> int:
    return max((speed.sheets for speed in run.speeds), default=0)


def _table(head: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    lines = ["| " + " | ".join(map(str, head)) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(map(str, row)) + " |" for row in rows]
    return "\n".join(lines)
