"""JSON Schema of what is stored: derived from the classes that are read.

    >>> import ocop
    >>> schema = ocop.json_schema(ocop.Certificate)
    >>> schema["title"], schema["x-title-en"]
    ('Giấy chứng nhận', 'Certificate')
    >>> schema["additionalProperties"], schema["properties"]["stars"]["maximum"]
    (False, 5)

The Vietnamese title is ``title``, the English one ``x-title-en``; so for every key. A schema says
what may stand in a document, key by key: that a day comes before another, or that a total is what
the sheet scores, only reading says.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from ocop.cycle.council.verdict import Verdict
from ocop.data import read_data
from ocop.errors import InputError
from ocop.formats._schema_builder import Builder
from ocop.formats._schema_titles import TitlesFile
from ocop.formats._table_schemas import OWN
from ocop.formats.kind import kind_of, stored_classes
from ocop.formats.verdict import KINDS, CouncilTable

__all__ = ["council_schema", "json_schema"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(cls: type) -> dict[str, Any]:
    """The JSON Schema (2020-12) of the tables that :func:`ocop.from_dict` reads of a class.

    What a schema refuses is refused on reading too; reading holds more than a schema can say. Both
    languages name every key. The schemas of all classes are files of the package, in
    ``ocop/formats/schemas``.

    Raises:
        InputError: the values of the class cannot be read.
    """
    kind = kind_of(cls)
    if kind is None:
        given = getattr(cls, "__name__", cls)
        raise InputError.of("no-file-form", "cls", given=given, known=stored_classes())
    return _document(kind.name, kind.format, cls)


def council_schema() -> dict[str, Any]:
    """The JSON Schema of a council file: a regulation and ballots, as a person writes them.

    :func:`ocop.from_toml` reads it as a :class:`ocop.Verdict`.
    """
    return _document("council", KINDS[Verdict].format, CouncilTable)


def _document(name: str, number: int, cls: type) -> dict[str, Any]:
    builder = Builder(_titles()["keys"], OWN)
    body, title = builder.table(cls), _titles()["types"][name]
    return {
        "$schema": _DIALECT,
        "$id": f"urn:ocop:{name}:{number}",
        "title": title["vi"],
        "x-title-en": title["en"],
        **body,
        **({"$defs": builder.definitions} if builder.definitions else {}),
    }


@cache
def _titles() -> TitlesFile:
    table: TitlesFile = read_data("ocop.formats", "titles.toml", TitlesFile)
    return table
