"""What-if on the rules: a changed rubric as an overlay that shares the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ocop.errors import Faults, NotFoundError
from ocop.text import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ocop.law import Band
    from ocop.scoring.rubric import Condition, Criterion, Rubric

__all__ = ["Change", "amended", "change", "without_minima"]


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


def _changed(criterion: Criterion, each: Change) -> Criterion:
    """The criterion with one change, which is checked already."""
    star = each.min_star or None
    if each.option is None:
        return attrs.evolve(criterion, heading_star=star)
    old = criterion.option(each.option)
    new = attrs.evolve(
        old,
        points=old.points if each.points is None else each.points,
        min_star=old.min_star if each.min_star is None else star,
    )
    if new == old:
        return criterion
    options = tuple(new if option is old else option for option in criterion.options)
    return attrs.evolve(criterion, options=options)


def _check(each: Change, criterion: Criterion, rubric: Rubric, faults: Faults) -> None:
    """Note what a change may not be, of the criterion as earlier changes left it."""
    place = f"change of {each.criterion}, " + (
        "heading" if each.option is None else f"option {each.option}"
    )
    ranks = sorted(band.stars for band in rubric.bands)
    full = rubric.regime.full_marks
    if each.points is not None and not _is_int(each.points, 0, full):
        faults.tell(
            place, f"{each.points!r} is not a number of points", f"give an int, 0 to {full}"
        )
    if each.min_star is not None and not (
        type(each.min_star) is int and each.min_star in {0, *ranks}
    ):
        faults.tell(place, f"{each.min_star!r} is not a rank", f"give one of {ranks}, or 0")
    heading = criterion.heading_star
    if each.option is None:
        marked = heading
        if each.points is not None or each.min_star is None:
            faults.tell(place, "has no points, only asterisks", "give the option, or min_star")
    elif type(each.option) is not int:
        faults.tell(place, f"{each.option!r} is not an option number", "give an int")
        return
    else:
        marked = criterion.option(each.option).min_star
    if each.min_star == 0 and not marked:
        hint = f'change("{criterion.no}", min_star=0) takes those of the heading' if heading else ""
        faults.tell(place, "has no asterisks to take away", hint)


def _is_int(value: object, least: int, most: int) -> bool:
    return type(value) is int and least <= value <= most


def _settled(old: Criterion, new: Criterion, faults: Faults) -> Criterion:
    """A changed criterion, held to the order of its levels, its maximum following them."""
    place = f"criterion {new.no}"
    before, after = _most(old), _most(new)
    for branch in {option.branch for option in new.options}:
        case = [option for option in new.options if option.branch == branch]
        points = [option.points for option in case]
        if new.choice == "one" and points != sorted(points):
            faults.tell(place, f"the points do not ascend: {points}")
        stars = [option.min_star for option in case if option.min_star]
        if stars != sorted(set(stars)):
            faults.tell(place, f"the minima are out of order: {stars}")
    maximum = old.maximum if before == after else after
    return attrs.evolve(
        new,
        maximum=maximum,
        conditions=tuple(_following(each, maximum) for each in new.conditions),
    )


def _following(condition: Condition, maximum: int) -> Condition:
    """The condition, where it gives the maximum to what is not required, giving the new one."""
    if condition.otherwise is None or condition.otherwise.points == 0:
        return condition
    return attrs.evolve(condition, otherwise=attrs.evolve(condition.otherwise, points=maximum))


def _most(criterion: Criterion) -> int:
    """The most points that the levels of a criterion give."""
    points = [option.points for option in criterion.options]
    return sum(points) if criterion.choice == "many" else max(points)


def amended(rubric: Rubric, changes: tuple[Change, ...], bands: Mapping[int, int] | None) -> Rubric:
    """A changed rubric, see :meth:`ocop.scoring.Rubric.amended`."""
    faults = Faults()
    differing: list[Label] = []
    changed: dict[str, Criterion] = {}
    for each in changes:
        before = len(faults.found)
        try:
            old = rubric.criterion(each.criterion)
            now = changed.get(old.no, old)
            _check(each, now, rubric, faults)
        except NotFoundError as err:
            faults.found += [fault.within("change") for fault in err.faults]
            continue
        if len(faults.found) == before:
            new = _changed(now, each)
            if new != now:
                differing.append(_words(old, new, each.option))
                changed[old.no] = new
    new_bands = _bands(rubric, bands or {}, faults, differing)

    def rewrite(criterion: Criterion) -> Criterion:
        new = changed.get(criterion.no)
        return criterion if new is None else _settled(criterion, new, faults)

    found = _with(rubric, rewrite, bands=new_bands, changes=(*rubric.changes, *differing))
    total, full = sum(map(_most, found.criteria)), rubric.regime.full_marks
    if total > full:
        faults.tell("changes", f"the levels give {total} points together, of {full}")
    faults.raise_if_any()
    return found if differing else rubric


def _words(old: Criterion, new: Criterion, option: int | None) -> Label:
    """What a change of an option, or of the heading, makes of what the law says."""
    if option is None:
        before, after = _star(old.heading_star), _star(new.heading_star)
        return Label(
            f"{old.no}, tên tiêu chí: mức tối thiểu {before.vi} → {after.vi}",
            f"{old.no}, heading: minimum {before.en} → {after.en}",
        )
    first, second = old.option(option), new.option(option)
    vi, en = [], []
    if first.points != second.points:
        vi.append(f"điểm {first.points} → {second.points}")
        en.append(f"points {first.points} → {second.points}")
    if first.min_star != second.min_star:
        before, after = _star(first.min_star), _star(second.min_star)
        vi.append(f"mức tối thiểu {before.vi} → {after.vi}")
        en.append(f"minimum {before.en} → {after.en}")
    return Label(
        f"{old.no}, mức {option}: {', '.join(vi)}", f"{old.no}, option {option}: {', '.join(en)}"
    )


def _star(star: int | None) -> Label:
    return Label(f"{star}★", f"{star}★") if star else Label("không", "none")


def _bands(
    rubric: Rubric, new: Mapping[int, int], faults: Faults, differing: list[Label]
) -> tuple[Band, ...]:
    known, full = {band.stars for band in rubric.bands}, rubric.regime.full_marks
    for stars in new:
        if type(stars) is not int or stars not in known:
            faults.tell(f"bands[{stars!r}]", "no such rank", f"ranks are {sorted(known)}")
    found = []
    for band in rubric.bands:
        least = new.get(band.stars, band.least)
        if not _is_int(least, 0, full):
            faults.tell(
                f"bands[{band.stars}]", f"{least!r} is not a total", f"give an int, 0 to {full}"
            )
            least = band.least
        if least != band.least:
            differing.append(
                Label(
                    f"{band.stars}★ từ {band.least} → {least}",
                    f"{band.stars}★ from {band.least} → {least}",
                )
            )
            band = attrs.evolve(band, least=least, printed_to=None)  # noqa: PLW2901 - the overlay
        found.append(band)
    leasts = [band.least for band in found]
    if leasts != sorted(set(leasts), reverse=True):
        faults.tell("bands", f"the totals do not descend with the ranks: {leasts}")
    if leasts[-1] > 0:
        faults.tell("bands", f"totals below {leasts[-1]} would have no rank")
    return tuple(found)


_NO_MINIMA = Label("bỏ mọi mức tối thiểu", "every star minimum removed")


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
    return attrs.evolve(found, changes=(*rubric.changes, _NO_MINIMA))
