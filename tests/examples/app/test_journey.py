"""One way through the application in a real browser: from an idea to a certificate and a plan."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.examples.app.site import TODAY, best, rubric_of
from tests.examples.app.test_registry import FILE

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
#: Milliseconds before a page is given up: a busy machine is no fault.
PATIENCE = 300_000
CHOICES = best(rubric_of()) | {"1.5": 3}
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The address of the application, started as its README says, on a port that was free."""
    database = tmp_path_factory.mktemp("journey") / "ocop.sqlite3"
    command = [sys.executable, "-m", "examples.app", "--port", "0", "--database", str(database)]
    with subprocess.Popen(  # noqa: S603 - its own command
        command, cwd=ROOT, stderr=subprocess.PIPE, text=True, env={**os.environ, "NO_COLOR": "1"}
    ) as server:
        lines = []
        for line in server.stderr:
            lines.append(line)
            if "running on" in line:
                break
        else:
            pytest.fail("".join(lines))
        yield line.split("running on ")[1].split()[0]
        server.terminate()


@pytest.fixture
def visitor(browser, address):
    """A tab without JavaScript of its own, whose console and failed requests are kept."""
    context = browser.new_context(base_url=address, viewport=DESK, locale="vi-VN")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.troubles = []
    page.on("console", lambda message: page.troubles.append(message.text))
    page.on("pageerror", lambda error: page.troubles.append(str(error)))
    page.on("requestfailed", lambda request: failed(page, request))
    page.on("request", lambda request: elsewhere(page, request.url, address))
    yield page
    context.close()


def failed(page, request):
    if request.failure != "net::ERR_ABORTED":  # the page was left before it was whole
        page.troubles.append(f"{request.url}: {request.failure}")


def elsewhere(page, url, address):
    if not url.startswith((address, "data:")):
        page.troubles.append(f"loaded from elsewhere: {url}")


def looked_at(page, name):
    """Hold a page to the width of a phone and of a desk; keep what it looks like where asked to."""
    pictures = os.environ.get("OCOP_PICTURES")
    for viewport, kind in ((PHONE, "phone"), (DESK, "desk")):
        page.set_viewport_size(viewport)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= viewport["width"], f"{name} is {width} wide on a {kind}"
        if pictures:
            page.screenshot(path=f"{pictures}/{name}-{kind}.png", full_page=True)


def take(page, link, **fields):
    """A step that is offered: its link, its form, what is filled in."""
    page.get_by_role("link", name=link).first.click()
    for field, value in fields.items():
        element = page.locator(f"main [name='{field}']")
        if element.evaluate("one => one.tagName") == "SELECT":
            element.select_option(value)
        else:
            element.fill(value)
    with page.expect_navigation():
        page.locator("main button.do").first.click()


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def score(page, choices):
    """Choices made and saved: the first by hand, the others at once."""
    chosen = [f"[name='choices.{no}'][value='{option}']" for no, option in choices.items()]
    for option in chosen[:2]:
        page.locator(option).check()
    page.evaluate(
        "chosen => chosen.forEach(one => document.querySelector(one).checked = true)", chosen[2:]
    )
    press(page, "Lưu phiếu")


def bounds(page):
    return page.locator(".bounds li").first.inner_text()


def test_from_an_idea_to_a_certificate_and_a_plan(visitor):
    visitor.goto(f"/?on={TODAY}")
    looked_at(visitor, "home-empty")
    take(visitor, "Gửi ý tưởng", product="Trà sen Tây Hồ", code="01-1", entity="HTX Sen")
    assert "Ý tưởng" in visitor.locator("[aria-current]").inner_text()
    looked_at(visitor, "product")
    take(visitor, "Chấp nhận ý tưởng")
    score_a_draft(visitor)
    take(visitor, "Nộp hồ sơ đánh giá lần đầu")
    take(visitor, "Cấp xã đánh giá")
    hold_a_council(visitor)
    certify(visitor)
    keep_a_registry(visitor)
    follow_a_plan(visitor)
    assert visitor.troubles == []


