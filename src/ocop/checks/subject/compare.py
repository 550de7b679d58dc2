"""Comparisons: what a file of changes changes, and that it changes nothing else."""

from collections.abc import Iterable, Mapping
from typing import Any

import attrs

from ocop.checks.plain import plain
from ocop.checks.subject.subject import Facts, Setting, Subject, View, under
from ocop.formats.door import from_dict, from_toml
from ocop.law.changes.changed import Changed
from ocop.law.changes.changes import Changes
from ocop.law.rules import Rules
from ocop.words import Lang

__all__ = ["COMPARE", "amended", "changes_of", "compared"]


def changes_of(given: Any, setting: Setting) -> tuple[Changes, ...]:  # noqa: ANN401 - see below
    """The changes of a file beside, of a table, or of several of them.

    Raises:
        InputError: every fault of them.
    """
    if isinstance(given, str):
        return (from_toml(Changes, setting.beside(given)),)
    if isinstance(given, Mapping):
        return (from_dict(Changes, given),)
    return tuple(changes for one in given for changes in changes_of(one, setting))


def amended(given: Any, setting: Setting) -> Rules:  # noqa: ANN401 - as above
    """The rules of a case with changes laid over them.

    Raises:
        InputError: as :func:`changes_of`, and as :meth:`ocop.Rules.amended`.
    """
    with under("compare"):
        return setting.rules.amended(*changes_of(given, setting))


def _place(changed: Changed) -> str:
    """Where a value stands: ``"bands/4/from"``, of a set ``"criteria/1/3.5/2/star"``."""
    of_set = () if changed.product_set is None else (str(changed.product_set),)
    return "/".join((changed.table, *of_set, *changed.path))


def _added(before: Rules, after: Rules) -> set[str]:
    """The ids of the changes that are laid over the rules of a case."""
    return {changes.id for changes in after.changes} - {changes.id for changes in before.changes}


def _follows(table: Any, before: Rules, after: Rules) -> Any:  # noqa: ANN401 - of any subject
    """What a case gives, its regime by name replaced by the one that the changes make of it."""
    if not (isinstance(table, Mapping) and isinstance(table.get("regime"), str)):
        return table
    named = before.regime(table["regime"]).id
    made = [
        regime.id
        for regime in after.regimes()
        if regime.id in _added(before, after) and named in after.law.line(regime.id)
    ]
    return {**table, "regime": made[-1]} if made else table


def _differences(given: Mapping[str, Any], setting: Setting) -> dict[str, Changed]:
    """Every value that the changes change, by its place."""
    before = setting.rules
    after = amended(given["compare"], setting)
    added = _added(before, after)
    differing = [one for one in after.differences if one.changes in added]
    for regime in after.regimes():
        if added & {*after.law.line(regime.id)}:
            for product_set in regime.sets:
                changes = regime.rubric(product_set.number).changes
                differing += [one for one in changes if one.changes in added]
    return {_place(one): one for one in differing}


_FACTS: Facts = {
    "changed": lambda view: tuple(view.value),
    "before": lambda view: {place: one.before for place, one in view.value.items()},
    "after": lambda view: {place: one.after for place, one in view.value.items()},
}


def _why(view: View, lang: Lang) -> Iterable[str]:
    return tuple(one(lang) for one in view.value.values())


def _cites(view: View, lang: Lang) -> Iterable[str]:
    return tuple(dict.fromkeys(one.citation(lang) for one in view.value.values()))


COMPARE = Subject(
    name="compare",
    schema=str | dict[str, Any] | tuple[str, ...],
    make=_differences,
    facts=lambda _given, _asked: _FACTS,
    why=_why,
    cites=_cites,
)


#: Fields that say under which rules an answer stands: they differ of themselves.
_NAMES = frozenset({"regime", "citation"})


def compared(subject: Subject) -> Subject:
    """A subject under the rules of the case and under those with the changes beside it.

    A regime that the case names is on the other side the one that the changes make of it.

    What can be expected is ``changed``, the names of exactly the fields that differ, and of the
    fields ``before`` and ``after``.
    """

    def make(given: Mapping[str, Any], setting: Setting) -> tuple[Any, Any]:
        own = {key: value for key, value in given.items() if key != "compare"}
        changed = attrs.evolve(setting, rules=amended(given["compare"], setting))
        with under(subject.name):
            table = _follows(own[subject.name], setting.rules, changed.rules)
        return subject.make(own, setting), subject.make({**own, subject.name: table}, changed)

    def facts(given: Mapping[str, Any], asked: Mapping[str, Any]) -> Facts:
        own = subject.facts(given, asked)

        def side(n: int, view: View) -> dict[str, Any]:
            seen = View(view.value[n], view.asked)
            return {name: plain(fact(seen)) for name, fact in own.items()}

        def differing(view: View) -> tuple[str, ...]:
            before, after = side(0, view), side(1, view)
            answers = (name for name in own if name not in _NAMES)
            return tuple(name for name in answers if before[name] != after[name])

        return {
            "changed": differing,
            "before": lambda view: side(0, view),
            "after": lambda view: side(1, view),
        }

    def why(view: View, lang: Lang) -> Iterable[str]:
        return subject.why(View(view.value[1], view.asked), lang)

    def cites(view: View, lang: Lang) -> Iterable[str]:
        return subject.cites(View(view.value[1], view.asked), lang)

    return Subject(
        name=subject.name,
        schema=subject.schema,
        beside=subject.beside,
        make=make,
        asks=subject.asks,
        facts=facts,
        why=why,
        cites=cites,
    )
