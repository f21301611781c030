"""Who comes to a meeting: what they answered, what they need to come, and who was there. DOMAIN section 8."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from communications.models.meetings import Meeting, who_and_when
from engagement.models import Support
from initiatives import clock
from initiatives.models import Person, Seat
from initiatives.tenancy import TenantManager, TenantModel, TenantQuerySet


class Reply(TenantModel):
    """What somebody answered to the notice: in the room, online, or not at all. The latest answer counts."""

    class Coming(models.TextChoices):
        """How they will take part."""

        HERE = "here", _("I come")
        ONLINE = "online", _("I take part online")
        NO = "no", _("I can’t come")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="replies")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    coming = models.CharField(max_length=6, choices=Coming.choices)
    at = models.DateTimeField(default=clock.now)

    objects = TenantManager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["initiative", "meeting", "person"], name="reply_once")]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.person_id} {self.coming}"


class AccessWish(TenantModel):
    """What somebody needs in order to come. Private: only how many were asked for and given is public."""

    class State(models.TextChoices):
        """How far it is."""

        ASKED = "asked", _("Asked for")
        GIVEN = "given", _("It is arranged")
        DECLINED = "declined", _("Could not be given")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="wishes")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=14, choices=Support.Kind.choices)
    words = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "meeting", "person", "kind"], name="access_wish_once"
            ),
            models.CheckConstraint(
                name="access_wish_settled_by_somebody",
                condition=(models.Q(state="asked") & models.Q(settled_at__isnull=True))
                | (~models.Q(state="asked") & models.Q(settled_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="access_wish_settled_whole", condition=who_and_when("settled_at", "settled_by")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.kind} {self.state}"


class AttendanceQuerySet(TenantQuerySet["Attendance"]):
    """Who was there."""

    def standing(self) -> Self:
        """Without what was marked by mistake."""
        return self.filter(struck_at__isnull=True)


class Attendance(TenantModel):
    """Somebody was at a meeting: for a seat, as a member, or as a guest by name. What was marked by mistake is struck."""

    class How(models.TextChoices):
        """Where they took part."""

        HERE = "here", _("In the room")
        ONLINE = "online", _("Online")

    class Door(models.TextChoices):
        """How it came to be written down."""

        QR = "qr", _("Checked in with the code")
        LIST = "list", _("Marked on the list")
        ONLINE = "online", _("Joined online")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="attendance")
    guest_name = models.CharField(max_length=120, blank=True)
    is_named = models.BooleanField(default=False)  # a guest agreed that the minutes print their name
    how = models.CharField(max_length=6, choices=How.choices, default=How.HERE)
    door = models.CharField(max_length=6, choices=Door.choices)
    came_at = models.DateTimeField(default=clock.now)
    noted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TenantManager.from_queryset(AttendanceQuerySet)()

    class Meta:
        ordering = ["came_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "meeting", "person"],
                condition=models.Q(person__isnull=False, struck_at__isnull=True),
                name="attendance_once",
            ),
            models.CheckConstraint(
                name="attendance_of_a_person_or_a_guest",
                condition=(models.Q(person__isnull=False) & models.Q(guest_name=""))
                | (models.Q(person__isnull=True) & ~models.Q(guest_name="") & models.Q(seat__isnull=True)),
            ),
            models.CheckConstraint(
                name="attendance_struck_by_somebody", condition=who_and_when("struck_at", "struck_by")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.person_id or 'guest'}"
