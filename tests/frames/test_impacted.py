"""The impact on frames of every engine is the one on their sheets, cell by cell."""

from __future__ import annotations

from collections import Counter
from datetime import date
from random import Random

import narwhals.stable.v2 as nw
import pytest

import ocop
from ocop.errors import InputError
from ocop.frames import ask, impact, impacted
from ocop.frames.term import terms_of

from .answers import expected, random_rows, table
from .engines import QUICK, SLOW, few_sets, frame, rows

LAW = ocop.Rules()
RUBRIC = ocop.regime("26").rubric(1)
LISTS = ocop.regime("1048").rubric(26)
HEAD = {
    "id": "draft",
    "kind": "proposal",
    "title": {"vi": "Nháp", "en": "Draft"},
    "amends": "26",
    "from": date(2027, 1, 1),
    "reference": "–",
}
BANDS = LAW.amended(ocop.Changes.from_dict({**HEAD, "bands": {"4": 75}}))
LEVELS = LAW.amended(
    ocop.Changes.from_dict(
        {
            **HEAD,
            "criteria": [
                {"sets": [1], "no": "1.1", "option": 1, "points": "none"},
                {
                    "sets": [1],
                    "no": "1.2",
                    "after": 1,
                    "points": 1,
                    "vi": "Mức mới",
                    "en": "A new level",
                },
            ],
        }
    )
)


#: Of one checklist a line goes and one comes.
LINES = LAW.amended(
    ocop.Changes.from_dict(
        {
            **HEAD,
            "amends": "1048",
            "from": date(2020, 1, 1),
            "criteria": [
                {"sets": [26], "no": "6", "option": 1, "points": "none"},
                {"sets": [26], "no": "6", "after": 4, "points": 1, "vi": "Mới", "en": "New"},
            ],
        }
    )
)


def sheet_of(rubric, row):
    choices = {}
    for term in terms_of(rubric):
        if term.line:
            ticked = choices.setdefault(term.criterion.no, [])
            ticked += [term.line] if row[term.key] else []
        elif row[term.key] is not None:
            choices[term.key] = row[term.key]
    said = {name.partition(":")[::2] for name, value in row.items() if ":" in name and value}
    return rubric.sheet(
        choices,
        unmet=[id_ for kind, id_ in said if kind == "unmet"],
        exclusions=[id_ for kind, id_ in said if kind == "exclusion"],
    )


def held(engine, after, answers, rubric=RUBRIC):
    result = rows(impact(frame(engine, table(answers)), rubric, after))
    fine = {
        row["n"]: sheet_of(rubric, row) for row in answers if not expected(rubric, row)["fault"]
    }
    known = ocop.impact(fine, LAW, after)
    moves = {move.id: move for move in known.moves}
    for row in result:
        move = moves.get(row["n"])
        before, now = (None, None) if move is None else (move.before, move.after)
        for side, card in (("before", before), ("after", now)):
            for name in ("total", "stars_by_points", "stars"):
                value = None if card is None else getattr(card, name)
                assert row[f"{side}_{name}"] == value, (row["n"], side, name)
            assert bool(row[f"{side}_fault"]) == (card is None)
        assert row["step"] == (None if move is None else move.step)
    pairs = Counter(
        (row["before_stars"], row["after_stars"]) for row in result if not row["after_fault"]
    )
    matrix = {pair: number for pair, number in known.matrix.items() if "unknown" not in pair}
    assert pairs == Counter(matrix)


@pytest.mark.parametrize("engine", [*QUICK, "dask-two"])
@pytest.mark.parametrize("after", [BANDS, LEVELS], ids=["bands", "levels"])
def test_the_impact_on_a_frame_is_that_on_its_sheets(engine, after):
    held(engine, after, random_rows(RUBRIC, Random(3), 40))


@pytest.mark.parametrize("engine", ["polars", "pandas"])
def test_lines_of_checklists_are_followed(engine):
    held(engine, LINES, random_rows(LISTS, Random(3), 40), LISTS)


@pytest.mark.parametrize("engine", QUICK)
def test_what_is_wrong_before_and_after(engine):
    """Of the last row the line is ticked that goes."""
    answers = [{**row, "6[1]": 0} for row in random_rows(LISTS, Random(5), 5)]
    answers.append({**answers[-1], "6[1]": 1, "n": 5})
    data = frame(engine, table(answers))
    found = rows(impact(data, LISTS, LINES, want="faults"))
    own = rows(ocop.frames.score(data, LISTS, want="faults").frame)
    assert [row["before_faults"] for row in found] == [row["faults"] for row in own]
    for row in found:
        assert row["after_faults"].endswith("6[1]:no-such-option") == (row["n"] == 5)
        assert bool(row["before_faults"] or row["after_faults"]) == row["after_fault"]


_SOON = ["polars", "pandas", "pandas-arrow", "pandas-nullable", "pyarrow", "dask-two"]
_LATER = ["polars-lazy", "duckdb", "dask", "pyspark"]


