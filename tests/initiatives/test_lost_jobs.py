"""Jobs that got lost on the way are looked for, however busy an initiative is."""

from __future__ import annotations

from datetime import timedelta

from initiatives import clock
from initiatives.jobs import STALE, SWEEP, enqueue
from initiatives.models import Due, Initiative
from tests.personas import People


def test_new_requests_do_not_put_off_the_look_for_lost_ones(
    inside_initiative: Initiative, people: People
) -> None:
    now, minute = clock.now(), timedelta(minutes=1)
    for number in range(3):
        with clock.at(now + number * minute):
            enqueue("tests.nothing", key=f"{number}", by=people.backbone)
        assert Due.objects.get(job=SWEEP).due_at == now + STALE
    Due.objects.filter(job=SWEEP).update(claimed_at=now + STALE)
    with clock.at(now + 3 * minute):
        enqueue("tests.nothing", key="later", by=people.backbone)
    again = Due.objects.get(job=SWEEP)
    assert (again.due_at, again.claimed_at) == (now + 3 * minute + STALE, None)
