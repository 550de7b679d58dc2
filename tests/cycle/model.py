"""The procedure written a second time, plainly, for the applications to be held against.

Nothing of it comes from the library: dates, levels and thresholds are those of the decisions, by
hand.
"""
# ruff: noqa: ARG002 - every event is told the same way

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

NEW_RULES = date(2026, 5, 22)
STARTS = [
    ("26", NEW_RULES),
    ("1489", date(2025, 7, 6)),
    ("148", date(2023, 2, 24)),
    ("781", date(2020, 6, 8)),
    ("1048", date(2019, 8, 21)),
]
# level → (stars recognised, least total that goes up)
WITH_DISTRICTS = {"district": ((), 50), "province": ((3, 4), 90), "centre": ((5,), None)}
OF_148 = {"district": ((3,), 70), "province": ((4,), 90), "centre": ((5,), None)}
WITH_COMMUNES = {"commune": None, "province": ((3, 4), 90), "centre": ((5,), None)}
LEVELS = {
    "1048": WITH_DISTRICTS,
    "781": WITH_DISTRICTS,
    "148": OF_148,
    "1489": WITH_COMMUNES,
    "26": WITH_COMMUNES,
}
ORDER = ["commune", "district", "province", "centre"]


def three_years_on(day):
    return date(day.year + 3, day.month, min(day.day, monthrange(day.year + 3, day.month)[1]))


class Held:
    """A certificate."""

    def __init__(self, stars, issued):
        self.stars, self.issued, self.last = stars, issued, three_years_on(issued)
        self.withdrawn = self.superseded = self.filed = self.decided = None

    def end(self):
        """The last day on which it counts, withdrawal and successors apart."""
        transitional = NEW_RULES <= self.last < NEW_RULES + timedelta(days=120)
        if self.filed is None or self.filed > self.last or not transitional:
            return self.last
        end = self.last + timedelta(days=180)
        if self.decided is not None:
            end = min(end, self.decided - timedelta(days=1))
        return max(end, self.last)

    def counts(self, on):
        stopped = [day for day in (self.withdrawn, self.superseded) if day is not None]
        return self.issued <= on <= self.end() and all(on < day for day in stopped)

    def lapsed(self, on):
        stopped = [day for day in (self.withdrawn, self.superseded) if day is not None]
        return on > self.end() and all(day > self.end() + timedelta(days=1) for day in stopped)


