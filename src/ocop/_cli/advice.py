"""``ocop advice``."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from ocop._cli.argument import int_argument
from ocop._cli.document import Document
from ocop._cli.parser import add_lang
from ocop._cli.readings import Laid, add_readings, readings_lines, rules_of
from ocop._cli.stream import remark
from ocop.data import dump_json
from ocop.errors import Fault, Faults, InputError
from ocop.numbers import read_number
from ocop.text import Label
from ocop.words import escaped

if TYPE_CHECKING:
    import argparse

    from ocop._cli.parser import Commands, Say
    from ocop.scoring.advice import Advice
    from ocop.scoring.scorecard import Scorecard

__all__ = ["add_commands", "costs_of"]

_NOW = Label("Hiện nay: {}", "Now: {}")
_AFTER = Label("Sau đó: {}", "After that: {}")
_POINTS = Label("{} điểm, {}", "{} points, {}")
_NO_RANK = Label("không xếp hạng", "no rank")
_NOTE = Label("Lưu ý", "Note")
_DOUBT = Label("Chỗ chưa chắc chắn của bảng tiêu chí", "Doubt about the table")
_SHAPE = Label("TIÊU-CHÍ=CHI-PHÍ, như 3.5=2,5", "CRITERION=COST, such as 3.5=2.5")


def add_commands(commands: Commands, say: Say) -> None:
    """Add the command of this module to ``ocop``."""
    advice = commands.add(
        "advice",
        say(
            "các bước rẻ nhất để phiếu đạt một hạng sao", "the cheapest steps to a rank for a sheet"
        ),
        say(
            "Cần nâng tiêu chí nào, lên mức nào, để đạt hạng sao với chi phí thấp nhất. Mỗi mức "
            "tốn 1, trừ khi --cost nói khác.",
            "Which criteria to raise, and to which option, to reach a rank at the least cost. A "
            "level costs 1 unless --cost says more.",
        ),
    )
    advice.add_argument("file", metavar=say("TỆP", "FILE"))
    advice.add_argument(
        "--to", required=True, metavar=say("SAO", "STARS"), help=say("hạng cần đạt", "the rank")
    )
    advice.add_argument(
        "--cost",
        action="append",
        default=[],
        metavar=say("TIÊU-CHÍ=CHI-PHÍ", "CRITERION=COST"),
        help=say(
            "chi phí của một mức trong tiêu chí này; dùng được nhiều lần",
            "what a level of this criterion costs; may be repeated",
        ),
    )
    advice.add_argument(
        "--fixed",
        action="append",
        default=[],
        metavar=say("TIÊU-CHÍ", "CRITERION"),
        help=say(
            "tiêu chí không thể thay đổi; dùng được nhiều lần",
            "a criterion that cannot change; may be repeated",
        ),
    )
    advice.add_argument("--json", action="store_true", help=say("dạng JSON", "as JSON"))
    add_readings(advice, say)
    add_lang(advice, say)
    advice.set_defaults(run=_advice)


def _advice(args: argparse.Namespace) -> None:
    rules_of(args)  # what is wrong with them is no fault of the file
    stars, costs = int_argument(args.to, "--to"), costs_of(args.cost)
    card = _card(args)
    try:
        advice = card.advice(stars, cost=costs, fixed=args.fixed)
    except InputError as err:
        raise InputError(_of_option(one) for one in err.faults) from None
    if args.json:
        print(dump_json(_data(card, advice, args.lang), indent=2))
        return
    print(card.explain(args.lang).summary[0])
    print(_NOW(args.lang).format(_result(card, args.lang)))
    print(advice.text(args.lang))
    if advice.steps:
        print(_AFTER(args.lang).format(_result(advice.result, args.lang)))
    for note in advice.notes:
        print(f"{_NOTE(args.lang)}: {note.label(args.lang)}")
    for doubt in advice.doubts:
        where = f" ({doubt.at})" if doubt.at else ""
        print(f"{_DOUBT(args.lang)}{where}: {doubt.label(args.lang)}")
    for line in readings_lines(card.rubric.rules, args.lang):
        print(line)


def costs_of(given: list[str]) -> dict[str, int | Fraction] | None:
    """Criterion → what a level costs, as ``--cost`` says it."""
    faults, costs = Faults(), dict[str, int | Fraction]()
    for word in given:
        criterion, _, text = word.partition("=")
        cost = read_number(text)
        if not criterion.strip() or cost is None:
            faults.add("not-a-pair", "--cost", given=word, shape=_SHAPE)
        elif criterion.strip() in costs:
            faults.add("option-twice", "--cost", given=criterion.strip())
        else:
            costs[criterion.strip()] = cost
    faults.raise_if_any()
    return costs or None


def _card(args: argparse.Namespace) -> Scorecard:
    from ocop._cli.sheet_fault import sheet_faults, with_day  # noqa: PLC0415 - only for this command
    from ocop.formats.door import from_dict  # noqa: PLC0415
    from ocop.scoring.scorecard import score  # noqa: PLC0415
    from ocop.scoring.sheet.sheet import Sheet  # noqa: PLC0415

    document = Document(args.file)
    data, remarks = with_day(Laid.by(args).over(document.data), args.lang)
    for line in remarks:
        remark(f"{escaped(args.file)}: {line}")
    with document.faults():
        try:
            return score(from_dict(Sheet, data))
        except InputError as err:
            raise InputError(sheet_faults(data, err.faults)) from None


def _of_option(one: Fault) -> Fault:
    """A fault of an argument as one of the option that it came from."""
    option, *rest = one.path
    return attrs.evolve(one, path=(f"--{option}", *(rest if option == "cost" else ())))


def _result(card: Scorecard, lang: str) -> str:
    stars = _NO_RANK(lang) if card.stars is None else f"{card.stars}★"
    return _POINTS(lang).format(card.total, stars)


def _data(card: Scorecard, advice: Advice, lang: str) -> dict[str, Any]:
    return {
        "to": advice.to,
        "reachable": advice.reachable,
        "total": card.total,
        "stars": card.stars,
        "cost": str(advice.cost) if isinstance(advice.cost, Fraction) else advice.cost,
        "steps": [
            {
                "criterion": step.criterion,
                "id": step.criterion_id,
                "label": step.label(lang),
                "held": list(step.held),
                "reached": list(step.reached),
                "case": step.case,
                "points": step.points,
                "cost": str(step.cost) if isinstance(step.cost, Fraction) else step.cost,
                "meets": list(step.meets),
            }
            for step in advice.steps
        ],
        "why_not": [reason(lang) for reason in advice.why_not],
        "total_after": advice.result.total,
        "stars_after": advice.result.stars,
        "notes": [note.label(lang) for note in advice.notes],
        "doubts": [doubt.label(lang) for doubt in advice.doubts],
        **card.rubric.rules.to_dict(),
    }
