"""The impact on sheets as a table, with tables below it for what moves whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

from ocop.scenarios.impact._below import table_below
from ocop.scenarios.impact.move import Move
from ocop.scenarios.impact.records import single_records
from ocop.scenarios.impact.result import Dimension, Impact, Rank
from ocop.scoring.scorecard import Scorecard
from ocop.scoring.stars import MARKED, MissedMinimum
from ocop.shown.table import State, Table, TableRow, column, facts, row
from ocop.text import Label
from ocop.words import Lang

__all__ = ["impact_table"]

#: Sheets that are shown of those that move; all are in the records.
_MOST = 50
_WORDS = {
    "title": Label("Tác động của thay đổi quy định: {} phiếu", "Impact of the rules: {} sheets"),
    "winners": Label("Lên hạng", "Up"),
    "losers": Label("Xuống hạng", "Down"),
    "unmoved": Label("Giữ hạng", "Unmoved"),
    "unknown_many": Label("Chưa biết", "Unknown"),
    "rows": Label("Hạng trước \\ sau", "Stars before \\ after"),
    "none": Label("không hạng", "no rank"),
    "unknown": Label("chưa biết", "unknown"),
    "singles": Label("Từng thay đổi, riêng rẽ", "Each change by itself"),
    "change": Label("Thay đổi", "Change"),
    "anew": Label("Phải chấm lại", "To be judged anew"),
    "cannot": Label("không đứng riêng được: {}", "cannot stand alone: {}"),
    "taken_back": Label(
        "Quy định trước có sửa đổi mà quy định sau không có; phần ấy không tách riêng được",
        "The rules before have changes that the rules after lack; those cannot be told apart",
    ),
    "together": Label(
        "Do nhiều thay đổi cùng lúc (các thay đổi riêng rẽ cộng lại không thành): {} phiếu",
        "By several changes together (those by themselves do not add up): {} sheets",
    ),
    "minima": Label("Mức tối thiểu đổi tác dụng", "Star minima that bind otherwise"),
    "criterion": Label("Tiêu chí", "Criterion"),
    "stars": Label("Sao", "Stars"),
    "withholds": Label("Giữ lại thêm", "Withholds more"),
    "frees": Label("Không còn giữ", "Frees"),
    "set": Label("Theo bộ sản phẩm", "By product set"),
    "place": Label("Theo nơi sản xuất", "By place"),
    "entity": Label("Theo chủ thể", "By entity"),
    "entity_kind": Label("Theo loại chủ thể", "By kind of entity"),
    "what": Label("Là gì", "Which"),
    "unrecorded": Label("không ghi", "not recorded"),
    "moved": Label("Đổi hạng", "Who moves"),
    "sheet": Label("Phiếu", "Sheet"),
    "before": Label("Trước", "Before"),
    "after": Label("Sau", "After"),
    "by": Label("Do", "By"),
    "points": Label("{}: {} → {} điểm", "{}: {} → {} points"),
    "withheld": Label("vướng mức tối thiểu {}", "held back by {}"),
    "freed": Label("hết vướng {}", "held back no more by {}"),
    "excluded": Label("bị loại ({})", "excluded ({})"),
    "admitted": Label("không còn bị loại ({})", "excluded no more ({})"),
    "more": Label("Còn {} phiếu nữa", "And {} sheets more"),
    "lost": Label("Chưa biết hạng", "Rank unknown"),
    "why": Label("Vì sao", "Why"),
    "doubt": Label("Chưa chắc, bộ {}{}: {}", "In doubt, set {}{}: {}"),
    "reading": Label("Cách hiểu ({}): {}", "Reading ({}): {}"),
}


def impact_table(impact: Impact, lang: Lang) -> Table:
    """The matrix of ranks, with what moves whom below it."""
    return _Tables(impact, lang).whole()


class _Tables:
    def __init__(self, impact: Impact, lang: Lang) -> None:
        self.impact = impact
        self.lang = lang

    def words(self, key: str, *values: object) -> str:
        return _WORDS[key](self.lang).format(*values)

    def whole(self) -> Table:
        impact = self.impact
        met = {rank for pair, number in impact.matrix.items() if number for rank in pair}
        ranks: list[Rank] = [None, *MARKED]
        if "unknown" in met:
            ranks.append("unknown")
        groups = {
            "winners": impact.winners,
            "losers": impact.losers,
            "unmoved": impact.unmoved,
            "unknown_many": impact.unknown,
        }
        return Table(
            caption=self.words("title", len(impact.moves)),
            lang=self.lang,
            facts=facts((self.words(key), str(len(moves))) for key, moves in groups.items()),
            columns=(
                column(self.words("rows")),
                *(column(self.rank(rank), number=True) for rank in ranks),
            ),
            rows=tuple(
                row(self.rank(before), *(str(impact.matrix[before, after]) for after in ranks))
                for before in ranks
            ),
            notes=tuple(self.notes()),
            below=tuple(one for one in self.below() if one.rows),
        )

    def notes(self) -> Iterator[str]:
        if set(self.impact.before.changes) - set(self.impact.after.changes):
            yield self.words("taken_back")
        for note in self.impact.notes:
            yield note.label(self.lang)
        for side, rules in (("before", self.impact.before), ("after", self.impact.after)):
            for label in rules.readings.labels:
                yield self.words("reading", self.words(side).lower(), label(self.lang))
        for number, doubt in self.impact.doubts:
            at = f", {doubt.at}" if doubt.at else ""
            yield self.words("doubt", number, at, doubt.label(self.lang))

    def rank(self, rank: Rank) -> str:
        if rank is None or rank == "unknown":
            return self.words("none" if rank is None else "unknown")
        return f"{rank}★"

    def below(self) -> Iterator[Table]:
        yield self.singles()
        yield self.minima()
        for dimension in get_args(Dimension):
            yield self.by(dimension)
        yield self.moved()
        yield self.lost()

    def table(
        self,
        caption: str,
        columns: dict[str, bool],
        rows: Iterator[TableRow],
        notes: tuple[str, ...] = (),
    ) -> Table:
        """A table below; of its columns whether they hold numbers."""
        return table_below(self.words, self.lang, caption, columns, rows, notes=notes)

    def singles(self) -> Table:
        notes = (self.words("together", len(self.impact.together())),)
        columns = {"change": False, "winners": True, "losers": True, "anew": True, "why": False}
        return self.table("singles", columns, self.single_rows(), notes)

    def single_rows(self) -> Iterator[TableRow]:
        for one in single_records(self.impact, self.lang):
            numbers = [str(one[key]) for key in ("up", "down", "unknown")]
            if one["stands_alone"]:
                yield row(str(one["label"]), *numbers, "")
            else:
                yield row(str(one["label"]), "", "", "", self.words("cannot", one["faults"]))

    def minima(self) -> Table:
        columns = {"criterion": False, "stars": True, "withholds": True, "frees": True}
        rows = (
            row(one.label(self.lang), str(one.stars), str(one.withheld), str(one.freed))
            for one in self.impact.minima
        )
        return self.table("minima", columns, rows)

    def by(self, dimension: Dimension) -> Table:
        """A table of a dimension; without rows where nothing is recorded of it."""
        groups = self.impact.by(dimension)
        rows = (
            row(
                self.words("unrecorded")
                if one.label is None
                else f"{f'{one.key}. ' if dimension == 'set' else ''}{one.label(self.lang)}",
                *map(str, (one.winners, one.losers, one.unmoved, one.unknown)),
            )
            for one in groups
            if {each.key for each in groups} != {None}
        )
        numbers = dict.fromkeys(("winners", "losers", "unmoved", "unknown_many"), True)
        return self.table(dimension, {"what": False, **numbers}, rows)

    def moved(self) -> Table:
        columns = {"sheet": False, "before": False, "after": False, "by": False}
        moved = [move for move in self.impact.moves if move.step]
        rows = (
            row(
                str(move.id),
                self.held(move.before),
                self.held(move.after),
                "\n".join(self.reasons(move)),
                state="met" if (move.step or 0) > 0 else "missed",
            )
            for move in moved[:_MOST]
        )
        return self.table("moved", columns, rows, self.more(moved))

    def more(self, moves: Sequence[Move]) -> tuple[str, ...]:
        """How many are not shown; all are in the records."""
        more = len(moves) - _MOST
        return (self.words("more", more),) if more > 0 else ()

    def held(self, card: Scorecard | None) -> str:
        """The rank and the total; nothing where there is no scorecard."""
        return "" if card is None else f"{self.rank(card.stars)} ({card.total})"

    def reasons(self, move: Move) -> Iterator[str]:
        alone = [self.impact.singles[one.single] for one in move.alone if one.step]
        yield from (single(self.lang) for single in alone)
        for points in move.points:
            yield self.words("points", points.criterion, points.before, points.after)
        for key, missed in (("withheld", move.withheld), ("freed", move.freed)):
            if missed:
                yield self.words(key, "; ".join(map(self.minimum, missed)))
        for key, card, ids in (
            ("excluded", move.after, move.excluded),
            ("admitted", move.before, move.admitted),
        ):
            if ids and card is not None:
                labels = [one.label(self.lang) for one in card.exclusions if one.id in ids]
                yield self.words(key, "; ".join(labels))

    def minimum(self, missed: MissedMinimum) -> str:
        return missed.text(self.lang)

    def lost(self) -> Table:
        columns = {"sheet": False, "before": False, "why": False}
        unknown: State = "unknown"
        rows = (
            row(
                str(move.id),
                self.held(move.before),
                "\n".join(one.text(self.lang) for one in move.faults),
                state=unknown,
            )
            for move in self.impact.unknown[:_MOST]
        )
        return self.table("lost", columns, rows, self.more(self.impact.unknown))
