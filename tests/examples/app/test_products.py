"""A product idea, and the steps that the library offers."""

from __future__ import annotations

import re
from datetime import date

import ocop
from tests.examples.app.site import FILED, IDEA, TODAY, on_one_line


def test_an_idea_goes_its_way_by_the_steps_that_are_offered(site):
    product = site.idea()
    for event, fields in (
        ("idea-accepted", {"level": "commune"}),
        ("dossier-filed", {"product_set": "12"}),
        ("commune-assessed", {}),
    ):
        assert f"{product}/steps/{event}" in site.get(product).source
        site.step(product, event, **fields)
    application = ocop.Application(**IDEA, history=FILED)
    later = date(2027, 1, 5)
    shown = site.get(product, on=later)
    (step,) = application.next_steps(later)
    for lang, page in (("vi", shown), ("en", site.get(product, on=later, lang="en"))):
        for said in (*application.notes(later), *application.dues(later), step):
            assert on_one_line(said.label(lang)) in page
        assert application.regime(later).citation(lang) in page
        assert step.actor.label(lang) in page
    assert f"hạn {step.deadline.day:%d/%m/%Y}" in shown
    assert step.is_late(later)
    assert 'class="due late"' in shown.source
    assert "late" not in site.get(product).source
    assert f"{product}/council" in shown.source


def current(page):
    return re.search(r'aria-current="step">([^<]*)<', page.source)[1]


def test_the_stage_that_it_is_in_is_marked(site):
    product = site.idea()
    assert current(site.get(product)) == ocop.cycle.Stage.IDEAS.label.vi
    site.step(product, "idea-accepted", level="commune")
    assert current(site.get(product)) == ocop.cycle.Stage.REGISTRATION.label.vi


def test_a_step_that_the_rules_do_not_allow_is_refused_and_changes_nothing(site):
    product = site.idea()
    before = site.store.product(1)["application"]
    sent = {"history": "1", "on": str(TODAY), "level": "province", "stars": "4"}
    assert "bước này không có việc ấy" in site.post(f"{product}/steps/recognised", sent, 422)
    assert site.store.product(1)["application"] == before


def test_every_fault_of_a_step_stands_beside_its_field(site):
    product = site.idea()
    sent = {"history": "1", "on": "31/02/2026", "level": "galaxy"}
    refused = site.post(f"{product}/steps/idea-accepted", sent, 422)
    assert "số lỗi: 2" in refused
    for field in ("on", "level"):
        beside = re.search(rf'id="{field}">.*?</p>', refused.source, re.DOTALL)[0]
        assert "fault" in beside
    assert 'value="31/02/2026"' in refused.source


def test_a_step_sent_twice_is_taken_once(site):
    product = site.idea()
    sent = {"history": "1", "on": str(TODAY), "level": "commune"}
    site.send(f"{product}/steps/idea-accepted", sent)
    again = site.post(f"{product}/steps/idea-accepted", sent, status=409)
    assert "Người khác đã lưu trước" in again


def test_faults_of_an_idea_stand_beside_their_fields(site):
    sent = {"product": " ", "entity_kind": "tập đoàn", "on": str(TODAY)}
    refused = site.post("/products", sent, 422)
    for field in ("product", "entity_kind"):
        assert "fault" in re.search(rf'id="{field}">.*?</p>', refused.source, re.DOTALL)[0]
    assert "Chưa có sản phẩm nào" in site.get("/")


def test_a_day_that_is_none_is_a_fault_of_the_idea(site):
    refused = site.post("/products", {**IDEA, "on": "2026-02-30"}, 422)
    assert "'2026-02-30' không có trong lịch" in refused
    assert 'value="Trà sen Tây Hồ"' in refused.source


def test_what_is_not_there_is_said_to_be_missing(site):
    product = site.idea()
    for path in ("/products/99", "/sheets/99", "/products/99/sheet", "/nowhere", "/products/x"):
        assert "Không có trang này" in site.get(path, 404)
    assert "flown" in site.get(f"{product}/steps/flown", 404)
    site.get(f"{product}/steps/council-evaluated", 404)


def test_whose_act_a_step_is_stands_in_its_form(site):
    offered = site.get(f"{site.kept(FILED[:1])}/steps/idea-accepted")
    assert '<option value="commune" selected>' in offered.source


def test_papers_go_with_a_filing(site):
    product = site.kept(FILED[:2])
    bare = site.get(f"{product}/steps/dossier-filed")
    assert "Giấy tờ kèm theo" not in bare  # which they are hangs on the set
    site.sheet(product, 12)
    application = ocop.Application(**IDEA, history=FILED[:2])
    shown = site.get(f"{product}/steps/dossier-filed")
    assert '<option value="12" selected>' in shown.source
    for document in application.required_documents(TODAY, event="dossier-filed", product_set=12):
        assert document.label.vi in shown


def test_a_set_that_the_rules_of_the_day_number_otherwise_is_not_proposed(site):
    old = date(2019, 12, 1)
    product = site.idea(on=old)
    site.sheet(product, 4, old)
    assert "selected" not in site.get(f"{product}/council", on=TODAY).source


def test_a_restart_keeps_what_was_kept(site):
    product = site.idea(code="01-1", commune="Phường Tây Hồ")
    site.step(product, "idea-accepted", level="commune")
    assert site.again().get(product).text == site.get(product).text
    assert IDEA["product"] in site.again().get("/")
