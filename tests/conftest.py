"""Hypothesis profiles: ``dev`` for every run, ``ci`` for the gate, ``quick`` with few examples.

``ci`` and ``quick`` draw the same examples every time: a gate must not depend on luck. ``least``
draws one, the simplest: lines that tests reach under it are reached whatever is drawn, so coverage
is measured under it. A property whose ``@given`` stands inside of a test is marked ``hypothesis`` by
hand, for the gate draws many examples of what has the mark. ``mutant`` does not look for the least
example.
"""

from __future__ import annotations

import gc
import os
import shutil

import pytest
from hypothesis import HealthCheck, Phase, settings

# the first example of a test may load a rubric from disk: a deadline would measure that
_COMMON = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("dev", max_examples=25, **_COMMON)
settings.register_profile("ci", max_examples=15, derandomize=True, **_COMMON)
settings.register_profile("quick", max_examples=8, derandomize=True, **_COMMON)
settings.register_profile("least", max_examples=1, derandomize=True, database=None, **_COMMON)
# a mutant that is found out need not be found out with the least example
settings.register_profile(
    "mutant", max_examples=15, derandomize=True, phases=(Phase.explicit, Phase.generate), **_COMMON
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))

# to import modules and to list tests makes much, and hardly anything that is to be freed
gc.set_threshold(100_000, 20, 20)

_BROWSER = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="session")
def browser():
    """A browser for the slow tests that look at pages; a process has room for one."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - of the group browser

    # the shell is the same browser without windows, and costs half
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    assert chromium, "Debian's chromium is missing; a page that nobody looked at is no page"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=[*_BROWSER])
        yield opened
        opened.close()


def pytest_collection_finish():
    """Have the modules and thousands of tests, which stay to the end, looked through no more."""
    gc.collect()
    gc.freeze()
