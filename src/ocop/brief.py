"""Values that print on one short line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

import attrs

__all__ = ["Brief", "cut"]

#: Letters that a value prints at most, and one of its fields.
_MOST = 200
_MOST_OF_FIELD = 60


class Brief:
    """What prints as its class and the fields that are not at their default, long ones cut.

    It prints at most 200 letters, for the eyes alone: lists show how many they hold, a label shows
    its Vietnamese words.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        kind: Any = type(self)
        shown = (
            f"{field.alias}={_field(getattr(self, field.name))}"
            for field in attrs.fields(kind)
            if field.init and field.repr and not _is_default(field, getattr(self, field.name))
        )
        return f"<{cut(f'{kind.__name__} ' + ', '.join(shown), _MOST - 2).rstrip()}>"


def cut(text: str, most: int = _MOST) -> str:
    """The beginning of a text, with the sign that there is more where there is."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _is_default(field: attrs.Attribute[Any], value: object) -> bool:
    default: Any = field.default
    if getattr(default, "takes_self", False):  # what it depends on is shown
        return True
    return bool(value == (default.factory() if hasattr(default, "factory") else default))


def _field(value: object) -> str:
    if hasattr(value, "vi"):  # a label
        value = value.vi
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, str):
        return repr(cut(value, _MOST_OF_FIELD))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | frozenset | Mapping):
        text = repr(value)
        return text if len(text) <= _MOST_OF_FIELD else f"({len(value)} of them)"
    return cut(repr(value), _MOST_OF_FIELD)
