"""``ocop crosswalk``."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import attrs

from ocop._cli.advice import costs_of
from ocop._cli.argument import int_argument
from ocop._cli.output import is_table, show_table
from ocop._cli.parser import add_lang
from ocop._cli.readings import add_readings, readings_lines, rules_of
from ocop._cli.sheets import ReadSheet, read_sheets
from ocop._cli.stream import remark, tell
from ocop.data import dump_json
from ocop.errors import Fault, InputError, NotFoundError, OcopError
from ocop.text import Label
from ocop.words import escaped

if TYPE_CHECKING:
    import argparse
    from fractions import Fraction

    from ocop._cli.parser import Commands, Say
    from ocop.law.regime import Regime
    from ocop.law.rules import Rules
    from ocop.scenarios.crosswalk.prospect import Prospect

__all__ = ["add_commands"]

_HEAD = Label(
    "Phiếu; Sản phẩm; Chủ thể; Bộ cũ; Bộ mới; Hạng sao; Kết quả; Điểm thấp nhất; Điểm cao nhất; "
    "Sao thấp nhất; Sao cao nhất; Tiêu chí chưa biết; Cần thu thập; Lỗi",
    "Sheet; Product; Entity; Old set; New set; Stars; Prospect; Lowest total; Highest total; "
    "Lowest stars; Highest stars; Open criteria; To collect; Faults",
)
#: What comes of a rank → its words.
_ENDS = {
    "keeps": Label("chắc chắn giữ", "certain to keep"),
    "falls": Label("chắc chắn không giữ", "certain to fall"),
    "undecided": Label("chưa biết", "undecided"),
    None: Label("không có hạng sao", "no stars to keep"),
}
_POINTS = Label("{}–{} điểm, {}–{} sao", "{}–{} points, {}–{} stars")
_COLLECT = Label("cần thu thập {}", "to collect {}")
#: The arguments of the call → the options of the command.
_OPTIONS = {
    "to": "--to",
    "set": "--set",
    "to_set": "--to-set",
    "stars": "--stars",
    "costs": "--cost",
}


def add_commands(commands: Commands, say: Say) -> None:
    """Add the command of this module to ``ocop``."""
    crosswalk = commands.add(
        "crosswalk",
        say(
            "phiếu cũ theo quy định mới: giữ được sao không, cần thu thập gì",
            "old sheets under a new decision: who keeps the stars, what to collect",
        ),
        say(
            "Đối chiếu phiếu đã chấm theo quyết định cũ với bộ tiêu chí mới: chắc chắn giữ hạng "
            "sao, chắc chắn không giữ, hay chưa biết; khoảng điểm; và ít nhất phải thu thập thêm "
            "gì. Nhiều phiếu thì mỗi phiếu một dòng. TỆP như của ocop score. Có --set thì TỆP là "
            "số quyết định cũ: đối chiếu từng mức của bộ ấy.",
            "Lay sheets of an old decision against the new table: certain to keep the stars, "
            "certain to fall, or undecided; the bounds; and the least to collect. Of several "
            "sheets a line each. FILE is as for ocop score. With --set, FILE is the old decision: "
            "every level of that set, and what it may be.",
        ),
    )
    crosswalk.add_argument("files", nargs="+", metavar=say("TỆP", "FILE"))
    crosswalk.add_argument(
        "--to",
        required=True,
        metavar=say("QUY-ĐỊNH", "REGIME"),
        help=say("số quyết định mới, như 26", "the new decision, such as 26"),
    )
    crosswalk.add_argument(
        "--set",
        dest="which",
        metavar=say("BỘ", "SET"),
        help=say(
            "không chấm phiếu: đối chiếu các mức của bộ này",
            "no sheets: what the levels of this product set may be",
        ),
    )
    crosswalk.add_argument(
        "--to-set",
        metavar=say("BỘ", "SET"),
        help=say("bộ mới, nếu bộ cũ đã tách", "the new product set, where the old one was split"),
    )
    crosswalk.add_argument(
        "--stars",
        metavar=say("SAO", "STARS"),
        help=say("hạng cần giữ; mặc định: hạng của phiếu", "the rank to keep; that of the sheet"),
    )
    crosswalk.add_argument(
        "--cost",
        action="append",
        default=[],
        metavar=say("TIÊU-CHÍ=CHI-PHÍ", "CRITERION=COST"),
        help=say(
            "chi phí thu thập của một tiêu chí mới; dùng được nhiều lần",
            "what a criterion of the new table costs to find out; may be repeated",
        ),
    )
    crosswalk.add_argument(
        "--partial",
        action="store_true",
        help=say("cả phiếu còn thiếu tiêu chí", "also sheets that lack answers"),
    )
    crosswalk.add_argument(
        "--json",
        action="store_true",
        help=say("mỗi phiếu một đối tượng JSON", "one JSON object a sheet"),
    )
    add_readings(crosswalk, say)
    add_lang(crosswalk, say)
    crosswalk.set_defaults(run=_crosswalk, lines=False, table=True)


@attrs.frozen
class _Laid:
    """A sheet by its place: its prospect, or what is wrong with it."""

    place: str
    prospect: Any = None
    collect: tuple[Any, ...] = ()
    faults: tuple[Fault, ...] = ()


def _crosswalk(args: argparse.Namespace) -> int | None:
    rules = rules_of(args)
    try:  # once for all: what is wrong with it is no fault of a sheet
        to = rules.regime(args.to)
    except NotFoundError as err:
        raise InputError(attrs.evolve(one, path=("--to",)) for one in err.faults) from None
    if args.which is not None:
        _show_levels(args, rules, to)
        return None
    stars = None if args.stars is None else int_argument(args.stars, "--stars")
    costs = costs_of(args.cost)
    remarks: list[str] = []
    laid = [_one(sheet, args, stars, costs) for sheet in read_sheets(args, remarks)]
    several = len(laid) > 1
    if is_table(args):
        show_table(args, _HEAD(args.lang).split("; "), (_row(one, args.lang) for one in laid))
    elif args.json:
        for one in laid:
            _print_json(one, args, several=several)
    else:
        _print_text(laid, args, costs, rules, several=several)
    sys.stdout.flush()  # results come before faults, where both go to one place
    for line in remarks:
        remark(line)
    faults = [fault for one in laid for fault in one.faults]
    return tell(InputError(faults), args.lang) if faults else None


def _show_levels(args: argparse.Namespace, rules: Rules, to: Regime) -> None:
    """What each level of a set may be, from every decision that is named."""
    from ocop.scenarios.crosswalk.answer import crosswalk  # noqa: PLC0415 - only for this command

    try:
        several = [
            crosswalk(rules.regime(name), to, set=args.which, to_set=args.to_set)
            for name in args.files
        ]
    except OcopError as err:
        raise InputError(_named(one) for one in err.faults) from None
    records = [record for laid in several for record in laid.to_records(args.lang)]
    if is_table(args):
        cells = (["" if cell is None else cell for cell in one.values()] for one in records)
        show_table(args, list(records[0]), cells)
    elif args.json:
        print(dump_json(records, indent=2))
    else:
        print("\n\n".join(laid.text(args.lang) for laid in several))


def _one(
    read: ReadSheet,
    args: argparse.Namespace,
    stars: int | None,
    costs: dict[str, int | Fraction] | None,
) -> _Laid:
    from ocop.scenarios.crosswalk.answer import crosswalk  # noqa: PLC0415 - only for this command

    if read.sheet is None:
        return _Laid(read.place, faults=read.faults)
    try:
        prospect = crosswalk(read.sheet, args.to, to_set=args.to_set, stars=stars)
        return _Laid(read.place, prospect, prospect.collect(costs))
    except OcopError as err:
        return _Laid(
            read.place, faults=tuple(_named(one).in_file(read.place) for one in err.faults)
        )


def _named(one: Fault) -> Fault:
    """A fault of an argument as one of the option that it came from."""
    first, *rest = one.path or ("",)
    return attrs.evolve(one, path=(_OPTIONS.get(str(first), first), *rest))


def _facts(one: _Laid, lang: str) -> tuple[object, ...]:
    """A prospect in columns, from the old set on."""
    prospect: Prospect = one.prospect
    bounds, laid = prospect.bounds, prospect.crosswalk
    return (
        f"{laid.old.regime.id}/{laid.old.product_set.number}",
        f"{laid.new.regime.id}/{laid.new.product_set.number}",
        "" if prospect.stars is None else prospect.stars,
        _ENDS[prospect.keeps](lang),
        bounds.lowest_total,
        bounds.highest_total,
        "" if bounds.lowest_stars is None else bounds.lowest_stars,
        "" if bounds.highest_stars is None else bounds.highest_stars,
        ", ".join(bounds.missing),
        ", ".join(each.criterion for each in one.collect),
    )


def _row(one: _Laid, lang: str) -> tuple[object, ...]:
    if one.prospect is None:
        texts = "; ".join(attrs.evolve(fault, file="").text(lang) for fault in one.faults)
        return (one.place, *[""] * 12, texts)
    owner = one.prospect.sheet.owner
    return (one.place, owner.product, owner.entity, *_facts(one, lang), "")


def _print_text(
    laid: list[_Laid],
    args: argparse.Namespace,
    costs: dict[str, int | Fraction] | None,
    rules: Rules,
    *,
    several: bool,
) -> None:
    fine = [one for one in laid if one.prospect is not None]
    if not several:
        for one in fine:
            print(one.prospect.text(args.lang, costs=costs))
    else:
        for one in fine:
            print(_line(one, args.lang))
        counts = Counter(one.prospect.keeps for one in fine)
        ends = (f"{label(args.lang)} {counts[end]}" for end, label in _ENDS.items() if counts[end])
        print("; ".join(ends))
    for line in readings_lines(rules, args.lang) if fine else []:
        print(line)


def _line(one: _Laid, lang: str) -> str:
    """A prospect in one line, for a list."""
    prospect: Prospect = one.prospect
    bounds = prospect.bounds
    ranks = (each or "–" for each in (bounds.lowest_stars, bounds.highest_stars))
    stars = "" if prospect.stars is None else f" {prospect.stars}★"
    points = _POINTS(lang).format(bounds.lowest_total, bounds.highest_total, *ranks)
    product = f" ({escaped(prospect.sheet.owner.product)})" if prospect.sheet.owner.product else ""
    collect = ", ".join(each.criterion for each in one.collect)
    wanted = f"; {_COLLECT(lang).format(collect)}" if collect else ""
    return f"{escaped(one.place)}{product}: {_ENDS[prospect.keeps](lang)}{stars}; {points}{wanted}"


def _print_json(one: _Laid, args: argparse.Namespace, *, several: bool) -> None:
    """A prospect as JSON; of several in one line each, so that the lines answer the sheets."""
    indent = None if several or args.lines else 2
    if one.prospect is not None:
        print(dump_json(_data(one, args.lang), indent=indent))
    elif several:
        faults = InputError(one.faults).to_data(args.lang)
        print(dump_json({"type": "faults", "file": one.place, "faults": faults}))


def _data(one: _Laid, lang: str) -> dict[str, Any]:
    from ocop.law.citation import citation  # noqa: PLC0415 - only as data

    prospect: Prospect = one.prospect
    bounds, laid = prospect.bounds, prospect.crosswalk
    return {
        "file": one.place,
        **prospect.sheet.owner.fields,
        "from": laid.old.regime.id,
        "from_set": laid.old.product_set.number,
        "to": laid.new.regime.id,
        "to_set": laid.new.product_set.number,
        "stars": prospect.stars,
        "keeps": prospect.keeps,
        "lowest_total": bounds.lowest_total,
        "highest_total": bounds.highest_total,
        "lowest_stars": bounds.lowest_stars,
        "highest_stars": bounds.highest_stars,
        "draft": dict(prospect.draft.choices),
        "missing": list(bounds.missing),
        "collect": [each.criterion for each in one.collect],
        "criteria": prospect.to_records(lang),
        "exclusions": [{"id": e.id, "label": e.label(lang)} for e in prospect.exclusions],
        "conditions": [{"id": e.id, "label": e.label(lang)} for e in prospect.conditions],
        "notes": [note.label(lang) for note in prospect.notes],
        "doubts": [doubt.label(lang) for doubt in prospect.doubts],
        "references": [citation(each)(lang) for each in laid.references],
        **laid.new.rules.to_dict(),
    }
