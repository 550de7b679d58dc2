"""What is handed in wrong: codes, paths and words in both languages, and never a raw exception."""

from __future__ import annotations

import inspect
import pickle
from datetime import date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop import cycle
from ocop.cycle import (
    Application,
    Ballot,
    Calendar,
    Certificate,
    CouncilResult,
    CouncilRules,
    Deadline,
    Document,
    DossierFiled,
    Event,
    IdeaSubmitted,
    ProductCode,
    Promoted,
    Round,
    Stage,
    Status,
    TransitionNotAllowed,
    Withdrawal,
    verdict,
)
from ocop.cycle.certificate.succession import current, superseding
from ocop.cycle.certificate.term import extensions_since, last_valid_day
from ocop.errors import InputError, OcopError
from ocop.testing.strategies import applications

DAY = date(2026, 9, 1)
REGIME = ocop.regime("26")
RUBRIC = REGIME.rubric(1)
SHEET = RUBRIC.sheet({each.no: len(each.options) for each in RUBRIC.criteria})
TEA = Certificate(product="tea", stars=3, issued_on=date(2023, 11, 30))
LIFE = Application(product="tea", held_before=[TEA])
RESULT = CouncilResult(regime="26", total=60, stars=3)
HOSTILE = [
    10**5000,
    -(10**5000),
    0,
    True,
    None,
    b"\xff",
    [],
    [[]],
    {},
    {"a": {"b": [1]}},
    {1: 2},
    set(),
    "",
    "\x1b[2J\nocop: forged",
    "\u202e",
    "\ud800",
    "x" * 10_000,
    1.5,
    float("nan"),
    float("inf"),
    Fraction(1, 10**5000),
    datetime(2026, 1, 1),  # noqa: DTZ001
    date.min,
    date.max,
    object(),
]


def wrong(call):
    with pytest.raises(OcopError) as caught:
        call()
    return [(one.code, one.path) for one in caught.value.faults]


def test_types_and_ranges_are_told_in_one_pass():
    """apps D7"""
    assert wrong(lambda: Certificate(product="x", stars=9, issued_on="2023", kind="k")) == [
        ("not-known", ("kind",)),
        ("not-a-date", ("issued_on",)),
        ("not-a-certified-rank", ("stars",)),
    ]
    assert wrong(lambda: Certificate(product=" ", stars=3, issued_on=DAY)) == [
        ("empty", ("product",))
    ]
    assert wrong(lambda: CouncilResult(regime="27", total=1.5, stars=9, product_set="a")) == [
        ("not-known", ("regime",)),
        ("no-such-set", ("product_set",)),
        ("not-an-exact-total", ("total",)),
        ("out-of-range", ("stars",)),
    ]
    early = date(2019, 1, 1)
    assert wrong(
        lambda: Round(level="x", year=2026, propose_by=DAY, decide_by=early, reference="r")
    ) == [
        ("not-a-level", ("level",)),
        ("ends-before-cut-off", ("decide_by",)),
    ]
    assert wrong(
        lambda: Certificate(product="tea", stars=9, issued_on=early, superseded_on=date(2018, 1, 1))
    ) == [
        ("before-the-issue", ("superseded_on",)),
        ("before-the-first-criteria", ("issued_on",)),
        ("not-a-certified-rank", ("stars",)),
    ]


def test_a_document_tells_its_keys_and_ranges_in_one_pass():
    """house A5"""
    row = {"product": "tea", "stars": 9, "issued_on": "2023-11-30", "x": 1}
    assert wrong(
        lambda: ocop.from_dict(Application, {"product": "tea", "held_before": [row], "y": 2})
    ) == [
        ("unknown-key", ("held_before", 0, "x")),
        ("not-a-certified-rank", ("held_before", 0, "stars")),
        ("unknown-key", ("y",)),
    ]
    assert wrong(
        lambda: ocop.from_dict(
            Application, {"product": "tea", "held_before": [{"stars": 9, "x": 1}]}
        )
    ) == [
        ("unknown-key", ("held_before", 0, "x")),
        ("missing-key", ("held_before", 0, "product")),
        ("missing-key", ("held_before", 0, "issued_on")),
        ("not-a-certified-rank", ("held_before", 0, "stars")),
    ]
    assert wrong(
        lambda: ocop.from_dict(
            Application, {"product": 3, "format": 2, "history": [{"event": "promoted"}]}
        )
    ) == [
        ("unknown-format", ("format",)),
        ("not-text", ("product",)),
        ("missing-key", ("history", 0, "on")),
    ]


