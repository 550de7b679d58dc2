"""``ocop rules``."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ocop._cli.output import show_lines, show_table
from ocop._cli.parser import add_lang
from ocop._cli.readings import add_readings, readings_lines, rules_of
from ocop.data import dump_json
from ocop.dates import DateRange
from ocop.errors import InputError
from ocop.text import Label
from ocop.words import in_words

if TYPE_CHECKING:
    import argparse

    from ocop._cli.parser import Commands, Say
    from ocop.law.decision import Decision
    from ocop.law.rules import Rules

__all__ = ["add_commands"]

_HEAD = Label(
    "Số; Ký ngày; Có hiệu lực từ; Đến hết; Nội dung; Kiểm tra gần nhất",
    "Number; Signed on; In force from; To; Title; Last checked on",
)
_LONG_AGO = Label("Số ngày từ lần kiểm tra", "Days since the check")
_NEVER = Label("chưa kiểm tra", "never")
_NONE = Label(
    "Mọi quyết định còn hiệu lực ngày {} đều đã được kiểm tra từ ngày đó về sau",
    "Every decision in force on {} was checked on that day or later",
)


def add_commands(commands: Commands, say: Say) -> None:
    """Add the command of this module to ``ocop``."""
    rules = commands.add(
        "rules",
        say(
            "các quyết định mà thư viện biết: hiệu lực và lần kiểm tra gần nhất",
            "the decisions that are known: in force when, last checked when",
        ),
        say(
            "Các quyết định mà thư viện biết, có hiệu lực từ ngày nào đến ngày nào, và ngày gần "
            "nhất có nguồn xác nhận còn hiệu lực.",
            "The decisions that are known, from when to when each is in force, and the newest day "
            "on which a source was seen that names it as in force.",
        ),
    )
    rules.add_argument(
        "--on",
        metavar=say("NGÀY", "DATE"),
        help=say("chỉ những quyết định có hiệu lực ngày này", "only those in force on this day"),
    )
    rules.add_argument(
        "--outdated",
        action="store_true",
        help=say(
            "chỉ những quyết định mà lần kiểm tra gần nhất trước ngày --on",
            "only those whose last check lies before the day of --on",
        ),
    )
    rules.add_argument("--json", action="store_true", help=say("dạng JSON", "as JSON"))
    add_readings(rules, say)
    add_lang(rules, say)
    rules.set_defaults(run=_rules, table=True)


def _rules(args: argparse.Namespace) -> None:
    if args.outdated and args.on is None:
        raise InputError.of("outdated-without-a-day", "--on")
    rules, on, lang = rules_of(args), args.on, args.lang
    pairs = [(decision, _days(decision, rules)) for decision in rules.decisions()]
    if on is not None:
        pairs = [(decision, days) for decision, days in pairs if days is not None and on in days]
    if args.outdated:
        pairs = [(decision, days) for decision, days in pairs if _is_outdated(decision, on)]
    if args.json:
        print(dump_json([_data(*pair, on, lang) for pair in pairs], indent=2))
        return
    head = _HEAD(lang).split("; ")
    if args.outdated:
        head.append(_LONG_AGO(lang))
        if not pairs:
            show_lines(args, [_NONE(lang).format(in_words(on, lang))])
            return
    rows = [
        (*_row(decision, days, lang), *((_age(decision, on),) if args.outdated else ()))
        for decision, days in pairs
    ]
    show_table(args, head, rows)
    show_lines(args, readings_lines(rules, lang))


def _days(decision: Decision, rules: Rules) -> DateRange | None:
    """From when to when rules rest on a decision, as a later one ends it; None of a programme."""
    resting = [regime for regime in rules.regimes() if decision in regime.decisions]
    if not resting:
        return None
    first, end = resting[0].first_day, resting[-1].end
    last = decision.lapses or (date.max if end is None else end - timedelta(days=1))
    return DateRange(first, last)


def _is_outdated(decision: Decision, on: date) -> bool:
    return decision.verified_on is None or decision.verified_on < on


def _age(decision: Decision, on: date) -> int | str:
    return "" if decision.verified_on is None else (on - decision.verified_on).days


def _row(decision: Decision, days: DateRange | None, lang: str) -> tuple[str, ...]:
    first = last = "–"
    if days is not None:
        first = in_words(days.first, lang)
        last = "…" if days.last == date.max else in_words(days.last, lang)
    checked = decision.verified_on
    return (
        decision.number,
        in_words(decision.signed_on, lang),
        first,
        last,
        decision.title(lang),
        _NEVER(lang) if checked is None else in_words(checked, lang),
    )


def _data(decision: Decision, days: DateRange | None, on: date | None, lang: str) -> dict[str, Any]:
    checked = decision.verified_on
    return {
        "id": decision.id,
        "number": decision.number,
        "title": decision.title(lang),
        "signed_on": decision.signed_on,
        "from": None if days is None else days.first,
        "to": None if days is None or days.last == date.max else days.last,
        "amends": list(decision.amends),
        "repeals": list(decision.repeals),
        "read": decision.read,
        "checked_on": checked,
        "days_since": None if on is None or checked is None else (on - checked).days,
    }
