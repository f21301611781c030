"""Reads the ballots of a Scottish ward; see wards/README.md for their source."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

WARDS = Path(__file__).parent / "wards"


@dataclass(frozen=True)
class Ward:
    """Rankings by candidates' names, with how often each was given."""

    rankings: Counter[tuple[str, ...]]
    candidates: tuple[str, ...]
    seats: int


def ward(name: str) -> Ward:
    """Return a ward by the beginning of its file's name."""
    (path,) = WARDS.glob(f"{name}*.csv")
    rows = [[cell for cell in row if cell] for row in csv.reader(path.read_text().splitlines())]
    names = {str(at): row[1] for at, row in enumerate((r for r in rows if r[0].startswith("Candidate")), 1)}
    rankings: Counter[tuple[str, ...]] = Counter()
    for times, *choices in (row for row in rows[1:] if row[0].isdecimal()):
        rankings[tuple(names[choice] for choice in choices)] += int(times)
    return Ward(rankings, tuple(names.values()), int(rows[0][1]))
