"""Many sheets scored at once: results and faults side by side, and no row lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Literal

import attrs

from ocop.checked import Checked
from ocop.errors import Fault, OcopError, Row
from ocop.frozen_map import FrozenMap, frozen_value
from ocop.law.entity import EntityKind
from ocop.law.rules import Rules, checked_rules
from ocop.scoring.batch._asked import Asked
from ocop.scoring.batch._reader import read_rows
from ocop.scoring.scorecard import Scorecard, score
from ocop.scoring.sheet.carried import carried
from ocop.scoring.sheet.sheet import Sheet
from ocop.shown.value import Shown, Tidy

__all__ = ["ScoredRow", "ScoredRows", "score_many"]


@attrs.frozen(kw_only=True, repr=False)
class ScoredRow(Checked):
    """One sheet of a table: scored, or with what is wrong with it.

    Attributes:
        n: The place of its row, from 1; of a long table, that of its first row.
        id: By what it is told from the others: its cell of the column of ids, else its code, else
            its product, else ``n``.
        sheet: The sheet; None where it is at fault.
        card: Its scorecard; None where it is at fault.
        faults: What is wrong with it, by column.
        entity_kind: The kind of who brings the product; None where no column says it.
        cells: The other columns, as they stand.

    Raises:
        InputError: a field of another type.
    """

    n: int
    id: str | int
    sheet: Sheet | None
    card: Scorecard | None
    faults: tuple[Fault, ...] = ()
    entity_kind: EntityKind | None = None
    cells: FrozenMap[str, Any] = attrs.field(factory=FrozenMap, converter=frozen_value)


@attrs.frozen(repr=False)
class ScoredRows(Checked, Shown, Tidy):
    """The sheets of a table, in its order; made by :func:`ocop.score_many`.

    ``to_records`` has a row for each: ``row``, ``id``, ``regime``, ``set``, what the sheet says of
    its owner, ``entity_kind``, ``total``, ``part_a`` and the like, ``stars_by_points``, ``stars``,
    ``capped_by`` (ids of the criteria whose minima withhold a rank), ``excluded`` (ids of facts),
    ``fault``; then the other columns of the table.

    Attributes:
        rows: One for every sheet.
        cards: The scorecards of those that could be scored.
        faults: What is wrong with the others, by row and column.

    Raises:
        InputError: something else among the rows.
    """

    rows: tuple[ScoredRow, ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[ScoredRow]:
        return iter(self.rows)

    def __repr__(self) -> str:
        return f"<ScoredRows: {len(self.cards)} scored, {len(self) - len(self.cards)} at fault>"

    @cached_property
    def cards(self) -> tuple[Scorecard, ...]:
        """The scorecards of those that could be scored."""
        return tuple(row.card for row in self.rows if row.card is not None)

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with the others, by row and column."""
        return tuple(fault.inside(Row(row.n)) for row in self.rows for fault in row.faults)

    def under(self, rules: Rules) -> ScoredRows:
        """The same sheets under other rules, each by what they make of its regime.

        Levels are matched by what they are where changes number them anew. A sheet that cannot be
        taken over stays with its faults.

        Raises:
            InputError: they are no rules.
        """
        checked_rules(rules)
        return ScoredRows(tuple(_under(row, rules) for row in self.rows))


def score_many(
    rows: Iterable[Mapping[str, Any]],
    *,
    regime: str | None = None,
    on: date | None = None,
    set: int | str | None = None,  # noqa: A002 - as the column is called
    id: str = "id",  # noqa: A002 - as above
    layout: Literal["wide", "long"] | None = None,
    rules: Rules | None = None,
) -> ScoredRows:
    """Sheets from the rows of a table, scored; a row at fault stays with its faults.

    A wide table has a row a sheet and a column a criterion, by number or id; a long one a row a
    criterion, with the columns ``criterion`` and ``option``. Both may have ``regime`` or ``on`` (a
    day), ``set``, ``exclusions``, ``unmet``, whose sheet it is (``product``, ``code``, ``entity``,
    ``member``, ``place``) and ``entity_kind``; other columns are kept as they are. Nothing, NaN and
    empty text say nothing; 2.0 and "2" are 2; of a checklist "1;3" ticks two lines, and 0 none.

    >>> import ocop
    >>> best = {one.no: len(one.options) for one in ocop.regime("26").rubric(1).criteria}
    >>> scored = ocop.score_many([{"id": "A", **best}, {"id": "B", **best, "1.1": 9}],
    ...                          regime="26", set=1)
    >>> scored
    <ScoredRows: 1 scored, 1 at fault>
    >>> print(*scored.faults)
    row 2, column 1.1: option 9, but the criterion has 3

    Args:
        rows: The rows, each a mapping; or a frame of pandas or polars.
        regime: The regime of all sheets; the columns where not given.
        on: The day whose regime is that of all sheets.
        set: The set of all sheets, by number or name.
        id: The column of ids; of a long table it says which rows are one sheet.
        layout: ``"wide"`` or ``"long"``; told by the columns where not given.
        rules: Which law, and how it is read where it is silent; the default where not given.

    Raises:
        InputError: no table, both ``regime`` and ``on``, another layout, or no rules.
        NotFoundError: there is no such regime.
    """
    asked = Asked.of(regime=regime, on=on, which=set, id_=id, layout=layout, rules=rules)
    return ScoredRows(
        tuple(
            ScoredRow(
                n=one.n,
                id=one.id,
                sheet=one.sheet,
                card=None if one.sheet is None else score(one.sheet),
                faults=one.faults,
                entity_kind=one.entity_kind,
                cells=FrozenMap(one.cells),
            )
            for one in read_rows(rows, asked)
        )
    )


def _under(row: ScoredRow, rules: Rules) -> ScoredRow:
    if row.sheet is None:
        return row
    own = row.sheet.rubric
    try:
        rubric = own.regime.amended_by(rules).rubric(own.product_set)
        sheet = carried(row.sheet, rubric)
    except OcopError as err:
        return attrs.evolve(row, sheet=None, card=None, faults=err.faults)
    return attrs.evolve(row, sheet=sheet, card=score(sheet))
