"""The packet of a meeting: one job, one tagged PDF, kept with the meeting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from communications import tasks
from communications.actions.agenda_items import add_item, withdraw_item
from communications.actions.meetings import give_notice
from communications.actions.packets import BUILD_PACKET, reissue_packet, request_packet
from communications.models import Meeting
from communications.publishing.packet import REISSUE_PACKET, html_of
from initiatives import clock
from initiatives.actions.erasure import erase_person
from initiatives.models import Attachment, Due, Initiative, JobRun
from initiatives.rules.refusals import RuleBroken
from tests.conftest import Browser
from tests.factories.meetings import brief, items_of, make_noticed, make_planned
from tests.factories.people import make_person
from tests.factories.restrictions import make_restriction
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


def made(meeting: Meeting, people: People) -> Attachment:
    run = request_packet(meeting=meeting, by=people.backbone)
    tasks.build_packet(run.pk, initiative_id=meeting.record.initiative_id)
    packet = Meeting.objects.get(pk=meeting.pk).packet
    assert packet is not None
    return packet


def test_a_packet_is_served_only_while_it_says_what_the_public_reads(
    inside_initiative: Initiative, people: People, client_of: Callable[..., Browser]
) -> None:
    planned = make_planned(people.backbone)
    add_item(meeting=planned, brief=brief("Safe houses"), by=people.backbone)
    meeting = give_notice(meeting=planned, by=people.backbone)
    first = made(meeting, people)
    files = "/i/harbor/files/"
    reader = client_of(None)
    assert reader.get(f"{files}{first.pk}/").status_code == 200
    assert f"{files}{first.pk}/" in reader.get(meeting.record.url).content.decode()
    held = make_restriction(items_of(meeting)[1].record, by=people.backbone, days=2)
    with clock.at(clock.now() + timedelta(minutes=1)):
        assert reader.get(f"{files}{first.pk}/").status_code == 404
        assert files not in reader.get(meeting.record.url).content.decode()
        second = made(meeting, people)
        assert second.pk != first.pk
        assert reader.get(f"{files}{second.pk}/").status_code == 200
    with clock.at(held.expires_at + timedelta(minutes=1)):  # it is open again: neither of them is kept for it
        assert reader.get(f"{files}{second.pk}/").status_code == 404
        third = made(meeting, people)
        assert reader.get(f"{files}{third.pk}/").status_code == 200
        withdraw_item(item=items_of(meeting)[1], by=people.backbone)
        assert reader.get(f"{files}{third.pk}/").status_code == 404


def test_a_packet_of_an_agenda_that_changed_while_it_was_made_is_not_kept(
    inside_initiative: Initiative, people: People
) -> None:
    meeting = make_noticed(people.backbone)
    run = request_packet(meeting=meeting, by=people.backbone)
    add_item(meeting=meeting, brief=brief("One more"), by=people.backbone)
    tasks.build_packet(run.pk, initiative_id=inside_initiative.pk)
    run.refresh_from_db()
    assert run.state == JobRun.State.FAILED
    assert Meeting.objects.get(pk=meeting.pk).packet is None


def test_there_is_no_packet_of_an_agenda_that_is_not_public(
    inside_initiative: Initiative, people: People
) -> None:
    with pytest.raises(RuleBroken, match="Give notice first"):
        request_packet(meeting=make_planned(people.backbone), by=people.backbone)


def test_a_packet_is_set_anew_when_its_agenda_changes_and_says_which_one_it_replaces(
    inside_initiative: Initiative, people: People
) -> None:
    meeting = make_noticed(people.backbone)
    first = made(meeting, people)
    add_item(meeting=meeting, brief=brief("One more"), by=people.backbone)
    due = Due.objects.get(job=REISSUE_PACKET, key=str(meeting.record.number))
    with clock.at(due.due_at):
        for _twice in range(2):
            reissue_packet(number=meeting.record.number)
        run = JobRun.objects.get(task=BUILD_PACKET, state=JobRun.State.QUEUED)
        assert "takes the place of the one of" in html_of(Meeting.objects.get(pk=meeting.pk))
        tasks.build_packet(run.pk, initiative_id=inside_initiative.pk)
    packet = Meeting.objects.get(pk=meeting.pk).packet
    assert packet is not None
    assert packet.pk != first.pk


def test_no_packet_is_set_anew_where_nobody_asked_for_one(
    inside_initiative: Initiative, people: People
) -> None:
    meeting = make_noticed(people.backbone)
    add_item(meeting=meeting, brief=brief("One more"), by=people.backbone)
    assert not Due.objects.filter(job=REISSUE_PACKET).exists()


def test_the_packet_with_the_name_of_somebody_who_is_erased_goes_with_its_bytes(
    inside_initiative: Initiative, people: People
) -> None:
    planned = make_planned(people.backbone)
    gone = make_person(name="Rose Fieldhouse")
    add_item(meeting=planned, brief=replace(brief("Safe houses"), led_by=gone), by=people.backbone)
    meeting = give_notice(meeting=planned, by=people.backbone)
    first = made(meeting, people)
    erase_person(person=gone, why="Asked for", by=None)
    assert not Attachment.objects.filter(pk=first.pk).exists()
    assert made(meeting, people).sha256 != first.sha256
