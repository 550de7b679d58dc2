"""What can go wrong, said once and in full.

Every error of the library is an :class:`OcopError`, and where a builtin fits (``ValueError``,
``LookupError``) it is that too. Bad input is reported all at once: one error holds a
:class:`Fault` for every place that is wrong. A fault is data; its words in two languages stand in
the catalogue of :mod:`ocop.faults`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any, Self

import attrs

from ocop.brief import Brief, cut
from ocop.frozen_map import FrozenMap
from ocop.words import Lang, Words, escaped, in_words, kept, shortened, surely_meant

# beside them, what the library itself works with is imported from here by name
__all__ = [
    "Fault",
    "Faults",
    "InputError",
    "NotFoundError",
    "NotRegulated",
    "OcopError",
    "RuleDataError",
    "UncheckedRules",
    "fault_words",
]


#: Where a value stands: keys, and numbers in lists from 0.
Path = tuple[str | int, ...]

#: Faults that are shown; :attr:`OcopError.faults` has all.
MOST_FAULTS = 50
#: Letters of a message before its middle is cut.
_MOST_LETTERS = 400
#: Words of a closed list that are named where none of them is surely meant.
_MOST_KNOWN = 40
# patterns stay text until there is a fault to word
_NAME = r"-{0,2}[A-Za-z_][A-Za-z0-9_-]*"
_SLOT = r"\{(\w+)(?::([^{}]*))?\}"


class Row(int):
    """A step of a path: the row of a table as a spreadsheet counts it; a column comes after it."""

    __slots__ = ()


class _Kept(FrozenMap[str, Any]):
    """Values that are kept already: a fault that moves to another path takes them along."""

    __slots__ = ()


def _kept_values(values: Mapping[str, object]) -> FrozenMap[str, Any]:
    if type(values) is _Kept:
        return values
    if not isinstance(values, Mapping):
        raise InputError.of("not-a-table", "values", given=values)
    return _Kept({name: kept(value) for name, value in values.items()})


@attrs.frozen(repr=False)
class Fault(Brief):
    """One thing that is wrong, and where.

    Attributes:
        code: Which fault it is: stable and public, such as ``"no-such-option"``; every code is
            listed in the documentation.
        path: Where, as keys and indexes from the document or the arguments, such as
            ``("choices", "3.5")``; empty for the whole.
        values: What the message speaks of, by name: numbers, texts, dates, words.
        line: The line of the file, from 1; None where there is none.
        file: The name of the file; empty where there is none.
    """

    code: str
    path: tuple[str | int, ...] = ()
    values: FrozenMap[str, Any] = attrs.field(factory=FrozenMap, converter=_kept_values)
    line: int | None = None
    file: str = ""

    def __attrs_post_init__(self) -> None:
        path: object = self.path
        fits = (
            *(isinstance(text, str) for text in (self.code, self.file)),
            isinstance(path, tuple) and all(isinstance(step, str | int) for step in path),
            self.line is None or type(self.line) is int,
        )
        if not all(fits):
            raise InputError.of("not-a-fault", given=self.code)

    def __str__(self) -> str:
        return self.text("en")

    @property
    def place(self) -> str:
        """The path as it is printed, such as ``choices["3.5"]`` or ``row 2, column stars``."""
        return _place(self.path, "en")

    def message(self, lang: str = "en") -> str:
        """What is wrong, in one line of words; the code itself where it is none of the library's.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        template = _entry(self.code)[checked_lang(lang)]
        return escaped(shortened(_filled(template, self.values, lang), _MOST_LETTERS))

    def hint(self, lang: str = "en") -> str:
        """What to do about it; may be empty.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        checked_lang(lang)
        values = {name: value for name, value in self.values.items() if value is not None}
        known = values.get("known")
        if isinstance(known, tuple):
            values["nearest"] = _meant(values.get("given"), known)
            values["known"] = (*known[:_MOST_KNOWN], "…") if len(known) > _MOST_KNOWN else known
        meant, there_are = _entry("hints")["hints"]
        for template in (meant, *_entry(self.code).get("hints", ()), there_are):
            slots = re.findall(_SLOT, template[lang])
            if all(values.get(name) not in {None, ()} for name, _ in slots):
                return escaped(_filled(template[lang], values, lang))
        return ""

    def text(self, lang: str = "en") -> str:
        """The whole fault in one line: where, what, and what to do about it.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        checked_lang(lang)
        line = "" if self.line is None else f"{'dòng' if lang == 'vi' else 'line'} {self.line}"
        where = ", ".join(part for part in (line, _place(self.path, lang)) if part)
        whole = ": ".join(
            part
            for part in (shortened(self.file, _MOST_LETTERS), where, self.message(lang))
            if part
        )
        hint = self.hint(lang)
        return escaped(f"{whole}; {hint}" if hint else whole)

    def to_data(self, lang: str = "en") -> dict[str, Any]:
        """The fault as plain data for JSON: path, code, values, line, file, message and hint."""
        return {
            "path": list(self.path),
            "code": self.code,
            "values": {name: _plain(value, lang) for name, value in self.values.items()},
            "line": self.line,
            "file": self.file,
            "message": self.message(lang),
            "hint": self.hint(lang),
        }

    def inside(self, *steps: str | int) -> Fault:
        """The same fault seen from outside: its path below ``steps``."""
        if not steps:
            return self
        return Fault(self.code, (*steps, *self.path), self.values, self.line, self.file)

    def in_file(self, file: str, line: int | None = None) -> Fault:
        """The same fault as one of a file."""
        return attrs.evolve(self, file=file, line=self.line if line is None else line)


