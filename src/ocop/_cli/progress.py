"""How far a long command is, on the terminal of the person who waits for it."""

from __future__ import annotations

import sys
from contextlib import closing
from importlib import import_module
from time import monotonic
from typing import TYPE_CHECKING, Any

from ocop.text import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ocop._cli.answer import Answer
    from ocop.words import Lang

__all__ = ["with_progress"]

#: Seconds between two looks.
_PAUSE = 0.2
_UNIT = Label(" phiếu", " sheets")


def with_progress(answers: Iterable[Answer], lang: Lang) -> Iterator[Answer]:
    """The answers, counted on standard error where it is a terminal and they go elsewhere."""
    if not _is_terminal(sys.stderr) or _is_terminal(sys.stdout):
        yield from answers
        return
    bar: Any
    try:
        tqdm = import_module("tqdm").tqdm
        # without its thread, beside which no process could be forked
        bar = type("Bar", (tqdm,), {"monitor_interval": 0})(unit=_UNIT(lang), leave=False)
    except ImportError:
        bar = _Count(_UNIT(lang))
    with closing(bar):
        for answer in answers:
            yield answer
            bar.update(answer.sheets)


def _is_terminal(stream: object) -> bool:
    isatty = getattr(stream, "isatty", None)
    return isatty is not None and bool(isatty())


class _Count:
    """How many there were, as tqdm says it."""

    def __init__(self, unit: str) -> None:
        self._unit, self._number, self._shown = unit, 0, ""
        self._next_look = monotonic() + _PAUSE

    def update(self, number: int) -> None:
        self._number += number
        if monotonic() >= self._next_look:
            self._shown = f"{self._number}{self._unit}"
            print(f"\r{self._shown}", end="", file=sys.stderr, flush=True)
            self._next_look = monotonic() + _PAUSE

    def close(self) -> None:
        """Leave an empty line to what is told next."""
        print(f"\r{' ' * len(self._shown)}\r", end="", file=sys.stderr, flush=True)
