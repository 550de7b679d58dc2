"""The notebooks run, print what they say that they print, and stay short."""

from __future__ import annotations

import ast
import contextlib
import doctest
import io
import re
import sys
from pathlib import Path

import jupytext
import pytest

NOTEBOOKS = sorted((Path(__file__).parents[1] / "docs" / "notebooks").glob("[!i]*.md"))
MOST_LINES = 20
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CHECKER = doctest.OutputChecker()
_OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def cells(path):
    """Code, and what it is said to print; None where nothing is said."""
    blocks = [match.groups() for match in _FENCE.finditer(path.read_text(encoding="utf-8"))]
    assert {kind for kind, _ in blocks} <= {"python", "text"}
    following = [*blocks[1:], ("python", "")]
    return [
        (code, after if kind_after == "text" else None)
        for (kind, code), (kind_after, after) in zip(blocks, following, strict=True)
        if kind == "python"
    ]


def run(code, names):
    """What a cell prints; the value of its last line is shown as a notebook would."""
    tree = ast.parse(code)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "notebook", "exec"), names)  # noqa: S102 - our own
        if last is not None:
            value = eval(compile(ast.Expression(last.value), "notebook", "eval"), names)  # noqa: S307
            show(value)
    return printed.getvalue()


def show(value):
    if hasattr(value, "_repr_html_"):
        assert value._repr_html_()
    elif hasattr(value, "_repr_mimebundle_"):
        assert value._repr_mimebundle_()
    elif value is not None:
        sys.stdout.write(f"{value!r}\n")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_prints_what_it_says(path):
    names = {}
    for code, wanted in cells(path):
        got = run(code, names)
        if wanted is not None:
            assert _CHECKER.check_output(wanted, got, _OPTIONS), got
        else:
            assert not got, "what is printed is shown"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_short_and_opens(path):
    notebook = jupytext.read(path)
    code = [cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [text.strip() for text in code] == [text.strip() for text, _ in cells(path)]
    assert sum(len([*filter(str.strip, text.splitlines())]) for text in code) <= MOST_LINES
    assumed = "**Giả định**" if path.name.endswith(".vi.md") else "**Assumed**"
    assert assumed in path.read_text(encoding="utf-8")


def test_every_notebook_is_listed():
    folder = NOTEBOOKS[0].parent
    index = "".join(path.read_text(encoding="utf-8") for path in folder.glob("index*.md"))
    for path in NOTEBOOKS:
        assert f"]({path.name})" in index
