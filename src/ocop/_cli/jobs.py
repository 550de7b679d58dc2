"""The sheets of a file scored by several processes, their answers in the order of the sheets."""

from __future__ import annotations

import signal
import sys
import threading
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import get_all_start_methods, get_context
from typing import TYPE_CHECKING

from ocop._cli.answer import Answer, Answerer
from ocop.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ocop._cli.files import Part
    from ocop._cli.sheets import ReadSheet

__all__ = ["answered_by"]

#: Sheets that are answered before a process is started: its start costs as much as some thousands.
_ALONE = 1_000
#: Sheets that go to a process at a time.
_CHUNK = 250
#: Of each process: chunks that wait for it or for being printed.
_WAITING = 4

_answerer: Answerer


def answered_by(
    jobs: int, parts: Iterable[Part | ReadSheet], answerer: Answerer
) -> Iterator[Answer]:
    """The answers to all sheets: of the first ones here, then many at a time by so many processes.

    Raises:
        InputError: a process was ended from outside.
    """
    rest = iter(parts)
    yield from map(answerer.answer, islice(rest, _ALONE))
    for first in rest:
        yield from _by_processes(jobs, chain([first], rest), answerer)


def _by_processes(
    jobs: int, rest: Iterator[Part | ReadSheet], answerer: Answerer
) -> Iterator[Answer]:
    waiting: deque[Future[Answer]] = deque()
    pool = ProcessPoolExecutor(jobs, get_context(_method()), _start, (answerer,))
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


def _method() -> str:
    """How processes are started: with all that this one has read, where it is safe."""
    # the libraries of macOS bear no fork, and no thread lives on in one
    is_safe = sys.platform != "darwin" and threading.active_count() == 1
    return "fork" if is_safe and "fork" in get_all_start_methods() else "spawn"


@contextmanager
def _deaf() -> Iterator[None]:
    """Let processes that start meanwhile not hear Ctrl-C: this one hears it and ends them."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _start(answerer: Answerer) -> None:
    global _answerer  # noqa: PLW0603 - one a process
    _answerer = answerer


def _answers(chunk: list[Part | ReadSheet]) -> Answer:
    return Answer.of(list(map(_answerer.answer, chunk)))
