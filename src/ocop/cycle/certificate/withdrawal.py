"""Withdrawal of a certificate (thu hồi giấy chứng nhận): grounds, who, within how many days.

Reference: 26/2026/QĐ-TTg, Art. 8.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import attrs

from ocop.argument import check_dates, check_day, check_texts, days_after
from ocop.brief import Brief
from ocop.cycle._checks import as_level, certified, check_level, rules_or_default
from ocop.cycle._rules import doubts_of, table
from ocop.cycle.calendar.deadline import Deadline
from ocop.cycle.calendar.rest_day import ending
from ocop.cycle.calendar.working_day import Calendar
from ocop.errors import Faults, InputError, NotRegulated
from ocop.exact import as_day, as_day_or_none
from ocop.law.citation import Cited
from ocop.law.level import Level
from ocop.law.regime import Note
from ocop.law.rules import Rules
from ocop.text import Label

__all__ = [
    "Withdrawal",
    "WithdrawalGround",
    "WithdrawalRule",
]


@attrs.frozen(kw_only=True, repr=False)
class WithdrawalGround(Cited):
    """A ground on which a certificate is withdrawn; expiry is none."""

    id: str
    label: Label
    reference: str


@attrs.frozen(kw_only=True, repr=False)
class WithdrawalRule(Cited):
    """Who withdraws a certificate of so many stars, and how soon.

    Attributes:
        level: The level whose head withdraws it.
        days: Within how many calendar days of the conclusion, or of the commune's word that
            production stopped; None where the regime is not known to set a number.
        reference: The source in law.
        notes: What is not certain about it.
    """

    level: Level
    days: int | None
    reference: str
    notes: tuple[Note, ...] = ()


@attrs.frozen(kw_only=True, repr=False)
class Withdrawal(Brief):
    """That a certificate was withdrawn.

    Attributes:
        on: The first day on which the certificate is no longer valid.
        ground: The id of the ground, see :meth:`grounds`; None where it is not recorded.
        by: The level that withdrew it; None where it is not recorded.
        concluded_on: The day of the conclusion, or of the commune's word that production stopped;
            None where it is not recorded.
        decision_no: The number of the decision to withdraw.

    Raises:
        InputError: no such level, an empty ground, or a conclusion after the withdrawal. Whether
            the rules know the ground the certificate says, which has rules.

    Reference: 26/2026/QĐ-TTg, Art. 8.
    """

    on: date = attrs.field(converter=as_day)
    ground: str | None = None
    by: Level | None = attrs.field(default=None, converter=as_level)
    concluded_on: date | None = attrs.field(default=None, converter=as_day_or_none)
    decision_no: str = ""

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        if self.ground is not None:
            check_texts(faults, needed=True, ground=self.ground)
        check_level(faults, "by", self.by)
        check_texts(faults, decision_no=self.decision_no)
        dated = check_day(faults, "on", self.on)
        concluded = self.concluded_on
        dated = check_dates(faults, concluded_on=concluded) and dated
        if dated and concluded is not None and self.on < concluded:
            faults.add("before-conclusion", "on", day=self.on, concluded=concluded)
        faults.raise_if_any()

    @staticmethod
    def grounds(rules: Rules | None = None) -> tuple[WithdrawalGround, ...]:
        """The six grounds of withdrawal, in the order of the article.

        Args:
            rules: Which law; the default where not given.

        Reference: 26/2026/QĐ-TTg, Art. 8.
        """
        return _grounds(rules_or_default(rules))

    @staticmethod
    def rule(stars: int, on: date, *, rules: Rules | None = None) -> WithdrawalRule:
        """Who withdraws a certificate of so many stars on a day.

        The rules in force on that day answer, whoever issued the certificate: a 3★ of a former
        district is withdrawn by the province.

        Args:
            stars: The certificate's stars.
            on: The day.
            rules: Which law; the default where not given.

        Raises:
            InputError: nobody certifies so many stars.
            NotFoundError: before 21 August 2019.

        Reference: 26/2026/QĐ-TTg, Art. 8.
        """
        regime = rules_or_default(rules).regime_on(on)
        recognises = regime.recognises(stars) if type(stars) is int else None
        if recognises is None:
            raise InputError.of("not-a-certified-rank", "stars", given=stars, **certified(regime))
        row = table(regime, "withdrawal")
        named = [Level(share["level"]) for share in row.get("by", ()) if stars in share["stars"]]
        return WithdrawalRule(
            level=named[0] if named else recognises.level,
            days=row.get("days"),
            reference=row["reference"],
            notes=doubts_of(row),
        )

    def due_on(
        self,
        stars: int,
        *,
        rules: Rules | None = None,
        calendar: Calendar | str | None = None,
    ) -> Deadline:
        """By when a certificate of so many stars was to be withdrawn.

        Counted in calendar days from the conclusion, for the article does not say "working days".

        Args:
            stars: The certificate's stars.
            rules: Which law, and how it is read where it is silent; the default where not given.
            calendar: By what a rest day is told, see :meth:`ocop.cycle.Calendar.of`.

        Raises:
            NotRegulated: the conclusion's day is not recorded, or the rules in force on that day
                are not known to set a number of days.
            MissingExtra: the calendar ``"holidays"`` without its extra.

        Reference: 26/2026/QĐ-TTg, Art. 8.
        """
        if self.concluded_on is None:
            raise NotRegulated.of("conclusion-not-recorded", "concluded_on")
        under = rules_or_default(rules)
        rule = self.rule(stars, self.concluded_on, rules=under)
        if rule.days is None:
            raise NotRegulated.of(
                "no-number-of-days",
                "concluded_on",
                decision=under.regime_on(self.concluded_on).citation,
                day=self.concluded_on,
            )
        end = ending(days_after(self.concluded_on, rule.days, "concluded_on"), under, calendar)
        return Deadline(
            day=end.day,
            label=Label("Thu hồi giấy chứng nhận", "Certificate withdrawn"),
            reference=rule.reference,
            calendar=end.calendar,
            notes=end.notes,
        )

    def late(self, stars: int, *, rules: Rules | None = None) -> tuple[Note, ...]:
        """That it came after :meth:`due_on`; empty where it did not, or where no day is known.

        A late withdrawal withdraws all the same. A rest day is told by weekends, so that a record
        says the same wherever it is read.

        Reference: 26/2026/QĐ-TTg, Art. 8.
        """
        try:
            due = self.due_on(stars, rules=rules, calendar="weekends")
        except NotRegulated:
            return ()
        if self.on <= due.day:
            return ()
        return (
            Note(
                id="late-withdrawal",
                label=Label(
                    f"Thu hồi ngày {self.on:%d/%m/%Y}, sau hạn {due.day:%d/%m/%Y} (tính theo ngày "
                    "lịch từ ngày kết luận, vì luật không nói là ngày làm việc)",
                    f"Withdrawn on {self.on}, due by {due.day} (in calendar days from the "
                    "conclusion, for the law does not say working days)",
                ),
                reference=due.reference,
                day=due.day,
            ),
        )


# one a kind of rules
@lru_cache(maxsize=256)
def _grounds(rules: Rules) -> tuple[WithdrawalGround, ...]:
    # those of the newest decision that lists them: before it none were read
    grounds = next(
        rows for regime in reversed(rules.regimes()) if (rows := table(regime, "grounds"))
    )
    return tuple(
        WithdrawalGround(id=id_, label=Label.of(row), reference=row["reference"])
        for id_, row in grounds.items()
    )
