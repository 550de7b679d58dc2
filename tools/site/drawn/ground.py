"""Tables of faults and limits."""

from __future__ import annotations

from tools.site.language import Lang, number, words
from tools.site.markdown import cell, code, table

from ocop import limits
from ocop.errors import fault_words

__all__ = ["faults", "most"]

_MOST = (
    (words("bytes of a document", "số byte của một tài liệu"), limits.MOST_BYTES),
    (words("digits of a number", "số chữ số của một số"), limits.MOST_DIGITS),
    (
        words("tables and lists within each other", "số lớp bảng và danh sách lồng nhau"),
        limits.MOST_DEPTH,
    ),
    (words("letters of a key", "số ký tự của một khóa"), limits.MOST_NAME),
    (
        words("steps of a dotted key of TOML", "số bước của một khóa có dấu chấm trong TOML"),
        limits.MOST_STEPS,
    ),
)


def most(lang: Lang) -> str:
    head = words("what | at most", "cái gì | nhiều nhất")
    return table(
        head(lang).split(" | "), [(what(lang), number(count, lang)) for what, count in _MOST]
    )


def faults(lang: Lang) -> str:
    """Code and words of every fault; on the English page both languages, for who maps codes."""
    english = lang == "en"
    head = words("code | in English | in Vietnamese", "mã | câu báo lỗi")
    rows = [
        (code(id_), *([cell(in_english)] if english else []), cell(vietnamese))
        for id_, (vietnamese, in_english) in fault_words().items()
    ]
    return table(head(lang).split(" | "), rows)
