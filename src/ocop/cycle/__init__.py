"""The cycle: stages, applications, councils, certificates, rounds and deadlines."""

from ocop.cycle.application.application import (
    Application,
)
from ocop.cycle.application.event import (
    EVENTS,
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
from ocop.cycle.application.next_step import (
    Step,
)
from ocop.cycle.application.refusal import (
    Refusal,
    TransitionNotAllowed,
)
from ocop.cycle.application.stage import (
    Actor,
    EventRule,
    OfficialStep,
    Stage,
    draw_markdown,
    draw_mermaid,
    event_rule,
    event_rules,
    official_steps,
    transitions,
    who_acts,
)
from ocop.cycle.calendar.deadline import (
    Deadline,
    commune_check_by,
    re_evaluation_by,
    transition_by,
)
from ocop.cycle.calendar.ical import (
    to_ical,
)
from ocop.cycle.calendar.round import (
    Round,
    next_round,
    rounds,
)
from ocop.cycle.calendar.working_day import (
    Calendar,
    CountedDay,
    MissingExtra,
    is_working_day,
    working_day_after,
    working_day_from,
)
from ocop.cycle.certificate.certificate import Certificate
from ocop.cycle.certificate.status import Status
from ocop.cycle.certificate.succession import (
    current,
    superseding,
)
from ocop.cycle.certificate.term import extensions_since, last_valid_day
from ocop.cycle.certificate.withdrawal import (
    Withdrawal,
    WithdrawalGround,
    WithdrawalRule,
    who_withdraws,
    withdrawal_grounds,
)
from ocop.cycle.council.regulation import (
    Ballot,
    CouncilRules,
    council_rules,
    council_rules_seen,
)
from ocop.cycle.council.result import (
    Conclusion,
    CouncilResult,
    Outcome,
    conclude,
)
from ocop.cycle.council.tally import verdict
from ocop.cycle.council.verdict import Apart, Need, Verdict
from ocop.cycle.dossier import (
    Document,
    Evidence,
    evidence_kinds,
    missing_documents,
    required_documents,
)
from ocop.cycle.due import (
    Due,
    due_for,
    due_for_product,
    due_in_rounds,
    due_in_year,
)
from ocop.cycle.product_code import (
    CodePlaces,
    ProductCode,
    parse_product_code,
)

__all__ = [
    "EVENTS",
    "Actor",
    "Apart",
    "Application",
    "Ballot",
    "Calendar",
    "Certificate",
    "CertificateExpired",
    "CodePlaces",
    "CommuneAssessed",
    "Conclusion",
    "CouncilEvaluated",
    "CouncilResult",
    "CouncilRules",
    "CountedDay",
    "Deadline",
    "Document",
    "DossierFiled",
    "DossierForwarded",
    "DossierReturned",
    "Due",
    "EntityWithdrew",
    "Event",
    "EventRule",
    "Evidence",
    "IdeaAccepted",
    "IdeaReturned",
    "IdeaSubmitted",
    "MissingExtra",
    "Need",
    "NotRecognised",
    "OfficialStep",
    "Outcome",
    "ProductCode",
    "Promoted",
    "ReEvaluationFiled",
    "Recognised",
    "Refusal",
    "ResultForwarded",
    "Round",
    "Stage",
    "Status",
    "Step",
    "TransitionNotAllowed",
    "UpgradeFiled",
    "Verdict",
    "Withdrawal",
    "WithdrawalGround",
    "WithdrawalRule",
    "Withdrawn",
    "commune_check_by",
    "conclude",
    "council_rules",
    "council_rules_seen",
    "current",
    "draw_markdown",
    "draw_mermaid",
    "due_for",
    "due_for_product",
    "due_in_rounds",
    "due_in_year",
    "event_rule",
    "event_rules",
    "evidence_kinds",
    "extensions_since",
    "is_working_day",
    "last_valid_day",
    "missing_documents",
    "next_round",
    "official_steps",
    "parse_product_code",
    "re_evaluation_by",
    "required_documents",
    "rounds",
    "superseding",
    "to_ical",
    "transition_by",
    "transitions",
    "verdict",
    "who_acts",
    "who_withdraws",
    "withdrawal_grounds",
    "working_day_after",
    "working_day_from",
]
