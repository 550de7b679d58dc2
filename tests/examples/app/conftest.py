"""A new application for every test."""

from __future__ import annotations

import pytest

from tests.examples.app.site import Site


@pytest.fixture
def site(tmp_path):
    site = Site.on(tmp_path / "ocop.sqlite3")
    with site.client:
        yield site
