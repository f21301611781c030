"""Texts that the rules declare as plain strings and pages translate when they show them: events and letters.

Rules are plain Python without gettext, so its tools do not find these by themselves.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
DECLARED = {"EventKind": slice(1, 2), "Notice": slice(1, 4)}  # which arguments of a declaration are texts
ONE, NONE = "for_one", "for_none"


def texts_in(source: str) -> Iterator[polib.POEntry]:
    """Yield the texts of every declaration in a module; one that is told of a number has its singular beside it."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in DECLARED):
            continue
        plain = [one for one in map(_text, node.args[DECLARED[node.func.id]]) if one]
        named = {one.arg: _text(one.value) for one in node.keywords if one.arg in (ONE, NONE)}
        if named.get(NONE):
            yield polib.POEntry(msgid=named[NONE])
        if named.get(ONE):
            yield polib.POEntry(msgid=named[ONE], msgid_plural=plain[0], msgstr_plural={0: "", 1: "", 2: ""})
        else:
            yield from (polib.POEntry(msgid=one) for one in plain)


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def declared_texts(root: Path = ROOT) -> list[polib.POEntry]:
    """Return all declared texts of the product in the order of its modules, each once."""
    found: dict[str, polib.POEntry] = {}
    for module in sorted(root.glob("*/rules/*.py")):
        for entry in texts_in(module.read_text()):
            found.setdefault(entry.msgid, entry)
    return list(found.values())
