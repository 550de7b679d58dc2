"""The command that starts the application: ``python -m examples.app``."""

from __future__ import annotations

import argparse
from pathlib import Path

import uvicorn

import ocop
from examples.app.app import create_app
from examples.app.store import Store

PORT = 8000


def main() -> None:
    """Serve the application on this machine alone."""
    parser = argparse.ArgumentParser(prog="python -m examples.app", description=__doc__)
    parser.add_argument("--database", default="ocop.sqlite3", metavar="FILE", help="where it keeps")
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument(
        "--changes", action="append", default=[], metavar="FILE", help="a draft of the rules to try"
    )
    asked = parser.parse_args()
    drafts = [
        ocop.from_toml(ocop.Changes, Path(name).read_text(encoding="utf-8"))
        for name in asked.changes
    ]
    app = create_app(Store(asked.database), rules=ocop.Rules().amended(*drafts))
    uvicorn.run(app, host="localhost", port=asked.port)


if __name__ == "__main__":
    main()
