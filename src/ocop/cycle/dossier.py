"""Dossiers (hồ sơ): the documents required, and what is missing from a list.

Reference: 26/2026/QĐ-TTg, Art. 6 and form 02; 1048/QĐ-TTg.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import cast

import attrs

from ocop.argument import check_one_of, check_type, checked, checked_items
from ocop.cycle._checks import certified
from ocop.cycle._rules import table
from ocop.cycle.application.state import State, holder
from ocop.errors import Faults, InputError, NotFoundError
from ocop.law.case import Case
from ocop.law.citation import Cited
from ocop.law.level import Level
from ocop.law.product_set import ProductSet
from ocop.law.regime import Regime
from ocop.text import Label
from ocop.words import fold

__all__ = ["Document", "Evidence", "documents_of"]


@attrs.frozen(kw_only=True, repr=False)
class Evidence(Cited):
    """A kind of evidence that goes with a dossier."""

    id: str
    label: Label
    reference: str


@attrs.frozen(kw_only=True, repr=False)
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

    @staticmethod
    def required(
        regime: Regime,
        case: Case = "first",
        *,
        level: str = "entity",
        product_set: ProductSet | int | str,
        held: int | None = None,
    ) -> tuple[Document, ...]:
        """The documents of a dossier, by who sends it.

        Under 26/2026 one set on paper and one electronic; an upload to the scoring software counts
        as the paper set.

        Args:
            regime: The regime.
            case: ``"first"``, ``"upgrade"`` or ``"re-evaluation"``.
            level: ``"entity"``; ``"commune"``, which proposes to the province; or ``"province"``,
                which sends it on to the ministry.
            product_set: The product set; tourism sends no samples.
            held: The stars that the product holds, 3 to 5; None where it holds none, or where they
                do not matter. They decide what the province sends with a re-evaluation: for a 5★
                evaluated again no report of a council and no decision, for it goes up without a
                council of the province; for a 3★ or 4★ that comes to 90 points what a first 5★
                needs.

        Raises:
            InputError: no such case or level, stars that nobody certifies, or two lists between
                which the stars held decide, and they are not said.
            NotFoundError: no such set, or a dossier that the library does not know: that of
                148/QĐ-TTg, and of 1048/QĐ-TTg all but the entity's first.

        Reference: 26/2026/QĐ-TTg, Art. 6; 1048/QĐ-TTg.
        """
        faults = Faults()
        checked(regime, Regime, "regime")
        check_one_of(faults, "case", case, _CASE_LABELS)
        check_one_of(faults, "level", level, _SENDER_LABELS)
        if held is not None and (type(held) is not int or regime.recognises(held) is None):
            faults.add("not-a-certified-rank", "held", given=held, **certified(regime))
        faults.raise_if_any()
        in_set = product_set if isinstance(product_set, ProductSet) else regime.set(product_set)
        asked = [
            row
            for row in table(regime, "dossiers").values()
            if row["level"] == level and case in row["cases"]
        ]
        if held is None and any("held" in row for row in asked):
            raise InputError.of("held-not-said", "held", **certified(regime))
        documents = []
        for row in asked:
            if held in row.get("held", (held,)):
                for id_ in row["documents"]:
                    words = table(regime, "documents")[id_]
                    if in_set.group.id not in words.get("unless_groups", ()):
                        documents.append(
                            Document(
                                id=id_,
                                label=Label.of(words),
                                number=words.get("number", 1),
                                if_any=words.get("if_any", False),
                                reference=row["reference"],
                            )
                        )
        if not documents:
            raise NotFoundError.of(
                "dossier-not-known",
                level=_SENDER_LABELS[level],
                case=_CASE_LABELS[case],
                decision=regime.citation,
            )
        return tuple(documents)

    @staticmethod
    def missing(given: Iterable[str], required: Iterable[Document]) -> tuple[Document, ...]:
        """The required documents that a list does not have.

        Those that are only handed in where there are such papers are never missing.

        Args:
            given: Ids or names of documents, in either language, with or without diacritics.
            required: From :meth:`required`.

        Raises:
            InputError: a document that is none of those required, or stands twice.
        """
        needed, faults = checked_items(required, "required"), Faults()
        for i, document in enumerate(needed):
            check_type(faults, document, Document, "required", i)
        faults.raise_if_any()
        spellings = {
            fold(name): document
            for document in needed
            for name in (document.id, document.label.vi, document.label.en)
        }
        seen: set[str] = set()
        ids = tuple(document.id for document in needed)
        for i, name in enumerate(checked_items(given, "given")):
            handed_in = spellings.get(fold(name)) if type(name) is str else None
            if handed_in is None:
                faults.add("no-such-document", "given", i, given=name, known=ids)
            elif handed_in.id in seen:
                faults.add("document-twice", "given", i, document=handed_in.label)
            else:
                seen.add(handed_in.id)
        faults.raise_if_any()
        return tuple(
            document for document in needed if document.id not in seen and not document.if_any
        )

    @staticmethod
    def evidence(regime: Regime) -> tuple[Evidence, ...]:
        """The kinds of evidence that go with an entity's dossier: 15 of form 02, 13 before it.

        Raises:
            NotFoundError: the library does not know them for this regime (148 and 1489).

        Reference: 26/2026/QĐ-TTg, form 02; 1048/QĐ-TTg.
        """
        row = table(checked(regime, Regime, "regime"), "evidence")
        if row:
            return tuple(
                Evidence(id=id_, label=Label.of(kind), reference=row["reference"])
                for id_, kind in row["kinds"].items()
            )
        raise NotFoundError.of("evidence-not-known", decision=regime.citation)


_SENDER_LABELS = {
    "entity": Label("chủ thể", "the entity"),
    Level.COMMUNE.value: Label("cấp xã", "the commune"),
    Level.PROVINCE.value: Label("cấp tỉnh", "the province"),
}
_CASE_LABELS = {
    "first": Label("đánh giá lần đầu", "a first evaluation"),
    "upgrade": Label("nâng hạng", "an upgrade"),
    "re-evaluation": Label("đánh giá lại", "a re-evaluation"),
}


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
    may = [event_id for event_id in allowed if event_id in hands_on]
    which = may[0] if event is None and len(may) == 1 else event
    faults = Faults()
    if which not in may:
        code = "event-not-said" if event is None else "event-without-papers"
        code = code if may else "no-event-with-papers"
        faults.add(code, "event", given=event, known=tuple(may))
    in_set = state.product_set if product_set is None else product_set
    if in_set is None:
        faults.add("set-not-said", "product_set")
    faults.raise_if_any()
    regime = state.regime(on)
    case = state.case or _SENT_WITH[cast("str", which)]
    level = "entity" if state.case is None else holder(state, regime).level.value
    certificate = state.re_evaluated if case == "re-evaluation" else None
    held = (certificate or state.holds(on)) if case != "first" else None
    return Document.required(
        regime,
        case,
        level=level,
        product_set=cast("int", in_set),
        held=None if held is None else held.stars,
    )
