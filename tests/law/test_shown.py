from __future__ import annotations

from datetime import date

import ocop
from ocop.law.changes.changes import Changes
from ocop.law.rules import Rules

NAME = ocop.regime("26").rubric(1).criterion("1.1").label.vi
DRAFT = Changes.from_dict(
    {
        "id": "nhap",
        "kind": "proposal",
        "title": {"vi": "Dự thảo", "en": "Draft"},
        "amends": "26",
        "from": date(2027, 1, 1),
        "reference": "Tờ trình",
        "bands": {"4": 75},
        "criteria": [
            {"sets": [1, 2], "no": "1.3", "option": 3, "star": "none"},
            {"sets": [1], "no": "1.2", "after": 0, "points": 0, "vi": "Không rõ", "en": "Unclear"},
            {"sets": [1], "no": "1.1", "vi": "Tên mới", "en": "New name", "was": {"vi": NAME}},
        ],
    }
)


def test_changes_are_said_in_words():
    rows = [row.cells for row in DRAFT.table("vi").rows]
    assert rows[0] == ("Hạng sao", "4 sao 75")
    assert rows[1] == (
        "Tiêu chí",
        "bộ (1, 2), số 1.3, mức 3, mức tối thiểu theo sao không",
    )
    assert rows[2][1].endswith("điểm 0, “Không rõ”")
    assert rows[3][1] == f"bộ (1), số 1.1, đang là (“{NAME}”), “Tên mới”"
    assert [row["text"] for row in DRAFT.to_records("vi")] == [cells[1] for cells in rows]


def test_rules_are_a_row_for_every_value_that_differs():
    rules = Rules(changes=(DRAFT,)).read(star_minima="own")
    table = rules.table("en")
    assert table.facts == (("Laid over the law", "Draft"),)
    assert [row.cells[0] for row in table.rows] == [one("en") for one in rules.differences]
    assert any("star_minima = own" in note for note in table.notes)
    assert Rules().table("en").facts == (("Laid over the law", "The law as it stands"),)
