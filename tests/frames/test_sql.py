"""What duckdb is asked for: each thing once, in as few projections as may be."""

from __future__ import annotations

import duckdb

import ocop
from ocop.frames import score
from ocop.frames.sql import Expr, Relation, Space, _projections

COL = Space.col


class Seen:
    """A relation that keeps what it is asked for."""

    def __init__(self):
        self.asked = []

    def project(self, items):
        self.asked.append(items)
        return self


def asked(*steps, columns=("x",)):
    relation = Relation(Seen())
    for step in steps:
        relation = relation.with_columns(*step)
    return relation.select(*columns).asked


def test_what_is_used_once_stands_where_it_is_used():
    assert asked([(COL("a") + 1).alias("t")], [(~(COL("t") > 2)).alias("x")]) == [
        '(NOT (("a" + 1) > 2)) AS "x"'
    ]


def test_a_branch_within_another_has_a_name():
    assert asked([(COL("a") | COL("b")).alias("t")], [(~COL("t")).alias("x")]) == [
        '*, ("a" OR "b") AS "t"',
        '(NOT "t") AS "x"',
    ]


def test_a_branch_that_is_used_twice_has_a_name():
    steps = [[(COL("a") | COL("b")).alias("t")], [(COL("t") & COL("t")).alias("x")]]
    assert asked(*steps) == ['*, ("a" OR "b") AS "t"', '("t" AND "t") AS "x"']


def test_a_sum_that_is_used_twice_has_a_name():
    assert asked([(COL("a") + 1).alias("t")], [(COL("t") * 2 + COL("t")).alias("x")]) == [
        '*, ("a" + 1) AS "t"',
        '(("t" * 2) + "t") AS "x"',
    ]


def test_what_has_a_name_is_asked_for_with_all_that_waits_for_nothing_else():
    flag, other = COL("a") | COL("b"), COL("b") | COL("c")
    steps = [
        [flag.alias("t")],
        [(COL("t") & COL("t")).alias("u"), other.alias("v")],
        [(COL("u") & COL("u") & COL("v") & COL("v")).alias("x")],
    ]
    assert [len(items.split(" AS ")) - 1 for items in asked(*steps)] == [2, 1, 1]


def test_names_in_texts_and_of_others_stay():
    step = [Expr("1", "t", plain=True), Expr("2", "u")]
    words = Expr('CONCAT(\'"t"\', "t", "a""t""")', "x")
    assert asked(step, [words]) == ['CONCAT(\'"t"\', 1, "a""t""") AS "x"']


def test_a_step_is_null_where_its_column_is():
    relation = duckdb.sql("select unnest([null, 0, 1, 2]) as a")
    for values, kept in (([1, 1, 3], [None, 1, 1, 3]), ([2, 2, 2], [None, 2, 2, 2])):
        value = Space.steps(COL("a"), values, Space.Int8).alias("x")
        result = Relation(relation).with_columns(value).select("x")
        assert [row[0] for row in result.fetchall()] == kept


def test_a_plan_that_is_asked_again_is_not_put_together_again():
    rubric, data = ocop.regimes()[-1].rubric(1), duckdb.sql("select 1 as n")
    options = {one.no: len(one.options) for one in rubric.criteria}
    data = data.project(", ".join(f'{option} AS "{no}"' for no, option in options.items()))
    once = [score(data, rubric, want="total").frame.fetchall() for _ in range(2)]
    before = _projections.cache_info()
    assert score(data, rubric, want="total").frame.fetchall() == once[0] == once[1]
    after = _projections.cache_info()
    assert (after.hits - before.hits, after.misses - before.misses) == (1, 0)
