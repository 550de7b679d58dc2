"""An application with nothing in it, for every test."""

from __future__ import annotations

import pytest

from tests.examples.app.site import Site


@pytest.fixture(scope="session")
def running(tmp_path_factory):
    """One application that runs: to start one takes longer than most tests."""
    site = Site.on(tmp_path_factory.mktemp("running") / "ocop.sqlite3")
    with site.client:
        yield site


@pytest.fixture
def site(running, tmp_path):
    return running.elsewhere(tmp_path / "ocop.sqlite3")
