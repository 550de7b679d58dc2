"""Whatever is fed to it, the command line answers with 0 or 2 and never with a traceback."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop._cli import main
from ocop.errors import InputError

SCALARS = st.none() | st.booleans() | st.integers(-3, 40) | st.floats(allow_nan=False) | st.text()
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=6,
)
KEYS = ["regime", "on", "set", "choices", "exclusions", "unmet", "readings", "format", "changes"]
NUMBERS = st.sampled_from(["1.1", "1.2", "5.1", "5.2", "1a", "1đ", "7", "12", "x"]) | st.text()
SHEETS = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(KEYS, VALUES)
    | {
        "regime": st.sampled_from(["26", "148", "1048", "781", "1489", "0"]) | VALUES,
        "set": st.integers(-1, 28) | VALUES,
        "choices": st.dictionaries(NUMBERS, st.integers(-1, 7) | VALUES, max_size=8) | VALUES,
    },
)


@given(SHEETS | VALUES)
def test_any_value_is_a_sheet_or_an_input_error(value):
    for kind in (ocop.Sheet, ocop.Draft, ocop.Scorecard):
        with pytest.raises(InputError) as err:
            ocop.from_dict(kind, value)
        assert err.value.faults


@given(st.binary(max_size=200) | SHEETS.map(lambda value: json.dumps(value).encode()))
def test_any_file_is_answered(tmp_path_factory, raw):
    path = tmp_path_factory.mktemp("fuzz") / "sheet"
    path.write_bytes(raw)
    for name in ("score", "score --json", "score --partial"):
        assert main([*name.split(), str(path)]) in {0, 2}
