"""Applications and the events of their history; an application is replayed on reading."""

from ocop.cycle.application.application import Application
from ocop.cycle.application.event import Event
from ocop.formats.kind import Kind

__all__ = ["KINDS"]

KINDS = {
    Application: Kind(name="application", schema=Application),
    Event: Kind(
        name="event",
        schema=Event,
        write=Event.to_table,
        read=lambda table, _: Event.from_table(table),
    ),
}
