"""The JSON Schema of checks as a file; to write it anew: python -m tests.checks.schema_file."""

from __future__ import annotations

from pathlib import Path

import ocop
from ocop.checks.schema import checks_schema
from ocop.data import dump_json

FILE = Path(ocop.__file__).parent / "checks" / "checks.schema.json"


def made():
    """The text of the file."""
    return dump_json(checks_schema(), indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(made(), encoding="utf-8")
