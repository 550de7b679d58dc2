"""What is wrong with a sheet, in fewer lines: what is not filled in, and which table it fits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ocop._cli.argument import Day
from ocop.errors import Fault, InputError, OcopError, Path, fault
from ocop.law.rules import Rules
from ocop.scoring.sheet.sheet import Draft, Sheet
from ocop.text import Label

__all__ = ["gathered", "sheet_faults", "with_day"]

_UNANSWERED = "no-option-chosen"
#: What a sheet has that was filled in for another table.
_OF_ANOTHER = {
    "no-set-called",
    "no-such-option",
    "no-such-set",
    "not-a-checklist",
    "not-a-criterion",
    "not-an-option",
}
#: The keys that hold in whatever table.
_ANSWERS = ("set", "choices", "unmet", "readings", "changes")
#: Of what does not fit, as many are told beside what it fits.
_EXAMPLES = 3
#: A sheet that fits more sets than this fits none in particular.
_MOST_SETS = 5


def with_day(data: dict[str, Any], lang: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """A sheet's document with the day of ``on`` read as a person writes it.

    Args:
        data: The document; one whose ``on`` is no day is left as it is.
        lang: The language of the remark.

    Returns:
        The document, and a remark where the day may be read otherwise.
    """
    if not isinstance(data.get("on"), str):
        return data, ()
    try:
        day = Day(data["on"], "on")
    except InputError:
        return data, ()
    return {**data, "on": day.day}, (f"on: {day.remark(lang)}",) if day.doubtful else ()


def sheet_faults(data: object, faults: tuple[Fault, ...], **more: str) -> tuple[Fault, ...]:
    """The faults of a sheet, in as few lines as a person needs.

    Args:
        data: The document.
        faults: What :func:`ocop.from_dict` raised of it.
        more: As for :func:`gathered`.

    Returns:
        One for all criteria without an answer; and where the choices fit another regime or set, one
        that says which, with examples of what does not fit.
    """
    faults = tuple(_of_day(data, each) for each in faults)
    strange = [each for each in faults if each.code in _OF_ANOTHER]
    fitting = _fitting(data, strange) if strange and isinstance(data, Mapping) else None
    if fitting is None:
        return gathered(faults, **more)
    others = [each for each in faults if each.code not in {*_OF_ANOTHER, _UNANSWERED}]
    return (fitting, *strange[:_EXAMPLES], *others)


def _of_day(data: Any, one: Fault) -> Fault:  # noqa: ANN401 - any document
    """A fault of the day as one of a day that a person wrote."""
    if one.path == ("on",) and one.code == "not-a-date-text":
        try:
            Day(data["on"], "on")
        except InputError as err:
            return err.faults[0]
    return one


def gathered(faults: tuple[Fault, ...], **more: str) -> tuple[Fault, ...]:
    """The faults, those of the criteria of one sheet that have no answer as one, before the others.

    Args:
        faults: What reading raised.
        more: What else the one fault says: ``partial``, an option that helps.
    """
    missing: dict[Path, list[Fault]] = {}
    for one in faults:
        if one.code == _UNANSWERED:
            missing.setdefault(one.path[:-1], []).append(one)
    # of one alone its name and its levels are told
    several = {path: alike for path, alike in missing.items() if len(alike) > 1}
    rest = [one for one in faults if one.code != _UNANSWERED or one.path[:-1] not in several]
    return (*(_in_one(path, alike, more) for path, alike in several.items()), *rest)


def _in_one(path: Path, alike: list[Fault], more: dict[str, str]) -> Fault:
    names = tuple(str(one.path[-1]) for one in alike)
    whole = fault("not-filled-in", *path, count=len(names), missing=names, **more)
    return whole.in_file(alike[0].file, alike[0].line)


def _fitting(data: Mapping[str, Any], strange: list[Fault]) -> Fault | None:
    """What says which other table a sheet fits: whole if it can be, else as far as it goes."""
    answers = {key: data[key] for key in _ANSWERS if key in data}
    try:
        rules = Rules.from_dict(answers)
    except InputError:
        return None
    for kind in (Sheet, Draft):
        regimes = tuple(
            regime.id for regime in rules.regimes() if _fits(kind, {**answers, "regime": regime.id})
        )
        if regimes:
            return fault("fits-other-regimes", count=len(strange), regimes=regimes)
    if strange[0].path == ("set",):  # no set to lay another beside
        return None
    named = rules.regime(data["regime"]) if "regime" in data else rules.regime_on(data["on"])
    sets = tuple(
        Label(f"{each.number} ({each.label.vi})", f"{each.number} ({each.label.en})")
        for each in named.sets
        if _fits(Sheet, {**answers, "regime": named.id, "set": each.number})
    )
    if 0 < len(sets) <= _MOST_SETS:
        return fault("fits-other-sets", count=len(strange), sets=sets)
    return None


def _fits(kind: type[Sheet | Draft], data: Mapping[str, Any]) -> bool:
    from ocop.formats.door import from_dict  # noqa: PLC0415 - only where something is wrong

    try:
        from_dict(kind, data)
    except OcopError:
        return False
    return True
