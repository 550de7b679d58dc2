"""The figures of press reports: a file a built-in plan, and what the plan says of it."""

from __future__ import annotations

import re

import pytest

import ocop
from ocop.targets.plan.outcome import OutcomeStatus
from tests.examples.conftest import ROOT

FOLDER = ROOT / "examples" / "figures"
PLANS = {plan.id: plan for plan in ocop.plans()}
#: Of which plan no result was published.
MADE_UP = ["ha-giang-2018-2020", "ha-tinh-2019", "national-2018-2020", "thua-thien-hue-2020"]
ROW = re.compile(r"\| `([\w-]+)` \| (.*) \| (\d+) \| (\d+) \| (\d+) \|")
MET, OPEN, UNKNOWN = OutcomeStatus.MET, OutcomeStatus.OPEN, OutcomeStatus.UNKNOWN


def figures(id_, folder=FOLDER):
    return ocop.from_toml(
        ocop.Snapshot, (folder / f"{id_}.figures.toml").read_text(encoding="utf-8")
    )


def rows(page):
    """Plan → its row of the table: with which measures, and how many targets of each status."""
    text = (ROOT / "examples" / page).read_text(encoding="utf-8")
    return {
        id_: (re.findall(r"`--measure ([\w=-]+)`", words), tuple(map(int, numbers)))
        for id_, words, *numbers in ROW.findall(text)
    }


def names(folder):
    return sorted(path.name.removesuffix(".figures.toml") for path in folder.glob("*.toml"))


def test_every_built_in_plan_has_a_file():
    assert names(FOLDER) == sorted(PLANS)
    assert names(FOLDER / "made-up") == MADE_UP


@pytest.mark.parametrize("page", ["README.md", "README.vi.md"])
def test_a_plan_says_of_its_figures_what_the_page_says(page, run):
    told = rows(page)
    assert set(told) == set(PLANS)
    for id_, (measures, numbers) in told.items():
        ways = dict(pair.split("=") for pair in measures)
        counts = PLANS[id_].evaluate(figures(id_), measures=ways).counts
        assert (counts[MET], counts[OPEN], counts[UNKNOWN]) == numbers, id_
        asked = [word for pair in measures for word in ("--measure", pair)]
        file = f"examples/figures/{id_}.figures.toml"
        status, _, err = run("plan", id_, "--figures", file, *asked)
        assert (status, err) == (0, "")


@pytest.mark.parametrize("id_", MADE_UP)
def test_what_is_made_up_says_so_and_leaves_nothing_unknown(id_):
    text = (FOLDER / "made-up" / f"{id_}.figures.toml").read_text(encoding="utf-8")
    seen = figures(id_, FOLDER / "made-up")
    assert "MỌI CON SỐ TRONG TỆP NÀY ĐỀU BỊA RA" in text
    assert seen.source == "Số liệu bịa ra làm ví dụ"
    assert PLANS[id_].evaluate(seen).counts[UNKNOWN] == 0
    assert PLANS[id_].evaluate(figures(id_)).counts[UNKNOWN] == len(PLANS[id_].targets)


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_no_figure_is_given_that_the_plan_does_not_cite(plan):
    """What a file gives beside the plan's baseline is a total of the news, or follows from it."""
    seen, begun = figures(plan.id), plan.baseline
    cited = {} if begun is None else {count.asked: count.value for count in begun.counts}
    more = {count.asked.row(): count.value for count in seen.counts if count.asked not in cited}
    assert more == MORE.get(plan.id, {})
    assert all(count.value == cited.get(count.asked, count.value) for count in seen.counts)
    own = (
        {} if begun is None else {each.id: (each.value, each.wording) for each in begun.indicators}
    )
    assert {each.id: (each.value, each.wording) for each in seen.indicators} == own
    assert seen.milestones == ()
    if begun is not None:
        assert (seen.on, seen.source) == (begun.on, begun.source.vi)


MORE = {
    "ha-tinh-2023-2025": {'{ status = ["valid"], stars = [5], value = … }': 0},  # 217 = 206 + 11
    "lang-son-2023-2025": {  # 94 of 2019-2022
        '{ of = "products", event = "recognised", '
        "within = { from = 2019-08-21, to = 2022-12-31 }, value = … }": 94
    },
    "national-2021-2025": {'{ status = "recognised", value = … }': 18243},
}


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
@pytest.mark.parametrize("folder", [FOLDER, FOLDER / "made-up"], ids=["cited", "made-up"])
def test_a_file_has_every_row_of_the_template(plan, folder):
    path = folder / f"{plan.id}.figures.toml"
    if not path.exists():
        assert plan.id not in MADE_UP
        return
    text = path.read_text(encoding="utf-8")
    for line in plan.blank_figures("vi").splitlines():
        key = re.search(r'id = "[\w-]+"|\{ (?:of|status|event).*, value', line)
        assert key is None or key[0] in text
