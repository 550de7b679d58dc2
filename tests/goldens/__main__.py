"""Write the goldens, or show the answers behind them: ``python -m tests.goldens [--show PREFIX…]``.

Rewrite them only where an outcome changes on purpose, and say why in the commit.
"""

from __future__ import annotations

import json
import sys

from tests.goldens.answers import answers
from tests.goldens.store import GOLDENS, digest, group


def main(argv: list[str]) -> None:
    if argv[:1] == ["--show"]:
        for key, outcome, citations in answers():
            if not argv[1:] or key.startswith(tuple(argv[1:])):
                print(json.dumps({key: [outcome, citations]}, ensure_ascii=False, indent=1))
        return
    outcomes: dict[str, dict[str, str]] = {}
    cited: dict[str, dict[str, str]] = {}
    for key, outcome, citations in answers():
        outcomes.setdefault(group(key), {})[key] = digest(outcome)
        cited.setdefault(group(key), {})[key] = digest(citations)
    for name, digests in (("outcomes", outcomes), ("citations", cited)):
        text = json.dumps(digests, indent=1) + "\n"
        (GOLDENS / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
