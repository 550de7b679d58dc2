"""Every kind of pages that is drawn at the build, by the name that ``navigation.toml`` uses."""

from __future__ import annotations

from collections.abc import Mapping

from tools.site.language import words
from tools.site.pages.changes import changes
from tools.site.pages.decisions import decisions
from tools.site.pages.kind import Kind
from tools.site.pages.questions import questions
from tools.site.pages.rubrics import rubric_path, rubrics
from tools.site.pages.schemas import schemas

from ocop import law

__all__ = ["KINDS"]


def _in_force(page: str) -> bool:
    """Of the rubrics the newest, and the index, which leads to those of older decisions."""
    newest = rubric_path(law.regimes()[-1].id, 1).rpartition("/")[0]
    return page.startswith(newest) or page.count("/") == 1


KINDS: Mapping[str, Kind] = {
    "decisions": Kind(words("Decisions", "Các quyết định"), decisions, below=True),
    "rubrics": Kind(words("Rubrics", "Bộ tiêu chí"), rubrics, searched=_in_force),
    "changes": Kind(
        words("From 148 to 26/2026", "Từ 148 đến 26/2026"),
        changes,
        searched="rules/changes.md".__eq__,
    ),
    "questions": Kind(words("Open legal questions", "Câu hỏi pháp lý còn để ngỏ"), questions),
    "schemas": Kind(words("Schemas of files", "Lược đồ tệp"), schemas),
}
