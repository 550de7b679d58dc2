"""Sheets and drafts as they are stored: what goes out comes back, and every fault has its path."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.errors import InputError
from ocop.formats.sheet import BY_HAND, days_read, is_plain, shape_faults
from ocop.formats.sheet_table import SheetTable
from ocop.shape import fits
from ocop.testing.strategies import drafts, rubrics, rules, sheets

RUBRIC = ocop.regime("26").rubric(1)
any_rubrics = rubrics(rules=rules())
#: rubrics asked for on any day, some of them later than the last check of the rules
dated_rubrics = rubrics(
    regime=st.dates(date(2019, 8, 21), date(2030, 12, 31)).map(ocop.regime_on), rules=rules()
)


def top(rubric):
    """Every highest level; in a checklist every line."""
    return {
        c.no: list(range(1, len(c.options) + 1)) if c.choice == "many" else len(c.options)
        for c in rubric.criteria
    }


def faults(call, *args, **more):
    """Code and path of every fault of a call, in their order."""
    with pytest.raises(InputError) as err:
        call(*args, **more)
    return [(fault.code, fault.path) for fault in err.value.faults]


@pytest.fixture(scope="module")
def vegetables():
    return ocop.regime("26").rubric(1)


CARD = ocop.score(RUBRIC.sheet(top(RUBRIC)))


def test_a_bare_key_of_toml_is_told_apart():
    with pytest.raises(InputError, match=r'write the key in quotes, such as "1\.1"'):
        ocop.from_toml(ocop.Sheet, 'regime = "26"\nset = 1\n[choices]\n1.1 = 3\n')


def test_strict_files(vegetables):
    base = {"regime": "26", "set": 1, "choices": top(vegetables)}
    assert ocop.score(ocop.from_dict(ocop.Sheet, base)).total == 100
    assert ocop.from_dict(ocop.Sheet, base | {"set": "rau cu qua hat tuoi"}) == ocop.from_dict(
        ocop.Sheet, base
    )
    dated = ocop.from_dict(ocop.Sheet, {"on": "2026-11-21", "set": 1, "choices": top(vegetables)})
    assert dated.rubric.regime.as_checked_on.isoformat() == "2026-09-30"
    assert ocop.to_dict(ocop.score(dated))["as_checked_on"] == "2026-09-30"
    assert "Theo kiểm tra ngày 30/09/2026" in str(ocop.score(dated).explain("vi"))
    for wrong, said in [
        ({"choises": {}}, "unknown key 'choises'; did you mean 'choices'"),
        ({"format": 2}, "format: 2 is not known"),
        ({"format": True}, "format: true is not known"),
        ({"on": "2026-11-21"}, "has both regime and on"),
        ({"regime": "27"}, "'27' is not a regime"),
        ({"regime": 26}, "regime: 26 is not text"),
        ({"set": 27}, "there is no set 27"),
        ({"set": 1.0}, "1.0 is not a whole number"),
        ({"exclusions": "x"}, "exclusions: 'x' is not a list"),
        ({"readings": ["x"]}, "is not a table"),
        ({"readings": {"star": "own"}}, "no question 'star'"),
        ({"readings": {"star_minima": "x"}}, "no reading 'x'"),
        ({"changes": ["x"]}, "changes[0]: 'x' is not a table"),
        ({"changes": "x"}, "changes: 'x' is not a list"),
        ({"what_if": "x"}, "what_if: 'x' is not a list"),
        ({"what_if": ["x"]}, "is not a table"),
        ({"readings": "x"}, "readings: 'x' is not a table"),
    ]:
        with pytest.raises(InputError) as err:
            ocop.from_dict(ocop.Sheet, base | wrong)
        assert said in str(err.value), wrong
    with pytest.raises(InputError, match="needs either regime or on"):
        ocop.from_dict(ocop.Sheet, {"set": 1, "choices": {}})
    with pytest.raises(InputError, match="'set' is missing"):
        ocop.from_dict(ocop.Sheet, {"regime": "26", "choices": {}})
    with pytest.raises(InputError, match="'choices' is missing"):
        ocop.from_dict(ocop.Sheet, {"regime": "26", "set": 1})
    with pytest.raises(InputError, match="a list is not a table"):
        ocop.from_dict(ocop.Sheet, [])
    with pytest.raises(InputError, match=r"'1\.1' stands twice"):
        ocop.from_json(ocop.Sheet, '{"regime": "26", "set": 1, "choices": {"1.1": 1, "1.1": 2}}')
    with pytest.raises(InputError, match="this key stands above already"):
        ocop.from_toml(ocop.Sheet, "set = 1\nset = 2\n")


def test_a_document_is_told_of_in_one_pass():
    """apps D7, D8: the regime, then the readings, then the set; an unknown key at its parent."""
    assert faults(
        ocop.from_dict,
        ocop.Sheet,
        {
            "regimes": "26",
            1: 2,
            "format": "1",
            "regime": 26,
            "readings": [],
            "choices": [],
            "exclusions": "x",
            "unmet": 3,
            "changes": {},
        },
    ) == [
        ("unknown-format", ("format",)),
        ("unknown-key", ("regimes",)),
        ("unknown-key", ("1",)),
        ("not-text", ("regime",)),
        ("missing-key", ("set",)),
        ("not-a-table", ("readings",)),
        ("not-a-list", ("changes",)),
        ("not-a-table", ("choices",)),
        ("not-a-list", ("exclusions",)),
        ("not-a-list", ("unmet",)),
    ]
    good = ocop.to_dict(CARD.sheet)
    assert faults(ocop.from_dict, ocop.Sheet, good | {"format": 2, "choices": {}, "unmet": ["x"]})[
        :3
    ] == [
        ("unknown-format", ("format",)),
        ("no-such-condition", ("unmet", 0)),
        ("no-option-chosen", ("choices", "1.1")),
    ]
    assert faults(ocop.from_dict, ocop.Sheet, good | {"on": "2026-11-21"}) == [
        ("regime-and-on", ())
    ]


@given(st.one_of(sheets(any_rubrics), sheets(dated_rubrics)))
def test_sheets_come_back_as_they_went(sheet):
    for back in (
        ocop.from_dict(ocop.Sheet, ocop.to_dict(sheet)),
        ocop.from_json(ocop.Sheet, ocop.to_json(sheet)),
        ocop.from_toml(ocop.Sheet, ocop.to_toml(sheet)),
    ):
        assert back == sheet
        assert hash(back) == hash(sheet)
        assert back.rubric.regime.notes == sheet.rubric.regime.notes


@given(sheets())
def test_a_sheet_of_an_amended_rubric_comes_back(sheet):
    raised = sheet.rubric.amended(bands={4: 71})
    made = raised.sheet(sheet.choices, unmet=sheet.unmet)
    text = ocop.to_json(made)
    assert ocop.from_json(ocop.Sheet, text) == made
    assert ocop.from_json(ocop.Sheet, text).rubric.changes == raised.changes


@given(drafts(any_rubrics))
def test_drafts_come_back_as_they_went(draft):
    """apps G4: a draft that was written could not be read."""
    for back in (
        ocop.from_dict(ocop.Draft, ocop.to_dict(draft)),
        ocop.from_json(ocop.Draft, ocop.to_json(draft)),
        ocop.from_toml(ocop.Draft, ocop.to_toml(draft)),
    ):
        assert back == draft
        assert back.missing == draft.missing
    assert ocop.to_dict(draft)["type"] == "draft"
    assert faults(ocop.from_dict, ocop.Sheet, ocop.to_dict(draft))[0] == (
        "of-another-type",
        ("type",),
    )


@given(sheets(any_rubrics))
def test_a_sheet_is_a_draft_without_gaps(sheet):
    draft = ocop.from_dict(ocop.Draft, ocop.to_dict(sheet))
    assert (draft._held, draft.missing) == (sheet._held, ())


VALUES = (
    st.none() | st.booleans() | st.integers(-1, 40) | st.text(max_size=3) | st.lists(st.just(1))
)
TABLES = st.dictionaries(
    st.sampled_from([*SheetTable.__annotations__, "x", 1]), VALUES | st.dates()
)


@given(TABLES.map(days_read))
def test_what_fits_has_no_fault_of_its_shape(table):
    plain = {**table, **{key: value for key, value in BY_HAND.items() if key in table}}
    assert fits(SheetTable, plain) is not bool(shape_faults(SheetTable, table, BY_HAND))
    assert is_plain(table) is fits(SheetTable, plain)


def test_a_faulty_key_does_not_hide_what_the_rubric_says():
    table = ocop.to_dict(CARD.sheet) | {"choises": {}, "choices": top(RUBRIC) | {"1.1": 9}}
    assert faults(ocop.from_dict, ocop.Sheet, table) == [
        ("unknown-key", ("choises",)),
        ("no-such-option", ("choices", "1.1")),
    ]
    table = ocop.to_dict(CARD.sheet) | {"on": "2026-13-01", "set": "x"}
    del table["regime"]
    assert faults(ocop.from_dict, ocop.Sheet, table) == [("not-a-day", ("on",))]


def test_a_file_may_say_whose_the_sheet_is():
    table = ocop.to_dict(CARD.sheet)
    assert "product" not in table
    named = ocop.from_dict(ocop.Sheet, table | {"product": "Rau", "member": "A"})
    assert named.owner.fields == {"product": "Rau", "member": "A"}
    assert ocop.to_dict(named) == table | {"product": "Rau", "member": "A"}
    assert list(ocop.to_dict(named))[3:7] == ["regime", "set", "product", "member"]
    assert faults(ocop.from_dict, ocop.Sheet, table | {"product": 3, "place": None}) == [
        ("not-text", ("product",)),
        ("not-text", ("place",)),
    ]


def test_a_what_if_of_a_file_is_held_to_its_decision():
    table = ocop.to_dict(RUBRIC.amended(bands={4: 71}).sheet(top(RUBRIC)))
    wrong = {**table["what_if"][0], "amends": "62"}
    assert faults(ocop.from_dict, ocop.Sheet, table | {"what_if": [wrong]}) == [
        ("change-unknown-decision", ("what_if", 0, "amends"))
    ]
