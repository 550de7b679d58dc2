"""Worked lives: products from idea to promotion and on, as the built-in checks hold them."""

from __future__ import annotations

import pytest

import ocop
from ocop.cycle import Application
from tests.checks.cases import answer_of, builtin_checks

LIVES = {name: answer_of(check) for name, check in builtin_checks("/across/lives/").items()}


@pytest.mark.parametrize("whole", LIVES.values(), ids=LIVES)
def test_it_comes_back_the_same(whole):
    assert ocop.from_dict(Application, ocop.to_dict(whole)) == whole


def test_there_are_ten():
    assert len(LIVES) >= 10