@pytest.mark.parametrize(
    "engine", [*_SOON, *(pytest.param(name, marks=pytest.mark.slow) for name in _LATER)]
)
def test_many_sets_are_judged_each_by_its_own_table(engine, monkeypatch):
    """Of set 1 the levels are numbered anew, of set 2 not; of set 99 there is none."""
    if engine in _LATER:
        few_sets(monkeypatch, 1, 2, 26)
    regime = ocop.regime("26")
    answers = []
    for number in (2, 1, 2, 1):
        for row in random_rows(regime.rubric(number), Random(number), 3):
            answers.append({**row, "n": len(answers), "set": number})
    keys = dict.fromkeys(key for row in answers for key in row)
    answers = [{key: row.get(key) for key in keys} for row in answers]
    answers.append({**answers[0], "n": len(answers), "set": 99})
    want = ("total", "stars", "fault", "faults")
    for after in (LEVELS,) if engine in SLOW else (BANDS, LEVELS):
        found = rows(impact(frame(engine, table(answers)), regime, after, want=want))
        for number in (1, 2):
            some = table([row for row in answers if row["set"] == number])
            alone = rows(impact(some, regime.rubric(number), after, want=want))
            assert [row for row in found if row["set"] == number] == alone
        assert found[-1]["before_faults"] == found[-1]["after_faults"] == "set:no-such-set"
        assert found[-1]["step"] is None


def test_what_is_lazy_is_planned_once_a_set_and_side(monkeypatch):
    """Else every set after would score all of them before."""
    plans, real = [], ask.plan_of
    monkeypatch.setattr(ask, "plan_of", lambda *a, **k: plans.append(a[0]) or real(*a, **k))
    regime = ocop.regime("26")
    answers = [{**row, "set": 1} for row in random_rows(regime.rubric(1), Random(1), 1)]
    impact(frame("polars-lazy", table(answers)), regime, BANDS)
    assert len(plans) == 2 * len(regime.sets)


@pytest.mark.parametrize("engine", ["polars", "polars-lazy"])
def test_columns_of_many_sets_are_held_to_the_rules(engine):
    regime = ocop.regime("26")
    data = frame(engine, table([{"n": 0, "set": 1, "1.1": 1}]))
    for columns, code in (({"77": "1.1"}, "not-a-criterion"), (3, "not-a-table")):
        with pytest.raises(InputError) as caught:
            impact(data, regime, BANDS, columns=columns)
        assert [one.code for one in caught.value.faults] == [code]


@pytest.mark.parametrize(
    "engine", ["polars-lazy", "duckdb", pytest.param("ibis", marks=pytest.mark.slow)]
)
def test_a_lazy_frame_of_two_sets_is_judged_set_by_set(engine):
    """As one of all sets is, which takes long; of set 99 there is none."""
    regime = ocop.regime("26")
    after = regime.amended_by(LEVELS)
    sets = [one for one in regime.sets if one.number in {1, 2}]
    answers = random_rows(regime.rubric(1), Random(1), 3)
    answers += [{**row, "n": row["n"] + 3} for row in random_rows(regime.rubric(2), Random(2), 3)]
    keys = dict.fromkeys(key for row in answers for key in row)
    answers = [{key: row.get(key) for key in keys} for row in answers]
    answers.append({**answers[0], "n": 6})
    answers = [
        {**row, "set": number}
        for row, number in zip(answers, [1] * 3 + [2] * 3 + [99], strict=True)
    ]
    asked = impacted._Ask(
        before=regime,
        after=after,
        pairs=tuple((regime.rubric(one), after.rubric(one)) for one in sets),
        want=("total", "stars", "fault", "faults"),
        columns=None,
        set_column="set",
    )
    own = rows(impacted._by_set(frame(engine, table(answers)), asked))
    assert own == rows(impact(table(answers), regime, LEVELS, want=asked.want))


def test_columns_have_any_name():
    answers = [{("mine" if k == "1.1" else k): v for k, v in row.items()}
               for row in random_rows(RUBRIC, Random(1), 9)]  # fmt: skip
    data = table(answers)
    own = impact(data, RUBRIC, LEVELS, columns={"1.1": "mine"}, want="stars")
    renamed = data.rename_columns(["1.1" if n == "mine" else n for n in data.column_names])
    assert rows(own)[0]["step"] == rows(impact(renamed, RUBRIC, LEVELS))[0]["step"]
    without = data.drop_columns([n for n in data.column_names if n.startswith("unmet")])
    assert len(rows(impact(without, RUBRIC, BANDS, columns={"1.1": "mine"}))) == 9


@pytest.mark.filterwarnings("ignore:Dask support is moving:FutureWarning")
@pytest.mark.parametrize("engine", ["dask-two", pytest.param("pyspark", marks=pytest.mark.slow)])
def test_a_frame_that_narwhals_wraps_comes_back_so(engine):
    data = nw.from_native(frame(engine, table(random_rows(RUBRIC, Random(3), 9))))
    result = impact(data, RUBRIC, LEVELS, want="stars")
    assert isinstance(result, nw.LazyFrame)
    assert rows(result.to_native()) == rows(impact(data.to_native(), RUBRIC, LEVELS, want="stars"))


@pytest.mark.slow
@pytest.mark.parametrize("engine", SLOW)
def test_the_impact_of_slow_engines(engine):
    """What is done for bands alone is done on the way."""
    held(engine, LEVELS, random_rows(RUBRIC, Random(3), 40))


def test_what_is_wrong_is_said_at_once():
    with pytest.raises(InputError) as caught:
        impact(3, 4, 5, want=["fault", "x"])
    assert [one.code for one in caught.value.faults] == [
        "not-a-rubric",
        "not-of-kind",
        "not-known",
    ]
