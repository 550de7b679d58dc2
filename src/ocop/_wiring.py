"""Who answers the ports of :mod:`ocop._ports`; set up when the package is first imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocop._ports import provide

if TYPE_CHECKING:
    from ocop.law.changes.changes import Changes
    from ocop.law.fold.law import Law
    from ocop.law.product_set import ProductSet
    from ocop.law.regime import Regime
    from ocop.scoring.rubric.rubric import Rubric

__all__ = ["wire"]


def _rubric(
    regime: Regime,
    product_set: ProductSet,
    law: Law | None = None,
    *,
    like: Rubric | None = None,
    what_if: tuple[Changes, ...] = (),
) -> Rubric:
    from ocop.scoring.rubric.load import load_rubric  # noqa: PLC0415 - `import ocop` stays light

    return load_rubric(regime, product_set, law, like=like, what_if=what_if)


def wire() -> None:
    """Let the upper floors answer what the lower floors ask."""
    provide("rubric", _rubric)
