"""Tables of the law: regimes, levels, product sets, readings, doubts."""

from __future__ import annotations

from tools.site.language import Lang, day, number, words
from tools.site.markdown import NOTHING, cell, code, table

from ocop import law
from ocop.law.changes.changed import table_words
from ocop.law.citation import citation

__all__ = ["correspondences", "doubts", "levels", "readings", "regimes", "sets"]

_KINDS = {
    "same": words("same", "giữ nguyên"),
    "wider": words("wider", "rộng hơn"),
    "merged": words("merged", "gộp"),
    "split": words("split", "tách"),
    "gone": words("gone", "bỏ"),
    "new": words("new", "mới"),
}


def regimes(lang: Lang) -> str:
    head = words(
        "regime | rests on | from | until (excluded) | parts A/B/C",
        "quy định | căn cứ | từ | đến trước | phần A/B/C",
    )
    rows = [
        (
            code(regime.id),
            regime.citation(lang),
            day(regime.first_day, lang),
            day(regime.end, lang) if regime.end else NOTHING,
            "/".join(str(points) for _, points in regime.parts),
        )
        for regime in law.regimes()
    ]
    return table(head(lang).split(" | "), rows)


def levels(lang: Lang) -> str:
    head = words(
        "regime | level | duty | recognises | forwards from | reference",
        "quy định | cấp | việc | công nhận | chuyển lên từ (điểm) | căn cứ",
    )
    rows = [
        (
            code(regime.id),
            rule.level.label(lang),
            table_words(rule.duty, lang),
            ", ".join(f"{stars}★" for stars in rule.recognises) or NOTHING,
            number(rule.forwards_from, lang) if rule.forwards_from else NOTHING,
            rule.citation(lang),
        )
        for regime in law.regimes()
        for rule in regime.levels
    ]
    return table(head(lang).split(" | "), rows)


def readings(lang: Lang) -> str:
    head = words(
        "question | what is asked | readings | default | silent in",
        "câu hỏi | hỏi gì | các cách hiểu | mặc định | chỗ luật không nói",
    )
    rows = [
        (
            code(question.id),
            question.label(lang),
            "<br>".join(f"{code(each.id)}: {each.label(lang)}" for each in question.readings),
            code(question.default),
            citation(question.silent_in)(lang),
        )
        for question in law.reading_questions()
    ]
    return table(head(lang).split(" | "), rows)


def sets(lang: Lang) -> str:
    names = words("set | id | name | in English | group", "bộ | id | tên | nhóm")
    rows = []
    for one in law.product_sets("148"):
        named = (one.label.vi, one.label.en) if lang == "en" else (one.label.vi,)
        rows.append((one.number, code(one.id), *named, one.group.label(lang)))
    return table(names(lang).split(" | "), rows)


def correspondences(lang: Lang) -> str:
    head = words(
        "set of 1048 | set of 148 and 26 | kind | note",
        "bộ của 1048 | bộ của 148 và 26 | thay đổi | ghi chú",
    )
    rows = [
        (
            ", ".join(map(str, row.old)) or NOTHING,
            ", ".join(map(str, row.new)) or NOTHING,
            _KINDS[row.kind](lang),
            row.note(lang) if row.note else "",
        )
        for row in law.correspondences()
    ]
    return table(head(lang).split(" | "), rows)


def doubts(lang: Lang) -> str:
    head = words("regime | set | at | doubt", "quy định | bộ | ở | chỗ chưa chắc chắn")
    whole = words("the set", "cả bộ")
    rows = []
    for regime in law.regimes():
        if regime.id == "1489":  # the tables of 148
            continue
        for one in regime.sets:
            rows += [
                (code(regime.id), one.number, doubt.at or whole(lang), cell(doubt.label(lang)))
                for doubt in regime.rubric(one).doubts
            ]
    return table(head(lang).split(" | "), rows)
