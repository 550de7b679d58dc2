"""Sheets one by one: the library, a loop over dicts, and models that check a dict first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

from benchmarks.races.by_hand import tally
from benchmarks.races.sheets import RUBRIC, TERMS, WANT, Sheets, identifier, least
from ocop import score


def by_library(data: Sheets) -> Callable[[], Any]:
    """A call that makes a sheet and its scorecard of each dict."""
    rows = data.rows()

    def call() -> list[tuple[Any, ...]]:
        answers = []
        for row in rows:
            card = score(RUBRIC.sheet(row))
            parts = (part.points for part in card.parts.values())
            answers.append((*parts, card.total, card.stars_by_points, card.stars, False))
        return answers

    return call


def by_dicts(data: Sheets) -> Callable[[], Any]:
    """A call of the plain loop, with a check of each range."""
    ranges = [(identifier(term.key), least(term), term.last) for term in TERMS]

    def read(row: dict[str, int]) -> SimpleNamespace:
        for key, first, last in ranges:
            if not first <= row[key] <= last:
                raise ValueError(key)
        return SimpleNamespace(**row)

    return _each(data, tally(read))


def by_pydantic(data: Sheets) -> Callable[[], Any]:
    """A call that validates a model of each dict, then counts."""
    from pydantic import ConfigDict, Field, create_model  # noqa: PLC0415 - a peer

    fields: dict[str, Any] = {
        identifier(term.key): (int, Field(ge=least(term), le=term.last)) for term in TERMS
    }
    model = create_model("Answers", __config__=ConfigDict(strict=True), **fields)
    return _each(data, tally(model.model_validate))


def by_msgspec(data: Sheets) -> Callable[[], Any]:
    """A call that converts each dict to a struct with the same ranges, then counts."""
    import msgspec  # noqa: PLC0415 - a peer

    fields = [(identifier(term.key), _range(msgspec, least(term), term.last)) for term in TERMS]
    struct = msgspec.defstruct("Answers", fields)
    return _each(data, tally(lambda row: msgspec.convert(row, struct)))


def answers(results: Any) -> Mapping[str, Any]:
    """The tuples as columns."""
    return dict(zip(WANT, zip(*results, strict=True), strict=True))


def _range(msgspec: Any, first: int, last: int) -> Any:
    from typing import Annotated  # noqa: PLC0415 - beside its use

    return Annotated[int, msgspec.Meta(ge=first, le=last)]


def _each(data: Sheets, call: Callable[[dict[str, int]], Any]) -> Callable[[], Any]:
    rows = data.named().rows()
    return lambda: [call(row) for row in rows]
