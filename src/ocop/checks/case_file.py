"""Files of checks (``*.ocop.toml``): what they say, read strictly, each case by itself.

    format = 1
    source = "26/2026/QĐ-TTg, Điều 3"       # of every case that has none of its own
    rules = { readings = { star_minima = "own" }, changes = "de-xuat.changes.toml" }

    [[case]]
    name = "98 điểm nhưng liên kết chỉ mức 2 thì 3 sao"
    sheet = { regime = "26", set = 1, rest = "top", choices = { "1.5" = 2 } }
    expect = { total = 98, stars_by_points = 5, stars = 3, capped_by = ["1.5"] }

    [[case]]
    name = "khung điểm, không làm tròn"
    bands = { regime = "26" }
    table = [ ["total", "stars"], ["89.995", 4], ["90", 5] ]

What a case is about stands under one key, see :mod:`ocop.checks.subject.every`. A row of a table is
a case of its own: a column is a key of the subject (``choices.1.5``: one within it) where there is
such a key, else a field that is expected, or ``refused``; an empty text says nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, Literal, NotRequired, TypedDict

import attrs

from ocop import documents
from ocop.brief import Brief
from ocop.checks.subject.compare import changes_of
from ocop.checks.subject.every import subject_of
from ocop.checks.subject.subject import Setting, Subject
from ocop.data import load_toml
from ocop.errors import Fault, Faults, InputError, OcopError, Path
from ocop.law.rules import Rules, default_rules
from ocop.shape import fits
from ocop.toml_lines import key_lines

__all__ = [
    "CaseFile",
    "Check",
    "ChecksTable",
    "Expectation",
    "Unreadable",
    "read_checks",
    "read_table",
]


class RulesGiven(TypedDict):
    """Under which rules cases stand: readings, and changes in files beside or as tables."""

    readings: NotRequired[dict[str, str]]
    changes: NotRequired[str | dict[str, Any] | tuple[str, ...]]


_Expect = dict[str, Any] | tuple[dict[str, Any], ...]


class _Refused(TypedDict):
    """With which code, or codes, a row is to be refused."""

    refused: str | tuple[str, ...]


class CaseTable(TypedDict):
    """A case; what stands under the keys of its subject is read once the subject is known."""

    name: str
    source: NotRequired[str]
    rules: NotRequired[RulesGiven]
    expect: NotRequired[_Expect]
    refused: NotRequired[str | _Expect | tuple[str, ...]]
    table: NotRequired[tuple[tuple[Any, ...], ...]]
    sheet: NotRequired[Any]
    bands: NotRequired[Any]
    ballots: NotRequired[Any]
    council: NotRequired[Any]
    certificate: NotRequired[Any]
    application: NotRequired[Any]
    registry: NotRequired[Any]
    plan: NotRequired[Any]
    snapshot: NotRequired[Any]
    forecast: NotRequired[Any]
    regime: NotRequired[Any]
    deadline: NotRequired[Any]
    compare: NotRequired[Any]


class ChecksTable(TypedDict):
    """The table of a file of checks."""

    type: NotRequired[Literal["checks"]]
    format: NotRequired[Literal[1]]
    source: NotRequired[str]
    rules: NotRequired[RulesGiven]
    case: tuple[CaseTable, ...]


@attrs.frozen(repr=False)
class Expectation(Brief):
    """What is expected at once: of a day, say.

    Attributes:
        path: Where it stands.
        asked: What it is asked of: the day ``on``, a ``target``…
        fields: The fields, with what each is to be.
    """

    path: Path
    asked: Mapping[str, Any]
    fields: Mapping[str, Any]


@attrs.frozen(kw_only=True, repr=False)
class Check(Brief):
    """One case, or one row of the table of one, ready to be run.

    Attributes:
        path: Where it stands: ``("case", 3)``, ``("case", 3, "table", 2)``.
        name: What it is called.
        source: Its source in law; empty where neither it nor its file says one.
        subject: What it is about.
        given: What stands under the keys of the subject.
        setting: What it stands in: the rules, the files beside.
        expectations: What is expected.
        refused: The codes with which it is to be refused; of an application the events that are.
    """

    path: Path
    name: str
    source: str
    subject: Subject
    given: Mapping[str, Any]
    setting: Setting
    expectations: tuple[Expectation, ...]
    refused: Any = None


@attrs.frozen(kw_only=True, repr=False)
class Unreadable(Brief):
    """A case that cannot be read, and why."""

    path: Path
    name: str
    faults: tuple[Fault, ...]


@attrs.frozen(kw_only=True, repr=False)
class CaseFile(Brief):
    """A file of checks.

    Attributes:
        name: What the file is called.
        text: What stands in it.
        checks: Its cases in their order, those that cannot be read among them.
    """

    name: str
    text: str
    checks: tuple[Check | Unreadable, ...]

    @cached_property
    def _lines(self) -> Mapping[Path, int]:
        return key_lines(self.text)

    def line(self, path: Path) -> int:
        """The line of what stands at a path, or of what holds it."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def at_line(self, line: int) -> tuple[Check | Unreadable, ...]:
        """The cases that a line is part of: one, or those of a table where it is no row of it."""
        if line > len(self.text.splitlines()):
            return ()
        starts = [self.line(check.path[:2]) for check in self.checks]
        begun = max((start for start in starts if start <= line), default=0)
        own = [one for one, start in zip(self.checks, starts, strict=True) if start == begun]
        exact = [one for one in own if len(one.path) > 2 and self.line(one.path) == line]  # noqa: PLR2004 - a row of a case
        return tuple(exact or own)


