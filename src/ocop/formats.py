"""What a file holds, one way in: :func:`from_toml` reads every value that has a file form."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from ocop.errors import InputError
from ocop.law.changes.changes import Changes, changes_from_toml

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["from_toml"]

T = TypeVar("T")

_FROM_TOML: dict[type, Callable[[str], object]] = {Changes: changes_from_toml}


def from_toml(kind: type[T], text: str) -> T:
    """The value of this class that a TOML says.

    Args:
        kind: The class, such as :class:`ocop.Changes`.
        text: The text of the file.

    Raises:
        InputError: not TOML, or no such value: every fault with its line and path; also a class
            that has no form in TOML.
    """
    if kind not in _FROM_TOML:
        known = tuple(one.__name__ for one in _FROM_TOML)
        raise InputError.of(
            "no-file-form", "kind", given=getattr(kind, "__name__", kind), known=known
        )
    return cast("T", _FROM_TOML[kind](text))
