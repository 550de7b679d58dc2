"""What the past of a registry says: the rates that a forecast supposes, as they have been."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any, Literal

import attrs

from ocop.argument import as_items, check_bool, check_day, check_one_of, check_type, check_whole
from ocop.brief import Brief
from ocop.errors import Fault, Faults, InputError, checked_lang
from ocop.numbers import as_fraction
from ocop.scenarios.assumptions.assumptions import LEVELS, Assumptions
from ocop.scenarios.past._reckoning import Reckoning
from ocop.scenarios.past._source import source_of
from ocop.scenarios.past.rate import FIELDS, PastRate
from ocop.shown.value import Shown, Tidy
from ocop.targets.registry.registry import Registry
from ocop.targets.registry.renewal import MOST_MONTHS
from ocop.words import Lang

__all__ = ["Past", "assumptions_of_past"]

#: How many there must be of what a share is of, where nothing else is said.
_LEAST = 20


@attrs.frozen(kw_only=True, repr=False)
class Past(Brief, Shown, Tidy):
    """What the past of a registry says of its rates; :meth:`of` reckons it.

    Attributes:
        on: The day up to which the registry is kept.
        first: The first day that counts; None of a registry without certificates.
        within: Within how many months after its end a product is renewed.
        level: The confidence of the intervals.
        least: How many there must be of what a share is of.
        most_unknown: The largest share of what is not known.
        rates: What was found, in the order of the fields.
        thin: Why a rate cannot be told, a fault for each; none where all can.
    """

    on: date
    first: date | None
    within: int
    level: Fraction
    least: int
    most_unknown: Fraction
    rates: tuple[PastRate, ...]

    @classmethod
    def of(
        cls,
        registry: Registry,
        *,
        on: date,
        since: date | None = None,
        within: int = 6,
        fields: Iterable[str] = (),
        by_stars: bool = True,
        places: Literal["province", "district", "commune"] | None = None,
        least: int = _LEAST,
        most_unknown: Fraction | str = "10 %",
        level: Fraction | str = "95 %",
    ) -> Past:
        """The rates of a registry's own past, with intervals.

        - ``renewal``, ``renewed_as``, ``delay``: as :meth:`ocop.Registry.renewals` counts them;
        - ``upgrade``, ``withdrawal``: of the years of certificates that are over, how many had one
          within them; the last year ends with the term or the re-evaluation;
        - ``new_per_month``: newcomers of the whole months: the first recognition of a product that
          is not recorded as an upgrade or a re-evaluation, and one that comes too late to be a
          renewal; ``new_kinds``, ``new_places`` and ``new_entities`` are shares of them.

        Shares have Wilson's intervals, numbers a month Garwood's of a Poisson number.

        Args:
            registry: The registry.
            on: The day up to which it is kept; what came later is not looked at.
            since: The first day that counts; where not given, that of its first certificate.
            within: Within how many months after its end a product is renewed, 0–120.
            fields: The assumptions that are asked for; where not given, all, and ``new_places``
                where ``places`` is.
            by_stars: Whether renewals, upgrades and withdrawals are told apart by stars.
            places: The level of the places of newcomers.
            least: How many there must be of what a share is of, 1 or more.
            most_unknown: The largest share of what is not known, from 0 to 1.
            level: The confidence of the intervals, over 0 and under 1.

        Raises:
            InputError: an argument that is none.
        """
        faults = Faults()
        known = check_type(faults, registry, Registry, "registry")
        check_day(faults, "on", on)
        if since is not None:
            check_day(faults, "since", since)
        check_whole(faults, "within", within, least=0, most=MOST_MONTHS)
        check_bool(faults, by_stars=by_stars)
        check_whole(faults, "least", least)
        if places is not None:
            check_one_of(faults, "places", places, LEVELS)
        asked = _checked_fields(fields, places, faults)
        share, confidence = as_fraction(most_unknown), as_fraction(level)
        if not (isinstance(share, Fraction) and 0 <= share <= 1):
            faults.add("not-a-share", "most_unknown", given=most_unknown)
        if not (isinstance(confidence, Fraction) and 0 < confidence < 1):
            faults.add("not-a-confidence", "level", given=level)
        faults.raise_if_any()
        assert known  # noqa: S101 - else it was raised
        reckoning = Reckoning(
            registry=registry,
            on=on,
            since=since,
            within=within,
            by_stars=by_stars,
            places=places,
            level=confidence,
        )
        return cls(
            on=on,
            first=reckoning.first,
            within=within,
            level=confidence,
            least=least,
            most_unknown=share,
            rates=tuple(rate for field in asked for rate in reckoning.rates(field)),
        )

    @property
    def thin(self) -> tuple[Fault, ...]:
        """Why a rate cannot be told, a fault for each; none where all can."""
        found = (rate.thin(self.least, self.most_unknown) for rate in self.rates)
        return tuple(dict.fromkeys(fault for fault in found if fault is not None))

    def assumptions(self, lang: str = "vi") -> Assumptions:
        """Assumptions that the years to come are as the past was; their sources say of how many.

        Args:
            lang: The language of the sources.

        Raises:
            InputError: some rates cannot be told, with a fault for each; or another language.
        """
        words = checked_lang(lang)
        if self.thin:
            raise InputError(self.thin)
        fields: dict[str, Any] = {}
        for rate in self.rates:
            keys = [rate.field, *rate.key]
            table = fields
            for key in keys[:-1]:
                table = table.setdefault(key, {})
            table[keys[-1]] = rate.value
        return Assumptions(**fields, sources=self._sources(words))

    def _sources(self, lang: Lang) -> dict[str, str]:
        """Field → of how many its rates are."""
        if self.first is None:
            return {}
        by_field: dict[str, tuple[PastRate, ...]] = {}
        for rate in self.rates:
            by_field[rate.field] = (*by_field.get(rate.field, ()), rate)
        return {
            field: source_of(rates, self.first, self.on, lang) for field, rates in by_field.items()
        }


def _checked_fields(fields: object, places: object, faults: Faults) -> tuple[str, ...]:
    """The fields that are asked for, in their order; a fault for each that a past cannot tell."""
    items: Any = (fields,) if isinstance(fields, str) else as_items(fields)  # type: ignore[arg-type]  # told below
    if not isinstance(items, tuple):
        faults.add("not-a-list", "fields", given=fields)
        return ()
    for n, item in enumerate(items):
        if not (isinstance(item, str) and item in FIELDS):
            faults.add("not-known", "fields", n, given=item, known=FIELDS)
    if places is None and "new_places" in items:
        faults.add("places-without-a-level", "places")
    own = FIELDS if places is not None else tuple(one for one in FIELDS if one != "new_places")
    return tuple(one for one in own if one in (items or own))


def assumptions_of_past(registry: Registry, lang: str, **asked: Any) -> Assumptions:  # noqa: ANN401 - the arguments of Past.of
    """See :meth:`ocop.Assumptions.from_history`."""
    return Past.of(registry, **asked).assumptions(lang)
