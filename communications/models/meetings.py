"""Meetings: the room in which a group talks and decides, noticed beforehand, with its agenda. DOMAIN section 8, SPECTRUM S10."""

from __future__ import annotations

from datetime import datetime
from typing import Self

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from communications.rules.meetings import Stage, stage_at
from engagement.models import Engagement
from initiatives.models import (
    Attachment,
    Body,
    JobRun,
    LocalizedField,
    Person,
    Record,
    Round,
    local,
)
from initiatives.models.records import GovernedQuerySet
from initiatives.tenancy import TenantManager, TenantModel


def who_and_when(when: str, who: str) -> models.Q:
    """Return the condition that something has both a moment and somebody, or neither."""
    return models.Q(**{f"{when}__isnull": True, f"{who}__isnull": True}) | models.Q(
        **{f"{when}__isnull": False, f"{who}__isnull": False}
    )


class MeetingQuerySet(GovernedQuerySet["Meeting"]):
    """Meetings of groups."""

    def coming(self) -> Self:
        """Neither held nor cancelled, the next one first; what is under way is among them."""
        return self.filter(ended_at__isnull=True, cancelled_at__isnull=True).order_by("starts_at", "pk")

    def past(self) -> Self:
        """Held or cancelled, the latest first."""
        over = models.Q(ended_at__isnull=False) | models.Q(cancelled_at__isnull=False)
        return self.filter(over).order_by("-starts_at", "-pk")

    def held(self) -> Self:
        """Only those that took place and are over."""
        return self.filter(ended_at__isnull=False)

    def noticed(self) -> Self:
        """Only those whose agenda is public."""
        return self.filter(noticed_at__isnull=False)

    def whole(self) -> Self:
        """With all that a line about a meeting tells."""
        return self.select_related("record__initiative", "body__record__initiative", "minutes")


