"""``ocop score``, ``ocop sheet``, ``ocop criteria`` and ``ocop sets``."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from itertools import chain, islice
from typing import TYPE_CHECKING

from ocop._cli import score_table
from ocop._cli.argument import int_argument
from ocop._cli.output import is_table, show_table, write_csv
from ocop._cli.parser import add_lang
from ocop._cli.readings import Laid, add_readings, rules_of
from ocop.data import dump_json
from ocop.errors import InputError
from ocop.text import Label

if TYPE_CHECKING:
    import argparse
    from collections.abc import Generator, Iterable, Iterator

    from ocop._cli.answer import Answer, Wanted
    from ocop._cli.files import Part
    from ocop._cli.parser import Commands, Say
    from ocop._cli.sheets import ReadSheet
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
            "tệp JSON Lines mỗi dòng một phiếu, bao nhiêu dòng cũng được: kết quả ra dần, dòng sai "
            "không cản dòng khác; - là dữ liệu vào chuẩn. Một bảng .csv hoặc .parquet, mỗi dòng "
            "một phiếu, được ghi thành bảng khác: -o KẾT-QUẢ.parquet.",
            "Score sheets. FILE is JSON or TOML with regime (or on, a date), set and choices; a "
            "JSON Lines file has one sheet a line, however many: results come as they are scored, "
            "and a line that is wrong stops no other; - is standard input. A table, .csv or "
            ".parquet, with a sheet a row is written to another: -o RESULT.parquet.",
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
    _add_frame_options(score, say)
    score.add_argument(
        "--jobs",
        default="1",
        metavar=say("SỐ", "NUMBER"),
        help=say(
            "số tiến trình cùng chấm một tệp nhiều phiếu, giữ nguyên thứ tự; mặc định: 1",
            "processes that score a file of many sheets together, in its order; default: 1",
        ),
    )
    add_lang(score, say)
    add_readings(score, say)
    score.set_defaults(run=_score, lines=False, table=True, streams=True)

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


def _add_frame_options(score: argparse.ArgumentParser, say: Say) -> None:
    _add_when(score, say)
    score.add_argument(
        "--set",
        dest="which",
        metavar=say("BỘ", "SET"),
        help=say(
            "bộ sản phẩm của mọi dòng; mặc định: theo cột set",
            "the product set of all rows; default: by the column set",
        ),
    )
    score.add_argument(
        "--columns",
        metavar=say("TÊN,…", "NAME,…"),
        help=say(
            "các cột kết quả của bảng, như total,stars,cap",
            "the columns of results, such as total,stars,cap",
        ),
    )
    score.add_argument(
        "--long",
        metavar=say("CỘT,…", "COLUMN,…"),
        help=say(
            "bảng mỗi dòng một tiêu chí (cột criterion, option); các cột này gọi tên sản phẩm",
            "a table with a row a criterion (columns criterion, option); these name its product",
        ),
    )


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


def _score(args: argparse.Namespace) -> int | None:
    from ocop._cli.answer import Wanted  # noqa: PLC0415 - only for this command
    from ocop._cli.heard import Heard  # noqa: PLC0415 - as above
    from ocop._cli.sheets import parts_of  # noqa: PLC0415 - as above

    if _is_of_frames(args):
        from ocop._cli.frame_scores import check_options, score_frame  # noqa: PLC0415 - as above

        check_options(args)
        return score_frame(args)
    rules_of(args)  # once for all: what is wrong with them is no fault of a sheet
    jobs = _jobs(args)
    parts = parts_of(args.files)
    first = list(islice(parts, 2))
    wanted = Wanted(
        form=_form(args),
        lang=args.lang,
        laid=Laid.by(args),
        partial=args.partial,
        explain=args.explain,
        several=len(first) > 1,
        in_line=args.lines,
    )
    heard = Heard(args.lang)
    with closing(_answers(jobs, chain(first, parts), wanted)) as answers:
        _show(args, wanted, heard.of(answers))
    sys.stdout.flush()  # results come before faults, where both go to one place
    return heard.tell()


def _is_of_frames(args: argparse.Namespace) -> bool:
    """Whether a table is to be scored, or something is said that tables alone take."""
    options = (args.on, args.regime, args.which, args.columns, args.long)
    return any(one is not None for one in options) or any(
        os.path.splitext(name)[1].lower() in {".csv", ".parquet"} for name in args.files
    )


def _jobs(args: argparse.Namespace) -> int:
    jobs = int_argument(args.jobs, "--jobs")
    if not jobs:
        raise InputError.of("no-jobs", "--jobs", given=jobs)
    return jobs


def _form(args: argparse.Namespace) -> str:
    if is_table(args):
        return "bounds" if args.partial else "criteria" if args.explain else "cards"
    return "json" if args.json else "text"


def _answers(
    jobs: int, parts: Iterable[Part | ReadSheet], wanted: Wanted
) -> Generator[Answer, None, None]:
    """What is said of each sheet, as it is scored; on a terminal with how many there were."""
    from ocop._cli.answer import Answerer  # noqa: PLC0415 - only for this command

    answerer = Answerer(wanted)
    answers: Iterable[Answer] = map(answerer.answer, parts)
    if wanted.several:
        if jobs > 1:
            from ocop._cli.jobs import answered_by  # noqa: PLC0415 - only where asked for

            answers = answered_by(jobs, parts, answerer)
        from ocop._cli.progress import with_progress  # noqa: PLC0415 - one sheet is there at once

        answers = with_progress(answers, wanted.lang)
    yield from answers


def _show(args: argparse.Namespace, wanted: Wanted, answers: Iterable[Answer]) -> None:
    if is_table(args):
        head = score_table.head(wanted.form, args.lang)
        show_table(args, head, (row for answer in answers for row in answer.rows))
        return
    at_once = "-" in args.files  # who writes the sheets may wait for their results
    for answer in answers:
        if answer.text is not None:
            print(answer.text, flush=at_once)


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
