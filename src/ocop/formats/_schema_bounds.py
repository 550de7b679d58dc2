"""Bounds of fields that their annotations do not say: class → key → what a schema adds."""

from __future__ import annotations

from typing import Any

from ocop.targets.where import STARS

__all__ = ["BOUNDS", "SAID"]

#: Text with something in it.
SAID: dict[str, Any] = {"pattern": r"\S"}
_RANK: dict[str, Any] = {"minimum": 1, "maximum": 5}
_COUNT: dict[str, Any] = {"minimum": 0}

BOUNDS: dict[str, dict[str, dict[str, Any]]] = {
    "Certificate": {"product": SAID, "stars": _RANK},
    "CouncilResult": {"total": _COUNT, "stars": _RANK},
    "CouncilRules": {
        "members": {"minimum": 1},
        "quorum": {"minimum": 1},
        "spread": _COUNT,
        "decimals": _COUNT,
    },
    "Earlier": {"total": _COUNT, "stars": _RANK},
    "Indicator": {"id": SAID, "unit": SAID, "source": SAID, "value": _COUNT},
    "Milestone": {"id": SAID, "source": SAID},
    "PublishedCount": {"value": _COUNT},
    "Recognition": {
        "name": SAID,
        "stars": {"minimum": STARS[0], "maximum": STARS[-1]},
        "total": _COUNT,
    },
    "Snapshot": {"set_aside": _COUNT},
    "Target": {"id": SAID, "priority": {"minimum": 1}},
}
