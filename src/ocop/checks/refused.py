"""Events of an application that are to be refused, and why they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from ocop.checks.result import Refusal
from ocop.cycle.application.application import Application
from ocop.cycle.application.event import Event
from ocop.errors import InputError, OcopError
from ocop.formats.door import from_dict

__all__ = ["refused_events"]


def refused_events(whole: Application, given: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - of a file
    """What is expected of a refused event, and what comes of it, where they differ.

    Args:
        whole: The application with its whole history.
        given: The event as a table. ``after`` says after how many events of the history it comes;
            without it, after those of its day and before. ``because`` is the code of the refusal.

    Raises:
        InputError: it is no event.
    """
    if not isinstance(given, Mapping):
        raise InputError.of("not-a-table", given=given)
    after, because = given.get("after"), given.get("because")
    table = {key: value for key, value in given.items() if key not in {"after", "because"}}
    event: Event = from_dict(Event, table)
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
        if because is not None and because not in refusal.codes:
            yield because, refusal
        return
    yield because or event.id, None