def test_paths_are_those_of_the_document():
    """house A6, apps D8: one grammar, no leading colon, the index of the row"""
    assert wrong(
        lambda: ocop.from_dict(Certificate, {"product": "tea", "stars": 3, "issued_on": "x"})
    ) == [("not-a-date-text", ("issued_on",))]
    assert wrong(
        lambda: ocop.from_dict(Event, {"event": "promoted", "on": "2026-09-01", "of": 1})
    ) == [("unknown-key", ("of",))]
    assert wrong(lambda: ocop.from_dict(Event, {})) == [("missing-key", ("event",))]
    bad = {
        "event": "council-evaluated",
        "on": "2026-09-01",
        "level": "province",
        "result": {"regime": "26", "total": "x", "stars": 3},
    }
    assert wrong(lambda: ocop.from_dict(Application, {"product": "tea", "history": [bad]})) == [
        ("not-a-number", ("history", 0, "result", "total"))
    ]
    two = [TEA, Certificate(product="rice", stars=3, issued_on=TEA.issued_on)]
    assert wrong(lambda: superseding(two)) == [
        ("of-another-product", ("recognitions", 1)),
        ("issued-on-one-day", ("recognitions", 1)),
    ]
    assert wrong(lambda: Application(product="tea", held_before=[TEA, TEA])) == [
        ("issued-on-one-day", ("held_before", 1))
    ]
    assert wrong(lambda: ProductCode.parse("83-28780-0-26")) == [
        ("not-a-serial", ("text", "serial")),
        ("not-a-year", ("text", "year")),
    ]


def test_a_refusal_says_the_row_of_its_event():
    """apps D8: in a replayed history the index, not the name and day"""
    history = [IdeaSubmitted(on=DAY), Promoted(on=DAY)]
    calls = {
        ("history", 1): lambda: Application(product="tea", history=history),
        ("events", 1): lambda: Application(product="tea").apply_all(history),
        (): lambda: Application(product="tea").apply(Promoted(on=DAY)),
    }
    for path, call in calls.items():
        assert wrong(call) == [("transition-not-allowed", path)]
    data = {"product": "tea", "history": [{"event": "promoted", "on": "2026-09-01"}]}
    assert wrong(lambda: ocop.from_dict(Application, data)) == [
        ("transition-not-allowed", ("history", 0))
    ]
    early = IdeaSubmitted(on=date(2019, 8, 20))
    for call in (
        lambda: Application(product="tea", history=[early]),
        lambda: ocop.from_dict(Application, {"product": "tea", "history": [ocop.to_dict(early)]}),
    ):
        ((code, path),) = wrong(call)
        assert (code, path[:2]) == ("before-the-first", ("history", 0))
    assert wrong(lambda: ocop.from_dict(Application, data | {"x": 1})) == [
        ("unknown-key", ("x",)),
        ("transition-not-allowed", ("history", 0)),
    ]


def test_a_refusal_is_data_and_whole_in_the_language_asked():
    with pytest.raises(TransitionNotAllowed) as caught:
        LIFE.apply_all([DossierFiled(on=date(2026, 6, 1))])
    error = caught.value
    (row,) = error.to_data("vi")
    assert (row["code"], row["path"]) == ("transition-not-allowed", ["events", 0])
    assert row["values"]["reason"] == error.why.code == "holds-stars"
    assert "3 sao đến 30/11/2026" in error.why("vi")
    assert str(error.why) == error.why("en")
    assert "3 sao đến 30/11/2026" in row["message"]
    assert "được phép" in row["hint"]
    assert "allowed" not in error.text("vi")
    again = pickle.loads(pickle.dumps(error))
    assert (again.path, again.faults, again.text("vi")) == (
        error.path,
        error.faults,
        error.text("vi"),
    )


