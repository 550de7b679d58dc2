"""The cycle: stages, applications, councils, certificates, rounds and deadlines."""

from ocop.cycle.certificates import Certificate, Status, last_valid_day
from ocop.cycle.recognitions import current, superseding
from ocop.cycle.withdrawal import (
    Withdrawal,
    WithdrawalGround,
    WithdrawalRule,
    who_withdraws,
    withdrawal_grounds,
)

__all__ = [
    "Certificate",
    "Status",
    "Withdrawal",
    "WithdrawalGround",
    "WithdrawalRule",
    "current",
    "last_valid_day",
    "superseding",
    "who_withdraws",
    "withdrawal_grounds",
]
