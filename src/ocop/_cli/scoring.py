"""``ocop score``, ``ocop sheet``, ``ocop criteria`` and ``ocop sets``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from ocop._cli.files import date_argument, documents
from ocop._cli.parser import add_lang
from ocop._cli.readings import add_readings, changed_readings, given_changes, rules_of
from ocop.data import dump_json
from ocop.errors import Fault, InputError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from ocop._cli.parser import Commands, Say
    from ocop.law.regime import Regime
    from ocop.scoring.rubric.criterion import Criterion, Option
    from ocop.scoring.rubric.rubric import Rubric
    from ocop.scoring.scorecard import Scorecard

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
    score.set_defaults(run=_score)

    sheet = commands.add(
        "sheet",
        say("phiếu trống dạng TOML để điền", "a blank sheet as TOML, ready to fill"),
    )
    sheet.add_argument(
        "--set",
        required=True,
        dest="which",
        metavar=say("BỘ", "SET"),
        help=say("số hoặc tên bộ sản phẩm", "number or name of the product set"),
    )
    _add_when(sheet, say)
    add_lang(sheet, say)
    add_readings(sheet, say)
    sheet.set_defaults(run=_sheet)

    criteria = commands.add(
        "criteria",
        say("mọi mức của mọi bộ, dạng CSV", "every option of every set, as CSV"),
    )
    criteria.add_argument("regime", metavar=say("QUY-ĐỊNH", "REGIME"))
    criteria.add_argument(
        "--full",
        action="store_true",
        help=say("kèm tên, nhãn và trích dẫn", "with names, labels and references"),
    )
    add_lang(criteria, say)
    add_readings(criteria, say)
    criteria.set_defaults(run=_criteria)

    sets = commands.add(
        "sets", say("các bộ sản phẩm, mỗi dòng một bộ", "the product sets, one a line")
    )
    _add_when(sets, say)
    sets.add_argument("--json", action="store_true", help=say("dạng JSON", "as JSON"))
    add_lang(sets, say)
    add_readings(sets, say)
    sets.set_defaults(run=_sets)


def _add_when(parser: argparse.ArgumentParser, say: Say) -> None:
    when = parser.add_mutually_exclusive_group()
    when.add_argument(
        "--on",
        metavar=say("NGÀY", "DATE"),
        help=say("quy định có hiệu lực ngày này", "the rules in force on this day"),
    )
    when.add_argument(
        "--regime",
        metavar=say("QUY-ĐỊNH", "REGIME"),
        help=say("mặc định: mới nhất", "default: the newest"),
    )


def _regime(args: argparse.Namespace) -> Regime:
    rules = rules_of(args)
    if args.on is not None:
        return rules.regime_on(date_argument(args.on, "--on"))
    return rules.regimes()[-1] if args.regime is None else rules.regime(args.regime)


def _score(args: argparse.Namespace) -> None:
    from ocop.formats.door import from_dict, to_json  # noqa: PLC0415 - only for this command
    from ocop.scoring.scorecard import score  # noqa: PLC0415 - only for this command
    from ocop.scoring.sheet.sheet import Draft, Sheet  # noqa: PLC0415 - only for this command

    rules_of(args)  # once for all: what is wrong with them is no fault of a sheet
    given, laid = changed_readings(args), [each.to_dict() for each in given_changes(args)]
    faults: list[Fault] = []
    sheets: list[Draft | Sheet] = []
    kind: type[Draft | Sheet] = Draft if args.partial else Sheet
    for name in args.files:
        try:
            for place, data in documents(name):
                try:
                    sheets.append(from_dict(kind, _read_under(data, given, laid)))
                except InputError as err:
                    faults += [fault.in_file(place) for fault in err.faults]
        except InputError as err:
            faults += err.faults
    if faults:
        raise InputError(faults)
    several = len(sheets) > 1
    for each in sheets:
        result: Any = score(each)
        if args.partial:
            print(dump_json(_bounds(result, args.lang)) if args.json else result.text(args.lang))
        elif args.json:
            print(to_json(result, indent=None if several else 2))
        else:
            print(_text(result, args))
            if several:
                print()


def _read_under(data: Any, given: dict[str, str], laid: list[dict[str, Any]]) -> Any:  # noqa: ANN401 - any document, checked later
    """A sheet's document with the readings and changes of the command line before its own."""
    if not isinstance(data, dict):
        return data
    readings, changes = data.get("readings", {}), data.get("changes", [])
    if given or laid:  # what it says of its rules holds no more
        data = {key: value for key, value in data.items() if key != "rules"}
    if given and isinstance(readings, dict):
        data = {**data, "readings": {**readings, **given}}
    if laid and isinstance(changes, list):
        data = {**data, "changes": [*changes, *laid]}
    return data


def _bounds(result: Any, lang: str) -> dict[str, Any]:  # noqa: ANN401 - Bounds, imported with the command only
    keys = ("lowest_total", "highest_total", "lowest_stars", "highest_stars")
    return {key: getattr(result, key) for key in keys} | {
        "missing": list(result.missing),
        "notes": [note.label(lang) for note in result.notes],
        "doubts": [doubt.label(lang) for doubt in result.doubts],
    }


def _text(card: Scorecard, args: argparse.Namespace) -> str:
    explanation = card.explain(args.lang)
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
    import csv  # noqa: PLC0415 - only for this command

    found = rules_of(args).regime(args.regime)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow((*_COLUMNS, *(_MORE if args.full else ())))
    for product_set in found.sets:
        out.writerows(_rows(found.rubric(product_set), full=args.full))


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


def _sets(args: argparse.Namespace) -> None:
    found = _regime(args)
    if args.json:
        day = found.first_day if args.on is None else date_argument(args.on, "--on")
        rows = [
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
        print(dump_json(rows, indent=2))
        return
    for each in found.sets:
        print(f"{each.number}\t{each.label(args.lang)}\t{each.group.label(args.lang)}")
