"""Reading the command line and telling what is wrong with it."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from ocop import __version__
from ocop._cli import cycle, scoring, targets
from ocop.errors import InputError, OcopError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]

FINE, BAD_INPUT = 0, 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ocop",
        description="The rules of Vietnam's OCOP programme: scores, stars, certificates, targets.",
    )
    parser.add_argument("--version", action="version", version=f"ocop {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for module in (scoring, cycle, targets):
        module.add_commands(commands)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: The words behind ``ocop``; those of the process where not given.

    Returns:
        0 fine; 2 bad input, with every fault on standard error.
    """
    # Vietnamese must come out whole whatever the locale says, and no character may stop a message
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    args = _parser().parse_args(argv)
    try:
        return _run(args)
    except BrokenPipeError:
        # the reader, such as head, has seen enough; keep the interpreter's last flush quiet
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return FINE


def _run(args: argparse.Namespace) -> int:
    try:
        if sys.stdout is None:
            raise InputError("standard output is closed")
        args.run(args)
        sys.stdout.flush()
    except OcopError as err:
        for line in err.lines():
            print(f"ocop: {line}", file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:
        raise
    except OSError as err:  # such as a disk that is full
        print(f"ocop: the output cannot be written: {err.strerror}", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BAD_INPUT
    return FINE
