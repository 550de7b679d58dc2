"""Tables of the documentation, drawn from the rule data so that they cannot fall behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ocop import crosswalk, cycle, law, limits, targets
from ocop.errors import fault_words

if TYPE_CHECKING:
    from collections.abc import Callable


def _table(head: tuple[str, ...], rows: list[tuple[object, ...]]) -> str:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def _regimes() -> str:
    rows = [
        (f"`{r.id}`", r.reference, r.first_day, r.end or "–", "/".join(str(p) for _, p in r.parts))
        for r in law.regimes()
    ]
    return _table(("regime", "rests on", "from", "until (excluded)", "parts A/B/C"), rows)


def _levels() -> str:
    rows = [
        (
            f"`{regime.id}`",
            rule.level.label.en,
            rule.duty,
            ", ".join(f"{stars}★" for stars in rule.recognises) or "–",
            rule.forwards_from or "–",
            rule.reference,
        )
        for regime in law.regimes()
        for rule in regime.levels
    ]
    head = ("regime", "level", "duty", "recognises", "forwards from", "reference")
    return _table(head, rows)


def _readings() -> str:
    rows = [
        (
            f"`{q.id}`",
            q.label.en,
            "; ".join(f"`{r.id}`: {r.label.en}" for r in q.readings),
            f"`{q.default}`",
            q.silent_in,
        )
        for q in law.reading_questions()
    ]
    return _table(("question", "", "readings", "default", "silent in"), rows)


def _sets() -> str:
    rows = [
        (each.number, f"`{each.id}`", each.label.vi, each.label.en, each.group.label.en)
        for each in law.product_sets("148")
    ]
    return _table(("set", "id", "name", "in English", "group"), rows)


def _correspondences() -> str:
    rows = [
        (
            ", ".join(map(str, row.old)) or "–",
            ", ".join(map(str, row.new)) or "–",
            row.kind,
            row.note.en if row.note else "",
        )
        for row in law.correspondences()
    ]
    return _table(("set of 1048", "set of 148 and 26", "kind", "note"), rows)


def _doubts() -> str:
    rows: list[tuple[object, ...]] = []
    for regime in law.regimes():
        if regime.id == "1489":  # the tables of 148
            continue
        for each in regime.sets:
            rubric = regime.rubric(each)
            rows += [
                (f"`{regime.id}`", each.number, d.at or "the set", d.label.en)
                for d in rubric.doubts
            ]
    return _table(("regime", "set", "at", "doubt"), rows)


def _mermaid() -> str:
    return f"```mermaid\n{cycle.Stage.mermaid('en')}```"


def _events() -> str:
    rows: list[tuple[object, ...]] = []
    for id_, kind in cycle.Event.kinds().items():
        fields = [field.name for field in attrs.fields(kind) if field.init and field.name != "on"]
        carries = ", ".join(f"`{name}`" for name in fields) or "–"
        rows.append((f"`{kind.__name__}`", f"`{id_}`", kind.rule().label.en, carries))
    return _table(("class", "id", "what happens", "carries, beside its day"), rows)


def _rounds() -> str:
    year = law.regimes()[-1].first_day.year + 1
    rows: list[tuple[object, ...]] = [
        (each.label.en, each.propose_by, each.decide_by, each.reference)
        for level in ("province", "centre")
        for each in cycle.Round.of_year(year, level)
    ]
    return _table(("round", "propose by", "decided by", "reference"), rows)


def _councils() -> str:
    rows: list[tuple[object, ...]] = []
    for which in cycle.CouncilRules.examples():
        needs_members = which == "tay-ninh"
        rules = cycle.CouncilRules.example(which, members=9 if needs_members else None)
        rows.append(
            (
                f"`{which}`",
                rules.label.en,
                rules.quorum if rules.quorum is not None else "–",
                "yes" if rules.chair_must_attend else "–",
                rules.spread if rules.spread is not None else "–",
                rules.reference,
            )
        )
    return _table(("id", "", "quorum", "chair", "spread", "seen"), rows)


def _columns() -> str:
    rows = [
        (
            f"`{each.id}`" + (" (needed)" if each.required else ""),
            each.label.vi,
            ", ".join(each.synonyms) or "–",
        )
        for each in targets.columns()
    ]
    return _table(("column", "in words", "also read"), rows)


def _plans() -> str:
    rows = [
        (f"`{each.id}`", each.title.en, each.period, len(each.targets), "; ".join(_sources(each)))
        for each in targets.plans()
    ]
    return _table(("id", "plan", "period", "targets", "source"), rows)


def _sources(plan: targets.Plan) -> list[str]:
    return list(dict.fromkeys(target.source.en for target in plan.targets))


def _crosswalks() -> str:
    rows: list[tuple[object, ...]] = []
    for laid in crosswalk("148", "26"):
        closed, opened = (
            sum(getattr(row, f"is_{end}") for row in laid.rows) for end in ("closed", "open")
        )
        share = f"{round(laid.open_share * 100)} %"
        narrowed = len(laid.rows) - closed - opened
        rows.append((laid.new.product_set.number, len(laid.rows), closed, narrowed, opened, share))
    head = ("set", "criteria", "certain", "narrowed", "open", "not certain")
    return _table(head, rows)


def _limits() -> str:
    rows = [
        ("bytes of a document", limits.MOST_BYTES),
        ("digits of a number", limits.MOST_DIGITS),
        ("tables and lists within each other", limits.MOST_DEPTH),
        ("letters of a key", limits.MOST_NAME),
        ("steps of a dotted key of TOML", limits.MOST_STEPS),
    ]
    return _table(("what", "at most"), rows)


def _faults() -> str:
    rows: list[tuple[object, ...]] = [
        (f"`{code}`", _cell(english), _cell(vietnamese))
        for code, (vietnamese, english) in fault_words().items()
    ]
    return _table(("code", "in English", "in Vietnamese"), rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("{", "`{").replace("}", "}`")


TABLES: dict[str, Callable[[], str]] = {
    "regimes": _regimes,
    "levels": _levels,
    "readings": _readings,
    "sets": _sets,
    "correspondences": _correspondences,
    "doubts": _doubts,
    "transitions": lambda: cycle.Stage.markdown("en"),
    "stages": _mermaid,
    "events": _events,
    "rounds": _rounds,
    "councils": _councils,
    "columns": _columns,
    "plans": _plans,
    "crosswalks": _crosswalks,
    "limits": _limits,
    "faults": _faults,
}


def on_page_markdown(markdown: str, **_: Any) -> str:  # noqa: ANN401 - called by MkDocs
    """Put each table in the place of its ``<!-- table: name -->``."""
    for name, draw in TABLES.items():
        mark = f"<!-- table: {name} -->"
        if mark in markdown:
            markdown = markdown.replace(mark, draw())
    return markdown
