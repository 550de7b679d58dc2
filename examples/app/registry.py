"""The registry: what came from files and what the application certified itself, as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs
from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import UploadFile

import ocop
from examples.app.asked import Ask, Asked, Form, text
from examples.app.product import Product, products
from ocop.dates import parse_date
from ocop.shown.table import Table
from ocop.targets import Standing

__all__ = ["registry", "router"]

router = APIRouter()

#: The columns in which merged cells of a spreadsheet leave gaps, where one says that they do.
_MERGED = ("entity",)


def registry(
    asked: Asked,
    *,
    imported: Iterable[ocop.Recognition] | None = None,
    instead: Product | None = None,
) -> ocop.Registry:
    """Every recognition, under the rules of the application.

    Args:
        asked: What the request brings.
        imported: What came from files; what is kept of that where not given. A row that says what
            the application certified itself, as one that was downloaded before does, counts once.
        instead: A product as it is to become.

    Raises:
        InputError: rows that the rules do not allow together, such as one product recognised twice
            on one day.
    """
    own = list(_own(asked, instead))
    rows = _kept(asked) if imported is None else imported
    return ocop.Registry([*(row for row in rows if row not in own), *own], rules=asked.rules)


def _kept(asked: Asked) -> Iterator[ocop.Recognition]:
    for document in asked.store.recognitions():
        yield ocop.from_json(ocop.Recognition, document)


def _own(asked: Asked, instead: Product | None = None) -> Iterator[ocop.Recognition]:
    """The recognitions that the certificates of the application's own products record."""
    for kept in products(asked):
        of = instead if instead is not None and instead.id == kept.id else kept
        yield from ocop.Recognition.of_application(
            of.application, code=of.code, commune=of.commune, product_set=of.filed_set
        )


@attrs.frozen(kw_only=True)
class _Filter:
    """What of the registry is shown: by a part of a name, by how it stands, by its rank."""

    q: str
    standing: str
    stars: str

    def shows(self, recognition: ocop.Recognition, standing: Standing) -> bool:
        """Whether a row is shown."""
        names = (recognition.name, recognition.entity or "", recognition.code or "")
        return (
            any(self.q.casefold() in name.casefold() for name in names)
            and self.standing in ("", standing.value)
            and self.stars in ("", str(recognition.stars))
        )


@router.get("/registry")
def show(
    asked: Ask, q: str = "", standing: str = "", stars: str = "", until: str = ""
) -> HTMLResponse:
    """The recognitions as they stand on the day, what counts, and what falls due until another."""
    chosen = _Filter(q=q.strip(), standing=standing, stars=stars)
    held = registry(asked)
    try:
        day = parse_date(until, "until") if until else None
        dues = None if day is None else held.dues(asked.on, day).table(asked.lang)
    except ocop.InputError as err:
        return _page(asked, held, chosen, until, *err.faults)
    return _page(asked, held, chosen, until, dues=dues)


def _page(
    asked: Asked,
    held: ocop.Registry,
    chosen: _Filter,
    until: str,
    *faults: ocop.Fault,
    dues: Table | None = None,
) -> HTMLResponse:
    rows = held.standings(asked.on)
    ends = (row.extended_to or row.last_valid_day or asked.on for row in rows)
    last = max(ends, default=asked.on)
    return asked.page(
        "registry.html",
        "/registry",
        faults=faults,
        rows=[row for row in rows if chosen.shows(row.recognition, row.standing)],
        chosen=chosen,
        until=until,
        standings=list(Standing),
        ranks=sorted({row.recognition.stars for row in rows}),
        lapsing=[
            month
            for month in held.lapsing(asked.on, max(last, asked.on))
            if month.recognitions or month.may_end
        ],
        snapshot=held.on(asked.on).table(asked.lang),
        notes=[note.label(asked.lang) for note in held.notes],
        dues=dues,
    )


@router.get("/registry.csv")
def download(asked: Ask) -> Response:
    """The registry as a file that a spreadsheet opens right, and that can be sent in again."""
    return Response(
        registry(asked).to_csv(for_spreadsheet=True),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="registry-{asked.on}.csv"'},
    )


@router.post("/registry")
def upload(asked: Ask, form: Form) -> Response:
    """Take a register in the place of the one before; one with a fault changes nothing."""
    sent = form.get("file")
    content = sent.file.read() if isinstance(sent, UploadFile) else b""
    try:
        read = ocop.Registry.from_csv(
            content,
            fill_down=_MERGED if text(form, "merged") else (),
            serial_dates=bool(text(form, "serial_dates")),
            rules=asked.rules,
        )
        own = set(_own(asked))
        imported = [row for row in read if row not in own]
        registry(asked, imported=imported)
    except ocop.InputError as err:
        return _page(asked, registry(asked), _Filter(q="", standing="", stars=""), "", *err.faults)
    asked.store.replace_recognitions(map(ocop.to_json, imported))
    return asked.go("/registry")
