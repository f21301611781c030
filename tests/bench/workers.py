"""R6: the worker killed again and again over reports, and Redis killed, emptied and away: nothing is lost, twice or stuck."""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from collections.abc import Callable
from functools import partial

from django.db import connections, transaction
from redis import Redis

from communications.actions.reports import BUILD
from communications.models import ReportSnapshot
from initiatives import clock
from initiatives.identity import give_record
from initiatives.jobs import enqueue
from initiatives.models import Event, Initiative, JobRun, Person
from initiatives.tenancy import inside
from tests.bench.ground import WIDE, Ground, say
from tests.bench.measuring import Browser, Row, seconds
from tests.bench.product import Product, running

REPORTS = int(os.environ.get("CI_BENCH_REPORTS", "400"))
KILLS = int(os.environ.get("CI_BENCH_KILLS", "50"))
AWAY = float(os.environ.get("CI_BENCH_AWAY", "300"))
FEW, STUCK, FROZEN_FOR = 12, 300.0, 60.0
WORKER, BEAT = ("celery", "worker"), ("celery", "beat")
OVERVIEW = f"/i/{WIDE}/"


def jobs_under_fire(ground: Ground) -> list[Row]:
    """Ask for many reports and kill the worker; take Redis away; then kill with the sweeper asleep, which must show."""
    with running() as product:
        product.manage("seed", "--scale", "1", "--prefix", "wide", "--indicators", "1")
        return [_killed(product, REPORTS, KILLS), *_without_redis(product), _planted(product)]


def _killed(product: Product, reports: int, kills: int) -> Row:
    wanted = _ask_for(reports)
    for number in range(kills):
        _wait_until(partial(_is_so_far, wanted, reports * number // (kills + 1)), STUCK)
        time.sleep(1 + number % 3)
        ended = product.kill(*WORKER)
        say(f"kill {number + 1}: {ended} processes, {_ready(wanted)} of {reports} reports are ready")
    is_done = _wait_until(lambda: _ready(wanted) == reports, STUCK)
    what = f"worker killed {kills} times over {reports} reports: lost, twice, stuck over 5 minutes"
    lost, twice = _lost(wanted), _twice(wanted)
    words = f"{lost}, {twice}, {0 if is_done else reports - _ready(wanted)}"
    return Row("R6", what, "0, 0, 0", words, lost == twice == 0 and is_done)


def _without_redis(product: Product) -> list[Row]:
    """Kill it, empty it, take it away: pages answer each time, and what was asked for meanwhile is done afterwards."""
    product.kill_redis()
    killed, slow_killed = _live_on(product, 10.0)
    Redis.from_url(product.engine.environment()["REDIS_URL"]).flushall()
    emptied, slow_emptied = _live_on(product, 5.0)
    socket = product.engine.redis.socket
    aside = socket.with_suffix(".aside")
    socket.rename(aside)
    away, slow_away = _live_on(product, AWAY)
    aside.rename(socket)
    wanted = [*killed, *emptied, *away]
    is_done = _wait_until(lambda: _ready(wanted) == len(wanted), STUCK)
    slowest = max(slow_killed, slow_emptied, slow_away)
    what = f"Redis killed, emptied, away for {AWAY:.0f} s: acknowledged and lost, twice, slowest page"
    words = f"{_lost(wanted)} of {len(wanted)}, {_twice(wanted)}, {slowest:.1f} s"
    return [Row("R6", what, "0, 0, all answered", words, is_done and _lost(wanted) == _twice(wanted) == 0)]


def _live_on(product: Product, lasts: float) -> tuple[list[int], float]:
    """Open pages and ask for some reports for so long; ValueError where a page does not answer. Return both outcomes."""
    until, slowest, wanted = time.monotonic() + lasts, 0.0, _ask_for(3)
    browser = Browser(product.port)
    while time.monotonic() < until:
        for path in (OVERVIEW, f"{OVERVIEW}results/", "/signin/"):
            slowest = max(slowest, seconds(browser.side(path)))
        time.sleep(0.5)
    return wanted, slowest


def _planted(product: Product) -> Row:
    """Kill the worker while nobody looks for what got lost."""
    asleep = product.family(*BEAT)
    for one in asleep:
        one.send(signal.SIGSTOP)
    wanted = _ask_for(FEW)
    _wait_until(lambda: _ready(wanted) > 0, STUCK)
    product.kill(*WORKER)
    _wait_until(lambda: _ready(wanted) == FEW, FROZEN_FOR)
    stuck = FEW - _ready(wanted)
    for one in asleep:
        one.send(signal.SIGCONT)
    return Row("R6", "planted bug: nobody looks for lost jobs; found stuck", "> 0", str(stuck), stuck > 0)


def _ask_for(reports: int) -> list[int]:
    """Ask for so many reports at once, as each issue is asked for; return their runs. Pages ask for one at a time."""
    initiative, runs = Initiative.objects.get(slug=WIDE), []
    by = Person.objects.get(email="scale@people.example.org")
    for _ in range(reports):
        with transaction.atomic(), inside(initiative.pk):
            issue = ReportSnapshot.objects.count() + 1
            title = {"en": f"Report {issue}"}
            report = ReportSnapshot.objects.create(
                record=give_record("report", title=title, path="reports/{number}/", by=by),
                issue=issue,
                title=title,
                language="en",
                as_of=clock.now(),
                requested_by=by,
            )
            report.run = enqueue(BUILD, key=f"report:{issue}", by=by, queue="reports", report=report.pk)
            report.save(update_fields=["run"])
            runs.append(report.run.pk)
    return runs


def _ready(runs: list[int]) -> int:
    with transaction.atomic(), inside(_here()):
        return JobRun.objects.filter(pk__in=runs, state=JobRun.State.READY).count()


def _is_so_far(runs: list[int], many: int) -> bool:
    return _ready(runs) >= many


def _lost(runs: list[int]) -> int:
    """Count the runs without a report at their end."""
    with transaction.atomic(), inside(_here()):
        return len(runs) - ReportSnapshot.objects.filter(run__in=runs, file__isnull=False).count()


def _twice(runs: list[int]) -> int:
    """Count the reports that were published or stored more than once."""
    with transaction.atomic(), inside(_here()):
        records = ReportSnapshot.objects.filter(run__in=runs).values_list("record", flat=True)
        told = Counter(
            Event.objects.filter(kind="report.published", record__in=records).values_list("record", flat=True)
        )
    return sum(number > 1 for number in told.values())


def _here() -> int:
    return Initiative.objects.values_list("pk", flat=True).get(slug=WIDE)


def _wait_until(comes: Callable[[], bool], patience: float) -> bool:
    """Wait until something is so; False when nothing has moved for so long."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if comes():
            return True
        time.sleep(0.5)
    connections.close_all()
    return False
