"""What frames are read by, asked for in one place."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ocop.errors import MissingExtra

try:
    import narwhals.stable.v2 as nw
except ImportError:
    raise MissingExtra.of("frames-missing") from None

__all__ = ["numpy_module", "nw"]


def numpy_module() -> Any:  # noqa: ANN401 - a module
    """numpy, which frames that lie in memory are reckoned by.

    Raises:
        MissingExtra: it is not there; pyarrow does not bring it.
    """
    try:
        return import_module("numpy")
    except ImportError:
        raise MissingExtra.of("frames-numpy-missing") from None
