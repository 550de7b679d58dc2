"""The impact of a change of rules: one function over sheets, certificates and registers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, overload

from ocop.cycle.certificate.certificate import Certificate
from ocop.errors import Faults
from ocop.law.entity import EntityKind
from ocop.law.rules import Rules, check_rules
from ocop.scenarios.impact.registers import impact_on_registry, registry_of
from ocop.scenarios.impact.registry_impact import RegistryImpact
from ocop.scenarios.impact.result import Impact
from ocop.scenarios.impact.sheets import impact_on_sheets
from ocop.scoring.batch.batch import ScoredRows
from ocop.scoring.scorecard import Scorecard
from ocop.scoring.sheet.sheet import Sheet
from ocop.targets.registry.registry import Registry

__all__ = ["impact"]


@overload
def impact(
    sheets: Registry | Mapping[Any, Certificate] | Sequence[Certificate],
    before: Rules,
    after: Rules,
    *,
    on: date,
) -> RegistryImpact: ...


@overload
def impact(
    sheets: Mapping[Any, Sheet | Scorecard] | Iterable[Sheet | Scorecard] | ScoredRows,
    before: Rules,
    after: Rules,
    *,
    on: date | None = None,
    regime: str | None = None,
    entity_kinds: Mapping[Any, EntityKind | str] | None = None,
) -> Impact: ...


def impact(
    sheets: Registry | Mapping[Any, Any] | Iterable[Sheet | Scorecard | Certificate] | ScoredRows,
    before: Rules,
    after: Rules,
    *,
    on: date | None = None,
    regime: str | None = None,
    entity_kinds: Mapping[Any, EntityKind | str] | None = None,
) -> Impact | RegistryImpact:
    """What a change of rules does: who moves, and which change moves them.

    Each sheet is scored under both rules, by its own regime and by the one that the proposals of
    the rules make of that, and then under every single change by itself. Levels are matched by what
    they are where a change numbers them anew. A sheet that cannot be taken over stays in the result
    with its faults.

    A register, or certificates, are held against both rules on a day: which ends and filing windows
    move, how each stands, what lapses when. A recognition that one of the rules does not allow
    stays in the result with its faults.

    >>> from datetime import date
    >>> import ocop
    >>> rubric = ocop.regime("26").rubric(1)
    >>> sheets = [rubric.sheet({one.no: len(one.options) for one in rubric.criteria})]
    >>> law = ocop.Rules()
    >>> draft = ocop.Changes.from_dict({
    ...     "id": "nhap", "kind": "proposal", "title": {"vi": "Nháp", "en": "Draft"},
    ...     "amends": "26", "from": date(2027, 1, 1), "reference": "Tờ trình", "bands": {"4": 75},
    ... })
    >>> ocop.impact(sheets, law, law.amended(draft))
    <Impact on 1 sheets: 0 up, 0 down, 1 unmoved>

    Args:
        sheets: Sheets or scorecards, in a list or by id; or what :func:`ocop.score_many` gives,
            whose rows at fault stay in the result. In a list a sheet's id is the code that it has,
            else its product, else its place from 1. Or a register, or certificates in a list or
            by id.
        before: The rules before.
        after: The rules after, such as ``before.amended(draft)``.
        on: Judge every sheet by the rules of this day, before and after; of a register, the day on
            which its recognitions stand, which it needs.
        regime: Judge every sheet by this regime, and what it becomes after.
        entity_kinds: Id → kind of who brings the product.

    Raises:
        InputError: something else among the sheets, both ``on`` and ``regime``, or no rules; a
            register without ``on``, or with what is asked of sheets.
        NotFoundError: no such regime, or a day before the first.
    """
    faults = Faults()
    check_rules(faults, before)
    check_rules(faults, after)
    if on is not None and regime is not None:
        faults.add("beside", "on", given="on", other="regime")
    faults.raise_if_any()
    registry = registry_of(sheets)
    if registry is None:
        return impact_on_sheets(
            sheets, before, after, on=on, regime=regime, entity_kinds=entity_kinds
        )
    for name, value in (("regime", regime), ("entity_kinds", entity_kinds)):
        if value is not None:
            faults.add("not-of-a-registry", name)
    faults.raise_if_any()
    return impact_on_registry(registry, before, after, on=on)
