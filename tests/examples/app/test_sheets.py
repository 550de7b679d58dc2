"""Sheets: the set by the product's name, the form of its rubric, faults, bounds."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

import ocop
from examples.app.sheets import named_set
from tests.examples.app.site import TODAY, best, on_one_line, rubric_of


def bounds_of(page):
    return re.search(r'class="bounds".*?<li>(.*?)</li>', page.source, re.DOTALL)[1]


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Cà phê bột Mê Trang", 13),
        ("Mật ong hoa nhãn", 4),
        ("ca phe", 13),
        ("Bưởi Phúc Trạch", None),
        ("", None),
    ],
)
def test_the_set_is_that_of_the_first_words_of_a_name(name, number):
    found = named_set(ocop.regime_on(TODAY), name)
    assert (found and found.number) == number


def test_the_set_by_the_name_of_the_product_is_chosen_beforehand(site):
    product = site.idea()
    assert '<option value="12" selected>' in site.get(f"{product}/sheet").source
    assert '<option value="4" selected>' in site.get(f"{product}/sheet", name="mật ong").source
    unsure = site.get(f"{product}/sheet", name="gạch")
    assert "hãy chọn" in unsure
    assert "selected" not in unsure.source
    refused = site.post(f"{product}/sheet", {"set": ""}, 422)
    assert "fault" in re.search(r'id="set">.*?</p>', refused.source, re.DOTALL)[0]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_form_is_the_rubric(site, lang):
    sheet = site.sheet(site.idea())
    shown = site.get(sheet, lang=lang)
    form = rubric_of().to_dict(lang)
    for part in form["parts"]:
        for group in part["groups"]:
            for criterion in group["criteria"]:
                beside = fieldset(shown, criterion["no"])
                values = re.findall(r'value="(\d*)"', beside)
                zero = ["0"] if criterion["zero"] else []
                assert values == [
                    "",
                    *zero,
                    *(str(option["no"]) for option in criterion["options"]),
                ]
                for option in criterion["options"]:
                    assert on_one_line(option["label"]) in shown
                for minimum in criterion["minima"]:
                    assert f"{minimum['stars']} {'sao' if lang == 'vi' else 'stars'}" in beside
                for need in criterion["needs"]:
                    assert need["label"] in shown
    for exclusion in form["exclusions"]:
        assert f'name="exclusions" value="{exclusion["id"]}"' in shown.source


def fieldset(page, no):
    return re.search(
        rf'<fieldset id="choices\.{re.escape(no)}".*?</fieldset>', page.source, re.DOTALL
    )[0]


def test_bounds_are_shown_at_each_save(site):
    sheet, rubric, choices = site.sheet(site.idea()), rubric_of(), {}
    for no, option in best(rubric).items():
        choices[no] = option
        if len(choices) % 12 == 0 or len(choices) == len(rubric.criteria):
            page = site.answer(sheet, choices)
            draft = rubric.sheet(choices, partial=True)
            expected = ocop.score(draft).text("vi").split("\n")[0]
            if not draft.missing:
                expected = ocop.score(draft.finish()).explain("vi").reasons[0]
            assert bounds_of(page) == expected
    card = ocop.score(rubric.sheet(choices))
    for reason in card.explain("vi").reasons:
        assert reason.strip() in site.get(sheet)


def test_what_is_saved_is_shown_again_as_it_was_chosen(site):
    sheet = site.sheet(site.idea())
    saved = site.answer(sheet, {"1.1": 2, "1.4": 0}, exclusions=["forged-dossier"])
    assert 'value="2" checked' in fieldset(saved, "1.1")
    assert 'value="0" checked' in fieldset(saved, "1.4")
    assert 'value="" checked' in fieldset(saved, "1.2")
    assert 'value="forged-dossier" checked' in saved.source


def test_faults_stand_beside_their_criteria_and_nothing_is_kept(site):
    sheet = site.sheet(site.idea())
    kept = site.answer(sheet, {"1.1": 1})
    refused = site.answer(sheet, {"1.1": 2, "3.5": 9, "1.2": "x", "99": 1, "1.3": "9" * 5000}, 422)
    rubric = rubric_of()
    for no, given in (("3.5", 9), ("1.2", "x")):
        (fault,) = rubric.check({no: given}, partial=True)
        assert fault.message("vi") in fieldset(refused, no).replace("&#39;", "'")
    assert "số lỗi: 4" in refused
    assert 'href="#choices.99"' in refused.source
    assert 'value="2" checked' in fieldset(refused, "1.1")  # as it was sent
    assert bounds_of(refused) == bounds_of(kept)
    assert 'value="1" checked' in fieldset(site.get(sheet), "1.1")


def test_a_story_that_is_lost_is_a_fault_of_what_needs_it(site):
    sheet = site.sheet(site.idea())
    needing = [(c.no, n["criterion"]) for c in rubric_of().criteria for n in needs(c.no)]
    no, story = needing[0]
    refused = site.answer(sheet, {story: 1, no: 2}, 422)
    assert "fault" in fieldset(refused, no)


def needs(no):
    for part in rubric_of().to_dict("vi")["parts"]:
        for group in part["groups"]:
            for criterion in group["criteria"]:
                if criterion["no"] == no:
                    return [need for need in criterion["needs"] if need["criterion"]]
    return []


def test_a_sheet_that_somebody_else_saved_since_is_not_overwritten(site):
    sheet = site.sheet(site.idea())
    site.answer(sheet, {"1.1": 3})
    site.post(sheet, {"revision": "0", "choices.1.1": "1"}, status=409)
    site.post(sheet, {"revision": "x", "choices.1.1": "1"}, status=409)
    assert 'value="3" checked' in fieldset(site.get(sheet), "1.1")


def test_a_checklist_tells_unanswered_from_none_ticked(site):
    on = date(2019, 12, 1)  # 1048's own set 26 has checklists
    sheet = site.sheet(site.idea(on=on), 26, on)
    rubric = rubric_of(on, 26)
    no = next(criterion.no for criterion in rubric.criteria if criterion.choice == "many")
    assert "checked" not in fieldset(site.get(sheet), no)
    for sent, held in (("none", []), (["1", "2"], [1, 2]), ([], None)):
        page = site.answer(sheet, {no: sent})
        draft = json.loads(site.store.sheet(1)["draft"])
        assert draft["choices"].get(no) == held
        assert ('value="none" checked' in fieldset(page, no)) == (held == [])
    site.answer(sheet, {no: ["none", "1"]}, 422)


def test_two_sheets_of_two_regimes_stand_side_by_side(site):
    old, new = date(2021, 5, 1), TODAY
    sheets = {on: site.sheet(site.idea(on=on), 1, on) for on in (old, new)}
    for on, sheet in sheets.items():
        rubric = rubric_of(on, 1)
        site.answer(sheet, best(rubric))
        for asked_on in (old, new):  # whatever day is asked for
            page = site.again().get(sheet, on=asked_on)
            assert rubric.citation("vi") in page
            assert ocop.score(rubric.sheet(best(rubric))).explain("vi").reasons[0] in page
    kept = [json.loads(site.store.sheet(number)["draft"])["regime"] for number in (1, 2)]
    assert kept == ["781", "26"]
