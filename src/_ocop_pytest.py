"""The pytest plugin: every case of a file ``*.ocop.toml`` is a test item.

It stands outside the package since pytest loads it before any measuring of coverage begins, and it
imports ``ocop`` only where there is such a file.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ocop.checks.case_file import CaseFile, Check, Unreadable
    from ocop.checks.result import CheckResult
    from ocop.words import Lang

_SUFFIX = ".ocop.toml"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The language of what a failure says."""
    parser.addini("ocop_lang", "language of the messages of ocop checks: vi (the default) or en")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a file of checks."""
    if file_path.name.endswith(_SUFFIX):
        collector: pytest.Collector = _File.from_parent(parent, path=file_path)
        return collector
    return None


class _CheckFailedError(Exception):
    """A case did not pass; its result says why."""

    def __init__(self, result: CheckResult) -> None:
        super().__init__(result.name)
        self.result = result


class _File(pytest.File):
    def collect(self) -> Iterator[pytest.Item]:
        from ocop.checks.files import NamedFile  # noqa: PLC0415 - only where there is such a file
        from ocop.errors import OcopError  # noqa: PLC0415 - as above

        name = os.path.relpath(self.path, self.config.invocation_params.dir)
        try:
            file = NamedFile(self.path, name).read()
        except OcopError as err:
            lang = _lang(self.config)
            raise self.CollectError("\n".join(one.text(lang) for one in err.faults)) from None
        seen: set[str] = set()
        for check in file.checks:
            name = check.name or f"case {check.path[1]}"
            if name in seen:
                name = f"{name} @{file.line(check.path)}"
            seen.add(name)
            item: pytest.Item = _Item.from_parent(self, name=name, file=file, check=check)
            yield item


class _Item(pytest.Item):
    def __init__(self, *, file: CaseFile, check: Check | Unreadable, **kwargs: Any) -> None:  # noqa: ANN401 - pytest's own
        super().__init__(**kwargs)
        self._file, self._check = file, check

    def runtest(self) -> None:
        from ocop.checks.runner import run_case  # noqa: PLC0415 - only where there is a case

        result = run_case(self._file, self._check)
        if result.status != "passed":
            raise _CheckFailedError(result)

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:  # noqa: ANN401 - pytest's own
        if isinstance(excinfo.value, _CheckFailedError):
            from ocop.checks.report import block  # noqa: PLC0415 - only where one fails

            return "\n".join(block(excinfo.value.result, _lang(self.config)))
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self._file.line(self._check.path) - 1, self.name


def _lang(config: pytest.Config) -> Lang:
    from ocop.errors import checked_lang  # noqa: PLC0415 - only where something is said

    return checked_lang(config.getini("ocop_lang") or os.environ.get("OCOP_LANG") or "vi")
