"""The packet of a meeting: one job, one tagged PDF, kept with the meeting."""

from __future__ import annotations

import pytest

from communications import tasks
from communications.actions.packets import request_packet
from communications.models import Meeting
from initiatives.models import Initiative, JobRun
from initiatives.rules.refusals import RuleBroken
from tests.factories.meetings import make_noticed, make_planned
from tests.personas import People


def test_a_packet_is_made_once_by_a_job_and_kept_with_its_meeting(
    inside_initiative: Initiative, people: People
) -> None:
    meeting = make_noticed(people.backbone)
    runs = {request_packet(meeting=meeting, by=people.backbone).pk for _twice in range(2)}
    assert len(runs) == 1
    for _twice in range(2):
        tasks.build_packet(runs.copy().pop(), initiative_id=inside_initiative.pk)
    packet = Meeting.objects.get(pk=meeting.pk).packet
    assert packet is not None
    assert packet.content_type == "application/pdf"
    assert JobRun.objects.get(pk=runs.pop()).state == JobRun.State.READY
    assert meeting.record.attachments.count() == 1


def test_there_is_no_packet_of_an_agenda_that_is_not_public(
    inside_initiative: Initiative, people: People
) -> None:
    with pytest.raises(RuleBroken, match="Give notice first"):
        request_packet(meeting=make_planned(people.backbone), by=people.backbone)
