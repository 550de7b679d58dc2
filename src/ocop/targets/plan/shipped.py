"""The plans that ship with the library."""

from __future__ import annotations

from functools import cache
from importlib import resources

from ocop.data import read_data
from ocop.errors import InputError, NotFoundError, RuleDataError
from ocop.targets.plan.plan import Plan

__all__ = ["plan", "plans"]


@cache
def _files() -> dict[str, str]:
    folder = resources.files("ocop.targets") / "data" / "plans"
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    return {name.removesuffix(".toml"): f"data/plans/{name}" for name in names}


@cache
def _shipped(id_: str) -> Plan:
    try:
        return Plan.from_table(read_data("ocop.targets", _files()[id_]))
    except InputError as err:
        raise RuleDataError(fault.in_file(f"{id_}.toml") for fault in err.faults) from None


def plan(which: str) -> Plan:
    """The built-in plan of this id.

    >>> plan("ha-tinh-2023-2025").target("products").at_least
    300

    Raises:
        NotFoundError: there is none; it names the nearest.
    """
    known = tuple(_files())
    if which in known:  # what is handed in may have no hash
        return _shipped(which)
    raise NotFoundError.of("not-known", "plan", given=which, known=known)


def plans() -> tuple[Plan, ...]:
    """Every built-in plan, by id."""
    return tuple(_shipped(id_) for id_ in _files())
