"""The one door for files of every kind."""

from __future__ import annotations

import pytest

import ocop


def test_what_has_no_file_form_is_refused():
    with pytest.raises(ocop.InputError, match="there is no file form of 'int'; there are Changes"):
        ocop.from_toml(int, "")
    with pytest.raises(ocop.InputError, match="line 1"):
        ocop.from_toml(ocop.Changes, "a")
