"""What the package promises by name."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import ocop
from ocop import checks, frames, law, scenarios, scoring
from ocop._face import lazily

FLOORS = ("checks", "cycle", "errors", "frames", "law", "scenarios", "scoring", "targets")
MODULES = [m.name for m in pkgutil.walk_packages(ocop.__path__, "ocop.")]


def test_every_public_name_is_there():
    assert ocop.__all__ == sorted(ocop.__all__)
    for name in ocop.__all__:
        assert getattr(ocop, name) is not None
    assert set(ocop.__all__) <= set(dir(ocop))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = ocop.nothing


def checked_names(face):
    """Name → the object that type checkers see under it, by the imports for them alone."""
    tree = ast.parse(Path(face.__file__).read_text(encoding="utf-8"))
    block = next(
        node
        for node in tree.body
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    )
    return {
        alias.name: importlib.import_module(f"ocop.{alias.name}")
        if statement.module == "ocop"
        else getattr(importlib.import_module(statement.module), alias.name)
        for statement in block.body
        for alias in statement.names
    }


@pytest.mark.parametrize(
    "face", [ocop, law, scoring, scenarios, checks, frames], ids=lambda face: face.__name__
)
def test_checkers_and_the_run_time_see_the_same_objects(face):
    """apps D2: a name was another object than every type checker saw."""
    seen = checked_names(face)
    assert face.__all__ == sorted(face.__all__)
    assert set(face._MODULES) == set(face.__all__) - {"__version__"}
    assert set(seen) == set(face._MODULES) | (set(FLOORS) if face is ocop else set())
    assert {name: getattr(face, name) for name in seen} == seen
    # where a name is defined, its map says, not a module that hands it on
    for name, module in face._MODULES.items():
        assert getattr(getattr(face, name), "__module__", module) in {module, "typing", "types"}
    assert set(dir(face)) >= set(face.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = face.nothing


def test_what_stands_one_step_below_is_loaded_when_it_is_asked_for():
    assert lazily("ocop", {}, ("cycle",))("cycle") is importlib.import_module("ocop.cycle")


def test_the_public_names_are_few():
    """A budget: 213 names stood in the faces."""
    top = set(ocop.__all__) - {"__version__"}
    own = {floor: set(getattr(ocop, floor).__all__) - top for floor in FLOORS}
    assert len(top) <= 50
    most = {"law": 12, "scoring": 14, "cycle": 28, "targets": 16, "errors": 5, "checks": 2}
    most["scenarios"], most["frames"] = 16, 8
    assert {floor: len(names) for floor, names in own.items() if len(names) > most[floor]} == {}
    assert len(top.union(*own.values())) <= 148


def test_no_module_has_the_name_of_a_function_beside_it():
    """`ocop.law.regime` was a module or a function, by what had been imported before."""
    both = {
        f"{face.__name__}.{name}"
        for face in (ocop, *(getattr(ocop, floor) for floor in FLOORS))
        for name in face.__all__
        if f"{face.__name__}.{name}" in MODULES
    }
    assert both == set()


def test_a_name_is_asked_for_once():
    """Else each `ocop.score` in a loop would import a module anew."""
    assert ocop.score is ocop.score
    assert vars(ocop)["score"] is ocop.score
    assert ocop.law.Note is vars(ocop.law)["Note"]


def test_the_floors_are_there_after_one_import():
    """apps D3: ocop.cycle was there or not, depending on what was touched before."""
    uses = "import ocop; ocop.Target, ocop.cycle.Stage, ocop.law, ocop.scoring, ocop.errors"
    subprocess.run([sys.executable, "-c", uses], check=True)  # noqa: S603


def test_every_public_name_has_a_typed_use():
    text = (Path(__file__).parent / "typed_uses.py").read_text(encoding="utf-8")
    used = set(re.findall(r"\b(?:ocop|law|scoring|cycle|targets|scenarios|frames)\.(\w+)", text))
    # what a function returns is used where the function is; errors are used by their base
    implied = {"InputError", "NotFoundError", "NotRegulated", "RuleDataError", "UncheckedRules"}
    assert not set(ocop.__all__) - used - implied - {"__version__"}


@pytest.mark.sweep
@pytest.mark.parametrize("name", MODULES)
def test_every_module_says_what_it_is_and_hands_on(name):
    module = importlib.import_module(name)
    assert module.__doc__
    if not name.endswith("__main__"):
        exported = getattr(module, "__all__", ())
        assert all(hasattr(module, each) for each in exported)


def test_the_version_stands_once():
    pyproject = (Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{ocop.__version__}"' in pyproject
