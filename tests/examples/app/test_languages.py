"""Every page is whole in Vietnamese or whole in English; the words are all there and all used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import ocop
from examples import app as package
from examples.app.words import WORDS
from tests.examples.app.site import TODAY, Site
from tests.examples.app.test_registry import FILE, upload
from tests.languages.offences import offences
from tests.languages.proper import KEYS, PROPER

ROOT = Path(package.__file__).parent


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A site with something on every page; what people typed is written in plain letters."""
    site = Site.on(tmp_path_factory.mktemp("filled") / "ocop.sqlite3")
    site.certified(product="Tra", entity="HTX", code="A-1")
    site.sheet("/products/1")
    upload(site, FILE)
    site.post(
        "/plans/ha-tinh-2023-2025",
        {
            "kind": "indicators",
            "name": "craft-villages",
            "value": "3",
            "on": str(TODAY),
            "source": "S",
        },
    )
    with site.client:
        yield site


PAGES = (
    "/",
    "/products",
    "/products/1",
    "/products/1/sheet",
    "/products/1/steps/upgrade-filed",
    "/products/1/steps/withdrawn",
    "/products/1/certificates",
    "/products/1/council",
    "/councils/1",
    "/sheets/1",
    "/sheets/2",
    "/registry",
    "/plans",
    "/plans/ha-tinh-2023-2025",
    "/plans/national-2021-2025",
)
_SWITCH = {"vi": "English", "en": "Tiếng Việt"}


def test_every_page_is_in_one_language(filled):
    texts = []
    for path in PAGES:
        for lang in ("vi", "en"):
            shown = filled.get(path, lang=lang)
            assert f'<html lang="{lang}">' in shown.source
            lines = [line for line in shown.text.splitlines() if line != _SWITCH[lang]]
            texts.append((path, lang, "\n".join(lines)))
    lists = [units for plan in ocop.plans() for units in plan.units.values()]
    names = {place for units in lists for place in units.places}
    assert list(offences(texts, {*PROPER, *names}, {*KEYS, "CSV"})) == []


def test_faults_are_in_the_language_of_the_page(filled):
    texts = []
    for lang in ("vi", "en"):
        for path, sent in (
            ("/products", {"product": "", "entity_kind": "x", "on": "x"}),
            ("/products/1/steps/recognised", {"history": "x"}),
            ("/products/1/steps/withdrawn", {"history": "6", "withdrawal.by": "x"}),
            ("/products/1/council", {"which": "x", "set": "x", "members": "x"}),
            ("/sheets/2", {"choices.1.1": "9", "revision": "0"}),
            ("/registry", {"file": ""}),
        ):
            answer = filled.client.post(path, params={"lang": lang}, data=sent)
            assert answer.status_code in {409, 422}
            found = re.search(r"<main>.*?</main>", answer.text, re.DOTALL)[0]
            faults = re.findall(r'class="fault[^>]*>(.*?)</', found, re.DOTALL)
            texts += [(path, lang, re.sub(r"<[^>]*>", " ", one)) for one in faults]
    assert len(texts) > 12
    assert list(offences(texts, PROPER, {*KEYS, *ocop.Level})) == []


def test_the_switch_leads_to_the_same_page_in_the_other_language(filled):
    for path in PAGES[:9]:
        shown = filled.get(path, on=TODAY)
        (switch,) = re.findall(r'<a href="([^"]*)" lang="en"', shown.source)
        assert switch.replace("&amp;", "&") == f"{path}?on={TODAY}&lang=en"


def test_links_hand_on_the_language_and_the_day(filled):
    shown = filled.get("/products/1", on=TODAY, lang="en")
    inside = re.findall(r'<a [^>]*href="(/[^"]*)"', shown.source)
    assert len(inside) > 5
    for link in inside:
        assert "on=2026-09-01" in link
        assert "lang=" in link


def test_every_word_is_used_and_every_used_word_is_there():
    sources = "\n".join(
        path.read_text(encoding="utf-8") for path in [*ROOT.glob("templates/*"), *ROOT.glob("*.py")]
    )
    used = set(re.findall(r'\bt\(\s*"(\w+)"', sources)) | set(re.findall(r'said="(\w+)"', sources))
    used |= set(re.findall(r'else "(missing|forbidden)"|"(forbidden)" if', sources)[0])
    used |= {"missing", "forbidden", "at_fault", "done_yes", "done_no"}
    kinds = ocop.Event.kinds().values()
    fields = {field.name for kind in kinds for field in kind.__attrs_attrs__}
    fields |= {f"withdrawal_{field.name}" for field in ocop.cycle.Withdrawal.__attrs_attrs__}
    inputs = set(re.findall(r'(?:input|choice)\("([\w.]+)"', sources))
    assert set(WORDS) - used - fields - inputs == set()
    assert (used | inputs) - set(WORDS) - {""} == set()
