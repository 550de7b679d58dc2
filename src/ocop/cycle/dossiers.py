"""Dossiers (hồ sơ): the documents required, and what is missing from a list.

Reference: 26/2026/QĐ-TTg, Art. 6 and form 02; 1048/QĐ-TTg.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

import attrs

from ocop.cycle._checks import check_one_of
from ocop.cycle._rules import table
from ocop.cycle._state import holder
from ocop.errors import Faults, InputError, NotFoundError, told
from ocop.law import Case, Level
from ocop.law.citation import Cited
from ocop.text import Label, nearest
from ocop.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ocop.cycle._state import State
    from ocop.law import ProductSet, Regime

__all__ = ["Document", "Evidence", "evidence_kinds", "missing_documents", "required_documents"]


@attrs.frozen(kw_only=True)
class Document(Cited):
    """A document of a dossier.

    Attributes:
        id: Stable, such as ``"form-01"``.
        label: What it is.
        number: How many are handed in, where more than one: five samples.
        if_any: Whether it is only handed in where there is such a paper.
        reference: The source in law.
    """

    id: str
    label: Label
    number: int = 1
    if_any: bool = False
    reference: str


@attrs.frozen(kw_only=True)
class Evidence(Cited):
    """A kind of evidence that goes with a dossier."""

    id: str
    label: Label
    reference: str


_SENDERS = ("entity", Level.COMMUNE.value, Level.PROVINCE.value)


def required_documents(
    regime: Regime,
    case: Case = "first",
    *,
    level: str = "entity",
    product_set: ProductSet | int | str,
    held: int | None = None,
) -> tuple[Document, ...]:
    """The documents of a dossier, by who sends it.

    Under 26/2026 one set on paper and one electronic; an upload to the scoring software counts as
    the paper set.

    Args:
        regime: The regime.
        case: ``"first"``, ``"upgrade"`` or ``"re-evaluation"``.
        level: ``"entity"``; ``"commune"``, which proposes to the province; or ``"province"``, which
            sends it on to the ministry.
        product_set: The product set; tourism sends no samples.
        held: The stars that the product holds, 3 to 5; None where it holds none, or where they do
            not matter. They decide what the province sends with a re-evaluation: for a 5★ evaluated
            again no report of a council and no decision, for it goes up without a council of the
            province; for a 3★ or 4★ that comes to 90 points what a first 5★ needs.

    Raises:
        InputError: no such case or level, stars that nobody certifies, or two lists between which
            the stars held decide, and they are not said.
        NotFoundError: no such set, or a dossier that the library does not know: that of 148/QĐ-TTg,
            and of 1048/QĐ-TTg all but the entity's first.

    Reference: 26/2026/QĐ-TTg, Art. 6; 1048/QĐ-TTg.
    """
    faults = Faults()
    check_one_of(faults, "case", case, get_args(Case))
    check_one_of(faults, "level", level, _SENDERS)
    if held is not None and (type(held) is not int or regime.recognises(held) is None):
        faults.tell("held", f"nobody certifies {held!r} stars", "3 to 5 are")
    faults.raise_if_any()
    given = product_set
    found_set = regime.set(given) if isinstance(given, int | str) else given
    asked = [
        row
        for row in table(regime, "dossiers").values()
        if row["level"] == level and case in row["cases"]
    ]
    if held is None and any("held" in row for row in asked):
        raise InputError(
            told("held", "is not said, and two lists differ by it", "say the stars held, 3 to 5")
        )
    found = []
    for row in asked:
        if held in row.get("held", (held,)):
            for id_ in row["documents"]:
                words = table(regime, "documents")[id_]
                if found_set.group.id not in words.get("unless_groups", ()):
                    found.append(
                        Document(
                            id=id_,
                            label=Label.of(words),
                            number=words.get("number", 1),
                            if_any=words.get("if_any", False),
                            reference=row["reference"],
                        )
                    )
    if not found:
        raise NotFoundError(
            told(
                "dossier",
                f"what the {level} sends for a {case} evaluation under {regime.reference} is not "
                "known to the library",
            )
        )
    return tuple(found)


_SENT_WITH: dict[str, Case] = {
    "dossier-filed": "first",
    "upgrade-filed": "upgrade",
    "re-evaluation-filed": "re-evaluation",
}


def documents_of(
    state: State,
    allowed: tuple[str, ...],
    on: date,
    event: str | None,
    product_set: ProductSet | int | str | None,
) -> tuple[Document, ...]:
    """See :meth:`ocop.cycle.Application.required_documents`."""
    hands_on = (*_SENT_WITH, "commune-assessed", "dossier-forwarded", "result-forwarded")
    may = [each for each in allowed if each in hands_on]
    which = may[0] if event is None and len(may) == 1 else event
    faults = Faults()
    if which not in may:
        what = "is not said" if event is None else f"{event!r} hands no papers on that day"
        faults.tell("event", what, f"there are {', '.join(may)}" if may else "none does")
    in_set = state.product_set if product_set is None else product_set
    if in_set is None:
        faults.tell("product_set", "is not said, and the dossier names none", "give it")
    faults.raise_if_any()
    regime = state.regime(on)
    case = state.case or _SENT_WITH[cast("str", which)]
    level = "entity" if state.case is None else holder(state, regime).level.value
    certificate = state.re_evaluated if case == "re-evaluation" else None
    held = (certificate or state.holds(on)) if case != "first" else None
    return required_documents(
        regime,
        case,
        level=level,
        product_set=cast("int", in_set),
        held=None if held is None else held.stars,
    )


def missing_documents(given: Iterable[str], required: Iterable[Document]) -> tuple[Document, ...]:
    """The required documents that a list does not have.

    Those that are only handed in where there are such papers are never missing.

    Args:
        given: Ids or names of documents, in either language, with or without diacritics.
        required: From :func:`required_documents`.

    Raises:
        InputError: a document that is none of those required, or stands twice.
    """
    needed, faults = tuple(required), Faults()
    if isinstance(given, str):
        raise InputError(told("given", f"{given!r} is one text", "give a list of documents"))
    spellings = {
        fold(name): each for each in needed for name in (each.id, each.label.vi, each.label.en)
    }
    seen: set[str] = set()
    for i, name in enumerate(given):
        found = spellings.get(fold(str(name)))
        if found is None:
            near = nearest(str(name), spellings, most=1)
            faults.tell(
                f"given[{i}]",
                f"{name!r} is no document of this dossier",
                f"did you mean {spellings[near[0]].id!r}?"
                if near
                else f"there are {', '.join(each.id for each in needed)}",
            )
        elif found.id in seen:
            faults.tell(f"given[{i}]", f"{found.id!r} stands twice")
        else:
            seen.add(found.id)
    faults.raise_if_any()
    return tuple(each for each in needed if each.id not in seen and not each.if_any)


def evidence_kinds(regime: Regime) -> tuple[Evidence, ...]:
    """The kinds of evidence that go with an entity's dossier: 15 of form 02, 13 of the 1048 era.

    Raises:
        NotFoundError: the library does not know them for this regime (148 and 1489).

    Reference: 26/2026/QĐ-TTg, form 02; 1048/QĐ-TTg.
    """
    row = table(regime, "evidence")
    if row:
        return tuple(
            Evidence(id=id_, label=Label.of(kind), reference=row["reference"])
            for id_, kind in row["kinds"].items()
        )
    raise NotFoundError(
        told("evidence", f"the kinds under {regime.reference} are not known to the library")
    )
