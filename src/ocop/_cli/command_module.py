"""Which module has a command: the others are not imported for it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

__all__ = ["COMMANDS", "modules_of"]

#: Module → its commands, in the order of the help.
COMMANDS = {
    "demo": ("demo",),
    "scoring": ("score", "sheet", "criteria", "sets"),
    "advice": ("advice",),
    "council": ("council",),
    "application": ("application",),
    "cycle": ("certificate", "calendar"),
    "targets": ("plan", "plans", "registry", "lapsing"),
    "due": ("due",),
    "forecast": ("forecast", "renewals"),
    "lint": ("lint",),
    "rules": ("rules",),
    "difference": ("diff",),
    "crosswalk": ("crosswalk",),
    "impact": ("impact",),
    "offer": ("new", "schema"),
    "checks": ("check", "vectors"),
}


def modules_of(words: Sequence[str]) -> list[ModuleType]:
    """The module of the command that the words name; all of them where they name none."""
    command = _command(words)
    names = [name for name, commands in COMMANDS.items() if command in commands]
    return [import_module(f"ocop._cli.{name}") for name in names or COMMANDS]


def _command(words: Sequence[str]) -> str | None:
    """The first word, but for the language; None behind an option that asks of all commands."""
    rest = iter(words)
    for word in rest:
        if word == "--lang":
            next(rest, None)
        elif not word.startswith("--lang="):
            return word
    return None
