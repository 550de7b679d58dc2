"""``ocop council``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ocop._cli.document import Document
from ocop._cli.parser import add_lang
from ocop._cli.readings import Laid, add_readings, rules_of
from ocop._cli.stream import remark
from ocop.data import dump_json
from ocop.errors import InputError
from ocop.words import escaped

if TYPE_CHECKING:
    import argparse

    from ocop._cli.parser import Commands, Say
    from ocop.cycle.council.verdict import Verdict

__all__ = ["add_commands"]


def add_commands(commands: Commands, say: Say) -> None:
    """Add the command of this module to ``ocop``."""
    file = say("TỆP", "FILE")
    council = commands.add(
        "council",
        say("biên bản của hội đồng từ các phiếu", "the minutes of a council from its ballots"),
        say(
            "Kết quả của một hội đồng, in thành biên bản. TỆP là TOML hoặc JSON có quy chế "
            "(regulation), bộ sản phẩm và phiếu của từng thành viên (ballots); "
            "xem ocop new council.",
            "What a council comes to, as minutes. FILE is TOML or JSON with the regulation, the "
            "product set and the ballots of the members; see ocop new council.",
        ),
    )
    council.add_argument("file", metavar=file)
    council.add_argument(
        "--regulation",
        metavar=file,
        help=say("quy chế hội đồng trong tệp riêng", "the regulation, in a file of its own"),
    )
    council.add_argument("--json", action="store_true", help=say("dạng JSON", "as JSON"))
    add_readings(council, say)
    add_lang(council, say)
    council.set_defaults(run=_council)


def _council(args: argparse.Namespace) -> None:
    rules_of(args)  # what is wrong with them is no fault of the file
    minutes = _verdict(args).minutes(args.lang)
    print(dump_json(minutes.to_data(), indent=2) if args.json else minutes)


def _verdict(args: argparse.Namespace) -> Verdict:
    from ocop._cli.sheet_fault import gathered, with_day  # noqa: PLC0415 - only for this command
    from ocop.cycle.council.regulation import CouncilRules  # noqa: PLC0415
    from ocop.cycle.council.verdict import Verdict  # noqa: PLC0415
    from ocop.formats.door import from_dict, to_dict  # noqa: PLC0415

    document = Document(args.file)
    data, remarks = with_day(_under(document.data, Laid.by(args)), args.lang)
    for line in remarks:
        remark(f"{escaped(args.file)}: {line}")
    if args.regulation is not None:
        if "regulation" in data:
            with document.faults():
                raise InputError.of("regulation-twice", "regulation")
        beside = Document(args.regulation)
        with beside.faults():
            data = {**data, "regulation": to_dict(from_dict(CouncilRules, beside.data))}
    with document.faults():
        try:
            return from_dict(Verdict, data)
        except InputError as err:
            raise InputError(gathered(err.faults)) from None


def _under(data: dict[str, Any], laid: Laid) -> dict[str, Any]:
    """A council's document with the rules of the command line before those of its sheets."""
    from ocop.formats.verdict import ONLY_STORED  # noqa: PLC0415 - only for this command

    if not (laid.readings or laid.changes):
        return data
    data = {key: value for key, value in laid.over(data).items() if key not in ONLY_STORED}
    ballots = data.get("ballots")
    if isinstance(ballots, list):
        data["ballots"] = [_ballot_under(row, laid) for row in ballots]
    return data


def _ballot_under(row: Any, laid: Laid) -> Any:  # noqa: ANN401 - any document
    if isinstance(row, dict) and isinstance(row.get("sheet"), dict):
        return {**row, "sheet": laid.over(row["sheet"])}
    return row
