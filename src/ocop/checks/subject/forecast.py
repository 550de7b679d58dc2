"""Forecasts: where the targets of a plan stand on later days, and how likely they are met."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Literal, NotRequired, TypedDict

from ocop.checks.subject.plan import held_of, plan_of
from ocop.checks.subject.registry import RegistryGiven
from ocop.checks.subject.subject import Facts, Setting, Subject, View, attributes, under
from ocop.errors import InputError
from ocop.formats.door import from_dict, from_toml
from ocop.scenarios.assumptions.assumptions import Assumptions
from ocop.scenarios.forecast.forecast import Forecast
from ocop.scenarios.forecast.step import ForecastStep
from ocop.words import Lang

__all__ = ["FORECAST"]


class ForecastGiven(TypedDict):
    """A plan, its id or a file; what is supposed, a table or a file; from when until when."""

    plan: str
    assumptions: str | dict[str, Any]
    on: NotRequired[date]
    until: NotRequired[date]
    every: NotRequired[Literal["month", "round"]]


def _make(given: Mapping[str, Any], setting: Setting) -> Forecast:
    said = given["forecast"]
    with under("forecast", "plan"):
        plan = plan_of(said["plan"], setting)
    with under("forecast", "assumptions"):
        supposed = said["assumptions"]
        assumptions = (
            from_toml(Assumptions, setting.beside(supposed))
            if isinstance(supposed, str)
            else from_dict(Assumptions, supposed)
        )
    held = held_of(given, plan, setting)
    how = {key: said[key] for key in ("on", "until", "every") if key in said}
    with under("forecast"):
        forecast: Forecast = plan.forecast(held, assumptions, rules=setting.rules, **how)
    return forecast


def _step(view: View) -> ForecastStep:
    """What is expected on the day asked for; without one, on the last."""
    steps: tuple[ForecastStep, ...] = view.value.expected
    day = view.asked.get("on", steps[-1].on)
    for step in steps:
        if step.on == day:
            return step
    raise InputError.of("not-known", "on", given=day, known=tuple(step.on for step in steps))


def _chance(view: View) -> Fraction | None:
    value = view.value.chance(view.asked["target"]).value
    return None if value is None else Fraction(value)


_ON_A_DAY: Facts = {
    name: lambda view, name=name: getattr(_step(view), name)  # type: ignore[misc]
    for name in attributes(ForecastStep, "on")
}
_OF_A_TARGET: Facts = {
    "chance": _chance,
    "expected": lambda view: _step(view).values[view.asked["target"]],
    "reason": lambda view: view.value.chance(view.asked["target"]).reason,
    "needed_per_month": lambda view: view.value.needed(view.asked["target"]).value,
    "needed_renewal": lambda view: view.value.needed(view.asked["target"], "renewal").value,
}


def _facts(_: Mapping[str, Any], asked: Mapping[str, Any]) -> Facts:
    return _OF_A_TARGET if "target" in asked else _ON_A_DAY


def _why(view: View, lang: Lang) -> Iterable[str]:
    assumptions: Assumptions = view.value.assumptions
    return assumptions.text(lang).splitlines()


def _cites(view: View, lang: Lang) -> Iterable[str]:
    forecast: Forecast = view.value
    if "target" in view.asked:
        return (forecast.plan.target(view.asked["target"]).source(lang),)
    return (forecast.plan.title(lang),)


FORECAST = Subject(
    name="forecast",
    schema=ForecastGiven,
    beside={"snapshot": str | dict[str, Any], "registry": RegistryGiven},
    make=_make,
    asks={"on": date, "target": str},
    facts=_facts,
    forms=(({}, {}), ({}, {"target": ""})),
    why=_why,
    cites=_cites,
)
