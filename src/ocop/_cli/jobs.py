"""The sheets of a file scored by several processes, their answers in the order of the sheets."""

from __future__ import annotations

import signal
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING

from ocop._cli.answer import Answer, Answerer, Wanted
from ocop.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ocop._cli.files import Part
    from ocop._cli.sheets import ReadSheet

__all__ = ["answered_by"]

#: Sheets that go to a process at a time.
_CHUNK = 500
#: Of each process: chunks that wait for it or for being printed.
_WAITING = 3

_answerer: Answerer


def answered_by(jobs: int, parts: Iterable[Part | ReadSheet], wanted: Wanted) -> Iterator[Answer]:
    """The answers to all sheets, many at a time, read and scored by so many processes.

    Raises:
        InputError: a process was ended from outside.
    """
    rest = iter(parts)
    waiting: deque[Future[Answer]] = deque()
    # started anew, not forked: a bar of progress has a thread
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _start, (wanted,))
    try:
        while chunk := list(islice(rest, _CHUNK)):
            with _deaf():
                waiting.append(pool.submit(_answers, chunk))
            if len(waiting) >= jobs * _WAITING:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool:
        raise InputError.of("job-ended", "--jobs") from None
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _deaf() -> Iterator[None]:
    """Let processes that start meanwhile not hear Ctrl-C: this one hears it and ends them."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _start(wanted: Wanted) -> None:
    global _answerer  # noqa: PLW0603 - one a process
    _answerer = Answerer(wanted)


def _answers(chunk: list[Part | ReadSheet]) -> Answer:
    return Answer.of(list(map(_answerer.answer, chunk)))
