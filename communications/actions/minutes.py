"""Minutes: they draft themselves, circulate, take amendments, publish themselves on their day, and are corrected in the open."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from communications.bylaw_numbers import AMEND, PUBLISH
from communications.meetings.minutes import fingerprint
from communications.meetings.their_day import PUBLISH_MINUTES
from communications.models import AgendaItem, Amendment, Attendance, Meeting, Minutes, Passage
from communications.rules.meetings import MinutesStage, minutes_dates
from initiatives import clock
from initiatives.bylaws import rule_value
from initiatives.due import owe
from initiatives.identity import change_record
from initiatives.models import Person, Restriction
from initiatives.record import record
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken


def circulate(*, meeting: Meeting, by: Person | None) -> Minutes:
    """Write the draft from what was noted, fix its dates, and send it to those who were there. Hold the lock on the meeting."""
    now = clock.now()
    dates = minutes_dates(now, amend_days=int(rule_value(AMEND)), publish_days=int(rule_value(PUBLISH)))
    minutes = Minutes.objects.create(
        meeting=meeting,
        circulated_at=now,
        circulated_by=by,
        amend_until=dates.amend_until,
        publish_at=dates.publish_at,
    )
    Passage.objects.bulk_create(
        Passage(minutes=minutes, item=item, words=item.notes, written_at=now, written_by=by)
        for item in meeting.items.standing()
    )
    owe(PUBLISH_MINUTES, key=str(meeting.record.number), at=dates.publish_at)
    facts: dict[str, Json] = {
        "amend_until": dates.amend_until.isoformat(),
        "publish_at": dates.publish_at.isoformat(),
    }
    record("minutes.circulated", by=by, about=meeting, facts=facts)
    return minutes


@transaction.atomic
def ask_amendment(*, item: AgendaItem, words: str, by: Person) -> Amendment:
    """Ask that the draft reads otherwise: only who was there, and only in the days that the bylaws give. Raises RuleBroken."""
    minutes = _held(item.meeting)
    if minutes.stage is not MinutesStage.AMENDING:
        raise RuleBroken(_("The time for amendments is over. Ask for a correction at the next meeting."))
    if not Attendance.objects.standing().filter(meeting=item.meeting, person=by).exists():
        raise RuleBroken(_("Only those who were there can amend the minutes. Ask one of them."))
    said = words.strip()
    if not said:
        raise RuleBroken(_("Write what the minutes should say."), field="words")
    same = Amendment.objects.filter(minutes=minutes, item=item, asked_by=by, words=said).first()
    if same is not None:
        return same
    asked = Amendment.objects.create(
        minutes=minutes, item=item, words=said, asked_at=clock.now(), asked_by=by
    )
    record("minutes.amendment_asked", by=by, about=item.meeting, facts={"amendment": asked.pk})
    return asked


@transaction.atomic
def answer_amendment(
    *, amendment: Amendment, is_taken: bool, words: str = "", answer: str = "", by: Person
) -> Amendment:
    """Take an amendment in, with the new words, or decline it with a reason, before the minutes are public. Raises RuleBroken."""
    minutes = _held(amendment.minutes.meeting)
    found = Amendment.objects.select_for_update().get(pk=amendment.pk)
    if found.state != Amendment.State.ASKED:
        raise RuleBroken(_("This amendment has its answer already. Load the page again."))
    if clock.now() >= minutes.publish_at:
        raise RuleBroken(
            _("The minutes are public with this amendment beside them. Correct them with a reason.")
        )
    if is_taken and not words.strip():
        raise RuleBroken(_("Write how the minutes read now."), field="words")
    if not is_taken and not answer.strip():
        raise RuleBroken(
            _("Say why it is not taken in. Whoever asked reads it, and so does everybody later."),
            field="answer",
        )
    found.state = Amendment.State.TAKEN if is_taken else Amendment.State.DECLINED
    found.answer, found.answered_at, found.answered_by = answer.strip()[:500], clock.now(), by
    found.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    if is_taken:
        _write(minutes, found.item, words, because=Passage.Because.AMENDMENT, reason="", by=by)
    record(
        "minutes.amendment_answered",
        by=by,
        about=minutes.meeting,
        facts={"amendment": found.pk, "taken": is_taken},
    )
    return found


@transaction.atomic
def publish_when_due(*, number: int) -> bool:
    """Publish the minutes of the meeting with this number if their day has come and nothing restricts them; else look again.

    Safe to run twice and late: what is late is published at once, and dated with the moment at which it happens.
    """
    meeting = Meeting.objects.select_related("record").filter(record__number=number).first()
    if meeting is None:
        return False
    minutes = _held(meeting)
    if minutes.published_at is not None:
        return False
    opens = _held_back_until(minutes)
    if opens is not None:
        owe(PUBLISH_MINUTES, key=str(number), at=opens)
        return False
    _publish(minutes)
    return True


@transaction.atomic
def correct_minutes(*, item: AgendaItem, words: str, reason: str, by: Person) -> Passage:
    """Correct published minutes: the new words stand, the old ones stay readable, and the reason is public. Raises RuleBroken."""
    minutes = _held(item.meeting)
    write_down_publication(minutes)
    if minutes.published_at is None:
        raise RuleBroken(_("These minutes are not public yet. Ask for an amendment instead."))
    if not reason.strip():
        raise RuleBroken(_("Say why. Everybody reads it beside the correction."), field="reason")
    corrected = _write(minutes, item, words, because=Passage.Because.CORRECTION, reason=reason, by=by)
    change_record(item.meeting.record)
    record(
        "minutes.corrected",
        by=by,
        about=item.meeting,
        facts={
            "item": item.record.number,
            "version": corrected.version,
            "sha256": fingerprint(minutes),
        },
    )
    return corrected


def write_down_publication(minutes: Minutes) -> None:
    """Let minutes whose day has come be published before anything builds on that, whoever was faster. Hold the lock on them."""
    if minutes.published_at is None and _held_back_until(minutes) is None:
        _publish(minutes)


def _held(meeting: Meeting) -> Minutes:
    rows = Minutes.objects.select_for_update(of=("self",)).select_related("meeting__record__initiative")
    found = rows.filter(meeting=meeting).first()
    if found is None:
        raise RuleBroken(_("This meeting has no minutes yet. They are drafted when it ends."))
    return found


def _held_back_until(minutes: Minutes) -> datetime | None:
    """Return when to look again: before their day, or while a restriction holds them back."""
    if clock.now() < minutes.publish_at:
        return minutes.publish_at
    whole = Q(scope=Restriction.Scope.WHOLE)
    part = Q(scope=Restriction.Scope.FIELDS, fields__contains=["minutes"])
    active = Restriction.objects.active(at=clock.now()).filter(whole | part, record=minutes.meeting.record)
    ends: datetime | None = active.order_by("-expires_at").values_list("expires_at", flat=True).first()
    return ends


def _publish(minutes: Minutes) -> None:
    minutes.published_at, minutes.sha256 = clock.now(), fingerprint(minutes)
    minutes.save(update_fields=["published_at", "sha256"])
    change_record(minutes.meeting.record)
    late = (clock.now() - minutes.publish_at).days
    facts: dict[str, Json] = {
        "sha256": minutes.sha256,
        "due": minutes.publish_at.isoformat(),
        "days_late": late,
    }
    record("minutes.published", by=None, about=minutes.meeting, facts=facts)


def _write(
    minutes: Minutes, item: AgendaItem, words: str, *, because: str, reason: str, by: Person
) -> Passage:
    said = words.replace("\r\n", "\n").strip()
    last = Passage.objects.filter(minutes=minutes, item=item).order_by("-version").first()
    if not said:
        raise RuleBroken(_("Write how the minutes read now."), field="words")
    if last is not None and last.words == said:
        raise RuleBroken(_("These are the words as they stand. Change them, or leave them."), field="words")
    return Passage.objects.create(
        minutes=minutes,
        item=item,
        version=last.version + 1 if last else 1,
        words=said,
        because=because,
        reason=reason.strip()[:500],
        written_at=clock.now(),
        written_by=by,
    )
