"""Whatever is handed in is read or refused with an InputError; nothing else comes out."""

from __future__ import annotations

import contextlib
import json
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.errors import InputError
from ocop.targets.plan.measure import MEASURES
from ocop.targets.plan.plan_table import _KEYS, _NEEDED, _TARGET_KEYS
from ocop.targets.registry.column import columns
from ocop.targets.registry.registry import Registry
from ocop.targets.snapshot.snapshot import Snapshot

WORDS = st.sampled_from(
    ["", "3", "4 sao", "2024-01-01", "1/2/2024", "9" * 5000, "1/" + "9" * 5000, "5 %", "½", "٣",
     "²", "\x00", "\ud800", "HTX", "food", "148", "#REF!", "count", "valid", "9.9", "1e999"]
) | st.text(max_size=5)  # fmt: skip
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-3, 30)
    | st.just(10**30)
    | st.floats()
    | WORDS
    | st.dates()
)
KEYS = (
    *_NEEDED, *_KEYS, *_TARGET_KEYS, "type", "part", "whole", "of", "since", "on",
    "counts", "indicators", "milestones", "value", "unit", "done", "from", "to", "where", "stars",
    "set", "numbering", "status", "issued", "event", "places", "vi", "en", "level", "then",
)  # fmt: skip
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS) | WORDS, inner, max_size=5)
        | st.fixed_dictionaries(
            {"type": st.sampled_from(list(MEASURES))},
            optional={key: inner for key in KEYS if key != "type"},
        )
    ),
    max_leaves=12,
)
ROWS = st.fixed_dictionaries({}, optional={column.id: LEAVES for column in columns()})


@given(st.lists(st.lists(WORDS, max_size=6), max_size=4))
def test_any_csv(rows):
    head = "code,name,set,stars,issued_on,total"
    for text in ("\n".join(",".join(row) for row in rows), "\n".join([head, *map(",".join, rows)])):
        with contextlib.suppress(InputError):
            Registry.from_csv(text)


@given(st.lists(ROWS, max_size=2))
def test_any_json_row(rows):
    rows = [{"name": "A", "stars": 3, "issued_on": "2024-01-01"} | row for row in rows]
    text = json.dumps(rows, default=str)
    with contextlib.suppress(InputError):
        Registry.from_records(json.loads(text))


@given(st.text(max_size=60))
def test_any_text(text):
    for read in (
        Registry.from_csv,
        partial(ocop.from_toml, ocop.Plan),
        partial(ocop.from_json, Registry),
    ):
        with contextlib.suppress(InputError):
            read(text)


@given(
    VALUES, st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6), st.lists(VALUES, max_size=3)
)
def test_any_data(value, table, targets):
    whole = {"id": "x", "title": "X", "period": 2024, "targets": targets}
    for data in (value, table, whole, whole | table):
        for read in (partial(ocop.from_dict, ocop.Plan), partial(ocop.from_dict, Snapshot)):
            with contextlib.suppress(InputError):
                read(data)


@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=8), st.sampled_from(list(MEASURES)))
def test_any_measure(fields, kind):
    target = {
        "id": "t",
        "label": "T",
        "source": "S",
        "at_least": 1,
        "measure": {"type": kind} | fields,
    }
    with contextlib.suppress(InputError):
        ocop.from_dict(ocop.Plan, {"id": "x", "title": "X", "period": 2024, "targets": [target]})
