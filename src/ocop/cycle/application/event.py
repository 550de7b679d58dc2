"""Events (việc): what happens to a product, on a day, with what it needs to carry."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar

import attrs

from ocop.argument import check_day, check_texts, check_type, check_whole
from ocop.brief import Brief
from ocop.cycle._checks import as_needed_level, check_level
from ocop.cycle.application.event_rule import EventRule, event_rule
from ocop.cycle.certificate.withdrawal import Withdrawal
from ocop.cycle.council.result import CouncilResult
from ocop.documents import read_fields, write_fields
from ocop.errors import Faults, InputError
from ocop.exact import as_day, as_whole, as_whole_or_none
from ocop.law.level import Level

__all__ = [
    "EVENTS",
    "CertificateExpired",
    "CommuneAssessed",
    "CouncilEvaluated",
    "DossierFiled",
    "DossierForwarded",
    "DossierReturned",
    "EntityWithdrew",
    "Event",
    "Filing",
    "IdeaAccepted",
    "IdeaReturned",
    "IdeaSubmitted",
    "NotRecognised",
    "Promoted",
    "ReEvaluationFiled",
    "Recognised",
    "ResultForwarded",
    "UpgradeFiled",
    "Withdrawn",
]


@attrs.frozen(kw_only=True, repr=False)
class Event(Brief):
    """Something that happened on a day.

    Attributes:
        id: Which event of the table it is, see :meth:`rule`.
        on: The day.

    Raises:
        InputError: with every fault of its fields.
    """

    id: ClassVar[str] = ""
    on: date = attrs.field(converter=as_day)

    @classmethod
    def rule(cls) -> EventRule:
        """What it is called, whose act it is, and where the rules say so.

        Raises:
            NotFoundError: of :class:`Event` itself, which is none.
        """
        return event_rule(cls.id)

    @staticmethod
    def kinds() -> Mapping[str, type[Event]]:
        """Id → class of every event, in the order of the way."""
        return EVENTS

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        self._check(faults)
        faults.raise_if_any()

    def _check(self, faults: Faults) -> None:
        check_day(faults, "on", self.on)

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> Event:
        """The event that a table says: ``event`` is its id.

        Raises:
            InputError: no such event, and every fault of it.
        """
        if not isinstance(table, Mapping):
            raise InputError.of("not-a-table", given=table)
        fields = dict(table)
        if "event" not in fields:
            raise InputError.of("missing-key", "event", key="event")
        id_ = fields.pop("event")
        if type(id_) is not str or id_ not in EVENTS:
            raise InputError.of("not-an-event", "event", given=id_, known=tuple(EVENTS))
        return read_fields(EVENTS[id_], fields)

    def to_table(self) -> dict[str, Any]:
        """The event as a table, as :meth:`from_table` reads it."""
        return {"event": self.id, **write_fields(self)}


@attrs.frozen(kw_only=True, repr=False)
class _OfLevel(Event):
    """An act of a level of authority: ``level`` says which."""

    level: Level = attrs.field(converter=as_needed_level)

    def _check(self, faults: Faults) -> None:
        super()._check(faults)
        check_level(faults, "level", self.level, optional=False)


@attrs.frozen(kw_only=True, repr=False)
class _Refusal(_OfLevel):
    """An act of a level that says no: ``reason`` says why, as recorded."""

    reason: str = ""

    def _check(self, faults: Faults) -> None:
        super()._check(faults)
        check_texts(faults, reason=self.reason)


@attrs.frozen(kw_only=True, repr=False)
class Filing(Event):
    """A dossier, of whatever case.

    Attributes:
        product_set: Its set by number under the rules of that day; None where it is not said.
    """

    product_set: int | None = attrs.field(default=None, converter=as_whole_or_none)

    def _check(self, faults: Faults) -> None:
        super()._check(faults)
        if self.product_set is not None:
            check_whole(faults, "product_set", self.product_set)


@attrs.frozen(kw_only=True, repr=False)
class IdeaSubmitted(Event):
    """The entity hands in a product idea (ý tưởng sản phẩm)."""

    id: ClassVar[str] = "idea-submitted"


@attrs.frozen(kw_only=True, repr=False)
class IdeaReturned(_Refusal):
    """The idea goes back to the entity."""

    id: ClassVar[str] = "idea-returned"


@attrs.frozen(kw_only=True, repr=False)
class IdeaAccepted(_OfLevel):
    """The idea is taken up; the entity may prepare its plan and dossier."""

    id: ClassVar[str] = "idea-accepted"


@attrs.frozen(kw_only=True, repr=False)
class DossierFiled(Filing):
    """The entity files the dossier of a first evaluation (hồ sơ đăng ký)."""

    id: ClassVar[str] = "dossier-filed"


@attrs.frozen(kw_only=True, repr=False)
class UpgradeFiled(Filing):
    """The entity files for more stars (nâng hạng); the full procedure follows."""

    id: ClassVar[str] = "upgrade-filed"


@attrs.frozen(kw_only=True, repr=False)
class ReEvaluationFiled(Filing):
    """The entity files to be evaluated again (đánh giá lại) before the certificate ends."""

    id: ClassVar[str] = "re-evaluation-filed"


@attrs.frozen(kw_only=True, repr=False)
class DossierReturned(_Refusal):
    """A level sends the dossier back: to the entity, or after its council to the level below."""

    id: ClassVar[str] = "dossier-returned"


@attrs.frozen(kw_only=True, repr=False)
class CommuneAssessed(Event):
    """The commune has assessed the dossier and proposes it to the province; it gives no points."""

    id: ClassVar[str] = "commune-assessed"


@attrs.frozen(kw_only=True, repr=False)
class DossierForwarded(_OfLevel):
    """A level hands a dossier up without a council of its own: of a 5★ product evaluated again."""

    id: ClassVar[str] = "dossier-forwarded"


@attrs.frozen(kw_only=True, repr=False)
class CouncilEvaluated(_OfLevel):
    """A level's council has evaluated.

    Attributes:
        level: The level of the council.
        result: What it concluded: :attr:`ocop.cycle.Verdict.result`, or as recorded.
    """

    id: ClassVar[str] = "council-evaluated"
    result: CouncilResult

    def _check(self, faults: Faults) -> None:
        super()._check(faults)
        check_type(faults, self.result, CouncilResult, "result")


@attrs.frozen(kw_only=True, repr=False)
class ResultForwarded(_OfLevel):
    """A level approves its council's result and sends the dossier up."""

    id: ClassVar[str] = "result-forwarded"


