"""Every kind of pages that is drawn at the build, by the name that ``navigation.toml`` uses."""

from __future__ import annotations

from collections.abc import Mapping

from tools.site.language import words
from tools.site.pages.kind import Kind
from tools.site.pages.schemas import schemas

__all__ = ["KINDS"]

KINDS: Mapping[str, Kind] = {
    "schemas": Kind(words("Schemas of files", "Lược đồ tệp"), schemas),
}
