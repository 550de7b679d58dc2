"""The JSON Schemas as files of the package; to write them anew: python -m tests.formats.schema_files."""

from __future__ import annotations

import importlib
from pathlib import Path

import ocop
from ocop.data import dump_json
from ocop.formats.kind import _HOMES
from ocop.formats.schema import council_schema

FOLDER = Path(ocop.__file__).parent / "formats" / "schemas"


def made():
    """File name → text, of every stored class."""
    kinds = {
        cls: kind
        for home in set(_HOMES.values())
        for cls, kind in importlib.import_module(f"ocop.formats.{home}").KINDS.items()
    }
    schemas = {kind.name: ocop.json_schema(cls) for cls, kind in kinds.items()}
    schemas["council"] = council_schema()
    return {
        f"{name}.schema.json": dump_json(schema, indent=2) + "\n"
        for name, schema in schemas.items()
    }


def written():
    """File name → text, of every file there is."""
    return {file.name: file.read_text(encoding="utf-8") for file in FOLDER.glob("*.json")}


def write():
    """Write every file anew, and take away those of classes that are gone."""
    files = made()
    FOLDER.mkdir(exist_ok=True)
    for name in written():
        (FOLDER / name).unlink()
    for name, text in files.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
