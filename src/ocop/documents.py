"""Documents: a table of JSON or TOML becomes a value, with every fault, and a value a table.

The class is the schema. To have a kind of document read, write its class, and nothing else:

    @attrs.frozen(kw_only=True)
    class Milestone:
        id: str                                 # needed: it has no default
        done: bool = False                      # may be left out
        on: date | None = None                  # null of JSON is None
        source: str = ""

        def __attrs_post_init__(self) -> None:  # what types cannot say, every fault of it at once
            faults = Faults()
            if not self.id.strip():
                faults.add("empty", "id")
            faults.raise_if_any()

    read(Milestone, table)                  # the value, or InputError with every fault
    read(Milestone, table, "milestones", 0) # its faults lie below that path
    read(tuple[Milestone, ...], rows)       # any annotation that is listed below
    write(milestone)                        # the table: fields at their default are left out

Rules:

- A key is the name of its field, without the ``_`` behind a name that Python keeps: ``from_``.
- Annotations: ``str``, ``int``, ``bool``, ``date`` (also the text ``2026-05-22``), ``Fraction``
  (also ``"87,5"``, ``"266/3"``), ``int | Fraction`` (whole numbers stay ints), a ``StrEnum``,
  ``Literal``, another class or ``TypedDict``, ``tuple[X, ...]``, ``tuple[str, int]``,
  ``FrozenMap[str, X]``, a union of these (with ``None``, or with a word: ``Literal["none"] | X``),
  ``Any``. They must be importable at run time, not only for the type checker, and a module that
  writes a ``TypedDict`` with ``NotRequired`` must not have ``from __future__ import annotations``.
- Nothing is converted in silence: 2.5 and 2.0 are no 2, ``"3"`` is no 3, and true is no 1.
- An :class:`~ocop.errors.InputError` of the class itself comes below the row's path. The class is
  asked although some field has a wrong type, so that the faults of the other fields come in the
  same pass; it must therefore stand values of any type, as it must when called by hand.
- A class that a table tells in another way has ``from_table``, a class method of one argument, and
  ``to_table``; :func:`read_fields` and :func:`write_fields` do for them what would be done without.
  Where it has ``table_keys`` too, these keys stand in the table of what holds it, not in one below.
- What a floor above has to tell of a class, it hands down by :func:`tell`.
- :func:`with_lines` gives the faults of a TOML document their lines.

Built on cattrs, which is imported when the first document is read.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from enum import Enum, StrEnum
from fractions import Fraction
from functools import cache
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    TypeVar,
    Union,
    get_args,
    get_origin,
    is_typeddict,
    overload,
)

import attrs

from ocop.dates import parse_date
from ocop.errors import Fault, Faults, InputError, NotFoundError, OcopError
from ocop.frozen_map import FrozenMap
from ocop.numbers import read_number
from ocop.toml_lines import key_lines
from ocop.words import as_step

if TYPE_CHECKING:
    from cattrs import Converter
    from cattrs.errors import ClassValidationError

__all__ = ["converter", "read", "read_fields", "tell", "with_lines", "write", "write_fields"]

T = TypeVar("T")

#: What a class may say of the values handed in; any other error is no fault of the document.
_FAULTY = (InputError, NotFoundError)
#: What a field that stands in the table itself is called on the way: no key of a document.
_FLAT = "\x7f"  # cattrs 24 writes it into source, which holds no NUL


@attrs.frozen
class _Told:
    """How the classes that ``holds`` knows are read and written."""

    holds: Callable[[Any], bool]
    read: Callable[[object, Any], Any]
    write: Callable[[Any], Any]


_TOLD: list[_Told] = []


def tell(
    holds: Callable[[Any], bool],
    *,
    read: Callable[[object, Any], Any],
    write: Callable[[Any], Any],
) -> None:
    """Have the classes that ``holds`` knows read and written, wherever they stand, by others.

    Args:
        holds: Whether a class is one of them.
        read: The value that a table says, of such a class.
        write: The table of a value.
    """
    _TOLD.append(_Told(holds, read, write))
    converter.cache_clear()
    _fields_reader.cache_clear()


@overload
def read(kind: type[T], value: object, *path: str | int) -> T: ...


@overload
def read(kind: Any, value: object, *path: str | int) -> Any: ...  # noqa: ANN401


def read(kind: Any, value: object, *path: str | int) -> Any:
    """The value of a kind that a table (or whatever the kind is written as) says.

    Args:
        kind: A class, or another annotation.
        value: What JSON or TOML gave.
        path: Where ``value`` stands in its document.

    Raises:
        InputError: every fault, at its path.
    """
    try:
        return converter().structure(value, kind)
    except InputError as err:
        raise InputError(fault.inside(*path) for fault in err.faults) from None


def read_fields(kind: type[T], table: object) -> T:
    """As :func:`read`, field by field, although the class has ``from_table``.

    Raises:
        InputError: every fault.
    """
    of_class: Any = kind  # of the type checker's view: a class with __hash__ of any kind
    value: T = _fields_reader(of_class)(table, of_class)
    return value


def with_lines(faults: Iterable[Fault], text: str, file: str = "") -> tuple[Fault, ...]:
    """The faults of a TOML document with the lines of their paths, and the name of its file.

    A key that is missing has the line of the table that lacks it.
    """
    lines = key_lines(text)

    def line(path: tuple[str | int, ...]) -> int:
        while path and path not in lines:
            path = path[:-1]
        return lines.get(path, 1)

    return tuple(fault.in_file(file, fault.line or line(fault.path)) for fault in faults)


def write(value: object) -> Any:  # noqa: ANN401, PLR0911 - any value of JSON; a line a kind
    """The table, list or plain value that says a value: what :func:`read` takes."""
    told = next((one for one in _TOLD if one.holds(type(value))), None)
    if told is not None:
        return told.write(value)
    if hasattr(value, "to_table"):
        return value.to_table()
    if isinstance(value, Mapping):
        return {write(key): write(item) for key, item in value.items()}
    if attrs.has(type(value)):
        return write_fields(value)
    if isinstance(value, (tuple, list)):
        return [write(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else str(value)
    return value


def write_fields(value: Any) -> dict[str, Any]:  # noqa: ANN401 - any attrs value
    """The fields of a value that are not at their default, in their order."""
    table = {}
    for field in attrs.fields(type(value)):
        if not field.init:
            continue
        item, default = getattr(value, field.name), field.default
        if isinstance(default, attrs.Factory):  # type: ignore[arg-type]  # a class at run time
            default = default.factory()
        if default is not attrs.NOTHING and item == default:
            continue
        if hasattr(item, "table_keys"):
            table.update(item.to_table())
        else:
            table[_key(field)] = write(item)
    return table


# --- reading ---------------------------------------------------------------------------------


@cache
def converter() -> Converter:
    """The one converter: a value is of exactly the type that its annotation says."""
    from cattrs import Converter  # noqa: PLC0415 - not part of `import ocop`

    made = Converter(forbid_extra_keys=True, detailed_validation=True)
    for kind, code in (
        (str, "not-text"),
        (int, "not-a-whole-number"),
        (bool, "not-true-or-false"),
    ):
        made.register_structure_hook(kind, _exactly(kind, code))
    # of itself the hook of str would be asked for it, and would let every text through
    made.register_structure_hook(StrEnum, _member)
    made.register_structure_hook(date, lambda value, _: parse_date(value))
    made.register_structure_hook(Fraction, _fraction)
    # the last that fits is asked
    made.register_structure_hook_factory(attrs.has, _fields_reader)
    made.register_structure_hook_factory(is_typeddict, _fields_reader)
    made.register_structure_hook_func(
        lambda kind: isinstance(kind, type) and hasattr(kind, "from_table"),
        lambda value, kind: kind.from_table(value),
    )
    for origins, hook in (
        ((tuple, list), _items),
        ((FrozenMap, dict), _map),
        ((Literal,), _one_of),
        ((Union, types.UnionType), _either),
    ):
        made.register_structure_hook_func(_has_origin(*origins), hook)
    for told in _TOLD:
        made.register_structure_hook_func(told.holds, told.read)
    made.register_unstructure_hook_func(_is_written, write)
    return made


def _is_written(kind: Any) -> bool:  # noqa: ANN401 - an annotation
    """Whether values of a class are written here, not field by field as cattrs would."""
    plain = isinstance(kind, type) and issubclass(kind, (Enum, date, Fraction))
    return plain or hasattr(kind, "to_table") or any(told.holds(kind) for told in _TOLD)


def _has_origin(*origins: object) -> Callable[[Any], bool]:
    return lambda kind: get_origin(kind) in origins


def _exactly(kind: type, code: str) -> Callable[[object, Any], object]:
    def hook(value: object, _: object) -> object:
        # `type is`, not isinstance: True is an int and a member of a StrEnum a str
        if type(value) is not kind:
            raise InputError.of(code, given=value)
        return value

    return hook


def _member(value: object, kind: type[StrEnum]) -> StrEnum:
    if isinstance(value, kind):
        return value
    if type(value) is str and value in set(kind):
        return kind(value)
    raise InputError.of("not-known", given=value, known=tuple(member.value for member in kind))


def _one_of(value: object, kind: object) -> object:
    words = get_args(kind)
    if any(type(value) is type(word) and value == word for word in words):
        return value
    raise InputError.of("not-known", given=value, known=words)


def _fraction(value: object, _: object) -> Fraction:
    if isinstance(value, Fraction) or type(value) is int:
        return Fraction(value)
    number = read_number(value) if isinstance(value, str) else None
    if number is None:
        raise InputError.of("not-a-number", given=value)
    return Fraction(number)


def _each(pairs: Iterable[tuple[Any, Any, Any]]) -> list[Any]:
    """Read (step, value, kind) one by one: the values, or the faults of all of them."""
    values, faults = [], Faults()
    for step, value, kind in pairs:
        try:
            values.append(converter().structure(value, kind))
        except _FAULTY as err:
            faults.take(err.faults, step)
    faults.raise_if_any()
    return values


def _items(value: object, kind: Any) -> tuple[Any, ...] | list[Any]:  # noqa: ANN401 - an annotation
    if not isinstance(value, (list, tuple)):
        raise InputError.of("not-a-list", given=value)
    kinds = get_args(kind)
    if len(kinds) == 1 or kinds[1] is ...:
        kinds = (kinds[0],) * len(value)
    if len(value) != len(kinds):
        raise InputError.of("not-so-many", number=len(value), needed=len(kinds))
    items = _each(zip(range(len(value)), value, kinds, strict=True))
    return items if get_origin(kind) is list else tuple(items)


def _map(value: object, kind: Any) -> Mapping[Any, Any]:  # noqa: ANN401 - an annotation
    table = _checked_table(value)
    of_key, of_value = get_args(kind)
    keys = _each((as_step(key), key, of_key) for key in table)
    values = _each((as_step(key), item, of_value) for key, item in table.items())
    made = dict if get_origin(kind) is dict else FrozenMap
    return made(zip(keys, values, strict=True))


def _either(value: object, kind: Any) -> object:  # noqa: ANN401 - an annotation
    """A value of a union: one of its words, nothing, or what its other members are written as."""
    members = get_args(kind)
    if value is None and type(None) in members:
        return None
    words = [word for one in members if get_origin(one) is Literal for word in get_args(one)]
    if value in words and type(value) in {type(word) for word in words}:
        return value
    kinds = [one for one in members if one is not type(None) and get_origin(one) is not Literal]
    if not kinds:
        return _one_of(value, Literal[tuple(words)])
    if set(kinds) == {int, Fraction}:
        if type(value) is Fraction:  # of the caller's own making: it stays what it is
            return value
        number = _fraction(value, Fraction)
        return number.numerator if number.denominator == 1 else number
    fitting = [one for one in kinds if _is_written_as(one, value)]
    return converter().structure(value, (fitting or kinds)[0])


def _is_written_as(kind: Any, value: object) -> bool:  # noqa: ANN401 - an annotation
    """Whether a kind is written as this kind of plain value: such as a table."""
    origin = get_origin(kind) or kind
    if origin in {tuple, list}:
        return isinstance(value, (list, tuple))
    if attrs.has(origin) or is_typeddict(origin) or origin is dict:
        return isinstance(value, Mapping)
    return type(value) is origin


def _checked_table(value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise InputError.of("not-a-table", given=value)
    return value


# --- classes ---------------------------------------------------------------------------------


@cache
def _fields_reader(kind: Any, _: object = None) -> Callable[[object, Any], Any]:  # noqa: ANN401
    """How a table becomes a value of a class, or is held to a ``TypedDict``."""
    from cattrs.errors import ClassValidationError  # noqa: PLC0415 - not part of `import ocop`

    if is_typeddict(kind):
        from cattrs.gen.typeddicts import make_dict_structure_fn  # noqa: PLC0415 - as above

        structure = make_dict_structure_fn(kind, converter())
    else:
        from cattrs.gen import make_dict_structure_fn as make_fn  # noqa: PLC0415 - as above
        from cattrs.gen import override  # noqa: PLC0415 - as above

        attrs.resolve_types(kind)
        renamed: dict[str, Any] = {
            field.name: override(rename=_key(field))
            for field in attrs.fields(kind)
            if field.name != _key(field)
        }
        structure = make_fn(kind, converter(), **renamed)
    flat = {} if is_typeddict(kind) else _flat_keys(kind)

    def hook(value: object, _: object) -> Any:  # noqa: ANN401 - a value of that kind
        table: dict[Any, Any] = dict(_checked_table(value))  # cattrs takes no other mapping
        for name, keys in flat.items():
            if name in table:
                raise InputError.of("unknown-key", name, given=name, known=keys)
            below = {key: table.pop(key) for key in keys if key in table}
            if below:
                table[name] = below
        plain = table
        if not all(isinstance(key, str) for key in table):  # cattrs before 25.2 breaks on these
            plain = {key: one for key, one in table.items() if isinstance(key, str)}
            plain[_FLAT] = None  # one that is not known, in their place
        try:
            return structure(plain, kind)
        except ClassValidationError as err:
            raise InputError(_faults_of(err, kind, table)) from None

    return hook


def _faults_of(err: ClassValidationError, kind: Any, table: Mapping[str, Any]) -> list[Fault]:  # noqa: ANN401 - a class
    """What is wrong with a table: each key in its order, what it lacks, what its class says."""
    from cattrs.errors import ForbiddenExtraKeysError  # noqa: PLC0415 - it was raised

    faults, keys = Faults(), _keys(kind)
    flat = {} if is_typeddict(kind) else _flat_keys(kind)
    known = tuple(one for key in keys.values() for one in flat.get(key, (key,)))
    of_fields, of_class = err.group_exceptions()
    wrong: dict[str, tuple[Fault, ...]] = {}
    for inner, note in of_fields:
        lacks = isinstance(inner, KeyError) and keys.get(note.name, "") not in table
        wrong[keys.get(note.name, "")] = () if lacks else _faults_in(inner)
    for key in dict.fromkeys((*table, *wrong)):
        if key not in table:
            faults.add("missing-key", key, key=key)
        elif key not in keys.values():
            faults.add("unknown-key", as_step(key), given=key, known=known)
        elif key in flat:
            faults.take(wrong.get(key, ()))
        elif key in wrong:
            faults.take(wrong[key], key)
    said = [one for one in of_class if not isinstance(one, ForbiddenExtraKeysError)]
    for inner in said:
        faults.take(_faults_in(inner))
    if not said and not is_typeddict(kind):
        faults.take(_of_class(kind, table, wrong))
    return faults.found


def _faults_in(err: Exception) -> tuple[Fault, ...]:
    if isinstance(err, _FAULTY):
        return err.faults
    raise err


def _of_class(kind: Any, table: Mapping[str, Any], wrong: Collection[str]) -> tuple[Fault, ...]:  # noqa: ANN401 - a class
    """What a class says of the fields that are right by themselves, beside those that are not."""
    values = {}
    for field in attrs.fields(kind):
        key = _key(field)
        if key in wrong:
            values[field.alias] = table.get(key)
        elif field.init and key in table:
            values[field.alias] = converter().structure(table[key], field.type)
    try:
        kind(**values)
    except OcopError as err:
        refused = {key.removeprefix(_FLAT) for key in wrong}
        return tuple(one for one in err.faults if one.path and one.path[0] not in refused)
    except (TypeError, ValueError, AttributeError, LookupError, ArithmeticError):
        pass  # a class that does not stand values of any type says nothing more
    return ()


def _keys(kind: Any) -> dict[str, str]:  # noqa: ANN401 - a class
    """Name → key, of every field that a table may say."""
    if is_typeddict(kind):
        return {key: key for key in kind.__annotations__}
    return {field.name: _key(field) for field in attrs.fields(kind) if field.init}


def _key(field: attrs.Attribute[Any]) -> str:
    name = (field.alias or field.name).removesuffix("_")
    return _FLAT + name if hasattr(field.type, "table_keys") else name


def _flat_keys(kind: Any) -> dict[str, tuple[str, ...]]:  # noqa: ANN401 - a class
    """Key of a field whose value stands in the table itself → the keys that are its own."""
    flat = (field for field in attrs.fields(kind) if hasattr(field.type, "table_keys"))
    return {_key(field): field.type.table_keys for field in flat}
