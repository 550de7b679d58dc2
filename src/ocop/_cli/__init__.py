"""The command line: ``ocop``, also ``python -m ocop``."""

from ocop._cli.main import main

__all__ = ["main"]
