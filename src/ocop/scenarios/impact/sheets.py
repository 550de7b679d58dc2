"""What a change of rules does to sheets: each scored under both, and under every single change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from ocop.errors import Fault, Faults, OcopError
from ocop.exact import as_day
from ocop.law.entity import EntityKind, entity_kind
from ocop.law.regime import Regime
from ocop.law.rules import Rules
from ocop.scenarios.impact.move import Alone, Move
from ocop.scenarios.impact.result import Impact
from ocop.scenarios.impact.single import singles_between
from ocop.scoring.batch.batch import ScoredRows
from ocop.scoring.scorecard import Scorecard, score
from ocop.scoring.sheet.carried import carried
from ocop.scoring.sheet.sheet import Sheet

__all__ = ["impact_on_sheets"]


@attrs.frozen(kw_only=True)
class _Given:
    """A sheet as it was given; without one, the faults of its row."""

    id: str | int
    sheet: Sheet | None
    faults: tuple[Fault, ...] = ()
    entity_kind: EntityKind | None = None


def impact_on_sheets(
    sheets: Any,  # noqa: ANN401 - checked here
    before: Rules,
    after: Rules,
    *,
    on: date | None,
    regime: str | None,
    entity_kinds: Mapping[Any, Any] | None,
) -> Impact:
    """The impact on sheets, see :func:`ocop.impact`."""
    faults = Faults()
    given = _given(sheets, faults)
    kinds = _kinds(entity_kinds, {one.id for one in given}, faults)
    faults.raise_if_any()
    given = [attrs.evolve(one, entity_kind=kinds.get(one.id, one.entity_kind)) for one in given]
    under = _Under(before=before, on=on, regime=regime)
    if on is not None or regime is not None:  # told once, not of every sheet
        for rules in (before, after):
            under.asked(rules)
    singles = singles_between(before, after)
    moves = [_move(one, under, after) for one in given]
    for n, single in enumerate(singles):
        if single.rules is not None:
            moves = [_with_alone(move, n, under, single.rules) for move in moves]
    return Impact(before=before, after=after, moves=tuple(moves), singles=singles)


def _given(sheets: Any, faults: Faults) -> list[_Given]:  # noqa: ANN401 - anything at all
    """The sheets of a list, of a mapping by id, or of scored rows."""
    if isinstance(sheets, ScoredRows):
        return [
            _Given(id=row.id, sheet=row.sheet, faults=row.faults, entity_kind=row.entity_kind)
            for row in sheets
        ]
    if isinstance(sheets, Mapping):
        return list(_checked(sheets.items(), faults))
    if isinstance(sheets, str | bytes) or not isinstance(sheets, Iterable):
        faults.add("not-a-list", "sheets", given=sheets)
        return []
    return list(_checked(((None, one) for one in sheets), faults))


def _checked(pairs: Iterable[tuple[Any, Any]], faults: Faults) -> Iterator[_Given]:
    for n, (key, one) in enumerate(pairs):
        sheet = one.sheet if isinstance(one, Scorecard) else one
        if not isinstance(key, str | int | None):
            faults.add("key-not-text", "sheets", given=key)
        elif isinstance(sheet, Sheet):
            owner = sheet.owner
            named = owner.code or owner.product or n + 1
            yield _Given(id=named if key is None else key, sheet=sheet)
        else:
            faults.add("not-a-sheet", "sheets", n if key is None else key, given=one)


def _kinds(table: Any, ids: set[str | int], faults: Faults) -> dict[str | int, EntityKind]:  # noqa: ANN401
    """Id → kind of entity."""
    kinds: dict[str | int, EntityKind] = {}
    if table is None:
        return kinds
    if not isinstance(table, Mapping):
        faults.add("not-a-table", "entity_kinds", given=table)
        return kinds
    for key, which in table.items():
        if key not in ids:
            faults.add("no-such-id", "entity_kinds", given=key)
        with faults.at("entity_kinds", str(key)):
            kinds[key] = which if isinstance(which, EntityKind) else entity_kind(which)
    return kinds


@attrs.define(kw_only=True)
class _Under:
    """By which regime a sheet is judged under rules."""

    before: Rules
    on: date | None
    regime: str | None
    _regimes: dict[tuple[Regime, Rules], Regime] = attrs.field(factory=dict)

    def asked(self, rules: Rules) -> Regime:
        """The one regime of a day, or of an id, under rules."""
        if self.on is not None:
            return rules.regime_on(as_day(self.on))
        assert self.regime is not None  # noqa: S101 - for the type checker
        return self.before.regime(self.regime).amended_by(rules)

    def judging(self, own: Regime, rules: Rules) -> Regime:
        """That of a sheet of a regime of its own."""
        key = (own, rules)
        if key not in self._regimes:
            asked = self.on is not None or self.regime is not None
            self._regimes[key] = self.asked(rules) if asked else own.amended_by(rules)
        return self._regimes[key]

    def card(self, sheet: Sheet, rules: Rules) -> Scorecard:
        """The sheet scored under rules.

        Raises:
            OcopError: they have no such regime, or the sheet cannot be taken over.
        """
        regime = self.judging(sheet.rubric.regime, rules)
        return score(carried(sheet, regime.rubric(sheet.rubric.product_set)))


def _move(given: _Given, under: _Under, after: Rules) -> Move:
    cards: list[Scorecard | None] = []
    faults: dict[Fault, None] = dict.fromkeys(given.faults)
    for rules in (under.before, after):
        try:
            cards.append(None if given.sheet is None else under.card(given.sheet, rules))
        except OcopError as err:
            faults |= dict.fromkeys(err.faults)
            cards.append(None)
    return Move(
        id=given.id,
        before=cards[0],
        after=cards[1],
        faults=tuple(faults),
        entity_kind=given.entity_kind,
    )


def _with_alone(move: Move, n: int, under: _Under, rules: Rules) -> Move:
    """A move with what one single change does by itself."""
    if move.before is None:
        return move
    sheet = move.before.sheet
    try:
        rubric = under.judging(sheet.rubric.regime, rules).rubric(sheet.rubric.product_set)
        if rubric.digest == sheet.rubric.digest and rubric.rules.readings == sheet.rules.readings:
            return move
        stars = score(carried(sheet, rubric)).stars
    except OcopError:
        alone = Alone(single=n, stars=None, step=None)
    else:
        alone = Alone(single=n, stars=stars, step=(stars or 0) - (move.before.stars or 0))
    return move if alone.step == 0 else attrs.evolve(move, alone=(*move.alone, alone))
