"""What ``ocop score`` says of one sheet, whoever asks: this process or another."""

from __future__ import annotations

from contextlib import suppress
from json import JSONDecoder
from typing import TYPE_CHECKING, Any, NamedTuple

from ocop._cli import score_table
from ocop._cli.files import Part
from ocop._cli.sheets import ReadSheet, read_sheet
from ocop.data import dump_json
from ocop.errors import InputError
from ocop.words import escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ocop._cli.readings import Laid
    from ocop.errors import Fault
    from ocop.words import Lang

__all__ = ["Answer", "Answerer", "Wanted"]


class Wanted(NamedTuple):
    """What is to be said of each sheet."""

    #: ``"json"``, ``"text"``, or the rows of a table: ``"cards"``, ``"bounds"`` or ``"criteria"``.
    form: str
    lang: Lang
    laid: Laid
    partial: bool
    explain: bool
    #: Whether it is one of several.
    several: bool
    #: Whether a result is to stand in one line, as it does where there are several.
    in_line: bool


class Answer(NamedTuple):
    """What is said of a sheet, or of several."""

    #: What is printed, without the end of its last line; None for nothing.
    text: str | None
    rows: Sequence[list[object]]
    faults: tuple[Fault, ...]
    remarks: tuple[str, ...]
    sheets: int = 1

    @classmethod
    def of(cls, answers: Sequence[Answer]) -> Answer:
        """Several answers as one."""
        texts = [one.text for one in answers if one.text is not None]
        return cls(
            "\n".join(texts) if texts else None,
            [row for one in answers for row in one.rows],
            tuple(fault for one in answers for fault in one.faults),
            tuple(line for one in answers for line in one.remarks),
            len(answers),
        )


def _once(items: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(items)
    if len(table) < len(items):
        raise ValueError("a key stands twice")
    return table


_decode = JSONDecoder(object_pairs_hook=_once).decode


class Answerer:
    """Scores sheets, and keeps what those of one rubric have in common."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        if wanted.several:
            from ocop.formats.card_lines import CardLines  # noqa: PLC0415 - one sheet needs none
            from ocop.formats.sheet_heads import SheetHeads  # noqa: PLC0415 - as above

            self._heads, self._lines = SheetHeads(), CardLines()

    def __reduce__(self) -> tuple[type[Answerer], tuple[Wanted]]:
        """Another process starts with nothing kept."""
        return Answerer, (self._wanted,)

    def answer(self, part: Part | ReadSheet) -> Answer:
        """What is said of a table that is not yet read, or of a file that cannot be."""
        from ocop.scoring.scorecard import score  # noqa: PLC0415 - only for this command

        one = self._read(part) if isinstance(part, Part) else part
        result = None if one.sheet is None else score(one.sheet)
        form, lang = self._wanted.form, self._wanted.lang
        text: str | None = None
        rows: list[list[object]] = []
        if form == "json":
            text = self._json(one, result)
        elif form != "text":
            rows = list(score_table.rows(form, one.place, result, one.faults, lang))
        elif result is not None:
            head = [f"{escaped(one.place)}:"] if self._wanted.several else []
            text = "\n".join([*head, self._text(result), *([""] if head else [])])
        return Answer(text, rows, one.faults, one.remarks)

    def _read(self, part: Part) -> ReadSheet:
        """The sheet of a table: at once, where one of the same head was read before."""
        wanted = self._wanted
        data: Any = None
        quick = wanted.several and not (wanted.partial or part.is_toml)
        if quick:
            # what is wrong is told by the longer way
            with suppress(ValueError, RecursionError):
                data = _decode(part.raw.decode())
            sheet = self._heads.sheet(data)
            if sheet is not None:
                return ReadSheet(part.place, sheet)
        one = read_sheet(part, wanted.laid, wanted.lang, partial=wanted.partial)
        if quick and one.sheet is not None and not one.remarks:
            self._heads.keep(data, one.sheet)
        return one

    def _json(self, one: ReadSheet, result: Any) -> str | None:  # noqa: ANN401 - a Scorecard, or Bounds
        """A result as JSON; of several in one line each, so that the lines answer the sheets."""
        wanted = self._wanted
        if result is None:
            faults = InputError(one.faults).to_data(wanted.lang)
            table = {"type": "faults", "file": one.place, "faults": faults}
            return dump_json(table) if wanted.several else None
        if wanted.partial:
            return dump_json(_bounds(result, wanted.lang))
        if wanted.several:
            return self._lines.line(result)
        from ocop.formats.door import to_json  # noqa: PLC0415 - only for this form

        return to_json(result, indent=None if wanted.in_line else 2)

    def _text(self, result: Any) -> str:  # noqa: ANN401 - a Scorecard, or Bounds
        if self._wanted.partial:
            return str(result.text(self._wanted.lang))
        explanation = result.explain(self._wanted.lang)
        return str(explanation) if self._wanted.explain else "\n".join(explanation.summary)


def _bounds(result: Any, lang: str) -> dict[str, Any]:  # noqa: ANN401 - Bounds, imported with the command only
    keys = ("lowest_total", "highest_total", "lowest_stars", "highest_stars")
    return {key: getattr(result, key) for key in keys} | {
        "missing": list(result.missing),
        "notes": [note.label(lang) for note in result.notes],
        "doubts": [doubt.label(lang) for doubt in result.doubts],
    }
