"""Reading the command line and telling what is wrong with it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from ocop._cli.argument import read_days
from ocop._cli.command_module import modules_of
from ocop._cli.exit import FINE
from ocop._cli.output import add_output, answer_to
from ocop._cli.overview import OverviewParser
from ocop._cli.parser import Commands, Parser, add_lang, language
from ocop._cli.stream import decoded, guarded, remark, say_in_utf8, tell
from ocop._version import __version__
from ocop.errors import InputError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from ocop.words import Lang

__all__ = ["main"]


def _parser(lang: Lang, words: Sequence[str]) -> Parser:
    def say(vi: str, en: str) -> str:
        return vi if lang == "vi" else en

    parser = OverviewParser(
        lang=lang,
        prog="ocop",
        description=say(
            "Quy định của Chương trình OCOP: điểm, hạng sao, giấy chứng nhận, chỉ tiêu.",
            "The rules of Vietnam's OCOP programme: scores, stars, certificates, targets.",
        ),
        epilog=say(
            "ocop LỆNH --help nói rõ một lệnh. "
            "Biến môi trường OCOP_LANG (vi hoặc en) chọn ngôn ngữ như --lang.",
            "ocop COMMAND --help explains a command. "
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
    commands = parser.add_subparsers(metavar=say("LỆNH", "COMMAND"), parser_class=Parser)
    for module in modules_of(words):
        module.add_commands(Commands(commands, lang), say)
    for command in commands.choices.values():
        add_output(command, say)
    return parser


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
        try:
            parser = _parser(lang, words)
            args = parser.parse_args(words)
        except SystemExit as stop:  # help was printed, or what is wrong with the words
            return int(stop.code or FINE)
        if hasattr(args, "run"):
            parsed.append(args)
        else:  # no command: who asks nothing wants to know what there is
            parser.print_help()
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
