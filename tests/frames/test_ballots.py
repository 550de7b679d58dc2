"""Verdicts of frames of every engine are those of the councils, cell by cell."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from random import Random

import pyarrow as pa
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import ocop
from ocop.cycle import Ballot, CouncilRules
from ocop.errors import InputError
from ocop.frames import verdicts
from ocop.frames.ballots import VERDICTS
from ocop.frames.term import terms_of
from ocop.testing import strategies

from .answers import expected as scored
from .answers import long_cells, random_rows, random_rubric
from .engines import QUICK, engines, few_sets, frame, rows

WHOLE = pa.int64()
#: A minimum in a checklist.
LINED = ocop.Changes.from_dict(
    {
        "id": "lined",
        "kind": "proposal",
        "title": {"vi": "Nháp", "en": "Draft"},
        "amends": "1048",
        "from": date(2020, 1, 1),
        "reference": "–",
        "criteria": [{"sets": [26], "no": "6", "option": 2, "star": 3}],
    }
)
#: What pure ballots are at fault of → the word of a frame.
TOLD = {"second-ballot", "several-chairs", "more-ballots-than-members", "no-valid-ballot"}


def random_council(random):
    spread = random.choice([None, None, 3, Fraction(19, 2)])
    members = random.choice([None, 4, 9])
    quorum = random.choice([None, 3, Fraction(2, 3) if members else 2])
    return CouncilRules(
        members=members,
        quorum=quorum,
        quorum_of=random.choice(["valid", "all"]),
        chair_must_attend=random.random() < 0.5,
        spread=spread,
        average=random.choice([None, "exact", "by-part"]),
        decimals=random.choice([0, 1, 2, 6]),
        minima=random.choice([None, "most-members", "majority", "mean-points", "every-member"]),
        exclusions=random.choice([None, "most-members", "any-member"]),
    )


def random_ballots(rubric, random, products):
    """Ballots of products, as (product, member, chair, invalid, row): a few ways to score each."""
    for product in range(products):
        ways = random_rows(rubric, random, 3)
        for row in ways:  # a long frame ticks a line or does not
            row |= {key: int(row[key] == 1) for key in row if "[" in key}
        count = random.choice([1, 2, 3, 4, 5])
        for n in range(count):
            member = f"m{n}" if random.random() < 0.98 else "m0"
            invalid = random.random() < 0.1
            yield (
                product,
                member,
                int(n == 0 or random.random() < 0.02),
                int(invalid),
                random.choice(ways),
            )


def table(ballots, chair=WHOLE, invalid=WHOLE):
    kinds = {
        "product": pa.int64(),
        "member": pa.string(),
        "criterion": pa.string(),
        "option": pa.int64(),
        "chair": chair,
        "invalid": invalid,
    }
    cells = [
        (product, member, name.partition("[")[0], option, chairs, wrong)
        for product, member, chairs, wrong, row in ballots
        for name, option in long_cells(row)
    ]
    columns = list(zip(*cells, strict=True))
    return pa.table(
        {name: pa.array(column, pa.int64()).cast(kind) if kind == pa.bool_() else pa.array(column, kind)
         for (name, kind), column in zip(kinds.items(), columns, strict=True)}
    )  # fmt: skip


def sheet(rubric, row):
    choices, asserted = {}, {"unmet": [], "exclusion": []}
    for term in terms_of(rubric):
        value = row[term.key]
        if term.line:
            ticked = choices.setdefault(term.criterion.no, [])
            ticked += [term.line] if value else []
        elif value is not None:
            choices[term.key] = value
    for name, value in row.items():
        before, colon, id_ = name.partition(":")
        if colon and value:
            asserted[before].append(id_)
    return rubric.sheet(choices, unmet=asserted["unmet"], exclusions=asserted["exclusion"])


def expected(rubric, council, ballots):
    """What the council's verdict says of the ballots of one product."""
    bad = any(not wrong and scored(rubric, row)["fault"] for _, _, _, wrong, row in ballots)
    cast = [
        Ballot(
            member=member,
            sheet=None if wrong or scored(rubric, row)["fault"] else sheet(rubric, row),
            chair=bool(chair),
            invalid="no" if wrong or scored(rubric, row)["fault"] else "",
        )
        for _, member, chair, wrong, row in ballots
    ]
    base = {"ballots": len(ballots), "valid": sum(not one[3] for one in ballots)}
    nothing = {**dict.fromkeys(VERDICTS), **base, "fault": True}
    words = ["ballot-at-fault"] if bad else []
    try:
        verdict = ocop.verdict(cast, council)
    except InputError as err:
        codes = [one.code for one in err.faults if one.code in TOLD]
        words += set(codes) - ({"no-valid-ballot"} if base["valid"] else set())
    if words:
        return {**nothing, "faults": sorted(words)}
    cards = verdict.scorecards.values()
    parts = {part: sum(card.parts[part].points for card in cards) for part in verdict.parts}
    return {
        **base,
        **{f"part_{part.lower()}_sum": parts.get(part, 0) for part in "ABC"},
        "total": verdict.total,
        "stars_by_points": verdict.stars_by_points,
        "stars": verdict.stars,
        "excluded": bool(verdict.exclusions),
        "excluded_by": " ".join(one.id for one in verdict.exclusions),
        "spread": verdict.spread,
        "needs": " ".join(one.id for one in verdict.needs),
        "fault": False,
        "faults": [],
    }


