"""No answer changes unless its golden is rewritten on purpose.

A digest says only that an answer changed; ``python -m tests.goldens --show KEY`` before and after says
how. Outcomes and citations are two goldens.
"""

from __future__ import annotations

import pytest

from tests.goldens.answers import answers
from tests.goldens.store import digest, stored


@pytest.fixture(scope="module")
def today():
    return {key: (digest(outcome), digest(citations)) for key, outcome, citations in answers()}


@pytest.mark.parametrize(("name", "place"), [("outcomes", 0), ("citations", 1)])
def test_every_answer_is_what_it_was(today, name, place):
    golden = {key: each for keys in stored(name).values() for key, each in keys.items()}
    assert len(golden) > 900
    assert {key: both[place] for key, both in today.items()} == golden
