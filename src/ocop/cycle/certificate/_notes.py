"""What is not as the rules would have it about a certificate, or not certain."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from ocop.cycle._rules import table
from ocop.cycle.certificate import term
from ocop.cycle.certificate.withdrawal import Withdrawal
from ocop.law.level import Level
from ocop.law.regime import Note, ceased_level
from ocop.text import Label

if TYPE_CHECKING:
    from ocop.cycle.certificate.certificate import Certificate


__all__ = ["notes_of"]


def notes_of(certificate: Certificate) -> tuple[Note, ...]:
    """See :attr:`ocop.cycle.Certificate.notes`."""
    return (
        *certificate.regime.notes,
        *_term(certificate),
        *_issuer(certificate),
        *_withdrawal(certificate),
    )


def _term(certificate: Certificate) -> Iterator[Note]:
    issued, first = certificate.issued_on, certificate.first_valid_day
    if first != issued:
        yield _own_first_day(certificate)
    if term.term_end(certificate.rules, issued, first, "anniversary").day != first.day:
        yield _no_such_day(certificate)


def _own_first_day(certificate: Certificate) -> Note:
    issued, last = certificate.issued_on, certificate.last_valid_day
    first = certificate.first_valid_day
    rules = certificate.rules
    by_issue = term.term_end(rules, issued, issued, rules.readings.last_valid_day)
    return Note(
        id="valid-from",
        label=Label(
            f"Quyết định cho hiệu lực từ {first:%d/%m/%Y}: tính thời hạn từ ngày ấy, đến "
            f"{last:%d/%m/%Y}; nếu tính từ ngày cấp như luật định thì đến {by_issue:%d/%m/%Y}",
            f"The decision sets {first} as the first valid day: the term is counted from it, "
            f"to {last}; from the day of issue, as the law counts, it would end on {by_issue}",
        ),
        reference=table(certificate.regime, "term")["reference"],
        day=by_issue,
    )


def _no_such_day(certificate: Certificate) -> Note:
    """Of 29 February: what each reading of the last valid day comes to."""
    first = certificate.first_valid_day
    end = term.term_end(certificate.rules, certificate.issued_on, first, "anniversary")
    before = end - timedelta(days=1)
    return Note(
        id="no-such-day",
        label=Label(
            f"Tháng {end:%m/%Y} không có ngày {first.day}: lấy ngày tròn hạn là "
            f"{end:%d/%m/%Y}; hiểu là ngày liền trước thì đến {before:%d/%m/%Y}, dù vẫn có thể "
            "hiểu là đến hết tháng",
            f"The month of {end} has no day {first.day}: its last day is taken for the "
            f"anniversary; the reading of the day before comes to {before}, though the term "
            "may be held to run to the month's end",
        ),
        reference=table(certificate.regime, "term")["reference"],
        day=end,
    )


def _issuer(certificate: Certificate) -> Iterator[Note]:
    level = certificate.level
    if level is None:
        return
    rule = certificate.regime.recognises(certificate.stars)
    if rule is not None and level is not rule.level:
        yield _other_level("issued-by", level, rule.level, rule.reference)
    ceased = ceased_level(level, certificate.issued_on)
    if ceased is not None:
        yield ceased


def _withdrawal(certificate: Certificate) -> Iterator[Note]:
    withdrawal = certificate.withdrawal
    if withdrawal is None:
        return
    rule = Withdrawal.rule(certificate.stars, withdrawal.on, rules=certificate.rules)
    yield from rule.notes
    if withdrawal.by is not None and withdrawal.by is not rule.level:
        yield _other_level("withdrawn-by", withdrawal.by, rule.level, rule.reference)
    yield from withdrawal.late(certificate.stars, rules=certificate.rules)


def _other_level(id_: str, was: Level, should: Level, reference: str) -> Note:
    return Note(
        id=id_,
        label=Label(
            f"{was.label.vi} quyết định, theo quy định là {should.label.vi.lower()}",
            f"Decided by the {was.value}, where the rules name the {should.value}",
        ),
        reference=reference,
    )
