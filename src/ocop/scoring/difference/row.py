"""Rows of a difference: one thing that differs, with the numbers and ids of where it stands."""

from __future__ import annotations

from typing import Literal

import attrs

from ocop.checked import Checked
from ocop.errors import checked_lang
from ocop.text import Label

__all__ = [
    "DIFFERENCE_GROUPS",
    "GROUP_TITLES",
    "DifferenceGroup",
    "DifferenceKind",
    "DifferenceRow",
]

DifferenceGroup = Literal[
    "rules", "result", "weights", "minima", "added", "dropped", "reworded", "terms", "renumbered"
]
DifferenceKind = Literal[
    "regime",
    "readings",
    "changes",
    "set",
    "least-total",
    "option",
    "total",
    "stars-by-points",
    "stars",
    "points",
    "maximum",
    "minimum",
    "heading-minimum",
    "criterion-added",
    "level-added",
    "set-added",
    "criterion-dropped",
    "level-dropped",
    "set-dropped",
    "name",
    "level",
    "condition",
    "guidance",
    "choice",
    "exclusion",
    "number",
    "level-number",
]

#: Group → the kinds of rows in it, in the order in which they are shown.
DIFFERENCE_GROUPS: dict[DifferenceGroup, tuple[DifferenceKind, ...]] = {
    "rules": ("regime", "readings", "changes", "set", "least-total"),
    "result": ("total", "stars-by-points", "stars", "option"),
    "weights": ("points", "maximum"),
    "minima": ("minimum", "heading-minimum"),
    "added": ("set-added", "criterion-added", "level-added"),
    "dropped": ("set-dropped", "criterion-dropped", "level-dropped"),
    "reworded": ("name", "level"),
    "terms": ("condition", "guidance", "choice", "exclusion"),
    "renumbered": ("number", "level-number"),
}
#: What the groups are called.
GROUP_TITLES: dict[DifferenceGroup, Label] = {
    "rules": Label("Quy định", "Rules"),
    "result": Label("Kết quả", "Result"),
    "weights": Label("Điểm", "Points"),
    "minima": Label("Mức tối thiểu theo sao", "Star minima"),
    "added": Label("Thêm mới", "Added"),
    "dropped": Label("Bỏ", "Dropped"),
    "reworded": Label("Đổi lời văn", "Reworded"),
    "terms": Label("Điều kiện, cách xét, trường hợp bị loại", "Conditions, guidance, exclusions"),
    "renumbered": Label("Chỉ đổi số thứ tự", "Renumbered only"),
}
_GROUP_OF: dict[DifferenceKind, DifferenceGroup] = {
    kind: group for group, kinds in DIFFERENCE_GROUPS.items() for kind in kinds
}
_WHAT: dict[DifferenceKind, Label] = {
    "regime": Label("quy định", "regime"),
    "readings": Label("cách hiểu", "readings"),
    "changes": Label("sửa đổi", "changes"),
    "set": Label("bộ sản phẩm", "set"),
    "least-total": Label("tổng điểm tối thiểu", "least total"),
    "option": Label("mức", "option"),
    "total": Label("tổng điểm", "total"),
    "stars-by-points": Label("số sao theo điểm", "stars by points"),
    "stars": Label("số sao", "stars"),
    "points": Label("điểm", "points"),
    "maximum": Label("điểm tối đa", "maximum"),
    "minimum": Label("mức tối thiểu theo sao", "minimum"),
    "heading-minimum": Label("mức tối thiểu ở tên tiêu chí", "heading minimum"),
    "criterion-added": Label("thêm tiêu chí", "criterion added"),
    "level-added": Label("thêm mức", "level added"),
    "set-added": Label("thêm bộ sản phẩm", "set added"),
    "criterion-dropped": Label("bỏ tiêu chí", "criterion dropped"),
    "level-dropped": Label("bỏ mức", "level dropped"),
    "set-dropped": Label("bỏ bộ sản phẩm", "set dropped"),
    "name": Label("tên", "name"),
    "level": Label("nội dung", "level"),
    "condition": Label("điều kiện", "condition"),
    "guidance": Label("cách xét", "guidance"),
    "choice": Label("cách chọn", "choice"),
    "exclusion": Label("trường hợp bị loại", "exclusion"),
    "number": Label("số thứ tự", "number"),
    "level-number": Label("số thứ tự của mức", "number of the level"),
}
_SET = Label("bộ {}", "set {}")
_OPTION = Label("mức {}", "option {}")
_RUBRIC = Label("bộ tiêu chí", "rubric")
_CARD = Label("kết quả chấm", "scorecard")
#: Kinds that are of a scorecard as a whole.
_OF_CARD = {"total", "stars-by-points", "stars"}


