"""The two languages of the site, and what a day, a number and a name look like in each."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal

from ocop.text import Label
from ocop.words import decimal, in_words, percent

__all__ = ["LANGUAGES", "Lang", "day", "number", "share", "words"]

Lang = Literal["en", "vi"]
LANGUAGES: tuple[Lang, ...] = ("en", "vi")


def words(english: str, vietnamese: str) -> Label:
    """A label of the site's own, English first as the pages are."""
    return Label(vietnamese, english)


def day(when: date, lang: Lang) -> str:
    return in_words(when, lang)


def number(value: int | Fraction, lang: Lang) -> str:
    return decimal(value, lang)


def share(part: Fraction, lang: Lang) -> str:
    """A share to whole per cent."""
    return percent(Fraction(round(part * 100), 100), lang)
