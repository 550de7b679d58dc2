"""What ``ocop score`` writes as a table: a row a sheet, or a row a criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ocop.text import Label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ocop.errors import Fault
    from ocop.words import Lang

__all__ = ["head", "rows"]

_OF_SHEETS = (
    Label("Phiếu", "Sheet"),
    Label("Sản phẩm", "Product"),
    Label("Chủ thể", "Entity"),
    Label("Quy định", "Regime"),
    Label("Số bộ", "Set"),
    Label("Bộ sản phẩm", "Product set"),
)
_OF_CARDS = (
    *_OF_SHEETS,
    Label("Tổng điểm", "Total"),
    Label("Phần A", "Part A"),
    Label("Phần B", "Part B"),
    Label("Phần C", "Part C"),
    Label("Sao theo điểm", "Stars by points"),
    Label("Hạng sao", "Stars"),
    Label("Chưa đạt mức tối thiểu ở", "Held back by"),
    Label("Bị loại", "Excluded"),
)
_OF_BOUNDS = (
    *_OF_SHEETS,
    Label("Điểm thấp nhất", "Lowest total"),
    Label("Điểm cao nhất", "Highest total"),
    Label("Sao thấp nhất", "Lowest stars"),
    Label("Sao cao nhất", "Highest stars"),
    Label("Tiêu chí còn thiếu", "Criteria without an answer"),
)
_OF_CRITERIA = (
    Label("Phiếu", "Sheet"),
    Label("Tiêu chí", "Criterion"),
    Label("Tên tiêu chí", "Name"),
    Label("Mức", "Option"),
    Label("Mức đạt", "Level held"),
    Label("Điểm", "Points"),
    Label("Điểm tối đa", "Maximum"),
    Label("Chưa đạt mức tối thiểu", "Minimum missed"),
    Label("Căn cứ", "Reference"),
)
_FAULTS = Label("Lỗi", "Faults")
_HEADS = {"cards": _OF_CARDS, "bounds": _OF_BOUNDS, "criteria": _OF_CRITERIA}


def head(kind: str, lang: Lang) -> list[str]:
    """The names of the columns of ``"cards"``, ``"bounds"`` or ``"criteria"``."""
    return [label(lang) for label in (*_HEADS[kind], _FAULTS)]


def rows(
    kind: str,
    place: str,
    result: Any,  # noqa: ANN401 - a Scorecard, or Bounds
    faults: Sequence[Fault],
    lang: Lang,
) -> Iterator[list[object]]:
    """The rows of a sheet; one with its faults alone where it could not be scored."""
    if result is None:
        blank = [""] * (len(_HEADS[kind]) - 1)
        yield [place, *blank, "; ".join(_in_sheet(fault, lang) for fault in faults)]
        return
    for row in _CELLS[kind](result, lang):
        yield [place, *("" if cell is None else cell for cell in row), ""]


def _in_sheet(fault: Fault, lang: Lang) -> str:
    """A fault without its file, which has a column of its own."""
    return fault.in_file("").text(lang)


def _sheet(draft: Any, lang: Lang) -> tuple[object, ...]:  # noqa: ANN401 - a Sheet, or a Draft
    rubric, owner = draft.rubric, draft.owner
    number = rubric.product_set.number
    return (owner.product, owner.entity, rubric.regime.id, number, rubric.title(lang))


def _card(card: Any, lang: Lang) -> Iterator[tuple[object, ...]]:  # noqa: ANN401 - a Scorecard
    yield (
        *_sheet(card.sheet, lang),
        card.total,
        *(score.points for score in card.parts.values()),
        card.stars_by_points,
        card.stars,
        "; ".join(dict.fromkeys(missed.criterion for missed in card.capped_by)),
        "; ".join(exclusion.label(lang) for exclusion in card.exclusions),
    )


def _bounds(bounds: Any, lang: Lang) -> Iterator[tuple[object, ...]]:  # noqa: ANN401 - Bounds
    yield (
        *_sheet(bounds.draft, lang),
        bounds.lowest_total,
        bounds.highest_total,
        bounds.lowest_stars,
        bounds.highest_stars,
        "; ".join(bounds.missing),
    )


def _criteria(card: Any, lang: Lang) -> Iterator[tuple[object, ...]]:  # noqa: ANN401 - a Scorecard
    for row in card.explain(lang).rows:
        options = "; ".join(map(str, row["options"]))
        keys = ("level", "points", "maximum", "minimum", "reference")
        yield (row["criterion"], row["name"], options, *(row[key] for key in keys))


_CELLS = {"cards": _card, "bounds": _bounds, "criteria": _criteria}
