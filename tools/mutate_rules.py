"""Shift every rule by one and see which shifts the built-in checks notice.

Run ``python tools/mutate_rules.py``. A shift is a change of the law, laid over it as a correction
is: a band one point lower or higher, a term of one month less or more, a window, a notice or a
deadline of one day, a star minimum that asks for another star or is dropped, an exclusion that is
gone, another reading, a target with another bound. ``--kind band`` takes the rules of one kind
alone; those of ``option`` and ``target`` are shifted only where they are named.

It prints the rate of each kind and the shifts that no case notices. It exits 1 where a kind is
below its goal: every shift of the tables of a decision, of exclusions and of readings is to be
noticed, and 95 % of those of minima.
"""

from __future__ import annotations

import argparse
import sys
import time

from ocop.checks.builtin import builtin_files
from ocop.checks.coverage.decide import coverage_of
from ocop.checks.coverage.element import KINDS
from ocop.checks.coverage.every import every_element
from ocop.checks.runner import run_files

#: Kind → per cent of its shifts that are to be noticed.
GOALS = {kind: 100 for kind in KINDS if kind not in {"option", "target"}} | {"minimum": 95}


def main() -> int:
    """Try every shift, print what no case notices and the rates; 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kind", choices=tuple(KINDS), action="append", help="only this kind")
    named = parser.parse_args().kind or ()
    began = time.monotonic()
    elements = [one for one in every_element() if one.kind in (named or GOALS)]
    report = run_files(builtin_files())
    if not report.ok:
        print("the built-in checks do not hold: see `ocop check --builtin`")
        return 1
    shifts: dict[str, list[bool]] = {}
    for one in coverage_of(report.results, elements).decisions:
        kind = one.element.kind
        left = [shift for shift, result in one.by if result is None]
        shifts.setdefault(kind, []).extend(result is not None for _, result in one.by)
        if left:
            print(f"unnoticed: {one.element.id}: {one.element.otherwise(left, 'en')}")
    missed = []
    for kind, noticed in shifts.items():
        rate = 100 * sum(noticed) / len(noticed)
        print(f"{kind:<11} {sum(noticed):>6} of {len(noticed):>6} shifts noticed ({rate:.1f} %)")
        missed += [kind] if rate < GOALS.get(kind, 0) else []
    print(f"{len(report.results)} cases, {time.monotonic() - began:.0f} s")
    print(f"below their goals: {', '.join(missed)}" if missed else "every goal is reached")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
