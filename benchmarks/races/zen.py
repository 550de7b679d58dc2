"""The rules in GoRules' zen-engine, as a graph of its JSON Decision Model.

Compiled once and kept, as its documentation has it. Of four forms that were tried (a decision
table a criterion, nested conditions, points looked up in a list, a function in JavaScript) none is
quicker than the list; the rank is a decision table.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from benchmarks.races.sheets import PARTS, TERMS, WANT, Sheets, bands, identifier, least, minima


def one_by_one(data: Sheets) -> Callable[[], Any]:
    """A call that evaluates a decision for each sheet."""
    import zen  # noqa: PLC0415 - a peer

    decision = zen.ZenEngine().create_decision(zen.ZenDecisionContent(json.dumps(_graph())))
    rows = data.named().rows()
    return lambda: [decision.evaluate(row)["result"] for row in rows]


def in_batches(data: Sheets) -> Callable[[], Any]:
    """A call that hands all of them over at once, which the engine spreads over the cores."""
    import zen  # noqa: PLC0415 - a peer

    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"stars": _graph()}}})
    asked = [{"key": "stars", "context": row} for row in data.named().rows()]
    return lambda: [one["data"]["result"] for one in engine.evaluate_batch(asked)]


def answers(results: Any) -> Mapping[str, Any]:
    """What stands in the results, null as NaN."""
    return {name: [_number(result[name]) for result in results] for name in WANT}


def _number(value: Any) -> float:
    return float("nan") if value is None else float(value)


def _graph() -> dict[str, Any]:
    parts = {
        f"part_{part.lower()}": " + ".join(map(_points, terms)) for part, terms in PARTS.items()
    }
    caps = ", ".join(f"{identifier(t.key)} <= {v} ? {stars} : 5" for t, v, stars in minima())
    fault = " or ".join(f"({identifier(t.key)} not in [{least(t)}..{t.last}])" for t in TERMS)
    kept = {name: name for name in WANT if name != "stars"}
    stars = "fault ? null : min([stars_by_points, cap])"
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in"},
        _expressions("parts", {**parts, "cap": f"min([{caps}])", "fault": fault}),
        _expressions("total", {"total": "part_a + part_b + part_c"}),
        _bands(),
        _expressions("stars", {**kept, "stars": stars}, through=False),
        {"id": "out", "type": "outputNode", "name": "out"},
    ]
    ids = [node["id"] for node in nodes]
    edges = [
        {"id": f"to-{after}", "type": "edge", "sourceId": before, "targetId": after}
        for before, after in pairwise(ids)
    ]
    return {"nodes": nodes, "edges": edges}


def _points(term: Any) -> str:
    listed = ", ".join(map(str, term.points[: term.last + 1]))
    return f"[{listed}][{identifier(term.key)}]"


def _expressions(id_: str, values: dict[str, str], *, through: bool = True) -> dict[str, Any]:
    rows = [{"id": f"{id_}-{key}", "key": key, "value": value} for key, value in values.items()]
    content = {"expressions": rows, "passThrough": through}
    return {"id": id_, "type": "expressionNode", "name": id_, "content": content}


def _bands() -> dict[str, Any]:
    *higher, (_, lowest) = bands()
    rules = [{"_id": str(s), "total": f">= {points}", "stars": str(s)} for points, s in higher]
    content = {
        "hitPolicy": "first",
        "passThrough": True,
        "inputs": [{"id": "total", "name": "total", "field": "total"}],
        "outputs": [{"id": "stars", "name": "stars", "field": "stars_by_points"}],
        "rules": [*rules, {"_id": "rest", "total": "", "stars": str(lowest)}],
    }
    return {"id": "bands", "type": "decisionTableNode", "name": "bands", "content": content}
