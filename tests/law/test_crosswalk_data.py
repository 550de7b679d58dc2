"""The crosswalks of rule data: each criterion and level of a newer table read from an older one."""

from __future__ import annotations

import tomllib
import unicodedata
from collections import Counter
from functools import cache
from importlib import resources
from typing import NamedTuple, get_args

import pytest

from ocop import regime
from ocop.law.fold.law import PACKAGE
from ocop.law.kind import CrosswalkGround
from ocop.law.set_pair import set_pairs

FOLDER = resources.files(PACKAGE)
GROUNDS = set(get_args(CrosswalkGround))
ROW = {"id", "was", "sets", "old_sets", "old_decision", "ground", "note", "levels"}
#: New decision → the old one whose tables it reads, and those that replaced some of them.
CROSSWALKS = {"26": ("148",), "148": ("1048", "781")}


class Link(NamedTuple):
    """A set of the newer table and a set of an older one that leads to it."""

    set: int
    decision: str
    old_set: int


@cache
def criteria(decision: str):
    """Set and id → criterion."""
    law = regime(decision)
    rubrics = [law.rubric(product_set) for product_set in law.sets]
    return {(rubric.product_set.number, c.id): c for rubric in rubrics for c in rubric.criteria}


@cache
def file(new: str):
    return tomllib.loads(FOLDER.joinpath(new, "crosswalk.toml").read_text(encoding="utf-8"))


@cache
def links(new: str) -> tuple[Link, ...]:
    first, *later = CROSSWALKS[new]
    numberings = (regime(first).numbering, regime(new).numbering)
    known = [(old, now) for old, now in set_pairs(*numberings) if old and now]
    replaced = [
        Link(now, each, old)
        for each in later
        for old, now in known
        if regime(each).rubric(old).criteria != regime(first).rubric(old).criteria
    ]
    return (*(Link(now, first, old) for old, now in known), *replaced)


def rows(new: str):
    """Every row with each of its links."""
    table = file(new)["criteria"]
    named = {(set_, row["id"]) for row in table for set_ in row.get("sets", ())}
    for row in table:
        for link in links(new):
            one = (link.set, row["id"])
            if (
                (link.set in row["sets"] if "sets" in row else one not in named)
                and one in criteria(new)
                and link.old_set in row.get("old_sets", [link.old_set])
                and link.decision == row.get("old_decision", link.decision)
            ):
                yield link, row


def lowest(criterion) -> int:
    """0 where none of the levels may be held."""
    return 0 if criterion.zero_option is None else 1


def open_options(criterion, branch=None) -> list[int]:
    of_case = [o.no for o in criterion.options if branch is None or o.branch == branch]
    return [0, *of_case] if lowest(criterion) == 0 else of_case


def pairs(new: str):
    """Link, row, old and new criterion, of the rows that have an old one."""
    for link, row in rows(new):
        if row.get("ground") != "not-asked-before":
            old = criteria(link.decision)[link.old_set, row.get("was", row["id"])]
            yield link, row, old, criteria(new)[link.set, row["id"]]


def levels(new: str):
    """Link, row, level, old and new criterion, of the rows that say it level by level."""
    for link, row, old, now in pairs(new):
        for level in row.get("levels", ()):
            yield link, row, level, old, now


def test_every_crosswalk_is_held_here():
    held = [each.name for each in FOLDER.iterdir() if each.joinpath("crosswalk.toml").is_file()]
    assert set(held) == set(CROSSWALKS)


@pytest.mark.parametrize("new", CROSSWALKS)
def test_every_criterion_stands_in_one_row_for_each_set(new):
    table = file(new)
    assert table["from"] == CROSSWALKS[new][0]
    assert table["reference"].strip()
    every = {
        (link, id_): 1 for link in links(new) for set_, id_ in criteria(new) if set_ == link.set
    }
    assert Counter((link, row["id"]) for link, row in rows(new)) == every
    for row in table["criteria"]:
        assert set(row) <= ROW
        assert ("ground" in row) != ("levels" in row)


@pytest.mark.parametrize("new", CROSSWALKS)
def test_every_set_that_a_row_names_has_the_criterion(new):
    meant = [
        (row, [link for link, other in rows(new) if other is row]) for row in file(new)["criteria"]
    ]
    for row, those in meant:
        assert those, row
        assert {link.set for link in those} >= set(row.get("sets", ())), row
        assert {link.old_set for link in those} >= set(row.get("old_sets", ())), row


