"""Prospects: what an old sheet comes to under a new table, and what there is to find out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import attrs

from ocop.checked import Checked
from ocop.errors import checked_lang
from ocop.law.citation import citation
from ocop.law.regime import Note
from ocop.scenarios.crosswalk.crosswalk import Crosswalk
from ocop.scoring.bounds import Bounds
from ocop.scoring.cheapest import Cost
from ocop.scoring.possible.open_criterion import OpenCriterion, open_criteria
from ocop.scoring.possible.possible import Possible
from ocop.scoring.rubric.criterion import Condition, Doubt, Exclusion
from ocop.scoring.sheet.owner import OWNER_WORDS
from ocop.scoring.sheet.sheet import Draft, Sheet
from ocop.shown.value import Shown, Tidy
from ocop.text import Label
from ocop.words import escaped

__all__ = ["Prospect", "Prospects"]

Prospects = Literal["keeps", "falls", "undecided"]


@attrs.frozen(kw_only=True, repr=False)
class Prospect(Shown, Tidy, Checked):
    """What an old sheet comes to under a new table; made by :func:`ocop.crosswalk`.

    Attributes:
        sheet: The old sheet.
        crosswalk: What its levels may be in the new table, and why.
        stars: The rank to be kept, 1–5: that of the sheet unless another is named; None for none.
        possible: What every criterion of the new table may hold.
    """

    sheet: Sheet | Draft
    crosswalk: Crosswalk
    stars: int | None
    possible: Possible

    def __repr__(self) -> str:
        return f"<Prospect by {self.crosswalk!r}: {self.keeps or 'no rank to keep'}>"

    @property
    def draft(self) -> Draft:
        """The new sheet as far as it is certain, for a council to complete."""
        return self.possible.draft

    @property
    def bounds(self) -> Bounds:
        """The lowest and highest total and stars that the new sheet can have.

        Exclusions are not among them but for those that a level states: see :attr:`exclusions`.
        """
        return self.possible.bounds

    @property
    def keeps(self) -> Prospects | None:
        """What becomes of the rank: ``"keeps"``, ``"falls"``, both certain, or ``"undecided"``.

        Kept is what no :attr:`exclusions` end. None where there is no rank to keep.
        """
        if self.stars is None:
            return None
        if (self.bounds.lowest_stars or 0) >= self.stars:
            return "keeps"
        return "falls" if (self.bounds.highest_stars or 0) < self.stars else "undecided"

    @property
    def exclusions(self) -> tuple[Exclusion, ...]:
        """The facts that would end the evaluation under the new table, each to be checked."""
        return self.crosswalk.new.exclusions

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions of the new table that may be unmet, each to be checked."""
        every = (each for one in self.crosswalk.new.criteria for each in one.conditions)
        by_id = {each.id: each for each in every}
        return tuple(by_id[id_] for id_ in self.possible.conditions)

    @property
    def _to_check(self) -> tuple[Label, ...]:
        conditions = (condition.label for condition in self.conditions)
        return (*conditions, *(exclusion.label for exclusion in self.exclusions))

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What is not certain about the two tables, the old one first."""
        return self.crosswalk.doubts

    @property
    def notes(self) -> tuple[Note, ...]:
        """What the answer says of the new rules."""
        return self.crosswalk.new.regime.notes

    def open_criteria(self, costs: Mapping[str, Cost] | None = None) -> tuple[OpenCriterion, ...]:
        """The open criteria on which points or ranks hang, the most needed first.

        Args:
            costs: As for :meth:`collect`, whose criteria are those that are ``needed``.

        Raises:
            InputError: as :meth:`collect`.
        """
        return open_criteria(self.possible, self.stars, costs)

    def collect(self, costs: Mapping[str, Cost] | None = None) -> tuple[OpenCriterion, ...]:
        """What to find out: the least that can make it certain that the rank is kept.

        With the ``answer`` of each it is, whatever the other open criteria come to. As few as can
        be; with ``costs`` the cheapest. First those whose worst option withholds the rank, then the
        cheapest, then those with the most points at stake. None where the rank is certain to be
        kept or to fall.

        Args:
            costs: Number or id of a criterion of the new table → what it costs to find out, an int
                or a Fraction from 0; 1 where it is not named.

        Raises:
            InputError: a cost below 0 or not exact, or of no such criterion.
        """
        return tuple(each for each in self.open_criteria(costs) if each.needed)

    def why(self, which: str) -> tuple[Label, ...]:
        """What changed of a criterion for this sheet, where that is said.

        Args:
            which: The number or id of a criterion of the new table.

        Raises:
            NotFoundError: the new table has none of that name.
        """
        row = self.crosswalk.row(which)
        link = None if row.old is None else row.link(self.sheet.choices.get(row.old.no))
        return (*(() if link is None else link.notes), *row.notes)

    def text(self, lang: str = "vi", *, costs: Mapping[str, Cost] | None = None) -> str:
        """The prospect in words: what is certain, what decides it, what is to be checked.

        Args:
            lang: ``"vi"`` or ``"en"``.
            costs: As for :meth:`collect`.

        Raises:
            InputError: another language, or as :meth:`collect`.
        """
        words = {key: label(checked_lang(lang)) for key, label in _WORDS.items()}
        new, bounds = self.crosswalk.new, self.bounds
        numbers = (bounds.lowest_total, bounds.highest_total)
        stars = (each or "–" for each in (bounds.lowest_stars, bounds.highest_stars))
        lines = [
            f"{new.title(lang)} ({new.citation(lang)})",
            _ENDS[self.keeps](lang).format(self.stars),
            words["bounds"].format(*numbers, *stars, len(bounds.missing), len(new.criteria)),
        ]
        owner = self.sheet.owner.fields
        lines += [f"{OWNER_WORDS[name](lang)}: {escaped(value)}" for name, value in owner.items()]
        found = self.open_criteria(costs)
        needed = [
            text
            for each in found
            if each.needed
            for text in (each.text(lang), *(f"  {note(lang)}" for note in self.why(each.criterion)))
        ]
        for key, some in (
            ("needed", needed),
            ("open", [each.text(lang) for each in found if not each.needed]),
            ("check", [label(lang) for label in self._to_check]),
        ):
            if some:
                lines += [f"{words[key]}:", *(f"  {text}" for text in some)]
        lines += [note.label(lang) for note in self.notes]
        for doubt in self.doubts:
            where = f" ({doubt.at})" if doubt.at else ""
            lines.append(f"{words['doubt']}{where}: {doubt.label(lang)}")
        for reference in self.crosswalk.references:
            lines.append(f"{words['reference']}: {citation(reference)(lang)}")
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.text("en")


_ENDS: dict[Prospects | None, Label] = {
    "keeps": Label(
        "Chắc chắn giữ {} sao nếu không bị loại", "Certain to keep {} stars unless excluded"
    ),
    "falls": Label("Chắc chắn không giữ được {} sao", "Certain to fall below {} stars"),
    "undecided": Label("Chưa biết có giữ được {} sao", "Undecided whether it keeps {} stars"),
    None: Label("Không có hạng sao để giữ", "No stars to keep"),
}
_WORDS = {
    "bounds": Label(
        "{}–{} điểm, {}–{} sao; {} trên {} tiêu chí chưa biết",
        "{}–{} points, {}–{} stars; {} of {} criteria open",
    ),
    "needed": Label("Cần thu thập trước", "To collect first"),
    "open": Label("Còn để ngỏ", "Open besides"),
    "check": Label("Cần kiểm tra", "To be checked"),
    "reference": Label("Căn cứ đối chiếu", "Crosswalk by"),
    "doubt": Label("Chưa chắc chắn", "Doubt"),
}
