"""Certificates (giấy chứng nhận): what is valid on which day, and when to file again.

Reference: 26/2026/QĐ-TTg, Art. 4.3, 7.6, 8, 12.1, 12.3; 148/QĐ-TTg.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property

import attrs

from ocop.argument import (
    as_items,
    check_dates,
    check_day,
    check_items,
    check_one_of,
    check_texts,
    check_type,
    check_year,
    checked_items,
)
from ocop.brief import Brief
from ocop.cycle._checks import as_level, check_level
from ocop.cycle._rules import table
from ocop.cycle.calendar.rest_day import Ending
from ocop.cycle.calendar.working_day import Calendar
from ocop.cycle.certificate import term
from ocop.cycle.certificate._checks import check_days, check_stars
from ocop.cycle.certificate._days import days_due
from ocop.cycle.certificate._notes import notes_of
from ocop.cycle.certificate.status import Status
from ocop.cycle.certificate.withdrawal import Withdrawal
from ocop.cycle.due import LABELS, Due, by_day
from ocop.dates import DateRange, checked_date
from ocop.errors import Faults, NotRegulated, checked_lang
from ocop.exact import as_day, as_day_or_none, as_whole
from ocop.law.case import CASES, Case
from ocop.law.level import Level
from ocop.law.regime import Note, Regime
from ocop.law.rules import Rules, check_rules, default_rules
from ocop.shown.value import Shown, Tidy
from ocop.text import Label

__all__ = ["Certificate"]


@attrs.frozen(kw_only=True, cache_hash=True, repr=False)
class Certificate(Brief, Shown, Tidy):
    """A certificate (giấy chứng nhận) of one product's stars.

    Attributes:
        product: The product, in the caller's own terms: a name or a code.
        stars: 3, 4 or 5; 1 and 2 stars earn no certificate.
        issued_on: The day of issue; its first valid day where ``valid_from`` sets no other.
        valid_from: The first valid day that the decision set of its own ("kể từ ngày …"); None
            where it set none. The term counts from it: the decision grants the 36 months from that
            day, and a term counted from the issue would be shorter than what it grants. The notes
            say so, and give the day that counting from the issue would come to.
        issuer: Who issued it, as recorded; a former district or province stays what it was.
        level: The issuer's level; None where it is not recorded.
        decision_no: The number of the decision of recognition.
        kind: What it was given for: ``"first"``, ``"upgrade"`` or ``"re-evaluation"``.
        withdrawal: That it was withdrawn; None where it was not.
        superseded_on: The day of the recognition that took its place; None where none did.
        displaced: The days on which an upgrade stood in its place that was then withdrawn, so that
            it revived: only under the reading ``withdrawn_upgrade="older-revives"``.
        re_evaluation_filed_on: The day on which a re-evaluation of it was filed; None where none
            was.
        re_evaluation_decided_on: The day of that re-evaluation's result; None while it is pending.
        rules: Which law, and how it is read where it is silent.
        last_valid_day: The last valid day, extensions apart: by the rules of the day of issue 36
            months after the first, under the reading ``last_valid_day``.
        extended_to: The last day of the extension by Art. 12.3; None where there is none.
        filing_window: The days on which a re-evaluation may be filed; raises NotRegulated where the
            rules set none.

    Raises:
        InputError: with every fault: stars that nobody certifies, a level that has never given
            them, a ground of withdrawal that its rules do not know, days out of order, a day of
            issue before 21 August 2019.
    """

    product: str
    stars: int = attrs.field(converter=as_whole)
    issued_on: date = attrs.field(converter=as_day)
    issuer: str = ""
    level: Level | None = attrs.field(default=None, converter=as_level)
    decision_no: str = ""
    kind: Case = "first"
    withdrawal: Withdrawal | None = None
    superseded_on: date | None = attrs.field(default=None, converter=as_day_or_none)
    re_evaluation_filed_on: date | None = attrs.field(default=None, converter=as_day_or_none)
    re_evaluation_decided_on: date | None = attrs.field(default=None, converter=as_day_or_none)
    valid_from: date | None = attrs.field(default=None, converter=as_day_or_none)
    displaced: tuple[DateRange, ...] = attrs.field(default=(), converter=as_items)
    rules: Rules = attrs.field(factory=default_rules)

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        check_texts(faults, needed=True, product=self.product)
        check_texts(faults, issuer=self.issuer, decision_no=self.decision_no)
        check_one_of(faults, "kind", self.kind, CASES)
        check_level(faults, "level", self.level)
        if self.displaced != ():
            for i, days in enumerate(check_items(faults, "displaced", self.displaced)):
                check_type(faults, days, DateRange, "displaced", i)
        rules = self.rules if check_rules(faults, self.rules) else default_rules()
        if self.withdrawal is not None:
            self._check_withdrawal(self.withdrawal, rules, faults)
        issued = check_day(faults, "issued_on", self.issued_on)
        regime = rules.in_force(self.issued_on) if issued else None
        if self._check_types_of_days(faults) and issued:
            check_days(
                faults,
                regime or rules.regimes()[0],
                self.issued_on,
                valid_from=self.valid_from,
                superseded_on=self.superseded_on,
                filed=self.re_evaluation_filed_on,
                decided=self.re_evaluation_decided_on,
                withdrawn=getattr(self.withdrawal, "on", None),
            )
        known = rules.regimes() if regime is None else (regime,)
        check_stars(faults, self.stars, self.level, rules, known)
        faults.raise_if_any()

    def _check_withdrawal(self, withdrawal: Withdrawal, rules: Rules, faults: Faults) -> None:
        if check_type(faults, withdrawal, Withdrawal, "withdrawal") and withdrawal.ground:
            known = [ground.id for ground in Withdrawal.grounds(rules)]
            with faults.at("withdrawal"):
                check_one_of(faults, "ground", withdrawal.ground, known)

    def _check_types_of_days(self, faults: Faults) -> bool:
        return check_dates(
            faults,
            superseded_on=self.superseded_on,
            re_evaluation_filed_on=self.re_evaluation_filed_on,
            re_evaluation_decided_on=self.re_evaluation_decided_on,
            valid_from=self.valid_from,
        )

    @property
    def regime(self) -> Regime:
        """The regime in force on the day of issue."""
        return self.rules.regime_on(self.issued_on)

    @property
    def first_valid_day(self) -> date:
        """The first valid day: the day of issue, or the one that the decision set."""
        return self.issued_on if self.valid_from is None else self.valid_from

    @cached_property
    def last_valid_day(self) -> date:
        """The last valid day, extensions apart.

        36 months after the first valid day, under the reading ``last_valid_day``: the anniversary
        itself, or the day before. A month without that day has its last day instead.

        Reference: 26/2026/QĐ-TTg, Art. 4.3; 148/QĐ-TTg.
        """
        reading = self.rules.readings.last_valid_day
        return term.term_end(self.rules, self.issued_on, self.first_valid_day, reading)

    @property
    def may_extend_to(self) -> date | None:
        """The latest day to which a pending re-evaluation may keep it; None where it may not.

        At most 180 days past the last valid day, whether or not a re-evaluation was filed. Under
        the reading ``extension="transitional"`` only certificates have it that were still valid
        when 26/2026 came into force and by then could no longer file 120 days ahead; under
        ``"standing"`` all whose last valid day came after that. A rest day stays, or moves to
        Monday under ``rest_day="moves"``.

        Reference: 26/2026/QĐ-TTg, Art. 12.3.
        """
        extension = term.extension(self.rules, self.last_valid_day)
        return None if extension is None else extension[0]

    @cached_property
    def extended_to(self) -> date | None:
        """The last day of the extension; None where there is none.

        A product due for re-evaluation keeps its certificate until the result, at most to
        :attr:`may_extend_to`; the extension ends on the day before the result. The re-evaluation
        must be filed by the last valid day (what has lapsed cannot be kept); under the reading
        ``extension_filing="later-too"`` one filed within the extension keeps it too, and it is then
        extended without a gap from its last valid day on.

        Reference: 26/2026/QĐ-TTg, Art. 12.3.
        """
        filed, last = self.re_evaluation_filed_on, self.last_valid_day
        if filed is None:
            return None
        file_by, end = term.extension_filing_by(self.rules, last), self.may_extend_to
        if file_by is None or end is None or filed > file_by:
            return None
        if self.re_evaluation_decided_on is not None:
            end = min(end, self.re_evaluation_decided_on - timedelta(days=1))
        return end if end > last else None

    @cached_property
    def _end(self) -> tuple[date, Status]:
        """The first day on which it is no longer valid, and what it is from then on.

        What came first stays: a certificate that lapsed is not superseded afterwards.
        """
        lapses = (self.extended_to or self.last_valid_day) + timedelta(days=1)
        ends = [(lapses, Status.LAPSED)]
        if self.superseded_on is not None:
            ends.insert(0, (self.superseded_on, Status.SUPERSEDED))
        if self.withdrawal is not None:
            ends.insert(0, (self.withdrawal.on, Status.WITHDRAWN))
        return min(ends, key=lambda end: end[0])

    def status(self, on: date) -> Status:
        """What the certificate is on a day.

        It is valid from its first valid day to its last, then extended where Art. 12.3 gives it
        that, and lapsed after. A withdrawal or a later recognition ends it on its own day.

        Raises:
            InputError: not a date.

        Reference: 26/2026/QĐ-TTg, Art. 4.3, 8, 12.1, 12.3.
        """
        if type(on) is not date:
            on = checked_date(on, "on")
        ended_on, ended = self._end
        if on >= ended_on:
            return ended
        if on < self.first_valid_day:
            return Status.NOT_YET_VALID
        if any(on in days for days in self.displaced):
            return Status.SUPERSEDED
        return Status.VALID if on <= self.last_valid_day else Status.EXTENDED

    @cached_property
    def filing_window(self) -> DateRange:
        """The days on which a re-evaluation dossier may be filed.

        From 180 to 120 days before the last valid day, both included; a last day that is a Saturday
        or Sunday moves to Monday under the reading ``rest_day="moves"``. The rules in force while
        one can file answer, whatever decision the certificate was issued under: a certificate of
        2023 that ends after 18 September 2026 has a window, one that ended before has none.

        Raises:
            NotRegulated: the rules set no window for it (its last day to file came before
                2026-05-22).

        Reference: 26/2026/QĐ-TTg, Art. 7.6(a).
        """
        window = term.window(self.rules, self.last_valid_day)
        if window is None:
            raise NotRegulated.of("no-window", "filing_window", last=self.last_valid_day)
        return window[0]

    @property
    def notice_by(self) -> date:
        """The last day for the issuer's written notice that the certificate is about to end.

        At least 30 days before the last valid day, by the rules in force on that day.

        Raises:
            NotRegulated: they ask for no notice (1048 and 781 as far as known; 26/2026).

        Reference: 148/QĐ-TTg.
        """
        notice = term.notice(self.rules, self.last_valid_day)
        if notice is None:
            raise NotRegulated.of("no-notice", "notice_by", last=self.last_valid_day)
        return notice[0]

    @property
    def notes(self) -> tuple[Note, ...]:
        """What is not as the rules would have it, or not certain.

        A first valid day of its own, a term that ends in a month without that day, the level that
        issued it where another recognised so many stars then or where it had ceased to exist, the
        level that withdrew it where another was to, a withdrawal that came late, the doubts of the
        rules of withdrawal, and what the regime says of itself.
        """
        return notes_of(self)

    @property
    def references(self) -> tuple[str, ...]:
        """The sources in law of its term, its window or notice, its extension and withdrawal."""
        sources = [table(self.regime, "term")["reference"]]
        rules, last = self.rules, self.last_valid_day
        days = (term.due_window(rules, last), term.notice(rules, last))
        sources += [day[1] for day in days if day]
        if self.extended_to is not None:
            extension = term.extension(rules, last)
            sources += [extension[1]] if extension else []
        if self.withdrawal is not None:
            sources.append(Withdrawal.rule(self.stars, self.withdrawal.on, rules=rules).reference)
        return tuple(dict.fromkeys(sources))

    def dues(self, *, calendar: Calendar | str | None = None) -> tuple[Due, ...]:
        """Everything that falls due for it, by day.

        The window's first and last day and the notice where the rules set them, its last valid
        day, and the end of its extension. Once withdrawn or superseded it has nothing due. The days
        are those of the certificate: under the reading ``rest_day="moves"`` the ends of window and
        extension move by weekends alone, and by the calendar each says where it is a rest day all
        the same. The last valid day is no deadline and says nothing of rest days.

        Args:
            calendar: By what a rest day is told, see :meth:`ocop.cycle.Calendar.of`.

        Raises:
            InputError: no such calendar.
            MissingExtra: the calendar ``"holidays"`` without its extra.

        Reference: 26/2026/QĐ-TTg, Art. 4.3, 7.6, 12.3; 148/QĐ-TTg.
        """
        last = self.last_valid_day
        days = days_due(
            self.rules,
            last,
            calendar,
            extended_to=self.extended_to,
            may_extend_to=self.may_extend_to,
        )
        return by_day(
            Due(
                day=end.day,
                kind=kind,
                label=LABELS[kind],
                product=self.product,
                reference=reference,
                calendar=end.calendar,
                notes=end.notes,
            )
            for kind, end, reference in (
                ("certificate-ends", Ending(last), self.references[0]),
                *days,
            )
            if self.status(end.day).counts
        )

    @staticmethod
    def all_dues(
        certificates: Iterable[Certificate], year: int, *, calendar: Calendar | str | None = None
    ) -> tuple[Due, ...]:
        """Everything that falls due in a year for a list of certificates, by day.

        Args:
            certificates: The certificates.
            year: The calendar year.
            calendar: As for :meth:`dues`.

        Raises:
            InputError: what is no certificate, not a year, or no such calendar.
            MissingExtra: as :meth:`dues`.
        """
        faults, dues = Faults(), list[Due]()
        check_year(faults, "year", year)
        for i, certificate in enumerate(checked_items(certificates, "certificates")):
            if check_type(faults, certificate, Certificate, "certificates", i):
                dues += [due for due in certificate.dues(calendar=calendar) if due.day.year == year]
        faults.raise_if_any()
        return by_day(dues)

    @property
    def filing_words(self) -> Label:
        """When a re-evaluation may be filed, in words, or why the rules set no window for it."""
        from ocop.cycle.certificate._words import filing_words  # noqa: PLC0415 - it reads these

        return filing_words(self)

    def summary(
        self, lang: str = "vi", *, on: date | None = None, calendar: Calendar | str | None = None
    ) -> tuple[str, ...]:
        """The certificate and what follows from it, a sentence a line, with its notes.

        Args:
            lang: ``"vi"`` or ``"en"``.
            on: A day on which its status is said too; none where not given.
            calendar: By what a rest day is told, see :meth:`ocop.cycle.Calendar.of`.

        Raises:
            InputError: another language, not a date, or no such calendar.
            MissingExtra: the calendar ``"holidays"`` without its extra.
        """
        from ocop.cycle.certificate._words import summary  # noqa: PLC0415 - it reads these

        day = None if on is None else checked_date(on, "on")
        return summary(self, checked_lang(lang), day, calendar)

    def superseded(self, on: date) -> Certificate:
        """The same certificate with a later recognition in its place from a day on."""
        return attrs.evolve(self, superseded_on=on)
