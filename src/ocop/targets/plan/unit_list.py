"""Lists of places that a plan speaks of."""

from __future__ import annotations

import attrs

from ocop.argument import check_each
from ocop.brief import Brief
from ocop.errors import Faults
from ocop.targets._checks import as_label, as_texts, check_label
from ocop.text import Label

__all__ = ["UnitList"]


@attrs.frozen(kw_only=True, repr=False)
class UnitList(Brief):
    """A list of places that a plan speaks of, such as a province's districts.

    Attributes:
        places: Their names; none where the snapshot is to bring the list.
        source: Where the list is from; one text stands for both languages.
    """

    places: tuple[str, ...] = attrs.field(converter=as_texts)
    source: Label = attrs.field(converter=as_label)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_each(faults, self.places, str, "places")
        check_label(faults, self.source, "source")
        faults.raise_if_any()
