"""Files of checks are read strictly, and one bad case hides no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ocop.checks.case_file import Check, Unreadable, read_checks, read_table
from ocop.checks.subject.every import SUBJECTS
from ocop.errors import InputError
from tests.checks.cases import results

SHEET = 'sheet = { regime = "26", set = 1, rest = "top" }'
GOOD = f'[[case]]\nname = "tốt"\n{SHEET}\nexpect = {{ total = 100 }}\n'


def codes(result):
    return [(fault.code, fault.path[2:]) for fault in result.faults]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (f'name = "x"\n{SHEET}', [("check-nothing-expected", ())]),
        (f'name = "x"\n{SHEET}\nexpect = {{}}', [("check-nothing-expected", ("expect",))]),
        (f'name = "x"\n{SHEET}\nexpect = []', [("check-nothing-expected", ())]),
        (f"{SHEET}\nexpect = {{ total = 1 }}", [("missing-key", ("name",))]),
        ('name = "x"\nexpect = { total = 1 }', [("check-no-subject", ())]),
        (
            f'name = "x"\n{SHEET}\nregime = {{ on = 2026-06-01 }}\nexpect = {{ total = 1 }}',
            [("check-two-subjects", ())],
        ),
        (
            f'name = "x"\n{SHEET}\nsnapshot = "a.toml"\nexpect = {{ total = 1 }}',
            [("check-not-beside", ("snapshot",))],
        ),
        (f'name = "x"\n{SHEET}\nexpect = {{ totl = 1 }}', [("unknown-key", ("expect", "totl"))]),
        (
            f'name = "x"\n{SHEET}\nexpect = [{{ total = 1 }}, {{ star = 1 }}]',
            [("unknown-key", ("expect", 1, "star"))],
        ),
        (f'name = "x"\n{SHEET}\nexpct = {{ total = 1 }}', [("unknown-key", ("expct",))]),
        (
            'name = "x"\nsheet = { regime = "26", sett = 1 }\nexpect = { total = 1 }',
            [("unknown-key", ("sheet", "sett")), ("missing-key", ("sheet", "set"))],
        ),
        (
            'name = "x"\nsheet = { set = 1 }\nexpect = { total = 1 }',
            [("no-regime", ("sheet",))],
        ),
        (
            (
                'name = "x"\ncertificate = { stars = 3, issued_on = 2026-06-01 }\n'
                'expect = { on = "mai", status = "valid" }'
            ),
            [("not-a-date-text", ("expect", "on"))],
        ),
        (f'name = "x"\n{SHEET}\ntable = [["total"]]', [("check-no-rows", ("table",))]),
        (f'name = "x"\n{SHEET}\ntable = [[3], [4]]', [("not-text", ("table", 0, 0))]),
        (f'name = "x"\n{SHEET}\ntable = [["total"], [1, 2]]', [("not-so-many", ("table", 1))]),
        (
            f'name = "x"\n{SHEET}\ntable = [["totl"], [1]]',
            [("unknown-key", ("table", 1, "expect", "totl"))],
        ),
        (
            f'name = "x"\n{SHEET}\ntable = [["refused"], [3]]',
            [("not-text", ("table", 1, "refused"))],
        ),
        (
            f'name = "x"\n{SHEET}\nexpect = [{{ total = 1 }}]\ntable = [["stars"], [1]]',
            [("not-a-table", ("table", 1, "expect"))],
        ),
        (
            f'name = "x"\n{SHEET}\nrules = {{ readings = {{ star_minima = "ow" }} }}\nexpect = {{ total = 1 }}',
            [("no-such-reading", ("rules", "readings", "star_minima"))],
        ),
        (
            f'name = "x"\n{SHEET}\nrules = {{ changes = "a.toml" }}\nexpect = {{ total = 1 }}',
            [("check-no-file", ("rules", "changes"))],
        ),
    ],
)
def test_a_case_that_cannot_be_read_is_told_beside_the_others(case, expected):
    bad, good = results(f"[[case]]\n{case}\n{GOOD}")
    assert (bad.status, good.status) == ("unreadable", "passed")
    assert codes(bad) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "missing-key"),
        ("case = []", "check-no-cases"),
        ("case = 3", "not-a-list"),
        (f"format = 2\n{GOOD}", "not-known"),
        (f'type = "plan"\n{GOOD}', "not-known"),
        (f"sourc = 3\n{GOOD}", "unknown-key"),
        (f'rules = {{ readings = {{ star_minima = "ow" }} }}\n{GOOD}', "no-such-reading"),
        ("[[case]\n", "not-toml"),
    ],
)
def test_a_file_that_holds_no_cases_is_refused(text, code):
    with pytest.raises(InputError) as caught:
        read_checks(text)
    assert code in [fault.code for fault in caught.value.faults]


def test_a_row_of_a_table_is_a_case_of_its_own():
    text = (
        f'source = "Điều 3"\n[[case]]\nname = "liên kết"\n{SHEET}\nexpect = {{ stars_by_points = 5 }}\n'
        'table = [\n["choices.1.5", "stars", "points.1.5"],\n[2, 3, 1],\n["", 5, 3],\n[4, 4, ""]\n]\n'
    )
    file = read_checks(text)
    assert [check.name for check in file.checks] == ["liên kết [1]", "liên kết [2]", "liên kết [3]"]
    assert [file.line(check.path) for check in file.checks] == [8, 9, 10]
    assert file.checks[0].given["sheet"]["choices"] == {"1.5": 2}
    assert "choices" not in file.checks[1].given["sheet"]
    assert file.checks[0].expectations[0].fields == {
        "stars_by_points": 5,
        "stars": 3,
        "points": {"1.5": 1},
    }
    assert [result.status for result in results(text)] == ["passed", "passed", "failed"]
    assert {check.source for check in file.checks} == {"Điều 3"}


def test_a_line_names_its_case_or_its_row():
    text = f'{GOOD}[[case]]\nname = "bảng"\n{SHEET}\ntable = [["total"],\n[100],\n[100]]\n'
    file = read_checks(text)
    names = {line: [check.name for check in file.at_line(line)] for line in range(1, 12)}
    assert names[1] == names[4] == ["tốt"]
    assert names[5] == names[8] == ["bảng [1]", "bảng [2]"]
    assert (names[9], names[10]) == (["bảng [1]"], ["bảng [2]"])
    assert file.at_line(0) == ()


def test_rules_of_a_case_come_over_those_of_its_file():
    text = (
        'rules = { readings = { star_minima = "own" } }\n'
        f'{GOOD}[[case]]\nname = "x"\n{SHEET}\nrules = {{ readings = {{ rest_day = "moves" }} }}\n'
        "expect = { total = 100 }\n"
    )
    one, other = read_checks(text).checks
    assert one.setting.rules.readings.changed == {"star_minima": "own"}
    assert other.setting.rules.readings.changed == {"star_minima": "own", "rest_day": "moves"}


def test_a_case_that_is_no_table_is_unreadable():
    (check,) = read_checks("case = [3]").checks
    assert isinstance(check, Unreadable)
    assert (check.name, check.path) == ("", ("case", 0))
    (named,) = read_checks("[[case]]\nname = 3\nsheet = {}\n").checks
    assert named.name == ""


def test_what_can_be_read_is_ready_to_be_run():
    (check,) = read_checks(GOOD).checks
    assert isinstance(check, Check)
    assert (check.subject.name, check.refused) == ("sheet", None)


def test_what_the_guide_shows_passes_and_it_names_every_subject():
    guide = Path(__file__).parents[2].joinpath("docs/checks.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```toml\n(.*?)```", guide, re.DOTALL)
    assert {result.status for result in results(block)} == {"passed"}
    assert set(re.findall(r"^\| `([a-z]+)`", guide, re.MULTILINE)) == set(SUBJECTS)


def test_a_table_has_no_files_beside_it():
    case = {
        "name": "x",
        "bands": {"regime": "26", "total": 90},
        "rules": {"changes": "a.toml"},
        "expect": {"stars": 5},
    }
    (unread,) = read_table({"case": [case]})
    assert [fault.code for fault in unread.faults] == ["check-no-file"]
    (read,) = read_table({"case": [{**case, "rules": {}}]})
    assert isinstance(read, Check)
