"""What a worker of pyspark makes of the batches of its partition; Spark itself is slow to start."""

from __future__ import annotations

from random import Random

import pytest

import ocop
from ocop.frames import score
from ocop.frames.ask import Ask
from ocop.frames.field import find_fields
from ocop.frames.long import LongForm
from ocop.frames.plan import OUTPUTS
from ocop.frames.spark import OfBatches

from .answers import random_rows, table
from .engines import rows
from .test_partition import long_table

RUBRIC = ocop.regimes()[-1].rubric(1)


def ask(form=None):
    return Ask(rubrics=(RUBRIC,), many=None, want=OUTPUTS, columns=(), form=form, prefix="")


def worker_of(asked, fields, kinds, data, kept):
    names = tuple(data.column_names)
    shown = (*kept, *asked.want)
    return OfBatches(asked, fields, tuple(kinds.items()), names, shown)


def answered(worker, data, size):
    import pyarrow as pa

    batches = list(worker(iter(data.to_batches(max_chunksize=size))))
    return rows(pa.Table.from_batches(batches), data.column_names[0])


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_batches_do_not_change_a_score(size):
    wide = table(random_rows(RUBRIC, Random(4), 30))
    fields, _ = find_fields(RUBRIC, tuple(wide.column_names), (), whole=True)
    kinds = dict.fromkeys(fields.columns, "whole")
    worker = worker_of(ask(), (fields,), kinds, wide, wide.column_names)
    assert answered(worker, wide, size) == rows(score(wide, RUBRIC, want=OUTPUTS).frame)


@pytest.mark.parametrize("size", [1, 7, 50, 1000])
def test_a_product_is_one_in_whatever_batches_its_rows_come(size):
    long = long_table(8).sort_by("product")
    form = LongForm(("product",), "criterion", "option")
    worker = worker_of(ask(form), (), {"option": "whole"}, long, ["product"])
    alone = score(long, RUBRIC, key="product", want=OUTPUTS)
    assert answered(worker, long, size) == rows(alone.frame, "product")
    assert list(worker(iter([]))) == []
