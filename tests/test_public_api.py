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

MODULES = [m.name for m in pkgutil.walk_packages(ocop.__path__, "ocop.")]


def test_every_public_name_is_there():
    assert ocop.__all__ == sorted(ocop.__all__)
    for name in ocop.__all__:
        assert getattr(ocop, name) is not None
    assert set(ocop.__all__) <= set(dir(ocop))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = ocop.nothing


def test_checkers_and_the_run_time_see_the_same_objects():
    """apps D2: a name was another object than every type checker saw."""
    tree = ast.parse(Path(ocop.__file__).read_text(encoding="utf-8"))
    block = next(
        node
        for node in tree.body
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    )
    seen = {
        alias.name: importlib.import_module(f"ocop.{alias.name}")
        if statement.module == "ocop"
        else getattr(importlib.import_module(statement.module), alias.name)
        for statement in block.body
        for alias in statement.names
    }
    floors = {"cycle", "errors", "law", "scoring", "targets"}
    assert set(seen) == {*ocop.__all__, *floors} - {"__version__"}
    assert {name: getattr(ocop, name) for name in seen} == seen
    assert ocop.PlanReport is ocop.targets.PlanReport


def test_the_floors_are_there_after_one_import():
    """apps D3: ocop.cycle was there or not, depending on what was touched before."""
    uses = "import ocop; ocop.targets.Target, ocop.cycle.Stage, ocop.law, ocop.scoring, ocop.errors"
    subprocess.run([sys.executable, "-c", uses], check=True)  # noqa: S603


def test_every_public_name_has_a_typed_use():
    text = (Path(__file__).parent / "typed_uses.py").read_text(encoding="utf-8")
    used = set(re.findall(r"\b(?:ocop|law|scoring|cycle|targets)\.(\w+)", text))
    # what a function returns is used where the function is; errors are used by their base
    implied = {"InputError", "NotFoundError", "NotRegulated", "RuleDataError", "UncheckedRules"}
    assert not set(ocop.__all__) - used - implied - {"__version__"}


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
