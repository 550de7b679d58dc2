"""Product sets across numberings: what a set of one answers to in another."""

from __future__ import annotations

from functools import cache

from ocop.law.correspondence import correspondences
from ocop.law.product_set import numberings
from ocop.law.regime import Note
from ocop.text import Label

__all__ = ["answering_sets"]


@cache
def answering_sets(
    filed_in: str, number: int, judged_in: str
) -> tuple[tuple[int, ...], Note | None]:
    """The sets of a numbering that a set of another answers to, and what is not certain of it.

    Every set where the set is gone: no decision says where such a product goes.
    """
    if filed_in == judged_in:
        return (number,), None
    forward = numberings().index(filed_in) < numberings().index(judged_in)
    pairs = [(row.old, row.new) if forward else (row.new, row.old) for row in correspondences()]
    answers = next(to for of, to in pairs if number in of)
    reference = correspondences()[0].reference
    if len(answers) == 1:
        return answers, None
    names = ", ".join(map(str, answers))
    words = Label(
        f"Bộ {number} cũ nay thuộc các bộ {names}, tùy sản phẩm",
        f"Set {number} of the old numbering is now in sets {names}, by the product",
    )
    if not answers:
        words = Label(
            f"Bộ {number} cũ nay không còn; không văn bản nào nói sản phẩm ấy vào bộ nào",
            f"Set {number} of the old numbering is no more; no decision says where its products go",
        )
    return answers, Note(id="renumbered", label=words, reference=reference)
