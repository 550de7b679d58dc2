"""Dossiers, product codes, what falls due, iCalendar, plain data."""

from __future__ import annotations

import json
import sys
from datetime import date, timedelta

import attrs
import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.cycle import (
    Application,
    Certificate,
    CommuneAssessed,
    CouncilResult,
    Document,
    DossierFiled,
    Due,
    Event,
    IdeaAccepted,
    IdeaSubmitted,
    ProductCode,
    Round,
    Withdrawal,
)
from ocop.errors import InputError, MissingExtra, NotFoundError, NotRegulated
from ocop.law import Rules
from ocop.law.regime import regime
from ocop.testing.strategies import applications, certificates, council_results, rules

NOW = regime("26")
TEA = Certificate(product="tea", stars=3, issued_on=date(2023, 11, 30))


def ids(found):
    return [each.id for each in found]


# --- dossiers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "level", "held", "expected"),
    [
        ("first", "entity", None, ["form-01", "form-02"]),
        ("upgrade", "entity", None, ["form-01", "form-02", "changes-since"]),
        ("re-evaluation", "entity", None, ["form-01", "form-02", "updates", "renewed-papers"]),
        ("first", "commune", None, ["letter", "form-03", "product-dossier", "samples"]),
        (
            "first",
            "province",
            None,
            [
                "letter",
                "advisory-report",
                "council-report",
                "approval-decision",
                "product-dossier",
                "extra-tests",
                "samples",
            ],
        ),
        (
            "re-evaluation",
            "province",
            5,
            ["letter", "ocop-body-report", "product-dossier", "extra-tests", "samples"],
        ),
    ],
)
def test_documents_under_26(case, level, held, expected):
    found = Document.required(NOW, case, level=level, product_set=1, held=held)
    assert ids(found) == expected
    tourism = Document.required(NOW, case, level=level, product_set=NOW.set(26), held=held)
    assert ids(tourism) == [each for each in expected if each != "samples"]
    assert all(each.number == (5 if each.id == "samples" else 1) for each in found)
    assert all(each.reference == "26/2026/QĐ-TTg, Art. 6" for each in found)


def test_a_first_five_stars_by_re_evaluation_has_the_papers_of_a_first():
    """law D5: what the province sends goes by the stars held, not by the case alone"""

    def sent(case, held):
        return ids(Document.required(NOW, case, level="province", product_set=1, held=held))

    first = sent("first", None)
    assert sent("upgrade", 4) == sent("re-evaluation", 4) == sent("re-evaluation", 3) == first
    assert {"council-report", "approval-decision"} <= set(first)
    assert not {"council-report", "approval-decision"} & set(sent("re-evaluation", 5))
    with pytest.raises(InputError, match="held: is not said"):
        sent("re-evaluation", None)
    with pytest.raises(InputError, match="nobody certifies 2 stars"):
        sent("re-evaluation", 2)


def test_services_send_no_samples_under_1048():
    """law D17"""
    for which in ("1048", "781"):
        rules = regime(which)
        goods, services = (Document.required(rules, product_set=number) for number in (1, 26))
        assert set(ids(goods)) - set(ids(services)) == {"samples-1048"}


def test_documents_of_the_1048_era():
    for which in ("1048", "781"):
        assert len(Document.required(regime(which), product_set=1)) == 5
        assert len(Document.evidence(regime(which))) == 13
    assert len(Document.evidence(NOW)) == 15


def test_what_is_not_known_is_said():
    for call in (
        lambda: Document.required(regime("148"), product_set=1),
        lambda: Document.required(regime("1048"), "upgrade", product_set=1),
        lambda: Document.evidence(regime("1489")),
    ):
        with pytest.raises(NotFoundError, match="known to the library"):
            call()
    with pytest.raises(InputError) as caught:
        Document.required(NOW, "second", level="centre", product_set=1)
    assert len(caught.value.faults) == 2
    with pytest.raises(NotFoundError, match="no set 27"):
        Document.required(NOW, product_set=27)


