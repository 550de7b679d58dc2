"""The law as tables: regimes, sets, rules and what is laid over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ocop.law.changes.changed import table_words
from ocop.law.changes.changes import Changes
from ocop.law.product_set import ProductSet
from ocop.law.question import reading_questions
from ocop.law.reading import Readings
from ocop.law.regime import Regime
from ocop.law.rules import Rules
from ocop.shown.record import Record, joined
from ocop.shown.table import Table, column, facts, row
from ocop.text import Label
from ocop.words import Lang, in_words, kept

__all__ = [
    "changes_records",
    "changes_table",
    "product_set_records",
    "product_set_table",
    "readings_records",
    "readings_table",
    "regime_records",
    "regime_table",
    "rules_records",
    "rules_table",
]

_WORDS = {
    "first_day": Label("Có hiệu lực từ", "In force from"),
    "end": Label("Được thay thế từ", "Replaced from"),
    "parts": Label("Các phần", "Parts"),
    "bands": Label("Xếp hạng", "Ranks"),
    "from": Label("{}★ từ {} điểm", "{}★ from {} points"),
    "no": Label("Số", "No."),
    "set": Label("Bộ sản phẩm", "Product set"),
    "group": Label("Nhóm", "Group"),
    "reading": Label("Cách hiểu", "Reading"),
    "note": Label("Lưu ý", "Note"),
    "one_set": Label("Bộ {} ({}): {}", "Set {} ({}): {}"),
    "ministries": Label("Bộ, ngành phụ trách", "Ministries in charge"),
    "doubt": Label("Chưa chắc", "Doubt"),
    "reference": Label("Căn cứ", "Reference"),
    "rules": Label("Quy định được áp dụng", "The rules that are applied"),
    "law": Label("Pháp luật hiện có", "The law as it stands"),
    "changes": Label("Khác quy định hiện hành", "Laid over the law"),
    "where": Label("Bảng", "Table"),
    "what": Label("Nội dung", "What it says"),
    "amends": Label("Sửa", "Amends"),
    "since": Label("Từ ngày", "From"),
    "readings": Label("Cách hiểu những chỗ pháp luật để ngỏ", "How the law is read where silent"),
    "question": Label("Câu hỏi", "Question"),
    "taken": Label("Cách hiểu được chọn", "Reading taken"),
    "by_default": Label("mặc định", "the default"),
    "its_own": Label("khác mặc định", "not the default"),
    "which": Label("Mặc định?", "Default?"),
}


def regime_table(regime: Regime, lang: Lang) -> Table:
    """From when, its ranks, and its product sets."""
    ranks = (
        _WORDS["from"](lang).format(band.stars, band.least) for band in regime.bands if band.least
    )
    return Table(
        caption=regime.citation(lang),
        lang=lang,
        facts=facts(
            {
                _WORDS["first_day"](lang): in_words(regime.first_day, lang),
                _WORDS["end"](lang): "" if regime.end is None else in_words(regime.end, lang),
                _WORDS["parts"](lang): ", ".join(
                    f"{part} {points}" for part, points in regime.parts
                ),
                _WORDS["bands"](lang): "; ".join(ranks),
            }
        ),
        columns=(
            column(_WORDS["no"](lang), number=True),
            column(_WORDS["set"](lang)),
            column(_WORDS["group"](lang)),
        ),
        rows=tuple(
            row(str(one.number), one.label(lang), one.group.label(lang)) for one in regime.sets
        ),
        notes=(
            *(f"{_WORDS['note'](lang)}: {note.label(lang)}" for note in regime.notes),
            *_readings(regime.rules, lang),
        ),
    )


def _readings(rules: Rules, lang: Lang) -> list[str]:
    return [f"{_WORDS['reading'](lang)}: {label(lang)}" for label in rules.readings.labels]


def regime_records(regime: Regime, lang: Lang) -> list[Record]:
    """A record a product set."""
    return [{"regime": regime.id, **_set(one, lang)} for one in regime.sets]


def product_set_table(product_set: ProductSet, lang: Lang) -> Table:
    """What it holds, and who is in charge of it."""
    number, numbering = product_set.number, product_set.numbering
    doubt = product_set.doubt
    return Table(
        caption=_WORDS["one_set"](lang).format(number, numbering, product_set.label(lang)),
        lang=lang,
        facts=facts(
            {
                _WORDS["group"](lang): product_set.group.label(lang),
                _WORDS["ministries"](lang): "; ".join(
                    ministry.label(lang) for ministry in product_set.ministries
                ),
                _WORDS["doubt"](lang): "" if doubt is None else doubt(lang),
                _WORDS["reference"](lang): product_set.citation(lang),
            }
        ),
    )


def product_set_records(product_set: ProductSet, lang: Lang) -> list[Record]:
    """A product set as one record."""
    return [_set(product_set, lang)]


def _set(product_set: ProductSet, lang: Lang) -> Record:
    return {
        "numbering": product_set.numbering,
        "set": product_set.number,
        "id": product_set.id,
        "label": product_set.label(lang),
        "group": product_set.group.id,
        "group_label": product_set.group.label(lang),
        "reference": product_set.reference,
    }


def rules_table(rules: Rules, lang: Lang) -> Table:
    """What differs from the law as it stands."""
    laid_over = "; ".join(one.title(lang) for one in rules.changes)
    return Table(
        caption=_WORDS["rules"](lang),
        lang=lang,
        facts=facts({_WORDS["changes"](lang): laid_over or _WORDS["law"](lang)}),
        columns=(column(_WORDS["what"](lang)), column(_WORDS["reference"](lang))),
        rows=tuple(row(one(lang), one.citation(lang)) for one in rules.differences),
        notes=tuple(_readings(rules, lang)),
    )


def rules_records(rules: Rules, lang: Lang) -> list[Record]:
    """A record of every value that differs from the law as it stands."""
    return [
        {
            "changes": one.changes,
            "table": one.table,
            "set": one.product_set,
            "path": joined(one.path),
            "criterion": one.criterion,
            "option": one.option,
            "text": one(lang),
            "reference": one.reference,
        }
        for one in rules.differences
    ]


def changes_table(changes: Changes, lang: Lang) -> Table:
    """What it is, and a row of all that it says."""
    return Table(
        caption=changes.title(lang),
        lang=lang,
        facts=facts(
            {
                _WORDS["amends"](lang): changes.amends or "",
                _WORDS["since"](lang): ""
                if changes.first_day is None
                else in_words(changes.first_day, lang),
                _WORDS["reference"](lang): changes.reference,
            }
        ),
        columns=(column(_WORDS["where"](lang)), column(_WORDS["what"](lang))),
        rows=tuple(row(_name(table, lang), _said(value, lang)) for table, value in _lines(changes)),
    )


def changes_records(changes: Changes, lang: Lang) -> list[Record]:
    """A record of all that it says, in the words of its file."""
    return [
        {
            "changes": changes.id,
            "amends": changes.amends,
            "table": where,
            "text": _said(value, lang),
        }
        for where, value in _lines(changes)
    ]


def _lines(changes: Changes) -> Iterator[tuple[str, Any]]:
    """Table and what it says, an entry each."""
    for table, entries in changes.tables.items():
        several = entries if isinstance(entries, tuple) else (entries,)
        for entry in several:
            yield table, entry


#: Keys of files that stand nowhere else.
_KEYS = {
    "criteria": Label("Tiêu chí", "Criteria"),
    "sets": Label("bộ", "sets"),
    "id": Label("mã", "id"),
    "was": Label("đang là", "where it is"),
}


def _name(key: str, lang: Lang) -> str:
    return _KEYS[key](lang) if key in _KEYS else table_words(key, lang)


def _said(value: object, lang: Lang) -> str:
    """A value of a file of changes on one line, its keys in words where they have any."""
    if isinstance(value, Mapping):
        own = {key: inner for key, inner in value.items() if key not in {"vi", "en"}}
        said = [f"{_name(key, lang)} {_inner(inner, lang)}" for key, inner in own.items()]
        if lang in value:  # the words of a level, a criterion or an exclusion
            said.append(f"“{_said(value[lang], lang)}”")
        return ", ".join(said)
    if isinstance(value, tuple):
        return ", ".join(_inner(inner, lang) for inner in value)
    if value == "none":  # as every file of rules ends a value
        return table_words("nothing", lang)
    return in_words(kept(value), lang, bare=True)


def _inner(value: object, lang: Lang) -> str:
    said = _said(value, lang)
    return f"({said})" if isinstance(value, Mapping | tuple) else said


def readings_table(readings: Readings, lang: Lang) -> Table:
    """Every question that the law leaves open, and the reading taken."""
    return Table(
        caption=_WORDS["readings"](lang),
        lang=lang,
        columns=tuple(column(_WORDS[head](lang)) for head in ("question", "taken", "which")),
        rows=tuple(
            row(
                question.label(lang),
                next(one.label(lang) for one in question.readings if one.id == taken),
                _WORDS["by_default" if taken == question.default else "its_own"](lang),
            )
            for question in reading_questions()
            for taken in [getattr(readings, question.id)]
        ),
    )


def readings_records(readings: Readings, lang: Lang) -> list[Record]:
    """A record a question."""
    return [
        {
            "question": question.id,
            "label": question.label(lang),
            "reading": taken,
            "reading_label": next(one.label(lang) for one in question.readings if one.id == taken),
            "default": question.default,
            "is_default": taken == question.default,
        }
        for question in reading_questions()
        for taken in [getattr(readings, question.id)]
    ]
