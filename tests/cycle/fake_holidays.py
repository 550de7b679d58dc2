"""A stand-in for the holidays package: New Year's Day off, and a Saturday worked for a Friday."""

from __future__ import annotations

from datetime import date
from types import ModuleType


class _Calendar:
    def is_working_day(self, day):
        if day in {date(2026, 1, 1), date(2026, 6, 19)}:
            return False
        return day.weekday() < 5 or day == date(2026, 6, 20)


def module():
    found = ModuleType("holidays")
    found.__version__ = "0.0"
    found.asked = []

    def country_holidays(country, *, years, expand):
        found.asked.append((country, years, expand))
        return _Calendar()

    found.country_holidays = country_holidays
    return found
