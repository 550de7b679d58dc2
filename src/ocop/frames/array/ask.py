"""One question put to a frame of pandas or pyarrow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from ocop.frames.array.long import Products, gathered
from ocop.frames.array.score import (
    Question,
    answers_by_set,
    answers_of,
    no_answers,
    say_no_set,
)
from ocop.frames.array.source import Part, Source
from ocop.frames.array.table import Answer, Table, table_of
from ocop.frames.extra import numpy_module
from ocop.frames.field import Fields
from ocop.scoring.rubric.rubric import Rubric

__all__ = ["in_memory"]

np = numpy_module()


def in_memory(
    ask: Any,
    frame: Any,
    fields: tuple[Fields, ...],
    kinds: Mapping[str, str],
) -> Any:
    """The frame, or the products of a long one, with the columns that are asked for."""
    table = table_of(frame)
    sources = {name: table.source(name, kind) for name, kind in kinds.items()}
    if ask.form is None:
        asked = Question(want=ask.want, sources=sources, length=len(table), to=ask.to)
        if ask.many is None:
            answers = answers_of(asked, ask.rubrics[0], fields[0])
        else:
            answers = answers_by_set(ask, asked, fields)
        return table.added(_named(ask, answers))
    keys = ask.keys
    products = Products.of([table.codes(key) for key in keys], len(table))
    if ask.many is None:
        answers = _of_products(ask, table, sources[ask.form.option], products, ask.rubrics[0])
    else:
        answers = _by_set(ask, table, sources, products)
    return table.rows(keys, products.first).added(_named(ask, answers))


def _of_products(
    ask: Any,
    table: Table,
    option: Source,
    products: Products,
    rubric: Rubric,
) -> dict[str, Answer]:
    asked, fields = gathered(table, ask.form, products, rubric=rubric, option=option, want=ask.want)
    return answers_of(attrs.evolve(asked, to=ask.to), rubric, fields)


def _by_set(
    ask: Any,
    table: Table,
    sources: Mapping[str, Source],
    products: Products,
) -> dict[str, Answer]:
    """The answers of products of many sets; the set is one of the keys."""
    answers = no_answers(ask.want, products.count)
    set_of = sources[ask.many].numbers(slice(0, len(table)), ask.most_number)
    none = np.ones(products.count, dtype=bool)
    for rubric in ask.rubrics:
        rows = np.flatnonzero(set_of == rubric.product_set.number)
        if not len(rows):
            continue
        some = table.rows(dict.fromkeys([*ask.keys, ask.form.criterion]), rows)
        own = Products.of([some.codes(key) for key in ask.keys], len(rows))
        option = Part(sources[ask.form.option], rows)
        places = products.of_row[rows[own.first]]
        none[places] = False
        for name, answer in _of_products(ask, some, option, own, rubric).items():
            answers[name].write(places, answer)
    say_no_set(ask, answers, none, set_of[products.first])
    return answers


def _named(ask: Any, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    return {ask.prefix + name: answer for name, answer in answers.items()}
