"""``ocop impact``."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

from ocop._cli.files import in_file, read_text
from ocop._cli.output import is_table, write_csv
from ocop._cli.parser import add_lang
from ocop._cli.readings import add_readings, changes_of, rules_of
from ocop._cli.register import add_reading, read_registry
from ocop._cli.sheets import ReadSheet, read_sheets
from ocop._cli.stream import remark, tell
from ocop._cli.targets import read_plan
from ocop.data import check_keys, dump_json, load_toml
from ocop.errors import Faults, InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocop._cli.parser import Commands, Say
    from ocop.law.rules import Rules
    from ocop.scenarios.impact.plan_impact import PlanImpact
    from ocop.scenarios.impact.registry_impact import RegistryImpact
    from ocop.scoring.batch.batch import ScoredRow
    from ocop.shown.record import Record
    from ocop.targets.plan.plan import Plan

__all__ = ["add_commands"]


def add_commands(commands: Commands, say: Say) -> None:
    """Add the command of this module to ``ocop``."""
    impact = commands.add(
        "impact",
        say(
            "tác động của một dự thảo: ai lên hạng, ai xuống hạng, do thay đổi nào",
            "what a draft does: who moves up or down, and by which change",
        ),
        say(
            "So kết quả của các phiếu theo luật với kết quả theo dự thảo (--changes) hoặc theo "
            "cách hiểu khác (--reading): ma trận hạng sao, từng thay đổi riêng rẽ và tất cả cùng "
            "nhau. TỆP như của ocop score. Với --registry thì so thời hạn, ngày nộp hồ sơ và tình "
            "trạng của các giấy chứng nhận, và với --plan cả kế hoạch.",
            "Hold sheets under the law beside the same under a draft (--changes) or another "
            "reading (--reading): the matrix of stars, each change by itself and all together. "
            "FILE is as for ocop score. With --registry it holds the ends, the filing windows and "
            "the standings of certificates side by side, and with --plan a plan too.",
        ),
    )
    impact.add_argument("files", nargs="*", metavar=say("TỆP", "FILE"))
    impact.add_argument(
        "--before",
        action="append",
        default=[],
        metavar=say("TỆP", "FILE"),
        help=say(
            "quy định trước cũng theo dự thảo này; dùng được nhiều lần",
            "the rules before are under this draft too; may be repeated",
        ),
    )
    impact.add_argument(
        "--regime",
        metavar=say("QUY-ĐỊNH", "REGIME"),
        help=say(
            "chấm mọi phiếu theo quyết định này, như 26; mặc định: của từng phiếu",
            "judge every sheet by this decision, such as 26; default: its own",
        ),
    )
    impact.add_argument(
        "--registry",
        metavar=say("SỔ", "REGISTRY"),
        help=say(
            "sổ theo dõi (CSV hoặc JSON), thay cho các phiếu", "a register, in place of sheets"
        ),
    )
    impact.add_argument(
        "--on",
        metavar=say("NGÀY", "DATE"),
        help=say(
            "theo quy định của ngày này; với --registry là ngày xét tình trạng (phải có)",
            "by the rules of this day; with --registry the day of the standings, which it needs",
        ),
    )
    impact.add_argument(
        "--plan",
        metavar=say("KẾ-HOẠCH", "PLAN"),
        help=say(
            "với --registry: mã kế hoạch có sẵn hoặc tệp TOML",
            "with --registry: the id of a built-in plan, or a TOML file",
        ),
    )
    impact.add_argument(
        "--plan-changes",
        metavar=say("TỆP", "FILE"),
        help=say(
            "chỉ tiêu khác của kế hoạch sau: bảng [targets.mã-chỉ-tiêu] trong tệp TOML",
            "what the plan after has otherwise: tables [targets.id] of a TOML file",
        ),
    )
    impact.add_argument("--json", action="store_true", help=say("dạng JSON", "as JSON"))
    add_readings(impact, say)
    add_reading(impact, say)
    add_lang(impact, say)
    impact.set_defaults(run=_impact, partial=False, table=True)


def _impact(args: argparse.Namespace) -> int | None:
    before, after = _rules(args)
    faults = Faults()
    if args.registry is None:
        _check_of_sheets(args, faults)
    else:
        _check_of_registry(args, faults)
    if before == after:
        faults.add("impact-of-nothing", "--changes")
    faults.raise_if_any()
    return (_of_sheets if args.registry is None else _of_registry)(args, before, after)


def _check_of_sheets(args: argparse.Namespace, faults: Faults) -> None:
    if not args.files:
        faults.add("impact-of-what", "--registry")
    for name, value in (("--plan", args.plan), ("--plan-changes", args.plan_changes)):
        if value is not None:
            faults.add("option-needs-other", name=name, other="--registry")
    if args.on is not None and args.regime is not None:
        faults.add("options-exclude", name="--on", other="--regime")


def _check_of_registry(args: argparse.Namespace, faults: Faults) -> None:
    if args.files:
        faults.add("options-exclude", name=args.files[0], other="--registry")
    if args.regime is not None:
        faults.add("options-exclude", name="--regime", other="--registry")
    if args.on is None:
        faults.add("option-needs-other", name="--registry", other="--on")
    if args.plan_changes is not None and args.plan is None:
        faults.add("option-needs-other", name="--plan-changes", other="--plan")


def _rules(args: argparse.Namespace) -> tuple[Rules, Rules]:
    """The rules before and after."""
    from ocop.law.rules import Rules  # noqa: PLC0415 - only where a command runs

    before = Rules()
    for name, changes in zip(args.before, changes_of(args.before), strict=True):
        with in_file(name):
            before = before.amended(changes)
    return before, rules_of(args)


def _as_read(args: argparse.Namespace) -> argparse.Namespace:
    """The same command, its files read by the law as it stands."""
    return argparse.Namespace(**{**vars(args), "reading": [], "changes": []})


def _of_sheets(args: argparse.Namespace, before: Rules, after: Rules) -> int | None:
    from ocop.scenarios.impact.impact import impact  # noqa: PLC0415 - only for this command
    from ocop.scoring.batch.batch import ScoredRows  # noqa: PLC0415 - as above

    remarks: list[str] = []
    rows = [_row(n, one) for n, one in enumerate(read_sheets(_as_read(args), remarks), 1)]
    changed = impact(ScoredRows(tuple(rows)), before, after, on=args.on, regime=args.regime)
    if is_table(args):
        _show_records(args, changed.to_records(args.lang))
    elif args.json:
        print(dump_json(changed.to_data(args.lang), indent=2))
    else:
        print(changed.table(args.lang).text())
    sys.stdout.flush()  # results come before faults, where both go to one place
    for line in remarks:
        remark(line)
    faults = [fault for row in rows for fault in row.faults]
    return tell(InputError(faults), args.lang) if faults else None


def _row(n: int, read: ReadSheet) -> ScoredRow:
    from ocop.scoring.batch.batch import ScoredRow  # noqa: PLC0415 - only for this command
    from ocop.scoring.scorecard import score  # noqa: PLC0415 - as above

    sheet = read.sheet
    if sheet is None:
        return ScoredRow(n=n, id=read.place, sheet=None, card=None, faults=read.faults)
    id_ = sheet.owner.code or sheet.owner.product or read.place
    return ScoredRow(n=n, id=id_, sheet=sheet, card=score(sheet))


def _of_registry(args: argparse.Namespace, before: Rules, after: Rules) -> int:
    from ocop.scenarios.impact.impact import impact  # noqa: PLC0415 - only for this command

    plans = _plans(args)
    read = read_registry(args.registry, _as_read(args))
    changed = impact(read.registry, before, after, on=args.on)
    of_plan = None if plans is None else changed.plan(*plans)
    if is_table(args):
        _show_records(args, changed.to_records(args.lang))
    elif args.json:
        print(dump_json(_data(changed, of_plan, args), indent=2))
    else:
        print(changed.table(args.lang).text())
        if of_plan is not None:
            print(f"\n{of_plan.table(args.lang).text()}")
    sys.stdout.flush()
    return read.tell(args.lang)


def _plans(args: argparse.Namespace) -> tuple[Plan, Plan] | None:
    """The plan before and after; None where none is asked for."""
    if args.plan is None:
        return None
    plan = read_plan(args.plan)
    if args.plan_changes is None:
        return plan, plan
    with in_file(args.plan_changes):
        return plan, _amended(plan, load_toml(read_text(args.plan_changes)))


def _amended(plan: Plan, table: dict[str, Any]) -> Plan:
    from ocop.dates import DateRange  # noqa: PLC0415 - only where a plan is changed
    from ocop.documents import read  # noqa: PLC0415 - as above

    faults = Faults()
    check_keys(table, optional=("targets", "period"), place="", faults=faults)
    period: DateRange | None = None
    with faults.at("period"):
        period = None if "period" not in table else read(DateRange, table["period"])
    faults.raise_if_any()
    return plan.amended(table.get("targets", {}), period=period)


def _data(
    changed: RegistryImpact, of_plan: PlanImpact | None, args: argparse.Namespace
) -> dict[str, Any]:
    """The impact on a register as plain data."""
    return {
        "on": changed.on.isoformat(),
        "later": len(changed.later),
        "earlier": len(changed.earlier),
        "unmoved": len(changed.unmoved),
        "unknown": len(changed.unknown),
        "singles": [
            {
                "changes": single.changes,
                "path": single.place,
                "label": single(args.lang),
                "stands_alone": single.rules is not None,
            }
            for single in changed.singles
        ],
        "months": [
            {
                "first": month.days.first.isoformat(),
                **{
                    name: getattr(month, name)
                    for name in ("before", "after", "may_end_before", "may_end_after")
                },
            }
            for month in changed.months
        ],
        "recognitions": [_plain(record) for record in changed.to_records(args.lang)],
        "plan": None
        if of_plan is None
        else [_plain(record) for record in of_plan.to_records(args.lang)],
        "notes": [note.label(args.lang) for note in changed.notes],
    }


def _plain(record: Record) -> dict[str, Any]:
    return {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in record.items()
    }


def _show_records(args: argparse.Namespace, records: Sequence[Record]) -> None:
    """Records as a table for spreadsheets, each column under its key."""
    head = list(records[0]) if records else []
    write_csv(
        args,
        head,
        (["" if cell is None else cell for cell in record.values()] for record in records),
    )
