"""Docstrings as Markdown: examples are code, roles are names."""

from __future__ import annotations

from tools.site.docstrings import readable


def read(text):
    return "\n".join(readable(text.splitlines()))


def test_an_example_is_a_block_of_code():
    assert read("Text.\n\n>>> a = 1\n>>> a\n1\n\nMore.") == (
        "Text.\n\n```pycon\n>>> a = 1\n>>> a\n1\n```\n\nMore."
    )
    assert read("    >>> a\n    1\n\nMore.") == "```pycon\n>>> a\n1\n```\n\nMore."


def test_what_is_code_already_is_left():
    text = "```python\n>>> a\n\n:func:`x`\n```"
    assert read(text) == text


def test_a_role_is_a_name():
    assert (
        read("See :class:`ocop.Plan` and :func:`~ocop.score`.")
        == "See `ocop.Plan` and `ocop.score`."
    )
    assert read(">>> print(':func:`x`')") == "```pycon\n>>> print(':func:`x`')\n```\n"
