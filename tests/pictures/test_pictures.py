"""Every picture: drawn in both languages, and saying what its result says."""

from __future__ import annotations

import re
import struct
import sys
from collections import Counter
from datetime import date
from fractions import Fraction
from html import unescape

import attrs
import pytest

import ocop
from ocop import pictures
from ocop.errors import InputError, MissingExtra, NotFoundError
from ocop.targets import Indicator, Milestone
from tests.scenarios.drafts import DRAFT, LAW, highest

LANGS = ("vi", "en")
RUBRIC = ocop.regime("26").rubric(1)
CARD = ocop.score(RUBRIC.sheet(highest(RUBRIC, **{"3.5": 1, "1.5": 2})))
REGISTRY = ocop.Registry(
    [
        ocop.Recognition(
            code=str(n),
            name=f"Trà {n}",
            stars=3 + n % 3,
            issued_on=date(2023, 1 + n % 12, 1 + n % 28),
        )
        for n in range(60)
    ]
)
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
PLAN = ocop.plan("ha-tinh-2023-2025")
REPORT = PLAN.evaluate(REGISTRY.on(date(2025, 6, 1)))
IMPACT = ocop.impact(
    {
        "up": RUBRIC.sheet(highest(RUBRIC)),
        "down": RUBRIC.sheet(highest(RUBRIC, **{"3.5": 2})),
        "unknown": RUBRIC.sheet(highest(RUBRIC, **{"1.1": 2})),
        "excluded": RUBRIC.sheet(highest(RUBRIC), exclusions=["forged-dossier"]),
    },
    LAW,
    DRAFT,
)
GRID = [
    {"new": new, "renewal": renewal, "products": products}
    for renewal, row in {
        Fraction(0): (90, 280),
        Fraction(1, 2): (252, None),
        1: (299, 489.5),
    }.items()
    for new, products in zip((2.31, 8), row, strict=True)
]


def heat(rows=GRID, lang="vi", bound=300):
    return pictures.heat(
        rows,
        x="new",
        y="renewal",
        value="products",
        bound=bound,
        titles=("Sản phẩm", "Mới mỗi tháng", "Công nhận lại"),
        lang=lang,
        shares=["renewal"],
    )


FORECAST = PLAN.forecast(
    None, ocop.Assumptions(renewal={3: "0.5", 4: "0.5"}, new_per_month={3: 5, 4: "0.6"})
)
DRAWN = {
    "fan": lambda lang: pictures.fan(FORECAST, "products", lang=lang),
    "heat": lambda lang: heat(lang=lang),
    "points": lambda lang: pictures.points(CARD, lang=lang),
    "cliff": lambda lang: pictures.cliff(REGISTRY, FIRST, LAST, on=date(2026, 7, 1), lang=lang),
    "progress": lambda lang: pictures.progress(REPORT, lang=lang),
    "migration": lambda lang: pictures.migration(IMPACT, lang=lang),
}


def rows(chart):
    """The data of a chart's layers, one list each."""
    chart = chart.to_dict()
    layers, found = [chart], []
    while layers:
        layer = layers.pop(0)
        layers = [*layer.get("layer", ()), *layer.get("vconcat", ()), *layers]
        values = layer.get("data", {}).get("values")
        if values is not None and values not in found:
            found.append(values)
    return found


def rows_of_layers(chart):
    """The data of every layer, those too that are the same."""
    return [layer["data"]["values"] for layer in chart.to_dict()["layer"]]


def words(chart):
    """What is to be read in a chart."""
    return unescape(" ".join(re.findall(r">([^<>]+)</t(?:ext|span)>", pictures.svg(chart))))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", DRAWN)
