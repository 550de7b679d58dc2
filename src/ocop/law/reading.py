"""Readings: what the library takes where the law is silent, by name, and what else could be taken.

What each question and reading means stands in ``rules/readings.toml``;
:func:`ocop.law.reading_questions` hands it on.

Reference: each question names the decision that is silent on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property, lru_cache
from typing import Any, Literal

import attrs

from ocop.checked import Checked
from ocop.errors import Faults, InputError
from ocop.shown.value import Shown, Tidy
from ocop.text import Label
from ocop.words import as_step, listed

__all__ = ["Readings", "default_readings"]


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Readings(Checked, Shown, Tidy):
    """The reading taken on each question.

    Attributes:
        star_minima: ``"cumulative"``: 4★ also needs the 3★ marks; ``"own"``: only its own.
        missed_minimum: Where points reach a rank and a minimum is missed: ``"falls"`` to the
            highest rank whose minima hold, or ``"refused"`` any rank.
        heading_minimum: Asterisks on a criterion's heading are met by ``"any-level"`` of it, or
            only by the ``"highest-level"``.
        none_of_these: No level reached where the table prints none of 0 points: ``"allowed"`` as 0
            points, or a ``"fault"`` of the sheet.
        story_scope: A story is needed for ``"structure-and-identity"``, or only for the criteria
            where it is so ``"as-printed"``.
        between_bands: An average between bands printed in whole numbers (1048, 781): bands are
            ``"half-open"``, or it has ``"no-rank"``.
        ballot_minima: Minima against a council's ballots: the option of ``"most-members"`` (a
            plurality), a ``"majority"`` that meets it, the ``"mean-points"``, or
            ``"every-member"``.
        ballot_exclusions: An exclusion holds where ``"most-members"`` assert it, or
            ``"any-member"`` does.
        council_average: The ``"exact"`` mean of the totals, or ``"by-part"``: each part's mean
            rounded half up and added.
        forwarding: What goes up to the next level: the ``"rank-held"`` after the minima, or the
            ``"points-alone"``.
        last_valid_day: Of a certificate: the ``"anniversary"`` or the ``"day-before"``.
        extension: Art. 12.3 of 26/2026: ``"transitional"`` or ``"standing"``.
        stated_stop: A chosen level that states the fact at which the table stops: the
            ``"same-words"`` end the evaluation and a bare statement is noted, the
            ``"bare-too"`` ends it, or both are only ``"noted"``.
        no_declaration_required: The minimum of the quality declaration of handicrafts is
            ``"not-bound"`` to a product of which the law asks none, or ``"binds-all"``.
        tourism_cases: Cases a and b chosen in different criteria are ``"noted"``, or a sheet has
            ``"one-case"``.
        cut_off: "Before 30 June" is strictly ``"before"``, or ``"day-included"``.
        rest_day: A deadline on a rest day ``"stays"``, or ``"moves"`` to the next working day.
        on_the_way: Dossiers on the way in 2020, 2023 and 2025 follow the rules of the
            ``"evaluation-day"``, or of the ``"filing-day"``.
        unfinished: A dossier of Art. 12.2 not finished in time follows the ``"new-rules"``, or is
            finished under the ``"old-rules"``.
        extension_filing: For Art. 12.3 the re-evaluation is filed ``"by-last-day"``, or
            ``"later-too"``.
        upgrade_without_gain: An upgrade that brings no more stars is ``"not-recognised"``, or
            ``"recognised"``.
        re_evaluation_gain: More stars by re-evaluation are ``"recognised"``, or need the
            ``"full-procedure"``.
        lower_rank: Fewer stars by re-evaluation hold ``"at-once"``, or ``"after-old-term"``.
        withdrawn_upgrade: When an upgrade is withdrawn, ``"nothing-revives"``, or the
            ``"older-revives"``.
        range_top: More than the top of a target's range is ``"met"``, or ``"missed"``.
        idea_first: An accepted idea before the first dossier is ``"required"``, or
            ``"not-required"``.
        lapse: A lapsed certificate frees the product ``"of-itself"``, or is ``"noted-first"``.

    Raises:
        InputError: a reading that its question does not have.
    """

    star_minima: Literal["cumulative", "own"] = "cumulative"
    missed_minimum: Literal["falls", "refused"] = "falls"
    heading_minimum: Literal["any-level", "highest-level"] = "any-level"
    none_of_these: Literal["allowed", "fault"] = "allowed"
    story_scope: Literal["structure-and-identity", "as-printed"] = "structure-and-identity"
    between_bands: Literal["half-open", "no-rank"] = "half-open"
    ballot_minima: Literal["most-members", "majority", "mean-points", "every-member"] = (
        "most-members"
    )
    ballot_exclusions: Literal["most-members", "any-member"] = "most-members"
    council_average: Literal["exact", "by-part"] = "exact"
    forwarding: Literal["rank-held", "points-alone"] = "rank-held"
    last_valid_day: Literal["anniversary", "day-before"] = "anniversary"
    extension: Literal["transitional", "standing"] = "transitional"
    stated_stop: Literal["same-words", "bare-too", "noted"] = "same-words"
    no_declaration_required: Literal["not-bound", "binds-all"] = "not-bound"
    tourism_cases: Literal["noted", "one-case"] = "noted"
    cut_off: Literal["before", "day-included"] = "before"
    rest_day: Literal["stays", "moves"] = "stays"
    on_the_way: Literal["evaluation-day", "filing-day"] = "evaluation-day"
    unfinished: Literal["new-rules", "old-rules"] = "new-rules"
    extension_filing: Literal["by-last-day", "later-too"] = "by-last-day"
    upgrade_without_gain: Literal["not-recognised", "recognised"] = "not-recognised"
    re_evaluation_gain: Literal["recognised", "full-procedure"] = "recognised"
    lower_rank: Literal["at-once", "after-old-term"] = "at-once"
    withdrawn_upgrade: Literal["nothing-revives", "older-revives"] = "nothing-revives"
    range_top: Literal["met", "missed"] = "met"
    idea_first: Literal["required", "not-required"] = "required"
    lapse: Literal["of-itself", "noted-first"] = "of-itself"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Readings):
            return NotImplemented
        return self._changed == other._changed

    def __hash__(self) -> int:
        return hash(self._changed)

    def __reduce__(self) -> tuple[Any, ...]:
        return _read_so, self._changed

    def __attrs_post_init__(self) -> None:
        # the defaults are the law's own first readings: a test holds them to the file
        if not self._changed:
            return
        from ocop.law.question import questions  # noqa: PLC0415 - only where one is not the default

        faults = Faults()
        for name, value in self._changed:
            question = questions()[name]
            known = [reading.id for reading in question.readings]
            if value not in known:
                faults.add("no-such-reading", "readings", name, given=value, known=listed(known))
        faults.raise_if_any()

    @property
    def changed(self) -> dict[str, str]:
        """The readings that are not the default, by question."""
        return dict(self._changed)

    @cached_property
    def _changed(self) -> tuple[tuple[str, str], ...]:
        fields = attrs.fields(Readings)
        values = ((field.name, getattr(self, field.name), field.default) for field in fields)
        return tuple((name, value) for name, value, default in values if value != default)

    @property
    def labels(self) -> tuple[Label, ...]:
        """The readings that are not the default, each in words with its ids, for a reader."""
        from ocop.law.question import questions  # noqa: PLC0415 - only where they are asked for

        return tuple(
            Label(
                f"{question.label.vi}: {reading.label.vi} ({name} = {reading.id})",
                f"{question.label.en}: {reading.label.en} ({name} = {reading.id})",
            )
            for name, question in questions().items()
            for reading in question.readings[1:]
            if reading.id == getattr(self, name)
        )

    @classmethod
    def of(cls, row: Mapping[str, Any], *path: str | int) -> Readings:
        """The readings that ``row`` names by question; the defaults for the rest.

        Args:
            row: Question → reading.
            path: Where the row stands; ``"readings"`` where not given.

        Raises:
            InputError: an unknown question or reading, each at its question below the path.
        """
        at = path or ("readings",)
        if not isinstance(row, Mapping):
            raise InputError.of("not-a-table", *at, given=row)
        if not row:
            return default_readings()
        from ocop.law.question import questions  # noqa: PLC0415 - only where one is not the default

        faults, known = Faults(), questions()
        for name in row:
            if name not in known:
                faults.add("no-such-question", *at, as_step(name), given=name, known=listed(known))
        own = default_readings()
        try:
            own = cls(**{name: value for name, value in row.items() if name in known})
        except InputError as err:
            faults.take((attrs.evolve(one, path=one.path[1:]) for one in err.faults), *at)
        faults.raise_if_any()
        return own


# many values are pickled under few combinations of readings, and making one checks every question
@lru_cache(maxsize=256)
def _read_so(*changed: tuple[str, str]) -> Readings:
    return Readings.of(dict(changed))


@cache
def default_readings() -> Readings:
    """The default on every question: one shared value, for making one checks every question."""
    return Readings()
