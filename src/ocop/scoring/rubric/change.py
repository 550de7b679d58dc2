"""What-if on the rules: changes of one rubric, laid over the law as a file of changes is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ocop import _ports
from ocop.errors import Faults, InputError, NotFoundError
from ocop.law.changes.changes import Changes
from ocop.law.source import NONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ocop.scoring.rubric.rubric import Rubric

__all__ = ["Change", "amended", "change", "laid_over", "without_minima"]


@attrs.frozen(kw_only=True)
class Change:
    """A change of one option of a criterion, or of the asterisks on its heading.

    Made by :func:`change`.

    Attributes:
        criterion: The number of the criterion.
        option: The number of the option; None for the criterion's heading.
        points: Its new points; None leaves them.
        min_star: Its new asterisks, 1–5; 0 takes them away; None leaves them.
    """

    criterion: str
    option: int | None = None
    points: int | None = None
    min_star: int | None = None

    @property
    def _values(self) -> dict[str, Any]:
        """What a row of a file of changes says of it, beside which criterion it means."""
        star = NONE if self.min_star == 0 and self.min_star is not False else self.min_star
        key = "heading_star" if self.option is None else "star"
        values = {"option": self.option, "points": self.points, key: star}
        return {name: value for name, value in values.items() if value is not None}


def change(
    criterion: str,
    option: int | None = None,
    *,
    points: int | None = None,
    min_star: int | None = None,
) -> Change:
    """A change for :meth:`ocop.scoring.Rubric.amended`.

    Args:
        criterion: The number of the criterion.
        option: The number of the option, from 1; not given, the change is of the asterisks on the
            criterion's heading (148, intellectual property).
        points: Its new points, 0–100; not given, they stay.
        min_star: Its new asterisks, 1–5; 0 takes them away, where there are any; not given, they
            stay.
    """
    return Change(criterion=criterion, option=option, points=points, min_star=min_star)


def amended(rubric: Rubric, changes: Iterable[Change], bands: Mapping[int, int] | None) -> Rubric:
    """A changed rubric, see :meth:`ocop.scoring.Rubric.amended`."""
    faults = Faults()
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
    return {"sets": [rubric.product_set.number], "no": criterion.no, **one._values}  # noqa: SLF001 - a pair


def laid_over(rubric: Rubric, what_if: Changes) -> Rubric:
    """A rubric with one more what-if laid over it; it shares all that is not changed.

    Raises:
        InputError: what the law refuses of changes, see :meth:`ocop.law.fold.law.Law.adding`.
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
        change(criterion.no, option.no, min_star=0)
        for criterion in rubric.criteria
        for option in criterion.options
        if option.min_star
    ]
    headings = [change(one.no, min_star=0) for one in rubric.criteria if one.heading_star]
    return amended(rubric, [*marked, *headings], None)