def read_checks(
    text: str,
    *,
    name: str = "",
    beside: Callable[[str], str] | None = None,
    rules: Rules | None = None,
) -> CaseFile:
    """The cases of a file.

    Args:
        text: What stands in it.
        name: What it is called.
        beside: The text of a file beside it, by name; without it there are none.
        rules: Which law, where neither the file nor a case says otherwise.

    Raises:
        InputError: no TOML, or nothing that could hold cases; a case that cannot be read stands
            among the others.
    """
    table = load_toml(text)
    reader = _Reader(beside or _nothing_beside, rules or default_rules(), table)
    return CaseFile(name=name, text=text, checks=tuple(reader.checks()))


def read_table(
    table: Mapping[str, Any], *, rules: Rules | None = None
) -> tuple[Check | Unreadable, ...]:
    """The cases of a table, as TOML or JSON gives it; files beside it there are none.

    Raises:
        InputError: as :func:`read_checks`.
    """
    return tuple(_Reader(_nothing_beside, rules or default_rules(), table).checks())


def _nothing_beside(name: str) -> str:
    raise InputError.of("check-no-file", given=name)


class _Reader:
    def __init__(
        self, beside: Callable[[str], str], rules: Rules, table: Mapping[str, Any]
    ) -> None:
        head = {**table, "case": ()} if isinstance(table.get("case"), list) else table
        documents.read(ChecksTable, head)
        self.beside, self.cases = beside, table["case"]
        self.source: str = table.get("source", "")
        if not self.cases:
            raise InputError.of("check-no-cases", "case")
        self.rules = rules
        self.rules = self._rules(table)

    def _rules(self, table: Mapping[str, Any]) -> Rules:
        """The rules of a file or a case, over those of what holds it."""
        given, rules, faults = table.get("rules", {}), self.rules, Faults()
        with faults.at("rules"):
            rules = rules.read(**given["readings"]) if "readings" in given else rules
        with faults.at("rules", "changes"):
            if "changes" in given:
                setting = Setting(rules=rules, beside=self.beside, name="")
                rules = rules.amended(*changes_of(given["changes"], setting))
        faults.raise_if_any()
        return rules

    def checks(self) -> Iterator[Check | Unreadable]:
        for n, case in enumerate(self.cases):
            path = ("case", n)
            try:
                yield from self._of_case(case, path)
            except OcopError as err:
                faults = tuple(fault.inside(*path) for fault in err.faults)
                yield Unreadable(path=path, name=_name(case), faults=faults)

    def _of_case(self, case: Mapping[str, Any], path: Path) -> Iterator[Check | Unreadable]:
        if not fits(CaseTable, case):
            documents.read(CaseTable, case)
        subject = subject_of(case)
        strange = [
            key for key in case if key not in _SHARED and key not in _own_keys(subject, case)
        ]
        if strange:
            raise InputError.of("check-not-beside", strange[0], given=strange[0], of=subject.name)
        setting = Setting(rules=self._rules(case), beside=self.beside, name=case["name"])
        if "table" not in case:
            yield self._check(case, subject, setting, path)
            return
        header, *rows = case["table"]
        columns = _columns(header, subject)
        if not rows:
            raise InputError.of("check-no-rows", "table")
        for n, row in enumerate(rows, 1):
            at = (*path, "table", n)
            name = f"{case['name']} [{n}]"
            try:
                if len(row) != len(columns):
                    raise InputError.of("not-so-many", number=len(row), needed=len(columns))
                of_row = _row(case, subject, columns, row)
                yield self._check(of_row, subject, attrs.evolve(setting, name=name), at)
            except OcopError as err:
                faults = tuple(fault.inside(*at) for fault in err.faults)
                yield Unreadable(path=at, name=name, faults=faults)

    def _check(
        self, case: Mapping[str, Any], subject: Subject, setting: Setting, path: Path
    ) -> Check:
        given = {key: case[key] for key in _own_keys(subject, case) if key in case}
        for key, schema in ((subject.name, subject.schema), *subject.beside.items()):
            if key in given and not fits(schema, given[key]):
                given[key] = documents.read(schema, given[key], key)
        expectations = _expectations(case, subject, given, path)
        if not expectations and "refused" not in case:
            raise InputError.of("check-nothing-expected")
        return Check(
            path=path,
            name=setting.name,
            source=case.get("source", self.source),
            subject=subject,
            given=given,
            setting=setting,
            expectations=expectations,
            refused=case.get("refused"),
        )


