"""Criteria (tiêu chí): what a rubric's tables hold, down to the options (mức).

Reference: 26/2026/QĐ-TTg, Appendix II; 148/QĐ-TTg, Appendix III; 1048/QĐ-TTg; 781/QĐ-TTg.
"""

from __future__ import annotations

import attrs

from ocop.checked import Checked
from ocop.errors import NotFoundError
from ocop.law.citation import Cited
from ocop.law.kind import ExclusionKind, OptionCase, OptionChoice, PartId
from ocop.law.reading import Readings
from ocop.shown.value import Shown, Tidy
from ocop.text import Label

__all__ = [
    "Choice",
    "Condition",
    "Criterion",
    "Doubt",
    "Exclusion",
    "Group",
    "Option",
    "Part",
]

#: An option number; for a checklist, the numbers of the ticked lines.
Choice = int | tuple[int, ...] | list[int]


@attrs.frozen(kw_only=True, repr=False)
class Option(Checked):
    """A level (mức) of a criterion.

    Attributes:
        no: Its place in the table, from 1.
        points: What it earns, 0–100.
        min_star: The asterisks printed on it: 3, 4 or 5; None where there are none. It is then the
            least level to hold in this criterion for that many stars.
        branch: ``"a"`` or ``"b"`` where the criterion offers two cases; None elsewhere.
        label: The level in our own words.
    """

    no: int
    points: int
    min_star: int | None = None
    branch: OptionCase | None = None
    label: Label


@attrs.frozen(kw_only=True, repr=False)
class Condition(Checked):
    """What a criterion needs before a level may be chosen in it.

    Attributes:
        id: ``"story"``, ``"test-reports"``, ``"declaration"`` or ``"compulsory-test"``.
        label: The condition.
        criterion: Where the sheet itself tells: the number of that criterion; None where the sheet
            has to say that the condition is unmet.
        above: The condition holds where an option above this one is chosen there.
        printed: Whether the table prints the condition at this criterion; where not, the reading
            ``story_scope`` decides.
        otherwise: What is held in the criterion where the condition is unmet: an option beyond
            those of the table, which no minimum binds and which earns nothing or the maximum. None
            where it then scores 0 and misses its minima. Where it earns nothing, the reading
            ``no_declaration_required`` decides whether the minima bind.
    """

    id: str
    label: Label
    criterion: str | None = None
    above: int = 0
    printed: bool = True
    otherwise: Option | None = None

    def holds_under(self, readings: Readings) -> bool:
        """Whether the condition is asked, as it is read where the table does not print it."""
        return self.printed or readings.story_scope != "as-printed"


@attrs.frozen(kw_only=True, repr=False)
class Doubt(Checked):
    """What is not certain about a table.

    Attributes:
        id: Stable and unique in the rule files, such as ``"26-07-1"``: a correction names it.
        at: The number of the criterion; None for the whole set.
        label: The doubt.
    """

    id: str
    at: str | None = None
    label: Label


@attrs.frozen(kw_only=True, repr=False)
class Exclusion(Cited):
    """A fact that ends the evaluation (bị loại, không đánh giá).

    Attributes:
        id: What a sheet asserts, such as ``"forged-dossier"``.
        kind: ``"dossier"`` (the dossier is disqualified), ``"excluded"`` (the product is),
            ``"requirement"`` (one is not met) or ``"stop"`` (no further step is evaluated).
        label: The fact.
        at: The number of the criterion that prints it; None where the set does.
        when: Choices that are this fact by the table's own words: pairs of criterion and option.
        stated: Choices of a level that states the fact in the same words; option 0 is none of the
            levels, where the lowest is its contrary.
        bare: Choices of a level that states it barely ("has impurities", where the table stops at
            unacceptable ones), or none of the levels that are acceptable. For both, the reading
            ``stated_stop`` decides whether the choice ends the evaluation or is noted on the card.
            Whatever no choice says, a sheet has to assert.
        reference: The source in law.
    """

    id: str
    kind: ExclusionKind
    label: Label
    at: str | None = None
    when: tuple[tuple[str, int], ...] = ()
    stated: tuple[tuple[str, int], ...] = ()
    bare: tuple[tuple[str, int], ...] = ()
    reference: str


@attrs.frozen(kw_only=True, repr=False)
class Criterion(Cited, Shown, Tidy):
    """A criterion (tiêu chí).

    Attributes:
        no: As printed, such as ``"1.1"`` or ``"1đ"``; unique in the rubric.
        id: Stable and ASCII; the same for the same criterion across sets and decisions.
        label: Its official name, and an English one.
        part: ``"A"``, ``"B"`` or ``"C"``.
        group: The number of its group.
        maximum: The points of it, as printed.
        options: Its levels, lowest first (a checklist's lines in their order).
        choice: ``"one"`` level holds, or ``"many"``: a checklist, every ticked line adds.
        heading_star: Asterisks printed on the heading instead of on a level; None elsewhere.
        conditions: What it needs before a level may be chosen; empty where nothing.
        guidance: How it is to be judged, in our own words.
        reference: The source in law.
    """

    no: str
    id: str
    label: Label
    part: PartId
    group: str
    maximum: int
    options: tuple[Option, ...]
    choice: OptionChoice = "one"
    heading_star: int | None = None
    conditions: tuple[Condition, ...] = ()
    guidance: tuple[Label, ...] = ()
    reference: str

    def option(self, no: int) -> Option:
        """The option of this number.

        Raises:
            NotFoundError: there is none.
        """
        most = len(self.options)
        if type(no) is int and 1 <= no <= most:
            return self.options[no - 1]
        raise NotFoundError.of(
            "criterion-lacks-option", "no", criterion=self.no, given=no, most=most
        )

    @property
    def zero_option(self) -> Option | None:
        """The level of 0 points that the table prints; None where it prints none."""
        return next((option for option in self.options if option.points == 0), None)

    @property
    def not_required(self) -> Option | None:
        """What is held where the law does not ask the criterion of a product, beyond the levels.

        None where it is asked of every product.
        """
        return next((each.otherwise for each in self.conditions if each.otherwise), None)


@attrs.frozen(kw_only=True, repr=False)
class Group(Checked):
    """A group of criteria (nhóm tiêu chí); ``maximum`` is as printed."""

    no: str
    id: str
    label: Label
    part: PartId
    maximum: int
    criteria: tuple[Criterion, ...]


@attrs.frozen(kw_only=True, repr=False)
class Part(Checked):
    """A part (phần) of the rubric: ``"A"``, ``"B"`` or ``"C"``; ``maximum`` is as printed."""

    id: PartId
    maximum: int
    groups: tuple[Group, ...]
