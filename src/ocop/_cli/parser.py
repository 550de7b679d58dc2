"""The command line's own parser: usage, help and faults whole in one language."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

from ocop.errors import Fault, InputError, checked_lang, fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ocop.words import Lang

__all__ = ["Commands", "Parser", "Say", "add_lang", "language"]

#: Picks the words in Vietnamese or those in English.
Say = Callable[[str, str], str]

#: Columns of help where no terminal tells.
_WIDTH = 80
#: What argparse says, and the code of the fault that it means.
_MESSAGES = {
    "arguments-missing": r"the following arguments are required: (?P<names>.+)",
    "arguments-unknown": r"unrecognized arguments: (?P<given>.+)",
    "command-unknown": r"argument .+?: invalid choice: (?P<given>.+) \(.*",
    "option-needs-value": r"argument (?P<name>.+?): expected .+ arguments?",
    "option-takes-no-value": r"argument (?P<name>.+?): ignored explicit argument .+",
    "options-exclude": r"argument (?P<name>.+?): not allowed with argument (?P<other>.+)",
}


def language(words: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """The language of an answer: ``--lang`` anywhere, else ``OCOP_LANG``, else Vietnamese.

    Raises:
        InputError: it is neither ``vi`` nor ``en``.
    """
    pre = argparse.ArgumentParser(
        add_help=False, allow_abbrev=False, exit_on_error=False, formatter_class=_Help
    )
    pre.add_argument("--lang", nargs="?")
    asked = pre.parse_known_args(list(words))[0].lang or environment.get("OCOP_LANG") or "vi"
    try:
        return checked_lang(asked)
    except InputError:
        raise InputError.of("not-a-language", "--lang", given=asked, known=("vi", "en")) from None


class _Help(argparse.HelpFormatter):
    """Help as wide as the terminal; the base class imports shutil to ask that."""

    def __init__(self, prog: str, **options: Any) -> None:  # noqa: ANN401 - argparse's own
        super().__init__(prog, **{"width": _columns() - 2, **options})


def _columns() -> int:
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        terminal = sys.__stdout__ and os.get_terminal_size(sys.__stdout__.fileno())
    except (ValueError, OSError):  # closed, or no terminal
        return _WIDTH
    return (terminal and terminal.columns) or _WIDTH


class _VietnameseHelp(_Help):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "cách dùng: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that speaks one language and tells what is wrong as a fault does.

    Args:
        lang: ``"vi"`` or ``"en"``.
        options: As for ``argparse.ArgumentParser``.
    """

    def __init__(self, *, lang: str, **options: Any) -> None:  # noqa: ANN401 - argparse's own
        self.lang = lang
        vietnamese = lang == "vi"
        options["formatter_class"] = _VietnameseHelp if vietnamese else _Help
        super().__init__(**{"allow_abbrev": False, **options, "add_help": False})
        if vietnamese:
            self._positionals.title, self._optionals.title = "đối số", "tùy chọn"
        self.add_argument(
            "-h",
            "--help",
            action="help",
            help="hiện trợ giúp này rồi thoát" if vietnamese else "show this help and exit",
        )

    def _print_message(self, message: str, file: Any = None) -> None:  # noqa: ANN401 - argparse's own
        # argparse's own keeps silent of a stream that is full
        stream = file or sys.stderr
        if message and stream is not None:
            stream.write(message)

    def error(self, message: str) -> NoReturn:
        """Tell what is wrong with the words of the command line, and exit with 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"ocop: {self._fault(message).text(self.lang)}\n")

    def _fault(self, message: str) -> Fault:
        for code, pattern in _MESSAGES.items():
            match = re.fullmatch(pattern, message, re.DOTALL)
            if match is not None:
                values = {name: text.strip("'") for name, text in match.groupdict().items()}
                known = tuple(self._commands()) if code == "command-unknown" else None
                return fault(code, **values, known=known)
        return fault("command-line", reason=message)

    def _commands(self) -> Iterable[str]:
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - no public name
                yield from action.choices


class Commands:
    """The commands of a parser, each with a parser of the same language.

    Args:
        action: What ``add_subparsers`` gave.
        lang: ``"vi"`` or ``"en"``.
    """

    def __init__(self, action: argparse._SubParsersAction[Parser], lang: str) -> None:
        self._action, self._lang = action, lang

    def add(self, name: str, words: str, description: str | None = None) -> Parser:
        """The parser of a new command; its words stand in the list of commands."""
        return self._action.add_parser(
            name, lang=self._lang, help=words, description=description or words
        )


def add_lang(parser: Parser, say: Say) -> None:
    """Let a parser take ``--lang``, which :func:`language` has read before."""
    parser.add_argument(
        "--lang",
        metavar="vi|en",
        help=say("ngôn ngữ: vi (mặc định) hoặc en", "language: vi (default) or en"),
    )
