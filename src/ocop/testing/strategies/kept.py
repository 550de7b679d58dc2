"""Strategies that are drawn from again and again, each made once.

Hypothesis looks through a strategy before it first draws from it, which takes longer than to draw
and leaves much behind.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from hypothesis import strategies as st

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["among", "few", "maybe", "number"]

_T = TypeVar("_T")
#: More than there are of any.
_MOST = 256


@lru_cache(_MOST)
def among(values: tuple[Any, ...]) -> SearchStrategy[Any]:
    """One of the values."""
    return st.sampled_from(values)


@lru_cache(_MOST)
def few(values: tuple[Any, ...]) -> SearchStrategy[list[Any]]:
    """At most two of the values."""
    return st.lists(st.sampled_from(values), max_size=2, unique=True)


@lru_cache(_MOST)
def number(least: int, most: int) -> SearchStrategy[int]:
    """A whole number, both ends among them."""
    return st.integers(least, most)


@lru_cache(_MOST)
def maybe(strategy: SearchStrategy[_T]) -> SearchStrategy[_T | None]:
    """What a strategy that is kept draws, or None."""
    return st.none() | strategy
