"""Possible sheets drawn, and every sheet that they may be."""

from __future__ import annotations

from itertools import chain, combinations, product

from hypothesis import strategies as st

from ocop.scoring.possible.possible import Possible, every_option
from ocop.testing.strategies import rubrics, rules
from ocop.testing.strategies.scoring import choices

#: Criteria that are open, and options that an open one may hold.
MOST_OPEN, MOST_OPTIONS = 4, 3


@st.composite
def possibles(draw, rubric=None):
    """A sheet of any rubric under any readings, of which a few criteria are open."""
    rubric = draw(rubrics(rules=rules()) if rubric is None else rubric)
    held = draw(choices(rubric))
    nos = [criterion.no for criterion in rubric.criteria]
    deciders = [c.criterion for each in rubric.criteria for c in each.conditions if c.criterion]
    of_interest = st.sampled_from([*nos, *deciders, *deciders])
    opened = draw(st.sets(of_interest, max_size=MOST_OPEN))
    options = []
    for criterion in rubric.criteria:
        every = every_option(rubric, criterion.no)
        choice = held.get(criterion.no, every[-1])
        if isinstance(choice, list):
            choice = sum(1 << (no - 1) for no in choice)
        kept = {choice}
        if criterion.no in opened:
            kept |= draw(st.sets(st.sampled_from(every), max_size=MOST_OPTIONS - 1))
        options.append(tuple(sorted(kept)))
    ids = sorted({c.id for each in rubric.criteria for c in each.conditions if c.criterion is None})
    conditions = draw(st.sets(st.sampled_from(ids), max_size=1)) if ids else ()
    return Possible(rubric=rubric, options=tuple(options), conditions=tuple(conditions))


def chosen(criterion, held):
    if criterion.choice == "many":
        return [option.no for option in criterion.options if held >> (option.no - 1) & 1]
    return held


def every_sheet(possible):
    """Every sheet that a possible one may be, one by one through the public door."""
    rubric = possible.rubric
    ids = possible.conditions
    for unmet in chain.from_iterable(combinations(ids, n) for n in range(len(ids) + 1)):
        for held in product(*possible.options):
            by_no = dict(zip((c.no for c in rubric.criteria), held, strict=True))
            made = {
                c.no: chosen(c, by_no[c.no])
                for c in rubric.criteria
                if all(
                    each.id not in unmet
                    if each.criterion is None
                    else by_no[each.criterion] > each.above
                    for each in c.conditions
                    if each.holds_under(rubric.rules.readings)
                )
            }
            if not rubric.check(made, unmet=unmet):  # but for both cases of one product
                yield rubric.sheet(made, unmet=unmet)
