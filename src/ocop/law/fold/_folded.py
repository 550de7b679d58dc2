"""A table of a regime as the decisions in force say it, and where its values come from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from ocop.brief import Brief
from ocop.frozen_map import FrozenMap
from ocop.law import later

__all__ = ["Folded"]

Path = tuple[str, ...]


@attrs.frozen(kw_only=True, repr=False)
class Folded(Brief):
    """A table as the decisions in force say it.

    Attributes:
        rows: The table.
        sources: Path → where a value comes from that an amendment touched.
        changed: Each value that an amendment, proposal or correction made different, in order.
        idle: Correction → the paths at which it says what stood so already.
    """

    rows: FrozenMap[str, Any]
    sources: Mapping[Path, later.Source] = attrs.field(factory=FrozenMap)
    changed: tuple[later.Changed, ...] = ()
    idle: Mapping[str, tuple[Path, ...]] = attrs.field(factory=FrozenMap)
