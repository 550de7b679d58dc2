"""What one amendment, proposal or correction says of the rubric of one set, laid over its table.

What may stand in its rows is described in ``docs/rules.md``.
"""

from __future__ import annotations

from datetime import date

import attrs

from ocop.errors import RuleDataError
from ocop.law.changes.changes import Changes
from ocop.law.fold._criteria_overlay import CriteriaOverlay
from ocop.law.fold._exclusion_overlay import doubts_over, exclusions_over
from ocop.law.fold._overlay import Laid, Overlay
from ocop.law.fold.rubric_table import RubricTable

__all__ = ["Laid", "laid_over"]


def laid_over(
    table: RubricTable, changes: Changes, since: date, number: int
) -> tuple[RubricTable, Laid]:
    """The table of a set with what the changes say of it, and what became of their rows.

    Raises:
        RuleDataError: every fault of what they say of this set.
    """
    overlay = Overlay(table, changes, since, number)
    criteria = CriteriaOverlay(overlay)
    criteria.lay(changes.tables.get("criteria", ()))
    exclusions = exclusions_over(overlay, changes.tables.get("exclusions", ()), criteria.moved)
    doubts = doubts_over(overlay, changes.tables.get("doubts", {}))
    overlay.faults.raise_if_any(RuleDataError)
    groups = table.file["groups"]
    if criteria.needs or criteria.moved:
        groups = [
            {**group, "criteria": [criteria.row_of(row) for row in group["criteria"]]}
            for group in groups
        ]
    own = [row for row in table.file.get("doubts", ()) if row["id"] in doubts]
    amended = attrs.evolve(
        table,
        file={**table.file, "groups": groups, "exclusions": exclusions, "doubts": own},
        criteria=criteria.criteria,
        doubts={id_: row for id_, row in doubts.items() if row not in own},
        sources={**table.sources, **overlay.sources},
        touched=table.touched | criteria.touched,
        changed=(*table.changed, *overlay.changed),
    )
    return amended, overlay.laid
