"""Documents: tables become values, with every fault at its path; values become tables again."""

from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, Literal, NotRequired, TypedDict

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocop.documents import read, read_fields, with_lines, write, write_fields
from ocop.errors import Faults, InputError, NotFoundError
from ocop.frozen_map import FrozenMap
from ocop.text import Label


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


@attrs.frozen(kw_only=True)
class Paper:
    stars: int
    on: date
    kind: Literal["first", "upgrade"] = "first"

    def __attrs_post_init__(self) -> None:
        faults = Faults()
        if type(self.stars) is int and not 1 <= self.stars <= 5:
            faults.add("out-of-range", "stars", given=self.stars, least=1, most=5)
        if not isinstance(self.on, date):
            faults.add("not-a-date", "on", given=self.on)
        faults.raise_if_any()


@attrs.frozen(kw_only=True)
class Document:
    name: str
    from_: int = 1
    sure: bool = True
    total: int | Fraction | None = None
    share: Fraction = Fraction(1, 2)
    colour: Colour = Colour.RED
    label: Label | None = None
    papers: tuple[Paper, ...] = ()
    pairs: tuple[tuple[str, int], ...] = ()
    units: FrozenMap[str, tuple[str, ...]] = attrs.field(factory=FrozenMap)
    until: date | Literal["none"] | None = None
    anything: Any = None
    found: int = attrs.field(init=False, default=7)


GOOD = {
    "name": "Trà sen",
    "from": 3,
    "sure": False,
    "total": "179/2",
    "share": "12,5",
    "colour": "green",
    "label": {"vi": "Chè", "en": "Tea"},
    "papers": [{"stars": 3, "on": "2026-05-22"}, {"stars": 5, "on": date(2026, 5, 22)}],
    "pairs": [["6.1", 1]],
    "units": {"districts": ["Can Lộc"]},
    "until": "none",
    "anything": {"x": [1]},
}


def test_values_that_are_made_already_are_taken():
    paper = {"stars": 3, "on": date(2026, 5, 22), "kind": "upgrade"}
    table = GOOD | {"share": Fraction(1, 3), "colour": Colour.RED, "papers": [paper]}
    document = read(Document, table)
    assert (document.share, document.colour) == (Fraction(1, 3), Colour.RED)
    assert document.papers[0].kind == "upgrade"


def faults_of(kind, value, *path):
    with pytest.raises(InputError) as caught:
        read(kind, value, *path)
    return {(fault.code, fault.path) for fault in caught.value.faults}


def test_a_table_becomes_a_value_and_a_table_again():
    document = read(Document, GOOD)
    assert document == Document(
        name="Trà sen",
        from_=3,
        sure=False,
        total=Fraction(179, 2),
        share=Fraction(25, 2),
        colour=Colour.GREEN,
        label=Label("Chè", "Tea"),
        papers=(
            Paper(stars=3, on=date(2026, 5, 22)),
            Paper(stars=5, on=date(2026, 5, 22)),
        ),
        pairs=(("6.1", 1),),
        units=FrozenMap({"districts": ("Can Lộc",)}),
        until="none",
        anything={"x": [1]},
    )
    table = write(document)
    assert table["from"] == 3
    assert table["total"] == "179/2"
    assert table["papers"][0] == {"stars": 3, "on": "2026-05-22"}
    assert read(Document, table) == document
    assert write(Document(name="x")) == {"name": "x"}
    assert write(read(Document, {"name": "x", "total": "4/2"})) == {"name": "x", "total": 2}


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("name", 3, "not-text"),
        ("name", Colour.RED, "not-text"),
        ("name", None, "not-text"),
        ("from", 2.0, "not-a-whole-number"),
        ("from", "3", "not-a-whole-number"),
        ("from", True, "not-a-whole-number"),
        ("sure", 1, "not-true-or-false"),
        ("total", 87.5, "not-a-number"),
        ("total", "1/0", "not-a-number"),
        ("total", "8 7", "not-a-number"),
        ("share", True, "not-a-number"),
        ("colour", "blue", "not-known"),
        ("colour", 1, "not-known"),
        ("label", "Chè", "not-a-table"),
        ("papers", {}, "not-a-list"),
        ("pairs", "x", "not-a-list"),
        ("units", [], "not-a-table"),
        ("until", "nothing", "not-a-date-text"),
        ("until", 3, "not-a-date"),
        ("until", "2026-02-30", "not-a-day"),
        ("found", 7, "unknown-key"),
        ("endz", 7, "unknown-key"),
    ],
)
def test_nothing_is_converted_in_silence(key, value, code):
    assert faults_of(Document, GOOD | {key: value}) == {(code, (key,))}


def test_every_fault_has_its_path():
    value = GOOD | {
        "papers": [{"stars": "3", "on": 1}, 7, {"on": "2026-05-22", "stars": 3, "kind": "second"}],
        "pairs": [["6.1"], ["6.1", "1"]],
        "units": {"districts": ["A", 2]},
        "label": {"vi": "Chè"},
    }
    assert faults_of(Document, value, "documents", 4) == {
        ("not-a-whole-number", ("documents", 4, "papers", 0, "stars")),
        ("not-a-date", ("documents", 4, "papers", 0, "on")),
        ("not-a-table", ("documents", 4, "papers", 1)),
        ("not-known", ("documents", 4, "papers", 2, "kind")),
        ("not-so-many", ("documents", 4, "pairs", 0)),
        ("not-a-whole-number", ("documents", 4, "pairs", 1, 1)),
        ("not-text", ("documents", 4, "units", "districts", 1)),
        ("missing-key", ("documents", 4, "label", "en")),
    }


