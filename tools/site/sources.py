"""Where the pages are written, and which language a file is in."""

from __future__ import annotations

from pathlib import Path

from tools.site.language import Lang

__all__ = ["DOCS", "ROOT", "language_of", "page_of", "pages", "sources"]

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
_VIETNAMESE = ".vi.md"


def language_of(path: Path) -> Lang:
    return "vi" if path.name.endswith(_VIETNAMESE) else "en"


def page_of(path: Path, docs: Path = DOCS) -> str:
    """The page that a source is of, ``guide/page.md`` in either language."""
    return path.relative_to(docs).as_posix().removesuffix(_VIETNAMESE).removesuffix(".md") + ".md"


def pages(lang: Lang, docs: Path = DOCS) -> dict[str, Path]:
    """Every page that is written in a language, with its source."""
    return {
        page_of(path, docs): path
        for path in sorted(docs.rglob("*.md"))
        if language_of(path) == lang
    }


def sources() -> list[Path]:
    """Every file in which a drawn table may stand."""
    return [*sorted(ROOT.glob("README*.md")), *sorted(DOCS.rglob("*.md"))]
