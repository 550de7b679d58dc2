"""Rows of the tables of a decision: where each stands, and what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
from tools.site.language import Lang, words
from tools.site.pages.said import name, said

from ocop.law.citation import citation
from ocop.law.fold.law import HOMES, shipped

__all__ = ["Row", "rows_of", "silences"]

_SET = words("set {}", "Bộ {}")
#: Tables whose rows each have a key; the others are one row.
_KEYED = frozenset(
    (
        "bands",
        "levels",
        "returns",
        "passes",
        "entities",
        "grounds",
        "rounds",
        "deadlines",
        "dossiers",
    )
)


@attrs.frozen
class Row:
    """A row of a table of a decision.

    Attributes:
        table: The id of its table.
        key: Its key there; empty where the table is one row.
        value: What it says; None where its name says all.
        reference: Its source.
    """

    table: str
    key: str
    value: Any
    reference: str

    def place(self, lang: Lang) -> str:
        """What the table is called, and the row."""
        head = name(self.table, lang)
        return f"{head}: {self._name(lang)}" if self.key else head

    def _name(self, lang: Lang) -> str:
        value = self.value
        if self.table == "set_names":
            return _SET(lang).format(self.key)
        if isinstance(value, Mapping) and {"vi", "en"} <= value.keys():
            return str(value[lang])
        if isinstance(value, Mapping) and "label" in value:
            return str(value["label"][lang])
        if self.table == "dossiers":
            cases = ", ".join(name(one, lang) for one in value["cases"])
            held = (
                f", {name('held', lang)} {', '.join(map(str, value['held']))}"
                if "held" in value
                else ""
            )
            return f"{name(value['level'], lang)}, {cases}{held}"
        return name(self.key, lang)

    def text(self, lang: Lang) -> str:
        """What it says."""
        return said(self.table, self.value, lang)

    def bare(self, lang: Lang) -> str:
        """What it says, without what is not certain about it: that is no rule."""
        value = self.value
        if isinstance(value, Mapping):
            value = {key: inner for key, inner in value.items() if key != "doubt"}
        return said(self.table, value, lang)

    def document(self) -> str:
        """The document of its source."""
        return citation(self.reference).passages[0].document

    def cited(self, lang: Lang) -> str:
        """Its source, in words."""
        return citation(self.reference)(lang)

    @property
    def article(self) -> str:
        """The number of the first article that its reference names; empty where it names none."""
        for passage in citation(self.reference).passages:
            for place in () if passage.relation else passage.places:
                if place.kind == "articles":
                    return place.value.partition(",")[0].partition(".")[0]
        return ""


def rows_of(tables: Mapping[str, Mapping[str, Any]], otherwise: str) -> Iterator[Row]:
    """Every row of some tables; ``otherwise`` is the source of those that name none."""
    for table, rows in tables.items():
        own = rows.get("reference", otherwise)
        rest = {key: value for key, value in rows.items() if key != "reference"}
        if table == "events":
            yield from (Row(table, key, None, source) for key, source in rest.items())
        elif table == "documents":
            if rest:
                yield Row(table, "", tuple(rest), own)
        elif table == "set_names":
            for key, value in rest.get("names", {}).items():
                yield Row(table, str(key), value, value.get("reference", own))
        elif table in _KEYED:
            for key, value in rest.items():
                source = value.get("reference", own) if isinstance(value, Mapping) else own
                yield Row(table, key, value, source)
        elif rest:
            yield Row(table, "", rest, own)


def silences(decision: str) -> Iterator[tuple[str, str]]:
    """Tables of which a root decision says nothing, and how that is known."""
    laws = shipped()
    for file in dict.fromkeys(HOMES.values()):
        if file != "names":
            yield from laws.read(decision, file).get("none", {}).items()
