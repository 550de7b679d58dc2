"""Checks that several values of this floor make of what they are handed, fault by fault."""

# no annotations as text here: those of converters become those of a class's __init__
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, TypeVar, cast

from ocop.dates import checked_date
from ocop.errors import Faults, InputError
from ocop.law.level import Level
from ocop.law.regime import Regime
from ocop.law.rules import Rules, default_rules
from ocop.text import Label

__all__ = [
    "LARGEST",
    "as_level",
    "as_needed_level",
    "as_tuple",
    "certified",
    "check_bool",
    "check_dates",
    "check_day",
    "check_items",
    "check_level",
    "check_one_of",
    "check_text",
    "check_type",
    "check_whole",
    "check_year",
    "checked",
    "checked_items",
    "days_after",
    "rules_or_default",
]

T = TypeVar("T")

#: No number of this floor is larger; a larger one could not be written and read back.
LARGEST = 999_999_999
_LAST_YEAR = date.max.year

_KINDS = {
    "Application": Label("hồ sơ đăng ký", "an Application"),
    "Ballot": Label("phiếu của thành viên", "a Ballot"),
    "Certificate": Label("giấy chứng nhận", "a Certificate"),
    "CouncilResult": Label("kết quả của hội đồng", "a CouncilResult"),
    "CouncilRules": Label("quy chế hội đồng", "a CouncilRules"),
    "DateRange": Label("khoảng ngày", "a DateRange"),
    "Event": Label("việc của chu trình", "an Event"),
    "Document": Label("giấy tờ của hồ sơ", "a Document"),
    "Due": Label("việc đến hạn", "a Due"),
    "Label": Label("tên bằng hai thứ tiếng", "a Label"),
    "Regime": Label("quy định", "a Regime"),
    "Rules": Label("bộ quy tắc", "a Rules"),
    "Round": Label("đợt đánh giá", "a Round"),
    "Sheet": Label("phiếu chấm điểm", "a Sheet"),
    "Verdict": Label("kết luận của hội đồng", "a Verdict"),
    "Withdrawal": Label("việc thu hồi", "a Withdrawal"),
}


def as_level(value: Level | str | None) -> Level | None:
    """The level that a text names; anything else as it is, for :func:`check_level` to find."""
    if type(value) is str and value in set(Level):
        return Level(value)
    return cast("Level | None", value)


def as_needed_level(value: Level | str) -> Level:
    """As :func:`as_level`, for a field that must have one."""
    return cast("Level", as_level(value))


def as_tuple(values: Iterable[Any]) -> tuple[Any, ...]:
    """The items of a list as a tuple; anything else as it is, for :func:`check_items` to find."""
    if type(values) is tuple:
        return values
    return tuple(values) if _has_items(values) else cast("tuple[Any, ...]", values)


def check_level(faults: Faults, name: str, value: object, *, optional: bool = True) -> None:
    """Note a fault where the value is no level."""
    if not (isinstance(value, Level) or (optional and value is None)):
        faults.add("not-a-level", name, given=value, known=tuple(level.value for level in Level))


def check_dates(faults: Faults, **dates: date | None) -> bool:
    """Note a fault for every value that is neither a date nor None; whether there was none."""
    before = len(faults.found)
    for name, value in dates.items():
        if value is not None and type(value) is not date:
            with faults.at():
                checked_date(value, name)
    return len(faults.found) == before


def check_day(faults: Faults, name: str, value: object) -> bool:
    """Note a fault where a day that must be there is missing or no date; whether there was none."""
    if type(value) is date:
        return True
    if value is None:
        faults.add("missing", name)
        return False
    return check_dates(faults, **{name: cast("date", value)})


def certified(*regimes: Regime) -> dict[str, int]:
    """The least and the most stars that a level recognises under one of the regimes."""
    levels = [rule for regime in regimes for rule in regime.levels]
    stars = {stars for rule in levels for stars in rule.recognises}
    return {"least": min(stars), "most": max(stars)}


def check_text(faults: Faults, *, needed: bool = False, **texts: str) -> None:
    """Note a fault for every value that is not a text; for an empty one, where it is needed."""
    for name, value in texts.items():
        if not isinstance(value, str):
            faults.add("not-text", name, given=value)
        elif needed and not value.strip():
            faults.add("empty", name)


def check_bool(faults: Faults, **flags: bool) -> None:
    """Note a fault for every value that is not True or False."""
    for name, value in flags.items():
        if type(value) is not bool:
            faults.add("not-true-or-false", name, given=value)


def check_whole(
    faults: Faults, name: str, value: object, *, least: int = 1, most: int = LARGEST
) -> bool:
    """Note a fault where the value is no int, or out of its range; whether there was none."""
    if type(value) is not int:
        faults.add("not-a-whole-number", name, given=value)
    elif not least <= value <= most:
        faults.add("out-of-range", name, given=value, least=least, most=most)
    else:
        return True
    return False


def check_year(
    faults: Faults, name: str, value: object, *, least: int = date.min.year, most: int = _LAST_YEAR
) -> bool:
    """Note a fault where the value is no year; whether it is one."""
    if type(value) is int and least <= value <= most:
        return True
    faults.add("not-a-year", name, given=value, least=least, most=most)
    return False


def check_one_of(faults: Faults, name: str, value: object, known: Iterable[str]) -> bool:
    """Note a fault where the value is none of the known ids; whether it is one."""
    there = known if type(known) is tuple else tuple(known)
    if isinstance(value, str) and value in there:
        return True
    faults.add("not-known", name, given=value, known=there)
    return False


def check_items(faults: Faults, name: str, value: object) -> tuple[object, ...]:
    """The items of a value; none, and a fault, where it is no list."""
    if isinstance(value, tuple):
        return value
    faults.add("not-a-list", name, given=value)
    return ()


def check_type(faults: Faults, value: object, kind: type, *path: str | int) -> bool:
    """Note a fault where the value is not of a type; whether it is."""
    if isinstance(value, kind):
        return True
    faults.add("not-of-kind", *path, given=value, wanted=_KINDS[kind.__name__])
    return False


def checked(value: object, kind: type[T], *path: str | int) -> T:
    """The value itself where it is of a type.

    Raises:
        InputError: it is not.
    """
    if isinstance(value, kind):
        return value
    raise InputError.of("not-of-kind", *path, given=value, wanted=_KINDS[kind.__name__])


def days_after(day: date, days: int, *path: str | int) -> date:
    """The day so many days later.

    Raises:
        InputError: the calendar ends before.
    """
    if days > (date.max - day).days:
        raise InputError.of("calendar-ends-before-days", *path, day=day, days=days)
    return day + timedelta(days=days)


def rules_or_default(rules: Rules | None) -> Rules:
    """The rules that are given; the law as it stands where none are.

    Raises:
        InputError: it is no rules.
    """
    return default_rules() if rules is None else checked(rules, Rules, "rules")


def checked_items(values: Iterable[T], *path: str | int) -> tuple[T, ...]:
    """The items of a list, or of whatever else hands on one after the other.

    Raises:
        InputError: it is a text, or nothing that has items.
    """
    if _has_items(values):
        return tuple(values)
    raise InputError.of("not-a-list", *path, given=values)


def _has_items(values: object) -> bool:
    return isinstance(values, Iterable) and not isinstance(values, str | bytes | Mapping)
