"""One way in and out: every value of the library as a dict, as JSON or as TOML.

    >>> from datetime import date
    >>> import ocop
    >>> certificate = ocop.Certificate(product="Trà sen", stars=3, issued_on=date(2026, 6, 1))
    >>> text = ocop.to_json(certificate)
    >>> ocop.from_json(ocop.Certificate, text) == certificate
    True

What is stored says its ``type``, the ``format`` (a number) and the ``rules`` it stands under (see
:attr:`ocop.Rules.version`). All three may be left out where a person writes the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import attrs

from ocop import documents
from ocop._version import __version__
from ocop.data import dump_json, dump_toml, load_json, load_toml
from ocop.errors import Faults, InputError
from ocop.formats.kind import Kind, OnDifference, Options, kind_of, stored_classes
from ocop.limits import beyond
from ocop.toml_lines import key_lines

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["converter", "from_dict", "from_json", "from_toml", "to_dict", "to_json", "to_toml"]

T = TypeVar("T")
_HEAD = ("type", "format", "rules")
_PLAIN = Options()


def to_dict(value: object) -> dict[str, Any]:
    """A value as plain data that JSON can write.

    Raises:
        InputError: it is no value of this library.
    """
    kind = kind_of(type(value))
    if kind is None:
        raise InputError.of("no-file-form", "value", given=type(value).__name__)
    head = {"type": kind.name, "format": kind.format, "rules": kind.rules(value).version}
    return {**head, **kind.write(value)}


def to_json(value: object, *, indent: int | None = None) -> str:
    """A value as JSON.

    Args:
        value: The value.
        indent: By how many spaces each level is set in; all in one line where not given.

    Raises:
        InputError: it is no value of this library.
    """
    return dump_json(to_dict(value), indent=indent)


def to_toml(value: object) -> str:
    """A value as TOML, which has no null: what is None is left out.

    Raises:
        InputError: it is no value of this library.
    """
    return dump_toml(to_dict(value))


def from_dict(
    cls: type[T],
    data: Mapping[str, Any],
    *,
    on_difference: OnDifference = "note",
    lenient: bool = False,
) -> T:
    """The value of a class that plain data says.

    Args:
        cls: The class, such as :class:`ocop.Certificate`.
        data: What :func:`to_dict` gives, or the table of a file.
        on_difference: For a scorecard or a verdict whose rubric was changed since: ``"note"`` gives
            what it scores now, with a note; ``"fault"`` refuses it.
        lenient: For an application: a step that the rules do not allow becomes a note.

    Raises:
        InputError: every fault with its path; also a class whose values cannot be read, or an
            option that it does not heed.
        OcopError: what the class itself raises of such a value.
    """
    faults = beyond(data)
    value = _read(cls, data, _options(on_difference, lenient=lenient))
    if faults:
        raise InputError(faults)
    return value


def from_json(
    cls: type[T], text: str, *, on_difference: OnDifference = "note", lenient: bool = False
) -> T:
    """The value of a class that JSON says; a key that stands twice is a fault.

    Args:
        cls: The class, such as :class:`ocop.Certificate`.
        text: The text.
        on_difference: As for :func:`from_dict`.
        lenient: As for :func:`from_dict`.

    Raises:
        InputError: not JSON, and as :func:`from_dict`.
        OcopError: as :func:`from_dict`.
    """
    _checked_kind(cls)
    return _read(cls, load_json(text), _options(on_difference, lenient=lenient))


def from_toml(
    cls: type[T], text: str, *, on_difference: OnDifference = "note", lenient: bool = False
) -> T:
    """The value of a class that TOML says; a key that stands twice is a fault.

    Args:
        cls: The class, such as :class:`ocop.Changes`.
        text: The text.
        on_difference: As for :func:`from_dict`.
        lenient: As for :func:`from_dict`.

    Raises:
        InputError: not TOML, and as :func:`from_dict`, with the lines.
        OcopError: as :func:`from_dict`.
    """
    lined = "lines" in _checked_kind(cls).takes
    data = load_toml(text)
    lines = key_lines(text) if lined else None
    try:
        return _read(cls, data, Options(on_difference=on_difference, lenient=lenient, lines=lines))
    except InputError as err:
        raise InputError(documents.with_lines(err.faults, text)) from None


@cache
def converter() -> Converter:
    """The cattrs converter of all this, for values within a class of one's own.

    ``converter().structure(table, cls)`` reads, ``converter().unstructure(value)`` writes; classes
    of the library may stand anywhere in the annotations.
    """
    return documents.converter()


def _checked_kind(cls: object) -> Kind:
    kind = kind_of(cls)
    if kind is None:
        given = getattr(cls, "__name__", cls)
        raise InputError.of("no-file-form", "cls", given=given, known=stored_classes())
    return kind


def _read(cls: type[T], data: object, options: Options) -> T:
    kind, faults = _checked_kind(cls), Faults()
    if options is not _PLAIN:
        _check_options(kind, options, faults)
    if not isinstance(data, Mapping):
        raise InputError.of("not-a-table", given=data)
    _check_head(kind, data, faults)
    body = {key: value for key, value in data.items() if key not in _HEAD}
    try:
        value = kind.read(body, options)
    except InputError as err:
        faults.take(err.faults)
    else:
        _check_rules(kind, value, data, faults)
        if not isinstance(value, cls):
            faults.add("of-another-class", given=type(value).__name__, wanted=cls.__name__)
        elif not faults.found:
            return value
    raise InputError(faults.found)


def _check_options(kind: Kind, options: Options, faults: Faults) -> None:
    if options.on_difference not in get_args(OnDifference):
        faults.add(
            "not-known",
            "on_difference",
            given=options.on_difference,
            known=get_args(OnDifference),
        )
    if not isinstance(options.lenient, bool):
        faults.add("not-true-or-false", "lenient", given=options.lenient)
    for option in attrs.fields(Options):
        if getattr(options, option.name) != option.default and option.name not in kind.takes:
            faults.add("option-not-taken", option.name, kind=kind.name)


def _check_head(kind: Kind, data: Mapping[str, Any], faults: Faults) -> None:
    name, number = data.get("type", kind.name), data.get("format", kind.format)
    if type(name) is not str or name not in kind.reads:
        faults.add("of-another-type", "type", given=name, wanted=kind.reads)
    elif type(number) is not int or number != kind.format:
        faults.add("unknown-format", "format", given=number, known=kind.format)
    if not isinstance(data.get("rules", ""), str):
        faults.add("not-text", "rules", given=data["rules"])


def _check_rules(kind: Kind, value: object, data: Mapping[str, Any], faults: Faults) -> None:
    """Hold what a table says of its rules to what it names, where this version wrote it."""
    stated = data.get("rules")
    # another version may name the same rules otherwise
    if not isinstance(stated, str) or stated.partition("+")[0] != __version__:
        return
    named = kind.rules(value).version
    if stated != named:
        faults.add("under-other-rules", "rules", given=stated, named=named)


def _options(on_difference: OnDifference, *, lenient: bool) -> Options:
    plain = on_difference == "note" and lenient is False
    return _PLAIN if plain else Options(on_difference=on_difference, lenient=lenient)


def _nested(value: object, cls: type[T]) -> T:
    return _read(cls, value, _PLAIN)


documents.tell(
    lambda cls: kind_of(cls) is not None,
    read=lambda value, cls: value if isinstance(value, cls) else _nested(value, cls),
    write=lambda value: kind_of(type(value)).write(value),  # type: ignore[union-attr]  # it is of a kind
)
