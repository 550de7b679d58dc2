"""Values in words: what a message may show of a value, in one language and on one line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from math import isnan
from typing import Literal

from ocop import exact

__all__ = [
    "Lang",
    "Names",
    "Words",
    "as_step",
    "decimal",
    "escaped",
    "fold",
    "half_width",
    "in_words",
    "kept",
    "listed",
    "nfc",
    "of_type",
    "percent",
    "plain_digits",
    "shortened",
    "surely_meant",
]

Lang = Literal["vi", "en"]

#: Letters of a text before its middle is cut; a value may be a whole document.
_MOST_LETTERS = 80
#: Decimals that are shown of a number that is rounded.
_MOST_DECIMALS = 2
_WITH_COMMA = str.maketrans(",.", ".,")
#: Digits of a number that are shown.
_MOST_DIGITS = 40
#: A word longer than this is no slip of the pen for another.
_MOST_MEANT = 60
#: A word longer than the first may be one edit away, longer than the second two.
_EDITS_FROM = (1, 4)
# Not decomposed by Unicode: a letter of its own, yet everybody leaves its stroke out.
_UNSTROKED = {ord("đ"): "d", ord("Đ"): "D"}
#: Digits and the letters that are typed for them.
_LIKE_DIGITS = str.maketrans("lIoO", "1100")


class Words:
    """What says itself in either language when called with it, such as a label."""

    __slots__ = ()

    def __call__(self, lang: str) -> str:
        """The words in ``lang``."""
        raise NotImplementedError


class Names(tuple[str, ...]):
    """The texts of a closed list; a fault keeps them as they are, however many they are."""

    __slots__ = ()


class _Kind(Words):
    """What a value is, where the value itself is not shown."""

    __slots__ = ("en", "vi")

    def __init__(self, vi: str, en: str) -> None:
        self.vi, self.en = vi, en

    def __call__(self, lang: str) -> str:
        return self.vi if lang == "vi" else self.en

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kind) and (self.vi, self.en) == (other.vi, other.en)

    def __hash__(self) -> int:
        return hash((self.vi, self.en))


def escaped(text: str) -> str:
    """The text on one line, with every letter that cannot be seen written as its number.

    Controls, surrogates, what turns the direction of a text, what has no width.
    """
    if text.isprintable():  # nearly every text is
        return text
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in text)


def shortened(text: str, most: int = _MOST_LETTERS) -> str:
    """The beginning and the end of a long text."""
    if len(text) <= most:
        return text
    half = most // 2
    return f"{text[:half]} … {text[-half:]}"


def kept(value: object) -> object:  # noqa: C901, PLR0911 - a line a kind
    """What a fault keeps of a value: itself where it is plain and short, else what it is.

    Anything may be handed in; what comes back is immutable and can be said in both languages.
    """
    if isinstance(value, Enum) and isinstance(value, str):
        label = getattr(value, "label", None)
        return label if isinstance(label, Words) else str(value.value)
    if isinstance(value, str):
        return str(value) if len(value) <= _MOST_MEANT else shortened(value)
    if isinstance(value, Names):
        return value
    if value is None or isinstance(value, bool | Words | date):
        return value
    if isinstance(value, float):
        # not a number is not equal to itself, and a fault must be
        return _Kind("NaN", "NaN") if isnan(value) else value
    if isinstance(value, int):
        # counted in bits: the digits of a huge number take minutes, or are refused
        digits = value.bit_length() * 3 // 10
        if digits <= _MOST_DIGITS:
            return int(value)
        return _Kind(f"một số có khoảng {digits} chữ số", f"a number of about {digits} digits")
    if isinstance(value, exact.Fraction):
        short = all(kept(n) == n for n in (value.numerator, value.denominator))
        return value if short else _Kind("số lẻ", "a number")
    if isinstance(value, tuple):
        # the names of a closed list, which every fault of a document keeps
        if all(type(item) is str and len(item) <= _MOST_MEANT for item in value):
            return value
        return tuple(kept(item) for item in value)
    return _kind(value)


def _kind(value: object) -> Words:
    if isinstance(value, Mapping):
        return _Kind("một bảng", "a table")
    if isinstance(value, list | set | frozenset):
        return _Kind("một danh sách", "a list")
    if isinstance(value, bytes | bytearray):
        return _Kind("dữ liệu thô, không phải chữ", "raw bytes, no text")
    return of_type(type(value))


def of_type(kind: type) -> Words:
    """What the values of a class are called that have no name of their own."""
    name = escaped(shortened(kind.__name__))
    return _Kind(f"giá trị kiểu {name}", f"a value of type {name}")


def as_step(key: object) -> str:
    """A key of a table as a step of a path; one that is no text, in words."""
    return key if isinstance(key, str) else in_words(kept(key), "en")


def in_words(value: object, lang: str, *, bare: bool = False) -> str:  # noqa: PLR0911 - as kept
    """A value as a message says it: text in quotes, dates and numbers as the language has them.

    Args:
        value: What :func:`kept` leaves.
        lang: ``"vi"`` or ``"en"``.
        bare: Text without quotes.

    >>> in_words(date(2026, 5, 22), "vi"), in_words(date(2026, 5, 22), "en")
    ('22/05/2026', '2026-05-22')
    >>> from fractions import Fraction
    >>> in_words("Trà sen", "vi"), in_words(True, "en"), in_words(Fraction(179, 2), "vi")
    ("'Trà sen'", 'true', '89,5')
    """
    if isinstance(value, tuple):
        items = [in_words(item, lang, bare=True) for item in value]
        return ("; " if any("," in item for item in items) else ", ").join(items)
    if isinstance(value, str):
        text = escaped(shortened(value))
        return text if bare else f"'{text}'"
    if isinstance(value, Words):
        return escaped(value(lang))
    if value is None:
        return "không có gì" if lang == "vi" else "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return _day(value, lang)
    return _number(value, lang)


def _day(day: date, lang: str) -> str:
    text = f"{day.day:02d}/{day.month:02d}/{day.year:04d}" if lang == "vi" else f"{day:%Y}"
    if lang == "en":
        text = date(day.year, day.month, day.day).isoformat()
    return f"{text} {day:%H:%M}" if isinstance(day, datetime) else text


def _number(value: object, lang: str) -> str:
    """A number exactly: with decimals where they end, else as a fraction."""
    text = str(value)
    if isinstance(value, exact.Fraction):
        places = _places(value.denominator)
        if places is not None:
            whole, rest = divmod(abs(value.numerator) * 10**places // value.denominator, 10**places)
            text = f"{'-' if value < 0 else ''}{whole}"
            text += f".{rest:0{places}d}" if places else ""
    return text.replace(".", ",") if lang == "vi" else text


def _places(denominator: int) -> int | None:
    """How many decimals a fraction ends after; None where it does not, or after very many."""
    return next((n for n in range(7) if 10**n % denominator == 0), None)


def plain_digits(text: str) -> str | None:
    """``text`` with every digit as 0 to 9; None where it has no others.

    >>> plain_digits("２０２４-01-01"), plain_digits("٤ sao"), plain_digits("4 sao")
    ('2024-01-01', '4 sao', None)
    """
    if text.isascii():
        return None
    plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
    return None if plain == text else plain


#: What is typed full width, and the space of that width → its usual form.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_FULL_WIDTH = re.compile("[\uff01-\uff5e\u3000]")


def half_width(text: str) -> str:
    """``text`` in NFC, with what was typed full width in its usual form.

    The compatibility forms of Unicode would go further, and take 8² for 82.

    >>> half_width("１.１"), half_width("8²")
    ('1.1', '8²')
    """
    if text.isascii():
        return text
    # to translate a text is slow where nothing in it is translated, as is the rule
    return nfc(text.translate(_HALF_WIDTH) if _FULL_WIDTH.search(text) else text)


def nfc(text: str) -> str:
    """``text`` in Unicode NFC, the only form that the rule data uses."""
    return unicodedata.normalize("NFC", text)


class _Folded(dict[int, str]):
    """Letter → what it is folded to, reckoned when it first occurs; those of rare scripts anew."""

    __slots__ = ()

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFD", _UNSTROKED.get(code, chr(code))).casefold()
        letters = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
        folded = "".join(letters)
        if code < _RARE:
            self[code] = folded
        return folded


#: The first letter of which no folded form is kept: those of Vietnamese come long before.
_RARE = 0x3000
_FOLDED = _Folded()


def fold(text: str) -> str:
    """A key under which spellings with and without diacritics, case and punctuation meet.

    >>> fold("Mật ong, mật khác") == fold("MAT ONG mat khac")
    True
    """
    return " ".join(text.translate(_FOLDED).split())


@lru_cache(maxsize=1024)
def surely_meant(word: str, known: tuple[str, ...]) -> str | None:
    """The known word that ``word`` surely means: an edit or two away, and no other as near.

    A number is never corrected into another, but a letter typed for a digit is.

    >>> surely_meant("star", ("stars", "kind")), surely_meant("1.l", ("1.1", "1.2"))
    ('stars', '1.1')
    >>> surely_meant("3.6", ("3.5", "3.4"))
    """
    if not word or len(word) > _MOST_MEANT:
        return None
    digits, typed = _digits(word), word.translate(_LIKE_DIGITS)
    alike = [name for name in known if digits and name.translate(_LIKE_DIGITS) == typed]
    if alike:
        return alike[0] if len(alike) == 1 else None
    wanted = fold(word)
    most = sum(len(wanted) > length for length in _EDITS_FROM)
    distances = sorted(
        (distance, name)
        for name in dict.fromkeys(known)
        if _digits(name) == digits and (distance := _edits(wanted, fold(name), most)) <= most
    )
    if not distances or (len(distances) > 1 and distances[0][0] == distances[1][0]):
        return None
    return distances[0][1]


def _digits(text: str) -> list[str]:
    """The numbers in a text, each by itself: 13 is no 1.3."""
    return re.findall(r"\d+", text)


def _edits(one: str, other: str, most: int) -> int:
    """How many letters are to be added, dropped, changed or swapped; ``most`` + 1 for more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        above, row, earlier = row, [i], before
        for j, wanted in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before = above
    return row[-1]


