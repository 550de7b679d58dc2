"""Filters: which recognitions a measure counts. A closed set of fields, nothing to evaluate."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, get_args

import attrs

from ocop.dates import DateRange, parse_date
from ocop.errors import Faults, InputError, OcopError, told
from ocop.frozen_map import as_tuple
from ocop.law import Case, ProductSet, entity_kind, find_set, numberings
from ocop.targets._keys import at, checked_row
from ocop.targets.homes import group_ids
from ocop.targets.standings import IN_FORCE, RECOGNISED, Standing
from ocop.text import hint
from ocop.words import fold, nfc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["STARS", "Where", "place_key"]

#: The ranks that are certified.
STARS = (3, 4, 5)

_KINDS: tuple[str, ...] = get_args(Case)
_PROVINCE_WORDS = ("tinh ", "thanh pho ", "tp ")


# as many as there are communes, several times over
@lru_cache(maxsize=65536)
def place_key(level: str, name: str) -> str:
    """The key under which spellings of a place meet.

    The words *tỉnh* and *thành phố* before a province's name do not count; *huyện* and *thị xã* do:
    there are a huyện Kỳ Anh and a thị xã Kỳ Anh.
    """
    key = fold(name)
    if level == "province":
        for word in _PROVINCE_WORDS:
            key = key.removeprefix(word)
    return key


def _several(value: object) -> tuple[Any, ...]:
    """What was given for a field, one value or several, as a tuple."""
    if isinstance(value, (list, tuple)):
        return tuple(value)
    return (value,)


@attrs.frozen(kw_only=True)
class Where:
    """Which recognitions count; a field left empty lets every value through.

    Make one with :meth:`of`, which takes ids and spellings.

    Attributes:
        status: The standings that count; without a word on it those in force (valid, extended).
        stars: Ranks, of 3 to 5.
        sets: Product sets, each in its own numbering.
        groups: Ids of today's six product groups.
        entity_kinds: Ids of entity kinds.
        provinces: Names of provinces, and likewise former ``districts`` and ``communes``.
        kinds: Of ``"first"``, ``"upgrade"``, ``"re-evaluation"``.
        issued: The days of issue that count; None for every day.
    """

    status: tuple[Standing, ...] = attrs.field(default=IN_FORCE, converter=as_tuple)
    stars: tuple[int, ...] = attrs.field(default=(), converter=as_tuple)
    sets: tuple[ProductSet, ...] = attrs.field(default=(), converter=as_tuple)
    groups: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    entity_kinds: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    provinces: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    districts: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    communes: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    kinds: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    issued: DateRange | None = None

    @classmethod
    def of(
        cls,
        *,
        status: str | Iterable[str] = "in-force",
        stars: int | Iterable[int] = (),
        set: int | str | Iterable[int | str] = (),  # noqa: A002 - the column's name
        group: str | Iterable[str] = (),
        entity_kind: str | Iterable[str] = (),
        province: str | Iterable[str] = (),
        district: str | Iterable[str] = (),
        commune: str | Iterable[str] = (),
        kind: str | Iterable[str] = (),
        issued: DateRange | None = None,
        numbering: str | None = None,
    ) -> Where:
        """A filter from ids and spellings; each field takes one value or several.

        >>> Where.of(stars=[4, 5], entity_kind="HTX").entity_kinds
        ('cooperative',)

        Args:
            status: Standings; ``"in-force"`` for valid and extended, ``"recognised"`` for all but
                those of proposals (``"pending"``, ``"closed"``).
            stars: 3, 4 or 5.
            set: Numbers, ids or spellings of product sets in ``numbering``.
            group: Ids of today's product groups.
            entity_kind: Ids or spellings. An enterprise of unknown size may be a small or medium
                one: to count it as one, name ``["sme", "enterprise"]``.
            province: Names of provinces.
            district: Names of former districts.
            commune: Names of communes.
            kind: ``"first"``, ``"upgrade"`` or ``"re-evaluation"``.
            issued: Days of issue.
            numbering: The numbering of ``set``, see :func:`ocop.law.numberings`; the newest where
                not given.

        Raises:
            InputError: a value that its field does not have; every fault at once.
        """
        row: dict[str, Any] = {
            "status": status,
            "stars": stars,
            "set": set,
            "group": group,
            "entity_kind": entity_kind,
            "province": province,
            "district": district,
            "commune": commune,
            "kind": kind,
        }
        given = {
            key: list(value) if not isinstance(value, (str, int)) else value
            for key, value in row.items()
        }
        faults = Faults()
        found = cls.read(
            {key: value for key, value in given.items() if value != []}
            | ({"numbering": numbering} if numbering is not None else {})
            | ({"issued": issued} if issued is not None else {}),
            "",
            faults,
        )
        faults.raise_if_any()
        return found

    @classmethod
    def read(cls, data: object, place: str, faults: Faults) -> Where:
        """The filter that a row of data says, noting every fault."""
        row = checked_row(data, place, faults, optional=KEYS)
        newest = numberings()[-1]
        numbering = row.get("numbering", newest)
        try:
            _known(numbering, numberings(), "a numbering")
        except InputError as err:
            faults.found += [
                told(at(place, "numbering"), f.message(), f.hint()) for f in err.faults
            ]
            numbering = newest

        def each(key: str, one: Callable[[Any], Any]) -> tuple[Any, ...]:
            values: list[Any] = []
            for value in _several(row.get(key, ())):
                try:
                    values.append(one(value))
                except OcopError as err:
                    faults.found += [
                        told(at(place, key), f.message(), f.hint()) for f in err.faults
                    ]
            if key in row and not _several(row[key]):
                faults.tell(at(place, key), "lets nothing through", "leave it out, or name values")
            return tuple(dict.fromkeys(values))

        return cls(
            status=_standings(row, place, faults),
            stars=_stars(each("stars", _star)),
            sets=each("set", lambda which: find_set(numbering, which)),
            groups=each("group", _group),
            entity_kinds=each("entity_kind", lambda which: entity_kind(_text(which)).id),
            provinces=each("province", _text),
            districts=each("district", _text),
            communes=each("commune", _text),
            kinds=each("kind", _kind),
            issued=_issued(row.get("issued"), at(place, "issued"), faults),
        )

    def to_data(self) -> dict[str, Any]:
        """The filter as a row of data; :meth:`read` gives it back."""
        row: dict[str, Any] = {}
        if self.status != IN_FORCE:
            recognised = self.status == RECOGNISED
            row["status"] = "recognised" if recognised else [str(each) for each in self.status]
        for key, values in (
            ("stars", self.stars),
            ("set", tuple(each.number for each in self.sets)),
            ("group", self.groups),
            ("entity_kind", self.entity_kinds),
            ("province", self.provinces),
            ("district", self.districts),
            ("commune", self.communes),
            ("kind", self.kinds),
        ):
            if values:
                row[key] = list(values)
        if self.sets and self.sets[0].numbering != numberings()[-1]:
            row["numbering"] = self.sets[0].numbering
        if self.issued is not None:
            row["issued"] = {"from": self.issued.first, "to": self.issued.last}
        return row

    @property
    def rest(self) -> Where:
        """The filter without its standings and ranks: the table that a published count is of."""
        return attrs.evolve(self, status=IN_FORCE, stars=())

    def within(self, whole: Where) -> bool:
        """Whether all that this filter counts is counted by ``whole`` too."""
        if not set(self.status) <= set(whole.status):
            return False
        if whole.issued is not None and (
            self.issued is None
            or self.issued.first < whole.issued.first
            or self.issued.last > whole.issued.last
        ):
            return False
        return all(not wide or (narrow and narrow <= wide) for narrow, wide in _fields(self, whole))


KEYS = (
    "status",
    "stars",
    "set",
    "numbering",
    "group",
    "entity_kind",
    "province",
    "district",
    "commune",
    "kind",
    "issued",
)


def _fields(a: Where, b: Where) -> list[tuple[frozenset[Any], frozenset[Any]]]:
    """The fields of two filters side by side, in keys that can be compared."""

    def keys(where: Where) -> tuple[frozenset[Any], ...]:
        return (
            frozenset(where.stars),
            frozenset(where.sets),
            frozenset(where.groups),
            frozenset(where.entity_kinds),
            frozenset(place_key("province", name) for name in where.provinces),
            frozenset(place_key("district", name) for name in where.districts),
            frozenset(place_key("commune", name) for name in where.communes),
            frozenset(where.kinds),
        )

    return list(zip(keys(a), keys(b), strict=True))


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{value!r} is not a name")
    return " ".join(nfc(value).split())


def _star(value: object) -> int:
    if type(value) is not int or value not in STARS:
        raise InputError(f"{value!r} is not a certified rank; ranks are 3, 4 and 5")
    return value


def _stars(found: tuple[int, ...]) -> tuple[int, ...]:
    """Ranks in order; all of them are the same as no word on it."""
    return () if set(found) == set(STARS) else tuple(sorted(found))


def _known(value: object, known: Iterable[str], what: str) -> str:
    names = tuple(known)
    if isinstance(value, str) and value in names:
        return value
    raise InputError(told("", f"{value!r} is not {what}", hint(str(value), names)))


def _group(value: object) -> str:
    return _known(value, group_ids(), "a product group")


def _kind(value: object) -> str:
    return _known(value, _KINDS, "a kind of recognition")


def _standings(row: Mapping[str, Any], place: str, faults: Faults) -> tuple[Standing, ...]:
    found: set[Standing] = set()
    for value in _several(row.get("status", "in-force")):
        if value == "in-force":
            found |= set(IN_FORCE)
        elif value == "recognised":
            found |= set(RECOGNISED)
        else:
            try:
                names = [*Standing, "in-force", "recognised"]
                found.add(Standing(_known(value, [str(each) for each in names], "a status")))
            except InputError as err:
                faults.found += [
                    told(at(place, "status"), f.message(), f.hint()) for f in err.faults
                ]
    if not found and not _several(row.get("status", "in-force")):
        faults.tell(at(place, "status"), "lets nothing through", "leave it out, or name values")
    return tuple(each for each in Standing if each in found)


def _issued(value: object, place: str, faults: Faults) -> DateRange | None:
    if value is None or isinstance(value, DateRange):
        return value
    return read_period(value, place, faults)


def read_period(value: object, place: str, faults: Faults) -> DateRange | None:
    """The days that ``{from = …, to = …}`` says, or a year; None with a fault where it is wrong."""
    if type(value) is int:
        try:
            return DateRange(date(value, 1, 1), date(value, 12, 31))
        except (ValueError, OverflowError):
            faults.tell(place, f"{value} is not a year")
            return None
    before = len(faults.found)
    row = checked_row(value, place, faults, required=("from", "to"))
    days = [read_day(row[key], at(place, key), faults) for key in ("from", "to") if key in row]
    if len(faults.found) > before:
        return None
    first, last = (day for day in days if day is not None)
    if last < first:
        faults.tell(place, f"the dates are reversed: {last} comes before {first}")
        return None
    return DateRange(first, last)


def read_day(value: object, place: str, faults: Faults) -> date | None:
    """The date that a row says, a date or text; None with a fault where it is none."""
    try:
        return parse_date(value, place)
    except InputError as err:
        faults.found += err.faults
        return None
