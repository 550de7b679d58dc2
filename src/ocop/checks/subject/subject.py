"""Subjects: what stands under one key of a case, and what can be expected of it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, is_typeddict

import attrs

from ocop.brief import Brief
from ocop.errors import Faults, InputError, OcopError
from ocop.law.rules import Rules
from ocop.words import Lang

__all__ = [
    "Fact",
    "Facts",
    "Setting",
    "Subject",
    "View",
    "as_it_stands",
    "attributes",
    "fields_of",
    "nothing_more",
    "on_day",
    "ruled",
    "under",
]


@attrs.frozen(kw_only=True, repr=False)
class Setting(Brief):
    """What a case stands in.

    Attributes:
        rules: Which law, and how it is read where it is silent.
        beside: The text of a file that stands beside the one of the case, by its name; raises
            InputError where it cannot be read.
        name: What the case is called: it names a product that the case does not name.
    """

    rules: Rules
    beside: Callable[[str], str]
    name: str


@attrs.frozen(repr=False)
class View(Brief):
    """What an expectation is read off.

    Attributes:
        value: The answer to the case.
        asked: What the expectation asks for: the day ``on``, a ``target``…
    """

    value: Any
    asked: Mapping[str, Any]


def on_day(view: View) -> date:
    """The day that an expectation is about; only where it has been held to name one."""
    day: date = view.asked["on"]
    return day


#: One field of an answer.
Fact = Callable[[View], Any]
Facts = Mapping[str, Fact]


@contextmanager
def under(*path: str | int) -> Iterator[None]:
    """Let what is raised inside be a fault of what stands at a path of the case."""
    try:
        yield
    except OcopError as err:
        raise InputError(fault.inside(*path) for fault in err.faults) from None


def as_it_stands(given: Mapping[str, Any], _rules: Rules) -> Mapping[str, Any]:
    """What is given: there is nothing to be filled in."""
    return given


def ruled(table: Mapping[str, Any], setting: Setting) -> dict[str, Any]:
    """The table of a value with its rules, which are those of its case.

    Raises:
        InputError: it says rules of its own, which would not be those of the case.
    """
    faults = Faults()
    for key in ("readings", "changes"):
        if key in table:
            faults.add("check-rules-inside", key, given=key)
    faults.raise_if_any()
    return {"product": setting.name, **table, **setting.rules.to_dict()}


def nothing_more(_view: View, _lang: Lang) -> Iterable[str]:
    """No reasons: the answer says all there is to say."""
    return ()


@attrs.frozen(kw_only=True, repr=False)
class Subject(Brief):
    """What a case can be about.

    Attributes:
        name: The key of a case under which it stands.
        schema: What stands there, as :mod:`ocop.documents` reads it.
        beside: Further keys of a case that belong to it → their schema.
        make: The answer, of what stands under the keys; it raises OcopError where there is none.
        asks: What an expectation may ask for, beside the fields → its type.
        facts: The fields that can be expected, by what is given and what is asked.
        forms: What may be given and asked, as far as the fields depend on it: an example of each.
        keys: The keys of what stands there, where its schema does not say them.
        whole: What stands under the keys with nothing left to be filled in.
        why: The reasons of an answer, a sentence a line.
        cites: The sources in law of an answer.
    """

    name: str
    schema: Any
    beside: Mapping[str, Any] = attrs.field(factory=dict)
    make: Callable[[Mapping[str, Any], Setting], Any]
    asks: Mapping[str, Any] = attrs.field(factory=dict)
    facts: Callable[[Mapping[str, Any], Mapping[str, Any]], Facts]
    forms: tuple[tuple[Mapping[str, Any], Mapping[str, Any]], ...] = (({}, {}),)
    keys: tuple[str, ...] = attrs.field()
    whole: Callable[[Mapping[str, Any], Rules], Mapping[str, Any]] = as_it_stands
    why: Callable[[View, Lang], Iterable[str]] = nothing_more
    cites: Callable[[View, Lang], Iterable[str]] = nothing_more

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field that can be expected of some answer, in order."""
        return tuple(sorted({name for form in self.forms for name in self.facts(*form)}))

    @keys.default
    def _of_schema(self) -> tuple[str, ...]:
        return tuple(self.schema.__annotations__) if is_typeddict(self.schema) else ()


def fields_of(cls: type) -> tuple[str, ...]:
    """What a class can be told by a table, but for its rules, which are those of the case."""
    return tuple(
        field.alias for field in attrs.fields(cls) if field.init and field.alias != "rules"
    )


def attributes(cls: type, *left_out: str) -> dict[str, Fact]:
    """Every public attribute of a class as a field, but those that are left out."""
    names = {field.alias for field in attrs.fields(cls) if not field.name.startswith("_")}
    names |= {
        name
        for name in dir(cls)
        if not name.startswith("_") and not _is_called(inspect.getattr_static(cls, name))
    }
    return {name: _attribute(name) for name in sorted(names - {*left_out, "rules"})}


def _is_called(member: object) -> bool:
    return callable(member) or isinstance(member, classmethod | staticmethod)


def _attribute(name: str) -> Fact:
    return lambda view: getattr(view.value, name)
