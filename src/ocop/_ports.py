"""Where a lower module asks for what only an upper one can give.

``Regime.rubric`` is such a question: the regime stands on the floor of law, the rubric on the floor
above it. Who asks names the port; :mod:`ocop._wiring`, outermost, says who answers.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

__all__ = ["answer", "ask", "provide"]

#: Port → module and name of the function that answers.
_homes: dict[str, tuple[str, str]] = {}
#: The same functions, once they were asked.
_answers: dict[str, Callable[..., Any]] = {}


def provide(port: str, module: str, function: str) -> None:
    """Let a function serve ``port``; its module is imported when it is first asked."""
    _homes[port] = module, function
    _answers.pop(port, None)


def answer(port: str) -> Callable[..., Any]:
    """The provider of ``port``."""
    function = _answers.get(port)
    if function is None:
        module, name = _homes[port]
        function = _answers[port] = getattr(import_module(module), name)
    return function


def ask(port: str, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - the caller knows the type
    """What the provider of ``port`` answers."""
    return answer(port)(*args, **kwargs)
