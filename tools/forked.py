"""Try mutants of functions in forks of a process that has the tests in memory.

A function gets the code of its mutant in a child, which then runs the tests and is gone. It is
quicker than a new process a mutant, which has to start Python and to read every test. What stands
outside functions cannot be tried so, and what survives may only have been answered from memory
before: both are tried in a process of their own.
"""

from __future__ import annotations

import ast
import gc
import os
import signal
import sys
from functools import _lru_cache_wrapper
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Forks", "outermost"]

#: What a child leaves with where the mutant could not be put in place.
_NOT_PLACED = 77
_WORDS = ["-q", "-x", "-m", "not slow", "-p", "no:cacheprovider", "--tb=no"]


def outermost(tree: ast.Module, line: int, last: int) -> tuple[str, ...] | None:
    """The names down to the outermost function that holds some lines; None outside functions."""
    body: list[Any] = tree.body
    names: list[str] = []
    while True:
        inside = [
            node
            for node in body
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.body[0].lineno <= line
            and last <= (node.end_lineno or 0)
        ]  # fmt: skip
        if not inside:
            return None
        node = inside[0]
        names.append(node.name)
        if isinstance(node, ast.FunctionDef):
            return tuple(names)
        body = node.body


def _code(code: CodeType, names: tuple[str, ...], line: int) -> CodeType | None:
    """The code of a function by its names, the one that begins nearest before a line."""
    inner = [one for one in code.co_consts if isinstance(one, CodeType) and one.co_name == names[0]]
    inner = [one for one in inner if one.co_firstlineno <= line]
    if not inner:
        return None
    last = max(inner, key=lambda one: one.co_firstlineno)
    return last if len(names) == 1 else _code(last, names[1:], line)


def _place(path: Path, mutated: bytes, names: tuple[str, ...], line: int) -> bool:
    """Give every function of these names the code of the mutant; whether there was one."""
    new = _code(compile(mutated, str(path), "exec", dont_inherit=True), names, line)
    if new is None:
        return False
    placed = False
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename == str(path):
            own = one.__code__
            if (own.co_name, own.co_firstlineno) == (new.co_name, new.co_firstlineno):
                try:
                    one.__code__ = new
                except ValueError:  # it closes over other names
                    return False
                placed = True
    return placed


def _forget() -> None:
    """Empty every cache: what the sources answered must be answered by the mutant."""
    for one in gc.get_objects():
        if isinstance(one, _lru_cache_wrapper):
            one.cache_clear()


class Forks:
    """A process with the tests of a folder in memory, which tries mutants in children."""

    def __init__(self, folder: str) -> None:
        with _Silent():
            pytest.main([*_WORDS, "--collect-only", folder])
        gc.freeze()

    def killed(  # noqa: PLR0917 - what is changed, and how it is tried
        self,
        path: Path,
        mutated: bytes,
        names: tuple[str, ...],
        line: int,
        tests: list[str],
        seconds: float,
    ) -> bool | None:
        """Whether some test fails with the mutant; None where it could not be put in place."""
        child = os.fork()
        if child == 0:
            signal.alarm(int(seconds))
            code = _NOT_PLACED
            try:
                with _Silent():
                    gc.unfreeze()
                    if _place(path, mutated, names, line):
                        _forget()
                        code = int(pytest.main([*_WORDS, *tests]))
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            return True  # it ran for too long, or used too much memory
        code = os.WEXITSTATUS(status)
        return None if code == _NOT_PLACED else code != 0


class _Silent:
    """Nothing reaches the terminal inside."""

    def __enter__(self) -> None:
        sys.stdout.flush()
        self.kept = os.dup(1), os.dup(2)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        os.close(nowhere)

    def __exit__(self, *_: object) -> None:
        sys.stdout.flush()
        for number, kept in enumerate(self.kept, 1):
            os.dup2(kept, number)
            os.close(kept)
