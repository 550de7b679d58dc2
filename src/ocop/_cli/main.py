"""Reading the command line and telling what is wrong with it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from ocop._cli.argument import read_days
from ocop._cli.exit import FINE
from ocop._cli.language import language
from ocop._cli.output import answer_to
from ocop._cli.plain_words import plain_words
from ocop._cli.stream import decoded, guarded, remark, say_in_utf8, tell
from ocop.errors import InputError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: The words behind ``ocop``; those of the process where not given.

    Returns:
        0 fine; 1 a check of the rules failed, or warnings of ``ocop lint``; 2 bad input, with every
        fault on standard error; 3 rows of a register were set aside and the rest was counted.
    """
    say_in_utf8()
    words = decoded(sys.argv[1:] if argv is None else argv)
    try:
        lang = language(words, os.environ)
    except InputError as err:
        fault = err  # the name of a handler's error ends with it
        return guarded(lambda: tell(fault, "vi"), "vi")
    parsed: list[argparse.Namespace] = []

    def parse() -> int:
        args = plain_words(words)
        if args is None:
            from ocop._cli.command_line import read_words  # noqa: PLC0415 - costs much of a score

            args = read_words(words, lang)
        if isinstance(args, int):
            return args
        parsed.append(args)
        return FINE

    code = guarded(parse, lang)
    if not parsed:
        raise SystemExit(code)
    parsed[0].lang = lang
    return guarded(lambda: _run(parsed[0]), lang)


def _run(args: argparse.Namespace) -> int | None:
    for line in read_days(args):
        remark(line)
    with answer_to(args):
        code: int | None = args.run(args)
    return code
