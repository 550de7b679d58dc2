"""Checks of what is handed in: each notes a fault where a value is not what is wanted.

One that is called ``check_…`` notes and goes on; one called ``checked…`` raises, and gives the
value where it is right; one called ``as_…`` makes of a value what a field keeps, and leaves what it
cannot make for the check to find.
"""

# no annotations as text here: those of converters become those of a class's __init__
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, TypeVar, cast

from ocop.dates import checked_date
from ocop.errors import Faults, InputError
from ocop.text import Label

__all__ = [
    "LARGEST",
    "as_items",
    "check_bool",
    "check_dates",
    "check_day",
    "check_each",
    "check_items",
    "check_one_of",
    "check_text",
    "check_texts",
    "check_type",
    "check_whole",
    "check_year",
    "checked",
    "checked_items",
    "days_after",
]

T = TypeVar("T")

#: No count or year is larger; a larger one could not be written and read back.
LARGEST = 999_999_999
_LAST_YEAR = date.max.year

#: Class → what its values are, in words.
_KINDS = {
    "Application": Label("hồ sơ đăng ký", "an Application"),
    "Assumptions": Label("các giả định", "assumptions"),
    "Ballot": Label("phiếu của thành viên", "a Ballot"),
    "Certificate": Label("giấy chứng nhận", "a Certificate"),
    "CouncilResult": Label("kết quả của hội đồng", "a CouncilResult"),
    "CouncilRules": Label("quy chế hội đồng", "a CouncilRules"),
    "DateRange": Label("một khoảng ngày", "days from one to another"),
    "Document": Label("giấy tờ của hồ sơ", "a Document"),
    "Due": Label("việc đến hạn", "a Due"),
    "EntityKind": Label("một loại hình chủ thể", "a kind of entity"),
    "Event": Label("việc của chu trình", "an Event"),
    "Forecast": Label("dự báo", "a Forecast"),
    "Impact": Label("tác động của thay đổi quy định", "an Impact"),
    "Indicator": Label("một số liệu", "an indicator"),
    "Label": Label("chữ bằng hai thứ tiếng", "words in both languages"),
    "Level": Label("một cấp", "a level"),
    "Milestone": Label("một mốc", "a milestone"),
    "NamedFigure": Label("tên của một số liệu", "words for a figure"),
    "Note": Label("một ghi chú", "a note"),
    "Plan": Label("một kế hoạch", "a plan"),
    "PlanReport": Label("báo cáo kế hoạch", "a PlanReport"),
    "ProductSet": Label("một bộ sản phẩm", "a product set"),
    "PublishedCount": Label("một số đã công bố", "a published count"),
    "Recognition": Label("một lần công nhận", "a recognition"),
    "Regime": Label("quy định", "a Regime"),
    "Registry": Label("một sổ theo dõi", "a registry"),
    "Round": Label("đợt đánh giá", "a Round"),
    "Rules": Label("bộ quy tắc", "a Rules"),
    "Scorecard": Label("kết quả chấm", "a Scorecard"),
    "Series": Label("chuỗi số liệu của kế hoạch", "a Series"),
    "Sheet": Label("phiếu chấm điểm", "a Sheet"),
    "Snapshot": Label("số liệu của một ngày", "the figures of a day"),
    "Target": Label("một chỉ tiêu", "a target"),
    "TargetMeasure": Label("một cách tính", "a way to measure"),
    "UnitList": Label("một danh sách địa bàn", "a list of places"),
    "Verdict": Label("kết luận của hội đồng", "a Verdict"),
    "Where": Label("một bộ lọc", "a filter"),
    "Withdrawal": Label("việc thu hồi", "a Withdrawal"),
    "str": Label("chữ", "text"),
}


def as_items(values: Iterable[Any]) -> Any:  # noqa: ANN401 - what is no list is left for the check
    """The items of a list as a tuple of their own; what is no list as it is."""
    if type(values) is tuple:
        return values
    return tuple(values) if _has_items(values) else values


def check_text(faults: Faults, value: object, *path: str | int, needed: bool = True) -> None:
    """Note a fault where a value is not text; where it is needed, also for an empty one."""
    if not isinstance(value, str):
        faults.add("not-text", *path, given=value)
    elif needed and not value.strip():
        faults.add("empty", *path)


def check_texts(faults: Faults, *, needed: bool = False, **texts: str) -> None:
    """As :func:`check_text`, for several fields by name."""
    for name, value in texts.items():
        if needed or not isinstance(value, str):
            check_text(faults, value, name, needed=needed)


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


def check_each(faults: Faults, values: object, kind: type, *path: str | int) -> bool:
    """Whether a value is a tuple of a class's values, or of names; a fault for each that is not."""
    if not isinstance(values, tuple):
        faults.add("not-a-list", *path, given=values)
        return False
    before = len(faults.found)
    for n, value in enumerate(values):
        if kind is str:
            check_text(faults, value, *path, n)
        elif not isinstance(value, kind):
            check_type(faults, value, kind, *path, n)
    return len(faults.found) == before


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
