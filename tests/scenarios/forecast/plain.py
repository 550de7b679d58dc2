"""A forecast the long way: line by line and day by day, with nothing of the library's chain.

The benchmark runs it beside the library's.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import timedelta
from fractions import Fraction

from ocop.cycle.certificate.term import last_valid_day
from ocop.dates import add_months

DAY = timedelta(days=1)


def month_ends(first, last):
    """The ends of months after a day, up to another."""
    day = first.replace(day=monthrange(first.year, first.month)[1])
    if day == first:
        day += DAY
        day = day.replace(day=monthrange(day.year, day.month)[1])
    while day <= last:
        yield day
        day += DAY
        day = day.replace(day=monthrange(day.year, day.month)[1])


def chosen(shares, rng):
    """A key by its share; None for the rest."""
    at = rng.random()
    for key, share in shares.items():
        at -= share
        if at < 0:
            return key
    return None


def line(suppose, rules, paper, on, until, rng):  # noqa: PLR0917 - a helper of tests
    """The papers of a line: first day and last day in force, stars, what it was and became."""
    issued, stars, last = paper
    papers, why = [], "held" if issued <= on else "new"
    while issued is not None and issued <= until:
        end, follows, became = last, None, "lapsed"
        ends = {day: k for k, day in enumerate(month_ends(issued, last))}
        for day, k in ends.items():
            if day <= on or day > until:
                continue
            u, w = suppose.upgrade.get(stars, 0), suppose.withdrawal.get(stars, 0)
            if w and rng.random() < (w / 12) / (1 - (k % 12) * w / 12):
                end, became = day - DAY, "withdrawn"
                break
            if u and rng.random() < (u / 12) / (1 - (k % 12) * u / 12):
                end, became, follows = day - DAY, "upgraded", (day, stars + 1)
                break
        else:
            if last <= until and rng.random() < suppose.renewal.get(stars, 0):
                months = chosen(suppose.delay, rng) if suppose.delay else 0
                rank = chosen(suppose.renewed_as.get(stars, {stars: Fraction(1)}), rng)
                follows = (add_months(last, months), rank)
                became = "renewed" if not months else "renewed-late"
                end = last if months else last - DAY
        papers.append((issued, end, stars, why, became))
        if follows is None:
            break
        why = "upgraded" if became == "upgraded" else "renewed"
        issued, stars = follows
        if issued <= until:
            last = last_valid_day(issued, rules=rules)
    return papers


def number_of(mean, law, rng):
    """How many newcomers come, the mean being this."""
    if law == "fixed":
        return int(mean) + (rng.random() < mean % 1)
    number, at = 0, rng.expovariate(1)
    while at < mean:
        number, at = number + 1, at + rng.expovariate(1)
    return number


def run(suppose, rules, held, on, until, rng):  # noqa: PLR0917 - a helper of tests
    """The papers of every line: of those there are, and of newcomers by month."""
    lines = [line(suppose, rules, each, on, until, rng) for each in held]
    for day in month_ends(on, until):
        for stars, mean in suppose.new_per_month.items():
            for _ in range(number_of(mean, suppose.newcomers_law, rng)):
                last = last_valid_day(day, rules=rules)
                lines.append(line(suppose, rules, (day, stars, last), on, until, rng))
    return lines


def in_force(lines, day, ranks=(3, 4, 5)):
    """How many lines have a paper in force on a day."""
    return sum(
        any(first <= day <= end and stars in ranks for first, end, stars, *_ in papers)
        for papers in lines
    )
