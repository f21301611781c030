"""The budgets are held by bin/check-budgets; here each of them is planted and found."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BUDGETS = Path(__file__).resolve().parents[2] / "bin" / "check-budgets"


def checked(directory: Path, files: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Write the files into a new repository and measure it."""
    for name, text in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    subprocess.run(["git", "init", "-q", str(directory)], check=True)
    subprocess.run(["git", "-C", str(directory), "add", "."], check=True)
    return subprocess.run([sys.executable, BUDGETS, directory], capture_output=True, text=True, check=False)


def function_of(lines: int) -> str:
    """Return a function of that many lines."""
    return "def long_one():\n" + "    work()\n" * (lines - 1)


PLANTED = {
    "a function of 51 lines": ({"app/a.py": function_of(51)}, "long_one has 51 lines"),
    "a file of 401 lines": ({"app/a.py": "x = 1\n" * 401}, "a file stops at 400"),
    "a style sheet of 401 lines": ({"static/css/a.css": "a{}\n" * 401}, "a file stops at 400"),
    "a template of 151 lines": ({"templates/a.html": "<p>\n" * 151}, "a template stops at 150"),
    "a name that says nothing": ({"app/utils.py": ""}, "the name says nothing"),
    "an import inside a function": (
        {"app/a.py": "def f():\n    import os\n"},
        "imports inside the function f",
    ),
    "the address of a registry": (
        {"a.md": "see https://py" + "pi.org/simple"},
        "address of a package registry",
    ),
    "a path of one machine": ({"a.txt": "/wo" + "rk/main"}, "a path of one machine"),
    "long functions everywhere": (
        {"app/a.py": "".join(function_of(29) for _ in range(10))},
        "have up to 29 lines; the budget is 28",
    ),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_each_planted_breach_is_found(planted: str, tmp_path: Path) -> None:
    files, complaint = PLANTED[planted]
    done = checked(tmp_path, files)
    assert complaint in done.stderr
    assert done.returncode == 1


def test_what_keeps_the_budgets_passes(tmp_path: Path) -> None:
    kept = {
        "app/a.py": "import os\n\n\n" + function_of(28),
        "README.md": "the network/ and homework/ folders\n",
    }
    done = checked(tmp_path, kept)
    assert (done.returncode, done.stderr) == (0, "")


def test_migrations_are_not_measured(tmp_path: Path) -> None:
    done = checked(tmp_path, {"app/migrations/0001_initial.py": function_of(90)})
    assert done.returncode == 0


def test_a_function_over_its_aim_is_reported_and_passes(tmp_path: Path) -> None:
    many = "".join(function_of(5) for _ in range(30))
    done = checked(tmp_path, {"app/a.py": many, "app/b.py": function_of(45)})
    assert "over the aim: app/b.py:1 long_one has 45 lines" in done.stdout
    assert done.returncode == 0


def test_this_repository_keeps_its_budgets() -> None:
    done = subprocess.run([sys.executable, BUDGETS], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_a_file_that_is_no_python_is_named(tmp_path: Path) -> None:
    done = checked(tmp_path, {"app/a.py": "def (:\n"})
    assert "app/a.py:1 is no Python" in done.stderr
