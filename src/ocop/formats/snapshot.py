"""What counts on a day: published totals, or the recognitions that are counted."""

from ocop.formats.kind import Kind
from ocop.targets.snapshot.snapshot import Snapshot

__all__ = ["KINDS"]

KINDS = {
    Snapshot: Kind(
        name="snapshot",
        schema=Snapshot,
        read=lambda table, _: Snapshot.from_table(table),
    )
}
