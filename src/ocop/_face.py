"""Faces: what a package shows, each name loaded when it is first asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module

__all__ = ["lazily"]


def lazily(
    package: str, modules: Mapping[str, str], below: tuple[str, ...] = ()
) -> Callable[[str], object]:
    """The ``__getattr__`` of a package.

    Args:
        package: Its name.
        modules: Public name → the module that defines it.
        below: Packages below it that are there without an import of their own.
    """

    def load(name: str) -> object:
        if name in modules:
            value = getattr(import_module(modules[name]), name)
            setattr(sys.modules[package], name, value)  # asked once: the next time it is there
            return value
        if name in below:
            return import_module(f"{package}.{name}")
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return load
