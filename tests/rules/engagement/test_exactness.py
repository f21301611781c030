"""No number of a decision is ever a float: not in the code of the count, not in what it finds."""

from __future__ import annotations

import ast
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from engagement.rules.methods import Approval, Irv, Star, Stv
from engagement.rules.tally import tally
from tests.rules.engagement.ballot_boxes import pointed, ranked

RULES = Path(__file__).resolve().parents[3] / "engagement" / "rules"
EXACT = [
    "ballots",
    "decision_laws",
    "decision_machine",
    "impossible",
    "instant_runoff",
    "lottery",
    "methods",
    "modifiers",
    "points",
    "published",
    "question",
    "quorums",
    "rankings",
    "recount",
    "requirements",
    "results",
    "roll",
    "secret_ballots",
    "stances",
    "star",
    "tally",
    "ties",
    "transfers",
]


@pytest.mark.parametrize("name", EXACT)
def test_no_rule_of_a_count_speaks_of_floats(name: str) -> None:
    for node in ast.walk(ast.parse((RULES / f"{name}.py").read_text())):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), node.lineno
        assert not (isinstance(node, ast.Name) and node.id in {"float", "round", "Decimal"}), node.lineno
        assert not (isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div)), node.lineno
        assert not (isinstance(node, ast.ImportFrom) and node.module in {"math", "random", "time"}), (
            node.lineno
        )
        assert not (
            isinstance(node, ast.Import) and {"math", "random", "time"} & {one.name for one in node.names}
        ), node.lineno


def _numbers(value: object) -> list[object]:
    if is_dataclass(value):
        return [one for field in fields(value) for one in _numbers(getattr(value, field.name))]
    if isinstance(value, tuple):
        return [one for part in value for one in _numbers(part)]
    return [value]


@pytest.mark.parametrize(
    "question",
    [
        ranked(Stv(2), {"ABC": 5, "BAC": 4, "CAB": 3}),
        ranked(Irv(), {"ABC": 5, "BAC": 4, "CAB": 3}),
        ranked(Approval(2), {"AB": 5, "C": 1}),
        pointed(Star(), [{"A": 5, "B": 2}, {"B": 3}]),
    ],
)
def test_nothing_that_is_found_is_a_float(question: object) -> None:
    assert not [one for one in _numbers(tally(question)) if isinstance(one, float)]  # type: ignore[arg-type]
