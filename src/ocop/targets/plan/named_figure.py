"""Words for the figures that a plan speaks of."""

from __future__ import annotations

import attrs

from ocop.argument import check_text
from ocop.brief import Brief
from ocop.documents import read_fields
from ocop.errors import Faults
from ocop.targets._checks import as_label, as_text, check_label, maybe_label
from ocop.targets.plan.target import in_both
from ocop.text import Label

__all__ = ["NamedFigure"]


@attrs.frozen(kw_only=True, repr=False)
class NamedFigure(Brief):
    """The words for an indicator or a milestone that a plan speaks of.

    Attributes:
        id: The id under which it is given.
        label: What it is.
        unit: What is counted; None for a milestone.
    """

    id: str = attrs.field(converter=as_text)
    label: Label = attrs.field(converter=as_label)
    unit: Label | None = attrs.field(default=None, converter=maybe_label)

    @classmethod
    def from_table(cls, table: object) -> NamedFigure:
        """The words that a table says; a plain text stands for both languages.

        Raises:
            InputError: every fault.
        """
        return read_fields(cls, in_both(table, "label", "unit"))

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_text(faults, self.id, "id")
        check_label(faults, self.label, "label")
        if self.unit is not None:
            check_label(faults, self.unit, "unit")
        faults.raise_if_any()
