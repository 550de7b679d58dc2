"""``ocop`` and ``python -m ocop``: one command in a process of its own."""

from __future__ import annotations

import gc
import sys

__all__ = ["main"]

#: New objects between two looks for those that hold each other. A command that answers once makes
#: fewer and is never looked through; one that streams is, as it goes.
_OBJECTS = 100_000


def main() -> int:
    """Run the command that the words of this process name, see :func:`ocop._cli.main`."""
    gc.set_threshold(_OBJECTS)
    from ocop._cli import main as run  # noqa: PLC0415 - what it loads is not looked through either

    try:
        return run()
    finally:
        gc.freeze()  # the process ends: nothing is to be looked for in what it leaves


if __name__ == "__main__":
    sys.exit(main())
