"""Strategies for what is scored.

Hypothesis looks through a strategy before it first draws from it, which takes longer than to draw:
those that sheets are drawn from again and again are kept.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import attrs
from hypothesis import strategies as st

from ocop.law.changes.changes import Changes
from ocop.law.kind import OptionCase
from ocop.law.question import reading_questions
from ocop.law.regime import Band, Regime
from ocop.law.regime import regimes as all_regimes
from ocop.law.rules import Rules, default_rules
from ocop.scoring.rubric.criterion import Condition, Criterion, Exclusion, Group, Option, Part
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.scorecard import Scorecard, score
from ocop.scoring.sheet.owner import OwnerFields
from ocop.scoring.sheet.sheet import Draft, Sheet
from ocop.text import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = [
    "choices",
    "drafts",
    "invalid_choices",
    "regimes",
    "rubrics",
    "rules",
    "scorecards",
    "sheets",
    "small_rubrics",
]


@cache
def regimes() -> SearchStrategy[Regime]:
    """Any regime since 2019."""
    return st.sampled_from(all_regimes())


@cache
def rules() -> SearchStrategy[Rules]:
    """The law as it stands, under any combination of readings."""
    return st.fixed_dictionaries(
        {
            question.id: st.sampled_from([reading.id for reading in question.readings])
            for question in reading_questions()
        }
    ).map(Rules.of)


@st.composite
def rubrics(
    draw: DrawFn,
    *,
    regime: SearchStrategy[Regime] | None = None,
    rules: SearchStrategy[Rules] | None = None,
) -> Rubric:
    """The rubric of any set of any regime.

    Args:
        draw: Hypothesis gives it.
        regime: Regimes to draw from; all where not given.
        rules: Rules to draw from; the default where not given.
    """
    found = draw(regime if regime is not None else regimes())
    under = found if rules is None else found.under(draw(rules))
    return under.rubric(draw(st.sampled_from(under.sets)))


def _held(criterion: Criterion, *, none: bool, case: str | None) -> SearchStrategy[Any]:
    """Any valid choice in a criterion that applies, of one case where one is given."""
    if criterion.choice == "many":
        return _ticked(len(criterion.options))
    can_lack = none and criterion.zero_option is None
    levels = [option.no for option in criterion.options if case in {None, option.branch}]
    return st.sampled_from([0, *levels] if can_lack else levels)


@cache
def _ticked(count: int) -> SearchStrategy[list[int]]:
    """Any lines of a checklist."""
    return st.lists(st.integers(1, count), unique=True)


def _applies(
    criterion: Criterion, made: dict[str, Any], rubric: Rubric, unmet: Sequence[str]
) -> bool:
    as_printed = rubric.rules.readings.story_scope == "as-printed"
    return all(
        condition.id not in unmet
        if condition.criterion is None
        else made[condition.criterion] > condition.above
        for condition in criterion.conditions
        if condition.printed or not as_printed
    )


def _unmet(rubric: Rubric) -> SearchStrategy[list[str]]:
    """Mostly none: ids of conditions that only a sheet can tell to be unmet."""
    ids = {c.id for each in rubric.criteria for c in each.conditions if c.criterion is None}
    return _some(tuple(sorted(ids)), 2)


@cache
def _some(ids: tuple[str, ...], none: int, most: int | None = None) -> SearchStrategy[list[str]]:
    """Some of the ids; so often more that it is none of them."""
    some = st.lists(st.sampled_from(ids), unique=True, max_size=most) if ids else st.just([])
    return st.one_of(*(st.just([]) for _ in range(none)), some)


@st.composite
def choices(draw: DrawFn, rubric: Rubric, unmet: Sequence[str] = ()) -> dict[str, Any]:
    """Valid and complete choices for a rubric: criterion → option, or a checklist's options.

    Args:
        draw: Hypothesis gives it.
        rubric: The rubric.
        unmet: Ids of conditions that the sheet says are unmet; what needs them is left out.
    """
    none = rubric.rules.readings.none_of_these == "allowed"
    made: dict[str, Any] = {}
    one_case = rubric.rules.readings.tourism_cases == "one-case"
    case = draw(st.sampled_from("ab")) if one_case and rubric.same_case else None
    for criterion in rubric.criteria:
        if _applies(criterion, made, rubric, unmet):
            within = case if criterion.no in rubric.same_case else None
            made[criterion.no] = draw(_held(criterion, none=none, case=within))
    return made


def _exclusions(rubric: Rubric) -> SearchStrategy[list[str]]:
    """Mostly none: an excluded product hides everything else."""
    return _some(tuple(exclusion.id for exclusion in rubric.exclusions), 3, 2)


def _rubric(draw: DrawFn, rubric: SearchStrategy[Rubric] | Rubric | None) -> Rubric:
    if isinstance(rubric, Rubric):
        return rubric
    return draw(rubric if rubric is not None else rubrics())


@cache
def _owners() -> SearchStrategy[OwnerFields]:
    """Mostly nobody."""
    text = st.text(st.characters(codec="utf-8"), max_size=8)
    fields = dict.fromkeys(OwnerFields.__annotations__, text)
    owners: SearchStrategy[OwnerFields] = st.fixed_dictionaries({}, optional=fields)  # type: ignore[assignment]  # its keys are those
    return st.one_of(st.just(OwnerFields()), owners)


@st.composite
def sheets(draw: DrawFn, rubric: SearchStrategy[Rubric] | Rubric | None = None) -> Sheet:
    """Valid, complete sheets.

    Args:
        draw: Hypothesis gives it.
        rubric: The rubric, or a strategy for it; any where not given.
    """
    found = _rubric(draw, rubric)
    unmet = draw(_unmet(found))
    made = draw(choices(found, unmet))
    return found.sheet(made, exclusions=draw(_exclusions(found)), unmet=unmet, **draw(_owners()))


@st.composite
def drafts(draw: DrawFn, rubric: SearchStrategy[Rubric] | Rubric | None = None) -> Draft:
    """Valid sheets that may lack answers; arguments as for :func:`sheets`."""
    found = _rubric(draw, rubric)
    unmet = draw(_unmet(found))
    made = draw(choices(found, unmet))
    kept = draw(st.sets(st.sampled_from(sorted(made)))) if made else set()
    partial = {no: choice for no, choice in made.items() if no in kept}
    return found.sheet(partial, unmet=unmet, partial=True, **draw(_owners()))


@st.composite
def scorecards(draw: DrawFn, rubric: SearchStrategy[Rubric] | Rubric | None = None) -> Scorecard:
    """Scorecards of valid sheets; arguments as for :func:`sheets`."""
    return score(draw(sheets(rubric)))


_WRONG: tuple[Any, ...] = (True, False, None, 2.0, "3", float("nan"), -1, 99, {"1": 1}, b"1")


@st.composite
def invalid_choices(
    draw: DrawFn, rubric: SearchStrategy[Rubric] | Rubric | None = None
) -> tuple[Rubric, dict[str, Any], str]:
    """Choices that must be refused: the rubric, the choices, and the criterion at fault."""
    found = _rubric(draw, rubric)
    made = draw(choices(found))
    how = draw(st.sampled_from(["wrong", "missing", "unknown", "twice"]))
    no = draw(st.sampled_from(sorted(made)))
    if how == "wrong":
        made[no] = draw(st.sampled_from(_WRONG))
    elif how == "missing":
        del made[no]
    elif how == "unknown":
        no = draw(st.sampled_from(["0.1", "99", "z9", "5.1.9.9"]))
        made[no] = 1
    else:
        made[f" {no}. "] = made[no]
    return found, made, no


def _label(text: str) -> Label:
    return Label(text, text)


@st.composite
def _small_criterion(draw: DrawFn, no: str, kind: str) -> Criterion:
    count = draw(st.integers(1, 3))
    points = sorted(draw(st.lists(st.integers(0, 4), min_size=count, max_size=count)))
    if kind == "many":
        points = [each or 1 for each in points]
    stars: list[int | None] = [None] * count
    if kind != "many" and draw(st.booleans()):
        ranks = sorted(draw(st.sets(st.sampled_from([3, 4, 5]), min_size=1, max_size=count)))
        for place, star in zip(
            sorted(draw(st.sets(st.integers(0, count - 1), min_size=len(ranks), max_size=count))),
            ranks,
            strict=False,
        ):
            stars[place] = star
    branches: list[OptionCase] = ["a" if place * 2 < count else "b" for place in range(count)]
    return Criterion(
        no=no,
        id=f"c-{no}",
        label=_label(no),
        part="A",
        group="1",
        maximum=sum(points) if kind == "many" else max(points),
        options=tuple(
            Option(
                no=place + 1,
                points=points[place],
                min_star=stars[place],
                branch=branches[place] if kind == "branched" else None,
                label=_label(f"{no}.{place + 1}"),
            )
            for place in range(count)
        ),
        choice="many" if kind == "many" else "one",
        heading_star=draw(st.sampled_from([None, None, 4])) if kind == "plain" else None,
        reference=f"made up, criterion {no}",
    )


@st.composite
def small_rubrics(draw: DrawFn, *, rules: SearchStrategy[Rules] | None = None) -> Rubric:
    """Made-up rubrics of two to four criteria, small enough to try every sheet.

    They have minima, cases, checklists, a story and what needs it, and scores that exclude.
    """
    count = draw(st.integers(2, 4))
    kinds = [draw(st.sampled_from(["plain", "plain", "branched", "many"])) for _ in range(count)]
    made = [draw(_small_criterion(str(n + 1), kind)) for n, kind in enumerate(kinds)]
    if made[0].choice == "one" and made[1].choice == "one" and draw(st.booleans()):
        story = Condition(
            id="story",
            label=_label("a story"),
            criterion="1",
            above=draw(st.integers(1, 2)),
            printed=draw(st.booleans()),
        )
        made[1] = attrs.evolve(made[1], conditions=(story,))
    exclusions: tuple[Exclusion, ...] = ()
    last = made[-1]
    if last.choice == "one" and draw(st.booleans()):
        # a 0 is no answer of its own where the table prints it, or where a condition gives it
        least = 1 if last.zero_option or last.conditions else 0
        choice = (last.no, draw(st.integers(least, 1)))
        stop = Exclusion(id="zero-score", kind="stop", label=_label("zero"), reference="made up")
        exclusions = (
            draw(
                st.sampled_from(
                    [
                        attrs.evolve(stop, when=(choice,)),
                        attrs.evolve(stop, stated=(choice,)),
                        attrs.evolve(stop, bare=(choice,)),
                    ]
                )
            ),
        )
    branched = [each.no for each in made if len({o.branch for o in each.options}) > 1]
    highest = sum(criterion.maximum for criterion in made)
    leasts = sorted(draw(st.sets(st.integers(1, max(highest, 4)), min_size=4, max_size=4)))
    present = (draw(rules) if rules is not None else default_rules()).regimes()[-1]
    return Rubric(
        regime=present,
        product_set=present.sets[0],
        title=_label("small"),
        parts=(
            Part(
                id="A",
                maximum=highest,
                groups=(
                    Group(
                        no="1",
                        id="all",
                        label=_label("all"),
                        part="A",
                        maximum=highest,
                        criteria=tuple(made),
                    ),
                ),
            ),
        ),
        exclusions=exclusions,
        same_case=tuple(branched) if len(branched) > 1 and draw(st.booleans()) else (),
        bands=tuple(
            Band(stars=stars, least=least, reference="made up")
            for stars, least in zip((5, 4, 3, 2, 1), (*leasts[::-1], 0), strict=True)
        ),
        what_if=(
            Changes(
                id="made-up",
                title=_label("made up"),
                amends=present.id,
                first_day=present.first_day,
                reference="made up",
            ),
        ),
        reference="made up",
    )
