"""The built site: that of ``OCOP_SITE``, or built anew; served."""

from __future__ import annotations

import functools
import http.server
import os
import threading
from pathlib import Path

import pytest


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
