"""Events of an application that are to be refused, and why they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from ocop.checks.expected import mismatches
from ocop.checks.plain import plain
from ocop.checks.result import Refusal
from ocop.cycle.application.application import Application
from ocop.cycle.application.event import Event
from ocop.cycle.application.refusal import TransitionNotAllowed
from ocop.documents import read
from ocop.errors import InputError, OcopError
from ocop.formats.door import from_dict
from ocop.law.citation import citation
from ocop.law.kind import NONE

__all__ = ["refused_events"]

#: What a table says of the refusal, beside the event.
_OF_THE_REFUSAL = frozenset({"after", "because", "values", "reference"})


def refused_events(whole: Application, given: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - of a file
    """What is expected of a refused event, and what comes of it, where they differ.

    Args:
        whole: The application with its whole history.
        given: The event as a table. ``after`` says after how many events of the history it comes;
            without it, after those of its day and before. ``because`` is the code of the fault or
            the reason of the refusal, ``values`` what the reason speaks of, ``reference`` its
            source in law in either language, ``"none"`` for none.

    Raises:
        InputError: it is no event, or what is expected of it cannot be.
    """
    if not isinstance(given, Mapping):
        raise InputError.of("not-a-table", given=given)
    values = read(dict[str, Any], given.get("values", {}), "values")
    after, because = given.get("after"), given.get("because")
    event: Event = from_dict(
        Event, {key: value for key, value in given.items() if key not in _OF_THE_REFUSAL}
    )
    most = len(whole.history)
    if after is None:
        history = tuple(one for one in whole.history if one.on <= event.on)
    elif type(after) is int and 0 <= after <= most:
        history = whole.history[:after]
    else:
        raise InputError.of("out-of-range", "after", given=after, least=0, most=most)
    before = attrs.evolve(whole, history=history, lenient=False)
    try:
        before.apply(event)
    except OcopError as err:
        refusal = Refusal(err.faults)
        if because is not None and because not in {*refusal.codes, *_reasons(err)}:
            yield because, refusal
        yield from _of_values(values, err)
        if "reference" in given and given["reference"] not in _sources(err):
            yield given["reference"], _sources(err)[0]
        return
    yield because or event.id, None


def _reasons(err: OcopError) -> tuple[str, ...]:
    return (err.why.code,) if isinstance(err, TransitionNotAllowed) else ()


def _sources(err: OcopError) -> tuple[str, ...]:
    """The source in law of a refusal, in Vietnamese and in English; that there is none."""
    if not isinstance(err, TransitionNotAllowed) or not err.reference:
        return (NONE,)
    source = citation(err.reference)
    return (source.vi, source.en)


def _of_values(wanted: Mapping[str, Any], err: OcopError) -> Iterator[tuple[Any, Any]]:
    held = err.why.values if isinstance(err, TransitionNotAllowed) else {}
    for name, value in wanted.items():
        for one in mismatches(value, plain(held.get(name)), "values", name):
            yield {name: one.expected}, {name: one.got}
