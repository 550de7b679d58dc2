"""``ocop lint``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ocop._cli.exit import BAD_INPUT, FINE, WARNINGS
from ocop._cli.files import read_bytes
from ocop._cli.parser import add_lang
from ocop.data import dump_json
from ocop.errors import Fault, InputError
from ocop.text import Label
from ocop.words import escaped

if TYPE_CHECKING:
    import argparse

    from ocop._cli.parser import Commands, Say
    from ocop.checks.lint import Linted

__all__ = ["add_commands"]

_FAULT = Label("lỗi", "fault")
_WARNING = Label("cảnh báo", "warning")
_CLEAN = Label("không có lỗi", "no faults")


def add_commands(commands: Commands, say: Say) -> None:
    """Add the command of this module to ``ocop``."""
    lint = commands.add(
        "lint",
        say(
            "kiểm tra tệp tự viết: lỗi và những chỗ có lẽ không đúng ý",
            "check files written by hand: faults, and what is likely not meant",
        ),
        say(
            "Kiểm tra phiếu, kế hoạch, quy chế và phiếu của hội đồng, dự thảo sửa đổi, hồ sơ, sổ "
            "theo dõi. Mã thoát: 0 không có gì, 1 chỉ có cảnh báo, 2 có lỗi.",
            "Check sheets, plans, regulations and ballots of councils, changes, applications, "
            "registers. Exit status: 0 clean, 1 warnings only, 2 faults.",
        ),
    )
    lint.add_argument("files", nargs="+", metavar=say("TỆP", "FILE"))
    lint.add_argument("--json", action="store_true", help=say("dạng JSON", "as JSON"))
    add_lang(lint, say)
    lint.set_defaults(run=_lint)


def _lint(args: argparse.Namespace) -> int:
    linted = [(name, _linted(name)) for name in args.files]
    if args.json:
        print(dump_json([_data(*pair, args.lang) for pair in linted], indent=2))
    else:
        for name, one in linted:
            print("\n".join(_lines(name, one, args.lang)))
    if any(one.faults for _, one in linted):
        return BAD_INPUT
    return WARNINGS if any(one.warnings for _, one in linted) else FINE


def _linted(name: str) -> Linted:
    from ocop._cli.sheet_fault import gathered  # noqa: PLC0415 - only for this command
    from ocop.checks.lint import Linted, lint  # noqa: PLC0415

    try:
        found = lint(read_bytes(name), name)
    except InputError as err:  # the file itself
        return Linted(kind="", faults=err.faults)
    return Linted(kind=found.kind, faults=gathered(found.faults), warnings=found.warnings)


def _lines(name: str, linted: Linted, lang: str) -> list[str]:
    def line(label: Label, one: Fault) -> str:
        return f"{label(lang)}: {one.text(lang)}"

    return [
        *(line(_FAULT, one) for one in linted.faults),
        *(line(_WARNING, one) for one in linted.warnings),
    ] or [f"{escaped(name)}: {_CLEAN(lang)}"]


def _data(name: str, linted: Linted, lang: str) -> dict[str, Any]:
    return {
        "file": name,
        "kind": linted.kind or None,
        "faults": _told(linted.faults, lang),
        "warnings": _told(linted.warnings, lang),
    }


def _told(faults: tuple[Fault, ...], lang: str) -> list[dict[str, Any]]:
    return InputError(faults).to_data(lang) if faults else []
