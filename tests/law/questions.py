"""What is asked under rules side by side; a module of its own, as other processes read it."""

from __future__ import annotations

from datetime import date
from typing import Any

import ocop
from ocop import Certificate, Rules
from ocop.cycle.certificate.term import last_valid_day


def asked(under: Rules, day: date) -> tuple[Any, ...]:
    """Questions of every floor whose answers differ between these rules."""
    regime = under.regime_on(day)
    rubric = regime.rubric(1)
    best = {criterion.no: len(criterion.options) for criterion in rubric.criteria}
    card = ocop.score(rubric.sheet(best | {"1.5": 2}))
    certificate = Certificate(product="Trà sen", stars=3, issued_on=day, rules=under)
    return (
        regime.id,
        [(band.stars, band.least) for band in regime.bands],
        rubric.criterion("3.5").option(1).points,
        (card.total, card.stars, [missed.stars for missed in card.missed_minima]),
        (certificate.last_valid_day, certificate.may_extend_to, certificate.references),
        last_valid_day(day, rules=under),
        [note.id for note in certificate.notes],
        {each.rules for each in (regime, rubric, card, certificate)} == {under},
    )


def alone(question: tuple[Rules, date]) -> tuple[tuple[Rules, date], tuple[Any, ...]]:
    """A question with its answer, in a process that is asked nothing else."""
    return question, asked(*question)
