"""Reports: the outcomes of a plan, and the figures of a snapshot, as text, data and a table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from ocop.frozen_map import FrozenMap
from ocop.law.entity import entity_kind
from ocop.shown.value import InOneLanguage, TidyInOneLanguage
from ocop.targets._words import (
    WORDS,
    count_words,
    in_sentence,
    plain_number,
    stars_words,
)
from ocop.targets.plan._data import needed_data, outcome_data
from ocop.targets.plan.bound_words import bound_words, value_words
from ocop.targets.plan.measure import Gain, MilestoneDone
from ocop.targets.plan.needed import Needed
from ocop.targets.plan.outcome import TargetOutcome
from ocop.targets.plan.pace import Pace
from ocop.targets.plan.reckoning import Missing
from ocop.targets.plan.target import is_share
from ocop.targets.plan.waiting import row_of
from ocop.targets.snapshot._shown import reading_data, source_words
from ocop.targets.snapshot.asked import BLANK
from ocop.targets.snapshot.figure import Indicator, Number
from ocop.words import Lang, decimal, in_words, percent

if TYPE_CHECKING:
    from ocop.targets.plan.plan import PlanReport

__all__ = ["Report"]

# for showing only: one decimal of a number a month
_PLACES = 1


@attrs.frozen(repr=False)
class Report(InOneLanguage, TidyInOneLanguage):
    """The outcomes of a plan in one language.

    ``str`` gives text; :meth:`to_data` plain data; a notebook shows a table.

    Attributes:
        report: The report that it tells in words.
        lang: ``"vi"`` or ``"en"``.
        rows: A row per target, in words.
        summary: What was held against what, and how many targets of each status.
        changes: How the plan differs from the one that was decided.
        background: What the plan began from, what else was published of it, what is in doubt.
        needed: The least for all targets together; nothing where none of them can be held.
        missing: What targets wait for, with the rows that give it.
    """

    _outcomes: Any
    lang: Lang

    @property
    def report(self) -> PlanReport:
        """The report that it tells in words."""
        report: PlanReport = self._outcomes
        return report

    def __repr__(self) -> str:
        return f"<Report of {self._outcomes!r} in {self.lang}>"

    def _w(self, key: str) -> str:
        return WORDS[key](self.lang)

    def _day(self, day: date) -> str:
        return in_words(day, self.lang)

    def _decimal(self, value: Number, places: int = 2) -> str:
        return decimal(value, self.lang, places)

    @cached_property
    def rows(self) -> tuple[FrozenMap[str, str], ...]:
        """A row per target, in words.

        Keys: ``id``, ``target``, ``value``, ``bound``, ``gap``, ``status``, ``pace``, ``reason``,
        ``source``.
        """
        return tuple(
            FrozenMap(
                {
                    "id": outcome.target.id,
                    "target": outcome.target.label(self.lang),
                    "value": self._value(outcome),
                    "bound": bound_words(outcome.target, self.lang),
                    "gap": self._gap(outcome),
                    "status": outcome.status.label(self.lang),
                    "pace": self._pace(outcome),
                    "reason": "; ".join(self._remarks(outcome)),
                    "source": outcome.target.source(self.lang),
                }
            )
            for outcome in self.report.outcomes
        )

    def _value(self, outcome: TargetOutcome) -> str:
        if outcome.value is None:
            return self._w("unknown")
        if isinstance(outcome.value, bool):
            return self._w("done" if outcome.value else "not_done")
        text = value_words(outcome.value, outcome.target, self.lang)
        if isinstance(outcome.target.measure, Gain) and outcome.value > 0:
            text = f"+{text}"
        if outcome.part is not None and outcome.whole is not None:
            part, whole = self._decimal(outcome.part), self._decimal(outcome.whole)
            text += f" ({part} {self._w('of')} {whole})"
        return text

    def _gap(self, outcome: TargetOutcome) -> str:
        if not outcome.gap:
            return ""
        if isinstance(outcome.target.measure, MilestoneDone):
            return ""
        kind = "more" if outcome.gap_kind == "add" else outcome.gap_kind or "more"
        text = self._w(kind).format(self._decimal(outcome.gap))
        if outcome.change:
            text += f", {self._w('change').format(self._decimal(outcome.change))}"
        return text

    def _pace(self, outcome: TargetOutcome) -> str:
        pace = outcome.pace
        if pace is None:
            return ""
        parts = []
        if pace.ahead is not None:
            how = "ahead" if pace.ahead > 0 else "behind" if pace.ahead < 0 else "on_pace"
            share = is_share(outcome.target.measure)
            distance = abs(pace.ahead)
            far = percent(distance, self.lang) if share else self._decimal(distance, _PLACES)
            parts.append(self._w(how).format(far))
        parts += self._needed_a_month(pace)
        if pace.ending:
            ending, by = self._decimal(pace.ending), self._day(outcome.target.by)
            parts.append(self._w("ending").format(ending, by))
        return "; ".join(parts)

    def _needed_a_month(self, pace: Pace) -> list[str]:
        ends = [pace.needed_per_month, pace.needed_if_none_renewed]
        all_renewed, none_renewed = (
            None if end is None else self._decimal(end, _PLACES) for end in ends
        )
        if pace.lapses_known and pace.ending and none_renewed is not None:
            if all_renewed is None:
                return [self._w("none_renewed").format(none_renewed)]
            return [self._w("both_ends").format(all_renewed, none_renewed)]
        if all_renewed is None:
            return []
        key = "lapses_unknown" if pace.lapses_known is False else "a_month"
        return [self._w(key).format(all_renewed)]

    def _remarks(self, outcome: TargetOutcome) -> list[str]:
        remarks = []
        if outcome.reason is not None:
            remarks.append(outcome.reason(self.lang))
        remarks += [
            self._w("year").format(
                year.target.by.year, f"{year.status.label(self.lang)}, {self._value(year)}"
            )
            for year in outcome.years
        ]
        if outcome.places:
            remarks.append(f"{self._w('lacking')} {', '.join(outcome.places)}")
        if outcome.value is not None and outcome.as_of != self.report.on:
            remarks.append(self._w("as_of").format(self._day(outcome.as_of)))
        if outcome.target.taken is not None:
            remarks.append(f"{self._w('taken')}: {outcome.target.taken.label(self.lang)}")
        remarks += [f"{self._w('doubt')}: {doubt(self.lang)}" for doubt in outcome.doubts]
        return remarks

    @cached_property
    def summary(self) -> tuple[str, ...]:
        """What was held against what, and how many targets of each status."""
        report = self.report
        counts = "; ".join(
            f"{in_sentence(status.label(self.lang))} {number}"
            for status, number in report.counts.items()
            if number
        )
        counts = counts[:1].upper() + counts[1:]
        lines = [
            f"{report.plan.title(self.lang)}, {self._w('on')} {self._day(report.on)}",
            counts,
        ]
        if report.plan.original is not None:
            lines.append(self._w("amended"))
            lines += [f"  {change}" for change in self.changes]
        if source := self._source():
            lines.append(f"{self._w('source')}: {source}")
        lines += [f"{self._w('note')}: {gap.label(self.lang)}" for gap in report.snapshot.gaps]
        lines += [
            f"{self._w('reading')}: {label(self.lang)}" for label in report.rules.readings.labels
        ]
        return tuple(line for line in lines if line)

    @cached_property
    def changes(self) -> tuple[str, ...]:
        """How the plan differs from the one that was decided; nothing where it does not."""
        plan = self.report.plan
        if plan.original is None:
            return ()
        periods = (plan.original.period(self.lang), plan.period(self.lang))
        moved = [f"{self._w('period')}: {' → '.join(periods)}"] if periods[0] != periods[1] else []
        return (*moved, *(change(self.lang) for change in plan.changes))

    def _source(self) -> str:
        return source_words(self.report.snapshot, self.lang)

    @cached_property
    def background(self) -> tuple[str, ...]:
        """What the plan began from, what else was published of it, and what is in doubt of that."""
        plan = self.report.plan
        lines = []
        if plan.baseline is not None:
            figures = [
                *(
                    f"{count_words(count.asked, self.lang)}: {self._decimal(count.value)}"
                    for count in plan.baseline.counts
                ),
                *(
                    f"{in_sentence(self._name(each.id))}: {self._indicator(each)}"
                    for each in plan.baseline.indicators
                ),
            ]
            lines.append(
                f"{self._w('baseline').format(self._day(plan.baseline.on))}: {'; '.join(figures)}"
            )
        if plan.baseline_doubt is not None:
            lines.append(f"  {self._w('doubt')}: {plan.baseline_doubt(self.lang)}")
        return (*lines, *(f"{self._w('note')}: {note(self.lang)}" for note in plan.notes))

    def _name(self, id_: str) -> str:
        figure = self.report.plan.figure(id_)
        return f"“{id_}”" if figure is None else figure.label(self.lang)

    def _indicator(self, indicator: Indicator) -> str:
        text = self._decimal(indicator.value)
        if indicator.wording is not None:
            text = self._w(indicator.wording).format(text)
        return f"{text} {self._unit(indicator)}"

    def _unit(self, indicator: Indicator) -> str:
        figure = self.report.plan.figure(indicator.id)
        unit = None if figure is None else figure.unit
        return indicator.unit if unit is None else unit(self.lang)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """What targets wait for, with the rows of a file of figures to give it in."""
        waiting = dict.fromkeys(
            figure for outcome in self.report.outcomes for figure in outcome.missing
        )
        by_figure: dict[tuple[str, str | None, str | None], list[Missing]] = {}
        for figure in waiting:
            key = (figure.table, figure.id, figure.row)
            by_figure.setdefault(key, []).append(figure)
        return tuple(self._one_missing(figures) for figures in by_figure.values())

    def _one_missing(self, figures: list[Missing]) -> str:
        first = figures[0]
        if len(figures) > 1:  # of as many places
            first = attrs.evolve(first, place=BLANK)
        name = f"“{first.id}”" if first.label is None else first.label(self.lang)
        named = None if first.id is None else self.report.plan.figure(first.id)
        return f"{name}: {first.table}: {row_of(first, named, self.lang)}"

    @cached_property
    def needed(self) -> tuple[str, ...]:
        """The least for all targets together; nothing where none of them can be held."""
        return tuple(line for needed in self._needed if (line := self._one_needed(needed)))

    @cached_property
    def _needed(self) -> tuple[Needed, ...]:
        """With a registry both ends: all that lapses is renewed, and nothing is."""
        report = self.report
        found = (report.needed(),)
        if report.snapshot.recognitions is None:
            return found
        return (*found, report.needed(renewed="none"))

    def _one_needed(self, needed: Needed) -> str:
        if not needed.targets:
            return ""
        head = self._w("least_all").format(len(needed.targets))
        if needed.renewed == "none":
            head += f", {self._w('least_none')}"
        return f"{head}: {self._what_needed(needed)}"

    def _what_needed(self, needed: Needed) -> str:
        plan = self.report.plan
        if needed.reason is not None:
            labels = (plan.target(id_).label(self.lang) for id_ in needed.contradicting)
            return ": ".join(filter(None, (needed.reason(self.lang), "; ".join(labels))))
        if not needed.total:
            return self._w("add_none")
        by_stars = ", ".join(
            f"{stars_words(stars, self.lang)}: {self._decimal(number)}"
            for stars, number in needed.by_stars.items()
            if number
        )
        text = self._w("add").format(self._decimal(needed.total), by_stars)
        if entities := needed.new_entities:
            by_kind = ", ".join(
                f"{self._kind(kind)}: {self._decimal(number)}" for kind, number in entities.items()
            )
            every = self._decimal(sum(entities.values()))
            text += f"; {self._w('new_entities').format(every, by_kind)}"
        return text

    def _kind(self, kind: str | None) -> str:
        return (
            self._w("other_kind")
            if kind is None
            else in_sentence(entity_kind(kind).label(self.lang))
        )

    def __str__(self) -> str:
        lines = [*self.summary, *self.background]
        for row in self.rows:
            lines += ["", row["target"], f"  {self._headline(row)}"]
            lines += [
                f"  {self._w(key)}: {row[key]}" for key in ("gap", "pace", "reason") if row[key]
            ]
        if self.needed:
            lines += ["", *self.needed]
        if self.missing:
            lines += ["", f"{self._w('missing')}:", *(f"  {line}" for line in self.missing)]
        return "\n".join(lines)

    def _headline(self, row: Mapping[str, str]) -> str:
        if row["value"] == self._w("unknown"):
            return self._w("aim").format(row["status"], row["bound"])
        return f"{row['status']}: {row['value']} / {row['bound']}"

    def to_data(self) -> dict[str, Any]:
        """The outcomes as plain data.

        Keys: ``plan``, ``amended`` (of an amended plan: how it differs from the decided one),
        ``on``, ``rows`` (of the registry; None for published totals), ``set_aside``
        and ``unknown_cells`` (how many of its rows and cells could not be read), ``outcomes``, and
        then ``readings`` (those that are not the default), ``baseline``, ``notes``, ``needed`` (the
        least for all targets together, for all that lapses renewed and, of a registry, for nothing
        renewed).

        Of each outcome: ``id``, ``label``, ``value``, ``bound`` (two numbers for a range), ``gap``,
        ``status``, ``reason``, and then ``as_of``, ``by``, ``part``, ``whole``, ``gap_kind``,
        ``change``, ``places``, ``pace``, ``priority``, ``source``, ``doubt`` (all of them in one
        text), ``wording``, ``each``, ``measure`` (the id of the way it was measured, where there
        are several), ``missing``, ``years``. Fractions are exact, as text: ``"11/217"``.
        """
        report = self.report
        return {
            "plan": report.plan.id,
            **({"amended": list(self.changes)} if report.plan.original else {}),
            "on": report.on.isoformat(),
            **reading_data(report.snapshot),
            "outcomes": [outcome_data(outcome, self.lang) for outcome in report.outcomes],
            **report.rules.to_dict(),
            "baseline": self._baseline_data(),
            "notes": [note(self.lang) for note in report.plan.notes],
            "needed": [needed_data(needed, self.lang) for needed in self._needed],
        }

    def _baseline_data(self) -> dict[str, Any] | None:
        plan = self.report.plan
        if plan.baseline is None:
            return None
        doubt = plan.baseline_doubt
        return {
            "on": plan.baseline.on.isoformat(),
            "source": source_words(plan.baseline, self.lang),
            "doubt": None if doubt is None else doubt(self.lang),
            "counts": [
                {"label": count_words(count.asked, self.lang), "value": count.value}
                for count in plan.baseline.counts
            ],
            "indicators": [
                {
                    "id": indicator.id,
                    "label": self._name(indicator.id),
                    "value": plain_number(indicator.value),
                    "unit": self._unit(indicator),
                    "wording": indicator.wording,
                }
                for indicator in plan.baseline.indicators
            ],
        }
