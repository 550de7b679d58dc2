"""Coverage: of the rules that cases touch, those that some case decides, and those that none does.

A case decides an element where what it expects would come out otherwise if the element were: one
point more or less, a month, a day, another star, or nothing at all. An element is decided where
each of these would be noticed by some case. That a case reads an element does not decide it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import attrs

from ocop import _ports
from ocop.checks.coverage.element import KINDS, Element, ElementKind, Shift
from ocop.checks.result import CheckResult
from ocop.errors import checked_lang
from ocop.shown.value import Shown, Tidy

__all__ = ["Coverage", "Decided"]


@attrs.frozen(kw_only=True)
class Decided:
    """One element, and who decides it.

    Attributes:
        element: The element.
        by: Each way in which it could be otherwise, with the first case that would notice; None
            where none would.
    """

    element: Element
    by: tuple[tuple[Shift, CheckResult | None], ...]

    @property
    def decided(self) -> bool:
        """Whether a case would notice each way."""
        return all(result is not None for _, result in self.by)


@attrs.frozen(repr=False)
class Coverage(Shown, Tidy):
    """What cases decide of the rules that they touch.

    Attributes:
        decisions: Every element, regime by regime, with who decides it.
    """

    decisions: tuple[Decided, ...]

    def __repr__(self) -> str:
        return f"<Coverage: {self.counts[0]} of {self.counts[1]} decided>"

    @property
    def counts(self) -> tuple[int, int]:
        """How many are decided, of how many."""
        return sum(one.decided for one in self.decisions), len(self.decisions)

    @cached_property
    def kinds(self) -> Mapping[ElementKind, tuple[int, int]]:
        """Kind → how many are decided, of how many, in the order of :data:`KINDS`."""
        counts = dict.fromkeys(KINDS, (0, 0))
        for one in self.decisions:
            done, of = counts[one.element.kind]
            counts[one.element.kind] = (done + one.decided, of + 1)
        return {kind: count for kind, count in counts.items() if count[1]}

    @property
    def undecided(self) -> tuple[Decided, ...]:
        """The elements that could be otherwise in some way that no case would notice."""
        return tuple(one for one in self.decisions if not one.decided)

    def text(self, lang: str = "vi") -> str:
        """How much of each kind is decided, by decision and set, and what could be otherwise.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        text: str = _ports.ask("coverage-text", self, checked_lang(lang))
        return text

    def __str__(self) -> str:
        return self.text("en")

    def to_dict(self, lang: str = "vi") -> dict[str, Any]:
        """Coverage as plain data: ``decided``, ``of``, ``kinds``, ``regimes``, ``elements``.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        data: dict[str, Any] = _ports.ask("coverage-data", self, checked_lang(lang))
        return data
