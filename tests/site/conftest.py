"""The built site: that of ``OCOP_SITE``, or built anew; served, and a browser to look at it."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from pathlib import Path

import pytest

_ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    if there := os.environ.get("OCOP_SITE"):
        return Path(there)
    from tools.site.build import build  # noqa: PLC0415 - of the group docs

    folder = tmp_path_factory.mktemp("site") / "site"
    build(folder)
    return folder


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="session")
def served(built):
    """The address under which the site is read."""
    handler = functools.partial(_Quiet, directory=str(built))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - of the group browser

    chromium = shutil.which("chromium")
    assert chromium, "Debian's chromium is missing; a page that nobody looked at is no page"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=[*_ARGUMENTS])
        yield opened
        opened.close()
