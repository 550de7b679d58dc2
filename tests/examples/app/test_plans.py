"""Plans: what is reached, what is unknown, and which figure to enter for it."""

from __future__ import annotations

import re
from datetime import date

import pytest

import ocop
from tests.examples.app.site import TODAY
from tests.examples.app.test_registry import FILE, upload

ID = "ha-tinh-2023-2025"
ON = date(2024, 6, 30)


def test_every_built_in_plan_is_a_page(site):
    listed = site.get("/plans")
    for plan in ocop.plans():
        assert plan.title.vi in listed
    shown = {plan.id: site.get(f"/plans/{plan.id}", on=plan.period.last) for plan in ocop.plans()}
    for plan in ocop.plans():
        for target in plan.targets:
            assert target.label.vi in shown[plan.id]
    site.get("/plans/nowhere", status=404)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_report_is_the_librarys(site, lang):
    upload(site, FILE)
    report = ocop.plan(ID).evaluate(ocop.Registry.from_csv(FILE).on(ON))
    shown = site.get(f"/plans/{ID}", on=ON, lang=lang)
    for row in report.explain(lang).rows:
        for key in ("target", "value", "bound", "status"):
            assert row[key] in shown


def forms(page):
    return re.findall(r'<form method="post".*?</form>', page.source, re.DOTALL)


def test_what_is_unknown_says_which_figure_to_enter(site):
    plan = ocop.plan(ID)
    report = plan.evaluate(ocop.Registry().on(ON))
    missing = {(one.table, one.id, one.place) for o in report.outcomes for one in o.missing}
    shown = site.get(f"/plans/{ID}", on=ON)
    assert len(forms(shown)) == len(missing) > 3
    for table, name, place in missing:
        assert any(
            f'value="{table}"' in form and f'value="{name}"' in form and (place or "") in form
            for form in forms(shown)
        )


def enter(site, name, value, status=200, **more):
    sent = {"kind": "indicators", "name": name, "value": value, "on": str(ON), "source": "Báo cáo"}
    return site.post(f"/plans/{ID}?on={ON}", {**sent, **more}, status)


def test_a_figure_that_is_entered_answers(site):
    before = site.get(f"/plans/{ID}", on=ON)
    enter(site, "craft-villages", "12")
    shown = enter(site, "craft-villages-with-product", "6")
    assert "(6 trên 12)" in shown
    assert "(6 trên 12)" not in before
    assert len(forms(shown)) == len(forms(before))  # two to enter less, two to take away more
    assert "12 làng nghề, 30/06/2024, Báo cáo" in shown
    assert site.again().get(f"/plans/{ID}", on=ON).text == shown.text
    replaced = enter(site, "craft-villages", "24")
    assert "(6 trên 24)" in replaced
    day_before = site.get(f"/plans/{ID}", on=date(2024, 6, 29))
    assert "(6 trên 24)" not in day_before
    removed = site.post(
        f"/plans/{ID}/figures?on={ON}",
        {"kind": "indicators", "name": "craft-villages", "on": str(ON)},
    )
    assert "(6 trên 24)" not in removed
    site.post(f"/plans/{ID}/figures", {"kind": "indicators", "name": "x"}, status=409)


def test_faults_of_a_figure_stand_in_its_form_and_nothing_is_kept(site):
    refused = enter(site, "craft-villages", "vài", status=422, source=" ")
    (form,) = [form for form in forms(refused) if 'id="sent"' in form]
    assert form.count('class="fault"') == 2
    assert 'value="vài"' in form
    assert "Số liệu đã nhập" not in site.get(f"/plans/{ID}", on=ON)
    enter(site, "nothing-such", "1", status=404)
    enter(site, "craft-villages", "1", status=404, kind="recognitions")


def test_milestones_and_lists_of_places_are_entered_too(site):
    plan = "ha-giang-2018-2020"
    site.post(
        f"/plans/{plan}",
        {
            "kind": "milestones",
            "name": "steering-system",
            "done": "yes",
            "on": str(TODAY),
            "source": "x",
        },
    )
    shown = site.get(f"/plans/{plan}")
    assert "đã xong" in shown
    lists = {"kind": "units", "name": "communes", "places": "Xã Một\n\n Xã Hai "}
    shown = site.post(f"/plans/{plan}", lists)
    assert "Danh sách đã nhập, số nơi: 2" in shown
    assert "Xã Hai" in shown
    (form,) = [form for form in forms(shown) if 'value="Xã Một"' in form and "value" in form]
    assert "programme-carried-out" in form
    assert "Danh sách đã nhập" not in site.post(
        f"/plans/{plan}/figures", {"kind": "units", "name": "communes"}
    )
