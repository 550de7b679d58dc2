"""Snapshots of published totals from TOML, JSON and plain data.

    on = 2023-01-01
    source = "…"
    counts = [
      { status = "recognised", value = 284 },
      { status = "valid", stars = 4, value = 11 },
      { of = "entities", entity_kind = "cooperative", value = 90 },
    ]
    indicators = [
      { id = "sales-points", value = 2, unit = "points", place = "Can Lộc" },
    ]
    milestones = [ { id = "regulation", done = true, on = 2020-12-01 } ]
    units = { districts = ["Can Lộc", "Cẩm Xuyên"] }

An indicator or a milestone without ``on`` or ``source`` has those of the snapshot. A count's other
keys are those of a filter (:meth:`ocop.targets.Where.of`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ocop.documents import read
from ocop.limits import check_values
from ocop.targets.snapshot.snapshot import Snapshot

__all__ = ["snapshot_from_dict"]


def snapshot_from_dict(data: Mapping[str, Any]) -> Snapshot:
    """The snapshot that plain data says, as TOML and JSON give it.

    Raises:
        InputError: every fault with its key.
    """
    check_values(data)
    return read(Snapshot, data)
