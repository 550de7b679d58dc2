"""The cycle: stages, applications, councils, certificates, rounds and deadlines.

    >>> from datetime import date
    >>> from ocop.cycle import Round
    >>> Round.next_for(date(2026, 9, 1), calendar="weekends").propose_by
    datetime.date(2026, 10, 29)

What every program uses of it (:class:`ocop.Application`, :class:`ocop.Certificate`,
:class:`ocop.CouncilResult`…) is at the top too.
"""

from ocop.cycle.application.application import Application
from ocop.cycle.application.event import (
    CertificateExpired,
    CommuneAssessed,
    CouncilEvaluated,
    DossierFiled,
    DossierForwarded,
    DossierReturned,
    EntityWithdrew,
    Event,
    IdeaAccepted,
    IdeaReturned,
    IdeaSubmitted,
    NotRecognised,
    Promoted,
    Recognised,
    ReEvaluationFiled,
    ResultForwarded,
    UpgradeFiled,
    Withdrawn,
)
from ocop.cycle.application.refusal import TransitionNotAllowed
from ocop.cycle.application.stage import Stage
from ocop.cycle.calendar.deadline import Deadline
from ocop.cycle.calendar.round import Round
from ocop.cycle.calendar.working_day import Calendar
from ocop.cycle.certificate.certificate import Certificate
from ocop.cycle.certificate.status import Status
from ocop.cycle.certificate.withdrawal import Withdrawal
from ocop.cycle.council.regulation import Ballot, CouncilRules
from ocop.cycle.council.result import Conclusion, CouncilResult
from ocop.cycle.council.tally import verdict
from ocop.cycle.council.verdict import Verdict
from ocop.cycle.dossier import Document
from ocop.cycle.due import Due
from ocop.cycle.product_code import ProductCode

__all__ = [
    "Application",
    "Ballot",
    "Calendar",
    "Certificate",
    "CertificateExpired",
    "CommuneAssessed",
    "Conclusion",
    "CouncilEvaluated",
    "CouncilResult",
    "CouncilRules",
    "Deadline",
    "Document",
    "DossierFiled",
    "DossierForwarded",
    "DossierReturned",
    "Due",
    "EntityWithdrew",
    "Event",
    "IdeaAccepted",
    "IdeaReturned",
    "IdeaSubmitted",
    "NotRecognised",
    "ProductCode",
    "Promoted",
    "ReEvaluationFiled",
    "Recognised",
    "ResultForwarded",
    "Round",
    "Stage",
    "Status",
    "TransitionNotAllowed",
    "UpgradeFiled",
    "Verdict",
    "Withdrawal",
    "Withdrawn",
    "verdict",
]
