"""Mistakes in the use of the public API: each line that ends with ``# wrong`` must fail a checker.

The gate holds mypy, pyright and ty to it, as they see the installed wheel. It is never run.
"""

from __future__ import annotations

from datetime import date
from typing import assert_type

import ocop


def names() -> None:
    from ocop import Scorcard  # wrong
    from ocop.cycle import Certificat  # wrong
    from ocop.errors import InputErr  # wrong

    ocop.Certificat  # wrong
    ocop.regim_on  # wrong
    ocop.cycle.Promotd  # wrong
    ocop.law.Regim  # wrong
    ocop.scoring.Rubrik  # wrong
    ocop.targets.Snapshott  # wrong
    ocop.Regime.rubrik  # wrong


def arguments() -> None:
    ocop.regime_on("2026-11-21")  # wrong
    ocop.regime_on(date(2026, 11, 21), stric=True)  # wrong
    ocop.Certificate("tea", 3, date(2026, 11, 21))  # wrong
    ocop.Certificate(product="tea", stars="3", issued_on=date(2026, 11, 21))  # wrong
    ocop.Recognition(nam="tea", stars=3, issued_on=date(2026, 11, 21))  # wrong


def answers() -> None:
    certificate = ocop.Certificate(product="tea", stars=3, issued_on=date(2026, 11, 21))
    certificate.last_valid_dai  # wrong
    certificate.stars = 4  # wrong
    assert_type(certificate.last_valid_day, str)  # wrong
    ocop.regimes().append(ocop.regime("26"))  # wrong
    for _ in ocop.regime("26").first_day:  # wrong
        pass
