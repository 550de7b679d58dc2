"""Lint: every kind is told, every fault has its line, and what is likely not meant is a warning."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.checks import _warnings
from ocop.checks.lint import LINTERS, lint
from ocop.errors import InputError
from tests.fuzz.seeds import values
from tests.languages.test_answers import lowest

RUBRIC = ocop.regime("26").rubric(1)
TOP = {criterion.no: len(criterion.options) for criterion in RUBRIC.criteria}


def codes(found):
    return [(one.code, one.path, one.line) for one in (*found.faults, *found.warnings)]


def plan(*targets, more=""):
    rows = "".join(
        f'[[targets]]\nid = "{id_}"\nlabel = "{id_}"\nsource = "x"\nmeasure = {measure}\n{bound}\n'
        for id_, measure, bound in targets
    )
    return f'id = "x"\ntitle = "x"\nperiod = 2026\n{more}{rows}'


ALL, FIVE = '{ type = "count" }', '{ type = "count", stars = 5 }'


# --- which kind it is ------------------------------------------------------------------------------

STORED = {
    "Application": "application",
    "Assumptions": "assumptions",
    "Certificate": "certificate",
    "Changes": "changes",
    "CouncilRules": "council-rules",
    "Draft": "draft",
    "Plan": "plan",
    "Registry": "registry",
    "Sheet": "sheet",
    "Snapshot": "snapshot",
    "Verdict": "council",
}


@pytest.mark.parametrize(("name", "kind"), STORED.items())
def test_what_the_library_writes_has_its_kind_and_no_faults(name, kind):
    for value in values(name)[:4]:
        found = lint(ocop.to_json(value))
        assert found.kind == kind
        if name not in {
            "Changes",
            "Plan",
        }:  # drawn ones need not fit the law, or have ids of others
            assert found.faults == ()


@pytest.mark.parametrize(
    ("text", "file", "kind"),
    [
        ('amends = "26"', "x.toml", "changes"),
        ("x = 1", "x.ocop.toml", "checks"),
        ("case = []", "", "checks"),
        ("[[case]]\nx = 1", "", "checks"),
        ("[bands]\n4 = 75", "x.changes.toml", "changes"),
        (' [ {"name": "x"} ]', "", "registry"),
        ("[]", "", "registry"),
        ("x = 1", "x.changes.toml", "changes"),
        ('type = "plan"', "x.changes.toml", "plan"),
        ("targets = []", "", "plan"),
        ('product = "x"\nhistory = []', "", "application"),
        ("ballots = []", "", "council"),
        ("quorum = 3", "", "council-rules"),
        ('type = "council-rules"', "", "council-rules"),
        ("set = 1\nchoices = {}", "", "sheet"),
        ("counts = []", "", "snapshot"),
        ("new_per_month = 3", "", "assumptions"),
        ("x = 1", "x.assumptions.toml", "assumptions"),
        ("recognitions = []", "", "registry"),
        ("[]", "x.json", "registry"),
        ("name,stars\n", "", "registry"),
        ("name=x", "x.csv", "registry"),
        ("x = 1", "", ""),
        ('type = "x"\nx = 1', "", ""),
        ("type = 3\ntargets = []", "", "plan"),
        ("", "x.toml", ""),
        ("3", "x.json", ""),
    ],
)
def test_a_kind_is_told_by_type_name_or_keys(text, file, kind):
    found = lint(text, file)
    assert found.kind == kind
    if not kind:
        assert codes(found) == [("kind-not-known", (), None)]
        assert found.faults[0].values["known"] == tuple(one.kind for one in LINTERS)


def test_every_kind_has_a_name_of_its_own():
    assert len({one.kind for one in LINTERS}) == len(LINTERS)


# --- faults ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("quorum =", [("not-toml", (), 1)]),
        ('{"quorum": }', [("not-json", (), None)]),
        (
            "quorum = 3\nspread = -1\ndecimals = 9",
            [("not-a-spread", ("spread",), 2), ("out-of-range", ("decimals",), 3)],
        ),
        ('set = 1\nregime = "99"\nchoices = {}', [("no-such-regime", ("regime",), 2)]),
        ('{"set": 1, "on": "x", "choices": {}}', [("not-a-date-text", ("on",), None)]),
        ("name,stars,issued_on\nx,9,2024-01-01\n", [("not-a-certified-rank", (2, "stars"), None)]),
    ],
)
def test_every_fault_has_its_place(text, wrong):
    found = lint(text, "tệp")
    assert codes(found) == wrong
    assert {one.file for one in found.faults} == {"tệp"}
    assert found.warnings == ()


def test_changes_are_laid_over_the_law():
    head = 'id = "x"\nkind = "proposal"\ntitle = { vi = "a", en = "b" }\namends = "26"\nfrom = 2027-01-01\nreference = "x"\n'
    found = lint(head + "[bands]\n4 = 70\n")
    assert [(one.code, one.line) for one in found.faults] == [("change-nothing", 8)]


def test_bytes_as_offices_keep_them():
    text = "Tên sản phẩm;Hạng sao;Ngày cấp\nTrà;3;01/02/2024\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert lint(text.encode(encoding), "so.csv") == lint(text, "so.csv")
    assert lint("quorum = 3".encode("utf-8-sig")).kind == "council-rules"
    assert codes(lint(b"\xff\xfe\xff", "x.toml")) == [("file-not-utf-8", (), None)]


def test_a_register_that_cannot_be_read_at_all():
    found = lint("a,b\n1,2\n", "so.csv")
    assert found.kind == "registry"
    assert found.faults
    rows = lint('[{"name": "x", "stars": 9, "issued_on": "2024-01-01"}]', "so.json")
    assert (rows.kind, len(rows.faults)) == ("registry", 1)
    assert lint("[3]", "so.json").faults
    assert lint('{"type": "registry", "recognitions": 3}').faults


@pytest.mark.parametrize("arguments", [(3,), ("x", 3), (None, None), (["x"],)])
def test_arguments_that_are_no_text(arguments):
    with pytest.raises(InputError):
        lint(*arguments)


@given(st.text(), st.sampled_from(["", "x.toml", "x.json", "x.csv", "x.changes.toml"]))
def test_whatever_stands_in_a_file_is_told(text, file):
    found = lint(text, file)
    assert (
        found == lint(text.encode("utf-8", "replace").decode(), file)
        or "\ufffd" in text
        or found.faults
    )
    assert not (found.faults and found.warnings)


# --- warnings --------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_targets_that_contradict_each_other(lang):
    text = plan(("nam", FIVE, "at_least = 50"), ("it", ALL, "at_most = 40"))
    found = lint(text)
    assert codes(found) == [("targets-contradict", ("targets",), 4)]
    assert "nam, it" in found.warnings[0].text(lang)
    assert lint(text.replace("at_most = 40", "at_most = 50")).warnings == ()


@pytest.mark.parametrize(
    ("part", "whole", "warns"),
    [
        (FIVE, ALL, True),
        (FIVE, '{ type = "count", stars = [4, 5] }', True),
        (FIVE, '{ type = "count", stars = [3, 4] }', False),
        (ALL, ALL, False),
        (ALL, FIVE, False),
        ('{ type = "count", stars = 5, entity_kind = "sme" }', ALL, False),
        ('{ type = "flow", event = "new" }', ALL, False),
        (FIVE, '{ type = "distinct", of = "entities" }', False),
    ],
)
def test_a_target_above_one_that_counts_its_products_too(part, whole, warns):
    found = lint(plan(("a", part, "at_least = 50"), ("b", whole, "at_least = 40")))
    assert ([one.code for one in found.warnings] == ["met-with-another"]) is warns
    if warns:
        assert found.warnings[0].path == ("targets", 1, "at_least")
        equal = plan(("a", part, "at_least = 40"), ("b", whole, "at_least = 40"))
        assert lint(equal).warnings == ()
        later = plan(("a", part, "at_least = 50"), ("b", whole, "at_least = 40\nby = 2026-06-30"))
        assert lint(later).warnings == ()
        most = plan(("a", part, "at_least = 50"), ("b", whole, "at_most = 90"))
        assert lint(most).warnings == ()


BASE = (
    '[baseline]\non = 2025-12-31\nsource = "x"\ncounts = [{ status = "valid", value = 150 }MORE]\n'
)


def test_a_baseline_that_does_not_tell_a_target():
    """office E: nothing said which figure lacked."""
    targets = [
        ("a", FIVE, "at_least = 5"),
        ("b", '{ type = "indicator", id = "x" }', "at_least = 3"),
    ]
    found = lint(plan(*targets, more=BASE.replace("MORE", "")))
    assert codes(found) == [("not-known-from-the-baseline", ("targets", 0), 8)]
    assert "stars = [5]" in found.warnings[0].text("en")
    whole = BASE.replace("MORE", ', { status = "valid", stars = 5, value = 2 }')
    assert lint(plan(*targets, more=whole)).warnings == ()
    assert lint(plan(*targets)).warnings == ()


def test_no_plan_of_the_library_contradicts_itself():
    for one in ocop.plans():
        assert list(_warnings._contradicting(one)) == []
        assert list(_warnings._beside_another(one)) == []


CHANGES = """\
id = "x"
kind = "proposal"
title = { vi = "Dự thảo", en = "Draft" }
amends = "26"
from = 2027-01-01
reference = "x"
"""
TOP_GONE = '[bands]\n5 = 100\n[[criteria]]\nsets = [1, 2]\nno = "3.5"\noption = 3\npoints = 2\n'


def test_a_rank_that_no_sheet_reaches_any_more():
    found = lint(CHANGES + TOP_GONE)
    assert [one.code for one in found.warnings] == ["rank-out-of-reach"] * len(found.warnings)
    assert [one.values["product_set"] for one in found.warnings][:1] == [1]
    assert {one.values["stars"] for one in found.warnings} == {4}
    rules = ocop.Rules().amended(ocop.from_toml(ocop.Changes, CHANGES + TOP_GONE))
    rubric = rules.regime_on(date(2027, 1, 1)).rubric(1)
    assert ocop.score(rubric.sheet(TOP)).stars == 4
    assert lint(CHANGES + "[bands]\n5 = 100\n").warnings == ()
    assert lint(CHANGES + "[certificates]\nmonths = 48\n").warnings == ()


def test_a_correction_stands_in_the_regime_that_it_corrects():
    text = CHANGES.replace('"proposal"', '"correction"').replace("from = 2027-01-01\n", "")
    assert {one.code for one in lint(text + TOP_GONE).warnings} == {"rank-out-of-reach"}


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("members = 9\nquorum = 1", [("quorum-met-by-one", ("quorum",), 2)]),
        ('members = 9\nquorum = "5 %"', [("quorum-met-by-one", ("quorum",), 2)]),
        ("quorum = 1", [("quorum-met-by-one", ("quorum",), 1)]),
        ("members = 1\nquorum = 1", []),
        ('members = 9\nquorum = "75 %"', []),
        ("members = 9", []),
        ('label = { vi = "a", en = "b" }', [("regulation-asks-nothing", (), 1)]),
    ],
)
def test_a_regulation(text, warned):
    assert codes(lint(text)) == warned


def test_a_council():
    def council(*cast, **regulation):
        verdict = ocop.verdict(cast, ocop.CouncilRules(**regulation) if regulation else None)
        return [(one.code, one.path) for one in lint(ocop.to_json(verdict)).warnings]

    an = ocop.Ballot(member="An", sheet=RUBRIC.sheet(TOP))
    assert council(an) == []
    assert council(an, members=9, quorum=1) == [("quorum-met-by-one", ("regulation", "quorum"))]
    assert council(an, members=9, quorum=Fraction(1)) == [("does-not-stand", ("ballots",))]
    other = ocop.Ballot(
        member="An", sheet=ocop.regime("26").rubric(3).sheet(lowest(ocop.regime("26").rubric(3)))
    )
    noted = ocop.verdict([other])
    assert len(council(other)) == len(noted.notes)


def test_a_sheet_warns_of_what_its_card_notes():
    seen = set()
    for number in range(1, 27):
        rubric = ocop.regime("26").rubric(number)
        sheet = rubric.sheet(lowest(rubric))
        found = lint(ocop.to_json(sheet))
        assert [one.values["note"] for one in found.warnings] == [
            note.label for note in ocop.score(sheet).notes
        ]
        seen |= {one.path for one in found.warnings}
    assert seen == {("choices",)}


def test_an_application_warns_of_what_its_certificates_note():
    held = {"product": "Chè", "stars": 4, "issued_on": "2024-01-31", "valid_from": "2024-02-10"}
    document = {"product": "Chè", "held_before": [held]}
    found = lint(ocop.data.dump_json(document))
    (certificate,) = ocop.from_dict(ocop.Application, document).certificates
    assert [one.values["note"] for one in found.warnings] == [
        note.label for note in certificate.notes
    ]
    assert [one.path for one in found.warnings] == [("held_before",)]
    left = {"event": "entity-withdrew", "on": "2024-03-01"}
    later = lint(ocop.data.dump_json(document | {"history": [left]}))
    assert [one.path for one in later.warnings] == [("history",)]


def test_a_register_warns_of_what_its_records_say():
    twice = (
        "code,name,stars,issued_on,superseded_on\n1,a,3,2024-01-01,2026-01-01\n1,a,4,2025-01-01,\n"
    )
    found = lint(twice, "so.csv")
    registry = ocop.Registry.from_csv(twice)
    assert [one.values["note"] for one in found.warnings] == [note.label for note in registry.notes]
    assert found.warnings
    assert {one.file for one in found.warnings} == {"so.csv"}


CASE = '[[case]]\nname = "a"\nbands = { regime = "26", total = 90 }\nexpect = { stars = 5 }\n'


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("renewal = 1\ndelay = 2\nnew_per_month = 3\nnew_entities = 1", []),
        ("renewal = { 3 = 1, 4 = 0 }", [("rank-not-named", ("renewal",), 1)]),
        (
            "upgrade = { 3 = 1 }\ndelay = 2\nnew_kinds = { sme = 1 }",
            [("changes-nothing", ("delay",), 2), ("changes-nothing", ("new_kinds",), 3)],
        ),
        (
            'delay = 2\nrenewal = 1\n[sources]\nrenewal = "x"\nupgrade = "x"',
            [("source-of-nothing", ("sources", "upgrade"), 5)],
        ),
    ],
)
def test_assumptions(text, warned):
    found = lint(text, "x.toml")
    assert (found.kind, found.faults) == ("assumptions", ())
    assert codes(found) == warned


def test_checks_without_a_source():
    assert codes(lint(CASE)) == [("case-without-source", ("case", 0), 1)]
    assert lint('source = "26/2026/QĐ-TTg"\n' + CASE) == lint(CASE + 'source = "x"\n')
    rows = CASE.replace(", total = 90", "").replace(
        "expect", "table = [['total'], [90], [91]]\nexpect"
    )
    assert codes(lint(rows)) == [("case-without-source", ("case", 0), 1)]


def test_checks_that_cannot_be_read():
    """A case that expects nothing is a fault, at its line."""
    found = lint(
        CASE + '[[case]]\nname = "b"\nbands = { regime = "26", total = 90 }\n', "x.ocop.toml"
    )
    assert found.kind == "checks"
    assert codes(found) == [("check-nothing-expected", ("case", 1), 5)]


def test_what_checks_name_is_looked_for_beside_them(tmp_path):
    text = 'source = "x"\n' + CASE + 'rules = { changes = "d.changes.toml" }\n'
    file = tmp_path / "x.ocop.toml"
    assert [one.line for one in lint(text, str(file)).faults] == [6]
    (tmp_path / "d.changes.toml").write_text(CHANGES + "[bands]\n4 = 75\n", encoding="utf-8")
    assert lint(text, str(file)).faults == ()
    assert [one.code for one in lint(text).faults] == ["check-no-file"]
