"""The lists of the issue form for a wrong cell, from the rules: ``python -m tools.forms``."""

from __future__ import annotations

from pathlib import Path

import ocop
from ocop import law

__all__ = ["FORM", "decisions", "drawn", "sets"]

ROOT = Path(__file__).parents[1]
FORM = ROOT / ".github" / "ISSUE_TEMPLATE" / "cell.yml"
_DECISIONS, _SETS = "# decisions", "# sets"
_INDENT = " " * 8


def decisions() -> list[str]:
    """The decisions that have tables of criteria, newest first."""
    newest_first = reversed(ocop.regimes())
    return [regime.decisions[0].number for regime in newest_first]


def sets() -> list[str]:
    """Every product set of every numbering, newest first, with the decisions that number so."""
    by_numbering: dict[str, list[str]] = {}
    for regime in reversed(ocop.regimes()):
        by_numbering.setdefault(regime.numbering, []).append(
            regime.decisions[0].number.split("/")[0]
        )
    return [
        f"{', '.join(numbers)}: {one.number}. {one.label.vi} / {one.label.en}"
        for numbering, numbers in by_numbering.items()
        for one in law.product_sets(numbering)
    ]


def drawn(text: str) -> str:
    """The form with its lists as the rules have them now."""
    for mark, items in ((_DECISIONS, decisions()), (_SETS, sets())):
        before, _, rest = text.partition(f"{_INDENT}{mark}\n")
        _, _, after = rest.partition(f"{_INDENT}{mark}, end\n")
        lines = "".join(f'{_INDENT}- "{item}"\n' for item in items)
        text = f"{before}{_INDENT}{mark}\n{lines}{_INDENT}{mark}, end\n{after}"
    return text


if __name__ == "__main__":
    FORM.write_text(drawn(FORM.read_text(encoding="utf-8")), encoding="utf-8")
