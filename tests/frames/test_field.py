"""Which column answers what."""

from __future__ import annotations

import ocop
from ocop.frames.field import find_fields


def test_what_another_set_asks_is_no_fault_of_this_one():
    rubric = ocop.regimes()[-1].rubric(1)
    fields, faults = find_fields(rubric, ("x",), (("unmet:of-another-set", "x"),), whole=False)
    assert fields.columns == () == faults