def test_a_suggestion_is_surely_meant():
    """apps D13; office D11: across no meanings"""
    with pytest.raises(InputError) as caught:
        ocop.from_dict(Event, {"event": "nonsense"})
    assert "did you mean" not in str(caught.value)
    with pytest.raises(InputError) as caught:
        Certificate(product="tea", stars=3, issued_on=DAY, kind="tái cấp")
    assert caught.value.faults[0].hint("vi") == "có: first, upgrade, re-evaluation"
    with pytest.raises(InputError) as caught:
        ocop.from_dict(Event, {"event": "promotd"})
    assert str(caught.value) == "event: 'promotd' is not an event; did you mean 'promoted'?"


# --- nothing raw -----------------------------------------------------------------------------------

VALID = {
    "application": LIFE,
    "ballots": [Ballot(member="A", sheet=SHEET)],
    "calendar": "weekends",
    "case": "first",
    "certificate": TEA,
    "certificates": [TEA],
    "commune": "28780",
    "count": 3,
    "data": {},
    "decimals": 2,
    "dues": TEA.dues(),
    "event": "idea-submitted",
    "given": [],
    "id": "promoted",
    "indent": None,
    "lang": "vi",
    "level": "province",
    "members": None,
    "product": "tea",
    "product_set": 1,
    "province": "83",
    "recognitions": [TEA],
    "regime": REGIME,
    "regulation": None,
    "required": Document.required(REGIME, product_set=1),
    "result": RESULT,
    "rules": None,
    "serial": "3",
    "sheet": SHEET,
    "stage": "ideas",
    "stars": 3,
    "text": "83-28780-3-2026",
    "total": 60,
    "under": REGIME,
    "verdict": RESULT,
    "which": "plain",
    "withdrawal": Withdrawal(on=DAY),
    "year": 2026,
}
OWN = {
    (CouncilResult, "regime"): "26",
    (CouncilResult, "rules"): ocop.Rules(),
    (Certificate, "rules"): ocop.Rules(),
    (Application, "rules"): ocop.Rules(),
    (LIFE.apply, "event"): Promoted(on=DAY),
    (LIFE.required_documents, "event"): "upgrade-filed",
}
#: One value of each class whose methods a user calls.
VALUES = [
    LIFE,
    TEA,
    RESULT,
    VALID["withdrawal"],
    verdict([Ballot(member="A", sheet=SHEET)]),
    CouncilRules(members=3, quorum=Fraction(1, 2)),
    Round.of_year(2027)[0],
    TEA.dues()[0],
    Deadline.commune_check(DAY),
    Document.required(REGIME, product_set=1)[0],
    RESULT.conclusion("province"),
    Promoted(on=DAY),
    ProductCode.parse("83-28780-3-2026"),
    Stage.IDEAS,
    Status.VALID,
    Calendar.WEEKENDS,
]
#: What the library alone makes.
RECEIVED = {"Calendar", "Stage", "Status", "TransitionNotAllowed", "Verdict"}


def methods_of(value):
    """The public methods of a value and its class that the library defines."""
    for name in dir(type(value)):
        method = inspect.getattr_static(type(value), name)
        function = getattr(method, "__func__", method)
        public = name[0] != "_" and inspect.isfunction(function)
        if public and function.__module__.startswith("ocop."):
            yield getattr(value, name)


def public():
    """Every public callable with each of its arguments."""
    calls = [getattr(cycle, name) for name in cycle.__all__ if name not in RECEIVED]
    calls += [superseding, current, last_valid_day, extensions_since]
    for call in [*calls, *(method for value in VALUES for method in methods_of(value))]:
        for name in inspect.signature(call).parameters:
            yield call, name


def value_of(call, name):
    if (call, name) in OWN:
        return OWN[call, name]
    return VALID.get(name, DAY)


PUBLIC = list(public())


@pytest.mark.parametrize(("call", "name"), PUBLIC, ids=[f"{c.__qualname__}-{n}" for c, n in PUBLIC])
def test_nothing_raw_comes_of_any_argument(call, name):
    """hard A1, A9, A15: an answer, or one OcopError that can be said"""
    parameters = inspect.signature(call).parameters
    needed = {
        each: value_of(call, each)
        for each, parameter in parameters.items()
        if parameter.default is parameter.empty and parameter.kind is not parameter.VAR_POSITIONAL
    }
    for value in HOSTILE:
        try:
            call(**needed | {name: value})
        except OcopError as err:
            said(err)


