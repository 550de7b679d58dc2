"""``ocop certificate`` and ``ocop calendar``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ocop._cli.readings import add_readings, readings_lines, readings_of
from ocop.dates import parse_date
from ocop.errors import InputError, NotRegulated, told
from ocop.serial import dump_json

if TYPE_CHECKING:
    import argparse

    from ocop.cycle import Certificate
    from ocop.law import Note

__all__ = ["add_commands"]


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of this module to ``ocop``."""
    certificate = commands.add_parser(
        "certificate",
        help="until when a certificate is valid, and when to file again",
        description="Until when a certificate is valid, what it is on a day, and when a "
        "re-evaluation may be filed.",
    )
    certificate.add_argument("--issued", required=True, metavar="DATE", help="YYYY-MM-DD")
    certificate.add_argument("--stars", required=True, type=int, help="3, 4 or 5")
    certificate.add_argument("--on", metavar="DATE", help="its status on this day")
    certificate.add_argument(
        "--valid-from", metavar="DATE", help="the first valid day, where the decision set its own"
    )
    certificate.add_argument("--filed", metavar="DATE", help="when a re-evaluation was filed")
    certificate.add_argument("--decided", metavar="DATE", help="when that came to its result")
    certificate.add_argument("--json", action="store_true", help="as JSON")
    add_readings(certificate)
    _add_lang(certificate)
    certificate.set_defaults(run=_certificate)

    calendar = commands.add_parser(
        "calendar",
        help="the days of rounds in a year",
        description="Every cut-off and end of a round of evaluation that falls in a calendar year.",
    )
    calendar.add_argument("year", type=int, metavar="YEAR")
    calendar.add_argument("--level", default="province", help="province (default) or centre")
    calendar.add_argument("--ics", metavar="FILE", help="write an iCalendar file; - for the output")
    calendar.add_argument("--force", action="store_true", help="overwrite the file of --ics")
    calendar.add_argument("--json", action="store_true", help="as JSON")
    add_readings(calendar)
    _add_lang(calendar)
    calendar.set_defaults(run=_calendar)


def _add_lang(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="default: vi")


def _date(text: str | None, option: str) -> date | None:
    return None if text is None else parse_date(text, option)


def _certificate(args: argparse.Namespace) -> None:
    from ocop.cycle import Certificate  # noqa: PLC0415 - only for this command

    certificate = Certificate(
        product="",
        stars=args.stars,
        issued_on=parse_date(args.issued, "--issued"),
        valid_from=_date(args.valid_from, "--valid-from"),
        re_evaluation_filed_on=_date(args.filed, "--filed"),
        re_evaluation_decided_on=_date(args.decided, "--decided"),
        readings=readings_of(args),
    )
    on = _date(args.on, "--on")
    if args.json:
        print(dump_json(_certificate_data(certificate, on, args.lang), indent=2))
    else:
        print("\n".join(certificate.summary(args.lang, on=on)))


def _certificate_data(certificate: Certificate, on: date | None, lang: str) -> dict[str, Any]:
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
        "references": list(certificate.references),
        "notes": [_note(note, lang) for note in certificate.notes],
        "readings": certificate.readings.changed,
    }


def _note(note: Note, lang: str) -> dict[str, Any]:
    return {"id": note.id, "label": note.label(lang), "reference": note.reference, "day": note.day}


def _calendar(args: argparse.Namespace) -> None:
    from ocop.cycle import due_in_rounds, to_ical  # noqa: PLC0415 - only for this command

    readings = readings_of(args)
    dues = due_in_rounds(args.year, args.level, readings=readings)
    if args.ics is not None:
        # no clock is read: the same question gives the same file
        text = to_ical(dues, made_on=date(args.year, 1, 1), lang=args.lang)
        if args.ics == "-":
            print(text, end="")
        else:
            _write(Path(args.ics), text, overwrite=args.force)
    elif args.json:
        rows = [
            {
                "day": due.day,
                "kind": due.kind,
                "label": due.label(args.lang),
                "reference": due.reference,
                "rest_day": due.rest_day,
                "notes": [_note(note, args.lang) for note in due.notes],
            }
            for due in dues
        ]
        print(dump_json(rows, indent=2))
    else:
        for due in dues:
            day = f"{due.day:%d/%m/%Y}" if args.lang == "vi" else due.day.isoformat()
            remarks = [note.label(args.lang) for note in due.notes]
            print("\t".join([day, due.label(args.lang), due.reference, *remarks]))
        for line in readings_lines(readings, args.lang):
            print(line)


def _write(path: Path, text: str, *, overwrite: bool) -> None:
    try:
        with path.open("wb" if overwrite else "xb") as file:
            file.write(text.encode())
    except FileExistsError:
        raise InputError(
            told(str(path), "is there already", "give another name, or --force to overwrite it")
        ) from None
    except OSError as err:
        raise InputError(told(str(path), f"cannot be written: {err.strerror}")) from None