def listed(names: Iterable[object]) -> Names:
    """Names as a closed list for a fault: text, in their order, of like spellings the first."""
    first: dict[str, str] = {}
    for name in map(str, names):
        first.setdefault(fold(name), name)
    return Names(first.values())


def decimal(number: int | exact.Fraction, lang: str, places: int = _MOST_DECIMALS) -> str:
    """A number as a reader of the language writes it; for showing only.

    Rounded to so many decimals at most, halves away from zero. Vietnamese has a comma before the
    decimals and dots between thousands, English the reverse.

    >>> from fractions import Fraction
    >>> decimal(Fraction(20001, 2), "vi"), decimal(Fraction(20001, 2), "en")
    ('10.000,5', '10,000.5')
    """
    scaled = abs(exact.Fraction(number)) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    units, rest = divmod(whole, 10**places)
    digits = str(rest).rjust(places, "0").rstrip("0")
    text = f"{units:,}" + (f".{digits}" if digits else "")
    if lang == "vi":
        text = text.translate(_WITH_COMMA)
    return f"-{text}" if number < 0 and whole else text


def percent(share: int | exact.Fraction, lang: str) -> str:
    """A share as a percentage, for showing only.

    >>> from fractions import Fraction
    >>> percent(Fraction(11, 217), "vi"), percent(Fraction(11, 217), "en")
    ('5,07 %', '5.07 %')
    """
    return f"{decimal(exact.Fraction(share) * 100, lang)} %"
