"""The bound of a target in words."""

from __future__ import annotations

from ocop.targets._words import WORDS
from ocop.targets.plan.target import Target, is_share
from ocop.targets.snapshot.figure import Number
from ocop.words import Lang, decimal, in_words, percent

__all__ = ["bound_words", "value_words"]


def value_words(value: Number, target: Target, lang: Lang) -> str:
    """A number as the target measures it: a share as a percentage."""
    return percent(value, lang) if is_share(target.measure) else decimal(value, lang)


def bound_words(target: Target, lang: Lang) -> str:
    """What is to hold, and by when: ``ít nhất 300, đến 31/12/2025``."""
    low, high, wording = target.at_least, target.at_most, target.wording
    text = WORDS["to_do"](lang)
    if low is not None and high is not None:
        ends = (value_words(end, target, lang) for end in (low, high))
        text = WORDS["between"](lang).format(*ends)
        text = text if wording is None else WORDS[wording](lang).format(text)
    elif low is not None:
        text = value_words(low, target, lang)
        if wording in {None, "strive"}:
            text = f"{WORDS['at_least'](lang)} {text}"
        text = text if wording is None else WORDS[wording](lang).format(text)
    elif high is not None:
        text = WORDS["at_most"](lang).format(value_words(high, target, lang))
    if target.each is not None:
        text = WORDS["a_year"](lang).format(text)
    return f"{text}, {WORDS['by'](lang)} {in_words(target.by, lang)}"
