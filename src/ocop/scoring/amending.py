"""What-if on the rules: a changed rubric as an overlay that shares the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ocop.errors import Faults, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ocop.law import Band
    from ocop.scoring.rubric import Condition, Criterion, Option, Rubric

__all__ = ["Change", "amended", "change", "without_minima"]


@attrs.frozen(kw_only=True)
class Change:
    """A change of one option of one criterion; made by :func:`change`.

    Attributes:
        criterion: The number of the criterion.
        option: The number of the option.
        points: Its new points; None leaves them.
        min_star: Its new asterisks, 3–5; 0 takes them away; None leaves them.
    """

    criterion: str
    option: int
    points: int | None = None
    min_star: int | None = None


def change(
    criterion: str, option: int, *, points: int | None = None, min_star: int | None = None
) -> Change:
    """A change for :meth:`ocop.scoring.Rubric.amended`.

    Args:
        criterion: The number of the criterion.
        option: The number of the option, from 1.
        points: Its new points; not given, they stay.
        min_star: Its new asterisks, 3–5; 0 takes them away; not given, they stay.
    """
    return Change(criterion=criterion, option=option, points=points, min_star=min_star)


def _with(rubric: Rubric, rewrite: Callable[[Criterion], Criterion], **more: Any) -> Rubric:  # noqa: ANN401 - fields of the rubric
    """The rubric with criteria rewritten; parts and groups without a change are shared."""

    def same(old: tuple[Any, ...], new: tuple[Any, ...]) -> bool:
        return all(a is b for a, b in zip(old, new, strict=True))

    parts = []
    for part in rubric.parts:
        groups = []
        for group in part.groups:
            criteria = tuple(rewrite(criterion) for criterion in group.criteria)
            groups.append(
                group
                if same(group.criteria, criteria)
                else attrs.evolve(
                    group, criteria=criteria, maximum=sum(c.maximum for c in criteria)
                )
            )
        parts.append(
            part
            if same(part.groups, tuple(groups))
            else attrs.evolve(part, groups=tuple(groups), maximum=sum(g.maximum for g in groups))
        )
    return attrs.evolve(rubric, parts=tuple(parts), **more)


def _changed_option(option: Option, each: Change) -> Option:
    return attrs.evolve(
        option,
        points=option.points if each.points is None else each.points,
        min_star=option.min_star if each.min_star is None else each.min_star or None,
    )


def _rewritten(criterion: Criterion, options: tuple[Option, ...], faults: Faults) -> Criterion:
    """The criterion with new options, its maximum following where they change it."""
    place = f"criterion {criterion.no}"
    before, after = _most(criterion.options, criterion), _most(options, criterion)
    for branch in {option.branch for option in options}:
        case = [option for option in options if option.branch == branch]
        points = [option.points for option in case]
        if criterion.choice == "one" and points != sorted(points):
            faults.add(place, f"the points do not ascend: {points}")
        stars = [option.min_star for option in case if option.min_star]
        if stars != sorted(set(stars)):
            faults.add(place, f"the minima are out of order: {stars}")
    maximum = criterion.maximum if before == after else after
    return attrs.evolve(
        criterion,
        options=options,
        maximum=maximum,
        conditions=tuple(_following(each, maximum) for each in criterion.conditions),
    )


def _following(condition: Condition, maximum: int) -> Condition:
    """The condition, where it gives the maximum to what is not required, giving the new one."""
    if condition.otherwise is None or condition.otherwise.points == 0:
        return condition
    return attrs.evolve(condition, otherwise=attrs.evolve(condition.otherwise, points=maximum))


def _most(options: tuple[Option, ...], criterion: Criterion) -> int:
    points = [option.points for option in options]
    return sum(points) if criterion.choice == "many" else max(points)


def amended(rubric: Rubric, changes: tuple[Change, ...], bands: Mapping[int, int] | None) -> Rubric:
    """A changed rubric, see :meth:`ocop.scoring.Rubric.amended`."""
    faults = Faults()
    said: list[str] = []
    by_criterion: dict[str, dict[int, Option]] = {}
    for each in changes:
        place = f"change of {each.criterion}, option {each.option}"
        try:
            criterion = rubric.criterion(each.criterion)
            option = criterion.option(each.option)
        except NotFoundError as err:
            faults.found += [fault.within("change") for fault in err.faults]
            continue
        if each.points is not None and (type(each.points) is not int or each.points < 0):
            faults.add(place, f"{each.points!r} is not a number of points", "give an int from 0")
            continue
        stars = [band.stars for band in rubric.bands]
        if each.min_star is not None and each.min_star not in {0, *stars}:
            faults.add(
                place, f"{each.min_star!r} is not a rank", f"give one of {sorted(stars)}, or 0"
            )
            continue
        now = by_criterion.setdefault(criterion.no, {}).get(option.no, option)
        new = _changed_option(now, each)
        if new != option:
            by_criterion[criterion.no][option.no] = new
            said.append(_said(criterion, option, new))
    new_bands = _bands(rubric.bands, bands or {}, faults, said)

    def rewrite(criterion: Criterion) -> Criterion:
        new = by_criterion.get(criterion.no)
        if not new:
            return criterion
        options = tuple(new.get(option.no, option) for option in criterion.options)
        return _rewritten(criterion, options, faults)

    found = _with(rubric, rewrite, bands=new_bands, changes=(*rubric.changes, *said))
    faults.raise_if_any()
    return found if said else rubric


def _said(criterion: Criterion, old: Option, new: Option) -> str:
    parts = []
    if old.points != new.points:
        parts.append(f"points {old.points} → {new.points}")
    if old.min_star != new.min_star:
        parts.append(f"minimum {_star(old.min_star)} → {_star(new.min_star)}")
    return f"{criterion.no}, option {old.no}: " + ", ".join(parts)


def _star(star: int | None) -> str:
    return f"{star}★" if star else "none"


def _bands(
    bands: tuple[Band, ...], new: Mapping[int, int], faults: Faults, said: list[str]
) -> tuple[Band, ...]:
    known = {band.stars for band in bands}
    for stars in new:
        if stars not in known:
            faults.add(f"bands[{stars!r}]", "no such rank", f"ranks are {sorted(known)}")
    found = []
    for band in bands:
        least = new.get(band.stars, band.least)
        if type(least) is not int:
            faults.add(f"bands[{band.stars}]", f"{least!r} is not a total", "give an int")
            least = band.least
        if least != band.least:
            said.append(f"{band.stars}★ from {band.least} → {least}")
            band = attrs.evolve(band, least=least, printed_to=None)  # noqa: PLW2901 - the overlay
        found.append(band)
    leasts = [band.least for band in found]
    if leasts != sorted(set(leasts), reverse=True):
        faults.add("bands", f"the totals do not descend with the ranks: {leasts}")
    return tuple(found)


def without_minima(rubric: Rubric) -> Rubric:
    """The rubric with every star minimum removed; itself where it has none."""

    def rewrite(criterion: Criterion) -> Criterion:
        marked = criterion.heading_star or any(option.min_star for option in criterion.options)
        if not marked:
            return criterion
        return attrs.evolve(
            criterion,
            heading_star=None,
            options=tuple(attrs.evolve(option, min_star=None) for option in criterion.options),
        )

    found = _with(rubric, rewrite)
    if all(a is b for a, b in zip(found.criteria, rubric.criteria, strict=True)):
        return rubric
    return attrs.evolve(found, changes=(*rubric.changes, "every star minimum removed"))
