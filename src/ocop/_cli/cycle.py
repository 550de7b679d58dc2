"""``ocop certificate`` and ``ocop calendar``."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ocop._cli.files import date_argument
from ocop.errors import Fault, InputError, NotRegulated
from ocop.serial import dump_json

if TYPE_CHECKING:
    import argparse

    from ocop.cycle import Certificate
    from ocop.dates import DateRange

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
    certificate.add_argument("--json", action="store_true", help="as JSON")
    _add_lang(certificate)
    certificate.set_defaults(run=_certificate)

    calendar = commands.add_parser(
        "calendar",
        help="the rounds of a year",
        description="The cut-offs and ends of a year's rounds of evaluation.",
    )
    calendar.add_argument("year", type=int, metavar="YEAR")
    calendar.add_argument("--level", default="province", help="province (default) or centre")
    calendar.add_argument("--ics", metavar="FILE", help="write an iCalendar file; - for the output")
    calendar.add_argument("--json", action="store_true", help="as JSON")
    _add_lang(calendar)
    calendar.set_defaults(run=_calendar)


def _add_lang(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="default: vi")


def _window(certificate: Certificate) -> DateRange | None:
    try:
        return certificate.filing_window
    except NotRegulated:
        return None


def _certificate(args: argparse.Namespace) -> None:
    from ocop.cycle import Certificate  # noqa: PLC0415 - only for this command

    found = Certificate(product="", stars=args.stars, issued_on=date_argument(args.issued))
    status = None if args.on is None else found.status(date_argument(args.on))
    window = _window(found)
    if args.json:
        data: dict[str, Any] = {
            "issued_on": found.issued_on,
            "last_valid_day": found.last_valid_day,
            "status": status,
            "filing_window": None if window is None else [window.first, window.last],
            "regime": found.regime.id,
            "references": list(found.references),
        }
        print(dump_json(data, indent=2))
        return
    vi = args.lang == "vi"
    print(f"{'Ngày cuối hiệu lực' if vi else 'Last valid day'}: {found.last_valid_day}")
    if status is not None:
        print(f"{args.on}: {status.label(args.lang)}")
    none = "không quy định" if vi else "not regulated"
    label = "Nộp hồ sơ đánh giá lại" if vi else "Re-evaluation may be filed"
    print(f"{label}: {none if window is None else window}")
    print(f"{'Căn cứ' if vi else 'References'}: {'; '.join(found.references)}")


def _calendar(args: argparse.Namespace) -> None:
    from ocop.cycle import due_in_rounds, to_ical  # noqa: PLC0415 - only for this command

    dues = due_in_rounds(args.year, args.level)
    if args.ics is not None:
        # no clock is read: the same question gives the same file
        text = to_ical(dues, made_on=date(args.year, 1, 1), lang=args.lang)
        if args.ics == "-":
            print(text, end="")
            return
        try:
            Path(args.ics).write_bytes(text.encode())
        except OSError as err:
            raise InputError(Fault(args.ics, f"cannot be written: {err.strerror}")) from None
    elif args.json:
        rows = [
            {"day": due.day, "kind": due.kind, "label": due.label.en, "reference": due.reference}
            for due in dues
        ]
        print(dump_json(rows, indent=2))
    else:
        for due in dues:
            print(f"{due.day}\t{due.label(args.lang)}\t{due.reference}")
