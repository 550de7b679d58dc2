"""Reading a register named on the command line: what it holds, and what of it could not be read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import attrs

from ocop._cli.exit import FINE, ROWS_SET_ASIDE
from ocop._cli.files import in_file, read_bytes
from ocop._cli.readings import rules_of
from ocop._cli.stream import tell
from ocop.data import load_json
from ocop.errors import Fault, InputError
from ocop.text import Label

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from ocop._cli.parser import Parser, Say
    from ocop.targets.registry.registry import Registry

__all__ = ["NOTE", "ReadRegister", "add_reading", "read_registry"]


def add_reading(parser: Parser, say: Say) -> None:
    """Let a command say how a register is read."""
    parser.add_argument(
        "--strict",
        action="store_true",
        help=say(
            "từ chối cả sổ nếu có lỗi; không có thì ô hỏng coi là chưa biết, dòng hỏng để riêng và "
            "mã thoát là 3",
            "refuse a registry with faults; without it a bad cell is unknown, a bad row is set "
            "aside and the exit code is 3",
        ),
    )
    parser.add_argument(
        "--fill-down",
        action="append",
        default=[],
        metavar=say("CỘT", "COLUMN"),
        help=say(
            "ô trống của cột này lấy giá trị phía trên (ô đã gộp); dùng được nhiều lần",
            "an empty cell of this column has what stands above it (merged cells); repeatable",
        ),
    )
    parser.add_argument(
        "--serial-dates",
        action="store_true",
        help=say(
            "số năm chữ số trong cột ngày là ngày của bảng tính",
            "a number of five digits in a column of days is a day of the spreadsheet",
        ),
    )


NOTE = Label("Ghi chú", "Note")
_FILLED_DOWN = Label(
    "Ô trống lấy giá trị phía trên, theo cột", "Empty cells that have what stands above, by column"
)


@attrs.frozen
class ReadRegister:
    """A registry read from a file, and what of the file could not be read."""

    registry: Registry
    faults: tuple[Fault, ...] = ()
    filled_down: Mapping[str, int] = attrs.field(factory=dict)

    def data(self) -> dict[str, dict[str, int]]:
        """What was taken for cells that are empty in the file."""
        return {"filled_down": dict(self.filled_down)}

    def notes(self, lang: str) -> list[str]:
        """The same in words."""
        if not self.filled_down:
            return []
        columns = ", ".join(f"{column} {number}" for column, number in self.filled_down.items())
        return [f"{NOTE(lang)}: {_FILLED_DOWN(lang)}: {columns}"]

    def tell(self, lang: str) -> int:
        """Say on standard error what could not be read; the code to leave with."""
        if self.faults:
            tell(InputError(self.faults), lang)
        return ROWS_SET_ASIDE if self.registry.set_aside else FINE


def read_registry(name: str, args: argparse.Namespace) -> ReadRegister:
    """The register of a file, leniently unless ``--strict`` is said.

    Raises:
        InputError: it cannot be read, or has faults and is read strictly.
    """
    from ocop.formats.door import from_dict  # noqa: PLC0415 - only for this command
    from ocop.targets.registry.encoding import text_of  # noqa: PLC0415 - only for this command
    from ocop.targets.registry.registry import Registry  # noqa: PLC0415 - only for this command

    rules = rules_of(args)
    raw = read_bytes(name)
    with in_file(name):
        json = os.path.splitext(name)[1].lower() == ".json" or raw.lstrip()[:1] in {b"{", b"["}
        data: Any = load_json(text_of(raw)) if json else None
        if isinstance(data, dict):
            registry = from_dict(Registry, data)
            if not rules.is_default:
                registry = attrs.evolve(registry, rules=rules)
            return ReadRegister(registry)
        asked: dict[str, Any] = {"fill_down": args.fill_down, "serial_dates": args.serial_dates}
        if json:
            found = Registry.from_records(data, lenient=True, rules=rules, **asked)
        else:
            found = Registry.from_csv(raw, lenient=True, rules=rules, **asked)
        if args.strict and found.faults:
            raise InputError(found.faults)
    faults = tuple(one.in_file(name) for one in found.faults)
    return ReadRegister(found.registry, faults, found.filled_down)
