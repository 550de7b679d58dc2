"""The faults and remarks of very many sheets: those that are shown, and how many more there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocop._cli.stream import remark, tell
from ocop.errors import MOST_FAULTS, Fault, InputError, more_faults
from ocop.text import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ocop._cli.answer import Answer
    from ocop.words import Lang

__all__ = ["Heard"]

_MORE = Label("… và {} lưu ý nữa", "… and {} more remarks")


class Heard:
    """What is told when all results are out; no more of it is kept than is shown.

    Args:
        lang: The language.
    """

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        self._faults: list[Fault] = []
        self._remarks: list[str] = []
        self._more_faults = self._more_remarks = 0

    def of(self, answers: Iterable[Answer]) -> Iterator[Answer]:
        """The answers, their faults and remarks noted."""
        for answer in answers:
            if answer.faults:
                self._faults += answer.faults
                self._more_faults += _cut(self._faults)
            if answer.remarks:
                self._remarks += answer.remarks
                self._more_remarks += _cut(self._remarks)
            yield answer

    def tell(self) -> int | None:
        """Say the remarks and the faults on standard error; what to leave with."""
        for line in self._remarks:
            remark(line)
        if self._more_remarks:
            remark(_MORE(self._lang).format(self._more_remarks))
        if not self._faults:
            return None
        code = tell(InputError(self._faults), self._lang)
        for line in more_faults(self._more_faults, self._lang):
            remark(line)
        return code


def _cut(items: list[Fault] | list[str]) -> int:
    """Leave as many as are shown; how many there were more."""
    more = max(len(items) - MOST_FAULTS, 0)
    del items[MOST_FAULTS:]
    return more
