"""The parser of the whole command line, and what it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocop._cli.command_module import modules_of
from ocop._cli.exit import FINE
from ocop._cli.output import add_output
from ocop._cli.overview import OverviewParser
from ocop._cli.parser import Commands, Parser, add_lang
from ocop._version import __version__

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from ocop.words import Lang

__all__ = ["parser_of", "read_words"]


def read_words(words: Sequence[str], lang: Lang) -> argparse.Namespace | int:
    """What the words ask for; where that was answered here, as help is, what to leave with."""
    try:
        parser = parser_of(words, lang)
        args = parser.parse_args(words)
    except SystemExit as stop:  # help was printed, or what is wrong with the words
        return int(stop.code or FINE)
    if hasattr(args, "run"):
        return args
    parser.print_help()  # no command: who asks nothing wants to know what there is
    return FINE


def parser_of(words: Sequence[str], lang: Lang) -> Parser:
    """The parser of ``ocop``, with those of the commands that the words may name."""

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
