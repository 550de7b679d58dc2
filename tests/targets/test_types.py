"""The types of the floor of targets at run time, its face, and how its values print."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import typing
from datetime import date

import attrs
import pytest

import ocop
from ocop import targets
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.registry import Registry

MODULES = [
    importlib.import_module(module.name)
    for module in pkgutil.walk_packages(targets.__path__, "ocop.targets.")
]
CLASSES = {
    value
    for module in MODULES
    for name, value in vars(module).items()
    if isinstance(value, type) and value.__module__ == module.__name__ and name[0] != "_"
}


def test_the_face_is_small():
    assert len(set(targets.__all__) - set(ocop.__all__)) <= 16
    assert "plan" not in targets.__all__  # the room


def _is_method(member):
    # in Python 3.13 a cached property, which has no annotations of its own, is a routine too
    return inspect.isfunction(member) or inspect.ismethod(member)


@pytest.mark.parametrize("kind", sorted(CLASSES, key=str), ids=lambda kind: kind.__name__)
def test_types_are_there_at_run_time(kind):
    """apps D10: names of annotations were there for the type checker only."""
    if attrs.has(kind):
        attrs.resolve_types(kind)
        typing.get_type_hints(kind)
    for name, member in inspect.getmembers(kind, _is_method):
        # what is asked upward has types of its own floor, for the checker alone
        upward = name == "forecast"
        own = str(getattr(member, "__module__", "")).startswith("ocop.targets") and not upward
        if name[0] != "_" and own:
            typing.get_type_hints(member)


def test_what_a_recognition_is_made_of_has_a_type():
    """apps D13: code, name, entity and province were of any type."""
    hints = typing.get_type_hints(Recognition.__init__)
    assert typing.Any not in hints.values()
    assert hints["entity"] == str | None


def test_values_print_short():
    """An outcome printed 810 characters, a recognition 1,060."""
    row = Recognition(
        name="Cu đơ " * 20, stars=5, pending=True, issued_on=date(2024, 1, 1), entity="E" * 500
    )
    assert repr(row).startswith("<Recognition of 'Cu đơ Cu đơ")
    registry = Registry([row])
    report = ocop.plan("ha-tinh-2023-2025").evaluate(registry.on(date(2024, 6, 1)))
    values = [row, registry, report.snapshot, report.plan, report, report.explain("vi")]
    for value in [*values, *report.outcomes]:
        assert len(repr(value)) < 200


def test_values_are_made_by_keyword():
    """hard D: no test held the keyword-only API."""
    positional = {
        kind.__name__
        for kind in CLASSES
        if attrs.has(kind) and any(not field.kw_only and field.init for field in attrs.fields(kind))
    }
    # inner tables apart, a figure, a registry and a report have one thing to say first
    inner = {"Bound", "Doubt", "Heading", "Lives", "Passing", "Published", "Reader", "Sums"}
    inner |= {"Table", "Tally", "Worlds"}
    assert positional - inner == {"Figure", "Registry", "Report"}
