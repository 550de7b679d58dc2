"""What Hypothesis loads by its entry point: a strategy for every public type of ocop.

It stands outside the package since Hypothesis may be loaded before coverage is measured.
"""

from __future__ import annotations

__all__ = ["register"]


def register() -> None:
    """Let ``st.from_type`` draw every public type of ocop."""
    from ocop.testing.registered import register as every  # noqa: PLC0415 - when it is asked

    every()
