"""Explanations: a scorecard criterion by criterion, as text, plain data and a table."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import attrs

from ocop.checked import Checked
from ocop.errors import checked_lang
from ocop.frozen_map import FrozenMap, frozen_map
from ocop.scoring.rubric.line import Line
from ocop.scoring.scorecard import Scorecard
from ocop.scoring.sheet.owner import OWNER_WORDS
from ocop.scoring.stars import MissedMinimum
from ocop.shown.value import InOneLanguage, TidyInOneLanguage
from ocop.text import Label
from ocop.words import Lang, escaped

__all__ = ["Explanation", "explain"]

_WORDS = {
    "reference": Label("Căn cứ", "Reference"),
    "none": Label("không đạt mức nào", "none of the levels"),
    "inapplicable": Label("không áp dụng", "does not apply"),
    "part": Label("Phần", "Part"),
    "total": Label("Tổng", "Total"),
    "stars": Label("sao", "stars"),
    "star": Label("sao", "star"),
    "by_points": Label("theo điểm", "by points"),
    "held_at": Label("nhưng chưa đạt mức tối thiểu ở", "held back by"),
    "needs": Label("cần mức", "needs option"),
    "excluded": Label("Bị loại", "Excluded"),
    "note": Label("Lưu ý", "Note"),
    "no_rank": Label("không xếp hạng", "no rank"),
    "next": Label("Để được", "For"),
    "more_points": Label("thêm {} điểm", "{} more points"),
    "doubts": Label("Chỗ chưa chắc chắn của bảng tiêu chí", "Doubts about the table"),
    "readings": Label("Cách hiểu khác mặc định", "Readings other than the default"),
    "changes": Label("Khác quy định hiện hành", "Differs from the law"),
    "points_unit": Label("điểm", "points"),
}


@attrs.frozen(repr=False)
class Explanation(Checked, InOneLanguage, TidyInOneLanguage):
    """Why a scorecard is what it is, in one language.

    ``str`` gives text; :attr:`rows` plain data; a notebook shows a table.
    """

    card: Scorecard
    lang: Lang

    def _w(self, key: str) -> str:
        return _WORDS[key](self.lang)

    @cached_property
    def rows(self) -> tuple[FrozenMap[str, Any], ...]:
        """A row per criterion.

        Keys: ``criterion`` (number), ``id`` (of the criterion), ``name``, ``level`` (the label
        held), ``options`` (numbers held; none of a criterion that does not apply), ``points``,
        ``maximum``, ``minimum`` (the minima missed, as text), ``cap`` (the most stars with this
        row; None where it withholds none), ``reference``.
        """
        return tuple(
            frozen_map(
                {
                    "criterion": line.criterion.no,
                    "id": line.criterion.id,
                    "name": line.criterion.label(self.lang),
                    "level": self._level(line),
                    "options": [option.no for option in line.held] if line.applicable else [],
                    "points": line.points,
                    "maximum": line.criterion.maximum,
                    "minimum": "; ".join(self._minimum(each) for each in line.missed),
                    "cap": line.cap,
                    "reference": line.criterion.citation(self.lang),
                }
            )
            for line in self.card.lines
        )

    def _level(self, line: Line) -> str:
        if not line.held:
            return self._w("none" if line.applicable else "inapplicable")
        return "; ".join(option.label(self.lang) for option in line.held)

    def _minimum(self, missed: MissedMinimum) -> str:
        return f"{missed.stars}★: {self._w('needs')} {missed.needs_option}"

    def _stars(self, stars: int | None) -> str:
        if stars is None:
            return self._w("no_rank")
        return f"{stars} {self._w('star' if stars == 1 else 'stars')}"

    @cached_property
    def summary(self) -> tuple[str, ...]:
        """The result and its reasons, a sentence a line."""
        card = self.card
        rubric = card.rubric
        lines = [f"{rubric.title(self.lang)} ({rubric.regime.citation(self.lang)})"]
        lines.append(f"{self._w('reference')}: {rubric.citation(self.lang)}")
        owner = card.sheet.owner.fields
        lines += [
            f"{OWNER_WORDS[name](self.lang)}: {escaped(value)}" for name, value in owner.items()
        ]
        lines += [note.label(self.lang) for note in rubric.regime.notes]
        lines += self.reasons
        if self.next_star:
            aim, *wants = self.next_star
            lines += [f"{aim}:", *(f"  {want}" for want in wants)]
        lines += [line for caveat in self.caveats for line in caveat.split("\n")]
        return tuple(lines)

    @cached_property
    def reasons(self) -> tuple[str, ...]:
        """The result and what decides it, a sentence a line: points, exclusions, minima missed."""
        card = self.card
        parts = ", ".join(f"{self._w('part')} {key} {score}" for key, score in card.parts.items())
        points = self._w("points_unit")
        lines = [
            f"{self._w('total')} {card.total} {points} ({parts}): {self._stars(card.stars)}",
        ]
        lines += [
            f"{self._w('excluded')}: {each.label(self.lang)} [{each.citation(self.lang)}]"
            for each in card.exclusions
        ]
        lines += [f"{self._w('note')}: {note.label(self.lang)}" for note in card.notes]
        if card.capped_by:
            lines.append(
                f"{self._stars(card.stars_by_points)} {self._w('by_points')}, {self._w('held_at')}:"
            )
            lines += [f"  {self._named(each)}" for each in card.capped_by]
        return tuple(lines)

    def _named(self, missed: MissedMinimum) -> str:
        criterion = self.card.rubric.criterion(missed.criterion)
        least = criterion.option(missed.needs_option)
        return (
            f"{missed.criterion} {criterion.label(self.lang)}: {self._minimum(missed)} "
            f"({least.label(self.lang)}) [{missed.citation(self.lang)}]"
        )

    @cached_property
    def next_star(self) -> tuple[str, ...]:
        """Which star is next, and what it takes, a line each; empty at the highest."""
        aim = self.card.next_star
        if aim is None or self.card.exclusions:
            return ()
        wants = [self._w("more_points").format(aim.points)] if aim.points else []
        wants += [self._named(each) for each in aim.minima]
        return f"{self._w('next')} {self._stars(aim.stars)}", *wants

    @cached_property
    def caveats(self) -> tuple[str, ...]:
        """What is not certain of the table, and how its rules are not the law as it is read."""
        rubric = self.card.rubric
        lines = []
        if rubric.doubts:
            doubts = (
                f"{doubt.at}: {doubt.label(self.lang)}" if doubt.at else doubt.label(self.lang)
                for doubt in rubric.doubts
            )
            lines.append("\n".join((f"{self._w('doubts')}:", *(f"  {doubt}" for doubt in doubts))))
        readings = rubric.rules.readings
        if readings.changed:
            labels = (f"  {label(self.lang)}" for label in readings.labels)
            lines.append("\n".join((f"{self._w('readings')}:", *labels)))
        if rubric.changes:
            changes = "; ".join(change(self.lang) for change in rubric.changes)
            lines.append(f"{self._w('changes')}: {changes}")
        return tuple(lines)

    def __str__(self) -> str:
        lines = list(self.summary)
        part = ""
        for line, row in zip(self.card.lines, self.rows, strict=True):
            if line.criterion.part != part:
                part = line.criterion.part
                lines += ["", f"{self._w('part')} {part}: {self.card.parts[part]}"]
            mark = f"  ✗ {row['minimum']} (≤ {row['cap']}★)" if row["minimum"] else ""
            lines.append(
                f"  {row['criterion']:<5} {row['points']:>2}/{row['maximum']:<2} "
                f"{row['name']}: {row['level']}{mark}"
            )
        return "\n".join(lines)

    def to_data(self) -> dict[str, Any]:
        """The explanation as plain data: ``lang``, ``summary`` (lines) and ``rows``."""
        rows = [{**row, "options": list(row["options"])} for row in self.rows]
        return {"lang": self.lang, "summary": list(self.summary), "rows": rows}


def explain(card: Scorecard, lang: str) -> Explanation:
    """Why a scorecard is what it is, see :meth:`ocop.scoring.Scorecard.explain`."""
    return Explanation(card, checked_lang(lang))
