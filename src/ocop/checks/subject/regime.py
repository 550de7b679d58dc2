"""Regimes: which rules hold on a day, and which judge a dossier that was filed on one."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NotRequired, TypedDict

from ocop.checks.subject.subject import Facts, Setting, Subject, View, attributes, under
from ocop.errors import InputError
from ocop.law.case import Case
from ocop.law.product_set import ProductSet
from ocop.law.regime import Regime
from ocop.words import Lang

__all__ = ["REGIME"]


class RegimeGiven(TypedDict):
    """A day, or the dossier that is judged: its case, when it was filed and evaluated."""

    on: NotRequired[date]
    case: NotRequired[Case]
    filed_on: NotRequired[date]
    evaluated_on: NotRequired[date]


def _make(given: Mapping[str, Any], setting: Setting) -> Regime:
    table = given["regime"]
    if ("on" in table) == ("filed_on" in table) or ("on" in table and len(table) > 1):
        raise InputError.of("check-one-form", "regime", known=("on", "filed_on"))
    with under("regime"):
        if "on" in table:
            return setting.rules.regime_on(table["on"])
        return setting.rules.regime_for(
            table.get("case", "first"), table["filed_on"], table.get("evaluated_on")
        )


_FACTS: Facts = {
    **attributes(Regime, "groups", "bands", "entities"),
    "parts": lambda view: dict(view.value.parts),
    "bands": lambda view: {band.stars: band.least for band in view.value.bands},
    "sets": lambda view: len(view.value.sets),
    "entities": lambda view: [rule.kind.id for rule in view.value.entities],
    "levels": lambda view: [rule.level for rule in view.value.levels],
    "duties": lambda view: _by_level(view, "duty"),
    "forwards_from": lambda view: _by_level(view, "forwards_from"),
    "forwards_to": lambda view: _by_level(view, "forwards_to"),
    "recognises": lambda view: {
        stars: view.value.recognises(stars).level for stars in _certified(view.value)
    },
}
#: What is asked of one product set.
_OF_A_SET: Facts = {
    "number": lambda view: _set(view).number,
    "name": lambda view: _set(view).label,
    "group": lambda view: _set(view).group.id,
    "ministries": lambda view: [one.label for one in _set(view).ministries],
    "who_may_bring": lambda view: [
        rule.kind.id for rule in view.value.who_may_bring(view.asked["set"])
    ],
}


def _set(view: View) -> ProductSet:
    product_set: ProductSet = view.value.set(view.asked["set"])
    return product_set


def _by_level(view: View, name: str) -> dict[str, Any]:
    """A field of every level that has one, by the level."""
    rules = {rule.level.value: getattr(rule, name) for rule in view.value.levels}
    return {level: value for level, value in rules.items() if value is not None}


def _certified(regime: Regime) -> list[int]:
    return sorted({stars for rule in regime.levels for stars in rule.recognises})


def _why(view: View, lang: Lang) -> Iterable[str]:
    return tuple(note.label(lang) for note in view.value.notes)


def _cites(view: View, lang: Lang) -> Iterable[str]:
    return (view.value.citation(lang),)


REGIME = Subject(
    name="regime",
    schema=RegimeGiven,
    make=_make,
    asks={"set": int | str},
    facts=lambda _given, asked: _OF_A_SET if "set" in asked else _FACTS,
    forms=(({}, {}), ({}, {"set": 1})),
    why=_why,
    cites=_cites,
)
