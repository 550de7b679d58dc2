"""The transitions between decisions: which rules judge a dossier that was on the way.

Reference: 26/2026/QĐ-TTg, Art. 12.2.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import attrs

from ocop.dates import checked_date, weekday_from
from ocop.errors import Faults
from ocop.exact import as_day
from ocop.law.case import CASES, Case
from ocop.law.regime import Note, Regime, ceased_level
from ocop.law.rules import Rules
from ocop.text import Label

__all__ = ["judging_regime"]


def judging_regime(
    rules: Rules, kind: Case, filed_on: date, evaluated_on: date | None, *, strict: bool
) -> Regime:
    """See :meth:`ocop.law.Rules.regime_for`."""
    filed = checked_date(as_day(filed_on), "filed_on")
    day = filed if evaluated_on is None else checked_date(as_day(evaluated_on), "evaluated_on")
    faults = Faults()
    if kind not in CASES:
        faults.add("no-such-case", "kind", given=kind, known=CASES)
    if day < filed:
        faults.add("before-the-filing", "evaluated_on", given=day, filed=filed)
    faults.raise_if_any()
    present = rules.regime_on(day, strict=strict)
    found = _transition(present, filed)
    if found is None:
        return present
    row, since = found
    if "keeps" not in row:
        return _without_text(filed, present, present)
    old = _without_text(filed, rules.regime(row["keeps"]), present)
    days = next(each["days"] for each in row["cases"] if each["case"] == kind)
    last = since + timedelta(days=days)
    if rules.readings.rest_day == "moves":
        # by weekends alone: which rules judge must not hang on an installed calendar
        last = weekday_from(last)
    if day <= last:
        return _noting(old, _in_time(since, last, row["reference"]))
    if rules.readings.unfinished == "old-rules":
        judging, words = old, Label("làm tiếp theo quy định cũ", "finished under the old rules")
    else:
        judging, words = present, Label("theo quy định mới", "the new rules")
    return _noting(judging, *_not_in_time(words, last, row["reference"]))


def _transition(into: Regime, filed: date) -> tuple[Mapping[str, Any], date] | None:
    """The transition that a dossier filed on a day is under, and the day from which it counts.

    An amendment inherits the transition of what it amends, with its day.
    """
    law = into.rules.law
    row = law.table(into.id, "transition")
    since = law.source(into.id, "transition").since
    return (row, since) if row and filed < since else None


def _without_text(filed: date, into: Regime, present: Regime) -> Regime:
    """The rules of a dossier on the way into a regime of which no transition text was read."""
    found = _transition(into, filed)
    if found is None:
        return into
    row, _ = found
    judging, words = into, Label("ngày đánh giá", "the day of evaluation")
    if into.rules.readings.on_the_way == "filing-day":
        judging, words = into.rules.regime_on(filed), Label("ngày nộp", "the day of filing")
        gone = [rule for rule in judging.levels if ceased_level(rule.level, present.first_day)]
        if gone:  # whoever acts for the levels that are no more
            judging = attrs.evolve(judging, levels=present.levels)
    note = Note(
        id="on-the-way",
        label=Label(
            f"Nộp {filed:%d/%m/%Y}, trước {into.citation.vi}: theo quy định {words.vi}; chưa đọc "
            "được điều khoản chuyển tiếp nào",
            f"Filed on {filed}, before {into.reference}: the rules of {words.en}; no transition "
            "text was read",
        ),
        reference=row["reference"],
    )
    return _noting(judging, note)


def _noting(regime: Regime, *notes: Note) -> Regime:
    return attrs.evolve(regime, notes=(*regime.notes, *notes))


def _in_time(first: date, last: date, reference: str) -> Note:
    return Note(
        id="transition",
        label=Label(
            f"Nộp trước {first:%d/%m/%Y}: theo quy định cũ đến {last:%d/%m/%Y}",
            f"Filed before {first}: the old rules, until {last}",
        ),
        reference=reference,
        day=last,
    )


def _not_in_time(words: Label, last: date, reference: str) -> tuple[Note, ...]:
    over = Note(
        id="transition-over",
        label=Label(
            f"Chưa xong đến hết {last:%d/%m/%Y}: {words.vi}", f"Not done by {last}: {words.en}"
        ),
        reference=reference,
        day=last,
    )
    doubt = Note(
        id="unfinished",
        label=Label(
            "Luật không nói hồ sơ chưa xong trong hạn thì theo quy định nào",
            "The law does not say which rules hold for what is not done in time",
        ),
        reference=reference,
    )
    return over, doubt
