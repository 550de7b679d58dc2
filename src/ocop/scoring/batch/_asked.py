"""How a table of sheets is to be read, checked."""

from __future__ import annotations

from typing import Any, Literal

import attrs

from ocop.dates import checked_date
from ocop.errors import Faults
from ocop.exact import as_day
from ocop.law.regime import Regime
from ocop.law.rules import Rules, check_rules, default_rules

__all__ = ["Asked"]

_LAYOUTS = ("wide", "long")


@attrs.frozen(kw_only=True)
class Asked:
    """How a table is read, checked."""

    regime: Regime | None
    which: int | str | None
    id_: str
    layout: Literal["wide", "long"] | None
    rules: Rules

    @classmethod
    def of(
        cls,
        *,
        regime: Any,  # noqa: ANN401 - checked here, as the others
        on: Any,  # noqa: ANN401
        which: Any,  # noqa: ANN401
        id_: Any,  # noqa: ANN401
        layout: Any,  # noqa: ANN401
        rules: Any,  # noqa: ANN401
    ) -> Asked:
        """What was asked for.

        Raises:
            InputError: every fault of it.
            NotFoundError: there is no such regime.
        """
        faults, under = Faults(), default_rules() if rules is None else rules
        check_rules(faults, under)
        if regime is not None and on is not None:
            faults.add("beside", "on", given="on", other="regime")
        if layout not in (None, *_LAYOUTS):
            faults.add("not-known", "layout", given=layout, known=_LAYOUTS)
        if not isinstance(id_, str):
            faults.add("not-text", "id", given=id_)
        faults.raise_if_any()
        of_all: Regime | None = None
        if on is not None:
            of_all = under.regime_on(checked_date(as_day(on), "on"))
        elif regime is not None:
            of_all = under.regime(regime)
        return cls(regime=of_all, which=which, id_=id_, layout=layout, rules=under)
