"""Rubrics from the tables of their sets, see :mod:`ocop.law.fold.rubric_table`.

A file is read when its rubric is first asked for, checked on the way, and kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import attrs

from ocop.errors import Faults, RuleDataError
from ocop.law import later
from ocop.law.fold.law import Law
from ocop.law.fold.rubric_table import RubricTable, most_points, out_of_order
from ocop.law.kind import PartId
from ocop.law.product_set import ProductSet
from ocop.law.regime import Note, Regime, bands_of
from ocop.law.rules import Rules, checked_rules, default_rules
from ocop.scoring.rubric.criterion import (
    Condition,
    Criterion,
    Doubt,
    Exclusion,
    Group,
    Option,
    Part,
)
from ocop.scoring.rubric.rubric import Rubric
from ocop.text import Label

__all__ = ["load_rubric", "rubric", "rubric_of"]


def _option(no: int, row: Mapping[str, Any]) -> Option:
    return Option(
        no=no,
        points=row["points"],
        min_star=row.get("star"),
        branch=row.get("branch"),
        label=Label.of(row),
    )


def _doubt(id_: str, row: Mapping[str, str]) -> Doubt:
    return Doubt(id=id_, at=row.get("at"), label=Label.of(row))


class _Reader:
    """Reads one set's table beside what its decision's notes mean, before a regime is put to it."""

    def __init__(self, table: RubricTable) -> None:
        self.table = table
        self.file = table.file
        self.rules = table.notes

    def groups(self) -> tuple[Group, ...]:
        return tuple(self._group(row) for row in self.file["groups"])

    def exclusions(self) -> tuple[Exclusion, ...]:
        return tuple(self._exclusion(row) for row in self.file.get("exclusions", ()))

    def doubts(self) -> tuple[Doubt, ...]:
        """Those of the file, and of what is laid over it."""
        rows = [(row["id"], row) for row in self.file.get("doubts", ())]
        return tuple(_doubt(id_, row) for id_, row in (*rows, *self.table.doubts.items()))

    def _group(self, row: Mapping[str, Any]) -> Group:
        criteria = tuple(self._criterion(each, row) for each in row["criteria"])
        touched = any(criterion.no in self.table.touched for criterion in criteria)
        return Group(
            no=row["no"],
            id=row["id"],
            label=Label.of(row),
            part=row["part"],
            maximum=sum(each.maximum for each in criteria) if touched else row["max"],
            criteria=criteria,
        )

    def _criterion(self, row: Mapping[str, Any], group: Mapping[str, Any]) -> Criterion:
        no = row["no"]
        body = self.table.criteria[no]
        options = tuple(_option(n, each) for n, each in enumerate(body["options"], 1))
        return Criterion(
            no=no,
            id=body["id"],
            label=Label.of(body),
            part=group["part"],
            group=group["no"],
            maximum=body["max"],
            options=options,
            choice=body.get("choice", "one"),
            heading_star=body.get("heading_star"),
            conditions=tuple(
                self._condition(each, len(options) + 1, body["max"])
                for each in row.get("needs", ())
            ),
            guidance=tuple(
                Label.of(self.rules["guidance"][name]) for name in body.get("guidance", ())
            ),
            reference=f"{self.file['reference']}, criterion {no}",
        )

    def _condition(self, row: Mapping[str, Any], beyond: int, maximum: int) -> Condition:
        rule = self.rules["conditions"][row["what"]]
        unmet = rule.get("unmet")
        return Condition(
            id=row["what"],
            label=Label.of(rule),
            criterion=row.get("criterion"),
            above=row.get("above", 0),
            printed=row.get("printed", True),
            otherwise=unmet
            and Option(
                no=beyond,
                points={"none": 0, "maximum": maximum}[unmet["points"]],
                label=Label.of(unmet),
            ),
        )

    def _exclusion(self, row: Mapping[str, Any]) -> Exclusion:
        rule = {**self.rules.get("exclusions", {}).get(row["use"], {}), **row}
        at = row.get("at")
        reference = self.file["reference"]
        return Exclusion(
            id=row["use"],
            kind=rule["kind"],
            label=Label.of(rule),
            at=at,
            **{
                how: tuple((no, option) for no, option in row.get(how, ()))
                for how in ("when", "stated", "bare")
            },
            reference=f"{reference}, criterion {at}" if at else reference,
        )


def _check_shape(rubric: Rubric) -> None:
    """Hold a rubric to what every rubric of the decisions keeps to."""
    faults = Faults()
    seen: set[str] = set()
    for criterion in rubric.criteria:
        if criterion.no in seen or criterion.id in seen:
            faults.add("criterion-stands-twice", "criteria", criterion.no, at=criterion.citation)
        seen |= {criterion.no, criterion.id}
        levels = [(option.points, option.min_star, option.branch) for option in criterion.options]
        for code, values in out_of_order(criterion.choice, levels):
            faults.add(code, set=rubric.product_set.number, criterion=criterion.no, values=values)
    _check_sums(rubric, faults)
    _check_choices(rubric, faults)
    faults.raise_if_any(RuleDataError)


def _check_choices(rubric: Rubric, faults: Faults) -> None:
    """What an exclusion or a case names must be choices that a sheet can hold."""
    by_no = {criterion.no: criterion for criterion in rubric.criteria}
    for exclusion in rubric.exclusions:
        for no, option in (*exclusion.when, *exclusion.stated, *exclusion.bare):
            criterion = by_no[no]
            # a 0 may also say that a criterion does not apply, where it has a condition
            least = 1 if criterion.zero_option or criterion.conditions else 0
            if not least <= option <= len(criterion.options):
                faults.add(
                    "cannot-hold",
                    "exclusions",
                    exclusion.id,
                    at=exclusion.citation,
                    no=no,
                    option=option,
                )
    for no in rubric.same_case:
        if {option.branch for option in by_no[no].options} != {"a", "b"}:
            faults.add("without-two-cases", "criteria", no, at=by_no[no].citation)


def _check_sums(rubric: Rubric, faults: Faults) -> None:
    """What does not sum as printed must carry a doubt that says so."""
    doubted = {doubt.at for doubt in rubric.doubts}
    for criterion in rubric.criteria:
        most = most_points(criterion.choice, [option.points for option in criterion.options])
        if most != criterion.maximum and criterion.no not in doubted:
            faults.add(
                "options-do-not-sum",
                "criteria",
                criterion.no,
                at=criterion.citation,
                most=most,
                printed=criterion.maximum,
            )
    if None in doubted:
        return
    for group in rubric.groups:
        if sum(criterion.maximum for criterion in group.criteria) != group.maximum:
            faults.add("group-does-not-sum", "groups", at=rubric.citation, group=group.no)
    for part in rubric.parts:
        if sum(group.maximum for group in part.groups) != part.maximum:
            faults.add("part-does-not-sum", "groups", at=rubric.citation, part=part.id)


def _part(letter: PartId, printed: int, groups: tuple[Group, ...], touched: frozenset[str]) -> Part:
    """A part, whose maximum follows its criteria where their points are changed."""
    own = tuple(group for group in groups if group.part == letter)
    changed = any(criterion.no in touched for group in own for criterion in group.criteria)
    maximum = sum(group.maximum for group in own) if changed else printed
    return Part(id=letter, maximum=maximum, groups=own)


def rubric_of(
    regime: Regime,
    product_set: ProductSet,
    law: Law,
    *,
    like: Rubric | None = None,
    what_if: tuple[later.Changes, ...] = (),
) -> Rubric:
    """The rubric of a product set under a regime, with what-ifs that are laid over the law.

    Args:
        regime: The regime.
        product_set: The set.
        law: The law with the what-ifs.
        like: The rubric before the last what-if: what is the same is shared.
        what_if: The what-ifs.

    Raises:
        RuleDataError: the table contradicts itself.
    """
    id_ = what_if[-1].id if what_if else regime.id
    table = law.rubric(id_, product_set.number)
    reader = _Reader(table)
    groups = reader.groups()
    if like is not None:
        groups = _shared(like.groups, groups)
    added = {changes.id for changes in law.added}
    rubric = Rubric(
        regime=regime,
        product_set=product_set,
        title=Label.of(table.file["title"]),
        parts=tuple(
            _part(letter, maximum, groups, table.touched) for letter, maximum in regime.parts
        ),
        exclusions=reader.exclusions(),
        same_case=tuple(table.file.get("same_case", ())),
        doubts=reader.doubts(),
        bands=bands_of(law, id_) if what_if else regime.bands,
        changes=(
            *law.changed(id_, "bands"),
            *(one for one in table.changed if one.changes in added),
        ),
        what_if=what_if,
        reference=table.file["reference"],
    )
    _check_shape(rubric)
    return rubric


def _shared(old: tuple[Group, ...], new: tuple[Group, ...]) -> tuple[Group, ...]:
    """The new groups, with those of the old groups and criteria that are the same."""
    known = {criterion.no: criterion for group in old for criterion in group.criteria}
    groups = {group.no: group for group in old}

    def criterion(one: Criterion) -> Criterion:
        before = known.get(one.no)
        return before if before is not None and before == one else one

    shared = (attrs.evolve(group, criteria=tuple(map(criterion, group.criteria))) for group in new)
    return tuple(groups[one.no] if groups.get(one.no) == one else one for one in shared)


# as many as there are sets under all regimes, several times over for rules
@lru_cache(maxsize=512)
def _rubric(
    regime: Regime,
    product_set: ProductSet,
    notes: tuple[Note, ...],  # noqa: ARG001 - regimes that differ in their notes only are equal
) -> Rubric:
    return rubric_of(regime, product_set, regime.rules.law)


def load_rubric(
    regime: Regime,
    product_set: ProductSet,
    law: Law | None = None,
    *,
    like: Rubric | None = None,
    what_if: tuple[later.Changes, ...] = (),
) -> Rubric:
    """The rubric of a product set under a regime; the same object for the same question.

    Where a law with what-ifs is given it is made anew, see :func:`rubric_of`.

    Raises:
        RuleDataError: the file contradicts itself, a defect of the library.
    """
    if law is not None:
        return rubric_of(regime, product_set, law, like=like, what_if=what_if)
    return _rubric(regime, product_set, regime.notes)


def rubric(which: int | str | ProductSet, *, on: date, rules: Rules | None = None) -> Rubric:
    """The rubric (bộ tiêu chí) by which a product set is judged on a day.

    >>> rubric("cà phê", on=date(2026, 9, 1))
    <Rubric 26/13: Cà phê, ca cao>

    Args:
        which: The set: its number, its name, or words of its name, with or without diacritics.
        on: The day.
        rules: Which law, and how it is read where it is silent; the law as it stands where not
            given.

    Raises:
        InputError: not a date, or no rules.
        NotFoundError: no such set, or several that the words may mean: it names them; a day before
            21 August 2019.
    """
    under = default_rules() if rules is None else checked_rules(rules)
    return under.regime_on(on).rubric(which)
