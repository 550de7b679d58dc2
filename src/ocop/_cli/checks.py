"""``ocop check`` and ``ocop vectors``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocop._cli.exit import BAD_INPUT, FAILED, FINE
from ocop._cli.parser import add_lang
from ocop._cli.readings import add_readings, rules_of
from ocop.data import dump_json
from ocop.errors import InputError

if TYPE_CHECKING:
    import argparse

    from ocop._cli.parser import Commands, Say

__all__ = ["add_commands"]


def add_commands(commands: Commands, say: Say) -> None:
    """Add the commands of this module to ``ocop``."""
    check = commands.add(
        "check",
        say("chạy các ca kiểm tra quy định", "run checks of the rules"),
        say(
            "Chạy các ca kiểm tra (*.ocop.toml) trong tệp hoặc thư mục; TỆP:DÒNG chạy một ca. "
            "Kết thúc bằng 0 khi mọi ca đúng, 1 khi có ca sai, 2 khi có ca không đọc được.",
            "Run the cases (*.ocop.toml) of files or folders; FILE:LINE runs one. It exits with 0 "
            "where all pass, 1 where one fails, 2 where one cannot be read.",
        ),
    )
    check.add_argument(
        "paths",
        nargs="*",
        metavar=say("ĐƯỜNG-DẪN", "PATH"),
        help=say("tệp, thư mục, hoặc TỆP:DÒNG", "a file, a folder, or FILE:LINE"),
    )
    check.add_argument(
        "--builtin",
        action="store_true",
        help=say(
            "các ca kèm theo thư viện, để biết bản cài đặt tính đúng",
            "the cases that come with the library, which prove an installation",
        ),
    )
    check.add_argument("--json", action="store_true", help=say("kết quả dạng JSON", "as JSON"))
    check.add_argument(
        "--coverage",
        action="store_true",
        help=say(
            "thêm: quy định nào các ca quyết định, quy định nào khác đi mà không ca nào thấy",
            "also which rules the cases decide, and which could be otherwise unnoticed",
        ),
    )
    add_readings(check, say)
    add_lang(check, say)
    check.set_defaults(run=_check)
    vectors = commands.add(
        "vectors",
        say("các ca kèm theo thư viện, dạng JSON", "the cases that come with the library, as JSON"),
        say(
            "In các ca kèm theo thư viện dạng JSON, mỗi ca đủ mọi lựa chọn, để phần mềm viết bằng "
            "ngôn ngữ khác tự kiểm tra; --lines mỗi dòng một ca.",
            "Print the cases that come with the library as JSON, each with all its choices, for "
            "software in other languages to hold itself to; --lines a case a line.",
        ),
    )
    vectors.add_argument(
        "--lines", action="store_true", help=say("mỗi dòng một ca", "a case a line")
    )
    add_lang(vectors, say)
    vectors.set_defaults(run=_vectors, json=True)


def _check(args: argparse.Namespace) -> int:
    from ocop.checks.builtin import builtin_files  # noqa: PLC0415 - a command loads what it needs
    from ocop.checks.files import case_files  # noqa: PLC0415 - as above
    from ocop.checks.runner import run_files  # noqa: PLC0415 - as above

    if not (args.paths or args.builtin):
        raise InputError.of("check-no-paths")
    files = [*(builtin_files() if args.builtin else ()), *case_files(args.paths)]
    report = run_files(files, rules_of(args))
    coverage = report.coverage() if args.coverage else None
    if args.json:
        of_rules = {} if coverage is None else {"coverage": coverage.to_dict(args.lang)}
        print(dump_json({**report.to_dict(args.lang), **of_rules}, indent=2))
    else:
        print(report.text(args.lang))
        if coverage is not None:
            print(f"\n{coverage.text(args.lang)}")
    if report.counts["unreadable"]:
        return BAD_INPUT
    return FINE if report.ok else FAILED


def _vectors(args: argparse.Namespace) -> int:
    from ocop.checks.vectors import vectors, vectors_document  # noqa: PLC0415 - as above

    if args.lines:
        for case in vectors():
            print(dump_json(case))
    else:
        print(dump_json(vectors_document()))
    return FINE
