"""Applications and the events of their history; an application is replayed on reading."""

from collections.abc import Mapping
from typing import Any

from ocop import documents
from ocop.cycle.application.application import Application
from ocop.cycle.application.event import Event
from ocop.formats.kind import Kind, Options

__all__ = ["KINDS"]


def _read(table: Mapping[str, Any], options: Options) -> Application:
    taken = {**table, "lenient": True} if options.lenient else table
    return documents.read_fields(Application, taken)


KINDS = {
    Application: Kind(name="application", schema=Application, read=_read, takes=("lenient",)),
    Event: Kind(
        name="event",
        schema=Event,
        write=Event.to_table,
        read=lambda table, _: Event.from_table(table),
    ),
}
