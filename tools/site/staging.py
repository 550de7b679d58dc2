"""The pages of one language as the generator is to find them: a folder of Markdown."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tools.site.language import Lang, words
from tools.site.pages.catalogue import KINDS
from tools.site.sources import DOCS, ROOT, pages

__all__ = ["SITE", "stage", "staged"]

#: Where the site will be published, as files on a code host name it; to be replaced at publication.
SITE = "https://ocop.example/"
_ONLY_ENGLISH = words("This page is in English.", "Trang này chỉ có bằng tiếng Anh.")
_TO_VIETNAMESE = re.compile(r"(\]\([^)\s]*?)\.vi\.md(?=[)#])")
_TO_SITE = re.compile(rf"(\]\(){re.escape(SITE)}(?:vi/)?([^)\s#]*?)/?(?=[)#])")
_TO_FILE = re.compile(r"\]\(((?:\.\./)+examples/[^)\s]+)\)")
_EXAMPLE = re.compile(r"\]\((?:\.\./)*(examples/[^)\s]+)\)")
_UNSEARCHED = "---\nsearch:\n  exclude: true\n---\n"
_HEAD = re.compile(r"^# .*$", re.MULTILINE)


def stage(lang: Lang, folder: Path) -> None:
    """Write what the site of a language is made of into a folder that is not there yet."""
    texts = staged(lang)
    for page, text in texts.items():
        path = folder / page
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for path in DOCS.rglob("*"):
        if path.is_file() and path.suffix not in {".md", ".toml"}:
            _copy(path, folder / path.relative_to(DOCS))
    for name in sorted({name for text in texts.values() for name in _EXAMPLE.findall(text)}):
        _copy(ROOT / name, folder / name)


def _copy(path: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)


@cache
def staged(lang: Lang) -> Mapping[str, str]:
    """Every page of a language; one that is only English says so in the other."""
    sources = pages("en")
    if lang == "vi":
        sources |= pages("vi")
    texts = {page: path.read_text(encoding="utf-8") for page, path in sources.items()}
    if lang == "vi":
        for page in texts.keys() - pages("vi"):
            texts[page] = _said_english(texts[page])
    for kind in KINDS.values():
        texts |= {
            page: text if kind.searched(page) else f"{_UNSEARCHED}{text}"
            for page, text in kind.draw(lang).items()
        }
    return {page: _linked(page, text) for page, text in texts.items()}


def _said_english(text: str) -> str:
    """An English page in the Vietnamese site, with a line below its head that says so."""
    line = _ONLY_ENGLISH("vi")
    return _HEAD.sub(lambda head: f'{head[0]}\n\n!!! note ""\n    {line}', text, count=1)


def _linked(page: str, text: str) -> str:
    """A page whose links lead to pages of the folder, as those of a code host lead to files."""
    up = "../" * page.count("/")
    text = _TO_VIETNAMESE.sub(r"\1.md", text)
    text = _TO_SITE.sub(lambda link: f"{link[1]}{up}{link[2] or 'index'}.md", text)
    return _TO_FILE.sub(lambda link: f"]({link[1].removeprefix('../')})", text)
