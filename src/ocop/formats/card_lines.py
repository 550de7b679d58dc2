"""Scorecards as lines of JSON: what all cards of a rubric have in common is written once."""

from collections.abc import Iterable
from json import JSONEncoder
from typing import Any

from ocop.data import dump_json
from ocop.formats._results import worded, written_minima
from ocop.formats.door import to_dict
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.scorecard import Scorecard
from ocop.scoring.sheet.owner import NOBODY, Owner, OwnerFields
from ocop.scoring.sheet.sheet import Sheet
from ocop.scoring.stars import MissedMinimum

__all__ = ["CardLines"]

#: Rubrics whose form is kept.
_MOST = 256
_OWNER = frozenset(OwnerFields.__annotations__)
#: The keys of a card in which those of a rubric differ; whose it is stands before its choices.
_DIFFERING = frozenset(
    {
        "choices",
        "exclusions",
        "unmet",
        "parts",
        "total",
        "stars_by_points",
        "stars",
        "capped_by",
        "excluded",
        "notes",
    }
)
_text = JSONEncoder(ensure_ascii=False).encode


class CardLines:
    """Writes scorecards as :func:`ocop.to_json` does, a line each."""

    def __init__(self) -> None:
        # by identity: rubrics that are equal may have been checked on other days
        self._forms: dict[int, _Form] = {}

    def line(self, card: Scorecard) -> str:
        """The JSON of a scorecard that was just scored, and not read."""
        form = self._forms.get(id(card.rubric))
        if form is None:
            if len(self._forms) >= _MOST:
                self._forms.clear()
            form = self._forms[id(card.rubric)] = _Form(card)
        return form.line(card)


class _Form:
    """The line of the cards of a rubric, with slots for what differs between them."""

    def __init__(self, card: Scorecard) -> None:
        self.rubric: Rubric = card.rubric  # kept, so that no other takes its identity
        criteria = self.rubric.criteria
        self._ticked = any(criterion.choice == "many" for criterion in criteria)
        self._needs = self.rubric._tables.needs
        self._choices = _slots(criterion.no for criterion in criteria)
        self._parts = _slots(card.parts)
        #: A missed minimum → what it is in JSON: the rubric has one value for each.
        self._missed: dict[tuple[str, int, int], str] = {}
        pieces = []
        for key, value in to_dict(card).items():
            if key not in _OWNER:
                shown = f"%({key})s" if key in _DIFFERING else dump_json(value).replace("%", "%%")
                pieces.append(f'{"%(owner)s" if key == "choices" else ""}"{key}": {shown}')
        self._line = "{" + ", ".join(pieces) + "}"

    def line(self, card: Scorecard) -> str:
        sheet, capped_by, excluded = card.sheet, card.capped_by, card.exclusions
        return self._line % {
            "owner": "" if sheet.owner is NOBODY else _owner(sheet.owner),
            "choices": self._choices_of(sheet),
            "exclusions": _list(sheet.exclusions),
            "unmet": _list(sheet.unmet),
            "parts": self._parts % tuple([part.points for part in card.parts.values()]),
            "total": card.total,
            "stars_by_points": _number(card.stars_by_points),
            "stars": _number(card.stars),
            "capped_by": f"[{', '.join(map(self._missed_of, capped_by))}]" if capped_by else "[]",
            "excluded": _list([exclusion.id for exclusion in excluded]) if excluded else "[]",
            "notes": dump_json(worded(card)["notes"]) if card.notes else "[]",
        }

    def _choices_of(self, sheet: Sheet) -> str:
        held = sheet._held
        if self._ticked or sheet.unmet or any(held[i] <= least for _, i, least in self._needs):
            return dump_json({**sheet.choices})
        return self._choices % held  # every criterion applies: the choices, in their order

    def _missed_of(self, missed: MissedMinimum) -> str:
        key = missed.criterion, missed.option, missed.stars
        text = self._missed.get(key)
        if text is None:
            text = self._missed[key] = dump_json(written_minima([missed])[0])
        return text


def _slots(keys: Iterable[str]) -> str:
    """A table of JSON with these keys, and slots for its values."""
    return "{" + ", ".join(f"{_text(key)}: %s" for key in keys) + "}"


def _list(values: Any) -> str:  # noqa: ANN401 - a list or a tuple of plain data
    return dump_json(values) if values else "[]"


def _number(value: int | None) -> str:
    return "null" if value is None else str(value)


def _owner(owner: Owner) -> str:
    return "".join([f'"{name}": {_text(value)}, ' for name, value in owner.fields.items()])
