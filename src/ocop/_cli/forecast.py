"""``ocop forecast`` and ``ocop renewals``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ocop._cli.argument import int_argument
from ocop._cli.exit import FINE
from ocop._cli.files import in_file, is_json, read_text
from ocop._cli.output import is_table, show_table
from ocop._cli.parser import add_lang
from ocop._cli.readings import add_readings, rules_of
from ocop._cli.register import add_reading, read_registry
from ocop._cli.targets import measures_of, read_plan, read_snapshot
from ocop.data import dump_json
from ocop.errors import InputError, OcopError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from ocop._cli.parser import Commands, Parser, Say
    from ocop.scenarios.assumptions.assumptions import Assumptions
    from ocop.scenarios.forecast.forecast import Forecast
    from ocop.shown.record import Record
    from ocop.targets.registry.renewal import Renewals

__all__ = ["add_commands"]

#: The arguments of the call → the options of the command.
_OPTIONS = {
    "on": "--on",
    "until": "--until",
    "every": "--every",
    "runs": "--runs",
    "seed": "--seed",
    "since": "--since",
    "within": "--within",
    "by": "--by",
    "level": "--level",
    "start": "--registry",
}


def add_commands(commands: Commands, say: Say) -> None:
    """Add the commands of this module to ``ocop``."""
    _add_forecast(commands, say)
    _add_renewals(commands, say)


def _add_forecast(commands: Commands, say: Say) -> None:
    day, file, number = say("NGÀY", "DATE"), say("TỆP", "FILE"), say("SỐ", "NUMBER")
    forecast = commands.add(
        "forecast",
        say(
            "kế hoạch sẽ đi đến đâu, theo các giả định đã nêu",
            "where a plan will stand, under stated assumptions",
        ),
        say(
            "Dự báo các chỉ tiêu của kế hoạch từ sổ theo dõi, từ số liệu công bố, hoặc nếu không "
            "có cả hai thì từ số liệu gốc của kế hoạch. Mẫu tệp giả định: ocop new assumptions.",
            "Forecast the targets of a plan from a registry, from published totals, or with "
            "neither from the plan's own baseline. A file of assumptions: ocop new assumptions.",
        ),
    )
    forecast.add_argument("plan", metavar=say("KẾ-HOẠCH", "PLAN"))
    forecast.add_argument(
        "--assumptions",
        required=True,
        metavar=file,
        help=say("các giả định, TOML hoặc JSON", "what is supposed, TOML or JSON"),
    )
    forecast.add_argument(
        "--registry",
        metavar=file,
        help=say("sổ theo dõi, CSV hoặc JSON", "recognitions, CSV or JSON"),
    )
    forecast.add_argument(
        "--figures",
        metavar=file,
        help=say("số liệu công bố, TOML hoặc JSON", "published totals, TOML or JSON"),
    )
    forecast.add_argument("--on", metavar=day, help=say("ngày đầu", "the first day"))
    forecast.add_argument(
        "--until",
        metavar=day,
        help=say("ngày cuối; mặc định: của kế hoạch", "the last day; that of the plan"),
    )
    forecast.add_argument(
        "--every",
        default="month",
        metavar="month|round",
        help=say("mỗi tháng hoặc mỗi đợt", "a step a month or a round"),
    )
    forecast.add_argument(
        "--runs",
        default="0",
        metavar=number,
        help=say("số lượt mô phỏng, nếu cần", "how many runs, where they are needed"),
    )
    forecast.add_argument(
        "--seed",
        metavar=number,
        help=say("hạt giống của mô phỏng", "by which number runs are drawn"),
    )
    forecast.add_argument(
        "--measure",
        action="append",
        default=[],
        metavar=say("CHỈ-TIÊU=CÁCH-ĐO", "TARGET=WAY"),
        help=say("đo một chỉ tiêu theo cách khác", "measure a target in another of its ways"),
    )
    add_reading(forecast, say)
    _add_shape(forecast, say)
    forecast.set_defaults(run=_forecast, table=True)


def _add_renewals(commands: Commands, say: Say) -> None:
    day = say("NGÀY", "DATE")
    renewals = commands.add(
        "renewals",
        say(
            "bao nhiêu sản phẩm được công nhận lại sau khi hết hiệu lực",
            "how many products are recognised again after their end",
        ),
    )
    renewals.add_argument("file", metavar=say("TỆP", "FILE"))
    renewals.add_argument(
        "--on",
        required=True,
        metavar=day,
        help=say("ngày mà sổ được ghi đến", "the day up to which the registry is kept"),
    )
    renewals.add_argument(
        "--since",
        metavar=day,
        help=say("chỉ tính hết hiệu lực từ ngày này", "count only what ended from this day on"),
    )
    renewals.add_argument(
        "--within",
        default="6",
        metavar=say("SỐ-THÁNG", "MONTHS"),
        help=say("trong bao nhiêu tháng sau khi hết hiệu lực; mặc định: 6", "how soon after; 6"),
    )
    renewals.add_argument(
        "--by",
        action="append",
        metavar="stars|year|month",
        help=say("chia theo; dùng được nhiều lần", "told apart by; repeatable"),
    )
    renewals.add_argument(
        "--level",
        default="95 %",
        metavar=say("TỶ-LỆ", "SHARE"),
        help=say("độ tin cậy của các khoảng; mặc định: 95 %%", "confidence of intervals; 95 %%"),
    )
    add_reading(renewals, say)
    _add_shape(renewals, say)
    renewals.set_defaults(run=_renewals, table=True)


def _add_shape(parser: Parser, say: Say) -> None:
    parser.add_argument("--json", action="store_true", help=say("dạng JSON", "as JSON"))
    add_lang(parser, say)
    add_readings(parser, say)


def _forecast(args: argparse.Namespace) -> int:
    rules = rules_of(args)
    plan = read_plan(args.plan).measured(measures_of(args.measure))
    suppose = _read_assumptions(args.assumptions)
    read = None if args.registry is None else read_registry(args.registry, args)
    start: Any = None if read is None else read.registry
    if args.figures is not None:
        published = read_snapshot(args.figures)
        if read is None:
            start = published
        elif args.on is not None:  # else it is told that the registry lacks a day
            start = read.registry.on(args.on, source=args.registry).adding(published)
    runs = int_argument(args.runs, "--runs")
    seed = None if args.seed is None else int_argument(args.seed, "--seed")
    try:
        forecast = plan.forecast(
            start,
            suppose,
            on=args.on,
            until=args.until,
            every=args.every,
            runs=runs,
            seed=seed,
            rules=rules if read is None else None,
        )
    except OcopError as err:
        raise _of_options(err) from None
    if is_table(args):
        _show_records(args, forecast.to_records(args.lang))
    elif args.json:
        print(dump_json(_data(forecast, args.lang), indent=2))
    else:
        print(
            "\n".join([forecast.text(args.lang), *([] if read is None else read.notes(args.lang))])
        )
    return FINE if read is None else read.tell(args.lang)


def _read_assumptions(name: str) -> Assumptions:
    from ocop.formats.door import from_json, from_toml  # noqa: PLC0415 - only for this command
    from ocop.scenarios.assumptions.assumptions import Assumptions  # noqa: PLC0415 - as above

    text = read_text(name)
    with in_file(name):
        return (from_json if is_json(text) else from_toml)(Assumptions, text)


def _data(forecast: Forecast, lang: str) -> dict[str, Any]:
    """A forecast as plain data: what it rests on, its targets, its steps."""
    from ocop.formats.door import to_dict  # noqa: PLC0415 - only for this command

    chances = [forecast.chance(target.id) for target in forecast.plan.targets]
    return {
        "plan": forecast.plan.id,
        "on": forecast.on,
        "until": forecast.until,
        "every": forecast.every,
        "runs": forecast.runs,
        "seed": forecast.seed,
        **forecast.rules.to_dict(),
        "assumptions": to_dict(forecast.assumptions),
        "chances": [
            {
                "target": chance.target,
                "value": chance.value,
                "way": chance.way,
                "error": chance.error,
                "reason": None if chance.reason is None else chance.reason(lang),
            }
            for chance in (*chances, forecast.chance())
        ],
        "records": forecast.to_records(lang),
        "notes": [note.label(lang) for note in forecast.notes],
    }


def _renewals(args: argparse.Namespace) -> int:
    read = read_registry(args.file, args)
    try:
        renewals = read.registry.renewals(
            on=args.on,
            within=int_argument(args.within, "--within"),
            by=args.by or ["stars"],
            since=args.since,
            level=args.level,
        )
    except OcopError as err:
        raise _of_options(err) from None
    if is_table(args):
        _show_records(args, renewals.to_records(args.lang))
    elif args.json:
        print(dump_json(_renewals_data(renewals, args.lang) | read.data(), indent=2))
    else:
        print("\n".join([renewals.table(args.lang).text(), *read.notes(args.lang)]))
    return read.tell(args.lang)


def _renewals_data(renewals: Renewals, lang: str) -> dict[str, Any]:
    return {
        "on": renewals.on,
        "since": renewals.since,
        "within": renewals.within,
        "level": str(renewals.level),
        "by": list(renewals.by),
        "rows": renewals.to_records(lang),
        "unknown": [
            {"code": one.code, "name": one.name, "stars": one.stars} for one in renewals.unknown
        ],
        "notes": [note.label(lang) for note in renewals.notes],
    }


def _show_records(args: argparse.Namespace, records: Sequence[Record]) -> None:
    """Records as a table for spreadsheets."""
    head = list(records[0]) if records else []
    cells = (("" if cell is None else cell for cell in record.values()) for record in records)
    show_table(args, head, [list(row) for row in cells])


def _of_options(err: OcopError) -> InputError:
    """Faults of arguments as those of the options that they came from."""

    def option(argument: str | int) -> str | int:
        return _OPTIONS.get(str(argument), argument)

    return InputError(
        attrs.evolve(one, path=(*map(option, one.path[:1]), *one.path[1:])) for one in err.faults
    )
