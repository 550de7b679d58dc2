"""One value that an amendment, a proposal or a correction makes different, in words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import attrs

from ocop.frozen_map import frozen_value
from ocop.law.citation import Cited
from ocop.law.rule_file import rule_file
from ocop.text import Label
from ocop.words import Words, in_words

__all__ = ["Changed", "table_words"]


@attrs.frozen(kw_only=True, repr=False)
class Changed(Words, Cited):
    """One value that differs, and how; called with a language it says so.

    Attributes:
        changes: The id of what changes it.
        table: The table that it stands in, such as ``"bands"``; ``"criteria"``, ``"exclusions"`` or
            ``"doubts"`` for one of a set's rubric.
        path: Where in the table: keys, such as ``("4", "from")``. In a rubric the number of the
            criterion, the number of the option as before the changes where it is of one, and what
            of it differs: ``("3.5", "2", "star")``.
        product_set: The number of the set whose rubric differs; None outside rubrics.
        before: What it was; None where it was not there.
        after: What it is; None where it is no more.
        reference: The source of what it is.
    """

    changes: str
    table: str
    path: tuple[str, ...]
    product_set: int | None = None
    before: Any = attrs.field(default=None, converter=frozen_value)
    after: Any = attrs.field(default=None, converter=frozen_value)
    reference: str

    @property
    def criterion(self) -> str | None:
        """The number of the criterion that differs; None outside criteria."""
        return self.path[0] if self.table == "criteria" else None

    @property
    def option(self) -> int | None:
        """The number of the option that differs, as before the changes; None for no option."""
        return int(self.path[1]) if self.table == "criteria" and len(self.path) > 2 else None  # noqa: PLR2004 - criterion, option, key

    def __call__(self, lang: str) -> str:
        """Where it is, and what it was and is, in one line."""
        before, after = (_value(value, lang) for value in (self.before, self.after))
        return f"{self.place(lang)}: {before} → {after}"

    @property
    def label(self) -> Label:
        """The same in both languages."""
        return Label(self("vi"), self("en"))

    def __str__(self) -> str:
        return self("en")

    def place(self, lang: str) -> str:
        """Where it is, in words: the set, the criterion or the row, and what of it."""
        words = _words()
        names = [words["set"](lang).format(self.product_set)] if self.product_set else []
        if self.table == "criteria":
            names.append(words["criterion"](lang).format(self.path[0]))
            if self.option is not None:
                names.append(words["option"](lang).format(self.option))
            steps = self.path[-1:]
        else:
            names.append(words[self.table](lang) if self.table in words else self.table)
            steps = self.path
        return ", ".join([*names, *(_step(step, lang) for step in steps)])

    def to_dict(self, lang: str) -> dict[str, Any]:
        """The difference as plain data, with its words in one language."""
        return {
            "changes": self.changes,
            "table": self.table,
            "path": list(self.path),
            "set": self.product_set,
            "before": _plain(self.before),
            "after": _plain(self.after),
            "text": self(lang),
            "reference": self.reference,
        }


@cache
def _words() -> dict[str, Label]:
    """What tables and keys are called."""
    rows = rule_file("words")["words"]
    return {key: Label.of(row) for key, row in rows.items()}


def table_words(table: str, lang: str) -> str:
    """What a table or a key of rule files is called; its id in quotes where it has no name."""
    words = _words()
    return words[table](lang).replace("{}", "").strip() if table in words else f"“{table}”"


def _step(step: str, lang: str) -> str:
    words = _words()
    return words[step](lang) if step in words else step


def _value(value: Any, lang: str) -> str:  # noqa: ANN401 - any TOML value
    if isinstance(value, Mapping):
        if lang in value:
            return in_words(value[lang], lang)
        rows = (
            f"{_step(key, lang)} {_value(inner, lang)}"
            for key, inner in value.items()
            if key not in {"reference", "id"}
        )
        return ", ".join(rows)
    if isinstance(value, tuple):
        return ", ".join(_value(inner, lang) for inner in value) or _step("nothing", lang)
    if value is None:
        return _step("nothing", lang)
    return _step(value, lang) if isinstance(value, str) else in_words(value, lang)


def _plain(value: Any) -> Any:  # noqa: ANN401 - any TOML value
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, tuple) else value
