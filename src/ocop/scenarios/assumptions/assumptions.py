"""Assumptions (giả định): all that a forecast supposes, and who says so."""

# no annotations as text here: those of converters become those of a class's __init__

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, Self, get_args

import attrs

from ocop import _ports
from ocop.argument import check_one_of, check_text, check_type
from ocop.brief import cut
from ocop.dates import DateRange
from ocop.errors import Faults, InputError, checked_lang
from ocop.frozen_map import FrozenMap
from ocop.scenarios.assumptions._check import (
    check_kind,
    check_months,
    check_name,
    check_number,
    check_range,
    check_rates,
    check_share,
    check_spread,
    check_stars,
    check_table,
)
from ocop.scenarios.assumptions.row import Row, rows_of
from ocop.scenarios.assumptions.share import (
    Exact,
    Totals,
    as_kinds,
    as_months,
    as_newcomers,
    as_places,
    as_ranks,
    as_rates,
    as_rates_below_the_top,
    as_share,
    as_sources,
    as_totals,
)
from ocop.scenarios.assumptions.table import assumptions_fields, assumptions_table
from ocop.shown.value import Shown, Tidy
from ocop.targets.registry.registry import Registry
from ocop.targets.where import STARS

__all__ = ["LEVELS", "Assumptions"]

#: How the number of newcomers of a month lies around its mean.
NewcomersLaw = Literal["fixed", "poisson"]

#: Letters that a value prints at most.
_MOST_LETTERS = 198
_NOTHING: FrozenMap[Any, Any] = FrozenMap()
_BELOW_THE_TOP = STARS[:-1]
#: The levels of places that newcomers may be spread over.
LEVELS = ("province", "district", "commune")


