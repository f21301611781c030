"""Runs the rows that were chosen and prints the table; started by `python -m tests.bench`."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Callable

import django

from tests.bench.ground import Ground, say
from tests.bench.measuring import Row

django.setup()

from tests.bench import (  # noqa: E402 (models need the settings first)
    database,
    doors,
    erased,
    faults,
    figures,
    killed,
    nightly,
    pages,
    protection,
    reports,
    restore,
    seeing,
    shared,
    tallies,
    workers,
)

ROWS: dict[str, Callable[[Ground], list[Row]]] = {
    "G1": pages.overview,
    "G2": pages.growth,
    "G3": pages.depth,
    "G4": pages.conditional,
    "G5": shared.behind_a_proxy,
    "G6": pages.queries,
    "G14": pages.weight,
    "G9": seeing.lists,
    "G10": database.row_security,
    "G11": nightly.night,
    "G13": database.starts,
    "G7": figures.imports,
    "G8": reports.report,
    "G15": lambda ground: [*protection.speed(ground), *tallies.speed(ground)],
    "R1": faults.walker,
    "R2": faults.crossed,
    "R3": faults.interleaved,
    "R4": protection.attacker,
    "R5": faults.under_fire,
    "R6": workers.jobs_under_fire,
    "R7": killed.database_killed,
    "R8": lambda ground: [*restore.dump_and_restore(ground), *erased.come_back(ground)],
    "R9": tallies.oracle,
    "R10": faults.tampering,
    "R11": faults.hostile,
    "R13": faults.drawn,
    "R14": doors.doors,
    "R15": lambda ground: [*protection.mutation(ground), *tallies.mutation(ground)],
}


def main() -> int:
    """Measure; return 1 when a row could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--only", default=",".join(ROWS), help="rows, with commas: G1,R8")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--initiatives", type=int, default=30, help="in the large database")
    options = parser.parse_args()
    ground, crashed = Ground(options.rounds, options.initiatives), 0
    print(
        f"{os.cpu_count()} cores, load {load()}; medians of {options.rounds} rounds, sides in turn",
        flush=True,
    )
    try:
        for key in options.only.split(","):
            say(key)
            crashed += not _printed(key, ground)
    finally:
        ground.close()
    print(f"load at the end {load()}; {crashed} rows could not be measured")
    return 1 if crashed else 0


def _printed(key: str, ground: Ground) -> bool:
    try:
        rows = ROWS[key](ground)
    except Exception:
        print(f"{key:4} could not be measured\n{traceback.format_exc()[-2500:]}", flush=True)
        return False
    for row in rows:
        verdict = {True: "met", False: "MISSED", None: "shown"}[row.is_met]
        print(
            f"{row.key:4} {row.what:62} {row.measured:44} goal {row.goal:22} {verdict}  [load {load()}]",
            flush=True,
        )
    return True


def load() -> str:
    """Return how many processes wanted a core in the last minute."""
    return f"{os.getloadavg()[0]:.1f}"


if __name__ == "__main__":
    sys.exit(main())