def fault(code: str, *path: str | int, **values: object) -> Fault:
    """The fault of this code at a path, with what its message speaks of."""
    return Fault(code, path, values)


def _place(path: tuple[str | int, ...], lang: str) -> str:
    text, in_row = "", False
    for step in path:
        if isinstance(step, Row):
            text, in_row = f"{'dòng' if lang == 'vi' else 'row'} {int(step)}", True
        elif isinstance(step, int):
            text += f"[{step}]"
        elif in_row:
            name = escaped(shortened(step))
            text, in_row = f"{text}, {'cột' if lang == 'vi' else 'column'} {name}", False
        elif re.fullmatch(_NAME, step):
            text += f".{step}" if text else shortened(step)
        else:
            text += f'["{escaped(shortened(step))}"]'
    return text


def _meant(given: object, known: tuple[object, ...]) -> str | None:
    if not isinstance(given, str):
        return None
    return surely_meant(given, tuple(name for name in known if isinstance(name, str)))


def _filled(template: str, values: Mapping[str, object], lang: str) -> str:
    """A template with its values in words.

    ``{name}`` is the value, text in quotes; ``{name:bare}`` is text without; ``{name:one|many #}``
    chooses by a number, ``#`` being the number.
    """

    def slot(match: re.Match[str]) -> str:
        name, form = match.groups()
        value = values.get(name, "…")
        if form and "|" in form:
            one, many = form.split("|")
            return (one if value == 1 else many).replace("#", in_words(value, lang))
        return in_words(value, lang, bare=form == "bare")

    return re.sub(_SLOT, slot, template)


