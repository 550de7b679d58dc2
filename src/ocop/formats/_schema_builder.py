"""Builds a JSON Schema from annotations, as :mod:`ocop.documents` reads them."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import (
    Any,
    Literal,
    NotRequired,
    Required,
    Union,
    get_args,
    get_origin,
    is_typeddict,
)

import attrs

from ocop.formats._schema_bounds import BOUNDS
from ocop.formats._schema_titles import Title
from ocop.formats.kind import Kind, kind_of
from ocop.frozen_map import FrozenMap

__all__ = ["DAY", "NUMBER", "PERCENT", "Builder", "Schema"]

Schema = dict[str, Any]

#: A day as text, and the exact numbers: whole, or a decimal or a ratio as text.
DAY: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
NUMBER: Schema = {
    "anyOf": [
        {"type": "integer"},
        {
            "type": "string",
            "pattern": r"^\s*[0-9]{1,40}([.,][0-9]{1,40}|/[0-9]{0,39}[1-9][0-9]{0,39})?\s*$",
        },
    ]
}
#: A share as text, such as ``"75 %"``.
PERCENT = r"^\s*[0-9]{1,40}([.,][0-9]{1,40}|/[0-9]{0,39}[1-9][0-9]{0,39})?\s*%\s*$"
_PLAIN: dict[Any, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: DAY,
    Fraction: NUMBER,
    type(None): {"type": "null"},
}


class Builder:
    """Builds the schemas of annotations; those of documents within others stand in definitions.

    Attributes:
        definitions: Name → schema, of what is referred to.
    """

    def __init__(
        self,
        titles: Mapping[str, Title],
        own: Mapping[Any, Callable[[Builder], Schema]],
    ) -> None:
        self.definitions: dict[str, Schema] = {}
        self._titles = titles
        self._own = own

    def of(self, kind: Any) -> Schema:  # noqa: ANN401, PLR0911 - an annotation; a line a kind
        """The schema of an annotation."""
        if kind is Any:
            return {}
        if kind in _PLAIN:
            return dict(_PLAIN[kind])
        origin, args = get_origin(kind), get_args(kind)
        if origin in {NotRequired, Required}:
            return self.of(args[0])
        if origin is Literal:
            return _enum(args)
        if origin in {Union, types.UnionType}:
            return self._either(args)
        if origin in {tuple, list}:
            return self._items(args)
        if origin in {dict, FrozenMap, Mapping}:
            return {"type": "object", "additionalProperties": self.of(args[1])}
        if isinstance(kind, type) and issubclass(kind, Enum):
            return _enum(tuple(member.value for member in kind))
        return self.defined(kind.__name__.strip("_"), Builder.table, kind)

    def table(self, kind: Any) -> Schema:  # noqa: ANN401 - a class
        """The schema of the tables of a class, its head among their keys where it is stored."""
        own, stored = self._own.get(kind), kind_of(kind)
        if own is not None:
            schema = own(self)
        else:
            schema = self.fields(kind if stored is None else stored.schema)
        if stored is None or "properties" not in schema:
            return schema
        return {**schema, "properties": {**self.head(stored), **schema["properties"]}}

    def head(self, stored: Kind) -> dict[str, Schema]:
        """The keys that say what a document is; each may be left out."""
        reads = list(stored.reads)
        keys: dict[str, Schema] = {
            "type": {"const": reads[0]} if len(reads) == 1 else {"enum": reads},
            "format": {"const": stored.format},
            "rules": {"type": "string"},
        }
        return {key: self.titled(key, schema) for key, schema in keys.items()}

    def defined(self, name: str, make: Callable[..., Schema], *arguments: Any) -> Schema:  # noqa: ANN401 - those of make
        """A reference to a schema among the definitions, made when it is first asked for."""
        if name not in self.definitions:
            self.definitions[name] = {}  # it may refer to itself
            self.definitions[name] = make(self, *arguments)
        return {"$ref": f"#/$defs/{name}"}

    def fields(self, kind: Any, *without: str, **changed: Schema) -> Schema:  # noqa: ANN401 - a class
        """The schema of a class, or a ``TypedDict``, that is read field by field.

        Args:
            kind: The class.
            without: Fields that are no keys of its table.
            changed: The schemas of those that are read otherwise than their annotations say.
        """
        properties: dict[str, Schema] = {}
        needed: list[str] = []
        if is_typeddict(kind):
            needed = [key for key in kind.__annotations__ if key in kind.__required_keys__]
            properties = {
                key: changed[key] if key in changed else self.of(hint)
                for key, hint in kind.__annotations__.items()
            }
        else:
            attrs.resolve_types(kind)
            for field in attrs.fields(kind):
                if not field.init or field.alias == "lines":
                    continue
                if hasattr(field.type, "table_keys"):
                    properties |= self.fields(field.type)["properties"]
                    continue
                key = (field.alias or field.name).removesuffix("_")
                if key in without:
                    continue
                properties[key] = changed[key] if key in changed else self.of(field.type)
                if field.default is attrs.NOTHING:
                    needed.append(key)
        for key, more in BOUNDS.get(kind.__name__, {}).items():
            properties[key] = bounded(properties[key], more)
        return self.closed(properties, needed)

    def closed(self, properties: Mapping[str, Schema], needed: list[str]) -> Schema:
        """The schema of a table of these keys and no others."""
        return {
            "type": "object",
            "properties": {key: self.titled(key, schema) for key, schema in properties.items()},
            "required": needed,
            "additionalProperties": False,
        }

    def titled(self, key: str, schema: Schema) -> Schema:
        """A schema with what its key is called in both languages."""
        title = self._titles[key]
        return {"title": title["vi"], "x-title-en": title["en"], **schema}

    def _either(self, members: tuple[Any, ...]) -> Schema:
        words = [word for one in members if get_origin(one) is Literal for word in get_args(one)]
        kinds = [one for one in members if get_origin(one) is not Literal]
        if {int, Fraction} <= set(kinds):
            kinds.remove(int)
        schemas = [self.of(one) for one in kinds]
        if words:
            schemas.insert(0, _enum(tuple(words)))
        flat = [one for schema in schemas for one in schema.get("anyOf", (schema,))]
        return flat[0] if len(flat) == 1 else {"anyOf": flat}

    def _items(self, kinds: tuple[Any, ...]) -> Schema:
        if len(kinds) == 1 or kinds[1] is ...:
            return {"type": "array", "items": self.of(kinds[0])}
        return {
            "type": "array",
            "prefixItems": [self.of(kind) for kind in kinds],
            "items": False,
            "minItems": len(kinds),
        }


def bounded(schema: Schema, more: Schema) -> Schema:
    """A schema with bounds, which stand where they speak of: numbers, texts or lists."""
    if "anyOf" in schema:
        return {**schema, "anyOf": [bounded(one, more) for one in schema["anyOf"]]}
    speaks_of = {
        "integer": {"minimum", "maximum", "enum"},
        "string": {"pattern", "enum", "minLength"},
        "array": {"minItems"},
    }
    kept = {
        key: value
        for key, value in more.items()
        if key in speaks_of.get(schema.get("type", ""), ()) and key not in schema
    }
    return {**schema, **kept}


def _enum(words: tuple[Any, ...]) -> Schema:
    return {"enum": list(words)}
