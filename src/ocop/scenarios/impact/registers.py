"""What a change of rules does to a register: every recognition under both, and every change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from ocop.cycle.certificate.certificate import Certificate
from ocop.dates import checked_date
from ocop.errors import Fault, InputError
from ocop.exact import as_day
from ocop.law.rules import Rules
from ocop.scenarios.impact.end_moved import EndAlone, EndMoved
from ocop.scenarios.impact.registry_impact import RegistryImpact
from ocop.scenarios.impact.single import Single, singles_between
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.registry import Registry
from ocop.targets.registry.standing_row import StandingRow

__all__ = ["impact_on_registry", "registry_of"]

#: The tables of a draft that concern rubrics alone.
_OF_RUBRICS = ("criteria", "exclusions", "doubts", "parts")


def registry_of(given: Any) -> Registry | None:  # noqa: ANN401 - anything at all
    """The register that is given, or that records the certificates given; None for neither.

    Raises:
        InputError: the certificates are of one product on one day.
    """
    if isinstance(given, Registry):
        return given
    if isinstance(given, Mapping) and given and all(map(_is_paper, given.values())):
        codes = (str(code) for code in given)
        pairs = zip(codes, given.values(), strict=True)
        return Registry([Recognition.of_certificate(paper, code=code) for code, paper in pairs])
    if isinstance(given, list | tuple) and given and all(map(_is_paper, given)):
        return Registry([Recognition.of_certificate(paper) for paper in given])
    return None


def _is_paper(value: object) -> bool:
    return isinstance(value, Certificate)


def impact_on_registry(
    registry: Registry, before: Rules, after: Rules, *, on: date | None
) -> RegistryImpact:
    """The impact on a register, see :func:`ocop.impact`."""
    if on is None:
        raise InputError.of("missing-key", "on", key="on")
    day = checked_date(as_day(on), "on")
    sides = [_Side.of(registry, rules, day) for rules in (before, after)]
    singles = tuple(
        single for single in singles_between(before, after) if single.path[0] not in _OF_RUBRICS
    )
    alone: dict[Recognition, list[EndAlone]] = {}
    for n, single in enumerate(singles):
        for end in _ends_alone(registry, single, sides[0], day):
            if end.days:
                alone.setdefault(end.recognition, []).append(EndAlone(single=n, days=end.days))
    ends = (
        attrs.evolve(end, alone=tuple(alone.get(end.recognition, ())))
        for end in _ends(registry, sides[0], sides[1], day)
    )
    return RegistryImpact(
        before=sides[0].registry,
        after=sides[1].registry,
        on=day,
        ends=tuple(ends),
        singles=singles,
    )


@attrs.frozen
class _Side:
    """A register under rules.

    Attributes:
        registry: The register, its rules the ones asked for.
        rows: Recognition as it was given → how it stands.
        faults: Recognition → what the rules have against it. A total that does not allow its stars
            is left out of it; a recognition that is at fault otherwise is left out itself.
    """

    registry: Registry
    rows: Mapping[Recognition, StandingRow]
    faults: Mapping[Recognition, tuple[Fault, ...]]

    @classmethod
    def of(cls, registry: Registry, rules: Rules, day: date) -> _Side:
        """The rows on a day."""
        faults: dict[Recognition, tuple[Fault, ...]] = {}
        given = {each: each for each in registry.recognitions}
        try:
            under = attrs.evolve(registry, rules=rules)
        except InputError as err:
            faults = _by_recognition(registry, err.faults)
            kept = [(_without_total(each, faults.get(each, ())), each) for each in given]
            given = {left: each for left, each in kept if left is not None}
            aside = registry.set_aside + len(kept) - len(given)
            under = Registry(tuple(given), rules=rules, set_aside=aside)
        rows = {given[row.recognition]: row for row in under.standings(day)}
        return cls(under, rows, faults)


def _by_recognition(
    registry: Registry, faults: Iterable[Fault]
) -> dict[Recognition, tuple[Fault, ...]]:
    found: dict[Recognition, tuple[Fault, ...]] = {}
    for fault in faults:
        _, row, *path = fault.path
        each = registry.recognitions[int(row)]
        found[each] = (*found.get(each, ()), attrs.evolve(fault, path=tuple(path)))
    return found


def _without_total(each: Recognition, faults: tuple[Fault, ...]) -> Recognition | None:
    """A recognition as the rules allow it; None where it is not its total that they do not."""
    if not faults:
        return each
    if {fault.path for fault in faults} == {("total",)}:
        return attrs.evolve(each, total=None)
    return None


def _ends_alone(registry: Registry, single: Single, before: _Side, day: date) -> Iterable[EndMoved]:
    if single.rules is None:
        return ()
    return _ends(registry, before, _Side.of(registry, single.rules, day), day)


def _ends(registry: Registry, before: _Side, after: _Side, day: date) -> Iterator[EndMoved]:
    """Every recognition issued by a day, or whose day the rules do not allow."""
    for each in registry.recognitions:
        if each.issued_on <= day:
            yield EndMoved(
                recognition=each,
                before=before.rows.get(each),
                after=after.rows.get(each),
                faults=tuple(
                    dict.fromkeys((*before.faults.get(each, ()), *after.faults.get(each, ())))
                ),
            )
