"""What is changed in the generator's scripts: search without diacritics, nothing from elsewhere.

Each change names how often its place stands in a script of the pinned version. Where it stands
there another number of times the build ends, since another version asks for another look.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from tools.site import mermaid
from tools.site.language import Lang

__all__ = ["mend"]

_SCRIPTS = Path("assets", "javascripts")
#: Place → how often it is there, and what takes it.
_Changes = Mapping[str, tuple[int, str]]
#: How the search reads a word, of a page and of a question alike: without marks, and đ, which no
#: mark makes, as d. So "danh gia" finds "đánh giá", and the reverse.
_WORDS: _Changes = {
    't.normalize("NFKD").toLowerCase()': (
        1,
        r't.normalize("NFKD").replace(/\p{Mn}/gu,"").toLowerCase().replace(/\u0111/g,"d")',
    )
}
#: From beside the site's own scripts; ``__md_scope`` is the root of the site, as each page sets it.
_MERMAID: _Changes = {
    '"https://unpkg.com/mermaid@12/dist/mermaid.min.js"': (
        1,
        'new URL("assets/javascripts/mermaid.min.js",__md_scope)',
    )
}
#: What the search says, which the theme does not translate.
_SAID: Mapping[Lang, _Changes] = {
    "en": {},
    "vi": {
        '"result":"results"': (1, '"kết quả":"kết quả"'),
        '"No results"': (1, '"Không có kết quả"'),
        r'"Loading search\u2026"': (1, '"Đang tải…"'),
        '"Search is unavailable. Reload the page to try again."': (
            1,
            '"Chưa tìm được. Hãy tải lại trang."',
        ),
        'placeholder:"Search"': (1, 'placeholder:"Tìm kiếm, có dấu hoặc không dấu"'),
        '"aria-label":"Search"': (2, '"aria-label":"Tìm kiếm"'),
        '"aria-label":"Search results"': (1, '"aria-label":"Kết quả tìm kiếm"'),
        '"aria-label":"Close search"': (1, '"aria-label":"Đóng"'),
        '"aria-label":"Filters"': (1, '"aria-label":"Bộ lọc"'),
        'children:"Filters"': (1, 'children:"Bộ lọc"'),
        'Intl.NumberFormat("en-US")': (1, 'Intl.NumberFormat("vi-VN")'),
    },
}


def mend(site: Path, lang: Lang) -> None:
    """Change the scripts of a built site, and put beside them what they would fetch."""
    scripts = site / _SCRIPTS
    _replace(scripts / "workers", "search.*.min.js", _WORDS)
    _replace(scripts, "bundle.*.min.js", {**_MERMAID, **_SAID[lang]})
    for path in mermaid.files():
        shutil.copyfile(path, scripts / path.name)


def _replace(folder: Path, pattern: str, changes: _Changes) -> None:
    (path,) = folder.glob(pattern)
    text = path.read_text(encoding="utf-8")
    for place, (times, by) in changes.items():
        if text.count(place) != times:
            raise SystemExit(f"{path.name} holds {place} {text.count(place)} times, not {times}")
        text = text.replace(place, by)
    path.write_text(text, encoding="utf-8")
