"""What the law says of a row is said by the rules of its register, whatever the default law is."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from hypothesis import given

import ocop
from ocop.cycle.certificate.withdrawal import Withdrawal
from ocop.errors import InputError
from ocop.targets.registry.registry import Registry
from ocop.testing.strategies import registries

DRAFT = ocop.Rules().amended(
    ocop.from_toml(
        ocop.Changes,
        """\
id = "draft"
kind = "proposal"
title = { vi = "Dự thảo", en = "Draft" }
amends = "26"
from = 2027-01-01
reference = "Dự thảo tờ trình"

[bands]
4 = 65

[grounds.empty-shelves]
vi = "Không còn sản phẩm trên kệ"
en = "No product on the shelves"
reference = "Dự thảo tờ trình"
""",
    )
)
ROW = {"name": "Cu đơ", "stars": 4, "issued_on": date(2027, 3, 1)}
ROWS = [
    ({**ROW, "total": 66}, ("total", "more-stars-than-points")),
    (
        {**ROW, "withdrawn_on": date(2028, 1, 1), "withdrawal_ground": "empty-shelves"},
        ("withdrawal_ground", "not-known"),
    ),
]


def faults_of(call):
    with pytest.raises(InputError) as err:
        call()
    assert err.value.text("vi")
    return [(fault.path, fault.code) for fault in err.value.faults]


@pytest.mark.parametrize(("row", "fault"), ROWS)
def test_a_row_that_its_rules_allow_is_kept_and_refused_under_others(row, fault):
    recognition = ocop.Recognition(**row)
    registry = Registry([recognition], rules=DRAFT)
    assert registry.on(date(2027, 6, 1)).valid == 1
    assert Registry.from_records([row], rules=DRAFT) == registry
    assert Registry.from_csv(registry.to_csv(), rules=DRAFT) == registry
    assert ocop.from_json(Registry, ocop.to_json(registry)) == registry
    column, code = fault
    assert faults_of(lambda: Registry([recognition])) == [(("recognitions", 0, column), code)]
    assert faults_of(lambda: ocop.Snapshot(on=date(2027, 6, 1), recognitions=[recognition])) == [
        (("recognitions", 0, column), code)
    ]
    assert faults_of(lambda: Registry.from_records([row])) == [((1, column), code)]
    assert faults_of(lambda: attrs.evolve(registry, rules=ocop.Rules())) == [
        (("recognitions", 0, column), code)
    ]
    found = Registry.from_records([row], lenient=True)
    assert [each.unread.keys() for each in found.registry] == [{column}]


def test_rules_without_a_rank_refuse_its_rows():
    changes = {
        "id": "no-five",
        "kind": "proposal",
        "title": {"vi": "Bỏ 5 sao", "en": "No 5★"},
        "amends": "26",
        "from": date(2027, 1, 1),
        "reference": "x",
        "bands": {"5": "none"},
        "levels": {"centre": {"recognises": [4]}, "province": {"recognises": [3]}},
    }
    rules = ocop.Rules().amended(ocop.from_dict(ocop.Changes, changes))
    row = {**ROW, "stars": 5, "total": 95}
    assert faults_of(lambda: Registry([ocop.Recognition(**row)], rules=rules)) == [
        (("recognitions", 0, "stars"), "not-a-certified-rank")
    ]
    loose = {**ROW, "stars": "tiềm năng 5 sao", "level": "trung ương"}
    found = Registry.from_records([loose, row], rules=rules, lenient=True)
    assert found.registry.set_aside == 2
    loose = {**ROW, "stars": "tiềm năng 4 sao", "level": "trung ương"}
    (each,) = Registry.from_records([loose], rules=rules)
    assert each.pending


def test_a_ground_is_read_by_its_words_under_its_rules():
    row = {**ROW, "withdrawn_on": date(2028, 1, 1), "lý do thu hồi": "không còn sản phẩm trên kệ"}
    (each,) = Registry.from_records([row], rules=DRAFT)
    assert each.withdrawal_ground == "empty-shelves"


def test_the_row_of_a_certificate_under_a_draft():
    certificate = ocop.Certificate(
        product="Cu đơ",
        stars=4,
        issued_on=date(2027, 3, 1),
        withdrawal=Withdrawal(on=date(2028, 1, 1), ground="empty-shelves"),
        rules=DRAFT,
    )
    row = ocop.Recognition.of_certificate(certificate)
    assert Registry([row], rules=DRAFT).certificate(row) == certificate


def test_no_changes_move_the_first_day_of_the_first_criteria():
    """So whether a recognition is older than they are is asked of no rules."""
    assert [rules.regimes()[0].first_day for rules in (ocop.Rules(), DRAFT)] == [
        date(2019, 8, 21)
    ] * 2
    changes = {
        "id": "early",
        "kind": "proposal",
        "title": {"vi": "Sớm", "en": "Early"},
        "amends": "1048",
        "from": date(2019, 1, 1),
        "reference": "x",
        "bands": {"4": 65},
    }
    assert faults_of(lambda: ocop.Rules().amended(ocop.from_dict(ocop.Changes, changes)))


@given(registries())
def test_rules_that_change_nothing_of_a_row_refuse_none(registry):
    """Under other readings every row of the law stands."""
    rules = registry.rules.read(last_valid_day="day-before")
    assert attrs.evolve(registry, rules=rules).recognitions == registry.recognitions
