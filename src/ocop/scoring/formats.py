"""Sheets and scorecards as JSON, TOML and plain data; what goes out comes back the same.

A sheet:

    {"format": 1, "regime": "26", "set": 1, "choices": {"1.1": 3, …},
     "exclusions": [], "unmet": [], "readings": {}}

``on`` (a date) may stand in place of ``regime``; ``format``, ``exclusions``, ``unmet`` and
``readings`` may be left out. ``as_checked_on`` is the day of the last check of the rules, where
the answer is for a later one. A scorecard has the sheet's keys and its results, which are scored
anew on reading and must agree in value and type.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, overload

import attrs

from ocop.data import (
    check_keys,
    dump_json,
    dump_toml,
    load_json,
    load_toml,
    toml_key,
    toml_string,
)
from ocop.dates import parse_date
from ocop.errors import Faults, InputError, OcopError
from ocop.law.changes.changes import Changes
from ocop.law.regime import Regime
from ocop.law.rules import Rules
from ocop.scoring._agreement import hold_to
from ocop.scoring.rubric.criterion import Criterion
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.rubric.what_if import laid_over
from ocop.scoring.scorecard import Scorecard, score
from ocop.scoring.sheet.choices import is_list
from ocop.scoring.sheet.sheet import Draft, Sheet
from ocop.text import checked_lang

__all__ = [
    "FORMAT",
    "blank_sheet",
    "scorecard_from_dict",
    "scorecard_from_json",
    "scorecard_from_toml",
    "scorecard_to_dict",
    "scorecard_to_toml",
    "sheet_from_dict",
    "sheet_from_json",
    "sheet_from_toml",
    "sheet_to_dict",
    "sheet_to_json",
    "sheet_to_toml",
]

#: The version of the format that is written, and the only one that is read.
FORMAT = 1

_OPTIONAL = (
    "format",
    "regime",
    "on",
    "exclusions",
    "unmet",
    "readings",
    "changes",
    "what_if",
    "as_checked_on",
)
_RESULTS = (
    "parts",
    "total",
    "stars_by_points",
    "stars",
    "capped_by",
    "excluded",
    "notes",
    "doubts",
)
_MAY_LACK = ("stars_by_points", "stars", "as_checked_on")


def sheet_to_dict(sheet: Sheet | Draft) -> dict[str, Any]:
    """A sheet as plain data that JSON and TOML can write.

    Raises:
        InputError: it is no sheet.
    """
    _checked(sheet, (Sheet, Draft), "not-a-sheet", "sheet")
    rubric = sheet.rubric
    found: dict[str, Any] = {
        "format": FORMAT,
        "regime": rubric.regime.id,
        "set": rubric.product_set.number,
        "choices": {
            no: list(choice) if isinstance(choice, tuple) else choice
            for no, choice in sheet.choices.items()
        },
        "exclusions": list(sheet.exclusions),
        "unmet": list(sheet.unmet),
        **rubric.rules.to_dict(),
    }
    if rubric.what_if:
        found["what_if"] = [changes.to_dict() for changes in rubric.what_if]
    if rubric.regime.as_checked_on is not None:
        found["as_checked_on"] = rubric.regime.as_checked_on.isoformat()
    return found


def _rubric_of(data: Mapping[str, Any], faults: Faults) -> Rubric | None:
    """The rubric that the data names; None where it names none, or a faulty one."""
    named = [key for key in ("regime", "on") if key in data]
    if len(named) != 1:
        faults.add("regime-and-on" if named else "no-regime")
        return None
    before = len(faults.found)
    regime = _regime_of(data, _rules_of(data, faults), faults)
    if regime is None or "set" not in data:
        return None
    try:
        rubric = regime.rubric(data["set"])
    except OcopError as err:
        faults.take(err.faults)
        return None
    rows = data.get("what_if", [])
    if not isinstance(rows, list):
        faults.add("not-a-list", "what_if", given=rows)
        return None
    for n, row in enumerate(rows):
        with faults.at("what_if", n):
            rubric = laid_over(rubric, Changes.from_dict(row))
    return rubric if len(faults.found) == before else None


def _rules_of(data: Mapping[str, Any], faults: Faults) -> Rules:
    """The rules that the data names; by default, where they are faulty."""
    try:
        return Rules.from_dict(data)
    except OcopError as err:
        faults.take(err.faults)
        return Rules()


def _regime_of(data: Mapping[str, Any], rules: Rules, faults: Faults) -> Regime | None:
    try:
        if "on" in data:
            return _as_of_check(data, rules.regime_on(parse_date(data["on"], "on")))
        if isinstance(data["regime"], str):
            return _as_of_check(data, rules.regime(data["regime"]))
    except OcopError as err:
        faults.take(err.faults)
    else:
        faults.add("not-text", "regime", given=data["regime"])
    return None


def _as_of_check(data: Mapping[str, Any], rules: Regime) -> Regime:
    """The rules with the age that the data gives them, where it says one."""
    if "as_checked_on" not in data:
        return rules
    given = data["as_checked_on"]
    day = None if given is None else parse_date(given, "as_checked_on")
    if "on" in data and day != rules.as_checked_on:
        raise InputError.of(
            "checked-on-another-day",
            "as_checked_on",
            given=day,
            on=parse_date(data["on"], "on"),
            checked=rules.as_checked_on,
        )
    return rules.as_of_check(day)


def _checked(value: object, kinds: tuple[type, ...], code: str, argument: str) -> None:
    if not isinstance(value, kinds):
        raise InputError.of(code, argument, given=value)


@overload
def sheet_from_dict(
    data: Mapping[str, Any], *, rubric: Rubric | None = None, partial: Literal[False] = False
) -> Sheet: ...


@overload
def sheet_from_dict(
    data: Mapping[str, Any], *, rubric: Rubric | None = None, partial: Literal[True]
) -> Draft: ...


@overload
def sheet_from_dict(
    data: Mapping[str, Any], *, rubric: Rubric | None = None, partial: bool
) -> Sheet | Draft: ...


def sheet_from_dict(
    data: Mapping[str, Any], *, rubric: Rubric | None = None, partial: bool = False
) -> Sheet | Draft:
    """The sheet that plain data says.

    Args:
        data: See the module.
        rubric: The rubric to check it on; its regime, set, rules and what-ifs must be those that
            the data names.
        partial: Make a draft: criteria may be missing.

    Raises:
        InputError: unknown or missing keys, another format, and every fault of the sheet.
    """
    return _sheet(data, ("set", "choices"), rubric, partial=partial)


def _sheet(
    data: Mapping[str, Any], required: tuple[str, ...], rubric: Rubric | None, *, partial: bool
) -> Sheet | Draft:
    if not isinstance(data, Mapping):
        raise InputError.of("not-a-table", given=data)
    faults = Faults()
    check_keys(data, required=required, optional=_OPTIONAL, place="", faults=faults)
    version = data.get("format", FORMAT)
    if type(version) is not int or version != FORMAT:
        faults.add("unknown-format", "format", given=version, known=FORMAT)
    law = _rubric_of(data, faults)
    used = _used(data, law, rubric, faults)
    if used is None or "choices" not in data:
        _check_kinds(data, faults)
        raise InputError(faults.found)
    try:
        sheet = _made(used, data, partial=partial)
    except InputError as err:
        raise InputError([*faults.found, *err.faults]) from None
    faults.raise_if_any()
    return sheet


def _used(
    data: Mapping[str, Any], law: Rubric | None, rubric: Rubric | None, faults: Faults
) -> Rubric | None:
    """The rubric to check the sheet on: the one handed in, held to what the data names."""
    if rubric is None:
        return law
    _checked(rubric, (Rubric,), "not-a-rubric", "rubric")
    if law is None:
        return rubric
    said = (law.regime, law.product_set, law.what_if)
    if said != (rubric.regime, rubric.product_set, rubric.what_if):
        faults.add("made-on-another-rubric", title=rubric.title, regime=rubric.regime.id)
    elif "as_checked_on" in data:
        aged = rubric.regime.as_of_check(law.regime.as_checked_on)
        # the same rules, but not the same words about their age
        if aged.notes != rubric.regime.notes:
            return attrs.evolve(rubric, regime=aged)
    return rubric


def _check_kinds(data: Mapping[str, Any], faults: Faults) -> None:
    """What can be said of a sheet without its rubric."""
    if not isinstance(data.get("choices", {}), Mapping):
        faults.add("not-a-table", "choices", given=data["choices"])
    for key in ("exclusions", "unmet"):
        if not is_list(data.get(key, [])):
            faults.add("not-a-list", key, given=data[key])


def _made(rubric: Rubric, data: Mapping[str, Any], *, partial: bool) -> Sheet | Draft:
    choices = data["choices"]
    exclusions, unmet = data.get("exclusions", ()), data.get("unmet", ())
    if partial:
        return rubric.sheet(choices, exclusions=exclusions, unmet=unmet, partial=True)
    return rubric.sheet(choices, exclusions=exclusions, unmet=unmet)


def sheet_to_json(sheet: Sheet | Draft, *, indent: int | None = None) -> str:
    """A sheet as JSON."""
    return dump_json(sheet_to_dict(sheet), indent=indent)


def sheet_from_json(text: str, *, rubric: Rubric | None = None) -> Sheet:
    """The sheet that JSON says; a key that stands twice is a fault.

    Raises:
        InputError: not JSON, and as :func:`sheet_from_dict`.
    """
    return sheet_from_dict(load_json(text), rubric=rubric)


def sheet_from_toml(text: str, *, rubric: Rubric | None = None) -> Sheet:
    """The sheet that TOML says; a key that stands twice is a fault.

    Raises:
        InputError: not TOML, and as :func:`sheet_from_dict`.
    """
    return sheet_from_dict(load_toml(text), rubric=rubric)


def sheet_to_toml(sheet: Sheet | Draft) -> str:
    """A sheet as TOML."""
    return dump_toml(sheet_to_dict(sheet))


def scorecard_to_dict(card: Scorecard) -> dict[str, Any]:
    """A scorecard as plain data: its sheet, and what it scored.

    Raises:
        InputError: it is no scorecard.
    """
    _checked(card, (Scorecard,), "not-a-scorecard", "card")
    as_checked_on = card.rubric.regime.as_checked_on
    sheet = sheet_to_dict(card.sheet)
    sheet.pop("as_checked_on", None)  # stands last, with the results
    return {
        **sheet,
        "parts": {key: part.points for key, part in card.parts.items()},
        "total": card.total,
        "stars_by_points": card.stars_by_points,
        "stars": card.stars,
        "capped_by": [
            {
                "criterion": each.criterion,
                "option": each.option,
                "needs_option": each.needs_option,
                "stars": each.stars,
            }
            for each in card.capped_by
        ],
        "excluded": [each.id for each in card.exclusions],
        "notes": [{"id": each.id, "vi": each.label.vi, "en": each.label.en} for each in card.notes],
        "doubts": [
            f"{each.at}: {each.label.en}" if each.at else each.label.en for each in card.doubts
        ],
        "as_checked_on": None if as_checked_on is None else as_checked_on.isoformat(),
    }


def scorecard_from_dict(data: Mapping[str, Any], *, rubric: Rubric | None = None) -> Scorecard:
    """The scorecard that plain data says, scored anew.

    Raises:
        InputError: as :func:`sheet_from_dict`; also where a result is not what the sheet scores.
    """
    card = score(
        _sheet(data, ("set", "choices", *_RESULTS, "as_checked_on"), rubric, partial=False)
    )
    assert isinstance(card, Scorecard)  # noqa: S101 - for the type checker: it is not partial
    faults, scored = Faults(), scorecard_to_dict(card)
    for key in _RESULTS:
        hold_to(scored[key], data[key], faults, key)
    faults.raise_if_any()
    return card


def scorecard_from_json(text: str, *, rubric: Rubric | None = None) -> Scorecard:
    """The scorecard that JSON says, scored anew.

    Raises:
        InputError: not JSON, and as :func:`scorecard_from_dict`.
    """
    return scorecard_from_dict(load_json(text), rubric=rubric)


def scorecard_to_toml(card: Scorecard) -> str:
    """A scorecard as TOML; what is None is left out."""
    return dump_toml(scorecard_to_dict(card))


def scorecard_from_toml(text: str, *, rubric: Rubric | None = None) -> Scorecard:
    """The scorecard that TOML says, scored anew.

    Raises:
        InputError: not TOML, and as :func:`scorecard_from_dict`.
    """
    # TOML has no null: what a scorecard may lack is left out
    return scorecard_from_dict({**dict.fromkeys(_MAY_LACK), **load_toml(text)}, rubric=rubric)


def _criterion_lines(criterion: Criterion, lang: str) -> list[str]:
    words = {
        "vi": ("tối đa", "điểm", "đánh dấu các dòng đạt", "trường hợp"),
        "en": ("at most", "points", "list every line that holds", "case"),
    }[lang]
    most, points, many, case = words
    lines = [f"# {criterion.no} {criterion.label(lang)} ({most} {criterion.maximum} {points})"]
    if criterion.heading_star:
        lines[0] += f" {'★' * criterion.heading_star}"
    if criterion.choice == "many":
        lines.append(f"#   [{many}]")
    lines += [f"#   [{each.label(lang)}]" for each in criterion.conditions]
    lines += [f"#   [{each(lang)}]" for each in criterion.guidance]
    for option in criterion.options:
        star = f" {'★' * option.min_star}" if option.min_star else ""
        branch = f" [{case} {option.branch}]" if option.branch else ""
        lines.append(f"#   {option.no} = {option.points}{star}{branch} {option.label(lang)}")
    if criterion.zero_option is None and criterion.choice == "one":
        none = {"vi": "không đạt mức nào", "en": "none of these levels"}[lang]
        lines.append(f"#   0 = 0 {none}")
    lines.append(f"# {toml_key(criterion.no)} =")
    return lines


def blank_sheet(rubric: Rubric, lang: Literal["vi", "en"] = "vi") -> str:
    """A blank sheet as TOML: every criterion with its levels, points and star minima in comments.

    To fill it in, take the ``#`` from each ``"1.1" =`` and write the option number behind it.

    Raises:
        InputError: it is no rubric, or another language.
    """
    _checked(rubric, (Rubric,), "not-a-rubric", "rubric")
    lang = checked_lang(lang)
    words = {
        "vi": (
            "Bỏ dấu # và ghi số thứ tự mức đạt; ★ là mức tối thiểu cho số sao ấy",
            "Loại trừ: ghi mã vào danh sách nếu đúng",
            "Điều kiện: ghi mã vào danh sách nếu không có, rồi bỏ trống tiêu chí cần điều kiện ấy",
        ),
        "en": (
            "Take away the # and write the number of the level; ★ marks the least for that rank",
            "Exclusions: list the ids that hold",
            "Conditions: list the ids that are not met, and leave out the criteria that need them",
        ),
    }[lang]
    lines = [f"# {rubric.title(lang)}: {rubric.citation(lang)}"]
    lines += [f"# {note.label(lang)}" for note in rubric.regime.notes]
    lines += [f"# {words[0]}", f"format = {FORMAT}"]
    lines += [
        f"regime = {toml_string(rubric.regime.id)}",
        f"set = {rubric.product_set.number}",
    ]
    readings = rubric.rules.readings
    if readings.changed:
        pairs = (f"{name} = {toml_string(id_)}" for name, id_ in readings.changed.items())
        lines.append(f"readings = {{ {', '.join(pairs)} }}")
        lines += [f"#   {label(lang)}" for label in readings.labels]
    lines += [
        "",
        f"# {words[1]}",
        *(f"#   {each.id}: {each.label(lang)}" for each in rubric.exclusions),
        "exclusions = []",
    ]
    conditions = {
        c.id: c.label for each in rubric.criteria for c in each.conditions if not c.criterion
    }
    if conditions:
        lines += [
            "",
            f"# {words[2]}",
            *(f"#   {key}: {label(lang)}" for key, label in conditions.items()),
            "unmet = []",
        ]
    lines += ["", "[choices]"]
    for group in rubric.groups:
        lines += ["", f"# {group.part}.{group.no} {group.label(lang)} ({group.maximum})"]
        for criterion in group.criteria:
            lines += _criterion_lines(criterion, lang)
    return "\n".join(lines) + "\n"
