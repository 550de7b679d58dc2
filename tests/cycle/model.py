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
# set of 1048 → sets of 148, by the names of the sets
ANSWERS = {
    **{n: [n] for n in (1, 2, 3, 5, 6, 7, 26)},
    **{n: [n - 1] for n in range(10, 21)},
    4: [4, 8],
    8: [8],
    9: [8],
    21: [],
    22: [20],
    23: [21],
    24: [21],
    25: [22],
}
ORDER = ["commune", "district", "province", "centre"]


def three_years_on(day):
    return date(day.year + 3, day.month, min(day.day, monthrange(day.year + 3, day.month)[1]))


DEFAULTS = {
    "forwarding": "rank-held",
    "last_valid_day": "anniversary",
    "extension": "transitional",
    "on_the_way": "evaluation-day",
    "unfinished": "new-rules",
    "upgrade_without_gain": "not-recognised",
    "re_evaluation_gain": "recognised",
    "lower_rank": "at-once",
    "idea_first": "required",
    "lapse": "of-itself",
}


class Held:
    """A certificate."""

    def __init__(self, stars, issued, readings, first=None):
        self.stars, self.issued, self.first = stars, issued, first or issued
        self.readings = readings
        self.last = three_years_on(self.first)
        if readings["last_valid_day"] == "day-before":
            self.last -= timedelta(days=1)
        self.withdrawn = self.superseded = self.filed = self.decided = None

    def may_be_kept(self):
        """Whether Art. 12.3 is for it."""
        if self.readings["extension"] == "standing":
            return self.last >= NEW_RULES
        return NEW_RULES <= self.last < NEW_RULES + timedelta(days=120)

    def end(self):
        """The last day on which it counts, withdrawal and successors apart."""
        if self.filed is None or self.filed > self.last or not self.may_be_kept():
            return self.last
        end = self.last + timedelta(days=180)
        if self.decided is not None:
            end = min(end, self.decided - timedelta(days=1))
        return max(end, self.last)

    def counts(self, on):
        stopped = [day for day in (self.withdrawn, self.superseded) if day is not None]
        return self.first <= on <= self.end() and all(on < day for day in stopped)

    def lapsed(self, on):
        stopped = [day for day in (self.withdrawn, self.superseded) if day is not None]
        return on > self.end() and all(day > self.end() + timedelta(days=1) for day in stopped)

    def filing(self, on):
        """When a filing on a day counts as filed: with one that has no result yet."""
        return min(self.filed, on) if self.filed and not self.decided else on


