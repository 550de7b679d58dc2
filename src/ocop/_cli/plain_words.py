"""The words of a plain ``ocop score``, read without the parser of the command line.

Plain are files one behind the other, and options that need no look at what they say. All else, and
all that is wrong, is left to the parser: it takes a tenth of the time of a score. What is read here
is what it reads, which a test holds over words of all kinds.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["plain_words"]

#: Option that says nothing more → what it is called.
_SWITCHES = {"--json": "json", "--explain": "explain", "--partial": "partial"}
_LANGUAGES = ("vi", "en")


def plain_words(words: Sequence[str]) -> Any:  # noqa: ANN401 - as argparse gives it
    """What the words of a plain ``ocop score`` ask for; None where they are another command's."""
    if words[:1] != ["score"]:
        return None
    given: dict[str, Any] = {}
    runs: list[list[str]] = [[]]
    rest = iter(words[1:])
    for word in rest:
        if word == "-" or not word.startswith("-"):
            runs[-1].append(word)
            continue
        runs.append([])
        if word in _SWITCHES:
            given[_SWITCHES[word]] = True
        elif word == "--lang":
            given["lang"] = next(rest, None)
        else:
            given["lang"] = word.removeprefix("--lang=")
        if given.get("lang", "vi") not in _LANGUAGES:
            return None
    files = [run for run in runs if run]
    return _asked(files[0], given) if len(files) == 1 else None


def _asked(files: list[str], given: dict[str, Any]) -> SimpleNamespace:
    from ocop._cli.score import score_files  # noqa: PLC0415 - only for this command

    defaults: dict[str, Any] = {
        **dict.fromkeys(_SWITCHES.values(), False),
        **dict.fromkeys(("lang", "on", "regime", "which", "columns", "long", "output")),
        "jobs": "1",
        "reading": [],
        "changes": [],
        "force": False,
        "run": score_files,
        "lines": False,
        "table": True,
        "streams": True,
    }
    return SimpleNamespace(**{**defaults, "files": files, **given})
