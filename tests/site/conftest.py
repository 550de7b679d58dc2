"""The built site: that of ``OCOP_SITE``, or built anew; served."""

from __future__ import annotations

import functools
import http.server
import json
import os
import threading
from contextlib import contextmanager
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
    """The browser keeps what it has read, and the scripts as it has compiled them."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def end_headers(self):
        self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()


class _WithoutIndex(_Quiet):
    """No words to search: to index them at every page takes longer than all else."""

    def do_GET(self):
        if not self.path.endswith("/search.json"):
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(_NO_INDEX)))
        self.end_headers()
        self.wfile.write(_NO_INDEX)


_NO_INDEX = json.dumps({"config": {"lang": ["en"], "separator": " "}, "items": []}).encode()


@contextmanager
def _serving(handler, folder):
    bound = functools.partial(handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), bound) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def served(built):
    """The address under which the site is read."""
    with _serving(_Quiet, built) as address:
        yield address


@pytest.fixture(scope="session")
def served_without_index(built):
    """The address under which the same pages are read, where nobody searches them."""
    with _serving(_WithoutIndex, built) as address:
        yield address
