"""Strategies for what happens to products over time."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import attrs
from hypothesis import strategies as st

from ocop.cycle.application.application import Application
from ocop.cycle.application.event import EVENTS, Event
from ocop.cycle.application.event_rule import event_rule
from ocop.cycle.certificate.certificate import Certificate
from ocop.cycle.certificate.withdrawal import Withdrawal
from ocop.cycle.council.regulation import Ballot, CouncilRules
from ocop.cycle.council.result import CouncilResult
from ocop.law.entity import entity_kinds
from ocop.law.level import Level
from ocop.law.regime import Regime, regime_on
from ocop.law.regime import regimes as all_regimes
from ocop.law.rules import Rules, default_rules
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.stars import stars_of
from ocop.testing.strategies.scoring import rubrics, sheets
from ocop.testing.strategies.scoring import rules as any_rules

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = [
    "applications",
    "ballots",
    "certificates",
    "council_results",
    "council_rules",
    "events",
    "issue_days",
]

_LAST = date(2031, 12, 31)
#: What keeps a product from being recognised; drawn less often, or few ever would be.
_BACK = {"dossier-returned", "not-recognised"}
#: What is drawn with every event, made once; see :mod:`ocop.testing.strategies.scoring`.
_LEVELS, _SETS = st.sampled_from(Level), st.one_of(st.none(), st.integers(1, 26))
_WAITS = st.one_of(st.integers(0, 60), st.integers(0, 1200))


@cache
def issue_days() -> SearchStrategy[date]:
    """Days on which a certificate may be issued; month ends and 29 February often among them."""
    first = all_regimes()[0].first_day
    ends = [
        date(year, month, 1) - timedelta(days=1)
        for year in range(first.year + 1, _LAST.year)
        for month in range(1, 13)
    ]
    return st.one_of(
        st.dates(first, _LAST),
        st.sampled_from(ends),
        st.sampled_from([date(2020, 2, 29), date(2024, 2, 29), date(2028, 2, 29)]),
    )


@st.composite
def certificates(
    draw: DrawFn,
    *,
    product: str = "a product",
    ended: bool = True,
    rules: SearchStrategy[Rules] | None = None,
) -> Certificate:
    """Certificates that the rules of their day of issue allow.

    Args:
        draw: Hypothesis gives it.
        product: Whose they are.
        ended: Whether some were withdrawn, superseded or filed for re-evaluation.
        rules: Rules to draw from; the default where not given.
    """
    issued = draw(issue_days())
    regime = regime_on(issued)
    stars = draw(st.sampled_from([3, 4, 5]))
    level = next(rule.level for rule in regime.levels if stars in rule.recognises)
    fields: dict[str, Any] = {
        "product": product,
        "stars": stars,
        "issued_on": issued,
        "level": level,
        "kind": draw(st.sampled_from(["first", "upgrade", "re-evaluation"])),
    }
    if rules is not None:
        fields["rules"] = draw(rules)
    if draw(st.integers(0, 4)) == 0:
        fields["valid_from"] = issued + timedelta(days=draw(st.integers(0, 120)))
    if ended:
        later = st.integers(0, 1500).map(lambda days: issued + timedelta(days=days))
        fields |= draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "withdrawal": later.flatmap(lambda day: _withdrawals(stars, day)),
                    "superseded_on": later,
                    "re_evaluation_filed_on": later,
                },
            )
        )
    return Certificate(**fields)


def _withdrawals(stars: int, on: date) -> SearchStrategy[Withdrawal]:
    return st.sampled_from(Withdrawal.grounds()).map(
        lambda ground: Withdrawal(on=on, ground=ground.id, by=Withdrawal.rule(stars, on).level)
    )


@st.composite
def ballots(
    draw: DrawFn,
    rubric: SearchStrategy[Rubric] | Rubric | None = None,
    *,
    least: int = 1,
    most: int = 7,
    invalid: bool = False,
) -> tuple[Ballot, ...]:
    """One council's ballots: all on one rubric, a member each, at least one of them valid.

    Args:
        draw: Hypothesis gives it.
        rubric: The rubric, or a strategy for it; any where not given.
        least: The fewest valid ballots.
        most: The most valid ballots.
        invalid: Whether there may be invalid ones beside them.
    """
    of_rubric = (
        rubric if isinstance(rubric, Rubric) else draw(rubrics() if rubric is None else rubric)
    )
    count = draw(st.integers(least, most))
    chair = draw(st.integers(0, count))
    cast = [
        Ballot(member=f"member {n}", sheet=draw(sheets(of_rubric)), chair=n == chair)
        for n in range(count)
    ]
    if invalid:
        cast += [
            Ballot(member=f"absent {n}", invalid="not signed")
            for n in range(draw(st.integers(0, 2)))
        ]
    return tuple(draw(st.permutations(cast)))


@st.composite
def council_rules(draw: DrawFn) -> CouncilRules:
    """Regulations of a council of nine."""
    return CouncilRules(
        members=9,
        quorum=draw(
            st.one_of(
                st.none(),
                st.integers(1, 9),
                st.sampled_from([Fraction(1, 2), Fraction(3, 4), Fraction(1)]),
            )
        ),
        quorum_of=draw(st.sampled_from(["valid", "all"])),
        chair_must_attend=draw(st.booleans()),
        spread=draw(st.one_of(st.none(), st.integers(0, 30))),
        average=draw(st.sampled_from([None, "exact", "by-part"])),
        decimals=draw(st.integers(0, 4)),
        minima=draw(
            st.sampled_from([None, "most-members", "majority", "mean-points", "every-member"])
        ),
        exclusions=draw(st.sampled_from([None, "most-members", "any-member"])),
    )


@cache
def _totals() -> SearchStrategy[Fraction]:
    """Averages of up to nine ballots, often beside a bound between two ranks."""
    averages = st.builds(
        lambda points, members: Fraction(min(points, 100 * members), members),
        st.integers(0, 900),
        st.integers(1, 9),
    )
    bounds = st.builds(
        lambda bound, ninths: Fraction(9 * bound + ninths, 9),
        st.sampled_from([30, 50, 70, 90]),
        st.integers(-1, 1),
    )
    return st.one_of(averages, bounds)


@st.composite
def council_results(
    draw: DrawFn, regime: Regime | None = None, *, stands: bool | None = None
) -> CouncilResult:
    """Results that a council may come to under a regime and its rules, any where not given.

    Args:
        draw: Hypothesis gives it.
        regime: The regime.
        stands: Whether they stand; either where not given.
    """
    judged_by = regime if regime is not None else draw(st.sampled_from(all_regimes()))
    total = draw(_totals())
    reached = stars_of(judged_by.bands, total, judged_by.rules.readings)
    lower = range(1, (reached or 0) + 1)
    kept = draw(st.booleans()) if stands is None else stands
    return CouncilResult(
        regime=judged_by.id,
        total=total,
        stars=reached if draw(st.booleans()) else draw(st.sampled_from([None, *lower])),
        needs=() if kept else ("more-members",),
        rules=judged_by.rules,
    )


@st.composite
def events(draw: DrawFn, which: str, on: date, *, stars: int = 3) -> Event:
    """An event of an id on a day, with anything that it may carry.

    Args:
        draw: Hypothesis gives it.
        which: The id.
        on: The day.
        stars: What a withdrawn certificate holds.
    """
    kind = EVENTS[which]
    if which == "withdrawn":
        return kind(withdrawal=draw(_withdrawals(stars, on)))  # type: ignore[call-arg]
    carried: dict[str, Any] = {"on": on}
    names = {field.name for field in attrs.fields(kind)}
    if "level" in names:
        carried["level"] = draw(_LEVELS)
    if "stars" in names:
        carried["stars"] = draw(st.integers(1, 5))
    if "product_set" in names:
        carried["product_set"] = draw(_SETS)
    if "result" in names:
        carried["result"] = draw(council_results())
    return kind(**carried)


def _fitting(draw: DrawFn, at: Application, which: str, on: date) -> Event:
    """An event that the application takes: what it carries follows from where it stands."""
    held = at.held(on)
    drawn = draw(events(which, on, stars=3 if held is None else held.stars))
    fields = {
        field.name: getattr(drawn, field.name)
        for field in type(drawn).__attrs_attrs__
        if field.init
    }
    regime, conclusion = at.regime(on), at.conclusion(on)
    if "level" in fields:
        fields["level"] = at.level(on) or regime.levels[0].level
    if "result" in fields:
        fields["result"] = draw(_fitting_results(regime))
    if "stars" in fields and conclusion is not None:
        fields["stars"] = conclusion.stars
    if "product_set" in fields and at.entity_kind:
        # associations and operating centres bring tourism alone
        fields["product_set"] = draw(st.sampled_from([None, 26]))
    return type(drawn)(**fields)


@lru_cache(maxsize=32)
def _fitting_results(regime: Regime) -> SearchStrategy[CouncilResult]:
    """Any, and those by which a product can be recognised, or go to the level above."""
    standing = council_results(regime, stands=True).filter(
        lambda result: result.stars is not None and regime.recognises(result.stars) is not None
    )
    return st.one_of(council_results(regime), standing)


def _held_before(product: str, before: date) -> SearchStrategy[list[Certificate]]:
    """Certificates from the four years before a day, one a day of issue."""
    first = max(all_regimes()[0].first_day, before - timedelta(days=1500))
    if first >= before:
        return st.just([])
    days = st.dates(first, before - timedelta(days=1))
    certificate = st.builds(
        lambda stars, issued, filed: Certificate(
            product=product,
            stars=stars,
            issued_on=issued,
            re_evaluation_filed_on=None if filed is None else issued + timedelta(days=filed),
        ),
        st.sampled_from([3, 4, 5]),
        days,
        st.one_of(st.none(), st.integers(0, 1400)),
    )
    return st.lists(certificate, max_size=2, unique_by=lambda held: held.issued_on)


@st.composite
def applications(draw: DrawFn, *, most: int = 12, product: str = "a product") -> Application:
    """Products at any point of their way, by events that the rules allow.

    Some hold certificates from before, some say what kind of entity brings them.

    Args:
        draw: Hypothesis gives it.
        most: The most events that happen.
        product: Whose they are.
    """
    day = draw(st.dates(all_regimes()[0].first_day, date(2027, 1, 1)))
    kinds = st.sampled_from([kind.id for kind in entity_kinds()])
    application = Application(
        product=product,
        entity_kind=draw(st.one_of(st.just(""), kinds)),
        rules=draw(st.one_of(st.just(default_rules()), any_rules())),
        held_before=draw(st.one_of(st.just([]), _held_before(product, day))),
    )
    for _ in range(draw(st.integers(0, most))):
        allowed = [id_ for id_ in application.allowed(day) if event_rule(id_).step]
        if not allowed:  # pragma: no cover - of few kinds of entities on few days
            break
        onward = [id_ for id_ in allowed if id_ not in _BACK]
        which = draw(st.sampled_from([*allowed, *onward, *onward]))
        application = application.apply(_fitting(draw, application, which, day))
        day += timedelta(days=draw(_WAITS))
    return application
