"""A product idea, and the steps that the library offers."""

from __future__ import annotations

import re
from datetime import date

import ocop
from examples.app.store import Store
from tests.examples.app.site import IDEA, TODAY


def test_an_idea_goes_its_way_by_the_steps_that_are_offered(site):
    product = site.idea()
    assert "Việc có thể làm tiếp" in site.get(product)
    for event, fields in (
        ("idea-accepted", {"level": "commune"}),
        ("dossier-filed", {"product_set": "12"}),
        ("commune-assessed", {}),
    ):
        shown = site.get(product)
        assert f"{product}/steps/{event}" in shown.source
        site.step(product, event, **fields)
    application = ocop.Application(
        product=IDEA["product"], entity=IDEA["entity"], entity_kind="cooperative"
    ).apply_all(
        [
            ocop.cycle.IdeaSubmitted(on=TODAY),
            ocop.cycle.IdeaAccepted(on=TODAY, level="commune"),
            ocop.cycle.DossierFiled(on=TODAY, product_set=12),
            ocop.cycle.CommuneAssessed(on=TODAY),
        ]
    )
    later = date(2027, 1, 5)
    shown = site.get(product, on=later)
    for lang in ("vi", "en"):
        for line in application.summary(lang, on=later):
            assert " ".join(line.split()) in site.get(product, on=later, lang=lang).text
    (step,) = application.next_steps(later)
    assert f"hạn {step.deadline.day:%d/%m/%Y}" in shown
    assert ("late" in shown.source) == step.is_late(later)
    assert f"{product}/council" in shown.source


def test_the_stage_that_it_is_in_is_marked(site):
    product = site.idea()
    current = re.search(r'aria-current="step">([^<]*)<', site.get(product).source)[1]
    assert current == ocop.cycle.Stage.IDEAS.label.vi
    site.step(product, "idea-accepted", level="commune")
    current = re.search(r'aria-current="step">([^<]*)<', site.get(product).source)[1]
    assert current == ocop.cycle.Stage.REGISTRATION.label.vi


def test_a_step_that_the_rules_do_not_allow_is_refused_and_changes_nothing(site):
    product = site.idea()
    before = site.get(product).text
    refused = site.post(
        f"{product}/steps/recognised",
        {"history": "1", "on": str(TODAY), "level": "province", "stars": "4"},
        status=422,
    )
    assert "bước này không có việc ấy" in refused
    assert site.get(product).text == before


def test_every_fault_of_a_step_stands_beside_its_field(site):
    product = site.idea()
    refused = site.post(
        f"{product}/steps/idea-accepted",
        {"history": "1", "on": "31/02/2026", "level": "galaxy"},
        status=422,
    )
    assert "số lỗi: 2" in refused
    for field in ("on", "level"):
        beside = re.search(rf'id="{field}">.*?</p>', refused.source, re.DOTALL)[0]
        assert "fault" in beside
    assert 'value="31/02/2026"' in refused.source


def test_a_step_sent_twice_is_taken_once(site):
    product = site.idea()
    sent = {"history": "1", "on": str(TODAY), "level": "commune"}
    site.post(f"{product}/steps/idea-accepted", sent)
    again = site.post(f"{product}/steps/idea-accepted", sent, status=409)
    assert "Người khác đã lưu trước" in again


def test_faults_of_an_idea_stand_beside_their_fields(site):
    refused = site.post(
        "/products", {"product": " ", "entity_kind": "tập đoàn", "on": str(TODAY)}, status=422
    )
    for field in ("product", "entity_kind"):
        assert "fault" in re.search(rf'id="{field}">.*?</p>', refused.source, re.DOTALL)[0]
    assert "Chưa có sản phẩm nào" in site.get("/")


def test_a_day_that_is_none_is_a_fault_of_the_idea(site):
    refused = site.post("/products", {**IDEA, "on": "2026-02-30"}, status=422)
    assert "'2026-02-30' không có trong lịch" in refused
    assert 'value="Trà sen Tây Hồ"' in refused.source


def test_what_is_not_there_is_said_to_be_missing(site):
    product = site.idea()
    for path in ("/products/99", "/sheets/99", "/products/99/sheet", "/nowhere", "/products/x"):
        assert "Không có trang này" in site.get(path, status=404)
    assert "flown" in site.get(f"{product}/steps/flown", status=404)
    site.get(f"{product}/steps/council-evaluated", status=404)


def test_papers_go_with_a_filing(site):
    product = site.idea()
    site.step(product, "idea-accepted", level="commune")
    bare = site.get(f"{product}/steps/dossier-filed")
    assert "Giấy tờ kèm theo" not in bare  # which they are hangs on the set
    site.sheet(product, 12)
    application = ocop.from_json(ocop.Application, Store(site.path).product(1)["application"])
    shown = site.get(f"{product}/steps/dossier-filed")
    assert '<option value="12" selected>' in shown.source
    for document in application.required_documents(TODAY, event="dossier-filed", product_set=12):
        assert document.label.vi in shown


def test_a_restart_keeps_what_was_kept(site):
    product = site.idea(code="01-1", commune="Phường Tây Hồ")
    site.step(product, "idea-accepted", level="commune")
    assert site.again().get(product).text == site.get(product).text
    assert IDEA["product"] in site.again().get("/")
