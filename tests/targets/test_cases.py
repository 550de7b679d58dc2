"""Worked examples: registries and what they come to on a day, one a file."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ocop.targets.plan.shipped import plan
from ocop.targets.registry.recognition import Recognition
from ocop.targets.registry.registry import Registry
from ocop.targets.snapshot._shown import snapshot_data

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))


def registry_of(case) -> Registry:
    if "csv" in case:
        return Registry.from_csv(case["csv"])
    return Registry(
        Recognition(
            code=f"{g}-{n}", name="Sản phẩm", stars=group["stars"], issued_on=group["issued_on"]
        )
        for g, group in enumerate(case["groups"])
        for n in range(group["n"])
    )


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path):
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    registry = registry_of(case)
    for expect in case["expect"]:
        snapshot = registry.on(expect.pop("on"))
        outcomes = expect.pop("outcomes", {})
        data = snapshot_data(snapshot)
        assert {key: data[key] for key in expect} == expect, snapshot
        if outcomes:
            report = plan(case["plan"]).evaluate(snapshot).explain("en").to_data()
            found = {row["id"]: row for row in report["outcomes"]}
            for id_, row in outcomes.items():
                assert {key: found[id_][key] for key in row} == row, (snapshot, id_)


def test_there_are_cases():
    assert len(CASES) >= 6