#: The keys of a case that are of no subject.
_SHARED = frozenset({"name", "source", "rules", "expect", "refused", "table"})


def _own_keys(subject: Subject, case: Mapping[str, Any]) -> tuple[str, ...]:
    compare = ("compare",) if "compare" in case and subject.name != "compare" else ()
    return (subject.name, *subject.beside, *compare)


def _name(case: object) -> str:
    name = case.get("name") if isinstance(case, Mapping) else None
    return name if isinstance(name, str) else ""


def _columns(header: tuple[Any, ...], subject: Subject) -> tuple[tuple[str, ...], ...]:
    """Where each column of a table goes, such as ``("sheet", "choices", "1.5")``.

    What is of no subject and no expectation is of the case itself: ``("", "refused")``.
    """
    faults, columns = Faults(), []
    for n, name in enumerate(header):
        if not isinstance(name, str) or not name:
            faults.add("not-text", "table", 0, n, given=name)
            continue
        if name == "refused":
            columns.append(("", name))
            continue
        first, _, rest = name.partition(".")
        below = (rest,) if rest else ()
        if first == "expect" and rest:
            first, _, rest = rest.partition(".")
            columns.append(("expect", first, *((rest,) if rest else ())))
        elif first in subject.keys:
            columns.append((subject.name, first, *below))
        else:
            columns.append(("expect", first, *below))
    faults.raise_if_any()
    return tuple(columns)


def _row(
    case: Mapping[str, Any],
    subject: Subject,
    columns: tuple[tuple[str, ...], ...],
    row: tuple[Any, ...],
) -> dict[str, Any]:
    """The case that a row says, over what its case says of all rows."""
    whole = {key: value for key, value in case.items() if key != "table"}
    expect = whole.get("expect", {})
    if not isinstance(expect, Mapping):
        raise InputError.of("not-a-table", "expect", given=expect)
    tables: dict[str, Any] = {"": {}, "expect": {**expect}}
    if isinstance(whole[subject.name], Mapping):
        tables[subject.name] = {**whole[subject.name]}
    for column, cell in zip(columns, row, strict=True):
        if cell == "":
            continue
        table, *steps, last = column
        into: dict[str, Any] = tables[table]
        for step in steps:
            into[step] = {**into.get(step, {})}
            into = into[step]
        into[last] = cell
    own = tables.pop("")
    if "refused" in own and not fits(_Refused, own):
        documents.read(_Refused, own)
    if "refused" in own and not tables["expect"]:
        del tables["expect"]
    return {**whole, **tables, **own}


def _expectations(
    case: Mapping[str, Any], subject: Subject, given: Mapping[str, Any], path: Path
) -> tuple[Expectation, ...]:
    expect = case.get("expect", ())
    alone = isinstance(expect, Mapping)
    faults, found = Faults(), []
    for n, table in enumerate([expect] if alone else expect):
        at = ("expect",) if alone else ("expect", n)
        with faults.at(*at):
            found.append(_expectation(table, subject, given, (*path, *at)))
    faults.raise_if_any()
    return tuple(one for one in found if one.fields)


def _expectation(
    table: Mapping[str, Any], subject: Subject, given: Mapping[str, Any], path: Path
) -> Expectation:
    faults = Faults()
    asked = {}
    for key, schema in subject.asks.items():
        if key in table:
            with faults.at():
                asked[key] = documents.read(schema, table[key], key)
    faults.raise_if_any()
    fields = {key: value for key, value in table.items() if key not in subject.asks}
    facts = subject.facts(given, asked)
    for key in fields:
        if key not in facts:
            known = tuple(sorted((*facts, *subject.asks)))
            faults.add("unknown-key", key, given=key, known=known)
    if not fields:
        faults.add("check-nothing-expected")
    faults.raise_if_any()
    return Expectation(path, asked, fields)
