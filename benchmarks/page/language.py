"""What the page says in one of its two languages: words, numbers, and what was measured."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from string import Template

import attrs

from benchmarks.machine import Machine
from benchmarks.page.words import WORDS
from benchmarks.promise import Promise, number
from ocop.words import Lang, in_words

#: Language → what the names of its files have before the dot.
ENDINGS: Mapping[Lang, str] = {"en": "", "vi": ".vi"}
_HERE = Path(__file__).parent
_NUMBER = re.compile(r"(?<!\w)\d+(?:,\d{3})*")
_WITH_COMMA = str.maketrans(",.", ".,")


@attrs.frozen
class Language:
    """The words of a language; a name that has none in Vietnamese stays as it is."""

    lang: Lang

    def __call__(self, key: str, **values: object) -> str:
        """A sentence or a head, by its key in ``WORDS``."""
        return WORDS[key](self.lang).format(**values)

    def head(self, *keys: str) -> tuple[str, ...]:
        """The heads of a table; an empty key is an empty head."""
        return tuple(key and self(key) for key in keys)

    def text(self, name: str, **values: str) -> str:
        """A part of the page that is written by hand."""
        text = (_HERE / f"{name}{ENDINGS[self.lang]}.md").read_text(encoding="utf-8")
        return Template(text).substitute(values)

    def digits(self, text: str) -> str:
        """Text of numbers, with the decimal sign of the language."""
        return text.translate(_WITH_COMMA) if self.lang == "vi" else text

    def count(self, value: float) -> str:
        """A whole number, its thousands apart."""
        return self.digits(f"{value:,.0f}")

    def number(self, value: float) -> str:
        """A number with three digits that tell."""
        return self.digits(number(value))

    def value(self, promise: Promise) -> str:
        """What was measured."""
        return f"{self.number(promise.value)} {promise.unit}".strip()

    def limit(self, promise: Promise) -> str:
        """What is promised."""
        unit = f" {promise.unit}" if promise.unit else ""
        limits = (("at_most", promise.most), ("at_least", promise.least))
        return ", ".join(
            self(key, value=self.digits(f"{value:,.10g}") + unit)
            for key, value in limits
            if value is not None
        )

    def day(self, day: str) -> str:
        """A day that is written ``2026-11-29``."""
        return in_words(date.fromisoformat(day), self.lang)

    def machine(self, machine: Machine) -> str:
        """A kind of machine."""
        return self("machine", **attrs.asdict(machine))

    def name(self, name: str) -> str:
        """What was measured, a contestant or a reason, by its English name."""
        return _in_vietnamese(name) if self.lang == "vi" else name

    def picture(self, name: str) -> str:
        """The file of a picture."""
        return f"{name}{ENDINGS[self.lang]}.svg"


def known(name: str) -> bool:
    """Whether a name has its Vietnamese."""
    template, _ = _apart(name)
    if template in _names("names"):
        return True
    inner = _within(template)
    return inner is not None and known(inner[0])


def _in_vietnamese(name: str) -> str:
    template, numbers = _apart(name)
    words = _translated(template)
    for one in numbers:
        words = words.replace("{}", one.translate(_WITH_COMMA), 1)
    return words


def _translated(template: str) -> str:
    if template in _names("names"):
        return _names("names")[template] or template
    inner = _within(template)
    return template if inner is None else inner[1].replace("*", _translated(inner[0]))


def _apart(name: str) -> tuple[str, list[str]]:
    """A name with {} for its numbers, and these."""
    return _NUMBER.sub("{}", name), _NUMBER.findall(name)


def _within(template: str) -> tuple[str, str] | None:
    """The name that stands in another, and what the Vietnamese puts around it."""
    for english, vietnamese in _names("within").items():
        before, after = english.split("*")
        if template.startswith(before) and template.endswith(after):
            return template[len(before) : len(template) - len(after)], vietnamese
    return None


@cache
def _names(kind: str) -> Mapping[str, str]:
    names: Mapping[str, str] = tomllib.loads((_HERE / "names.toml").read_text("utf-8"))[kind]
    return names