@attrs.frozen(kw_only=True, repr=False)
class Recognised(_OfLevel):
    """A level recognises the product and issues its certificate, dated that day.

    Attributes:
        level: Who recognises.
        stars: The stars of the decision.
        issuer: The name of the issuer, as recorded.
        decision_no: The number of the decision.
    """

    id: ClassVar[str] = "recognised"
    stars: int = attrs.field(converter=as_whole)
    issuer: str = ""
    decision_no: str = ""

    def _check(self, faults: Faults) -> None:
        super()._check(faults)
        check_texts(faults, issuer=self.issuer, decision_no=self.decision_no)
        check_whole(faults, "stars", self.stars)


@attrs.frozen(kw_only=True, repr=False)
class NotRecognised(_Refusal):
    """A level does not recognise the product."""

    id: ClassVar[str] = "not-recognised"


@attrs.frozen(kw_only=True, repr=False)
class Promoted(Event):
    """The certified product is promoted (xúc tiến thương mại)."""

    id: ClassVar[str] = "promoted"


@attrs.frozen(kw_only=True, repr=False)
class CertificateExpired(Event):
    """The certificate has lapsed; ``on`` is the day of noting it, not its last valid day."""

    id: ClassVar[str] = "certificate-expired"


@attrs.frozen(kw_only=True, repr=False)
class Withdrawn(Event):
    """The certificate is withdrawn (thu hồi), on the day of the withdrawal.

    Attributes:
        withdrawal: Ground, day and level.
    """

    id: ClassVar[str] = "withdrawn"
    withdrawal: Withdrawal
    on: date = attrs.field(init=False)

    @on.default
    def _on(self) -> date:
        return getattr(self.withdrawal, "on", None)  # type: ignore[return-value] # told below

    def _check(self, faults: Faults) -> None:
        check_type(faults, self.withdrawal, Withdrawal, "withdrawal")


@attrs.frozen(kw_only=True, repr=False)
class EntityWithdrew(Event):
    """The entity leaves the programme with this product: the only end of the cycle."""

    id: ClassVar[str] = "entity-withdrew"


#: Event id → its type.
EVENTS: Mapping[str, type[Event]] = MappingProxyType(
    {
        kind.id: kind
        for kind in (
            IdeaSubmitted,
            IdeaReturned,
            IdeaAccepted,
            DossierFiled,
            DossierReturned,
            CommuneAssessed,
            DossierForwarded,
            CouncilEvaluated,
            ResultForwarded,
            Recognised,
            NotRecognised,
            Promoted,
            CertificateExpired,
            Withdrawn,
            UpgradeFiled,
            ReEvaluationFiled,
            EntityWithdrew,
        )
    }
)