def as_compared(row, should):
    found = {name: row[name] for name in VERDICTS}
    found["faults"] = sorted(found["faults"].split())
    for name in ("fault", "excluded"):
        found[name] = None if found[name] is None else bool(found[name])
    if "total" in should:
        found["total"] = Fraction(found.pop("total_sum"), found.pop("total_count"))
    return found


def held(engine, rubric, council, ballots, **kinds):
    data = frame(engine, table(ballots, **kinds))
    answer = verdicts(data, rubric, key="product", regulation=council, want=VERDICTS)
    result = rows(answer, "product")
    assert [row["product"] for row in result] == sorted({one[0] for one in ballots})
    for row in result:
        should = expected(rubric, council, [one for one in ballots if one[0] == row["product"]])
        assert as_compared(row, should) == should, row["product"]


@given(engine=st.sampled_from(("polars", "polars", "pyarrow")), seed=st.integers(0, 2**32))
@settings(max_examples=5, deadline=None)
def test_a_frame_comes_to_what_the_councils_do(engine, seed):
    random = Random(seed)
    rubric = random_rubric(random)
    held(engine, rubric, random_council(random), list(random_ballots(rubric, random, 8)))


@given(rubric=strategies.small_rubrics(), seed=st.integers(0, 2**32))
@settings(max_examples=15, deadline=None, phases=[Phase.generate])
def test_made_up_rubrics_come_to_what_the_councils_do(rubric, seed):
    random = Random(seed)
    held("polars", rubric, random_council(random), list(random_ballots(rubric, random, 8)))


@pytest.mark.parametrize("engine", [*engines(), "dask-two"])
def test_verdicts_of_every_engine(engine):
    random = Random(3)
    rubric, products = ocop.regimes()[-1].rubric(1), 6 if engine in QUICK else 3
    held(engine, rubric, random_council(random), list(random_ballots(rubric, random, products)))


def of_sets(regime, random, numbers, products):
    """Ballots of products of many sets, as (set, ballot), and their table; of set 99 there is none."""
    ballots, tables = [], []
    for number in numbers:
        rubric = regime.rubric(1 if number == 99 else number)
        some = list(random_ballots(rubric, random, products))
        ballots += [(number, one) for one in some]
        own = table(some)
        tables.append(own.append_column("set", pa.array([number] * len(own), WHOLE)))
    return ballots, pa.concat_tables(tables)


def held_by_set(engine, regime, council, ballots, data):
    answer = verdicts(frame(engine, data), regime, key="product", regulation=council, want=VERDICTS)
    result = rows(answer, "product")
    assert {(row["set"], row["product"]) for row in result} == {
        (number, one[0]) for number, one in ballots
    }
    for row in result:
        own = [one for number, one in ballots if (number, one[0]) == (row["set"], row["product"])]
        if row["set"] == 99:
            should = dict.fromkeys(VERDICTS) | {"ballots": len(own), "fault": True}
            should |= {"valid": sum(not one[3] for one in own), "faults": ["set:no-such-set"]}
        else:
            should = expected(regime.rubric(row["set"]), council, own)
        assert as_compared(row, should) == should, (row["set"], row["product"])


@given(seed=st.integers(0, 2**32))
@settings(max_examples=4, deadline=None)
def test_many_sets_come_to_what_the_councils_do(seed):
    random = Random(seed)
    regime = random_rubric(random).regime
    numbers = [*random.sample([one.number for one in regime.sets], 2), *random.choice([[], [99]])]
    random.shuffle(numbers)
    held_by_set("polars", regime, random_council(random), *of_sets(regime, random, numbers, 3))


_SOON, _LATER = ["polars-lazy", "pandas", "pyarrow", "duckdb"], ["ibis", "dask-two", "pyspark"]


@pytest.mark.parametrize(
    "engine", [*_SOON, *(pytest.param(name, marks=pytest.mark.slow) for name in _LATER)]
)
def test_verdicts_on_many_sets_of_every_engine(engine, monkeypatch):
    random, regime = Random(8), ocop.regimes()[-1]
    few_sets(monkeypatch, 1, 9)
    council = CouncilRules(average="by-part", decimals=1, quorum=3)
    held_by_set(engine, regime, council, *of_sets(regime, random, [9, 99], 2))


