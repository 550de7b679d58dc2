"""A sheet taken over to another table: what says the same there, and what has to be reviewed."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any, Literal

import attrs

from ocop.checked import Checked
from ocop.errors import InputError, checked_lang
from ocop.scoring.matching import has_same_guidance, has_same_levels, same_words
from ocop.scoring.possible.possible import every_option
from ocop.scoring.rubric.criterion import Criterion
from ocop.scoring.rubric.rubric import Rubric
from ocop.scoring.sheet.owner import OwnerFields
from ocop.scoring.sheet.sheet import Draft, Sheet
from ocop.shown.value import Shown, Tidy
from ocop.text import Label
from ocop.words import of_type

__all__ = ["REVIEW_REASONS", "Review", "ReviewReason", "TakenOver", "carry_to"]

ReviewReason = Literal["not-there", "other-words", "other-condition", "no-level"]


@attrs.frozen(kw_only=True, repr=False)
class Review(Checked):
    """A criterion of the new table that has to be judged anew.

    Attributes:
        criterion: Its number in the new table.
        criterion_id: Its id, the same across sets and decisions.
        label: Its name there.
        was: Its number in the old table; None where that has none.
        reason: Why: ``"not-there"`` in the old table, ``"other-words"`` of the criterion, a
            level or how it is judged, ``"other-condition"`` for it, or ``"no-level"`` of
            it on the old sheet.
    """

    criterion: str
    criterion_id: str
    label: Label
    was: str | None = None
    reason: ReviewReason

    def text(self, lang: str = "vi") -> str:
        """The criterion and the reason in words.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        numbers = dict.fromkeys(no for no in (self.was, self.criterion) if no is not None)
        return f"{' → '.join(numbers)} {self.label(lang)}: {REVIEW_REASONS[self.reason](lang)}"

    def __str__(self) -> str:
        return self.text("en")


@attrs.frozen(kw_only=True, repr=False)
class TakenOver(Shown, Tidy, Checked):
    """A sheet taken over to another table.

    Attributes:
        draft: What says the same in both tables, as a draft of the new one.
        review: The criteria of the new table that have to be judged anew, in its order.
        exclusions: Ids of the facts asserted on the old sheet that end an evaluation; they are not
            taken over.
    """

    draft: Draft
    review: tuple[Review, ...]
    exclusions: tuple[str, ...] = ()

    def text(self, lang: str = "vi") -> str:
        """What was taken over, and what has to be reviewed, in words.

        Raises:
            InputError: ``lang`` is neither ``"vi"`` nor ``"en"``.
        """
        checked_lang(lang)
        count = len(self.draft.rubric.criteria)
        lines = [_WORDS["head"](lang).format(count - len(self.review), count)]
        if self.review:
            lines.append(f"{_WORDS['review'](lang)}:")
            lines += [f"  {each.text(lang)}" for each in self.review]
        if self.exclusions:
            lines.append(f"{_WORDS['exclusions'](lang)}: {', '.join(self.exclusions)}")
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.text("en")


#: Reason → its words.
REVIEW_REASONS: dict[ReviewReason, Label] = {
    "not-there": Label("phiếu cũ không có tiêu chí này", "not in the old table"),
    "other-words": Label("lời văn khác", "in other words"),
    "other-condition": Label("điều kiện khác", "under another condition"),
    "no-level": Label("phiếu cũ không có mức nào dùng được", "no level on the old sheet serves"),
}
_WORDS = {
    "head": Label("Lấy lại được {} trên {} tiêu chí", "{} of {} criteria taken over"),
    "review": Label("Cần xem lại", "To be reviewed"),
    "exclusions": Label("Trường hợp bị loại trên phiếu cũ", "Exclusions on the old sheet"),
}


def carry_to(sheet: Sheet | Draft, rubric: Rubric, owner: OwnerFields) -> TakenOver:
    """The sheet on another table, see :meth:`ocop.Sheet.carry_to`.

    Raises:
        InputError: it is no rubric, or a field of the owner is no text.
    """
    if not isinstance(rubric, Rubric):
        raise InputError.of("not-of-kind", "rubric", given=rubric, wanted=of_type(Rubric))
    review = tuple(_reviews(sheet, rubric))
    anew = {each.criterion for each in review}
    old = {criterion.id: criterion for criterion in sheet.rubric.criteria}
    choices: dict[str, Any] = {
        criterion.no: sheet.choices[old[criterion.id].no]
        for criterion in rubric.criteria
        if criterion.no not in anew
        and old[criterion.id].no in sheet.choices
        and not _lacks(sheet, rubric, criterion, anew)
    }
    kept = {each.id for c in rubric.criteria if c.no not in anew for each in c.conditions}
    whose: Any = owner or dict(sheet.owner.fields)
    draft = rubric.sheet(
        choices, unmet=[id_ for id_ in sheet.unmet if id_ in kept], partial=True, **whose
    )
    return TakenOver(draft=draft, review=review, exclusions=sheet.exclusions)


def _reviews(sheet: Sheet | Draft, rubric: Rubric) -> Iterator[Review]:
    old = {criterion.id: criterion for criterion in sheet.rubric.criteria}
    anew: set[str] = set()
    for criterion in rubric.criteria:
        before = old.get(criterion.id)
        reason = _reason(sheet, before, rubric, criterion, anew)
        if reason is not None:
            anew.add(criterion.no)
            yield Review(
                criterion=criterion.no,
                criterion_id=criterion.id,
                label=criterion.label,
                was=None if before is None else before.no,
                reason=reason,
            )


def _lacks(sheet: Sheet | Draft, rubric: Rubric, new: Criterion, anew: Container[str]) -> bool:
    """Whether what is taken over says that a criterion does not apply in the new table."""
    old = {criterion.id: criterion.no for criterion in sheet.rubric.criteria}
    for each in new.conditions:
        if not each.holds_under(rubric.rules.readings):
            continue
        if each.criterion is None:
            if each.id in sheet.unmet:
                return True
        elif each.criterion not in anew:
            choice = sheet.choices.get(old[rubric.criterion(each.criterion).id])
            if isinstance(choice, int) and choice <= each.above:
                return True
    return False


def _reason(
    sheet: Sheet | Draft,
    old: Criterion | None,
    rubric: Rubric,
    new: Criterion,
    anew: set[str],
) -> ReviewReason | None:
    """Why a criterion has to be judged anew; None where what it holds is taken over."""
    if old is None:
        return "not-there"
    same = same_words(old.label, new.label) and has_same_guidance(old, new)
    if not (same and has_same_levels(old, new)):
        return "other-words"
    if {each.id for each in old.conditions} != {each.id for each in new.conditions}:
        return "other-condition"
    if _lacks(sheet, rubric, new, anew):
        return None  # nothing may be chosen in it
    choice = sheet.choices.get(old.no)
    if choice is None or (choice == 0 and 0 not in every_option(rubric, new.no)):
        return "no-level"
    return None
