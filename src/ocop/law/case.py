"""Cases: what a dossier asks for, a first recognition or another.

Reference: 26/2026/QĐ-TTg, Art. 12.2.
"""

from __future__ import annotations

from typing import Literal, get_args

__all__ = ["CASES", "Case"]

Case = Literal["first", "upgrade", "re-evaluation"]
CASES: tuple[str, ...] = get_args(Case)
