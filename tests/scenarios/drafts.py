"""Drafts of changes, and sheets to hold them to."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

import ocop
from ocop.testing.strategies.scoring import sheets

#: What a draft says of itself.
HEAD = {
    "id": "nhap",
    "kind": "proposal",
    "title": {"vi": "Dự thảo", "en": "Draft"},
    "amends": "26",
    "from": date(2027, 1, 1),
    "reference": "Tờ trình",
}
#: A rank, points, a level that goes and one that comes, and a minimum.
TABLES = {
    "bands": {"4": 75},
    "certificates": {"months": 48},
    "criteria": [
        {"sets": [1], "no": "1.1", "option": 2, "points": "none"},
        {"sets": [1], "no": "1.2", "after": 0, "points": 0, "vi": "Không rõ", "en": "Unclear"},
        {"id": "intellectual-property", "option": 2, "star": "none", "was": {"star": 4}},
        {"id": "intellectual-property", "option": 3, "star": 4, "was": {"points": 3}},
        {"sets": [1, 2], "no": "1.3", "option": 1, "points": 0},
    ],
}
LAW = ocop.Rules()


def draft(**tables):
    """A proposal that says these tables; keys of its head too."""
    return ocop.Changes.from_dict({**HEAD, **tables})


def amended(**tables):
    """The law with such a proposal."""
    return LAW.amended(draft(**tables))


DRAFT = amended(**TABLES)


def sheets_of(regime="26", sets=(1, 2, 26), **more):
    """Sheets of some sets of a regime."""
    rubrics = [ocop.regime(regime).rubric(number) for number in sets]
    return st.sampled_from(rubrics).flatmap(lambda rubric: sheets(rubric, **more))


def highest(rubric, **choices):
    """Every highest level but where it is said otherwise; no ticks but all of a checklist."""
    top = {
        one.no: list(range(1, len(one.options) + 1)) if one.choice == "many" else len(one.options)
        for one in rubric.criteria
    }
    return {**top, **choices}
