"""Checks of levels, ranks and rules that several values of this floor make."""

# no annotations as text here: those of converters become those of a class's __init__
from typing import cast

from ocop.argument import checked
from ocop.errors import Faults
from ocop.law.level import Level
from ocop.law.regime import Regime
from ocop.law.rules import Rules, default_rules

__all__ = ["as_level", "as_needed_level", "certified", "check_level", "rules_or_default"]


def as_level(value: Level | str | None) -> Level | None:
    """The level that a text names; anything else as it is, for :func:`check_level` to find."""
    if type(value) is str and value in set(Level):
        return Level(value)
    return cast("Level | None", value)


def as_needed_level(value: Level | str) -> Level:
    """As :func:`as_level`, for a field that must have one."""
    return cast("Level", as_level(value))


def check_level(faults: Faults, name: str, value: object, *, optional: bool = True) -> None:
    """Note a fault where the value is no level."""
    if not (isinstance(value, Level) or (optional and value is None)):
        faults.add("not-a-level", name, given=value, known=tuple(level.value for level in Level))


def certified(*regimes: Regime) -> dict[str, int]:
    """The least and the most stars that a level recognises under one of the regimes."""
    levels = [rule for regime in regimes for rule in regime.levels]
    stars = {stars for rule in levels for stars in rule.recognises}
    return {"least": min(stars), "most": max(stars)}


def rules_or_default(rules: Rules | None) -> Rules:
    """The rules that are given; the law as it stands where none are.

    Raises:
        InputError: it is no rules.
    """
    return default_rules() if rules is None else checked(rules, Rules, "rules")
