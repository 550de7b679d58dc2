"""What programs store and send: every value as a dict, JSON or TOML, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocop._face import lazily

if TYPE_CHECKING:
    from ocop.formats.door import (
        converter,
        from_dict,
        from_json,
        from_toml,
        to_dict,
        to_json,
        to_toml,
    )
    from ocop.formats.schema import json_schema

#: Public name → the module that defines it, as the imports above say it to type checkers.
_MODULES = {
    "converter": "ocop.formats.door",
    "from_dict": "ocop.formats.door",
    "from_json": "ocop.formats.door",
    "from_toml": "ocop.formats.door",
    "json_schema": "ocop.formats.schema",
    "to_dict": "ocop.formats.door",
    "to_json": "ocop.formats.door",
    "to_toml": "ocop.formats.door",
}

__all__ = [
    "converter",
    "from_dict",
    "from_json",
    "from_toml",
    "json_schema",
    "to_dict",
    "to_json",
    "to_toml",
]

if not TYPE_CHECKING:  # else a misspelt name would pass every checker
    __getattr__ = lazily(__name__, _MODULES)


def __dir__() -> list[str]:
    return sorted(__all__)
