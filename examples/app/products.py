"""Products: their ideas, their way through the stages, and what may come next."""

from __future__ import annotations

from http import HTTPStatus

import attrs
from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

import ocop
from examples.app import steps
from examples.app.asked import Ask, Asked, Form, text
from examples.app.product import Product, comes_to, product, products
from examples.app.registry import registry
from ocop.law import entity_kind, entity_kinds

__all__ = ["router"]

router = APIRouter()

_FIELDS = ("product", "code", "entity", "entity_kind", "commune", "on")


@router.get("/")
def home(asked: Ask) -> HTMLResponse:
    """Every product with its stage, and what it holds on the day."""
    return asked.page("home.html", "/", products=products(asked), stages=list(ocop.cycle.Stage))


def _new_form(asked: Asked, typed: dict[str, str], *faults: ocop.Fault) -> HTMLResponse:
    return asked.page("new.html", "/products", faults=faults, typed=typed, kinds=entity_kinds())


@router.get("/products")
def new(asked: Ask) -> HTMLResponse:
    """The form of a product idea."""
    return _new_form(asked, {**dict.fromkeys(_FIELDS, ""), "on": asked.on.isoformat()})


@router.post("/products")
def add(asked: Ask, form: Form) -> Response:
    """Take in a product idea."""
    typed = {field: text(form, field) for field in _FIELDS}
    try:
        idea = ocop.from_dict(ocop.Event, {"event": "idea-submitted", "on": typed["on"]})
        application = ocop.Application(
            product=typed["product"],
            entity=typed["entity"],
            entity_kind=typed["entity_kind"],
            rules=asked.rules,
        ).apply(idea)
    except ocop.OcopError as err:
        return _new_form(asked, typed, *err.faults)
    id_ = asked.store.add_product(typed["code"], typed["commune"], ocop.to_json(application))
    return asked.go(f"/products/{id_}")


@router.get("/products/{id_}")
def show(asked: Ask, id_: int) -> HTMLResponse:
    """Where a product stands on the day, what may come next, and its papers."""
    shown = product(asked, id_)
    application = shown.application
    offered = application.next_steps(asked.on)
    others = [
        ocop.Event.kinds()[event].rule()
        for event in application.allowed(asked.on)
        if event not in {step.event for step in offered} and event not in steps.BY_COUNCIL
    ]
    return asked.page(
        "product.html",
        shown.here,
        product=shown,
        application=application,
        stages=list(ocop.cycle.Stage),
        kind=entity_kind(application.entity_kind) if application.entity_kind else None,
        conclusion=application.conclusion(asked.on),
        held=application.held(asked.on) or application.certificate,
        dues=application.dues(asked.on),
        notes=[note.label(asked.lang) for note in application.notes(asked.on)],
        offered=offered,
        others=others,
        by_council=steps.BY_COUNCIL,
        sheets=[
            (row["id"], draft, comes_to(draft, asked.lang))
            for row in asked.store.sheets(id_)
            for draft in [ocop.from_json(ocop.Draft, row["draft"])]
        ],
        councils=asked.store.councils(id_),
    )


@router.get("/products/{id_}/steps/{event}")
def step(asked: Ask, id_: int, event: str) -> HTMLResponse:
    """The form of what may happen next."""
    of = product(asked, id_)
    return _step_form(
        asked, of, steps.StepForm.offered(event, of.application, asked.on, of.own_set(asked))
    )


def _step_form(
    asked: Asked, of: Product, form: steps.StepForm, *faults: ocop.Fault
) -> HTMLResponse:
    return asked.page(
        "step.html",
        f"{of.here}/steps/{form.event}",
        faults=faults,
        product=of,
        form=form,
        rule=form.kind.rule(),
        choices=form.choices(of.application, asked.on),
        documents=form.documents(of.application, asked.on),
    )


@router.post("/products/{id_}/steps/{event}")
def take(asked: Ask, id_: int, event: str, form: Form) -> Response:
    """Take a step, where the rules allow it."""
    of = product(asked, id_)
    filled = steps.StepForm.of(event, form)
    if text(form, "history") != str(len(of.application.history)):
        return asked.page("fault.html", of.here, status=HTTPStatus.CONFLICT, said="stale")
    try:
        after = attrs.evolve(of, application=of.application.apply(filled.read()))
        registry(asked, instead=after)  # a certificate that no registry could hold is none
    except ocop.OcopError as err:
        return _step_form(asked, of, filled, *err.faults)
    asked.store.move(of.id, of.kept, ocop.to_json(after.application))
    return asked.go(of.here)


@router.get("/products/{id_}/certificates")
def certificates(asked: Ask, id_: int) -> HTMLResponse:
    """The certificates of a product, and what each is on the day."""
    of = product(asked, id_)
    return asked.page("certificates.html", f"{of.here}/certificates", product=of)
