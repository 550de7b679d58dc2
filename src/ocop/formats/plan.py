"""Plans, and the reports of what is reached of them: evaluated anew when they are read."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import attrs

from ocop import documents
from ocop._version import __version__
from ocop.errors import Faults, InputError
from ocop.formats._agreement import hold_to
from ocop.formats.kind import Kind, Options
from ocop.law.regime import Note
from ocop.targets.plan.plan import Plan, PlanReport
from ocop.targets.plan.shipped import plans
from ocop.text import Label

__all__ = ["KINDS"]

_DIFFERENT = Note(
    id="outcomes-differ",
    label=Label(
        "Một phiên bản khác của thư viện đã cho kết quả khác; đây là kết quả của phiên bản này",
        "Another version of the library came to other outcomes; these are those of this version",
    ),
)


def _read_plan(table: Mapping[str, Any], _: Options) -> Plan:
    own = Plan.from_table(table)
    decided = own if own.original is None else own.original
    if any(own.id == shipped.id and decided != shipped for shipped in plans()):
        raise InputError.of("id-of-a-built-in-plan", "id", given=own.id)
    return own


def _outcomes(report: PlanReport) -> list[dict[str, Any]]:
    """The outcomes as plain data, a target by its id; what is None is left out, as in TOML."""
    return [_by_id(documents.write_fields(outcome)) for outcome in report.outcomes]


def _by_id(row: Mapping[str, Any]) -> dict[str, Any]:
    years = {"years": [_by_id(year) for year in row["years"]]} if "years" in row else {}
    known = {key: value for key, value in row.items() if value is not None}
    return {**known, **years, "target": row["target"]["id"]}


def _write_report(report: PlanReport) -> dict[str, Any]:
    fields = documents.write_fields(report)
    return {**fields, "library": __version__, "outcomes": _outcomes(report)}


def _read_report(table: Mapping[str, Any], options: Options) -> PlanReport:
    fields = {key: value for key, value in table.items() if key not in {"library", "outcomes"}}
    if isinstance(fields.get("plan"), Mapping):  # a built-in one may have been corrected since
        with suppress(InputError):  # told below, with the faults of the other keys
            fields["plan"] = Plan.from_table(fields["plan"])
    report, faults = documents.read_fields(PlanReport, fields), Faults()
    library = table.get("library", __version__)
    if not isinstance(library, str):
        faults.add("not-text", "library", given=library)
    if "outcomes" in table:
        _hold(_outcomes(report), table["outcomes"], faults)
    of_another = isinstance(library, str) and library != __version__
    if faults.found and of_another and options.on_difference == "note":
        return attrs.evolve(report, notes=(*report.notes, _DIFFERENT))
    faults.raise_if_any()
    return report


def _hold(reached: list[dict[str, Any]], said: object, faults: Faults) -> None:
    """Hold what is stored to what is evaluated: 2.0 is not 2, True is not 1."""
    if not isinstance(said, (list, tuple)):
        faults.add("not-a-list", "outcomes", given=said)
    elif len(said) != len(reached):
        faults.add("not-so-many", "outcomes", number=len(said), needed=len(reached))
    else:
        for n, (row, other) in enumerate(zip(reached, said, strict=True)):
            differing = Faults()
            hold_to(row, other, differing)
            if differing.found:
                faults.add("not-as-evaluated", "outcomes", n, target=row["target"])


KINDS = {
    Plan: Kind(name="plan", schema=Plan, write=Plan.to_table, read=_read_plan),
    PlanReport: Kind(
        name="plan-report",
        schema=PlanReport,
        write=_write_report,
        read=_read_report,
        takes=("on_difference",),
    ),
}
