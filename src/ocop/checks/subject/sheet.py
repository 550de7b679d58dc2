"""Sheets: what their choices come to. And totals alone: what band they are in."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any, Literal, NotRequired, TypedDict

from ocop.checks.subject.subject import Facts, Setting, Subject, View, attributes, under
from ocop.errors import Faults, InputError
from ocop.law.regime import Regime
from ocop.law.rules import Rules
from ocop.scoring.bounds import Bounds
from ocop.scoring.rubric.criterion import Choice, Criterion, Exclusion
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.scorecard import Scorecard, score
from ocop.words import Lang

__all__ = ["BANDS", "SHEET", "SheetGiven", "filled", "regime_of", "rubric_of", "whole_sheet"]


class SheetGiven(TypedDict):
    """A sheet; either ``regime`` or ``on`` is needed. ``rest`` answers what is not said.

    ``criterion`` and ``choice`` are one more choice, as two columns of a table can say it.
    """

    regime: NotRequired[str]
    on: NotRequired[date]
    set: int | str
    rest: NotRequired[Literal["top", "lowest"]]
    partial: NotRequired[bool]
    choices: NotRequired[dict[str, Choice]]
    criterion: NotRequired[str]
    choice: NotRequired[Choice]
    exclusions: NotRequired[tuple[str, ...]]
    unmet: NotRequired[tuple[str, ...]]


class BandsGiven(TypedDict):
    """A total, and the regime in whose bands it is looked up."""

    regime: NotRequired[str]
    on: NotRequired[date]
    total: int | Fraction


def regime_of(given: Mapping[str, Any], rules: Rules) -> Regime:
    """The regime that is named, or the one of the day.

    Raises:
        InputError: both are given, or none.
        NotFoundError: there is no such regime.
    """
    named = [key for key in ("regime", "on") if key in given]
    if len(named) != 1:
        raise InputError.of("regime-and-on" if named else "no-regime")
    return rules.regime(given["regime"]) if named == ["regime"] else rules.regime_on(given["on"])


def rubric_of(given: Mapping[str, Any], rules: Rules) -> Rubric:
    """The rubric of the set that is named, under the regime that is.

    Raises:
        InputError: as :func:`regime_of`.
        NotFoundError: there is no such regime or set.
    """
    rubric: Rubric = regime_of(given, rules).rubric(given["set"])
    return rubric


def _with_one_more(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """A sheet whose choices hold the one that stands in two keys of its own.

    Raises:
        InputError: only one of the two is there, or the choices say the criterion too.
    """
    faults = Faults()
    if ("criterion" in given) != ("choice" in given):
        key = "choice" if "criterion" in given else "criterion"
        faults.add("missing-key", key, key=key)
    choices = given.get("choices", {})
    if given.get("criterion") in choices:
        faults.add("stands-twice", "criterion", given=given["criterion"])
    faults.raise_if_any()
    if "criterion" not in given:
        return given
    return {**given, "choices": {**choices, given["criterion"]: given["choice"]}}


def filled(rubric: Rubric, given: Mapping[str, Any]) -> dict[str, Choice]:
    """The choices that are given, and for the rest the best or the lowest levels.

    The best of a criterion is the first level with the most points, the lowest the first with the
    fewest; of levels that end the evaluation neither. What does not apply beside the choices stays
    out.
    """
    choices: dict[str, Choice] = dict(given.get("choices", {}))
    rest = given.get("rest")
    if rest is None:
        return choices
    whole = dict(_levels_of(rubric, rest)) | choices
    unmet = given.get("unmet", ())
    for criterion in rubric.criteria:
        if criterion.no not in choices and not _applies(criterion, whole, unmet, rubric):
            del whole[criterion.no]
    return whole


def whole_sheet(given: Mapping[str, Any], rules: Rules) -> dict[str, Any]:
    """A sheet whose choices all stand in it.

    Raises:
        InputError: as :func:`regime_of`; or a choice stands in one of two keys alone.
        NotFoundError: there is no such regime or set.
    """
    table = _with_one_more(given)
    own = {key: table[key] for key in table if key not in {"rest", "criterion", "choice"}}
    return {**own, "choices": filled(rubric_of(table, rules), table)}


@lru_cache(maxsize=64)
def _levels_of(rubric: Rubric, rest: str) -> tuple[tuple[str, Choice], ...]:
    """The best or the lowest level of every criterion."""
    ending = {choice for exclusion in rubric.exclusions for choice in _ending(exclusion, rubric)}
    pick = max if rest == "top" else min
    levels: list[tuple[str, Choice]] = []
    for criterion in rubric.criteria:
        if criterion.choice == "many":
            earning = tuple(option.no for option in criterion.options if option.points > 0)
            levels.append((criterion.no, earning if rest == "top" else ()))
            continue
        options = [one for one in criterion.options if (criterion.no, one.no) not in ending]
        levels.append((criterion.no, pick(options, key=lambda option: option.points).no))
    return tuple(levels)


def _ending(exclusion: Exclusion, rubric: Rubric) -> tuple[tuple[str, int], ...]:
    """The levels that are the fact of an exclusion, as the rules of the rubric are read."""
    stated = {
        "same-words": exclusion.stated,
        "bare-too": (*exclusion.stated, *exclusion.bare),
        "noted": (),
    }
    return (*exclusion.when, *stated[rubric.rules.readings.stated_stop])


def _applies(
    criterion: Criterion, whole: Mapping[str, Choice], unmet: tuple[str, ...], rubric: Rubric
) -> bool:
    """Whether a level may be chosen in a criterion beside the choices."""
    for condition in criterion.conditions:
        if not condition.holds_under(rubric.rules.readings):
            continue
        if condition.id in unmet:
            return False
        held = whole.get(condition.criterion or "", condition.above + 1)
        if isinstance(held, int) and held <= condition.above:
            return False
    return True


def _make(given: Mapping[str, Any], setting: Setting) -> Scorecard | Bounds:
    with under("sheet"):
        table = _with_one_more(given["sheet"])
    told = {key: table[key] for key in ("exclusions", "unmet") if key in table}
    partial = table.get("partial", False)
    with under("sheet"):
        rubric = rubric_of(table, setting.rules)
        sheet = rubric.sheet(filled(rubric, table), partial=partial, **told)
    result: Scorecard | Bounds = score(sheet)
    return result


_CARD: Facts = {
    **attributes(Scorecard, "sheet", "rubric", "lines", "next_star", "earlier"),
    "points": lambda view: {line.criterion.no: line.points for line in view.value.lines},
    "choices": lambda view: view.value.sheet.choices,
    "citation": lambda view: view.value.rubric.citation,
}
_BOUNDS: Facts = attributes(Bounds, "draft")


def _whole(given: Mapping[str, Any], rules: Rules) -> dict[str, Any]:
    with under("sheet"):
        return {**given, "sheet": whole_sheet(given["sheet"], rules)}


def _facts(given: Mapping[str, Any], _: Mapping[str, Any]) -> Facts:
    return _BOUNDS if given["sheet"].get("partial", False) else _CARD


def _why(view: View, lang: Lang) -> Iterable[str]:
    if isinstance(view.value, Bounds):
        return view.value.text(lang).splitlines()
    reasons: tuple[str, ...] = view.value.explain(lang).reasons
    return reasons


def _cites(view: View, lang: Lang) -> Iterable[str]:
    card = view.value
    if isinstance(card, Bounds):
        return (card.draft.rubric.citation(lang),)
    cited = [*card.capped_by, *card.exclusions] or [card.rubric]
    return tuple(dict.fromkeys(one.citation(lang) for one in cited))


SHEET = Subject(
    name="sheet",
    schema=SheetGiven,
    make=_make,
    facts=_facts,
    forms=(({"sheet": {}}, {}), ({"sheet": {"partial": True}}, {})),
    whole=_whole,
    why=_why,
    cites=_cites,
)


def _band(given: Mapping[str, Any], setting: Setting) -> tuple[Rubric, int | Fraction]:
    table = given["bands"]
    with under("bands"):
        regime = regime_of(table, setting.rules)
        rubric: Rubric = regime.rubric(regime.sets[0].number)  # every set has the same bands
        rubric.stars_by_points(table["total"])  # a total that cannot be is told here
    return rubric, table["total"]


def _stars(view: View) -> int | None:
    rubric, total = view.value
    stars: int | None = rubric.stars_by_points(total)
    return stars


def _cites_band(view: View, lang: Lang) -> Iterable[str]:
    return (view.value[0].regime.citation(lang),)


BANDS = Subject(
    name="bands",
    schema=BandsGiven,
    make=_band,
    facts=lambda _given, _asked: {"stars": _stars},
    cites=_cites_band,
)
