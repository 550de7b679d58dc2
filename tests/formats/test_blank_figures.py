"""Blank files of figures: what is filled in is read, and leaves nothing of the plan unknown."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ocop
from ocop.targets.plan.measure import Share
from ocop.targets.plan.outcome import OutcomeStatus

PLANS = {plan.id: plan for plan in ocop.plans()}
OWN = ocop.from_toml(
    ocop.Plan,
    """
id = "own"
title = "Kế hoạch"
period = { from = 2026-01-01, to = 2027-12-31 }
[baseline]
on = 2025-12-31
counts = [{ status = "valid", value = 3 }]
[[targets]]
id = "more"
label = "Thêm"
measure = { type = "gain", of = { type = "count" } }
at_least = 3
source = "KH"
[[targets]]
id = "new"
label = "Mới"
measure = { type = "flow", event = "new", stars = 4, issued = 2026 }
each = "year"
at_least = 3
source = "KH"
[[targets]]
id = "due"
label = "Đến hạn"
measure = { type = "cohort", event = "due", period = 2026, then = "re-evaluation" }
at_least = "50 %"
source = "KH"
[[targets]]
id = "everywhere"
label = "Mọi xã"
measure = { type = "cover", of = { type = "count" }, units = ["A", "B"], level = "commune" }
at_least = "100 %"
source = "KH"
[[targets]]
id = "without-words"
label = "Không có tên"
measure = { type = "indicator", id = "visitors" }
at_least = 3
source = "KH"
""",
)
#: The kinds of rows that are filled in with the larger numbers: wholes, of which others are parts.
WHOLE = re.compile(
    r"id = \"(staff|participants|craft-villages|products-existing|organisations-taking-part)\""
)


def filled(text, numbers, day):
    """A blank file with every row filled in."""
    lines = []
    for line in text.splitlines():
        row = re.fullmatch(r"(\s*)# ((?:\{|on = |source = |\w+ = \[).*)", line)
        if row is None:
            lines.append(line)
            continue
        number = str(numbers(is_whole(row[2]))) if "value = …" in row[2] else ""
        blanks = {
            "value = …": f"value = {number}",
            "done = …": "done = true",
            "on = …": f"on = {day}",
        }
        text = row[2].replace('"…"', '"Xã A"')
        for blank, value in blanks.items():
            text = text.replace(blank, value)
        lines.append(row[1] + text)
    return "\n".join(lines)


def is_whole(row):
    """Whether a row may be the whole of another's part."""
    of_event = "then =" in row or 'event = "new"' in row
    narrowed = re.search(r"stars|entity_kind|commune", row)
    counted = "status" in row or "of =" in row
    return not of_event and ((counted and not narrowed) or WHOLE.search(row) is not None)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("plan", [*PLANS.values(), OWN], ids=lambda plan: plan.id)
@given(data=st.data())
def test_a_blank_file_that_is_filled_in_leaves_nothing_unknown(plan, lang, data):
    last = plan.period.last

    def numbers(whole):
        return data.draw(st.integers(1000, 2000) if whole else st.integers(0, 100))

    seen = ocop.from_toml(ocop.Snapshot, filled(plan.blank_figures(lang), numbers, last))
    report = plan.evaluate(seen)
    assert report.counts[OutcomeStatus.UNKNOWN] == 0
    assert report.explain(lang).missing == ()


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("plan", [*PLANS.values(), OWN], ids=lambda plan: plan.id)
def test_a_blank_file_asks_for_its_day_and_then_says_nothing(plan, lang):
    blank = plan.blank_figures(lang)
    with pytest.raises(ocop.InputError) as caught:
        ocop.from_toml(ocop.Snapshot, blank)
    assert [(fault.path, fault.code) for fault in caught.value.faults] == [(("on",), "missing-key")]
    seen = ocop.from_toml(ocop.Snapshot, blank.replace("# on = …", f"on = {plan.period.last}"))
    assert (seen.counts, seen.indicators, seen.milestones) == ((), (), ())


def test_a_row_is_asked_for_once_with_every_target_that_waits_for_it():
    blank = PLANS["ha-tinh-2023-2025"].blank_figures("en")
    rows = [line for line in blank.splitlines() if "value = …" in line]
    assert len(rows) == len(set(rows)) == 3 + 3 + 4 + 13
    assert blank.count("Share of products at 4★: at least 20 %, by 2025-12-31") == 2
    assert blank.count("At least one display and sales point") == 1  # for all of its districts


def test_what_a_measure_of_choice_needs_is_asked_for():
    plan = PLANS["lang-son-2023-2025"]
    assert 'event = "new"' in plan.blank_figures()
    assert 'event = "new"' not in plan.measured({"more-products": "valid"}).blank_figures()


def test_every_part_of_a_share_is_asked_for():
    for plan in PLANS.values():
        shares = [one.measure for one in plan.targets if isinstance(one.measure, Share)]
        blank = plan.blank_figures()
        for share in shares:
            for side in (share.part, share.whole):
                assert not hasattr(side, "id") or f'id = "{side.id}"' in blank


def test_another_language_is_refused():
    with pytest.raises(ocop.InputError):
        PLANS["ha-tinh-2019"].blank_figures("fr")