def _plain(value: object, lang: str) -> object:
    if isinstance(value, tuple):
        return [_plain(item, lang) for item in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    return in_words(value, lang) if isinstance(value, Words) else str(value)


@cache
def _catalogue() -> dict[str, dict[str, Any]]:
    """Code → its words: ``vi``, ``en``, and ``hints``, of which the first that is whole holds."""
    from importlib import resources  # noqa: PLC0415 - only to word an error

    from ocop.plain_toml import toml_table  # noqa: PLC0415 - as above

    entries: dict[str, dict[str, Any]] = {}
    for file in sorted(resources.files("ocop.faults").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            entries |= toml_table(file.read_text(encoding="utf-8"))
    return entries


def fault_words() -> dict[str, tuple[str, str]]:
    """Every code of a fault, in order, with its words in Vietnamese and English as templates."""
    codes = sorted(set(_catalogue()) - {"hints"})
    return {code: (_entry(code)["vi"], _entry(code)["en"]) for code in codes}


def _entry(code: str) -> dict[str, Any]:
    # a program may gather faults of its own beside those of the library
    return _catalogue().get(code, {"vi": code, "en": code})


def checked_lang(lang: str) -> Lang:
    """``lang`` where it is one of the two languages.

    Raises:
        InputError: it is another.
    """
    if lang == "vi":
        return "vi"
    if lang == "en":
        return "en"
    raise InputError.of("not-a-language", "lang", given=lang, known=("vi", "en"))


def _all_faults(faults: object) -> tuple[Fault, ...]:
    every = tuple(faults) if isinstance(faults, Iterable) else ()
    if not every or not all(isinstance(one, Fault) for one in every):
        raise InputError.of("not-a-fault", given=faults)
    return every


def more_faults(number: int, lang: str) -> tuple[str, ...]:
    """The line that says how many more faults there are than are shown; none where all are."""
    if not number:
        return ()
    return (f"… và {number} lỗi nữa" if lang == "vi" else f"… and {number} more",)


class OcopError(Exception):
    """Above every error that the library raises.

    Attributes:
        faults: Every fault found, in the order of the input; at least one.
    """

    faults: tuple[Fault, ...]

    def __init__(self, faults: Fault | Iterable[Fault]) -> None:
        self.faults = (faults,) if isinstance(faults, Fault) else _all_faults(faults)
        super().__init__(self.faults)

    @classmethod
    def of(cls, code: str, *path: str | int, **values: object) -> Self:
        """The error of one fault."""
        return cls(fault(code, *path, **values))

    def __repr__(self) -> str:
        first = self.faults[0]
        more = f", and {len(self.faults) - 1} more" if self.faults[1:] else ""
        return f"<{type(self).__name__}: {first.code} at {cut(first.place, 80)!r}{more}>"

    def __str__(self) -> str:
        return self.text("en")

    def text(self, lang: str = "en") -> str:
        """Every fault in words: one on its own, or a list of them.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        if len(self.faults) == 1:
            return self.faults[0].text(lang)
        title = f"{len(self.faults)} {'lỗi' if lang == 'vi' else 'faults'}:"
        return "\n".join([title, *(f"- {line}" for line in self.lines(lang))])

    def lines(self, lang: str = "en") -> tuple[str, ...]:
        """The faults, one a line; of many the first 50 and how many more there are.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        shown = [one.text(lang) for one in self.faults[:MOST_FAULTS]]
        return (*shown, *more_faults(len(self.faults) - len(shown), lang))

    def to_data(self, lang: str = "en") -> list[dict[str, Any]]:
        """Every fault as plain data for JSON; see :meth:`Fault.to_data`."""
        return [one.to_data(lang) for one in self.faults]


class InputError(OcopError, ValueError):
    """What was handed in is wrong; it lists every fault and nothing was changed."""


class NotFoundError(OcopError, LookupError):
    """No such regime, set, criterion, plan…; it says what exists or what is nearest."""


class NotRegulated(OcopError, LookupError):  # noqa: N818 - the state of the law, not a failure
    """The regime has no rule on this question."""


class UncheckedRules(OcopError, LookupError):  # noqa: N818 - see NotRegulated
    """Strict mode: the question's date is later than the last check of the rules."""


class MissingExtra(OcopError, ImportError):  # noqa: N818 - what to install, not a failure
    """The question needs a package that is not installed; it names the extra to install."""


class RuleDataError(OcopError):
    """The library's own rule data contradicts itself: a defect to report, not bad input."""


@attrs.define
class Faults:
    """Gathers faults on the way, to raise them together at the end."""

    found: list[Fault] = attrs.field(factory=list)
    _path: tuple[str | int, ...] = ()

    def add(self, code: str, *path: str | int, **values: object) -> None:
        """Note one fault, below the place that the collector is at."""
        self.found.append(Fault(code, (*self._path, *path), values))

    def take(self, faults: Iterable[Fault], *path: str | int) -> None:
        """Note faults of another, below the place that the collector is at."""
        self.found += [one.inside(*self._path, *path) for one in faults]

    @contextmanager
    def at(self, *path: str | int) -> Iterator[None]:
        """Be at a place: what is noted inside, and every error raised inside, is a fault there."""
        before, self._path = self._path, (*self._path, *path)
        try:
            yield
        except OcopError as err:
            self.take(err.faults)
        finally:
            self._path = before

    def raise_if_any(self, error: type[OcopError] = InputError) -> None:
        """Raise ``error`` with all that was found; nothing where nothing was."""
        if self.found:
            raise error(self.found)
