"""The forms of what is stored: a page for each JSON Schema, and the schema itself."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

from tools.site.language import Lang, words
from tools.site.markdown import NOTHING, code, table

__all__ = ["schemas"]

_TITLE = words("Schemas of files", "Lược đồ tệp")
_ABOUT = words(
    "What may stand in a file that `ocop` reads or writes, key by key, as JSON Schema (2020-12). "
    "The schemas lie in the installed package, in `ocop/formats/schemas`; `ocop.json_schema(cls)` "
    "gives that of a class. A schema cannot say that a day comes before another: "
    "reading holds more.",
    "Trong một tệp mà `ocop` đọc hay ghi có thể có gì, theo từng khóa, viết bằng JSON Schema "
    "(2020-12). Các lược đồ nằm trong gói đã cài, ở `ocop/formats/schemas`; "
    "`ocop.json_schema(lớp)` cho lược đồ của một lớp. Lược đồ không nói được ngày này phải trước "
    "ngày kia: khi đọc tệp, thư viện còn kiểm tra nhiều hơn.",
)
_KEYS = words(
    "key | what it is | what may stand there | needed",
    "khóa | nội dung | nhận giá trị | bắt buộc",
)
_FILES = words("file | what it holds", "tệp | nội dung")
_YES = words("yes", "có")
_WHOLE = words("The whole schema:", "Toàn bộ lược đồ:")
_TYPES = {
    "string": words("text", "chữ"),
    "integer": words("a whole number", "số nguyên"),
    "number": words("a number", "số"),
    "boolean": words("`true` or `false`", "`true` hoặc `false`"),
    "array": words("a list", "danh sách"),
    "object": words("a table", "bảng"),
    "null": words("nothing", "để trống"),
}
_DAY = words("a day", "ngày")
_OR = words(" or ", " hoặc ")
_BETWEEN = words("{0} to {1}", "từ {0} đến {1}")
_ANY = words("anything", "bất kỳ")
_SUFFIX = ".schema.json"


def schemas(lang: Lang) -> dict[str, str]:
    texts = {
        path.name.removesuffix(_SUFFIX): path.read_text(encoding="utf-8")
        for path in sorted(
            files("ocop.formats").joinpath("schemas").iterdir(), key=lambda p: p.name
        )
        if path.name.endswith(_SUFFIX)
    }
    loaded = {name: json.loads(text) for name, text in texts.items()}
    rows = [(f"[{code(name)}](schemas/{name}.md)", _name(loaded[name], lang)) for name in loaded]
    index = f"# {_TITLE(lang)}\n\n{_ABOUT(lang)}\n\n{table(_FILES(lang).split(' | '), rows)}\n"
    return {
        "rules/schemas.md": index,
        **{f"rules/schemas/{name}.md": _page(name, loaded[name], lang) for name in loaded},
        **{f"rules/schemas/{name}{_SUFFIX}": text for name, text in texts.items()},
    }


def _page(name: str, schema: Mapping[str, Any], lang: Lang) -> str:
    link = f"[{name}{_SUFFIX}]({name}{_SUFFIX})"
    return "\n\n".join(
        [f"# {_name(schema, lang)}", *_tables(schema, lang), f"{_WHOLE(lang)} {link}", ""]
    )


def _tables(schema: Mapping[str, Any], lang: Lang) -> Iterator[str]:
    """The keys of the file, then those of each table that it names."""
    named = schema.get("$defs", {})
    if "properties" in schema:
        yield _keys(schema, named, lang)
    for name, inner in named.items():
        if "properties" in inner:
            yield f"## {_name(inner, lang) or name} {{: #{_anchor(name)} }}"
            yield _keys(inner, named, lang)


def _keys(schema: Mapping[str, Any], named: Mapping[str, Any], lang: Lang) -> str:
    needed = schema.get("required", ())
    rows = [
        (
            code(key),
            _name(value, lang) or NOTHING,
            _allowed(value, named, lang),
            _YES(lang) if key in needed else NOTHING,
        )
        for key, value in schema["properties"].items()
    ]
    return table(_KEYS(lang).split(" | "), rows)


def _name(schema: Mapping[str, Any], lang: Lang) -> str:
    name: str = schema.get("title" if lang == "vi" else "x-title-en", "")
    return name


def _anchor(name: str) -> str:
    return f"of-{name.lower()}"


def _allowed(  # noqa: PLR0911 - a line a form
    value: Mapping[str, Any], named: Mapping[str, Any], lang: Lang
) -> str:
    """What may stand under a key, in words."""
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        if "properties" in named[name]:
            return f"[{_name(named[name], lang) or name}](#{_anchor(name)})"
        return _allowed(named[name], named, lang)
    if "anyOf" in value:
        return _OR(lang).join(dict.fromkeys(_allowed(one, named, lang) for one in value["anyOf"]))
    if "const" in value:
        return code(json.dumps(value["const"], ensure_ascii=False))
    if "enum" in value:
        return ", ".join(code(json.dumps(one, ensure_ascii=False)) for one in value["enum"])
    if value.get("format") == "date":
        return _DAY(lang)
    if "items" in value:
        inner = _allowed(value["items"], named, lang)
        return f"{_TYPES['array'](lang)}: {inner}"
    if "minimum" in value and "maximum" in value:
        return _BETWEEN(lang).format(value["minimum"], value["maximum"])
    kinds = value.get("type", ())
    kinds = (kinds,) if isinstance(kinds, str) else kinds
    return _OR(lang).join(_TYPES[kind](lang) for kind in kinds) or _ANY(lang)
