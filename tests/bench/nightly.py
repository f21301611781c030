"""G11: a report for each of many initiatives in one night, and one initiative that asks again and again beside another."""

from __future__ import annotations

import os
import time

from django.db import connections, transaction

from communications.actions.reports import request_report
from communications.models import ReportSnapshot
from communications.tasks import build_report
from initiatives import jobs
from initiatives.models import Initiative, JobRun, Person
from initiatives.tenancy import inside
from tests.bench.ground import Ground, say
from tests.bench.measuring import Row, seconds
from tests.bench.product import Product, running

INITIATIVES = int(os.environ.get("CI_BENCH_NIGHT", "1000"))
AGAIN, AT_ONCE, MOST, AHEAD, PATIENCE = 500, 2, 1.15, 2, 300.0


def night(ground: Ground) -> list[Row]:
    """Ask for all reports at once and wait for the worker; beside it the same jobs one after the other in this process."""
    with running() as product:
        product.manage("seed", "--scale", str(INITIATIVES), "--prefix", "wide", "--indicators", "1")
        here = list(Initiative.objects.order_by("pk"))
        _ask(here[0])
        _wait([here[0].pk])  # the worker has read its code before anything is timed
        began = time.monotonic()
        for initiative in here:
            _ask(initiative)
        _wait([initiative.pk for initiative in here])
        wall = time.monotonic() - began
        bare = _inline(here)
        ahead = _behind(product, here[0], here[1])
    ratio = wall / (bare / AT_ONCE)
    words = f"{ratio:.2f} × ({wall:.0f} s / {bare:.0f} s by {AT_ONCE})"
    what = f"reports of {len(here):,} initiatives by the worker against the bare jobs by {AT_ONCE}"
    asked = f"another's report behind {AGAIN} of one initiative: jobs that ran before it"
    return [
        Row("G11", what, f"≤ {MOST:g} ×", words, ratio <= MOST),
        Row("G11", asked, f"≤ {AHEAD}", str(ahead), ahead <= AHEAD),
    ]


def _ask(initiative: Initiative) -> int:
    """Ask for a report as its page does; return the run."""
    by = Person.objects.get(email="scale@people.example.org")
    with transaction.atomic(), inside(initiative.pk):
        run = request_report(by=by).run_id
    assert run is not None
    return run


def _wait(initiatives: list[int]) -> None:
    """Wait until no report is unfinished; TimeoutError when none has become ready for minutes."""
    left, until = len(initiatives) + 1, time.monotonic() + PATIENCE
    waiting = initiatives
    while waiting:
        waiting = [pk for pk in waiting if _is_unfinished(pk)]
        if len(waiting) < left:
            left, until = len(waiting), time.monotonic() + PATIENCE
        if time.monotonic() > until:
            raise TimeoutError(f"{len(waiting)} reports are not ready")
        time.sleep(0.3)


def _is_unfinished(initiative: int) -> bool:
    with transaction.atomic(), inside(initiative):
        return ReportSnapshot.objects.filter(ready_at__isnull=True).exists()


def _inline(here: list[Initiative]) -> float:
    """Return the seconds that the same jobs take one after the other, asked for without a broker."""
    sent, total = jobs.send, 0.0
    jobs.send = lambda *_arguments: None
    try:
        for initiative in here:
            run = _ask(initiative)
            total += seconds(lambda: build_report(run, initiative_id=initiative.pk))  # noqa: B023 (called at once)
    finally:
        jobs.send = sent
    return total


def _behind(product: Product, loud: Initiative, quiet: Initiative) -> int:
    """Ask 500 times in one initiative and once in another; return how many jobs of the first ended before the other's."""
    runs = {_ask(loud) for _ in range(AGAIN)}
    mine = _ask(quiet)
    _wait([loud.pk, quiet.pk])
    connections.close_all()
    with transaction.atomic(), inside(quiet.pk):
        ended = JobRun.objects.get(pk=mine).ended_at
    with transaction.atomic(), inside(loud.pk):
        before = JobRun.objects.filter(pk__in=runs, ended_at__lt=ended).count()
    say(f"{AGAIN} askings made {len(runs)} jobs")
    return before
