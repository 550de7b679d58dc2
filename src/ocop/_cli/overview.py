"""The help of ``ocop`` itself: the commands by what one wants to do."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from ocop._cli.parser import Parser
from ocop.text import Label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["PURPOSES", "OverviewParser"]

#: What one wants to do → the commands for it; every command stands in one.
PURPOSES: Mapping[Label, Sequence[str]] = {
    Label("xem thử", "see it work"): ("demo",),
    Label("chấm một sản phẩm", "score a product"): ("sheet", "score", "advice", "crosswalk"),
    Label("theo hồ sơ qua các bước", "follow a product through the cycle"): (
        "application",
        "council",
        "certificate",
        "calendar",
    ),
    Label("theo dõi sản phẩm và chỉ tiêu", "keep a register and its targets"): (
        "registry",
        "due",
        "lapsing",
        "renewals",
        "plan",
        "plans",
    ),
    Label("dự báo và xét dự thảo", "look ahead, and try a draft of the rules"): (
        "forecast",
        "impact",
    ),
    Label("tra quy định", "look up the rules"): ("rules", "sets", "criteria", "diff"),
    Label("soạn và kiểm tra tệp", "write files and check them"): (
        "new",
        "schema",
        "lint",
        "check",
        "vectors",
    ),
}


class OverviewParser(Parser):
    """The parser of ``ocop``: its help lists the commands under :data:`PURPOSES`."""

    def format_help(self) -> str:
        """The help, a heading a purpose."""
        formatter = self._get_formatter()
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups)
        formatter.add_text(self.description)
        rows = {
            row.dest: row
            for action in self._actions
            if isinstance(action, argparse._SubParsersAction)  # noqa: SLF001 - no public name
            for row in action._choices_actions  # noqa: SLF001 - as above
        }
        for purpose, names in PURPOSES.items():
            _section(formatter, purpose(self.lang), [rows[name] for name in names])
        options = [action for action in self._actions if action.option_strings]
        _section(formatter, self._optionals.title, options)
        formatter.add_text(self.epilog)
        return formatter.format_help()


def _section(formatter: argparse.HelpFormatter, title: str | None, rows: Sequence[Any]) -> None:
    formatter.start_section(title)
    formatter.add_arguments(rows)
    formatter.end_section()
