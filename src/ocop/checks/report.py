"""Reports of checks: as a colleague's note, as plain data, as a table in a notebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from ocop import _ports
from ocop.checks.coverage.coverage import Coverage
from ocop.checks.result import CheckResult, Failure, Refusal
from ocop.errors import Fault, checked_lang
from ocop.law.rules import Rules
from ocop.shown.value import Shown, Tidy
from ocop.text import Label
from ocop.words import Lang, escaped, in_words, kept, percent, shortened

__all__ = [
    "CheckReport",
    "block",
    "counts_text",
    "file_lines",
    "result_data",
    "status_text",
]

_WORDS = {
    "failed": Label("SAI", "FAIL"),
    "unreadable": Label("LỖI", "ERROR"),
    "passed": Label("ĐÚNG", "OK"),
    "expected": Label("mong đợi", "expected"),
    "got": Label("tính ra", "got"),
    "refused": Label("bị từ chối", "refused"),
    "not_refused": Label("không bị từ chối", "not refused"),
    "why": Label("Vì sao", "Why"),
    "reference": Label("Căn cứ", "Reference"),
    "of_case": Label("Căn cứ của ca", "Source of the case"),
    "readings": Label("Cách hiểu", "Readings"),
    "default": Label("mặc định", "default"),
    "changes": Label("Khác quy định hiện hành", "Differs from the law"),
    "again": Label("Chạy lại ca này", "Run it again"),
    "on": Label("ngày", "on"),
    "empty": Label("không có", "none"),
    "counts": Label("{failed} sai, {passed} đúng, {unreadable} không chạy được.",
                    "{failed} failed, {passed} passed, {unreadable} could not be run."),
    "of_file": Label("{passed} đúng", "{passed} passed"),
    "of_file_failed": Label("{failed} sai", "{failed} failed"),
    "of_file_unreadable": Label("{unreadable} không chạy được", "{unreadable} could not be run"),
}  # fmt: skip
#: Letters of a value that are shown.
_MOST = 200


@attrs.frozen(repr=False)
class CheckReport(Shown, Tidy):
    """What became of the checks that were run; ``print`` it, or let a notebook show it as a table.

    Attributes:
        results: One of every case, in the order of the files.
        faults: Of files that cannot be read at all.
    """

    results: tuple[CheckResult, ...]
    faults: tuple[Fault, ...] = ()

    def __repr__(self) -> str:
        return f"<CheckReport: {_WORDS['counts'].en.format(**self.counts)[:-1]}>"

    def _of(self, status: str) -> tuple[CheckResult, ...]:
        return tuple(result for result in self.results if result.status == status)

    @property
    def passed(self) -> tuple[CheckResult, ...]:
        """The cases of which every expectation holds."""
        return self._of("passed")

    @property
    def failed(self) -> tuple[CheckResult, ...]:
        """The cases of which some expectation does not hold."""
        return self._of("failed")

    @property
    def unreadable(self) -> tuple[CheckResult, ...]:
        """The cases that cannot be read, or whose answer cannot be reached."""
        return self._of("unreadable")

    @property
    def counts(self) -> dict[str, int]:
        """How many passed, failed and could not be run; a file that cannot be read is one."""
        files = len({fault.file for fault in self.faults})
        return {
            "passed": len(self.passed),
            "failed": len(self.failed),
            "unreadable": len(self.unreadable) + files,
        }

    @property
    def ok(self) -> bool:
        """Whether every case was run and passed."""
        return not (self.faults or self.failed or self.unreadable)

    def coverage(self) -> Coverage:
        """Which of the rules that the cases touch some case decides, and which none does.

        A rule is decided where some case would fail if it were otherwise: one point more or less, a
        month, a day, another star, nothing at all. ``print`` what comes back, or take its
        ``to_dict``; the cases are run again for it, so it takes longer than :func:`run`.
        """
        coverage: Coverage = _ports.ask("coverage", self.results)
        return coverage

    def text(self, lang: str = "vi") -> str:
        """A line a file, a block a case that did not pass, and the counts.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        checked = checked_lang(lang)
        lines = [*file_lines(self, checked)]
        for result in self.results:
            if result.status != "passed":
                lines += ["", *block(result, checked)]
        lines += ["", counts_text(self, checked)]
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.text("en")

    def to_dict(self, lang: str = "vi") -> dict[str, Any]:
        """The report as plain data: ``passed``, ``failed``, ``unreadable``, ``cases``, ``faults``.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        checked = checked_lang(lang)
        return {
            **self.counts,
            "cases": [result_data(result, checked) for result in self.results],
            "faults": [fault.to_data(checked) for fault in self.faults],
        }


def counts_text(report: CheckReport, lang: Lang) -> str:
    """How many passed, failed and could not be run, in a sentence."""
    return _WORDS["counts"](lang).format(**report.counts)


def status_text(result: CheckResult, lang: Lang) -> str:
    """What became of a case, in a word."""
    return _WORDS[result.status](lang)


def file_lines(report: CheckReport, lang: Lang) -> Iterator[str]:
    """A line a file: how many of its cases passed, failed and could not be run."""
    of_file: dict[str, dict[str, int]] = {}
    for result in report.results:
        counts = of_file.setdefault(result.file.name, dict.fromkeys(_STATUSES, 0))
        counts[result.status] += 1
    for name, counts in of_file.items():
        said = [
            _WORDS[key](lang).format(**counts)
            for key, status in _OF_FILE
            if counts[status] or status == "passed"
        ]
        yield f"{escaped(name)}: {', '.join(said)}"
    for fault in report.faults:
        yield f"{_WORDS['unreadable'](lang)}  {fault.text(lang)}"


_STATUSES = ("passed", "failed", "unreadable")
_OF_FILE = (
    ("of_file", "passed"),
    ("of_file_failed", "failed"),
    ("of_file_unreadable", "unreadable"),
)


def block(result: CheckResult, lang: Lang) -> list[str]:
    """What is to be said of a case that did not pass, a line a thing."""
    where = f"{escaped(result.file.name)}:{result.line}"
    lines = [f"{_WORDS[result.status](lang)}  {where}  {_quoted(result.name, lang)}"]
    lines += [f"     {_fault_text(fault, result, lang)}" for fault in result.faults]
    for n, failure in enumerate(result.failures):
        lines.append(f"     {_failure_line(failure, lang)}")
        after = result.failures[n + 1 : n + 2]
        if not after or after[0].view is not failure.view or isinstance(failure.got, Refusal):
            lines += [f"     {line}" for line in _reasons(failure, lang)]
    if result.failures:
        lines += [f"     {line}" for line in _footing(result, lang)]
    lines.append(f"     {_WORDS['again'](lang)}: ocop check {where}")
    return lines


def _quoted(name: str, lang: Lang) -> str:
    text = escaped(shortened(name, _MOST))
    return f"«{text}»" if lang == "vi" else f'"{text}"'


def _fault_text(fault: Fault, result: CheckResult, lang: Lang) -> str:
    """A fault with its line, its path as seen from its case."""
    own = len(result.check.path[:2])
    lined = attrs.evolve(fault, path=fault.path[own:], line=result.file.line(fault.path))
    return lined.text(lang)


def _failure_line(failure: Failure, lang: Lang) -> str:
    asked = "".join(
        f", {_WORDS['on'](lang) if key == 'on' else key} {_said(value, lang)}"
        for key, value in failure.asked.items()
    )
    field = escaped(shortened(f"{failure.field}{asked}", _MOST))
    expected, got = (_said(value, lang) for value in (failure.expected, failure.got))
    if failure.field == "refused" and failure.got is None:
        got = _WORDS["not_refused"](lang)
    elif isinstance(failure.expected, str) and failure.expected.strip().endswith("%"):
        got = _shown(failure.got, lang)
    return f"{field}: {_WORDS['expected'](lang)} {expected}, {_WORDS['got'](lang)} {got}"


def _shown(got: Any, lang: Lang) -> str:  # noqa: ANN401 - a plain value
    try:
        return percent(got, lang)
    except TypeError:
        return _said(got, lang)


def _said(value: Any, lang: Lang) -> str:  # noqa: ANN401 - a plain value, or what a file says
    if isinstance(value, Refusal):
        return f"{_WORDS['refused'](lang)} ({', '.join(value.codes)})"
    if isinstance(value, Mapping):
        items = (f"{escaped(str(key))}: {_said(item, lang)}" for key, item in value.items())
        return shortened(f"{{{', '.join(items)}}}", _MOST)
    if isinstance(value, tuple | list):
        if not value:
            return _WORDS["empty"](lang)
        members = dict.fromkeys(_said(item, lang) for item in value)
        return shortened(f"[{', '.join(members)}]", _MOST)
    return in_words(kept(value), lang, bare=True)


def _reasons(failure: Failure, lang: Lang) -> Iterator[str]:
    first, *more = failure.why(lang) or ("",)
    if first:
        head = f"{_WORDS['why'](lang)}: "
        yield f"{head}{first}"
        yield from (f"{' ' * len(head)}{line}" for line in more)
    cited = failure.cites(lang)
    if cited:
        yield f"{_WORDS['reference'](lang)}: {'; '.join(cited)}"


def _footing(result: CheckResult, lang: Lang) -> Iterator[str]:
    """What the case rests on: its own source, how the law is read, what is laid over it."""
    check = result.check
    source: str = getattr(check, "source", "")
    if source:
        yield f"{_WORDS['of_case'](lang)}: {escaped(shortened(source, _MOST))}"
    rules: Rules = check.setting.rules  # type: ignore[union-attr]  # a case that failed was read
    readings = rules.readings.changed
    said = "; ".join(f"{question} = {taken}" for question, taken in readings.items())
    yield f"{_WORDS['readings'](lang)}: {said or _WORDS['default'](lang)}"
    if rules.changes:
        yield f"{_WORDS['changes'](lang)}: {', '.join(one.title(lang) for one in rules.changes)}"


def result_data(result: CheckResult, lang: Lang) -> dict[str, Any]:
    """A result as plain data."""
    check = result.check
    return {
        "file": result.file.name,
        "line": result.line,
        "name": result.name,
        "subject": getattr(getattr(check, "subject", None), "name", None),
        "source": getattr(check, "source", ""),
        "status": result.status,
        "expectations": result.held,
        "failures": [
            {
                "field": failure.field,
                "line": result.file.line(failure.path),
                "asked": {key: _data(value) for key, value in failure.asked.items()},
                "expected": _data(failure.expected),
                "got": _data(failure.got),
                "why": list(failure.why(lang)),
                "references": list(failure.cites(lang)),
            }
            for failure in result.failures
        ],
        "faults": [
            attrs.evolve(fault, line=result.file.line(fault.path)).to_data(lang)
            for fault in result.faults
        ],
    }


def _data(value: Any) -> Any:  # noqa: ANN401 - a plain value
    if isinstance(value, Refusal):
        return {"refused": list(value.codes)}
    if isinstance(value, Mapping):
        return {str(key): _data(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_data(item) for item in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Label):
        return {"vi": value.vi, "en": value.en}
    return str(value)
