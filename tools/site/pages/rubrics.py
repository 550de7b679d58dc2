"""A page a rubric: levels, points, minima for stars, what ends the evaluation, what is doubtful."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from tools.site.language import Lang, words
from tools.site.markdown import NOTHING, code, facts, plain, table

from ocop import Rubric, law
from ocop.law.fold.law import shipped
from ocop.text import Label

__all__ = ["own_tables", "rubric_path", "rubrics"]

_TITLE = words("Rubrics", "Bộ tiêu chí")
_ABOUT = words(
    "The table of every product set under every decision: levels, points, and which level is a "
    "minimum for how many stars. They are transcriptions; what is doubtful stands on the page. "
    "A decision that changes no table of another has none of its own: {}.",
    "Bảng của từng bộ sản phẩm theo từng quyết định: các mức, điểm, và mức nào là mức tối thiểu cho "
    "mấy sao. Đó là bản chép; điều gì chưa chắc có ghi trên trang. Quyết định không đổi bảng nào của "
    "quyết định khác thì không có bảng riêng: {}.",
)
_SAME = words("{} has the tables of {}", "{} dùng bảng của {}")
_SETS = words("set | name | group | doubts", "bộ | tên | nhóm | chỗ chưa chắc")
_HEAD = words("Set {}: {} ({})", "Bộ {}: {} ({})")
_PART = words("Part {} ({} points)", "Phần {} ({} điểm)")
_GROUP = words("{} {} ({} points)", "{} {} ({} điểm)")
_LEVELS = words(
    "no. | criterion, level | points | minimum for",
    "số | tiêu chí, mức | điểm | tối thiểu cho",
)
_RANKS = words("Ranks", "Hạng sao")
_RANK = words("{}★ from {}", "{} sao từ {}")
_POINTS = words("Points", "Điểm")
_GROUP_OF = words("Group", "Nhóm")
_MINISTRIES = words("Ministries", "Bộ phụ trách")
_REFERENCE = words("Reference", "Căn cứ")
_CHANGED = words(
    "[What changed from 148/QĐ-TTg](../../changes/set-{:02d}.md)",
    "[Cái gì đã đổi so với 148/QĐ-TTg](../../changes/set-{:02d}.md)",
)
_MINIMA = words("Minima for stars", "Mức tối thiểu theo sao")
_MINIMA_ABOUT = words(
    "The least level to hold for so many stars, however high the total. A mark counts for the higher "
    "stars too, unless they have one of their own ([as the law is read](../../../readings.md)).",
    "Mức ít nhất phải đạt để được từng ấy sao, dù tổng điểm cao đến đâu. Một dấu sao cũng tính cho "
    "các hạng cao hơn, trừ khi hạng ấy có dấu riêng ([theo cách hiểu](../../../readings.md)).",
)
_MINIMA_HEAD = words("criterion | 3★ | 4★ | 5★", "tiêu chí | 3 sao | 4 sao | 5 sao")
_NO_MINIMA = words(
    "The table marks no level as a minimum.", "Bảng không đánh dấu mức nào là mức tối thiểu."
)
_LEVEL = words("level {}", "mức {}")
_ANY = words("any level", "mức bất kỳ")
_EXCLUSIONS = words("What ends the evaluation", "Điều làm dừng đánh giá")
_EXCLUSIONS_HEAD = words("code | fact | at criterion", "mã | nội dung | ở tiêu chí")
_CONDITIONS = words("Conditions", "Điều kiện")
_CONDITIONS_HEAD = words("code | condition", "mã | điều kiện")
_DOUBTS = words("What is not certain", "Chỗ chưa chắc")
_DOUBTS_HEAD = words("at | doubt", "ở | nội dung")
_WHOLE = words("the set", "cả bộ")
_NO_EXCLUSIONS = words("The table prints none.", "Bảng không in điều nào.")
_NO_DOUBTS = words("None is known.", "Chưa thấy điểm nào.")
_MANY = words("every line that holds adds its points", "dòng nào đạt thì cộng điểm dòng ấy")
_CASE = words("case {}", "trường hợp {}")
_SHEET = words("A blank sheet of it", "Phiếu trống của bộ này")


@cache
def own_tables() -> dict[str, str]:
    """The id of each regime, and that of the regime whose tables it has."""
    laws = shipped()
    ids = {}
    for regime in law.regimes():
        root = laws.root(regime.id)
        touched = any(
            laws.rubric(regime.id, number) != laws.rubric(root, number)
            for number in laws.set_numbers(root)
        )
        doubted = any(
            regime.rubric(number).doubts != _doubts_of(root, number)
            for number in laws.set_numbers(root)
        )
        ids[regime.id] = regime.id if touched or doubted else root
    return ids


def _doubts_of(regime: str, number: int) -> tuple[Any, ...]:
    return next(one for one in law.regimes() if one.id == regime).rubric(number).doubts


def rubric_path(regime: str, number: int) -> str:
    return f"rules/rubrics/{own_tables()[regime]}/set-{number:02d}.md"


def rubrics(lang: Lang) -> dict[str, str]:
    owners = own_tables()
    own = [regime for regime in law.regimes() if owners[regime.id] == regime.id]
    same = [
        _SAME(lang).format(_number(one), _number(owner))
        for one, owner in owners.items()
        if one != owner
    ]
    index = [f"# {_TITLE(lang)}", _ABOUT(lang).format("; ".join(same))]
    pages = {}
    for regime in reversed(own):
        index += [f"## {_number(regime.id)} {{: #{_anchor(regime.id)} }}", _index(regime, lang)]
        for one in regime.sets:
            pages[rubric_path(regime.id, one.number)] = _page(regime.rubric(one), lang)
    return {"rules/rubrics.md": "\n\n".join([*index, ""]), **pages}


def _anchor(regime: str) -> str:
    return f"of-{regime}"


def _number(regime: str) -> str:
    return str(shipped().decisions[regime]["number"])


def _index(regime: law.Regime, lang: Lang) -> str:
    rows = [
        (
            one.number,
            f"[{plain(one.label(lang))}](rubrics/{regime.id}/set-{one.number:02d}.md)",
            plain(one.group.label(lang)),
            len(regime.rubric(one).doubts) or NOTHING,
        )
        for one in regime.sets
    ]
    return table(_SETS(lang).split(" | "), rows)


def _page(rubric: Rubric, lang: Lang) -> str:
    form = rubric.to_dict(lang)
    number = form["set"]
    blocks = [
        f"# {_HEAD(lang).format(number, plain(form['title']), _number(form['regime']))}",
        _facts(rubric, form, lang),
        f"{_SHEET(lang)}: `ocop sheet --set {number} --on {rubric.regime.first_day.isoformat()}`",
    ]
    if rubric.regime is law.regimes()[-1]:
        blocks.append(_CHANGED(lang).format(number))
    blocks += _minima(form, lang)
    for part in form["parts"]:
        blocks.append(f"## {_PART(lang).format(part['id'], part['maximum'])}")
        for group in part["groups"]:
            head = (f"{part['id']}.{group['no']}", plain(group["label"]), group["maximum"])
            blocks += [f"### {_GROUP(lang).format(*head)}", _criteria(group["criteria"], lang)]
    blocks += [f"## {_EXCLUSIONS(lang)}", *_exclusions(form, lang)]
    if form["conditions"]:
        rows = [(code(one["id"]), plain(one["label"])) for one in form["conditions"]]
        blocks += [f"## {_CONDITIONS(lang)}", table(_CONDITIONS_HEAD(lang).split(" | "), rows)]
    blocks += [f"## {_DOUBTS(lang)}", _doubts(rubric, lang)]
    return "\n\n".join([*blocks, ""])


def _facts(rubric: Rubric, form: Mapping[str, Any], lang: Lang) -> str:
    ministries = ", ".join(plain(one.label(lang)) for one in rubric.product_set.ministries)
    found: list[tuple[Label, str]] = [
        (_REFERENCE, plain(form["citation"])),
        (_GROUP_OF, plain(rubric.product_set.group.label(lang))),
        (_MINISTRIES, ministries or NOTHING),
        (_POINTS, " · ".join(f"{part['id']} {part['maximum']}" for part in form["parts"])),
        (
            _RANKS,
            " · ".join(_RANK(lang).format(one["stars"], one["least"]) for one in form["bands"]),
        ),
    ]
    return facts((label(lang), value) for label, value in found)


def _minima(form: Mapping[str, Any], lang: Lang) -> Iterator[str]:
    yield f"## {_MINIMA(lang)}"
    rows = [
        (f"{one['no']} {plain(one['label'])}", *_least(one, lang))
        for part in form["parts"]
        for group in part["groups"]
        for one in group["criteria"]
        if one["minima"]
    ]
    if rows:
        yield _MINIMA_ABOUT(lang)
        yield table(_MINIMA_HEAD(lang).split(" | "), rows)
    else:
        yield _NO_MINIMA(lang)


def _least(criterion: Mapping[str, Any], lang: Lang) -> Iterable[str]:
    by_stars = {row["stars"]: row["option"] for row in criterion["minima"]}
    on_heading = not any(option["min_star"] for option in criterion["options"])
    for stars in (3, 4, 5):
        option = by_stars.get(stars)
        if option is None:
            yield NOTHING
        else:
            yield _ANY(lang) if on_heading else _LEVEL(lang).format(option)


def _criteria(criteria: Iterable[Mapping[str, Any]], lang: Lang) -> str:
    rows: list[tuple[object, ...]] = []
    for one in criteria:
        about = [_MANY(lang)] if one["choice"] == "many" else []
        about += [*one["guidance"], *(need["label"] for need in one["needs"])]
        label = f"**{plain(one['label'])}**" + "".join(f"<br>*{plain(text)}*" for text in about)
        rows.append((f"**{one['no']}**", label, f"**{one['maximum']}**", ""))
        for option in one["options"]:
            case = f" ({_CASE(lang).format(option['branch'])})" if option["branch"] else ""
            star = f"{option['min_star']}★" if option["min_star"] else ""
            rows.append((option["no"], plain(option["label"]) + case, option["points"], star))
    return table(_LEVELS(lang).split(" | "), rows)


def _exclusions(form: Mapping[str, Any], lang: Lang) -> Iterator[str]:
    rows = [
        (code(one["id"]), plain(one["label"]), one["at"] or NOTHING) for one in form["exclusions"]
    ]
    yield table(_EXCLUSIONS_HEAD(lang).split(" | "), rows) if rows else _NO_EXCLUSIONS(lang)


def _doubts(rubric: Rubric, lang: Lang) -> str:
    rows = [(one.at or _WHOLE(lang), plain(one.label(lang))) for one in rubric.doubts]
    return table(_DOUBTS_HEAD(lang).split(" | "), rows) if rows else _NO_DOUBTS(lang)
