"""The registry: standings, what lapses, files in and out, and the application's own certificates."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest

import ocop
from tests.examples.app.site import TODAY, best, on_one_line, rubric_of

FILE = """\
code,name,entity,stars,issued_on,decision
X-1,Cam bu,HTX Mot,4,2023-12-10,1/QD
X-2,Buoi,HTX Hai,3,2022-01-10,2/QD
X-2,Buoi,HTX Hai,4,2024-02-10,3/QD
X-3,Mat ong,HTX Ba,3,2024-05-05,4/QD
"""


def upload(site, content, status=200, name="so.csv", **fields):
    files = {"file": (name, content, "text/csv")}
    answer = site.client.post("/registry", files=files, data=fields)
    assert answer.status_code == status, answer.text[:3000]
    return answer.text


def test_an_empty_registry_is_a_page(site):
    assert "Số dòng: 0" in site.get("/registry")


def test_rows_stand_as_the_library_says(site):
    upload(site, FILE)
    registry = ocop.Registry.from_csv(FILE)
    for on in (date(2023, 1, 1), TODAY, date(2027, 3, 1)):
        for lang in ("vi", "en"):
            shown = site.get("/registry", on=on, lang=lang)
            listed, lapsing = shown.source.split("<h2>")[0:2]
            rows = re.findall(r"<tr>\s*<td>.*?</tr>", listed.split('id="rows"')[1], re.DOTALL)
            standings = registry.standings(on)
            assert len(rows) == len(standings)
            for row, source in zip(standings, rows, strict=True):
                assert row.standing.label(lang) in source
                assert row.recognition.name in source
            last = max(on, *(row.last_valid_day for row in standings)) if standings else on
            names = [one.name for month in registry.lapsing(on, last) for one in month.recognitions]
            assert lapsing.count("★") == len(names)
            assert all(lapsing.count(name) == names.count(name) for name in names)
            assert str(registry.on(on).valid) in shown


def test_what_falls_due_until_a_day_is_listed(site):
    upload(site, FILE)
    until = date(2027, 6, 1)
    shown = site.get("/registry", until=until)
    dues = ocop.Registry.from_csv(FILE).dues(TODAY, until)
    assert dues.rows
    for row in dues.table("vi").rows:
        assert on_one_line(" ".join(row.cells)) in on_one_line(shown.text)
    assert "trước" in site.get("/registry", until="2020-01-01", status=422)
    assert "không phải một ngày" in site.get("/registry", until="mai", status=422)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"q": "htx hai"}, ["Buoi", "Buoi"]),
        ({"stars": "4"}, ["Cam bu", "Buoi"]),
        ({"standing": "superseded"}, ["Buoi"]),
        ({"standing": "valid", "stars": "4", "q": "x-1"}, ["Cam bu"]),
        ({"q": "nothing"}, []),
    ],
)
def test_the_list_is_filtered(site, query, names):
    upload(site, FILE)
    source = site.get("/registry", **query).source
    assert re.findall(r"<td>X-\d ([^<]*)</td>", source) == names


def test_a_file_comes_back_as_it_went(site):
    upload(site, FILE)
    answer = site.client.get("/registry.csv", params={"on": "2026-09-01"})
    assert answer.headers["content-disposition"] == 'attachment; filename="registry-2026-09-01.csv"'
    assert ocop.Registry.from_csv(answer.content) == ocop.Registry.from_csv(FILE)
    upload(site, answer.content)
    assert site.client.get("/registry.csv").content == answer.content
    assert site.again().client.get("/registry.csv").content == answer.content


@pytest.mark.parametrize(
    "content",
    [
        FILE + "X-9,Chanh,HTX,7,2024-01-01,5/QD\n,,HTX,3,hôm qua,6/QD\n",
        FILE + FILE.split("\n")[1],
        "",
        b"PK\x03\x04\x00\x00 not a spreadsheet \xff\xfe\x00",
        '"open',
        "a;b\n1;2\n",
    ],
    ids=["faults", "twice", "empty", "binary", "quote", "no column"],
)
def test_a_wrong_file_gives_its_faults_and_changes_nothing(site, content):
    upload(site, FILE)
    before = site.client.get("/registry.csv").content
    refused = upload(site, content, status=422)
    assert 'class="faults"' in refused
    assert site.client.get("/registry.csv").content == before
    with pytest.raises(ocop.OcopError) as caught:
        ocop.Registry.from_csv(content)
    assert f"số lỗi: {len(caught.value.faults)}" in refused


def test_no_file_is_a_fault_too(site):
    assert "422" not in upload(site, b"", status=422, name="x")
    site.post("/registry", {"file": "no file"}, status=422)


def test_of_very_many_faults_the_first_are_shown(site):
    rows = "".join(f"X-{n},Chanh,HTX,7,2024-01-01,\n" for n in range(300))
    refused = upload(site, "code,name,entity,stars,issued_on,decision\n" + rows, status=422)
    assert "số lỗi: 300" in refused
    assert refused.count("7 sao") < 100
    assert "và 250 lỗi nữa" in refused


def test_merged_cells_and_serial_days_are_read_where_one_says_so(site):
    merged = "name,entity,stars,issued_on\nCam,HTX Mot,4,45270\nBuoi,,3,45271\n"
    upload(site, merged, status=422)
    upload(site, merged, merged="yes", serial_dates="yes")
    rows = list(csv.DictReader(io.StringIO(site.client.get("/registry.csv").text.lstrip("\ufeff"))))
    assert [row["entity"] for row in rows] == ["HTX Mot", "HTX Mot"]


def test_a_decision_makes_a_certificate_and_a_row_of_the_registry(site):
    product = site.certified(code="A-1", commune="Xã Một")
    application = ocop.from_json(ocop.Application, site.store.product(1)["application"])
    (certificate,) = application.certificates
    last = certificate.last_valid_day
    for on in (date(2026, 9, 2), last, date(last.year, 12, 31)):
        shown = site.get(f"{product}/certificates", on=on)
        assert certificate.status(on).label.vi in shown
        assert f"{last:%d/%m/%Y}" in shown
        assert certificate.filing_words.vi in shown
        for line in certificate.summary("vi", on=on):
            assert on_one_line(line) in shown
        assert f"{certificate.stars}★" in site.get("/", on=on)
        rows = site.get("/registry", on=on)
        assert "A-1 Trà sen Tây Hồ" in rows
    (row,) = csv.DictReader(io.StringIO(site.client.get("/registry.csv").text.lstrip("\ufeff")))
    assert (row["code"], row["commune"], row["decision"]) == ("A-1", "Xã Một", "9/QD")
    assert row["product_set" if "product_set" in row else "set"].endswith("12")


def test_what_the_application_certified_counts_once_when_its_file_comes_back(site):
    upload(site, FILE)
    site.certified(code="A-1", commune="Xã Một")
    downloaded = site.client.get("/registry.csv").content
    upload(site, downloaded)
    assert site.client.get("/registry.csv").content == downloaded
    assert len(site.store.recognitions()) == 4
    upload(site, FILE)
    assert site.client.get("/registry.csv").content == downloaded


def test_a_certificate_that_no_registry_could_hold_is_not_made(site):
    upload(site, "code,name,stars,issued_on\nA-1,Tra sen,3,2026-09-02\n")
    product = site.kept(code="A-1")
    council = site.send(f"{product}/council", which="plain", set="12")
    site.vote(council, "A", best(rubric_of()) | {"1.5": 3})
    site.send(council, {"on": str(TODAY)})
    sent = {"history": "5", "on": "2026-09-02", "level": "province", "stars": "4"}
    refused = site.post(f"{product}/steps/recognised", sent, status=422)
    assert "số lỗi" in refused
    assert "Chưa có giấy chứng nhận" in site.get(f"{product}/certificates")
    assert "Số dòng: 1" in site.get("/registry", on=date(2026, 10, 1))


def test_a_certificate_is_withdrawn_by_the_form_of_the_step(site):
    product = site.certified(code="A-1", commune="Xã Một")
    on = date(2026, 12, 1)
    grounds = ocop.cycle.Withdrawal.grounds()
    shown = site.get(f"{product}/steps/withdrawn", on=on)
    assert all(ground.label.vi in shown for ground in grounds)
    site.step(
        product,
        "withdrawn",
        on,
        **{
            "withdrawal.on": str(on),
            "withdrawal.ground": grounds[0].id,
            "withdrawal.by": "province",
        },
    )
    assert "Đã thu hồi" in site.get(f"{product}/certificates", on=on)
    assert "Bị thu hồi" in site.get("/registry", on=on)
