"""The form of a step: what an event of the library carries, and what may be chosen for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Self

import attrs
from starlette.datastructures import FormData

import ocop
from examples.app.asked import text, whole
from ocop.cycle import Document, Withdrawal

__all__ = ["BY_COUNCIL", "StepForm"]

#: What a council's verdict does, and no form.
BY_COUNCIL = ("council-evaluated",)
#: What a step carries within a table of its own.
_WITHIN = {"withdrawal": Withdrawal}
_WHOLE_NUMBERS = ("product_set", "stars")


def _fields(kind: type[Any], above: str = "") -> list[str]:
    """The fields of an event, those within a table of its own by a dotted name."""
    fields: list[str] = []
    for field in attrs.fields(kind):
        if field.name in _WITHIN:
            fields += _fields(_WITHIN[field.name], f"{field.name}.")
        elif field.init:
            fields.append(f"{above}{field.name}")
    return fields


@attrs.frozen(kw_only=True)
class StepForm:
    """What is typed into the form of a step.

    Attributes:
        event: The id of the event.
        kind: Its class.
        typed: Field → what is typed into it.
    """

    event: str
    kind: type[ocop.Event]
    typed: Mapping[str, str]

    @classmethod
    def _of(cls, event: str) -> tuple[type[ocop.Event], list[str]]:
        kinds = ocop.Event.kinds()
        if event not in kinds or event in BY_COUNCIL:
            raise ocop.NotFoundError.of("not-an-event", "event", given=event, known=tuple(kinds))
        return kinds[event], _fields(kinds[event])

    @classmethod
    def offered(
        cls,
        event: str,
        application: ocop.Application,
        on: date,
        product_set: ocop.ProductSet | None,
    ) -> Self:
        """The form with what is known: the day, the set, and of a step that is offered whose act.

        Raises:
            NotFoundError: no such event.
        """
        kind, fields = cls._of(event)
        day = on.isoformat()
        known = {"on": day, "withdrawal.on": day}
        if product_set is not None:
            known["product_set"] = str(product_set.number)
        for step in application.next_steps(on):
            if step.event == event:
                known |= {"level": step.actor or "", "stars": str(step.stars or "")}
        typed = {field: known.get(field, "") for field in fields}
        return cls(event=event, kind=kind, typed=typed)

    @classmethod
    def of(cls, event: str, form: FormData) -> Self:
        """The form as it was sent.

        Raises:
            NotFoundError: no such event.
        """
        kind, fields = cls._of(event)
        return cls(event=event, kind=kind, typed={field: text(form, field) for field in fields})

    def read(self) -> ocop.Event:
        """The event; what is left empty is not said.

        Raises:
            InputError: every fault, by its field.
        """
        table: dict[str, Any] = {"event": self.event}
        for field, typed in self.typed.items():
            if not typed:
                continue
            *above, name = field.split(".")
            within = table
            for step in above:
                within = within.setdefault(step, {})
            within[name] = whole(typed) if name in _WHOLE_NUMBERS else typed
        return ocop.from_dict(ocop.Event, table)

    def choices(self, application: ocop.Application, on: date) -> dict[str, list[tuple[str, Any]]]:
        """Field → what may be chosen, each with its words; fields with free text are not in it."""
        regime = application.regime(on)
        levels = [(rule.level.value, rule.level.label) for rule in regime.levels]
        allowed = self.event in application.allowed(on)
        actors = application.stage.who_acts(self.event, regime) if allowed else ()
        stars = {str(step.stars) for step in application.next_steps(on) if step.stars}
        return {
            "level": [pair for pair in levels if pair[0] in actors] or levels,
            "withdrawal.by": levels,
            "withdrawal.ground": [
                (ground.id, ground.label) for ground in Withdrawal.grounds(application.rules)
            ],
            "product_set": [(str(one.number), one.label) for one in regime.sets],
            "stars": [(number, None) for number in sorted(stars)],
        }

    def documents(self, application: ocop.Application, on: date) -> tuple[Document, ...]:
        """The papers that go with the step; none where the rules name none, or hang on the set."""
        number = whole(self.typed.get("product_set", "")) or None
        try:
            return application.required_documents(on, event=self.event, product_set=number)
        except ocop.OcopError:
            return ()
