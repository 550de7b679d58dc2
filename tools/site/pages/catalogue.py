"""Every kind of pages that is drawn at the build, by the name that ``navigation.toml`` uses."""

from __future__ import annotations

from collections.abc import Mapping

from tools.site.language import words
from tools.site.pages.changes import changes
from tools.site.pages.decisions import decisions
from tools.site.pages.kind import Kind
from tools.site.pages.questions import questions
from tools.site.pages.rubrics import rubrics
from tools.site.pages.schemas import schemas

__all__ = ["KINDS"]

KINDS: Mapping[str, Kind] = {
    "decisions": Kind(words("Decisions", "Các quyết định"), decisions, below=True),
    "rubrics": Kind(words("Rubrics", "Bộ tiêu chí"), rubrics),
    "changes": Kind(words("From 148 to 26/2026", "Từ 148 đến 26/2026"), changes),
    "questions": Kind(words("Open legal questions", "Câu hỏi pháp lý còn để ngỏ"), questions),
    "schemas": Kind(words("Schemas of files", "Lược đồ tệp"), schemas),
}
