"""What a stranger cannot do: put markup into a page, send a form from another site."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from tests.examples.app.site import IDEA, TODAY

EVIL = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


def foreign(source):
    """The elements that no template has, and the attributes that would run something."""
    seen = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            seen.extend([tag] if tag in {"script", "img"} else [])
            seen.extend(name for name, _ in attrs if name.startswith("on"))

    Reader().feed(source)
    return seen


def test_markup_is_told():
    assert foreign(f'<p title="{EVIL}">') == ["script", "img", "onerror"]


def test_names_are_never_markup(site):
    product = site.idea(product=EVIL, entity=EVIL, code=EVIL, commune=EVIL)
    sheet = site.sheet(product)
    pages = ["/", product, f"{product}/sheet", sheet, f"{product}/certificates"]
    pages += [f"{product}/steps/idea-accepted"]
    for path in pages:
        for lang in ("vi", "en"):
            shown = site.get(path, lang=lang, name=EVIL)
            assert not foreign(shown.source)
    refused = site.post("/products", {"product": EVIL, "entity_kind": EVIL, "on": EVIL}, 422)
    assert not foreign(refused.source)
    assert not foreign(site.get("/", 422, on=EVIL).source)
    assert not foreign(site.get("/", 422, lang=EVIL).source)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused(site, headers):
    sent = {**IDEA, "on": str(TODAY)}
    assert site.client.post("/products", data=sent, headers=headers).status_code == 403
    assert "Chưa có sản phẩm nào" in site.get("/")
    assert site.client.get("/", headers=headers).status_code == 200


def test_a_form_of_its_own_is_taken(site):
    headers = {"origin": "http://localhost", "sec-fetch-site": "same-origin"}
    sent = {**IDEA, "on": str(TODAY)}
    assert site.client.post("/products", data=sent, headers=headers).status_code == 200
    assert IDEA["product"] in site.get("/")


def test_it_answers_under_its_own_name_alone(site):
    assert site.client.get("/", headers={"host": "elsewhere.example"}).status_code == 400


def test_pages_run_no_script_and_load_nothing_from_elsewhere(site):
    sheet = site.sheet(site.idea())
    for path in ("/", sheet):
        answer = site.client.get(path)
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert not answer.cookies
        assert not re.search(r'(?:src|href|action)="(?!/|#)', answer.text)
        assert "style=" not in answer.text
    assert site.client.get("/docs").status_code == 404


def test_what_a_page_loads_is_there(site):
    for path in re.findall(r'<link[^>]* href="([^"]*)"', site.get("/").source):
        assert site.client.get(path).status_code == 200
