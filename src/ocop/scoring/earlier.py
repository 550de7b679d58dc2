"""What a result was before its table was corrected: kept beside what it is now."""

from __future__ import annotations

import attrs

from ocop import exact
from ocop.checked import Checked, check_fields
from ocop.errors import Faults
from ocop.law.regime import Note
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.stars import MARKED
from ocop.text import Label
from ocop.words import in_words

__all__ = ["Earlier", "notes_of_earlier"]


@attrs.frozen(kw_only=True, repr=False)
class Earlier(Checked):
    """A result as it was stored, by a table that was corrected since.

    Attributes:
        rubric: The digest of that table, see :attr:`ocop.scoring.Rubric.digest`.
        total: The total then, 0 or more; of a council exact.
        stars: The rank then, 1–5; None for none.

    Raises:
        InputError: a negative total, or no such rank.
    """

    rubric: str
    total: int | exact.Fraction
    stars: int | None = None

    def __attrs_post_init__(self) -> None:
        check_fields(self)
        faults = Faults()
        if self.total < 0:
            faults.add("below-zero", "total", given=self.total)
        if self.stars is not None and self.stars not in MARKED:
            faults.add("out-of-range", "stars", given=self.stars, least=1, most=MARKED[-1])
        faults.raise_if_any()


def notes_of_earlier(
    earlier: tuple[Earlier, ...], rubric: Rubric, total: int | exact.Fraction, stars: int | None
) -> tuple[Note, ...]:
    """That the table was corrected since, with the result then and now; a note for each time."""
    if not earlier:
        return ()
    vi_now, en_now = _result(total, stars)
    return tuple(
        Note(
            id="table-corrected",
            label=Label(
                f"Bảng điểm đã được đính chính sau khi lưu: khi ấy {vi_then}; nay {vi_now}",
                f"The table was corrected after this was stored: then {en_then}; now {en_now}",
            ),
            reference=rubric.reference,
        )
        for vi_then, en_then in (_result(one.total, one.stars) for one in earlier)
    )


def _result(total: int | exact.Fraction, stars: int | None) -> tuple[str, str]:
    return (
        f"{in_words(total, 'vi')} điểm, {'không có hạng' if stars is None else f'{stars} sao'}",
        f"{in_words(total, 'en')} points, {'no rank' if stars is None else f'{stars}★'}",
    )
