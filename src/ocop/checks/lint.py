r"""Lint: what is wrong with a file that a person wrote, and what in it is likely not meant.

    >>> from ocop.checks.lint import lint
    >>> found = lint('members = 9\nquorum = 1\n', "quy-che.toml")
    >>> found.kind, found.faults, found.warnings[0].code
    ('council-rules', (), 'quorum-met-by-one')

To lint one more kind of file: add a :class:`Linter` to :data:`LINTERS`, before those whose keys it
has too.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import attrs

from ocop.argument import check_texts
from ocop.brief import Brief
from ocop.checks import _warnings
from ocop.checks.case_file import CaseFile, Unreadable, read_checks
from ocop.checks.files import SUFFIX, read_text
from ocop.cycle.application.application import Application
from ocop.cycle.certificate.certificate import Certificate
from ocop.cycle.council.regulation import CouncilRules
from ocop.cycle.council.verdict import Verdict
from ocop.data import load_json, load_toml
from ocop.documents import with_lines
from ocop.errors import Fault, Faults, OcopError, fault
from ocop.formats.door import from_json, from_toml
from ocop.law.changes.changes import Changes
from ocop.scenarios.assumptions.assumptions import Assumptions
from ocop.scoring.sheet.sheet import Draft, Sheet
from ocop.targets.plan.plan import Plan
from ocop.targets.registry.encoding import text_of
from ocop.targets.registry.registry import Registry
from ocop.targets.snapshot.snapshot import Snapshot

__all__ = ["LINTERS", "Linted", "Linter", "Source", "lint"]

#: How a JSON text begins; one of TOML may begin with ``[bands]`` or ``[[case]]``.
_JSON = re.compile(r"\s*(\{|\[\s*[{\]])")
#: What a warning is told of: the value of a file.
Warnings = Callable[[Any], tuple[Fault, ...]]


@attrs.frozen(kw_only=True, repr=False)
class Linted(Brief):
    """What was found in a file.

    Attributes:
        kind: What kind of file it is, such as ``"plan"``; empty where that is not known.
        faults: What is wrong: it cannot be read until that is mended.
        warnings: What can be read and is likely not meant, as data of the same form; none is looked
            for where there are faults.
    """

    kind: str
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()


@attrs.frozen(kw_only=True, repr=False)
class Source(Brief):
    """A file as it is read.

    Attributes:
        file: Its name, as faults give it.
        text: Its text.
        data: Its table, or its rows; None of a CSV.
        raw: Its bytes where they were handed in, else its text.
        form: ``"toml"``, ``"json"`` or ``"csv"``.
    """

    file: str
    text: str
    data: Any
    raw: bytes | str
    form: str


@attrs.frozen(kw_only=True, repr=False)
class Linter(Brief):
    """How a kind of file is told and linted.

    Attributes:
        kind: What it is called.
        types: The words in ``type`` that say so.
        ending: How the names of such files end, such as ``".changes.toml"``; empty where they do
            not tell.
        keys: Keys that no other kind has; a table that has one of them is of this kind.
        only: Keys of which such a table has no others; empty where it may.
        read: What a file says; any :class:`ocop.OcopError` that it raises is what is wrong.
        warnings: What of the value is likely not meant.
    """

    kind: str
    types: tuple[str, ...] = ()
    ending: str = ""
    keys: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    read: Callable[[Source], Any]
    warnings: Warnings = _warnings.none

    def holds(self, source: Source) -> bool:
        """Whether a file is of this kind."""
        data = source.data
        if not isinstance(data, Mapping):
            return False
        if isinstance(data.get("type"), str) and data["type"] in _TYPES:
            return data["type"] in self.types
        if self.ending and source.file.lower().endswith(self.ending):
            return True
        by_key = not data.keys().isdisjoint(self.keys)
        return by_key or (bool(self.only) and bool(data) and data.keys() <= {*self.only})


def _document(cls: Any) -> Callable[[Source], Any]:  # noqa: ANN401 - a class that is stored
    def read(source: Source) -> Any:  # noqa: ANN401 - a value of it
        return (from_toml if source.form == "toml" else from_json)(cls, source.text)

    return read


def _changes(source: Source) -> tuple[Changes, Any]:
    """The changes and the law under them, on which they are laid to see whether they can be."""
    return _warnings.laid_over_the_law(_document(Changes)(source))


def _checks(source: Source) -> CaseFile:
    """The cases, each of which can be read."""

    def beside(name: str) -> str:
        return read_text(Path(source.file).parent / name)

    file = read_checks(source.text, name=source.file, beside=beside if source.file else None)
    unread = (one.faults for one in file.checks if isinstance(one, Unreadable))
    faults = Faults()
    faults.take(fault for faults_of_one in unread for fault in faults_of_one)
    faults.raise_if_any()
    return file


_RULES = tuple(field.name for field in attrs.fields(CouncilRules))
_OWN = ("type", "format", "rules")
#: The fields of assumptions that are no keys of other kinds.
_SUPPOSED = tuple(
    field.name for field in attrs.fields(Assumptions) if field.name not in {"withdrawal", "sources"}
)
#: The kinds of tables, each told before those below it.
LINTERS: tuple[Linter, ...] = (
    Linter(
        kind="checks",
        types=("checks",),
        ending=SUFFIX,
        keys=("case",),
        read=_checks,
        warnings=_warnings.of_checks,
    ),
    Linter(
        kind="changes",
        types=("changes",),
        ending=".changes.toml",
        keys=("amends",),
        read=_changes,
        warnings=_warnings.of_changes,
    ),
    Linter(
        kind="plan",
        types=("plan",),
        keys=("targets",),
        read=_document(Plan),
        warnings=_warnings.of_plan,
    ),
    Linter(
        kind="council",
        types=("council", "verdict"),
        keys=("ballots",),
        read=_document(Verdict),
        warnings=_warnings.of_verdict,
    ),
    Linter(
        kind="application",
        types=("application",),
        keys=("history", "held_before"),
        read=_document(Application),
        warnings=_warnings.of_application,
    ),
    Linter(kind="draft", types=("draft",), read=_document(Draft)),
    Linter(
        kind="sheet",
        types=("sheet",),
        keys=("choices",),
        read=_document(Sheet),
        warnings=_warnings.of_sheet,
    ),
    Linter(
        kind="registry",
        types=("registry",),
        keys=("recognitions",),
        read=_document(Registry),
        warnings=_warnings.of_registry,
    ),
    Linter(kind="snapshot", types=("snapshot",), keys=("counts",), read=_document(Snapshot)),
    Linter(
        kind="certificate", types=("certificate",), keys=("issued_on",), read=_document(Certificate)
    ),
    Linter(
        kind="assumptions",
        types=("assumptions",),
        ending=".assumptions.toml",
        keys=_SUPPOSED,
        read=_document(Assumptions),
        warnings=_warnings.of_assumptions,
    ),
    Linter(
        kind="council-rules",
        types=("council-rules",),
        only=(*_RULES, *_OWN),
        read=_document(CouncilRules),
        warnings=_warnings.of_regulation,
    ),
)
_TYPES = frozenset(type_ for linter in LINTERS for type_ in linter.types)


def lint(content: str | bytes, file: str = "") -> Linted:
    """What is wrong with a file, and what in it is likely not meant.

    A kind is told by ``type``, else by the name, else by the keys. What is neither TOML nor JSON is
    a register: CSV.

    Args:
        content: Its text, or its bytes: UTF-8, and for a register UTF-16 or Windows-1258 too.
        file: Its name: it tells the form by its ending, and faults give it; files that cases name
            are looked for beside it.

    Raises:
        InputError: the arguments are no text; never for what stands in the file.
    """
    _check(content, file)
    try:
        source = _source(content, file)
    except OcopError as err:
        return Linted(kind="", faults=_in_file(err.faults, file))
    if source.form == "csv" or isinstance(source.data, list):
        return _register(source)
    linter = next((one for one in LINTERS if one.holds(source)), None)
    if linter is None:
        known = tuple(one.kind for one in LINTERS)
        return Linted(kind="", faults=_in_file([fault("kind-not-known", known=known)], file))
    try:
        value = linter.read(source)
    except OcopError as err:
        return Linted(kind=linter.kind, faults=_at(err.faults, source))
    return Linted(kind=linter.kind, warnings=_at(linter.warnings(value), source))


def _check(content: object, file: str) -> None:
    faults = Faults()
    if not isinstance(content, str | bytes):
        faults.add("not-text", "content", given=content)
    check_texts(faults, file=file)
    faults.raise_if_any()


def _source(content: str | bytes, file: str) -> Source:
    """The file as its form has it.

    Raises:
        InputError: it is of no form.
    """
    ending = os.path.splitext(file)[1].lower()
    text = content if isinstance(content, str) else text_of(content)
    text = text.removeprefix("\ufeff")
    form = {".toml": "toml", ".json": "json", ".csv": "csv", ".tsv": "csv", ".txt": "csv"}.get(
        ending
    )
    if form is None:
        form = "json" if _JSON.match(text) else "toml" if "=" in text else "csv"
    data = None if form == "csv" else (load_toml if form == "toml" else load_json)(text)
    return Source(file=file, text=text, data=data, raw=content, form=form)


def _register(source: Source) -> Linted:
    """A register as offices keep it: what is wrong with its rows, and what its records say."""
    try:
        if source.form == "csv":
            found = Registry.from_csv(source.raw, lenient=True)
        else:
            found = Registry.from_records(source.data, lenient=True)
    except OcopError as err:
        return Linted(kind="registry", faults=_in_file(err.faults, source.file))
    if found.faults:
        return Linted(kind="registry", faults=_in_file(found.faults, source.file))
    warnings = _warnings.of_registry(found.registry)
    return Linted(kind="registry", warnings=_in_file(warnings, source.file))


def _at(faults: tuple[Fault, ...], source: Source) -> tuple[Fault, ...]:
    """Faults of a file with its name, and with lines where it has lines."""
    if source.form == "toml":
        return with_lines(faults, source.text, source.file)
    return _in_file(faults, source.file)


def _in_file(faults: Any, file: str) -> tuple[Fault, ...]:  # noqa: ANN401 - faults in any list
    return tuple(one.in_file(file) for one in faults)
