"""Kinds: how a class of values is told by a table, and which module of this floor tells it.

To have a class stored: write a module with ``KINDS``, and name the class in :data:`_HOMES`. Where
:mod:`ocop.documents` reads and writes the class as it is, ``Kind(name="…", schema=TheClass)`` is
all. Then say in ``titles.toml`` what its type and its keys are called, and have the files of JSON
Schemas written anew: ``python -m tests.formats.schema_files``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, Literal

import attrs

from ocop import documents
from ocop.errors import Path
from ocop.law.rules import Rules, default_rules

__all__ = ["Kind", "OnDifference", "Options", "kind_of", "stored_classes"]

OnDifference = Literal["note", "fault"]


@attrs.frozen(kw_only=True)
class Options:
    """How a stored value is read.

    Attributes:
        on_difference: What becomes of a result that its rubric, changed since, no longer gives.
        lenient: Whether steps that the rules do not allow become notes.
        lines: The line of each path, where the table comes from TOML.
    """

    on_difference: OnDifference = "note"
    lenient: bool = False
    lines: Mapping[Path, int] | None = None


def _rules_of(value: Any) -> Rules:  # noqa: ANN401 - a value of any kind
    rules: Rules = getattr(value, "rules", None) or default_rules()
    return rules


@attrs.frozen(kw_only=True)
class Kind:
    """How the values of a class are told by a table.

    Attributes:
        name: The ``type`` of its tables, such as ``"sheet"``.
        reads: The types of tables that it reads.
        format: The number of the form that is written, and the only one that is read.
        schema: What :mod:`ocop.documents` reads of the table: the class itself, or a ``TypedDict``.
        write: The table of a value, without ``type``, ``format`` and ``rules``.
        read: The value of such a table.
        rules: The rules that a value stands under.
        takes: The options that it heeds.
    """

    name: str
    reads: tuple[str, ...] = attrs.field()
    format: int = 1
    schema: Any
    write: Callable[[Any], dict[str, Any]] = documents.write_fields
    read: Callable[[Mapping[str, Any], Options], Any] = attrs.field()
    rules: Callable[[Any], Rules] = _rules_of
    takes: tuple[str, ...] = ()

    @reads.default
    def _own(self) -> tuple[str, ...]:
        return (self.name,)

    @read.default
    def _fields(self) -> Callable[[Mapping[str, Any], Options], Any]:
        return lambda table, _: documents.read_fields(self.schema, table)


#: Class → the module of this floor that tells its values.
_HOMES = {
    "Application": "application",
    "Assumptions": "assumptions",
    "Ballot": "council",
    "Certificate": "certificate",
    "Changes": "changes",
    "CouncilResult": "council",
    "CouncilRules": "council",
    "Draft": "sheet_kind",
    "Event": "application",
    "Plan": "plan",
    "PlanReport": "plan",
    "Recognition": "registry",
    "Registry": "registry",
    "Scorecard": "scorecard",
    "Sheet": "sheet_kind",
    "Snapshot": "snapshot",
    "Verdict": "verdict",
}


def kind_of(cls: object) -> Kind | None:
    """How the values of a class are told; None where they have no form of their own."""
    for base in getattr(cls, "__mro__", ()):
        home = _HOMES.get(base.__name__)
        if home is not None:
            kinds: Mapping[type, Kind] = import_module(f"ocop.formats.{home}").KINDS
            if base in kinds:
                return kinds[base]
    return None


def stored_classes() -> tuple[str, ...]:
    """The names of the classes whose values can be stored and read back."""
    return tuple(sorted(_HOMES))
