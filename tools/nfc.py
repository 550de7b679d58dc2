"""Say which files are not text in Unicode NFC; exit 1 where there are any."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

wrong = [
    name
    for name in sys.argv[1:]
    if not unicodedata.is_normalized("NFC", Path(name).read_text(encoding="utf-8"))
]
print(*wrong, sep="\n", end="\n" if wrong else "")
sys.exit(bool(wrong))