class Model:
    """Where a product stands."""

    def __init__(self):
        self.stage, self.over, self.last_day = "ideas", False, None
        self.idea = self.noted = self.returned = False
        self.case = self.filed = self.level = self.result = self.set = None
        self.held = []

    def begin_with(self, issued):
        """Certificates from before: pairs of day and stars, oldest first."""
        for day, stars in issued:
            if self.held:
                self.held[-1].superseded = day
            self.held.append(Held(stars, day))
            self.stage, self.last_day = "promotion", day

    # what holds on a day

    def rules(self, on):
        present = next(name for name, first in STARTS if on >= first)
        if self.case and self.filed < NEW_RULES <= on:
            days = 30 if self.case == "re-evaluation" else 60
            return "1489" if on <= NEW_RULES + timedelta(days=days) else "26"
        return present

    def holder(self, on):
        levels = LEVELS[self.rules(on)]
        return next(x for x in ORDER[ORDER.index(self.level) :] if x in levels)

    def valid(self, on):
        return self.held[-1] if self.held and self.held[-1].counts(on) else None

    def outcome(self, on):
        """What follows from the result: "up", "recognise", "down", "no" or "nothing yet"."""
        total, stars, stands = self.result
        if not stands:
            return "nothing yet"
        level, rules = self.holder(on), self.rules(on)
        recognises, goes_up = LEVELS[rules][level]
        certifiable = stars is not None and stars >= 3
        reaches = not self.returned and goes_up is not None and total >= goes_up
        if reaches and certifiable and stars not in recognises:
            return "up"
        if stars in recognises:
            return "recognise"
        if not self.returned and (level == "centre" or (rules, level) == ("148", "province")):
            return "down"
        return "no"

    # may it happen

    def permits(self, event, on, **more):
        if self.over or (self.last_day is not None and on < self.last_day):
            return False
        answer = getattr(self, "may_" + event.replace("-", "_"))
        return bool(answer(on, **more))

    def may_idea_submitted(self, on):
        return self.stage == "ideas" and not self.idea

    def may_idea_accepted(self, on, level):
        lowest = next(iter(LEVELS[self.rules(on)]))
        return self.stage == "ideas" and self.idea and level == lowest

    may_idea_returned = may_idea_accepted

    def may_dossier_filed(self, on, product_set):
        return self.stage == "registration" and not self.valid(on) and _is_set(product_set)

    def may_upgrade_filed(self, on, product_set):
        held = self.valid(on)
        in_stage = self.stage in {"registration", "promotion"}
        return in_stage and held and held.stars < 5 and _is_set(product_set)

    def may_re_evaluation_filed(self, on, product_set):
        held = self.valid(on)
        if self.stage not in {"registration", "promotion"} or not held or on > held.last:
            return False
        if not _is_set(product_set):
            return False
        if on < NEW_RULES:
            return True
        ahead = (held.last - on).days
        return 120 <= ahead <= 180 or (ahead < 120 and held.last < NEW_RULES + timedelta(days=120))

    def may_dossier_returned(self, on, level):
        if self.stage == "evaluation":
            return level == self.holder(on)
        return (
            self.stage == "certification"
            and level == self.holder(on)
            and self.outcome(on) == "down"
        )

    def may_commune_assessed(self, on):
        return self.stage == "evaluation" and self.holder(on) == "commune"

    def may_council_evaluated(self, on, level, under, product_set):
        if self.stage not in {"evaluation", "certification"} or level != self.holder(on):
            return False
        if level == "commune" or under != self.rules(on):
            return False
        if self.result and self.result[2] and not self.returned:
            return False
        old = {"1048", "781"}
        filed_under = next(name for name, first in STARTS if self.filed >= first)
        same_numbers = (filed_under in old) == (under in old)
        return not same_numbers or None in {product_set, self.set} or product_set == self.set

    def may_result_forwarded(self, on, level):
        return self._decides(on, level) and self.outcome(on) == "up"

    def may_recognised(self, on, level, stars):
        if not self._decides(on, level) or self.outcome(on) != "recognise":
            return False
        held = self.valid(on)
        better = self.case != "upgrade" or not held or stars > held.stars
        same_day = self.held and self.held[-1].issued == on
        return stars == self.result[1] and better and not same_day

    def may_not_recognised(self, on, level):
        return self._decides(on, level) and self.outcome(on) in {"recognise", "no"}

    def _decides(self, on, level):
        return self.stage == "certification" and level == self.holder(on)

    def may_promoted(self, on):
        return self.stage in {"registration", "promotion"} and self.valid(on)

    def may_certificate_expired(self, on):
        return self.stage != "ideas" and self.held and self.held[-1].lapsed(on) and not self.noted

    def may_withdrawn(self, on, by):
        held = self.valid(on)
        if self.stage == "ideas" or not held:
            return False
        present = next(name for name, first in STARTS if on >= first)
        levels = LEVELS[present]
        return by is None or held.stars in (levels.get(by) or ((), None))[0]

    def may_entity_withdrew(self, on):
        return True

    # it happens

    def happen(self, event, on, **more):
        getattr(self, "do_" + event.replace("-", "_"))(on, **more)
        self.last_day = on

    def do_idea_submitted(self, on):
        self.idea = True

    def do_idea_returned(self, on, level):
        self.idea = False

    def do_idea_accepted(self, on, level):
        self.idea, self.stage = False, "registration"

    def _file(self, case, on, product_set):
        self.case, self.filed, self.set, self.stage = case, on, product_set, "evaluation"
        self.result, self.returned = None, False
        present = next(name for name, first in STARTS if on >= first)
        self.level = next(iter(LEVELS[present]))

    def do_dossier_filed(self, on, product_set):
        self._file("first", on, product_set)

    def do_upgrade_filed(self, on, product_set):
        self._file("upgrade", on, product_set)

    def do_re_evaluation_filed(self, on, product_set):
        self._file("re-evaluation", on, product_set)
        self.held[-1].filed, self.held[-1].decided = on, None

    def _close(self, on):
        if self.case == "re-evaluation":
            self.held[-1].decided = on
        self.case = self.filed = self.level = self.result = self.set = None
        self.returned = False

    def do_dossier_returned(self, on, level):
        if self.stage == "evaluation":
            self._close(on)
            self.stage = "registration"
        else:
            self.level = "province" if level == "centre" else "district"
            self.returned = True

    def do_commune_assessed(self, on):
        self.level = "province"

    def do_council_evaluated(self, on, level, total, stars, stands):
        self.result, self.returned, self.stage = (total, stars, stands), False, "certification"

    def do_result_forwarded(self, on, level):
        self.level = ORDER[ORDER.index(level) + 1]
        self.result, self.returned, self.stage = None, False, "evaluation"

    def do_recognised(self, on, level, stars):
        self._close(on)
        if self.held:
            self.held[-1].superseded = on
        self.held.append(Held(stars, on))
        self.noted, self.stage = False, "promotion"

    def do_not_recognised(self, on, level):
        self._close(on)
        self.stage = "registration"

    def do_promoted(self, on):
        self.stage = "promotion"

    def do_certificate_expired(self, on):
        self.noted = True
        if self.stage == "promotion":
            self.stage = "registration"

    def do_withdrawn(self, on, by):
        self._close(on)
        self.held[-1].withdrawn = on
        self.stage = "registration"

    def do_entity_withdrew(self, on):
        self.over = True


def _is_set(number):
    return number is None or 1 <= number <= 26
