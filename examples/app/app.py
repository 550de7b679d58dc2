"""The application: its routes, and how it says what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

import ocop
from examples.app import councils, plans, products, registry, sheets
from examples.app.asked import Known, fallback
from examples.app.store import Stale, Store

__all__ = ["create_app"]

_READING = ("GET", "HEAD")
_OWN_SITE = (None, "same-origin", "none")


def create_app(
    store: Store,
    *,
    rules: ocop.Rules | None = None,
    today: Callable[[], date] = date.today,
    hosts: tuple[str, ...] = ("localhost",),
) -> FastAPI:
    """The application.

    Args:
        store: Where it keeps.
        rules: The rules of what is made anew; the law as it stands where not given.
        today: What day it is: the one place where a clock is read.
        hosts: The names under which it is called, so that no page elsewhere can pass for it.
    """
    app = FastAPI(
        docs_url=None, redoc_url=None, openapi_url=None, dependencies=[Depends(_from_here)]
    )
    app.state.known = Known(store, ocop.Rules() if rules is None else rules, today)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))
    app.add_exception_handler(ocop.OcopError, _at_fault)
    app.add_exception_handler(Stale, _stale)
    app.add_exception_handler(StarletteHTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _no_number)
    for module in (products, sheets, councils, registry, plans):
        app.include_router(module.router)
    app.mount("/static", StaticFiles(directory=Path(__file__).with_name("static")))
    return app


def _from_here(request: Request) -> None:
    """Refuse what a page of another site sends.

    There is no cookie and no session that such a page could borrow; what is left is that a browser
    on this machine can reach the application. Every browser says where a form comes from.
    """
    if request.method in _READING:
        return
    origin = request.headers.get("origin")
    elsewhere = origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    if elsewhere or request.headers.get("sec-fetch-site") not in _OWN_SITE:
        raise HTTPException(HTTPStatus.FORBIDDEN)


def _at_fault(request: Request, error: Exception) -> HTMLResponse:
    """The faults that no form shows beside its fields."""
    assert isinstance(error, ocop.OcopError)  # noqa: S101 - for the type checker
    lost = isinstance(error, ocop.NotFoundError)
    status = HTTPStatus.NOT_FOUND if lost else HTTPStatus.UNPROCESSABLE_ENTITY
    return fallback(request).page("fault.html", "/", faults=error.faults, status=status, said="")


def _stale(request: Request, _: Exception) -> HTMLResponse:
    """Somebody else was quicker; nothing is overwritten."""
    return fallback(request).page("fault.html", "/", status=HTTPStatus.CONFLICT, said="stale")


def _refused(request: Request, error: Exception) -> HTMLResponse:
    """No such page, or not from there."""
    assert isinstance(error, StarletteHTTPException)  # noqa: S101 - for the type checker
    status = HTTPStatus(error.status_code)
    said = "forbidden" if status is HTTPStatus.FORBIDDEN else "missing"
    return fallback(request).page("fault.html", "/", status=status, said=said)


def _no_number(request: Request, _: Exception) -> HTMLResponse:
    """An address with something else than a number in it leads nowhere."""
    return _refused(request, HTTPException(HTTPStatus.NOT_FOUND))
