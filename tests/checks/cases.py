"""Files of checks for tests: from text to results."""

from __future__ import annotations

from ocop.checks.builtin import builtin_files
from ocop.checks.case_file import read_checks
from ocop.checks.runner import run_file
from ocop.data import dump_toml
from ocop.errors import InputError

__all__ = [
    "answer_of",
    "answered",
    "builtin_checks",
    "case_of",
    "checks_of",
    "fields_held",
    "results",
]


class _Beside:
    """The texts of files by name; it can be sent, as a result is."""

    def __init__(self, files):
        self.files = files

    def __call__(self, name):
        if name not in self.files:
            raise InputError.of("check-no-file", given=name)
        return self.files[name]


def results(text, files=None):
    """The results of a file's text; ``files`` are those beside it, by name."""
    file = read_checks(text, name="x.ocop.toml", beside=_Beside(files or {}))
    return list(run_file(file))


def case_of(**keys):
    """The text of a file with one case."""
    return dump_toml({"case": [{"name": "ca", **keys}]})


def answered(files=None, **keys):
    """The one result of a case."""
    (result,) = results(case_of(**keys), files)
    return result


def fields_held(result):
    """The fields of the expectations that do not hold."""
    assert not result.faults, [fault.text() for fault in result.faults]
    return [failure.field for failure in result.failures]


def checks_of(text):
    """The cases of a file's text, read and not run."""
    return read_checks(text).checks


def answer_of(check):
    """The answer to a case."""
    return check.subject.make(check.given, check.setting)


def builtin_checks(folder):
    """The built-in cases of a folder, by the names of their files and of them."""
    files = [file for file in builtin_files() if folder in file.path.as_posix()]
    return {
        f"{file.path.name.split('.')[0]} {n}": check
        for file in files
        for n, check in enumerate(file.read().checks)
    }
