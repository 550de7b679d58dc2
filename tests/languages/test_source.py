"""Every label of the package, in code and in data, is whole in each of its two languages."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

import ocop
from tests.languages.offences import offences
from tests.languages.proper import KEYS, PROPER

ROOT = Path(ocop.__file__).parent
CODE = sorted(ROOT.rglob("*.py"))
DATA = sorted(ROOT.rglob("*.toml"))


def _literal(node):
    """The words that stand in an expression of a text, its slots left out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return " … ".join(filter(None, map(_literal, node.values)))
    if isinstance(node, ast.BinOp):
        return f"{_literal(node.left)} {_literal(node.right)}"
    return ""


def _labels(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and len(node.args) == 2 and not node.keywords:
            name = (
                node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            )
            if name in {"Label", "unknown", "_unknown", "_Kind"}:
                for lang, argument in zip(("vi", "en"), node.args, strict=True):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", lang, _literal(argument)


def _rows(value, where):
    if isinstance(value, dict):
        if isinstance(value.get("vi"), str) and isinstance(value.get("en"), str):
            for lang in ("vi", "en"):
                yield where, lang, value[lang]
        for key, each in value.items():
            yield from _rows(each, f"{where} {key}")
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from _rows(each, f"{where}[{number}]")


def test_there_is_much_to_look_at():
    assert sum(1 for path in CODE for _ in _labels(path)) > 600


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_labels_of_the_code(path):
    """apps D9, office D6"""
    assert not list(offences(_labels(path), PROPER))


@pytest.mark.parametrize("path", DATA, ids=lambda path: str(path.relative_to(ROOT)))
def test_labels_of_the_data(path):
    """apps D9, office D6"""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    keys = KEYS if path.parent.name == "faults" else ()
    assert not list(offences(_rows(data, path.name), PROPER, keys))


def test_citations_of_the_data():
    """apps D9, office D6"""
    words = tomllib.loads((ROOT / "rules/citations.toml").read_text(encoding="utf-8"))["words"]
    texts = [("citations.toml", "vi", vi) for vi in words.values()]
    texts += [("citations.toml", "en", en) for en in words]
    assert not list(offences(texts, PROPER))
