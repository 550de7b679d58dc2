"""What programs store and send: every value as a dict, JSON or TOML, and back."""

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