@attrs.frozen(kw_only=True, repr=False)
class Assumptions(Shown, Tidy):
    """What a forecast supposes of the years to come; every number exact.

    A number is an int, a :class:`~fractions.Fraction` or text (``"0.5"``, ``"50 %"``, ``"1/3"``);
    floats are refused. A chance or share lies from 0 to 1. Of a level that a table by stars does
    not name, the number is 0, and :meth:`text` says so. Product lines are taken as independent of
    each other, and so are the stars, the kind of entity and the place of a newcomer.

    >>> suppose = Assumptions(renewal="50 %", new_per_month={3: 5, 4: "1.5"},
    ...                       sources={"renewal": "Sở NN&MT, 2025"})
    >>> suppose.renewal[4], suppose.new_per_month[4]
    (Fraction(1, 2), Fraction(3, 2))

    Attributes:
        renewal: Stars → chance that a product whose certificate ends is evaluated anew and
            recognised again, at three stars or more; one number is said of every rank.
        renewed_as: Stars → new stars → share of those recognised again; the shares of a row add to
            1. A rank without a row keeps its stars.
        delay: Months from the last day in force to the new recognition → share; a number alone is
            said of all. Empty: 0, without a day between.
        upgrade: Stars → chance that a product in force is recognised with one star more within a
            year; one number is said of every rank but the highest.
        withdrawal: Stars → chance that a product in force is withdrawn within a year; one number
            is said of every rank.
        new_per_month: Stars → newcomers a month; one number is of three stars, or of dossiers of
            any total where ``new_totals`` is given.
        new_per_round: The same, for a round of the province.
        newcomers_law: How many come where the number is not whole: ``"fixed"``, the whole part and,
            by the chance of its fraction, one more; ``"poisson"``, by Poisson's law. Each month or
            round by itself.
        new_totals: From which total to which, both included (``"50-69"``, ``85``) → share of the
            newcomers' dossiers, even over the whole points between. The stars follow from the
            bands of the rules in force on the day; star minima are not reckoned with.
        new_kinds: Kind of entity → share of the newcomers. Empty: not said.
        new_places: Level (``"province"``, ``"district"``, ``"commune"``) → name of a place → share
            of the newcomers. Empty: not said.
        new_entities: Share of the newcomers that are brought by an entity without a product so far,
            each by one of its own. None: not said.
        stock_issued: Where only totals are published: the days over which the days of issue of
            what is in force are spread evenly. None: not said.
        sources: Field → who says so; a field without one is assumed.

    Raises:
        InputError: with every fault.
    """

    renewal: FrozenMap[int, Fraction] = attrs.field(default=_NOTHING, converter=as_rates)
    renewed_as: FrozenMap[int, FrozenMap[int, Fraction]] = attrs.field(
        default=_NOTHING, converter=as_ranks
    )
    delay: FrozenMap[int, Fraction] = attrs.field(default=_NOTHING, converter=as_months)
    upgrade: FrozenMap[int, Fraction] = attrs.field(
        default=_NOTHING, converter=as_rates_below_the_top
    )
    withdrawal: FrozenMap[int, Fraction] = attrs.field(default=_NOTHING, converter=as_rates)
    new_per_month: FrozenMap[int, Fraction] = attrs.field(default=_NOTHING, converter=as_newcomers)
    new_per_round: FrozenMap[int, Fraction] = attrs.field(default=_NOTHING, converter=as_newcomers)
    newcomers_law: NewcomersLaw = "fixed"
    new_totals: FrozenMap[tuple[int, int], Fraction] = attrs.field(
        default=_NOTHING, converter=as_totals
    )
    new_kinds: FrozenMap[str, Fraction] = attrs.field(default=_NOTHING, converter=as_kinds)
    new_places: FrozenMap[str, FrozenMap[str, Fraction]] = attrs.field(
        default=_NOTHING, converter=as_places
    )
    new_entities: Fraction | None = attrs.field(default=None, converter=as_share)
    stock_issued: DateRange | None = None
    sources: FrozenMap[str, str] = attrs.field(default=_NOTHING, converter=as_sources)

    if TYPE_CHECKING:  # what converters take, for checkers that do not look at them

        def __init__(
            self,
            *,
            renewal: Exact | Mapping[int, Exact] = ...,
            renewed_as: Mapping[int, Mapping[int, Exact]] = ...,
            delay: int | Mapping[int, Exact] = ...,
            upgrade: Exact | Mapping[int, Exact] = ...,
            withdrawal: Exact | Mapping[int, Exact] = ...,
            new_per_month: Exact | Mapping[int, Exact] = ...,
            new_per_round: Exact | Mapping[int, Exact] = ...,
            newcomers_law: NewcomersLaw = ...,
            new_totals: Mapping[Totals, Exact] = ...,
            new_kinds: Mapping[str, Exact] = ...,
            new_places: Mapping[str, Mapping[str, Exact]] = ...,
            new_entities: Exact | None = ...,
            stock_issued: DateRange | None = ...,
            sources: Mapping[str, str] = ...,
        ) -> None: ...

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        by_stars = check_stars(STARS)
        check_rates(faults, self.renewal, by_stars, check_share, "renewal")
        to_stars = check_spread(by_stars, needed=True)
        check_table(faults, self.renewed_as, by_stars, to_stars, "renewed_as")
        if isinstance(self.delay, Mapping):
            check_spread(check_months)(faults, self.delay, "delay")
        else:
            check_months(faults, self.delay, "delay")
        check_rates(faults, self.upgrade, check_stars(_BELOW_THE_TOP), check_share, "upgrade")
        check_rates(faults, self.withdrawal, by_stars, check_share, "withdrawal")
        for name in ("new_per_month", "new_per_round"):
            check_rates(faults, getattr(self, name), by_stars, check_number, name)
        check_one_of(faults, "newcomers_law", self.newcomers_law, get_args(NewcomersLaw))
        check_spread(check_range)(faults, self.new_totals, "new_totals")
        check_spread(check_kind)(faults, self.new_kinds, "new_kinds")
        check_table(
            faults,
            self.new_places,
            _check_level,
            check_spread(check_name, needed=True),
            "new_places",
        )
        if self.new_entities is not None:
            check_share(faults, self.new_entities, "new_entities")
        if self.stock_issued is not None:
            check_type(faults, self.stock_issued, DateRange, "stock_issued")
        check_table(faults, self.sources, _check_field, _check_source, "sources")
        if not faults.found:
            self._check_together(faults)
        faults.raise_if_any()

    def _check_together(self, faults: Faults) -> None:
        """Note a fault where fields that are right by themselves contradict each other."""
        if self.new_per_month and self.new_per_round:
            faults.add("beside", "new_per_round", given="new_per_round", other="new_per_month")
        for name in ("new_per_month", "new_per_round"):
            if self.new_totals and set(getattr(self, name)) - {STARS[0]}:
                faults.add("stars-beside-totals", name)
        last = -1
        for first, end in sorted(self.new_totals):
            if first <= last:
                faults.add("totals-overlap", "new_totals", f"{first}-{end}", given=first)
            last = max(last, end)

    @classmethod
    def from_history(
        cls,
        registry: Registry,
        *,
        on: date,
        since: date | None = None,
        within: int = 6,
        fields: Iterable[str] = (),
        by_stars: bool = True,
        places: Literal["province", "district", "commune"] | None = None,
        least: int = 20,
        most_unknown: Fraction | str = "10 %",
        level: Fraction | str = "95 %",
        lang: str = "vi",
    ) -> "Assumptions":
        """Assumptions that the years to come are as the past of a registry was.

        What :meth:`ocop.scenarios.Past.of` reckons, which says how and takes the same arguments;
        the sources say of how many each rate is. Nothing is guessed: where there is too little of
        something to tell a rate by, or too much that is not known, all of it is refused. Ask for
        fewer ``fields``, for all ranks together, or for a lower ``least``, and say the rest
        yourself with :func:`attrs.evolve`.

        Raises:
            InputError: some rates cannot be told, with a fault for each; an argument that is none.
        """
        suppose: Assumptions = _ports.ask(
            "assumptions-of-past",
            registry,
            lang,
            on=on,
            since=since,
            within=within,
            fields=fields,
            by_stars=by_stars,
            places=places,
            least=least,
            most_unknown=most_unknown,
            level=level,
        )
        return suppose

    @classmethod
    def from_table(cls, table: object) -> Self:
        """The assumptions that a table says: its keys are the fields.

        Raises:
            InputError: every fault.
        """
        faults = Faults()
        fields = assumptions_fields(table, faults)
        try:
            value = cls(**fields)
        except InputError as err:
            raise InputError((*faults.found, *err.faults)) from None
        faults.raise_if_any()
        return value

    def to_table(self) -> dict[str, Any]:
        """The assumptions as a table; :meth:`from_table` gives it back."""
        fields = ((field, getattr(self, field.name)) for field in attrs.fields(Assumptions))
        return assumptions_table(
            {field.name: value for field, value in fields if value != field.default}
        )

    def rows(self, lang: str = "vi") -> tuple[Row, ...]:
        """What is supposed, a field a row: what it is, its numbers in words, and who says so.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        return rows_of(attrs.asdict(self, recurse=False), self.sources, checked_lang(lang))

    def text(self, lang: str = "vi") -> str:
        """The same as lines of text.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        return "\n".join(f"{row.what}: {row.value} [{row.source}]" for row in self.rows(lang))

    def __repr__(self) -> str:
        fields = attrs.fields_dict(Assumptions)
        said = (
            f"{row.field}={row.value}"
            for row in self.rows("en")
            if getattr(self, row.field) != fields[row.field].default
        )
        shown = cut(f"Assumptions {', '.join(said)}", _MOST_LETTERS).rstrip()
        return f"<{shown}>"

    def __str__(self) -> str:
        return self.text("en")


def _check_level(faults: Faults, key: object, *path: str | int) -> bool:
    if isinstance(key, str) and key in LEVELS:
        return True
    faults.add("not-known", *path, given=key, known=LEVELS)
    return False


def _check_field(faults: Faults, key: object, *path: str | int) -> bool:
    known = tuple(field.name for field in attrs.fields(Assumptions) if field.name != "sources")
    if isinstance(key, str) and key in known:
        return True
    faults.add("not-known", *path, given=key, known=known)
    return False


def _check_source(faults: Faults, value: object, *path: str | int) -> bool:
    before = len(faults.found)
    check_text(faults, value, *path)
    return len(faults.found) == before
