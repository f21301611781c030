"""Faults and attacks: the tests that try them, counted; and the same tests over a planted bug, which must fail."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from tempfile import TemporaryFile

from tests.bench.ground import ROOT, Ground
from tests.bench.measuring import Row
from tests.measurement.imports.hostile_cells import NUMBERS_REFUSED, TIMES_REFUSED

WALKER, LEDGER = "tests/access/test_walker.py", "tests/initiatives/test_ledger.py"
BODIES, UNPUBLISHED = "tests/access/test_bodies.py", "tests/access/test_unpublished.py"
ERASURE = "tests/initiatives/actions/test_erasure.py"
UNDER_FIRE, HOSTILE = (
    "tests/concurrency/test_votes_under_fire.py",
    "tests/measurement/imports/test_hostile.py",
)
STORMS, MOST_GROWTH = 20, 200
FUZZED, DRAWN = "tests/access/test_fuzzed.py", 135
ONE_CONNECTION = "tests/concurrency/test_one_connection.py"
INTERLEAVED = 10_000
_RESULT = re.compile(r"(\d+) (passed|failed|error)")
_REQUESTS = re.compile(r"access: ([\d,]+) requests")


@dataclass(frozen=True, slots=True)
class Tried:
    """What a run of tests came to."""

    passed: int
    failed: int
    requests: str
    peak: float
    """The most memory of the process, in MB."""


def tried(ground: Ground, *arguments: str, plant: str = "", **variables: str) -> Tried:
    """Run tests beside the servers of this run; RuntimeError when none ran."""
    own = {"DJANGO_SETTINGS_MODULE": "tests.settings", "CI_PLANT": plant, **variables}
    removed = {"CI_STATIC_ROOT", "DJANGO_SETTINGS_MODULE"}
    kept = {name: value for name, value in ground.variables("ci").items() if name not in removed}
    plugin = ["-p", "tests.bench.planting"] if plant else []
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *plugin, *arguments]
    with TemporaryFile("w+") as printed:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**kept, **own}, stdout=printed, stderr=subprocess.STDOUT
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        printed.seek(0)
        said = printed.read()
    counts = {what: int(number) for number, what in _RESULT.findall(said)}
    if not counts:
        raise RuntimeError(said[-2500:])
    requests = _REQUESTS.search(said)
    return Tried(
        counts.get("passed", 0),
        counts.get("failed", 0) + counts.get("error", 0),
        requests[1] if requests else "0",
        used.ru_maxrss / 1024,
    )


def row_of(key: str, what: str, honest: Tried, planted: Tried) -> Row:
    found = "found" if planted.failed else "NOT FOUND"
    words = f"{honest.failed} wrong of {honest.passed + honest.failed} tests; planted bug {found}"
    return Row(key, what, "0 wrong, bug found", words, honest.failed == 0 and planted.failed > 0)


def walker(ground: Ground) -> list[Row]:
    """R1: every route × method × person × initiative against the table."""
    honest = tried(ground, WALKER, CI_WALK="full")
    planted = tried(ground, WALKER, "-k", "answered_as_the_table and (today or settings)", plant="walker")
    return [row_of("R1", f"every route, method and person: {honest.requests} requests", honest, planted)]


def crossed(ground: Ground) -> list[Row]:
    """R2: ids and canaries of the other initiative."""
    honest = tried(ground, WALKER, "-k", "other_initiative or door or stranger", CI_WALK="full")
    planted = tried(ground, WALKER, "-k", "answered_as_the_table and (principles or people)", plant="crossed")
    sent = tried(ground, BODIES)
    taken = tried(ground, BODIES, "-k", "seat-term", plant="anybody")
    hidden = tried(ground, UNPUBLISHED)
    shown = tried(ground, UNPUBLISHED, "-k", "overview or today", plant="unpublished")
    return [
        row_of("R2", f"ids and canaries crossed: {honest.requests} requests", honest, planted),
        row_of("R2", f"foreign values in the bodies of forms: {sent.requests} requests", sent, taken),
        row_of("R2", f"unpublished against unknown: {hidden.requests} requests", hidden, shown),
    ]


def interleaved(ground: Ground) -> list[Row]:
    """R3: two initiatives and errors in turn on one pooled connection, and every table without a scope."""
    chosen = "interleaved or one_connection"
    honest = tried(ground, ONE_CONNECTION, "-k", chosen, CI_INTERLEAVED=str(INTERLEAVED))
    planted = tried(ground, ONE_CONNECTION, "-k", "interleaved", plant="scope", CI_INTERLEAVED="200")
    bare = tried(ground, "tests/architecture/test_walls.py", "-k", "without_a_scope or raw_sql or planted")
    words = f"{bare.failed} wrong of {bare.passed + bare.failed} tests, planted holes among them"
    return [
        row_of("R3", f"{honest.requests} requests in turn on one pooled connection", honest, planted),
        Row("R3", "no scope: no row in any tenant table", "0 wrong", words, bare.failed == 0),
    ]


def tampering(ground: Ground) -> list[Row]:
    """R10: tamperings in the database and in the download, and erasure; blind checks must be noticed, every time."""
    chosen = "tampering_in_the_database or tampered_download or cut_tail or made_anew or honest"
    honest = tried(ground, LEDGER, "-k", chosen)
    planted = tried(ground, LEDGER, "-k", "tampering_in_the_database", plant="ledger")
    blind = planted.passed + planted.failed
    words = f"{planted.failed} of {blind}"
    gone = tried(ground, ERASURE)
    kept = tried(ground, ERASURE, "-k", "no_byte", plant="erasure")
    return [
        row_of("R10", "tamperings in the database and in the download", honest, planted),
        Row(
            "R10",
            "tamperings that a blind check would let through",
            "all of ≥ 6",
            words,
            planted.failed == blind >= 6,
        ),
        row_of("R10", "erasure: no byte of a name in any row, the chains hold", gone, kept),
    ]


def under_fire(ground: Ground) -> list[Row]:
    """R5: two hundred voters × three requests with a close in the middle, in the open and in secret."""
    honest = tried(ground, UNDER_FIRE, CI_REPETITIONS=str(STORMS))
    planted = tried(ground, UNDER_FIRE, "-k", "open_votes", plant="box", CI_REPETITIONS="3")
    return [
        row_of("R5", f"votes at the deadline, {STORMS} storms in the open and in secret", honest, planted)
    ]


def hostile(ground: Ground) -> list[Row]:
    """R11: files that are none, traps, and cells that only look like figures; memory against one small file."""
    honest, one = tried(ground, HOSTILE), tried(ground, HOSTILE, "-k", "another_indicator")
    planted = tried(ground, HOSTILE, "-k", "long_list_of_tricks", plant="floats")
    cells = len(NUMBERS_REFUSED) + len(TIMES_REFUSED)
    growth = honest.peak - one.peak
    return [
        row_of("R11", f"hostile files, and {cells} hostile cells in two of them", honest, planted),
        Row(
            "R11",
            "growth of memory over all of them",
            f"≤ {MOST_GROWTH} MB",
            f"{growth:.0f} MB",
            growth <= MOST_GROWTH,
        ),
    ]


def drawn(ground: Ground) -> list[Row]:
    """R13: requests drawn from the schema for each operation of the API and each role."""
    honest = tried(ground, FUZZED, CI_FUZZED=str(DRAWN))
    planted = tried(ground, FUZZED, "-k", "decisions or promises", plant="words_for_numbers", CI_FUZZED="20")
    return [row_of("R13", f"drawn requests against every operation: {honest.requests}", honest, planted)]
