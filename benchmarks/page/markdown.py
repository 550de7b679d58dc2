"""The text of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.machine import in_words
from benchmarks.page.compared import WORSE, before, changes, slower
from benchmarks.page.language import Language
from benchmarks.run import Run, Speed
from ocop.words import Lang


def page(runs: Sequence[Run], lang: Lang = "en") -> str:
    """The page, of all runs that are kept: the newest in full, the others beside it."""
    run, say = runs[-1], Language(lang)
    versions = in_words(run.versions)
    how = say.text("how", rules=say.name(run.rules), sheets=say.count(_sheets(run)))
    return "\n".join(
        [
            say.text("head"),
            say(
                "measured_on",
                day=say.day(run.on),
                machine=say.machine(run.machine),
                versions=versions,
            )
            + "\n",
            *_speeds(run, say),
            *_promises(run, say),
            *_growth(run, say),
            *_history(run, runs, say),
            how,
        ]
    )


def _speeds(run: Run, say: Language) -> Iterable[str]:
    yield _head(say("sheets_head", count=say.count(_sheets(run))))
    head = say.head("", "per_second", "library", "first_call", "memory", "sheets")
    full = {speed.id: speed.sheets for speed in run.speeds}
    beside = {one.other: one for one in run.outcomes[::-1] if one.sheets == full[one.ours]}
    rows = []
    for speed in run.speeds:
        name = say.name(speed.name)
        name = f"**{name}**" if speed.ours else name
        if speed.per_second is None:
            why = say.name(speed.note) if speed.note else say("not_measured")
            rows.append((name, why, "", "", "", ""))
            continue
        race = beside.get(speed.id)
        ratio = say("times_as_fast", ratio=say.number(race.ratio)) if race else ""
        rate = say.count(speed.per_second)
        rows.append((name, rate, ratio, *_costs(speed, say), say.count(speed.sheets)))
    yield _table(head, rows)
    yield ""


def _costs(speed: Speed, say: Language) -> tuple[str, str]:
    first = "" if speed.first is None else f"{say.number(speed.first)} ms"
    if speed.memory is None or speed.given is None:
        return first, ""
    memory, given = say.number(speed.memory), say.number(speed.given)
    return first, say("beside_given", memory=memory, given=given)


def _promises(run: Run, say: Language) -> Iterable[str]:
    held = [one for one in run.all_promises() if one.kept is not None]
    broken = [one for one in held if not one.kept]
    yield _head(say("promised_head"))
    kept = say("kept", kept=len(held) - len(broken), all=len(held))
    yield f"{kept}." if not broken else say("broken", kept=kept, broken=len(broken)) + "\n"
    rows = [
        (
            say.name(one.name),
            say.name(one.beside),
            say.value(one),
            say.limit(one),
            say("yes" if one.kept else "no"),
            say.digits(one.detail),
        )
        for one in (*broken, *(one for one in held if one.kept))
    ]
    yield _table(say.head("what", "beside", "measured", "promised", "is_kept", "times"), rows)
    yield ""
    others = [one for one in run.promises if one.kept is None]
    if others:
        yield say("not_promised") + "\n"
        free = [
            (say.name(one.name), say.name(one.beside), say.value(one), say.digits(one.detail))
            for one in others
        ]
        yield _table(say.head("what", "beside", "measured", "times"), free)
        yield ""
    for line in run.failed:
        yield say("failed", what=say.name(line)) + "\n"


def _growth(run: Run, say: Language) -> Iterable[str]:
    yield _head(say("growth_head"))
    yield _picture("growth", say("growth"), say)
    sizes = sorted({one.sheets for one in run.points if one.seconds is not None})
    seconds = {(one.id, one.sheets): one.seconds for one in run.points if one.seconds is not None}
    ids = dict.fromkeys(id_ for id_, _ in seconds)
    rows = [
        (
            say.name(run.name_of(id_)),
            *(_nanoseconds(seconds.get((id_, size)), size, say) for size in sizes),
        )
        for id_ in ids
    ]
    yield say("nanoseconds") + "\n"
    yield _table(("", *map(say.count, sizes)), rows)
    yield ""
    yield _picture("memory", say("memory_picture"), say)


def _nanoseconds(seconds: float | None, size: int, say: Language) -> str:
    return "" if seconds is None else say.number(seconds / size * 1e9)


def _history(run: Run, runs: Sequence[Run], say: Language) -> Iterable[str]:
    yield _head(say("history_head"))
    yield _picture("history", say("history"), say)
    rows = []
    for one in reversed(runs):
        held = [promise.kept for promise in one.all_promises() if promise.kept is not None]
        speed = next((s.per_second for s in one.speeds if s.id == "polars" and s.per_second), None)
        rate = "" if speed is None else say.count(speed)
        kept = say("of", part=sum(held), whole=len(held))
        rows.append((say.day(one.on), one.version, say.machine(one.machine), kept, rate))
    yield _table(say.head("day", "version", "of_machine", "promises_kept", "on_polars"), rows)
    yield ""
    earlier = before(run, runs)
    if earlier is None:
        yield say("no_earlier") + "\n"
        return
    since = say("since", day=say.day(earlier.on), version=earlier.version)
    worse = slower(earlier, run)
    told = {
        "since": since,
        "count": len(changes(earlier, run)),
        "worse": say.digits(f"{WORSE}"),
    }
    if not worse:
        yield say("none_worse", **told) + "\n"
        return
    yield say("some_worse", number=len(worse), **told) + "\n"
    moved = [
        (
            say.name(one.now.name),
            say.name(one.now.beside),
            say.value(one.before),
            say.value(one.now),
        )
        for one in worse
    ]
    yield _table(say.head("what", "beside", "then", "now"), moved)
    yield ""


def _head(words: str) -> str:
    return f"## {words}\n"


def _picture(name: str, words: str, say: Language) -> str:
    return f"![{words}](benchmarks/{say.picture(name)})\n"


def _sheets(run: Run) -> int:
    return max((speed.sheets for speed in run.speeds), default=0)


def _table(head: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    lines = ["| " + " | ".join(map(str, head)) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(map(str, row)) + " |" for row in rows]
    return "\n".join(lines)
