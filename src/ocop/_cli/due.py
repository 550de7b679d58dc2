"""``ocop due``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ocop._cli.argument import int_argument
from ocop._cli.output import show_lines, show_table
from ocop._cli.parser import add_lang
from ocop._cli.readings import add_readings, readings_lines
from ocop._cli.register import add_reading, read_registry
from ocop.data import dump_json
from ocop.dates import add_months
from ocop.errors import InputError
from ocop.text import Label
from ocop.words import in_words

if TYPE_CHECKING:
    import argparse

    from ocop._cli.parser import Commands, Say
    from ocop.targets.registry.due_row import DueRow
    from ocop.targets.registry.recognition import Recognition

__all__ = ["add_commands"]

#: For how many months it is asked where nothing else is said, and at most.
_MONTHS, _MOST_MONTHS = "12", 1200
_HEAD = Label(
    "Ngày; Việc; Hạng sao; Mã; Sản phẩm; Chủ thể; Xã; Tỉnh; Căn cứ; Lưu ý",
    "Day; What falls due; Stars; Code; Product; Entity; Commune; Province; Reference; Remark",
)
_UNKNOWN = Label("Chưa rõ các mốc", "Days not known")


def add_commands(commands: Commands, say: Say) -> None:
    """Add the command of this module to ``ocop``."""
    due = commands.add(
        "due",
        say(
            "mốc sắp tới của các sản phẩm trong sổ: hết hiệu lực, nộp lại",
            "what falls due for the products of a register: ends, filing",
        ),
        say(
            "Giấy chứng nhận nào hết hiệu lực ngày nào, chủ thể nào nộp hồ sơ đánh giá lại từ ngày "
            "nào đến ngày nào, theo sổ theo dõi (CSV hoặc JSON).",
            "Which certificates end when, and who files a re-evaluation from which day to which, "
            "by a register (CSV or JSON).",
        ),
    )
    due.add_argument("file", metavar=say("TỆP", "FILE"))
    due.add_argument(
        "--on",
        required=True,
        metavar=say("NGÀY", "DATE"),
        help=say("kể từ ngày này", "from this day on"),
    )
    due.add_argument(
        "--within",
        default=_MONTHS,
        metavar=say("THÁNG", "MONTHS"),
        help=say("trong bao nhiêu tháng (mặc định 12)", "for how many months (default 12)"),
    )
    add_reading(due, say)
    due.add_argument("--json", action="store_true", help=say("dạng JSON", "as JSON"))
    add_lang(due, say)
    add_readings(due, say)
    due.set_defaults(run=_due, table=True)


def _due(args: argparse.Namespace) -> int:
    months = int_argument(args.within, "--within")
    left = (date.max.year - args.on.year) * 12 + date.max.month - args.on.month
    most = min(_MOST_MONTHS, left)  # the calendar ends
    if not 1 <= months <= most:
        raise InputError.of("out-of-range", "--within", given=months, least=1, most=most)
    read, lang = read_registry(args.file, args), args.lang
    dues = read.registry.dues(args.on, add_months(args.on, months))
    if args.json:
        data = {
            "from": dues.days.first,
            "to": dues.days.last,
            "dues": [_data(row, lang) for row in dues.rows],
            "unknown": [_whose(one) for one in dues.unknown],
            **read.data(),
            **read.registry.rules.to_dict(),
        }
        print(dump_json(data, indent=2))
        return read.tell(lang)
    show_table(args, _HEAD(lang).split("; "), [_cells(row, lang) for row in dues.rows])
    unknown = [f"{_UNKNOWN(lang)}: {one.code or '–'}, {one.name}" for one in dues.unknown]
    rules = readings_lines(read.registry.rules, lang)
    show_lines(args, [*unknown, *read.notes(lang), *rules])
    return read.tell(lang)


def _cells(row: DueRow, lang: str) -> tuple[object, ...]:
    whose, due = row.recognition, row.due
    return (
        in_words(due.day, lang),
        due.label(lang),
        whose.stars,
        whose.code or "",
        whose.name,
        whose.entity or "",
        whose.commune or "",
        whose.province or "",
        due.citation(lang),
        "; ".join(note.label(lang) for note in due.notes),
    )


def _data(row: DueRow, lang: str) -> dict[str, Any]:
    due = row.due
    return {
        "day": due.day,
        "kind": due.kind,
        "label": due.label(lang),
        **_whose(row.recognition),
        "reference": due.citation(lang),
        "notes": [note.label(lang) for note in due.notes],
    }


def _whose(one: Recognition) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "stars": one.stars,
        "entity": one.entity,
        "commune": one.commune,
        "province": one.province,
    }
