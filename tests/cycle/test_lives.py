"""Worked lives: products from idea to promotion and on, one a file.

A file has a history, replayed as it stands; what must hold on days (``expect``), judged by what had
happened by then; and events that must be refused (``refused``), each after so many events.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import ocop
from ocop.cycle import Application, Event, TransitionNotAllowed
from ocop.errors import NotRegulated

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))


def read(path):
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    return case, ocop.from_dict(Application, case["application"])


def window(certificate):
    try:
        return [str(certificate.filing_window.first), str(certificate.filing_window.last)]
    except NotRegulated:
        return []


# ruff: noqa: ARG005 - every fact is asked of an application and a day
FACTS = {
    "stage": lambda app, on: str(app.stage),
    "case": lambda app, on: app.case,
    "level": lambda app, on: str(app.level(on)),
    "regime": lambda app, on: app.regime(on).id,
    "status": lambda app, on: str(app.status(on)),
    "stars": lambda app, on: app.certificate.stars,
    "kind": lambda app, on: app.certificate.kind,
    "last_valid_day": lambda app, on: app.certificate.last_valid_day,
    "window": lambda app, on: window(app.certificate),
    "earlier": lambda app, on: [str(each.status(on)) for each in app.certificates[:-1]],
    "conclusion": lambda app, on: app.conclusion(on).outcome,
    "steps": lambda app, on: [each.event for each in app.next_steps(on, calendar="weekends")],
    "by": lambda app, on: {
        each.event: each.deadline.day
        for each in app.next_steps(on, calendar="weekends")
        if each.deadline
    },
    "over": lambda app, on: app.over,
}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_life(path):
    case, whole = read(path)
    assert case["source"]
    assert case["expect"]
    for expected in case["expect"]:
        on = expected.pop("on")
        by_then = [event for event in whole.history if event.on <= on]
        found = Application(
            product=whole.product,
            rules=whole.rules,
            held_before=whole.held_before,
            history=by_then,
        )
        assert {key: FACTS[key](found, on) for key in expected} == expected, on
    for refused in case.get("refused", ()):
        found = Application(
            product=whole.product,
            rules=whole.rules,
            held_before=whole.held_before,
            history=whole.history[: refused["after"]],
        )
        with pytest.raises(TransitionNotAllowed) as caught:
            found.apply(ocop.from_dict(Event, refused["event"]))
        assert refused["why"] in caught.value.why.en
        assert caught.value.reference == refused.get("reference", caught.value.reference)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_it_comes_back_the_same(path):
    _, whole = read(path)
    assert ocop.from_dict(Application, ocop.to_dict(whole)) == whole


def test_there_are_ten():
    assert len(CASES) >= 10
