"""``ocop certificate`` and ``ocop calendar``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ocop._cli.argument import int_argument, level_argument
from ocop._cli.output import show_lines, show_table, write_file
from ocop._cli.parser import add_lang
from ocop._cli.readings import add_readings, readings_lines, rules_of
from ocop.data import dump_json
from ocop.errors import InputError, NotRegulated
from ocop.text import Label
from ocop.words import in_words

if TYPE_CHECKING:
    import argparse

    from ocop._cli.parser import Commands, Say
    from ocop.cycle.certificate.certificate import Certificate
    from ocop.cycle.due import Due
    from ocop.law.regime import Note

__all__ = ["add_commands"]


def add_commands(commands: Commands, say: Say) -> None:
    """Add the commands of this module to ``ocop``."""
    day = say("NGÀY", "DATE")
    certificate = commands.add(
        "certificate",
        say(
            "giấy chứng nhận còn giá trị đến bao giờ, nộp đánh giá lại khi nào",
            "until when a certificate is valid, and when to file again",
        ),
        say(
            "Giấy chứng nhận có giá trị đến bao giờ, ở trạng thái nào vào một ngày, và khi nào "
            "được nộp hồ sơ đánh giá lại. Ngày viết 2026-05-22 hoặc 22/05/2026.",
            "Until when a certificate is valid, what it is on a day, and when a re-evaluation may "
            "be filed. A date is written 2026-05-22 or 22/05/2026.",
        ),
    )
    certificate.add_argument(
        "--issued", required=True, metavar=day, help=say("ngày cấp", "the day of issue")
    )
    certificate.add_argument(
        "--stars",
        required=True,
        metavar=say("SAO", "STARS"),
        help=say("3, 4 hoặc 5", "3, 4 or 5"),
    )
    certificate.add_argument(
        "--on", metavar=day, help=say("trạng thái vào ngày này", "its status on this day")
    )
    certificate.add_argument(
        "--valid-from",
        metavar=day,
        help=say(
            "ngày bắt đầu có giá trị, nếu quyết định ghi riêng",
            "the first valid day, where the decision set its own",
        ),
    )
    certificate.add_argument(
        "--filed",
        metavar=day,
        help=say("ngày nộp hồ sơ đánh giá lại", "when a re-evaluation was filed"),
    )
    certificate.add_argument(
        "--decided",
        metavar=day,
        help=say("ngày có kết quả đánh giá lại", "when that came to its result"),
    )
    certificate.add_argument("--json", action="store_true", help=say("dạng JSON", "as JSON"))
    add_readings(certificate, say)
    add_lang(certificate, say)
    certificate.set_defaults(run=_certificate)

    calendar = commands.add(
        "calendar",
        say("các mốc của đợt đánh giá trong năm", "the days of rounds in a year"),
        say(
            "Mọi hạn chốt và ngày kết thúc đợt đánh giá trong một năm.",
            "Every cut-off and end of a round of evaluation that falls in a calendar year.",
        ),
    )
    calendar.add_argument("year", metavar=say("NĂM", "YEAR"))
    calendar.add_argument(
        "--level",
        default="province",
        metavar=say("CẤP", "LEVEL"),
        help=say("tỉnh (mặc định) hoặc trung ương", "province (default) or centre"),
    )
    calendar.add_argument(
        "--ics",
        metavar=say("TỆP", "FILE"),
        help=say(
            "ghi tệp iCalendar; - là ra màn hình", "write an iCalendar file; - for the output"
        ),
    )
    calendar.add_argument("--json", action="store_true", help=say("dạng JSON", "as JSON"))
    add_readings(calendar, say)
    add_lang(calendar, say)
    calendar.set_defaults(run=_calendar, table=True)


def _certificate(args: argparse.Namespace) -> None:
    from ocop.cycle.certificate.certificate import Certificate  # noqa: PLC0415 - only for this command

    certificate = Certificate(
        product="–",
        stars=int_argument(args.stars, "--stars"),
        issued_on=args.issued,
        valid_from=args.valid_from,
        re_evaluation_filed_on=args.filed,
        re_evaluation_decided_on=args.decided,
        rules=rules_of(args),
    )
    if args.json:
        print(dump_json(_certificate_data(certificate, args.on, args.lang), indent=2))
    else:
        print("\n".join(certificate.summary(args.lang, on=args.on)))


def _certificate_data(certificate: Certificate, on: date | None, lang: str) -> dict[str, Any]:
    from ocop.law.citation import citation  # noqa: PLC0415 - only for this command

    try:
        window = certificate.filing_window
    except NotRegulated:
        window = None
    return {
        "issued_on": certificate.issued_on,
        "valid_from": certificate.first_valid_day,
        "last_valid_day": certificate.last_valid_day,
        "status": None if on is None else certificate.status(on),
        "filing_window": None if window is None else [window.first, window.last],
        "filing": certificate.filing_words(lang),
        "may_extend_to": certificate.may_extend_to,
        "extended_to": certificate.extended_to,
        "regime": certificate.regime.id,
        "references": [citation(each)(lang) for each in certificate.references],
        "notes": [_note(note, lang) for note in certificate.notes],
        **certificate.rules.to_dict(),
    }


def _note(note: Note, lang: str) -> dict[str, Any]:
    reference = None if note.reference is None else note.citation(lang)
    return {"id": note.id, "label": note.label(lang), "reference": reference, "day": note.day}


_HEAD = Label("Ngày, Việc, Căn cứ, Ghi chú", "Day, What falls due, Reference, Remark")


def _calendar(args: argparse.Namespace) -> None:
    from ocop.cycle.due import Due  # noqa: PLC0415 - only for this command

    rules = rules_of(args)
    year = int_argument(args.year, "YEAR")
    dues = Due.of_rounds(year, level_argument(args.level, "--level"), rules=rules)
    if args.ics is not None:
        if args.output is not None:
            raise InputError.of("options-exclude", name="-o", other="--ics")
        # no clock is read: the same question gives the same file
        text = Due.to_ical(dues, made_on=date(year, 1, 1), lang=args.lang)
        if args.ics == "-":
            print(text, end="")
        else:
            write_file(args.ics, text, overwrite=args.force)
    elif args.json:
        rows = [
            {
                "day": due.day,
                "kind": due.kind,
                "label": due.label(args.lang),
                "reference": due.citation(args.lang),
                "rest_day": due.rest_day,
                "notes": [_note(note, args.lang) for note in due.notes],
            }
            for due in dues
        ]
        print(dump_json(rows, indent=2))
    else:
        show_table(args, _HEAD(args.lang).split(", "), [_row(due, args.lang) for due in dues])
        show_lines(args, readings_lines(rules, args.lang))


def _row(due: Due, lang: str) -> tuple[str, ...]:
    remarks = "; ".join(note.label(lang) for note in due.notes)
    return in_words(due.day, lang), due.label(lang), due.citation(lang), remarks
