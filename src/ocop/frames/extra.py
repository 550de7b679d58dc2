"""What frames are read by, asked for in one place."""

from __future__ import annotations

from ocop.errors import MissingExtra

try:
    import narwhals.stable.v2 as nw
except ImportError:
    raise MissingExtra.of("frames-missing") from None

__all__ = ["nw"]
