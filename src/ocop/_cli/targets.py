"""``ocop plan``, ``ocop plans``, ``ocop registry`` and ``ocop lapsing``."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from ocop._cli.exit import FINE
from ocop._cli.files import documents, in_file, read_text
from ocop._cli.output import is_table, show_lines, show_table
from ocop._cli.parser import add_lang
from ocop._cli.readings import add_readings, rules_of
from ocop._cli.register import NOTE, ReadRegister, add_reading, read_registry
from ocop.data import dump_json
from ocop.errors import Faults, InputError
from ocop.text import Label
from ocop.words import in_words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from ocop._cli.parser import Commands, Parser, Say
    from ocop.targets.plan.plan import Plan
    from ocop.targets.registry.lapsing_month import Lapsing, LapsingMonth
    from ocop.targets.snapshot.snapshot import Snapshot

__all__ = ["add_commands", "measures_of", "read_plan", "read_snapshot"]


def add_commands(commands: Commands, say: Say) -> None:
    """Add the commands of this module to ``ocop``."""
    day, file = say("NGÀY", "DATE"), say("TỆP", "FILE")
    plan = commands.add(
        "plan",
        say(
            "chỉ tiêu nào của kế hoạch đã đạt, còn thiếu, chưa rõ",
            "what of a plan is reached, missing, unknown",
        ),
        say(
            "So kế hoạch với sổ theo dõi, với số liệu công bố, hoặc nếu không có cả hai thì với số "
            "liệu gốc của chính nó. KẾ-HOẠCH là mã kế hoạch có sẵn hoặc tệp TOML.",
            "Hold a plan against a registry, against published totals, or with neither against its "
            "own baseline. PLAN is the id of a built-in plan or a TOML file.",
        ),
    )
    plan.add_argument("plan", metavar=say("KẾ-HOẠCH", "PLAN"))
    plan.add_argument(
        "--registry",
        metavar=file,
        help=say("sổ theo dõi, CSV hoặc JSON", "recognitions, CSV or JSON"),
    )
    plan.add_argument(
        "--figures",
        metavar=file,
        help=say(
            "số liệu công bố và chỉ số, TOML hoặc JSON; cùng --registry thì chỉ lấy chỉ số",
            "published totals and indicators, TOML or JSON; beside --registry its indicators only",
        ),
    )
    plan.add_argument(
        "--template",
        action="store_true",
        help=say(
            "ghi tệp số liệu trống, có mọi số liệu mà kế hoạch cần",
            "write a blank file of figures, with all that the plan needs",
        ),
    )
    plan.add_argument(
        "--on",
        metavar=day,
        help=say(
            "ngày xem xét; mặc định: ngày của số liệu",
            "the day of the question; by default that of the figures",
        ),
    )
    plan.add_argument(
        "--measure",
        action="append",
        default=[],
        metavar=say("CHỈ-TIÊU=CÁCH-ĐO", "TARGET=WAY"),
        help=say(
            "đo một chỉ tiêu theo cách khác, khi văn bản không nói rõ; dùng được nhiều lần",
            "measure a target whose source leaves it open in another of its ways; repeatable",
        ),
    )
    add_reading(plan, say)
    _add_shape(plan, say)
    plan.set_defaults(run=_plan)

    plans = commands.add(
        "plans",
        say("các kế hoạch có sẵn, mỗi dòng một kế hoạch", "the built-in plans, one a line"),
    )
    _add_shape(plans, say)
    plans.set_defaults(run=_plans, table=True)

    registry = commands.add(
        "registry",
        say("số sản phẩm vào một ngày", "what counts on a day"),
        say(
            "Đếm các lần công nhận trong tệp CSV hoặc JSON (- là dữ liệu vào chuẩn, CSV).",
            "Count the recognitions of a file, CSV or JSON (- is standard input, CSV).",
        ),
    )
    registry.add_argument("file", metavar=file)
    registry.add_argument("--on", required=True, metavar=day, help=say("ngày đếm", "the day"))
    add_reading(registry, say)
    _add_shape(registry, say)
    registry.set_defaults(run=_registry)

    lapsing = commands.add(
        "lapsing",
        say("giấy chứng nhận hết hạn trong từng tháng", "what ends in each month"),
    )
    lapsing.add_argument("file", metavar=file)
    lapsing.add_argument(
        "--from", required=True, dest="first", metavar=day, help=say("từ ngày", "the first day")
    )
    lapsing.add_argument(
        "--to", required=True, dest="last", metavar=day, help=say("đến ngày", "the last day")
    )
    add_reading(lapsing, say)
    _add_shape(lapsing, say)
    lapsing.set_defaults(run=_lapsing, table=True)


def _add_shape(parser: Parser, say: Say) -> None:
    parser.add_argument("--json", action="store_true", help=say("dạng JSON", "as JSON"))
    add_lang(parser, say)
    add_readings(parser, say)


def read_snapshot(name: str) -> Snapshot:
    """The published totals and figures of a file."""
    from ocop.formats.door import from_dict  # noqa: PLC0415 - only for this command
    from ocop.targets.snapshot.snapshot import Snapshot  # noqa: PLC0415 - only for this command

    found = [data for _, data in documents(name)]
    if len(found) != 1:
        with in_file(name):
            raise InputError.of("not-one-snapshot", count=len(found))
    with in_file(name):
        return from_dict(Snapshot, found[0])


def read_plan(which: str) -> Plan:
    """A built-in plan by its id, or that of a file."""
    from ocop.formats.door import from_toml  # noqa: PLC0415 - only for this command
    from ocop.targets.plan.plan import Plan  # noqa: PLC0415 - only for this command
    from ocop.targets.plan.shipped import plan, plans  # noqa: PLC0415 - only for this command

    known = {each.id for each in plans()}
    if which in known or not (which == "-" or os.path.splitext(which)[1] or os.path.exists(which)):
        return plan(which)
    with in_file(which):
        return from_toml(Plan, read_text(which))


def _plan(args: argparse.Namespace) -> int:
    rules = rules_of(args)
    plan, on = read_plan(args.plan), args.on
    if args.template:
        print(plan.measured(measures_of(args.measure)).blank_figures(args.lang), end="")
        return FINE
    published = read_snapshot(args.figures) if args.figures is not None else None
    held, read = published, None
    if args.registry is not None:
        if on is None:
            raise InputError.of("missing", "--on")
        read = read_registry(args.registry, args)
        counted = read.registry.on(on, source=args.registry)
        held = counted if published is None else counted.adding(published)
    outcomes = plan.evaluate(held, on=on, rules=rules, measures=measures_of(args.measure))
    report = outcomes.explain(args.lang)
    if args.json:
        print(dump_json(report.to_data() | ({} if read is None else read.data()), indent=2))
    else:
        print("\n".join([str(report), *([] if read is None else read.notes(args.lang))]))
    return FINE if read is None else read.tell(args.lang)


def measures_of(given: list[str]) -> dict[str, str]:
    """Target → way, as ``--measure`` says it."""
    faults = Faults()
    for pair in given:
        if not all(pair.partition("=")):
            faults.add(
                "not-a-pair", "--measure", given=pair, shape=Label("CHỈ-TIÊU=CÁCH-ĐO", "TARGET=WAY")
            )
    faults.raise_if_any()
    return dict(pair.split("=", 1) for pair in given)


_PLANS = Label("Mã, Thời kỳ, Tên", "Id, Period, Title")


def _plans(args: argparse.Namespace) -> None:
    from ocop.targets.plan.shipped import plans  # noqa: PLC0415 - only for this command

    rules_of(args)  # no plan depends on them before it is evaluated; a wrong one is told
    if args.json:
        rows = [
            {
                "id": each.id,
                "title": each.title(args.lang),
                "province": each.province,
                "decision": each.decision,
                "from": each.period.first,
                "to": each.period.last,
                "targets": len(each.targets),
            }
            for each in plans()
        ]
        print(dump_json(rows, indent=2))
        return
    table = [(each.id, each.period(args.lang), each.title(args.lang)) for each in plans()]
    show_table(args, _PLANS(args.lang).split(", "), table)


def _registry(args: argparse.Namespace) -> int:
    from ocop.targets.snapshot._shown import snapshot_data  # noqa: PLC0415 - only for this command

    on = args.on
    read = read_registry(args.file, args)
    snapshot = read.registry.on(on, source=args.file)
    if args.json:
        print(dump_json(snapshot_data(snapshot) | read.data(), indent=2))
    else:
        print("\n".join([snapshot.text(args.lang), *read.notes(args.lang)]))
    return read.tell(args.lang)


def _lapsing(args: argparse.Namespace) -> int:
    read = read_registry(args.file, args)
    registry = read.registry
    months = registry.lapsing(args.first, args.last)
    if args.json:
        print(dump_json(_lapsing_data(read, months, args), indent=2))
        return read.tell(args.lang)
    notes = [f"{NOTE(args.lang)}: {note.label(args.lang)}" for note in registry.notes]
    notes += read.notes(args.lang)
    if is_table(args):
        show_table(args, _LAPSING(args.lang).split(", "), _lapsing_rows(months, args.lang))
        show_lines(args, notes)
        return read.tell(args.lang)
    for month in months:
        by_stars = ", ".join(f"{stars}★ {number}" for stars, number in month.by_stars.items())
        name = f"{month.days.first:{'%m/%Y' if args.lang == 'vi' else '%Y-%m'}}"
        print(f"{name}\t{len(month.recognitions)}\t{by_stars}")
        for day, each in zip(month.last_days, month.recognitions, strict=True):
            print(f"  {in_words(day, args.lang)}\t{each.stars}★\t{each.code or '–'}\t{each.name}")
        for each in month.may_end:
            print(f"  ?\t{each.stars}★\t{each.code or '–'}\t{each.name}")
    show_lines(args, notes)
    return read.tell(args.lang)


_LAPSING = Label("Ngày cuối hiệu lực, Hạng sao, Mã, Tên", "Last valid day, Stars, Code, Name")


def _lapsing_rows(months: Lapsing, lang: str) -> Iterator[tuple[object, ...]]:
    """A certificate a row, by its last valid day; those of which it is not known behind."""
    for month in months:
        for day, each in zip(month.last_days, month.recognitions, strict=True):
            yield in_words(day, lang), each.stars, each.code or "", each.name
    for month in months:
        for each in month.may_end:
            yield "?", each.stars, each.code or "", each.name


def _lapsing_data(read: ReadRegister, months: Lapsing, args: argparse.Namespace) -> dict[str, Any]:
    registry = read.registry
    return {
        "from": args.first,
        "to": args.last,
        "rows": len(registry) + registry.set_aside,
        "set_aside": registry.set_aside,
        "unknown_cells": registry.unknown_cells,
        **read.data(),
        "months": [_month(each) for each in months],
        **registry.rules.to_dict(),
        "notes": [
            {"id": note.id, "vi": note.label.vi, "en": note.label.en} for note in registry.notes
        ],
    }


def _month(month: LapsingMonth) -> dict[str, Any]:
    return {
        "month": f"{month.days.first:%Y-%m}",
        "count": len(month.recognitions),
        "by_stars": {str(stars): number for stars, number in month.by_stars.items()},
        "recognitions": [
            {"code": each.code, "name": each.name, "stars": each.stars, "last_day": day}
            for day, each in zip(month.last_days, month.recognitions, strict=True)
        ],
        "may_end": [
            {"code": each.code, "name": each.name, "stars": each.stars} for each in month.may_end
        ],
    }
