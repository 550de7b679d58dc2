"""The rule files that no single decision says, such as the readings and the stages."""

from __future__ import annotations

from functools import cache
from typing import Any

from ocop.data import read_data
from ocop.law.rows.file import kind_of_file
from ocop.law.tables import PACKAGE

__all__ = ["rule_file"]


@cache  # every citation in Vietnamese asks for one
def rule_file(name: str) -> Any:  # noqa: ANN401 - a table of the file's kind
    """A rule file of the library by its name, such as ``"readings"`` or ``"148/sets"``.

    Raises:
        RuleDataError: it is not what its class in :mod:`ocop.law.rows.file` says.
    """
    return read_data(PACKAGE, f"{name}.toml", kind_of_file(name.rpartition("/")[2]))
