"""The impact on a register as a table, and as flat records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from ocop.scenarios.impact._below import table_below
from ocop.scenarios.impact.end_moved import EndMoved
from ocop.scenarios.impact.registry_impact import EndDimension, RegistryImpact
from ocop.shown.record import Record, joined
from ocop.shown.table import Table, TableRow, column, facts, row
from ocop.targets.registry.standing import IN_FORCE
from ocop.targets.registry.standing_row import StandingRow
from ocop.text import Label
from ocop.words import Lang, decimal, in_words

__all__ = ["registry_impact_records", "registry_impact_table"]

#: Recognitions that are shown of those that move; all are in the records.
_MOST = 50
_WORDS = {
    "title": Label(
        "Tác động của thay đổi quy định: {} lần công nhận, ngày {}",
        "Impact of the rules: {} recognitions, on {}",
    ),
    "later": Label("Hết hạn muộn hơn", "End later"),
    "earlier": Label("Hết hạn sớm hơn", "End earlier"),
    "unmoved": Label("Không đổi", "Unmoved"),
    "unknown": Label("Chưa biết", "Unknown"),
    "windows": Label("Đổi thời gian nộp hồ sơ", "Other filing windows"),
    "standings": Label("Đổi tình trạng", "Other standings"),
    "before": Label("Trước", "Before"),
    "after": Label("Sau", "After"),
    "in_force": Label("Còn hiệu lực", "In force"),
    "number": Label("Số lượng", "Number"),
    "singles": Label("Từng thay đổi, riêng rẽ", "Each change by itself"),
    "change": Label("Thay đổi", "Change"),
    "why": Label("Vì sao", "Why"),
    "cannot": Label("không đứng riêng được: {}", "cannot stand alone: {}"),
    "together": Label(
        "Do nhiều thay đổi cùng lúc (các thay đổi riêng rẽ cộng lại không thành): {}",
        "By several changes together (those by themselves do not add up): {}",
    ),
    "months": Label("Hết hiệu lực theo tháng", "Ends by month"),
    "month": Label("Tháng", "Month"),
    "may": Label("Có thể thêm, trước", "Perhaps also, before"),
    "may_after": Label("Có thể thêm, sau", "Perhaps also, after"),
    "stars": Label("Theo sao", "By stars"),
    "set": Label("Theo bộ sản phẩm", "By product set"),
    "province": Label("Theo tỉnh", "By province"),
    "district": Label("Theo huyện", "By district"),
    "commune": Label("Theo xã", "By commune"),
    "entity_kind": Label("Theo loại chủ thể", "By kind of entity"),
    "what": Label("Là gì", "Which"),
    "unrecorded": Label("không ghi", "not recorded"),
    "force_before": Label("Còn hiệu lực, trước", "In force, before"),
    "force_after": Label("Còn hiệu lực, sau", "In force, after"),
    "moved": Label("Ai đổi", "Who moves"),
    "product": Label("Sản phẩm", "Product"),
    "end_before": Label("Hết hạn, trước", "Ends, before"),
    "end_after": Label("Hết hạn, sau", "Ends, after"),
    "days": Label("Ngày", "Days"),
    "more": Label("Còn {} dòng nữa", "And {} rows more"),
    "lost": Label("Quy định không cho phép", "Not allowed by the rules"),
    "note": Label("Ghi chú: {}", "Note: {}"),
    "reading": Label("Cách hiểu ({}): {}", "Reading ({}): {}"),
}


def registry_impact_records(impact: RegistryImpact, lang: Lang) -> list[Record]:
    """A flat row for every recognition."""
    return [_record(end, lang) for end in impact.ends]


def _record(end: EndMoved, lang: Lang) -> Record:
    each = end.recognition
    return {
        "code": each.code,
        "name": each.name,
        "set": None if each.product_set is None else each.product_set.number,
        "stars": each.stars,
        "province": each.province,
        "district": each.district,
        "commune": each.commune,
        "entity": each.entity,
        "entity_kind": None if each.entity_kind is None else each.entity_kind.id,
        "issued_on": each.issued_on,
        "standing_before": _standing(end.before),
        "standing_after": _standing(end.after),
        "end_before": end.end_before,
        "end_after": end.end_after,
        **_window("before", end.before),
        **_window("after", end.after),
        "days": end.days,
        "rest": end.rest,
        "faults": joined(fault.text(lang) for fault in end.faults),
    }


def _standing(held: StandingRow | None) -> str | None:
    return None if held is None else str(held.standing)


def _window(side: str, held: StandingRow | None) -> Record:
    window = None if held is None else held.filing_window
    first, last = (None, None) if window is None else (window.first, window.last)
    return {f"filing_from_{side}": first, f"filing_to_{side}": last}


def registry_impact_table(impact: RegistryImpact, lang: Lang) -> Table:
    """How the recognitions stand under both, with what moves whom below it."""
    return _Tables(impact, lang).whole()


class _Tables:
    def __init__(self, impact: RegistryImpact, lang: Lang) -> None:
        self.impact = impact
        self.lang = lang

    def words(self, key: str, *values: object) -> str:
        return _WORDS[key](self.lang).format(*values)

    def number(self, value: int) -> str:
        return decimal(value, self.lang)

    def whole(self) -> Table:
        impact = self.impact
        numbers = {
            "later": len(impact.later),
            "earlier": len(impact.earlier),
            "unmoved": len(impact.unmoved),
            "unknown": len(impact.unknown),
            "windows": sum(end.window_moved for end in impact.ends),
            "standings": sum(end.standing_moved for end in impact.ends),
        }
        day = in_words(impact.on, self.lang)
        return Table(
            caption=self.words("title", self.number(len(impact.ends)), day),
            lang=self.lang,
            facts=facts((self.words(key), self.number(count)) for key, count in numbers.items()),
            columns=(
                column(self.words("before")),
                column(self.words("after")),
                column(self.words("number"), number=True),
            ),
            rows=tuple(
                row(before.label(self.lang), after.label(self.lang), self.number(count))
                for (before, after), count in sorted(impact.matrix.items())
            ),
            notes=tuple(self.notes()),
            below=tuple(one for one in self.below() if one.rows),
        )

    def notes(self) -> Iterator[str]:
        for note in self.impact.notes:
            yield self.words("note", note.label(self.lang))
        for side, held in (("before", self.impact.before), ("after", self.impact.after)):
            for label in held.rules.readings.labels:
                yield self.words("reading", self.words(side).lower(), label(self.lang))

    def below(self) -> Iterator[Table]:
        yield self.singles()
        yield self.months()
        for dimension in get_args(EndDimension):
            yield self.by(dimension)
        yield self.moved()
        yield self.lost()

    def table(
        self, caption: str, columns: dict[str, bool], rows: Iterator[TableRow], *notes: str
    ) -> Table:
        """A table below; of its columns whether they hold numbers."""
        return table_below(self.words, self.lang, caption, columns, rows, notes=notes)

    def singles(self) -> Table:
        columns = {"change": False, "later": True, "earlier": True, "why": False}
        together = self.words("together", self.number(len(self.impact.together())))
        return self.table("singles", columns, self.single_rows(), together)

    def single_rows(self) -> Iterator[TableRow]:
        for n, single in enumerate(self.impact.singles):
            label = single(self.lang)
            if single.rules is None:
                faults = "; ".join(fault.message(self.lang) for fault in single.faults)
                yield row(label, "", "", self.words("cannot", faults))
                continue
            days = [one.days for end in self.impact.ends for one in end.alone if one.single == n]
            counts = (sum(moved > 0 for moved in days), sum(moved < 0 for moved in days))
            yield row(label, *map(self.number, counts), "")

    def months(self) -> Table:
        columns = {"month": False, "before": True, "after": True, "may": True, "may_after": True}
        rows = (
            row(
                f"{month.days.first:%m/%Y}" if self.lang == "vi" else f"{month.days.first:%Y-%m}",
                *map(
                    self.number,
                    (month.before, month.after, month.may_end_before, month.may_end_after),
                ),
            )
            for month in self.impact.months
            if month.before or month.after or month.may_end_before or month.may_end_after
        )
        return self.table("months", columns, rows)

    def by(self, dimension: EndDimension) -> Table:
        """A table of a dimension; without rows where nothing is recorded of it."""
        groups = self.impact.by(dimension)
        columns = {
            "what": False,
            **dict.fromkeys(("later", "earlier", "unmoved", "unknown"), True),
            "force_before": True,
            "force_after": True,
        }
        rows = (
            row(
                self.words("unrecorded") if one.label is None else one.label(self.lang),
                *map(
                    self.number,
                    (
                        one.later,
                        one.earlier,
                        one.unmoved,
                        one.unknown,
                        one.in_force_before,
                        one.in_force_after,
                    ),
                ),
            )
            for one in groups
            if {each.key for each in groups} != {None}
        )
        return self.table(dimension, columns, rows)

    def moved(self) -> Table:
        ends = [
            end for end in self.impact.ends if end.days or end.window_moved or end.standing_moved
        ]
        columns = {
            "product": False,
            "end_before": False,
            "end_after": False,
            "days": True,
            "before": False,
            "after": False,
        }
        rows = (
            row(
                end.recognition.code or end.recognition.name,
                self.day(end.end_before),
                self.day(end.end_after),
                "" if end.days is None else self.number(end.days),
                self.standing(end.before),
                self.standing(end.after),
                state="met" if self.is_in_force(end) else "missed",
            )
            for end in ends[:_MOST]
        )
        more = len(ends) - _MOST
        notes = [self.words("more", self.number(more))] if more > 0 else []
        return self.table("moved", columns, rows, *notes)

    def is_in_force(self, end: EndMoved) -> bool:
        return end.after is not None and end.after.standing in IN_FORCE

    def day(self, day: object) -> str:
        return "" if day is None else in_words(day, self.lang)

    def standing(self, held: StandingRow | None) -> str:
        return "" if held is None else held.standing.label(self.lang)

    def lost(self) -> Table:
        rows = (
            row(
                end.recognition.code or end.recognition.name,
                "\n".join(fault.text(self.lang) for fault in end.faults),
                state="unknown",
            )
            for end in self.impact.ends
            if end.faults
        )
        return self.table("lost", {"product": False, "why": False}, rows)
