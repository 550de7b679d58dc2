"""``ocop score``, ``ocop sheet``, ``ocop criteria`` and ``ocop sets``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import attrs

from ocop._cli import score_table
from ocop._cli.output import is_table, show_table, write_csv
from ocop._cli.parser import add_lang
from ocop._cli.readings import add_readings, rules_of
from ocop._cli.sheets import read_sheets
from ocop._cli.stream import remark, tell
from ocop.data import dump_json
from ocop.errors import Fault, InputError
from ocop.text import Label
from ocop.words import escaped

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from ocop._cli.parser import Commands, Say
    from ocop.law.regime import Regime
    from ocop.scoring.rubric.criterion import Criterion, Option
    from ocop.scoring.rubric.rubric import Rubric

__all__ = ["add_commands"]


def add_commands(commands: Commands, say: Say) -> None:
    """Add the commands of this module to ``ocop``."""
    score = commands.add(
        "score",
        say("chấm phiếu: điểm, hạng sao và lý do", "score sheets: points, stars and reasons"),
        say(
            "Chấm các phiếu. TỆP là JSON hoặc TOML có regime (hoặc on, một ngày), set và choices; "
            "tệp JSON Lines mỗi dòng một phiếu; - là dữ liệu vào chuẩn.",
            "Score sheets. FILE is JSON or TOML with regime (or on, a date), set and choices; a "
            "JSON Lines file has one sheet a line; - is standard input.",
        ),
    )
    score.add_argument("files", nargs="+", metavar=say("TỆP", "FILE"))
    score.add_argument(
        "--json",
        action="store_true",
        help=say("mỗi phiếu một đối tượng JSON", "one JSON object a sheet"),
    )
    score.add_argument(
        "--explain",
        action="store_true",
        help=say("từng tiêu chí với mức đạt", "every criterion, with its level"),
    )
    score.add_argument(
        "--partial",
        action="store_true",
        help=say("khoảng điểm và sao của phiếu còn thiếu", "bounds of sheets that lack answers"),
    )
    add_lang(score, say)
    add_readings(score, say)
    score.set_defaults(run=_score, lines=False, table=True)

    sheet = commands.add(
        "sheet",
        say("phiếu trống dạng TOML để điền", "a blank sheet as TOML, ready to fill"),
    )
    sheet.add_argument(
        "--set",
        required=True,
        dest="which",
        metavar=say("BỘ", "SET"),
        help=say(
            'số hoặc tên bộ sản phẩm, hoặc vài chữ trong tên, như "mật ong"',
            "number or name of the product set, or words of its name, such as honey",
        ),
    )
    _add_when(sheet, say)
    add_lang(sheet, say)
    add_readings(sheet, say)
    sheet.set_defaults(run=_sheet)

    criteria = commands.add(
        "criteria",
        say("mọi mức của mọi bộ, dạng CSV", "every option of every set, as CSV"),
    )
    criteria.add_argument(
        "regime",
        metavar=say("QUY-ĐỊNH", "REGIME"),
        help=say("số quyết định, như 26 hoặc 26/2026/QĐ-TTg", "its decision, such as 26 or 148"),
    )
    criteria.add_argument(
        "--full",
        action="store_true",
        help=say("kèm tên, nhãn và trích dẫn", "with names, labels and references"),
    )
    add_lang(criteria, say)
    add_readings(criteria, say)
    criteria.set_defaults(run=_criteria, table=True)

    sets = commands.add(
        "sets", say("các bộ sản phẩm, mỗi dòng một bộ", "the product sets, one a line")
    )
    _add_when(sets, say)
    sets.add_argument("--json", action="store_true", help=say("dạng JSON", "as JSON"))
    add_lang(sets, say)
    add_readings(sets, say)
    sets.set_defaults(run=_sets, table=True)


def _add_when(parser: argparse.ArgumentParser, say: Say) -> None:
    when = parser.add_mutually_exclusive_group()
    when.add_argument(
        "--on",
        metavar=say("NGÀY", "DATE"),
        help=say(
            "quy định có hiệu lực ngày này, như 22/05/2026",
            "the rules in force on this day, such as 2026-05-22",
        ),
    )
    when.add_argument(
        "--regime",
        metavar=say("QUY-ĐỊNH", "REGIME"),
        help=say(
            "số quyết định, như 26/2026/QĐ-TTg; mặc định: mới nhất",
            "its decision, such as 26; default: the newest",
        ),
    )


def _regime(args: argparse.Namespace) -> Regime:
    rules = rules_of(args)
    if args.on is not None:
        return rules.regime_on(args.on)
    return rules.regimes()[-1] if args.regime is None else rules.regime(args.regime)


@attrs.frozen
class _Scored:
    """A sheet by its place: its result, or what is wrong with it."""

    place: str
    result: Any = None
    faults: tuple[Fault, ...] = ()


def _score(args: argparse.Namespace) -> int | None:
    rules_of(args)  # once for all: what is wrong with them is no fault of a sheet
    remarks: list[str] = []
    scored = list(_scored(args, remarks))
    several = len(scored) > 1
    if is_table(args):
        kind = "bounds" if args.partial else "criteria" if args.explain else "cards"
        show_table(
            args,
            score_table.head(kind, args.lang),
            (
                row
                for one in scored
                for row in score_table.rows(kind, one.place, one.result, one.faults, args.lang)
            ),
        )
    for one in [] if is_table(args) else scored:
        if args.json:
            _print_json(one, args, several=several)
        elif one.result is not None:
            head = [f"{escaped(one.place)}:"] if several else []
            print("\n".join([*head, _text(one.result, args), *([""] if several else [])]))
    sys.stdout.flush()  # results come before faults, where both go to one place
    for line in remarks:
        remark(line)
    faults = [fault for one in scored for fault in one.faults]
    return tell(InputError(faults), args.lang) if faults else None


def _scored(args: argparse.Namespace, remarks: list[str]) -> Iterator[_Scored]:
    from ocop.scoring.scorecard import score  # noqa: PLC0415 - only for this command

    for one in read_sheets(args, remarks):
        result = None if one.sheet is None else score(one.sheet)
        yield _Scored(one.place, result, one.faults)


def _print_json(one: _Scored, args: argparse.Namespace, *, several: bool) -> None:
    """A result as JSON; of several in one line each, so that the lines answer the sheets."""
    from ocop.formats.door import to_json  # noqa: PLC0415 - only for this command

    if one.result is None:
        if several:
            faults = InputError(one.faults).to_data(args.lang)
            print(dump_json({"type": "faults", "file": one.place, "faults": faults}))
    elif args.partial:
        print(dump_json(_bounds(one.result, args.lang)))
    else:
        print(to_json(one.result, indent=None if several or args.lines else 2))


def _bounds(result: Any, lang: str) -> dict[str, Any]:  # noqa: ANN401 - Bounds, imported with the command only
    keys = ("lowest_total", "highest_total", "lowest_stars", "highest_stars")
    return {key: getattr(result, key) for key in keys} | {
        "missing": list(result.missing),
        "notes": [note.label(lang) for note in result.notes],
        "doubts": [doubt.label(lang) for doubt in result.doubts],
    }


def _text(result: Any, args: argparse.Namespace) -> str:  # noqa: ANN401 - a Scorecard, or Bounds
    if args.partial:
        return str(result.text(args.lang))
    explanation = result.explain(args.lang)
    return str(explanation) if args.explain else "\n".join(explanation.summary)


def _sheet(args: argparse.Namespace) -> None:
    rubric = _regime(args).rubric(args.which)
    print(rubric.blank_sheet(args.lang), end="")


_COLUMNS = (
    "set_no",
    "part",
    "group_no",
    "criterion_no",
    "option_no",
    "points",
    "min_star",
    "branch",
)
_MORE = (
    "set_id",
    "set_vi",
    "set_en",
    "group_vi",
    "group_en",
    "criterion_id",
    "criterion_vi",
    "criterion_en",
    "criterion_max",
    "criterion_min_star",
    "choice",
    "condition",
    "option_vi",
    "option_en",
    "reference_vi",
    "reference_en",
    "doubt_vi",
    "doubt_en",
)


def _criteria(args: argparse.Namespace) -> None:
    found = rules_of(args).regime(args.regime)
    head = (*_COLUMNS, *(_MORE if args.full else ()))
    rubrics = map(found.rubric, found.sets)
    write_csv(args, head, (row for each in rubrics for row in _rows(each, full=args.full)))


def _rows(rubric: Rubric, *, full: bool) -> Iterator[tuple[object, ...]]:
    for group in rubric.groups:
        for criterion in group.criteria:
            for option in criterion.options:
                row = (
                    rubric.product_set.number,
                    group.part,
                    group.no,
                    criterion.no,
                    option.no,
                    option.points,
                    option.min_star or "",
                    option.branch or "",
                )
                more = (group.label.vi, group.label.en)
                yield (*row, *_more(rubric, criterion, option, more)) if full else row


def _more(
    rubric: Rubric, criterion: Criterion, option: Option, group: tuple[str, str]
) -> tuple[object, ...]:
    doubts = [doubt.label for doubt in rubric.doubts if doubt.at in {None, criterion.no}]
    return (
        rubric.product_set.id,
        rubric.title.vi,
        rubric.title.en,
        *group,
        criterion.id,
        criterion.label.vi,
        criterion.label.en,
        criterion.maximum,
        criterion.heading_star or "",
        criterion.choice,
        "; ".join(each.id for each in criterion.conditions),
        option.label.vi,
        option.label.en,
        criterion.citation.vi,
        criterion.citation.en,
        "; ".join(doubt.vi for doubt in doubts),
        "; ".join(doubt.en for doubt in doubts),
    )


_HEAD = Label("Số, Bộ sản phẩm, Nhóm", "Number, Product set, Group")


def _sets(args: argparse.Namespace) -> None:
    found = _regime(args)
    if args.json:
        day = found.first_day if args.on is None else args.on
        data = [
            {
                "number": each.number,
                "id": each.id,
                "vi": each.label.vi,
                "en": each.label.en,
                "group": each.group.id,
                "ministries": [ministry(args.lang) for ministry in each.ministries_on(day)],
                "doubt": each.doubt and each.doubt(args.lang),
                "reference": each.citation(args.lang),
            }
            for each in found.sets
        ]
        print(dump_json(data, indent=2))
        return
    rows = [
        (each.number, each.label(args.lang), each.group.label(args.lang)) for each in found.sets
    ]
    show_table(args, _HEAD(args.lang).split(", "), rows)
