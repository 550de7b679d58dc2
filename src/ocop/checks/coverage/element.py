"""Elements: the rules that a case can decide, one by one, and how each could be otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

import attrs

from ocop.law.changes.changed import Changed
from ocop.law.citation import Cited
from ocop.law.kind import NONE
from ocop.law.question import reading_questions
from ocop.text import Label
from ocop.words import Words, in_words, percent

__all__ = ["KINDS", "Element", "ElementKind", "Shift"]

ElementKind = Literal[
    "band",
    "option",
    "minimum",
    "exclusion",
    "level",
    "months",
    "window",
    "notice",
    "extension",
    "withdrawal",
    "transition",
    "round",
    "deadline",
    "reading",
    "target",
]
#: Kind → what it is called.
KINDS: Mapping[ElementKind, Label] = {
    "band": Label("khung điểm", "bands"),
    "option": Label("mức điểm", "options"),
    "minimum": Label("mức tối thiểu (dấu *)", "star minima"),
    "exclusion": Label("điều loại trừ", "exclusions"),
    "level": Label("phân cấp", "levels"),
    "months": Label("số tháng hiệu lực", "months of validity"),
    "window": Label("thời gian nộp hồ sơ", "filing windows"),
    "notice": Label("thông báo trước khi hết hạn", "notices"),
    "extension": Label("kéo dài", "extensions"),
    "withdrawal": Label("thu hồi", "withdrawals"),
    "transition": Label("chuyển tiếp", "transitions"),
    "round": Label("đợt đánh giá", "rounds"),
    "deadline": Label("thời hạn giải quyết", "deadlines"),
    "reading": Label("cách hiểu", "readings"),
    "target": Label("chỉ tiêu", "targets"),
}
_BOUNDS = {
    "at_least": Label("ít nhất", "at least"),
    "at_most": Label("nhiều nhất", "at most"),
    "by": Label("đến ngày", "by"),
}


@attrs.frozen(kw_only=True)
class Shift:
    """One way in which an element could be otherwise.

    Attributes:
        after: What it would be; None where it would not be there.
        says: What changes would say of it, as a file of changes does; empty for a reading or a
            target.
    """

    after: Any
    says: Mapping[str, Any] = attrs.field(factory=dict, eq=False, repr=False)


@attrs.frozen(kw_only=True, cache_hash=True, repr=False)
class Element(Words, Cited):
    """One rule that a case can decide; called with a language it says which.

    Attributes:
        kind: What kind of rule it is.
        regime: The id of the regime that it is a rule of; None for a reading or a target.
        product_set: The number of the set whose rubric it stands in; None outside rubrics.
        place: Where it stands: the table and the path in it, such as ``("bands", "4", "from")`` or
            ``("criteria", "1.5", "3", "star")``; the question of a reading; the plan, the target
            and the bound of a target.
        value: What it is.
        shifts: How it could be otherwise by one, as far as the rules around it leave room.
        reference: The source in law.
        name: What a target is called; nothing for others.
        share: Whether the bound of a target is a share of a whole.
    """

    kind: ElementKind
    regime: str | None = None
    product_set: int | None = None
    place: tuple[str, ...]
    value: Any
    shifts: tuple[Shift, ...] = attrs.field(eq=False)
    reference: str = attrs.field(default="", eq=False)
    name: Label | None = attrs.field(default=None, eq=False)
    share: bool = attrs.field(default=False, eq=False)

    @property
    def id(self) -> str:
        """Its place in one word, such as ``"26/1/criteria/1.5/3/star"``."""
        of_set = () if self.product_set is None else (str(self.product_set),)
        of_regime = (self.kind,) if self.regime is None else (self.regime,)
        return "/".join((*of_regime, *of_set, *self.place))

    @property
    def criterion(self) -> str | None:
        """The number of the criterion that it stands in; None outside criteria."""
        return self.place[1] if self.place[0] == "criteria" else None

    def __call__(self, lang: str) -> str:
        """Where it stands, and what it is."""
        return f"{self._where(lang)}: {self._value(self.value, lang)}"

    def __str__(self) -> str:
        return self("en")

    def otherwise(self, shifts: Iterable[Shift], lang: str) -> str:
        """Where it stands, what it is, and what it could be."""
        others = "; ".join(self._value(shift.after, lang) for shift in shifts)
        return f"{self(lang)} → {others}"

    def _where(self, lang: str) -> str:
        if self.kind == "reading":
            (question,) = (one for one in reading_questions() if one.id == self.place[0])
            return question.label(lang)
        if self.name is not None:
            return f"{self.place[0]}, {self.name(lang)}, {_BOUNDS[self.place[-1]](lang)}"
        return self._changed(None).place(lang)

    def _changed(self, after: object) -> Changed:
        table, *path = self.place
        return Changed(
            changes="",
            table=table,
            path=tuple(path),
            product_set=self.product_set,
            before=self.value,
            after=after,
            reference=self.reference,
        )

    def _value(self, value: Any, lang: str) -> str:  # noqa: ANN401 - any value of a rule
        if self.kind == "reading":
            (question,) = (one for one in reading_questions() if one.id == self.place[0])
            (reading,) = (one for one in question.readings if one.id == value)
            return f"{reading.label(lang)} ({self.place[0]} = {value})"
        if self.name is not None:
            return percent(value, lang) if self.share else in_words(value, lang)
        if value in (None, NONE):
            return Label("không còn", "no more")(lang)
        return self._changed(value)(lang).rpartition(" → ")[2]
