"""Coverage as text and as plain data, in either language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ocop.checks.coverage.coverage import Coverage, Decided
from ocop.checks.coverage.element import KINDS, Element, ElementKind, Shift
from ocop.law.rules import default_rules
from ocop.shown.record import Record, joined
from ocop.shown.table import Table, column, part_row, row
from ocop.text import Label
from ocop.words import Lang, escaped

__all__ = ["coverage_data", "coverage_records", "coverage_table", "coverage_text"]

_WORDS = {
    "decided": Label(
        "Các ca quyết định {decided} trên {of} quy định mà chúng chạm đến ({share} %).",
        "The cases decide {decided} of {of} rules that they touch ({share} %).",
    ),
    "set": Label("Bộ {}", "Set {}"),
    "criterion": Label("tiêu chí", "criteria"),
    "level": Label("mức", "level"),
    "undecided": Label("Khác đi một bậc mà không ca nào thấy:", "Otherwise by one, unnoticed:"),
    "none": Label("Không có.", "None."),
    "reading": Label("Cách hiểu", "Readings"),
    "target": Label("Kế hoạch", "Plans"),
    "options": Label("tiêu chí {}: điểm của mức {}", "criterion {}: points of option {}"),
}
_HUNDRED = 100


def coverage_text(coverage: Coverage, lang: Lang) -> str:
    """Coverage in words: how much of each kind, of each decision and set, and what is left."""
    lines = [_head(coverage, lang)]
    lines += [f"  {words}" for words in _counts(coverage.decisions, lang)]
    for name, decisions in _parts(coverage.decisions, lang).items():
        lines += ["", name, f"  {'; '.join(_counts(decisions, lang))}"]
        for number, of_set in _sets(decisions).items():
            counts = "; ".join(_counts(of_set, lang, criteria=True))
            lines.append(f"  {_WORDS['set'](lang).format(number)}: {counts}")
    lines += ["", _WORDS["undecided"](lang)]
    parts = _parts(coverage.undecided, lang)
    for name, decisions in parts.items():
        lines += [f"  {name}", *(f"    {line}" for line in _left(decisions, lang))]
    return "\n".join(lines if parts else [*lines[:-1], f"{lines[-1]} {_WORDS['none'](lang)}"])


def _head(coverage: Coverage, lang: Lang) -> str:
    decided, of = coverage.counts
    share = decided * _HUNDRED // of if of else _HUNDRED
    return _WORDS["decided"](lang).format(decided=decided, of=of, share=share)


def coverage_table(coverage: Coverage, lang: Lang) -> Table:
    """A row a decision, its sets below it; then the readings and the plans."""
    kinds = tuple(coverage.kinds)
    rows = []
    for name, decisions in _parts(coverage.decisions, lang).items():
        rows.append(part_row(name, *_cells(decisions, kinds)))
        rows += [
            row(_WORDS["set"](lang).format(number), *_cells(of_set, kinds))
            for number, of_set in _sets(decisions).items()
        ]
    return Table(
        caption=_head(coverage, lang),
        lang=lang,
        columns=(column(""), *(column(KINDS[kind](lang), number=True) for kind in kinds)),
        rows=tuple(rows),
    )


def _cells(decisions: Iterable[Decided], kinds: Iterable[ElementKind]) -> list[str]:
    counts = Coverage(tuple(decisions)).kinds
    return ["/".join(map(str, counts[kind])) if kind in counts else "" for kind in kinds]


def coverage_data(coverage: Coverage, lang: Lang) -> dict[str, Any]:
    """Coverage as plain data.

    ``decided`` and ``of`` count; ``kinds`` by kind; ``regimes`` by regime with ``sets``; and
    ``elements`` are one by one, each with its ``shifts`` and the case that would notice each.
    """
    decided, of = coverage.counts
    of_law = [one for one in coverage.decisions if one.element.regime is not None]
    return {
        "decided": decided,
        "of": of,
        "kinds": _numbers(coverage.decisions),
        "regimes": [
            {
                "id": regime,
                "kinds": _numbers(decisions),
                "sets": [
                    {"set": number, "kinds": _numbers(of_set), "criteria": _criteria(of_set)}
                    for number, of_set in _sets(decisions).items()
                ],
            }
            for regime, decisions in _by(of_law, lambda one: one.regime).items()
        ],
        "elements": [_element(one, lang) for one in coverage.decisions],
    }


def coverage_records(coverage: Coverage, lang: Lang) -> list[Record]:
    """A record a rule."""
    return [
        {
            "id": one.element.id,
            "kind": one.element.kind,
            "regime": one.element.regime,
            "set": one.element.product_set,
            "place": joined(one.element.place),
            "text": one.element(lang),
            "decided": one.decided,
            "reference": one.element.citation(lang),
        }
        for one in coverage.decisions
    ]


def _by(decisions: Iterable[Decided], key: Any) -> dict[Any, list[Decided]]:  # noqa: ANN401 - a function of an element
    groups: dict[Any, list[Decided]] = {}
    for one in decisions:
        groups.setdefault(key(one.element), []).append(one)
    return groups


def _parts(decisions: Iterable[Decided], lang: Lang) -> Mapping[str, list[Decided]]:
    """The decisions by regime, oldest first, then readings and plans."""
    order = list(default_rules().law.regime_ids)

    def place(element: Element) -> tuple[int, int]:
        """Tables before rubrics, and these by the number of their set."""
        if element.regime is None:
            return len(order) + 1 + (element.kind == "target"), 0
        at = order.index(element.regime) if element.regime in order else len(order)
        return at, element.product_set or 0

    ordered = sorted(decisions, key=lambda one: place(one.element))
    return _by(ordered, lambda element: _part(element, lang))


def _part(element: Element, lang: Lang) -> str:
    if element.regime is None:
        return _WORDS[element.kind](lang)
    regime = default_rules().known(element.regime)
    return escaped(element.regime) if regime is None else regime.citation(lang)


def _sets(decisions: Iterable[Decided]) -> Mapping[int, list[Decided]]:
    in_sets = [one for one in decisions if one.element.product_set is not None]
    return dict(sorted(_by(in_sets, lambda one: one.product_set).items()))


def _numbers(decisions: Iterable[Decided]) -> dict[str, dict[str, int]]:
    kinds = Coverage(tuple(decisions)).kinds
    return {kind: {"decided": done, "of": of} for kind, (done, of) in kinds.items()}


def _criteria(decisions: Iterable[Decided]) -> dict[str, int]:
    """How many criteria of a set are decided, in points or minima, and of how many."""
    in_criteria = [one for one in decisions if one.element.criterion is not None]
    by = _by(in_criteria, lambda one: one.criterion)
    return {"decided": sum(any(one.decided for one in some) for some in by.values()), "of": len(by)}


def _counts(decisions: Iterable[Decided], lang: Lang, *, criteria: bool = False) -> list[str]:
    counts = [
        (KINDS[kind](lang), count) for kind, count in Coverage(tuple(decisions)).kinds.items()
    ]
    words = [f"{name} {decided}/{of}" for name, (decided, of) in counts]
    if criteria:
        count = _criteria(decisions)
        words.insert(0, f"{_WORDS['criterion'](lang)} {count['decided']}/{count['of']}")
    return words


def _left(decisions: Iterable[Decided], lang: Lang) -> Iterator[str]:
    """What nobody would notice, an element a line; the options of a criterion in one."""
    options: dict[tuple[int | None, str | None], list[str]] = {}
    for one in decisions:
        element = one.element
        if element.kind == "option":
            options.setdefault((element.product_set, element.criterion), []).append(
                element.place[2]
            )
        else:
            yield element.otherwise(_unnoticed(one), lang)
    for (number, criterion), nos in options.items():
        words = _WORDS["options"](lang).format(criterion, ", ".join(nos))
        yield f"{_WORDS['set'](lang).format(number)}, {words}"


def _unnoticed(decided: Decided) -> list[Shift]:
    return [shift for shift, result in decided.by if result is None]


def _element(decided: Decided, lang: Lang) -> dict[str, Any]:
    element = decided.element
    return {
        "id": element.id,
        "kind": element.kind,
        "regime": element.regime,
        "set": element.product_set,
        "place": list(element.place),
        "text": element(lang),
        "reference": element.citation(lang),
        "decided": decided.decided,
        "shifts": [
            {
                "text": element.otherwise((shift,), lang),
                "noticed_by": result and f"{result.file.name}:{result.line}",
            }
            for shift, result in decided.by
        ],
    }
