"""What few questions of law need, by name: each is loaded when it is first asked for.

An annotation that says ``later.Changed`` is there at run time as others are, and a process that
meets none of them, as that of one score, imports none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocop._face import lazily

if TYPE_CHECKING:
    from ocop.law.changes.changed import Changed
    from ocop.law.changes.changes import Changes
    from ocop.law.decision import Decision
    from ocop.law.entity import EntityRule
    from ocop.law.level import Level, LevelRule
    from ocop.law.source import Source

__all__ = ["Changed", "Changes", "Decision", "EntityRule", "Level", "LevelRule", "Source"]

if not TYPE_CHECKING:  # else a misspelt name would pass every checker
    __getattr__ = lazily(
        __name__,
        {
            "Changed": "ocop.law.changes.changed",
            "Changes": "ocop.law.changes.changes",
            "Decision": "ocop.law.decision",
            "EntityRule": "ocop.law.entity",
            "Level": "ocop.law.level",
            "LevelRule": "ocop.law.level",
            "Source": "ocop.law.source",
        },
    )