def test_faults_of_many_sets_are_an_error_or_in_the_rows():
    regime = ocop.regimes()[-1]
    ballots, data = of_sets(regime, Random(2), [99], 1)
    del ballots
    with pytest.raises(InputError) as caught:
        verdicts(data, regime, key=["product", "set"], faults="raise")
    assert [(one.code, *one.path) for one in caught.value.faults] == [
        ("no-such-set", "0", "99", "set")
    ]
    flags = data.set_column(data.column_names.index("set"), "set", pa.array([True] * len(data)))
    with pytest.raises(InputError) as caught:
        verdicts(flags, regime, key="product")
    assert [(one.code, *one.path) for one in caught.value.faults] == [
        ("column-not-options", "frame", "set")
    ]
    renamed = data.rename_columns([{"set": "bộ"}.get(name, name) for name in data.column_names])
    assert rows(verdicts(renamed, regime, key="product", set_column="bộ"), None)[0]["bộ"] == 99
    with pytest.raises(InputError) as caught:
        verdicts(renamed, regime, key="product")
    assert [(one.code, one.values["given"]) for one in caught.value.faults] == [
        ("no-such-column", "set")
    ]


@pytest.mark.parametrize("minima", ["most-members", "majority", "mean-points", "every-member"])
def test_minima_are_held_as_the_council_reads_them(minima):
    random = Random(4)
    lined = ocop.Rules().amended(LINED).regime("lined").rubric(26)
    for rubric in (lined, ocop.regime("148").rubric(3), ocop.regime("26").rubric(26)):
        council = CouncilRules(minima=minima)
        best = {term.key: term.last for term in terms_of(rubric)}
        ballots = []
        for product in range(12):
            for n in range(random.choice([3, 4])):
                row = {**random_rows(rubric, random, 1)[0], **best}
                row |= {name: 0 for name in row if ":" in name}
                for term in random.sample(terms_of(rubric), 3):
                    row[term.key] = random.randint(term.first, term.last)
                ballots.append((product, f"m{n}", 0, 0, row))
        held("polars", rubric, council, ballots)


@pytest.mark.parametrize("kind", [pa.bool_(), pa.string(), pa.float64()])
def test_flags_are_of_any_kind(kind):
    random, rubric = Random(6), ocop.regimes()[-1].rubric(1)
    ballots = list(random_ballots(rubric, random, 5))
    if kind == pa.string():
        said = [
            (*one[:2], "x" if one[2] else None, "x" if one[3] else " ", one[4]) for one in ballots
        ]
        data = frame("polars", table(said, kind, kind))
        result = rows(verdicts(data, rubric, key=["product"], want=VERDICTS), "product")
        for row in result:
            own = [one for one in ballots if one[0] == row["product"]]
            should = expected(rubric, CouncilRules(), own)
            assert as_compared(row, should) == should
    else:
        engine = "pandas" if kind == pa.float64() else "polars"
        held(engine, rubric, CouncilRules(), ballots, chair=kind, invalid=kind)


@pytest.mark.parametrize("engine", ["polars-lazy", "pyarrow"])
def test_flags_may_be_missing_and_faults_an_error(engine):
    rubric = ocop.regimes()[-1].rubric(1)
    best = {one.no: len(one.options) for one in rubric.criteria}
    ballots = [(1, "a", 0, 0, best), (1, "b", 0, 0, best), (2, "a", 0, 0, {**best, "1.1": 9})]
    data = table(ballots).select(["product", "member", "criterion", "option"])
    want = ("valid", "total_sum", "total_count")
    result = rows(verdicts(frame(engine, data), rubric, key="product", want=want), "product")
    assert [(row["valid"], row["total_sum"], row["total_count"]) for row in result] == [
        (2, 200, 2),
        (1, None, None),
    ]
    with pytest.raises(InputError) as caught:
        verdicts(frame(engine, data), rubric, key="product", want=want, faults="raise")
    assert [(one.code, *one.path) for one in caught.value.faults] == [("ballot-at-fault", "2")]


def test_what_is_wrong_is_said_at_once():
    with pytest.raises(InputError) as caught:
        verdicts(3, 4, key="product", regulation=5)
    assert [(one.code, *one.path) for one in caught.value.faults] == [
        ("not-a-rubric", "rubric"),
        ("not-of-kind", "regulation"),
        ("not-a-frame", "frame"),
    ]
    rubric, data = ocop.regimes()[-1].rubric(1), pa.table({"member": ["a"]})
    with pytest.raises(InputError) as caught:
        verdicts(data, rubric, key=["product"])
    assert [one.values["given"] for one in caught.value.faults] == [
        "criterion",
        "option",
        "product",
    ]
    days = pa.table(
        {"product": [1], "member": ["a"], "criterion": ["1.1"], "option": pa.nulls(1, pa.date32())}
    )
    with pytest.raises(InputError) as caught:
        verdicts(days, rubric, key="product")
    assert [one.code for one in caught.value.faults] == ["column-not-options"]
