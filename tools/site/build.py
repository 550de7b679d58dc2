"""The build: stage each language, run the generator strictly, put the two sites into one folder."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tools.site.assets import mend
from tools.site.language import LANGUAGES, Lang, words
from tools.site.links import dead_links, pages_of
from tools.site.navigation import navigation
from tools.site.sources import ROOT
from tools.site.staging import SITE, stage

__all__ = ["build", "settings", "toml"]

_HERE = Path(__file__).parent
_SETTINGS = "zensical.toml"
#: Of each language: where it lies below the site, and how its pages name the root of the other.
_PLACES: Mapping[Lang, tuple[str, Lang, str]] = {"en": ("", "vi", "vi/"), "vi": ("vi", "en", "../")}
_ABOUT = words(
    "The rules of Vietnam's OCOP programme as code",
    "Quy định của Chương trình OCOP (Mỗi xã một sản phẩm) viết thành mã",
)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_NAMES: Mapping[Lang, str] = {"en": "English", "vi": "Tiếng Việt"}


def build(output: Path) -> None:
    """Build the site of both languages into a folder, whose former content goes.

    Raises:
        SystemExit: the generator found a fault and says which, or a link is dead.
    """
    output = output.resolve()
    _clear(output)
    with tempfile.TemporaryDirectory() as place, ThreadPoolExecutor() as pool:
        # the generator is a process of its own; what it reads is drawn one language after the other
        sites = [
            pool.submit(_put, output, lang, _staged(lang, Path(place, lang))) for lang in LANGUAGES
        ]
        for site in sites:
            site.result()
    dead = [f"{path.relative_to(output)}: {link}" for path, link in dead_links(pages_of(output))]
    if dead:
        raise SystemExit("\n".join(["links that lead nowhere:", *dead]))


def _put(output: Path, lang: Lang, folder: Path) -> None:
    built = _built(lang, folder)
    mend(built, lang)
    shutil.copytree(built, output / _PLACES[lang][0], dirs_exist_ok=True)


def _clear(output: Path) -> None:
    if output.exists() and any(output.iterdir()):
        if not (output / "sitemap.xml").exists():
            raise SystemExit(f"{output} holds something that is no built site")
        shutil.rmtree(output)


def _staged(lang: Lang, folder: Path) -> Path:
    """The folder, with all that the generator reads."""
    stage(lang, folder / "docs")
    (folder / _SETTINGS).write_text(toml(settings(lang)), encoding="utf-8")
    shutil.copytree(_HERE / "theme", folder / "theme")
    return folder


def _built(lang: Lang, folder: Path) -> Path:
    config = folder / _SETTINGS
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--clean", "-f", str(config)]
    run = subprocess.run(
        command, cwd=folder, env=_environment(), capture_output=True, text=True, check=False
    )
    if run.returncode:
        report = _COLOUR.sub("", run.stdout + run.stderr).partition("Traceback")[0]
        raise SystemExit(f"the site in {_NAMES[lang]}:\n{report}")
    return folder / "site"


def _environment() -> dict[str, str]:
    """With the extensions of Markdown that stand here, and the library from its sources."""
    path = [str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, path))}


def settings(lang: Lang) -> dict[str, Any]:
    """What the generator is told for a language."""
    below, other, to_other = _PLACES[lang]
    project = tomllib.loads((_HERE / _SETTINGS).read_text(encoding="utf-8"))["project"]
    project["site_url"] = f"{SITE}{below}/" if below else SITE
    project["site_description"] = _ABOUT(lang)
    project["nav"] = navigation(lang)
    project["extra_css"] = ["assets/site.css"]
    project["theme"] |= {"language": lang, "custom_dir": "theme"}
    project["extra"] = {"alternate": [{"name": _NAMES[other], "link": to_other, "lang": other}]}
    project["plugins"]["mkdocstrings"]["handlers"]["python"]["paths"] = [str(ROOT / "src")]
    return {"project": project}


def toml(table: Mapping[str, Any]) -> str:
    """A table as TOML, a key a line."""
    return "".join(
        f"{json.dumps(key, ensure_ascii=False)} = {_inline(value)}\n"
        for key, value in table.items()
    )


def _inline(value: object) -> str:
    if isinstance(value, Mapping):
        return (
            "{"
            + ", ".join(
                f"{json.dumps(key, ensure_ascii=False)} = {_inline(one)}"
                for key, one in value.items()
            )
            + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
