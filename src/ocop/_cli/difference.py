"""``ocop diff``."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ocop._cli.output import is_table, show_table
from ocop._cli.parser import add_lang
from ocop._cli.readings import add_readings, readings_lines, rules_of
from ocop.data import dump_json
from ocop.text import Label

if TYPE_CHECKING:
    import argparse

    from ocop._cli.parser import Commands, Say
    from ocop.law.regime import Regime
    from ocop.law.rules import Rules
    from ocop.scoring.difference.difference import Difference

__all__ = ["add_commands"]

_SET = Label("Bộ", "Set")
_FORMS = {".toml", ".json"}


def add_commands(commands: Commands, say: Say) -> None:
    """Add the command of this module to ``ocop``."""
    diff = commands.add(
        "diff",
        say("hai quy định khác nhau ở đâu", "what differs between two decisions"),
        say(
            "Đặt các bộ tiêu chí của hai quy định cạnh nhau: điểm, mức tối thiểu theo sao, mức "
            "thêm và bỏ, lời văn. TRƯỚC và SAU là số quyết định, như 148 và 26, hoặc tệp dự thảo "
            "*.changes.toml.",
            "Lay the rubrics of two decisions side by side: points, star minima, levels added and "
            "dropped, words. BEFORE and AFTER are decisions, such as 148 and 26, or a file of "
            "changes, *.changes.toml.",
        ),
    )
    diff.add_argument("before", metavar=say("TRƯỚC", "BEFORE"))
    diff.add_argument("after", metavar=say("SAU", "AFTER"))
    diff.add_argument(
        "--set",
        dest="which",
        metavar=say("BỘ", "SET"),
        help=say(
            "chỉ bộ sản phẩm này của quy định thứ nhất", "only this product set, of the first"
        ),
    )
    diff.add_argument(
        "--only",
        action="append",
        default=[],
        metavar=say("NHÓM", "GROUP"),
        help=say(
            "chỉ nhóm này, như minima, weights, added, dropped; dùng được nhiều lần",
            "only this group, such as minima, weights, added, dropped; may be repeated",
        ),
    )
    diff.add_argument(
        "--all",
        action="store_true",
        dest="renumbered",
        help=say("cả những chỗ chỉ đổi số thứ tự", "also what has another number alone"),
    )
    diff.add_argument("--json", action="store_true", help=say("dạng JSON", "as JSON"))
    add_readings(diff, say)
    add_lang(diff, say)
    diff.set_defaults(run=_diff, table=True)


def _diff(args: argparse.Namespace) -> None:
    from ocop.scoring.difference.compare import diff  # noqa: PLC0415 - only for this command

    rules = rules_of(args)
    before, after = (_regime(name, rules) for name in (args.before, args.after))
    found = diff(before, after, set=args.which).only(*args.only)
    found = found.whole if args.renumbered else found
    if args.json:
        data = {
            "before": before.id,
            "after": after.id,
            "summary": [dict(row) for row in found.summary],
            "rows": found.to_records(args.lang),
            **rules.to_dict(),
        }
        print(dump_json(data, indent=2))
        return
    if is_table(args):
        records = found.to_records(args.lang)
        head = list(records[0]) if records else []
        show_table(
            args, head, (["" if cell is None else cell for cell in r.values()] for r in records)
        )
        return
    for line in _summary(found, args.lang):
        print(line)
    print(found.text(args.lang))
    for line in readings_lines(rules, args.lang):
        print(line)


def _regime(name: str, rules: Rules) -> Regime:
    """The regime of a decision, or of a file of changes as it would be."""
    if os.path.splitext(name)[1].lower() not in _FORMS:
        return rules.regime(name)
    from ocop._cli.document import Document  # noqa: PLC0415 - only where a file is given
    from ocop.formats.door import from_dict  # noqa: PLC0415
    from ocop.law.changes.changes import Changes  # noqa: PLC0415

    document = Document(name)
    with document.faults():
        changes = from_dict(Changes, document.data)
        amended = rules.amended(changes)
    # a correction makes no regime of its own
    return amended.known(changes.id) or amended.regime(changes.amends)


def _summary(found: Difference, lang: str) -> list[str]:
    """How many rows of each group every set has, a line a set; none for a single set."""
    from ocop.scoring.difference.row import GROUP_TITLES  # noqa: PLC0415 - only for this command

    if len(found.summary) < 2:  # noqa: PLR2004 - one set needs no summary
        return []
    lines = []
    for row in found.summary:
        sets = [str(n) for n in dict.fromkeys((row["set_before"], row["set_after"])) if n]
        counts = (
            f"{GROUP_TITLES[group](lang)} {row[group]}" for group in GROUP_TITLES if row.get(group)
        )
        lines.append(f"{_SET(lang)} {' → '.join(sets)}: {'; '.join(counts)}")
    return [*lines, ""]
