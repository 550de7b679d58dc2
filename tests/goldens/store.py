"""The goldens on disk: a digest of every answer, in a group a table or regime."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

GOLDENS = Path(__file__).parent


def digest(answer: Any) -> str:
    """Sixteen digits that stand for an answer."""
    text = json.dumps(answer, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def group(key: str) -> str:
    """The first two steps of a key: what its digests are stored under."""
    return "/".join(key.split("/")[:2])


def stored(name: str) -> dict[str, dict[str, str]]:
    """Group → key → digest, as written."""
    found: dict[str, dict[str, str]] = json.loads((GOLDENS / f"{name}.json").read_text("utf-8"))
    return found
