"""What rules say is marked for the translators: a tool that reads the source finds every pattern, word and number."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from engagement.rules.duties import DUTIES, SHARES
from engagement.rules.parameters import PARAMETERS
from engagement.rules.recipes import RECIPES
from engagement.rules.spectrum_table import GROUNDS

RULES = sorted((Path(__file__).resolve().parents[3] / "engagement" / "rules").glob("*.py"))
MARKERS, SAYING = {"_", "ngettext"}, {"say", "lack", "_lack"}


def calls(tree: ast.AST, names: set[str]) -> Iterator[ast.Call]:
    """Every call of a function by one of these names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def words(node: ast.AST) -> set[str]:
    """Every text in a piece of source."""
    return {
        one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)
    }


def marked(tree: ast.AST) -> set[str]:
    """Every text that is marked."""
    return {said for call in calls(tree, MARKERS) for said in words(call)}


@pytest.fixture(scope="module")
def found() -> set[str]:
    return {said for path in RULES for said in marked(ast.parse(path.read_text()))}


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_no_sentence_is_said_without_a_mark(path: Path) -> None:
    tree = ast.parse(path.read_text())
    said = {text for call in calls(tree, SAYING) for text in words(call)} - {"{owed} {done}"}
    assert {text for text in said - marked(tree) if any(letter.isalpha() for letter in text)} == set()


def test_what_is_owed_is_marked(found: set[str]) -> None:
    assert {duty.pattern for duty in DUTIES.values()} <= found
    assert {duty.when for duty in DUTIES.values()} <= found
    assert set(SHARES.values()) <= found


def test_the_table_the_numbers_and_the_recipes_are_marked(found: set[str]) -> None:
    assert {ground.words for ground in GROUNDS.values()} <= found
    assert {each.name for each in PARAMETERS} <= found
    assert {words for each in RECIPES for words in (each.name, each.when_to_use)} <= found
