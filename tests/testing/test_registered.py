"""Every public type is drawn by Hypothesis without a word, and nothing is loaded that is not used."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ocop
from ocop.testing.registered import FACES, public_types, register

register()


@pytest.mark.parametrize("cls", public_types(), ids=lambda cls: cls.__name__)
@settings(max_examples=3, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_public_type_is_drawn(cls, data):
    assert isinstance(data.draw(st.from_type(cls)), cls)


def test_the_faces_are_all_of_them():
    """But for frames, whose values hold a frame of the caller's, and which need an extra."""
    floors = set(ocop._FLOORS) - {"frames"}
    assert set(FACES) == {"ocop", *(f"ocop.{floor}" for floor in floors)}


def python(text):
    """What an interpreter prints that loads the plugins of Hypothesis, whether this one does or not."""
    env = {name: value for name, value in os.environ.items() if name != "HYPOTHESIS_NO_PLUGINS"}
    done = subprocess.run(  # noqa: S603 - its own text
        [sys.executable, "-c", text], capture_output=True, text=True, check=False, env=env
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_importing_ocop_loads_no_hypothesis():
    assert python("import sys, ocop; print('hypothesis' in sys.modules)") == "False"


def test_what_is_registered_can_be_looked_at_before_hypothesis_is_loaded():
    assert (
        python("import ocop.testing.registered as r; print(len(r.public_types()) > 80)") == "True"
    )


def test_the_entry_point_draws_downstream():
    text = (
        "from hypothesis import find, strategies as st\n"
        "import ocop\n"
        "print(find(st.from_type(ocop.Certificate), lambda paper: paper.stars == 4).stars)"
    )
    assert python(text) == "4"
