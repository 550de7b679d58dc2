"""``ocop score`` of a table of sheets, such as ``sheets.parquet``, into another."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from ocop._cli.files import in_file, path_of
from ocop._cli.frame_files import FAULTS, form_of, scored_file
from ocop._cli.readings import rules_of
from ocop._cli.stream import tell
from ocop.errors import Faults, InputError, fault

if TYPE_CHECKING:
    import argparse

    from ocop.law.regime import Regime
    from ocop.scoring.rubric.rubric import Rubric

__all__ = ["check_options", "score_frame"]

#: What is added where nothing else is asked for.
_WANT = (
    *("part_a", "part_b", "part_c", "total"),
    *("stars_by_points", "stars", "capped_by", "excluded_by"),
)
#: The options of tables alone, and those that they do not take, by the names that argparse gives.
_OF_TABLES = {"on": "--on", "regime": "--regime", "which": "--set", "columns": "--columns"}
_OF_TABLES |= {"long": "--long"}
_OF_OTHERS = {"json": "--json", "explain": "--explain", "partial": "--partial"}


def check_options(args: argparse.Namespace) -> None:
    """Hold the options to what is to be scored.

    Raises:
        InputError: every option that does not go with it; where it is no table, those of tables.
    """
    is_table = any(map(form_of, args.files))
    faults, wrong = Faults(), _OF_OTHERS if is_table else _OF_TABLES
    for name, option in wrong.items():
        if getattr(args, name) not in {None, False}:
            faults.add("not-of-tables" if is_table else "only-of-tables", option, name=option)
    if is_table:
        _check_files(args, faults)
    faults.raise_if_any()


def _check_files(args: argparse.Namespace, faults: Faults) -> None:
    if len(args.files) > 1:
        faults.add("one-table-at-a-time", count=len(args.files))
    if not form_of(args.output or ""):
        faults.add("table-needs-output", "-o")
    elif _is_same(args.files[0], args.output):
        faults.add("read-and-written", "-o", given=args.output)


def _is_same(one: str, other: str) -> bool:
    return os.path.realpath(path_of(one)) == os.path.realpath(path_of(other))


def score_frame(args: argparse.Namespace) -> int | None:
    """Score the table of a file, and write it with its scores.

    Raises:
        InputError: as :func:`ocop.frames.score`, and what is wrong with a file.
        MissingExtra: without ``ocop[frames]`` and an engine.
    """
    from ocop.frames.scored import score  # noqa: PLC0415 - only for tables

    rubric = _rubric(args)
    (name,) = args.files
    want = _words(args.columns) or _WANT

    def scored(frame: Any) -> Any:  # noqa: ANN401 - any engine's
        key = _words(args.long) or None
        return score(frame, rubric, want=(*want, FAULTS), key=key).frame

    if not os.path.exists(path_of(name)):
        with in_file(name):
            raise InputError.of("file-not-there")
    count = scored_file(name, args.output, scored)
    if not count:
        return None
    return tell(InputError([fault("rows-at-fault", count=count).in_file(name)]), args.lang)


def _rubric(args: argparse.Namespace) -> Rubric | Regime:
    rules = rules_of(args)
    if args.on is not None:
        regime = rules.regime_on(args.on)
    else:
        regime = rules.regimes()[-1] if args.regime is None else rules.regime(args.regime)
    return regime if args.which is None else regime.rubric(args.which)


def _words(text: str | None) -> tuple[str, ...]:
    return tuple(word.strip() for word in (text or "").split(",") if word.strip())
