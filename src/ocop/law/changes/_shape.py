"""What may stand in a file of changes: its keys, and the types of their values.

Whether what it names is there is asked when it is laid over a law, see :mod:`ocop.law.fold.law`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Literal, NotRequired, get_args, get_origin, is_typeddict

from ocop.dates import parse_date
from ocop.errors import Fault, Faults, InputError, Path
from ocop.law.kind import NONE
from ocop.law.rows.file import DecisionFile
from ocop.law.rows.label import Words
from ocop.law.rows.rubric import CriterionRow, ExclusionRow, ExclusionUse, OptionRow, Use
from ocop.law.rows.table import NamedSet
from ocop.law.tables import HOMES, SHORT, row_kinds
from ocop.text import Label

__all__ = ["HEAD", "at_line", "checked_data"]

#: What a file says of itself, in the order in which it is written.
HEAD = (
    "id",
    "kind",
    "title",
    "amends",
    "from",
    "reference",
    "number",
    "signed_on",
    "read",
    "verified_on",
    "repeals",
    "total",
)
Kinds = Mapping[str, Any]
_SETS = tuple[int, ...]
_ROWS: Kinds = {**Words.__annotations__, **CriterionRow.__annotations__, **Use.__annotations__}
#: Key → the annotation of its value, of what is no table of a decision: as rule files have it.
_OF_HEAD: Kinds = {"kind": str, "reference": str, "total": int, **DecisionFile.__annotations__}
_OF_OPTION: Kinds = {
    key: OptionRow.__annotations__[key] for key in ("points", "star", "vi", "en", "branch")
}
_OF_CRITERION: Kinds = {key: _ROWS[key] for key in ("heading_star", "needs", "vi", "en")}
_MEANS_CRITERION: Kinds = {
    "id": str,
    "no": str,
    "sets": _SETS,
    "option": int,
    "after": int,
    "was": dict[str, Any],
    "reference": str,
}
_EXCLUSIONS: Kinds = {**ExclusionRow.__annotations__, **ExclusionUse.__annotations__}
_OF_EXCLUSION: Kinds = {
    key: _EXCLUSIONS[key] for key in ("kind", "vi", "en", "at", "when", "stated", "bare")
}
_MEANS_EXCLUSION: Kinds = {"id": str, "sets": _SETS, "reference": str}
_OF_DOUBT: Kinds = {"vi": str, "en": str, "at": str, "sets": _SETS}
_KINDS = ("amendment", "proposal", "correction")
_OF_DECISIONS = ("number", "signed_on", "read", "verified_on", "repeals")
#: What changes rubrics, beside the tables of a decision.
_OF_RUBRICS = ("criteria", "exclusions", "doubts", "rubrics")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

_WHOLE = Label("số nguyên", "a whole number")
_WORDS = Label("chữ trong ngoặc kép", "text in quotes")
_TRUTH = Label("true hoặc false", "true or false")
_DAY = Label("ngày, như 2027-01-01", "a day, such as 2027-01-01")
_TABLE = Label("một bảng", "a table")
_TABLES = Label("danh sách các bảng", "a list of tables")
_WHOLES = Label("danh sách số nguyên, như [1, 4]", "a list of whole numbers, such as [1, 4]")
_TEXTS = Label("danh sách chữ", "a list of texts")
_LABEL = Label("bảng có vi và en", "a table with vi and en")
_PAIRS = Label('danh sách các cặp, như [["6.1", 1]]', 'a list of pairs, such as [["6.1", 1]]')
_NAMES = Label("bảng tên theo số của bộ", "a table of names by the number of the set")


def _is_whole(value: object) -> bool:
    return type(value) is int


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_list(of: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list | tuple) and all(map(of, value))


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping)


def _is_label(value: object) -> bool:
    return (
        isinstance(value, Mapping)
        and {"vi", "en"} <= value.keys()
        and all(_is_text(words) for words in value.values())
    )


def _is_pair(value: object) -> bool:
    return (
        isinstance(value, list | tuple)
        and len(value) == 2  # noqa: PLR2004 - criterion and option
        and isinstance(value[0], str)
        and _is_whole(value[1])
    )


def _is_names(value: object) -> bool:
    return isinstance(value, Mapping) and all(
        str(number).isascii() and str(number).isdigit() and (row == NONE or _is_label(row))
        for number, row in value.items()
    )


_CHECKS: dict[Label, Callable[[object], bool]] = {
    _WHOLE: _is_whole,
    _WORDS: _is_text,
    _TRUTH: lambda value: isinstance(value, bool),
    _DAY: lambda value: type(value) is date,
    _TABLE: _is_table,
    _TABLES: _is_list(_is_table),
    _WHOLES: _is_list(_is_whole),
    _TEXTS: _is_list(_is_text),
    _LABEL: _is_label,
    _PAIRS: _is_list(_is_pair),
    _NAMES: _is_names,
}
_PLAIN: dict[object, Label] = {int: _WHOLE, str: _WORDS, bool: _TRUTH, date: _DAY}
_LISTS = {_WHOLE: _WHOLES, _WORDS: _TEXTS, _TABLE: _TABLES}


def _expected(kind: Any) -> Label:  # noqa: ANN401 - an annotation
    """What a value of this annotation is, in words."""
    if get_origin(kind) is NotRequired:
        return _expected(get_args(kind)[0])
    if is_typeddict(kind):
        return _LABEL if {"vi", "en"} <= kind.__annotations__.keys() else _TABLE
    origin, args = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _PAIRS if get_origin(args[0]) is tuple else _LISTS[_expected(args[0])]
    if origin is dict:
        return _NAMES if args[1] is NamedSet else _TABLE
    return _WORDS if origin is Literal else _PLAIN[kind]


def at_line(fault: Fault, lines: Mapping[Path, int]) -> Fault:
    """A fault with the line of its path, or of the nearest table around it that has one."""
    path: Path = tuple(fault.path)
    while path and path not in lines:
        path = path[:-1]
    return fault.in_file(fault.file, lines.get(path, 1)) if lines else fault


def checked_data(data: object, lines: Mapping[Path, int]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a file of changes says of itself, and its tables, in the form in which they are kept.

    Raises:
        InputError: every fault, with its line.
    """
    shape = _Shape()
    if isinstance(data, Mapping):
        shape.file(data)
    else:
        shape.wrong((), data, _TABLE)
    if shape.faults.found:
        raise InputError(at_line(fault, lines) for fault in shape.faults.found)
    assert isinstance(data, Mapping)  # noqa: S101 - for the type checker: it has no fault
    head = {key: _day(data[key]) if key in _DAYS else data[key] for key in HEAD if key in data}
    tables = {key: table for key, table in data.items() if key not in HEAD}
    if "certificates" in tables:
        tables["term"] = tables.pop("certificates")
    return head, tables


