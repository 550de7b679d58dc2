"""A page a decision: what it is, what it says article by article, what it changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from tools.site.language import Lang, day, words
from tools.site.markdown import NOTHING, facts, plain, table
from tools.site.pages.rows import Row, rows_of, silences
from tools.site.pages.rubrics import own_tables
from tools.site.pages.said import name

from ocop import Rules
from ocop.law.citation import citation
from ocop.law.decision import Decision
from ocop.law.fold.law import HOMES, shipped
from ocop.scoring import diff
from ocop.text import Label

__all__ = ["decisions"]

_TITLE = words("Decisions", "Các quyết định")
_ABOUT = words(
    "The decisions that the rules are taken from. Each has a page: what it says that the library has "
    "as data, article by article, and what it changed. The words are ours; the decision decides.",
    "Các quyết định mà quy định được lấy từ đó. Mỗi quyết định có một trang: những gì thư viện có thành "
    "dữ liệu, theo từng điều, và những gì nó đã thay đổi. Lời là của chúng tôi; quyết định mới là văn bản "
    "có hiệu lực.",
)
_LIST = words(
    "decision | what it is | in force from | last day | last checked",
    "quyết định | nội dung | có hiệu lực từ | ngày cuối | kiểm tra lần cuối",
)
_SIGNED = words("Signed on", "Ngày ký")
_FROM = words("In force from", "Có hiệu lực từ")
_UNTIL = words("Last day of effect", "Ngày cuối có hiệu lực")
_AMENDS = words("Amends", "Sửa đổi")
_REPEALS = words("Replaces", "Thay thế")
_READ = words("How it was read", "Đã đọc bằng cách nào")
_READ_AS = {
    "text": words("its text, in a transcription", "toàn văn, qua bản chép"),
    "quoted": words(
        "by quotations only: its articles are mostly not known here",
        "chỉ qua trích dẫn: phần lớn không biết điều khoản",
    ),
}
_CHECKED = words("Last seen in force", "Lần cuối thấy còn hiệu lực")
_NEVER = words("not looked for", "chưa tìm")
_RUBRICS = words("Criteria tables", "Bảng tiêu chí")
_TABLES = words("[the tables]({})", "[các bảng]({})")
_NO_RULES = words(
    "A programme: its aims stand in the plans ([targets](../../targets.md#plans)), and it has no rules "
    "of evaluation.",
    "Một chương trình: mục tiêu của nó nằm trong các kế hoạch ([chỉ tiêu](../../targets.md)), không có "
    "quy định về đánh giá.",
)
_ARTICLES = words("What it says", "Những gì quyết định nói")
_ARTICLE = words("Article {}", "Điều {}")
_NO_ARTICLE = words("No article named", "Không nêu điều khoản")
_SAID = words("what | how | reference", "nội dung | quy định | căn cứ")
_SILENT = words("What it does not regulate", "Những gì quyết định không quy định")
_SILENT_HEAD = words("what | how that is known", "nội dung | biết qua đâu")
_CHANGED = words("What it changed", "Những gì đã thay đổi")
_AGAINST = words("Against {}, which held before.", "So với {}, có hiệu lực trước đó.")
_FIRST = words(
    "It is the first that the library has; nothing is held before it.",
    "Đây là quyết định đầu tiên mà thư viện có; không có gì trước nó.",
)
_CHANGES = words("what | before | after | reference", "nội dung | trước | sau | căn cứ")
_NEW = words("regulated for the first time: {} rows above", "lần đầu có quy định: {} dòng ở trên")
_NAMED = words("named", "có nêu")
#: What is no rule of its own: the names of things, and where they are cited.
_NO_RULE = frozenset(("outline", "events", "documents", "set_names"))
_IN_TABLES = words("In the criteria tables", "Trong các bảng tiêu chí")
_NO_TABLE = words("No criteria table differs.", "Không bảng tiêu chí nào khác.")
_COUNTS = words(
    "set before | set after | points | minima | added | dropped | reworded",
    "bộ trước | bộ sau | điểm | mức tối thiểu | thêm | bỏ | đổi lời",
)
_BY_SET = words(
    "Set by set: [what changed](../changes.md).", "Từng bộ: [đã đổi những gì](../changes.md)."
)
_SUMMED = ("weights", "minima", "added", "dropped", "reworded")


@cache
def _known() -> tuple[Decision, ...]:
    return Rules().decisions()


def decisions(lang: Lang) -> dict[str, str]:
    rows = [
        (
            f"[{one.number}](decisions/{one.id}.md)",
            plain(one.title(lang)),
            day(first, lang) if (first := _first_day(one.id)) else NOTHING,
            day(one.lapses, lang) if one.lapses else NOTHING,
            day(one.verified_on, lang) if one.verified_on else _NEVER(lang),
        )
        for one in reversed(_known())
    ]
    index = [f"# {_TITLE(lang)}", _ABOUT(lang), table(_LIST(lang).split(" | "), rows), ""]
    pages = {f"rules/decisions/{one.id}.md": _page(one, lang) for one in reversed(_known())}
    return {"rules/decisions.md": "\n\n".join(index), **pages}


def _first_day(decision: str) -> Any:  # noqa: ANN401 - a day, or None
    return shipped().decisions[decision].get("from")


def _page(decision: Decision, lang: Lang) -> str:
    blocks = [f"# {decision.number}", f"**{plain(decision.title(lang))}**", _facts(decision, lang)]
    if decision.id in shipped().regime_ids:
        blocks += [
            f"## {_ARTICLES(lang)}",
            *_articles(decision, lang),
            *_silent(decision, lang),
            f"## {_CHANGED(lang)}",
            *_changed(decision, lang),
        ]
    else:
        blocks.append(_NO_RULES(lang))
    return "\n\n".join([*blocks, ""])


def _facts(decision: Decision, lang: Lang) -> str:
    first = _first_day(decision.id)
    numbers = {one.id: f"[{one.number}]({one.id}.md)" for one in _known()}
    found: list[tuple[Label, str]] = [
        (_SIGNED, day(decision.signed_on, lang)),
        (_FROM, day(first, lang) if first else NOTHING),
        (_UNTIL, _end(decision, lang)),
        (_AMENDS, ", ".join(numbers[one] for one in decision.amends) or NOTHING),
        (_REPEALS, ", ".join(numbers[one] for one in decision.repeals) or NOTHING),
        (_READ, _READ_AS[decision.read](lang)),
        (
            _CHECKED,
            day(decision.verified_on, lang) if decision.verified_on else _NEVER(lang),
        ),
    ]
    if first:
        tables = f"../rubrics.md#of-{own_tables()[decision.id]}"
        found.append((_RUBRICS, _TABLES(lang).format(tables)))
    return facts((label(lang), value) for label, value in found)


def _end(decision: Decision, lang: Lang) -> str:
    if decision.lapses is None:
        return NOTHING
    by = f" ({plain(citation(decision.lapses_by)(lang))})" if decision.lapses_by else ""
    return day(decision.lapses, lang) + by


def _own_tables(decision: str) -> Mapping[str, Mapping[str, Any]]:
    """What a root says, or what an amendment changes."""
    laws = shipped()
    if laws.root(decision) == decision:
        return {name: laws.table(decision, name) for name in HOMES}
    tables = laws.amendment(decision).tables
    return {name: tables[name] for name in HOMES if name in tables}


def _articles(decision: Decision, lang: Lang) -> Iterator[str]:
    by_article: dict[str, list[Row]] = {}
    for row in rows_of(_own_tables(decision.id), _source(decision.id)):
        by_article.setdefault(row.article, []).append(row)
    for article in sorted(by_article, key=lambda one: int(one or 10_000)):
        head = _ARTICLE(lang).format(article) if article else _NO_ARTICLE(lang)
        rows = [
            (plain(row.place(lang)), plain(row.text(lang)) or NOTHING, plain(row.cited(lang)))
            for row in by_article[article]
        ]
        yield f"### {head}"
        yield table(_SAID(lang).split(" | "), rows)


def _source(decision: str) -> str:
    laws = shipped()
    if laws.root(decision) == decision:
        return str(laws.decisions[decision]["number"])
    return laws.amendment(decision).reference


def _silent(decision: Decision, lang: Lang) -> Iterator[str]:
    if shipped().root(decision.id) != decision.id:
        return
    rows = [
        (plain(name(table_, lang)), plain(citation(how)(lang)))
        for table_, how in silences(decision.id)
    ]
    if rows:
        yield f"### {_SILENT(lang)}"
        yield table(_SILENT_HEAD(lang).split(" | "), rows)


def _changed(decision: Decision, lang: Lang) -> Iterator[str]:
    ids = shipped().regime_ids
    place = ids.index(decision.id)
    if place == 0:
        yield _FIRST(lang)
        return
    before = ids[place - 1]
    number = next(one.number for one in _known() if one.id == before)
    yield _AGAINST(lang).format(f"[{number}]({before}.md)")
    yield table(_CHANGES(lang).split(" | "), _differing(before, decision.id, lang))
    yield f"### {_IN_TABLES(lang)}"
    yield from _in_tables(before, decision.id, lang)


def _differing(before: str, after: str, lang: Lang) -> Iterator[tuple[str, ...]]:
    """Every row of the folded tables that says something else, that came, or that is no more."""
    for table_ in (one for one in HOMES if one not in _NO_RULE):
        old, new = (_rows(one, table_) for one in (before, after))
        none = [_silence(one, table_, lang) for one in (before, after)]
        if new and not old and len(new) > 1:
            document = next(iter(new.values())).document()
            yield plain(name(table_, lang)), none[0], _NEW(lang).format(len(new)), document
            continue
        for key in dict.fromkeys([*old, *new]):
            sides = old.get(key), new.get(key)
            texts = [_said(one, silent, lang) for one, silent in zip(sides, none, strict=True)]
            shown = sides[1] or sides[0]
            if texts[0] != texts[1] and shown is not None:
                cited = shown.cited(lang) if sides[1] else NOTHING
                yield plain(shown.place(lang)), *texts, plain(cited)


def _said(row: Row | None, silent: str, lang: Lang) -> str:
    if row is None:
        return silent
    return plain(row.bare(lang) or row.text(lang) or _NAMED(lang))


def _silence(regime: str, table_: str, lang: Lang) -> str:
    """How a regime is known to say nothing of a table."""
    how = dict(silences(shipped().root(regime))).get(table_)
    return plain(citation(how)(lang)) if how else NOTHING


def _rows(regime: str, table_: str) -> dict[str, Row]:
    rows = rows_of({table_: shipped().table(regime, table_)}, _source(regime))
    return {row.key: row for row in rows}


@cache
def _summary(before: str, after: str) -> tuple[Mapping[str, Any], ...]:
    return diff(before, after).summary


def _in_tables(before: str, after: str, lang: Lang) -> Iterator[str]:
    rows = [
        (
            counts["set_before"] or NOTHING,
            counts["set_after"] or NOTHING,
            *(counts.get(key) or NOTHING for key in _SUMMED),
        )
        for counts in _summary(before, after)
        if any(counts.get(key) for key in _SUMMED)
    ]
    yield table(_COUNTS(lang).split(" | "), rows) if rows else _NO_TABLE(lang)
    if after == shipped().regime_ids[-1]:
        yield _BY_SET(lang)
