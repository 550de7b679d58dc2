"""Reports: the outcomes of a plan, and the figures of a snapshot, as text, data and a table."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

import attrs

from ocop.targets.measures import Gain, MilestoneDone
from ocop.targets.planning import is_share
from ocop.targets.standings import Standing
from ocop.text import Label, Lang, checked_lang

if TYPE_CHECKING:
    from datetime import date

    from ocop.targets.figures import Number
    from ocop.targets.outcomes import Outcome, PlanReport
    from ocop.targets.snapshots import Snapshot

__all__ = ["Report", "as_percent", "plain_number", "report", "snapshot_html", "snapshot_text"]

_WORDS = {
    "target": Label("Chỉ tiêu", "Target"),
    "value": Label("Thực hiện", "Value"),
    "bound": Label("Kế hoạch", "Bound"),
    "gap": Label("Còn thiếu", "Gap"),
    "status": Label("Kết quả", "Status"),
    "pace": Label("Tiến độ", "Pace"),
    "reason": Label("Lý do, ghi chú", "Reason, remarks"),
    "source": Label("Nguồn", "Source"),
    "by": Label("đến", "by"),
    "at_least": Label("ít nhất", "at least"),
    "at_most": Label("nhiều nhất", "at most"),
    "between": Label("từ {} đến {}", "{} to {}"),
    "done": Label("đã xong", "done"),
    "not_done": Label("chưa xong", "not done"),
    "to_do": Label("phải xong", "to be done"),
    "of": Label("trên", "of"),
    "unknown": Label("chưa biết", "unknown"),
    "more": Label("{} nữa", "{} more"),
    "add-outside": Label("thêm {} ngoài phần này", "{} more outside the part"),
    "take-away": Label("thừa {}", "{} too many"),
    "change": Label("hoặc {} trong số đã có chuyển lên", "or {} of those there changed"),
    "ahead": Label("vượt tiến độ {}", "ahead by {}"),
    "behind": Label("chậm tiến độ {}", "behind by {}"),
    "on_pace": Label("đúng tiến độ", "on the line"),
    "a_month": Label("cần {} mỗi tháng", "{} a month needed"),
    "on": Label("ngày", "on"),
    "as_of": Label("số liệu ngày {}", "figures of {}"),
    "doubt": Label("chưa chắc", "doubt"),
    "lacking": Label("còn thiếu ở", "lacking in"),
    "province": Label("Tỉnh", "Province"),
    "recognised": Label("Đã công nhận", "Recognised so far"),
    "entities": Label("Chủ thể có sản phẩm còn hiệu lực", "Entities with a product in force"),
    "stars": Label("sao", "★"),
}

# for showing only: two decimals of a percentage, one of a number a month
_PERCENT_PLACES, _PLACES = 2, 1


def as_percent(share: Number) -> str:
    """A share as a percentage, to two decimals for showing: 11 of 217 is ``"5.07 %"``."""
    return f"{_rounded(Fraction(share) * 100, _PERCENT_PLACES)} %"


def _rounded(number: Number, places: int) -> str:
    """In digits with so many decimals at most, halves away from zero; for showing only."""
    scaled = abs(Fraction(number)) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    digits = str(whole).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}".rstrip("0").rstrip(".")
    return f"-{text}" if number < 0 and whole else text


def plain_number(value: Number | bool | None) -> int | str | bool | None:
    """A value as JSON has it: whole numbers as they are, others exact as text, ``"11/217"``."""
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else str(value)
    return value


@attrs.frozen
class Report:
    """The outcomes of a plan in one language.

    ``str`` gives text; :meth:`to_data` plain data; a notebook shows a table.
    """

    outcomes: PlanReport
    lang: Lang

    def _w(self, key: str) -> str:
        return _WORDS[key](self.lang)

    def _day(self, day: date) -> str:
        return f"{day:%d/%m/%Y}" if self.lang == "vi" else day.isoformat()

    def _number(self, value: Number, outcome: Outcome) -> str:
        if is_share(outcome.target.measure):
            return as_percent(value)
        return str(value) if isinstance(value, int) else _rounded(value, _PERCENT_PLACES)

    @cached_property
    def rows(self) -> tuple[dict[str, str], ...]:
        """A row per target, in words.

        Keys: ``id``, ``target``, ``value``, ``bound``, ``gap``, ``status``, ``pace``, ``reason``,
        ``source``.
        """
        return tuple(
            {
                "id": each.target.id,
                "target": each.target.label(self.lang),
                "value": self._value(each),
                "bound": self._bound(each),
                "gap": self._gap(each),
                "status": each.status.label(self.lang),
                "pace": self._pace(each),
                "reason": "; ".join(self._remarks(each)),
                "source": each.target.source,
            }
            for each in self.outcomes.outcomes
        )

    def _value(self, each: Outcome) -> str:
        if each.value is None:
            return self._w("unknown")
        if isinstance(each.value, bool):
            return self._w("done" if each.value else "not_done")
        text = self._number(each.value, each)
        if isinstance(each.target.measure, Gain) and each.value > 0:
            text = f"+{text}"
        if each.part is not None and each.whole is not None:
            text += f" ({each.part} {self._w('of')} {each.whole})"
        return text

    def _bound(self, each: Outcome) -> str:
        target = each.target
        low, high = target.at_least, target.at_most
        text = self._w("to_do")
        if low is not None and high is not None:
            text = self._w("between").format(self._number(low, each), self._number(high, each))
        elif low is not None:
            text = f"{self._w('at_least')} {self._number(low, each)}"
        elif high is not None:
            text = f"{self._w('at_most')} {self._number(high, each)}"
        return f"{text}, {self._w('by')} {self._day(target.by)}"

    def _gap(self, each: Outcome) -> str:
        if not each.gap:
            return ""
        if isinstance(each.target.measure, MilestoneDone):
            return ""
        kind = "more" if each.gap_kind == "add" else each.gap_kind or "more"
        text = self._w(kind).format(_rounded(each.gap, _PERCENT_PLACES))
        if each.change:
            text += f", {self._w('change').format(each.change)}"
        return text

    def _pace(self, each: Outcome) -> str:
        if each.pace is None:
            return ""
        ahead = each.pace.ahead
        how = "ahead" if ahead > 0 else "behind" if ahead < 0 else "on_pace"
        text = self._w(how).format(
            as_percent(abs(ahead))
            if is_share(each.target.measure)
            else _rounded(abs(ahead), _PLACES)
        )
        if each.pace.needed_per_month:
            needed = _rounded(each.pace.needed_per_month, _PLACES)
            text += f"; {self._w('a_month').format(needed)}"
        return text

    def _remarks(self, each: Outcome) -> list[str]:
        found = []
        if each.reason is not None:
            found.append(each.reason(self.lang))
        if each.places:
            found.append(f"{self._w('lacking')} {', '.join(each.places)}")
        if each.value is not None and each.as_of != self.outcomes.on:
            found.append(self._w("as_of").format(self._day(each.as_of)))
        if each.target.doubt is not None:
            found.append(f"{self._w('doubt')}: {each.target.doubt(self.lang)}")
        return found

    @cached_property
    def summary(self) -> tuple[str, ...]:
        """What was held against what, and how many targets of each status."""
        report = self.outcomes
        counts = ", ".join(
            f"{status.label(self.lang)} {number}"
            for status, number in report.counts.items()
            if number
        )
        lines = [
            f"{report.plan.title(self.lang)}, {self._w('on')} {self._day(report.on)}",
            counts,
        ]
        if report.snapshot.source:
            lines.append(f"{self._w('source')}: {report.snapshot.source}")
        return tuple(line for line in lines if line)

    def __str__(self) -> str:
        lines = list(self.summary)
        for row in self.rows:
            lines += ["", f"{row['target']}", f"  {row['status']}: {row['value']} / {row['bound']}"]
            lines += [
                f"  {self._w(key)}: {row[key]}" for key in ("gap", "pace", "reason") if row[key]
            ]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        keys = ("target", "value", "bound", "gap", "status", "pace", "reason", "source")
        head = "".join(f"<th>{escape(self._w(key))}</th>" for key in keys)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(row[key])}</td>" for key in keys) + "</tr>"
            for row in self.rows
        )
        caption = "<br>".join(escape(line) for line in self.summary)
        return f"<table><caption>{caption}</caption><tr>{head}</tr>{body}</table>"

    def to_data(self) -> dict[str, Any]:
        """The outcomes as plain data.

        Keys: ``plan``, ``on``, ``outcomes``; of each outcome ``id``, ``label``, ``value``,
        ``bound`` (two numbers for a range), ``gap``, ``status``, ``reason``, and then ``as_of``,
        ``by``, ``part``, ``whole``, ``gap_kind``, ``change``, ``places``, ``pace``, ``priority``,
        ``source``, ``doubt``. Fractions are exact, as text: ``"11/217"``.
        """
        return {
            "plan": self.outcomes.plan.id,
            "on": self.outcomes.on.isoformat(),
            "outcomes": [self._data(each) for each in self.outcomes.outcomes],
        }

    def _data(self, each: Outcome) -> dict[str, Any]:
        target, pace = each.target, each.pace
        low, high = target.at_least, target.at_most
        bound: Any = plain_number(low if low is not None else high)
        if low is not None and high is not None:
            bound = [plain_number(low), plain_number(high)]
        if isinstance(target.measure, MilestoneDone):
            bound = True
        return {
            "id": target.id,
            "label": target.label(self.lang),
            "value": plain_number(each.value),
            "bound": bound,
            "gap": plain_number(each.gap),
            "status": str(each.status),
            "reason": None if each.reason is None else each.reason(self.lang),
            "as_of": each.as_of.isoformat(),
            "by": target.by.isoformat(),
            "part": plain_number(each.part),
            "whole": plain_number(each.whole),
            "gap_kind": each.gap_kind,
            "change": each.change,
            "places": list(each.places),
            "pace": None
            if pace is None
            else {
                "expected": plain_number(pace.expected),
                "ahead": plain_number(pace.ahead),
                "needed_per_month": plain_number(pace.needed_per_month),
            },
            "priority": target.priority,
            "source": target.source,
            "doubt": None if target.doubt is None else target.doubt(self.lang),
        }


def report(outcomes: PlanReport, lang: str) -> Report:
    """A report in one language, see :meth:`ocop.targets.PlanReport.explain`."""
    return Report(outcomes, checked_lang(lang))


def _snapshot_rows(snapshot: Snapshot, lang: Lang) -> tuple[tuple[str, str], ...]:
    """A snapshot's figures: what is counted, and how many."""

    def shown(value: int | None) -> str:
        return _WORDS["unknown"](lang) if value is None else str(value)

    data = snapshot.to_data()
    rows = [(_WORDS["recognised"](lang), shown(snapshot.recognised))]
    for standing in Standing:
        figure = shown(data[standing])
        if standing is Standing.VALID:
            by_stars = ", ".join(
                f"{stars} {_WORDS['stars'](lang)} {shown(n)}"
                for stars, n in snapshot.valid_by_stars.items()
            )
            figure += f" ({by_stars})"
        rows.append((standing.label(lang), figure))
    return (*rows, (_WORDS["entities"](lang), shown(snapshot.entities)))


def _snapshot_heads(snapshot: Snapshot, lang: Lang) -> list[str]:
    day = f"{snapshot.on:%d/%m/%Y}" if lang == "vi" else snapshot.on.isoformat()
    heads = [f"{_WORDS['on'](lang).capitalize()} {day}"]
    return [*heads, f"{_WORDS['source'](lang)}: {snapshot.source}"] if snapshot.source else heads


def snapshot_text(snapshot: Snapshot, lang: str) -> str:
    """A snapshot's figures, one a line.

    Raises:
        InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
    """
    told = checked_lang(lang)
    rows = (f"{what}: {figure}" for what, figure in _snapshot_rows(snapshot, told))
    return "\n".join([*_snapshot_heads(snapshot, told), *rows])


def snapshot_html(snapshot: Snapshot) -> str:
    """A snapshot's figures as a table."""
    caption = "<br>".join(map(escape, _snapshot_heads(snapshot, "vi")))
    body = "".join(
        f"<tr><th>{escape(what)}</th><td>{escape(figure)}</td></tr>"
        for what, figure in _snapshot_rows(snapshot, "vi")
    )
    return f"<table><caption>{caption}</caption>{body}</table>"
