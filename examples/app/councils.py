"""Councils: members' ballots under a council's regulation, their verdict and its minutes."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import attrs
from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

import ocop
from examples.app.asked import Ask, Asked, Form, text, whole
from examples.app.product import Product, comes_to, product
from examples.app.sheets import Vote, blank
from examples.app.store import Row
from ocop.cycle import CouncilRules
from ocop.dates import parse_date

__all__ = ["router"]

router = APIRouter()


@attrs.frozen(kw_only=True)
class Council:
    """A council as it is kept.

    Attributes:
        regulation: By what it comes to a verdict.
        members: Every sheet, with its number and its row; those that lack answers do not count yet.
        verdict: What its ballots come to; None where none counts yet.
        faults: Why they come to nothing.
        concluded: Whether the verdict has gone to the product's way.
    """

    id: int
    of: Product
    blank: ocop.Draft
    regulation: CouncilRules
    members: tuple[tuple[Row, ocop.Draft], ...]
    verdict: ocop.Verdict | None
    faults: tuple[ocop.Fault, ...]
    concluded: bool

    @property
    def here(self) -> str:
        """The page of the council."""
        return f"/councils/{self.id}"

    @classmethod
    def kept(cls, asked: Asked, id_: int) -> Council:
        """One council.

        Raises:
            HTTPException: there is none of that number.
        """
        row = asked.store.council(id_)
        if row is None:
            raise asked.missing()
        regulation = ocop.from_json(CouncilRules, row["regulation"])
        members = tuple(
            (sheet, ocop.from_json(ocop.Draft, sheet["draft"]))
            for sheet in asked.store.sheets(row["product"], id_)
        )
        verdict: ocop.Verdict | None = None
        faults: tuple[ocop.Fault, ...] = ()
        if row["verdict"] is not None:
            verdict = ocop.from_json(ocop.Verdict, row["verdict"])
        else:
            try:
                verdict = ocop.verdict(_ballots(members), regulation)
            except ocop.InputError as err:
                faults = err.faults
        return cls(
            id=id_,
            of=product(asked, row["product"]),
            blank=ocop.from_json(ocop.Draft, row["blank"]),
            regulation=regulation,
            members=members,
            verdict=verdict,
            faults=faults,
            concluded=row["verdict"] is not None,
        )


def _ballots(members: tuple[tuple[Row, ocop.Draft], ...]) -> list[ocop.Ballot]:
    """The ballots that are cast: those with every answer, and those that say why not to count."""
    ballots = []
    for row, draft in members:
        member, chair = draft.owner.member, bool(row["chair"])
        if row["invalid"]:
            ballots.append(ocop.Ballot(member=member, chair=chair, invalid=row["invalid"]))
        elif not draft.missing:
            ballots.append(ocop.Ballot(member=member, chair=chair, sheet=draft.finish()))
    return ballots


@router.get("/products/{id_}/council")
def new(asked: Ask, id_: int) -> HTMLResponse:
    """The form of a council: its regulation, how many members, and the set that it judges by."""
    of = product(asked, id_)
    regime = of.application.regime(asked.on)
    filed, own = of.filed_set, of.own_set(asked)
    known = filed if filed is not None and filed.numbering == regime.numbering else own
    typed = {"which": "", "members": "", "set": "" if known is None else str(known.number)}
    return _new_form(asked, of, typed)


def _new_form(
    asked: Asked, of: Product, typed: dict[str, str], *faults: ocop.Fault
) -> HTMLResponse:
    return asked.page(
        "council_new.html",
        f"{of.here}/council",
        faults=faults,
        product=of,
        typed=typed,
        regime=of.application.regime(asked.on),
        regulations=list(CouncilRules.examples().items()),
    )


@router.post("/products/{id_}/council")
def begin(asked: Ask, id_: int, form: Form) -> Response:
    """Begin a council by a regulation seen in practice, on the rubric of the rules that judge."""
    of = product(asked, id_)
    typed = {field: text(form, field) for field in ("which", "members", "set")}
    faults: list[ocop.Fault] = []
    regulation, draft = None, None
    try:
        members: Any = whole(typed["members"]) if typed["members"] else None
        regulation = CouncilRules.example(typed["which"], members=members)
    except ocop.OcopError as err:
        faults += err.faults
    try:
        draft = blank(of.application.regime(asked.on).rubric(whole(typed["set"])), of)
    except ocop.OcopError as err:
        faults += err.faults
    if regulation is None or draft is None:
        return _new_form(asked, of, typed, *faults)
    council = asked.store.add_council(id_, ocop.to_json(regulation), ocop.to_json(draft))
    return asked.go(f"/councils/{council}")


@router.get("/councils/{id_}")
def show(asked: Ask, id_: int) -> HTMLResponse:
    """The members, and what their ballots come to so far."""
    return _page(asked, Council.kept(asked, id_))


def _page(
    asked: Asked,
    council: Council,
    *faults: ocop.Fault,
    status: HTTPStatus | None = None,
) -> HTMLResponse:
    verdict = council.verdict
    return asked.page(
        "council.html",
        council.here,
        faults=faults,
        status=status,
        council=council,
        come_to=[comes_to(draft, asked.lang) for _, draft in council.members],
        minutes=None if verdict is None else verdict.minutes(asked.lang).table(),
        why=[one.text(asked.lang) for one in council.faults],
    )


@router.post("/councils/{id_}/members")
def add(asked: Ask, id_: int, form: Form) -> Response:
    """A member more, with a sheet that lacks every answer."""
    council = Council.kept(asked, id_)
    if council.concluded:
        return _page(asked, council, status=HTTPStatus.CONFLICT)
    vote = Vote.of(form)
    if vote.faults:
        return _page(asked, council, *vote.faults)
    draft = ocop.to_json(blank(council.blank.rubric, council.of, vote.member))
    sheet = asked.store.add_sheet(council.of.id, draft, council=id_, chair=vote.chair)
    return asked.go(f"/sheets/{sheet}")


@router.post("/councils/{id_}")
def conclude(asked: Ask, id_: int, form: Form) -> Response:
    """Hand the verdict to the product's way, where it stands."""
    council = Council.kept(asked, id_)
    verdict, of = council.verdict, council.of
    if council.concluded or verdict is None or not verdict.stands:
        return _page(asked, council, status=HTTPStatus.CONFLICT)
    try:
        on = parse_date(text(form, "on"), "on")
        after = of.application.evaluated(verdict, on)
    except ocop.OcopError as err:
        return _page(asked, council, *err.faults)
    asked.store.conclude(id_, ocop.to_json(verdict), of.kept, ocop.to_json(after))
    return asked.go(of.here)
