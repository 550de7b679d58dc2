"""Score sheets: the set by the product's name, the form of its rubric, what it may come to."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import attrs
from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData

import ocop
from examples.app.asked import Ask, Asked, Form, text, whole
from examples.app.product import Product, comes_to, product
from examples.app.store import Row
from ocop.scoring import Rubric

__all__ = ["Vote", "blank", "named_set", "router"]

router = APIRouter()

#: What a checklist sends that was looked at and has no line ticked.
_NOTHING = "none"


def named_set(regime: ocop.Regime, name: str) -> ocop.ProductSet | None:
    """The set that the first words of a product's name mean; None where they mean none or several.

    "Cà phê bột Mê Trang" is of the set that the library finds for "Cà phê". It is proposed, and
    somebody confirms it.
    """
    words = name.split()
    while words:
        try:
            return regime.set(" ".join(words))
        except ocop.NotFoundError:
            words.pop()
    return None


@router.get("/products/{id_}/sheet")
def choose(asked: Ask, id_: int, name: str = "") -> HTMLResponse:
    """The sets of the regime that judges on the day, with the one that the name means."""
    return _choose(asked, product(asked, id_), name)


def _choose(asked: Asked, of: Product, name: str, *faults: ocop.Fault) -> HTMLResponse:
    regime = of.application.regime(asked.on)
    searched = name or of.application.product
    return asked.page(
        "choose.html",
        f"{of.here}/sheet",
        faults=faults,
        product=of,
        regime=regime,
        searched=searched,
        named=named_set(regime, searched),
    )


@router.post("/products/{id_}/sheet")
def begin(asked: Ask, id_: int, form: Form) -> Response:
    """Begin a sheet without an answer, under the rules that judge the product on the day."""
    of = product(asked, id_)
    try:
        rubric = of.application.regime(asked.on).rubric(whole(text(form, "set")))
        draft = blank(rubric, of)
    except ocop.OcopError as err:
        return _choose(asked, of, "", *err.faults)
    sheet = asked.store.add_sheet(id_, ocop.to_json(draft))
    return asked.go(f"/sheets/{sheet}")


def blank(rubric: Rubric, of: Product, member: str = "") -> ocop.Draft:
    """A sheet of a product without an answer."""
    return rubric.sheet(
        {},
        partial=True,
        product=of.application.product,
        code=of.code,
        entity=of.application.entity,
        place=of.commune,
        member=member,
    )


@attrs.frozen(kw_only=True)
class Answers:
    """What is chosen on the form of a sheet."""

    choices: Mapping[str, Any]
    exclusions: tuple[str, ...]
    unmet: tuple[str, ...]

    @classmethod
    def of(cls, rubric: Rubric, form: FormData) -> Answers:
        """The answers that were sent; a criterion without one is left out."""
        several = {criterion.no for criterion in rubric.criteria if criterion.choice == "many"}
        choices: dict[str, Any] = {}
        for field in dict.fromkeys(form):
            head, _, no = field.partition(".")
            sent = [whole(value) for value in form.getlist(field) if isinstance(value, str)]
            answered = [value for value in sent if value != ""]
            if head == "choices" and answered:
                ticked = [] if answered == [_NOTHING] else answered
                choices[no] = ticked if no in several else answered[-1]
        return cls(
            choices=choices,
            exclusions=tuple(map(str, form.getlist("exclusions"))),
            unmet=tuple(map(str, form.getlist("unmet"))),
        )

    @classmethod
    def held(cls, draft: ocop.Draft) -> Answers:
        """The answers of a sheet that is kept."""
        return cls(choices=draft.choices, exclusions=draft.exclusions, unmet=draft.unmet)

    def holds(self, no: str, option: int) -> bool:
        """Whether an option is chosen in a criterion."""
        held = self.choices.get(no)
        return option in held if isinstance(held, list | tuple) else held == option

    def nothing(self, no: str) -> bool:
        """Whether it is said of a checklist that no line of it is ticked."""
        return no in self.choices and not self.choices[no]

    def draft(self, before: ocop.Draft, member: str) -> ocop.Draft:
        """The sheet with these answers, of the same product.

        Raises:
            InputError: every fault, by its criterion.
        """
        return before.rubric.sheet(
            self.choices,
            exclusions=self.exclusions,
            unmet=self.unmet,
            partial=True,
            **{**before.owner.fields, "member": member},
        )


@router.get("/sheets/{id_}")
def show(asked: Ask, id_: int) -> HTMLResponse:
    """The form of a sheet, and what it may still come to."""
    row, draft = _kept(asked, id_)
    return _sheet_form(asked, row, draft, Answers.held(draft))


@router.post("/sheets/{id_}")
def save(asked: Ask, id_: int, form: Form) -> Response:
    """Keep what is answered so far; with a fault nothing is kept, and the form stays as sent."""
    row, draft = _kept(asked, id_)
    if _closed(asked, row):
        return _sheet_form(asked, row, draft, Answers.held(draft), status=HTTPStatus.CONFLICT)
    answers, vote = Answers.of(draft.rubric, form), Vote.of(form)
    saved, faults = None, list[ocop.Fault]()
    try:
        saved = answers.draft(draft, vote.member)
    except ocop.InputError as err:
        faults += err.faults
    if row["council"]:
        faults += vote.faults
    if saved is None or faults:
        return _sheet_form(asked, row, draft, answers, *faults, vote=vote)
    asked.store.save_sheet(
        id_, text(form, "revision"), ocop.to_json(saved), chair=vote.chair, invalid=vote.invalid
    )
    return asked.go(f"/sheets/{id_}")


@attrs.frozen(kw_only=True)
class Vote:
    """Whose ballot a sheet is, and why it does not count where it does not."""

    member: str
    chair: bool
    invalid: str

    @classmethod
    def of(cls, form: FormData) -> Vote:
        """What the form of a ballot says."""
        return cls(
            member=text(form, "member"),
            chair=bool(text(form, "chair")),
            invalid=text(form, "invalid"),
        )

    @property
    def faults(self) -> tuple[ocop.Fault, ...]:
        """What is wrong with it, whatever its sheet says."""
        try:
            ocop.Ballot(member=self.member, chair=self.chair, invalid=self.invalid or _NOTHING)
        except ocop.InputError as err:
            return err.faults
        return ()


def _closed(asked: Asked, row: Row) -> bool:
    """Whether the sheet is a ballot of a council that has concluded."""
    council = None if row["council"] is None else asked.store.council(row["council"])
    return council is not None and council["verdict"] is not None


def _kept(asked: Asked, id_: int) -> tuple[Row, ocop.Draft]:
    row = asked.store.sheet(id_)
    if row is None:
        raise asked.missing()
    return row, ocop.from_json(ocop.Draft, row["draft"])


def _sheet_form(
    asked: Asked,
    row: Row,
    draft: ocop.Draft,
    answers: Answers,
    *faults: ocop.Fault,
    vote: Vote | None = None,
    status: HTTPStatus | None = None,
) -> HTMLResponse:
    kept = Vote(member=draft.owner.member, chair=bool(row["chair"]), invalid=row["invalid"])
    return asked.page(
        "sheet.html",
        f"/sheets/{row['id']}",
        faults=faults,
        status=status,
        row=row,
        vote=vote or kept,
        closed=_closed(asked, row),
        draft=draft,
        form=draft.rubric.to_dict(asked.lang),
        answers=answers,
        nothing=_NOTHING,
        comes_to=comes_to(draft, asked.lang),
        card=None if draft.missing else ocop.score(draft.finish()),
    )
