"""Reading the command line and telling what is wrong with it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from ocop._cli import cycle, scoring, targets
from ocop._cli.exit import BAD_INPUT, FINE
from ocop._cli.files import unusable
from ocop._cli.parser import Commands, Parser, add_lang, language
from ocop._version import __version__
from ocop.errors import InputError, OcopError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from ocop.words import Lang

__all__ = ["main"]


def _parser(lang: Lang) -> Parser:
    def say(vi: str, en: str) -> str:
        return vi if lang == "vi" else en

    parser = Parser(
        lang=lang,
        prog="ocop",
        description=say(
            "Quy định của Chương trình OCOP: điểm, hạng sao, giấy chứng nhận, chỉ tiêu.",
            "The rules of Vietnam's OCOP programme: scores, stars, certificates, targets.",
        ),
        epilog=say(
            "Biến môi trường OCOP_LANG (vi hoặc en) chọn ngôn ngữ như --lang.",
            "The environment variable OCOP_LANG (vi or en) chooses the language as --lang does.",
        ),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"ocop {__version__}",
        help=say("hiện phiên bản rồi thoát", "show the version and exit"),
    )
    add_lang(parser, say)
    commands = parser.add_subparsers(
        title=say("lệnh", "commands"), required=True, metavar=say("LỆNH", "COMMAND")
    )
    for module in (scoring, cycle, targets):
        module.add_commands(Commands(commands, lang), say)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: The words behind ``ocop``; those of the process where not given.

    Returns:
        0 fine; 2 bad input, with every fault on standard error; 3 rows of a register were set aside
        and the rest was counted.
    """
    # Vietnamese must come out whole whatever the locale says, and no character may stop a message
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        lang = language(sys.argv[1:] if argv is None else argv, os.environ)
    except InputError as err:
        return _tell(err, "vi")
    args = _parser(lang).parse_args(argv)
    args.lang = lang
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
            raise InputError.of("output-closed")
        code: int | None = args.run(args)
        sys.stdout.flush()
    except OcopError as err:
        return _tell(err, args.lang)
    except BrokenPipeError:
        raise
    except OSError as err:  # such as a disk that is full
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _tell(InputError(unusable(err, "output-not-written")), args.lang)
    return FINE if code is None else code


def _tell(err: OcopError, lang: str) -> int:
    for line in err.lines(lang):
        print(f"ocop: {line}", file=sys.stderr)
    return BAD_INPUT