def test_what_is_missing():
    needed = Document.required(NOW, "re-evaluation", level="province", product_set=1, held=5)
    assert ids(Document.missing([], needed)) == [
        "letter",
        "ocop-body-report",
        "product-dossier",
        "samples",
    ]
    given_ = ["Công văn đề nghị", "ho so san pham", "samples", "extra-tests"]
    assert ids(Document.missing(given_, needed)) == ["ocop-body-report"]
    with pytest.raises(InputError) as caught:
        Document.missing(["letter", "letters", "Letter of proposal", 3], needed)
    assert [fault.place for fault in caught.value.faults] == ["given[1]", "given[2]", "given[3]"]
    with pytest.raises(InputError, match="'letter' is not a list"):
        Document.missing("letter", needed)


@given(st.data())
def test_given_and_missing_make_the_whole(data):
    needed = Document.required(NOW, "first", level="province", product_set=1)
    given_ = data.draw(st.lists(st.sampled_from(ids(needed)), unique=True))
    missing = ids(Document.missing(given_, needed))
    assert not set(missing) & set(given_)
    assert {each.id for each in needed if not each.if_any} <= {*missing, *given_}


# --- product codes -------------------------------------------------------------------------------------

digits = st.text("0123456789", min_size=1, max_size=4).filter(lambda text: text.strip("0"))


@given(
    st.integers(0, 99),
    st.one_of(st.none(), st.integers(0, 999)),
    st.integers(0, 99999),
    digits,
    st.integers(2000, 2099),
)
def test_codes_come_back_the_same(province, district, commune, serial, year):
    year = max(year, 2025) if district is None else min(year, 2025)
    code = ProductCode(
        province=f"{province:02}",
        district=None if district is None else f"{district:03}",
        commune=f"{commune:05}",
        serial=serial,
        year=year,
    )
    assert ProductCode.parse(str(code)) == code
    assert code.form.en.count("-") == (3 if district is None else 4)
    assert code.reference


def test_the_example_of_the_forms():
    code = ProductCode.parse("83-829-28780-3-2022")
    assert (code.province, code.district, code.commune, code.serial, code.year) == (
        "83",
        "829",
        "28780",
        "3",
        2022,
    )
    assert str(code) == "83-829-28780-3-2022"
    assert str(ProductCode.parse(" 86-28780-003-2026 ")) == "86-28780-003-2026"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("83-829-28780", "serial-year, province"),
        ("", "is not a product code"),
        (None, "is not a product code"),
        ("8-28780-3-2026", "province: '8' is not a code; 2 digits"),
        ("83-28780-0-2026", "serial: '0' is not a serial number"),
        ("83-28780-3-26", "year: '26' is not a year"),
        ("83-28780-3-" + "9" * 5000, "is not a year"),
        ("83-28780-3-x", "year: 'x' is not a year"),
        ("83-28780-3-2024", "2024 does not fit the form province-commune-serial-year"),
        ("83-829-28780-3-2026", "2026 does not fit the form province-district-commune"),
        ("83-٨٢٩-28780-3-2022", "district"),
    ],
)
def test_what_is_no_code(text, fault):
    with pytest.raises(InputError, match=fault):
        ProductCode.parse(text)


def test_places():
    found = ProductCode.parse("01-00070-3-2026").places()
    assert (found.province, found.commune, found.gaps) == (
        "Thành phố Hà Nội",
        "Phường Hoàn Kiếm",
        (),
    )
    assert found.source.startswith("vietnam-provinces ")
    other = ProductCode.parse("04-00070-3-2026").places()
    assert [gap.en for gap in other.gaps] == ["The commune belongs to another province"]
    unknown = ProductCode.parse("99-99999-3-2026").places()
    assert (unknown.province, unknown.commune, len(unknown.gaps)) == (None, None, 2)
    old = ProductCode.parse("83-829-28780-3-2022").places()
    assert [gap.en for gap in old.gaps] == ["The list has no units from before July 2025"]


