"""``ocop application``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ocop._cli.document import Document
from ocop._cli.parser import add_lang
from ocop._cli.readings import Laid, add_readings, rules_of
from ocop.data import dump_json
from ocop.errors import InputError

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from ocop._cli.parser import Commands, Say
    from ocop.cycle.application.application import Application
    from ocop.cycle.application.next_step import NextStep
    from ocop.cycle.certificate.certificate import Certificate
    from ocop.cycle.due import Due

__all__ = ["add_commands"]


def add_commands(commands: Commands, say: Say) -> None:
    """Add the command of this module to ``ocop``."""
    application = commands.add(
        "application",
        say(
            "hồ sơ của một sản phẩm: bước hiện tại, việc tiếp theo, hạn",
            "a product's application: its stage, what comes next, by when",
        ),
        say(
            "Một sản phẩm đang ở bước nào, theo quy định nào, việc gì có thể làm tiếp và hạn của "
            "từng việc. TỆP là TOML hoặc JSON có tên sản phẩm (product) và những việc đã xảy ra "
            "(history); xem ocop new application.",
            "Which stage a product is in, which rules judge it, what may come next and by when. "
            "FILE is TOML or JSON with the product and what happened (history); see ocop new "
            "application.",
        ),
    )
    application.add_argument("file", metavar=say("TỆP", "FILE"))
    application.add_argument(
        "--on",
        metavar=say("NGÀY", "DATE"),
        help=say(
            "ngày xem xét; không có thì là ngày của việc cuối cùng",
            "the day of the question; where not given, that of the last event",
        ),
    )
    application.add_argument(
        "--lenient",
        action="store_true",
        help=say(
            "việc không đúng quy định vẫn được ghi nhận, kèm lưu ý",
            "keep steps that the rules do not allow, with a note each",
        ),
    )
    application.add_argument("--json", action="store_true", help=say("dạng JSON", "as JSON"))
    add_readings(application, say)
    add_lang(application, say)
    application.set_defaults(run=_application)


def _application(args: argparse.Namespace) -> None:
    from ocop.cycle.application.application import Application  # noqa: PLC0415 - only for this command
    from ocop.formats.door import from_dict  # noqa: PLC0415

    rules_of(args)  # what is wrong with them is no fault of the file
    document = Document(args.file)
    with document.faults():
        application = from_dict(
            Application, Laid.by(args).over(document.data), lenient=args.lenient
        )
    on = _last_day(application) if args.on is None else args.on
    if on is None:
        raise InputError.of("no-day-of-its-own", "--on")
    if args.json:
        print(dump_json(_data(application, on, args.lang), indent=2))
    else:
        print("\n".join(application.summary(args.lang, on=on)))


def _last_day(application: Application) -> date | None:
    """The day of the last thing that is known of it."""
    days = [event.on for event in application.history]
    days += [held.issued_on for held in application.held_before]
    return max(days, default=None)


def _data(application: Application, on: date, lang: str) -> dict[str, Any]:
    held = application.held(on) or application.certificate
    conclusion = application.conclusion(on)
    regime = application.regime(on)
    return {
        "product": application.product,
        "entity": application.entity,
        "on": on,
        "stage": application.stage,
        "over": application.over,
        "case": application.case,
        "filed_on": application.filed_on,
        "level": application.level(on),
        "regime": regime.id,
        "conclusion": None if conclusion is None else conclusion.label(lang),
        "certificate": None if held is None else _certificate(held, on),
        "next_steps": [_step(step, on, lang) for step in application.next_steps(on)],
        "dues": [_due(due, lang) for due in application.dues(on)],
        "notes": [
            {"id": note.id, "label": note.label(lang), "day": note.day}
            for note in application.notes(on)
        ],
        **application.rules.to_dict(),
    }


def _certificate(held: Certificate, on: date) -> dict[str, Any]:
    return {
        "stars": held.stars,
        "issued_on": held.issued_on,
        "last_valid_day": held.last_valid_day,
        "status": held.status(on),
    }


def _step(step: NextStep, on: date, lang: str) -> dict[str, Any]:
    deadline = step.deadline
    return {
        "event": step.event,
        "label": step.label(lang),
        "actor": step.actor,
        "stars": step.stars,
        "not_before": step.not_before,
        "deadline": None if deadline is None else deadline.day,
        "late": step.is_late(on),
        "reference": step.citation(lang) if step.reference else None,
        "notes": [note.label(lang) for note in step.notes],
    }


def _due(due: Due, lang: str) -> dict[str, Any]:
    return {
        "day": due.day,
        "kind": due.kind,
        "label": due.label(lang),
        "reference": due.citation(lang),
        "notes": [note.label(lang) for note in due.notes],
    }
