"""Decisions: the legal instruments that the rules are taken from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from ocop.law.citation import Cited
from ocop.law.fold.law import Law
from ocop.law.kind import ReadAs
from ocop.text import Label

__all__ = ["Decision", "decisions_of"]


@attrs.frozen(kw_only=True, repr=False)
class Decision(Cited):
    """A decision (quyết định) of the Prime Minister on OCOP.

    Attributes:
        id: Short and stable, such as ``"26"``.
        number: As printed, such as ``26/2026/QĐ-TTg``.
        signed_on: The day it was signed.
        title: In our own words.
        amends: Ids of the decisions that it amends.
        repeals: Ids of the decisions that it replaces.
        read: ``"text"`` where the full text was read in a transcription, ``"quoted"`` where the
            decision is known from quotations.
        verified_on: The newest day on which a source was seen that names it as in force; None where
            that was not looked for.
        lapses: Its last day of effect as a later decision sets it, with that decision in
            ``lapses_by``.
    """

    id: str
    number: str
    signed_on: date
    title: Label
    amends: tuple[str, ...] = ()
    repeals: tuple[str, ...] = ()
    read: ReadAs
    verified_on: date | None = None
    lapses: date | None = None
    lapses_by: str | None = None

    @property
    def reference(self) -> str:
        """How to cite it: number and date."""
        return f"{self.number}, {self.signed_on.isoformat()}"


def _decision(row: Mapping[str, Any]) -> Decision:
    """The decision that a table says of itself."""
    own = {key: value for key, value in row.items() if key not in {"from", "numbering", "kind"}}
    return Decision(
        **{
            **own,
            "title": Label.of(row["title"]),
            "amends": (row["amends"],) if "amends" in row else (),
            "repeals": tuple(row.get("repeals", ())),
        }
    )


def decisions_of(law: Law) -> dict[str, Decision]:
    """Id → decision, oldest first; a proposal or a correction is none."""
    return {
        id_: _decision(row)
        for id_, row in law.decisions.items()
        if row.get("kind", "decision") == "decision"
    }
