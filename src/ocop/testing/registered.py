"""Every public type with Hypothesis: ``st.from_type(ocop.Certificate)`` draws certificates.

Hypothesis finds this by its entry point; nothing has to be imported for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

__all__ = ["FACES", "public_types", "register"]

#: The modules whose names are public.
FACES = (
    "ocop",
    "ocop.checks",
    "ocop.cycle",
    "ocop.errors",
    "ocop.law",
    "ocop.scenarios",
    "ocop.scoring",
    "ocop.targets",
)


def public_types() -> tuple[type, ...]:
    """Every class that is public by its name, each once."""
    found: dict[type, None] = {}
    for name in FACES:
        face = import_module(name)
        values = (getattr(face, public) for public in face.__all__)
        found |= {value: None for value in values if isinstance(value, type)}
    return tuple(found)


def register() -> None:
    """Tell Hypothesis how each public type is drawn."""
    # not above: Hypothesis asks this module as the last step of being loaded itself
    from hypothesis import strategies as st  # noqa: PLC0415

    for cls in public_types():
        st.register_type_strategy(cls, _drawn)


def _drawn(cls: type) -> SearchStrategy[Any]:
    # the strategies read rules, and are needed once something is drawn
    from ocop.testing.strategies.every_type import strategy_of  # noqa: PLC0415

    return strategy_of(cls)
