"""An event costs the same however long the life before it; a life read again, as much as it is long."""

from __future__ import annotations

from datetime import date, timedelta

import ocop
from ocop.cycle import (
    Application,
    CommuneAssessed,
    CouncilEvaluated,
    CouncilResult,
    DossierFiled,
    IdeaAccepted,
    IdeaReturned,
    IdeaSubmitted,
    Recognised,
    UpgradeFiled,
)
from tests.growth import cost, is_linear

RESULT = CouncilResult(regime="26", total=80, stars=4)
LENGTHS = (10, 20, 40)
#: Each certificate is held beside those before it; a product has a dozen in a century.
YEARS = (4, 8, 16)


def ideas(many: int) -> Application:
    """A product whose idea was sent back again and again."""
    events = []
    for n in range(many):
        day = date(2026, 6, 1) + timedelta(days=2 * n)
        sent_back = IdeaReturned(on=day + timedelta(days=1), level="commune", reason="Chưa rõ")
        events += [IdeaSubmitted(on=day), sent_back]
    return Application(product="tea").apply_all(events)


def years(many: int) -> Application:
    """A product that is recognised year after year."""
    events = [
        IdeaSubmitted(on=date(2026, 6, 1)),
        IdeaAccepted(on=date(2026, 6, 3), level="commune"),
    ]
    for year in range(2026, 2026 + many):
        filed = DossierFiled if year == 2026 else UpgradeFiled
        events += [
            filed(on=date(year, 6, 20)),
            CommuneAssessed(on=date(year, 7, 3)),
            CouncilEvaluated(on=date(year, 8, 20), level="province", result=RESULT),
            Recognised(on=date(year, 9, 1), level="province", stars=4),
        ]
    return Application(product="tea", history=events, lenient=True)


def test_one_more_event():
    again = IdeaSubmitted(on=date(2027, 6, 1))
    ideas(1).apply(again)
    few, _, many = (cost(lambda life=life: life.apply(again)) for life in map(ideas, LENGTHS))
    assert many.steps <= few.steps


def test_a_life_read_again():
    for make, lengths in ((ideas, LENGTHS), (years, YEARS)):
        lives = [make(n) for n in lengths]
        for again in (
            lambda life: Application(product="tea", history=life.history, lenient=life.lenient),
            lambda life: ocop.from_dict(Application, ocop.to_dict(life)),
        ):
            assert again(lives[0]) == lives[0]
            assert is_linear([cost(lambda life=life, again=again: again(life)) for life in lives])