@attrs.frozen(kw_only=True, repr=False)
class DifferenceRow(Checked):
    """One thing that differs; ``str`` says it in English.

    Attributes:
        kind: What differs: ``"points"``, ``"minimum"``, ``"level-dropped"``, ``"name"``…
        set_before: The number of the product set in the first; None where it has none.
        set_after: The same in the second.
        criterion_id: The id of the criterion, the same across sets and decisions; None elsewhere.
        no_before: The number of the criterion in the first; None where it has none.
        no_after: The same in the second.
        option_before: The number of the level in the first; None where it has none.
        option_after: The same in the second. For ``"option"``, what a scorecard holds; 0 for none
            of the levels.
        stars: The rank whose least total differs; None elsewhere.
        exclusion_id: The id of the exclusion; None elsewhere.
        number_before: Points, or stars, in the first; None where there are none.
        number_after: The same in the second.
        words_before: What the first says, where words differ; None elsewhere.
        words_after: The same of the second.
    """

    kind: DifferenceKind
    set_before: int | None = None
    set_after: int | None = None
    criterion_id: str | None = None
    no_before: str | None = None
    no_after: str | None = None
    option_before: int | None = None
    option_after: int | None = None
    stars: int | None = None
    exclusion_id: str | None = None
    number_before: int | None = None
    number_after: int | None = None
    words_before: Label | None = None
    words_after: Label | None = None

    @property
    def group(self) -> DifferenceGroup:
        """What it is of.

        ``"rules"``, ``"result"`` (of scorecards), ``"weights"``, ``"minima"``, ``"added"``,
        ``"dropped"``, ``"reworded"``, ``"terms"`` (conditions, guidance, exclusions) or
        ``"renumbered"``.
        """
        return _GROUP_OF[self.kind]

    def place(self, lang: str = "vi") -> str:
        """Where it stands, without the set: the criterion and the level, in both numberings.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        if self.stars is not None:
            return f"{self.stars}★"
        if self.exclusion_id is not None:
            return self.exclusion_id
        if self.criterion_id is None:
            return self._whole(lang)
        text = _both(self.no_before, self.no_after)
        if self.kind == "option":
            return text
        if self.kind == "minimum" and None in (self.option_before, self.option_after):
            level = f"{self.option_before or '–'} → {self.option_after or '–'}"
        else:
            level = _both(self.option_before, self.option_after)
        return f"{text}, {_OPTION(lang).format(level)}" if level else text

    def _whole(self, lang: str) -> str:
        if self.kind in {"set-added", "set-dropped"}:
            return _SET(lang).format(self.set_before or self.set_after)
        return (_CARD if self.kind in _OF_CARD else _RUBRIC)(lang)

    def what(self, lang: str = "vi") -> str:
        """What differs, in words.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        return _WHAT[self.kind](lang)

    def before(self, lang: str = "vi") -> str:
        """What the first has, in words; ``–`` for nothing.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        return self._side(lang, self.number_before, self.words_before, self.option_before)

    def after(self, lang: str = "vi") -> str:
        """What the second has, in words; ``–`` for nothing.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        return self._side(lang, self.number_after, self.words_after, self.option_after)

    def text(self, lang: str = "vi") -> str:
        """The row in words, without the set.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        head = f"{self.place(lang)}: {self.what(lang)}"
        if self.group == "renumbered":
            return head
        if self.group in {"added", "dropped"}:
            return f"{head}: {self.after(lang) if self.group == 'added' else self.before(lang)}"
        return f"{head} {self.before(lang)} → {self.after(lang)}"

    def _side(self, lang: str, number: int | None, words: Label | None, held: int | None) -> str:
        checked_lang(lang)
        if self.kind == "option":
            number = held if words is None else None
        if words is None:
            return "–" if number is None else str(number)
        return words(lang) if number is None else f"{words(lang)} ({_points(number, lang)})"

    def __str__(self) -> str:
        return self.text("en")


def _both(before: object, after: object) -> str:
    """One number where both are the same or one is not there, else both."""
    there = dict.fromkeys(str(each) for each in (before, after) if each is not None)
    return " → ".join(there)


def _points(number: int, lang: str) -> str:
    if lang == "vi":
        return f"{number} điểm"
    return f"{number} point" if number == 1 else f"{number} points"
