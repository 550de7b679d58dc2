"""What changed from 148 to 26/2026, set by set: the differences, and what an old level may be now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from tools.site.language import Lang, share, words
from tools.site.markdown import NOTHING, plain, table
from tools.site.pages.rubrics import rubric_path

from ocop import crosswalk, regime
from ocop.scenarios.crosswalk.crosswalk import Crosswalk
from ocop.scoring import diff
from ocop.scoring.difference.difference import Difference
from ocop.scoring.difference.row import GROUP_TITLES, DifferenceRow
from ocop.text import Label

__all__ = ["AFTER", "BEFORE", "changes"]

#: The two tables that an office holds side by side today: the newest root, and the one before it.
BEFORE, AFTER = "148", "26"
_TITLE = words("From 148/QĐ-TTg to 26/2026/QĐ-TTg", "Từ 148/QĐ-TTg đến 26/2026/QĐ-TTg")
_ABOUT = words(
    "What 26/2026 asks of each product set that 148 did not, and the other way round. Criteria are "
    "paired by what they are, levels by what they say; a level that has only another number has not "
    "changed. How an old sheet stands under the new table says "
    "[the crosswalk](../scenarios.md#crosswalk-an-old-sheet-under-a-new-decision).",
    "Với từng bộ sản phẩm, 26/2026 đòi điều gì mà 148 không đòi, và ngược lại. Tiêu chí ghép theo nội "
    "dung, mức ghép theo lời; mức chỉ đổi số thứ tự thì không phải là thay đổi. Phiếu cũ đứng ở đâu "
    "trong bảng mới: xem [đối chiếu](../scenarios.md).",
)
_SUMMARY = words(
    "set | name | points | minima | added | dropped | reworded | not certain",
    "bộ | tên | điểm | mức tối thiểu | thêm | bỏ | đổi lời | chưa chắc",
)
_SUMMED = ("weights", "minima", "added", "dropped", "reworded")
_SHARE = words(
    "*Not certain*: the share of the criteria of which an old level may be more than one new level.",
    "*Chưa chắc*: tỷ lệ tiêu chí mà một mức cũ có thể là hơn một mức mới.",
)
_HEAD = words("Set {}: {}, from 148 to 26/2026", "Bộ {}: {}, từ 148 đến 26/2026")
_TABLES = words(
    "[The table of 148]({}) · [the table of 26/2026]({})",
    "[Bảng của 148]({}) · [bảng của 26/2026]({})",
)
_COMMAND = words(
    "The same on the command line: `ocop diff 148 26 --set {}`.",
    "Xem bằng lệnh: `ocop diff 148 26 --set {}`.",
)
_DIFFERENCES = words("where | what | before | after", "ở đâu | khác ở | trước | sau")
_LEVELS = words(
    "What a level of 148 may be under 26/2026", "Một mức của 148 có thể là mức nào của 26/2026"
)
_LEVELS_ABOUT = words(
    "An empty old level: nothing that 148 asked tells the answer.",
    "Mức cũ để trống: không điều gì 148 hỏi cho biết câu trả lời.",
)


def changes(lang: Lang) -> dict[str, str]:
    pairs = [(crosswalk(BEFORE, AFTER, set=one.number), one.number) for one in regime(AFTER).sets]
    rows, pages = [], {}
    for laid, number in pairs:
        found = diff(BEFORE, AFTER, set=number)
        counts = found.summary[0]
        link = f"[{plain(laid.new.title(lang))}](changes/set-{number:02d}.md)"
        summed = (counts.get(key) or NOTHING for key in _SUMMED)
        rows.append((number, link, *summed, share(laid.open_share, lang)))
        pages[f"rules/changes/set-{number:02d}.md"] = _page(found, laid, lang)
    index = [f"# {_TITLE(lang)}", _ABOUT(lang), table(_SUMMARY(lang).split(" | "), rows)]
    return {"rules/changes.md": "\n\n".join([*index, _SHARE(lang), ""]), **pages}


def _page(found: Difference, laid: Crosswalk, lang: Lang) -> str:
    number = laid.new.product_set.number
    old, new = (f"../../{rubric_path(one, number)}" for one in (BEFORE, AFTER))
    return "\n\n".join(
        [
            f"# {_HEAD(lang).format(number, plain(laid.new.title(lang)))}",
            _TABLES(lang).format(old, new),
            _COMMAND(lang).format(number),
            *_differences(found, laid, lang),
            f"## {_LEVELS(lang)}",
            _LEVELS_ABOUT(lang),
            laid.table(lang).markdown(),
            "",
        ]
    )


def _differences(found: Difference, laid: Crosswalk, lang: Lang) -> Iterator[str]:
    """A table under a head for each group of what differs."""
    names = {one.id: one.label for rubric in (laid.old, laid.new) for one in rubric.criteria}
    order = [*GROUP_TITLES]
    differing = [one for one in found.rows if one.kind != "regime"]
    differing.sort(key=lambda one: order.index(one.group))
    for group, rows in groupby(differing, key=lambda one: one.group):
        yield f"## {GROUP_TITLES[group](lang)}"
        yield table(_DIFFERENCES(lang).split(" | "), (_cells(one, names, lang) for one in rows))


def _cells(one: DifferenceRow, names: Mapping[str, Label], lang: Lang) -> tuple[str, ...]:
    name = f"**{plain(names[one.criterion_id](lang))}**<br>" if one.criterion_id else ""
    place, *rest = (plain(text(lang)) for text in (one.place, one.what, one.before, one.after))
    return (name + place, *rest)
