"""Running checks: every expectation of every case is held, and told where it does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from pathlib import Path as FilePath
from typing import Any

from ocop.checks.case_file import CaseFile, Check, Expectation, Unreadable
from ocop.checks.expected import Mismatch, mismatches
from ocop.checks.files import NamedFile, case_files
from ocop.checks.plain import plain
from ocop.checks.refused import refused_events
from ocop.checks.report import CheckReport
from ocop.checks.result import CheckResult, Failure, Refusal
from ocop.checks.subject.subject import View
from ocop.errors import Faults, InputError, OcopError, Path, fault
from ocop.law.rules import Rules

__all__ = ["run", "run_case", "run_file", "run_files"]


def run(*paths: str | FilePath, rules: Rules | None = None) -> CheckReport:
    """Run the checks of files, and of the files ``*.ocop.toml`` of folders.

    Args:
        paths: Files or folders; ``FILE:LINE`` is the case on that line.
        rules: Which law, where neither a file nor a case says otherwise.

    Raises:
        InputError: no path, or one where there is nothing to run.
    """
    if not paths:
        raise InputError.of("check-no-paths")
    return run_files(case_files(paths), rules)


def run_files(files: Iterable[NamedFile], rules: Rules | None = None) -> CheckReport:
    """The report of files of checks; those that cannot be read stand in it."""
    results: list[CheckResult] = []
    unread = []
    for named in files:
        try:
            file = named.read(rules)
        except OcopError as err:
            unread += [one.in_file(named.name) for one in err.faults]
            continue
        chosen = file.checks if named.line is None else file.at_line(named.line)
        if not chosen:
            unread.append(fault("check-no-case-there").in_file(named.name, named.line))
        results += run_file(file, chosen)
    return CheckReport(tuple(results), tuple(unread))


def run_file(
    file: CaseFile, checks: Iterable[Check | Unreadable] | None = None
) -> Iterator[CheckResult]:
    """The results of the cases of a file, or of some of them."""
    for check in file.checks if checks is None else checks:
        yield run_case(file, check)


def run_case(file: CaseFile, check: Check | Unreadable) -> CheckResult:
    """What becomes of one case."""
    if isinstance(check, Unreadable):
        return CheckResult(file=file, check=check, faults=check.faults)
    run_ = _Run(check)
    run_.all()
    return CheckResult(
        file=file,
        check=check,
        held=run_.held,
        failures=tuple(run_.failures),
        faults=tuple(run_.faults.found),
    )


class _Run:
    """One case on its way."""

    def __init__(self, check: Check) -> None:
        self.check = check
        self.held = 0
        self.failures: list[Failure] = []
        self.faults = Faults()

    def all(self) -> None:
        """Answer the case, and hold every expectation against the answer."""
        check = self.check
        try:
            value = check.subject.make(check.given, check.setting)
        except OcopError as err:
            if check.refused is None:
                self.faults.take(err.faults, *check.path)
            else:
                self._refused(Refusal(err.faults))
            return
        if check.refused is not None:
            self._not_refused(value)
        for expectation in check.expectations:
            self._hold(expectation, View(value, expectation.asked))

    def _refused(self, refusal: Refusal) -> None:
        """Hold the codes of a refusal against those that are expected."""
        path = (*self.check.path, "refused")
        wanted = self.check.refused
        wanted = [wanted] if isinstance(wanted, str) else wanted
        if any(isinstance(one, Mapping) for one in wanted) and not isinstance(wanted, Mapping):
            self.faults.take(refusal.faults, *self.check.path)  # what goes before the refused event
            return
        self._compare(path, "refused", wanted, refusal.codes, got=refusal)

    def _not_refused(self, value: Any) -> None:  # noqa: ANN401 - any answer
        path = (*self.check.path, "refused")
        wanted = self.check.refused
        events = [wanted] if isinstance(wanted, Mapping) else wanted
        if self.check.subject.name == "application" and not isinstance(wanted, str):
            for n, event in enumerate(events):
                self.held += 1
                with self.faults.at(*path, *(() if isinstance(wanted, Mapping) else (n,))):
                    for expected, got in refused_events(value, event):
                        self._fail((*path, n), "refused", expected, got, None)
            return
        self.held += 1
        self._fail(path, "refused", wanted, None, View(value, {}))

    def _hold(self, expectation: Expectation, view: View) -> None:
        facts = self.check.subject.facts(self.check.given, expectation.asked)
        for field, wanted in expectation.fields.items():
            path = (*expectation.path, field)
            try:
                raw = facts[field](view)
            except OcopError as err:
                self.held += 1
                self._fail(path, field, wanted, Refusal(err.faults), view)
                continue
            known = tuple(one.value for one in type(raw)) if isinstance(raw, Enum) else None
            self._compare(path, field, wanted, plain(raw), view=view, known=known)

    def _compare(
        self,
        path: Path,
        field: str,
        wanted: object,
        value: object,
        *,
        view: View | None = None,
        known: tuple[str, ...] | None = None,
        got: object = None,
    ) -> None:
        self.held += 1
        try:
            for one in mismatches(wanted, value, known=known):
                shown = one.got if got is None else got
                self._fail((*path, *one.path), _dotted(field, one), one.expected, shown, view)
        except InputError as err:
            self.faults.take(err.faults, *path)

    def _fail(
        self, path: Path, field: str, expected: object, got: object, view: View | None
    ) -> None:
        self.failures.append(
            Failure(
                path=path,
                field=field,
                expected=expected,
                got=got,
                asked={} if view is None else view.asked,
                subject=self.check.subject,
                view=view,
            )
        )


def _dotted(field: str, mismatch: Mismatch) -> str:
    return ".".join((field, *map(str, mismatch.path)))
