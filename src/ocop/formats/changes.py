"""Changes of the law: the tables of their file."""

from __future__ import annotations

from ocop.formats.kind import Kind
from ocop.law.changes.changes import Changes

__all__ = ["KINDS"]

KINDS = {
    Changes: Kind(
        name="changes",
        schema=Changes,
        write=Changes.to_dict,
        read=lambda table, options: Changes.from_dict(table, lines=options.lines),
        takes=("lines",),
    )
}
