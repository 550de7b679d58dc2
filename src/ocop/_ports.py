"""Where a lower floor asks for what only an upper floor can give.

``Regime.rubric`` is such a question: the regime stands on the floor of law, the rubric on the floor
above it. The floor below names the port; :mod:`ocop._wiring`, outermost, says who answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["ask", "provide"]

_answers: dict[str, Callable[..., Any]] = {}


def provide(port: str, answer: Callable[..., Any]) -> None:
    """Let ``answer`` serve ``port``; the last one provided serves."""
    _answers[port] = answer


def ask(port: str, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - the caller knows the type
    """What the provider of ``port`` answers."""
    return _answers[port](*args, **kwargs)
