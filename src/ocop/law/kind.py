"""The closed sets of words that rule data and the values made of them share."""

from __future__ import annotations

from typing import Literal, get_args

__all__ = [
    "NONE",
    "PARTS",
    "CorrespondenceKind",
    "CrosswalkGround",
    "Duty",
    "ExclusionKind",
    "LevelId",
    "OptionCase",
    "OptionChoice",
    "PartId",
    "ReadAs",
]

#: The word that ends a value, in every file.
NONE = "none"
LevelId = Literal["commune", "district", "province", "centre"]
#: A level screens dossiers, or its council scores.
Duty = Literal["screens", "evaluates"]
#: How a decision was read: its own text, or as others quote it.
ReadAs = Literal["text", "quoted"]
#: The parts (phần) of a rubric.
PartId = Literal["A", "B", "C"]
PARTS: tuple[PartId, ...] = get_args(PartId)
#: One level of a criterion holds, or every line of it that is ticked.
OptionChoice = Literal["one", "many"]
#: The two cases that a criterion may offer.
OptionCase = Literal["a", "b"]
ExclusionKind = Literal["dossier", "excluded", "requirement", "stop"]
CorrespondenceKind = Literal["same", "wider", "merged", "split", "gone", "new"]
#: Why a level of an older table may be these levels of a newer one.
CrosswalkGround = Literal[
    "same-words", "narrower", "wider", "regrouped", "another-measure", "not-asked-before"
]
