"""Changes: what an amendment, a proposal or a correction says differently from what it changes.

One value for four uses: an amending decision of the library, a draft that is held against the law,
a correction of a doubtful cell, and a what-if in code. What it does not name stays; the word
``"none"`` ends a value. What may stand in it is described in ``docs/rules.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

import attrs

from ocop.checked import check_fields
from ocop.errors import InputError, Path
from ocop.frozen_map import FrozenMap, frozen_value
from ocop.law.citation import Cited
from ocop.law.kind import ReadAs
from ocop.shown.value import Shown, Tidy
from ocop.text import Label

__all__ = ["Changes", "ChangesKind", "changes_from_toml"]

ChangesKind = Literal["amendment", "proposal", "correction"]
#: Key of a file → attribute, where they differ.
_ATTRIBUTES = {"from": "first_day"}


@attrs.frozen(kw_only=True, cache_hash=True, repr=False)
class Changes(Cited, Shown, Tidy):
    """What an amendment, a proposal or a correction changes.

    Attributes:
        id: Short and stable, such as ``"de-xuat-2027"``; for an amendment that of its decision.
        kind: ``"amendment"`` (a decision), ``"proposal"`` or ``"correction"``.
        title: In words.
        amends: The id of the decision that it changes.
        first_day: The first day on which it counts; None for a correction, which counts from the
            first day of what it corrects.
        reference: The source of what it says, where a row of it has none of its own.
        number: The number of the amending decision; None for what is no decision.
        signed_on: The day on which that was signed; None for what is no decision.
        read: As for :class:`ocop.law.Decision`.
        verified_on: As for :class:`ocop.law.Decision`; None for what is no decision.
        repeals: Ids of the decisions that it replaces.
        total: The most points that a set's criteria may give together; None for full marks.
        tables: What it changes, table by table.
        lines: The line of each path, where it comes from a file; two changes are equal where the
            rest is.

    Raises:
        InputError: every fault of what it says: unknown keys, wrong types, missing values.
    """

    id: str
    kind: ChangesKind = "proposal"
    title: Label
    amends: str
    first_day: date | None = None
    reference: str
    number: str | None = None
    signed_on: date | None = None
    read: ReadAs = "text"
    verified_on: date | None = None
    repeals: tuple[str, ...] = ()
    total: int | None = None
    tables: FrozenMap[str, Any] = attrs.field(factory=FrozenMap, converter=frozen_value)
    lines: FrozenMap[Path, int] = attrs.field(factory=FrozenMap, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        from ocop.law.changes._shape import checked_data  # noqa: PLC0415 - only where something changes

        check_fields(self)
        checked_data(self.to_dict(), {})

    @classmethod
    def from_dict(
        cls, data: Mapping[str, Any], *, lines: Mapping[Path, int] | None = None
    ) -> Changes:
        """The changes that plain data say, as a file of changes has them.

        Args:
            data: The tables of the file; days may be dates or ISO text.
            lines: The line of each path, where the data come from a file.

        Raises:
            InputError: every fault, with its path and line.
        """
        from ocop.law.changes._shape import checked_data  # noqa: PLC0415 - only where something changes

        if not isinstance(lines, Mapping | None):
            raise InputError.of("not-a-table", "lines", given=lines)
        head, tables = checked_data(data, lines or {})
        fields = {_ATTRIBUTES.get(key, key): value for key, value in head.items()}
        title = Label.of(fields.pop("title"))
        return cls(**fields, title=title, tables=tables, lines=FrozenMap(lines or {}))

    def to_dict(self) -> dict[str, Any]:
        """The changes as plain data, days as ISO text; :meth:`from_dict` reads it back."""
        from ocop.law.changes._shape import HEAD  # noqa: PLC0415 - only where something changes

        head = {key: _plain(getattr(self, _ATTRIBUTES.get(key, key))) for key in HEAD}
        if self.kind != "amendment":
            del head["read"]
        said = {key: value for key, value in head.items() if value not in (None, [])}
        return {**said, **_plain(self.tables)}


def changes_from_toml(text: str) -> Changes:
    """The changes that a TOML says.

    Raises:
        InputError: not TOML, or no changes: every fault with its line and path.
    """
    from ocop.data import load_toml  # noqa: PLC0415 - `import ocop` stays light
    from ocop.toml_lines import key_lines  # noqa: PLC0415

    return Changes.from_dict(load_toml(text), lines=key_lines(text))


def _plain(value: object) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, Label):
        return {"vi": value.vi, "en": value.en}
    return value.isoformat() if isinstance(value, date) else value
