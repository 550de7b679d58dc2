"""Assumptions in words: a row a field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import attrs

from ocop.brief import Brief
from ocop.law.entity import entity_kind
from ocop.scenarios.assumptions.share import key_text
from ocop.targets._words import stars_words
from ocop.targets.where import STARS
from ocop.text import Label
from ocop.words import Lang, decimal, in_words, percent

__all__ = ["LABELS", "Row", "months_words", "rows_of"]


@attrs.frozen(kw_only=True, repr=False)
class Row(Brief):
    """What is supposed of one field, in one language.

    Attributes:
        field: The name of the field.
        what: What it says.
        value: Its numbers.
        source: Who says so; that it is assumed where nobody does.
        assumed: Whether nobody is named.
    """

    field: str
    what: str
    value: str
    source: str
    assumed: bool


#: Field → what it says.
LABELS = {
    "renewal": Label("Được công nhận lại khi hết hiệu lực", "Recognised again after their end"),
    "renewed_as": Label("Hạng khi được công nhận lại", "Stars when recognised again"),
    "delay": Label(
        "Từ ngày hết hiệu lực đến ngày công nhận lại", "From the end to the new recognition"
    ),
    "upgrade": Label("Được nâng một sao trong một năm", "Upgraded by one star within a year"),
    "withdrawal": Label("Bị thu hồi trong một năm", "Withdrawn within a year"),
    "new_per_month": Label("Sản phẩm mới mỗi tháng", "New products a month"),
    "new_per_round": Label("Sản phẩm mới mỗi đợt", "New products a round"),
    "newcomers_law": Label(
        "Khi số sản phẩm mới không tròn", "Where the number of new products is not whole"
    ),
    "new_totals": Label(
        "Điểm của hồ sơ mới, chưa xét mức tối thiểu",
        "Totals of new dossiers, star minima left aside",
    ),
    "new_kinds": Label("Chủ thể của sản phẩm mới", "Entities of new products"),
    "new_places": Label("Địa bàn của sản phẩm mới", "Places of new products"),
    "new_entities": Label(
        "Sản phẩm mới của chủ thể chưa có sản phẩm", "New products of entities without one"
    ),
    "stock_issued": Label(
        "Ngày cấp của sản phẩm còn hiệu lực, rải đều",
        "Days of issue of what is in force, spread evenly",
    ),
}
_ASSUMED = Label("giả định", "assumed")
_NOT_SAID = Label("không nêu", "not said")
_NOT_NAMED = Label("{} (không nêu)", "{} (not named)")
_SAME_STARS = Label("giữ hạng", "keep their stars")
_AT_ONCE = Label("0 tháng (không nêu)", "0 months (not said)")
_LAWS = {
    "fixed": Label(
        "phần nguyên, và thêm một theo phần lẻ", "the whole part, and one more by its fraction"
    ),
    "poisson": Label("phân bố Poisson", "Poisson's law"),
}
_LEVELS = {
    "province": Label("tỉnh", "province"),
    "district": Label("huyện", "district"),
    "commune": Label("xã", "commune"),
}

#: A number in words.
_Told = Callable[[Fraction, Lang], str]
#: What a field holds in words.
_Words = Callable[[Any, Lang], str]


def rows_of(values: Mapping[str, Any], sources: Mapping[str, str], lang: Lang) -> tuple[Row, ...]:
    """The fields of assumptions in words, in their order.

    Args:
        values: Field → what it holds.
        sources: Field → who says so.
        lang: The language.
    """
    return tuple(
        Row(
            field=field,
            what=label(lang),
            value=_VALUES[field](values[field], lang),
            source=sources.get(field, _ASSUMED(lang)),
            assumed=field not in sources,
        )
        for field, label in LABELS.items()
    )


def _share(share: Fraction, lang: Lang) -> str:
    """A share as a percentage; where that had to be rounded, with the share itself."""
    shown = percent(share, lang)
    return shown if (share * 10000).denominator == 1 else f"{shown} ({in_words(share, lang)})"


def _number(number: Fraction, lang: Lang) -> str:
    """A number with its decimals; where they had to be rounded, with the fraction itself."""
    shown = decimal(number, lang)
    return shown if (number * 100).denominator == 1 else f"{shown} ({in_words(number, lang)})"


def months_words(months: int, lang: Lang) -> str:
    """A number of months: ``2 tháng``, ``1 month``."""
    return f"{months} {'tháng' if lang == 'vi' else 'month' if months == 1 else 'months'}"


def _by(ranks: tuple[int, ...], told: _Told) -> _Words:
    """The words of a number by stars; one that is not named says so."""

    def words(table: Mapping[int, Fraction], lang: Lang) -> str:
        if set(table) == set(ranks) and len(set(table.values())) == 1:
            return told(table[ranks[0]], lang)
        nothing = _NOT_NAMED(lang).format(told(Fraction(), lang))
        if not table:
            return nothing
        return ", ".join(
            f"{stars_words(stars, lang)} {told(table[stars], lang) if stars in table else nothing}"
            for stars in ranks
        )

    return words


def _spread(key: Callable[[Any, Lang], str], empty: Label = _NOT_SAID) -> _Words:
    """The words of a spread; ``empty`` where nothing is said."""

    def words(table: Mapping[Any, Fraction], lang: Lang) -> str:
        pairs = (f"{key(one, lang)} {_share(share, lang)}" for one, share in table.items())
        return ", ".join(pairs) or empty(lang)

    return words


def _renewed_as(table: Mapping[int, Mapping[int, Fraction]], lang: Lang) -> str:
    rows = (
        f"{stars_words(stars, lang)} → {_spread(stars_words, _SAME_STARS)(table[stars], lang)}"
        for stars in sorted(table)
    )
    return "; ".join(rows) or _SAME_STARS(lang)


def _places(table: Mapping[str, Mapping[str, Fraction]], lang: Lang) -> str:
    by_name = _spread(lambda name, _: name)
    rows = (f"{_LEVELS[level](lang)}: {by_name(table[level], lang)}" for level in table)
    return "; ".join(rows) or _NOT_SAID(lang)


_VALUES: dict[str, _Words] = {
    "renewal": _by(STARS, _share),
    "renewed_as": _renewed_as,
    "delay": _spread(months_words, _AT_ONCE),
    "upgrade": _by(STARS[:-1], _share),
    "withdrawal": _by(STARS, _share),
    "new_per_month": _by(STARS, _number),
    "new_per_round": _by(STARS, _number),
    "newcomers_law": lambda law, lang: _LAWS[law](lang),
    "new_totals": _spread(lambda totals, _: key_text(totals)),
    "new_kinds": _spread(lambda kind, lang: entity_kind(kind).label(lang)),
    "new_places": _places,
    "new_entities": lambda share, lang: _NOT_SAID(lang) if share is None else _share(share, lang),
    "stock_issued": lambda days, lang: _NOT_SAID(lang) if days is None else days(lang),
}
