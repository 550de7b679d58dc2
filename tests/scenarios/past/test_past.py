"""The past of a registry: rates held to counts by hand, and to the rates that made it."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.dates import add_months
from ocop.errors import InputError
from ocop.interval import poisson, wilson
from ocop.scenarios import Past
from ocop.scenarios.past._years import year_counts
from ocop.targets.registry._table import table_of
from ocop.testing.strategies import days, recognitions, registries
from tests.targets.registry.test_renewal import plain

ON = date(2026, 6, 30)
HEAD = "code,name,stars,issued_on,kind,withdrawn_on,entity,entity_kind,commune\n"
LEVEL = Fraction(95, 100)


def registry(*lines):
    return ocop.Registry.from_csv(
        HEAD + "".join(f"{line}\n" for line in lines), lenient=True
    ).registry


def told(past, field):
    """Key → how often, of how many, and of how many it is not known."""
    return {
        ".".join(rate.key): (rate.count, rate.of, rate.unknown)
        for rate in past.rates
        if rate.field == field
    }


SOME = registry(
    "1,A,3,2021-01-15,first,,E1,HTX,X",
    "1,A,4,2022-07-20,upgrade,,E1,HTX,X",  # in the second year of the first
    "1,A,4,2025-09-01,re-evaluation,,E1,HTX,X",  # two months after the end of the second
    "2,B,3,2022-03-10,first,2023-03-09,E2,hộ kinh doanh,Y",  # on the last day of its first year
    "3,C,3,2022-03-10,first,,E1,HTX,x",  # not renewed
    "4,D,4,2022-03-10,first,,E3,,",
    "4,D,3,2025-02-10,re-evaluation,,E3,,",  # before the end
    "5,E,3,2025-03-10,first,,,sme,Y",
    "6,F,3,2023-05-10,re-evaluation,,E4,HTX,Y",  # of something that is not held
    "3,C,3,2026-01-10,first,,E1,HTX,X",  # ten months after its end: anew
    "7,G,3,2025-03-10,first,,E5,sme,Y",
    "8,H,3,2025-03-10,first,,E5,sme,Y",
)


def test_a_register_counted_by_hand():
    past = Past.of(SOME, on=ON, places="commune")
    assert told(past, "renewal") == {"3": (0, 1, 0), "4": (2, 2, 0)}
    assert told(past, "renewed_as") == {"4.3": (1, 2, 0), "4.4": (1, 2, 0)}
    assert told(past, "delay") == {"0": (1, 2, 0), "2": (1, 2, 0)}
    # at 3★ years are over of 1 (one), 3 (three), 4 (one), 5, 7 and 8 (one each), 6 (three)
    assert told(past, "upgrade") == {"3": (1, 12, 0), "4": (0, 6, 0)}
    assert told(past, "withdrawal") == {"3": (1, 12, 0), "4": (0, 6, 0)}
    # from February 2021 on: the month in which the first of them came is not whole
    assert told(past, "new_per_month") == {"3": (6, 65, 0), "4": (1, 65, 0), "5": (0, 65, 0)}
    assert told(past, "new_kinds") == {
        "cooperative": (2, 6, 1),
        "household": (1, 6, 1),
        "sme": (3, 6, 1),
    }
    assert told(past, "new_places") == {"commune.Y": (4, 6, 1), "commune.x": (2, 6, 1)}
    assert told(past, "new_entities") == {"": (3, 6, 1)}
    assert past.first == date(2021, 1, 15)


def test_each_rate_has_its_interval():
    past = Past.of(SOME, on=ON)
    for rate in past.rates:
        assert rate.value == Fraction(rate.count, rate.of)
        if rate.field == "new_per_month":
            low, high = poisson(rate.count, LEVEL)
            assert (rate.low, rate.high) == (low / rate.of, high / rate.of)
        else:
            assert (rate.low, rate.high) == wilson(rate.count, rate.of, LEVEL)
        assert rate.low <= rate.value <= rate.high


def test_all_ranks_together_and_some_fields():
    past = Past.of(SOME, on=ON, by_stars=False, fields=("withdrawal", "renewal", "upgrade"))
    assert [rate.field for rate in past.rates] == ["renewal", "upgrade", "withdrawal"]
    assert [(rate.count, rate.of) for rate in past.rates] == [(2, 3), (1, 18), (1, 18)]
    suppose = Past.of(SOME, on=ON, by_stars=False, fields="renewal", least=3).assumptions()
    assert suppose.renewal == dict.fromkeys((3, 4, 5), Fraction(2, 3))
    assert Past.of(ocop.Registry(), on=ON, by_stars=False, fields="renewal").rates == ()


def test_a_day_from_which_it_counts():
    past = Past.of(SOME, on=ON, since=date(2022, 2, 1))
    assert told(past, "new_per_month")["3"] == (6, 53, 0)
    assert told(past, "upgrade")["3"] == (0, 10, 0)  # the first's years began before
    assert past.first == date(2022, 2, 1)


def test_what_is_too_thin_is_all_told():
    with pytest.raises(InputError) as caught:
        ocop.Assumptions.from_history(SOME, on=ON, places="commune", lang="en")
    places = {".".join(one.path): one.code for one in caught.value.faults}
    assert places == {
        "renewal.3": "too-few-to-tell",
        "renewal.4": "too-few-to-tell",
        "renewed_as.4": "too-few-to-tell",
        "delay": "too-few-to-tell",
        "upgrade.3": "too-few-to-tell",
        "upgrade.4": "too-few-to-tell",
        "withdrawal.3": "too-few-to-tell",
        "withdrawal.4": "too-few-to-tell",
        "new_kinds": "too-few-to-tell",
        "new_places.commune": "too-few-to-tell",
        "new_entities": "too-few-to-tell",
    }
    with pytest.raises(InputError) as caught:
        ocop.Assumptions.from_history(SOME, on=ON, least=1)
    assert {".".join(one.path): one.code for one in caught.value.faults} == {
        "new_kinds": "too-much-unknown",
        "new_entities": "too-much-unknown",
    }
    assert "1 trong 7 là chưa rõ; nhiều nhất 0,1 phần" in caught.value.text("vi")
    short = Past.of(SOME, on=date(2022, 1, 20), fields=["new_per_month"])
    assert [one.code for one in short.thin] == ["too-few-months"] * 3
    empty = Past.of(ocop.Registry(), on=ON)
    assert {one.code for one in empty.thin} == {"too-few-months"}
    assert empty.first is None
    assert Past.of(ocop.Registry(), on=ON, fields="renewal").assumptions() == ocop.Assumptions()
    at_the_end = Past.of(SOME, on=date.max, since=date(9999, 12, 15), fields="new_per_month")
    assert {rate.of for rate in at_the_end.rates} == {0}
    assert {rate.of for rate in Past.of(SOME, on=date.max, fields="new_per_month").rates} == {95747}


def test_sources_say_of_how_many():
    suppose = ocop.Assumptions.from_history(SOME, on=ON, least=1, most_unknown="20 %", lang="en")
    assert suppose.renewal == {3: 0, 4: 1}
    assert suppose.new_per_month == {3: Fraction(6, 65), 4: Fraction(1, 65), 5: 0}
    assert (
        suppose.sources["renewal"] == "The registry, 2021-01-15 to 2026-06-30: 3★ 0 of 1, 4★ 2 of 2"
    )
    assert suppose.sources["delay"].endswith(": 0 months 1 of 2, 2 months 1 of 2")
    assert "3★ 1 of 12 years of certificates" in suppose.sources["upgrade"]
    assert "3★ 6 in 65 months" in suppose.sources["new_per_month"]
    assert set(suppose.sources) == {
        "renewal", "renewed_as", "delay", "upgrade", "withdrawal", "new_per_month", "new_kinds", "new_entities",
    }  # fmt: skip
    vi = Past.of(SOME, on=ON, least=1, most_unknown=1).assumptions()
    assert vi.sources["renewed_as"].endswith("4 sao → 3 sao 1/2, 4 sao → 4 sao 1/2")
    many = [f"{n},P{n},3,2024-03-01,first,,,,Xã {n}" for n in range(9)]
    spread = Past.of(registry(*many), on=ON, fields="new_places", places="commune", least=9)
    assert spread.assumptions("en").sources["new_places"].endswith("the shares of 9 newcomers")
    few = registry(*[f"{n},P{n},3,2024-03-01,first,,,,Xã {n % 2}" for n in range(9)])
    by_name = Past.of(few, on=ON, fields="new_places", places="commune", least=9)
    assert by_name.assumptions("en").sources["new_places"].endswith("Xã 0 5 of 9, Xã 1 4 of 9")


def test_rates_are_shown_rounded_with_the_ends_of_their_intervals():
    fields = ("renewal", "new_per_month")
    rows = Past.of(SOME, on=ON, fields=fields).table("en").rows
    assert [row.cells[-3:-1] for row in rows] == [
        ("0 %", "0 % – 79.35 %"),
        ("100 %", "34.24 % – 100 %"),
        ("0.09", "0.03 – 0.2"),
        ("0.02", "0 – 0.09"),
        ("0", "0 – 0.06"),
    ]
    # nothing ended before then: of none there is no share
    none = Past.of(SOME, on=date(2022, 1, 20), fields="renewal", level="50 %")
    assert {row.cells[-3:-1] for row in none.table("en").rows} == {("–", "–")}


def test_what_is_not_known_is_left_out_and_counted():
    some = registry(
        "1,A,3,2022-03-10",
        "1,A,4,2024-01-05",  # an upgrade or a re-evaluation
        "2,B,3,2022-03-10,,nobody can read this",
        "3,C,3,2024",  # in some month
        "4,D,3,2022-03-10",
    )
    past = Past.of(some, on=ON)
    assert told(past, "renewal")["3"] == (0, 1, 2)
    assert told(past, "upgrade")["3"] == (0, 3, 3)
    assert told(past, "new_per_month")["3"] == (1, 51, 0)
    by_month = Past.of(some, on=date(2024, 6, 30))
    assert told(by_month, "new_per_month")["3"] == (0, 27, 1)
    older = ocop.Registry.from_csv(
        "code,name,stars,issued_on\n1,A,3,2018-03-10\n1,A,3,2022-01-01\n2,B,3,2021-01-01\n"
    )
    assert told(Past.of(older, on=ON), "new_per_month")["3"] == (1, 66, 1)
    unclear = registry(
        ",A,3,2021-01-01", "#REF!,A,3,2024-02-01", "5,B,3,2024-02-01", "5,B,3,3/2026"
    )
    assert told(Past.of(unclear, on=ON), "new_per_month")["3"] == (0, 66, 4)


def test_what_was_withdrawn_comes_back_as_new():
    some = registry(
        "1,A,3,2022-03-10,first,2023-01-05", "1,A,3,2023-02-05,first", "1,A,3,2026-03-01,first"
    )
    assert told(Past.of(some, on=ON), "new_per_month")["3"] == (1, 51, 0)


def test_an_upgrade_on_the_first_day_of_a_year_is_of_that_year():
    some = registry("1,A,3,2022-03-10,first", "1,A,4,2023-03-10,upgrade")
    past = Past.of(some, on=ON)
    assert told(past, "upgrade")["3"] == (1, 2, 0)
    assert told(Past.of(some, on=date(2024, 3, 8)), "upgrade")["3"] == (0, 1, 0)


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        (
            {"registry": SOME.recognitions, "on": "x"},
            {"registry": "not-of-kind", "on": "not-a-date"},
        ),
        ({"since": 3, "within": 200}, {"since": "not-a-date", "within": "out-of-range"}),
        ({"fields": 3, "by_stars": 1}, {"fields": "not-a-list", "by_stars": "not-true-or-false"}),
        ({"fields": ["renewals"], "places": "xã"}, {"fields": "not-known", "places": "not-known"}),
        (
            {"fields": ["new_places"], "least": 0},
            {"places": "places-without-a-level", "least": "out-of-range"},
        ),
        (
            {"most_unknown": 0.1, "level": 2},
            {"most_unknown": "not-a-share", "level": "not-a-confidence"},
        ),
    ],
)
def test_arguments_that_are_none(asked, wrong):
    with pytest.raises(InputError) as caught:
        Past.of(**{"registry": SOME, "on": ON, **asked})
    assert {one.path[0]: one.code for one in caught.value.faults} == wrong
    with pytest.raises(InputError):
        Past.of(SOME, on=ON, fields="renewal", least=1).assumptions("fr")


def drawn(seed, products=1500):
    """A register whose products live by known chances: renewal 60 %, upgrade 12 % a year."""
    picked, rows = random.Random(seed), []  # noqa: S311 - no secret
    for n in range(products):
        day = date(2019, 9, 1) + timedelta(days=picked.randrange(1900))
        row = {"code": f"P{n}", "name": "A", "stars": 3, "issued_on": str(day), "kind": "first"}
        rows.append(row)
        upgraded = next((year for year in range(3) if picked.random() < 0.12), None)
        if upgraded is not None:
            later = add_months(day, 12 * upgraded) + timedelta(days=picked.randrange(1, 365))
            rows.append(row | {"stars": 4, "issued_on": str(later), "kind": "upgrade"})
        elif picked.random() < 0.6:
            later = add_months(day, 36) + timedelta(days=picked.randrange(1, 90))
            rows.append(row | {"issued_on": str(later), "kind": "re-evaluation"})
    return ocop.Registry.from_records(rows)


def test_the_rates_that_made_a_register_are_within_their_intervals():
    past = Past.of(drawn(3), on=date(2026, 6, 30), level="99.9 %")
    rates = {(rate.field, *rate.key): rate for rate in past.rates}
    assert rates["renewal", "3"].low < 0.6 < rates["renewal", "3"].high
    assert rates["upgrade", "3"].low < 0.12 < rates["upgrade", "3"].high
    a_month = 1500 / 1900 * 30.44
    during = Past.of(drawn(3), on=date(2024, 11, 9), level="99.9 %", fields="new_per_month")
    assert during.rates[0].low < a_month < during.rates[0].high


def by_status(some, on):
    """Years of certificates, by how each stands on the day before a year and on its days alone."""
    counts = Counter()
    for one in some.recognitions:
        paper = some.certificate(one)
        begins = paper.first_valid_day
        follows = [
            other
            for other in some.recognitions
            if other.product == one.product and other.first_valid_day == paper.superseded_on
        ]
        for year in range(3):
            first, after = (add_months(begins, 12 * (year + n)) for n in (0, 1))
            last = paper.last_valid_day if year == 2 else after - timedelta(days=1)
            if last > on or (year and paper.status(first - timedelta(days=1)) != "valid"):
                continue
            standing = dict.fromkeys(
                str(paper.status(first + timedelta(days=n))) for n in range((last - first).days + 1)
            )
            if "withdrawn" in standing:
                counts[one.stars, "withdrawn"] += 1
            elif "superseded" in standing and follows[0].kind == "upgrade":
                counts[one.stars, "upgraded"] += 1
            elif next(iter(standing)) == "valid":
                counts[one.stars, "over"] += 1
    return counts


SERIES = st.lists(
    recognitions().filter(lambda one: plain(one) and one.kind is not None), max_size=12
)


@given(SERIES, days())
def test_years_are_what_the_standing_on_their_days_gives(rows, on):
    once = {(one.product, one.issued_on): one for one in rows}
    firsts = {(one.product, one.first_valid_day) for one in once.values()}
    some = ocop.Registry(tuple(once.values()))
    table = table_of(some.recognitions, some.rules)
    counts = year_counts(table, None, on)
    if len(firsts) == len(once) and not counts.unknown:
        assert counts.courses == by_status(some, on)


@given(registries(), days(), st.integers(0, 24))
def test_shares_of_a_spread_add_to_one_and_nothing_is_counted_twice(some, on, within):
    past = Past.of(some, on=on, within=within, places="district")
    for field in ("renewed_as", "delay", "new_kinds", "new_places"):
        tables = {rate.path for rate in past.rates if rate.field == field}
        for path in tables:
            assert sum(rate.value for rate in past.rates if rate.path == path) == 1
    new = sum(rate.count for rate in past.rates if rate.field == "new_per_month")
    assert new <= len(some)
    entities = [rate for rate in past.rates if rate.field == "new_entities"]
    assert all(rate.of + rate.unknown == new for rate in entities)
    if not past.thin:
        suppose = past.assumptions("en")
        assert ocop.from_json(ocop.Assumptions, ocop.to_json(suppose)) == suppose
    assert len(past.to_records()) == len(past.rates) == len(past.table("en").rows)
