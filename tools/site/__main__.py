"""The command line of the site: ``python -m tools.site``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tools.site import tables
from tools.site.sources import ROOT, sources


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.site", description="The documentation.")
    commands = parser.add_subparsers(dest="command", required=True)
    drawn = commands.add_parser("tables", help="draw the tables in the Markdown sources anew")
    drawn.add_argument("--check", action="store_true", help="say which are stale, write nothing")
    building = commands.add_parser("build", help="build the site in both languages")
    building.add_argument("-o", "--output", type=Path, default=ROOT / "site")
    given = parser.parse_args(arguments)
    if given.command == "tables":
        return _tables(check=given.check)
    from tools.site.build import build  # noqa: PLC0415 - it needs the group docs, tables do not

    build(given.output)
    return 0


def _tables(*, check: bool) -> int:
    changed = (tables.stale if check else tables.write)(sources())
    for path in changed:
        print(f"{'stale' if check else 'written'}: {path.relative_to(ROOT)}")
    return 1 if check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
