"""Certificates as tables and records."""

from __future__ import annotations

from ocop.cycle.certificate.certificate import Certificate
from ocop.errors import NotRegulated
from ocop.shown.record import Record
from ocop.shown.table import Table, facts
from ocop.text import Label
from ocop.words import Lang, in_words

__all__ = ["certificate_records", "certificate_table"]

_WORDS = {
    "certificate": Label("Giấy chứng nhận: {}, {} sao", "Certificate of {}, {}★"),
    "issued": Label("Ngày cấp", "Issued on"),
    "issuer": Label("Nơi cấp", "Issued by"),
    "decision": Label("Quyết định", "Decision"),
    "withdrawn": Label("Bị thu hồi ngày", "Withdrawn on"),
    "superseded": Label("Được thay thế ngày", "Superseded on"),
}


def certificate_table(certificate: Certificate, lang: Lang) -> Table:
    """What it says, and what follows from it by the rules."""
    withdrawal, superseded = certificate.withdrawal, certificate.superseded_on
    return Table(
        caption=_WORDS["certificate"](lang).format(certificate.product, certificate.stars),
        lang=lang,
        facts=facts(
            {
                _WORDS["issued"](lang): in_words(certificate.issued_on, lang),
                _WORDS["issuer"](lang): certificate.issuer,
                _WORDS["decision"](lang): certificate.decision_no,
                _WORDS["withdrawn"](lang): ""
                if withdrawal is None
                else in_words(withdrawal.on, lang),
                _WORDS["superseded"](lang): ""
                if superseded is None
                else in_words(superseded, lang),
            }
        ),
        notes=certificate.summary(lang),
    )


def certificate_records(certificate: Certificate, lang: Lang) -> list[Record]:  # noqa: ARG001 - it has no labels
    """A certificate as one record."""
    withdrawal = certificate.withdrawal
    try:
        window = certificate.filing_window
    except NotRegulated:
        window = None
    return [
        {
            "product": certificate.product,
            "stars": certificate.stars,
            "issued_on": certificate.issued_on,
            "first_valid_day": certificate.first_valid_day,
            "last_valid_day": certificate.last_valid_day,
            "extended_to": certificate.extended_to,
            "may_extend_to": certificate.may_extend_to,
            "filing_from": None if window is None else window.first,
            "filing_to": None if window is None else window.last,
            "issuer": certificate.issuer or None,
            "level": None if certificate.level is None else str(certificate.level),
            "decision_no": certificate.decision_no or None,
            "kind": certificate.kind,
            "withdrawn_on": None if withdrawal is None else withdrawal.on,
            "superseded_on": certificate.superseded_on,
            "re_evaluation_filed_on": certificate.re_evaluation_filed_on,
            "re_evaluation_decided_on": certificate.re_evaluation_decided_on,
            "regime": certificate.regime.id,
        }
    ]
