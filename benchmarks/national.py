"""A made-up registry of the national size, and the same counts by a loop over dicts.

The loop is what a team would write by hand for these plans and nothing else: it knows no unknowns,
no reasons, no numberings, and no other question than the ones below.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from operator import itemgetter
from random import Random
from typing import Any

from dateutil.relativedelta import relativedelta

from ocop.law import entity_kind, find_set
from ocop.targets import Recognition, Registry

SIZE = 20_000
ON = date(2025, 6, 30)
FIRST, LAST = date(2025, 7, 1), date(2026, 6, 30)
_KINDS = ("cooperative", "sme", "household", "cooperative-group")


def rows(size: int = SIZE) -> list[dict[str, Any]]:
    """Recognitions as plain dicts: 600 days of issue, one in five a second recognition."""
    random = Random(919)  # noqa: S311 - the same registry every time
    days = sorted(random.sample(range(2100), 600))
    found: list[dict[str, Any]] = []
    while len(found) < size:
        n = len(found)
        old = found[random.randrange(n)] if n > size // 2 and random.random() < 0.4 else None
        issued = date(2019, 9, 1) + timedelta(days=random.choice(days))
        if old is not None and (issued <= old["issued_on"] or "again" in old):
            continue
        entity = random.randrange(size // 2)
        row = {
            "code": f"83-{n:05d}" if old is None else old["code"],
            "name": f"Sản phẩm {n}" if old is None else old["name"],
            "set": random.randint(1, 26),
            "entity": f"Chủ thể {entity}" if old is None else old["entity"],
            "entity_kind": _KINDS[entity % 4] if old is None else old["entity_kind"],
            "province": f"Tỉnh {entity % 34}" if old is None else old["province"],
            "stars": random.choices((3, 4, 5), (75, 24, 1))[0],
            "issued_on": issued,
            "kind": "first" if old is None else random.choice(("upgrade", "re-evaluation")),
            "withdrawn_on": issued + timedelta(days=400) if random.random() < 0.01 else None,
        }
        if old is not None:
            old["again"] = True
        found.append(row)
    for row in found:
        row.pop("again", None)
    return found


def registry(found: list[dict[str, Any]]) -> Registry:
    """The same rows as a registry, nothing counted yet."""
    sets = {n: (find_set("1048", n), find_set("148", n)) for n in range(1, 27)}
    changed = date(2023, 2, 24)
    return Registry(
        Recognition(
            **{key: value for key, value in row.items() if key not in {"set", "entity_kind"}},
            product_set=sets[row["set"]][row["issued_on"] >= changed],
            entity_kind=entity_kind(row["entity_kind"]),
        )
        for row in found
    )


def endings(found: list[dict[str, Any]]) -> list[tuple[date, str]]:
    """Of every row the first day on which it no longer counts, and why."""
    later: dict[str, list[date]] = {}
    for row in found:
        later.setdefault(row["code"], []).append(row["issued_on"])
    terms: dict[date, date] = {}
    ended: list[tuple[date, str]] = []
    for row in found:
        issued = row["issued_on"]
        if issued not in terms:
            terms[issued] = issued + relativedelta(months=36)
        ends = []  # of two on one day the first named counts
        if row["withdrawn_on"]:
            ends.append((row["withdrawn_on"], "withdrawn"))
        dates = later[row["code"]]
        if len(dates) > 1:
            after = [day for day in dates if day > issued]
            if after:
                ends.append((min(after), "superseded"))
        ends.append((terms[issued] + timedelta(days=1), "lapsed"))
        ended.append(min(ends, key=itemgetter(0)))
    return ended


def standings(found: list[dict[str, Any]], on: date) -> list[str | None]:
    """Of every row how it stands on a day."""
    return [
        None if row["issued_on"] > on else why if end <= on else "valid"
        for row, (end, why) in zip(found, endings(found), strict=True)
    ]


def _in_force(found: list[dict[str, Any]], told: list[str | None]) -> dict[str, Any]:
    stars: Counter[int] = Counter()
    entities: set[str] = set()
    kinds: dict[str, set[str]] = {}
    for row, standing in zip(found, told, strict=True):
        if standing == "valid":
            stars[row["stars"]] += 1
            entities.add(row["entity"])
            kinds.setdefault(row["entity_kind"], set()).add(row["entity"])
    return {
        "stars": stars,
        "entities": len(entities),
        "kinds": {kind: len(names) for kind, names in kinds.items()},
    }


def _again(found: list[dict[str, Any]], until: date, wanted: str | None) -> tuple[int, int]:
    cohort: dict[str, date] = {}
    for row in found:
        if row["issued_on"] <= until:
            code = row["code"]
            cohort[code] = max(row["issued_on"], cohort.get(code, row["issued_on"]))
    again = {
        row["code"]
        for row in found
        if row["code"] in cohort
        and cohort[row["code"]] < row["issued_on"] <= ON
        and wanted in {None, row["kind"]}
    }
    return len(again), len(cohort)


def by_hand(found: list[dict[str, Any]]) -> dict[str, Any]:
    """Every count that the snapshot, the seven plans and the lapsing months come to."""
    told = standings(found, ON)
    counts: dict[str, Any] = {"snapshot": Counter(each for each in told if each)}
    counts |= _in_force(found, told)
    early = standings(found, date(2020, 12, 31))
    counts["2020"] = Counter(
        row["stars"] for row, each in zip(found, early, strict=True) if each == "valid"
    )
    first = standings(found, date(2019, 12, 31))
    counts["2019"] = len({row["code"] for row, each in zip(found, first, strict=True) if each})
    for until, wanted in ((date(2022, 12, 31), None), (date(2020, 12, 31), "upgrade")):
        counts[f"again {until}"] = _again(found, until, wanted)
    months: Counter[str] = Counter()
    for row, each in zip(found, standings(found, LAST), strict=True):
        if each in {"valid", "lapsed"}:
            day = row["issued_on"] + relativedelta(months=36)
            if FIRST <= day <= LAST:
                months[f"{day:%Y-%m}"] += 1
    counts["months"] = months
    return counts


def months_by_hand(found: list[dict[str, Any]], days: list[date]) -> list[Counter[int]]:
    """How many are valid on each of the days, by stars."""
    rows_ = [
        (row["issued_on"], end, row["stars"])
        for row, (end, _) in zip(found, endings(found), strict=True)
    ]
    return [Counter(stars for issued, end, stars in rows_ if issued <= day < end) for day in days]


def flows_by_hand(found: list[dict[str, Any]], first: date, last: date) -> Counter[str]:
    """What happened in a period: the kinds of what was issued, and why the others ended."""
    told = Counter(row["kind"] for row in found if first <= row["issued_on"] <= last)
    told.update(why for end, why in endings(found) if first <= end <= last)
    return told