_DAYS = ("from", "signed_on", "verified_on")


def _day(value: object) -> object:
    """A day, which JSON writes as text."""
    if not isinstance(value, str):
        return value
    try:
        return parse_date(value, "")
    except InputError:
        return value


class _Shape:
    """Gathers the faults of one file."""

    def __init__(self) -> None:
        self.faults = Faults()

    def wrong(self, path: Path, value: object, expected: Label) -> None:
        self.faults.add("change-wrong-type", *path, given=value, expected=expected)

    def keys(
        self, row: Mapping[str, Any], path: Path, known: Iterable[str], needed: Iterable[str] = ()
    ) -> None:
        """Note unknown and missing keys."""
        for key in row:
            if key not in known:
                self.faults.add("unknown-key", *path, str(key), given=key, known=(*known,))
        for key in needed:
            if key not in row:
                self.faults.add("missing-key", *path, key, key=key)

    def value(self, kind: Any, value: object, *path: str | int) -> None:  # noqa: ANN401 - an annotation
        """Note a value of another type; the word that ends one may stand everywhere."""
        expected = _expected(kind)
        if value != NONE and not _CHECKS[expected](value):
            self.wrong(path, value, expected)

    def row(self, row: object, path: Path, kinds: Kinds, needed: Iterable[str] = ()) -> bool:
        """Note what is wrong with a row; whether it is a row."""
        if not isinstance(row, Mapping):
            self.wrong(path, row, _TABLE)
            return False
        self.keys(row, path, kinds, needed)
        for key, value in row.items():
            if key in kinds:
                self.value(kinds[key], value, *path, key)
        return True

    def file(self, data: Mapping[str, Any]) -> None:
        self.keys(data, (), (*HEAD, *HOMES, *_OF_RUBRICS, "certificates"))
        self.head(data)
        if isinstance(data.get("title"), Mapping):  # of a row all keys are kept, of it these two
            self.keys(data["title"], ("title",), ("vi", "en"))
        for name, table in data.items():
            if name in HOMES:
                self.table(name, table)
        if "certificates" in data:
            self.row(data["certificates"], ("certificates",), row_kinds("term")[0])
            if "term" in data:
                self.faults.add("change-twice", "term", other="certificates")
        for name, of_row in (("criteria", self.criterion), ("exclusions", self.exclusion)):
            rows = data.get(name, ())
            if not isinstance(rows, list | tuple):
                self.wrong((name,), rows, _TABLES)
                continue
            for n, row in enumerate(rows):
                of_row(row, (name, n))
        self.doubts(data.get("doubts", {}))
        self.value(_SETS, data.get("rubrics", ()), "rubrics")

    def head(self, data: Mapping[str, Any]) -> None:
        """What the file says of itself."""
        kind = data.get("kind")
        needed = ["id", "kind", "title", "amends", "reference"]
        needed += ["from"] if kind != "correction" else []
        needed += ["number", "signed_on"] if kind == "amendment" else []
        self.keys(data, (), data, needed)
        if "kind" in data and kind not in _KINDS:
            self.faults.add("change-not-a-kind", "kind", given=kind, known=_KINDS)
        for key in HEAD:
            if key in data and key != "kind":
                self.value(_OF_HEAD[key], _day(data[key]) if key in _DAYS else data[key], key)
                if data[key] == NONE:
                    self.faults.add("missing-key", key, key=key)
        id_ = data.get("id")
        if isinstance(id_, str) and not _ID.fullmatch(id_):
            self.faults.add("change-not-an-id", "id", given=id_)
        if kind == "correction" and "from" in data:
            self.faults.add("change-correction-day", "from")
        if kind in ("proposal", "correction"):
            for key in _OF_DECISIONS:
                if key in data:
                    self.faults.add("change-of-decisions", key, key=key)

    def table(self, name: str, table: object) -> None:
        """A table of a decision: one row, or rows by their keys."""
        if table == NONE:
            return
        kinds, one = row_kinds(name)
        if one:
            self.row(table, (name,), kinds)
            return
        if not isinstance(table, Mapping):
            self.wrong((name,), table, _TABLE)
            return
        for key, row in table.items():
            path = (name, key)
            if row == NONE or (key == "reference" and _is_text(row)):
                continue
            if not kinds:  # words by key
                self.value(str, row, *path)
            elif name in SHORT and not isinstance(row, Mapping):
                self.value(int, row, *path)
            else:
                self.row(row, path, kinds)

    def criterion(self, row: object, path: Path) -> None:
        """A change of a criterion, of one of its options, or a new option."""
        of_option = isinstance(row, Mapping) and not row.keys().isdisjoint(
            {"option", "after", "points"}
        )
        values = _OF_OPTION if of_option else _OF_CRITERION
        if not self.row(row, path, {**_MEANS_CRITERION, **values}):
            return
        assert isinstance(row, Mapping)  # noqa: S101 - for the type checker
        if ("id" in row) == ("no" in row):
            self.faults.add("change-id-or-no", *path)
        if "no" in row and "sets" not in row:
            self.faults.add("change-no-without-sets", *path, no=row["no"])
        if not any(key in row for key in values):
            self.faults.add("change-says-nothing", *path, known=tuple(values))
        if "option" in row and "after" in row:
            self.faults.add("change-twice", *path, "after", other="option")
        if of_option and "option" not in row:
            self.new_option(row, path)
        for key, least, most in (("points", 0, 100), ("star", 1, 5), ("heading_star", 1, 5)):
            self.range(row, key, least, most, path)
        was = row.get("was")
        if isinstance(was, Mapping):
            self.row(was, (*path, "was"), values)

    def new_option(self, row: Mapping[str, Any], path: Path) -> None:
        for key in ("points", "vi", "en"):
            if key not in row:
                self.faults.add("change-new-option", *path, key=key)
        if "was" in row:
            self.faults.add("change-new-option-was", *path, "was")

    def range(self, row: Mapping[str, Any], key: str, least: int, most: int, path: Path) -> None:
        given = row.get(key)
        if _is_whole(given) and not least <= row[key] <= most:
            self.faults.add("change-out-of-range", *path, key, given=given, least=least, most=most)

    def exclusion(self, row: object, path: Path) -> None:
        """A change of an exclusion, or a new one."""
        if self.row(row, path, {**_MEANS_EXCLUSION, **_OF_EXCLUSION}, ["id"]):
            assert isinstance(row, Mapping)  # noqa: S101 - for the type checker
            if not any(key in row for key in _OF_EXCLUSION):
                self.faults.add("change-says-nothing", *path, known=tuple(_OF_EXCLUSION))

    def doubts(self, table: object) -> None:
        """Doubts that are settled, and new ones."""
        if not isinstance(table, Mapping):
            self.wrong(("doubts",), table, _TABLE)
            return
        for key, row in table.items():
            if row != NONE:
                self.row(row, ("doubts", key), _OF_DOUBT, ("vi", "en"))