def score_a_draft(page):
    """The set by the name, a draft, a fault beside its field, the bounds at each save."""
    page.get_by_role("link", name="Phiếu tự chấm mới").click()
    looked_at(page, "choose")
    press(page, "Mở phiếu")
    score(page, dict(list(CHOICES.items())[:5]))
    saved = bounds(page)
    assert "27 tiêu chí chưa chấm" in saved
    looked_at(page, "sheet")
    story = page.locator(".need").first.evaluate("one => one.parentElement.id.slice(8)")
    score(page, {"5.1": 1, story: 2})
    assert page.locator(f"[id='choices.{story}'] .fault").is_visible()
    assert bounds(page) == saved
    looked_at(page, "sheet-fault")
    forgive(page)
    score(page, CHOICES)
    assert "Tổng 99 điểm" in bounds(page)
    assert "4 sao" in page.locator("#result + .wide").inner_text()
    looked_at(page, "sheet-result")
    page.locator("main a").first.click()


def hold_a_council(page):
    """A council of three, by the regulation of a province."""
    take(page, "Hội đồng", which="tay-ninh", members="3")
    council = page.url
    for member, lower in (("Bà Chủ tịch", {}), ("Ông Hai", {"1.2": 1}), ("Cô Ba", {"1.4": 2})):
        page.get_by_label("Thành viên").fill(member)
        if not lower:
            page.get_by_label("chủ tịch hội đồng").check()
        press(page, "Thêm thành viên")
        score(page, CHOICES | lower)
        page.goto(council)
    looked_at(page, "council")
    assert "3 phiếu trên 3 thành viên" in page.locator(".minutes").inner_text()
    press(page, "Đưa kết luận vào hồ sơ")
    looked_at(page, "product-evaluated")


def ask(page, day):
    page.locator("#on-day").fill(day)
    press(page, "Xem")


def certify(page):
    """The decision of the day after makes a certificate, which ends by itself."""
    ask(page, "2026-09-02")
    take(page, "Công nhận", decision_no="12/QĐ-UBND")
    looked_at(page, "product-certified")
    page.get_by_role("link", name="4★").click()
    assert "Còn hiệu lực" in page.locator(".status").inner_text()
    looked_at(page, "certificate")
    ask(page, "2031-01-01")
    assert "Hết hiệu lực" in page.locator(".status").inner_text()


def upload(page, content):
    file = {"name": "so.csv", "mimeType": "text/csv", "buffer": content.encode()}
    page.locator("[name=file]").set_input_files(file)
    press(page, "Nạp sổ")


def keep_a_registry(page):
    """A file goes in beside it; one that is wrong does not."""
    page.goto("/registry?on=2026-10-01")
    upload(page, FILE)
    rows = page.locator("#rows ~ .wide").first.locator("tbody tr")
    assert rows.filter(has_text="Trà sen Tây Hồ").count() == 1
    assert "Số dòng: 5" in page.locator("main").inner_text()
    page.locator("[name=until]").fill("2027-12-31")
    with page.expect_navigation():
        page.locator("#until button").click()
    looked_at(page, "registry")
    upload(page, FILE.replace(",4,", ",6,"))
    assert "dòng 2, cột stars" in page.locator(".faults").inner_text()
    looked_at(page, "registry-faults")
    forgive(page)


def forgive(page):
    """The browser notes a page of faults by its status; there is nothing else to note."""
    assert [one for one in page.troubles if "422" not in one] == []
    page.troubles.clear()


def follow_a_plan(page):
    """A plan, a figure that it waits for, and all of it in English."""
    page.goto("/plans/ha-tinh-2023-2025?on=2024-06-30")
    looked_at(page, "plan")
    form = page.locator("form.figure").filter(has_text="Làng nghề truyền thống (").first
    form.get_by_label("Giá trị").fill("12")
    form.get_by_label("Nguồn").fill("Báo cáo")
    form.get_by_role("button").click()
    assert page.get_by_text("12 làng nghề").is_visible()
    page.get_by_role("link", name="English").click()
    assert page.get_by_role("heading", name="Figures to enter").is_visible()
    assert page.locator("html").get_attribute("lang") == "en"
    looked_at(page, "plan-english")
    page.get_by_role("link", name="Products").first.click()
    assert page.get_by_role("link", name="Trà sen Tây Hồ").is_visible()
    looked_at(page, "home-english")


def test_it_works_without_javascript(browser, address):
    context = browser.new_context(base_url=address, java_script_enabled=False, viewport=PHONE)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/products?on=2026-09-01")
    page.locator("[name=product]").fill("Cam bù")
    page.get_by_role("button", name="Gửi ý tưởng").click()
    assert page.locator("h1").inner_text() == "Cam bù"
    context.close()


def test_the_server_answers_here_alone(address):
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - it is the address of the server
        assert answer.status == 200
    assert address.startswith("http://localhost:")
