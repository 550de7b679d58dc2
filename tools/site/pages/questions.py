"""The open legal questions: where the law is silent, how it is read, and what is not certain."""

from __future__ import annotations

from collections.abc import Iterator

from tools.site.language import Lang, words
from tools.site.markdown import NOTHING, code, plain, table
from tools.site.pages.rubrics import own_tables, rubric_path

from ocop import law
from ocop.law.citation import citation

__all__ = ["questions"]

_TITLE = words("Open legal questions", "Những câu hỏi pháp lý còn để ngỏ")
_ABOUT = words(
    "Where no decision answers, the library takes a named reading, and every result says which one "
    "where it is not the default ([how to take another](../readings.md)). Whoever has the right to "
    "answer settles it; until then both answers can be computed.",
    "Chỗ không quyết định nào trả lời, thư viện lấy một cách hiểu có tên, và kết quả nào cũng nói ra khi "
    "không phải cách mặc định ([lấy cách khác thế nào](../readings.md)). Người có thẩm quyền trả lời thì "
    "câu hỏi khép lại; từ nay đến đó, tính theo cách nào cũng được.",
)
_READINGS = words("reading | what it says | ", "cách hiểu | nội dung | ")
_DEFAULT = words("the default", "mặc định")
_SILENT = words("Silent in", "Không nói rõ ở")
_TAKE = words("To take another", "Lấy cách khác")
_DOUBTS = words("What the sources leave uncertain", "Những điểm mà nguồn để chưa chắc")
_DOUBTS_ABOUT = words(
    "A doubt is about our copy of a table, not about the law. It reaches every scorecard of its set.",
    "Chỗ chưa chắc là chuyện của bản chép, không phải của luật. Nó đi đến mọi kết quả chấm của bộ ấy.",
)
_DOUBTS_HEAD = words("set | at | doubt", "bộ | ở | nội dung")
_WHOLE = words("the set", "cả bộ")


def questions(lang: Lang) -> dict[str, str]:
    blocks = [f"# {_TITLE(lang)}", _ABOUT(lang)]
    for question in law.reading_questions():
        blocks += _question(question, lang)
    blocks += [f"## {_DOUBTS(lang)}", _DOUBTS_ABOUT(lang), *_doubts(lang)]
    return {"rules/questions.md": "\n\n".join([*blocks, ""])}


def _question(question: law.ReadingQuestion, lang: Lang) -> Iterator[str]:
    yield f"## {plain(question.label(lang))} {{: #{question.id} }}"
    rows = [
        (
            code(one.id),
            plain(one.label(lang)),
            _DEFAULT(lang) if one.id == question.default else "",
        )
        for one in question.readings
    ]
    yield table(_READINGS(lang).split(" | "), rows)
    other = next(one.id for one in question.readings if one.id != question.default)
    silent = plain(citation(question.silent_in)(lang))
    yield f"{_SILENT(lang)}: {silent}. {_TAKE(lang)}: `--reading {question.id}={other}`."


def _doubts(lang: Lang) -> Iterator[str]:
    owners = own_tables()
    for regime in reversed(law.regimes()):
        if owners[regime.id] != regime.id:
            continue
        rows = [
            (
                f"[{one.number}](../{rubric_path(regime.id, one.number)})",
                doubt.at or _WHOLE(lang),
                plain(doubt.label(lang)),
            )
            for one in regime.sets
            for doubt in regime.rubric(one).doubts
        ]
        yield f"### {regime.citation(lang)}"
        yield table(_DOUBTS_HEAD(lang).split(" | "), rows) if rows else NOTHING