@pghistory.track(exclude=["packet_run"])
class Meeting(TenantModel):
    """A group meets: its day is public at once, its agenda when notice is given, its minutes by themselves."""

    record = models.OneToOneField(Record, models.PROTECT, related_name="meeting")
    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    title = LocalizedField()
    about = LocalizedField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = LocalizedField()
    link = models.URLField(blank=True)
    interpretation = models.CharField(max_length=160, blank=True)  # into which languages, as people call them
    supports_offered = models.JSONField(default=list, blank=True)  # keys of engagement's Support.Kind
    noticed_at = models.DateTimeField(null=True, blank=True)
    noticed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    begun_at = models.DateTimeField(null=True, blank=True)
    begun_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    cancelled_because = LocalizedField()
    packet = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    packet_run = models.ForeignKey(JobRun, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager.from_queryset(MeetingQuerySet)()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        indexes = [models.Index(fields=["initiative", "body", "-starts_at"], name="meeting_of_body")]
        constraints = [
            models.CheckConstraint(
                name="meeting_ends_after_it_starts", condition=models.Q(ends_at__gt=models.F("starts_at"))
            ),
            models.CheckConstraint(
                name="meeting_noticed_by_somebody", condition=who_and_when("noticed_at", "noticed_by")
            ),
            models.CheckConstraint(
                name="meeting_begun_by_somebody", condition=who_and_when("begun_at", "begun_by")
            ),
            models.CheckConstraint(
                name="meeting_cancelled_by_somebody", condition=who_and_when("cancelled_at", "cancelled_by")
            ),
            models.CheckConstraint(
                name="meeting_begun_before_it_ended",
                condition=models.Q(ended_at__isnull=True) | models.Q(begun_at__isnull=False),
            ),
            models.CheckConstraint(
                name="meeting_cancelled_or_held",
                condition=models.Q(cancelled_at__isnull=True) | models.Q(begun_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return local(self.title)

    @property
    def stage(self) -> Stage:
        """Where it stands."""
        return stage_at(
            noticed_at=self.noticed_at,
            begun_at=self.begun_at,
            ended_at=self.ended_at,
            cancelled_at=self.cancelled_at,
        )

    @property
    def local_start(self) -> datetime:
        """When it begins, by the clocks of the initiative."""
        start: datetime = self.record.initiative.local_time(self.starts_at)
        return start

    @property
    def local_end(self) -> datetime:
        """When it is to end, by the clocks of the initiative."""
        end: datetime = self.record.initiative.local_time(self.ends_at)
        return end


class AgendaItemQuerySet(GovernedQuerySet["AgendaItem"]):
    """What is on agendas."""

    def standing(self) -> Self:
        """Those not taken off again, in their order."""
        return self.filter(withdrawn_at__isnull=True).order_by("position", "pk")

    def with_vote(self) -> Self:
        """Those with a vote that is noticed or was held, as `AgendaItem.has_vote` says."""
        counts = models.Q(round__closed_at__isnull=True) | models.Q(
            round__closed_at__gte=models.F("round__closes_at")
        )
        return self.filter(counts, round__isnull=False)


@pghistory.track(exclude=["notes"])
class AgendaItem(TenantModel):
    """One thing on the agenda, framed by its difficulty and its opportunity; it ends in a decision, a commitment or a note."""

    class Kind(models.TextChoices):
        """What is to happen with it."""

        INFORM = "inform", _("To know")
        DISCUSS = "discuss", _("To talk about")
        DECIDE = "decide", _("To decide")
        RATIFY = "ratify", _("To ratify the common agenda")
        MINUTES = "minutes", _("To approve minutes")

    IN_A_ROUND = (Kind.DECIDE, Kind.RATIFY)

    record = models.OneToOneField(Record, models.PROTECT, related_name="agenda_item")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.DISCUSS)
    title = LocalizedField()
    difficulty = LocalizedField()
    opportunity = LocalizedField()
    evidence = LocalizedField()
    about = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="on_agendas")
    wanted = LocalizedField()  # what is wanted of whom; at a decision the question that is put
    minutes_planned = models.PositiveSmallIntegerField(default=10)
    led_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    engagement = models.ForeignKey(
        Engagement, models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )
    approves = models.ForeignKey(
        "communications.Minutes", models.PROTECT, null=True, blank=True, related_name="approvals"
    )
    round = models.OneToOneField(Round, models.PROTECT, null=True, blank=True, related_name="agenda_item")
    notes = models.TextField(blank=True, max_length=10000)
    begun_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)  # the doors, by a recorded open vote: S10
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager.from_queryset(AgendaItemQuerySet)()

    class Meta:
        ordering = ["meeting", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="agenda_item_is_framed",
                condition=models.Q(kind="minutes") | ~models.Q(difficulty={}) & ~models.Q(opportunity={}),
            ),
            models.CheckConstraint(
                name="agenda_item_approves_minutes",
                condition=models.Q(kind="minutes", approves__isnull=False)
                | ~models.Q(kind="minutes") & models.Q(approves__isnull=True),
            ),
            models.CheckConstraint(
                name="agenda_item_withdrawn_by_somebody",
                condition=who_and_when("withdrawn_at", "withdrawn_by"),
            ),
            models.CheckConstraint(
                name="agenda_item_begun_before_it_ended",
                condition=models.Q(ended_at__isnull=True) | models.Q(begun_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return local(self.title)

    @property
    def has_vote(self) -> bool:
        """Whether a vote is noticed or was held for it. One that was closed before its end was taken back."""
        room = self.round
        return room is not None and (room.closed_at is None or room.closed_at >= room.closes_at)


class Pledge(TenantModel):
    """What somebody took on in the meeting, as it was heard; when the meeting ends it becomes a commitment."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="pledges")
    words = LocalizedField()
    from_membership = models.ForeignKey(
        "initiatives.Membership", models.PROTECT, null=True, blank=True, related_name="+"
    )
    from_body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    due = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    commitment = models.OneToOneField(
        "initiatives.Commitment", models.PROTECT, null=True, blank=True, related_name="pledge"
    )

    objects = TenantManager()

    class Meta:
        ordering = ["item", "pk"]
        constraints = [
            models.CheckConstraint(
                name="pledge_by_one",
                condition=models.Q(from_membership__isnull=True, from_body__isnull=False)
                | models.Q(from_membership__isnull=False, from_body__isnull=True),
            ),
            models.CheckConstraint(name="pledge_has_words", condition=~models.Q(words={})),
        ]

    def __str__(self) -> str:
        return local(self.words)
