"""The same rules over tables: frames of whatever engine the caller has.

Every function takes a frame of polars, pandas, pyarrow, duckdb, ibis, dask, pyspark or another that
narwhals reads, and hands one of the same kind back, lazy where it was lazy. It needs the extra
``ocop[frames]``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ocop._face import lazily

if TYPE_CHECKING:
    from ocop.frames.ballots import verdicts
    from ocop.frames.certified import certificates
    from ocop.frames.crosswalked import crosswalk
    from ocop.frames.impacted import impact
    from ocop.frames.registered import registry
    from ocop.frames.scored import Scored, score
    from ocop.frames.stood import standings

#: Public name → the module that defines it, as the imports above say it to type checkers.
_MODULES = {
    "Scored": "ocop.frames.scored",
    "certificates": "ocop.frames.certified",
    "crosswalk": "ocop.frames.crosswalked",
    "impact": "ocop.frames.impacted",
    "registry": "ocop.frames.registered",
    "score": "ocop.frames.scored",
    "standings": "ocop.frames.stood",
    "verdicts": "ocop.frames.ballots",
}

__all__ = [
    "Scored",
    "certificates",
    "crosswalk",
    "impact",
    "registry",
    "score",
    "standings",
    "verdicts",
]

if not TYPE_CHECKING:  # else a misspelt name would pass every checker
    __getattr__ = lazily(__name__, _MODULES)


def __dir__() -> list[str]:
    return sorted(__all__)
