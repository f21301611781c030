"""Minutes: drafted from the meeting, circulated, amended by those who were there, published by themselves. DOMAIN section 8."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from communications.models.meetings import AgendaItem, Meeting, who_and_when
from communications.rules.meetings import MinutesStage, minutes_stage_at
from initiatives import clock
from initiatives.models import Person, Seat
from initiatives.models.records import APPEND_ONLY
from initiatives.tenancy import TenantManager, TenantModel, TenantQuerySet


class MinutesQuerySet(TenantQuerySet["Minutes"]):
    """Minutes of meetings."""

    def published(self, *, at: datetime) -> Self:
        """Those whose day has come: everybody reads them, whether or not a job has written that down."""
        return self.filter(publish_at__lte=at)

    def unapproved(self) -> Self:
        """Not yet approved at a later meeting."""
        return self.filter(approved_at__isnull=True)


class Minutes(TenantModel):
    """What a meeting came to. Their dates are fixed when they circulate; nobody has to remember to publish them."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes")
    circulated_at = models.DateTimeField(default=clock.now)
    circulated_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    amend_until = models.DateTimeField()
    publish_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_in = models.OneToOneField(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="approved"
    )

    objects = TenantManager.from_queryset(MinutesQuerySet)()

    class Meta:
        ordering = ["-circulated_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="minutes_dates_in_order",
                condition=models.Q(amend_until__gt=models.F("circulated_at"))
                & models.Q(publish_at__gte=models.F("amend_until")),
            ),
            models.CheckConstraint(
                name="minutes_published_in_time_with_hash",
                condition=models.Q(published_at__isnull=True)
                | (models.Q(published_at__gte=models.F("publish_at")) & ~models.Q(sha256="")),
            ),
            models.CheckConstraint(
                name="minutes_approved_in_a_meeting", condition=who_and_when("approved_at", "approved_in")
            ),
            models.CheckConstraint(
                name="minutes_approved_once_published",
                condition=models.Q(approved_at__isnull=True) | models.Q(published_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"minutes {self.meeting_id}"

    @property
    def stage(self) -> MinutesStage:
        """Where they stand now."""
        return minutes_stage_at(
            clock.now(),
            amend_until=self.amend_until,
            publish_at=self.publish_at,
            approved_at=self.approved_at,
        )


class Passage(TenantModel):
    """What the minutes say of one item, in one version; the latest stands and the earlier ones stay readable."""

    class Because(models.TextChoices):
        """Why there is this version."""

        DRAFT = "draft", _("First written")
        AMENDMENT = "amendment", _("Amended by somebody who was there")
        CORRECTION = "correction", _("Corrected after it was published")

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="passages")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="passages")
    version = models.PositiveSmallIntegerField(default=1)
    words = models.TextField(blank=True, max_length=10000)
    because = models.CharField(max_length=10, choices=Because.choices, default=Because.DRAFT)
    reason = models.CharField(max_length=500, blank=True)
    written_at = models.DateTimeField(default=clock.now)
    written_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["item", "version"]
        triggers = APPEND_ONLY
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "minutes", "item", "version"], name="passage_version_once"
            ),
            models.CheckConstraint(
                name="passage_corrected_for_a_reason",
                condition=~models.Q(because="correction") | ~models.Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} version {self.version}"


class Amendment(TenantModel):
    """Somebody who was there says that the draft should read otherwise; whoever keeps the minutes answers with a reason."""

    class State(models.TextChoices):
        """What became of it."""

        ASKED = "asked", _("Waiting for an answer")
        TAKEN = "taken", _("Taken in")
        DECLINED = "declined", _("Not taken in")

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="amendments")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="amendments")
    words = models.TextField(max_length=3000)
    asked_at = models.DateTimeField(default=clock.now)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    answer = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="amendment_answered_whole",
                condition=models.Q(state="asked", answered_at__isnull=True, answered_by__isnull=True)
                | (~models.Q(state="asked") & models.Q(answered_at__isnull=False, answered_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="amendment_declined_for_a_reason",
                condition=~models.Q(state="declined") | ~models.Q(answer=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.minutes_id} {self.asked_at:%Y-%m-%d}"


class RollCall(TenantModel):
    """A recorded open vote of the seats that are there on how the meeting goes on: to close the doors, to approve minutes."""

    class Purpose(models.TextChoices):
        """What it is about."""

        CLOSE = "close", _("To close the doors for this item")
        APPROVE = "approve", _("To approve the minutes")

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="roll_calls")
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    is_carried = models.BooleanField()
    taken_at = models.DateTimeField(default=clock.now)
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["taken_at", "pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "item", "purpose"],
                condition=models.Q(is_carried=True),
                name="roll_call_carried_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.purpose}"


class RollCallVote(TenantModel):
    """What one seat said aloud."""

    class Stance(models.TextChoices):
        """What it said."""

        YES = "yes", _("Yes")
        NO = "no", _("No")
        ABSTAIN = "abstain", _("Abstains")

    roll_call = models.ForeignKey(RollCall, models.PROTECT, related_name="votes")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    stance = models.CharField(max_length=8, choices=Stance.choices)

    objects = TenantManager()

    class Meta:
        ordering = ["seat__seat_class", "seat__name", "pk"]
        triggers = APPEND_ONLY
        constraints = [
            models.UniqueConstraint(fields=["initiative", "roll_call", "seat"], name="roll_call_vote_once")
        ]

    def __str__(self) -> str:
        return f"{self.roll_call_id} {self.seat_id} {self.stance}"
