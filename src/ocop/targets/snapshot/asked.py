"""What a published total counts: the question, without the number that answers it."""

from __future__ import annotations

from typing import Any, Literal, get_args

import attrs

from ocop.brief import Brief
from ocop.data import toml_inline
from ocop.dates import DateRange
from ocop.targets.registry.flow import FlowEvent
from ocop.targets.where import Where

__all__ = [
    "AGAIN",
    "BLANK",
    "COUNTED",
    "COUNTED_EVENTS",
    "Again",
    "Asked",
    "Counted",
    "CountedEvent",
]

#: What can be counted.
Counted = Literal["recognitions", "products", "entities"]
COUNTED: tuple[Counted, ...] = get_args(Counted)
#: What may have happened within a period; ``"due"``: the last valid day is in it.
CountedEvent = Literal[FlowEvent, "due"]
COUNTED_EVENTS: tuple[CountedEvent, ...] = get_args(CountedEvent)
#: By which recognition a product of a cohort was recognised again.
Again = Literal["any", "upgrade", "re-evaluation"]
AGAIN: tuple[Again, ...] = get_args(Again)
#: Stands where something is to be written.
BLANK = "…"


@attrs.frozen(kw_only=True, repr=False)
class Asked(Brief):
    """What is counted.

    Attributes:
        where: Which recognitions; where there is an event, its status is not asked.
        of: Recognitions, or the distinct products or entities that have them.
        event: What happened to them within a period; None for how they stand.
        within: That period.
        then: Of those, the ones recognised again in this way; None for all.
    """

    where: Where
    of: Counted = COUNTED[0]
    event: CountedEvent | None = None
    within: DateRange | None = None
    then: Again | None = None

    def to_table(self) -> dict[str, Any]:
        """The keys of a row that asks this."""
        table: dict[str, Any] = {} if self.of == COUNTED[0] else {"of": self.of}
        if self.event is not None:
            table["event"] = self.event
        if self.within is not None:
            table["within"] = self.within.to_table()
        if self.then is not None:
            table["then"] = self.then
        return table | self.where.to_table()

    def row(self) -> str:
        """The row of TOML that would give it, with a blank for the number."""
        table = self.to_table()
        for key, days in (("within", self.within), ("issued", self.where.issued)):
            if days is not None:  # as TOML has days
                table[key] = {"from": days.first, "to": days.last}
        inline = toml_inline(table | {"value": BLANK})
        return inline.replace(f'value = "{BLANK}"', f"value = {BLANK}")
