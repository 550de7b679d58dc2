"""The types of ground, law, scoring and cycle at run time, and the order of their modules."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import typing
from functools import cached_property
from graphlib import TopologicalSorter
from pathlib import Path

import attrs
import pytest

import ocop
from ocop.checked import Checked, _checks, _hints
from ocop.data import dump_json
from ocop.law.level import Level

ROOT = Path(ocop.__file__).parent
UPPER = ("ocop.targets", "ocop.testing", "ocop._cli", "ocop.__main__")
MODULES = [
    importlib.import_module(module.name)
    for module in pkgutil.walk_packages(ocop.__path__, "ocop.")
    if not module.name.startswith(UPPER)
]
PUBLIC = {
    f"{module.__name__.removeprefix('ocop.')}.{name}": value
    for module in MODULES
    for name, value in vars(module).items()
    if name[0] != "_" and getattr(value, "__module__", "") == module.__name__ and callable(value)
}
CLASSES = {name: value for name, value in PUBLIC.items() if isinstance(value, type)}

#: What answers with a value of an upper module, through a port or an import when it is called.
UPWARD = {
    "law.rules.Rules.in_force",
    "law.rules.Rules.known",
    "law.rules.Rules.regime",
    "law.rules.Rules.regime_for",
    "law.rules.Rules.regime_on",
    "law.rules.Rules.regimes",
    "law.regime.Regime.rubric",
    "scoring.rubric.rubric.Rubric.sheet",
    "scoring.rubric.rubric.Rubric.sheet_from_points",
    "scoring.scorecard.Scorecard.advice",
    "scoring.scorecard.Scorecard.explain",
    # what few ask for is imported when it is asked
    "law.rules.Rules.reach",
    "scoring.rubric.rubric.Rubric.amended",
    "scoring.scorecard.score",
    "shown.value.InOneLanguage.table",
    "shown.value.Shown.table",
    # what a value hands on to knows it for the type checker only
    "scenarios.forecast._jointly.least_newcomers",
    "scenarios.forecast._lever.least_of",
    "scenarios.forecast.driver.drivers_of",
    "scoring.next_star.next_star_of",
    "scoring.rubric._form.form_of",
    "scoring.rubric.what_if.amended",
    "scoring.rubric.what_if.laid_over",
    "scoring.rubric.what_if.without_minima",
    "cycle.certificate._notes.notes_of",
    "cycle.certificate._words.filing_words",
    "cycle.certificate._words.summary",
    "cycle.council._words.reckoning",
    "cycle.council._words.summary",
    "cycle.council.verdict.Verdict.minutes",
    "cycle.application._words.summary",
    # a table holds tables, a life those that follow: attrs writes these before the class has a name
    "scenarios.forecast._chain.Life.__init__",
    "shown.table.Table.__init__",
    # cattrs is imported when a document is first read
    "documents.converter",
    "formats.door.converter",
}


def functions_of(kind):
    """The public functions of a class, those of its properties among them, and its __init__."""
    for name, member in vars(kind).items():
        function = (
            member.fget
            if isinstance(member, property)
            else member.func
            if isinstance(member, cached_property)
            else getattr(member, "__func__", member)
        )
        own = inspect.isfunction(function) and function.__module__ == kind.__module__
        if own and (name[0] != "_" or name == "__init__"):
            yield name, function


FUNCTIONS = {
    **{name: inspect.unwrap(value) for name, value in PUBLIC.items() if name not in CLASSES},
    **{
        f"{name}.{own}": function
        for name, kind in CLASSES.items()
        for own, function in functions_of(kind)
    },
}


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_the_types_of_fields_are_there_at_run_time(name):
    """apps D10: names of annotations were there for the type checker only."""
    if attrs.has(CLASSES[name]):
        attrs.resolve_types(CLASSES[name])
    typing.get_type_hints(CLASSES[name])


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_fields_are_checked_by_the_types_that_python_says(name):
    kind = CLASSES[name]
    if issubclass(kind, Checked):
        assert _hints(kind) == typing.get_type_hints(kind)


@pytest.mark.parametrize("name", sorted(CLASSES))
def test_a_field_may_stay_at_its_default(name):
    """What is at its default is looked at by nobody."""
    kind = CLASSES[name]
    if issubclass(kind, Checked) and attrs.has(kind):
        for field, default, check in _checks(kind):
            plain = default is attrs.NOTHING or isinstance(default, attrs.Factory)
            assert plain or check(default), field


def test_the_types_of_functions_are_there_at_run_time():
    unknown = set()
    for name, function in FUNCTIONS.items():
        try:
            typing.get_type_hints(function)
        except NameError:
            unknown.add(name)
    assert unknown == UPWARD


def imported(node):
    """The modules of the library that a module imports at run time, in its functions too."""
    for below in ast.iter_child_nodes(node):
        if isinstance(below, ast.ImportFrom) and (below.module or "").split(".")[0] == "ocop":
            for alias in below.names:
                path = f"{below.module}.{alias.name}".removeprefix("ocop.").replace(".", "/")
                is_module = (ROOT / f"{path}.py").exists() or (ROOT / path).is_dir()
                yield f"{below.module}.{alias.name}" if is_module else below.module
        elif not (isinstance(below, ast.If) and ast.unparse(below.test) == "TYPE_CHECKING"):
            yield from imported(below)


@pytest.mark.sweep
def test_no_module_imports_one_that_imports_it():
    """Faces and packages apart, which only hand on; what is asked at a port is no import."""
    graph = {}
    for path in ROOT.rglob("*.py"):
        if path.name != "__init__.py":
            name = ".".join(("ocop", *path.relative_to(ROOT).with_suffix("").parts))
            graph[name] = set(imported(ast.parse(path.read_text(encoding="utf-8"))))
    assert "ocop.law.rules" in graph["ocop.law.regime"]
    assert "ocop.scoring.rubric.what_if" in graph["ocop.scoring.rubric.rubric"]  # in a function
    assert "ocop.scoring.advice" not in graph["ocop.scoring.scorecard"]  # for type checkers
    TopologicalSorter(graph).prepare()


def test_a_word_of_a_closed_set_is_kept_as_its_member():
    rule = ocop.regime("26").level("province")
    assert attrs.evolve(rule, level="province").level is Level.PROVINCE
    with pytest.raises(ocop.InputError) as err:
        attrs.evolve(rule, level="nowhere")
    assert [fault.path for fault in err.value.faults] == [("level",)]


@pytest.mark.parametrize("faults", [[], 3, ["no fault"]])
def test_an_error_has_faults(faults):
    with pytest.raises(ocop.InputError) as err:
        ocop.InputError(faults)
    assert [fault.code for fault in err.value.faults] == ["not-a-fault"]


def test_how_far_json_is_set_in_is_a_whole_number():
    with pytest.raises(ocop.InputError) as err:
        dump_json({}, indent="x")
    assert [fault.code for fault in err.value.faults] == ["not-a-whole-number"]