def test_every_picture_is_drawn(name, lang):
    image = pictures.png(DRAWN[name](lang))
    assert image[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", image[16:24])
    assert min(width, height) > 300
    assert max(width, height) < 4000


@pytest.mark.parametrize("name", DRAWN)
def test_every_letter_of_a_picture_is_in_its_fonts(name):
    """A sign that the font lacks turns its whole line into another font."""
    for lang in LANGS:
        assert not set(words(DRAWN[name](lang))) & set("★✓✗◆")


@pytest.mark.parametrize("name", DRAWN)
def test_another_language_is_a_fault(name):
    with pytest.raises(InputError):
        DRAWN[name]("fr")


@pytest.mark.parametrize("draw", [pictures.points, pictures.progress, pictures.migration])
def test_another_value_is_a_fault(draw):
    with pytest.raises(InputError):
        draw(LAW)


def test_the_cliff_counts_what_lapses():
    with pytest.raises(InputError):
        pictures.cliff(CARD, FIRST, LAST)
    chart = pictures.cliff(REGISTRY, FIRST, LAST, lang="en")
    shade, ends = rows(chart)
    assert Counter({(row["month"], row["order"]): row["number"] for row in ends}) == Counter(
        {
            (month.days.first.isoformat()[:7], stars): number
            for month in REGISTRY.lapsing(FIRST, LAST)
            for stars, number in month.by_stars.items()
        }
    )
    windows = [
        row.filing_window for row in REGISTRY.standings(FIRST) if row.filing_window is not None
    ]
    july = [w for w in windows if w.first <= date(2026, 7, 31) and w.last >= date(2026, 7, 1)]
    assert next(row["number"] for row in shade if row["month"] == "2026-07") == len(july) > 0
    text = words(pictures.cliff(REGISTRY, FIRST, LAST, on=date(2026, 7, 1)))
    assert "01/07/2026" in text
    assert "60 giấy" in text
    assert "01/01/2020" not in words(pictures.cliff(REGISTRY, FIRST, LAST, on=date(2020, 1, 1)))


def test_the_cliff_says_what_may_end_too():
    unread = ocop.Registry.from_csv(
        "code,name,stars,issued_on,withdrawn_on\n1,A,3,2023-07-01,???\n", lenient=True
    ).registry
    text = words(pictures.cliff(unread, FIRST, LAST, lang="en"))
    assert "could not be read: 1" in text
    older = [ocop.Recognition(name="A", stars=3, issued_on=date(2018, 1, 1), ends_on=LAST)]
    shade, ends = rows(pictures.cliff(ocop.Registry(older), FIRST, LAST))
    assert (sum(row["number"] for row in shade), sum(row["number"] for row in ends)) == (0, 1)
    far = pictures.cliff(REGISTRY, date(9999, 1, 1), date.max)
    assert {row["number"] for values in rows(far) for row in values} == {0}


def test_points_add_up():
    of_card = [row for values in rows(pictures.points(CARD)) for row in values]
    held = [row["points"] for row in of_card if row.get("kind") == "điểm đạt"]
    assert sum(held) == CARD.total
    assert sum(row["points"] for row in of_card if row.get("kind") == "điểm tối đa") == 100
    missed = [row for row in of_card if row.get("missed")]
    assert len(missed) == len(CARD.missed_minima) > 0
    assert all(row["words"].startswith("×") for row in missed)


def test_progress_says_every_target():
    (bars,) = (values for values in rows(pictures.progress(REPORT)) if "status" in values[0])
    assert len(bars) == len(REPORT.outcomes)
    for row, outcome in zip(bars, REPORT.outcomes, strict=True):
        assert row["status"].endswith(outcome.status.label.vi)
        if outcome.value is None:
            assert (row["reached"], row["words"]) == (None, "chưa biết")
    first = REPORT.outcomes[0]
    assert bars[0]["words"] == f"{first.value} / 300"
    assert bars[0]["reached"] == first.value / 300
    assert bars[0]["line"] == float(first.pace.expected / 300)


def test_a_milestone_is_done_or_not_and_a_bar_ends():
    plan = ocop.plan("thua-thien-hue-2020")
    many = plan.evaluate(
        ocop.Snapshot.of(
            date(2020, 6, 1),
            valid={3: 200, 4: 0, 5: 0},
            extended=0,
            indicators=[Indicator(id="x", value=1, unit="u", on=date(2020, 6, 1), source="S")],
        )
    )
    (bars,) = (values for values in rows(pictures.progress(many)) if "status" in values[0])
    assert bars[0]["reached"] == 1.5
    figure = next(outcome.target.measure.id for outcome in many.outcomes if outcome.missing)
    for done, word in ((True, "đã xong"), (False, "chưa xong")):
        said = attrs.evolve(
            many.snapshot,
            milestones=[Milestone(id=figure, done=done, on=date(2020, 6, 1), source="S")],
        )
        (bars,) = (
            values
            for values in rows(pictures.progress(plan.evaluate(said)))
            if "status" in values[0]
        )
        assert [row["reached"] for row in bars if row["words"] == word] == [float(done)]


def test_migration_counts_every_sheet():
    (cells,) = rows(pictures.migration(IMPACT, lang="en"))
    assert sum(row["number"] for row in cells) == len(IMPACT.moves)
    for row in cells:
        if row["number"] and row["kind"] == "▼ down":
            assert row["words"] == f"▼ {row['number']}"
    text = words(pictures.migration(IMPACT, lang="en"))
    assert f"{len(IMPACT.losers)} down" in text
    assert "no rank" in text
    back = ocop.impact({"1": RUBRIC.sheet(highest(RUBRIC, **{"3.5": 2}))}, DRAFT, LAW)
    assert [row["kind"] for row in rows(pictures.migration(back))[0] if row["number"]] == [
        "▲ lên hạng"
    ]


def test_the_fan_holds_the_forecast_in_its_bands():
    light, dark, bound, lines = rows_of_layers(pictures.fan(FORECAST, "products", lang="en"))
    assert light == dark
    assert bound == [{"value": 300.0}]
    ends = {row["line"]: row for row in lines}
    assert ends["Expected"]["value"] == float(FORECAST.expected[-1].in_force)
    straight = ends["A straight line"]
    assert (straight["day"], straight["value"]) == ("2025-12-31T12:00", 300)
    expected = [row["value"] for row in lines if row["line"] == "Expected"]
    nothing = [row["value"] for row in lines if row["line"].startswith("Nothing")]
    assert nothing == sorted(nothing, reverse=True)
    assert nothing[-1] < 10 < expected[-1]
    for band, value, low in zip(light, expected, nothing, strict=True):
        assert low <= band["p5"] <= band["p25"] <= band["p50"] <= band["p75"] <= band["p95"]
        assert band["p5"] <= value <= band["p95"]
    text = words(pictures.fan(FORECAST, "products", lang="en"))
    assert "Recognised again after their end: 3 stars 50 %" in text
    assert "91.33 %" in text


def test_history_goes_on_in_the_forecast():
    on = date(2024, 3, 31)
    history = PLAN.series(REGISTRY, until=date(2024, 6, 30))
    forecast = PLAN.forecast(REGISTRY, ocop.Assumptions(renewal="50 %"), on=on)
    *_, lines = rows_of_layers(pictures.fan(forecast, "products", history=history, lang="en"))
    past = [row for row in lines if row["line"] == "So far"]
    (first, *_) = (row for row in lines if row["line"] == "Expected")
    assert past[-1] == {**first, "line": "So far"}
    assert [row["value"] for row in past] == [
        row.outcome.value for row in history.of("products") if row.on <= on
    ]
    with pytest.raises(InputError, match="is of the plan"):
        pictures.fan(FORECAST, "products", history=attrs.evolve(history, plan="other"))
    with pytest.raises(InputError):
        pictures.fan(FORECAST, "products", history=REPORT)


def test_a_share_has_bands_where_runs_were_drawn():
    plain = pictures.fan(FORECAST, "four-stars")
    assert "Dải đậm" not in words(plain)
    drawn = attrs.evolve(FORECAST, runs=20, seed=1)
    assert "Dải đậm" in words(pictures.fan(drawn, "four-stars"))
    none = pictures.fan(PLAN.forecast(None, ocop.Assumptions()), "products")
    assert "Giả định: Không công nhận lại, không có sản phẩm mới" in words(none)


def test_a_chance_that_is_not_known_is_said_to_be():
    too_fine = attrs.evolve(PLAN.target("four-stars"), at_least=Fraction(1234, 5677))
    forecast = attrs.evolve(PLAN, targets=[too_fine]).forecast(None, ocop.Assumptions())
    assert forecast.chance("four-stars").value is None  # no runs were drawn either
    assert "chance to meet it: unknown" in words(pictures.fan(forecast, "four-stars", lang="en"))


def test_what_is_not_forecast_is_not_drawn():
    with pytest.raises(InputError, match="is not forecast"):
        pictures.fan(FORECAST, "modern-channels")
    with pytest.raises(InputError):
        pictures.fan(REPORT, "products")
    with pytest.raises(NotFoundError):
        pictures.fan(FORECAST, "nothing")


def test_the_contour_parts_what_reaches_the_bound():
    cells, left, *below = rows(heat())
    assert [row["words"] for row in cells] == ["90", "280", "252", "?", "299", "489,5"]
    assert {(row["x"], row["y"]) for row in cells} == {
        (new, renewal) for new in ("2,31", "8") for renewal in ("0 %", "50 %", "100 %")
    }
    # of 100 % only the right cell reaches it, and none below it: its lower side is the same cell
    assert left == [{"x": "8", "y": "100 %"}]
    assert below == []
    assert "Đường đậm: từ đó đạt 300" in words(heat())
    assert "Ô nào cũng đạt 80" in words(heat([GRID[0], GRID[4]], bound=80))
    assert "Không ô nào đạt 1.000" in words(heat(bound=1000))
    assert "Không ô nào đạt 1.000" in words(heat([{**GRID[0], "products": None}], bound=1000))


def test_a_table_that_cannot_be_drawn():
    bad = [3, {"new": 1}, {**GRID[0], "new": "x"}, {**GRID[0], "products": True}, GRID[0], GRID[0]]
    with pytest.raises(InputError) as caught:
        heat(bad)
    assert [fault.path for fault in caught.value.faults] == [
        ("rows", 0),
        ("rows", 1, "renewal"),
        ("rows", 1, "products"),
        ("rows", 2, "new"),
        ("rows", 3, "products"),
        ("rows", 4),
        ("rows", 5),
    ]
    with pytest.raises(InputError):
        heat([])
    with pytest.raises(InputError):
        heat(5)


@pytest.mark.parametrize(
    ("module", "draw"),
    [
        ("altair", lambda: pictures.points(CARD)),
        ("vl_convert", lambda: pictures.png(pictures.points(CARD))),
    ],
)
def test_without_the_extra(monkeypatch, module, draw):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtra, match=r"ocop\[notebook\]"):
        draw()
