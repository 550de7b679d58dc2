"""``ocop score``: the sheets of files, scored one by one."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from itertools import chain, islice
from typing import TYPE_CHECKING

from ocop._cli import score_table
from ocop._cli.answer import Answerer, Wanted
from ocop._cli.argument import int_argument
from ocop._cli.heard import Heard
from ocop._cli.output import is_table, show_table
from ocop._cli.readings import Laid, rules_of
from ocop._cli.sheets import parts_of
from ocop.errors import InputError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Generator, Iterable

    from ocop._cli.answer import Answer
    from ocop._cli.files import Part
    from ocop._cli.sheets import ReadSheet

__all__ = ["score_files"]


def score_files(args: argparse.Namespace) -> int | None:
    """Score the sheets of the files, each result out as it is there."""
    if _is_of_frames(args):
        from ocop._cli.frame_scores import check_options, score_frame  # noqa: PLC0415 - only for tables

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
