"""A small mutator: one comparison turned, one number moved, one "and" made "or", one answer made empty; do tests notice?

`python -m tests.bench.mutants measurement/rules/swaps.py --tests tests/rules/measurement/test_suppression.py [--most 300]`.
Each changed module is run from a copy of the tree in a directory that is removed afterwards; nothing here is touched. A
change that makes the tests hang counts as noticed. With `--most`, so many changes are drawn, always the same ones.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SECONDS = int(os.environ.get("CI_MUTANT_SECONDS", "60"))
"""Of the processor: on a busy machine a slow test is no test that failed."""
SAID_EVERY = 10
_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_SWAPPED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


@dataclass(frozen=True)
class Mutant:
    """One change of one module."""

    module: str
    line: int
    what: str
    text: str


@dataclass
class Found:
    """What became of all changes."""

    tried: int = 0
    killed: int = 0
    survived: list[Mutant] = field(default_factory=list)

    @property
    def score(self) -> float:
        """The share of changes that tests noticed."""
        return self.killed / self.tried if self.tried else 0.0


def mutants_of(module: str) -> Iterator[Mutant]:
    """Every small change of a module, one at a time."""
    tree = ast.parse((ROOT / module).read_text())
    for node in list(ast.walk(tree)):
        for way in range(2):
            honest = dict(vars(node))
            what = _change(node, way)
            if what:
                yield Mutant(
                    module, getattr(node, "lineno", 0), what, ast.unparse(ast.fix_missing_locations(tree))
                )
            vars(node).update(honest)


def _change(node: ast.AST, way: int) -> str:
    """Change a node in place; the words for it, or nothing where there is nothing to change."""
    match node:
        case ast.Compare() if way == 0 and type(node.ops[0]) in _TURNED:
            node.ops = [_TURNED[type(node.ops[0])](), *node.ops[1:]]
            return "comparison turned"
        case ast.BoolOp() if way == 0:
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            return "and for or"
        case ast.BinOp() if way == 0 and type(node.op) in _SWAPPED and not _is_type(node):
            node.op = _SWAPPED[type(node.op)]()
            return "another sign"
        case ast.Constant() if type(node.value) in (int, float):
            node.value += 1 if way == 0 else -1
            return "+1" if way == 0 else "-1"
        case ast.Constant() if way == 0 and isinstance(node.value, bool):
            node.value = not node.value
            return "true for false"
        case ast.If() | ast.IfExp() if way == 0 and isinstance(node.test, ast.UnaryOp):
            node.test = node.test.operand
            return "without not"
        case ast.Return() if way == 0 and node.value is not None and not _is_none(node.value):
            node.value = ast.Constant(None)
            return "returns nothing"
        case _:
            return ""


def _is_type(node: ast.BinOp) -> bool:
    """Is it `int | None`, which is read by nobody?"""
    words = {
        "None",
        "str",
        "int",
        "float",
        "Decimal",
        "Amounts",
        "Hashable",
        "CategoryKey",
        "Swap",
        "Search",
        "Reason",
    }
    return any((isinstance(one, ast.Name) and one.id in words) or _is_none(one) for one in ast.walk(node))


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def run(modules: Sequence[str], tests: Sequence[str], *, most: int = 0, workers: int = 2) -> Found:
    """Try every change (or so many, drawn) of the modules against the tests."""
    every = [mutant for module in modules for mutant in mutants_of(module)]
    if most and len(every) > most:
        every = random.Random(1).sample(every, most)
    found = Found()
    with tempfile.TemporaryDirectory(prefix="ci-mutants-") as scratch:
        places = [_copied(Path(scratch) / str(at)) for at in range(workers)]
        with ThreadPoolExecutor(workers) as pool:
            shares = [every[at::workers] for at in range(workers)]
            for part in pool.map(lambda pair: _tried(*pair, tests), zip(places, shares, strict=True)):
                found.tried += part.tried
                found.killed += part.killed
                found.survived += part.survived
    return found


def _copied(place: Path) -> Path:
    """The rules and their tests alone: nothing of Django."""
    for name in ("engagement", "measurement", "initiatives", "charts", "tests/rules"):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__", "data"))
    (place / "tests" / "__init__.py").touch()
    return place


def _tried(place: Path, mutants: Sequence[Mutant], tests: Sequence[str]) -> Found:
    found = Found()
    with _runner(place, tests) as runner:
        if not _passes(runner):
            raise RuntimeError("the tests fail before anything is changed")
        for mutant in mutants:
            target = place / mutant.module
            honest = target.read_text()
            target.write_text(mutant.text)
            noticed = not _passes(runner)
            target.write_text(honest)
            _tell(found, mutant, noticed=noticed)
    return found


def _tell(found: Found, mutant: Mutant, *, noticed: bool) -> None:
    """Count a change, and say at once what nobody noticed and how far it is."""
    found.tried += 1
    found.killed += noticed
    if not noticed:
        found.survived.append(mutant)
        print(f"unnoticed: {mutant.module}:{mutant.line} {mutant.what}", file=sys.stderr, flush=True)
    if found.tried % SAID_EVERY == 0:
        print(f"{found.killed} of {found.tried} noticed so far", file=sys.stderr, flush=True)


# What every run of the tests needs is loaded once; each run is a child that loads the rules as they stand then.
_RUNNER = """
import os, resource, sys
import hypothesis, pytest
seconds = int(sys.argv[1])
for _line in sys.stdin:
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        os._exit(int(pytest.main(sys.argv[2:])))
    print(os.waitpid(child, 0)[1], flush=True)
"""


def _runner(place: Path, tests: Sequence[str]) -> subprocess.Popen[str]:
    """Start what runs the tests as plain Python: without Django, without plugins, ending at the first failure."""
    quiet = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:django", "-p", "no:randomly", "-p", "no:xdist"]
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "CI_", "PYTEST"))
    }
    own = {"PYTHONPATH": str(place), "PYTHONDONTWRITEBYTECODE": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    where = ["-c", os.devnull, "--rootdir", str(place), "--import-mode=importlib"]
    return subprocess.Popen(
        [sys.executable, "-B", "-c", _RUNNER, str(SECONDS), *where, *quiet, *tests],
        cwd=place,
        env={**kept, **own},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _passes(runner: subprocess.Popen[str]) -> bool:
    """Run the tests once."""
    assert runner.stdin is not None
    assert runner.stdout is not None
    runner.stdin.write("again\n")
    runner.stdin.flush()
    answer = runner.stdout.readline()
    if not answer:
        raise RuntimeError("what runs the tests has ended")
    return answer.strip() == "0"


def main() -> int:
    """Print the score and what nobody noticed."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.mutants")
    parser.add_argument("modules", nargs="+")
    parser.add_argument("--tests", required=True, help="with commas")
    parser.add_argument("--most", type=int, default=0)
    options = parser.parse_args()
    found = run(options.modules, options.tests.split(","), most=options.most)
    for mutant in sorted(found.survived, key=lambda one: (one.module, one.line)):
        print(f"{mutant.module}:{mutant.line} {mutant.what}")
    print(f"{found.killed} of {found.tried} changes noticed: {found.score:.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
