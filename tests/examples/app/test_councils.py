"""Councils: ballots, quorum and spread, the minutes, and what the verdict does to the product."""

from __future__ import annotations

import re

import pytest

import ocop
from examples.app.store import Stale
from tests.examples.app.site import TODAY, best, on_one_line, rubric_of

RUBRIC = rubric_of()


@pytest.fixture
def product(site):
    return site.kept()


def begin(site, product, which="plain", members=""):
    return site.send(f"{product}/council", which=which, members=members, set="12")


def test_ballots_become_a_verdict_with_its_minutes_and_go_the_products_way(site, product):
    council = begin(site, product, "tay-ninh", "3")
    held = {
        "Bà Chủ tịch": best(RUBRIC),
        "Ông Hai": best(RUBRIC) | {"1.2": 1},
        "Cô Ba": best(RUBRIC),
    }
    for member, choices in held.items():
        site.vote(council, member, choices, chair="yes" if member == "Bà Chủ tịch" else "")
    verdict = ocop.verdict(
        [
            ocop.Ballot(
                member=member,
                chair=member == "Bà Chủ tịch",
                sheet=RUBRIC.sheet(
                    choices, product="Trà sen Tây Hồ", entity="HTX Một", member=member
                ),
            )
            for member, choices in held.items()
        ],
        ocop.CouncilRules.example("tay-ninh", members=3),
    )
    assert verdict.stands
    for lang in ("vi", "en"):
        shown = site.get(council, lang=lang)
        for _, lines in verdict.minutes(lang).sections[2:]:
            for line in lines:
                assert on_one_line(line) in shown
    site.post(council, {"on": str(TODAY)})
    after = ocop.from_json(ocop.Application, site.store.product(1)["application"])
    assert after.result == verdict.result
    (step,) = [step for step in after.next_steps(TODAY) if step.event != "council-evaluated"]
    assert step.label.vi in site.get(product)
    assert verdict.minutes("vi").sections[2][1][0] in site.again().get(council)


def test_what_the_regulation_asks_is_asked(site, product):
    council = begin(site, product, "tay-ninh", "3")
    assert "không có phiếu nào hợp lệ" in site.get(council)
    site.vote(council, "A", best(RUBRIC), chair="yes")
    few = dict.fromkeys(("1.1", "1.2", "1.3", "1.4", "1.6", "2.1", "2.2", "2.3"), 1)
    site.vote(council, "B", best(RUBRIC) | few)
    shown = site.get(council)
    verdict = ocop.verdict(
        [
            ocop.Ballot(member="A", sheet=RUBRIC.sheet(best(RUBRIC)), chair=True),
            ocop.Ballot(member="B", sheet=RUBRIC.sheet(best(RUBRIC) | few)),
        ],
        ocop.CouncilRules.example("tay-ninh", members=3),
    )
    assert {need.id for need in verdict.needs} == {"more-members", "second-scoring"}
    for need in verdict.needs:
        assert need.label.vi in shown
    assert "Kết luận chưa dùng được" in shown
    site.post(council, {"on": str(TODAY)}, status=409)
    assert "hội đồng đã kết luận" not in site.get(council).text.lower()


def test_a_sheet_without_every_answer_does_not_count_yet(site, product):
    council = begin(site, product)
    site.vote(council, "A", best(RUBRIC))
    site.vote(council, "B", {"1.1": 1})
    shown = site.get(council)
    assert "chưa chấm xong, chưa tính" in shown
    assert "1 phiếu hợp lệ" in shown


def test_an_invalid_ballot_says_why(site, product):
    council = begin(site, product)
    site.vote(council, "A", best(RUBRIC))
    site.vote(council, "B", {}, invalid="không ký")
    assert "không ký" in site.get(council)
    assert "2 phiếu, 1 phiếu hợp lệ" in site.get(council)


def test_a_member_twice_is_a_fault_that_can_be_mended(site, product):
    council = begin(site, product)
    site.vote(council, "A", best(RUBRIC))
    sheet = site.vote(council, "A", best(RUBRIC))
    assert "'A' đã có một phiếu" in site.get(council)
    site.answer(sheet, best(RUBRIC), member="B")
    assert "2 phiếu, 2 phiếu hợp lệ" in site.get(council)


def test_faults_of_a_council_stand_beside_their_fields(site, product):
    path = f"{product}/council"
    for field, sent in (
        ("which", {"which": "ha-noi", "members": "3", "set": "12"}),
        ("members", {"which": "tay-ninh", "members": "ba", "set": "12"}),
        ("set", {"which": "plain", "members": "", "set": "99"}),
        ("quorum", {"which": "tay-ninh", "members": "", "set": "12"}),
    ):
        refused = site.post(path, sent, status=422)
        place = rf'id="{field}">.*?</(?:p|strong)>'
        assert re.search(place, refused.source, re.DOTALL), field
        assert "số lỗi: 1" in refused
    both = site.post(path, {"which": "", "members": "", "set": ""}, status=422)
    assert "số lỗi: 2" in both
    assert not site.store.councils(1)
    council = begin(site, product)
    assert "để trống" in site.post(f"{council}/members", member=" ", status=422)
    sheet = site.vote(council, "A", best(RUBRIC))
    site.answer(sheet, {}, member="", status=422)
    assert "A" in site.get(council)


def test_what_has_concluded_is_closed(site, product):
    council = begin(site, product)
    sheet = site.vote(council, "A", best(RUBRIC))
    site.post(council, {"on": str(TODAY)})
    assert "phiếu không sửa được nữa" in site.get(sheet)
    site.answer(sheet, {"1.1": 1}, member="A", status=409)
    site.post(f"{council}/members", member="B", status=409)
    site.post(council, {"on": str(TODAY)}, status=409)
    assert "Lưu phiếu" not in site.get(sheet)


def test_a_day_on_which_no_council_evaluates_is_said(site, product):
    council = begin(site, product)
    site.vote(council, "A", best(RUBRIC))
    assert "không phải một ngày" in site.post(council, {"on": "hôm nay"}, status=422)
    assert "là trước việc gần nhất" in site.post(council, {"on": "2026-08-01"}, status=422)


def test_a_council_that_is_overtaken_keeps_nothing(site, product):
    council = begin(site, product)
    site.vote(council, "A", best(RUBRIC))
    store = site.store
    before = store.product(1)["application"]
    with pytest.raises(Stale):
        store.conclude(1, "verdict", "another", "after")
    assert store.council(1)["verdict"] is None
    assert store.product(1)["application"] == before


def test_the_set_of_the_dossier_is_proposed_to_the_council(site, product):
    assert '<option value="12" selected>' in site.get(f"{product}/council").source
    site.get("/councils/9", status=404)
