"""The crosswalks of the rule files, held to both of their tables."""

from __future__ import annotations

import pytest

import ocop
from ocop.errors import RuleDataError
from ocop.law.fold.law import shipped
from ocop.law.set_pair import set_pairs
from ocop.scenarios.crosswalk import _told
from ocop.scenarios.crosswalk._told import crosswalk_file, entries_of, told_rows

OLD, NEW = ocop.regime("148").rubric(1), ocop.regime("26").rubric(1)
#: A decision with the regimes that lead to it.
FROM = {"26": ("148",), "148": ("1048", "781")}


def test_every_crosswalk_is_held_here():
    written = {id_ for id_ in shipped().folders if crosswalk_file(id_)}
    assert written == set(FROM)
    assert {crosswalk_file(id_)["from"] for id_ in written} == {old[0] for old in FROM.values()}


@pytest.mark.parametrize("decision", FROM)
def test_every_entry_is_of_some_set(decision):
    new = ocop.regime(decision)
    used = [
        id(entry)
        for old in map(ocop.regime, FROM[decision])
        for before, after in set_pairs(old.numbering, new.numbering)
        if before is not None and after is not None
        for criterion in new.rubric(after).criteria
        for entry in entries_of(decision, criterion.id, old.rubric(before), new.rubric(after))
    ]
    assert {id(entry) for entry in crosswalk_file(decision)["criteria"]} == set(used)


def faults_of(monkeypatch, *entries):
    """What is wrong where these stand in place of the entries of their criteria."""
    ids = {entry["id"] for entry in entries}
    kept = [entry for entry in crosswalk_file("26")["criteria"] if entry["id"] not in ids]
    monkeypatch.setattr(_told, "crosswalk_file", lambda _: {"criteria": [*kept, *entries]})
    with pytest.raises(RuleDataError) as err:
        told_rows("26", OLD, NEW)
    assert {fault.file for fault in err.value.faults} == {"26/crosswalk.toml"}
    return [(fault.code, fault.path[1]) for fault in err.value.faults]


def test_every_fault_is_told_at_once(monkeypatch):
    level = {"new": [1], "ground": "regrouped"}
    found = faults_of(
        monkeypatch,
        {"id": "product-origin", "sets": [2], "ground": "same-words"},
        {"id": "value-added", "ground": "same-words"},
        {"id": "value-added", "ground": "same-words"},
        {"id": "packaging", "was": "nothing", "ground": "same-words"},
        {"id": "product-story", "ground": "same-words", "note": {"vi": "x", "en": "x"}},
        {"id": "local-labour", "levels": [{"old": 1, **level}]},
        {
            "id": "organisation-type",
            "levels": [
                {"old": 0, **level, "new": []},
                {"old": 1, **level, "new": [9]},
                {"old": 2, **level, "new": [1, 1]},
                {"old": 3, **level},
            ],
        },
    )
    assert sorted(found) == sorted(
        [
            ("crosswalk-not-one-row", "product-origin"),
            ("crosswalk-not-one-row", "value-added"),
            ("crosswalk-not-there", "packaging"),
            ("crosswalk-not-same-words", "product-story"),
            ("crosswalk-levels-not-answered", "local-labour"),
            *[("crosswalk-no-such-levels", "organisation-type")] * 3,
        ]
    )
