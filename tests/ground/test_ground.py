"""Errors, dates, words, strict reading and writing."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop import _ports, data, dates, errors, text, words
from ocop.errors import Faults, InputError, OcopError, RuleDataError, fault
from ocop.law.rows.file import kind_of_file

DATES = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def test_one_fault_reads_as_itself():
    one = fault("not-a-day", "choices", "3.5", given="2023-02-30")
    assert str(InputError(one)) == "choices[\"3.5\"]: '2023-02-30' is not a day of the calendar"
    assert str(fault("not-json", row=1, column=2)) == "not JSON at line 1, column 2"
    assert str(one.in_file("a.json", 7)).startswith('a.json: line 7, choices["3.5"]: ')


def test_several_faults_are_listed():
    err = InputError([fault("not-a-day", "a", given=1), fault("not-a-day", "b", given=2)])
    assert str(err) == (
        "2 faults:\n- a: 1 is not a day of the calendar\n- b: 2 is not a day of the calendar"
    )
    assert isinstance(err, ValueError)
    assert err.faults[1].place == "b"


@given(st.text(st.characters()), st.text(st.characters()))
def test_a_fault_is_one_line_that_a_terminal_can_take(key, value):
    """hard A9: keys of a file forged second faults, moved the cursor, turned the direction."""
    line = str(fault("not-a-day", key, given=value))
    assert len(line.splitlines()) <= 1
    assert not any(unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} for letter in line)
    assert not set(line) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
    line.encode()


def test_what_is_not_to_be_shown_is_told_by_its_number():
    one = fault("not-toml", "choices", "a\nocop: fake fault", column=1, given="\x1b[2J")
    assert str(one).startswith(
        'choices["a\\u000aocop: fake fault"]: not TOML at column 1: \\u001b[2J'
    )


def test_a_long_value_is_shortened():
    """hard A8: a key of a megabyte made a message of a megabyte."""
    line = str(fault("not-a-day", "k" * 10**6, given="x" * 10**6 + "end"))
    assert len(line) < 500
    assert "end' is not a day" in line


def test_of_many_faults_fifty_are_shown():
    """notebooks 8: the error of one file printed 278,281 letters."""
    err = InputError(fault("not-json", row=n, column=n) for n in range(60))
    assert len(err.faults) == 60
    assert str(err).splitlines()[0] == "60 faults:"
    assert str(err).splitlines()[50:] == [
        "- not JSON at line 49, column 49",
        "- … and 10 more",
    ]
    assert len(InputError(fault("not-json", row=n, column=n) for n in range(50)).lines()) == 50


def test_faults_gather():
    faults = Faults()
    faults.raise_if_any()
    faults.add("not-a-day", "a", given=1)
    with pytest.raises(RuleDataError):
        faults.raise_if_any(RuleDataError)


@pytest.mark.parametrize(
    "name",
    [n for n in errors.__all__ if n[0].isupper() and n not in {"Fault", "Faults", "Path", "Row"}],
)
def test_every_error_is_an_ocop_error(name):
    assert issubclass(getattr(errors, name), OcopError)


@given(DATES, st.integers(0, 120))
def test_months_keep_the_day_or_the_last_of_the_month(day, months):
    later = dates.add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    last = (later.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    assert later.day == min(day.day, last.day)


@given(DATES)
def test_dates_come_back(day):
    assert dates.parse_date(day.isoformat(), "x") == day
    assert dates.parse_date(day, "x") is day


@pytest.mark.parametrize(
    "wrong",
    [
        "22/05/2026",
        "2026-5-22",
        "2026-13-01",
        "2023-02-29",
        "",
        "20260522",
        46164,
        None,
        True,
        "2026-W21-5",
    ],
)
def test_other_dates_are_refused(wrong):
    with pytest.raises(InputError) as err:
        dates.parse_date(wrong, "issued_on")
    assert err.value.faults[0].place == "issued_on"


class NotATime(datetime):
    """Stands for NaT of pandas, which is of the class of its timestamps."""

    def time(self):
        raise ValueError


def test_a_datetime_is_no_date():
    with pytest.raises(InputError, match="without a time"):
        dates.checked_date(datetime(2026, 5, 22), "on")  # noqa: DTZ001


def test_a_midnight_is_its_date():
    """A column of dates read by pandas or openpyxl holds midnights."""
    day, midnight = date(2026, 5, 22), datetime(2026, 5, 22)  # noqa: DTZ001
    days = dates.DateRange(midnight, date(2026, 5, 23))
    assert (days, hash(days)) == (dates.DateRange(day, date(2026, 5, 23)), hash(days))
    assert type(days.first) is date
    assert midnight in days
    assert ocop.regime_on(midnight) == ocop.regime_on(day)
    for moment in (
        datetime(2026, 5, 22, 0, 1),  # noqa: DTZ001
        datetime(2026, 5, 22, tzinfo=UTC),
        NotATime(2026, 5, 22),
    ):
        with pytest.raises(InputError, match="without a time"):
            ocop.regime_on(moment)


@given(DATES, st.integers(0, 400))
def test_ranges(first, length):
    found = dates.DateRange(first, first + timedelta(days=length))
    assert found.days == length + 1 == len(list(found))
    assert found.first in found
    assert found.last in found
    assert found.last + timedelta(days=1) not in found
    assert str(found) == f"{found.first} – {found.last}"


def test_a_range_runs_forward():
    with pytest.raises(InputError, match="comes before"):
        dates.DateRange(date(2026, 1, 2), date(2026, 1, 1))


@given(st.text())
def test_folding_is_idempotent(word):
    assert words.fold(words.fold(word)) == words.fold(word)
    assert unicodedata.is_normalized("NFC", words.nfc(word))


def test_folding_and_nearness():
    assert words.fold("Đồ uống – CÓ cồn") == "do uong co con"
    assert words.surely_meant("do uong co con", ("Đồ uống có cồn", "Hoa")) == "Đồ uống có cồn"
    assert words.surely_meant("zzz", ("Hoa",)) is None


def test_labels():
    label = text.Label.of({"vi": "Hoa", "en": "Flowers"})
    assert (label("vi"), label("en"), str(label)) == ("Hoa", "Flowers", "Hoa / Flowers")
    with pytest.raises(InputError, match="not a language"):
        label("fr")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**99), 10**99) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(JSON)
def test_json_comes_back(value):
    assert data.load_json(data.dump_json(value)) == value


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_toml_strings_come_back(word):
    line = f"{data.toml_key(word)} = {data.toml_string(word)}\n"
    assert data.load_toml(line) == {word: word}


WORDS = st.text(st.characters(exclude_categories=["Cs"]))
TABLES = st.dictionaries(
    WORDS,
    st.recursive(
        st.booleans() | st.integers(-(10**99), 10**99) | WORDS,
        lambda inner: st.lists(inner) | st.dictionaries(WORDS, inner | st.none()),
        max_leaves=8,
    )
    | st.none(),
)


def without_none(value):
    if isinstance(value, dict):
        return {key: without_none(item) for key, item in value.items() if item is not None}
    return [without_none(item) for item in value] if isinstance(value, list) else value


@given(TABLES)
def test_tables_come_back_from_toml(table):
    """A key such as 1.1 in a table within a table was written bare, and read as two."""
    assert data.load_toml(data.dump_toml(table)) == without_none(table)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('{"a": 1, "a": 2}', "the key 'a' stands twice"),
        ('{"a": NaN}', "NaN is not a number"),
        ('{"a": -Infinity}', "-Infinity is not a number"),
        ("{", "not JSON"),
        ("[" * 100000, "lie too deep in each other"),
    ],
)
def test_json_that_is_refused(source, said):
    with pytest.raises(InputError) as err:
        data.load_json(source)
    assert said in str(err.value)


def test_json_of_dates():
    assert data.dump_json({"on": date(2026, 5, 22)}) == '{"on": "2026-05-22"}'
    with pytest.raises(TypeError, match="has no form in JSON"):
        data.dump_json(datetime(2026, 5, 22))  # noqa: DTZ001
    with pytest.raises(ValueError, match="not JSON compliant"):
        data.dump_json(float("nan"))


def test_toml_that_is_refused():
    with pytest.raises(InputError, match="this key stands above already"):
        data.load_toml("a = 1\na = 2\n")


def test_rule_data_that_is_broken(monkeypatch):
    monkeypatch.setattr(data, "_read", lambda *_: "a = ")
    with pytest.raises(RuleDataError):
        data.read_data("ocop.rules", "x.toml")


def test_rule_data_with_a_misplaced_key(monkeypatch):
    real = data._read

    def misspelt(package, path):
        text = real(package, path)
        return text.replace("silent_in", "silentin", 1) if path == "readings.toml" else text

    monkeypatch.setattr(data, "_read", misspelt)
    with pytest.raises(RuleDataError) as err:
        data.read_data("ocop.rules", "readings.toml", kind_of_file("readings"))
    unknown, missing = err.value.faults
    assert unknown.text("en") == (
        "readings.toml: line 11, questions[0].silentin: unknown key 'silentin'; "
        "did you mean 'silent_in'?"
    )
    assert (missing.code, missing.path, missing.line) == (
        "missing-key",
        ("questions", 0, "silent_in"),
        4,
    )


def test_days_in_other_digits():
    """hard A16, office D14: told for what they are; a schema refuses them in documents too.

    Registers and the command line read what is typed full width.
    """
    for written in ("٢٠٢٦-٠٥-٢٢", "２０２６-０５-２２"):
        with pytest.raises(InputError) as caught:
            dates.parse_date(written, "on")
        assert [(fault.code, fault.path) for fault in caught.value.faults] == [
            ("other-digits", ("on",))
        ]
        assert "2026-05-22" in caught.value.text("vi")
    assert "'2026-05-22'" in caught.value.faults[0].hint("vi")


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("2024", {("not-days", ())}),
        (0, {("not-a-year", ())}),
        ({"form": 1, "to": "x"}, {("unknown-key", ("form",)), ("missing-key", ("from",)), ("not-a-date-text", ("to",))}),
        ({"from": "2025-01-01", "to": "2024-01-01"}, {("ends-before-it-begins", ("to",))}),
        ({10**5000: 1, "from": "2024-01-01", "to": "2024-01-01"}, {("unknown-key", ("a number of about 4983 digits",))}),
    ],
    ids=["text", "year", "keys", "reversed", "number"],
)  # fmt: skip
def test_days_from_a_table(table, told):
    with pytest.raises(InputError) as caught:
        dates.DateRange.from_table(table)
    assert {(fault.code, fault.path) for fault in caught.value.faults} == told


def test_keys():
    faults = Faults()
    assert data.check_keys({"a": 1}, required=("a",), place="row", faults=faults)
    assert not data.check_keys(
        {"pionts": 1, "zzz": 2},
        required=("points",),
        optional=("star",),
        place="row",
        faults=faults,
    )
    assert [str(fault) for fault in faults.found] == [
        "row.pionts: unknown key 'pionts'; did you mean 'points'?",
        "row.zzz: unknown key 'zzz'; there are points, star",
        "row.points: the key 'points' is missing",
    ]


def test_ports():
    _ports.provide("test", "operator", "add")
    assert _ports.ask("test", 1, 2) == _ports.ask("test", 2, 1) == 3
    _ports.provide("test", "operator", "sub")
    assert _ports.ask("test", 1, 2) == -1
    _ports._homes.pop("test")
    _ports._answers.pop("test")
