"""``ocop plan``, ``ocop plans``, ``ocop registry`` and ``ocop lapsing``."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import attrs

from ocop._cli.exit import FINE, ROWS_SET_ASIDE
from ocop._cli.files import documents, in_file, read_bytes, read_text
from ocop._cli.output import is_table, show_lines, show_table
from ocop._cli.parser import add_lang
from ocop._cli.readings import add_readings, rules_of
from ocop._cli.stream import tell
from ocop.data import dump_json, load_json
from ocop.errors import Fault, Faults, InputError
from ocop.text import Label
from ocop.words import in_words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping, Sequence

    from ocop._cli.parser import Commands, Parser, Say
    from ocop.targets.plan.plan import Plan
    from ocop.targets.registry.lapsing_month import LapsingMonth
    from ocop.targets.registry.registry import Registry
    from ocop.targets.snapshot.snapshot import Snapshot

__all__ = ["add_commands"]


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
        "--snapshot",
        metavar=file,
        help=say(
            "số liệu công bố và chỉ số, TOML hoặc JSON; cùng --registry thì chỉ lấy chỉ số",
            "published totals and indicators, TOML or JSON; beside --registry its indicators only",
        ),
    )
    plan.add_argument(
        "--on", required=True, metavar=day, help=say("ngày xem xét", "the day of the question")
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
    _add_reading(plan, say)
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
    _add_reading(registry, say)
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
    _add_reading(lapsing, say)
    _add_shape(lapsing, say)
    lapsing.set_defaults(run=_lapsing, table=True)


def _add_reading(parser: Parser, say: Say) -> None:
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


def _add_shape(parser: Parser, say: Say) -> None:
    parser.add_argument("--json", action="store_true", help=say("dạng JSON", "as JSON"))
    add_lang(parser, say)
    add_readings(parser, say)


@attrs.frozen
class _Read:
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
        return [f"{_NOTE(lang)}: {_FILLED_DOWN(lang)}: {columns}"]

    def tell(self, lang: str) -> int:
        """Say on standard error what could not be read; the code to leave with."""
        if self.faults:
            tell(InputError(self.faults), lang)
        return ROWS_SET_ASIDE if self.registry.set_aside else FINE


def _read_registry(name: str, args: argparse.Namespace) -> _Read:
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
            return _Read(registry if rules.is_default else attrs.evolve(registry, rules=rules))
        asked: dict[str, Any] = {"fill_down": args.fill_down, "serial_dates": args.serial_dates}
        if json:
            found = Registry.from_records(data, lenient=True, rules=rules, **asked)
        else:
            found = Registry.from_csv(raw, lenient=True, rules=rules, **asked)
        if args.strict and found.faults:
            raise InputError(found.faults)
    faults = tuple(one.in_file(name) for one in found.faults)
    return _Read(found.registry, faults, found.filled_down)


def _read_snapshot(name: str) -> Snapshot:
    from ocop.formats.door import from_dict  # noqa: PLC0415 - only for this command
    from ocop.targets.snapshot.snapshot import Snapshot  # noqa: PLC0415 - only for this command

    found = [data for _, data in documents(name)]
    if len(found) != 1:
        with in_file(name):
            raise InputError.of("not-one-snapshot", count=len(found))
    with in_file(name):
        return from_dict(Snapshot, found[0])


def _read_plan(which: str) -> Plan:
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
    plan, on = _read_plan(args.plan), args.on
    published = _read_snapshot(args.snapshot) if args.snapshot is not None else None
    held, read = published, None
    if args.registry is not None:
        read = _read_registry(args.registry, args)
        counted = read.registry.on(on, source=args.registry)
        held = counted if published is None else counted.adding(published)
    outcomes = plan.evaluate(held, on=on, rules=rules, measures=_measures(args.measure))
    report = outcomes.explain(args.lang)
    if args.json:
        print(dump_json(report.to_data() | ({} if read is None else read.data()), indent=2))
    else:
        print("\n".join([str(report), *([] if read is None else read.notes(args.lang))]))
    return FINE if read is None else read.tell(args.lang)


def _measures(given: list[str]) -> dict[str, str]:
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
    read = _read_registry(args.file, args)
    snapshot = read.registry.on(on, source=args.file)
    if args.json:
        print(dump_json(snapshot_data(snapshot) | read.data(), indent=2))
    else:
        print("\n".join([snapshot.text(args.lang), *read.notes(args.lang)]))
    return read.tell(args.lang)


def _lapsing(args: argparse.Namespace) -> int:
    read = _read_registry(args.file, args)
    registry = read.registry
    months = registry.lapsing(args.first, args.last)
    if args.json:
        print(dump_json(_lapsing_data(read, months, args), indent=2))
        return read.tell(args.lang)
    notes = [f"{_NOTE(args.lang)}: {note.label(args.lang)}" for note in registry.notes]
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


_NOTE = Label("Ghi chú", "Note")
_FILLED_DOWN = Label(
    "Ô trống lấy giá trị phía trên, theo cột", "Empty cells that have what stands above, by column"
)
_LAPSING = Label("Ngày cuối hiệu lực, Hạng sao, Mã, Tên", "Last valid day, Stars, Code, Name")


def _lapsing_rows(months: Sequence[LapsingMonth], lang: str) -> Iterator[tuple[object, ...]]:
    """A certificate a row, by its last valid day; those of which it is not known behind."""
    for month in months:
        for day, each in zip(month.last_days, month.recognitions, strict=True):
            yield in_words(day, lang), each.stars, each.code or "", each.name
    for month in months:
        for each in month.may_end:
            yield "?", each.stars, each.code or "", each.name


def _lapsing_data(
    read: _Read, months: Sequence[LapsingMonth], args: argparse.Namespace
) -> dict[str, Any]:
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