def said(err):
    """The error in words and as data; it never says Python, and never sends raw controls."""
    assert err.faults
    for lang in ("vi", "en"):
        for line in err.lines(lang):
            assert len(line.splitlines()) == 1
            line.encode()
            assert "\x1b" not in line
            assert "NoneType" not in line
            assert "datetime.datetime" not in line
        err.to_data(lang)
    pickle.loads(pickle.dumps(err))


DOCUMENT = {
    "format": 1,
    "product": "tea",
    "entity": "HTX",
    "entity_kind": "cooperative",
    "readings": {"lapse": "of-itself"},
    "held_before": [
        {
            "product": "tea",
            "stars": 3,
            "issued_on": "2023-11-30",
            "level": "district",
            "kind": "first",
            "withdrawal": {"on": "2026-01-01", "ground": "mark-misuse", "by": "province"},
            "displaced": [{"first": "2024-01-01", "last": "2024-02-01"}],
            "readings": {},
        }
    ],
    "history": [
        {"event": "idea-submitted", "on": "2026-06-01"},
        {"event": "idea-accepted", "on": "2026-06-01", "level": "commune"},
        {"event": "dossier-filed", "on": "2026-06-02", "product_set": 1},
        {"event": "recognised", "on": "2026-06-02", "level": "province", "stars": 3, "issuer": "U"},
        {"event": "withdrawn", "withdrawal": {"on": "2026-06-03"}},
        {
            "event": "council-evaluated",
            "on": "2026-06-02",
            "level": "province",
            "result": {"regime": "26", "total": "60", "stars": 3, "product_set": 1, "needs": []},
        },
    ],
}


def places(value, path=()):
    yield path
    if isinstance(value, dict | list):
        for step in value if isinstance(value, dict) else range(len(value)):
            yield from places(value[step], (*path, step))


def replaced(value, path, new):
    if not path:
        return new
    step, *rest = path
    inner = replaced(value[step], rest, new)
    if isinstance(value, dict):
        return value | {step: inner}
    return [*value[:step], inner, *value[step + 1 :]]


@pytest.mark.parametrize("path", list(places(DOCUMENT)), ids=str)
def test_nothing_raw_comes_of_any_place_of_a_document(path):
    """hard A1, A9, A15"""
    for value in [*HOSTILE, {"\x1b[2J": 1}, {10**5000: 1}, {None: 1}, {b"": 1}]:
        try:
            ocop.from_dict(Application, replaced(DOCUMENT, path, value))
        except OcopError as err:
            said(err)


@given(applications(), st.sampled_from(["x", "\ud800", "\x1b[2J", 3]), st.data())
def test_an_unknown_key_stands_at_itself(found, key, data):
    """house A6"""
    document = ocop.to_dict(found)
    tables = [path for path in places(document) if isinstance(at(document, path), dict)]
    path = data.draw(st.sampled_from(tables))
    if "readings" in path:
        return
    changed = replaced(document, path, at(document, path) | {key: 1})
    with pytest.raises(InputError) as caught:
        ocop.from_dict(Application, changed)
    assert [(one.code, one.path) for one in caught.value.faults] == [
        ("unknown-key", (*path, str(key)))
    ]


def at(value, path):
    for step in path:
        value = value[step]
    return value


def test_other_single_refusals():
    assert wrong(lambda: RESULT.conclusion("x", under=3)) == [
        ("not-of-kind", ("under",)),
        ("not-a-level", ("level",)),
    ]
    assert wrong(lambda: CouncilRules.example([])) == [("not-known", ("which",))]
    assert wrong(lambda: verdict(None, regulation=3)) == [
        ("not-of-kind", ("regulation",)),
        ("not-a-list", ("ballots",)),
    ]
    assert wrong(lambda: CouncilRules(spread=Fraction(1, 10**200))) == [
        ("not-a-spread", ("spread",))
    ]