def test_places_without_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "vietnam_provinces", None)
    with pytest.raises(MissingExtra, match=r"install ocop\[places\]"):
        ProductCode.parse("01-00070-3-2026").places()


def test_a_broken_package_is_no_missing_extra(monkeypatch):
    """apps D4: what is installed and cannot be imported says so itself."""

    class Broken:
        def find_spec(self, name, *_):
            if name == "vietnam_provinces":
                raise ModuleNotFoundError(
                    "No module named 'typing_extensions'", name="typing_extensions"
                )

    monkeypatch.delitem(sys.modules, "vietnam_provinces", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    with pytest.raises(ModuleNotFoundError, match="typing_extensions") as caught:
        ProductCode.parse("01-00070-3-2026").places()
    assert not isinstance(caught.value, MissingExtra)


# --- what falls due ------------------------------------------------------------------------------------


def test_due_for_a_certificate():
    assert [(str(due.day), due.kind) for due in TEA.dues()] == [
        ("2026-06-03", "window-opens"),
        ("2026-08-02", "window-closes"),
        ("2026-11-30", "certificate-ends"),
    ]
    noticed = attrs.evolve(TEA, issued_on=date(2023, 3, 15))
    assert [due.kind for due in noticed.dues()] == ["notice", "certificate-ends"]
    extended = attrs.evolve(
        TEA, issued_on=date(2023, 7, 1), re_evaluation_filed_on=date(2026, 6, 1)
    )
    assert [due.kind for due in extended.dues()] == ["certificate-ends", "extension-ends"]
    assert TEA.superseded(date(2026, 7, 1)).dues()[-1].kind == "window-opens"


@given(certificates(rules=rules()))
def test_nothing_falls_due_once_it_has_ended(found):
    for due in found.dues():
        assert found.status(due.day).counts
        assert due.product == found.product
        assert due.reference


@given(st.lists(certificates(), max_size=5), st.integers(2020, 2036))
def test_a_year_is_a_part_of_the_whole(found, year):
    every = [due for each in found for due in each.dues() if due.day.year == year]
    assert sorted(map(repr, every)) == sorted(map(repr, Certificate.all_dues(found, year)))
    days = [due.day for due in Certificate.all_dues(found, year)]
    assert days == sorted(days)


def test_faults_of_a_list():
    with pytest.raises(InputError) as caught:
        Certificate.all_dues([TEA, "rice"], "2026")
    assert [fault.place for fault in caught.value.faults] == ["year", "certificates[1]"]


def test_due_in_rounds():
    found = Due.of_rounds(2027)
    assert [due.kind for due in found] == ["propose-by", "decide-by"] * 2
    assert found[0].label.en == "Last day to propose: Province, round 1 of 2027"
    with pytest.raises(NotRegulated):
        Due.of_rounds(2025)


def test_due_in_rounds_by_the_days_of_the_year():
    """office D2: the ministry's second round ends in the year after its own."""
    found = Due.of_rounds(2027, "centre", calendar="weekends")
    assert [(str(due.day), due.kind) for due in found] == [
        ("2027-01-29", "propose-by"),
        ("2027-03-29", "decide-by"),
        ("2027-07-29", "propose-by"),
        ("2027-09-29", "decide-by"),
    ]
    assert found[0].label.en.endswith("round 2 of 2026")
    assert Due.of_rounds(2026, "centre")[0].day == date(2026, 7, 29)
    (note,) = Due.of_rounds(2026, calendar="weekends")[0].notes
    assert note.id == "before-the-rules"
    extra = Round(
        level="province",
        year=2026,
        propose_by=date(2026, 12, 1),
        decide_by=date(2027, 1, 15),
        reference="Quy chế",
    )
    days = {str(due.day) for due in Due.of_rounds(2027, extra=[extra])}
    assert "2027-01-15" in days
    assert "2026-12-01" not in days


@given(
    st.integers(2026, 2100),
    st.sampled_from(["province", "centre"]),
    st.sampled_from(
        [Rules(), Rules().read(cut_off="day-included"), Rules().read(rest_day="moves")]
    ),
)
def test_the_calendars_of_years_hold_every_day_of_every_round(year, level, read_as):
    how = {"rules": read_as, "calendar": "weekends"}
    days = [due for each in (year, year + 1) for due in Due.of_rounds(each, level, **how)]
    for each in Round.of_year(year, level, **how):
        assert each.propose_by in {due.day for due in days if due.kind == "propose-by"}
        assert each.decide_by in {due.day for due in days if due.kind == "decide-by"}
    assert all(due.day.year in {year, year + 1} for due in days)
    for due in days:
        assert due.rest_day is (read_as.readings.rest_day == "stays" and due.day.weekday() > 4)
        assert due.rest_day <= (due.calendar == "weekends")
        assert all(note.day == due.day for note in due.notes)


@given(certificates(ended=False, rules=rules()))
def test_dues_window_and_application_agree(found):
    """law, silence 2: a moved day moves what is allowed too, and by the same calendar."""
    application = Application(product=found.product, held_before=[found], rules=found.rules)
    try:
        window = found.filing_window
    except NotRegulated:
        assert not [due for due in found.dues() if due.kind.startswith("window")]
        return
    days = {due.kind: due.day for due in found.dues(calendar="weekends")}
    assert (days["window-opens"], days["window-closes"]) == (window.first, window.last)
    for on in {window.first, window.last, *(window.last - n * timedelta(days=1) for n in (1, 2))}:
        assert "re-evaluation-filed" in application.allowed(on)
    after = window.last + timedelta(days=1)
    late = found.may_extend_to is not None and after <= found.last_valid_day
    assert ("re-evaluation-filed" in application.allowed(after)) is late


def test_a_due_says_that_it_is_a_rest_day():
    closes = TEA.dues(calendar="weekends")[1]
    assert (str(closes.day), closes.rest_day, closes.calendar) == ("2026-08-02", True, "weekends")
    for lang, words in (("vi", "Chủ nhật"), ("en", "a Sunday")):
        text = Due.to_ical([closes], made_on=date(2026, 1, 1), lang=lang)
        (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
        assert words in str(event["description"])
    moving = attrs.evolve(TEA, rules=Rules().read(rest_day="moves"))
    closes = moving.dues(calendar="weekends")[1]
    assert (str(closes.day), closes.rest_day) == ("2026-08-03", False)
    assert [note.id for note in closes.notes] == ["moved"]
    # 180 days after 27 June 2026 is Thursday 24 December, after 1 July Monday the 28th
    for issued, day, rest in ((27, "2026-12-24", False), (29, "2026-12-26", True)):
        held = attrs.evolve(
            TEA, issued_on=date(2023, 6, issued), re_evaluation_filed_on=date(2026, 6, 1)
        )
        end = held.dues(calendar="weekends")[-1]
        assert (str(end.day), end.kind, end.rest_day) == (day, "extension-ends", rest)
    # an end that a result makes is no deadline
    decided = attrs.evolve(held, re_evaluation_decided_on=date(2026, 9, 7))
    end = decided.dues(calendar="weekends")[-1]
    assert (str(end.day), end.day.weekday(), end.rest_day) == ("2026-09-06", 6, False)


def test_a_step_says_that_its_deadline_is_a_rest_day():
    """law, silence 2: the window of TEA closes on a Sunday."""
    for read_as, day, ids in (
        (Rules(), "2026-08-02", ["rest-day"]),
        (Rules().read(rest_day="moves"), "2026-08-03", ["moved"]),
    ):
        application = Application(product="tea", held_before=[TEA], rules=read_as)
        # before the window opens, and in it
        for on in (date(2026, 5, 25), date(2026, 7, 1)):
            (step,) = (
                step
                for step in application.next_steps(on, calendar="weekends")
                if step.event == "re-evaluation-filed"
            )
            assert str(step.deadline.day) == day
            assert [note.id for note in step.deadline.notes] == ids
            assert step.deadline.calendar == "weekends"


def test_a_late_filing_has_until_the_extension_ends():
    """law, silence 5: 180 days after 29 June 2026 is Saturday 26 December."""
    held = attrs.evolve(TEA, issued_on=date(2023, 6, 29))
    later_too = Rules().read(extension_filing="later-too")
    application = Application(product="tea", held_before=[held], rules=later_too)
    (step,) = (
        step
        for step in application.next_steps(date(2026, 7, 15), calendar="weekends")
        if step.event == "re-evaluation-filed"
    )
    assert (str(step.deadline.day), step.deadline.rest_day) == ("2026-12-26", True)


def test_what_is_due_today_is_still_due():
    """hard D, dues.py."""
    application = Application(product="tea", held_before=[TEA])
    kinds = [due.kind for due in application.dues(date(2026, 8, 2))]
    assert kinds == ["window-closes", "certificate-ends"]
    assert [d.kind for d in application.dues(date(2026, 8, 3))] == ["certificate-ends"]


def test_due_for_a_product():
    application = Application(
        product="tea",
        history=[
            IdeaSubmitted(on=date(2026, 8, 1)),
            IdeaAccepted(on=date(2026, 8, 3), level="commune"),
            DossierFiled(on=date(2026, 8, 20)),
        ],
    )
    (due,) = application.dues(date(2026, 8, 21), calendar="weekends")
    assert (due.day, due.kind, due.calendar) == (
        date(2026, 9, 10),
        "commune-assessed",
        "weekends",
    )
    proposed = application.apply(CommuneAssessed(on=date(2026, 9, 10)))
    (due,) = proposed.dues(date(2026, 9, 11), calendar="weekends")
    assert due.day == date(2026, 12, 29)
    held = Application(product="tea", held_before=[TEA])
    assert [due.kind for due in held.dues(date(2026, 7, 1))] == [
        "window-closes",
        "certificate-ends",
    ]
    assert Application(product="tea").dues(date(2026, 7, 1)) == ()


def test_an_icalendar_file():
    dues = (*TEA.dues(), *Due.of_rounds(2026))
    text = Due.to_ical(dues, made_on=date(2026, 1, 1))
    assert text == Due.to_ical(dues, made_on=date(2026, 1, 1))
    read = icalendar.Calendar.from_ical(text)
    assert (str(read["version"]), str(read["prodid"])) == ("2.0", "-//ocop//ocop//VI")
    events = list(read.walk("VEVENT"))
    assert len(events) == len(dues)
    assert len({str(event["uid"]) for event in events}) == len(dues)
    for event, due in zip(events, dues, strict=True):
        assert event.decoded("dtstart") == due.day
        assert event.decoded("dtend") == due.day + timedelta(days=1)
        assert due.label.vi in str(event["summary"])
        assert str(event["description"]).startswith(due.citation("vi"))
    assert str(events[0]["summary"]).startswith("tea: ")
    counted = attrs.evolve(dues[0], calendar="weekends")
    assert "weekends" in Due.to_ical([counted], made_on=date(2026, 1, 1), lang="en")
    with pytest.raises(InputError, match="is not a date"):
        Due.to_ical(dues, made_on="2026-01-01")


def test_icalendar_without_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(MissingExtra, match=r"install ocop\[ical\]"):
        Due.to_ical((), made_on=date(2026, 1, 1))


# --- plain data ----------------------------------------------------------------------------------------


@given(certificates(rules=rules()))
def test_certificates_come_back_the_same(found):
    data = json.loads(json.dumps(ocop.to_dict(found)))
    assert ocop.from_dict(Certificate, data) == found


@given(applications())
def test_applications_come_back_the_same(found):
    again = ocop.from_json(Application, ocop.to_json(found))
    assert again == found
    assert again.certificates == found.certificates
    assert ocop.to_dict(again) == ocop.to_dict(found)
    for event in found.history:
        assert ocop.from_dict(Event, ocop.to_dict(event)) == event


@given(council_results())
def test_results_come_back_the_same(found):
    row = {
        "event": "council-evaluated",
        "on": "2026-06-01",
        "level": "province",
        "result": {
            "regime": found.regime,
            "total": str(found.total),
            "stars": found.stars,
            "needs": list(found.needs),
        },
    }
    assert ocop.from_dict(Event, row).result == found


def test_only_what_differs_is_written():
    head = {"type": "certificate", "format": 1, "rules": TEA.rules.version}
    assert ocop.to_dict(TEA) == {
        **head,
        "product": "tea",
        "stars": 3,
        "issued_on": "2023-11-30",
    }
    taken = attrs.evolve(
        TEA,
        rules=Rules().read(extension="standing"),
        level="district",
        withdrawal=Withdrawal(on=date(2026, 1, 1), ground="mark-misuse"),
    )
    assert ocop.to_dict(taken) == {
        **head,
        "rules": taken.rules.version,
        "product": "tea",
        "stars": 3,
        "issued_on": "2023-11-30",
        "level": "district",
        "withdrawal": {"on": "2026-01-01", "ground": "mark-misuse"},
        "readings": {"extension": "standing"},
    }
    result = CouncilResult(regime="26", total=60, stars=3, product_set=1, needs=("chair",))
    row = ocop.to_dict(
        ocop.from_dict(
            Event,
            {
                "event": "council-evaluated",
                "on": "2026-06-01",
                "level": "province",
                "result": {
                    "regime": "26",
                    "total": 60,
                    "stars": 3,
                    "product_set": 1,
                    "needs": ["chair"],
                },
            },
        )
    )
    assert row["result"]["total"] == 60
    assert result.total == 60


@pytest.mark.parametrize(
    ("data", "places"),
    [
        ([], {""}),
        ({}, {"product"}),
        ({"product": "tea", "format": 2, "colour": 1}, {"colour", "format"}),
        ({"product": "tea", "format": True}, {"format"}),
        ({"product": "tea", "history": {"event": 1}, "held_before": 3}, {"history", "held_before"}),
        ({"product": "tea", "readings": 3}, {"readings"}),
        ({"product": 3}, {"product"}),
        (
            {
                "product": "tea",
                "history": [
                    3,
                    {"event": "idea-submited", "on": "2026-06-01"},
                    {"event": "idea-submitted", "on": "1/6/2026"},
                    {"event": "idea-submitted", "date": "2026-06-01"},
                    {"event": "idea-accepted", "on": "2026-06-01", "level": "village"},
                    {
                        "event": "council-evaluated",
                        "on": "2026-06-01",
                        "level": "province",
                        "result": {"regime": "26", "total": "sixty", "stars": 3, "needs": "chair"},
                    },
                    {"event": "withdrawn", "withdrawal": 3},
                ],
                "held_before": [{"product": "tea", "stars": 2, "issued_on": "2023-11-30"}],
            },
            {
                "history[0]",
                "history[1].event",
                "history[2].on",
                "history[3].date",
                "history[3].on",
                "history[4].level",
                "history[5].result.total",
                "history[5].result.needs",
                "history[6].withdrawal",
                "held_before[0].stars",
            },
        ),
    ],
)
def test_every_fault_with_its_place(data, places):
    with pytest.raises(InputError) as caught:
        ocop.from_dict(Application, data)
    assert {fault.place for fault in caught.value.faults} == places


@pytest.mark.parametrize("total", ["9" * 5000, "60 points", "-3", "1/0", "٦٠", 60.0, True])
def test_what_is_no_exact_number(total):
    row = {
        "event": "council-evaluated",
        "on": "2026-06-01",
        "level": "province",
        "result": {"regime": "26", "total": total, "stars": 3},
    }
    with pytest.raises(InputError, match=r"result\.total"):
        ocop.from_dict(Event, row)


def test_a_key_that_stands_twice():
    with pytest.raises(InputError, match="stands twice"):
        ocop.from_json(Application, '{"product": "tea", "product": "rice"}')
