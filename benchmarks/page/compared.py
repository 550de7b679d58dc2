"""A run beside the one before it on the same kind of machine."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from benchmarks.promise import Promise
from benchmarks.run import Run

#: A ratio that is this many times as bad as it was is slower; less is noise between two runs.
WORSE = 1.25


@attrs.frozen
class Change:
    """One ratio, then and now.

    Attributes:
        before: As the earlier run had it.
        now: As the later run has it.
    """

    before: Promise
    now: Promise

    @property
    def worse(self) -> float:
        """How many times as bad it is as it was; below 1 it is better."""
        if self.now.least is not None or self.before.least is not None:
            return self.before.value / self.now.value
        return self.now.value / self.before.value


def before(run: Run, runs: Sequence[Run]) -> Run | None:
    """The last run on the same kind of machine that is older, if there is one."""
    older = [one for one in runs if one.machine == run.machine and one.file_name < run.file_name]
    return max(older, key=lambda one: one.file_name, default=None)


def changes(earlier: Run, later: Run) -> list[Change]:
    """Every ratio that both measured, the worst first."""
    known = {(one.name, one.beside): one for one in earlier.all_promises()}
    both = [
        Change(known[key], one)
        for one in later.all_promises()
        if (key := (one.name, one.beside)) in known
    ]
    return sorted(both, key=lambda change: -change.worse)


def slower(earlier: Run, later: Run) -> list[Change]:
    """The ratios that are clearly worse."""
    return [change for change in changes(earlier, later) if change.worse > WORSE]
