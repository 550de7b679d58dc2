"""``python -m ocop``."""

from __future__ import annotations

import sys

from ocop._cli import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
