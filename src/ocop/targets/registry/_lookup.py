"""Look-ups that keep their answers, and their refusals too."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar, cast

import attrs

from ocop.errors import Fault, InputError, OcopError

__all__ = ["looked_up"]

T = TypeVar("T")


def looked_up(look_up: Callable[..., T]) -> Callable[..., T]:
    """A look-up that keeps its answers, and its refusals too: a file repeats its mistakes."""

    @lru_cache(maxsize=4096)
    def kept(*args: Any) -> tuple[T | None, tuple[Fault, ...]]:  # noqa: ANN401 - those of look_up
        try:
            return look_up(*args), ()
        except OcopError as err:
            return None, tuple(attrs.evolve(one, path=()) for one in err.faults)

    @wraps(look_up)
    def answer(*args: Any) -> T:  # noqa: ANN401 - those of look_up
        value, faults = kept(*args)
        if faults:
            raise InputError(faults)
        return cast("T", value)

    return answer