@pytest.mark.parametrize("new", CROSSWALKS)
def test_a_row_without_an_old_criterion_has_none(new):
    for link, row in rows(new):
        held = (link.old_set, row["id"]) in criteria(link.decision)
        assert (row.get("ground") == "not-asked-before") != (held or "was" in row)
        assert not (held and "was" in row), (link, row["id"])


@pytest.mark.parametrize("new", CROSSWALKS)
def test_a_checklist_is_another_measure_and_nothing_else_is_without_its_levels(new):
    """Its lines add up, so that none of them is a level; what they come to stays open."""
    for link, row, old, _ in pairs(new):
        if old.choice == "many" or "levels" not in row:
            ground = "another-measure" if old.choice == "many" else "same-words"
            assert row.get("ground") == ground, (link, row["id"])


@pytest.mark.parametrize("new", CROSSWALKS)
def test_every_old_level_is_answered_by_levels_that_exist(new):
    for link, row, old, now in pairs(new):
        if row.get("ground") == "another-measure":
            continue
        if "levels" not in row:
            assert len(old.options) == len(now.options), (link, row["id"])
            assert lowest(now) <= lowest(old), (link, row["id"])
            continue
        answered = [level["old"] for level in row["levels"]]
        assert answered == list(range(lowest(old), len(old.options) + 1)), (link, row["id"])
    for link, row, level, _, now in levels(new):
        assert set(level) <= {"old", "new", "ground", "note"}
        assert level["ground"] in GROUNDS - {"not-asked-before"}
        assert level["new"], (link, row["id"])
        assert level["new"] == sorted(set(level["new"]) & set(open_options(now)))


@pytest.mark.parametrize("new", CROSSWALKS)
def test_a_case_stays_a_case(new):
    for link, row, level, old, now in levels(new):
        if level["old"] and (branch := old.option(level["old"]).branch):
            assert set(level["new"]) <= set(open_options(now, branch)), (link, row["id"])


@pytest.mark.parametrize("new", CROSSWALKS)
def test_same_words_are_the_same_words_or_say_what_differs(new):
    for link, row, old, now in pairs(new):
        if row.get("ground") == "another-measure":
            continue
        if row.get("ground") == "same-words":
            kept = [(option.no, option.no, row) for option in old.options]
        else:
            same = [one for one in row["levels"] if one["ground"] == "same-words"]
            assert all(len(one["new"]) == 1 for one in same), (link, row["id"])
            assert all(one["new"] == [0] for one in same if one["old"] == 0), (link, row["id"])
            kept = [(one["old"], one["new"][0], {**row, **one}) for one in same if one["old"]]
        for before, after, told in kept:
            alike = old.option(before).label == now.option(after).label
            assert alike or "note" in told, (link, row["id"], before)


@pytest.mark.parametrize("new", CROSSWALKS)
def test_the_level_with_the_same_words_is_always_possible(new):
    for link, row, level, old, now in levels(new):
        label = old.option(level["old"]).label if level["old"] else None
        alike = {option.no for option in now.options if option.label == label}
        assert alike <= set(level["new"]), (link, row["id"], level["old"])


@pytest.mark.parametrize("new", CROSSWALKS)
def test_another_measure_leaves_all_open(new):
    for link, row, level, old, now in levels(new):
        if level["ground"] == "another-measure":
            branch = old.option(level["old"]).branch if level["old"] else None
            assert level["new"] == open_options(now, branch), (link, row["id"])


@pytest.mark.parametrize("new", CROSSWALKS)
def test_a_higher_level_never_leads_only_lower(new):
    for link, row, old, _ in pairs(new):
        for branch in {option.branch for option in old.options}:
            of_case = [
                level["new"]
                for level in row.get("levels", ())
                if level["old"] == 0 or old.option(level["old"]).branch == branch
            ]
            for place, lower in enumerate(of_case):
                for higher in of_case[place + 1 :]:
                    assert max(higher) >= min(lower), (link, row["id"])


@pytest.mark.parametrize("new", CROSSWALKS)
def test_notes_are_whole_in_both_languages(new):
    for row in file(new)["criteria"]:
        for holder in (row, *row.get("levels", ())):
            if "note" in holder:
                assert set(holder["note"]) == {"vi", "en"}
                for words in holder["note"].values():
                    assert words == words.strip() != ""
                    assert unicodedata.is_normalized("NFC", words)
                    assert not words.endswith(".")
        for level in row.get("levels", ()):
            assert level["ground"] == "same-words" or "note" in {**row, **level}, row["id"]
        assert row.get("ground") != "another-measure" or "note" in row, row["id"]
