"""Where a value of the rules comes from."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

from ocop.brief import Brief

__all__ = ["Source"]


@attrs.frozen(kw_only=True, repr=False)
class Source(Brief):
    """Where a folded value comes from.

    Attributes:
        decision: The id of the decision that says it.
        since: The first day of that decision.
        before: What the value was before that decision; None where it was not there.
        reference: The source in law, where the decision gives one for it.
    """

    decision: str
    since: date
    before: Any = None
    reference: str = ""
