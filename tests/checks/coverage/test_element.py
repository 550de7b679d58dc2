"""Elements: what each is called, in both languages, and what it could be."""

from __future__ import annotations

import pytest

from ocop.checks.coverage.element import Element, Shift
from ocop.checks.coverage.law_elements import law_elements
from ocop.checks.coverage.other_elements import reading_elements, target_elements
from ocop.checks.coverage.rubric_elements import rubric_elements
from ocop.law.reading import default_readings
from ocop.law.rules import default_rules
from ocop.targets.plan.shipped import plan

RULES = default_rules()
ELEMENTS = {
    element.id: element
    for element in (
        *law_elements(RULES.regime("26")),
        *rubric_elements(RULES.regime("26").rubric(1)),
        *rubric_elements(RULES.regime("148").rubric(26)),
        *reading_elements(default_readings()),
        *target_elements(plan("ha-tinh-2023-2025")),
    )
}


@pytest.mark.parametrize(
    ("id_", "vi", "en", "cited"),
    [
        (
            "26/bands/4/from",
            "Hạng sao, 4 sao, từ: 70 → 69; 71",
            "Ranks, 4 stars, from: 70 → 69; 71",
            "26/2026/QĐ-TTg, Điều 3 khoản 3",
        ),
        (
            "26/1/criteria/1.5/3/star",
            "Bộ 1, tiêu chí 1.5, mức 3, mức tối thiểu theo sao: 4 → không còn; 3",
            "set 1, criterion 1.5, level 3, star minimum: 4 → no more; 3",
            "26/2026/QĐ-TTg, Phụ lục II, Bộ 1, tiêu chí 1.5",
        ),
        (
            "26/1/exclusions/forged-dossier",
            "Bộ 1, điều loại trừ, forged-dossier: Giả mạo hồ sơ → không còn",
            "set 1, exclusion, forged-dossier: The dossier is forged → no more",
            "26/2026/QĐ-TTg, Phụ lục II, Bộ 1",
        ),
        (
            "reading/rest_day/stays",
            (
                "Hạn cuối rơi vào ngày nghỉ: Giữ nguyên, ghi rõ đó là ngày nghỉ (rest_day = stays)"
                " → Chuyển sang ngày làm việc kế tiếp (Bộ luật Dân sự 2015, Điều 148.5) "
                "(rest_day = moves)"
            ),
            (
                "A deadline that falls on a rest day: Stays, and the day says that it is a rest "
                "day (rest_day = stays) → Moves to the next working day (Civil Code 2015, "
                "Art. 148.5) (rest_day = moves)"
            ),
            "26/2026/QĐ-TTg",
        ),
    ],
)
def test_what_an_element_says(id_, vi, en, cited):
    element = ELEMENTS[id_]
    assert element.otherwise(element.shifts, "vi") == vi
    assert element.otherwise(element.shifts, "en") == en
    assert str(element) == en.rpartition(" → ")[0]
    assert element.citation("vi") == cited


def test_a_target_says_its_plan_its_words_and_its_bound():
    targets = [element for element in ELEMENTS.values() if element.kind == "target"]
    words = {element.place[1:]: element for element in targets}
    least = words["four-stars", "at_least"]
    assert least.otherwise(least.shifts[:1], "vi") == (
        f"ha-tinh-2023-2025, {least.name.vi}, ít nhất: 20 % → 19 %"
    )
    by = words["four-stars", "by"]
    assert by.otherwise(by.shifts, "en").endswith(", by: 2025-12-31 → 2025-12-30; 2026-01-01")


def test_every_element_has_an_id_of_its_own_and_words_in_both_languages():
    assert len(ELEMENTS) == len(set(ELEMENTS.values()))
    for element in ELEMENTS.values():
        for lang in ("vi", "en"):
            assert element.otherwise(element.shifts, lang).isprintable()


def test_two_elements_are_equal_where_place_and_value_are():
    def element(value, *shifts):
        return Element(
            kind="band", regime="26", place=("bands", "4", "from"), value=value, shifts=shifts
        )

    assert element(70) == element(70, Shift(after=71))
    assert element(70) != element(71)
    assert element(70).criterion is None
    assert ELEMENTS["26/1/criteria/1.5/3/star"].criterion == "1.5"
