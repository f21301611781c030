"""The packet of a meeting: all that people need to have read, as one tagged PDF, made by a job."""

from __future__ import annotations

from django.db import transaction
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override

from communications.models import Meeting
from communications.publishing.packet import beginning_of_key, html_of, standing_packet
from communications.publishing.pdf import PATIENCE, PdfFailed, make_pdf
from communications.rules.meetings import Stage
from initiatives.actions.attachments import attach, forget
from initiatives.jobs import Progress, enqueue
from initiatives.models import JobRun, Person
from initiatives.own_words import blank, erases_own_words
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken

BUILD_PACKET = "communications.build_packet"


@transaction.atomic
def request_packet(*, meeting: Meeting, by: Person) -> JobRun:
    """Ask for the packet of a meeting as it is now; while nothing has changed, asking again gives the same one."""
    found = (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("record", "packet_run")
        .get(pk=meeting.pk)
    )
    if found.noticed_at is None:
        raise RuleBroken(_("The packet is made from a public agenda. Give notice first."))
    run = enqueue(BUILD_PACKET, key=_key_of(found), by=by, queue="reports", meeting=found.pk)
    if found.packet_run_id != run.pk:
        found.packet_run = run
        found.save(update_fields=["packet_run"])
    return run


@transaction.atomic
def reissue_packet(*, number: int) -> JobRun | None:
    """Ask for the packet anew where the agenda changed since, before the meeting. Safe to run twice."""
    rows = Meeting.objects.select_related("record__initiative", "packet", "packet_run")
    meeting = rows.filter(record__number=number, packet__isnull=False).first()
    if meeting is None or meeting.stage is not Stage.NOTICED or standing_packet(meeting) is not None:
        return None
    asked = meeting.packet_run.asked_by if meeting.packet_run is not None else None
    return request_packet(meeting=meeting, by=asked) if asked is not None else None


@erases_own_words
def take_name_from_packets(person: Person) -> None:
    """Take away each packet that names somebody, with its bytes; that of a meeting to come is asked for anew."""
    marks = {person.name, person.email} - {""}
    for meeting in Meeting.objects.whole().select_related("packet_run__asked_by").exclude(packet=None):
        packet, asked = meeting.packet, meeting.packet_run.asked_by if meeting.packet_run else None
        if packet is None or not any(escape(mark) in html_of(meeting) for mark in marks):
            continue
        blank(Meeting.objects.filter(pk=meeting.pk), packet=None)
        Meeting.objects.filter(pk=meeting.pk).update(packet_run=None)
        forget(packet)
        if meeting.stage is Stage.NOTICED and asked is not None and asked.pk != person.pk:
            request_packet(meeting=meeting, by=asked)


def build_packet(*, run: JobRun, progress: Progress) -> None:
    """Set the packet for a reader without an account and keep it with the meeting. Safe to run twice.

    Raises RuleBroken where the agenda has changed since it was asked for: what is kept is what its key says.
    """
    meeting = Meeting.objects.whole().get(pk=int(run.arguments["meeting"]))
    initiative = meeting.record.initiative
    with override(initiative.language):
        progress(_("Reading the agenda"), 10)
        html = html_of(meeting)
        progress(_("Setting the pages"), 40)
        try:
            content = make_pdf(html, patience=PATIENCE).content
        except PdfFailed as trouble:
            raise RuleBroken(
                _("The PDF could not be made. Ask for it again, or print the page.")
            ) from trouble
        progress(_("Storing the packet"), 90)
        _keep(meeting, content, run)


@transaction.atomic
def _keep(meeting: Meeting, content: bytes, run: JobRun) -> None:
    by = run.asked_by
    assert by is not None  # noqa: S101 (a packet is always asked for by somebody)
    meeting = (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("record__initiative")
        .get(pk=meeting.pk)
    )
    if meeting.packet_run_id != run.pk:
        return  # another one was asked for since
    if not run.key.startswith(beginning_of_key(meeting)):
        raise RuleBroken(_("The agenda has changed meanwhile. Ask for the packet again."))
    name = f"{meeting.record.initiative.slug}-meeting-{meeting.record.number}.pdf"
    meeting.packet = attach(record=meeting.record, name=name, content=content, by=by)
    meeting.save(update_fields=["packet"])
    record("meeting.packet_ready", by=by, about=meeting, facts={"sha256": meeting.packet.sha256})


def _key_of(meeting: Meeting) -> str:
    """The key of the packet that stands or is being made; a new one where the agenda is another, or the same again."""
    begins, last = beginning_of_key(meeting), meeting.packet_run
    if last is not None and last.key.startswith(begins):
        return last.key
    earlier = JobRun.objects.filter(task=BUILD_PACKET, key__startswith=begins).count()
    return f"{begins}{earlier + 1}"
