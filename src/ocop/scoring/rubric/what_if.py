"""What-if on the rules: changes of one rubric, laid over the law as a file of changes is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ocop import _ports
from ocop.checked import settled
from ocop.errors import Faults, InputError, NotFoundError
from ocop.law.changes.changes import Changes
from ocop.scoring.rubric.change import Change

if TYPE_CHECKING:  # it hands on to this module
    from ocop.scoring.rubric.rubric import Rubric

__all__ = ["amended", "laid_over", "without_minima"]


def amended(rubric: Rubric, changes: Iterable[Change], bands: Mapping[int, int] | None) -> Rubric:
    """A changed rubric, see :meth:`ocop.scoring.Rubric.amended`."""
    faults = Faults()
    settled(tuple[Change, ...], tuple(changes), faults, "changes")
    if bands is not None and not isinstance(bands, Mapping):
        faults.add("not-a-table", "bands", given=bands)
    faults.raise_if_any()
    rows = [_row(rubric, one, n, faults) for n, one in enumerate(changes)]
    for stars in bands or {}:
        if type(stars) is not int:
            faults.add("change-not-a-rank", "bands", given=stars)
    faults.raise_if_any()
    tables: dict[str, Any] = {"criteria": rows} if rows else {}
    if bands:
        tables["bands"] = {str(stars): least for stars, least in bands.items()}
    if not tables:
        return rubric
    regime = rubric.regime
    what_if = Changes.from_dict(
        {
            "id": f"{regime.id}-what-if-{len(rubric.what_if) + 1}",
            "kind": "proposal",
            "title": {"vi": "Giả định", "en": "What-if"},
            "amends": rubric.what_if[-1].id if rubric.what_if else regime.id,
            "from": regime.first_day,
            "reference": "what-if",
            **tables,
        }
    )
    return laid_over(rubric, what_if)


def _row(rubric: Rubric, one: Change, n: int, faults: Faults) -> dict[str, Any]:
    """A change as a row of a file has it."""
    path = ("criteria", n)
    try:
        criterion = rubric.criterion(one.criterion)
    except NotFoundError:
        known = tuple(each.no for each in rubric.criteria)
        number = rubric.product_set.number
        faults.add("no-such-criterion", *path, set=number, given=one.criterion, known=known)
        return {}
    if one.option is None and one.points is not None:
        faults.add("change-points-of-heading", *path)
    heading = criterion.heading_star
    if one.option is not None and one.min_star == 0 and heading is not None:
        faults.add("change-heading-meant", *path, criterion=criterion.no)
    return {"sets": [rubric.product_set.number], "no": criterion.no, **one._row}


def laid_over(rubric: Rubric, what_if: Changes) -> Rubric:
    """A rubric with one more what-if laid over it; it shares all that is not changed.

    Raises:
        InputError: what the law refuses of changes, see :func:`ocop.law.changes.check.adding`.
    """
    before = rubric.rules.law
    for earlier in rubric.what_if:
        before = before.with_changes(earlier)
    if what_if.amends not in before.regime_ids:
        raise InputError.of("change-unknown-decision", "amends", given=what_if.amends)
    law = before.with_changes(what_if)
    from ocop.law.changes.check import check_what_if  # noqa: PLC0415 - only for a what-if

    check_what_if(law, what_if)
    what_ifs = (*rubric.what_if, what_if)
    regime, product_set = rubric.regime, rubric.product_set
    changed: Rubric = _ports.ask("rubric", regime, product_set, law, like=rubric, what_if=what_ifs)
    return changed


def without_minima(rubric: Rubric) -> Rubric:
    """The rubric with every star minimum removed; itself where it has none."""
    marked = [
        Change(criterion.no, option.no, min_star=0)
        for criterion in rubric.criteria
        for option in criterion.options
        if option.min_star
    ]
    headings = [Change(one.no, min_star=0) for one in rubric.criteria if one.heading_star]
    return amended(rubric, [*marked, *headings], None)
