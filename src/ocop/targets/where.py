"""Filters: which recognitions a measure counts. A closed set of fields, nothing to evaluate."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from typing import Any, TypeVar, get_args

import attrs

from ocop.argument import as_items, check_each, check_type, checked
from ocop.brief import Brief
from ocop.data import check_keys
from ocop.dates import DateRange
from ocop.documents import read_fields
from ocop.errors import Faults, InputError, OcopError
from ocop.law.case import Case
from ocop.law.entity import entity_kind, entity_kinds
from ocop.law.product_set import ProductSet, numberings, product_sets
from ocop.law.set_name import find_set
from ocop.targets._home import group_ids, newest, set_key
from ocop.targets.registry.standing import IN_FORCE, RECOGNISED, Standing
from ocop.words import fold, nfc

__all__ = [
    "KEYS",
    "STANDINGS",
    "STARS",
    "Where",
    "known_sets",
    "place_key",
    "read_filtered",
    "without_word",
]

T = TypeVar("T")

#: The ranks that are certified.
STARS = (3, 4, 5)

_KINDS: tuple[str, ...] = get_args(Case)
#: A product set by its numbering and its number.
_SET_KEY = re.compile(r"([0-9]+):([0-9]{1,4})")
_DISTRICT_WORDS = ("huyen ", "thi xa ", "thanh pho ", "quan ", "tx ", "tp ")
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


def without_word(key: str) -> str:
    """The key of a district without the word for its kind."""
    for word in _DISTRICT_WORDS:
        if key.startswith(word):
            return key.removeprefix(word)
    return key


def _several(value: object) -> tuple[Any, ...]:
    """What was given for a field, one value or several, as a tuple."""
    if isinstance(value, (list, tuple)):
        return tuple(value)
    return (value,)


def _check_known(values: object, known: tuple[Any, ...], faults: Faults, *path: str | int) -> None:
    if not isinstance(values, tuple):
        faults.add("not-a-list", *path, given=values)
        return
    for n, value in enumerate(values):
        if type(value) is not type(known[0]) or value not in known:
            faults.add("not-known", *path, n, given=value, known=known)


@cache
def known_sets() -> frozenset[ProductSet]:
    """The product sets of every numbering."""
    return frozenset(each for numbering in numberings() for each in product_sets(numbering))


def _once(values: Iterable[Any]) -> Any:  # noqa: ANN401 - what is no list is left for the check
    """The values of a list, each once; what is no list, or has no hash, as it is."""
    items = as_items(values)
    if not isinstance(items, tuple):
        return items
    try:
        return tuple(dict.fromkeys(items))
    except TypeError:
        return items


def _as_standings(values: Iterable[Any]) -> Any:  # noqa: ANN401 - as _once
    items = _once(values)
    if isinstance(items, tuple) and all(type(item) is Standing for item in items):
        return tuple(standing for standing in Standing if standing in items)
    return items


def _as_ranks(values: Iterable[Any]) -> Any:  # noqa: ANN401 - as _once
    items = _once(values)
    if isinstance(items, tuple) and all(type(item) is int and item in STARS for item in items):
        return () if len(items) == len(STARS) else tuple(sorted(items))
    return items


def _as_names(values: Iterable[Any]) -> Any:  # noqa: ANN401 - as _once
    items = as_items(values)
    if isinstance(items, tuple):
        return _once([_one_name(item) if isinstance(item, str) else item for item in items])
    return items


def _one_name(text: str) -> str:
    return " ".join(nfc(text).split())


@attrs.frozen(kw_only=True, repr=False)
class Where(Brief):
    """Which recognitions count; a field left empty lets every value through.

    Make one with :meth:`of`, which takes ids and spellings. A value that stands twice counts once;
    standings and ranks are put in order, and all ranks are the same as no word on them.

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

    status: tuple[Standing, ...] = attrs.field(default=IN_FORCE, converter=_as_standings)
    stars: tuple[int, ...] = attrs.field(default=(), converter=_as_ranks)
    sets: tuple[ProductSet, ...] = attrs.field(default=(), converter=_once)
    groups: tuple[str, ...] = attrs.field(default=(), converter=_once)
    entity_kinds: tuple[str, ...] = attrs.field(default=(), converter=_once)
    provinces: tuple[str, ...] = attrs.field(default=(), converter=_as_names)
    districts: tuple[str, ...] = attrs.field(default=(), converter=_as_names)
    communes: tuple[str, ...] = attrs.field(default=(), converter=_as_names)
    kinds: tuple[str, ...] = attrs.field(default=(), converter=_once)
    issued: DateRange | None = None

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        for name, known in (
            ("status", tuple(Standing)),
            ("stars", STARS),
            ("groups", group_ids()),
            ("entity_kinds", tuple(kind.id for kind in entity_kinds())),
            ("kinds", _KINDS),
        ):
            _check_known(getattr(self, name), known, faults, name)
        if self.status == ():
            faults.add("nothing-let-through", "status")
        for name in ("provinces", "districts", "communes"):
            check_each(faults, getattr(self, name), str, name)
        if check_each(faults, self.sets, ProductSet, "sets"):
            for n, each in enumerate(self.sets):
                if each not in known_sets():
                    faults.add("not-of-the-library", "sets", n, given=each.id)
        if self.issued is not None:
            check_type(faults, self.issued, DateRange, "issued")
        faults.raise_if_any()

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
            set: Numbers, ids or spellings of product sets in ``numbering``, or ``"1048:21"``, which
                names its own.
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
            key: list(values) if isinstance(values := as_items(value), tuple) else value
            for key, value in row.items()
        }
        row = {key: values for key, values in given.items() if values != []}
        row |= {"numbering": numbering} if numbering is not None else {}
        row |= {"issued": issued} if issued is not None else {}
        return cls.from_table(row)

    @classmethod
    def from_table(cls, table: object) -> Where:
        """The filter that a row of data says; its keys are the arguments of :meth:`of`.

        Raises:
            InputError: every fault.
        """
        if not isinstance(table, Mapping):
            raise InputError.of("not-a-table", given=table)
        faults = Faults()
        check_keys(table, optional=KEYS, place="", faults=faults)
        numbering = newest()
        with faults.at("numbering"):
            numbering = _known(table.get("numbering", numbering), numberings())

        def values_of(key: str, one: Callable[[Any], Any]) -> tuple[Any, ...]:
            given = _several(table.get(key, ()))
            values: list[Any] = []
            for value in given:
                try:
                    values.append(one(value))
                except OcopError as err:
                    faults.found += [attrs.evolve(fault, path=(key,)) for fault in err.faults]
            if key in table and not given:
                faults.add("nothing-let-through", key)
            return tuple(dict.fromkeys(values))

        standings = [
            standing
            for several in values_of("status", lambda word: STANDINGS[_known(word, _STATUSES)])
            for standing in several
        ]
        fields: dict[str, Any] = {
            "stars": values_of("stars", _star),
            "sets": values_of("set", lambda which: _set(numbering, which)),
            "groups": values_of("group", lambda which: _known(which, group_ids())),
            "entity_kinds": values_of("entity_kind", lambda which: entity_kind(which).id),
            "provinces": values_of("province", _text),
            "districts": values_of("district", _text),
            "communes": values_of("commune", _text),
            "kinds": values_of("kind", lambda which: _known(which, _KINDS)),
        }
        if "status" in table:
            fields["status"] = standings
        if table.get("issued") is not None:
            with faults.at("issued"):
                fields["issued"] = DateRange.from_table(table["issued"])
        faults.raise_if_any()
        return cls(**fields)

    def to_table(self) -> dict[str, Any]:
        """The filter as a row of data; :meth:`from_table` gives it back."""
        row: dict[str, Any] = {}
        named = {each.numbering for each in self.sets}
        sets: tuple[Any, ...] = tuple(each.number for each in self.sets)
        if len(named) > 1:
            sets = tuple(map(set_key, self.sets))
        if self.status != IN_FORCE:
            recognised = self.status == RECOGNISED
            row["status"] = "recognised" if recognised else [str(each) for each in self.status]
        for key, values in (
            ("stars", self.stars),
            ("set", sets),
            ("group", self.groups),
            ("entity_kind", self.entity_kinds),
            ("province", self.provinces),
            ("district", self.districts),
            ("commune", self.communes),
            ("kind", self.kinds),
        ):
            if values:
                row[key] = list(values)
        if len(named) == 1 and newest() not in named:
            row["numbering"] = self.sets[0].numbering
        if self.issued is not None:
            row["issued"] = self.issued.to_table()
        return row

    @property
    def rest(self) -> Where:
        """The filter without its standings and ranks: the table that a published count is of."""
        return attrs.evolve(self, status=IN_FORCE, stars=())

    def within(self, whole: Where) -> bool:
        """Whether all that this filter counts is counted by ``whole`` too.

        Raises:
            InputError: not a filter.
        """
        checked(whole, Where, "whole")
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
        raise InputError.of("not-a-name", given=value)
    return _one_name(value)


