"""What few scores need, by name: each is loaded when it is first asked for, see ocop.law.later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocop._face import lazily

if TYPE_CHECKING:
    from ocop.scoring.earlier import Earlier
    from ocop.scoring.next_star import NextStar

__all__ = ["Earlier", "NextStar"]

if not TYPE_CHECKING:  # else a misspelt name would pass every checker
    __getattr__ = lazily(
        __name__, {"Earlier": "ocop.scoring.earlier", "NextStar": "ocop.scoring.next_star"}
    )