class Model:
    """Where a product stands."""

    def __init__(self, **readings):
        self.readings = DEFAULTS | readings
        self.stage, self.over, self.last_day = "ideas", False, None
        self.idea = self.noted = self.returned = self.sent_back = False
        self.case = self.filed = self.level = self.result = self.set = self.again = None
        self.held = []

    def begin_with(self, issued):
        """Certificates from before: pairs of day and stars, oldest first."""
        for day, stars in issued:
            if self.held:
                self.held[-1].superseded = day
            self.held.append(Held(stars, day, self.readings))
            self.stage, self.last_day = "promotion", day

    # what holds on a day

    def rules(self, on):
        present = _in_force(on)
        if not self.case or self.filed >= dict(STARTS)[present]:
            return present
        by_filing = self.readings["on_the_way"] == "filing-day"
        if present != "26":
            return _in_force(self.filed) if by_filing else present
        old = _in_force(self.filed) if by_filing else "1489"
        days = 30 if self.case == "re-evaluation" else 60
        in_time = on <= NEW_RULES + timedelta(days=days)
        return old if in_time or self.readings["unfinished"] == "old-rules" else "26"

    def levels(self, on):
        """Where the districts of the rules are gone, the levels of the day."""
        levels, present = LEVELS[self.rules(on)], _in_force(on)
        gone = "district" in levels and present in {"1489", "26"}
        return LEVELS[present] if gone else levels

    def holder(self, on):
        levels = self.levels(on)
        return next(x for x in ORDER[ORDER.index(self.level) :] if x in levels)

    def valid(self, on):
        return next((each for each in reversed(self.held) if each.counts(on)), None)

    def goes_up_without_council(self, on):
        """A 5★ evaluated again, at the province, unless the centre has sent it back."""
        return (
            self.case == "re-evaluation"
            and self.rules(on) == "26"
            and self.holder(on) == "province"
            and self.again.stars == 5
            and not self.sent_back
        )

    def reached(self):
        """The rank that the result can bring."""
        stars = self.result[1]
        keeps = self.readings["re_evaluation_gain"] == "full-procedure"
        if self.case == "re-evaluation" and keeps and stars is not None:
            return min(stars, self.again.stars)
        return stars

    def outcome(self, on):
        """What follows from the result: "up", "recognise", "down", "no" or "nothing yet"."""
        total, _, stands = self.result
        stars = self.reached()
        if not stands:
            return "nothing yet"
        if self.goes_up_without_council(on):
            return "up"
        level, levels = self.holder(on), self.levels(on)
        recognises, goes_up = levels[level]
        certifiable = stars is not None and stars >= 3
        reaches = not self.returned and goes_up is not None and total >= goes_up
        by_points = self.readings["forwarding"] == "points-alone" and stars is not None
        if reaches and (by_points or (certifiable and stars not in recognises)):
            return "up"
        if stars in recognises:
            held = self.valid(on)
            gains = self.case != "upgrade" or not held or stars > held.stars
            wanted = self.readings["upgrade_without_gain"] == "recognised"
            return "recognise" if gains or wanted else "no"
        has_below = level == "centre" or (level == "province" and levels is OF_148)
        below = [levels[x] or ((), None) for x in ORDER[: ORDER.index(level)] if x in levels]
        recognised_below = any(stars in ranks for ranks, _ in below)
        if has_below and (recognised_below or not self.returned):
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
        lowest = next(iter(self.levels(on)))
        return self.stage == "ideas" and self.idea and level == lowest

    may_idea_returned = may_idea_accepted

    def may_dossier_filed(self, on, product_set):
        if self.valid(on) or not _is_set(product_set):
            return False
        if self.stage == "ideas":
            return self.readings["idea_first"] == "not-required"
        lapsed = self.held and self.held[-1].lapsed(on) and not self.noted
        if self.readings["lapse"] == "noted-first":
            return self.stage == "registration" and not lapsed
        return self.stage in {"registration", "promotion"}

    def may_upgrade_filed(self, on, product_set):
        held = self.valid(on)
        in_stage = self.stage in {"registration", "promotion"}
        return in_stage and held and held.stars < 5 and _is_set(product_set)

    def may_re_evaluation_filed(self, on, product_set):
        held = self.valid(on)
        if self.stage not in {"registration", "promotion"} or not held:
            return False
        if not _is_set(product_set) or self.held[-1].first > on:
            return False
        if on < NEW_RULES:
            return True
        ahead, filed_ahead = (held.last - on).days, (held.last - held.filing(on)).days
        in_time = 120 <= ahead <= 180 or (ahead < 120 and 120 <= filed_ahead <= 180)
        return in_time or (ahead < 120 and held.may_be_kept())

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

    def may_dossier_forwarded(self, on, level):
        return (
            self.stage == "evaluation"
            and level == self.holder(on)
            and self.goes_up_without_council(on)
        )

    def may_council_evaluated(self, on, level, under, product_set):  # noqa: PLR0911
        if self.stage not in {"evaluation", "certification"} or level != self.holder(on):
            return False
        if level == "commune" or under != self.rules(on):
            return False
        if self.stage == "evaluation" and self.goes_up_without_council(on):
            return False
        if self.result and self.result[2] and not self.returned:
            return False
        if None in {product_set, self.set}:
            return True
        old = {"1048", "781"}
        if (_in_force(self.filed) in old) == (under in old):
            return product_set == self.set
        now = ANSWERS[self.set]
        return not now or product_set in now

    def may_result_forwarded(self, on, level):
        return self._decides(on, level) and self.outcome(on) == "up"

    def may_recognised(self, on, level, stars):
        if not self._decides(on, level) or self.outcome(on) != "recognise":
            return False
        same_day = any(each.issued == on for each in self.held)
        return stars == self.reached() and not same_day

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
        levels = LEVELS[_in_force(on)]
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
        self.result, self.returned, self.sent_back = None, False, False
        self.level = next(iter(LEVELS[_in_force(on)]))

    def do_dossier_filed(self, on, product_set):
        self._file("first", on, product_set)

    def do_upgrade_filed(self, on, product_set):
        self._file("upgrade", on, product_set)

    def do_re_evaluation_filed(self, on, product_set):
        self.again = self.valid(on)
        self._file("re-evaluation", on, product_set)
        self.again.filed, self.again.decided = self.again.filing(on), None

    def _close(self, on):
        if self.case == "re-evaluation":
            self.again.decided = on
        self._put_away()

    def _put_away(self):
        self.case = self.filed = self.level = self.result = self.set = self.again = None
        self.returned = self.sent_back = False

    def do_dossier_returned(self, on, level):
        if self.stage == "evaluation":
            self._put_away()
            self.stage = "registration"
        else:
            self.level = "province" if level == "centre" else "district"
            self.returned = self.sent_back = True

    def do_commune_assessed(self, on):
        self.level = "province"

    def do_dossier_forwarded(self, on, level):
        self.level = "centre"

    def do_council_evaluated(self, on, level, total, stars, stands):
        self.result, self.returned, self.stage = (total, stars, stands), False, "certification"

    def do_result_forwarded(self, on, level):
        self.level = ORDER[ORDER.index(level) + 1]
        self.result, self.returned, self.stage = None, False, "evaluation"

    def do_recognised(self, on, level, stars):
        held, first = self.valid(on), on
        later = self.readings["lower_rank"] == "after-old-term" and self.case == "re-evaluation"
        if later and held and stars < held.stars and on <= held.last:
            first = held.last + timedelta(days=1)
        self._close(on)
        for each in self.held:
            if each.superseded is None or each.superseded > first:
                each.superseded = first
        self.held.append(Held(stars, on, self.readings, first))
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
        self.valid(on).withdrawn = on
        self._close(on)
        self.stage = "registration"

    def do_entity_withdrew(self, on):
        self.over = True


def _is_set(number):
    return number is None or 1 <= number <= 26


def _in_force(on):
    return next(name for name, first in STARTS if on >= first)
