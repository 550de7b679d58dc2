"""Rates of the past in words: how often of how many, and where they come from."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from ocop.law.entity import entity_kind
from ocop.scenarios.assumptions.row import months_words
from ocop.scenarios.past.rate import PastRate
from ocop.targets._words import stars_words
from ocop.text import Label
from ocop.words import Lang, decimal, in_words, percent

__all__ = ["interval_words", "key_words", "source_of", "value_words"]

_SOURCE = Label("Sổ theo dõi, {}–{}: {}", "The registry, {} to {}: {}")
_OF = Label("{}/{}", "{} of {}")
#: Field → of what its share is, where that is not plain.
_UNITS = {
    "upgrade": Label("{}/{} năm giấy chứng nhận", "{} of {} years of certificates"),
    "withdrawal": Label("{}/{} năm giấy chứng nhận", "{} of {} years of certificates"),
    "new_per_month": Label("{} trong {} tháng", "{} in {} months"),
}
_ARROW = " → "
#: Shares that are named one by one.
_MOST = 8
_MANY = Label("tỷ lệ của {} sản phẩm mới", "the shares of {} newcomers")


def source_of(rates: tuple[PastRate, ...], first: date, on: date, lang: Lang) -> str:
    """Where the rates of one field come from."""
    if len(rates) > _MOST:
        said = _MANY(lang).format(decimal(rates[0].of, lang))
    else:
        said = ", ".join(_said(rate, lang) for rate in rates)
    return _SOURCE(lang).format(in_words(first, lang), in_words(on, lang), said)


def _said(rate: PastRate, lang: Lang) -> str:
    unit = _UNITS.get(rate.field, _OF)
    of = unit(lang).format(decimal(rate.count, lang), decimal(rate.of, lang))
    return " ".join(filter(None, (key_words(rate, lang), of)))


def key_words(rate: PastRate, lang: Lang) -> str:
    """What a rate is of; empty where it is of all."""
    if not rate.key:
        return ""
    last = rate.key[-1]
    if rate.field == "delay":
        return months_words(int(last), lang)
    if rate.field == "new_kinds":
        return entity_kind(last).label(lang)
    if rate.field == "new_places":
        return last
    return _ARROW.join(stars_words(int(stars), lang) for stars in rate.key)


def value_words(rate: PastRate, lang: Lang) -> str:
    """What a rate comes to: a percentage, or a number a month."""
    if rate.value is None:
        return "–"
    return (decimal if rate.field == "new_per_month" else percent)(rate.value, lang)


def interval_words(rate: PastRate, lang: Lang) -> str:
    """The ends of its interval, rounded for showing."""
    if rate.low is None or rate.high is None:
        return "–"
    shown = decimal if rate.field == "new_per_month" else percent
    return " – ".join(shown(Fraction(end), lang) for end in (rate.low, rate.high))