def test_types_and_ranges_come_in_one_pass():
    """house A5, apps D7: a wrong type, an unknown or a missing key hides no other fault."""
    assert faults_of(Paper, {"stars": 9, "on": "2023"}) == {
        ("out-of-range", ("stars",)),
        ("not-a-date-text", ("on",)),
    }
    assert faults_of(Paper, {"stars": 9, "x": 1}) == {
        ("out-of-range", ("stars",)),
        ("unknown-key", ("x",)),
        ("missing-key", ("on",)),
    }
    assert faults_of(Paper, {"stars": 9, "on": "2026-05-22"}) == {("out-of-range", ("stars",))}


def test_an_unknown_key_names_what_was_surely_meant():
    with pytest.raises(InputError) as caught:
        read(Paper, {"stars": 3, "onn": date(2026, 5, 22)})
    unknown, missing = caught.value.faults
    assert unknown.hint("en") == "did you mean 'on'?"
    assert unknown.text("vi") == "onn: không có khóa 'onn'; có phải là 'on'?"
    assert missing.text("en") == "on: the key 'on' is missing"


@attrs.frozen
class Touchy:
    low: int
    high: int

    def __attrs_post_init__(self) -> None:
        if self.low > self.high:
            raise NotFoundError.of("not-known", given=self.low, known=())


def test_a_class_that_stands_no_wrong_type_says_nothing_more():
    assert faults_of(Touchy, {"low": "x", "high": 1}) == {("not-a-whole-number", ("low",))}
    assert faults_of(Touchy, {"low": 2, "high": 1}) == {("not-known", ())}
    assert faults_of(Touchy, {"low": 2, "high": 1, "x": 1}) == {("unknown-key", ("x",))}


@attrs.frozen
class Broken:
    low: int

    def __attrs_post_init__(self) -> None:
        raise RuntimeError(self.low)


def test_what_is_no_fault_of_the_document_passes():
    with pytest.raises(RuntimeError):
        read(Broken, {"low": 1})
    with pytest.raises(RuntimeError):
        read(tuple[Broken, ...], [{"low": 1}])


class Row(TypedDict):
    months: int
    note: NotRequired[str]
    by: NotRequired[tuple[Paper, ...]]


def test_a_typed_dict_is_held_to_its_keys():
    assert read(Row, {"months": 36}) == {"months": 36}
    assert faults_of(Row, {"months": "36", "noted": "x", "by": [{"stars": 3}]}) == {
        ("not-a-whole-number", ("months",)),
        ("unknown-key", ("noted",)),
        ("missing-key", ("by", 0, "on")),
    }
    assert faults_of(Row, {}) == {("missing-key", ("months",))}


def test_a_union_reads_what_is_written():
    kind = Literal["none"] | tuple[int, ...] | Row
    assert read(kind, "none") == "none"
    assert read(kind, [1, 2]) == (1, 2)
    assert read(kind, {"months": 1}) == {"months": 1}
    assert faults_of(kind, [True]) == {("not-a-whole-number", (0,))}
    assert faults_of(kind, 7) == {("not-a-list", ())}
    assert read(Literal["a", 1] | None, "a") == "a"
    assert read(Literal["a", 1] | None, None) is None
    assert faults_of(Literal["a", 1] | None, 1.0) == {("not-known", ())}
    assert read(date | Fraction, "2026-05-22") == date(2026, 5, 22)
    assert read(date | Colour | int, 3) == 3


@attrs.frozen(kw_only=True)
class Event:
    on: date

    @classmethod
    def from_table(cls, value):
        table = dict(value)
        return read_fields({"filed": Filed, "returned": Returned}[table.pop("event")], table)

    def to_table(self):
        return {"event": type(self).__name__.lower(), **write_fields(self)}


@attrs.frozen(kw_only=True)
class Filed(Event):
    product_set: int


@attrs.frozen(kw_only=True)
class Returned(Event):
    why: str = ""


def test_a_class_may_be_told_in_another_way():
    rows = [
        {"event": "filed", "on": "2026-08-20", "product_set": 1},
        {"event": "returned", "on": "2026-08-21"},
    ]
    events = read(tuple[Event, ...], rows)
    assert events == (
        Filed(on=date(2026, 8, 20), product_set=1),
        Returned(on=date(2026, 8, 21)),
    )
    assert write(events) == rows
    assert faults_of(tuple[Event, ...], [{**rows[0], "product_set": "1"}]) == {
        ("not-a-whole-number", (0, "product_set"))
    }


def test_faults_have_their_lines():
    text = (
        'name = "x"\n\n[[papers]]\nstars = 3\n\n[[papers]]\nstars = "4"\non = 2026-05-22\nx = 1\n'
    )
    table = {"name": "x", "papers": [{"stars": 3}, {"stars": "4", "on": "2026-05-22", "x": 1}]}
    with pytest.raises(InputError) as caught:
        read(Document, table)
    faults = with_lines(caught.value.faults, text, "my.toml")
    assert {(fault.code, fault.line, fault.file) for fault in faults} == {
        ("missing-key", 3, "my.toml"),
        ("not-a-whole-number", 7, "my.toml"),
        ("unknown-key", 9, "my.toml"),
    }
    with pytest.raises(InputError) as caught:
        read(Document, [])
    assert with_lines(caught.value.faults, "")[0].line == 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text() | st.sampled_from(list(GOOD)), inner)
    ),
    max_leaves=12,
)


@given(JSON | st.fixed_dictionaries({}, optional=dict.fromkeys(GOOD, JSON)))
def test_any_plain_value_is_read_or_refused_with_faults(value):
    try:
        document = read(Document, value)
    except InputError as err:
        for lang in ("vi", "en"):
            text = err.text(lang)
            assert "NoneType" not in text
            assert "not a mapping" not in text
    else:
        assert read(Document, write(document)) == document