def _star(value: object) -> int:
    if type(value) is not int or value not in STARS:
        raise InputError.of("not-one-of-the-ranks", given=value, known=STARS)
    return value


def _set(numbering: str, which: object) -> ProductSet:
    """A set of a numbering, or of the one that its key names: ``"1048:21"``."""
    if isinstance(which, str) and (match := _SET_KEY.fullmatch(which)):
        return find_set(_known(match[1], numberings()), int(match[2]))
    return find_set(numbering, which)  # type: ignore[arg-type]  # it says what is wrong with it


def _known(value: object, known: tuple[str, ...]) -> str:
    if isinstance(value, str) and value in known:
        return value
    raise InputError.of("not-known", given=value, known=known)


#: What a filter may say of the status → the standings that it means.
STANDINGS: dict[str, tuple[Standing, ...]] = {
    **{str(standing): (standing,) for standing in Standing},
    "in-force": IN_FORCE,
    "recognised": RECOGNISED,
}
_STATUSES = tuple(STANDINGS)


def read_filtered(kind: type[T], table: object, keys: Iterable[str]) -> T:
    """The value that a table of these keys says; those of a filter, if any, are its ``where``.

    Raises:
        InputError: every fault, at the keys of the table.
    """
    if not isinstance(table, Mapping):
        raise InputError.of("not-a-table", given=table)
    faults = Faults()
    known = tuple(keys)
    check_keys(table, optional=known, place="", faults=faults)
    fields = {key: value for key, value in table.items() if key in known}
    if set(KEYS) <= set(known):
        fields["where"] = {key: fields.pop(key) for key in KEYS if key in fields}
    try:
        value = read_fields(kind, fields)
    except InputError as err:
        faults.found += [
            attrs.evolve(fault, path=fault.path[fault.path[:1] == ("where",) :])
            for fault in err.faults
        ]
        raise InputError(faults.found) from None
    faults.raise_if_any()
    return value
