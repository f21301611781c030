"""What a job writes down is told by the clocks of its initiative, as on the pages."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from initiatives.jobs import InitiativeTask, enqueue
from initiatives.models import Initiative


@shared_task(base=InitiativeTask, name="tests.clock")
def zone_of_the_clock(_run_id: int) -> str:
    return timezone.get_current_timezone_name()


def test_a_job_tells_the_time_of_its_initiative(inside_initiative: Initiative) -> None:
    assert inside_initiative.zone != "UTC"
    asked = enqueue("tests.clock", key="now", by=None)
    assert zone_of_the_clock(asked.pk, initiative_id=inside_initiative.pk) == inside_initiative.zone
    assert timezone.get_current_timezone_name() == "UTC"
