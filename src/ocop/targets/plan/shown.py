"""Plans, targets, outcomes and what is needed, as tables."""

from __future__ import annotations

from ocop.law.entity import entity_kind
from ocop.shown.table import Table, TableRow, column, facts, row, total_row
from ocop.targets._words import WORDS, stars_words
from ocop.targets.plan.bound_words import bound_words, value_words
from ocop.targets.plan.needed import Addition, Needed
from ocop.targets.plan.outcome import TargetOutcome
from ocop.targets.plan.plan import Plan
from ocop.targets.plan.target import Target
from ocop.text import Label
from ocop.words import Lang, decimal, in_words

__all__ = ["needed_table", "outcome_table", "plan_table", "target_table"]

_WORDS = {
    "period": Label("Thời kỳ", "Period"),
    "decision": Label("Quyết định", "Decision"),
    "province": Label("Tỉnh", "Province"),
    "references": Label("Căn cứ", "References"),
    "priority": Label("Thứ tự ưu tiên", "Priority"),
    "doubt": Label("Chưa chắc", "Doubt"),
    "target": Label("Chỉ tiêu: {}", "Target: {}"),
    "of_day": Label("Số liệu ngày", "Figures of"),
    "ways": Label("Các cách tính", "Ways to count"),
    "needed": Label("Ít nhất phải thêm", "The least to add"),
    "renewed": Label("Công nhận lại", "Renewed"),
    "all": Label("tất cả", "all"),
    "none": Label("không gì", "nothing"),
    "number": Label("Số sản phẩm", "Products"),
    "stars": Label("Sao", "Stars"),
    "kind": Label("Chủ thể", "Entity"),
    "new": Label("Chủ thể mới", "New entity"),
    "yes": Label("có", "yes"),
    "no": Label("không", "no"),
    "reason": Label("Vì sao không", "Why not"),
    "left_out": Label("Không xét", "Left out"),
    "sum": Label("Cộng", "All"),
}


def plan_table(plan: Plan, lang: Lang) -> Table:
    """A row a target; where the plan began, and on whose word, below."""
    doubts = [
        f"{_WORDS['doubt'](lang)}: {target.label(lang)}: {target.doubt(lang)}"
        for target in plan.targets
        if target.doubt is not None
    ]
    sources = dict.fromkeys(target.source(lang) for target in plan.targets)
    return Table(
        caption=plan.title(lang),
        lang=lang,
        facts=facts(
            {
                _WORDS["period"](lang): plan.period(lang),
                _WORDS["province"](lang): plan.province or "",
                _WORDS["decision"](lang): plan.decision or "",
                _WORDS["references"](lang): "; ".join(plan.references),
            }
        ),
        columns=(
            column(WORDS["target"](lang)),
            column(WORDS["bound"](lang)),
            column(_WORDS["priority"](lang), number=True),
        ),
        rows=tuple(_target_row(target, lang) for target in plan.targets),
        notes=(
            *((WORDS["amended"](lang),) if plan.original is not None else ()),
            *(change(lang) for change in plan.changes),
            *doubts,
            *(f"{WORDS['note'](lang)}: {note(lang)}" for note in plan.notes),
            *(f"{WORDS['source'](lang)}: {source}" for source in sources),
        ),
    )


def _target_row(target: Target, lang: Lang) -> TableRow:
    priority = "" if target.priority is None else str(target.priority)
    return row(target.label(lang), bound_words(target, lang), priority)


def target_table(target: Target, lang: Lang) -> Table:
    """What was promised, by when, on whose word."""
    return Table(
        caption=_WORDS["target"](lang).format(target.label(lang)),
        lang=lang,
        facts=facts(
            {
                WORDS["bound"](lang): bound_words(target, lang),
                _WORDS["period"](lang): target.period(lang),
                _WORDS["ways"](lang): "\n".join(way.label(lang) for way in target.measures),
                WORDS["source"](lang): target.source(lang),
                _WORDS["doubt"](lang): "" if target.doubt is None else target.doubt(lang),
            }
        ),
    )


def outcome_table(outcome: TargetOutcome, lang: Lang) -> Table:
    """What has become of a target, a row a year where it is of every year."""
    own = (outcome, *outcome.years)
    reason = "" if outcome.reason is None else outcome.reason(lang)
    return Table(
        caption=outcome.target.label(lang),
        lang=lang,
        facts=facts(
            {
                WORDS["reason"](lang): reason,
                WORDS["lacking"](lang): ", ".join(outcome.places),
            }
        ),
        columns=(
            column(WORDS["bound"](lang)),
            column(WORDS["status"](lang)),
            column(WORDS["value"](lang), number=True),
            column(WORDS["gap"](lang), number=True),
            column(_WORDS["of_day"](lang)),
        ),
        rows=tuple(_outcome_row(one, lang) for one in own),
        notes=(
            *(f"{_WORDS['doubt'](lang)}: {doubt(lang)}" for doubt in outcome.doubts),
            f"{WORDS['source'](lang)}: {outcome.target.source(lang)}",
        ),
    )


def _outcome_row(outcome: TargetOutcome, lang: Lang) -> TableRow:
    value = outcome.value
    if value is None:
        words = WORDS["unknown"](lang)
    elif isinstance(value, bool):
        words = WORDS["done" if value else "not_done"](lang)
    else:
        words = value_words(value, outcome.target, lang)
    return row(
        bound_words(outcome.target, lang),
        outcome.status.label(lang),
        words,
        "" if outcome.gap is None else decimal(outcome.gap, lang),
        in_words(outcome.as_of, lang),
        state=outcome.status.value,
    )


def needed_table(needed: Needed, lang: Lang) -> Table:
    """A row an addition, and what was not held."""
    additions = needed.additions or ()
    whole = [] if needed.total is None else [decimal(needed.total, lang)]
    left_out = [
        f"{_WORDS['left_out'](lang)}: “{one.target}”: {one.reason(lang)}" for one in needed.left_out
    ]
    reason = "" if needed.reason is None else needed.reason(lang)
    return Table(
        caption=_WORDS["needed"](lang),
        lang=lang,
        facts=facts(
            {
                _WORDS["renewed"](lang): _WORDS[needed.renewed](lang),
                WORDS["target"](lang): ", ".join(f"“{id_}”" for id_ in needed.targets),
                _WORDS["reason"](lang): reason,
            }
        ),
        columns=(
            column(_WORDS["stars"](lang)),
            column(_WORDS["kind"](lang)),
            column(_WORDS["new"](lang)),
            column(_WORDS["number"](lang), number=True),
        ),
        rows=(
            *(_addition_row(addition, lang) for addition in additions),
            *(total_row(_WORDS["sum"](lang), "", "", number) for number in whole),
        ),
        notes=tuple(left_out),
    )


def _addition_row(addition: Addition, lang: Lang) -> TableRow:
    kind, new = addition.entity_kind, addition.new_entity
    return row(
        stars_words(addition.stars, lang),
        "" if kind is None else entity_kind(kind).label(lang),
        "" if new is None else _WORDS["yes" if new else "no"](lang),
        decimal(addition.number, lang),
    )
